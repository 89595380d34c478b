#include "data/query/choropleth.h"
#include "data/query/derived_index.h"
#include "data/query/snapshot.h"
#include "data/query/visibility.h"

namespace linchpin {

Snapshot derive(const Dataset& dataset, const DerivedIndex& index, const Filter& filter) {
    Snapshot out;
    out.filter = filter;
    query::derive_sites(dataset, index, out);
    query::derive_cables(dataset, index, out);
    query::derive_satellites(dataset, index, out);
    query::derive_trade(dataset, index, out);
    out.choropleth = query::derive_choropleth({dataset, index, filter});
    return out;
}

Snapshot derive(const Dataset& dataset, const Filter& filter) { return derive(dataset, build_derived_index(dataset), filter); }

}  // namespace linchpin
