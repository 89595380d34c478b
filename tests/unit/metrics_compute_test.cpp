// M11, M12, M22, M24: whose compute, where, since when, by hand-computed examples.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include "data/metrics/compute_class.h"
#include "data/metrics/sovereignty.h"
#include "data/metrics/timeline.h"
#include "metrics_dataset_builder.h"

using namespace linchpin;
using namespace linchpin::metrics;
using Catch::Matchers::WithinAbs;
using linchpin::testing::DatasetBuilder;
using Level = SovereigntyLevel;

namespace {

WeightedSite site(Index territory, Index hq, double weight = 1.0) { return {{territory, hq, hq, kNone}, weight}; }

}  // namespace

TEST_CASE("M11 counts known nationalities only; unknown is never domestic") {
    const WeightedSite sites[] = {site(0, 0), site(0, 0), site(0, 0), site(0, 1), site(0, kNone), site(1, 1)};
    const auto share = domestic_share(sites, 0, Level::Operator);
    REQUIRE(share);
    CHECK(share->domestic_share == 0.75);
    CHECK(share->coverage == 0.8);
    CHECK(share->foreign_hhi == 1.0);
    CHECK(share->largest_foreign == 1);
    CHECK(share->largest_foreign_share == 0.25);
    CHECK_THAT(*territory_share(sites, 0), WithinAbs(5.0 / 6.0, 1e-12));
}

TEST_CASE("M11 by count and by power can disagree") {
    const WeightedSite by_count[] = {site(0, 0), site(0, 0), site(0, 2)};
    const WeightedSite by_power[] = {site(0, 0, 10.0), site(0, 0, 10.0), site(0, 2, 180.0)};
    CHECK_THAT(domestic_share(by_count, 0, Level::Operator)->domestic_share, WithinAbs(2.0 / 3.0, 1e-12));
    CHECK_THAT(domestic_share(by_power, 0, Level::Operator)->domestic_share, WithinAbs(0.1, 1e-12));
}

TEST_CASE("M11 ties of foreign nationalities go by ISO code; nothing known is no data; none foreign has no foreign index") {
    const WeightedSite tie[] = {site(0, 3), site(0, 2)};
    CHECK(domestic_share(tie, 0, Level::Operator)->largest_foreign == 2);
    CHECK(domestic_share(tie, 0, Level::Operator)->foreign_hhi == 0.5);
    CHECK(domestic_share(tie, 0, Level::Operator)->domestic_share == 0.0);
    const WeightedSite unknown[] = {site(0, kNone)};
    CHECK_FALSE(domestic_share(unknown, 0, Level::Operator));
    CHECK_FALSE(domestic_share({}, 0, Level::Operator));
    CHECK_FALSE(territory_share({}, 0));
    const WeightedSite own[] = {site(0, 0)};
    CHECK_FALSE(domestic_share(own, 0, Level::Operator)->foreign_hhi);
}

TEST_CASE("M11 takes one family of sites at a time, each site once, current power only") {
    DatasetBuilder b{{"AAA", "BBB", "USA"}};
    b.site("AAA", "BBB");
    Site& campus = b.site("AAA", "AAA", "colocation");
    campus.power_mw = 30.0;
    campus.power_basis = PowerBasis::It;
    campus.capex_usd = 5e8;
    Site& design = b.site("AAA", "AAA", "colocation");
    design.power_mw = 900.0;
    design.power_basis = PowerBasis::Planned;
    Site& phase = b.site("AAA", "AAA", "colocation");
    phase.power_mw = 10.0;
    phase.power_basis = PowerBasis::It;
    phase.count_in_totals = false;
    Site& plan = b.site("AAA", "AAA", "colocation", SiteStatus::Announced, 2027);
    plan.power_mw = 500.0;
    plan.power_basis = PowerBasis::Planned;
    b.site("AAA", "AAA", "colocation", SiteStatus::Closed);
    const Dataset data = b.build();
    CHECK(weighted_sites(data, SiteMeasure::CloudRegions, {}, false).size() == 1);
    CHECK(weighted_sites(data, SiteMeasure::Sites, {}, false).size() == 2);
    const auto power = weighted_sites(data, SiteMeasure::PowerMw, {}, false);
    REQUIRE(power.size() == 1);
    CHECK(power[0].weight == 30.0);
    CHECK(weighted_sites(data, SiteMeasure::PowerMw, {}, true).size() == 2);
    CHECK(weighted_sites(data, SiteMeasure::PowerMw, Date::from_ymd(2027, 6, 1), true).size() == 1);
    CHECK(weighted_sites(data, SiteMeasure::CapexUsd, {}, false).size() == 1);
}

