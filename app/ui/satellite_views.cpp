#include "app/ui/satellite_views.h"

#include <algorithm>
#include <cmath>

#include "app/report/report_service.h"
#include "app/report/satellite_desk.h"
#include "app/scene/satellite_marks.h"
#include "app/scene/satellite_tracks.h"
#include "app/ui/count_chart.h"
#include "app/ui/pass_rows.h"
#include "app/ui/pickers.h"
#include "app/ui/record_fields.h"
#include "data/core/format.h"
#include "data/query/satellite_history.h"

namespace linchpin::app {
namespace {

constexpr double kSecondsPerDay = 86400.0;

std::string count_text(std::size_t n) { return format_count(static_cast<std::int64_t>(n)); }
std::string satellites_text(std::size_t n) { return count_text(n) + (n == 1 ? " satellite" : " satellites"); }
std::string day_of(double unix_s) { return format_instant(unix_s).substr(0, 10); }

void small(PanelContext& c, std::string_view words) { text_wrapped(c.fonts.small, c.colours().text_dim, words); }
void source_line(PanelContext& c, std::string_view table) {
    if (const std::string credit = credit_of_table(c, table); !credit.empty()) small(c, "Source: " + credit);
}

// ---- compute in orbit ---------------------------------------------------------------------------------------------------------------

/// Every constellation that does not compute in orbit, as the filter lists what is hidden.
std::vector<std::string> all_but_compute(const PanelContext& c) {
    std::vector<std::string> hidden;
    for (const FacetCount& facet : c.snapshot.constellations)
        if (!computes_in_orbit(facet.id)) hidden.push_back(facet.id);
    std::sort(hidden.begin(), hidden.end());
    return hidden;
}

/// The other filters of satellites could hide what was asked for.
void clear_satellite_filters(Filter& f) {
    const Filter any;
    f.hidden_constellations.clear();
    f.hidden_satellite_nationalities.clear();
    f.hidden_satellite_services.clear();
    f.launched_from = any.launched_from, f.launched_to = any.launched_to;
    f.orbit_height_from_km = any.orbit_height_from_km, f.orbit_height_to_km = any.orbit_height_to_km;
    f.inclination_from_deg = any.inclination_from_deg, f.inclination_to_deg = any.inclination_to_deg;
}

void draw_story_of(PanelContext& c, const FacetCount& facet) {
    gap(c, 6);
    if (link_row(c, "satellites/compute/" + facet.id, facet.name, facet.shown == facet.total ? count_text(facet.total) : count_text(facet.shown) + " of " + count_text(facet.total), {0, 0, 0, 0})) {
        for (const Satellite& satellite : c.dataset.satellites)
            if (satellite.group == facet.id) return c.fly_to(SelectionKind::Satellite, std::to_string(satellite.elements.norad_cat_id));
    }
    const SatelliteGroupFacts* const facts = facts_of_group(c.dataset, facet.id);
    if (facts == nullptr) return;
    if (!facts->operator_note.empty()) small(c, facts->operator_note);
    if (!facts->facts.empty()) text_wrapped(c.fonts.small, c.colours().text, facts->facts);
    if (!facts->facts_source.empty()) small(c, "Source: " + facts->facts_source);
}

// ---- over time ----------------------------------------------------------------------------------------------------------------------

Date end_of_year(const PanelContext& c, int year) {
    const Date end = Date::from_ymd(year, 12, 31);
    return c.dataset.as_of && c.dataset.as_of->year() == year ? *c.dataset.as_of : end;  // the pack knows nothing after its day
}

void draw_launches(PanelContext& c, const SatelliteSet& set) {
    const LaunchSeries series = launches_by_year(c.dataset, set.members(c.dataset));
    if (series.launched.empty()) return small(c, "No launch year is known.");
    const std::string credit = credit_of_table(c, "satellites");
    const std::string elements_day = day_of(c.moment.epoch_unix_s);  // the table knows no launch after it
    const int elements_year = Date{static_cast<int>(c.moment.epoch_unix_s / kSecondsPerDay)}.year();
    CountChart chart;
    chart.bars = true;
    for (std::size_t i = 0; i < series.launched.size(); ++i) {
        const int year = series.first_year + static_cast<int>(i);
        CountPoint point{static_cast<double>(year), static_cast<double>(series.launched[i]), std::to_string(year), {}, year == elements_year};
        point.text = satellites_text(series.launched[i]) + " launched in the year and still in orbit\n" + satellites_text(series.cumulative[i]) + " up to then" +
                     (point.partial ? "\nThe year is not complete: up to " + elements_day : "") + "\nSource: " + credit + "\nClick: the date goes to the end of the year.";
        chart.points.push_back(std::move(point));
    }
    const std::optional<Date> date = c.state.filter.date;
    if (date) chart.cursor = date->year() - 0.5 + (date->days - Date::from_ymd(date->year(), 1, 1).days) / 366.0;
    const int last = series.first_year + static_cast<int>(series.launched.size()) - 1;
    const int year = date ? std::clamp(date->year(), series.first_year - 1, last) : last;
    const std::size_t up_to = year < series.first_year ? 0 : series.cumulative[static_cast<std::size_t>(year - series.first_year)];
    heading(c, "Launches by year", date && date->year() < last ? count_text(up_to) + " by " + std::to_string(date->year()) : count_text(series.cumulative.back()));
    c.probe.say("satellites/launches", std::to_string(up_to));
    if (const auto clicked = count_chart(c, "satellites/launches", chart)) c.state.filter.date = end_of_year(c, series.first_year + static_cast<int>(*clicked));
    small(c, "Satellites still in orbit by launch year: what has come down is in no year. TLE-format objects only." +
                 (series.unknown_year > 0 ? " " + satellites_text(series.unknown_year) + " without a known year." : std::string{}));
    source_line(c, "satellites");
}

void draw_active(PanelContext& c, const SatelliteSet& set) {
    if (set.kind == SatelliteSet::Kind::Service) return;  // the snapshots count constellations
    const auto series = active_sums(c.dataset, set.groups(c.dataset));
    const auto known = [](const ActiveSum& sum) { return sum.active.has_value(); };
    if (std::none_of(series.begin(), series.end(), known)) return;
    const std::string credit = credit_of_table(c, "constellation_counts");
    CountChart chart;
    std::size_t open = 0;
    for (const ActiveSum& sum : series) {
        CountPoint point{sum.unix_s / kSecondsPerDay, std::nullopt, day_of(sum.unix_s), {}, false};
        if (sum.active) {
            point.value = static_cast<double>(*sum.active);
            point.text = satellites_text(static_cast<std::size_t>(*sum.active)) + " active in the snapshot of " + format_instant(sum.unix_s).substr(0, 16) + " UTC\nSource: " + credit;
        } else {
            ++open;
            point.text = "Not every constellation is listed in this snapshot: the sum is not known.";
        }
        chart.points.push_back(std::move(point));
    }
    if (c.state.filter.date) chart.cursor = c.state.filter.date->days + 1.0;  // the end of the day
    const auto last = std::find_if(series.rbegin(), series.rend(), known);
    heading(c, "Active objects", count_text(static_cast<std::size_t>(*last->active)));
    (void)count_chart(c, "satellites/active", chart);
    small(c, "Snapshots of the catalogue about a week apart." +
                 (open > 0 ? " Hatched: " + count_text(open) + " of " + count_text(series.size()) + " do not list " + (set.kind == SatelliteSet::Kind::Group ? "it." : "all of them.") : std::string{}));
    source_line(c, "constellation_counts");
}

/// First and last snapshot of every constellation.
void draw_counts(PanelContext& c) {
    const auto& counts = c.dataset.constellation_counts;
    if (counts.empty()) return;
    const auto [first, last] = std::minmax_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.snapshot_unix_s < b.snapshot_unix_s; });
    const auto at = [&counts](double unix_s, const std::string& group) {
        const auto it = std::find_if(counts.begin(), counts.end(), [&](const ConstellationCount& count) { return count.snapshot_unix_s == unix_s && count.group == group; });
        return it == counts.end() ? std::string{kMissingText} : format_count(it->active);
    };
    const auto lost = lost_constellations(c);
    heading(c, "By constellation");
    small(c, "Active objects, " + day_of(first->snapshot_unix_s) + " \u2192 " + day_of(last->snapshot_unix_s));
    for (const FacetCount& facet : c.snapshot.constellations) {
        const bool gone = std::find(lost.begin(), lost.end(), facet.id) != lost.end();
        const std::string value = gone ? "lost in the scenario" : at(first->snapshot_unix_s, facet.id) + " \u2192 " + at(last->snapshot_unix_s, facet.id);
        c.probe.say("satellites/count/" + facet.id, value);
        if (link_row(c, "satellites/count/" + facet.id, facet.name, value, {0, 0, 0, 0})) c.state.satellite_view.about = SatelliteSet{SatelliteSet::Kind::Group, facet.id}.word();
    }
    source_line(c, "constellation_counts");
}

