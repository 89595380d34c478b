// Stars and the Moon stand where they stand: against ERFA by another way than the program's, and against a worked example.
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <erfa.h>
#include <glm/geometric.hpp>

#include "data/geo/sphere.h"
#include "data/orbit/sky.h"

using namespace linchpin;

namespace {

constexpr double kRad = 3.14159265358979323846 / 180.0;
constexpr double kUnixEpochJd = 2440587.5;

double degrees_apart(const glm::dvec3& a, const glm::dvec3& b) { return geo::angle_rad(a, b) / kRad; }

}  // namespace

TEST_CASE("a star stands over the place that ERFA's apparent place and Earth rotation angle give", "[sky]") {
    // Sirius and Alkaid, ICRS at J2000; proper motion (radians a year of coordinate), parallax and radial velocity from Hipparcos.
    struct Known { double ra_deg, dec_deg, pm_ra_mas, pm_dec_mas, parallax_as, rv_km_s; };
    for (const Known& star : {Known{101.28715539, -16.71611582, -546.01, -1223.07, 0.37921, -5.5}, Known{206.88515682, 49.31326505, -121.17, -14.91, 0.03139, -10.9}}) {
        for (const double unix_s : {1'000'000'000.0, 1'787'313'600.0, 1'787'335'200.0}) {
            const double tt = unix_s / 86400.0 + 69.184 / 86400.0, ut1 = unix_s / 86400.0;
            double ri = 0.0, di = 0.0, eo = 0.0;
            const double mas = kRad / 3.6e6;
            eraAtci13(star.ra_deg * kRad, star.dec_deg * kRad, star.pm_ra_mas * mas / std::cos(star.dec_deg * kRad), star.pm_dec_mas * mas, star.parallax_as,
                      star.rv_km_s, kUnixEpochJd, tt, &ri, &di, &eo);
            const double lon_deg = (ri - eraEra00(kUnixEpochJd, ut1)) / kRad;
            const glm::dvec3 expected = geo::to_unit({di / kRad, lon_deg});
            const glm::dvec3 drawn = orbit::celestial_to_ecef(unix_s) * geo::to_unit({star.dec_deg, star.ra_deg});
            // Left out on purpose: aberration (20 arc seconds at most) and the star's own motion since 2000 (36 for Sirius).
            CHECK(degrees_apart(drawn, expected) < 0.02);
            // An hour of another time is fifteen degrees off: this would notice a clock that is wrong.
            CHECK(degrees_apart(orbit::celestial_to_ecef(unix_s + 3600.0) * geo::to_unit({star.dec_deg, star.ra_deg}), expected) > 5.0);
        }
    }
}

TEST_CASE("the Moon stands where Meeus' worked example has it", "[sky]") {
    // Astronomical Algorithms, example 47.a: 1992 April 12, 0h dynamical time: 368 409.7 km, right ascension 134.688470, declination
    // 13.768368 degrees (apparent).
    const double unix_s = 703036800.0 - 58.7;  // TT - UTC was 58.2 s, UT1 - UTC below half a second
    const glm::dvec3 moon = orbit::moon_position_ecef(unix_s);
    CHECK(std::abs(glm::length(moon) - 368409.7) < 60.0);
    const geo::LatLon over = geo::to_lat_lon(glm::normalize(moon));
    CHECK(std::abs(over.lat_deg - 13.768368) < 0.02);
    const double gst_deg = eraGst06a(kUnixEpochJd, unix_s / 86400.0, kUnixEpochJd, (unix_s + 58.7) / 86400.0) / kRad;
    CHECK(std::abs(std::remainder(over.lon_deg + gst_deg - 134.688470, 360.0)) < 0.02);
    CHECK(degrees_apart(orbit::moon_direction_ecef(unix_s), glm::normalize(moon)) < 1e-9);
}
