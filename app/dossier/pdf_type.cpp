#include "app/dossier/pdf_type.h"

#include <cairo-ft.h>
#include <hb-ft.h>

#include <algorithm>
#include <map>

#include "render/overlay/font_files.h"

namespace linchpin::dossier {
namespace {

using chart::Weight;

/// One file: FreeType's face, HarfBuzz's and cairo's view of it.
struct Font {
    FT_Face face = nullptr;
    hb_font_t* shaper = nullptr;
    cairo_font_face_t* drawer = nullptr;
    Font() = default;
    Font(const Font&) = delete;
    Font& operator=(const Font&) = delete;
    ~Font() {
        if (drawer != nullptr) cairo_font_face_destroy(drawer);
        if (shaper != nullptr) hb_font_destroy(shaper);
        if (face != nullptr) FT_Done_Face(face);
    }
    [[nodiscard]] bool has(char32_t code) const { return FT_Get_Char_Index(face, code) != 0; }
};

struct Letter {
    char32_t code = 0;
    std::size_t from = 0, bytes = 0;  ///< in the text
};

std::vector<Letter> letters_of(std::string_view utf8) {
    std::vector<Letter> letters;
    for (std::size_t i = 0; i < utf8.size();) {
        const auto lead = static_cast<unsigned char>(utf8[i]);
        std::size_t length = lead < 0x80U ? 1 : lead < 0xE0U ? 2 : lead < 0xF0U ? 3 : 4;
        length = std::min(length, utf8.size() - i);
        char32_t code = length == 1 ? lead : lead & (0xFFU >> (length + 1));
        for (std::size_t k = 1; k < length; ++k) code = (code << 6U) | (static_cast<unsigned char>(utf8[i + k]) & 0x3FU);
        letters.push_back({code, i, length});
        i += length;
    }
    return letters;
}

/// Shaped at one unit an em; sizes are applied when it is drawn.
struct Run {
    const Font* font = nullptr;
    std::size_t from = 0, bytes = 0;
    bool backward = false;
    std::vector<cairo_glyph_t> glyphs;   ///< offsets in em
    std::vector<cairo_text_cluster_t> clusters;
    double advance = 0.0;                ///< em
};

constexpr unsigned kUnits = 1000;  ///< HarfBuzz units an em

Run shaped(const Font& font, std::string_view text, std::size_t from, std::size_t bytes) {
    Run run{&font, from, bytes, false, {}, {}, 0.0};
    hb_buffer_t* const buffer = hb_buffer_create();
    hb_buffer_add_utf8(buffer, text.data(), static_cast<int>(text.size()), static_cast<unsigned>(from), static_cast<int>(bytes));
    hb_buffer_guess_segment_properties(buffer);
    run.backward = HB_DIRECTION_IS_BACKWARD(hb_buffer_get_direction(buffer));
    const hb_feature_t tabular{HB_TAG('t', 'n', 'u', 'm'), 1, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END};
    hb_shape(font.shaper, buffer, &tabular, 1);
    unsigned n = 0;
    const hb_glyph_info_t* const info = hb_buffer_get_glyph_infos(buffer, &n);
    const hb_glyph_position_t* const place = hb_buffer_get_glyph_positions(buffer, &n);
    for (unsigned i = 0; i < n; ++i) {
        run.glyphs.push_back({info[i].codepoint, run.advance + static_cast<double>(place[i].x_offset) / kUnits, -static_cast<double>(place[i].y_offset) / kUnits});
        run.advance += static_cast<double>(place[i].x_advance) / kUnits;
    }
    // Which glyphs stand for which letters: in the order of the text.
    std::map<unsigned, int> glyphs_at;
    for (unsigned i = 0; i < n; ++i) ++glyphs_at[info[i].cluster];
    for (auto it = glyphs_at.begin(); it != glyphs_at.end(); ++it) {
        const auto next = std::next(it);
        const std::size_t end = next == glyphs_at.end() ? from + bytes : next->first;
        run.clusters.push_back({static_cast<int>(end - it->first), it->second});
    }
    hb_buffer_destroy(buffer);
    return run;
}

}  // namespace

struct PdfType::Impl {
    FT_Library library = nullptr;
    std::vector<std::unique_ptr<Font>> regular, strong;  ///< the family first, then other scripts

    ~Impl() {
        regular.clear();
        strong.clear();
        if (library != nullptr) FT_Done_FreeType(library);
    }

    [[nodiscard]] std::unique_ptr<Font> open(const std::filesystem::path& file) const {
        auto font = std::make_unique<Font>();
        if (file.empty() || FT_New_Face(library, file.c_str(), 0, &font->face) != 0) return nullptr;
        if (FT_Set_Char_Size(font->face, 0, kUnits * 64, 72, 72) != 0) return nullptr;
        hb_face_t* const face = hb_ft_face_create_referenced(font->face);
        font->shaper = hb_font_create(face);
        hb_face_destroy(face);
        hb_font_set_scale(font->shaper, kUnits, kUnits);
        font->drawer = cairo_ft_font_face_create_for_ft_face(font->face, FT_LOAD_NO_HINTING);
        return font;
    }

