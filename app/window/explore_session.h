#pragma once
#include <future>
#include <filesystem>
#include <memory>
#include <optional>

#include "app/cli/asset_paths.h"
#include "app/cli/log.h"
#include "app/cli/options.h"
#include "app/report/exposure_desk.h"
#include "app/report/report_service.h"
#include "app/report/satellite_desk.h"
#include "app/scene/picture.h"
#include "app/state/autosave.h"
#include "app/state/session_file.h"
#include "app/state/history.h"
#include "app/story/story_json.h"
#include "app/ui/panel_context.h"
#include "app/ui/record_dialog.h"
#include "app/ui/story_desk.h"
#include "app/ui/take_away.h"
#include "app/window/fade_memory.h"
#include "app/window/glfw_window.h"
#include "app/window/globe_control.h"
#include "app/window/input_queue.h"
#include "app/window/load_job.h"
#include "app/window/picker.h"
#include "app/window/picture_file.h"
#include "app/window/quality_control.h"
#include "app/window/scene_pictures.h"
#include "app/window/record_run.h"
#include "app/window/shader_watch.h"
#include "app/window/timeline_session.h"
#include "app/window/ui_host.h"
#include "app/window/window_furniture.h"

namespace linchpin::app {

class ShowSession;
class Remote;
class HallCheck;

/// The globe in a window, from the first frame to the last. One thread draws; workers read files.
class ExploreSession {
public:
    ExploreSession(GlfwWindow window, std::unique_ptr<UiHost> ui, AssetPaths assets, const ExploreOptions& options, const Log& log, AppState state);
    ~ExploreSession();
    /// Steers shows from elsewhere from now on.
    void use_remote(std::unique_ptr<Remote> remote);
    /// @return the exit status
    [[nodiscard]] int run();

private:
    // loading
    void draw_loading();
    [[nodiscard]] std::optional<int> finish_loading();
    [[nodiscard]] std::optional<int> start_globe(std::unique_ptr<LoadedWorld> world);
    void poll_workers();

    // one frame
    void wait(double now_s);
    void frame(double now_s);
    [[nodiscard]] bool needs_frame(double now_s) const;
    void advance_clocks(double dt_s);
    void handle_events(double dt_s);
    void update_hover();
    void update_reports();
    void update_snapshot();
    void follow_selection();
    void show_right(RightView view);
    void draw_scene();
    void show();
    void draw_panels();
    [[nodiscard]] bool animates() const;
    [[nodiscard]] PictureInsets insets() const;
    void draw_furniture();
    [[nodiscard]] Moment moment() const;
    [[nodiscard]] float ui_scale() const;

    // input
    void on(const PointerMoved& e, double dt_s);
    void on(const ButtonChanged& e, double dt_s);
    void on(const WheelTurned& e, double dt_s);
    void on(const KeyPressed& e, double dt_s);
    void on(const KeyReleased&, double) {}
    void on(const CharTyped& e, double dt_s);
    void click(glm::dvec2 pixel, double time_s, bool add);
    void show_passes(glm::dvec2 pixel);
    void touch();
    [[nodiscard]] Selection pick(glm::dvec2 pixel);

    // requests
    void perform(const Request& request);
    void perform_view(Action action);
    void perform_text_size(Action action);
    void toggle_projection();
    void fly_to(const Selection& selection);
    void escape();
    void save_state_to(const std::string& path);
    void open_state(const std::string& path);
    // explore_share.cpp
    bool show_state(AppState state);
    void share_view();
    void open_view(const std::string& text);
    void start_afresh();
    void note_file(const std::string& path);
    void keep_session();
    void save_picture(bool with_panels);

    // whom the numbers are about: explore_exposure.cpp
    void perform_exposure(const Request& request);
    void ask_about(const std::string& text);
    void toggle_member(const std::string& iso3);
    void add_event(const Request& request);
    [[nodiscard]] bool shows_figures() const noexcept;
    void update_exposure(bool wanted);

    // timeline: explore_timeline.cpp
    struct Stage {
        glm::dvec2 from{0.0};
        PixelSize size;
        bool operator==(const Stage& o) const noexcept { return from == o.from && size.width_px == o.size.width_px && size.height_px == o.size.height_px; }
    };
    enum class Step { View, Project };  ///< of undo
    [[nodiscard]] bool on_stage() const;
    [[nodiscard]] Stage stage() const;  ///< where the globe is drawn: the whole window without a timeline
    void update_timeline(double dt_s);
    void draw_stage();
    void show_stage();
    void note_step(Step step);
    void forget_view_steps();
    void undo_or_redo(bool undo);
    void toggle_timeline();
    bool open_project(const std::string& path);
    void save_project_to(const std::string& path);
    void perform_time(Action action);
    void advance_date(double dt_s);
    void open_record();
    void preview_recording();
    void start_recording();
    void poll_recording();
    void perform_record(Action action);
    // evidence: explore_take_away.cpp
    void start_take_away();
    void poll_take_away();
    void perform_take_away(const Request& request);
    void write_in_background(StillImage image);

