#include "data/orbit/track.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "data/orbit/wgs72.h"

namespace linchpin::orbit {
namespace {

using geo::kPi;
constexpr double kEquatorKm = 6378.137;  // WGS84, which heights are given above

/// Node to node: a line drawn over it closes best, and it is what a revolution is counted by.
double period_s(const Sgp4& satellite) noexcept {
    const NearEarthTerms& k = satellite.near_terms();
    return 2.0 * kPi / (k.mean_anomaly_dot + k.arg_perigee_dot) * 60.0;
}

/// Elevation over time for one observer.
class Elevation {
public:
    Elevation(const Sgp4& satellite, const Geodetic& observer) : satellite_{satellite}, observer_{observer} {}
    [[nodiscard]] std::optional<LookAngles> look(double unix_s) const {
        const TemeState s = satellite_.at(unix_s);
        if (s.error != PropagationError::None) return std::nullopt;
        return look_angles(observer_, teme_to_ecef(s.position_km, unix_s));
    }
    /// Below every mask where there is no satellite any more.
    [[nodiscard]] double deg(double unix_s) const {
        const auto l = look(unix_s);
        return l ? l->elevation_deg : -91.0;
    }
    [[nodiscard]] Pass::Moment moment(double unix_s) const {
        const TemeState s = satellite_.at(unix_s);
        if (s.error != PropagationError::None) return {unix_s, {0.0, -91.0, 0.0}, Shadow::Sunlit};
        const glm::dvec3 place = teme_to_ecef(s.position_km, unix_s);
        return {unix_s, look_angles(observer_, place), earth_shadow(place, sun_position_ecef(unix_s))};
    }
    [[nodiscard]] double sun_elevation_deg(double unix_s) const {
        return look_angles(observer_, sun_position_ecef(unix_s)).elevation_deg;
    }

private:
    const Sgp4& satellite_;
    const Geodetic& observer_;
};

/// Instant in (low, high) where the elevation passes the mask; it is below at `below` and not at `above`.
double crossing(const Elevation& elevation, double below, double above, double mask) {
    while (std::abs(above - below) > 1e-4) {
        const double middle = 0.5 * (below + above);
        (elevation.deg(middle) < mask ? below : above) = middle;
    }
    return above;
}

/// Highest point in [low, high], where the elevation has one maximum.
double highest(const Elevation& elevation, double low, double high) {
    constexpr double kGolden = 0.6180339887498949;
    double a = high - kGolden * (high - low), b = low + kGolden * (high - low);
    double ea = elevation.deg(a), eb = elevation.deg(b);
    while (high - low > 0.01) {
        if (ea < eb) {
            low = a, a = b, ea = eb;
            b = low + kGolden * (high - low);
            eb = elevation.deg(b);
        } else {
            high = b, b = a, eb = ea;
            a = high - kGolden * (high - low);
            ea = elevation.deg(a);
        }
    }
    return 0.5 * (low + high);
}

}  // namespace

double element_age_days(const MeanElements& elements, double unix_s) noexcept { return (unix_s - elements.epoch_unix_s) / 86400.0; }

OrbitShape orbit_shape(const MeanElements& e) noexcept {
    OrbitShape shape;
    const double n_kozai = e.mean_motion_rev_day * 2.0 * kPi / 1440.0;
    const double cos_i = std::cos(e.inclination_deg * geo::kRadPerDeg), beta2 = 1.0 - e.eccentricity * e.eccentricity;
    const double d1 = 0.75 * wgs72::kJ2 * (3.0 * cos_i * cos_i - 1.0) / (beta2 * std::sqrt(beta2));
    const double a_kozai = std::pow(wgs72::kXke / n_kozai, 2.0 / 3.0);
    const double n = n_kozai / (1.0 + d1 / (a_kozai * a_kozai));
    shape.period_min = 2.0 * kPi / n;
    shape.semi_major_axis_km = std::pow(wgs72::kXke / n, 2.0 / 3.0) * wgs72::kRadiusKm;
    shape.perigee_km = shape.semi_major_axis_km * (1.0 - e.eccentricity) - kEquatorKm;
    shape.apogee_km = shape.semi_major_axis_km * (1.0 + e.eccentricity) - kEquatorKm;
    return shape;
}

std::vector<glm::dvec3> orbit_line_ecef(const Sgp4& satellite, double unix_s, int points) {
    std::vector<glm::dvec3> line;
    if (points < 3) return line;
    const double period = period_s(satellite), gmst = gmst_rad(unix_s);
    line.reserve(static_cast<std::size_t>(points) + 1);
    for (int i = 0; i <= points; ++i) {
        const TemeState s = satellite.at(unix_s + period * (static_cast<double>(i) / points - 0.5));
        if (s.error == PropagationError::None) line.push_back(teme_to_ecef_at(s.position_km, gmst));
    }
    return line;
}

std::vector<TrackPoint> ground_track(const Sgp4& satellite, double unix_s, double revolutions, double step_s) {
    std::vector<TrackPoint> track;
    // A bound, so that no argument can ask for more memory than there is.
    constexpr double kMostPoints = 1e6;
    const double span_s = period_s(satellite) * revolutions;
    if (!(step_s > 0.0) || !(span_s > 0.0) || !(span_s / step_s < kMostPoints)) return track;
    const auto steps = static_cast<std::size_t>(std::ceil(span_s / step_s));
    for (std::size_t i = 0; i <= steps; ++i) {
        const double t = unix_s + std::min(span_s, static_cast<double>(i) * step_s);
        const TemeState s = satellite.at(t);
        if (s.error != PropagationError::None) break;
        track.push_back({t, ecef_to_geodetic(teme_to_ecef(s.position_km, t))});
    }
    return track;
}

double footprint_radius_rad(double height_km, double min_elevation_deg) noexcept {
    if (!(height_km > 0.0)) return 0.0;
    const double elevation = std::clamp(min_elevation_deg, 0.0, 90.0) * geo::kRadPerDeg;
    return std::acos(geo::kEarthRadiusKm / (geo::kEarthRadiusKm + height_km) * std::cos(elevation)) - elevation;
}

std::vector<geo::LatLon> footprint_circle(const Geodetic& satellite, double min_elevation_deg, int points) {
    std::vector<geo::LatLon> polygon;
    const double mask = std::clamp(min_elevation_deg, 0.0, 89.9), around = footprint_radius_rad(satellite.height_km, mask);
    if (!(around > 0.0) || points < 3) return polygon;
    const glm::dvec3 place = geodetic_to_ecef(satellite);
    const double lat = satellite.lat_deg * geo::kRadPerDeg, lon = satellite.lon_deg * geo::kRadPerDeg;
    const glm::dvec3 up = geo::to_unit({satellite.lat_deg, satellite.lon_deg});
    const glm::dvec3 east{-std::sin(lon), std::cos(lon), 0.0};
    const glm::dvec3 north{-std::sin(lat) * std::cos(lon), -std::sin(lat) * std::sin(lon), std::cos(lat)};
    polygon.reserve(static_cast<std::size_t>(points));
    for (int i = 0; i < points; ++i) {
        const double azimuth = 2.0 * kPi * i / points;
        const glm::dvec3 outward = north * std::cos(azimuth) + east * std::sin(azimuth);
        const auto at = [&](double angle) { return geo::to_lat_lon(up * std::cos(angle) + outward * std::sin(angle)); };
        const auto too_high = [&](double angle) {
            const geo::LatLon ground = at(angle);
            return look_angles({ground.lat_deg, ground.lon_deg, 0.0}, place).elevation_deg - mask;
        };
        // The sphere's radius is off by less than half a degree; the elevation falls steadily outwards, so a secant finds the edge.
        double a = around, b = around * 0.98, high_a = too_high(a), high_b = too_high(b);
        for (int turn = 0; turn < 12 && std::abs(high_b) > 1e-6 && high_a != high_b; ++turn) {
            const double next = std::clamp(b - high_b * (b - a) / (high_b - high_a), 0.2 * around, 1.5 * around + 0.01);
            a = b, high_a = high_b;
            b = next, high_b = too_high(b);
        }
        polygon.push_back(at(b));
    }
    return polygon;
}

std::vector<Pass> find_passes(const Sgp4& satellite, const Geodetic& observer, double from, double to, double mask) {
    std::vector<Pass> passes;
    constexpr double kLongestS = 10.0 * 366.0 * 86400.0;
    if (!(from < to) || !(to - from < kLongestS)) return passes;
    const Elevation elevation(satellite, observer);
    // Between two neighbouring samples the elevation turns at most once: 30 s is a small part of the shortest pass of a low orbit.
    const double step = std::clamp(period_s(satellite) / 180.0, 1.0, 30.0);
    const auto samples = static_cast<std::int64_t>(std::ceil((to - from) / step));
    const auto time_of = [&](std::int64_t k) { return std::min(to, from + static_cast<double>(k) * step); };

    std::optional<Pass> open;
    double best = -91.0, best_time = from;  // highest sample of the open pass
    double before = -91.0, here = elevation.deg(from);
    const auto begin = [&](double rise, bool already_up) {
        open = Pass{};
        open->rise = elevation.moment(rise);
        open->already_up = already_up;
        best = -91.0;
    };
    const auto end = [&](double set, bool still_up) {
        const double peak = highest(elevation, std::max(open->rise.unix_s, best_time - step), std::min(set, best_time + step));
        open->peak = elevation.moment(peak);
        // At the ends of a search the highest point may be the end itself.
        for (const double edge : {open->rise.unix_s, set})
            if (elevation.deg(edge) > open->peak.look.elevation_deg) open->peak = elevation.moment(edge);
        open->set = elevation.moment(set);
        open->sun_elevation_deg = elevation.sun_elevation_deg(open->peak.unix_s);
        open->still_up = still_up;
        passes.push_back(*open);
        open.reset();
    };
    if (here >= mask) begin(from, true), best = here, best_time = from;
    for (std::int64_t k = 1; k <= samples; ++k) {
        const double t = time_of(k), last = time_of(k - 1);
        const double next = elevation.deg(t);
        if (!open && next >= mask) {
            begin(crossing(elevation, last, t, mask), false);
        } else if (!open && here >= before && here > next && here < mask && k > 1) {
            // A hill between samples whose top may reach the mask.
            const double top = highest(elevation, time_of(k - 2), t);
            if (elevation.deg(top) >= mask) {
                begin(crossing(elevation, time_of(k - 2), top, mask), false);
                best = elevation.deg(top), best_time = top;
                end(crossing(elevation, t, top, mask), false);
            }
        } else if (open && next < mask) {
            end(crossing(elevation, t, last, mask), false);
        }
        if (open && next > best) best = next, best_time = t;
        before = here;
        here = next;
        if (next < -90.5) break;  // decayed
    }
    if (open) end(to, true);
    return passes;
}

}  // namespace linchpin::orbit
