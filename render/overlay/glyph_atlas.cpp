#include "render/overlay/glyph_atlas.h"

#include <algorithm>

namespace linchpin::render {

std::size_t GlyphAtlas::KeyHash::operator()(const GlyphKey& key) const noexcept {
    std::uint64_t h = (static_cast<std::uint64_t>(key.glyph) << 32) | (static_cast<std::uint64_t>(key.font) << 8) |
                      static_cast<std::uint64_t>(key.sub_x * 4u + key.sub_y);
    h ^= (static_cast<std::uint64_t>(key.size_26_6) << 20) ^ (static_cast<std::uint64_t>(key.halo_26_6) << 44);
    h *= 0x9E3779B97F4A7C15ull;
    return static_cast<std::size_t>(h ^ (h >> 29));
}

bool GlyphAtlas::place_on(Page& page, int width, int height, Slot& slot) {
    Shelf* best = nullptr;
    for (Shelf& shelf : page.shelves) {
        const bool fits = shelf.height >= height && shelf.used + width <= kPagePx;
        const bool snug = shelf.height <= height + height / 4 + 2;  // a tall shelf is not wasted on small letters
        if (fits && snug && (!best || shelf.height < best->height)) best = &shelf;
    }
    if (!best) {
        if (page.next_y + height > kPagePx) return false;
        page.shelves.push_back({page.next_y, height, 0});
        page.next_y += height;
        best = &page.shelves.back();
    }
    slot.x = static_cast<std::int16_t>(best->used);
    slot.y = static_cast<std::int16_t>(best->y);
    best->used += width;
    return true;
}

bool GlyphAtlas::place(int width, int height, Slot& slot) {
    if (width > kPagePx || height > kPagePx) return false;
    for (std::size_t i = 0; i < pages_.size(); ++i) {
        slot.page = static_cast<std::int16_t>(i);
        if (place_on(pages_[i], width, height, slot)) return true;
    }
    if (static_cast<int>(pages_.size()) >= kMaxPages) return false;
    Page& page = pages_.emplace_back();
    page.texels.assign(static_cast<std::size_t>(kPagePx) * kPagePx, 0);
    slot.page = static_cast<std::int16_t>(pages_.size() - 1);
    return place_on(page, width, height, slot);
}

void GlyphAtlas::store(const GlyphBitmap& bitmap, const Slot& slot) {
    Page& page = pages_[static_cast<std::size_t>(slot.page)];
    for (int row = 0; row < bitmap.height; ++row)
        std::copy_n(bitmap.coverage.begin() + static_cast<std::ptrdiff_t>(row) * bitmap.width, bitmap.width,
                    page.texels.begin() + static_cast<std::ptrdiff_t>(slot.y + row) * kPagePx + slot.x);
    page.dirty_from = std::min<int>(page.dirty_from, slot.y);
    page.dirty_to = std::max<int>(page.dirty_to, slot.y + bitmap.height);
}

const GlyphAtlas::Slot* GlyphAtlas::find_or_add(TextEngine& engine, const GlyphKey& key) {
    if (const auto it = slots_.find(key); it != slots_.end()) return &it->second;
    const GlyphBitmap bitmap = engine.rasterise(key);
    Slot slot;
    const bool drawable = bitmap.width > 0 && bitmap.width <= kPagePx && bitmap.height <= kPagePx;
    if (drawable) {
        if (!place(bitmap.width, bitmap.height, slot)) return nullptr;
        slot.width = static_cast<std::int16_t>(bitmap.width);
        slot.height = static_cast<std::int16_t>(bitmap.height);
        slot.left = static_cast<std::int16_t>(bitmap.left);
        slot.top = static_cast<std::int16_t>(bitmap.top);
        store(bitmap, slot);
    }
    return &slots_.emplace(key, slot).first->second;
}

void GlyphAtlas::reset() {
    slots_.clear();
    for (Page& page : pages_) {
        page.shelves.clear();
        page.next_y = 0;
    }
}

void GlyphAtlas::bind(int unit) {
    glActiveTexture(GL_TEXTURE0 + static_cast<GLenum>(unit));
    const int wanted = std::max(static_cast<int>(pages_.size()), 1);
    if (!texture_ || layers_ < wanted) {
        int layers = std::max(layers_, 1);
        while (layers < wanted) layers *= 2;
        texture_ = TextureHandle::create();
        glBindTexture(GL_TEXTURE_2D_ARRAY, texture_.id());
        glTexImage3D(GL_TEXTURE_2D_ARRAY, 0, GL_R8, kPagePx, kPagePx, layers, 0, GL_RED, GL_UNSIGNED_BYTE, nullptr);
        glTexParameteri(GL_TEXTURE_2D_ARRAY, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
        glTexParameteri(GL_TEXTURE_2D_ARRAY, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
        glTexParameteri(GL_TEXTURE_2D_ARRAY, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
        glTexParameteri(GL_TEXTURE_2D_ARRAY, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
        glTexParameteri(GL_TEXTURE_2D_ARRAY, GL_TEXTURE_MAX_LEVEL, 0);
        layers_ = layers;
        for (Page& page : pages_) {
            page.dirty_from = 0;
            page.dirty_to = kPagePx;
        }
    }
    glBindTexture(GL_TEXTURE_2D_ARRAY, texture_.id());
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
    for (std::size_t i = 0; i < pages_.size(); ++i) {
        Page& page = pages_[i];
        if (page.dirty_to <= page.dirty_from) continue;
        glTexSubImage3D(GL_TEXTURE_2D_ARRAY, 0, 0, page.dirty_from, static_cast<GLint>(i), kPagePx, page.dirty_to - page.dirty_from, 1,
                        GL_RED, GL_UNSIGNED_BYTE, page.texels.data() + static_cast<std::size_t>(page.dirty_from) * kPagePx);
        page.dirty_from = kPagePx;
        page.dirty_to = 0;
    }
}

}  // namespace linchpin::render
