// Left: what is drawn, and the filters of each layer.
#include "app/state/state_ids.h"
#include "app/ui/layout.h"
#include "app/ui/right_panel.h"
#include "app/ui/widgets.h"
#include "data/core/format.h"

namespace linchpin::app {
namespace {

std::int64_t signed_of(std::size_t n) { return static_cast<std::int64_t>(n); }

std::string shown_of(std::size_t shown, std::size_t all) { return shown == all ? format_count(signed_of(all)) : format_count_of(signed_of(shown), signed_of(all)); }

std::string group_name(const PanelContext& c) {
    const Index group = c.dataset.group_index(c.state.filter.product_group);
    return group == kNone ? c.state.filter.product_group : c.dataset.product_groups[group].name;
}

std::string values_line(const PanelContext& c) {
    const ChoroplethChoice& choice = c.state.filter.choropleth;
    if (choice.kind == ChoroplethKind::None) return "Nothing chosen";
    return std::string{enum_name<ChoroplethKind>(kChoroplethNames, choice.kind).name};
}

std::string satellites_line(const PanelContext& c) {
    if (c.moment.satellites_frozen) return "where they stood at their epoch";
    return "elements of " + Date{static_cast<int>(c.moment.epoch_unix_s / 86400.0)}.iso();
}

/// One row, and its section when it is the open one.
void row(PanelContext& c, Section section, const char* probe_name, const char* name, const std::string& count, const std::string& second_line, bool& on,
         void (*body)(PanelContext&)) {
    bool open = c.ui.open_section == section;
    layer_row(c, probe_name, name, count, second_line, on, &open);
    if (open != (c.ui.open_section == section)) c.ui.open_section = open ? section : Section::None;
    if (!open) return;
    ImGui::PushID(probe_name);
    gap(c, 10);
    ImGui::Indent(c.px(4));
    body(c);
    ImGui::Unindent(c.px(4));
    gap(c, 14);
    ImGui::PopID();
}

void header(PanelContext& c) {
    text(c.fonts.title, c.colours().text, "Linchpin");
    if (c.dataset.as_of) text_right(c, c.fonts.small, c.colours().text_dim, "data of " + c.dataset.as_of->iso());
    gap(c, 12);
}

void map_row(PanelContext& c) {
    bool open = c.ui.open_section == Section::Map;
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{c.px(8), 0});
    if (link_row(c, "section/map", "Map and appearance", open ? "\u2212" : "+", {0, 0, 0, 0})) c.ui.open_section = open ? Section::None : Section::Map;
    ImGui::PopStyleVar();
    if (c.ui.open_section == Section::Map) {
        gap(c, 8);
        draw_map_section(c);
    }
}

void report_rows(PanelContext& c) {
    if (c.reports == nullptr) return;
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{c.px(8), c.px(2)});
    if (link_row(c, "open/exposure", "Exposure of a country", "E", {0, 0, 0, 0})) c.ask(Action::Exposure);
    if (link_row(c, "open/dependence", "All metrics", "D", {0, 0, 0, 0})) c.ask(Action::Dependence);
    std::size_t events = 0;
    for (const scenario::Event& event : c.state.scenario.events) events += event.on ? 1 : 0;
    const std::string count = events == 0 ? "I" : format_count(signed_of(events)) + (events == 1 ? " event" : " events");
    if (link_row(c, "open/what-if", "What if", count, events == 0 ? render::Rgba8{0, 0, 0, 0} : c.colours().warning)) c.ask(Action::WhatIf);
    ImGui::PopStyleVar();
}

void footer(PanelContext& c) {
    gap(c, 14);
    std::size_t problems = 0;
    for (const Finding& finding : c.dataset.findings) problems += finding.level == Finding::Level::Error ? 1 : 0;
    if (text_button(c, "open/data", problems > 0 ? "Data (" + format_count(signed_of(problems)) + ")" : "Data")) c.ask(Action::Data);
    ImGui::SameLine(0, c.px(6));
    if (text_button(c, "open/about", "About")) c.ask(Action::About);
    ImGui::SameLine(0, c.px(6));
    if (text_button(c, "open/keys", "Keys")) c.ask(Action::Keys);
}

}  // namespace

void draw_layer_panel(PanelContext& c) {
    const Layout layout = make_layout(ImGui::GetIO().DisplaySize, c.scale, static_cast<float>(c.state.text_scale), c.timeline_shown());
    if (layout.one_panel && right_panel_open(c.ui, c.state)) return;
    begin_panel(c, "##layers", layout.layers_pos, layout.layers_size);
    header(c);
    const Snapshot& s = c.snapshot;
    Layers& on = c.state.layers;
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{c.px(8), c.px(4)});
    row(c, Section::Values, "layer/choropleth", "Country values", s.choropleth.active ? format_count(signed_of(s.choropleth.with_value)) : "", values_line(c),
        on.choropleth, draw_values_section);
    row(c, Section::Sites, "layer/sites", "Data centres", shown_of(s.sites_shown, c.dataset.sites.size()),
        format_power_mw(s.site_power_mw_shown) + " in operation", on.sites, draw_sites_section);
    row(c, Section::Cables, "layer/cables", "Submarine cables", shown_of(s.cables_shown, c.dataset.cables.size()), "schematic routes", on.cables, draw_cables_section);
    const std::string year = s.trade_year_used > 0 ? std::to_string(s.trade_year_used) : std::string{kMissingText};
    row(c, Section::Flows, "layer/flows", "Supply flows", shown_of(s.arcs.size(), s.arcs_total), group_name(c) + ", " + year, on.flows, draw_flows_section);
    row(c, Section::Satellites, "layer/satellites", "Satellites", shown_of(s.satellites_shown, c.dataset.satellites.size()), satellites_line(c), on.satellites,
        draw_satellites_section);
    ImGui::PopStyleVar();
    divider(c);
    report_rows(c);
    map_row(c);
    footer(c);
    c.ui.layers_bottom_px = ImGui::GetWindowPos().y + ImGui::GetWindowSize().y;
    end_panel(c, "panel/layers");
}

}  // namespace linchpin::app
