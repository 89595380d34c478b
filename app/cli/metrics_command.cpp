#include "app/cli/adversary_report.h"
#include "app/cli/asset_paths.h"
#include "app/cli/commands.h"
#include "app/cli/exit_status.h"
#include "app/cli/metric_inputs.h"
#include "app/cli/metric_report.h"
#include "app/cli/metric_table.h"
#include "data/pack/load_pack.h"
#include "data/scenario/scenario_json.h"

namespace linchpin::app {
namespace {

/// A metric of this family is asked for: reading the map takes longer than most of them.
bool asks_for(const MetricRequest& request, report::Family family) {
    for (const std::string_view id : request.metrics)
        if (report::find_metric(id)->family == family) return true;
    return false;
}

int run_adversary(const Dataset& dataset, const MetricsOptions& options, const MetricRequest& request, const scenario::Scenario* events,
                  const Log& log) {
    const Result<scenario::AdversaryQuestion> asked = read_adversary(options);
    if (!asked) return log.error(asked.error().text()), kInputWrong;
    const Result<std::vector<AdversaryRow>> rows = compute_adversary(dataset, request, *asked, events);
    if (!rows) return log.error(rows.error().text()), kInputWrong;
    print_adversary(stdout, dataset, request, *asked, *rows, options.format);
    return finish_output(log);
}

}  // namespace

int run_metrics(const MetricsOptions& options, const Log& log) {
    const Result<AssetPaths> assets = find_assets();
    if (options.pack.empty() && !assets) return log.error(assets.error().text()), kMachineLacks;
    const Result<Dataset> dataset = load_pack(options.pack.empty() ? assets->pack() : options.pack);
    if (!dataset) return log.error(dataset.error().text()), kInputWrong;
    const Result<std::optional<inputs::UserInputs>> tables = tables_of(*dataset, options.inputs, "--inputs", log);
    if (!tables) return log.error(tables.error().text()), kInputWrong;
    const inputs::UserInputs* const own = *tables ? &**tables : nullptr;
    const Result<MetricRequest> request = read_metric_request(*dataset, options, own);
    if (!request) return log.error(request.error().text()), kInputWrong;
    std::optional<scenario::Scenario> events;
    if (!options.scenario.empty()) {
        Result<scenario::Scenario> read = scenario::read_scenario(options.scenario);
        if (!read) return log.error(read.error().text()), kInputWrong;
        events = *std::move(read);
    }

    if (!options.adversary.empty()) return run_adversary(*dataset, options, *request, events ? &*events : nullptr, log);

    std::vector<metrics::LandBorder> borders;
    if (asks_for(*request, report::Family::Cables)) borders = borders_of(*dataset, assets, log);
    std::vector<metrics::CoverPoint> cover_points;
    if (asks_for(*request, report::Family::Satellites)) cover_points = cover_points_of(*dataset, assets, log);
    const Result<MetricReport> report =
        compute_metric_report(*dataset, *request, {borders, cover_points, own}, events ? &*events : nullptr);
    if (!report) return log.error(report.error().text()), kInputWrong;
    print_metric_report(stdout, *dataset, *request, *report, options.format);
    return finish_output(log);
}

}  // namespace linchpin::app