// ---- overhead -----------------------------------------------------------------------------------------------------------------------

/// Whose cover is shown: the one chosen here, else whom the dependence numbers are about, else the selected one.
std::string cover_country(const AppState& state) {
    if (!state.satellite_view.cover_country.empty()) return state.satellite_view.cover_country;
    if (state.report.subject_kind == report::SubjectKind::Country && !state.report.subject.empty()) return state.report.subject;
    return state.selection.kind == SelectionKind::Country ? state.selection.id : std::string{};
}

std::string cover_words(const std::string& who, const std::string& country, const orbit::Coverage& cover) {
    return who + ": at least one satellite stands 25\u00b0 or more above the horizon over " + format_percent(cover.share_covered, 0) + " of the area of " + country + ", and " +
           format_number(cover.mean_satellites, 1) + " do on average.";
}

void draw_cover(PanelContext& c, const SatelliteSet& set, Index country) {
    const CoverQuestion question{set, lost_constellations(c), country, question_instant(c)};
    c.desk->ask(question);
    const CoverAnswer* const answer = c.desk->cover();
    // While time runs on, the last answer of the same question stays; it says its own time.
    if (answer == nullptr || !(answer->question.set == set) || answer->question.country != country || answer->question.lost != question.lost)
        return text(c.fonts.body, c.colours().text_dim, "Working it out\u2026");
    const std::string who = set.name(c.dataset), name = c.dataset.countries[country].name;
    const std::string at = format_instant(answer->question.unix_s);
    if (answer->points == 0) return small(c, "No places stand for the area of " + name + ": its cover is not known.");
    if (!answer->cover)
        return text_wrapped(c.fonts.body, c.colours().warning, "Not known: no satellite of " + who + " has elements within 14 days of " + at.substr(0, 16) + " UTC.");
    text(c.fonts.large, c.colours().text, format_percent(answer->cover->share_covered, 0));
    c.probe.say("satellites/cover", format_percent(answer->cover->share_covered, 0) + "; " + format_number(answer->cover->mean_satellites, 1));
    ImGui::SetCursorPosY(ImGui::GetCursorPosY() - c.px(6));
    small(c, "of the area of " + name + ", " + at.substr(0, 10) + " " + at.substr(11, 5) + " UTC");
    gap(c, 4);
    text_wrapped(c.fonts.small, c.colours().text, cover_words(who, name, *answer->cover));
    if (answer->before)
        text_wrapped(c.fonts.small, c.colours().warning, "Without the scenario: " + format_percent(answer->before->share_covered, 0) + " of the area, " +
                                                             format_number(answer->before->mean_satellites, 1) + " on average.");
    small(c, "Worked out at " + count_text(answer->points) + (answer->points == 1 ? " place" : " places") + ", each weighted by the area it stands for, with " +
                 satellites_text(answer->usable) + " whose elements are within 14 days" + (answer->too_old > 0 ? "; " + count_text(answer->too_old) + " with older ones do not count" : "") +
                 ". M25, our own definition.");
    source_line(c, "satellites");
}

}  // namespace

