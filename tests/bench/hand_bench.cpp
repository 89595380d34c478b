// From the hand on a slider to new numbers and a new globe: bench_hand [STEPS]. Median and worst of STEPS positions of a slider, on
// the bundled pack; what the worker adds follows and is timed apart. Built with the tests, not run by them.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <thread>
#include <vector>

#include "app/report/choices.h"
#include "app/report/report_service.h"
#include "data/pack/load_pack.h"
#include "data/report/borders.h"

namespace {

using namespace linchpin;
using Clock = std::chrono::steady_clock;

double ms_since(Clock::time_point start) { return std::chrono::duration<double, std::milli>(Clock::now() - start).count(); }

struct Desk {
    const Dataset& pack;
    DerivedIndex index;
    app::ReportService reports;
    app::AppState state;
};

void wait_for_worker(app::ReportService& reports) {
    while (reports.computing()) {
        std::this_thread::sleep_for(std::chrono::microseconds{200});
        reports.poll();
    }
}

/// @param move  sets the slider to a position in [0, 1]
void drag(Desk& desk, const char* name, int steps, const std::function<void(app::AppState&, double)>& move) {
    std::vector<double> quick, slow;
    for (int i = 0; i <= steps; ++i) {
        move(desk.state, 0.05 + 0.9 * i / steps);
        const auto start = Clock::now();
        const unsigned version = desk.reports.version();
        (void)desk.reports.update(desk.state, true);
        if (desk.reports.version() != version) (void)desk.reports.globe(desk.index, desk.state.filter);
        quick.push_back(ms_since(start));
        wait_for_worker(desk.reports);
        slow.push_back(ms_since(start));
    }
    std::sort(quick.begin(), quick.end());
    std::sort(slow.begin(), slow.end());
    std::printf("%-34s %8.2f %8.2f   %8.2f %8.2f\n", name, quick[quick.size() / 2], quick.back(), slow[slow.size() / 2], slow.back());
}

scenario::Event event(scenario::EventKind kind, std::string object) {
    scenario::Event e;
    e.kind = kind;
    e.object = std::move(object);
    return e;
}

}  // namespace

int main(int argc, char** argv) {
    const int steps = argc > 1 ? std::max(1, std::atoi(argv[1])) : 40;
    const std::filesystem::path assets = std::filesystem::path{LINCHPIN_ROOT} / "assets";
    const Result<Dataset> pack = load_pack(assets / "pack");
    const auto pairs = basemap::load_land_borders(assets / "base");
    if (!pack || !pairs) {
        std::fprintf(stderr, "%s\n", (!pack ? pack.error() : pairs.error()).text().c_str());
        return 1;
    }
    report::MapFacts facts;
    facts.borders = report::land_borders(*pack, *pairs);
    Desk desk{*pack, build_derived_index(*pack), app::ReportService{*pack, std::move(facts), {}}, {}};
    desk.state.report.subject = "KEN";
    std::printf("one move of the slider, ms          numbers and globe     with the worker's\n");
    std::printf("%-34s %8s %8s   %8s %8s\n", "", "median", "worst", "median", "worst");

    drag(desk, "pass-through (M06)", steps, [](app::AppState& s, double t) { s.report.pass_through = t; });
    drag(desk, "part that is lost (M09)", steps, [](app::AppState& s, double t) { s.report.outage_fraction = t; });
    drag(desk, "weight of the index (M19)", steps, [](app::AppState& s, double t) {
        auto weights = app::indicators_of(s.report);
        weights[0].weight = t;
        app::set_indicators(s.report, std::move(weights));
    });
    drag(desk, "the same, with every indicator", steps, [](app::AppState& s, double t) {
        std::vector<report::IndicatorWeight> weights;
        for (const app::IndicatorChoice& choice : app::indicator_choices())
            weights.push_back({std::string{choice.metric}, std::string{choice.item}, choice.higher_is_better, 1.0});
        weights[0].weight = t;
        app::set_indicators(s.report, std::move(weights));
    });
    desk.state.report.indicators.clear();

    scenario::Event stop = event(scenario::EventKind::SupplierStops, "");
    stop.supplier = "CHN";
    stop.product_group = desk.state.filter.product_group;
    stop.target = "all";
    desk.state.scenario.events = {stop};
    drag(desk, "what if: a supplier stops", steps, [](app::AppState& s, double t) { s.scenario.events[0].fraction = t; });
    desk.state.scenario.events = {stop, event(scenario::EventKind::ChokepointClosed, "bab-el-mandeb")};
    drag(desk, "what if: and a strait is closed", steps, [](app::AppState& s, double t) { s.scenario.events[0].fraction = t; });
    scenario::Event leave = event(scenario::EventKind::OperatorsWithdraw, "");
    leave.nationality = "USA";
    leave.target = "all";
    desk.state.scenario.events.push_back(leave);
    drag(desk, "what if: and operators withdraw", steps, [](app::AppState& s, double t) { s.scenario.events[0].fraction = t; });
    return 0;
}
