#pragma once
// The one value a country carries on the map. Internal to data/query: every kind fills a whole layer, or leaves it inactive.
#include <string>
#include <string_view>
#include <vector>

#include "data/query/derived_index.h"
#include "data/query/snapshot.h"
#include "data/query/visibility.h"

namespace linchpin::query {

/// What every kind needs.
struct ChoroplethInput {
    const Dataset& dataset;
    const DerivedIndex& index;
    const Filter& filter;
};

[[nodiscard]] ChoroplethLayer derive_choropleth(const ChoroplethInput& in);

[[nodiscard]] ChoroplethLayer top_supplier_layer(const ChoroplethInput& in);
[[nodiscard]] ChoroplethLayer import_hhi_layer(const ChoroplethInput& in);
[[nodiscard]] ChoroplethLayer share_from_layer(const ChoroplethInput& in);
[[nodiscard]] ChoroplethLayer site_count_layer(const ChoroplethInput& in);
[[nodiscard]] ChoroplethLayer site_power_layer(const ChoroplethInput& in);
[[nodiscard]] ChoroplethLayer foreign_site_layer(const ChoroplethInput& in);
[[nodiscard]] ChoroplethLayer landed_cables_layer(const ChoroplethInput& in);
[[nodiscard]] ChoroplethLayer footprint_layer(const ChoroplethInput& in);

[[nodiscard]] CountryValue value_of(double value, std::string note = {});
[[nodiscard]] CountryValue no_data(std::string note);
[[nodiscard]] CountryValue not_available(std::string note);
/// Number of countries with a value.
void count_values(ChoroplethLayer& layer);

/// Round breaks (1, 2, 3, 5 times a power of ten, none below `smallest`) close to the quantiles of the values above zero, for five
/// to seven classes where there are values enough. Zeros, if any, get a class of their own. Ascending; empty when all are equal.
[[nodiscard]] std::vector<double> round_quantile_breaks(std::vector<double> values, double smallest);
/// Values of the layer that are numbers.
[[nodiscard]] std::vector<double> numbers_of(const ChoroplethLayer& layer);

/// Class breaks by the rule of the choice; those of the kind itself for ClassRule::Standard. Categories stay as they are.
void classify(ChoroplethLayer& layer, const ChoroplethChoice& choice);
/// Adds a second number. Where it is missing the first is of no use: the country takes the second's state and note.
void join_second(ChoroplethLayer& first, const ChoroplethLayer& second);

/// "United States", or the code when the pack has no name; "an unknown country" for kNone.
[[nodiscard]] std::string country_name(const Dataset& dataset, Index country);
/// Credit of the resource that a row came from, else its title; empty when the pack does not say.
[[nodiscard]] std::string credit_of(const Dataset& dataset, RowOrigin origin);
/// "as of the pack (2026-11-22)" or "at 2019-07-01".
[[nodiscard]] std::string date_text(const ChoroplethInput& in);

}  // namespace linchpin::query
