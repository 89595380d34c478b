#pragma once
#include <deque>

#include "app/state/app_state.h"

namespace linchpin::app {

/// Undo and redo of what a person chose: layers, filters, selection, look. The camera and the clocks are not undone: looking around
/// is no edit, and taking it back would throw the view away that shows the effect.
class History {
public:
    explicit History(const AppState& start);
    /// Call when the state is at rest (no button held), so that one drag of a slider is one step. True if a step was made.
    bool commit(const AppState& state);
    /// Takes the last step back in `state`; false when there is none.
    bool undo(AppState& state);
    bool redo(AppState& state);
    /// Forgets every step, for instance after another file was opened.
    void reset(const AppState& state);

private:
    static constexpr std::size_t kMaxSteps = 200;
    AppState now_;
    std::deque<AppState> past_, future_;
};

}  // namespace linchpin::app
