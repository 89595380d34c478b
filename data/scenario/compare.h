#pragma once
// Before and after: what a scenario changes, for whom, and by which event.
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "data/report/evaluate.h"
#include "data/scenario/scenario_world.h"

namespace linchpin::scenario {

struct Change {
    report::Figure before, after;  ///< same metric, item, group and partner; state NoData on the side where there is none
    /// State, value, interval, coverage, verdict or year; names, notes and credits do not count.
    [[nodiscard]] bool differs() const noexcept;
};
/// Every figure of the metrics, before and after; `only_changed` leaves out what stays.
[[nodiscard]] std::vector<Change> compare(const ScenarioWorld& world, const report::Subject& subject,
                                          std::span<const std::string_view> metrics, const report::Question& question,
                                          bool only_changed);

/// Who is hit how much. Each kind of loss is its own list: a share of supply, of cable capacity and of compute are never added.
enum class Loss {
    Supply,         ///< imports of the question's group that stay missing after substitution (M09)
    CableCapacity,  ///< known design capacity of the international systems that land there
    ComputeMw,      ///< published power of the sites there
    SiteCount,      ///< sites there other than cloud regions
    CloudRegions    ///< a list of its own: a region and the campus that houses it would count twice
};
struct Hit {
    Index country = kNone;
    double before = 0.0, after = 0.0;  ///< in the loss's unit: US$, Tbit/s, MW, number
    double share = 0.0;                ///< lost part, (0, 1]
};
/// Countries that lose something, most hit first (by share), ties by ISO code. `world` as the last apply() left it.
[[nodiscard]] std::vector<Hit> most_hit(const ScenarioWorld& world, Loss loss, const report::Question& question);

/// What one event does: alone, and what it adds when all the others happen too.
struct EventEffect {
    std::size_t event = 0;  ///< into Scenario::events
    std::optional<double> alone;  ///< share lost, [0, 1]; empty = nothing is known of this country that could be lost
    std::optional<double> added;  ///< all events minus all but this one; 0 = the others do it anyway
};
/// One entry an event, in their order; events that are not in force have no effect. Leaves `world` with the whole scenario applied.
[[nodiscard]] Result<std::vector<EventEffect>> effect_by_event(ScenarioWorld& world, const Scenario& scenario, Index country,
                                                               Loss loss, const report::Question& question);

/// "China stops 50 % of transformers and converters to the European Union". Unknown ids are shown as they are.
[[nodiscard]] std::string describe(const Dataset& dataset, const Event& event);

}  // namespace linchpin::scenario
