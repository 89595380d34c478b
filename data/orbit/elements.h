#pragma once
#include <cstdint>
#include <string>

namespace linchpin::orbit {

/// Mean elements of one object as CCSDS OMM gives them for SGP4 (TEME, WGS72, UTC).
struct MeanElements {
    std::uint32_t norad_cat_id = 0;  ///< up to nine digits
    std::string object_id;           ///< COSPAR designator, "2025-100A"
    std::string object_name;
    double epoch_unix_s = 0.0;           ///< POSIX seconds, UTC (see data/core/date.h)
    double mean_motion_rev_day = 0.0;    ///< Kozai mean motion, > 0
    double eccentricity = 0.0;           ///< [0, 1)
    double inclination_deg = 0.0;        ///< [0, 180]
    double ra_of_asc_node_deg = 0.0;     ///< [0, 360)
    double arg_of_pericenter_deg = 0.0;  ///< [0, 360)
    double mean_anomaly_deg = 0.0;       ///< [0, 360)
    double bstar_per_er = 0.0;           ///< drag term, 1 / Earth radii
    double mean_motion_dot = 0.0;        ///< rev/day^2 (already halved, as in a TLE); unused by SGP4
    double mean_motion_ddot = 0.0;       ///< rev/day^3 (already divided by 6); unused by SGP4
    int ephemeris_type = 0;
    char classification = 'U';
    int element_set_no = 999;
    int rev_at_epoch = 0;
};

}  // namespace linchpin::orbit
