#pragma once
// The data set as a scenario leaves it. Always made from the base data, never from the last result, so that taking an event back
// gives the very same bits.
#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

#include "data/core/result.h"
#include "data/metrics/trade_view.h"
#include "data/report/world.h"
#include "data/scenario/event.h"

namespace linchpin::scenario {

/// Says what is wrong with an event for this data set: unknown ids name the nearest valid choice, values out of range the range.
[[nodiscard]] Status check_event(const Dataset& dataset, const Event& event);

/// The first event, on or off, that does not fit: "FILE: event 2: ...".
[[nodiscard]] Status check_events(const Dataset& dataset, const Scenario& scenario, const std::filesystem::path& file);

/// Holds a working copy of a data set that must outlive it; positions in all tables stay the same, so that
/// derive(*world().dataset, index, filter) gives the globe of the scenario.
class ScenarioWorld {
public:
    explicit ScenarioWorld(const Dataset& base, std::span<const metrics::LandBorder> borders = {},
                           std::span<const metrics::CoverPoint> cover_points = {});
    /// Everything that the events change, from the base data. Events that are off, or whose date is after `question.date`, do nothing.
    /// @return  the first event that does not fit the data set; the world then holds the base data.
    [[nodiscard]] Status apply(const Scenario& scenario, const report::Question& question);
    [[nodiscard]] report::World world() const;       ///< after the events
    [[nodiscard]] report::World base_world() const;  ///< without them

private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace linchpin::scenario
