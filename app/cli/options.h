#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/cli/orbit_options.h"
#include "app/record/video_format.h"
#include "app/remote/endpoint.h"
#include "app/state/app_state.h"
#include "app/story/stage_plan.h"
#include "data/core/date.h"
#include "data/geo/sphere.h"
#include "render/draw_options.h"

namespace linchpin::app {

struct Size { int width_px = 0, height_px = 0; };

struct CommonOptions {
    bool quiet = false, verbose = false;
    std::filesystem::path log_file;
};

/// How the numbers of a choropleth are to fall into classes.
struct ClassChoice {
    ClassRule rule = ClassRule::Standard;
    int count = 0;               ///< 0 = as it was
    std::vector<double> breaks;  ///< of ClassRule::Manual
};

/// What picks the state that is shown first; later ones win over the state file.
struct ViewOptions {
    std::filesystem::path pack;                ///< empty = the bundled one
    std::filesystem::path state_file;
    std::string view;                          ///< a view string; empty = none
    std::filesystem::path scenario_file;       ///< its events replace those of the state
    std::optional<CameraPose> at;              ///< lat, lon; distance_km < 0 = the distance stays
    std::optional<Date> date;
    std::optional<double> sky_time_unix_s;
    std::optional<Layers> layers;
    std::optional<Selection> selection;
    std::optional<Theme> theme;
    std::optional<Projection> projection;
    std::optional<double> central_meridian_deg;
    std::optional<double> text_scale;
    std::optional<double> flow_origin;         ///< [0, 1]
    bool bundle_flows = false;
    std::string palette;
    std::optional<ClassChoice> classes;
    bool class_patterns = false;
    std::optional<ColourVision> colour_vision;
};

struct ExploreOptions {
    ViewOptions view;
    std::filesystem::path project;             ///< empty = none
    std::filesystem::path story;               ///< empty = none
    bool fresh = false;                        ///< begin with the first picture, not where the last session left off
    bool present = false;                      ///< the story, at once; `monitor` is the audience's then
    bool windowed = false;                     ///< presenting with one screen: in the window as it is
    std::optional<ScreenArea> audience_at;     ///< a part of the desktop for the audience instead of a screen
    std::optional<Endpoint> remote, osc;       ///< steer the show from there; empty = off, see docs/remote.md
    double kiosk_s = 0.0;                      ///< goes round by itself after so long without a touch; 0 = as the story says
    std::optional<QualityChoice> quality;      ///< wins over the state's
    std::optional<Size> size;
    int monitor = 0;                           ///< 1 = the first; 0 = where the desktop puts the window
};

struct ImageOptions {
    ViewOptions view;
    std::filesystem::path story;               ///< a scene of it instead of a view; empty = none
    std::string scene = "1";                   ///< number or id
    std::filesystem::path out;
    Size size{1920, 1080};
    int supersample = 1;
    int tile_px = 2048;
    bool transparent = false;
    std::filesystem::path passes;              ///< folder; empty = none
    std::filesystem::path contact_sheet;       ///< folder; empty = one picture
    render::Quality quality = render::Quality::Still;
};

struct RecordOptions {
    std::filesystem::path project, out, pack;  ///< pack: empty = the bundled one
    std::optional<Size> size;                  ///< empty = the project's
    int fps = 0, fps_divisor = 1;              ///< 0 = the project's
    std::int64_t first = 0;
    std::optional<std::int64_t> end;           ///< empty = to the end
    bool range = false;                        ///< frames were named
    bool progress = false;                     ///< lines for programs on standard error
    std::string codec;                         ///< empty = by the name of `out`
    Codec chosen = Codec::H264;                ///< what `codec` and `out` come to
    int crf = -1;                              ///< -1 = the codec's own
    int supersample = 1, motion_blur = 1;
    std::int64_t part_frames = 300;
    bool transparent = false, passes = false, resume = false, sidecars = false;
    std::string ffmpeg_arguments;
};

struct JoinOptions {
    std::filesystem::path out;
    std::vector<std::filesystem::path> parts;
};

struct CheckOptions { std::filesystem::path target; };

enum class TableFormat { Table, Csv, JsonText };
struct MetricsOptions {
    std::filesystem::path pack;
    std::string country, bloc, region;         ///< exactly one of these four and `all` is given
    std::vector<std::string> countries;        ///< ISO3 codes, taken together as one
    bool all = false;
    std::vector<std::string> metrics{"M01", "M02"};  ///< "all" stands for M01 to M25
    std::string group = "transformers_converters";   ///< or "all"
    std::optional<int> year;                   ///< empty = that of the date, else the newest
    std::optional<Date> date;                  ///< empty = as of the pack
    bool with_plans = false, impute_capacity = false;
    double pass_through = 1.0;                 ///< M06, [0, 1]
    std::string supplier;                      ///< M09, ISO3; empty = the top supplier
    double fraction = 1.0;                     ///< M09, [0, 1]
    double grow_foreign = 0.0, grow_domestic = 0.0;  ///< M09, >= 0
    std::vector<std::string> weights;          ///< M19, "M13:retained_1:higher=0.5"; empty = equal weights of the default indicators
    std::vector<std::string> hubs;             ///< M15, ISO3; empty = the ten countries with most landed capacity
    std::optional<double> sky_time_unix_s;     ///< M25; empty = the newest element epoch
    std::vector<std::string> cable_failures;   ///< M16, "peace=0.1" or "*=0.05"
    std::filesystem::path inputs;              ///< folder with tables of the user's own; empty = none
    std::filesystem::path scenario;            ///< empty = none
    std::string item;                          ///< of a series, "supplier_share:CHN"; empty = the headline ones
    std::string adversary, hurts;              ///< kind of loss to search, "" = none; what hurts, "" = the kind's default
    std::size_t k = 3;                         ///< of the search: how many may be lost
    bool series = false, explain = false, full = false;
    bool changed = false;                      ///< with a scenario: only what it changes
    TableFormat format = TableFormat::Table;
};

}  // namespace linchpin::app
