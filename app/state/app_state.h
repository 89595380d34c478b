#pragma once
// Everything a person can change, as one plain value: session file, undo step, story scene and test are all this.
#include <optional>
#include <string>
#include <vector>

#include "data/query/filter.h"

namespace linchpin::app {

/// Where the globe is looked at from. Orbit camera: no roll.
struct CameraPose {
    double lat_deg = 19.0, lon_deg = 72.0;   ///< ground point in the middle of the view
    double distance_km = 17500.0;            ///< from that ground point to the eye, > 0
    double bearing_deg = 0.0;                ///< 0 = north up, clockwise
    double tilt_deg = 0.0;                   ///< 0 = straight down .. 80
    bool operator==(const CameraPose&) const = default;
};

struct Layers {                              ///< ids of INTERFACE.md
    bool earth = true, borders = true, graticule = false, stars = true, choropleth = true, sites = true, cables = true,
         flows = true, satellites = true, labels = true, legend = true, credits = true;
    bool operator==(const Layers&) const = default;
};

enum class SelectionKind { None, Country, Site, Cable, Satellite, Landing, Chokepoint, Arc };
struct Selection {
    SelectionKind kind = SelectionKind::None;
    std::string id;                          ///< ISO3, site id, cable id, NORAD number, "CHN>USA"
    bool operator==(const Selection&) const = default;
};

enum class Theme { Dark, Light, Contrast };
enum class EarthStyle { Graphite, Imagery };

struct AppState {
    CameraPose camera;
    Layers layers;
    Filter filter;
    std::optional<double> sky_time_unix_s;   ///< empty = the elements' epoch
    double sky_rate = 60.0;                  ///< seconds of sky time per second when playing
    bool sky_playing = false;
    double frame_time_s = 0.0;               ///< drives particles, dashes and fades; live: seconds since start, else frame_index / fps
    Selection selection;
    Selection hover;                         ///< not saved
    EarthStyle earth_style = EarthStyle::Graphite;
    bool even_light = false;                 ///< light the whole globe evenly
    bool reduce_motion = false;
    bool idle_turn = true;                   ///< slow turn until the first touch; not saved
    std::string palette = "viridis";         ///< viridis, cividis, batlow
    Theme theme = Theme::Dark;
    double text_scale = 1.0;                 ///< 0.75 .. 3
    bool operator==(const AppState&) const = default;
};

}  // namespace linchpin::app
