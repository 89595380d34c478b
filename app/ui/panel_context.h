#pragma once
// What every panel is given. Panels read the data set and the snapshot, edit the state through plain assignments and the functions of
// app/state/edits.h, and ask for everything else by a Request. They compute no metric, open no file and call no OpenGL.
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/scene/palette.h"
#include "app/state/app_state.h"
#include "app/ui/actions.h"
#include "app/ui/fonts.h"
#include "app/ui/record_index.h"
#include "app/ui/search_index.h"
#include "app/ui/theme.h"
#include "app/ui/ui_probe.h"
#include "app/ui/ui_state.h"
#include "data/basemap/basemap.h"
#include "data/query/snapshot.h"

namespace linchpin::app {

class ReportService;
class ExposureDesk;
class SatelliteDesk;
class SiteClusters;
class TimelineDesk;
class StoryDesk;
class HallCheck;
struct RecordDialog;
struct TakeAwayDialog;

/// What the panels show of the moment and cannot see in the state.
struct Moment {
    double sky_time_unix_s = 0.0;      ///< shown
    double epoch_unix_s = 0.0;         ///< of the elements
    bool satellites_frozen = false;    ///< too far from the epoch: they stand still
    std::string sources_text;          ///< assets/SOURCES.md
    ImVec2 pointer{0, 0};              ///< framebuffer pixels
};

struct PanelContext {
    const Dataset& dataset;
    const Snapshot& snapshot;
    const RecordIndex& records;
    const SearchIndex& search;
    const NationGroups& nations;
    const Moment& moment;
    AppState& state;
    UiState& ui;
    UiProbe& probe;
    const UiFonts& fonts;
    std::vector<Request>& requests;
    float scale = 1.0f;                ///< content scale times text scale
    const ReportService* reports = nullptr;  ///< null: no dependence and no "what if"
    SatelliteDesk* desk = nullptr;           ///< passes and cover; null: none
    const SiteClusters* clusters = nullptr;  ///< for what is hovered
    std::span<const basemap::City> cities{}; ///< capitals, for passes
    TimelineDesk* timeline = nullptr;        ///< null: no timeline
    RecordDialog* recording = nullptr;       ///< the dialog; null: none
    TakeAwayDialog* take_away = nullptr;     ///< the dialog; null: none
    ExposureDesk* exposure = nullptr;        ///< pages, rankings, worst losses; null: none
    StoryDesk* story = nullptr;              ///< null: no story editor
    const HallCheck* hall = nullptr;         ///< under way or done; null: none was begun
    [[nodiscard]] bool timeline_shown() const;  ///< at the bottom

    [[nodiscard]] const ThemeColours& colours() const { return colours_of(state.theme); }
    [[nodiscard]] float px(float at_1x) const { return static_cast<float>(static_cast<int>(at_1x * scale + 0.5f)); }
    void ask(Action action) { requests.emplace_back(action); }
    void fly_to(SelectionKind kind, std::string id) { requests.emplace_back(Action::FlyTo, Selection{kind, std::move(id)}); }
};

// One function a panel; each in its own file.
void draw_layer_panel(PanelContext& c);
void draw_record_panel(PanelContext& c);
void draw_exposure_panel(PanelContext& c);
void draw_dependence_panel(PanelContext& c);
void draw_what_if_panel(PanelContext& c);
void draw_passes_panel(PanelContext& c);
void draw_story_panel(PanelContext& c);  ///< scenes, their captions and notes
void draw_time_bar(PanelContext& c);
void draw_timeline_panel(PanelContext& c);
void draw_key_panel(PanelContext& c);  ///< the chosen key, or the project's own settings
void draw_search_pill(PanelContext& c);
void draw_hover_card(PanelContext& c);
void draw_sheets(PanelContext& c);     ///< search, about, data, keys, file names: at most one is open
void draw_toasts(PanelContext& c);
void draw_all_panels(PanelContext& c);

// Sections of the layer panel.
void draw_values_section(PanelContext& c);
void draw_sites_section(PanelContext& c);
void draw_cables_section(PanelContext& c);
void draw_flows_section(PanelContext& c);
void draw_satellites_section(PanelContext& c);
void draw_map_section(PanelContext& c);
void draw_trade_choice(PanelContext& c, std::string_view place);

// Records.
void draw_country_record(PanelContext& c, Index country);
void draw_site_record(PanelContext& c, Index site);
void draw_cable_record(PanelContext& c, Index cable);
void draw_satellite_record(PanelContext& c, Index satellite);
void draw_landing_record(PanelContext& c, Index landing);
void draw_chokepoint_record(PanelContext& c, Index chokepoint);
void draw_arc_record(PanelContext& c, const std::string& id);

// Sheets.
void draw_search_sheet(PanelContext& c);
void draw_about_sheet(PanelContext& c);
void draw_data_sheet(PanelContext& c);
void draw_key_sheet(PanelContext& c);
void draw_file_sheet(PanelContext& c);
void draw_explain_sheet(PanelContext& c);
void draw_record_sheet(PanelContext& c);
void draw_ranking_sheet(PanelContext& c);
void draw_leave_sheet(PanelContext& c);
void draw_charts_sheet(PanelContext& c);
void draw_take_away_sheet(PanelContext& c);
void draw_hall_sheet(PanelContext& c);
void draw_share_sheet(PanelContext& c);

}  // namespace linchpin::app
