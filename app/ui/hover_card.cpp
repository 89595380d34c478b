// What the pointer is over, on the globe: name, the number that is drawn, definition, year and source.
#include <algorithm>
#include <optional>

#include "app/scene/scene_builder.h"
#include "app/state/edits.h"
#include "app/state/records.h"
#include "app/state/state_ids.h"
#include "app/ui/layout.h"
#include "app/ui/record_fields.h"
#include "app/ui/right_panel.h"
#include "data/core/format.h"

namespace linchpin::app {
namespace {

struct Card { std::string kind, name, value, detail, source; };

std::string name_of(const PanelContext& c, Index country) { return country == kNone ? std::string{"unknown"} : c.dataset.countries[country].name; }

Card country_card(const PanelContext& c, Index country) {
    Card card{"Country", c.dataset.countries[country].name, "", "", ""};
    const ChoroplethLayer& layer = c.snapshot.choropleth;
    if (!c.state.layers.choropleth || !layer.active || country >= layer.values.size()) return card;
    const CountryValue& v = layer.values[country];
    if (v.state == ValueState::Value) {
        card.value = v.text;
        if (!layer.categorical) {
            const ValueText shown = value_text(layer, v.value);
            card.value = shown.value + " " + shown.unit;
        }
        if (v.low && v.high && *v.low != *v.high) card.value += " (" + format_number(v.low, 3) + " to " + format_number(v.high, 3) + ")";
        if (v.partner != kNone) card.value += ", from " + name_of(c, v.partner);
    } else {
        card.value = v.state == ValueState::NoData ? "No data" : "Not available";
    }
    card.detail = layer.title + (layer.year.empty() ? "" : ", " + layer.year) + (v.note.empty() ? "" : "\n" + v.note);
    card.source = layer.source;
    return card;
}

Card site_card(const PanelContext& c, const Site& site) {
    static constexpr const char* kStatus[] = {"operating", "under construction", "announced", "closed"};
    Card card{"Data centre", site.name, "", "", site.source};
    card.value = site.power_mw ? format_power_mw(site.power_mw) + (site.power_basis == PowerBasis::Planned ? " planned" : "") : "power not published";
    card.detail = std::string{kStatus[static_cast<std::size_t>(site.status)]} + (site.year ? ", " + std::to_string(*site.year) : "") + "\n" + site.operator_name +
                  " (" + name_of(c, site.operator_hq) + ")";
    return card;
}

Card cable_card(const PanelContext& c, const Cable& cable) {
    static constexpr const char* kStatus[] = {"active", "planned", "retired"};
    Card card{"Submarine cable, schematic route", cable.name, "", "", cable.source};
    card.value = std::string{kStatus[static_cast<std::size_t>(cable.status)]} + (cable.rfs_year ? ", " + std::to_string(*cable.rfs_year) : "") +
                 (cable.length_km ? ", " + format_distance_km(cable.length_km) : "");
    std::string suppliers;
    for (Index company : cable.supplier_companies) {
        const Supplier& s = c.dataset.suppliers[company];
        suppliers += (suppliers.empty() ? "" : ", ") + s.name + " (" + name_of(c, s.country) + ")";
    }
    card.detail = "Supplier: " + (suppliers.empty() ? std::string{"not known"} : suppliers);
    return card;
}

/// "Modelled origin (M06, pass-through 60 %): China 71 %, Viet Nam 12 %, unknown 9 %"; the four largest parts.
std::string modelled_origin(const PanelContext& c, std::size_t at) {
    std::string parts;
    int named = 0;
    for (const TracedArc& part : c.snapshot.traced_arcs) {
        if (part.arc != at || ++named > 4) continue;
        const double share = part.value_usd / std::max(static_cast<double>(c.snapshot.arcs[at].value_usd), 1.0);
        parts += (parts.empty() ? "" : ", ") + name_of(c, part.origin) + " " + format_percent(share, 0);
    }
    return "Modelled origin (M06, pass-through " + format_percent(c.snapshot.filter.flow_origin, 0) + "): " + (parts.empty() ? std::string{"no part of 2 % or more"} : parts);
}

Card arc_card(const PanelContext& c, const std::string& id) {
    const ArcEnds ends = split_arc_id(id);
    const Index exporter = find_country(c.dataset, ends.exporter), importer = find_country(c.dataset, ends.importer);
    Card card{"Supply flow", name_of(c, exporter) + " \u2192 " + name_of(c, importer), "", "", ""};
    for (const Arc& arc : c.snapshot.arcs) {
        if (arc.exporter != exporter || arc.importer != importer) continue;
        card.value = format_usd(static_cast<double>(arc.value_usd)) + ", " + std::to_string(c.snapshot.trade_year_used);
        const std::uint8_t source = c.dataset.flows.source[arc.flow_row];
        if (source < c.dataset.trade_sources.size()) card.source = c.dataset.trade_sources[source].title;
    }
    const Index group = c.dataset.group_index(c.state.filter.product_group);
    if (group != kNone) card.detail = c.dataset.product_groups[group].name;
    if (c.snapshot.filter.flow_origin <= 0.0 || !c.snapshot.trace_problem.empty()) return card;
    for (std::size_t at = 0; at < c.snapshot.arcs.size(); ++at)
        if (c.snapshot.arcs[at].exporter == exporter && c.snapshot.arcs[at].importer == importer) card.detail += "\n" + modelled_origin(c, at);
    return card;
}

Card card_of(const PanelContext& c, const Selection& hover) {
    const Dataset& d = c.dataset;
    switch (hover.kind) {
        case SelectionKind::Country: return country_card(c, find_country(d, hover.id));
        case SelectionKind::Site: return site_card(c, d.sites[find_site(d, hover.id)]);
        case SelectionKind::Cable: return cable_card(c, d.cables[find_cable(d, hover.id)]);
        case SelectionKind::Arc: return arc_card(c, hover.id);
        case SelectionKind::Satellite: {
            const Satellite& s = d.satellites[find_satellite(d, hover.id)];
            return {"Satellite", s.elements.object_name, s.operator_name + " (" + name_of(c, s.operator_country) + ")", s.service, ""};
        }
        case SelectionKind::Landing: {
            const LandingPoint& p = d.landing_points[find_landing(d, hover.id)];
            return {"Cable landing", p.name, name_of(c, p.country), "", ""};
        }
        case SelectionKind::Chokepoint: {
            const Chokepoint& p = d.chokepoints[find_chokepoint(d, hover.id)];
            return {"Chokepoint", p.name, p.kind, "", ""};
        }
        case SelectionKind::None:
        case SelectionKind::Cluster: break;
    }
    return {};
}

/// What a cluster stands for, and its largest members.
std::optional<Card> cluster_card(const PanelContext& c) {
    const auto node = c.clusters != nullptr ? cluster_of(*c.clusters, c.state.hover) : std::nullopt;
    if (!node) return std::nullopt;
    const auto members = c.clusters->members(*node);
    const SiteSum& sum = c.clusters->sum(*node);
    Card card{"Cluster, click to open", format_count(static_cast<std::int64_t>(members.size())) + " data centres", "", "", ""};
    if (sum.current() > 0.0) card.value = format_power_mw(sum.current()) + " operating";
    if (sum.planned() > 0.0) card.value += (card.value.empty() ? "" : ", ") + format_power_mw(sum.planned()) + " planned or full build";
    if (const auto silent = c.clusters->unknown(*node); silent > 0)
        card.detail = format_count(std::int64_t{silent}) + " of them without a published power, not in the sum";
    constexpr std::size_t kListed = 5;
    for (std::size_t i = 0; i < std::min(members.size(), kListed); ++i) {
        const Site& site = c.dataset.sites[members[i]];
        card.detail += (card.detail.empty() ? "" : "\n") + site.name + (site.power_mw ? ", " + format_power_mw(site.power_mw) : std::string{});
    }
    if (members.size() > kListed) card.detail += "\nand " + format_count(static_cast<std::int64_t>(members.size() - kListed)) + " more";
    return card;
}

}  // namespace

void draw_hover_card(PanelContext& c) {
    const Selection& hover = c.state.hover;
    const auto cluster = cluster_card(c);
    if (!cluster && (hover.kind == SelectionKind::None || hover == c.state.selection || !selection_exists(c.dataset, hover))) return;  // the record says it all
    const Card card = cluster ? *cluster : card_of(c, hover);
    const ImVec2 screen = ImGui::GetIO().DisplaySize, at = c.moment.pointer;
    // Beside the pointer, on the side with more room, so that what is explained and the record stay free.
    const Layout layout = make_layout(screen, c.scale, static_cast<float>(c.state.text_scale), c.timeline_shown());
    const bool record = right_panel_open(c.ui, c.state) && !layout.one_panel && !c.ui.panels_hidden;
    const float off = c.px(18), width = c.px(300), right_end = record ? layout.record_pos.x : screen.x;
    const bool left = at.x + off + width + c.px(28) > right_end, up = at.y > screen.y * 0.6f;
    ImGui::SetNextWindowPos({at.x + (left ? -off : off), at.y + (up ? -off : off)}, ImGuiCond_Always, {left ? 1.0f : 0.0f, up ? 1.0f : 0.0f});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2{c.px(14), c.px(12)});
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{c.px(4), c.px(3)});
    if (ImGui::Begin("##hover", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoInputs | ImGuiWindowFlags_AlwaysAutoResize |
                                             ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoFocusOnAppearing | ImGuiWindowFlags_NoNav)) {
        const ThemeColours& k = c.colours();
        ImGui::PushTextWrapPos(width);
        text(c.fonts.small, k.text_dim, card.kind);
        text(c.fonts.strong, k.text, card.name);
        if (!card.value.empty()) text(c.fonts.body, k.text, card.value);
        if (!card.detail.empty()) text(c.fonts.small, k.text_dim, card.detail);
        if (!card.source.empty()) text(c.fonts.small, k.text_dim, "Source: " + card.source);
        ImGui::PopTextWrapPos();
        const ImVec2 a = ImGui::GetWindowPos(), s = ImGui::GetWindowSize();
        c.probe.say("hover", card.kind + ": " + card.name);
        c.probe.mark("hover", a.x, a.y, a.x + s.x, a.y + s.y);
    }
    ImGui::End();
    ImGui::PopStyleVar(2);
}

}  // namespace linchpin::app
