#pragma once
// The one list of what a state file holds: key order, ranges and enumerations. The writer and the reader both walk it.
#include <limits>

#include "app/state/layer_ids.h"
#include "app/state/state_ids.h"

namespace linchpin::app {

/// @param ar  has object(key, body), number(key, ref, low, high), integer(key, ref, low, high), flag(key, ref), text(key, ref),
///            texts(key, ref), one_of(key, ref, table), word(key, ref, ids), date(key, ref), instant(key, ref),
///            place(key, ref): whole number from 0 or null, list(key, vector, body(element))
template <class Archive, class State> void visit_state(Archive& ar, State& s) {
    constexpr double kHuge = 1e15;
    ar.object("camera", [&] {
        ar.number("lat_deg", s.camera.lat_deg, -90.0, 90.0);
        ar.number("lon_deg", s.camera.lon_deg, -180.0, 180.0);
        ar.number("distance_km", s.camera.distance_km, 1.0, 1e6);
        ar.number("bearing_deg", s.camera.bearing_deg, -360.0, 360.0);
        ar.number("tilt_deg", s.camera.tilt_deg, 0.0, 80.0);
    });
    ar.object("layers", [&] {
        for (const LayerId& layer : kLayerIds) ar.flag(layer.id, s.layers.*layer.field);
    });
    ar.object("filter", [&] {
        auto& f = s.filter;
        ar.text("product_group", f.product_group);
        ar.integer("trade_year", f.trade_year, 1900, 2200);
        ar.integer("top_arcs", f.top_arcs, 0, 10000);
        ar.number("min_flow_usd", f.min_flow_usd, 0.0, kHuge);
        ar.texts("hidden_exporters", f.hidden_exporters);
        ar.number("flow_origin", f.flow_origin, 0.0, 1.0);
        ar.texts("hidden_site_nationalities", f.hidden_site_nationalities);
        ar.texts("hidden_site_kinds", f.hidden_site_kinds);
        ar.texts("hidden_site_statuses", f.hidden_site_statuses);
        ar.number("min_power_mw", f.min_power_mw, 0.0, 1e6);
        ar.texts("hidden_cable_statuses", f.hidden_cable_statuses);
        ar.texts("hidden_cable_nationalities", f.hidden_cable_nationalities);
        ar.texts("hidden_constellations", f.hidden_constellations);
        ar.texts("hidden_satellite_nationalities", f.hidden_satellite_nationalities);
        ar.texts("hidden_satellite_services", f.hidden_satellite_services);
        ar.integer("launched_from", f.launched_from, 1957, 2200);
        ar.integer("launched_to", f.launched_to, 1957, 2200);
        ar.number("orbit_height_from_km", f.orbit_height_from_km, 0.0, 1e6);
        ar.number("orbit_height_to_km", f.orbit_height_to_km, 0.0, 1e6);
        ar.number("inclination_from_deg", f.inclination_from_deg, 0.0, 180.0);
        ar.number("inclination_to_deg", f.inclination_to_deg, 0.0, 180.0);
        ar.flag("show_planned_shells", f.show_planned_shells);
        ar.object("choropleth", [&] {
            ar.one_of("kind", f.choropleth.kind, std::span<const EnumName<ChoroplethKind>>{kChoroplethNames});
            ar.text("country", f.choropleth.country);
            ar.text("topic", f.choropleth.topic);
            ar.one_of("classes", f.choropleth.classes, std::span<const EnumName<ClassRule>>{kClassRuleNames});
            ar.integer("class_count", f.choropleth.class_count, kFewestClasses, kMostClasses);
            ar.numbers("breaks", f.choropleth.breaks, kMostClasses - 1);
            ar.one_of("second", f.choropleth.second, std::span<const EnumName<ChoroplethKind>>{kChoroplethNames});
            ar.flag("change", f.choropleth.change);
        });
        ar.date("date", f.date);
    });
    ar.object("sky", [&] {
        ar.instant("time", s.sky_time_unix_s);
        ar.number("rate", s.sky_rate, -1e7, 1e7);
        ar.flag("playing", s.sky_playing);
    });
    ar.object("satellite_view", [&] {
        ar.integer("track_orbits", s.satellite_view.track_orbits, 0, 20);
        ar.number("min_elevation_deg", s.satellite_view.min_elevation_deg, 0.0, 80.0);
        ar.flag("links", s.satellite_view.links);
        ar.text("observer", s.satellite_view.observer);
        ar.text("about", s.satellite_view.about);
        ar.text("cover_country", s.satellite_view.cover_country);
    });
    ar.object("selection", [&] {
        ar.one_of("kind", s.selection.kind, std::span<const EnumName<SelectionKind>>{kSelectionNames});
        ar.text("id", s.selection.id);
    });
    ar.object("report", [&] {
        auto& r = s.report;
        ar.object("subject", [&] {
            ar.one_of("kind", r.subject_kind, std::span<const EnumName<report::SubjectKind>>{kSubjectNames});
            ar.text("id", r.subject);
        });
        ar.number("pass_through", r.pass_through, 0.0, 1.0);
        ar.flag("with_plans", r.with_plans);
        ar.object("outage", [&] {
            ar.text("supplier", r.outage_supplier);
            ar.number("fraction", r.outage_fraction, 0.0, 1.0);
            ar.number("grow_foreign", r.grow_foreign, 0.0, 10.0);
            ar.number("grow_domestic", r.grow_domestic, 0.0, 10.0);
        });
        ar.flag("impute_capacity", r.impute_capacity);
        ar.texts("hubs", r.hubs);
        ar.text("inputs_folder", r.inputs_folder);
        ar.list("cable_failures", r.cable_failures, [&ar](auto& failure) {
            ar.text("cable", failure.cable);
            ar.number("probability", failure.probability, 0.0, 1.0);
        });
        ar.list("indicators", r.indicators, [&ar](auto& indicator) {
            ar.text("metric", indicator.metric);
            ar.text("item", indicator.item);
            ar.flag("higher_is_better", indicator.higher_is_better);
            ar.number("weight", indicator.weight, 0.0, 1.0);
        });
    });
    ar.object("scenario", [&] {
        ar.text("name", s.scenario.name);
        ar.list("events", s.scenario.events, [&ar](auto& e) {
            ar.one_of("kind", e.kind, std::span<const EnumName<scenario::EventKind>>{kEventNames});
            ar.flag("on", e.on);
            ar.date("date", e.date);
            ar.text("label", e.label);
            ar.text("supplier", e.supplier);
            ar.text("product_group", e.product_group);
            ar.text("target", e.target);
            ar.number("fraction", e.fraction, 0.0, 1.0);
            ar.number("grow_foreign", e.grow_foreign, 0.0, 10.0);
            ar.number("grow_domestic", e.grow_domestic, 0.0, 10.0);
            ar.text("nationality", e.nationality);
            ar.text("object", e.object);
            ar.place("branch", e.branch);
            ar.place("leg", e.leg);
            ar.number("probability", e.probability, 0.0, 1.0);
            ar.flag("listed_only", e.listed_only);
            ar.one_of("change", e.change, std::span<const EnumName<scenario::PlanChange>>{kPlanChangeNames});
        });
    });
    ar.object("look", [&] {
        ar.one_of("earth_style", s.earth_style, std::span<const EnumName<EarthStyle>>{kEarthStyleNames});
        ar.flag("even_light", s.even_light);
        ar.flag("sovereignty_lens", s.sovereignty_lens);
        ar.one_of("projection", s.projection, std::span<const EnumName<Projection>>{kProjectionNames});
        ar.number("projection_since_s", s.projection_since_s, -1.0, 1e9);
        ar.number("central_meridian_deg", s.central_meridian_deg, -180.0, 180.0);
        ar.flag("reduce_motion", s.reduce_motion);
        ar.flag("bundle_flows", s.bundle_flows);
        ar.word("palette", s.palette, std::span<const std::string_view>{kPaletteIds});
        ar.flag("class_patterns", s.class_patterns);
        ar.one_of("theme", s.theme, std::span<const EnumName<Theme>>{kThemeNames});
        ar.number("text_scale", s.text_scale, 0.75, 3.0);
        ar.one_of("quality", s.quality, std::span<const EnumName<QualityChoice>>{kQualityNames});
        ar.one_of("cvd", s.colour_vision, std::span<const EnumName<ColourVision>>{kVisionNames});
        ar.flag("moon", s.moon);
    });
    ar.number("frame_time_s", s.frame_time_s, 0.0, 1e9);
}

}  // namespace linchpin::app
