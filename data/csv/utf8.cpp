#include "data/csv/utf8.h"

#include <cstdint>
#include <cstring>

namespace linchpin::csv {
namespace {

constexpr std::uint64_t kHighBits = 0x8080808080808080u;
constexpr std::uint64_t kOnes = 0x0101010101010101u;

/// True if the eight bytes are ASCII and none is NUL.
bool plain(std::uint64_t word) noexcept { return (((word - kOnes) | word) & kHighBits) == 0; }

/// Length of the well-formed sequence at `i`, 0 when there is none.
std::size_t sequence(std::string_view text, std::size_t i) noexcept {
    const auto at = [&](std::size_t k) -> unsigned { return i + k < text.size() ? static_cast<unsigned char>(text[i + k]) : 0u; };
    const auto tail = [&](std::size_t k) { return (at(k) & 0xc0u) == 0x80u; };
    const unsigned a = at(0);
    const unsigned b = at(1);
    if (a == 0) return 0;
    if (a < 0x80) return 1;
    if (a < 0xc2) return 0;
    if (a < 0xe0) return tail(1) ? 2 : 0;
    if (a < 0xf0) {
        if (!tail(1) || !tail(2) || (a == 0xe0 && b < 0xa0) || (a == 0xed && b > 0x9f)) return 0;
        return 3;
    }
    if (a > 0xf4 || !tail(1) || !tail(2) || !tail(3) || (a == 0xf0 && b < 0x90) || (a == 0xf4 && b > 0x8f)) return 0;
    return 4;
}

}  // namespace

std::size_t first_bad_byte(std::string_view text) noexcept {
    std::size_t i = 0;
    while (i < text.size()) {
        while (i + 32 <= text.size()) {
            std::uint64_t words[4];
            std::memcpy(words, text.data() + i, sizeof words);
            if (!(plain(words[0]) & plain(words[1]) & plain(words[2]) & plain(words[3]))) break;
            i += 32;
        }
        if (i >= text.size()) break;
        const std::size_t stop = i + 32 < text.size() ? i + 32 : text.size();
        while (i < stop) {
            const std::size_t length = sequence(text, i);
            if (length == 0) return i;
            i += length;
        }
    }
    return std::string_view::npos;
}

std::size_t count_characters(std::string_view text) noexcept {
    std::size_t count = 0;
    for (const char c : text) count += (static_cast<unsigned char>(c) & 0xc0u) != 0x80u;
    return count;
}

}  // namespace linchpin::csv
