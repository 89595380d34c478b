#include "app/ui/record_index.h"

#include <algorithm>

namespace linchpin::app {
namespace {

void add_cables(const Dataset& dataset, RecordIndex& index) {
    for (Index cable = 0; cable < dataset.cables.size(); ++cable) {
        for (const CableBranch& branch : dataset.cables[cable].branches) {
            for (Index landing : branch.landings) {
                auto& at_landing = index.landing_cables[landing];
                if (at_landing.empty() || at_landing.back() != cable) at_landing.push_back(cable);
                const Index country = dataset.landing_points[landing].country;
                if (country == kNone) continue;
                auto& in_country = index.countries[country].cables;
                if (in_country.empty() || in_country.back() != cable) in_country.push_back(cable);  // cables come in order: the last is enough
            }
        }
    }
}

}  // namespace

RecordIndex build_record_index(const Dataset& dataset) {
    RecordIndex index;
    index.countries.resize(dataset.countries.size());
    index.landing_cables.resize(dataset.landing_points.size());
    const auto file = [&](auto list, Index country, Index record) {
        if (country != kNone) (index.countries[country].*list).push_back(record);
    };
    using Per = RecordIndex::PerCountry;
    for (Index i = 0; i < dataset.sites.size(); ++i) file(&Per::sites, dataset.sites[i].country, i);
    for (Index i = 0; i < dataset.landing_points.size(); ++i) file(&Per::landings, dataset.landing_points[i].country, i);
    for (Index i = 0; i < dataset.footprint.size(); ++i) file(&Per::footprint, dataset.footprint[i].country, i);
    for (Index i = 0; i < dataset.operators.size(); ++i) file(&Per::operators, dataset.operators[i].hq, i);
    for (Index i = 0; i < dataset.memberships.size(); ++i) file(&Per::memberships, dataset.memberships[i].country, i);
    add_cables(dataset, index);
    return index;
}

}  // namespace linchpin::app
