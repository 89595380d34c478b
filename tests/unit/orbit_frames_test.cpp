#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <erfa.h>
#include <glm/geometric.hpp>
#include <glm/matrix.hpp>
#include <random>

#include "data/core/date.h"
#include "data/geo/sphere.h"
#include "data/orbit/frames.h"
#include "data/orbit/sky.h"

using namespace linchpin;
using namespace linchpin::orbit;
using Catch::Matchers::WithinAbs;

namespace {

double unix_s(const char* text) {
    const auto t = parse_instant_unix_s(text);
    REQUIRE(t);
    return *t;
}
double degrees(double rad) { return rad * 180.0 / geo::kPi; }

}  // namespace

TEST_CASE("frames: Greenwich mean sidereal time", "[orbit][frames]") {
    // Vallado, Fundamentals of Astrodynamics, example 3-5: 1992-08-20 12:14 UT1 gives 152.578787886 degrees (worked out with a
    // Julian date in one double, hence 1e-6).
    CHECK_THAT(degrees(gmst_rad(unix_s("1992-08-20T12:14:00Z"))), WithinAbs(152.578787886, 1e-6));
    // Meeus, Astronomical Algorithms, example 12.a: 1987-04-10 0h UT gives 13h 10m 46.3668s; 12.b: 19:21:00 UT gives 8h
    // 34m 57.0896s.
    CHECK_THAT(degrees(gmst_rad(unix_s("1987-04-10T00:00:00Z"))), WithinAbs((13.0 + 10.0 / 60 + 46.3668 / 3600) * 15.0, 1e-6));
    CHECK_THAT(degrees(gmst_rad(unix_s("1987-04-10T19:21:00Z"))), WithinAbs((8.0 + 34.0 / 60 + 57.0896 / 3600) * 15.0, 1e-6));
    for (double t = -3e9; t < 5e9; t += 1.234567e7) {
        CHECK(gmst_rad(t) >= 0.0);
        CHECK(gmst_rad(t) < 2.0 * geo::kPi);
    }
}

TEST_CASE("frames: sidereal time is ERFA's IAU 1982 model", "[orbit][frames]") {
    for (double t = -1e9; t < 4e9; t += 0.987654321e6) {
        const double whole = std::floor(t / 86400.0), expected = eraGmst82(2440587.5 + whole, (t - whole * 86400.0) / 86400.0);
        const double apart = std::remainder(gmst_rad(t) - expected, 2.0 * geo::kPi);
        REQUIRE(std::abs(apart) < 2e-10);  // 1 mm at the equator
    }
}

TEST_CASE("frames: TEME to Earth-fixed and back, and velocities of things that stand still", "[orbit][frames]") {
    const double t = unix_s("2026-08-21T09:49:00Z");
    const glm::dvec3 p{4000.0, -5000.0, 3000.0};
    CHECK(glm::distance(ecef_to_teme(teme_to_ecef(p, t), t), p) < 1e-9);
    CHECK(std::abs(glm::length(teme_to_ecef(p, t)) - glm::length(p)) < 1e-9);
    // A point of the equator, seen from the inertial frame, moves at 465 m/s; seen from the Earth it rests.
    const glm::dvec3 place{6378.137, 0.0, 0.0};
    const glm::dvec3 v = (ecef_to_teme(place, t + 0.5) - ecef_to_teme(place, t - 0.5)) / 1.0;
    CHECK_THAT(glm::length(v), WithinAbs(0.46510, 1e-4));
    CHECK(glm::length(teme_velocity_to_ecef(ecef_to_teme(place, t), v, t)) < 1e-6);
}

TEST_CASE("frames: geodetic coordinates go there and back", "[orbit][frames]") {
    std::mt19937_64 random(7);
    std::uniform_real_distribution<double> lat(-90.0, 90.0), lon(-180.0, 180.0), height(-5.0, 60000.0);
    for (int i = 0; i < 20000; ++i) {
        const Geodetic g{lat(random), lon(random), height(random)};
        const Geodetic back = ecef_to_geodetic(geodetic_to_ecef(g));
        CHECK_THAT(back.lat_deg, WithinAbs(g.lat_deg, 1e-9));
        CHECK_THAT(back.lon_deg, WithinAbs(g.lon_deg, 1e-9));
        CHECK_THAT(back.height_km, WithinAbs(g.height_km, 1e-6));
    }
    const Geodetic pole = ecef_to_geodetic({0.0, 0.0, 6356.752314245});
    CHECK_THAT(pole.lat_deg, WithinAbs(90.0, 1e-9));
    CHECK_THAT(pole.height_km, WithinAbs(0.0, 1e-6));
    CHECK(pole.lon_deg == 0.0);
    CHECK_THAT(ecef_to_geodetic({-6378.137, 0.0, 0.0}).lon_deg, WithinAbs(180.0, 1e-9));
    CHECK_THAT(ecef_to_geodetic({0.0, 0.0, 0.0}).height_km, WithinAbs(-6378.137, 1e-9));
}

