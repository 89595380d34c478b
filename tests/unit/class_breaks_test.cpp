// Where classes begin, by hand; and the classes of country values, of two numbers at once and of changes.
#include "data/query/class_breaks.h"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <random>

#include "bundled_pack.h"
#include "data/query/choropleth_change.h"
#include "data/query/derived_index.h"

using namespace linchpin;
using namespace linchpin::query;
using Breaks = std::vector<double>;

namespace {

std::size_t class_of_value(const Breaks& breaks, double value) {
    return static_cast<std::size_t>(std::upper_bound(breaks.begin(), breaks.end(), value) - breaks.begin());
}

}  // namespace

TEST_CASE("quantiles: ten numbers in five classes of two") {
    CHECK(quantile_breaks({10, 9, 8, 7, 6, 5, 4, 3, 2, 1}, 5) == Breaks{3, 5, 7, 9});
    CHECK(quantile_breaks({1.24, 1.26, 7.0, 90.0}, 2) == Breaks{7});          // (1.26, 7]
    CHECK(quantile_breaks({1.24, 1.26}, 2) == Breaks{1.26});
    CHECK(quantile_breaks({0.1234, 0.1287, 0.2, 0.3}, 4) == Breaks{0.128, 0.2, 0.3});
}

TEST_CASE("quantiles: ties never part, so classes may be fewer and unlike in size") {
    CHECK(quantile_breaks({1, 1, 1, 1, 2, 3}, 3) == Breaks{2});
    CHECK(quantile_breaks({0, 0, 5, 5, 5, 9}, 2) == Breaks{5});               // 2 and 4: nearer to 3 and 3 than 5 and 1
    CHECK(quantile_breaks({0, 5, 5, 5, 5, 9}, 2) == Breaks{5});               // as near on both sides: the lower
    CHECK(quantile_breaks({0, 5, 5, 5, 9, 9}, 2) == Breaks{9});
}

TEST_CASE("quantiles: fewer numbers than classes, all equal, one, none") {
    CHECK(quantile_breaks({5, 7}, 5) == Breaks{7});
    CHECK(quantile_breaks({3, 1, 2}, 9) == Breaks{2, 3});
    CHECK(quantile_breaks({4, 4, 4, 4}, 3).empty());
    CHECK(quantile_breaks({4}, 2).empty());
    CHECK(quantile_breaks({}, 5).empty());
}

TEST_CASE("quantiles of any numbers: ascending, every class used, and none larger than a tie makes it") {
    std::mt19937 random{7};
    for (int round = 0; round < 400; ++round) {
        std::vector<double> values;
        const std::size_t count = 1 + random() % 60, different = 1 + random() % 40;
        for (std::size_t i = 0; i < count; ++i) values.push_back(static_cast<double>(random() % different) * 0.37 - 3.0);
        const int classes = 2 + static_cast<int>(random() % 8);
        const Breaks breaks = quantile_breaks(values, classes);
        REQUIRE(breaks.size() < static_cast<std::size_t>(classes));
        std::vector<std::size_t> used(breaks.size() + 1, 0);
        for (const double v : values) ++used[class_of_value(breaks, v)];
        for (const std::size_t n : used) CHECK(n > 0);
        for (std::size_t i = 1; i < breaks.size(); ++i) CHECK(breaks[i] > breaks[i - 1]);
    }
}

TEST_CASE("equal steps") {
    CHECK(equal_breaks({0, 10, 3}, 5) == Breaks{2, 4, 6, 8});
    CHECK(equal_breaks({1, 2}, 3) == Breaks{1.333, 1.667});
    CHECK(equal_breaks({-1, 1}, 2) == Breaks{0});
    CHECK(equal_breaks({7, 7}, 4).empty());
    CHECK(equal_breaks({7}, 4).empty());
    CHECK(equal_breaks({}, 4).empty());
}

TEST_CASE("changes are parted alike on both sides of zero") {
    CHECK(change_breaks({-3, 0, 1, 2}) == Breaks{-1.9, -0.9, 0.9, 1.9});
    CHECK(change_breaks({0, 0, -4, -4}) == Breaks{-3, 3});
    CHECK(change_breaks({0, 1e-12}).empty());
    CHECK(change_breaks({}).empty());
    CHECK(change_breaks({-1000, 0.001, 5}).front() < -6);  // a millionth of the largest change is none
    CHECK(equal_change_breaks({-10, 5, 0}, 4) == Breaks{-6, -2, 2, 6});
    CHECK(equal_change_breaks({0, 0}, 5).empty());
}

TEST_CASE("the shortest number that parts two") {
    CHECK(shortest_between(9, 11) == 10);
    CHECK(shortest_between(0.12345, 0.12351) == 0.1235);
    CHECK(shortest_between(-3, -1) == -1);
    CHECK(shortest_between(-0.5, 0.5) == 0);
    CHECK(shortest_between(1999.2, 2000) == 2000);
    const double next = std::nextafter(1.0 / 3.0, 1.0);
    CHECK(shortest_between(1.0 / 3.0, next) == next);
}

