#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <filesystem>
#include <glm/geometric.hpp>
#include <map>
#include <string>
#include <vector>

#include "data/orbit/coverage.h"
#include "data/orbit/element_set.h"
#include "data/orbit/track.h"
#include "data/orbit/walker.h"
#include "tests/unit/orbit_verification.h"

using namespace linchpin;
using namespace linchpin::orbit;
using Catch::Matchers::WithinAbs;

namespace {

constexpr double kStart = 1787313600.0;  // 2026-08-21T12:00:00Z

std::map<std::uint32_t, MeanElements> satellites() {
    const auto sets = load_elements(std::filesystem::path(LINCHPIN_ROOT) / "tests/data/orbit/passes.tle");
    REQUIRE(sets);
    REQUIRE(sets->problems.empty());
    std::map<std::uint32_t, MeanElements> by_number;
    for (const MeanElements& e : sets->elements) by_number[e.norad_cat_id] = e;
    return by_number;
}

}  // namespace

TEST_CASE("track: places agree with Skyfield", "[orbit][track]") {
    const auto sats = satellites();
    int rows = 0;
    for (const auto& r : number_table("places_expected.csv")) {
        const auto sat = Sgp4::init(sats.at(static_cast<std::uint32_t>(r[0])));
        REQUIRE(sat);
        const TemeState s = sat->at(r[1]);
        const glm::dvec3 here = teme_to_ecef(s.position_km, r[1]);
        const Geodetic g = ecef_to_geodetic(here);
        INFO(r[0] << " at " << r[1]);
        // Skyfield goes through the celestial frame with full precession and nutation; 20 m is what that may differ by.
        CHECK(glm::distance(here, geodetic_to_ecef({r[2], r[3], r[4]})) < 0.02);
        CHECK_THAT(g.height_km, WithinAbs(r[4], 0.005));
        ++rows;
    }
    CHECK(rows == 42);
}

TEST_CASE("track: passes agree with Skyfield", "[orbit][track]") {
    const auto sats = satellites();
    std::map<std::vector<double>, std::vector<std::vector<double>>> expected;
    for (const auto& r : number_table("passes_expected.csv")) expected[{r[0], r[1], r[2], r[3], r[4]}].push_back(r);
    int compared = 0;
    for (const auto& [key, rows] : expected) {
        const auto sat = Sgp4::init(sats.at(static_cast<std::uint32_t>(key[0])));
        REQUIRE(sat);
        auto passes = find_passes(*sat, {key[1], key[2], key[3] / 1000.0}, kStart, kStart + 2 * 86400.0, key[4]);
        std::erase_if(passes, [](const Pass& p) { return p.already_up || p.still_up; });  // Skyfield gives whole ones only
        INFO(key[0] << " over " << key[1] << " above " << key[4]);
        REQUIRE(passes.size() == rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const Pass& p = passes[i];
            const auto& r = rows[i];
            CHECK_THAT(p.rise.unix_s, WithinAbs(r[5], 0.2));
            // The top of a high and slow pass is flat: a second there is nothing.
            CHECK_THAT(p.peak.unix_s, WithinAbs(r[6], 2.0));
            CHECK_THAT(p.set.unix_s, WithinAbs(r[7], 0.2));
            CHECK_THAT(p.peak.look.elevation_deg, WithinAbs(r[8], 0.01));
            CHECK_THAT(p.peak.look.range_km, WithinAbs(r[10], 2.0));
            CHECK_THAT(p.rise.look.elevation_deg, WithinAbs(key[4], 1e-3));
            CHECK_THAT(p.set.look.elevation_deg, WithinAbs(key[4], 1e-3));
            CHECK(p.rise.unix_s < p.peak.unix_s);
            CHECK(p.peak.unix_s < p.set.unix_s);
            ++compared;
        }
    }
    CHECK(compared == 190);
}

