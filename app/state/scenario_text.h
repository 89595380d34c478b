#pragma once
#include <string>

#include "data/pack/dataset.h"
#include "data/scenario/event.h"

namespace linchpin::app {

/// Is any event switched on?
[[nodiscard]] bool scenario_on(const scenario::Scenario& scenario) noexcept;
/// "China stops 50 % ...": a person's own words where there are some.
[[nodiscard]] std::string event_text(const Dataset& dataset, const scenario::Event& event);
/// The line that every picture of a scenario carries: "SCENARIO: name: event; event; and 3 more". Empty without one.
[[nodiscard]] std::string scenario_line(const Dataset& dataset, const scenario::Scenario& scenario);

}  // namespace linchpin::app
