#pragma once
#include <cstdio>
#include <optional>
#include <string>
#include <vector>

#include "app/cli/options.h"
#include "data/pack/dataset.h"

namespace linchpin::app {

/// One number with everything that has to stand beside it.
struct MetricRow {
    CountryCode country;
    std::string metric;      ///< "M01"
    std::string item;        ///< "top_supplier_share", "import_share", "unallocated", "hhi", "hhi_normalised", "effective_suppliers"
    CountryCode partner;     ///< of shares
    std::optional<double> value, low, high;
    std::string unit;        ///< "share of import value", "0 to 1", "suppliers"
    std::string state;       ///< "value", "no_data", "not_available"
    std::string note;        ///< why there is no value, or how far it reaches
    std::string source;      ///< id of the trade source
};

/// The rows of M01 and M02 of one group and year. With `detail` every supplier is listed, else only the largest.
/// @param countries  indices into Dataset::countries
[[nodiscard]] std::vector<MetricRow> metric_rows(const Dataset& dataset, const std::vector<std::string>& metrics,
                                                 const std::vector<Index>& countries, Index group, int year, bool detail);

/// JSON: docs/schema/metrics.schema.json.
void print_metric_rows(std::FILE* out, const std::vector<MetricRow>& rows, const ProductGroup& group, int year, TableFormat format);

}  // namespace linchpin::app
