#include "render/overlay/text_engine.h"

#include <ft2build.h>
#include <hb-ot.h>
#include <hb.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>

#include FT_FREETYPE_H
#include FT_GLYPH_H
#include FT_OUTLINE_H
#include FT_STROKER_H
#include FT_TRUETYPE_TABLES_H

#include "render/overlay/text_items.h"
#include "render/overlay/utf8.h"

namespace linchpin::render {
namespace {

constexpr float kShapeUnits = 1024.0f;      // HarfBuzz positions a pixel: fine enough that long lines do not drift
constexpr float kDisplayFromPx = 30.0f;     // Inter's display cut is drawn for headings
constexpr std::size_t kShapeCacheSize = 8192;
constexpr std::uint16_t kNoFont = 0xFFFF;

struct FaceDeleter { void operator()(FT_Face face) const noexcept { FT_Done_Face(face); } };
struct FontDeleter { void operator()(hb_font_t* font) const noexcept { hb_font_destroy(font); } };
struct BufferDeleter { void operator()(hb_buffer_t* buffer) const noexcept { hb_buffer_destroy(buffer); } };

struct Font {
    std::unique_ptr<FT_FaceRec, FaceDeleter> face;
    std::unique_ptr<hb_font_t, FontDeleter> shaper;
    float ascent_em = 0.9f, descent_em = 0.25f, cap_em = 0.72f, x_em = 0.53f;
};

struct CacheKey {
    std::string text;
    FontSpec spec;
    bool operator==(const CacheKey&) const noexcept = default;
};
struct CacheHash {
    std::size_t operator()(const CacheKey& key) const noexcept {
        std::size_t h = std::hash<std::string>{}(key.text);
        const auto mix = [&h](std::size_t v) { h ^= v + 0x9E3779B97F4A7C15ull + (h << 6) + (h >> 2); };
        mix(std::hash<float>{}(key.spec.size_px));
        mix(std::hash<float>{}(key.spec.letter_spacing_px));
        mix(static_cast<std::size_t>(key.spec.weight) * 4u + (key.spec.tabular ? 2u : 0u) + (key.spec.italic ? 1u : 0u));
        return h;
    }
};

}  // namespace

struct TextEngine::Impl {
    FT_Library library = nullptr;
    FT_Stroker stroker = nullptr;
    FontFiles files;
    std::vector<Font> fonts;                             // stable indices: glyph keys hold them
    std::map<std::filesystem::path, std::uint16_t> loaded;  // kNoFont for a file that cannot be read
    std::unordered_map<CacheKey, ShapedText, CacheHash> cache;
    std::unordered_map<char32_t, std::array<std::uint16_t, 2>> fallback_for;  // [bold]; kNoFont when no font has it
    std::vector<char32_t> missing;
    std::unique_ptr<hb_buffer_t, BufferDeleter> buffer{hb_buffer_create()};

    ~Impl() {
        fonts.clear();
        if (stroker) FT_Stroker_Done(stroker);
        if (library) FT_Done_FreeType(library);
    }

    std::uint16_t load(const std::filesystem::path& path) {
        if (path.empty()) return kNoFont;
        if (const auto it = loaded.find(path); it != loaded.end()) return it->second;
        const std::uint16_t index = open(path);
        loaded.emplace(path, index);
        return index;
    }

    std::uint16_t open(const std::filesystem::path& path) {
        FT_Face face = nullptr;
        if (FT_New_Face(library, path.string().c_str(), 0, &face) != 0) return kNoFont;
        Font font;
        font.face.reset(face);
        if (!FT_IS_SCALABLE(face) || face->units_per_EM == 0) return kNoFont;
        FT_Select_Charmap(face, FT_ENCODING_UNICODE);
        hb_blob_t* blob = hb_blob_create_from_file(path.string().c_str());
        hb_face_t* shape_face = hb_face_create(blob, 0);
        font.shaper.reset(hb_font_create(shape_face));
        hb_face_destroy(shape_face);
        hb_blob_destroy(blob);
        hb_ot_font_set_funcs(font.shaper.get());
        const auto em = static_cast<float>(face->units_per_EM);
        font.ascent_em = static_cast<float>(face->ascender) / em;
        font.descent_em = -static_cast<float>(face->descender) / em;
        const auto* os2 = static_cast<const TT_OS2*>(FT_Get_Sfnt_Table(face, FT_SFNT_OS2));
        if (os2 && os2->version >= 2 && os2->sCapHeight > 0 && os2->sxHeight > 0) {
            font.cap_em = static_cast<float>(os2->sCapHeight) / em;
            font.x_em = static_cast<float>(os2->sxHeight) / em;
        }
        fonts.push_back(std::move(font));
        return static_cast<std::uint16_t>(fonts.size() - 1);
    }

