#include "render/overlay/overlay_painter.h"

#include <algorithm>
#include <cstddef>

namespace linchpin::render {
namespace {

constexpr int kAtlasUnit = 0;
constexpr std::size_t kNoFamily = 99;

std::size_t family_of(const CanvasItem& item) {
    switch (static_cast<ItemKind>(static_cast<int>(item.kind))) {
        case ItemKind::Box:
        case ItemKind::Shadow:
        case ItemKind::Gradient: return 0;
        case ItemKind::Line:
        case ItemKind::Hatch:
        case ItemKind::Triangle: return 1;
        case ItemKind::Glyph: return 2;
        case ItemKind::Nothing: break;
    }
    return kNoFamily;
}

Rect united(const Rect& a, const Rect& b) {
    const float x = std::min(a.x, b.x), y = std::min(a.y, b.y);
    return {x, y, std::max(a.right(), b.right()) - x, std::max(a.bottom(), b.bottom()) - y};
}

/// Rectangles that later items of an earlier family must not touch. Lists stay short: a full one starts a new batch.
class Cover {
public:
    static constexpr std::size_t kMost = 256;
    [[nodiscard]] bool full() const noexcept { return rects_.size() >= kMost; }
    [[nodiscard]] bool touches(const Rect& rect) const {
        return std::any_of(rects_.begin(), rects_.end(), [&](const Rect& r) { return r.overlaps(rect); });
    }
    /// @param joins  the item follows the last one directly, as the letters of a text do
    void add(const Rect& rect, bool joins) {
        if (joins && !rects_.empty()) rects_.back() = united(rects_.back(), rect);
        else rects_.push_back(rect);
    }
    void clear() noexcept { rects_.clear(); }

private:
    std::vector<Rect> rects_;
};

void attribute(GLuint index, GLint size, GLenum type, GLboolean normalised, std::size_t offset) {
    glVertexAttribPointer(index, size, type, normalised, sizeof(CanvasItem), reinterpret_cast<const void*>(offset));
}

}  // namespace

Result<OverlayPainter> OverlayPainter::create(const std::filesystem::path& shader_folder) {
    OverlayPainter painter;
    constexpr std::array<const char*, kFamilies> kNames{"overlay_box", "overlay_mark", "overlay"};
    for (std::size_t i = 0; i < kFamilies; ++i) {
        auto program = Program::load(shader_folder, kNames[i]);
        if (!program) return program.error();
        painter.programs_[i] = *std::move(program);
    }
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

    sort_into_batches();
    atlas_.bind(kAtlasUnit);
    for (const Program& program : programs_) {
        program.use();
        program.set("u_atlas", kAtlasUnit);
        program.set("u_size_px", glm::vec2{static_cast<float>(width_px), static_cast<float>(height_px)});
        program.set("u_origin_px", glm::vec2{origin_x, origin_y});
    }
    glBindVertexArray(vertex_array_.id());
    buffer_.upload(std::span<const CanvasItem>{sorted_}, GL_STREAM_DRAW);
    for (GLuint i = 0; i < 7; ++i) {
        glEnableVertexAttribArray(i);
        glVertexAttribDivisor(i, 1);
    }
    std::size_t first = 0;
    for (const auto& batch : batches_) {
        for (std::size_t family = 0; family < kFamilies; ++family) {
            if (batch[family] > 0) draw_family(family, first, batch[family]);
            first += batch[family];
        }
    }
    glBindVertexArray(0);
}

void OverlayPainter::draw_family(std::size_t family, std::size_t first, std::size_t count) const {
    programs_[family].use();
    const std::size_t base = first * sizeof(CanvasItem);  // OpenGL 3.3 has no base instance
    attribute(0, 4, GL_FLOAT, GL_FALSE, base + offsetof(CanvasItem, quad));
    attribute(1, 4, GL_FLOAT, GL_FALSE, base + offsetof(CanvasItem, p0));
    attribute(2, 4, GL_FLOAT, GL_FALSE, base + offsetof(CanvasItem, p1));
    attribute(3, 4, GL_FLOAT, GL_FALSE, base + offsetof(CanvasItem, clip));
    attribute(4, 4, GL_UNSIGNED_BYTE, GL_TRUE, base + offsetof(CanvasItem, colour0));
    attribute(5, 4, GL_UNSIGNED_BYTE, GL_TRUE, base + offsetof(CanvasItem, colour1));
    attribute(6, 2, GL_FLOAT, GL_FALSE, base + offsetof(CanvasItem, kind));
    glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, static_cast<GLsizei>(count));
}

/// Groups items by program without changing the picture: within a batch boxes are drawn before marks and marks before glyphs,
/// so an item that would slip under an earlier one that it touches starts a new batch.
void OverlayPainter::sort_into_batches() {
    batches_.assign(1, {});
    batch_of_.resize(items_.size());
    std::array<Cover, kFamilies> cover;  // of the present batch
    std::size_t last_family = kNoFamily;
    for (std::size_t i = 0; i < items_.size(); ++i) {
        const std::size_t family = family_of(items_[i]);
        if (family == kNoFamily) continue;
        bool fresh = false;
        for (std::size_t later = family + 1; later < kFamilies; ++later) fresh = fresh || cover[later].full() || cover[later].touches(items_[i].quad);
        if (fresh) {
            batches_.push_back({});
            for (Cover& c : cover) c.clear();
        }
        if (family > 0) cover[family].add(items_[i].quad, !fresh && family == 2 && last_family == 2);
        batch_of_[i] = static_cast<std::uint32_t>(batches_.size() - 1);
        ++batches_.back()[family];
        last_family = family;
    }
    std::vector<std::array<std::size_t, kFamilies>> next(batches_.size());
    std::size_t total = 0;
    for (std::size_t b = 0; b < batches_.size(); ++b) {
        for (std::size_t family = 0; family < kFamilies; ++family) {
            next[b][family] = total;
            total += batches_[b][family];
        }
    }
    sorted_.resize(total);
    for (std::size_t i = 0; i < items_.size(); ++i) {
        const std::size_t family = family_of(items_[i]);
        if (family != kNoFamily) sorted_[next[batch_of_[i]][family]++] = items_[i];
    }
}

}  // namespace linchpin::render
