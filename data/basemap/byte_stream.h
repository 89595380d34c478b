#pragma once
// Reading and writing the packed base map files: little numbers take one byte, and a reader that runs past the end says so once.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace linchpin::basemap {

class ByteWriter {
public:
    void byte(std::uint8_t v) { bytes_.push_back(static_cast<char>(v)); }
    /// 7 bits a byte, low bits first.
    void number(std::uint64_t v) {
        for (; v >= 0x80; v >>= 7) byte(static_cast<std::uint8_t>(v | 0x80));
        byte(static_cast<std::uint8_t>(v));
    }
    /// Small magnitudes of either sign stay small: 0 -1 1 -2 2 become 0 1 2 3 4.
    void signed_number(std::int64_t v) { number((static_cast<std::uint64_t>(v) << 1) ^ static_cast<std::uint64_t>(v >> 63)); }
    void text(std::string_view s) {
        number(s.size());
        bytes_.append(s);
    }
    [[nodiscard]] const std::string& bytes() const noexcept { return bytes_; }

private:
    std::string bytes_;
};

/// Never reads outside the bytes. After the first wrong read ok() stays false and every read gives 0.
class ByteReader {
public:
    explicit ByteReader(std::string_view bytes) : at_{bytes.data()}, end_{bytes.data() + bytes.size()} {}

    [[nodiscard]] std::uint8_t byte() noexcept { return at_ < end_ ? static_cast<std::uint8_t>(*at_++) : fail(); }
    [[nodiscard]] std::uint64_t number() noexcept {
        std::uint64_t v = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            const std::uint8_t b = byte();
            v |= static_cast<std::uint64_t>(b & 0x7f) << shift;
            if (b < 0x80) return v;
        }
        return fail();
    }
    [[nodiscard]] std::int64_t signed_number() noexcept {
        const std::uint64_t v = number();
        return static_cast<std::int64_t>(v >> 1) ^ -static_cast<std::int64_t>(v & 1);
    }
    /// How many things follow; each takes at least one byte, so a count that the rest cannot hold is wrong.
    [[nodiscard]] std::size_t count() noexcept {
        const std::uint64_t v = number();
        return v <= left() ? static_cast<std::size_t>(v) : fail();
    }
    [[nodiscard]] std::string text() {
        const std::size_t size = count();
        std::string s(at_, size);
        at_ += size;
        return s;
    }
    [[nodiscard]] std::size_t left() const noexcept { return static_cast<std::size_t>(end_ - at_); }
    [[nodiscard]] bool ok() const noexcept { return ok_; }
    void set_wrong() noexcept { (void)fail(); }

private:
    std::uint8_t fail() noexcept {
        ok_ = false;
        at_ = end_;
        return 0;
    }
    const char* at_;
    const char* end_;
    bool ok_ = true;
};

}  // namespace linchpin::basemap
