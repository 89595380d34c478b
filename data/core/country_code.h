#pragma once
#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace linchpin {

/// ISO 3166-1 alpha-3 code, or the residual trade partner OTH. A type of its own, so that it is not mixed up with a name.
/// The empty code means "unknown".
class CountryCode {
public:
    constexpr CountryCode() noexcept = default;
    /// Three upper-case ASCII letters; anything else gives nothing.
    [[nodiscard]] static constexpr std::optional<CountryCode> parse(std::string_view text) noexcept {
        if (text.size() != 3) return std::nullopt;
        CountryCode code;
        for (std::size_t i = 0; i < 3; ++i) {
            if (text[i] < 'A' || text[i] > 'Z') return std::nullopt;
            code.letters_[i] = text[i];
        }
        return code;
    }
    [[nodiscard]] constexpr bool empty() const noexcept { return letters_[0] == '\0'; }
    [[nodiscard]] std::string str() const { return empty() ? std::string{} : std::string(letters_.data(), 3); }
    constexpr auto operator<=>(const CountryCode&) const noexcept = default;

private:
    std::array<char, 3> letters_{};
};

}  // namespace linchpin
