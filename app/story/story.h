#pragma once
// A story: ordered scenes for an audience, with what the speaker says and where it comes from. Plain values; times are seconds.
#include <optional>
#include <string>
#include <vector>

#include "app/state/app_state.h"
#include "app/state/json_archive.h"
#include "app/state/passing.h"
#include "data/core/date.h"

namespace linchpin::app {

/// How the camera comes to a scene from wherever it is.
enum class SceneMove {
    Flight,  ///< great circle, zooming out and in on long ways (van Wijk and Nuij)
    Direct,  ///< great circle, distance in equal ratios
    Turn,    ///< around the globe's axis by `turn_deg`
    Cut,     ///< at once
};

struct SceneFlight {
    SceneMove move = SceneMove::Flight;
    std::optional<double> seconds;  ///< [0.1, 60]; empty = by the length of the way
    double turn_deg = 360.0;        ///< Turn: eastward; negative = westward
    bool operator==(const SceneFlight&) const = default;
};

/// The date running by itself once the camera has come.
struct ScenePlay {
    std::optional<Date> from, to;   ///< both, or neither = it does not run. `to` may be before `from`
    double seconds = 0.0;           ///< [0.1, 600]
    bool by_year = false;           ///< the last day of each year, each shown for the same while
    bool operator==(const ScenePlay&) const = default;
    [[nodiscard]] bool runs() const noexcept { return from.has_value() && to.has_value(); }
};

/// What stands over the globe; times are from the moment at which the camera has come.
struct SceneCaption {
    ElementKind kind = ElementKind::Caption;
    ElementPlace place = ElementPlace::Bottom;
    std::string text;               ///< may hold {bindings}: docs/timeline.md. DateStamp: empty = month or year; ScaleBar: empty
    std::string detail;             ///< second line, smaller
    double start_s = 0.0;
    std::optional<double> end_s;    ///< empty = as long as the scene stands
    double fade_s = 0.4;
    bool operator==(const SceneCaption&) const = default;
};

/// Where a statement of a scene comes from.
struct SceneSource {
    std::string text;               ///< "UN Comtrade, imports of HS 8504, 2024"
    std::string url;                ///< may be empty; never opened by the program
    bool operator==(const SceneSource&) const = default;
};

struct StoryScene {
    std::string id;                 ///< lower-case letters, digits and hyphens; once in a story
    std::string title;
    Json state = Json::object();    ///< a part of a state file, laid over the story's start
    SceneFlight flight;
    ScenePlay play;
    double drift_deg_s = 0.0;       ///< slow turn of the globe while the scene stands, eastward, [-20, 20]
    std::vector<SceneCaption> captions;
    std::string notes;              ///< for the speaker, Markdown; never in the picture
    std::vector<SceneSource> sources;
    double planned_s = 60.0;        ///< how long the speaker means to stay, [0, 7200]
    bool operator==(const StoryScene&) const = default;
};

/// The show going round by itself when nobody touches it.
struct StoryKiosk {
    double idle_s = 0.0;            ///< without a touch until it starts, [0, 86400]; 0 = never
    double scene_s = 0.0;           ///< each scene's; 0 = as planned
    bool operator==(const StoryKiosk&) const = default;
};

struct Story {
    std::string title, author, event;  ///< event: where and when it is told
    Json start = Json::object();    ///< a part of a state file, laid over the program's default state: what all scenes share
    StoryKiosk kiosk;
    std::vector<StoryScene> scenes;
    bool operator==(const Story&) const = default;

    [[nodiscard]] double planned_s() const noexcept {
        double sum = 0.0;
        for (const StoryScene& scene : scenes) sum += scene.planned_s;
        return sum;
    }
};

/// What a scene's camera pose, layers, filters ... come to. `start` without idle turn and hover.
/// @return  or what is wrong, beginning with the path of the value in the story: "scenes[3].state.layers.sites: ..."
[[nodiscard]] Result<AppState> start_state(const Story& story);
[[nodiscard]] Result<AppState> scene_state(const Story& story, const AppState& start, std::size_t scene);
[[nodiscard]] Result<std::vector<AppState>> scene_states(const Story& story);

/// What a caption says: a date without a text is the month, or the year where years are played.
[[nodiscard]] std::string scene_caption_text(const StoryScene& scene, const SceneCaption& caption);

/// The scene of that id or number ("3" = the third).
[[nodiscard]] std::optional<std::size_t> find_scene(const Story& story, std::string_view id_or_number) noexcept;
/// An id that no scene has yet, made from a title: "The buildout" -> "the-buildout", "the-buildout-2".
[[nodiscard]] std::string unused_id(const Story& story, std::string_view title);

}  // namespace linchpin::app
