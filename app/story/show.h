#pragma once
// The presenting: which scene, since when, what lies over it. No window, no clock of its own: every call says what time it is, so that
// a talk can be played through in a test.
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/story/visit.h"

namespace linchpin::app {

enum class Veil { None, Black, White };

/// What the speaker laid over the scene: it stays until it is taken back or the next scene comes.
struct ShowOverlay {
    std::string name;                            ///< "Close the Red Sea", for the presenter's eyes
    std::vector<scenario::Event> events;         ///< what if: added to the scene's own
    std::optional<Layers> layers;
    std::optional<CameraPose> camera;
    std::optional<Selection> selection;
    bool operator==(const ShowOverlay&) const = default;
};

/// What Esc did.
enum class EscapeStep { Nothing, Cleared, TookBack, Paused, Left };

struct ShowOptions {
    bool reduce_motion = false;
    std::optional<StoryKiosk> kiosk;             ///< instead of the story's own
};

class Show {
public:
    /// Begins at a scene, which is there at once.
    /// @param from  what is on screen now; null = nothing
    [[nodiscard]] static Result<Show> begin(std::shared_ptr<const ReadyStory> story, std::size_t scene, double now_s, const ShowOptions& options,
                                            const VisitFrom* from = nullptr);

    // ---- steps: one call is one step, also while the camera flies: the flight under way ends at its target ------------------------
    void next(double now_s);
    void previous(double now_s);
    /// Does nothing for a scene that there is not.
    void go_to(std::size_t scene, double now_s);
    /// Digits, then take_number(): the scene of that number. A number is forgotten after 5 s without a digit.
    void digit(int digit, double now_s);
    /// @return false when no number was typed (Enter is then a step)
    bool take_number(double now_s);
    [[nodiscard]] std::string number(double now_s) const;

    // ---- over the picture -----------------------------------------------------------------------------------------------------------
    /// The same again takes it away; a step takes it away too.
    void veil(Veil which, double now_s);
    [[nodiscard]] Veil veil() const noexcept { return veil_; }
    void set_spotlight(bool on, double now_s);
    /// @param x, y  in the picture, [0, 1]
    void point_at(double x, double y);
    [[nodiscard]] bool spotlight() const noexcept { return spotlight_; }
    /// Adds to what lies over the scene.
    void lay_over(ShowOverlay overlay, double now_s);
    /// The camera by hand; no step of its own for Esc as long as the hand goes on.
    void set_camera(const CameraPose& pose, double now_s);
    /// The pose of the scene again.
    void reset_camera(double now_s);
    bool take_back(double now_s);
    [[nodiscard]] const std::vector<ShowOverlay>& overlays() const noexcept { return overlays_; }

    /// Takes back what lies over the scene, else pauses, else leaves.
    EscapeStep escape(double now_s);
    void resume(double now_s);
    [[nodiscard]] bool paused() const noexcept { return paused_at_s_.has_value(); }

    // ---- nobody there ---------------------------------------------------------------------------------------------------------------
    /// Call for every key, click and touch before it is handled.
    /// @return  true when it only woke the show from going round by itself: it is back where it was, the key has done its work
    bool touched(double now_s);
    /// Call before every frame: goes round by itself when it is time. True when the scene changed.
    bool tick(double now_s);
    [[nodiscard]] bool going_round() const noexcept { return kept_.has_value(); }

    // ---- what is to be seen ---------------------------------------------------------------------------------------------------------
    [[nodiscard]] FrameMoment at(double now_s) const;
    /// Seconds of the present visit; stands while paused.
    [[nodiscard]] double visit_s(double now_s) const;
    /// The moment at a time of the visit with what lies over it, without veil and spotlight.
    [[nodiscard]] FrameMoment moment(double visit_s) const;
    /// Counts visits and changes of what lies over them but the camera's: labels are placed anew when it changes.
    [[nodiscard]] unsigned revision() const noexcept { return revision_; }
    [[nodiscard]] bool camera_by_hand() const;
    /// Will the picture of a moment from now differ from now's?
    [[nodiscard]] bool moves(double now_s) const;
    /// Is the camera on its way?
    [[nodiscard]] bool flying(double now_s) const { return visit_s(now_s) < visit_->arrival_s(); }
    /// Leaving captions are shown as they stood: the window says how their numbers were filled in.
    void remember_filled(std::vector<ShownElement> elements) { filled_ = std::move(elements); }

    // ---- for the presenter ----------------------------------------------------------------------------------------------------------
    [[nodiscard]] std::size_t scene() const noexcept { return visit_->scene(); }
    [[nodiscard]] const ReadyStory& story() const noexcept { return *story_; }
    [[nodiscard]] std::shared_ptr<const Visit> visit() const noexcept { return visit_; }
    [[nodiscard]] double elapsed_s(double now_s) const;        ///< without pauses
    [[nodiscard]] double remaining_s(double now_s) const;      ///< planned for all, less elapsed; negative = over time
    [[nodiscard]] double scene_elapsed_s(double now_s) const;
    /// How long each scene has been shown, also by returns to it.
    [[nodiscard]] std::vector<double> timings(double now_s) const;
    /// Another version of the story, at the scene of the same id where there is one.
    void replace(std::shared_ptr<const ReadyStory> story, double now_s);

private:
    Show() = default;
    [[nodiscard]] double clock_s(double now_s) const;  ///< without pauses
    void visit_scene(std::size_t scene, double now_s);
    void step_to(std::size_t scene, double now_s);
    void add_timing(double now_s);
    [[nodiscard]] float veil_level(double now_s) const;

    std::shared_ptr<const ReadyStory> story_;
    ShowOptions options_;
    std::shared_ptr<const Visit> visit_;
    double visit_start_s_ = 0.0;                 ///< on clock_s
    double began_s_ = 0.0, pauses_s_ = 0.0;
    std::optional<double> paused_at_s_;
    double scene_since_s_ = 0.0;                 ///< on clock_s
    std::vector<double> timings_;
    std::vector<ShowOverlay> overlays_;
    std::vector<ShownElement> filled_;
    bool hand_ = false;                          ///< the last overlay is the hand's camera
    Veil veil_ = Veil::None;
    bool veil_white_ = false;
    float veil_from_ = 0.0f;
    double veil_since_s_ = -1e9;
    bool spotlight_ = false;
    double spotlight_since_s_ = -1e9, spot_x_ = 0.5, spot_y_ = 0.5;
    std::string digits_;
    double digit_at_s_ = -1e9;
    unsigned revision_ = 1;

    /// The show as it was left by who went away.
    struct Kept {
        std::shared_ptr<const Visit> visit;
        double visit_s = 0.0;
        std::vector<ShowOverlay> overlays;
        bool hand = false;
        Veil veil = Veil::None;
        bool veil_white = false;
    };
    std::optional<Kept> kept_;
    double touched_s_ = 0.0, round_due_s_ = 0.0;
};

}  // namespace linchpin::app
