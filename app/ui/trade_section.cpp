// Filters of the supply flows, and the choice of product group and year that country values share with them.
#include <algorithm>
#include <cmath>

#include "app/ui/widgets.h"
#include "data/core/format.h"

namespace linchpin::app {
namespace {

constexpr int kMostArcs = 10000;
constexpr double kLowestFloor_usd = 1e5, kHighestFloor_usd = 1e10;

/// Sliders over wide ranges move evenly through the orders of magnitude.
float to_log(double value, double low, double high) {
    if (value <= low) return 0.0f;
    return static_cast<float>(std::clamp(std::log(value / low) / std::log(high / low), 0.0, 1.0));
}
double from_log(float t, double low, double high) { return low * std::pow(high / low, static_cast<double>(t)); }

/// 1, 2 or 5 times a power of ten.
double round_125(double value) {
    const double power = std::pow(10.0, std::floor(std::log10(value)));
    const double lead = value / power;
    return power * (lead < 1.5 ? 1.0 : lead < 3.5 ? 2.0 : lead < 7.5 ? 5.0 : 10.0);
}

void year_slider(PanelContext& c, const ProductGroup& group, const std::string& place) {
    if (group.years.size() < 2) {
        const std::string only = group.years.empty() ? std::string{"No year has data"} : "Only " + std::to_string(group.years.front()) + " has data";
        return text(c.fonts.small, c.colours().text_dim, only);
    }
    const auto last = static_cast<float>(group.years.size() - 1);
    const auto at = std::upper_bound(group.years.begin(), group.years.end(), static_cast<std::int16_t>(c.state.filter.trade_year));
    const auto index = static_cast<float>(std::max<std::ptrdiff_t>(0, at - group.years.begin() - 1));
    float t = index / last;
    if (slider(c, place + "/year", "Year", std::to_string(c.state.filter.trade_year), t))
        c.state.filter.trade_year = group.years[static_cast<std::size_t>(std::lround(t * last))];
    explain(c, "Year of trade", "Only years with data can be chosen. A later year shows the newest data and says that it was carried over.");
}

}  // namespace

void draw_trade_choice(PanelContext& c, std::string_view place) {
    const std::string where{place};
    std::vector<std::string> names, notes;
    for (const ProductGroup& group : c.dataset.product_groups) {
        names.push_back(group.name);
        notes.push_back(group.hs.empty() ? group.note : "HS " + group.hs);
    }
    const Index now = c.dataset.group_index(c.state.filter.product_group);
    int chosen = now == kNone ? -1 : static_cast<int>(now);
    caption(c, "Product group");
    if (chooser(c, where + "/group", names, notes, chosen)) {
        const ProductGroup& group = c.dataset.product_groups[static_cast<std::size_t>(chosen)];
        c.state.filter.product_group = group.id;
        const auto& years = group.years;
        if (!years.empty() && std::find(years.begin(), years.end(), c.state.filter.trade_year) == years.end()) c.state.filter.trade_year = years.back();
    }
    if (now != kNone && !c.dataset.product_groups[now].note.empty()) explain(c, c.dataset.product_groups[now].name, c.dataset.product_groups[now].note);
    gap(c, 10);
    if (chosen >= 0) year_slider(c, c.dataset.product_groups[static_cast<std::size_t>(chosen)], where);
    if (!c.snapshot.trade_note.empty()) text(c.fonts.small, c.colours().warning, c.snapshot.trade_note);
}

void draw_flows_section(PanelContext& c) {
    draw_trade_choice(c, "flows");
    Filter& f = c.state.filter;
    gap(c, 4);
    float arcs = f.top_arcs <= 0 ? 0.0f : to_log(f.top_arcs, 1.0, kMostArcs);
    if (slider(c, "flows/top", "Largest flows", format_count(std::int64_t{f.top_arcs}), arcs))
        f.top_arcs = static_cast<int>(std::lround(from_log(arcs, 1.0, kMostArcs)));
    float least = to_log(f.min_flow_usd, kLowestFloor_usd, kHighestFloor_usd);
    if (slider(c, "flows/min", "From", f.min_flow_usd <= 0.0 ? "any value" : format_usd(f.min_flow_usd), least))
        f.min_flow_usd = least <= 0.0f ? 0.0 : round_125(from_log(least, kLowestFloor_usd, kHighestFloor_usd));
    auto origin = static_cast<float>(f.flow_origin);
    if (slider(c, "flows/origin", "Origin", f.flow_origin <= 0.0 ? "as declared" : "modelled, " + format_percent(f.flow_origin, 0), origin))
        f.flow_origin = std::round(static_cast<double>(origin) * 100.0) / 100.0;
    explain(c, "Origin of flows", "Left: the exporter that the importer declares. To the right, exports are traced through re-exports (M06): that share of every "
                                  "country's exports leaves in the mix of its supply. At the right end it is the largest pass-through that trade allows. A model, not the true origin; "
                                  "what no list names stays grey.");
    switch_row(c, "flows/bundle", "Bundle flows that go the same way", c.state.bundle_flows);
    gap(c, 4);
    const Snapshot& s = c.snapshot;
    if (!s.trace_problem.empty()) text_wrapped(c.fonts.small, c.colours().warning, "Not traced: " + s.trace_problem);
    std::string sum = format_usd(static_cast<double>(s.arcs_value_usd)) + " shown";
    if (s.group_world_usd > 0) sum += " of " + format_usd(static_cast<double>(s.group_world_usd)) + " world trade";
    text_wrapped(c.fonts.small, c.colours().text_dim, sum);
    if (s.exporters.empty()) return;
    gap(c, 12);
    caption(c, "Exporting country");
    facet_list(c, "flows/exporter", s.exporters, f.hidden_exporters, [&c](const FacetCount& facet) {
        const auto code = CountryCode::parse(facet.id);
        return code ? colour_of(c.nations.of(c.dataset.country_index(*code))) : render::Rgba8{0, 0, 0, 0};
    });
}

}  // namespace linchpin::app
