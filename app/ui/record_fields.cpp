#include "app/ui/record_fields.h"

#include <cmath>

#include "data/core/format.h"

namespace linchpin::app {

void record_head(PanelContext& c, std::string_view kind, std::string_view name, std::string_view second_line) {
    const float right = ImGui::GetWindowContentRegionMax().x, y = ImGui::GetCursorPosY();
    text(c.fonts.small, c.colours().text_dim, kind);
    ImGui::SetCursorPos({right - c.px(60), y - c.px(6)});
    if (icon_button(c, "record/fly", Icon::Target, 28.0f)) c.fly_to(c.state.selection.kind, c.state.selection.id);
    explain(c, "", "Fly there");
    ImGui::SameLine(0, c.px(4));
    if (icon_button(c, "record/close", Icon::Close, 28.0f)) c.ask(Action::ClearSelection);
    ImGui::SetCursorPosY(y + c.px(24));
    text_wrapped(c.fonts.large, c.colours().text, name);
    if (!second_line.empty()) text_wrapped(c.fonts.body, c.colours().text_dim, second_line);
    gap(c, 10);
}

void field(PanelContext& c, std::string_view label, std::string_view value) {
    if (value.empty()) return;
    ImGui::BeginGroup();
    text(c.fonts.small, c.colours().text_dim, label);
    ImGui::SetCursorPosY(ImGui::GetCursorPosY() - c.px(6));
    text_wrapped(c.fonts.body, c.colours().text, value);
    ImGui::EndGroup();
}

void field_pair(PanelContext& c, std::string_view label_a, std::string_view value_a, std::string_view label_b, std::string_view value_b) {
    if (value_a.empty() || value_b.empty()) {
        field(c, label_a, value_a);
        return field(c, label_b, value_b);
    }
    const float start = ImGui::GetCursorPosX(), middle = start + ImGui::GetContentRegionAvail().x * 0.5f, y = ImGui::GetCursorPosY();
    const auto column = [&](std::string_view label, std::string_view value, float x, float wrap) {
        ImGui::SetCursorPos({x, y});
        ImGui::BeginGroup();
        text(c.fonts.small, c.colours().text_dim, label);
        ImGui::SetCursorPos({x, ImGui::GetCursorPosY() - c.px(6)});
        ImGui::PushTextWrapPos(wrap);
        text(c.fonts.body, c.colours().text, value);
        ImGui::PopTextWrapPos();
        ImGui::EndGroup();
        return ImGui::GetCursorPosY();
    };
    const float end_a = column(label_a, value_a, start, middle - c.px(8));
    const float end_b = column(label_b, value_b, middle, 0.0f);
    ImGui::SetCursorPos({start, std::max(end_a, end_b)});
}

void badge(PanelContext& c, std::string_view label, bool attention) {
    const ThemeColours& k = c.colours();
    ImFont* const font = c.fonts.small;
    const ImVec2 size{text_width(font, label), font->FontSize};
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const ImVec2 box{size.x + c.px(14), size.y + c.px(6)};
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImU32 colour = im(attention ? k.warning : k.text_dim);
    list.AddRect(at, {at.x + box.x, at.y + box.y}, colour, box.y / 2, 0, std::max(1.0f, c.scale));
    list.AddText(font, font->FontSize, {at.x + c.px(7), at.y + c.px(3)}, colour, label.data(), label.data() + label.size());
    ImGui::Dummy(box);
}

void heading(PanelContext& c, std::string_view title, std::string_view right) {
    divider(c);
    const bool one_line = text_width(c.fonts.strong, title) + text_width(c.fonts.small, right) + c.px(16) <= ImGui::GetContentRegionAvail().x;
    text_wrapped(c.fonts.strong, c.colours().text, title);
    if (right.empty()) return;
    if (one_line) return text_right(c, c.fonts.small, c.colours().text_dim, right);
    ImGui::SetCursorPosY(ImGui::GetCursorPosY() - c.px(4));
    text_wrapped(c.fonts.small, c.colours().text_dim, right);
}

void provenance(PanelContext& c, const Provenance& p) {
    divider(c);
    if (p.confidence && *p.confidence != Confidence::Unknown) field(c, "Confidence", confidence_name(*p.confidence));
    field(c, "Source", p.source);
    field(c, "Address", p.url);
    field(c, "Licence", p.licence);
    if (!p.origin || p.origin->resource >= c.dataset.resources.size() || p.origin->line == 0) return;
    const ResourceInfo& resource = c.dataset.resources[p.origin->resource];
    if (p.source.empty()) {
        std::vector<std::string> titles;
        for (const auto& source : resource.sources) titles.push_back(source.title);
        field(c, "Source", join(titles));
    }
    field(c, "Row of the pack", resource.path + ", line " + format_count(std::int64_t{p.origin->line}));
}

std::string_view confidence_name(Confidence confidence) {
    switch (confidence) {
        case Confidence::High: return "High";
        case Confidence::Medium: return "Medium";
        case Confidence::Low: return "Low: to be checked before a claim is made from it";
        case Confidence::Unknown: break;
    }
    return "Not stated";
}

std::string country_name(const PanelContext& c, Index country) { return country == kNone ? std::string{} : c.dataset.countries[country].name; }

void country_row(PanelContext& c, std::string_view probe_name, Index country, std::string_view value) {
    if (country == kNone) return;
    const Country& record = c.dataset.countries[country];
    if (link_row(c, probe_name, record.name, value, colour_of(c.nations.of(country)))) c.fly_to(SelectionKind::Country, record.code.str());
}

std::string place_text(geo::LatLon place) {
    return format_number(std::abs(place.lat_deg), 3) + "\u00b0 " + (place.lat_deg < 0 ? "S" : "N") + ", " + format_number(std::abs(place.lon_deg), 3) + "\u00b0 " +
           (place.lon_deg < 0 ? "W" : "E");
}

ValueText value_text(const ChoroplethLayer& layer, double value) {
    if (layer.unit.starts_with("%")) return {format_number(value, 1) + kThinSpace + "%", layer.unit.substr(layer.unit.find_first_not_of("% "))};
    return {format_number(value, layer.unit.starts_with("HHI") ? 3 : 0), layer.unit};
}

std::string join(const std::vector<std::string>& parts) {
    std::string all;
    for (const std::string& part : parts) all += (all.empty() || part.empty() ? "" : ", ") + part;
    return all;
}

}  // namespace linchpin::app
