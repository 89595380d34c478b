#include "data/pack/dataset.h"

#include <algorithm>

namespace linchpin {

Index Dataset::country_index(CountryCode code) const noexcept {
    const auto it = std::lower_bound(countries.begin(), countries.end(), code,
                                     [](const Country& c, CountryCode wanted) { return c.code < wanted; });
    return it == countries.end() || it->code != code ? kNone : static_cast<Index>(it - countries.begin());
}

Index Dataset::group_index(std::string_view id) const noexcept {
    const auto it = std::find_if(product_groups.begin(), product_groups.end(), [&](const ProductGroup& g) { return g.id == id; });
    return it == product_groups.end() ? kNone : static_cast<Index>(it - product_groups.begin());
}

bool Dataset::is_member(std::string_view bloc_id, Index country, Date date) const noexcept {
    return std::any_of(memberships.begin(), memberships.end(), [&](const BlocMembership& m) {
        return m.country == country && !m.invited_only && m.bloc < blocs.size() && blocs[m.bloc].id == bloc_id &&
               m.life.active_at(date);
    });
}

}  // namespace linchpin
