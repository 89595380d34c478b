#pragma once
// The globe as a scenario leaves it: what is gone stays known, so that a picture can show the loss.
#include "data/query/derived_index.h"
#include "data/scenario/scenario_world.h"

namespace linchpin::scenario {

/// derive() over the scenario's data set, with its constellations hidden, and `site_lost` and `cable_lost` filled. Without events in
/// force it is derive() over the base.
/// @param index  of the base data set; positions are the same in both
[[nodiscard]] Snapshot derive_scenario(const ScenarioWorld& world, const DerivedIndex& index, const Filter& filter);

}  // namespace linchpin::scenario