TEST_CASE("track: passes at the ends of a search, and of satellites that never set or rise", "[orbit][track]") {
    const auto sats = satellites();
    const auto iss = Sgp4::init(sats.at(25544));
    const Geodetic berlin{52.52, 13.405, 0.034};
    const auto all = find_passes(*iss, berlin, kStart, kStart + 2 * 86400.0, 10.0);
    REQUIRE(all.size() > 4);
    const Pass& p = all[2];
    const auto cut = find_passes(*iss, berlin, p.rise.unix_s + 30.0, p.peak.unix_s + 5.0, 10.0);
    REQUIRE(cut.size() == 1);
    CHECK(cut[0].already_up);
    CHECK(cut[0].still_up);
    CHECK_THAT(cut[0].peak.unix_s, WithinAbs(p.peak.unix_s, 0.5));
    // A mask a hair below the top leaves a pass of seconds between two samples.
    for (const Pass& q : all) {
        const auto brief = find_passes(*iss, berlin, q.rise.unix_s - 100.0, q.set.unix_s + 100.0, q.peak.look.elevation_deg - 0.01);
        REQUIRE(brief.size() == 1);
        CHECK_THAT(brief[0].peak.unix_s, WithinAbs(q.peak.unix_s, 0.5));
        CHECK(brief[0].set.unix_s - brief[0].rise.unix_s < 30.0);
        CHECK(find_passes(*iss, berlin, q.rise.unix_s - 100.0, q.set.unix_s + 100.0, q.peak.look.elevation_deg + 0.01).empty());
    }
    const auto fixed = Sgp4::init([] {
        MeanElements e;
        e.epoch_unix_s = kStart;
        e.mean_motion_rev_day = 1.00273791;
        e.inclination_deg = 0.05;
        return e;
    }());
    const Geodetic foot = ecef_to_geodetic(teme_to_ecef(fixed->at(kStart).position_km, kStart));
    const auto up = find_passes(*fixed, {foot.lat_deg, foot.lon_deg, 0.0}, kStart, kStart + 86400.0, 10.0);
    REQUIRE(up.size() == 1);
    CHECK(up[0].already_up);
    CHECK(up[0].still_up);
    CHECK(find_passes(*fixed, {foot.lat_deg, foot.lon_deg + 180.0, 0.0}, kStart, kStart + 86400.0, 10.0).empty());
    CHECK(find_passes(*iss, berlin, kStart, kStart, 10.0).empty());
    CHECK(find_passes(*iss, berlin, kStart, kStart + 1e12, 10.0).empty());
    CHECK(find_passes(*iss, berlin, kStart, std::nan(""), 10.0).empty());
}

TEST_CASE("track: orbit line and ground track", "[orbit][track]") {
    const auto sats = satellites();
    const auto sat = Sgp4::init(sats.at(63982));
    const auto line = orbit_line_ecef(*sat, kStart, 256);
    REQUIRE(line.size() == 257);
    CHECK(glm::distance(line.front(), line.back()) < 15.0);  // closed but for a revolution's drift of the node
    CHECK(glm::distance(line[128], teme_to_ecef(sat->at(kStart).position_km, kStart)) < 1e-6);  // the satellite is on it
    CHECK(orbit_line_ecef(*sat, kStart, 2).empty());
    const auto track = ground_track(*sat, kStart, 2.0, 30.0);
    const double period_s = 120.0 * geo::kPi / (sat->near_terms().mean_anomaly_dot + sat->near_terms().arg_perigee_dot);
    REQUIRE(track.size() > 300);
    CHECK(track.front().unix_s == kStart);
    CHECK_THAT(track.back().unix_s - kStart, WithinAbs(2.0 * period_s, 1e-3));
    const auto [low, high] =
        std::minmax_element(track.begin(), track.end(), [](auto& a, auto& b) { return a.place.lat_deg < b.place.lat_deg; });
    CHECK_THAT(high->place.lat_deg, WithinAbs(180.0 - 97.36, 0.4));  // geodetic is up to 0.19 above geocentric
    CHECK_THAT(low->place.lat_deg, WithinAbs(97.36 - 180.0, 0.4));
    CHECK(ground_track(*sat, kStart, 1e9, 1.0).empty());
    CHECK(ground_track(*sat, kStart, 1.0, 0.0).empty());
}

TEST_CASE("track: the shape of an orbit", "[orbit][track]") {
    const auto sats = satellites();
    const OrbitShape iss = orbit_shape(sats.at(25544));
    CHECK_THAT(iss.period_min, WithinAbs(1440.0 / 15.49551867, 0.06));
    CHECK_THAT(iss.perigee_km, WithinAbs(412.0, 6.0));
    CHECK(iss.apogee_km > iss.perigee_km);
    CHECK_THAT(orbit_shape(sats.at(23839)).apogee_km, WithinAbs(35886.0, 20.0));
    CHECK_THAT(element_age_days(sats.at(25544), sats.at(25544).epoch_unix_s + 86400.0 * 3.5), WithinAbs(3.5, 1e-9));
}