TEST_CASE("frames: what an observer sees", "[orbit][frames]") {
    const Geodetic here{45.0, 10.0, 0.0};
    const LookAngles zenith = look_angles(here, geodetic_to_ecef({45.0, 10.0, 500.0}));
    CHECK_THAT(zenith.elevation_deg, WithinAbs(90.0, 1e-6));
    CHECK_THAT(zenith.range_km, WithinAbs(500.0, 1e-6));
    const LookAngles east = look_angles(here, geodetic_to_ecef({45.0, 10.01, 0.0}));
    CHECK_THAT(east.azimuth_deg, WithinAbs(90.0, 0.01));
    CHECK(std::abs(east.elevation_deg) < 0.01);
    CHECK_THAT(geo::wrap_lon_deg(look_angles(here, geodetic_to_ecef({45.01, 10.0, 0.0})).azimuth_deg), WithinAbs(0.0, 0.01));
    CHECK_THAT(look_angles(here, geodetic_to_ecef({44.99, 10.0, 0.0})).azimuth_deg, WithinAbs(180.0, 0.01));
}

TEST_CASE("sky: the sun stands where the almanac says", "[orbit][sky]") {
    // Equinoxes and solstices (UTC, to the minute, published by the US Naval Observatory): declination 0 or extreme.
    CHECK_THAT(subsolar_point(unix_s("2026-03-20T14:46:00Z")).lat_deg, WithinAbs(0.0, 0.01));
    CHECK_THAT(subsolar_point(unix_s("2026-09-23T00:05:00Z")).lat_deg, WithinAbs(0.0, 0.01));
    CHECK_THAT(subsolar_point(unix_s("2026-06-21T08:25:00Z")).lat_deg, WithinAbs(23.4362, 0.01));  // true obliquity of 2026
    CHECK_THAT(subsolar_point(unix_s("2026-12-21T20:50:00Z")).lat_deg, WithinAbs(-23.4362, 0.01));
    // Meeus, example 25.b: 1992-10-13 0h TT (UTC 23:59:00.8 the day before), apparent RA 198.378178, declination -7.783871 degrees.
    // Longitude = RA less apparent sidereal time (mean: above; equation of the equinoxes +0.0041 degree).
    const double t = unix_s("1992-10-12T23:59:00Z") + 0.8;
    const geo::LatLon sun = subsolar_point(t);
    CHECK_THAT(sun.lat_deg, WithinAbs(-7.783871, 0.002));
    CHECK_THAT(sun.lon_deg, WithinAbs(geo::wrap_lon_deg(198.378178 - degrees(gmst_rad(t))), 0.01));
    CHECK_THAT(glm::length(sun_direction_ecef(t)), WithinAbs(1.0, 1e-12));
    CHECK_THAT(glm::length(sun_position_ecef(t)) / 149597870.7, WithinAbs(0.99766, 1e-4));  // Meeus, same example
}

TEST_CASE("sky: the sun within 0.01 degree of another way through ERFA, over a century", "[orbit][sky]") {
    // Ours: Epv00, aberration by the Earth's velocity, IAU 2000B. Here: the planets' mean elements (Plan94, Earth-Moon barycentre),
    // the sun's place as it was when its light left, IAU 2006/2000A matrix and apparent sidereal time.
    double worst = 0.0;
    for (double t = -6.3e8; t < 4.1e9; t += 1.2345678e6) {  // 1950 to 2099
        const double day = std::floor(t / 86400.0), fraction = (t - day * 86400.0) / 86400.0, jd = 2440587.5 + day;
        const double tt = fraction + 69.184 / 86400.0;  // half a minute off at most, which moves the sun by 0.0003 degree
        double now[2][3], then[2][3], matrix[3][3];
        REQUIRE(eraPlan94(jd, tt, 3, now) == 0);
        const double light_days =
            std::sqrt(now[0][0] * now[0][0] + now[0][1] * now[0][1] + now[0][2] * now[0][2]) / 173.1446326846693;
        // Light time on the Earth's orbit around the sun is what aberration comes to.
        REQUIRE(eraPlan94(jd, tt - light_days, 3, then) == 0);
        double sun[3] = {-then[0][0], -then[0][1], -then[0][2]}, of_date[3];
        eraPnm06a(jd, tt, matrix);
        eraRxp(matrix, sun, of_date);
        const double gast = eraGst06a(jd, fraction, jd, tt), c = std::cos(gast), s = std::sin(gast);
        const glm::dvec3 fixed{c * of_date[0] + s * of_date[1], c * of_date[1] - s * of_date[0], of_date[2]};
        worst = std::max(worst, degrees(geo::angle_rad(sun_direction_ecef(t), fixed)));
    }
    INFO(worst << " degrees at most");
    CHECK(worst < 0.01);
    CHECK(worst > 1e-6);  // they are two ways
}

