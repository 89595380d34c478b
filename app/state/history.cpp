#include "app/state/history.h"

#include <utility>

namespace linchpin::app {
namespace {

/// `choices` with the view and the clocks of `view`.
AppState with_view_of(AppState choices, const AppState& view) {
    choices.camera = view.camera;
    choices.sky_time_unix_s = view.sky_time_unix_s;
    choices.sky_rate = view.sky_rate;
    choices.sky_playing = view.sky_playing;
    choices.frame_time_s = view.frame_time_s;
    choices.hover = view.hover;
    choices.idle_turn = view.idle_turn;
    return choices;
}
AppState choices_of(const AppState& state) { return with_view_of(state, AppState{}); }

}  // namespace

History::History(const AppState& start) : now_{choices_of(start)} {}

bool History::commit(const AppState& state) {
    AppState choices = choices_of(state);
    if (choices == now_) return false;
    past_.push_back(std::exchange(now_, std::move(choices)));
    if (past_.size() > kMaxSteps) past_.pop_front();
    future_.clear();
    return true;
}

bool History::undo(AppState& state) {
    commit(state);
    if (past_.empty()) return false;
    future_.push_back(std::exchange(now_, past_.back()));
    past_.pop_back();
    state = with_view_of(now_, state);
    return true;
}

bool History::redo(AppState& state) {
    if (future_.empty() || choices_of(state) != now_) return false;
    past_.push_back(std::exchange(now_, future_.back()));
    future_.pop_back();
    state = with_view_of(now_, state);
    return true;
}

void History::reset(const AppState& state) {
    now_ = choices_of(state);
    past_.clear();
    future_.clear();
}

}  // namespace linchpin::app
