#pragma once
// Flow tables of the common workload: countries and products are plain numbers there.
#include <filesystem>

#include "data/flowstore/flow_store.h"

namespace linchpin::app::bench {

/// Reads `exporter,importer,product,year,value`: countries 0 to 1023, products 0 to 65535, values whole and 0 or more. Country k becomes
/// the k-th three-letter code, so that the tables of the store are in order of number. Rows between a country and itself count like any
/// other: the workload is numbers, and other programs add them up too.
/// @param threads  that read
[[nodiscard]] Result<flows::FlowStore> load_flow_rows(const std::filesystem::path& file, unsigned threads);

}  // namespace linchpin::app::bench