std::string credit_of_table(const PanelContext& c, std::string_view table) {
    for (const ResourceInfo& resource : c.dataset.resources)
        if (resource.name == table) return resource.credit.empty() ? resource.title : resource.credit;
    return {};
}

std::vector<std::string> lost_constellations(const PanelContext& c) { return c.reports != nullptr ? c.reports->lost_constellations() : std::vector<std::string>{}; }

SatelliteSet choose_about(PanelContext& c, std::string_view probe_name) {
    std::vector<Choice> choices;
    for (const SatelliteSetChoice& set : satellite_sets(c.dataset, c.snapshot)) {
        const std::string kind = set.set.kind == SatelliteSet::Kind::Service ? "service, " : std::string{};
        choices.push_back({set.set.word(), set.name, kind + count_text(set.satellites)});
    }
    pick_one(c, probe_name, "", choices, c.state.satellite_view.about);
    return SatelliteSet::of_word(c.state.satellite_view.about);
}

void draw_compute_in_orbit(PanelContext& c) {
    const bool any = std::any_of(c.snapshot.constellations.begin(), c.snapshot.constellations.end(), [](const FacetCount& f) { return computes_in_orbit(f.id); });
    if (!any) return;
    Filter& f = c.state.filter;
    const auto hidden = all_but_compute(c);
    bool on = f.hidden_constellations == hidden;
    const bool was = on;
    switch_row(c, "satellites/compute", "Compute in orbit", on);
    explain(c, "Compute in orbit", "Shows the satellites that compute or host computers, and no others.");
    if (on != was) {
        clear_satellite_filters(f);
        if (on) {
            f.hidden_constellations = hidden;
            c.state.layers.satellites = true;
            c.state.satellite_view.about = SatelliteSet{SatelliteSet::Kind::Compute, {}}.word();
        }
    }
    if (!on) return;
    for (const FacetCount& facet : c.snapshot.constellations)
        if (computes_in_orbit(facet.id)) draw_story_of(c, facet);
    gap(c, 6);
}