TEST_CASE("track: footprints", "[orbit][track]") {
    // Geostationary, horizon: acos(6371/42157) = 81.3 degrees.
    CHECK_THAT(footprint_radius_rad(35786.0, 0.0) * 180.0 / geo::kPi, WithinAbs(81.3, 0.05));
    CHECK(footprint_radius_rad(550.0, 90.0) == 0.0);
    CHECK(footprint_radius_rad(0.0, 10.0) == 0.0);
    CHECK(footprint_radius_rad(-5.0, 10.0) == 0.0);
    // Everywhere on the edge the satellite stands at the mask, over every latitude, from the lowest orbits to the highest.
    for (const double lat : {0.0, 33.0, 60.0, 89.5, -90.0}) {
        for (const double height_km : {160.0, 1200.0, 20200.0, 35786.0, 120000.0}) {
            for (const double mask : {0.0, 5.0, 25.0, 80.0}) {
                const Geodetic sat{lat, 170.0, height_km};
                const auto edge = footprint_circle(sat, mask, 64);
                REQUIRE(edge.size() == 64);
                double turned = 0.0;
                for (std::size_t i = 0; i < edge.size(); ++i) {
                    const geo::LatLon p = edge[i], next = edge[(i + 1) % edge.size()];
                    INFO(lat << ' ' << height_km << " km, mask " << mask << ", corner " << i);
                    CHECK_THAT(look_angles({p.lat_deg, p.lon_deg, 0.0}, geodetic_to_ecef(sat)).elevation_deg,
                               WithinAbs(mask, 1e-3));
                    const glm::dvec3 up = geo::to_unit({lat, 170.0});
                    const glm::dvec3 from = glm::normalize(geo::to_unit(p) - up * glm::dot(up, geo::to_unit(p)));
                    const glm::dvec3 to = glm::normalize(geo::to_unit(next) - up * glm::dot(up, geo::to_unit(next)));
                    turned += std::atan2(glm::dot(up, glm::cross(to, from)), glm::dot(from, to));
                }
                CHECK_THAT(turned, WithinAbs(2.0 * geo::kPi, 1e-6));  // once round, clockwise
            }
        }
    }
    CHECK(footprint_circle({0.0, 0.0, -1.0}, 10.0).empty());
    CHECK(footprint_circle({0.0, 0.0, 500.0}, 10.0, 2).empty());
    CHECK(footprint_circle({0.0, 0.0, std::nan("")}, 10.0).empty());
}

TEST_CASE("track: passes know where the sun is", "[orbit][track]") {
    const auto sats = satellites();
    const auto iss = Sgp4::init(sats.at(25544));
    const Geodetic berlin{52.52, 13.405, 0.034};
    int sunlit = 0, dark = 0, by_eye = 0;
    for (const Pass& p : find_passes(*iss, berlin, kStart, kStart + 4 * 86400.0, 0.0)) {
        for (const Pass::Moment& m : {p.rise, p.peak, p.set}) {
            const glm::dvec3 place = teme_to_ecef(iss->at(m.unix_s).position_km, m.unix_s);
            CHECK(m.light == earth_shadow(place, sun_position_ecef(m.unix_s)));
            ++(m.light == Shadow::Sunlit ? sunlit : dark);
        }
        CHECK_THAT(p.sun_elevation_deg, WithinAbs(look_angles(berlin, sun_position_ecef(p.peak.unix_s)).elevation_deg, 1e-9));
        by_eye += p.peak.light == Shadow::Sunlit && p.sun_elevation_deg < -6.0;
    }
    CHECK(sunlit > 20);
    CHECK(dark > 3);  // in August the station is in shadow in the middle of the night
    CHECK(by_eye > 2);
    // Local noon of Berlin, 21 August 2026: 11:09 UTC, declination 11.9 degrees; so 90 - 52.5 + 11.9.
    const auto noon = look_angles(berlin, sun_position_ecef(1787310540.0));
    CHECK_THAT(noon.elevation_deg, WithinAbs(49.4, 0.2));
}

TEST_CASE("coverage: what can be counted by hand", "[orbit][coverage]") {
    const std::vector<SamplePoint> points{{{0.0, 0.0}, 3.0}, {{0.0, 90.0}, 1.0}};
    const std::vector<glm::dvec3> sats{geodetic_to_ecef({0.0, 0.0, 500.0}), geodetic_to_ecef({1.0, 0.0, 500.0}),
                                       geodetic_to_ecef({0.0, 180.0, 500.0}), glm::dvec3(0.0)};
    const Coverage c = coverage(sats, {}, points, 25.0);
    CHECK_THAT(c.share_covered, WithinAbs(0.75, 1e-12));
    CHECK_THAT(c.mean_satellites, WithinAbs(1.5, 1e-12));  // two over three quarters, none over the rest
    const std::vector<std::uint8_t> only_second{0, 1, 0, 0}, none{0, 0, 0, 0};
    CHECK_THAT(coverage(sats, only_second, points, 25.0).mean_satellites, WithinAbs(0.75, 1e-12));
    CHECK(coverage(sats, none, points, 25.0).share_covered == 0.0);
    CHECK(coverage(sats, {}, {}, 25.0).share_covered == 0.0);
    CHECK_THAT(coverage(sats, {}, points, 80.0).mean_satellites, WithinAbs(0.75, 1e-12));  // only the one in the zenith
    // Lowering the mask never takes a satellite away.
    double last = 1e9;
    for (double mask = 0.0; mask <= 90.0; mask += 5.0) {
        const double seen = coverage(sats, {}, points, mask).mean_satellites;
        CHECK(seen <= last);
        last = seen;
    }
}

