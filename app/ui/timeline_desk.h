#pragma once
// The open project and what a hand does to it. No drawing and no clock in here: the panel asks, tests ask, the window plays.
#include <algorithm>
#include <array>
#include <compare>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/timeline/project.h"
#include "data/core/result.h"

namespace linchpin::app {

enum class Track { Camera, Dates, Sky, Numbers, Changes, Elements, Fades, Markers };
inline constexpr Track kTracks[] = {Track::Camera, Track::Dates, Track::Sky, Track::Numbers, Track::Changes, Track::Elements, Track::Fades, Track::Markers};
[[nodiscard]] std::string_view track_name(Track track) noexcept;

/// A key of a project. Elements are keys that last.
struct KeyRef {
    Track track = Track::Camera;
    std::size_t row = 0;   ///< Numbers: which of them
    std::size_t key = 0;
    auto operator<=>(const KeyRef&) const = default;
};
[[nodiscard]] std::vector<KeyRef> all_keys(const Project& project);
[[nodiscard]] bool has_key(const Project& project, const KeyRef& ref);
[[nodiscard]] double time_of(const Project& project, const KeyRef& ref);

/// `project` with keys moved by `delta_s`, held inside the project. A key that is moved onto another of its track takes its place.
/// @param ripple  everything from the first of them on moves along and the project gets longer or shorter; nothing is overtaken
/// @param keys    replaced by where they are then
[[nodiscard]] Project with_moved(const Project& project, std::vector<KeyRef>& keys, double delta_s, bool ripple);
[[nodiscard]] Project without(const Project& project, const std::vector<KeyRef>& keys);

/// The part of a state file in which `after` differs from `before`. The camera has a track of its own, the date and the sky too
/// where the project has keys for them.
[[nodiscard]] Json change_between(const AppState& before, const AppState& after, const Project& project);

/// Opens with nothing; start() gives it a project.
class TimelineDesk {
public:
    [[nodiscard]] bool open() const noexcept { return open_; }
    [[nodiscard]] const Project& project() const noexcept { return project_; }
    [[nodiscard]] unsigned version() const noexcept { return version_; }  ///< another number after every change
    [[nodiscard]] bool dirty() const { return open_ && !(project_ == saved_); }
    void start(Project project, std::string file);
    void close();
    void saved(std::string file);

    // edits: each is one step of undo
    void edit(Project next);
    /// Between the two, edit() shows but makes no step: a drag is one step. end_drag(false) takes it back.
    void begin_drag();
    void end_drag(bool keep = true);
    [[nodiscard]] const Project& before_drag() const noexcept { return drag_ ? *drag_ : project_; }
    [[nodiscard]] bool dragging() const noexcept { return drag_.has_value(); }
    bool undo();
    bool redo();
    /// True once after each step that was made: the window puts it among the steps of the state.
    [[nodiscard]] bool take_step() noexcept { return std::exchange(stepped_, false); }

    void capture_camera(const AppState& state);
    void capture_date(const AppState& state);
    void capture_sky(double unix_s);
    void capture_number(const AppState& state, const std::string& path);
    /// False when nothing differs.
    bool capture_change(const AppState& state);
    void add_element(ElementKind kind);
    void add_fade(double veil);
    void add_marker();
    void delete_selected();
    void copy_selected();
    bool paste();
    void set_loop(std::optional<double> start_s, std::optional<double> end_s);

    // time
    [[nodiscard]] double on_frame(double time_s) const noexcept;  ///< the frame at or before it, inside the project
    [[nodiscard]] std::int64_t frame() const noexcept;
    void go_to(double time_s) { playhead_s = on_frame(time_s); }
    [[nodiscard]] double last_frame_s() const noexcept { return project_.time_of(project_.frame_count() - 1); }
    /// Plays on by so much of the wall clock; stops at the ends, or goes round a loop.
    void advance(double dt_s);
    void play_pause();
    void shuttle(int direction);  ///< -1, 0, 1; the same direction again doubles the rate, up to eight times
    /// A time near by to which things snap: keys that are not `moving`, markers, the playhead, the ends; else the frame.
    [[nodiscard]] double snapped(double time_s, double within_s, const std::vector<KeyRef>& moving, bool playhead) const;

    std::vector<KeyRef> selected;    ///< ascending
    double playhead_s = 0.0;
    double rate = 0.0;               ///< of playing; 0 = stands
    double view_from_s = 0.0, view_to_s = 10.0;
    void fit() { view_from_s = 0.0; view_to_s = std::max(project_.length_s, 0.1); }
    void zoom(double around_s, double factor);
    bool ripple = false;
    bool open_panel = false;         ///< the panel stands at the bottom (T)
    bool view_differs = false;       ///< the globe was turned or something changed since the playhead came here; set by the window
    bool scrubbing = false;          ///< a hand moves the playhead
    std::string file;
    std::string problem;             ///< why the project as it stands cannot be shown; set by the window
    AppState moment_state;           ///< what the project shows at the playhead; set by the window
    std::function<Status(std::string_view)> check_text;  ///< bindings of a caption; set by the window
    std::function<std::optional<Date>(double)> date_at;          ///< what exists at a time of the project; set by the window
    bool wants_revert = false;       ///< the view goes back to the frame
    /// What the hand holds in the panel.
    struct Hand {
        enum class Holds { Nothing, Playhead, Keys, ElementStart, ElementEnd } holds = Holds::Nothing;
        KeyRef key;
        double from_s = 0.0;          ///< where it was grabbed
        std::vector<KeyRef> keys;     ///< chosen then
        bool moved = false;
    } hand;
    int histogram_from = 0;
    std::vector<std::array<int, 3>> histogram;  ///< by year from `histogram_from`: sites, cables, satellites

private:
    void keep_selection();
    template <class Key> void put_key(std::vector<Key>& keys, Key key, Track track, std::size_t row = 0);
    bool open_ = false, stepped_ = false;
    Project project_, saved_;
    std::optional<Project> drag_;
    std::deque<Project> past_, future_;
    unsigned version_ = 0;
    double rest_s_ = 0.0;
    std::optional<Project> clipboard_;
    double clipboard_from_s_ = 0.0;
};

}  // namespace linchpin::app
