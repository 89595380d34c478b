#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "data/core/result.h"
#include "render/overlay/font_files.h"

namespace linchpin::render {

/// What decides the shape of a run of text; colours are added by TextStyle.
struct FontSpec {
    FontWeight weight = FontWeight::Regular;
    float size_px = 14.0f;           ///< em size in pixels of the picture, 4..400
    bool tabular = false;            ///< figures of one width, for columns and counters
    bool italic = false;
    float letter_spacing_px = 0.0f;  ///< added between letters; also turns ligatures off
    bool operator==(const FontSpec&) const noexcept = default;
};

struct TextExtent {
    float width_px = 0.0f;       ///< advance width, without the halo
    float ascent_px = 0.0f;      ///< above the baseline, of the font (not of these letters)
    float descent_px = 0.0f;     ///< below the baseline, positive
    float cap_height_px = 0.0f;  ///< height of "H"
    float x_height_px = 0.0f;    ///< height of "x"
};

struct ShapedGlyph {
    std::uint16_t font = 0;     ///< index within the engine
    std::uint32_t glyph = 0;    ///< index within the font
    float x_px = 0.0f, y_px = 0.0f;  ///< from the start of the baseline; y grows downwards
};

struct ShapedText {
    std::vector<ShapedGlyph> glyphs;  ///< left to right
    TextExtent extent;
};

/// One glyph picture: everything that decides its pixels.
struct GlyphKey {
    std::uint16_t font = 0;
    std::uint8_t sub_x = 0, sub_y = 0;  ///< quarter pixels, 0..3
    std::uint32_t glyph = 0;
    std::uint32_t size_26_6 = 0;        ///< em size in 1/64 px
    std::uint32_t halo_26_6 = 0;        ///< width of the outline grown around the glyph in 1/64 px; 0 = the glyph itself
    bool operator==(const GlyphKey&) const noexcept = default;
};

/// 8-bit coverage of one glyph. Row-major, top row first, width bytes a row.
struct GlyphBitmap {
    int width = 0, height = 0;
    int left = 0, top = 0;  ///< from the pen's pixel to the left column, and up to the top row
    std::vector<std::uint8_t> coverage;
};

/// Fonts, shaping (HarfBuzz) and rasterising (FreeType, unhinted, at the exact size). No GL. Use from one thread at a time.
class TextEngine {
public:
    /// @return  an Error when no usable font is installed or the font file cannot be read.
    [[nodiscard]] static Result<std::shared_ptr<TextEngine>> create(const FontFiles& files);
    [[nodiscard]] static Result<std::shared_ptr<TextEngine>> create() { return create(find_font_files(font_folders())); }
    ~TextEngine();
    TextEngine(const TextEngine&) = delete;
    TextEngine& operator=(const TextEngine&) = delete;

    /// Line breaks and control characters count as spaces; bytes that are no UTF-8 show as U+FFFD. The reference stays valid
    /// until the next call.
    [[nodiscard]] const ShapedText& shape(std::string_view utf8, const FontSpec& spec);
    [[nodiscard]] TextExtent measure(std::string_view utf8, const FontSpec& spec) { return shape(utf8, spec).extent; }
    /// An empty bitmap for a space, or for a glyph that the font cannot draw.
    [[nodiscard]] GlyphBitmap rasterise(const GlyphKey& key);
    /// Code points asked for so far that no installed font has, in order of first use; they show as the font's empty box.
    [[nodiscard]] const std::vector<char32_t>& missing_code_points() const noexcept;
    /// One sentence when the type is not as designed, else empty.
    [[nodiscard]] const std::string& warning() const noexcept;

private:
    struct Impl;
    explicit TextEngine(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

/// Splits text into lines no wider than `max_width_px`, at spaces (and between CJK characters); a word that is wider alone is
/// broken inside. "\n" ends a line. @param max_lines 0 = any; the last line then ends with an ellipsis if text was left over.
[[nodiscard]] std::vector<std::string> wrap_text(TextEngine& engine, std::string_view utf8, const FontSpec& spec, float max_width_px,
                                                 int max_lines = 0);
/// The same, with lines of like width: no single word is left for the last line when the others can share the room.
[[nodiscard]] std::vector<std::string> wrap_balanced(TextEngine& engine, std::string_view utf8, const FontSpec& spec, float max_width_px);
/// The text, or its beginning with an ellipsis, so that it fits.
[[nodiscard]] std::string elide_text(TextEngine& engine, std::string_view utf8, const FontSpec& spec, float max_width_px);

}  // namespace linchpin::render