    /// Pieces of a text, each in the first font that has its letters. Marks stay with what they belong to.
    [[nodiscard]] std::vector<Run> runs_of(std::string_view text, Weight weight) const {
        const auto& fonts = weight == Weight::Strong ? strong : regular;
        const std::vector<Letter> letters = letters_of(text);
        std::vector<Run> runs;
        const Font* now = nullptr;
        std::size_t from = 0;
        const auto close = [&](std::size_t end) {
            if (now != nullptr && end > from) runs.push_back(shaped(*now, text, from, end - from));
            from = end;
        };
        for (const Letter& letter : letters) {
            const Font* wanted = fonts.front().get();
            if (now != nullptr && now->has(letter.code)) wanted = fonts.front()->has(letter.code) ? fonts.front().get() : now;
            else
                for (const auto& font : fonts)
                    if (font->has(letter.code)) {
                        wanted = font.get();
                        break;
                    }
            if (letter.code == U' ' && now != nullptr) wanted = now;
            if (wanted == now) continue;
            close(letter.from);
            now = wanted;
        }
        close(text.size());
        return runs;
    }
};

PdfType::PdfType(std::unique_ptr<Impl> impl) : impl_{std::move(impl)} {}
PdfType::~PdfType() = default;

Result<std::unique_ptr<PdfType>> PdfType::create() {
    const render::FontFiles files = render::find_font_files(render::font_folders());
    auto impl = std::make_unique<Impl>();
    if (files.empty() || FT_Init_FreeType(&impl->library) != 0) return Error{"expected a sans serif font such as Inter to be installed, found none"};
    const auto add = [&](std::vector<std::unique_ptr<Font>>& to, const std::filesystem::path& file) {
        if (auto font = impl->open(file)) to.push_back(std::move(font));
    };
    add(impl->regular, files.upright[static_cast<std::size_t>(render::FontWeight::Regular)]);
    add(impl->strong, files.upright[static_cast<std::size_t>(render::FontWeight::SemiBold)]);
    if (impl->regular.empty() || impl->strong.empty()) return Error{"cannot be read as a font", files.upright[0]};
    for (const auto& file : files.fallback_regular) add(impl->regular, file);
    for (const auto& file : files.fallback_bold.empty() ? files.fallback_regular : files.fallback_bold) add(impl->strong, file);
    return std::unique_ptr<PdfType>{new PdfType{std::move(impl)}};
}

float PdfType::width(std::string_view utf8, float size, Weight weight) const {
    double sum = 0.0;
    for (const Run& run : impl_->runs_of(utf8, weight)) sum += run.advance;
    return static_cast<float>(sum) * size;
}

float PdfType::show(cairo_t* page, std::string_view utf8, double x, double y, float size, Weight weight) const {
    const double start = x;
    for (Run& run : impl_->runs_of(utf8, weight)) {
        for (cairo_glyph_t& glyph : run.glyphs) {
            glyph.x = x + glyph.x * size;
            glyph.y = y + glyph.y * size;
        }
        cairo_set_font_face(page, run.font->drawer);
        cairo_set_font_size(page, size);
        cairo_show_text_glyphs(page, utf8.data() + run.from, static_cast<int>(run.bytes), run.glyphs.data(), static_cast<int>(run.glyphs.size()), run.clusters.data(), static_cast<int>(run.clusters.size()),
                               run.backward ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : static_cast<cairo_text_cluster_flags_t>(0));
        x += run.advance * size;
    }
    return static_cast<float>(x - start);
}

std::vector<std::string> PdfType::wrapped(std::string_view utf8, float most, float size, Weight weight) const {
    std::vector<std::string> lines;
    std::string line;
    const auto fits = [&](const std::string& text) { return width(text, size, weight) <= most; };
    const auto flush = [&] {
        lines.push_back(std::move(line));
        line.clear();
    };
    std::size_t at = 0;
    while (at <= utf8.size()) {
        const std::size_t end = std::min(utf8.find_first_of(" \n", at), utf8.size());
        std::string word{utf8.substr(at, end - at)};
        if (!line.empty() && !fits(line + " " + word)) flush();
        while (!fits(word)) {  // wider than a line by itself: broken between letters
            std::size_t take = 0;
            for (const Letter& letter : letters_of(word)) {
                if (take > 0 && !fits(word.substr(0, letter.from + letter.bytes))) break;
                take = letter.from + letter.bytes;
            }
            if (take == 0 || take >= word.size()) break;
            lines.push_back(word.substr(0, take));
            word.erase(0, take);
        }
        line += (line.empty() ? "" : " ") + word;
        if (end < utf8.size() && utf8[end] == '\n') flush();
        at = end + 1;
    }
    if (!line.empty() || lines.empty()) flush();
    return lines;
}

}  // namespace linchpin::dossier
