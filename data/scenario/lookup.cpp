#include "data/scenario/lookup.h"

#include <algorithm>

namespace linchpin::scenario {
namespace {

template <class Records>
Index position(const Records& records, std::string_view id) noexcept {
    for (std::size_t i = 0; i < records.size(); ++i) {
        if (records[i].id == id) return static_cast<Index>(i);
    }
    return kNone;
}

}  // namespace

Index country_of(const Dataset& dataset, std::string_view iso3) noexcept {
    const auto code = CountryCode::parse(iso3);
    return code ? dataset.country_index(*code) : kNone;
}
Index bloc_of(const Dataset& dataset, std::string_view id) noexcept { return position(dataset.blocs, id); }
Index site_of(const Dataset& dataset, std::string_view id) noexcept { return position(dataset.sites, id); }
Index cable_of(const Dataset& dataset, std::string_view id) noexcept { return position(dataset.cables, id); }
Index chokepoint_of(const Dataset& dataset, std::string_view id) noexcept { return position(dataset.chokepoints, id); }
Index constellation_of(const Dataset& dataset, std::string_view id) noexcept { return position(dataset.satellite_groups, id); }

std::optional<Date> day_of(const Dataset& dataset, std::optional<Date> question_date) noexcept {
    return question_date ? question_date : dataset.as_of;
}

bool in_force(const Event& event, std::optional<Date> day) noexcept {
    return event.on && (!event.date || !day || *event.date <= *day);
}

std::vector<Index> target_countries(const Dataset& dataset, std::string_view target, std::optional<Date> day) {
    std::vector<Index> countries;
    if (target == kEverybody) {
        for (std::size_t i = 0; i < dataset.countries.size(); ++i) countries.push_back(static_cast<Index>(i));
        return countries;
    }
    const Index country = country_of(dataset, target);
    if (country != kNone) return {country};
    const Index bloc = bloc_of(dataset, target);
    for (const BlocMembership& membership : dataset.memberships) {
        if (membership.bloc != bloc || bloc == kNone || membership.invited_only) continue;
        if (!day || membership.life.active_at(*day)) countries.push_back(membership.country);
    }
    std::sort(countries.begin(), countries.end());
    countries.erase(std::unique(countries.begin(), countries.end()), countries.end());
    return countries;
}

double combined(std::vector<double> losses) {
    std::sort(losses.begin(), losses.end());
    // One loss stays the number that was given: 1 - (1 - 0.3) is another double.
    if (losses.size() == 1) return losses.front();
    double kept = 1.0;
    for (const double loss : losses) kept *= 1.0 - loss;
    return 1.0 - kept;
}

}  // namespace linchpin::scenario