TEST_CASE("sky: stars turn with sidereal time, and the matrix is a rotation", "[orbit][sky]") {
    const double t = unix_s("2026-08-21T09:49:00Z");
    const glm::dmat3 m = celestial_to_ecef(t);
    CHECK_THAT(glm::determinant(m), WithinAbs(1.0, 1e-12));
    CHECK(glm::length((glm::transpose(m) * m)[0] - glm::dvec3(1, 0, 0)) < 1e-12);
    // At J2000 there is no precession yet: right ascension zero stands at longitude minus sidereal time.
    const double j2000 = unix_s("2000-01-01T12:00:00Z");
    const geo::LatLon aries = geo::to_lat_lon(celestial_to_ecef(j2000) * glm::dvec3(1.0, 0.0, 0.0));
    CHECK_THAT(geo::wrap_lon_deg(aries.lon_deg + degrees(gmst_rad(j2000))), WithinAbs(0.0, 0.01));
    // Polaris (RA 37.95456, declination 89.26411, J2000): in 2026 within 0.7 degree of the pole, closer than in 2000.
    const auto polaris = [](double when) {
        const double ra = 37.95456 * geo::kRadPerDeg, dec = 89.26411 * geo::kRadPerDeg;
        return geo::to_lat_lon(celestial_to_ecef(when) *
                               glm::dvec3(std::cos(dec) * std::cos(ra), std::cos(dec) * std::sin(ra), std::sin(dec)))
            .lat_deg;
    };
    CHECK_THAT(polaris(j2000), WithinAbs(89.264, 0.005));
    CHECK_THAT(polaris(t), WithinAbs(89.375, 0.01));
}

TEST_CASE("sky: the Moon of Meeus' example", "[orbit][sky]") {
    // Example 47.a: 1992-04-12 0h TT, apparent RA 134.688470, declination 13.768368 degrees (TT - UTC was 58.184 s).
    const double t = unix_s("1992-04-11T23:59:01Z") + 0.816;
    const geo::LatLon moon = geo::to_lat_lon(moon_direction_ecef(t));
    CHECK_THAT(moon.lat_deg, WithinAbs(13.768368, 0.02));
    CHECK_THAT(geo::wrap_lon_deg(moon.lon_deg - 134.688470 + degrees(gmst_rad(t))), WithinAbs(0.0, 0.02));
}

TEST_CASE("sky: the Earth's shadow", "[orbit][sky]") {
    const glm::dvec3 sun{149597870.7, 0.0, 0.0};
    CHECK(earth_shadow({7000.0, 0.0, 0.0}, sun) == Shadow::Sunlit);
    CHECK(earth_shadow({-7000.0, 0.0, 0.0}, sun) == Shadow::Umbra);
    CHECK(earth_shadow({0.0, 7000.0, 0.0}, sun) == Shadow::Sunlit);
    CHECK(earth_shadow({-42164.0, 7000.0, 0.0}, sun) == Shadow::Sunlit);
    // At 42,164 km the umbra has narrowed by 42164 * (695700 - 6378) / au = 194 km, the penumbra widened by 198 km.
    CHECK(earth_shadow({-42164.0, 6378.137 - 150.0, 0.0}, sun) == Shadow::Penumbra);
    CHECK(earth_shadow({-42164.0, 6378.137 - 240.0, 0.0}, sun) == Shadow::Umbra);
    CHECK(earth_shadow({-42164.0, 6378.137 + 150.0, 0.0}, sun) == Shadow::Penumbra);
    CHECK(earth_shadow({-42164.0, 6378.137 + 260.0, 0.0}, sun) == Shadow::Sunlit);
    CHECK(earth_shadow({-2.0e6, 0.0, 0.0}, sun) == Shadow::Penumbra);  // beyond the umbra's tip at 1.38 million km
    CHECK(earth_shadow({0.0, 0.0, 0.0}, sun) == Shadow::Umbra);
}
