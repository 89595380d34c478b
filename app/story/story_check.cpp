#include "app/story/story_check.h"

#include <algorithm>
#include <fmt/format.h>

#include "app/report/report_service.h"
#include "app/state/records.h"
#include "app/state/state_ids.h"
#include "data/core/nearest.h"
#include "data/scenario/scenario_world.h"

namespace linchpin::app {
namespace {

/// The path of a part of a state: in the scene where the scene sets it, else in what all scenes share.
std::string path_of(const Story& story, std::size_t scene, std::string_view part) {
    const auto sets = [&](const Json& json) {
        const Json* at = &json;
        for (std::string_view rest = part; !rest.empty();) {
            const std::size_t dot = rest.find('.');
            const auto it = at->find(std::string{rest.substr(0, dot)});
            if (it == at->end()) return false;
            at = &*it;
            rest = dot == std::string_view::npos ? std::string_view{} : rest.substr(dot + 1);
        }
        return true;
    };
    if (!sets(story.scenes[scene].state) && sets(story.start)) return fmt::format("start.{}", part);
    return fmt::format("scenes[{}].state.{}", scene, part);
}

void check_state(const Dataset& dataset, const Story& story, std::size_t scene, const AppState& state, std::vector<Error>& found) {
    const auto tell = [&](std::string_view part, const std::string& sentence) { found.push_back(Error{path_of(story, scene, part) + ": " + sentence}); };
    if (!selection_exists(dataset, state.selection))
        tell("selection.id", unknown_word(kind_id(state.selection.kind), state.selection.id, selectable_ids(dataset, state.selection.kind)));
    if (const Index group = dataset.group_index(state.filter.product_group); group == kNone) {
        std::vector<std::string> ids;
        for (const ProductGroup& each : dataset.product_groups) ids.push_back(each.id);
        tell("filter.product_group", unknown_word("product group", state.filter.product_group, ids));
    } else if (const auto& years = dataset.product_groups[group].years; std::find(years.begin(), years.end(), state.filter.trade_year) == years.end()) {
        std::string list;
        for (const auto year : years) list += fmt::format("{}{}", list.empty() ? "" : ", ", year);
        tell("filter.trade_year", fmt::format("expected a year that {} has ({}), found {}", state.filter.product_group, list.empty() ? "none" : list, state.filter.trade_year));
    }
    if (!state.report.subject.empty())
        if (const auto subject = subject_of(dataset, state.report, state.filter.date); !subject) tell("report.subject.id", subject.error().message);
    for (std::size_t i = 0; i < state.scenario.events.size(); ++i)
        if (const Status fits = scenario::check_event(dataset, state.scenario.events[i]); !fits)
            tell("scenario.events", fmt::format("event {}: {}", i + 1, fits.error().message));
}

}  // namespace

std::vector<Error> missing_in_pack(const Dataset& dataset, const Bindings& bindings, const Story& story) {
    std::vector<Error> found;
    const Result<std::vector<AppState>> states = scene_states(story);
    if (!states) return {states.error()};
    for (std::size_t i = 0; i < story.scenes.size(); ++i) {
        check_state(dataset, story, i, (*states)[i], found);
        for (std::size_t k = 0; k < story.scenes[i].captions.size(); ++k) {
            const SceneCaption& caption = story.scenes[i].captions[k];
            for (const auto& [text, key] : {std::pair{&caption.text, "text"}, std::pair{&caption.detail, "detail"}})
                if (const Status good = bindings.check(*text); !good) found.push_back(Error{fmt::format("scenes[{}].captions[{}].{}: {}", i, k, key, good.error().message)});
        }
    }
    // What all scenes share is said once.
    std::vector<Error> once;
    for (Error& error : found)
        if (std::none_of(once.begin(), once.end(), [&](const Error& e) { return e.message == error.message; })) once.push_back(std::move(error));
    return once;
}

}  // namespace linchpin::app
