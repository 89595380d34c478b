#include "app/state/state_patch.h"

#include "app/state/state_json.h"

namespace linchpin::app {
namespace {

Json members_that_differ(const Json& before, const Json& after) {
    Json out = Json::object();
    for (const auto& [key, value] : after.items()) {
        const auto old = before.find(key);
        if (old == before.end()) out[key] = value;
        else if (*old == value) continue;
        else if (value.is_object() && old->is_object()) out[key] = members_that_differ(*old, value);
        else out[key] = value;
    }
    return out;
}

}  // namespace

void lay_over(Json& under, const Json& over) {
    if (!over.is_object() || !under.is_object()) {
        under = over;
        return;
    }
    for (const auto& [key, value] : over.items()) lay_over(under[key], value);
}

Result<AppState> patched(const AppState& base, const Json& part) {
    if (part.empty()) return base;
    Json whole = Json::parse(state_to_json(base));
    lay_over(whole, part);
    const Result<LoadedState> loaded = state_from_json(json_text(whole), {});
    if (!loaded) return Error{loaded.error().message};
    if (!loaded->warnings.empty()) {
        const std::string& text = loaded->warnings.front().message;
        return Error{text.substr(0, text.find(": ")) + ": expected a key of a state file, found one that it does not have"};
    }
    AppState state = loaded->state;
    state.idle_turn = base.idle_turn;
    state.hover = base.hover;
    return state;
}

Json difference_of(const AppState& base, const AppState& state) {
    return members_that_differ(Json::parse(state_to_json(base)), Json::parse(state_to_json(state)));
}

}  // namespace linchpin::app
