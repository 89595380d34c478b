// From a change of a scenario to every importer's shares and concentration: what a slider waits for, on the bundled pack.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <vector>

#include "data/metrics/concentration.h"
#include "data/metrics/import_shares.h"
#include "data/pack/load_pack.h"
#include "data/report/country_table.h"
#include "data/scenario/scenario_world.h"

using namespace linchpin;

namespace {

using Clock = std::chrono::steady_clock;
double ms_since(Clock::time_point start) { return std::chrono::duration<double, std::milli>(Clock::now() - start).count(); }

/// M01 and M02 of every country in one product group. @return  something that depends on all of them.
double all_shares(const report::World& world, const report::Question& question) {
    const metrics::TradeBlock* const block = world.trade->at_or_before(question.group, question.year);
    double sum = 0.0;
    for (Index country = 0; block != nullptr && country < world.dataset->countries.size(); ++country) {
        const auto shares =
            metrics::import_shares(country, world.trade->importer_rows(*block, country), world.trade->imports_usd(*block, country));
        if (const auto concentration = metrics::import_concentration(shares)) sum += concentration->value;
    }
    return sum;
}

scenario::Scenario everything() {
    scenario::Scenario out;
    for (const char* supplier : {"CHN", "USA", "TWN"}) {
        scenario::Event event;
        event.supplier = supplier;
        event.target = "all";
        event.grow_foreign = 0.1;
        out.events.push_back(event);
    }
    scenario::Event strait;
    strait.kind = scenario::EventKind::ChokepointClosed;
    strait.object = "bab-el-mandeb";
    out.events.push_back(strait);
    scenario::Event operators;
    operators.kind = scenario::EventKind::OperatorsWithdraw;
    operators.nationality = "USA";
    operators.target = "all";
    out.events.push_back(operators);
    return out;
}

void line(const char* what, std::vector<double> times) {
    std::sort(times.begin(), times.end());
    std::printf("%-64s %8.3f ms median, %8.3f ms worst of %zu\n", what, times[times.size() / 2], times.back(), times.size());
}

}  // namespace

int main() {
    const auto data = load_pack(LINCHPIN_ROOT "/assets/pack");
    if (!data) {
        std::fprintf(stderr, "%s\n", data.error().text().c_str());
        return 1;
    }
    const auto copying = Clock::now();
    scenario::ScenarioWorld world{*data};
    std::printf("%-64s %8.3f ms\n", "working copy, made once", ms_since(copying));

    scenario::Scenario scenario = everything();
    report::Question question;
    question.group = data->group_index("transformers_converters");
    std::vector<double> applied, recomputed, table, table_as_loaded;
    double sum = 0.0;
    for (int i = 0; i < 200; ++i) {
        for (scenario::Event& event : scenario.events) event.fraction = static_cast<double>(i % 100 + 1) / 100.0;
        const auto start = Clock::now();
        if (!world.apply(scenario, question)) return 1;
        applied.push_back(ms_since(start));
        sum += all_shares(world.world(), question);
        recomputed.push_back(ms_since(start));
        // Side by side, so that what else the machine does falls on both.
        for (auto* const times : {&table_as_loaded, &table}) {
            const report::World of = times == &table ? world.world() : world.base_world();
            const auto begin = Clock::now();
            sum += static_cast<double>(report::country_table(of, question).rows.size());
            times->push_back(ms_since(begin));
        }
    }
    line("apply: three suppliers stop to all, strait closed, withdrawal", applied);
    line("apply, then M01 and M02 of every country", recomputed);
    line("table of all countries, as loaded", table_as_loaded);
    line("table of all countries, in the scenario", table);
    std::printf("(check sum %.6f; %zu flow rows, %zu importers short of supply)\n", sum, data->flows.size(),
                world.world().supply_losses.size());
    return 0;
}
