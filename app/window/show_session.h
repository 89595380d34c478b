#pragma once
#include <memory>
#include <optional>
#include <string>

#include "app/cli/options.h"
#include "app/report/report_service.h"
#include "app/story/ask.h"
#include "app/story/show.h"
#include "app/story/show_frames.h"
#include "app/ui/presenter_view.h"
#include "app/window/audience_window.h"
#include "app/window/glfw_window.h"
#include "app/window/globe_control.h"
#include "app/window/load_job.h"
#include "app/window/quality_control.h"
#include "app/window/scene_pictures.h"
#include "app/window/ui_host.h"

namespace linchpin::app {

/// A talk in its windows. With two screens the audience has one to itself and the program's window is the presenter's; with one the
/// window shows the audience's picture, full screen. Everything is drawn in the program's context, the audience's window only shows it.
class ShowSession {
public:
    struct Options {
        StageWish stage;
        bool reduce_motion = false;
        Theme theme = Theme::Dark;
        float text_scale = 1.0f;         ///< of the presenter's screen
        bool windowed = false;           ///< one screen: the window stays as it is
        std::optional<StoryKiosk> kiosk;
    };
    /// All must outlive it. @param from  what is on screen
    [[nodiscard]] static Result<std::unique_ptr<ShowSession>> begin(GlfwWindow& window, UiHost& host, const LoadedWorld& world, Picture& picture, UiProbe& probe,
                                                                    ScenePictures& pictures, std::shared_ptr<const ReadyStory> story, std::size_t scene, const Options& options,
                                                                    const AppState& shown);
    ~ShowSession();
    ShowSession(const ShowSession&) = delete;
    ShowSession& operator=(const ShowSession&) = delete;

    /// Before UiHost::adapt.
    [[nodiscard]] Theme theme() const noexcept { return options_.theme; }
    [[nodiscard]] float text_scale() const noexcept { return text_scale_; }
    [[nodiscard]] float note_px() const noexcept { return note_px_; }
    [[nodiscard]] bool needs_frame(double now_s) const;
    /// One frame of both windows. @param events  of the program's window
    void frame(double now_s, double dt_s, std::vector<InputEvent> events);
    /// What the program does meanwhile woke it.
    void wake() { frames_due_ = 3; }
    [[nodiscard]] bool left() const noexcept { return left_; }
    [[nodiscard]] bool quits() const noexcept { return quits_; }
    /// The desktop asked the program's window to close: the question comes first.
    void ask_to_quit();
    /// Another version of the story, or why the one on disk cannot be used: what is shown stays.
    void replace(std::shared_ptr<const ReadyStory> story);
    void say(std::string problem) { problem_ = std::move(problem), frames_due_ = 3; }

    /// Steps from elsewhere: a remote, a hook. Same as the keys.
    void next() { step([this](double t) { hand_.stop(), show_->next(t); }); }
    void previous() { step([this](double t) { hand_.stop(), show_->previous(t); }); }
    void go_to(std::size_t scene) { step([this, scene](double t) { hand_.stop(), show_->go_to(scene, t); }); }
    void black() { step([this](double t) { show_->veil(Veil::Black, t); }); }
    [[nodiscard]] const Show& show() const noexcept { return *show_; }
    /// For the presenter's eyes: address and PIN of the remote.
    void tell_remote(std::string line) {
        if (line != remote_) remote_ = std::move(line), frames_due_ = 3;
    }

private:
    ShowSession(GlfwWindow& window, UiHost& host, const LoadedWorld& world, Picture& picture, UiProbe& probe, ScenePictures& pictures, const Options& options);
    template <class F> void step(F what) {
        const double now_s = last_s_;
        if (!show_->touched(now_s)) what(now_s);
        frames_due_ = 3;
    }

    // screens
    void place_windows();
    void make_room(int audience_monitor);
    void go_full_screen();
    void leave_full_screen();
    [[nodiscard]] bool one_screen() const noexcept { return audience_ == nullptr && !audience_lost_; }
    /// One screen, and nothing on it but the audience's picture.
    [[nodiscard]] bool only_picture() const noexcept { return one_screen() && !notes_shown_ && ui_.sheet == PresenterSheet::None && !ui_.grid; }
    [[nodiscard]] PixelSize audience_size() const;

    // input
    void handle(const InputEvent& event, bool from_audience, double dt_s);
    void on_key(int key, int mods, bool from_audience);
    void on_button(const ButtonChanged& e, bool from_audience);
    void on_pointer(glm::dvec2 pixel, bool from_audience, double dt_s);
    void perform(const PresenterCommand& command);
    void escape();
    [[nodiscard]] bool text_is_typed() const;
    /// Place in the audience's picture, in its pixels, of a place in a window; nothing outside.
    [[nodiscard]] std::optional<glm::dvec2> in_picture(glm::dvec2 pixel, bool from_audience) const;

    // pictures
    void draw_picture(double now_s);
    void draw_presenter_window(double now_s, double dt_s);
    void show_pictures();
    void tell(double now_s);

    GlfwWindow& window_;
    UiHost& host_;
    const LoadedWorld& world_;
    Picture& picture_;
    UiProbe& probe_;
    ScenePictures& pictures_;
    Options options_;
    std::unique_ptr<Studio> studio_;
    ShowFrames frames_;
    std::optional<Show> show_;
    AskIndex ask_;
    unsigned followed_ = 0;              ///< Show::revision() that `frames_` follows

    std::unique_ptr<AudienceWindow> audience_;
    bool audience_lost_ = false, full_screen_ = false;
    ScreenArea windowed_{};              ///< where the window was before it filled the screen
    std::vector<ScreenArea> screens_;

    std::optional<render::FrameTarget> target_;
    int samples_ = -1;
    FrameMoment drawn_;
    double drawn_visit_s_ = -1.0;
    bool drawn_still_ = false, redraw_ = true;
    QualityControl quality_;
    GlobeControl hand_;
    AppState hand_state_;

    PresenterUi ui_;
    UiState panel_ui_;
    AppState panel_state_;
    Snapshot panel_snapshot_;
    std::vector<Request> requests_;
    ImVec2 stage_from_{0, 0}, stage_size_{0, 0};
    bool notes_shown_ = false;
    float text_scale_ = 1.0f, note_px_ = 18.0f;
    std::string remote_;
    std::string problem_, captions_;     ///< captions: as drawn, with their numbers
    glm::dvec2 pressed_{-1.0};
    double last_s_ = 0.0, began_s_ = 0.0, pictures_since_s_ = 0.0;
    int frames_due_ = 4;
    unsigned frames_drawn_ = 0;
    bool left_ = false, quits_ = false, spot_key_ = false;
};

}  // namespace linchpin::app
