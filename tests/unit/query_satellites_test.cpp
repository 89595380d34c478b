// Filters over satellites, their counts, and satellites over time: on hand-made data and against the bundled pack's own rows.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include "data/metrics/satellite_cover.h"
#include "data/orbit/coverage.h"
#include "data/orbit/track.h"
#include "data/query/derived_index.h"
#include "data/query/satellite_bands.h"
#include "data/query/satellite_history.h"
#include "data/query/snapshot.h"
#include "metrics_dataset_builder.h"
#include "tests/unit/bundled_pack.h"

using namespace linchpin;
using linchpin::testing::DatasetBuilder;

namespace {

using V = std::vector<std::uint8_t>;

/// Three low satellites of two nations, one geostationary without an operator, launch year or service.
Dataset four_satellites() {
    DatasetBuilder b{{"AAA", "BBB"}};
    for (const char* group : {"low", "low", "polar", "geo"}) b.satellite(group);
    auto& all = b.data().satellites;
    const double rev_day[] = {15.06, 15.06, 15.4, 1.00273791}, inclination[] = {53.0, 53.2, 97.4, 0.05};
    for (std::size_t i = 0; i < all.size(); ++i) {
        all[i].elements.mean_motion_rev_day = rev_day[i];
        all[i].elements.inclination_deg = inclination[i];
        all[i].operator_country = kNone;
        all[i].launch_year.reset();
        all[i].service.clear();
    }
    all[0].operator_country = b.country("AAA");
    all[1].operator_country = all[2].operator_country = b.country("BBB");
    all[0].launch_year = 2019, all[1].launch_year = 2022, all[2].launch_year = 2025;
    all[0].service = all[1].service = "broadband";
    all[2].service = "computing";
    return b.build();
}

std::size_t total(const std::vector<FacetCount>& facets) {
    return std::accumulate(facets.begin(), facets.end(), std::size_t{0},
                           [](std::size_t sum, const FacetCount& f) { return sum + f.total; });
}
std::size_t shown(const std::vector<FacetCount>& facets) {
    return std::accumulate(facets.begin(), facets.end(), std::size_t{0},
                           [](std::size_t sum, const FacetCount& f) { return sum + f.shown; });
}

}  // namespace

TEST_CASE("Satellites are filtered by nation, service, launch year, height and inclination, each by itself and together") {
    const Dataset data = four_satellites();
    const auto visible = [&](auto change) {
        Filter filter;
        change(filter);
        return derive(data, filter).satellite_visible;
    };
    CHECK(visible([](Filter&) {}) == V{1, 1, 1, 1});
    CHECK(visible([](Filter& f) { f.hidden_satellite_nationalities = {"BBB"}; }) == V{1, 0, 0, 1});
    CHECK(visible([](Filter& f) { f.hidden_satellite_nationalities = {""}; }) == V{1, 1, 1, 0});
    CHECK(visible([](Filter& f) { f.hidden_satellite_services = {"broadband"}; }) == V{0, 0, 1, 1});
    CHECK(visible([](Filter& f) { f.hidden_satellite_services = {""}; }) == V{1, 1, 1, 0});
    CHECK(visible([](Filter& f) { f.launched_from = 2022; }) == V{0, 1, 1, 0});  // unknown years go with any narrowing
    CHECK(visible([](Filter& f) { f.launched_to = 2022; }) == V{1, 1, 0, 0});
    CHECK(visible([](Filter& f) { f.orbit_height_to_km = 2000.0; }) == V{1, 1, 1, 0});
    CHECK(visible([](Filter& f) { f.orbit_height_from_km = 35000.0; }) == V{0, 0, 0, 1});
    CHECK(visible([](Filter& f) { f.inclination_from_deg = 53.2; }) == V{0, 1, 1, 0});
    CHECK(visible([](Filter& f) { f.inclination_to_deg = 53.0; }) == V{1, 0, 0, 1});
    CHECK(visible([](Filter& f) { f.inclination_from_deg = 60.0, f.inclination_to_deg = 50.0; }) == V{0, 0, 0, 0});
    CHECK(visible([](Filter& f) { f.launched_from = 2020, f.hidden_constellations = {"polar"}; }) == V{0, 1, 0, 0});
    CHECK(visible([](Filter& f) { f.date = Date::from_ymd(2021, 6, 1); }) == V{1, 0, 0, 1});
}

