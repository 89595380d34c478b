#include "app/scene/legend_builder.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "app/scene/area_styles.h"
#include "app/scene/cable_lines.h"
#include "app/scene/flow_arcs.h"
#include "app/scene/site_marks.h"
#include "data/core/format.h"

namespace linchpin::app {
namespace {

using render::LegendEntry;
using render::LegendMark;
using render::LegendModel;
using render::LegendSection;
using render::rgb;
using render::SwatchKind;

constexpr render::Rgba8 kNeutral = rgb("#c9d3de");

LegendEntry entry(SwatchKind kind, std::string text, render::Rgba8 colour, std::string value = {}) {
    LegendEntry e;
    e.kind = kind;
    e.text = std::move(text);
    e.colour = colour;
    e.value = std::move(value);
    return e;
}

/// A break with as many decimals as it needs, so that a small one never reads as zero.
std::string break_text(double value) {
    int decimals = 0;
    for (double scaled = value; decimals < 4 && std::abs(scaled - std::round(scaled)) > 1e-6; scaled *= 10.0) ++decimals;
    return format_number(value, decimals);
}

/// @param beside  at the side of a square instead of below
std::vector<render::LegendMark> break_marks(const std::vector<double>& breaks, bool beside) {
    std::vector<render::LegendMark> marks;
    for (std::size_t i = 0; i < breaks.size(); ++i)
        marks.push_back({break_text(breaks[i]), beside ? 1.0f : 0.0f, static_cast<float>(i + 1) / static_cast<float>(breaks.size() + 1)});
    return marks;
}

/// Two numbers at once: a square, to the right for more of the first and upward for more of the second.
LegendSection two_number_section(const ChoroplethLayer& layer, const std::vector<render::Rgba8>& colours) {
    LegendSection section{"\u2192 " + layer.title + " (" + layer.unit + ")", "\u2191 " + layer.second->title + " (" + layer.second->unit + ")" + (layer.year.empty() ? "" : "; " + layer.year), {}};
    LegendEntry square;
    square.kind = SwatchKind::Grid;
    square.stops = colours;
    square.columns = class_grid(layer).columns;
    square.marks = break_marks(layer.class_breaks, false);
    const auto beside = break_marks(layer.second->class_breaks, true);
    square.marks.insert(square.marks.end(), beside.begin(), beside.end());
    section.entries.push_back(std::move(square));
    return section;
}

LegendSection class_section(const ChoroplethLayer& layer, const std::vector<render::Rgba8>& colours) {
    if (layer.second && !layer.categorical) return two_number_section(layer, colours);
    LegendSection section{layer.title, layer.unit + (layer.year.empty() ? "" : ", " + layer.year), {}};
    if (layer.categorical) {
        for (std::size_t i = 0; i < layer.categories.size(); ++i) section.entries.push_back(entry(SwatchKind::Fill, layer.categories[i], colours[i]));
        return section;
    }
    LegendEntry steps;
    steps.kind = SwatchKind::Steps;
    steps.stops = colours;
    steps.marks = break_marks(layer.class_breaks, false);
    if (colours.size() == 1 && layer.with_value > 0) section.subtitle += layer.change ? "; nothing changes" : "; all in one class";
    section.entries.push_back(std::move(steps));
    return section;
}

LegendSection choropleth_section(const ChoroplethLayer& layer, std::string_view palette, bool patterns) {
    LegendSection section = class_section(layer, choropleth_colours(layer, palette));
    if (patterns) {
        const auto lines = choropleth_patterns(layer);
        if (layer.categorical) {
            for (std::size_t i = 0; i < section.entries.size(); ++i) section.entries[i].patterns = {lines[i]};
        } else {
            section.entries.front().patterns = lines;
        }
    }
    const auto any = [&](ValueState state) {
        return std::any_of(layer.values.begin(), layer.values.end(), [&](const CountryValue& v) { return v.state == state; });
    };
    if (any(ValueState::NoData)) {
        section.entries.push_back(entry(SwatchKind::Hatch, "no data", rgb("#2a2f37")));
        section.entries.back().colour2 = kHatchColour;
    }
    if (any(ValueState::NotAvailable)) {
        section.entries.push_back(entry(SwatchKind::CrossHatch, "not available from these data", rgb("#2a2f37")));
        section.entries.back().colour2 = kHatchColour;
    }
    return section;
}

/// Which nationality groups a layer shows now.
using GroupSet = std::array<bool, std::size(kNationColours)>;

GroupSet groups_of_sites(const SceneBuilder& builder, const Snapshot& snapshot) {
    GroupSet used{};
    const Dataset& dataset = builder.dataset();
    for (std::size_t i = 0; i < dataset.sites.size(); ++i)
        if (snapshot.site_visible[i]) used[static_cast<std::size_t>(builder.nations().of(dataset.sites[i].operator_hq))] = true;
    return used;
}
GroupSet groups_of_cables(const SceneBuilder& builder, const Snapshot& snapshot) {
    GroupSet used{};
    const Dataset& dataset = builder.dataset();
    for (std::size_t i = 0; i < dataset.cables.size(); ++i)
        if (snapshot.cable_visible[i]) used[static_cast<std::size_t>(cable_nation(dataset, builder.nations(), dataset.cables[i]))] = true;
    return used;
}
GroupSet groups_of_flows(const SceneBuilder& builder, const Snapshot& snapshot) {
    GroupSet used{};
    for (const Arc& arc : snapshot.arcs) used[static_cast<std::size_t>(builder.nations().of(arc.exporter))] = true;
    return used;
}
GroupSet groups_of_satellites(const SceneBuilder& builder, const Snapshot& snapshot) {
    GroupSet used{};
    const Dataset& dataset = builder.dataset();
    for (std::size_t i = 0; i < dataset.satellites.size(); ++i)
        if (snapshot.satellite_visible[i]) used[static_cast<std::size_t>(builder.nations().of(dataset.satellites[i].operator_country))] = true;
    return used;
}

LegendSection nationality_section(const SceneBuilder& builder, const AppState& state, const Snapshot& snapshot) {
    std::string of;
    GroupSet used{};
    const auto add = [&](bool shown, const char* what, GroupSet (*groups)(const SceneBuilder&, const Snapshot&)) {
        if (!shown) return;
        const GroupSet more = groups(builder, snapshot);
        if (std::none_of(more.begin(), more.end(), [](bool b) { return b; })) return;
        of += (of.empty() ? "" : ", ") + std::string(what);
        for (std::size_t i = 0; i < used.size(); ++i) used[i] = used[i] || more[i];
    };
    add(state.layers.sites, state.sovereignty_lens ? "operator, owner and accelerator vendor" : "operator", &groups_of_sites);
    add(state.layers.cables, "cable builder", &groups_of_cables);
    add(state.layers.flows, "exporter", &groups_of_flows);
    add(state.layers.satellites, "satellite operator (paler)", &groups_of_satellites);
    LegendSection section{"Nationality", "of the " + of, {}};
    for (std::size_t i = 0; i < used.size(); ++i)
        if (used[i]) section.entries.push_back(entry(SwatchKind::Fill, std::string(kNationColours[i].name), kNationColours[i].colour));
    return section;
}

/// What a scenario takes away, with how many. Stands first: it is what the picture is about.
LegendSection scenario_section(const Snapshot& snapshot, const Layers& layers) {
    LegendSection section{"Lost in the scenario", "supposed, not what is", {}};
    const auto add = [&](bool shown, const std::vector<std::uint8_t>& lost, SwatchKind kind, const std::string& what) {
        const auto count = std::count(lost.begin(), lost.end(), std::uint8_t{1});
        if (shown && count > 0) section.entries.push_back(entry(kind, what, kLostColour, format_count(count)));
    };
    add(layers.cables, snapshot.cable_lost, SwatchKind::DashedLine, "cable systems");
    add(layers.sites, snapshot.site_lost, SwatchKind::Cross, "data centres");
    return section;
}

std::size_t sites_without_power(const Snapshot& snapshot, const Dataset& dataset) {
    std::size_t n = 0;
    for (std::size_t i = 0; i < dataset.sites.size(); ++i) n += snapshot.site_visible[i] != 0 && !dataset.sites[i].power_mw;
    return n;
}
double halo_px(double km, double globe_radius_px) { return km / geo::kEarthRadiusKm * ground_px_per_radian(globe_radius_px); }
bool any_country_level(const Snapshot& snapshot, const Dataset& dataset) {
    for (std::size_t i = 0; i < dataset.sites.size(); ++i)
        if (snapshot.site_visible[i] != 0 && dataset.sites[i].precision == CoordPrecision::Country) return true;
    return false;
}

/// The rings, from the inside out, as they stand around a mark.
LegendSection lens_section() {
    LegendSection section{"Sovereignty lens", "rings around data centres, by number", {}};
    section.entries.push_back(entry(SwatchKind::LensInner, "inner: operator", kNeutral));
    section.entries.push_back(entry(SwatchKind::LensMiddle, "middle: ultimate owner", kNeutral));
    section.entries.push_back(entry(SwatchKind::LensOuter, "outer: vendor of the accelerators", kNeutral));
    section.entries.push_back(entry(SwatchKind::DashedRing, "not known", colour_of(NationGroup::Unknown)));
    return section;
}

LegendSection site_section(const Snapshot& snapshot, const Dataset& dataset, double globe_radius_px, float pixel_scale) {
    LegendSection section{"Data centres", "area = MW, as published", {}};
    LegendEntry scale;
    scale.kind = SwatchKind::DiscScale;
    scale.colour = kNeutral;
    for (const double mw : {50.0, 300.0, 1000.0})
        scale.marks.push_back({format_power_mw(mw), static_cast<float>(site_radius_px(mw, globe_radius_px)) * pixel_scale, 0.0f});
    section.entries.push_back(std::move(scale));
    bool operating = false, ring = false, unknown = false, closed = false;
    for (std::size_t i = 0; i < dataset.sites.size(); ++i) {
        if (!snapshot.site_visible[i]) continue;
        const Site& site = dataset.sites[i];
        const bool runs = site.status == SiteStatus::Operational;
        operating = operating || (runs && has_current_power(site));
        ring = ring || (site.power_mw && !(runs && has_current_power(site)) && site.status != SiteStatus::Closed);
        closed = closed || site.status == SiteStatus::Closed;
        unknown = unknown || !has_current_power(site);
    }
    if (operating) section.entries.push_back(entry(SwatchKind::Disc, "operating, current power", kNeutral));
    section.entries.push_back(entry(SwatchKind::Count, "that many joined: areas add up", kNeutral));
    if (const std::size_t silent = sites_without_power(snapshot, dataset); silent > 0) {
        section.entries.back().note = "without the " + format_count(static_cast<std::int64_t>(silent)) + " whose power is not published";
    }
    if (ring) section.entries.push_back(entry(SwatchKind::Ring, "planned or full-build power", kNeutral));
    if (unknown) section.entries.push_back(entry(SwatchKind::Point, "small diamond: current power not known", kNeutral));
    if (closed) section.entries.push_back(entry(SwatchKind::Ring, "closed", render::with_alpha(kNeutral, 0.35f)));
    if (halo_px(kCityHaloKm, globe_radius_px) > 10.0) section.entries.push_back(entry(SwatchKind::Halo, "place known to the city (15 km)", kHaloColour));
    if (halo_px(kCountryHaloKm, globe_radius_px) > 10.0 && halo_px(kCountryHaloKm, globe_radius_px) < 400.0 && any_country_level(snapshot, dataset))
        section.entries.push_back(entry(SwatchKind::Halo, "place known to the country (150 km)", kHaloColour));
    return section;
}

LegendSection cable_section(const Snapshot& snapshot, const Dataset& dataset) {
    LegendSection section{"Submarine cables", "schematic routes", {}};
    bool active = false, planned = false, retired = false;
    for (std::size_t i = 0; i < dataset.cables.size(); ++i) {
        if (!snapshot.cable_visible[i]) continue;
        active = active || dataset.cables[i].status == CableStatus::Active;
        planned = planned || dataset.cables[i].status == CableStatus::Planned;
        retired = retired || dataset.cables[i].status == CableStatus::Retired;
    }
    if (active) section.entries.push_back(entry(SwatchKind::Line, "in service", kNeutral));
    if (planned) section.entries.push_back(entry(SwatchKind::DashedLine, "planned", kNeutral));
    if (retired) section.entries.push_back(entry(SwatchKind::Line, "retired", render::with_alpha(kNeutral, 0.3f)));
    for (std::size_t i = 0; i < dataset.cables.size(); ++i)
        if (snapshot.cable_visible[i] && light_up(dataset.cables[i], snapshot.filter.date) > 0.0) {
            section.entries.push_back(entry(SwatchKind::Line, "new in " + std::to_string(snapshot.filter.date->year()), rgb("#ffffff")));
            break;
        }
    return section;
}

std::string group_title(const Dataset& dataset, const std::string& id) {
    const Index index = dataset.group_index(id);
    if (index == kNone) return id;
    const ProductGroup& group = dataset.product_groups[index];
    return group.name + (group.hs.empty() ? "" : " (HS " + group.hs + ")");
}

/// What the model says of the shown value, so that no part of it goes unsaid.
void add_traced_entries(const Snapshot& snapshot, LegendSection& section) {
    const double shown = static_cast<double>(snapshot.arcs_value_usd);
    if (!(shown > 0.0)) return;
    section.entries.push_back(entry(SwatchKind::Line, "unknown origin: only the end of the way is drawn", kUnknownOriginColour,
                                    format_percent(snapshot.traced_unknown_usd / shown, 1)));
    section.entries.push_back(entry(SwatchKind::Line, "not drawn: small origins, and goods that come back", render::with_alpha(kNeutral, 0.0f),
                                    format_percent(snapshot.traced_rest_usd / shown, 1)));
}

LegendSection flow_section(const Snapshot& snapshot, const Dataset& dataset, float pixel_scale) {
    const std::string year = snapshot.trade_year_used > 0 ? std::to_string(snapshot.trade_year_used) : std::string("no data");
    const bool traced = snapshot.filter.flow_origin > 0.0 && snapshot.trace_problem.empty();
    LegendSection section{"Supply flows: " + group_title(dataset, snapshot.filter.product_group),
                          (traced ? "MODELLED origin (M06, pass-through " + format_percent(snapshot.filter.flow_origin, 0) + "), " : std::string{"declared origin, "}) + year + (snapshot.trade_note.empty() ? "" : ", " + snapshot.trade_note) + ": the " +
                              format_count(static_cast<std::int64_t>(snapshot.arcs.size())) + " largest of " +
                              format_count(static_cast<std::int64_t>(snapshot.arcs_total)) + " named pairs",
                          {}};
    if (snapshot.arcs.empty()) return section;
    LegendEntry scale;
    scale.kind = SwatchKind::WidthScale;
    scale.colour = kNeutral;
    const double largest = static_cast<double>(snapshot.arcs.front().value_usd);
    // In a small picture type cannot shrink with it: three values would run into each other.
    const std::vector<double> shares = pixel_scale < 0.6f ? std::vector<double>{0.1, 1.0} : std::vector<double>{0.1, 0.4, 1.0};
    for (const double share : shares)
        scale.marks.push_back({format_usd(largest * share), static_cast<float>(arc_width_px(largest * share, largest)) * pixel_scale, 0.0f});
    section.entries.push_back(std::move(scale));
    if (traced) add_traced_entries(snapshot, section);
    else if (snapshot.filter.flow_origin > 0.0) section.entries.push_back(entry(SwatchKind::Line, "not traced: " + snapshot.trace_problem, kNeutral));
    return section;
}

LegendSection satellite_section(const SceneBuilder& builder, const AppState& state, const Snapshot& snapshot) {
    LegendSection section{"Satellites", format_count(static_cast<std::int64_t>(snapshot.satellites_shown)) + " shown, TLE-format objects only", {}};
    section.entries.push_back(entry(SwatchKind::Point, "satellite", kNeutral));
    if (!state.even_light) section.entries.push_back(entry(SwatchKind::Point, "in the Earth\u2019s shadow", render::with_alpha(kNeutral, 0.38f)));
    if (state.selection.kind == SelectionKind::Satellite) {
        section.entries.push_back(entry(SwatchKind::Line, "orbit as it lies now", rgb("#ffffff")));
        if (state.satellite_view.track_orbits > 0)
            section.entries.push_back(entry(SwatchKind::Line, state.satellite_view.track_orbits == 1 ? std::string{"ground track, next orbit"}
                                                                                                     : "ground track, next " + std::to_string(state.satellite_view.track_orbits) + " orbits",
                                            rgb("#ffe9a8")));
        section.entries.push_back(entry(SwatchKind::Line, "sees it at least " + format_number(state.satellite_view.min_elevation_deg, 0) + "\u00b0 above the horizon",
                                        rgb("#ffffff90")));
        if (builder.links_shown()) section.entries.push_back(entry(SwatchKind::DashedLine, "laser links: schematic, nearest neighbours", kLinkColour));
    }
    const Dataset& dataset = builder.dataset();
    for (std::size_t i = 0; i < dataset.satellites.size(); ++i)
        if (snapshot.satellite_visible[i] && dataset.satellites[i].group == kOrbitalComputeGroup) {
            section.entries.push_back(entry(SwatchKind::Disc, "Three-Body: computing in orbit",
                                            colour_of(builder.nations().of(dataset.satellites[i].operator_country))));
            break;
        }
    for (std::size_t i = 0; i < dataset.satellites.size(); ++i)
        if (snapshot.satellite_visible[i] && dataset.satellites[i].group != kOrbitalComputeGroup && computes_in_orbit(dataset.satellites[i].group)) {
            LegendEntry hosts = entry(SwatchKind::Ring, "Starcloud, Kepler Aether: host computers", rgb("#ffffff"));
            hosts.note = "of Kepler Aether two of ten; which is not known";
            hosts.colour2 = render::with_alpha(colour_of(builder.nations().of(dataset.satellites[i].operator_country)), 0.99f);
            section.entries.push_back(std::move(hosts));
            break;
        }
    if (state.filter.show_planned_shells)
        section.entries.push_back(entry(SwatchKind::Simulated, "planned, not flown: " + format_count(static_cast<std::int64_t>(builder.shells().satellites())) +
                                                                   " satellites in " + format_count(static_cast<std::int64_t>(builder.shells().shells_drawn())) + " of " +
                                                                   format_count(static_cast<std::int64_t>(dataset.planned_shells.size())) + " shells",
                                        kSimulatedColour));
    return section;
}

}  // namespace

LegendModel make_legend(const SceneBuilder& builder, const AppState& state, const Snapshot& snapshot, double globe_radius_px, float pixel_scale) {
    LegendModel model;
    const Layers& layers = state.layers;
    const Dataset& dataset = builder.dataset();
    if (auto lost = scenario_section(snapshot, layers); !lost.entries.empty()) model.sections.push_back(std::move(lost));
    if (layers.choropleth && layers.earth && snapshot.choropleth.active)
        model.sections.push_back(choropleth_section(snapshot.choropleth, state.palette, state.class_patterns));
    if (auto nationality = nationality_section(builder, state, snapshot); !nationality.entries.empty())
        model.sections.push_back(std::move(nationality));
    if (layers.sites && snapshot.sites_shown > 0 && state.sovereignty_lens) model.sections.push_back(lens_section());
    if (layers.flows) model.sections.push_back(flow_section(snapshot, dataset, pixel_scale));
    if (layers.sites && snapshot.sites_shown > 0) model.sections.push_back(site_section(snapshot, dataset, globe_radius_px, pixel_scale));
    if (layers.cables && snapshot.cables_shown > 0) model.sections.push_back(cable_section(snapshot, dataset));
    if (layers.satellites && snapshot.satellites_shown > 0) model.sections.push_back(satellite_section(builder, state, snapshot));
    return model;
}

std::string make_credits(const Dataset& dataset, const AppState& state, const Snapshot& snapshot) {
    const Layers& layers = state.layers;
    std::vector<std::string> lines;
    const auto add = [&](std::string line) {
        while (!line.empty() && (line.back() == '.' || line.back() == ' ')) line.pop_back();
        if (!line.empty() && std::find(lines.begin(), lines.end(), line) == lines.end()) lines.push_back(std::move(line));
    };
    const auto add_resource = [&](bool shown, std::string_view name) {
        if (!shown) return;
        for (const ResourceInfo& resource : dataset.resources)
            if (resource.name == name) add(resource.credit.empty() ? resource.title : resource.credit);
    };
    if (layers.earth && layers.choropleth && snapshot.choropleth.active) add(snapshot.choropleth.source);
    add_resource(layers.flows && !snapshot.arcs.empty(), "flows");
    add_resource(layers.sites && snapshot.sites_shown > 0, "data_centers");
    add_resource(layers.cables && snapshot.cables_shown > 0, "cables");
    add_resource(layers.satellites && snapshot.satellites_shown > 0, "satellites");
    add_resource(layers.satellites && state.filter.show_planned_shells, "planned_shells");
    if (layers.earth)
        add(state.earth_style == EarthStyle::Imagery ? "Earth imagery: NASA Blue Marble / NASA-NOAA night lights"
                                                     : "Made with Natural Earth; relief from NASA Blue Marble");
    std::string text;
    for (const std::string& line : lines) text += (text.empty() ? "" : "  \u00b7  ") + line;
    return text;
}

render::StampModel make_stamp(const SceneBuilder& builder, const AppState& state, const Snapshot& snapshot) {
    render::StampModel stamp;
    stamp.date = snapshot.filter.date ? snapshot.filter.date->iso() : std::string{};
    const double time = builder.sky_time_of(state);
    std::string instant = format_instant(time);
    instant.replace(10, 1, " ");
    stamp.sky_time = "Sky at " + instant.substr(0, 16) + " UTC";
    if (!state.layers.satellites || builder.dataset().satellites.empty()) return stamp;
    if (builder.satellites().frozen_at(time)) stamp.note = "Satellites stand at their epoch: surviving objects by launch year";
    else if (!state.sky_time_unix_s) stamp.note = "Sky time starts at the elements\u2019 epoch";
    return stamp;
}

}  // namespace linchpin::app
