#pragma once
// What the panels remember from frame to frame and no file keeps: open sections, texts being typed, messages.
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/report/compare_choice.h"
#include "app/state/app_state.h"
#include "data/core/date.h"
#include "data/report/figure.h"
#include "data/report/world.h"
#include "data/scenario/adversary.h"

namespace linchpin::app {

enum class Section { None, Values, Sites, Cables, Flows, Satellites, Map };
enum class Sheet { None, Search, About, Data, Keys, OpenState, SaveState, Explain, Record, Ranking, Charts, TakeAway, Leave, Hall, Share };
enum class RightView { Record, Exposure, Dependence, WhatIf, Key, Passes, Story };  ///< what stands at the right

/// The date running on by itself, without a project.
struct DatePlayback {
    int direction = 0;       ///< -1, 0, 1
    int rate = 4;            ///< row of date_rates()
    double rest_days = 0.0;  ///< not a whole day yet
    double held_s = 0.0;     ///< how long a step has stood
};
struct DateRate { const char* name; double days_per_s; double hold_s; };  ///< hold_s > 0: steps of a year that stand so long
[[nodiscard]] std::span<const DateRate> date_rates() noexcept;
/// Moves a date on by so much of the wall clock; stops at the ends, 2000 and 2035.
[[nodiscard]] Date advanced(DatePlayback& play, Date date, double dt_s);

struct Toast { std::string text; double until_s = 0.0; bool problem = false; };

/// The figure whose explanation is open, and what it was computed for.
struct ExplainedFigure {
    std::string metric, item, group, partner;
    std::string key;
    report::Question question;
    unsigned version = 0;
    std::optional<report::Figure> found;
};

/// What the sheet of charts shows.
struct ChartChoice {
    int kind = 0;                                ///< origin paths, suppliers, over the years, two numbers
    std::size_t x = 0, y = 1;                    ///< columns of the two numbers
    std::string series = "M01";                  ///< metric over the years
    std::string name;                            ///< of the file to save, without extension; empty = from the chart's title
};

/// How countries are ranked on their sheet.
struct RankingView {
    std::string measure;                         ///< ExposureMeasure::id; empty = the first of the page
    int order = 0;                               ///< most exposed, least exposed, by name
    bool everybody = false;                      ///< every country, not only the members
    std::string find;                            ///< part of a name
    int row = 0;                                 ///< under the keyboard
};

enum class SaveWhat { State, Project, Story };

struct UiState {
    bool panels_hidden = false;                  ///< the clean view (H)
    Section open_section = Section::None;        ///< one at a time keeps the panel calm
    Sheet sheet = Sheet::None;                   ///< at most one
    bool sheet_just_opened = false;
    std::map<std::string, std::string> list_search;   ///< text in the search box of each long list
    std::string search_text;
    int search_row = 0;
    std::string state_path = "linchpin-state.json";
    SaveWhat saves = SaveWhat::State;            ///< what Sheet::SaveState is about
    std::string unsaved;                         ///< what Sheet::Leave asks about
    std::vector<std::string> recent_files;       ///< opened or saved last, newest first
    std::string shared_view;                     ///< what the sheet of the shared view shows
    RightView right = RightView::Record;
    CompareChoice compare;                       ///< what the exposure page is set against
    RankingView ranking;
    scenario::AdversaryQuestion worst;           ///< what the search for the worst losses asks
    std::string wanted_metric;                   ///< the page of all metrics goes there in its next frame
    std::vector<std::string> recent;             ///< what was chosen in the search last, newest first
    std::map<std::string, bool> folded;          ///< sections of the exposure page that are closed
    ChartChoice charts;
    ExplainedFigure explained;
    bool index_open = false;                     ///< the weights of the composite index
    std::optional<std::size_t> open_event = 0;   ///< whose controls are shown: one at a time keeps what follows in sight
    std::string inputs_path;                     ///< text in the field for the folder of one's own tables
    std::string inputs_shown;                    ///< the state's folder when that text was last set from it
    std::string breaks_text;                     ///< of country values' own classes, as typed
    std::optional<std::vector<double>> breaks_shown;  ///< the state's breaks when that text was last set from them
    int satellites_view = 0;                     ///< which part of the satellites' section is shown
    int loss = 0;                                ///< which list of the most hit is shown
    DatePlayback date_play;
    std::vector<Toast> toasts;
    float layers_bottom_px = 0.0f;               ///< lower edge of the layer panel, as drawn last
    double now_s = 0.0;                          ///< wall clock of the window, for toasts

    void open(Sheet which) { sheet = which; sheet_just_opened = true; }
    void say(std::string text, bool problem = false) { toasts.push_back({std::move(text), now_s + (problem ? 8.0 : 4.0), problem}); }
};

}  // namespace linchpin::app
