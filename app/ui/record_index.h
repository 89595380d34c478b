#pragma once
#include <cstdint>
#include <vector>

#include "data/pack/dataset.h"

namespace linchpin::app {

/// Which records belong to a country, for the record panel. Positions only; built once after loading.
struct RecordIndex {
    struct PerCountry {
        std::vector<Index> sites;        ///< in the pack's order
        std::vector<Index> cables;       ///< that land there, each once
        std::vector<Index> landings;
        std::vector<Index> footprint;    ///< into Dataset::footprint
        std::vector<Index> operators;    ///< with headquarters there
        std::vector<Index> memberships;  ///< into Dataset::memberships
    };
    std::vector<PerCountry> countries;                 ///< one per Dataset::countries
    std::vector<std::vector<Index>> landing_cables;    ///< one per Dataset::landing_points
};
[[nodiscard]] RecordIndex build_record_index(const Dataset& dataset);

}  // namespace linchpin::app
