#pragma once
#include <cstdint>

namespace linchpin::render {

/// How much work a frame may cost. Colours and places are the same at every level.
enum class Quality : std::uint8_t {
    Low,    ///< no glow, no multisampling, straight to 8 bits, coarser texture filter: for slow machines
    High,   ///< the design: float light, glow, multisampling
    Still,  ///< images and recordings: no compromise
};

/// Parts of the picture that can be drawn alone; laid over one another in this order they give the whole.
enum class Pass : std::uint32_t {
    Stars = 1u << 0, Earth = 1u << 1, Graticule = 1u << 2, Borders = 1u << 3, Glow = 1u << 4, Cables = 1u << 5, Marks = 1u << 6,
    Sites = 1u << 7, Tracks = 1u << 8, Flows = 1u << 9, Satellites = 1u << 10,
};
using PassMask = std::uint32_t;
inline constexpr PassMask kAllPasses = (1u << 11) - 1;
[[nodiscard]] constexpr bool has(PassMask mask, Pass pass) noexcept { return (mask & static_cast<PassMask>(pass)) != 0; }

struct DrawOptions {
    bool transparent = false;     ///< space is left clear (alpha 0) instead of filled
    Quality quality = Quality::High;
    PassMask passes = kAllPasses;
    bool cull = true;             ///< false: nothing is skipped for being unseen (a check of culling; the picture must not differ)
};

/// What one frame cost, counted where it is caused.
struct DrawStats {
    std::uint64_t draw_calls = 0, vertices = 0, uploaded_bytes = 0;
    DrawStats& operator+=(const DrawStats& other) noexcept {
        draw_calls += other.draw_calls, vertices += other.vertices, uploaded_bytes += other.uploaded_bytes;
        return *this;
    }
};

}  // namespace linchpin::render
