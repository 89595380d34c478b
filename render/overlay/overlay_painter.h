#pragma once
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

    /// One draw call. Sets all the state that it needs and the viewport; leaves blending on.
    /// @param width_px, height_px    size of the bound framebuffer
    /// @param origin_x, origin_y     canvas pixel at the framebuffer's top left corner, for pictures drawn in tiles
    void draw(const Canvas& canvas, int width_px, int height_px, float origin_x = 0.0f, float origin_y = 0.0f);

    [[nodiscard]] const GlyphAtlas& atlas() const noexcept { return atlas_; }

private:
    OverlayPainter() = default;
    bool complete_glyphs(const Canvas& canvas);

    Program program_;
    VertexArrayHandle vertex_array_;
    Buffer buffer_;
    GlyphAtlas atlas_;
    std::vector<CanvasItem> items_;
};

}  // namespace linchpin::render
