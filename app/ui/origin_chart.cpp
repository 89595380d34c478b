// Declared origins against the largest pass-through, as two whole bars and the parts under them.
#include <algorithm>
#include <cmath>

#include "app/ui/exposure_rows.h"
#include "app/ui/widgets.h"
#include "data/core/format.h"

namespace linchpin::app {
namespace {

using report::OriginComparison;
using report::OriginShare;

constexpr std::size_t kListed = 5;

render::Rgba8 colour_of_origin(const PanelContext& c, const std::string& iso3) {
    const auto code = CountryCode::parse(iso3);
    return code ? colour_of(c.nations.of(c.dataset.country_index(*code))) : c.colours().text_dim;
}

std::string percent(std::optional<double> share) { return share ? format_percent(*share) : std::string{kMissingText}; }

/// One bar that is the whole: origins side by side, the rest of them pale, what nobody named hatched.
void whole_bar(PanelContext& c, const OriginComparison& origins, std::optional<double> OriginShare::*share, std::optional<double> rest, std::optional<double> unknown,
               std::string_view name, std::string_view probe) {
    const ThemeColours& k = c.colours();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    text(c.fonts.small, k.text_dim, name);
    ImGui::SetCursorPosY(ImGui::GetCursorPosY() - c.px(4));
    const float width = ImGui::GetContentRegionAvail().x, height = c.px(22), between = std::max(1.0f, c.scale);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    list.AddRectFilled(at, {at.x + width, at.y + height}, im(k.raised), c.px(4));
    float x = at.x;
    const auto part = [&](double of, const render::Rgba8* colour, const std::string& label, const std::string& explained) {
        const float end = std::min(at.x + width, x + width * static_cast<float>(of));
        if (end - x < 0.5f) return;
        const float right = std::max(x + 0.5f, end - between);
        if (colour != nullptr) list.AddRectFilled({x, at.y}, {right, at.y + height}, im(*colour), c.px(2));
        else hatch(c, {x, at.y}, {right, at.y + height}, k.text_dim);
        if (colour != nullptr && text_width(c.fonts.small, label) + c.px(6) <= right - x) {
            // Dark writing on these colours is what reads in every theme.
            put_text(c.fonts.small, {x + c.px(4), at.y + (height - c.fonts.small->FontSize) / 2}, render::rgb("#10151c"), label);
        }
        ImGui::SetCursorScreenPos({x, at.y});
        ImGui::Dummy({std::max(1.0f, right - x), height});
        if (c.ui.sheet == Sheet::None) explain(c, std::string{name}, explained);
        x = end;
    };
    for (const OriginShare& origin : origins.origins) {
        if (!(origin.*share)) continue;
        const render::Rgba8 colour = colour_of_origin(c, origin.iso3);
        part(*(origin.*share), &colour, origin.iso3, origin.name + ": " + percent(origin.*share));
    }
    const render::Rgba8 pale = render::with_alpha(k.text_dim, 0.45f);
    if (rest && *rest > 0.0) part(*rest, &pale, "others", "Other named origins: " + percent(rest));
    if (unknown && *unknown > 0.0) part(*unknown, nullptr, "", "Without a known origin: " + percent(unknown));
    ImGui::SetCursorScreenPos({at.x, at.y + height});
    ImGui::Dummy({width, c.px(4)});
    c.probe.say(probe, percent(unknown) + " unknown");
}

void part_row(PanelContext& c, std::string_view probe, const render::Rgba8* swatch, std::string_view name, const std::string& declared, const std::string& traced, float column) {
    const ThemeColours& k = c.colours();
    const float width = ImGui::GetContentRegionAvail().x, height = c.px(20);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float y = at.y + (height - c.fonts.body->FontSize) / 2, dot_y = at.y + height / 2;
    if (swatch != nullptr) ImGui::GetWindowDrawList()->AddCircleFilled({at.x + c.px(4), dot_y}, 4.0f * c.scale, im(*swatch), 16);
    else hatch(c, {at.x, dot_y - c.px(4)}, {at.x + c.px(9), dot_y + c.px(4)}, k.text_dim);
    put_text(c.fonts.body, {at.x + c.px(16), y}, k.text, fitted(c.fonts.body, name, width - 2 * column - c.px(20)));
    put_text(c.fonts.body, {at.x + width - column - text_width(c.fonts.body, declared), y}, k.text, declared);
    put_text(c.fonts.body, {at.x + width - text_width(c.fonts.body, traced), y}, k.text_dim, traced);
    ImGui::Dummy({width, height});
    c.probe.say(probe, declared + " declared, " + traced + " traced at the largest pass-through");
}

}  // namespace

void origin_chart(PanelContext& c, const OriginComparison& origins) {
    const ThemeColours& k = c.colours();
    if (origins.origins.empty()) {
        text_wrapped(c.fonts.body, k.text_dim, "No data");
        if (!origins.note.empty()) text_wrapped(c.fonts.small, k.text_dim, origins.note);
        return;
    }
    whole_bar(c, origins, &OriginShare::declared, origins.declared_rest, origins.declared_unknown, "Declared origin", "origins/declared");
    const bool traced = std::any_of(origins.origins.begin(), origins.origins.end(), [](const OriginShare& o) { return o.traced.has_value(); });
    if (traced) whole_bar(c, origins, &OriginShare::traced, origins.traced_rest, origins.traced_unknown, "Largest pass-through (model)", "origins/traced");
    gap(c, 2);
    const float column = c.px(74), width = ImGui::GetContentRegionAvail().x;
    const float head_x = ImGui::GetCursorScreenPos().x, head_y = ImGui::GetCursorScreenPos().y;
    put_text(c.fonts.small, {head_x + width - column - text_width(c.fonts.small, "declared"), head_y}, k.text_dim, "declared");
    put_text(c.fonts.small, {head_x + width - text_width(c.fonts.small, "traced"), head_y}, k.text_dim, "traced");
    ImGui::Dummy({width, c.fonts.small->FontSize + c.px(2)});
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{c.px(8), 0});
    for (std::size_t i = 0; i < std::min(kListed, origins.origins.size()); ++i) {
        const OriginShare& origin = origins.origins[i];
        const render::Rgba8 colour = colour_of_origin(c, origin.iso3);
        const std::string declared = origin.declared ? percent(origin.declared) : origin.declared_high ? "\u2264 " + percent(origin.declared_high) : std::string{kMissingText};
        part_row(c, "origins/" + origin.iso3, &colour, origin.name, declared, percent(origin.traced), column);
    }
    part_row(c, "origins/unknown", nullptr, "Without a known origin", percent(origins.declared_unknown), percent(origins.traced_unknown), column);
    ImGui::PopStyleVar();
    if (!origins.note.empty()) text_wrapped(c.fonts.small, k.text_dim, origins.note);
}

}  // namespace linchpin::app
