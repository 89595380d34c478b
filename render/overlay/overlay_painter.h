#pragma once
#include <array>
#include <cstdint>
#include <filesystem>
#include <vector>

#include "data/core/result.h"
#include "render/gl/buffer.h"
#include "render/gl/handle.h"
#include "render/gl/program.h"
#include "render/overlay/canvas.h"
#include "render/overlay/glyph_atlas.h"

namespace linchpin::render {

/// Draws canvases onto the bound framebuffer, which must be sRGB (what is written is linear light, premultiplied by alpha).
/// One a GL context.
class OverlayPainter {
public:
    [[nodiscard]] static Result<OverlayPainter> create(const std::filesystem::path& shader_folder);

    /// A few draw calls, whatever the number of items. Sets all the state that it needs and the viewport; leaves blending on.
    /// @param width_px, height_px    size of the bound framebuffer
    /// @param origin_x, origin_y     canvas pixel at the framebuffer's top left corner, for pictures drawn in tiles
    void draw(const Canvas& canvas, int width_px, int height_px, float origin_x = 0.0f, float origin_y = 0.0f);

    [[nodiscard]] const GlyphAtlas& atlas() const noexcept { return atlas_; }

private:
    OverlayPainter() = default;
    bool complete_glyphs(const Canvas& canvas);
    void sort_into_batches();
    void draw_family(std::size_t family, std::size_t first, std::size_t count) const;

    static constexpr std::size_t kFamilies = 3;  ///< boxes, marks, glyphs: a program each
    std::array<Program, kFamilies> programs_;
    VertexArrayHandle vertex_array_;
    Buffer buffer_;
    GlyphAtlas atlas_;
    std::vector<CanvasItem> items_, sorted_;
    std::vector<std::array<std::uint32_t, kFamilies>> batches_;  // how many items of each family, drawn in this order
    std::vector<std::uint32_t> batch_of_;
};

}  // namespace linchpin::render
