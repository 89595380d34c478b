#include "app/ui/fonts.h"

#include <imgui_freetype.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "render/overlay/font_files.h"

namespace linchpin::app {
namespace {

constexpr ImWchar kDigits[] = {'0', '9', 0};
// Latin with every European and Vietnamese letter, Greek, Cyrillic, punctuation, currency, arrows, mathematical signs.
constexpr ImWchar kLetters[] = {0x0020, 0x024F, 0x0370, 0x03FF, 0x0400, 0x04FF, 0x1E00, 0x1EFF, 0x2000, 0x206F, 0x20A0, 0x20BF,
                                0x2100, 0x214F, 0x2190, 0x21FF, 0x2200, 0x22FF, 0x25A0, 0x25FF, 0};

/// Width of the widest digit; Inter's proportional figures differ by a fifth.
float digit_width(ImFont* font) {
    float widest = 0.0f;
    for (ImWchar c = '0'; c <= '9'; ++c) widest = std::max(widest, font->GetCharAdvance(c));
    return widest;
}

/// Share of the size that the widest digit takes, measured once on a throw-away atlas.
float measure_digits(const std::filesystem::path& file) {
    ImFontAtlas atlas;
    ImFontConfig config;
    config.GlyphRanges = kDigits;
    ImFont* const font = atlas.AddFontFromFileTTF(file.c_str(), 64.0f, &config);
    atlas.FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
    if (font == nullptr || !atlas.Build()) return 0.62f;
    return digit_width(font) / 64.0f;
}

ImFont* add(const std::filesystem::path& file, float size_px, float digits) {
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    ImFontConfig config;
    config.FontBuilderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;
    config.GlyphMinAdvanceX = config.GlyphMaxAdvanceX = std::round(digits * size_px);
    ImFont* const font = atlas.AddFontFromFileTTF(file.c_str(), size_px, &config, kDigits);
    if (font == nullptr) return nullptr;
    ImFontConfig rest;
    rest.FontBuilderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;
    rest.MergeMode = true;
    atlas.AddFontFromFileTTF(file.c_str(), size_px, &rest, kLetters);
    return font;
}

}  // namespace

Result<UiFonts> load_ui_fonts(float scale, float note_px) {
    const render::FontFiles files = render::find_font_files(render::font_folders());
    if (files.empty()) return Error{"no font was found; install fonts-inter"};
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    atlas.Clear();
    atlas.FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
    atlas.TexDesiredWidth = 2048;
    const std::filesystem::path& regular = files.upright[0];
    const std::filesystem::path& semibold = files.upright[2];
    const float digits = measure_digits(regular), strong_digits = measure_digits(semibold);
    const auto size = [scale](float at_1x) { return std::round(at_1x * scale); };
    UiFonts fonts;
    fonts.body = add(regular, size(14.0f), digits);
    fonts.small = add(regular, size(12.0f), digits);
    fonts.strong = add(semibold, size(14.0f), strong_digits);
    fonts.title = add(semibold, size(16.0f), strong_digits);
    fonts.large = add(semibold, size(20.0f), strong_digits);
    if (note_px > 0.0f) {
        fonts.clock = add(semibold, size(28.0f), strong_digits);
        fonts.note = add(regular, size(note_px), digits);
        fonts.note_strong = add(semibold, size(note_px), strong_digits);
        fonts.note_heading = add(semibold, size(note_px * 1.3f), strong_digits);
        if (fonts.clock == nullptr || fonts.note == nullptr || fonts.note_strong == nullptr || fonts.note_heading == nullptr)
            return Error{"the font cannot be read", regular};
    }
    if (fonts.body == nullptr || fonts.small == nullptr || fonts.strong == nullptr || fonts.title == nullptr || fonts.large == nullptr || !atlas.Build())
        return Error{"the font cannot be read", regular};
    return fonts;
}

}  // namespace linchpin::app
