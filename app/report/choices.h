#pragma once
// What can be chosen for the numbers: indicators of the index, hubs of the isolation number.
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/state/app_state.h"
#include "data/pack/dataset.h"
#include "data/report/world.h"

namespace linchpin::app {

/// An indicator that the index (M19) can be made of, as a person meets it.
struct IndicatorChoice {
    std::string_view metric, item;
    std::string_view name;  ///< "Top supplier's share"
    bool higher_is_better;
    std::string_view meaning;
};
[[nodiscard]] std::span<const IndicatorChoice> indicator_choices() noexcept;
/// nullptr for one that only a state file names.
[[nodiscard]] const IndicatorChoice* find_indicator(std::string_view metric, std::string_view item) noexcept;
/// "Top supplier's share"; of one that is in no list: "M21 rtt_floor".
[[nodiscard]] std::string indicator_name(const report::IndicatorWeight& indicator);

/// The indicators in force: those chosen, else the default ones.
[[nodiscard]] std::vector<report::IndicatorWeight> indicators_of(const ReportChoice& choice);
/// Keeps them; the default ones with equal weights are kept as "default", so that a state file does not freeze them.
void set_indicators(ReportChoice& choice, std::vector<report::IndicatorWeight> indicators);

/// Does the index hold an indicator that takes longer than a frame? Then the worker computes it.
[[nodiscard]] bool index_is_slow(const report::Question& question);

/// The countries with most landed capacity in a world: the hubs of M15 when none are chosen.
[[nodiscard]] std::vector<Index> default_hubs(const report::World& world, const report::Question& question);
/// A sentence for hubs that the pack does not know; empty when there is none.
[[nodiscard]] std::string hubs_problem(const Dataset& dataset, const ReportChoice& choice);

}  // namespace linchpin::app
