#include "app/cli/view_setup.h"

#include <algorithm>
#include <cstdlib>

#include "app/cli/exit_status.h"
#include "app/cli/nearest.h"
#include "app/report/report_service.h"
#include "app/report/satellite_set.h"
#include "app/state/records.h"
#include "app/state/state_ids.h"
#include "app/state/state_json.h"
#include "app/state/view_string.h"
#include "data/scenario/scenario_json.h"
#include "data/scenario/scenario_world.h"

namespace linchpin::app {
namespace {

/// Words of a state file that mean nothing in this pack.
void drop_unknown_words(const Dataset& dataset, const Log& log, AppState& state) {
    if (!selection_exists(dataset, state.selection)) {
        log.warning("the state selects " + std::string{kind_id(state.selection.kind)} + " \"" + state.selection.id + "\", which this pack does not have");
        state.selection = {};
    }
    if (!dataset.product_groups.empty() && dataset.group_index(state.filter.product_group) == kNone) {
        log.warning(unknown_word("product group", state.filter.product_group, group_ids(dataset)));
        state.filter.product_group = dataset.product_groups.front().id;
    }
    if (!state.report.subject.empty()) {
        if (const auto subject = subject_of(dataset, state.report, state.filter.date); !subject) {
            log.warning(subject.error().text());
            state.report.subject.clear();
        }
    }
    for (const std::string& sentence : drop_unknown_satellite_words(dataset, state.satellite_view)) log.warning(sentence);
    for (scenario::Event& event : state.scenario.events) {
        if (!event.on) continue;
        if (const Status fits = scenario::check_event(dataset, event); !fits) {
            log.warning("scenario: " + fits.error().text() + "; the event is switched off");
            event.on = false;
        }
    }
}

}  // namespace

std::vector<std::string> group_ids(const Dataset& dataset) {
    std::vector<std::string> ids;
    for (const ProductGroup& group : dataset.product_groups) ids.push_back(group.id);
    return ids;
}

std::string unknown_year(const ProductGroup& group, int year) {
    std::string text = group.id + " has no data for " + std::to_string(year);
    if (group.years.empty()) return text + " nor for any other year";
    const auto nearest = *std::min_element(group.years.begin(), group.years.end(), [&](int a, int b) { return std::abs(a - year) < std::abs(b - year); });
    text += "; the nearest year is " + std::to_string(nearest) + " (years:";
    for (const auto each : group.years) text += " " + std::to_string(each);
    return text + ")";
}

bool asks_for_a_view(const ViewOptions& options) {
    return !options.state_file.empty() || !options.view.empty() || !options.scenario_file.empty() || options.at || options.date || options.sky_time_unix_s ||
           options.layers || options.selection || options.projection || options.flow_origin || options.bundle_flows || !options.palette.empty() || options.classes ||
           options.class_patterns;
}

std::optional<Failure> set_up_state(const ViewOptions& options, const Log& log, AppState& state) {
    if (!options.state_file.empty()) {
        Result<LoadedState> loaded = load_state(options.state_file);
        if (!loaded) return Failure{kInputWrong, loaded.error().text()};
        for (const Error& warning : loaded->warnings) log.warning(warning.text());
        state = std::move(loaded->state);
    }
    if (!options.view.empty()) {
        Result<LoadedState> loaded = view_from_string(options.view);
        if (!loaded) return Failure{kCommandLineWrong, "--view: " + loaded.error().text()};
        for (const Error& warning : loaded->warnings) log.warning(warning.text());
        state = std::move(loaded->state);
    }
    if (!options.scenario_file.empty()) {
        Result<scenario::Scenario> loaded = scenario::read_scenario(options.scenario_file);
        if (!loaded) return Failure{kInputWrong, loaded.error().text()};
        state.scenario = std::move(*loaded);
    }
    if (options.at) {
        const double distance_km = options.at->distance_km > 0.0 ? options.at->distance_km : state.camera.distance_km;
        state.camera = *options.at;
        state.camera.distance_km = distance_km;
    }
    if (options.at || !options.state_file.empty() || !options.view.empty()) state.idle_turn = false;  // a chosen view stays where it was put
    if (options.date) state.filter.date = options.date;
    if (options.sky_time_unix_s) state.sky_time_unix_s = options.sky_time_unix_s;
    if (options.layers) state.layers = *options.layers;
    if (options.theme) state.theme = *options.theme;
    if (options.central_meridian_deg) state.central_meridian_deg = *options.central_meridian_deg;
    if (options.projection) {
        state.projection = *options.projection;
        state.projection_since_s = -1.0;
    }
    if (options.text_scale) state.text_scale = *options.text_scale;
    if (options.flow_origin) state.filter.flow_origin = *options.flow_origin;
    if (options.bundle_flows) state.bundle_flows = true;
    if (!options.palette.empty()) state.palette = options.palette;
    if (options.classes) {
        ChoroplethChoice& choice = state.filter.choropleth;
        choice.classes = options.classes->rule;
        if (options.classes->count > 0) choice.class_count = options.classes->count;
        choice.breaks = options.classes->breaks;
    }
    if (options.class_patterns) state.class_patterns = true;
    if (options.colour_vision) state.colour_vision = *options.colour_vision;
    return std::nullopt;
}

std::optional<Failure> check_against_pack(const ViewOptions& options, const Dataset& dataset, const Log& log, AppState& state) {
    // A scenario that was asked for has to fit; one that came with a state only loses what does not.
    if (!options.scenario_file.empty()) {
        if (const Status fits = scenario::check_events(dataset, state.scenario, options.scenario_file); !fits) return Failure{kInputWrong, fits.error().text()};
    }
    drop_unknown_words(dataset, log, state);
    if (!options.selection) return std::nullopt;
    if (!selection_exists(dataset, *options.selection)) {
        const std::string what{kind_id(options.selection->kind)};
        const auto ids = selectable_ids(dataset, options.selection->kind);
        if (options.selection->kind == SelectionKind::Arc)
            return Failure{kCommandLineWrong, "--select: expected arc:EXPORTER>IMPORTER with two country codes, found \"" + options.selection->id + "\""};
        return Failure{kCommandLineWrong, "--select: " + unknown_word(what, options.selection->id, ids)};
    }
    state.selection = *options.selection;
    return std::nullopt;
}

}  // namespace linchpin::app
