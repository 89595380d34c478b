#include "app/state/scenario_text.h"

#include <algorithm>

#include "data/scenario/compare.h"

namespace linchpin::app {
namespace {

constexpr std::size_t kEventsNamed = 3;

}  // namespace

bool scenario_on(const scenario::Scenario& scenario) noexcept {
    return std::any_of(scenario.events.begin(), scenario.events.end(), [](const scenario::Event& event) { return event.on; });
}

std::string event_text(const Dataset& dataset, const scenario::Event& event) {
    return event.label.empty() ? scenario::describe(dataset, event) : event.label;
}

std::string scenario_line(const Dataset& dataset, const scenario::Scenario& scenario) {
    if (!scenario_on(scenario)) return {};
    std::string line = "SCENARIO: " + scenario.name;
    std::size_t named = 0, on = 0;
    for (const scenario::Event& event : scenario.events) {
        if (!event.on || ++on > kEventsNamed) continue;
        const bool first = named++ == 0;
        line += (first ? (scenario.name.empty() ? "" : ": ") : "; ") + event_text(dataset, event);
        if (event.date) line += " from " + event.date->iso();
    }
    if (on > named) line += "; and " + std::to_string(on - named) + " more";
    return line;
}

}  // namespace linchpin::app
