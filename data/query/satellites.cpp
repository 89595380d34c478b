#include <map>
#include <optional>
#include <span>

#include "data/query/satellite_bands.h"
#include "data/query/visibility.h"

namespace linchpin::query {
namespace {

/// The filter's ranges. A range as wide as it can be asks nothing of a satellite, so that unknown values pass.
class Ranges {
public:
    explicit Ranges(const Filter& filter) : f_{filter} {
        const Filter all;
        any_year_ = f_.launched_from <= all.launched_from && f_.launched_to >= all.launched_to;
        any_height_ = f_.orbit_height_from_km <= all.orbit_height_from_km && f_.orbit_height_to_km >= all.orbit_height_to_km;
        any_inclination_ = f_.inclination_from_deg <= all.inclination_from_deg && f_.inclination_to_deg >= all.inclination_to_deg;
    }
    [[nodiscard]] bool hold(const Satellite& satellite, double height_km) const noexcept {
        const double inclination = satellite.elements.inclination_deg;
        return (any_year_ || (satellite.launch_year && *satellite.launch_year >= f_.launched_from && *satellite.launch_year <= f_.launched_to)) &&
               (any_height_ || (height_km >= f_.orbit_height_from_km && height_km <= f_.orbit_height_to_km)) &&
               (any_inclination_ || (inclination >= f_.inclination_from_deg && inclination <= f_.inclination_to_deg));
    }

private:
    const Filter& f_;
    bool any_year_ = true, any_height_ = true, any_inclination_ = true;
};

/// Counts of bands, in their order; values outside all of them last.
class BandTally {
public:
    explicit BandTally(std::span<const Band> bands) : bands_{bands}, shown_(bands.size() + 1), total_(bands.size() + 1) {}
    void add(double value, bool shown) noexcept {
        const std::size_t i = band_of(bands_, value);
        ++total_[i];
        shown_[i] += shown ? 1 : 0;
    }
    [[nodiscard]] std::vector<FacetCount> counts() const {
        std::vector<FacetCount> result;
        for (std::size_t i = 0; i < total_.size(); ++i) {
            if (total_[i] == 0) continue;
            const bool known = i < bands_.size();
            result.push_back({known ? std::string{bands_[i].id} : "", known ? std::string{bands_[i].name} : "Unknown", shown_[i], total_[i]});
        }
        return result;
    }

private:
    std::span<const Band> bands_;
    std::vector<std::size_t> shown_, total_;
};

/// Launch years ascending; unknown last.
class YearTally {
public:
    void add(std::optional<int> year, bool shown) {
        Count& count = year ? years_[*year] : unknown_;
        ++count.total;
        count.shown += shown ? 1 : 0;
    }
    [[nodiscard]] std::vector<FacetCount> counts() const {
        std::vector<FacetCount> result;
        for (const auto& [year, count] : years_) result.push_back({std::to_string(year), std::to_string(year), count.shown, count.total});
        if (unknown_.total > 0) result.push_back({"", "Unknown", unknown_.shown, unknown_.total});
        return result;
    }

private:
    struct Count { std::size_t shown = 0, total = 0; };
    std::map<int, Count> years_;
    Count unknown_;
};

}  // namespace

metrics::Presence presence(const Satellite& satellite, std::optional<Date> date) noexcept {
    return metrics::presence_at(metrics::LifeStage::Operating, satellite.launch_year, date);
}

void derive_satellites(const Dataset& dataset, const DerivedIndex& index, Snapshot& out) {
    const HiddenFlags hidden = hidden_keys(index.constellations, out.filter.hidden_constellations);
    const HiddenFlags hidden_nations = hidden_countries(dataset, out.filter.hidden_satellite_nationalities);
    const HiddenFlags hidden_services = hidden_keys(index.satellite_services, out.filter.hidden_satellite_services);
    const Ranges ranges{out.filter};
    FacetTally groups{index.constellations.size()}, nations{dataset.countries.size() + 1}, services{index.satellite_services.size()};
    BandTally heights{height_bands()}, inclinations{inclination_bands()};
    YearTally years;
    out.satellite_visible.assign(dataset.satellites.size(), 0);
    const std::optional<int> year = out.filter.date ? std::optional{out.filter.date->year()} : std::nullopt;
    for (std::size_t i = 0; i < dataset.satellites.size(); ++i) {
        const Satellite& satellite = dataset.satellites[i];
        const std::uint16_t group = index.satellite_group[i], service = index.satellite_service[i];
        const std::size_t nation = satellite.operator_country < dataset.countries.size() ? satellite.operator_country : dataset.countries.size();
        // The launch year is all that is known: presence_at on 1 January of that year, without a calendar computation a row.
        const bool launched = !year || !satellite.launch_year || *satellite.launch_year <= *year;
        const bool shown = launched && !hidden[group] && !hidden_nations[nation] && !hidden_services[service] &&
                           ranges.hold(satellite, index.satellite_height_km[i]);
        out.satellite_visible[i] = shown ? 1 : 0;
        out.satellites_shown += shown ? 1 : 0;
        groups.add(group, shown);
        nations.add(nation, shown);
        services.add(service, shown);
        heights.add(index.satellite_height_km[i], shown);
        inclinations.add(satellite.elements.inclination_deg, shown);
        years.add(satellite.launch_year, shown);
    }
    out.constellations = groups.counts([&](std::size_t i) { return index.constellations[i]; });
    out.satellite_nationalities = nations.counts([&](std::size_t i) { return country_key(dataset, i); });
    out.satellite_services = services.counts([&](std::size_t i) { return index.satellite_services[i]; });
    out.orbit_heights = heights.counts();
    out.inclinations = inclinations.counts();
    out.launch_years = years.counts();
}

}  // namespace linchpin::query
