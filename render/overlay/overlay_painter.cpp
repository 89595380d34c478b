#include "render/overlay/overlay_painter.h"

#include <cstddef>

namespace linchpin::render {
namespace {

constexpr int kAtlasUnit = 0;

void attribute(GLuint index, GLint size, GLenum type, GLboolean normalised, std::size_t offset) {
    glEnableVertexAttribArray(index);
    glVertexAttribPointer(index, size, type, normalised, sizeof(CanvasItem), reinterpret_cast<const void*>(offset));
    glVertexAttribDivisor(index, 1);
}

}  // namespace

Result<OverlayPainter> OverlayPainter::create(const std::filesystem::path& shader_folder) {
    auto program = Program::load(shader_folder, "overlay");
    if (!program) return program.error();
    OverlayPainter painter;
    painter.program_ = *std::move(program);
    painter.vertex_array_ = VertexArrayHandle::create();
    return painter;
}

/// False when the atlas ran full on the way.
bool OverlayPainter::complete_glyphs(const Canvas& canvas) {
    for (const Canvas::GlyphItem& glyph : canvas.glyphs()) {
        const GlyphAtlas::Slot* slot = atlas_.find_or_add(canvas.engine(), glyph.key);
        if (!slot) return false;
        const CanvasItem& pen = canvas.items()[glyph.item];
        CanvasItem& item = items_[glyph.item];
        if (slot->width == 0) {
            item.kind = static_cast<float>(ItemKind::Nothing);
            continue;
        }
        item.quad = {pen.quad.x + slot->left, pen.quad.y - slot->top, static_cast<float>(slot->width), static_cast<float>(slot->height)};
        item.p0 = {static_cast<float>(slot->x), static_cast<float>(slot->y), static_cast<float>(slot->page), pen.p0[3]};
    }
    return true;
}

void OverlayPainter::draw(const Canvas& canvas, int width_px, int height_px, float origin_x, float origin_y) {
    if (canvas.empty() || width_px <= 0 || height_px <= 0) return;
    items_.assign(canvas.items().begin(), canvas.items().end());
    if (!complete_glyphs(canvas)) {
        atlas_.reset();
        complete_glyphs(canvas);  // one picture's glyphs fit; any that do not keep an empty quad
    }

    glViewport(0, 0, width_px, height_px);
    glDisable(GL_DEPTH_TEST);
    glDisable(GL_CULL_FACE);
    glDisable(GL_SCISSOR_TEST);
    glDisable(GL_STENCIL_TEST);
    glEnable(GL_FRAMEBUFFER_SRGB);
    glEnable(GL_BLEND);
    glBlendEquation(GL_FUNC_ADD);
    glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);

    program_.use();
    atlas_.bind(kAtlasUnit);
    program_.set("u_atlas", kAtlasUnit);
    program_.set("u_size_px", glm::vec2{static_cast<float>(width_px), static_cast<float>(height_px)});
    program_.set("u_origin_px", glm::vec2{origin_x, origin_y});
    glBindVertexArray(vertex_array_.id());
    buffer_.upload(std::span<const CanvasItem>{items_}, GL_STREAM_DRAW);
    attribute(0, 4, GL_FLOAT, GL_FALSE, offsetof(CanvasItem, quad));
    attribute(1, 4, GL_FLOAT, GL_FALSE, offsetof(CanvasItem, p0));
    attribute(2, 4, GL_FLOAT, GL_FALSE, offsetof(CanvasItem, p1));
    attribute(3, 4, GL_FLOAT, GL_FALSE, offsetof(CanvasItem, clip));
    attribute(4, 4, GL_UNSIGNED_BYTE, GL_TRUE, offsetof(CanvasItem, colour0));
    attribute(5, 4, GL_UNSIGNED_BYTE, GL_TRUE, offsetof(CanvasItem, colour1));
    attribute(6, 2, GL_FLOAT, GL_FALSE, offsetof(CanvasItem, kind));
    glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, static_cast<GLsizei>(items_.size()));
    glBindVertexArray(0);
}

}  // namespace linchpin::render