TEST_CASE("Every list of satellites counts every satellite once, before and after a filter") {
    const Dataset data = four_satellites();
    Filter filter;
    filter.launched_from = 2020;
    const Snapshot s = derive(data, filter);
    for (const auto* facets : {&s.constellations, &s.satellite_nationalities, &s.satellite_services, &s.launch_years,
                               &s.orbit_heights, &s.inclinations}) {
        CHECK(total(*facets) == 4);
        CHECK(shown(*facets) == 2);
    }
    REQUIRE(s.satellite_nationalities.size() == 3);
    CHECK(s.satellite_nationalities[0].id == "BBB");
    CHECK(s.satellite_nationalities[2].id.empty());
    REQUIRE(s.launch_years.size() == 4);
    CHECK(s.launch_years[0].id == "2019");
    CHECK(s.launch_years[2].shown == 1);
    CHECK(s.launch_years[3].id.empty());
    REQUIRE(s.orbit_heights.size() == 3);
    CHECK(s.orbit_heights[0].id == "400-500");
    CHECK(s.orbit_heights[1].id == "500-600");
    CHECK(s.orbit_heights[1].total == 2);
    CHECK(s.orbit_heights[2].name == "Geostationary belt");
    REQUIRE(s.inclinations.size() == 3);
    CHECK(s.inclinations[0].id == "0-10");
    CHECK(s.inclinations[2].id == "96-102");
}

TEST_CASE("Bands touch each other and leave nothing out") {
    for (const auto bands : {height_bands(), inclination_bands()}) {
        std::set<std::string_view> ids;
        for (std::size_t i = 0; i < bands.size(); ++i) {
            CHECK(bands[i].from < bands[i].to);
            if (i > 0) CHECK(bands[i].from == bands[i - 1].to);
            CHECK(band_of(bands, bands[i].from) == i);
            CHECK(ids.insert(bands[i].id).second);
        }
        CHECK(bands.front().from == 0.0);
        CHECK(band_of(bands, -1.0) == bands.size());
        CHECK(band_of(bands, std::nan("")) == bands.size());
    }
    CHECK(band_of(inclination_bands(), 180.0) + 1 == inclination_bands().size());
}

TEST_CASE("Launches by year are those of the shown satellites, without gaps; unknown years are in none") {
    const Dataset data = four_satellites();
    const LaunchSeries all = launches_by_year(data);
    CHECK(all.first_year == 2019);
    CHECK(all.launched == std::vector<std::size_t>{1, 0, 0, 1, 0, 0, 1});
    CHECK(all.cumulative == std::vector<std::size_t>{1, 1, 1, 2, 2, 2, 3});
    CHECK(all.unknown_year == 1);
    const LaunchSeries low = launches_by_year(data, V{1, 0, 1, 1}, "low");
    CHECK(low.launched == std::vector<std::size_t>{1});
    CHECK(low.unknown_year == 0);
    CHECK(launches_by_year(data, {}, "none").launched.empty());
    CHECK(launches_by_year(Dataset{}).first_year == 0);
}

TEST_CASE("Active objects of several constellations: the sum, and nothing where a snapshot does not list all of them") {
    Dataset data;
    data.constellation_counts = {{200.0, "a", 12}, {100.0, "a", 10}, {100.0, "b", 5}, {300.0, "b", 7}, {300.0, "a", 13}, {400.0, "c", 1}};
    const auto values = [&](std::vector<std::string> groups) {
        std::vector<std::optional<std::int64_t>> found;
        for (const ActiveSum& sum : active_sums(data, groups)) found.push_back(sum.active);
        return found;
    };
    const std::optional<std::int64_t> open;
    CHECK(values({"a"}) == std::vector{std::optional<std::int64_t>{10}, std::optional<std::int64_t>{12}, std::optional<std::int64_t>{13}, open});
    CHECK(values({"a", "b"}) == std::vector{std::optional<std::int64_t>{15}, open, std::optional<std::int64_t>{20}, open});
    CHECK(values({"a", "c"}) == std::vector{open, open, open, open});
    CHECK(values({}) == std::vector{open, open, open, open});
    CHECK(active_sums(data, std::vector<std::string>{"a"}).front().unix_s == 100.0);
    CHECK(active_sums(Dataset{}, std::vector<std::string>{"a"}).empty());
}

