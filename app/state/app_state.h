#pragma once
// Everything a person can change, as one plain value: session file, undo step, story scene and test are all this.
#include <optional>
#include <string>
#include <vector>

#include "data/query/filter.h"
#include "data/report/indicator.h"
#include "data/report/subject.h"
#include "data/scenario/event.h"

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

/// A cluster (number of a node of SiteClusters) is only ever hovered: a click opens it instead of selecting it.
enum class SelectionKind { None, Country, Site, Cable, Satellite, Landing, Chokepoint, Arc, Cluster };
struct Selection {
    SelectionKind kind = SelectionKind::None;
    std::string id;                          ///< ISO3, site id, cable id, NORAD number, "CHN>USA"
    bool operator==(const Selection&) const = default;
};

enum class Theme { Dark, Light, Contrast };
enum class EarthStyle { Graphite, Imagery };
/// How much work a frame of the window may cost; images and recordings do not ask.
enum class QualityChoice { Auto, Low, High };
/// The picture as eyes see it that lack one kind of cone.
enum class ColourVision { Usual, Protanopia, Deuteranopia, Tritanopia };
enum class Projection { Globe, EqualEarth };

/// M16: how likely a cable fails within a year, as typed in.
inline constexpr const char* kEveryOtherCable = "*";
struct CableFailureChoice {
    std::string cable;                       ///< id; "*" = every one that nothing else is said about
    double probability = 0.0;                ///< [0, 1]
    bool operator==(const CableFailureChoice&) const = default;
};

/// What the dependence numbers are asked about, apart from the filter's product group, year and date.
struct ReportChoice {
    report::SubjectKind subject_kind = report::SubjectKind::Country;
    std::string subject;                     ///< "KEN", "EU", "202", "KEN+UGA"; empty = none chosen yet
    double pass_through = 1.0;               ///< M06, [0, 1]
    bool with_plans = false;                 ///< planned sites and cables count when their year has come
    std::string outage_supplier;             ///< M09: ISO3; empty = the top supplier
    double outage_fraction = 1.0;            ///< d, [0, 1]
    double grow_foreign = 0.0;               ///< g, [0, 10]
    double grow_domestic = 0.0;              ///< h, [0, 10]
    bool impute_capacity = false;            ///< M13: unpublished capacities count as the median of their decade
    std::vector<std::string> hubs;           ///< M15: ISO3, ascending; empty = the ten with most landed capacity
    std::vector<report::IndicatorWeight> indicators;  ///< M19, weights in [0, 1]; empty = default_indicators()
    std::vector<CableFailureChoice> cable_failures;   ///< M16, each cable once; they go before the table
    std::string inputs_folder;               ///< of the user's own tables (docs/inputs.md); empty = none
    bool operator==(const ReportChoice&) const = default;
};

/// What is drawn of the chosen satellite.
struct SatelliteView {
    int track_orbits = 2;                    ///< ground track of the next orbits, 0..20
    double min_elevation_deg = 10.0;         ///< mask of footprint and passes, 0..80
    bool links = true;                       ///< laser links, schematic, where the pack knows of them
    std::string observer;                    ///< passes over: ISO3 = that country's capital, "LAT,LON" = a place; empty = none chosen
    std::string about;                       ///< whom launches, cover and passes are about: SatelliteSet's word; empty = every satellite
    std::string cover_country;               ///< ISO3 whose cover is shown; empty = whom the dependence numbers are about
    bool operator==(const SatelliteView&) const = default;
};

struct AppState {
    CameraPose camera;
    Layers layers;
    Filter filter;
    std::optional<double> sky_time_unix_s;   ///< empty = the elements' epoch
    double sky_rate = 60.0;                  ///< seconds of sky time per second when playing
    bool sky_playing = false;
    double frame_time_s = 0.0;               ///< drives particles, dashes and fades; live: seconds since start, else frame_index / fps
    Selection selection;
    ReportChoice report;
    scenario::Scenario scenario;             ///< "what if"
    Selection hover;                         ///< not saved
    EarthStyle earth_style = EarthStyle::Graphite;
    bool even_light = false;                 ///< light the whole globe evenly
    bool sovereignty_lens = false;           ///< rings around data centres: operator, ultimate owner, vendor of the accelerators
    SatelliteView satellite_view;
    Projection projection = Projection::Globe;
    double projection_since_s = -1.0;        ///< frame time at which the change to it began; negative = it is complete
    double central_meridian_deg = 11.0;      ///< middle of the flat map: with 11 E its edge runs through the Bering Strait
    bool reduce_motion = false;
    bool bundle_flows = false;               ///< arcs that go the same way share it
    bool idle_turn = true;                   ///< slow turn until the first touch; not saved
    std::string palette = "viridis";         ///< viridis, cividis, batlow; okabe-ito for categories (numbers then in cividis)
    bool class_patterns = false;             ///< country values also by lines, denser for more: for print and for eyes that mix colours up
    Theme theme = Theme::Dark;
    double text_scale = 1.0;                 ///< 0.75 .. 3
    QualityChoice quality = QualityChoice::Auto;
    ColourVision colour_vision = ColourVision::Usual;
    bool moon = true;                        ///< drawn with the stars
    bool operator==(const AppState&) const = default;
};

}  // namespace linchpin::app
