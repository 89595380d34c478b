// The record of a satellite: who runs it, its orbit, what is drawn of it, passes over a place, and what its constellation covers.
#include <cmath>

#include "app/report/satellite_desk.h"
#include "app/scene/satellite_tracks.h"
#include "app/state/observer.h"
#include "app/ui/pass_rows.h"
#include "app/ui/record_fields.h"
#include "data/core/format.h"
#include "data/orbit/track.h"

namespace linchpin::app {
namespace {

constexpr double kOldDays = 14.0;
constexpr int kMostOrbits = 8;
constexpr double kSteepestMask_deg = 60.0;

void draw_story(PanelContext& c, const Satellite& satellite) {
    const SatelliteGroupFacts* const facts = facts_of_group(c.dataset, satellite.group);
    if (computes_in_orbit(satellite.group)) badge(c, "COMPUTES IN ORBIT", true);
    if (facts == nullptr) return;
    field(c, "The group", facts->operator_note);
    if (!facts->facts.empty()) {
        field(c, "Worth knowing", facts->facts);
        text_wrapped(c.fonts.small, c.colours().text_dim, "Source: " + facts->facts_source);
    }
    if (facts->laser_links.empty()) return;
    field(c, "Laser links", facts->laser_links);
    text_wrapped(c.fonts.small, c.colours().text_dim, "Source: " + facts->laser_source + ". Drawn between nearest neighbours: which links are up is not published.");
}

void draw_orbit(PanelContext& c, const orbit::MeanElements& e) {
    heading(c, "Orbit");
    const orbit::OrbitShape shape = orbit::orbit_shape(e);
    field_pair(c, "Perigee", format_distance_km(shape.perigee_km), "Apogee", format_distance_km(shape.apogee_km));
    field_pair(c, "Inclination", format_number(e.inclination_deg, 2) + "\u00b0", "Period", format_number(shape.period_min, 1) + kThinSpace + "min");
    field_pair(c, "Eccentricity", format_number(e.eccentricity, 6), "Ascending node", format_number(e.ra_of_asc_node_deg, 2) + "\u00b0");
    const double age_days = orbit::element_age_days(e, c.moment.sky_time_unix_s);
    field_pair(c, "Epoch of the elements", format_instant(e.epoch_unix_s), age_days < 0.0 ? "Shown before the epoch by" : "Age of the elements",
               format_number(std::abs(age_days), 1) + kThinSpace + "days");
    if (c.moment.satellites_frozen)
        text_wrapped(c.fonts.small, c.colours().warning, "The shown time is more than 30 days from the epoch: satellites stand where they were at the epoch.");
    else if (std::abs(age_days) > kOldDays)
        text_wrapped(c.fonts.small, c.colours().warning, "The elements are more than 14 days off: the place is rough, and the satellite is drawn faint.");
}

void draw_view(PanelContext& c, bool links) {
    SatelliteView& view = c.state.satellite_view;
    heading(c, "Drawn");
    float orbits = static_cast<float>(view.track_orbits) / kMostOrbits;
    if (slider(c, "satellite/track", "Ground track", view.track_orbits == 0 ? "none" : view.track_orbits == 1 ? "next orbit" : "next " + std::to_string(view.track_orbits) + " orbits", orbits))
        view.track_orbits = static_cast<int>(std::lround(orbits * kMostOrbits));
    float mask = static_cast<float>(view.min_elevation_deg / kSteepestMask_deg);
    if (slider(c, "satellite/mask", "Seen from", format_number(view.min_elevation_deg, 0) + "\u00b0 above the horizon", mask))
        view.min_elevation_deg = std::round(static_cast<double>(mask) * kSteepestMask_deg);
    explain(c, "Least elevation", "The circle on the ground is where the satellite stands at least that high. Passes are counted from the same height.");
    if (links) switch_row(c, "satellite/links", "Laser links (schematic)", view.links);
}

void draw_passes(PanelContext& c, const SatelliteAnswer& answer, const Observer& observer) {
    if (answer.stale)
        return text_wrapped(c.fonts.body, c.colours().warning, "The shown time is more than 30 days from the epoch of the elements: passes would mean nothing.");
    if (answer.passes.empty())
        return text_wrapped(c.fonts.body, c.colours().text_dim, "No pass over " + observer.name + " in the next 24 hours above " +
                                                                    format_number(answer.question.min_elevation_deg, 0) + "\u00b0.");
    std::string from = format_instant(answer.question.from_unix_s).substr(0, 16);
    from[10] = ' ';
    text_wrapped(c.fonts.small, c.colours().text_dim, "Rise \u2013 peak \u2013 set, UTC, 24 hours from " + from);
    constexpr std::size_t kListed = 8;
    for (std::size_t i = 0; i < std::min(answer.passes.size(), kListed); ++i) {
        const orbit::Pass& pass = answer.passes[i];
        pass_row(c, "satellite/pass/" + std::to_string(i), pass_times(pass), pass_peak(pass), pass_day(pass), pass_light(pass));
    }
    if (answer.passes.size() > kListed) text_wrapped(c.fonts.small, c.colours().text_dim, "and " + std::to_string(answer.passes.size() - kListed) + " more");
}

/// The country that the dependence numbers are about stands in until a place is chosen here.
std::string wanted_observer(const AppState& state) {
    if (!state.satellite_view.observer.empty() || state.report.subject_kind != report::SubjectKind::Country) return state.satellite_view.observer;
    return state.report.subject;
}

void draw_above(PanelContext& c, Index index, const std::string& group_name) {
    if (c.desk == nullptr) return;
    heading(c, "Over a place");
    observer_picker(c, "satellite/observer");
    if (text_button(c, "satellite/observer-here", "Middle of the view")) c.state.satellite_view.observer = observer_text({c.state.camera.lat_deg, c.state.camera.lon_deg});
    explain(c, "Middle of the view", "Passes over the place in the middle of the view. A right click on the globe takes the place under the pointer.");
    const std::string wanted = wanted_observer(c.state);
    const Observer observer = observer_of(c, wanted);
    if (!observer.place) return;
    ImGui::SameLine(0, c.px(6));
    if (text_button(c, "satellite/all-passes", "All passes there")) show_passes_over(c, *observer.place);
    const SatelliteQuestion question{index, observer.place, observer.country, question_instant(c), c.state.satellite_view.min_elevation_deg};
    c.desk->ask(question);
    const SatelliteAnswer* const answer = c.desk->answer();
    if (answer == nullptr || answer->question.satellite != index || answer->question.observer != observer.place)
        return text(c.fonts.body, c.colours().text_dim, "Working it out\u2026");
    gap(c, 4);
    draw_passes(c, *answer, observer);
    if (!answer->cover) return;
    // The two parts stand below each other: names of constellations and countries are long.
    gap(c, 6);
    text_wrapped(c.fonts.body, c.colours().text, group_name + " covers " + format_percent(answer->cover->share_covered, 0) + " of the area of " + c.dataset.countries[observer.country].name +
                                                     " now, with " + format_number(answer->cover->mean_satellites, 1) + " satellites in sight on average.");
    text_wrapped(c.fonts.small, c.colours().text_dim, "M25: at least 25\u00b0 above the horizon, now; elements not older than 14 days.");
}

}  // namespace

void draw_satellite_record(PanelContext& c, Index index) {
    const Satellite& satellite = c.dataset.satellites[index];
    const orbit::MeanElements& e = satellite.elements;
    const std::string group = constellation_name(c.dataset, satellite.group);
    record_head(c, "Satellite", e.object_name, group);
    field_pair(c, "NORAD number", std::to_string(e.norad_cat_id), "COSPAR designator", e.object_id);
    field(c, "Operator", satellite.operator_name);
    if (satellite.operator_country != kNone) country_row(c, "record/operator-country", satellite.operator_country, "operator");
    field(c, "The operator is known by", satellite.operator_basis);
    field_pair(c, "Service", satellite.service, "Launched", satellite.launch_year ? std::to_string(*satellite.launch_year) : "");
    draw_story(c, satellite);
    draw_above(c, index, group);
    const SatelliteGroupFacts* const facts = facts_of_group(c.dataset, satellite.group);
    draw_view(c, facts != nullptr && !facts->laser_links.empty());
    draw_orbit(c, e);
    provenance(c, {"", "", "", std::nullopt, satellite.origin});
}

}  // namespace linchpin::app