TEST_CASE("The bundled pack's satellites: counts by any list, launches and snapshots") {
    const Dataset& data = linchpin::testing::bundled_pack();
    const DerivedIndex index = build_derived_index(data);
    const Snapshot s = derive(data, index, Filter{});
    for (const auto* facets :
         {&s.constellations, &s.satellite_nationalities, &s.satellite_services, &s.launch_years, &s.orbit_heights, &s.inclinations})
        CHECK(total(*facets) == data.satellites.size());
    for (const FacetCount& band : s.orbit_heights) CHECK_FALSE(band.id.empty());
    // Counts of one list come back by filtering for its entry, for every entry of every list.
    for (std::size_t i = 0; i < height_bands().size(); ++i) {
        const Band& band = height_bands()[i];
        const auto count = std::count_if(data.satellites.begin(), data.satellites.end(), [&](const Satellite& satellite) {
            const orbit::OrbitShape shape = orbit::orbit_shape(satellite.elements);
            const double height = 0.5 * (shape.perigee_km + shape.apogee_km);
            return height >= band.from && height < band.to;
        });
        const auto it =
            std::find_if(s.orbit_heights.begin(), s.orbit_heights.end(), [&](const FacetCount& f) { return f.id == band.id; });
        CHECK((it == s.orbit_heights.end() ? 0 : it->total) == static_cast<std::size_t>(count));
    }
    Filter chinese;
    for (const FacetCount& nation : s.satellite_nationalities)
        if (nation.id != "CHN") chinese.hidden_satellite_nationalities.push_back(nation.id);
    const Snapshot only = derive(data, index, chinese);
    const auto china = std::find_if(s.satellite_nationalities.begin(), s.satellite_nationalities.end(),
                                    [](const FacetCount& f) { return f.id == "CHN"; });
    REQUIRE(china != s.satellite_nationalities.end());
    CHECK(only.satellites_shown == china->total);
    CHECK(china->total > 400);

    const LaunchSeries launches = launches_by_year(data);
    CHECK(launches.first_year >= 1957);
    CHECK(launches.cumulative.back() + launches.unknown_year == data.satellites.size());
    const LaunchSeries starlink = launches_by_year(data, {}, "starlink");
    CHECK(starlink.first_year == 2019);
    CHECK(starlink.cumulative.back() == 10746);

    const auto counts = active_counts(data, "starlink");
    REQUIRE(counts.size() > 20);
    CHECK(std::is_sorted(counts.begin(), counts.end(),
                         [](const ActiveCount& a, const ActiveCount& b) { return a.unix_s < b.unix_s; }));
    CHECK(counts.back().active > counts.front().active);
    CHECK(active_counts(data, "no such group").empty());
}

TEST_CASE("Cover by a class of service counts every constellation that offers it, less what is lost") {
    const Dataset& data = linchpin::testing::bundled_pack();
    const double t = 1787298540.0;
    const metrics::SatelliteSky sky{data.satellites, t};
    const std::vector<orbit::SamplePoint> points{{{52.5, 13.4}, 2.0}, {{48.1, 11.6}, 1.0}, {{-1.3, 36.8}, 1.0}};
    std::map<std::string, std::set<std::string>> groups_of;
    std::map<std::string, std::size_t> of_service;
    for (const Satellite& satellite : data.satellites) {
        groups_of[satellite.service].insert(satellite.group);
        ++of_service[satellite.service];
    }
    CHECK(sky.services().size() == groups_of.size());
    std::size_t several = 0;
    for (const auto& [service, groups] : groups_of) {
        // Every constellation of the bundled pack has one service, so a class is the sum of its constellations.
        double seen = 0.0, widest = 0.0;
        std::size_t usable = 0;
        for (const std::string& group : groups) {
            const orbit::Coverage one = sky.now(group, points);
            seen += one.mean_satellites;
            widest = std::max(widest, one.share_covered);
            usable += sky.usable(group);
        }
        INFO(service);
        const orbit::Coverage all = sky.now_of_service(service, points);
        CHECK_THAT(all.mean_satellites, Catch::Matchers::WithinAbs(seen, 1e-9));
        CHECK(all.share_covered >= widest);
        CHECK(sky.usable_of_service(service) == usable);
        CHECK(sky.usable_of_service(service) + sky.too_old_of_service(service) == of_service[service]);
        const std::string lost[] = {*groups.begin()};
        CHECK_THAT(sky.now_of_service(service, points, metrics::kCoverElevationDeg, lost).mean_satellites,
                   Catch::Matchers::WithinAbs(seen - sky.now(lost[0], points).mean_satellites, 1e-9));
        CHECK(sky.usable_of_service(service, lost) == usable - sky.usable(lost[0]));
        several += groups.size() > 1;
    }
    CHECK(several >= 3);
    CHECK(sky.now_of_service("no such service", points).mean_satellites == 0.0);
    CHECK(sky.too_old_of_service("no such service") == 0);
    const orbit::Coverage day = sky.over_day_of_service("voice/data", points);
    CHECK_THAT(day.mean_satellites,
               Catch::Matchers::WithinAbs(
                   sky.over_day("iridium", points).mean_satellites + sky.over_day("globalstar", points).mean_satellites, 1e-9));
    CHECK(day.share_covered > 0.3);
}
