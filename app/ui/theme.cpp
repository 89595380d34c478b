#include "app/ui/theme.h"

namespace linchpin::app {
namespace {

using render::rgb;
using render::Rgba8;
using render::with_alpha;

constexpr ThemeColours kDark{with_alpha(rgb("#0d121a"), 0.92f), with_alpha(rgb("#ffffff"), 0.09f), with_alpha(rgb("#ffffff"), 0.06f),
                             with_alpha(rgb("#ffffff"), 0.11f), rgb("#eef1f6"), rgb("#9ca7b6"), with_alpha(rgb("#ffffff"), 0.12f),
                             rgb("#e6ebf3"), rgb("#0d121a"), rgb("#f0c674")};
constexpr ThemeColours kLight{with_alpha(rgb("#fafbfd"), 0.94f), with_alpha(rgb("#0b1420"), 0.12f), with_alpha(rgb("#0b1420"), 0.05f),
                              with_alpha(rgb("#0b1420"), 0.10f), rgb("#121923"), rgb("#4d5866"), with_alpha(rgb("#0b1420"), 0.15f),
                              rgb("#1d2836"), rgb("#fafbfd"), rgb("#7a5200")};
constexpr ThemeColours kContrast{rgb("#000000"), rgb("#ffffff"), with_alpha(rgb("#ffffff"), 0.16f), with_alpha(rgb("#ffffff"), 0.30f),
                                 rgb("#ffffff"), rgb("#e6e6e6"), with_alpha(rgb("#ffffff"), 0.60f), rgb("#ffe14d"), rgb("#000000"),
                                 rgb("#ffe14d")};

}  // namespace

const ThemeColours& colours_of(Theme theme) noexcept {
    switch (theme) {
        case Theme::Light: return kLight;
        case Theme::Contrast: return kContrast;
        case Theme::Dark: break;
    }
    return kDark;
}

void apply_style(Theme theme, float scale) {
    const ThemeColours& c = colours_of(theme);
    ImGuiStyle style;
    style.WindowRounding = style.ChildRounding = style.PopupRounding = 12.0f;
    style.FrameRounding = 8.0f;
    style.GrabRounding = style.ScrollbarRounding = 8.0f;
    style.WindowPadding = {16.0f, 16.0f};
    style.FramePadding = {10.0f, 6.0f};
    style.ItemSpacing = {8.0f, 8.0f};
    style.ItemInnerSpacing = {8.0f, 4.0f};
    style.ScrollbarSize = 8.0f;
    style.GrabMinSize = 12.0f;
    style.WindowBorderSize = theme == Theme::Contrast ? 1.5f : 1.0f;
    style.PopupBorderSize = style.WindowBorderSize;
    style.ChildBorderSize = style.FrameBorderSize = 0.0f;
    style.WindowMinSize = {32.0f, 32.0f};
    style.ScaleAllSizes(scale);
    style.WindowBorderSize = theme == Theme::Contrast ? 2.0f : 1.0f;
    style.HoverDelayNormal = 0.35f;
    style.HoverStationaryDelay = 0.1f;

    const ImVec4 none{0, 0, 0, 0};
    for (ImVec4& colour : style.Colors) colour = none;
    const auto set = [&style](ImGuiCol slot, Rgba8 colour) { style.Colors[slot] = im4(colour); };
    set(ImGuiCol_Text, c.text);
    set(ImGuiCol_TextDisabled, c.text_dim);
    set(ImGuiCol_WindowBg, c.panel);
    set(ImGuiCol_PopupBg, with_alpha(c.panel, 0.98f));
    set(ImGuiCol_Border, c.panel_border);
    set(ImGuiCol_FrameBg, c.raised);
    set(ImGuiCol_FrameBgHovered, c.raised_hover);
    set(ImGuiCol_FrameBgActive, c.raised_hover);
    set(ImGuiCol_ScrollbarGrab, c.line);
    set(ImGuiCol_ScrollbarGrabHovered, c.text_dim);
    set(ImGuiCol_ScrollbarGrabActive, c.text_dim);
    set(ImGuiCol_CheckMark, c.accent);
    set(ImGuiCol_SliderGrab, c.accent);
    set(ImGuiCol_SliderGrabActive, c.accent);
    set(ImGuiCol_Button, c.raised);
    set(ImGuiCol_ButtonHovered, c.raised_hover);
    set(ImGuiCol_ButtonActive, c.raised_hover);
    set(ImGuiCol_Header, c.raised);
    set(ImGuiCol_HeaderHovered, c.raised_hover);
    set(ImGuiCol_HeaderActive, c.raised_hover);
    set(ImGuiCol_Separator, c.line);
    set(ImGuiCol_TextSelectedBg, with_alpha(c.accent, 0.30f));
    set(ImGuiCol_NavHighlight, c.accent);
    set(ImGuiCol_ModalWindowDimBg, with_alpha(rgb("#000000"), 0.45f));
    ImGui::GetStyle() = style;
}

}  // namespace linchpin::app
