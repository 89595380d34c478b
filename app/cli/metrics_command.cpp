#include <algorithm>

#include "app/cli/asset_paths.h"
#include "app/cli/commands.h"
#include "app/cli/exit_status.h"
#include "app/cli/metric_table.h"
#include "app/cli/nearest.h"
#include "app/cli/view_setup.h"
#include "app/state/records.h"
#include "data/pack/load_pack.h"

namespace linchpin::app {

int run_metrics(const MetricsOptions& options, const Log& log) {
    std::filesystem::path pack = options.pack;
    if (pack.empty()) {
        const Result<AssetPaths> assets = find_assets();
        if (!assets) return log.error(assets.error().text()), kMachineLacks;
        pack = assets->pack();
    }
    const Result<Dataset> dataset = load_pack(pack);
    if (!dataset) return log.error(dataset.error().text()), kInputWrong;

    std::vector<Index> countries;
    if (options.all) {
        for (Index i = 0; i < dataset->countries.size(); ++i) countries.push_back(i);
    } else {
        const Index country = find_country(*dataset, options.country);
        if (country == kNone) return log.error("--country: " + unknown_word("country", options.country, selectable_ids(*dataset, SelectionKind::Country))), kCommandLineWrong;
        countries.push_back(country);
    }
    const Index group = dataset->group_index(options.group);
    if (group == kNone) return log.error("--group: " + unknown_word("product group", options.group, group_ids(*dataset))), kCommandLineWrong;
    const ProductGroup& product = dataset->product_groups[group];
    const auto& years = product.years;
    if (years.empty()) return log.error(product.id + " has no data for any year"), kInputWrong;
    const int year = options.year.value_or(years.back());
    if (std::find(years.begin(), years.end(), year) == years.end()) return log.error("--year: " + unknown_year(product, year)), kCommandLineWrong;

    const auto rows = metric_rows(*dataset, options.metrics, countries, group, year, !options.all);
    print_metric_rows(stdout, rows, product, year, options.format);
    return finish_output(log);
}

}  // namespace linchpin::app
