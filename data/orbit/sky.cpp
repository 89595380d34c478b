#include "data/orbit/sky.h"

#include <algorithm>
#include <cmath>
#include <erfa.h>
#include <glm/geometric.hpp>

namespace linchpin::orbit {
namespace {

constexpr double kAuKm = 149597870.7;
constexpr double kUnixEpochJd = 2440587.5;

/// Two-part Julian dates as ERFA wants them.
struct Instant {
    double day, ut1, tt;  ///< midnight; fractions of a day after it
};

Instant instant(double unix_s) noexcept {
    const double whole = std::floor(unix_s / 86400.0);
    const double fraction = (unix_s - whole * 86400.0) / 86400.0;
    // TT - UTC: leap seconds plus 32.184 s. A failed look-up (before 1960) leaves the 32.184 s, which is close enough for the sun.
    const int days = static_cast<int>(std::clamp(whole, -1.0e7, 1.0e7));
    int year = 0, month = 0, day = 0;
    double unused = 0.0, tai_minus_utc = 0.0;
    if (eraJd2cal(kUnixEpochJd, days, &year, &month, &day, &unused) == 0) eraDat(year, month, day, fraction, &tai_minus_utc);
    return {kUnixEpochJd + whole, fraction, fraction + (tai_minus_utc + 32.184) / 86400.0};
}

glm::dmat3 celestial_to_ecef(const Instant& t) noexcept {
    double rows[3][3];
    eraC2t00b(t.day, t.tt, t.day, t.ut1, 0.0, 0.0, rows);
    glm::dmat3 m;
    for (int row = 0; row < 3; ++row)
        for (int column = 0; column < 3; ++column) m[column][row] = rows[row][column];
    return m;
}

glm::dvec3 sun_ecef_km(double unix_s) noexcept {
    const Instant t = instant(unix_s);
    double heliocentric[2][3], barycentric[2][3];
    eraEpv00(t.day, t.tt, heliocentric, barycentric);
    const glm::dvec3 sun_au{-heliocentric[0][0], -heliocentric[0][1], -heliocentric[0][2]};
    const glm::dvec3 velocity_au_day{barycentric[1][0], barycentric[1][1], barycentric[1][2]};
    // Aberration shifts the sun by 20 arc seconds, half of the error that is promised.
    constexpr double kLightAuPerDay = 173.1446326846693;
    const double distance = glm::length(sun_au);
    const glm::dvec3 apparent = glm::normalize(sun_au / distance + velocity_au_day / kLightAuPerDay) * (distance * kAuKm);
    return celestial_to_ecef(t) * apparent;
}

}  // namespace

glm::dmat3 celestial_to_ecef(double unix_s) noexcept { return celestial_to_ecef(instant(unix_s)); }

glm::dvec3 sun_position_ecef(double unix_s) noexcept { return sun_ecef_km(unix_s); }

glm::dvec3 sun_direction_ecef(double unix_s) noexcept { return glm::normalize(sun_ecef_km(unix_s)); }

geo::LatLon subsolar_point(double unix_s) noexcept { return geo::to_lat_lon(sun_direction_ecef(unix_s)); }

glm::dvec3 moon_position_ecef(double unix_s) noexcept {
    const Instant t = instant(unix_s);
    double geocentric[2][3];
    eraMoon98(t.day, t.tt, geocentric);
    return celestial_to_ecef(t) * (glm::dvec3{geocentric[0][0], geocentric[0][1], geocentric[0][2]} * kAuKm);
}

glm::dvec3 moon_direction_ecef(double unix_s) noexcept { return glm::normalize(moon_position_ecef(unix_s)); }

Shadow earth_shadow(const glm::dvec3& satellite_km, const glm::dvec3& sun_km) noexcept {
    constexpr double kSunRadiusKm = 695700.0, kEarthRadiusKm = 6378.137;
    const double height = glm::length(satellite_km);
    if (!(height > kEarthRadiusKm)) return Shadow::Umbra;
    const glm::dvec3 to_sun = sun_km - satellite_km;
    const double earth_disc = std::asin(kEarthRadiusKm / height);
    const double sun_disc = std::asin(std::min(1.0, kSunRadiusKm / glm::length(to_sun)));
    const double apart = geo::angle_rad(to_sun, -satellite_km);
    if (apart >= earth_disc + sun_disc) return Shadow::Sunlit;
    // Far out the Earth's disc is the smaller one: the sun is then never covered as a whole.
    return apart <= earth_disc - sun_disc ? Shadow::Umbra : Shadow::Penumbra;
}

}  // namespace linchpin::orbit