TEST_CASE("country values by rule: the numbers stay, the classes change") {
    const Dataset& pack = testing::bundled_pack();
    const DerivedIndex index = build_derived_index(pack);
    Filter filter;
    const ChoroplethLayer standard = derive(pack, index, filter).choropleth;
    filter.choropleth.classes = ClassRule::Quantile;
    filter.choropleth.class_count = 4;
    const ChoroplethLayer quantile = derive(pack, index, filter).choropleth;
    REQUIRE(quantile.class_breaks.size() == 3);
    std::vector<std::size_t> used(4, 0);
    for (std::size_t i = 0; i < quantile.values.size(); ++i) {
        CHECK(quantile.values[i].state == standard.values[i].state);
        if (quantile.values[i].state != ValueState::Value) continue;
        CHECK(quantile.values[i].value == standard.values[i].value);
        ++used[class_of_value(quantile.class_breaks, quantile.values[i].value)];
    }
    for (const std::size_t n : used) CHECK(std::abs(static_cast<double>(n) - static_cast<double>(quantile.with_value) / 4) <= 2.0);
    filter.choropleth.classes = ClassRule::Manual;
    filter.choropleth.breaks = {33.5, 66.5};
    CHECK(derive(pack, index, filter).choropleth.class_breaks == Breaks{33.5, 66.5});
    filter.choropleth.breaks.clear();
    CHECK(derive(pack, index, filter).choropleth.class_breaks == standard.class_breaks);
}

TEST_CASE("two numbers at once: a country needs both, and keeps the reason where one is missing") {
    const Dataset& pack = testing::bundled_pack();
    const DerivedIndex index = build_derived_index(pack);
    Filter filter;
    filter.choropleth.kind = ChoroplethKind::SitePowerMw;
    const ChoroplethLayer power = derive(pack, index, filter).choropleth;
    filter.choropleth.kind = ChoroplethKind::TopSupplierShare;
    const ChoroplethLayer share = derive(pack, index, filter).choropleth;
    filter.choropleth.second = ChoroplethKind::SitePowerMw;
    const ChoroplethLayer both = derive(pack, index, filter).choropleth;
    REQUIRE(both.second);
    CHECK(both.second->title == power.title);
    CHECK(both.class_breaks.size() <= 2);
    std::size_t with_both = 0;
    for (std::size_t i = 0; i < both.values.size(); ++i) {
        const bool has_both = share.values[i].state == ValueState::Value && power.values[i].state == ValueState::Value;
        CHECK((both.values[i].state == ValueState::Value) == has_both);
        with_both += has_both;
        if (has_both) CHECK(both.second->values[i] == power.values[i].value);
        else CHECK(both.values[i].state == (share.values[i].state != ValueState::Value ? share.values[i].state : power.values[i].state));
    }
    CHECK(both.with_value == with_both);
    CHECK(with_both > 10);
    filter.choropleth.change = true;  // nothing to compare with outside a scenario, and no second number either
    CHECK_FALSE(derive(pack, index, filter).choropleth.second);
}

TEST_CASE("what a scenario changes: after less before, and nothing invented where one is missing") {
    const auto layer = [](std::vector<CountryValue> values) {
        ChoroplethLayer l;
        l.active = true;
        l.unit = "% of import value";
        l.class_breaks = {10.0};
        l.values = std::move(values);
        return l;
    };
    const auto number = [](double v) { CountryValue value; value.state = ValueState::Value; value.value = v; return value; };
    CountryValue none, unavailable;
    unavailable.state = ValueState::NotAvailable;
    const ChoroplethLayer change = change_of(layer({number(40), number(20), none, number(5), number(7)}), layer({number(30), number(28), number(3), unavailable, number(7)}), {});
    CHECK(change.change);
    CHECK(change.unit == "percentage points");
    CHECK(change.values[0].value == -10);
    CHECK(change.values[1].value == 8);
    CHECK(change.values[2].state == ValueState::NoData);
    CHECK(change.values[3].state == ValueState::NotAvailable);
    CHECK(change.values[4].value == 0);
    CHECK(change.with_value == 3);
    REQUIRE(change.class_breaks.size() == 4);
    for (std::size_t i = 0; i < 4; ++i) CHECK(change.class_breaks[i] == -change.class_breaks[3 - i]);
}

TEST_CASE("breaks as a person types them: any separator; a mistake is one sentence that says which number and why") {
    const auto good = [](const char* text) {
        const auto breaks = parse_breaks(text, 8);
        REQUIRE(breaks);
        return *breaks;
    };
    CHECK(good("20, 40, 60") == Breaks{20, 40, 60});
    CHECK(good("  0.5;1 ;; 2e1\t30 ") == Breaks{0.5, 1, 20, 30});
    CHECK(good("-3 0 3") == Breaks{-3, 0, 3});
    CHECK(good("1,2,3,4,5,6,7,8").size() == 8);
    const auto complaint = [](const char* text) {
        const auto breaks = parse_breaks(text, 8);
        REQUIRE_FALSE(breaks);
        return breaks.error().text();
    };
    CHECK(complaint("20, 4o, 60") == "Number 2: expected a number like 20 or 0.5, found \u201c4o\u201d.");
    CHECK(complaint("20 %") == "Number 2: expected a number like 20 or 0.5, found \u201c%\u201d.");
    CHECK(complaint("20, 60, 40") == "Number 3: expected one above 60, found 40.");
    CHECK(complaint("20, 20") == "Number 2: expected one above 20, found 20.");
    CHECK(complaint("1 nan").starts_with("Number 2: expected a number"));
    CHECK(complaint("1 inf").starts_with("Number 2: expected a number"));
    CHECK(complaint("1 2 3 4 5 6 7 8 9") == "Expected at most 8 numbers, found more.");
    for (const char* nothing : {"", "  ", ",;,"}) CHECK(complaint(nothing).ends_with("found none."));
}