TEST_CASE("M11 levels 3 and 4 look at the ultimate owner and the accelerator's vendor") {
    DatasetBuilder b{{"AAA", "BBB", "USA"}};
    Operator bought;
    bought.hq = b.country("AAA");
    bought.ultimate_owner = b.country("BBB");
    b.data().operators = {bought};
    Accelerator chip;
    chip.vendor_country = b.country("USA");
    b.data().accelerators = {chip};
    Site& s = b.site("AAA", "AAA");
    s.operator_index = 0;
    s.accelerator_class = 0;
    const auto sites = weighted_sites(b.build(), SiteMeasure::CloudRegions, {}, false);
    CHECK(domestic_share(sites, b.country("AAA"), Level::Operator)->domestic_share == 1.0);
    CHECK(domestic_share(sites, b.country("AAA"), Level::UltimateOwner)->domestic_share == 0.0);
    CHECK(domestic_share(sites, b.country("AAA"), Level::AcceleratorVendor)->largest_foreign == b.country("USA"));
}

TEST_CASE("M12 classes") {
    using enum SiteAccelerator;
    const auto cls = [](std::vector<SiteAccelerator> sites, bool census = false) { return compute_class(sites, census); };
    CHECK(cls({Inference, Training, Unknown}) == ComputeClass::North);
    CHECK(cls({Inference, Unknown}) == ComputeClass::South);
    CHECK(cls({None, None}) == ComputeClass::Desert);
    CHECK(cls({Unclassed, None}) == ComputeClass::Unclassified);
    CHECK(cls({Unknown, None}) == ComputeClass::NoAcceleratorData);  // never Desert
    CHECK(cls({Unknown}) == ComputeClass::NoAcceleratorData);
    CHECK(cls({}) == ComputeClass::NoSites);
    CHECK(cls({}, true) == ComputeClass::Desert);
    CHECK(site_accelerator("mixed") == Training);
    CHECK(site_accelerator("inference") == Inference);
    CHECK(site_accelerator("") == Unclassed);
}

TEST_CASE("M24 counts only sites outside the nationality's own country") {
    const WeightedSite sites[] = {site(1, 0), site(1, 1), site(2, 1), site(2, kNone), site(0, 0), site(0, 0)};
    const auto abroad = footprint_abroad(sites, 0);
    REQUIRE(abroad);
    CHECK_THAT(abroad->share, WithinAbs(1.0 / 3.0, 1e-12));
    CHECK(abroad->coverage == 0.75);
}

TEST_CASE("M24 weighs by power or capex, and is no data when nothing abroad is known") {
    const WeightedSite weighted[] = {site(1, 0, 300.0), site(1, 1, 100.0)};
    CHECK(footprint_abroad(weighted, 0)->share == 0.75);
    const WeightedSite home[] = {site(0, 0)};
    CHECK_FALSE(footprint_abroad(home, 0));
    const WeightedSite unknown[] = {site(1, kNone)};
    CHECK_FALSE(footprint_abroad(unknown, 0));
    CHECK(footprint_abroad(home, 1)->share == 0.0);  // known, and none of it
}

TEST_CASE("M22 presence at a date") {
    using enum LifeStage;
    const Date d = Date::from_ymd(2024, 6, 1);
    CHECK(presence_at(Operating, 2024, d) == Presence::Active);
    CHECK(presence_at(Operating, 2025, d) == Presence::Out);
    CHECK(presence_at(Operating, {}, Date::from_ymd(1950, 1, 1)) == Presence::Active);
    CHECK(presence_at(Planned, 2024, d) == Presence::Out);  // a bare expected year means its end
    CHECK(presence_at(Planned, 2023, d) == Presence::Expected);
    CHECK(presence_at(Planned, {}, d) == Presence::Out);
    CHECK(presence_at(Ended, 2000, d) == Presence::Out);
    CHECK(presence_at(Ended, 2000, {}) == Presence::Out);
    CHECK(presence_at(Planned, {}, {}) == Presence::Expected);
}

TEST_CASE("M22 a bare year starts in January and, as an end, lasts to December") {
    const auto life = lifetime("2019", "2023");
    REQUIRE(life);
    CHECK(life->active_at(Date::from_ymd(2019, 1, 1)));
    CHECK(life->active_at(Date::from_ymd(2023, 12, 31)));
    CHECK_FALSE(life->active_at(Date::from_ymd(2024, 1, 1)));
    CHECK_FALSE(lifetime("2019", "2023-05-01")->active_at(Date::from_ymd(2023, 5, 1)));  // half-open
    CHECK(lifetime("", "")->active_at(Date::from_ymd(1800, 1, 1)));
    CHECK_FALSE(lifetime("soon", ""));
}

TEST_CASE("M22 phased capacity is a step, linear only on request") {
    const CapacityStep steps[] = {{Date::from_ymd(2024, 1, 1), 100.0}, {Date::from_ymd(2024, 1, 11), 300.0}};
    CHECK_FALSE(capacity_at(steps, Date::from_ymd(2023, 12, 31)));
    CHECK(capacity_at(steps, Date::from_ymd(2024, 1, 6)) == 100.0);
    CHECK(capacity_at(steps, Date::from_ymd(2024, 1, 11)) == 300.0);
    CHECK(capacity_at(steps, Date::from_ymd(2024, 1, 6), true) == 200.0);
    CHECK(capacity_at(steps, Date::from_ymd(2030, 1, 1), true) == 300.0);
    CHECK_FALSE(capacity_at({}, Date::from_ymd(2024, 1, 1)));
}
