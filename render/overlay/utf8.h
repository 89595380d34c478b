#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace linchpin::render {

/// Decodes the code point at `at` and moves `at` past it. Malformed bytes give U+FFFD, one at a time, so decoding always ends.
[[nodiscard]] constexpr char32_t next_code_point(std::string_view text, std::size_t& at) noexcept {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(at);
    const int extra = lead < 0x80 ? 0 : lead >= 0xC2 && lead < 0xE0 ? 1 : lead >= 0xE0 && lead < 0xF0 ? 2 : lead >= 0xF0 && lead < 0xF5 ? 3 : -1;
    constexpr char32_t kBad = 0xFFFD;
    if (extra <= 0 || at + static_cast<std::size_t>(extra) >= text.size() + (extra == 0 ? 1u : 0u)) {
        ++at;
        return extra == 0 ? static_cast<char32_t>(lead) : kBad;
    }
    char32_t value = lead & (0x3Fu >> extra);
    for (int i = 1; i <= extra; ++i) {
        const unsigned char next = byte(at + static_cast<std::size_t>(i));
        if ((next & 0xC0u) != 0x80u) {
            ++at;
            return kBad;
        }
        value = (value << 6) | (next & 0x3Fu);
    }
    const bool overlong = (extra == 2 && value < 0x800) || (extra == 3 && value < 0x10000);
    if (overlong || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) {
        ++at;
        return kBad;
    }
    at += static_cast<std::size_t>(extra) + 1;
    return value;
}

[[nodiscard]] inline std::u32string decode_utf8(std::string_view text) {
    std::u32string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) out += next_code_point(text, at);
    return out;
}

}  // namespace linchpin::render
