// How long the dependency metrics take on the bundled pack: bench_metrics [RUNS]. Median of RUNS; every run starts cold (nothing
// remembered), the second figure is the same question asked again. Built with the tests, not run by them.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "data/metrics/reexports.h"
#include "data/pack/load_pack.h"
#include "data/report/borders.h"
#include "data/report/cable_facts.h"
#include "data/report/country_table.h"
#include "data/report/evaluate.h"

namespace {

using namespace linchpin;
using Clock = std::chrono::steady_clock;

double ms_since(Clock::time_point start) { return std::chrono::duration<double, std::milli>(Clock::now() - start).count(); }

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

/// Median time of `work` over the runs, milliseconds.
template <class Work>
double time_ms(int runs, Work work) {
    std::vector<double> times;
    for (int i = 0; i < runs; ++i) {
        const auto start = Clock::now();
        work();
        times.push_back(ms_since(start));
    }
    return median(times);
}

std::vector<report::Subject> all_countries(const Dataset& dataset) {
    std::vector<report::Subject> subjects;
    for (Index country = 0; country < dataset.countries.size(); ++country)
        subjects.push_back(report::country_subject(dataset, country));
    return subjects;
}

/// M15 in one of its four forms for every country, from a model made anew.
double isolation_ms(const report::World& world, int runs, bool with_land, metrics::IsolationMode mode) {
    return time_ms(runs, [&] {
        const report::CableModel model{*world.dataset, world.borders, {}};
        for (Index country = 0; country < world.dataset->countries.size(); ++country)
            (void)model.isolation({{country}, model.default_hubs(), with_land, mode});
    });
}

void time_isolation(const report::World& world, int runs) {
    using metrics::IsolationMode;
    std::printf("isolation of all countries, cold   ms\n");
    std::printf("  whole systems, by sea      %8.2f\n", isolation_ms(world, runs, false, IsolationMode::WholeSystems));
    std::printf("  whole systems, with land   %8.2f\n", isolation_ms(world, runs, true, IsolationMode::WholeSystems));
    std::printf("  segments, by sea           %8.2f\n", isolation_ms(world, runs, false, IsolationMode::Segments));
    std::printf("  segments, with land        %8.2f\n", isolation_ms(world, runs, true, IsolationMode::Segments));
    const report::CableModel model{*world.dataset, world.borders, {}};
    std::printf("model of the cables          %8.2f\n", time_ms(runs, [&] {
                    (void)report::CableModel{*world.dataset, world.borders, {}};
                }));
    std::printf("betweenness of all cables    %8.2f\n", time_ms(runs, [&] { (void)metrics::cable_betweenness(model.sea()); }));
}

/// Nodes and flows of one block, as the figures of M06 take them.
void trace(const Dataset& dataset, const metrics::TradeBlock& block, std::size_t& failed) {
    std::vector<metrics::OriginNode> nodes(dataset.countries.size());
    for (std::size_t i = block.totals_begin; i < block.totals_end; ++i) {
        nodes[dataset.totals[i].country].imports_usd = dataset.totals[i].imports_usd;
        nodes[dataset.totals[i].country].exports_usd = dataset.totals[i].exports_usd;
    }
    std::vector<metrics::OriginFlow> flows;
    for (std::size_t row = block.flows_begin; row < block.flows_end; ++row) {
        if (dataset.flows.exporter[row] != kOtherPartner)
            flows.push_back({dataset.flows.importer[row], dataset.flows.exporter[row], dataset.flows.value_usd[row]});
    }
    if (!metrics::trace_origins(nodes, flows)) ++failed;
}

void time_origins(const report::World& world, int runs) {
    const Dataset& dataset = *world.dataset;
    std::size_t groups = 0, failed = 0;
    const double ms = time_ms(runs, [&] {
        groups = failed = 0;
        for (Index group = 0; group < dataset.product_groups.size(); ++group) {
            const metrics::TradeBlock* const block = world.trade->at_or_before(group, 2024);
            if (block == nullptr || !block->has_flows()) continue;
            ++groups;
            trace(dataset, *block, failed);
        }
    });
    std::printf("M06, %zu groups of %zu countries  %8.2f ms, %.2f ms a group, %zu without a solution\n", groups,
                dataset.countries.size(), ms, ms / static_cast<double>(std::max<std::size_t>(1, groups)), failed);
}

/// Headline figures of one metric for every country. Each cold run asks at a date of its own, so that nothing is remembered.
void time_headlines(const report::World& world, int runs) {
    const std::vector<report::Subject> subjects = all_countries(*world.dataset);
    std::printf("headline figures of %zu countries    first, again (ms)\n", subjects.size());
    double all_first = 0.0, all_again = 0.0;
    int day = 0;
    for (const report::MetricInfo& metric : report::metric_catalog()) {
        report::Question question;
        const auto ask = [&] {
            for (const report::Subject& subject : subjects) (void)report::evaluate(world, subject, metric.id, question);
        };
        const double first = time_ms(runs, [&] {
            question.date = Date::from_ymd(2026, 1, 1);
            question.date->days += ++day;
            question.pass_through = 1.0 - 1e-6 * day;
            ask();
        });
        const double again = time_ms(runs, ask);
        all_first += first;
        all_again += again;
        std::printf("  %-4s %9.2f %9.2f   %s\n", std::string{metric.id}.c_str(), first, again, std::string{metric.name}.c_str());
    }
    std::printf("  all  %9.2f %9.2f\n", all_first, all_again);
}

}  // namespace

int main(int argc, char** argv) {
    const int runs = argc > 1 ? std::max(1, std::atoi(argv[1])) : 9;
    const std::filesystem::path assets = std::filesystem::path{LINCHPIN_ROOT} / "assets";
    const Result<Dataset> pack = load_pack(assets / "pack");
    const auto pairs = basemap::load_land_borders(assets / "base");
    if (!pack || !pairs) {
        std::fprintf(stderr, "%s\n", (!pack ? pack.error() : pairs.error()).text().c_str());
        return 1;
    }
    const std::vector<metrics::LandBorder> borders = report::land_borders(*pack, *pairs);
    const metrics::TradeView trade{*pack};
    report::World world;
    world.dataset = world.base = &*pack;
    world.trade = &trade;
    world.borders = borders;
    std::printf("%zu countries, %zu cables, %zu land borders\n", pack->countries.size(), pack->cables.size(), borders.size());
    time_isolation(world, runs);
    time_origins(world, runs);
    std::printf("table of all countries       %8.2f ms\n", time_ms(runs, [&] { (void)report::country_table(world, {}); }));
    time_headlines(world, runs);
    return 0;
}