    // edits that are not saved: explore_leave.cpp
    [[nodiscard]] bool leaves();        ///< asked for a close: false while there is a question
    void ask_to_leave();
    [[nodiscard]] bool project_unsaved() const;
    [[nodiscard]] bool story_unsaved() const;
    void go_on_leaving();
    void save_or_ask(SaveWhat what);
    void ask_where(SaveWhat what);
    bool make_way(SaveWhat what);
    void leave(Action answer);
    void keep_unsaved();
    void tell_of_left_behind();

    // the story and its show: explore_show.cpp
    [[nodiscard]] Status open_story(const std::string& path);
    void save_story_to(const std::string& path);
    void follow_story_file(double now_s);
    [[nodiscard]] bool on_story() const;  ///< files and undo are the story's
    void show_scene();
    [[nodiscard]] Passing story_preview();  ///< the chosen scene's captions over the globe, while the story is edited
    void prepare_story_desk();
    void perform_story(Action action);
    void present(std::size_t scene, bool rehearsing);
    void end_show();
    [[nodiscard]] bool show_leaves();
    void show_frame(double now_s);

    // the remote and the hall check: explore_talk.cpp
    void serve_remote(double now_s);
    void begin_hall_check();
    void go_on_with_hall_check();

    GlfwWindow window_;
    std::unique_ptr<UiHost> host_;
    AssetPaths assets_;
    const ExploreOptions& options_;
    const Log& log_;
    AppState state_;
    InputQueue input_;

    std::unique_ptr<LoadJob> loading_;
    std::unique_ptr<FineMapJob> fine_map_;
    std::unique_ptr<LoadedWorld> world_;
    std::unique_ptr<ReportService> reports_;
    std::unique_ptr<ExposureDesk> exposure_;
    std::unique_ptr<SatelliteDesk> desk_;
    std::unique_ptr<Picture> picture_;
    std::unique_ptr<TimelineSession> timeline_;
    StoryDesk story_;
    StoryFile story_file_;
    std::unique_ptr<Studio> story_studio_;   ///< looks names in captions up
    Passing story_preview_;
    unsigned story_seen_ = 0;                ///< version of `story_` that the panel has drawn
    double story_looked_s_ = 0.0, show_last_s_ = 0.0;
    bool rehearsing_ = false;
    ScenePictures story_pictures_;
    std::unique_ptr<HallCheck> hall_;        ///< null: none was begun
    std::unique_ptr<Remote> remote_;         ///< null: off
    double remote_told_s_ = -1.0;
    std::unique_ptr<ShowSession> show_;      ///< while presenting
    RecordDialog recording_;
    TakeAwayDialog take_away_;
    std::unique_ptr<RecordRun> dossier_run_;
    std::filesystem::path dossier_state_;  ///< the state that the dossier is of
    std::unique_ptr<RecordRun> run_;
    std::filesystem::path record_copy_;  ///< the project that is being recorded
    std::vector<Step> steps_, undone_;   ///< in the order in which they were made
    Stage drawn_stage_;
    bool stage_busy_ = false;
    std::unique_ptr<WindowFurniture> furniture_;
    std::optional<render::FrameTarget> target_;
    FadeMemory fades_;
    QualityControl quality_;
    ShaderWatch shader_watch_;
    Snapshot snapshot_;
    std::optional<History> history_;
    GlobeControl control_;
    Picker picker_;
    UiState ui_;
    UiProbe probe_;
    std::vector<Request> requests_;

    float drawn_layers_bottom_px_ = 0.0f;
    bool drawn_right_ = false;          ///< a panel stood at the right
    Index derived_focus_ = kNone;       ///< the country whose flows were added to `snapshot_`
    unsigned derived_version_ = 0;      ///< of the reports' world that `snapshot_` is derived from
    AppState drawn_;                    ///< what the picture in `target_` shows
    bool redraw_ = true;                ///< the picture is out of date for another reason
    double last_frame_s_ = 0.0, settle_until_s_ = 0.0, last_pick_s_ = -1.0, last_click_s_ = -1.0;
    int frames_due_ = 3;                ///< the panels need a few frames to settle after an event
    glm::dvec2 last_click_px_{0.0};
    bool hover_stale_ = false;
    bool picture_with_panels_ = false;
    bool quit_ = false, quit_when_saved_ = false;
    Autosave autosave_{state_folder()}, story_autosave_{state_folder(), "story"};
    SessionFile session_{state_folder()};
    RecentFiles recent_{state_folder()};
    unsigned scene_frames_ = 0;
    std::string state_file_;            ///< where Ctrl+S saves without asking
    std::vector<std::future<std::pair<std::filesystem::path, Status>>> writers_;
};

/// Is this the text of a story rather than of a state or a project?
[[nodiscard]] bool is_story_file(const std::string& path);

}  // namespace linchpin::app
