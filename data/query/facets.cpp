#include <algorithm>

#include "data/query/visibility.h"

namespace linchpin::query {

HiddenFlags hidden_countries(const Dataset& dataset, const std::vector<std::string>& ids) {
    HiddenFlags flags(dataset.countries.size() + 1, 0);
    for (const std::string& id : ids) {
        if (id.empty()) {
            flags.back() = 1;
        } else if (const auto code = CountryCode::parse(id)) {
            const Index country = dataset.country_index(*code);
            if (country != kNone) flags[country] = 1;
        }
    }
    return flags;
}

HiddenFlags hidden_keys(const std::vector<KeyName>& keys, const std::vector<std::string>& ids) {
    HiddenFlags flags(keys.size() + 1, 0);
    flags.back() = contains(ids, "") ? 1 : 0;
    for (std::size_t i = 0; i < keys.size(); ++i) flags[i] = contains(ids, keys[i].id) ? 1 : 0;
    return flags;
}

bool contains(const std::vector<std::string>& ids, std::string_view id) noexcept {
    return std::find(ids.begin(), ids.end(), id) != ids.end();
}

void FacetTally::sort_facets(std::vector<FacetCount>& facets) {
    std::sort(facets.begin(), facets.end(), [](const FacetCount& a, const FacetCount& b) {
        if (a.id.empty() != b.id.empty()) return b.id.empty();
        if (a.total != b.total) return a.total > b.total;
        return a.id < b.id;
    });
}

KeyName country_key(const Dataset& dataset, std::size_t i) {
    if (i >= dataset.countries.size()) return {"", "Unknown"};
    const Country& country = dataset.countries[i];
    return {country.code.str(), country.name.empty() ? country.code.str() : country.name};
}

}  // namespace linchpin::query
