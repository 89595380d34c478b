#pragma once
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string_view>

namespace linchpin::render {

/// A colour as people write it: sRGB-encoded channels, straight (not premultiplied) alpha, 0..255.
struct Rgba8 {
    std::uint8_t r = 0, g = 0, b = 0, a = 255;
    constexpr bool operator==(const Rgba8&) const noexcept = default;
};

namespace detail {
constexpr std::uint8_t hex_digit(char c) {
    if (c >= '0' && c <= '9') return static_cast<std::uint8_t>(c - '0');
    if (c >= 'a' && c <= 'f') return static_cast<std::uint8_t>(c - 'a' + 10);
    if (c >= 'A' && c <= 'F') return static_cast<std::uint8_t>(c - 'A' + 10);
    throw std::invalid_argument("colour: expected a hexadecimal digit");  // a compile error in a constant expression
}
}  // namespace detail

/// "#rrggbb" or "#rrggbbaa". For literals in the source: a malformed one does not compile when used in a constant expression.
constexpr Rgba8 rgb(std::string_view hex) {
    if ((hex.size() != 7 && hex.size() != 9) || hex[0] != '#') throw std::invalid_argument("colour: expected #rrggbb or #rrggbbaa");
    std::array<std::uint8_t, 4> v{0, 0, 0, 255};
    for (std::size_t i = 0; i < (hex.size() - 1) / 2; ++i)
        v[i] = static_cast<std::uint8_t>(detail::hex_digit(hex[1 + 2 * i]) * 16 + detail::hex_digit(hex[2 + 2 * i]));
    return {v[0], v[1], v[2], v[3]};
}

/// The same colour at opacity `alpha` in [0, 1].
[[nodiscard]] constexpr Rgba8 with_alpha(Rgba8 c, float alpha) noexcept {
    const float clamped = alpha < 0.0f ? 0.0f : alpha > 1.0f ? 1.0f : alpha;
    c.a = static_cast<std::uint8_t>(clamped * 255.0f + 0.5f);
    return c;
}

/// IEC 61966-2-1 transfer function: encoded 0..255 to linear light 0..1.
[[nodiscard]] inline float linear_of(std::uint8_t encoded) noexcept {
    const float c = static_cast<float>(encoded) / 255.0f;
    return c <= 0.04045f ? c / 12.92f : std::pow((c + 0.055f) / 1.055f, 2.4f);
}
/// Linear light 0..1 (clamped) to encoded 0..255, rounded.
[[nodiscard]] inline std::uint8_t encoded_of(float linear) noexcept {
    const float l = linear < 0.0f ? 0.0f : linear > 1.0f ? 1.0f : linear;
    const float c = l <= 0.0031308f ? l * 12.92f : 1.055f * std::pow(l, 1.0f / 2.4f) - 0.055f;
    return static_cast<std::uint8_t>(c * 255.0f + 0.5f);
}

/// Mixes in linear light, as the framebuffer does. t = 0 gives a, t = 1 gives b.
[[nodiscard]] inline Rgba8 lerp(Rgba8 a, Rgba8 b, float t) noexcept {
    const auto mix = [t](std::uint8_t x, std::uint8_t y) { return encoded_of(linear_of(x) * (1.0f - t) + linear_of(y) * t); };
    const float alpha = static_cast<float>(a.a) * (1.0f - t) + static_cast<float>(b.a) * t;
    return {mix(a.r, b.r), mix(a.g, b.g), mix(a.b, b.b), static_cast<std::uint8_t>(alpha + 0.5f)};
}

/// `top` laid over the opaque `under`.
[[nodiscard]] inline Rgba8 over(Rgba8 top, Rgba8 under) noexcept {
    const float alpha = static_cast<float>(top.a) / 255.0f;
    top.a = 255;
    return lerp(under, top, alpha);
}

/// Relative luminance of WCAG 2.1, 0 (black) .. 1 (white); alpha is ignored.
[[nodiscard]] inline float relative_luminance(Rgba8 c) noexcept {
    return 0.2126f * linear_of(c.r) + 0.7152f * linear_of(c.g) + 0.0722f * linear_of(c.b);
}
/// Contrast ratio of WCAG 2.1 between two opaque colours, 1..21.
[[nodiscard]] inline float contrast_ratio(Rgba8 a, Rgba8 b) noexcept {
    const float la = relative_luminance(a), lb = relative_luminance(b);
    return la > lb ? (la + 0.05f) / (lb + 0.05f) : (lb + 0.05f) / (la + 0.05f);
}

}  // namespace linchpin::render
