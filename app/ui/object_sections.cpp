// Filters of data centres and cables.
#include <algorithm>
#include <cmath>

#include "app/ui/widgets.h"
#include "data/core/format.h"

namespace linchpin::app {
namespace {

constexpr double kLeastPower_mw = 1.0, kMostPower_mw = 2000.0;

/// The dot in front of a nationality has the colour that it has on the globe.
render::Rgba8 nation_swatch(const PanelContext& c, const FacetCount& facet) {
    const auto code = CountryCode::parse(facet.id);
    return code ? colour_of(c.nations.of(c.dataset.country_index(*code))) : colour_of(NationGroup::Unknown);
}

double rounded_mw(double value) {
    const double unit = value < 20.0 ? 1.0 : value < 200.0 ? 10.0 : 50.0;
    return std::round(value / unit) * unit;
}

}  // namespace

void draw_sites_section(PanelContext& c) {
    Filter& f = c.state.filter;
    const auto swatch = [&c](const FacetCount& facet) { return nation_swatch(c, facet); };
    float t = f.min_power_mw <= 0.0 ? 0.0f
                                    : static_cast<float>(std::clamp(std::log(f.min_power_mw / kLeastPower_mw) / std::log(kMostPower_mw / kLeastPower_mw), 0.01, 1.0));
    if (slider(c, "sites/min-power", "Published power from", f.min_power_mw <= 0.0 ? "any, or unknown" : format_power_mw(f.min_power_mw), t))
        f.min_power_mw = t <= 0.0f ? 0.0 : rounded_mw(kLeastPower_mw * std::pow(kMostPower_mw / kLeastPower_mw, static_cast<double>(t)));
    explain(c, "Least power", "Above zero, sites of unknown power are hidden too. Power is what the source gives: IT load, facility power, or a planned figure.");
    gap(c, 8);
    caption(c, "Operator's nationality");
    facet_list(c, "sites/nationality", c.snapshot.site_nationalities, f.hidden_site_nationalities, swatch);
    gap(c, 14);
    caption(c, "Status");
    facet_list(c, "sites/status", c.snapshot.site_statuses, f.hidden_site_statuses, nullptr);
    gap(c, 14);
    caption(c, "Kind");
    facet_list(c, "sites/kind", c.snapshot.site_kinds, f.hidden_site_kinds, nullptr);
}

void draw_cables_section(PanelContext& c) {
    Filter& f = c.state.filter;
    caption(c, "Status");
    facet_list(c, "cables/status", c.snapshot.cable_statuses, f.hidden_cable_statuses, nullptr);
    gap(c, 14);
    caption(c, "Supplier's nationality");
    facet_list(c, "cables/nationality", c.snapshot.cable_nationalities, f.hidden_cable_nationalities,
               [&c](const FacetCount& facet) { return nation_swatch(c, facet); });
    gap(c, 6);
    text_wrapped(c.fonts.small, c.colours().text_dim, "A cable is hidden when all its suppliers are. Routes at sea are schematic.");
}

}  // namespace linchpin::app
