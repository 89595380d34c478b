#pragma once
#include <array>
#include <cstdint>

#include "render/colour.h"

namespace linchpin::render {

/// Whose eyes the picture is shown for: a view option that lets people with usual colour vision check what others can tell apart.
enum class Vision : std::uint8_t { Usual, Protanopia, Deuteranopia, Tritanopia };

/// Rows of the matrix that takes linear sRGB to linear sRGB as seen. Machado, Oliveira and Fernandes, "A Physiologically-based Model
/// for Simulation of Color Vision Deficiency", IEEE TVCG 15(6), 2009: severity 1.0.
[[nodiscard]] constexpr std::array<float, 9> vision_matrix(Vision vision) noexcept {
    switch (vision) {
        case Vision::Protanopia: return {0.152286f, 1.052583f, -0.204868f, 0.114503f, 0.786281f, 0.099216f, -0.003882f, -0.048116f, 1.051998f};
        case Vision::Deuteranopia: return {0.367322f, 0.860646f, -0.227968f, 0.280085f, 0.672501f, 0.047413f, -0.011820f, 0.042940f, 0.968881f};
        case Vision::Tritanopia: return {1.255528f, -0.076749f, -0.178779f, -0.078411f, 0.930809f, 0.147602f, 0.004733f, 0.691367f, 0.303900f};
        case Vision::Usual: break;
    }
    return {1.0f, 0.0f, 0.0f, 0.0f, 1.0f, 0.0f, 0.0f, 0.0f, 1.0f};
}

/// One colour as seen; alpha stays.
[[nodiscard]] inline Rgba8 as_seen(Vision vision, Rgba8 c) noexcept {
    const auto m = vision_matrix(vision);
    const float r = linear_of(c.r), g = linear_of(c.g), b = linear_of(c.b);
    return {encoded_of(m[0] * r + m[1] * g + m[2] * b), encoded_of(m[3] * r + m[4] * g + m[5] * b), encoded_of(m[6] * r + m[7] * g + m[8] * b), c.a};
}

}  // namespace linchpin::render
