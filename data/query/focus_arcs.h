#pragma once
#include <cstddef>

#include "data/query/derived_index.h"

namespace linchpin {

/// A chosen country's largest suppliers are worth an arc even where the world's largest flows leave them out: adds up to `at_most` arcs into
/// it that the snapshot does not have yet, largest first, after those that it has. Group, year and hidden exporters are the filter's; the
/// display floor is not asked.
/// @param dataset  the one that the snapshot was derived from: as loaded, or as a scenario leaves it
void add_arcs_into(const Dataset& dataset, const DerivedIndex& index, Index importer, std::size_t at_most, Snapshot& snapshot);
inline constexpr std::size_t kFocusArcs = 12;

}  // namespace linchpin
