// Satellites: filters (constellation, operator's country, service, year of launch, height, inclination), counts over time, what is overhead.
#include <algorithm>
#include <cmath>
#include <span>

#include "app/ui/satellite_views.h"
#include "app/ui/widgets.h"
#include "data/core/format.h"
#include "data/query/satellite_bands.h"

namespace linchpin::app {
namespace {

constexpr int kFirstYear = 1990;  // left end of the slider: there and before

render::Rgba8 nation_swatch(const PanelContext& c, const FacetCount& facet) {
    const auto code = CountryCode::parse(facet.id);
    return code ? colour_of(c.nations.of(c.dataset.country_index(*code))) : colour_of(NationGroup::Unknown);
}

std::string shown_of_total(const FacetCount& facet) {
    return format_count(static_cast<std::int64_t>(facet.shown)) + " of " + format_count(static_cast<std::int64_t>(facet.total));
}

/// One class of a number, or all of it. Classes without a satellite are left out.
void choose_band(PanelContext& c, const char* probe_name, const char* any, std::span<const Band> bands, const std::vector<FacetCount>& counts, double any_from,
                 double any_to, double& from, double& to) {
    std::vector<std::string> names{any}, notes{"unknown ones too"};
    std::vector<const Band*> choices{nullptr};
    int chosen = 0;
    for (const Band& band : bands) {
        const auto count = std::find_if(counts.begin(), counts.end(), [&](const FacetCount& f) { return f.id == band.id; });
        const bool taken = from == band.from && to == band.to;
        if (count == counts.end() && !taken) continue;
        if (taken) chosen = static_cast<int>(names.size());
        names.emplace_back(band.name);
        notes.push_back(count == counts.end() ? "none" : shown_of_total(*count));
        choices.push_back(&band);
    }
    const bool own = chosen == 0 && (from > any_from || to < any_to);  // a range that a state file brought
    if (own) {
        chosen = static_cast<int>(names.size());
        names.push_back(format_number(from, 0) + " to " + format_number(to, 0));
        notes.emplace_back("from the state file");
        choices.push_back(nullptr);
    }
    const int before = chosen;
    if (!chooser(c, probe_name, names, notes, chosen) || chosen == before) return;
    const Band* const band = choices[static_cast<std::size_t>(chosen)];
    from = band != nullptr ? band->from : any_from;
    to = band != nullptr ? band->to : any_to;
}

int last_year(const PanelContext& c) {
    int last = kFirstYear + 1;
    for (const FacetCount& facet : c.snapshot.launch_years)
        if (!facet.id.empty()) last = std::max(last, std::atoi(facet.id.c_str()));
    return last;
}

/// Satellites shown of those launched in the years.
std::string launched_text(const PanelContext& c) {
    std::size_t shown = 0;
    for (const FacetCount& facet : c.snapshot.launch_years) shown += facet.id.empty() ? 0 : facet.shown;
    return format_count(static_cast<std::int64_t>(shown)) + " shown";
}

void choose_years(PanelContext& c) {
    Filter& f = c.state.filter;
    const Filter any;
    const int last = last_year(c);
    const auto place = [&](int year) { return static_cast<float>(std::clamp(year, kFirstYear, last) - kFirstYear) / static_cast<float>(last - kFirstYear); };
    const auto year_at = [&](float t) { return kFirstYear + static_cast<int>(std::lround(t * static_cast<float>(last - kFirstYear))); };
    float from = place(f.launched_from), to = place(f.launched_to);
    if (slider(c, "satellites/launched-from", "Launched from", f.launched_from <= any.launched_from ? "any year" : std::to_string(f.launched_from), from)) {
        f.launched_from = from <= 0.0f ? any.launched_from : year_at(from);
        if (f.launched_to < f.launched_from) f.launched_to = f.launched_from;
    }
    if (slider(c, "satellites/launched-to", "Launched to", f.launched_to >= any.launched_to ? "any year" : std::to_string(f.launched_to), to)) {
        f.launched_to = to >= 1.0f ? any.launched_to : year_at(to);
        if (f.launched_from > f.launched_to) f.launched_from = std::max(f.launched_to, any.launched_from);
    }
    text(c.fonts.small, c.colours().text_dim, launched_text(c));
}

void draw_filters(PanelContext& c) {
    Filter& f = c.state.filter;
    const Filter any;
    draw_compute_in_orbit(c);
    gap(c, 6);
    caption(c, "Constellation");
    facet_list(c, "satellites/constellation", c.snapshot.constellations, f.hidden_constellations, nullptr);
    gap(c, 14);
    caption(c, "Operator\u2019s country");
    facet_list(c, "satellites/nationality", c.snapshot.satellite_nationalities, f.hidden_satellite_nationalities,
               [&c](const FacetCount& facet) { return nation_swatch(c, facet); });
    gap(c, 14);
    caption(c, "Service");
    facet_list(c, "satellites/service", c.snapshot.satellite_services, f.hidden_satellite_services, nullptr);
    gap(c, 14);
    choose_years(c);
    gap(c, 8);
    caption(c, "Height");
    choose_band(c, "satellites/height", "Any height", height_bands(), c.snapshot.orbit_heights, any.orbit_height_from_km, any.orbit_height_to_km,
                f.orbit_height_from_km, f.orbit_height_to_km);
    caption(c, "Inclination");
    choose_band(c, "satellites/inclination", "Any inclination", inclination_bands(), c.snapshot.inclinations, any.inclination_from_deg, any.inclination_to_deg,
                f.inclination_from_deg, f.inclination_to_deg);
    gap(c, 10);
    switch_row(c, "satellites/planned", "Planned constellations", f.show_planned_shells);
    explain(c, "Planned constellations", "Filed or announced shells, drawn from their published parameters and marked as simulated. None of these satellites exists yet.");
}

}  // namespace

void draw_satellites_section(PanelContext& c) {
    segments(c, "satellites/view", {"Filters", "Over time", "Overhead"}, c.ui.satellites_view);
    gap(c, 10);
    switch (c.ui.satellites_view) {
        case 1: draw_satellites_over_time(c); break;
        case 2: draw_satellites_overhead(c); break;
        default: draw_filters(c); break;
    }
}

}  // namespace linchpin::app