    std::uint16_t primary(const FontSpec& spec) {
        const auto weight = static_cast<std::size_t>(spec.weight);
        std::uint16_t index = kNoFont;
        if (spec.italic) index = load(files.italic[weight]);
        else if (spec.size_px >= kDisplayFromPx) index = load(files.display[weight]);
        if (index == kNoFont) index = load(files.upright[weight]);
        return index == kNoFont ? std::uint16_t{0} : index;  // 0 was opened by create()
    }

    bool has(std::uint16_t font, char32_t code) const { return FT_Get_Char_Index(fonts[font].face.get(), code) != 0; }

    /// Font for a code point that the family lacks.
    std::uint16_t fallback(char32_t code, bool bold) {
        const auto [it, fresh] = fallback_for.try_emplace(code, std::array<std::uint16_t, 2>{kNoFont, kNoFont});
        std::uint16_t& slot = it->second[bold ? 1 : 0];
        if (slot != kNoFont) return slot;
        if (!fresh && std::find(missing.begin(), missing.end(), code) != missing.end()) return kNoFont;
        const auto search = [&](const std::vector<std::filesystem::path>& paths) {
            for (const auto& path : paths) {
                const std::uint16_t index = load(path);
                if (index != kNoFont && has(index, code)) return index;
            }
            return kNoFont;
        };
        if (bold) slot = search(files.fallback_bold);
        if (slot == kNoFont) slot = search(files.fallback_regular);
        if (slot == kNoFont) missing.push_back(code);
        return slot;
    }

    std::vector<std::uint16_t> choose_fonts(const std::u32string& text, const FontSpec& spec) {
        const std::uint16_t base = primary(spec);
        const bool bold = spec.weight == FontWeight::SemiBold || spec.weight == FontWeight::Bold;
        std::vector<std::uint16_t> out(text.size(), base);
        std::uint16_t last = base;
        for (std::size_t i = 0; i < text.size(); ++i) {
            const char32_t c = text[i];
            std::uint16_t font = last;
            if (joins_previous(c)) font = last;                          // marks stay with their letter
            else if (c == U' ' && has(last, c)) font = last;
            else if (has(base, c)) font = base;
            else if (const std::uint16_t other = fallback(c, bold); other != kNoFont) font = other;
            else font = base;
            out[i] = last = font;
        }
        return out;
    }