void draw_satellites_over_time(PanelContext& c) {
    const SatelliteSet set = choose_about(c, "satellites/about");
    draw_launches(c, set);
    draw_active(c, set);
    if (set.kind == SatelliteSet::Kind::All) draw_counts(c);
}

void draw_satellites_overhead(PanelContext& c) {
    if (c.desk == nullptr) return;
    const SatelliteSet set = choose_about(c, "satellites/about");
    gap(c, 8);
    caption(c, "Share of a country in view now");
    std::string code = cover_country(c.state);
    if (pick_one(c, "satellites/cover-country", "", country_choices(c.dataset), code)) c.state.satellite_view.cover_country = code;
    const auto parsed = CountryCode::parse(code);
    const Index country = parsed ? c.dataset.country_index(*parsed) : kNone;
    gap(c, 6);
    if (country != kNone) draw_cover(c, set, country);
    else small(c, "Choose a country.");
    gap(c, 14);
    caption(c, "Passes over a place");
    observer_picker(c, "satellites/observer");
    gap(c, 4);
    const Observer observer = observer_of(c, c.state.satellite_view.observer);
    if (observer.place && text_button(c, "satellites/passes", "Show passes")) c.ui.right = RightView::Passes;
    if (observer.place) ImGui::SameLine(0, c.px(6));
    if (text_button(c, "satellites/passes-here", "Middle of the view")) show_passes_over(c, {c.state.camera.lat_deg, c.state.camera.lon_deg});
    small(c, "A right click on the globe asks the same of any place.");
}

}  // namespace linchpin::app
