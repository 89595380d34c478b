// The worked examples of docs/metrics.md: computed here, and looked up in the text.
#include <catch2/catch_test_macros.hpp>
#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <string>

#include "data/metrics/availability.h"
#include "data/metrics/basket.h"
#include "data/metrics/betweenness.h"
#include "data/metrics/cable_capacity.h"
#include "data/metrics/cascade.h"
#include "data/metrics/chokepoint_exposure.h"
#include "data/metrics/composite.h"
#include "data/metrics/compute_class.h"
#include "data/metrics/ec_dependency.h"
#include "data/metrics/geodep.h"
#include "data/metrics/isolation.h"
#include "data/metrics/latency.h"
#include "data/metrics/leontief.h"
#include "data/metrics/network_loss.h"
#include "data/metrics/outage.h"
#include "data/metrics/ownership.h"
#include "data/metrics/reexports.h"
#include "data/metrics/sovereignty.h"
#include "data/metrics/timeline.h"

using namespace linchpin;
using namespace linchpin::metrics;

namespace {

const std::string& document() {
    static const std::string text = [] {
        std::ifstream file{std::string{LINCHPIN_ROOT} + "/docs/metrics.md"};
        REQUIRE(file);
        return std::string{std::istreambuf_iterator<char>{file}, {}};
    }();
    return text;
}

/// The paragraph "Example: ..." of a metric, lines joined.
std::string example(const std::string& id) {
    const std::size_t section = document().find("\n## " + id + " ");
    REQUIRE(section != std::string::npos);
    const std::size_t begin = document().find("\nExample: ", section), next = document().find("\n## ", section + 1);
    REQUIRE(begin < next);
    std::string text = document().substr(begin, document().find("\n\n", begin) - begin);
    for (char& c : text) c = c == '\n' ? ' ' : c;
    return text + " ";
}

/// The example names this number, to four significant digits, as a whole word.
void says(const std::string& id, double value) {
    const std::string text = example(id), number = fmt::format("{:.4g}", value);
    INFO(id << " should say " << number << " in:" << text);
    bool found = false;
    for (std::size_t at = text.find(number); at != std::string::npos; at = text.find(number, at + 1)) {
        const char before = text[at - 1], after = text[at + number.size()],
                   beyond = text[std::min(at + number.size() + 1, text.size() - 1)];
        const bool digit_after = (after >= '0' && after <= '9') || (after == '.' && beyond >= '0' && beyond <= '9');
        found |= !(before >= '0' && before <= '9') && before != '.' && !digit_after;
    }
    CHECK(found);
}

}  // namespace

TEST_CASE("Documented examples M01 to M05") {
    const std::vector<std::uint16_t> exporter{1, 2};
    const std::vector<std::int64_t> value{500, 300};
    const std::vector<Coverage> coverage(2, Coverage::Top10OriginsOfImporter);
    const ImportShares shares = import_shares(0, {exporter, value, coverage}, 1000);
    says("M01", shares.suppliers[0].share);
    says("M01", shares.suppliers[1].share);
    says("M01", shares.unallocated_share);

    const double hhi = *herfindahl(std::vector{0.5, 0.3, 0.2});
    says("M02", hhi);
    says("M02", *effective_number(hhi));
    says("M02", *normalised_herfindahl(hhi, 3));

    const Interval interval = herfindahl_interval(std::vector{0.5, 0.3}, 0.2);
    says("M03", interval.low);
    says("M03", interval.high);
    CHECK(threshold_verdict(interval, 0.4) == Verdict::Possible);

    BlocImports bloc;
    bloc.extra = {{1, 100, 100.0 / 120}, {2, 20, 20.0 / 120}};
    bloc.extra_usd = 120;
    bloc.intra_usd = 30;
    bloc.covered_usd = bloc.total_usd = 150;
    bloc.exports_usd = 80;
    const auto ec = ec_dependency(bloc);
    says("M04", ec->cdi1.interval.low);
    says("M04", ec->cdi2.interval.low);
    says("M04", ec->cdi3.interval.low);
    CHECK(ec->dependent == Verdict::Certain);

    const auto year = geodep_year({2024, {0.5, 0.5}, 0.45, 200, 100});
    says("M05", year->imports_over_exports);
    CHECK(year->meets == Verdict::Certain);
}

TEST_CASE("Documented examples M06 to M10") {
    std::vector<OriginNode> nodes(3);
    nodes[0].production_usd = 100;
    nodes[1].production_usd = 20;
    const OriginFlow flows[] = {{1, 0, 100}, {2, 1, 80}};
    const auto traced = trace_origins(nodes, flows);
    says("M06", traced->at(2, 0));
    says("M06", traced->at(2, 1));

    const std::vector<double> z{0, 20, 10, 0}, x{100, 100};
    const std::vector<std::uint32_t> country{0, 1};
    const InputOutputTable table{2, z, x, country};
    says("M07", *foreign_value_share(*value_added_origin(table), table, 0));
    says("M07", *foreign_input_share(table, 0));

    const TradeEdge edges[] = {{0, 1, 60}, {0, 2, 20}, {1, 2, 20}};
    const auto profile = vulnerability_profile(edges, 1);
    says("M08", profile->left[1]);
    says("M08", profile->spof_loss());

    const OutageSupplier suppliers[] = {{1, 60, 0.5, 0.0}, {2, 30, 0.0, 0.2}, {kOtherPartner, 10, 0.0, 0.0}};
    const auto outage = supplier_outage({suppliers, 50, 30, 0.1});
    says("M09", outage->gap_usd);
    says("M09", outage->cover_usd);
    says("M09", outage->supply_usd);
    says("M09", outage->shortfall);

    ImportShares one, two;
    one.state = two.state = ImportState::Available;
    one.suppliers = {{1, 90, 0.9}};
    two.suppliers = {{1, 100, 100.0 / 900}};
    const BasketItem items[] = {{&one, 100.0}, {&two, 900.0}};
    says("M10", two.suppliers[0].share);
    says("M10", basket_exposure(items)->origins[0].exposure);
}