    void shape_item(const std::u32string& text, const TextItem& item, const FontSpec& spec, float& pen_px, ShapedText& out) {
        hb_buffer_t* b = buffer.get();
        hb_buffer_clear_contents(b);
        hb_buffer_add_utf32(b, reinterpret_cast<const std::uint32_t*>(text.data()), static_cast<int>(text.size()),
                            static_cast<unsigned>(item.begin), static_cast<int>(item.end - item.begin));
        hb_buffer_set_direction(b, item.right_to_left ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
        hb_buffer_set_script(b, static_cast<hb_script_t>(item.script));
        hb_buffer_set_language(b, hb_language_from_string("en", -1));  // not the locale's: the same text gives the same picture
        hb_buffer_set_cluster_level(b, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_GRAPHEMES);
        const bool spaced = spec.letter_spacing_px != 0.0f;
        const std::array<hb_feature_t, 4> features{{{HB_TAG('k', 'e', 'r', 'n'), 1, 0, HB_FEATURE_GLOBAL_END},
                                                    {HB_TAG('t', 'n', 'u', 'm'), spec.tabular ? 1u : 0u, 0, HB_FEATURE_GLOBAL_END},
                                                    {HB_TAG('l', 'i', 'g', 'a'), spaced ? 0u : 1u, 0, HB_FEATURE_GLOBAL_END},
                                                    {HB_TAG('c', 'a', 'l', 't'), spaced ? 0u : 1u, 0, HB_FEATURE_GLOBAL_END}}};
        hb_font_t* font = fonts[item.font].shaper.get();
        const int scale = static_cast<int>(std::lround(spec.size_px * kShapeUnits));
        hb_font_set_scale(font, scale, scale);
        hb_shape(font, b, features.data(), static_cast<unsigned>(features.size()));
        unsigned count = 0;
        const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(b, &count);
        const hb_glyph_position_t* places = hb_buffer_get_glyph_positions(b, &count);
        for (unsigned i = 0; i < count; ++i) {
            const auto units = [](hb_position_t v) { return static_cast<float>(v) / kShapeUnits; };
            out.glyphs.push_back({item.font, infos[i].codepoint, pen_px + units(places[i].x_offset), -units(places[i].y_offset)});
            pen_px += units(places[i].x_advance);
            if (i + 1 == count || infos[i + 1].cluster != infos[i].cluster) pen_px += spec.letter_spacing_px;
        }
    }

    ShapedText shape_now(std::string_view utf8, const FontSpec& spec) {
        std::u32string text = decode_utf8(utf8);
        for (char32_t& c : text) {
            if (c < 0x20 || c == 0x7F) c = U' ';
        }
        ShapedText out;
        float pen_px = 0.0f;
        for (const TextItem& item : itemise(text, choose_fonts(text, spec))) shape_item(text, item, spec, pen_px, out);
        if (!out.glyphs.empty()) pen_px -= spec.letter_spacing_px;  // between letters, not after the last
        const Font& font = fonts[primary(spec)];
        out.extent = {pen_px, font.ascent_em * spec.size_px, font.descent_em * spec.size_px, font.cap_em * spec.size_px,
                      font.x_em * spec.size_px};
        return out;
    }
};

TextEngine::TextEngine(std::unique_ptr<Impl> impl) : impl_{std::move(impl)} {}
TextEngine::~TextEngine() = default;

Result<std::shared_ptr<TextEngine>> TextEngine::create(const FontFiles& files) {
    if (files.empty())
        return Error{"fonts: expected a sans serif font such as fonts-inter in the system's font folders, found none; text cannot be drawn"};
    auto impl = std::make_unique<Impl>();
    impl->files = files;
    if (FT_Init_FreeType(&impl->library) != 0) return Error{"fonts: expected FreeType to start, found that it cannot"};
    if (FT_Stroker_New(impl->library, &impl->stroker) != 0) return Error{"fonts: expected FreeType to give a stroker, found none"};
    if (impl->load(files.upright[0]) == kNoFont) return Error{"expected a scalable font, found a file that FreeType cannot use", files.upright[0]};
    return std::shared_ptr<TextEngine>(new TextEngine(std::move(impl)));
}

const ShapedText& TextEngine::shape(std::string_view utf8, const FontSpec& spec) {
    CacheKey key{std::string{utf8}, spec};
    key.spec.size_px = std::isfinite(spec.size_px) ? std::clamp(spec.size_px, 4.0f, 400.0f) : 14.0f;
    if (const auto it = impl_->cache.find(key); it != impl_->cache.end()) return it->second;
    if (impl_->cache.size() >= kShapeCacheSize) impl_->cache.clear();
    ShapedText shaped = impl_->shape_now(utf8, key.spec);
    return impl_->cache.emplace(std::move(key), std::move(shaped)).first->second;
}

GlyphBitmap TextEngine::rasterise(const GlyphKey& key) {
    GlyphBitmap out;
    if (key.font >= impl_->fonts.size()) return out;
    FT_Face face = impl_->fonts[key.font].face.get();
    if (FT_Set_Char_Size(face, 0, static_cast<FT_F26Dot6>(key.size_26_6), 72, 72) != 0) return out;
    // Unhinted: shapes stay true at every size and at every quarter pixel, so text neither jumps nor breathes while it moves.
    if (FT_Load_Glyph(face, key.glyph, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP) != 0) return out;
    FT_Glyph glyph = nullptr;
    if (FT_Get_Glyph(face->glyph, &glyph) != 0) return out;
    if (key.halo_26_6 > 0) {
        FT_Stroker_Set(impl_->stroker, static_cast<FT_Fixed>(key.halo_26_6), FT_STROKER_LINECAP_ROUND, FT_STROKER_LINEJOIN_ROUND, 0);
        FT_Glyph_StrokeBorder(&glyph, impl_->stroker, 0, 1);
    }
    FT_Vector shift{static_cast<FT_Pos>(key.sub_x) * 16, -static_cast<FT_Pos>(key.sub_y) * 16};  // FreeType's y grows upwards
    if (FT_Glyph_To_Bitmap(&glyph, FT_RENDER_MODE_NORMAL, &shift, 1) == 0) {
        const auto* picture = reinterpret_cast<FT_BitmapGlyph>(glyph);
        const FT_Bitmap& bitmap = picture->bitmap;
        if (bitmap.pixel_mode == FT_PIXEL_MODE_GRAY && bitmap.width > 0 && bitmap.rows > 0) {
            out.width = static_cast<int>(bitmap.width);
            out.height = static_cast<int>(bitmap.rows);
            out.left = picture->left;
            out.top = picture->top;
            out.coverage.resize(static_cast<std::size_t>(bitmap.width) * bitmap.rows);
            for (unsigned row = 0; row < bitmap.rows; ++row)
                std::copy_n(bitmap.buffer + static_cast<std::ptrdiff_t>(row) * bitmap.pitch, bitmap.width,
                            out.coverage.begin() + static_cast<std::ptrdiff_t>(row) * static_cast<std::ptrdiff_t>(bitmap.width));
        }
    }
    FT_Done_Glyph(glyph);
    return out;
}

const std::vector<char32_t>& TextEngine::missing_code_points() const noexcept { return impl_->missing; }
const std::string& TextEngine::warning() const noexcept { return impl_->files.warning; }

}  // namespace linchpin::render
