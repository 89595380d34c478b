#pragma once
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "render/gl/handle.h"
#include "render/overlay/text_engine.h"

namespace linchpin::render {

/// Pictures of glyphs in a texture array that grows by layers. One a GL context; not shared.
class GlyphAtlas {
public:
    static constexpr int kPagePx = 1024;
    static constexpr int kMaxPages = 24;  ///< 24 MiB; when full, everything is dropped and drawn anew

    struct Slot {
        std::int16_t x = 0, y = 0, width = 0, height = 0;  ///< texels; width 0 = nothing to draw
        std::int16_t left = 0, top = 0;                    ///< as in GlyphBitmap
        std::int16_t page = 0;
    };

    /// The place of a glyph, rasterised now if need be; null when no page has room (then reset() and ask again).
    [[nodiscard]] const Slot* find_or_add(TextEngine& engine, const GlyphKey& key);
    void reset();
    /// Sends new pixels to the GPU and binds the array to `unit`.
    void bind(int unit);
    [[nodiscard]] std::size_t size() const noexcept { return slots_.size(); }
    [[nodiscard]] int pages() const noexcept { return static_cast<int>(pages_.size()); }

private:
    struct Shelf { int y = 0, height = 0, used = 0; };
    struct Page {
        std::vector<std::uint8_t> texels;
        std::vector<Shelf> shelves;
        int next_y = 0;
        int dirty_from = kPagePx, dirty_to = 0;  // rows
    };
    struct KeyHash { std::size_t operator()(const GlyphKey& key) const noexcept; };

    bool place(int width, int height, Slot& slot);
    static bool place_on(Page& page, int width, int height, Slot& slot);
    void store(const GlyphBitmap& bitmap, const Slot& slot);

    std::unordered_map<GlyphKey, Slot, KeyHash> slots_;
    std::vector<Page> pages_;
    TextureHandle texture_;
    int layers_ = 0;
};

}  // namespace linchpin::render