TEST_CASE("Documented examples M11 to M15") {
    const auto site = [](Index territory, Index hq) { return WeightedSite{{territory, hq, hq, kNone}, 1.0}; };
    const WeightedSite home[] = {site(0, 0), site(0, 0), site(0, 0), site(0, 1), site(0, kNone)};
    const auto share = domestic_share(home, 0, SovereigntyLevel::Operator);
    says("M11", share->domestic_share);
    says("M11", share->coverage);

    const SiteAccelerator south[] = {SiteAccelerator::Inference, SiteAccelerator::Unknown};
    CHECK(compute_class(south, false) == ComputeClass::South);
    CHECK(compute_class(std::span{south}.subspan(1), false) == ComputeClass::NoAcceleratorData);
    CHECK(example("M12").find("South") != std::string::npos);

    std::vector<LandedSystem> systems(3);
    for (Index i = 0; i < 3; ++i) {
        systems[i].cable = i;
        systems[i].capacity_tbps = std::array{50.0, 30.0, 20.0}[i];
    }
    const auto retained = retained_capacity(systems);
    says("M13", retained->after(1));
    says("M13", retained->after(2));
    says("M13", static_cast<double>(retained->k50));

    systems.resize(2);
    systems[0].capacity_tbps = 60.0;
    systems[1].capacity_tbps = 40.0;
    systems[0].corridors = systems[1].corridors = {0};
    const auto diversity = cable_diversity(systems);
    says("M14", diversity->effective_cables);
    says("M14", diversity->effective_corridors);
    says("M14", diversity->illusion);

    const std::uint32_t hub[] = {2}, far_hub[] = {3};
    says("M15", isolation({3, {{0, 1, 0}, {1, 2, 0}, {0, 2, 1}}}, 0, hub)->number);
    const LabelledGraph festoon{4, {{0, 1, 0}, {0, 2, 0}, {0, 3, 0}, {1, 3, 1}, {2, 3, 1}}};
    says("M15", isolation(festoon, 0, far_hub)->number);
    says("M15", isolation(festoon, 0, far_hub, IsolationMode::Segments)->number);
}

TEST_CASE("Documented examples M16 to M20") {
    const RiskyCable cables[] = {{1.0, 0.1, {0}}, {1.0, 0.1, {0}}};
    const double corridor[] = {0.01};
    const auto result = availability(cables, corridor);
    says("M16", result->expected_retained);
    says("M16", result->isolated);

    const std::uint32_t strait[] = {0};
    const RoutedFlow flows[] = {{60.0, strait}, {40.0, {}}};
    says("M17", *chokepoint_exposure(flows, 0));
    const ScenarioExposure exposures[] = {{"AAA", 80.0}, {"BBB", 40.0}};
    for (const ScenarioImpact& impact : scenario_impacts(exposures, 50.0, 1.2)) {
        says("M17", impact.total);
        says("M17", impact.impact_pct);
    }

    const DependencyEdge edges[] = {{0, 1, 0.8}, {0, 2, 0.6}};
    const auto nodes = cascade(edges, std::vector{0.0, 0.5, 0.0}, 0, 1.0);
    says("M18", (*nodes)[1].impact);
    says("M18", (*nodes)[2].impact);
    CHECK((*nodes)[1].cls == CascadeClass::High);
    CHECK((*nodes)[2].cls == CascadeClass::Medium);

    const auto scores = indicator_scores(std::vector<std::optional<double>>{1.0, 2.0, 3.0, 4.0, 100.0}, true);
    says("M19", *scores.high_fence);
    says("M19", *scores.score[3]);

    says("M20", cable_betweenness({3, {{0, 1, 0}, {1, 2, 1}}}).of_label[0]);
}

TEST_CASE("Documented examples M21 to M24") {
    says("M21", *one_way_ms(1000.0));
    says("M21", *round_trip_floor_ms(1000.0));

    CHECK(presence_at(LifeStage::Planned, 2024, Date::from_ymd(2024, 6, 1)) == Presence::Out);
    CHECK(presence_at(LifeStage::Planned, 2024, Date::from_ymd(2024, 12, 31)) == Presence::Expected);
    CHECK(example("M22").find("expected on 2024-12-31") != std::string::npos);

    const Holding holdings[] = {{0, 1, 0.6}, {0, 2, 0.3}, {1, 2, 0.5}, {1, 3, 0.5}};
    const auto holders = ultimate_holders(holdings, 4, 0);
    says("M23", holders->weight[2]);
    says("M23", holders->weight[3]);
    says("M23", holders->unknown);

    const auto site = [](Index territory, Index hq) { return WeightedSite{{territory, hq, hq, kNone}, 1.0}; };
    const WeightedSite sites[] = {site(1, 0), site(1, 1), site(2, 1), site(2, kNone), site(0, 0)};
    const auto abroad = footprint_abroad(sites, 0);
    says("M24", abroad->share);
    says("M24", abroad->coverage);
}
