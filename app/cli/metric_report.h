#pragma once
// What `linchpin metrics` is asked and what comes out, before any format.
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/cli/options.h"
#include "data/core/result.h"
#include "data/report/evaluate.h"
#include "data/scenario/compare.h"

namespace linchpin::app {

/// The command line in terms of a pack.
struct MetricRequest {
    std::vector<report::Subject> subjects;
    std::vector<std::string_view> metrics;    ///< ids of the catalogue, each once, in the order asked for
    std::vector<report::Question> questions;  ///< one a product group; metrics without a group are answered for the first
    bool one_each = false;                    ///< --all: many subjects, each for itself
    bool series = false, changed = false;
    std::string series_item;              ///< "supplier_share:CHN"; empty = the headline ones
    std::filesystem::path scenario_file;  ///< for messages
    std::filesystem::path inputs_folder;  ///< of the user's own tables; empty = none
    report::Detail detail = report::Detail::Headline;
};
/// Errors name the option and the nearest valid choice.
/// @param tables  of the user's own; null = none. M07 may be asked for their years too.
[[nodiscard]] Result<MetricRequest> read_metric_request(const Dataset& dataset, const MetricsOptions& options, const inputs::UserInputs* tables = nullptr);

struct MetricRow {
    std::size_t subject = 0, question = 0, metric = 0;  ///< positions in the request
    report::Figure figure;                              ///< with a scenario: after its events
    std::optional<report::Figure> before;               ///< only with a scenario
    bool partial = false;                               ///< series: the year is not complete
    std::string mark;                                   ///< series: caution about the year
    std::string series_item;                            ///< series: which one, where a metric has several
    [[nodiscard]] bool changed() const noexcept { return before && scenario::Change{*before, figure}.differs(); }
};

/// What a scenario does apart from the figures asked for.
struct ScenarioSummary {
    std::string name;
    struct Event {
        std::string text;
        bool on = true;
    };
    std::vector<Event> events;
    struct Loss {
        scenario::Loss kind = scenario::Loss::Supply;
        std::vector<scenario::Hit> hits;             ///< most hit first
        std::vector<scenario::EventEffect> effects;  ///< on the country asked about, when it is one
    };
    std::vector<Loss> losses;  ///< only those with a hit
    Index effects_on = kNone;  ///< country of the effects; kNone = several are asked about
};

struct MetricReport {
    std::vector<MetricRow> rows;  ///< by subject, metric, question
    std::optional<ScenarioSummary> scenario;
};

/// What a pack does not hold itself; views, kept alive by the caller.
struct WorldInputs {
    std::span<const metrics::LandBorder> borders;
    std::span<const metrics::CoverPoint> cover_points;
    const inputs::UserInputs* tables = nullptr;  ///< of the user's own; null = none
};
/// @param events  nullptr = as loaded. An error names the event that does not fit the pack.
[[nodiscard]] Result<MetricReport> compute_metric_report(const Dataset& dataset, const MetricRequest& request,
                                                         const WorldInputs& inputs, const scenario::Scenario* events);

}  // namespace linchpin::app
