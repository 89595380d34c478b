#pragma once
#include <glm/vec3.hpp>
#include <span>
#include <vector>

#include "data/geo/sphere.h"
#include "data/orbit/elements.h"
#include "data/orbit/frames.h"
#include "data/orbit/sgp4.h"
#include "data/orbit/sky.h"

namespace linchpin::orbit {

/// Days since the epoch of the elements; negative before it. Beyond kStaleDays either way a place means little: low satellites are
/// then off by more than their own spacing.
inline constexpr double kStaleDays = 30.0;
[[nodiscard]] double element_age_days(const MeanElements& elements, double unix_s) noexcept;

/// Size of an orbit from its mean elements (J2 taken out of the mean motion, as SGP4 does).
struct OrbitShape {
    double period_min = 0.0;
    double semi_major_axis_km = 0.0;
    double perigee_km = 0.0, apogee_km = 0.0;  ///< heights above the WGS84 equatorial radius
};
[[nodiscard]] OrbitShape orbit_shape(const MeanElements& elements) noexcept;

/// The orbit as a line: one revolution around `unix_s`, half before and half after, as it lies in space at that instant, in
/// Earth-fixed coordinates (km). Closed but for the drift within one revolution, and that gap is on the far side from the
/// satellite. Shape [points + 1]; points with an error are left out. Nothing for points < 3.
[[nodiscard]] std::vector<glm::dvec3> orbit_line_ecef(const Sgp4& satellite, double unix_s, int points = 256);

struct TrackPoint {
    double unix_s = 0.0;
    Geodetic place;
};
/// Where the satellite is overhead, from `unix_s` over a number of revolutions (node to node; may be fractional), every `step_s`.
/// Ends early where the propagation ends (decay).
[[nodiscard]] std::vector<TrackPoint> ground_track(const Sgp4& satellite, double unix_s, double revolutions, double step_s = 30.0);

/// Angle at the Earth's centre between a satellite's foot and the edge of the area that sees it above `min_elevation_deg`, on the
/// sphere of geo::kEarthRadiusKm; 0 for heights not above 0.
[[nodiscard]] double footprint_radius_rad(double height_km, double min_elevation_deg) noexcept;
/// The edge of the area that sees the satellite at `min_elevation_deg` or higher, as a polygon on WGS84 (nearly a circle): at every
/// corner look_angles() gives that elevation within 0.001 degree. Corners go round clockwise as seen from above, from north on.
/// @param min_elevation_deg  [0, 90); others are clamped to it.
/// @return  Shape [points]; empty for heights not above 0 and fewer than 3 points. Longitudes jump at the date line, and a
/// footprint
///          may hold a pole: whoever fills it works on the sphere.
[[nodiscard]] std::vector<geo::LatLon> footprint_circle(const Geodetic& satellite, double min_elevation_deg, int points = 128);

/// A satellite above an observer's mask.
struct Pass {
    struct Moment {
        double unix_s = 0.0;
        LookAngles look;
        Shadow light = Shadow::Sunlit;  ///< is the sun shining on the satellite then?
    };
    Moment rise, peak, set;
    double sun_elevation_deg = 0.0;  ///< of the observer's sun at the peak: below -6 degrees a sunlit satellite can be seen by eye
    bool already_up = false;         ///< it was up before the search began: `rise` is the begin of the search
    bool still_up = false;           ///< `set` is the end of the search
};
/// All passes between two instants whose peak reaches `min_elevation_deg`; rise and set are at that elevation, to 0.01 s. Passes
/// however short are found. Ends early where the propagation ends. Nothing when from >= to, or when the search would take more than
/// ten years.
[[nodiscard]] std::vector<Pass> find_passes(const Sgp4& satellite, const Geodetic& observer, double from_unix_s, double to_unix_s,
                                            double min_elevation_deg);

}  // namespace linchpin::orbit
