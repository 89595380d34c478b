// Before and after, figure by figure.
#include <algorithm>
#include <array>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include "data/report/subject.h"
#include "data/scenario/compare.h"
#include "metrics_dataset_builder.h"

using namespace linchpin;
using namespace linchpin::scenario;
using testing::DatasetBuilder;

TEST_CASE("compare: a struck supplier changes what depends on it, and nothing else", "[scenario]") {
    DatasetBuilder builder{{"CHN", "IND", "KEN", "UGA"}};
    builder.flow("CHN", "KEN", 600).flow("IND", "KEN", 400).flow("CHN", "UGA", 10).flow("IND", "UGA", 30);
    const Dataset base = builder.build();
    ScenarioWorld world{base};
    Event event;
    event.supplier = "CHN";
    event.target = "KEN";
    event.fraction = 0.5;
    const report::Question question;
    constexpr std::array<std::string_view, 2> kMetrics{"M01", "M02"};
    const report::Subject kenya = report::country_subject(base, builder.country("KEN"));
    const report::Subject uganda = report::country_subject(base, builder.country("UGA"));

    REQUIRE(world.apply({}, question));
    const auto all = compare(world, kenya, kMetrics, question, false);
    REQUIRE_FALSE(all.empty());
    CHECK(compare(world, kenya, kMetrics, question, true).empty());

    REQUIRE(world.apply({"", {event}}, question));
    const auto changed = compare(world, kenya, kMetrics, question, true);
    REQUIRE_FALSE(changed.empty());
    for (const Change& change : changed) {
        CHECK(change.differs());
        CHECK(change.before.item == change.after.item);
        CHECK(change.before.partner == change.after.partner);
    }
    // China from 600 of 1,000 to 300 of 700; India from 400 of 1,000 to 400 of 700.
    const auto share_of_india = std::find_if(changed.begin(), changed.end(), [](const Change& change) {
        return change.before.metric == "M01" && change.before.partner == "IND" && change.before.value &&
               *change.before.value == 0.4;
    });
    REQUIRE(share_of_india != changed.end());
    CHECK(share_of_india->after.value == Catch::Approx(400.0 / 700.0));
    CHECK(compare(world, uganda, kMetrics, question, true).empty());
    CHECK(compare(world, kenya, kMetrics, question, false).size() >= changed.size());
}

TEST_CASE("compare: a supplier that is gone leaves no data behind it", "[scenario]") {
    DatasetBuilder builder{{"CHN", "IND", "KEN"}};
    builder.flow("CHN", "KEN", 600).flow("IND", "KEN", 400);
    const Dataset base = builder.build();
    ScenarioWorld world{base};
    Event event;
    event.supplier = "IND";
    event.target = "all";
    const report::Question question;
    constexpr std::array<std::string_view, 1> kMetrics{"M01"};
    REQUIRE(world.apply({"", {event}}, question));
    const auto changed = compare(world, report::country_subject(base, builder.country("KEN")), kMetrics, question, true);
    const auto india =
        std::find_if(changed.begin(), changed.end(), [](const Change& change) { return change.before.partner == "IND"; });
    REQUIRE(india != changed.end());
    CHECK(india->before.state == report::FigureState::Value);
    CHECK(india->after.state == report::FigureState::NoData);
    CHECK_FALSE(india->after.value);
}