TEST_CASE("coverage: over a day, the same for any number of threads", "[orbit][coverage]") {
    const auto shell = walker_elements({.name = "test",
                                        .altitude_km = 1200.0,
                                        .inclination_deg = 87.9,
                                        .planes = 12,
                                        .satellites_per_plane = 20,
                                        .phasing = 1,
                                        .node_span_deg = 180.0,
                                        .epoch_unix_s = kStart});
    REQUIRE(shell);
    const Constellation all(*shell);
    const std::vector<SamplePoint> points{{{52.0, 13.0}, 1.0}, {{-20.0, 130.0}, 2.0}};
    const Coverage one = coverage_over_day(all, {}, points, 25.0, kStart, 24, 1);
    const Coverage four = coverage_over_day(all, {}, points, 25.0, kStart, 24, 4);
    CHECK(one.share_covered == four.share_covered);
    CHECK(one.mean_satellites == four.mean_satellites);
    // By areas: a footprint of radius r covers (1 - cos r) / 2 of the sphere; polar shells crowd towards the poles.
    const double mean = 240.0 * (1.0 - std::cos(footprint_radius_rad(1200.0, 25.0))) / 2.0;
    CHECK(one.mean_satellites > 0.5 * mean);
    CHECK(one.mean_satellites < 2.0 * mean);
}

TEST_CASE("walker: a simulated shell is what the filing says, and is marked", "[orbit][walker]") {
    const auto shell = walker_elements({.name = "Planned",
                                        .altitude_km = 550.0,
                                        .inclination_deg = 53.0,
                                        .planes = 72,
                                        .satellites_per_plane = 22,
                                        .phasing = 17,
                                        .epoch_unix_s = kStart});
    REQUIRE(shell);
    REQUIRE(shell->size() == 1584);
    for (const MeanElements& e : *shell) {
        CHECK(is_simulated(e));
        CHECK(e.object_name.starts_with("SIMULATED Planned "));
        CHECK(e.ra_of_asc_node_deg >= 0.0);
        CHECK(e.ra_of_asc_node_deg < 360.0);
        CHECK(e.mean_anomaly_deg >= 0.0);
        CHECK(e.mean_anomaly_deg < 360.0);
        CHECK(Sgp4::init(e));
    }
    CHECK_THAT(orbit_shape(shell->front()).perigee_km, WithinAbs(550.0, 0.1));
    CHECK_THAT((*shell)[22].ra_of_asc_node_deg, WithinAbs(5.0, 1e-9));
    CHECK_THAT((*shell)[1].mean_anomaly_deg, WithinAbs(360.0 / 22.0, 1e-9));
    CHECK_THAT((*shell)[22].mean_anomaly_deg, WithinAbs(360.0 * 17.0 / 1584.0, 1e-9));
    // The pattern closes: the step from the last plane to the first is the same as between any two, but for whole slots.
    const double step = 360.0 * 17.0 / 1584.0, closing = std::fmod(72.0 * step, 360.0 / 22.0);
    CHECK(std::min(closing, 360.0 / 22.0 - closing) < 1e-9);
    const auto second =
        walker_elements({.name = "B", .altitude_km = 550.0, .inclination_deg = 53.0, .planes = 1, .satellites_per_plane = 1},
                        kSimulatedCatalogNumber + 1584);
    CHECK(second->front().norad_cat_id == shell->back().norad_cat_id + 1);
    MeanElements real = shell->front();
    real.norad_cat_id = 63982;
    CHECK_FALSE(is_simulated(real));
    for (auto change : std::vector<void (*)(WalkerShell&)>{
             [](WalkerShell& s) { s.planes = 0; }, [](WalkerShell& s) { s.satellites_per_plane = 0; },
             [](WalkerShell& s) { s.planes = 100000; }, [](WalkerShell& s) { s.altitude_km = 10.0; },
             [](WalkerShell& s) { s.altitude_km = std::nan(""); }, [](WalkerShell& s) { s.inclination_deg = 181.0; }}) {
        WalkerShell s{.name = "Bad", .altitude_km = 550.0, .inclination_deg = 53.0, .planes = 2, .satellites_per_plane = 2};
        change(s);
        const auto refused = walker_elements(s);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().message.starts_with("Bad: expected "));
    }
}
