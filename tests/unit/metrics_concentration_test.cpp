// M02 and M03: concentration and its interval, by hand-computed examples.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <random>

#include "data/metrics/concentration.h"

using namespace linchpin;
using namespace linchpin::metrics;
using Catch::Matchers::WithinAbs;

TEST_CASE("M02 of one supplier is 1, of four equal ones 0.25, of none unknown") {
    CHECK(herfindahl(std::vector{1.0}) == 1.0);
    CHECK(herfindahl(std::vector{0.25, 0.25, 0.25, 0.25}) == 0.25);
    CHECK_THAT(*herfindahl(std::vector{0.5, 0.3, 0.2}), WithinAbs(0.38, 1e-15));
    CHECK_FALSE(herfindahl({}));
}

TEST_CASE("M02 normalised: 0 for equal suppliers, 1 for a single one") {
    CHECK_THAT(*normalised_herfindahl(0.38, 3), WithinAbs((0.38 - 1.0 / 3) / (2.0 / 3), 1e-15));
    CHECK_THAT(*normalised_herfindahl(0.25, 4), WithinAbs(0.0, 1e-15));
    CHECK(normalised_herfindahl(1.0, 1) == 1.0);
    CHECK_FALSE(normalised_herfindahl(0.5, 0));
}

TEST_CASE("M02 effective number of suppliers") {
    CHECK(effective_number(0.25) == 4.0);
    CHECK(effective_number(1.0) == 1.0);
    CHECK_FALSE(effective_number(0.0));
}

TEST_CASE("M02 stays within [1/n, 1]") {
    std::mt19937 random{7};
    std::uniform_real_distribution<double> part{0.001, 1.0};
    for (int round = 0; round < 500; ++round) {
        std::vector<double> shares(1 + random() % 30);
        double sum = 0.0;
        for (double& s : shares) sum += s = part(random);
        for (double& s : shares) s /= sum;
        const double hhi = *herfindahl(shares);
        CHECK(hhi >= 1.0 / static_cast<double>(shares.size()) - 1e-12);
        CHECK(hhi <= 1.0 + 1e-12);
    }
}

TEST_CASE("M03 without a bound gives the rest to the largest supplier") {
    // 0.5, 0.3 known, 0.2 not: low 0.34; high (0.5 + 0.2)^2 + 0.09 = 0.58.
    const Interval interval = herfindahl_interval(std::vector{0.5, 0.3}, 0.2);
    CHECK_THAT(interval.low, WithinAbs(0.34, 1e-15));
    CHECK_THAT(interval.high, WithinAbs(0.58, 1e-15));
}

TEST_CASE("M03 of a top-ten list splits the rest into parts no larger than the tenth") {
    // Tenth share 0.02, rest 0.05: two parts of 0.02 and one of 0.01, so 0.0009 above the lower bound.
    const std::vector<double> known{0.5, 0.2, 0.1, 0.03, 0.02, 0.02, 0.02, 0.02, 0.02, 0.02};
    const Interval interval = herfindahl_interval(known, 0.05, 0.02);
    CHECK_THAT(interval.high - interval.low, WithinAbs(2 * 0.0004 + 0.0001, 1e-15));
    // A rest of exactly three parts: no part may be lost to rounding of the quotient.
    const Interval exact = herfindahl_interval(known, 0.06, 0.02);
    CHECK_THAT(exact.high - exact.low, WithinAbs(3 * 0.0004, 1e-12));
}

TEST_CASE("M03 is a point when everything is known and [0, 1] when nothing is") {
    const Interval point = herfindahl_interval(std::vector{0.6, 0.4}, 0.0);
    CHECK(point.low == point.high);
    const Interval unknown = herfindahl_interval({}, 1.0);
    CHECK(unknown.low == 0.0);
    CHECK(unknown.high == 1.0);
}

TEST_CASE("M03 interval contains the index of every way to fill the rest") {
    std::mt19937 random{11};
    std::uniform_real_distribution<double> part{0.0, 1.0};
    for (int round = 0; round < 300; ++round) {
        std::vector<double> shares(3 + random() % 20);
        double sum = 0.0;
        for (double& s : shares) sum += s = part(random) + 0.01;
        for (double& s : shares) s /= sum;
        std::sort(shares.rbegin(), shares.rend());
        const double truth = *herfindahl(shares);
        const std::size_t listed = std::min<std::size_t>(shares.size(), 1 + random() % 10);
        const std::vector<double> known(shares.begin(), shares.begin() + static_cast<std::ptrdiff_t>(listed));
        double rest = 0.0;
        for (std::size_t i = listed; i < shares.size(); ++i) rest += shares[i];
        const Interval loose = herfindahl_interval(known, rest);
        const Interval tight = herfindahl_interval(known, rest, known.back());
        CHECK(loose.low <= truth + 1e-12);
        CHECK(truth <= loose.high + 1e-12);
        CHECK(truth <= tight.high + 1e-12);
        CHECK(tight.high <= loose.high + 1e-12);
        CHECK(tight.low == loose.low);
    }
}

TEST_CASE("M03 concentration of an importer shows an interval above five percent unallocated") {
    ImportShares shares;
    shares.state = ImportState::Available;
    shares.suppliers = {{1, 50, 0.5}, {2, 45, 0.45}};
    shares.unallocated_share = 0.05;
    auto result = import_concentration(shares);
    REQUIRE(result);
    CHECK_FALSE(result->show_interval);  // exactly at the threshold
    CHECK(result->interval.contains(result->value));
    shares.unallocated_share = 0.06;
    CHECK(import_concentration(shares)->show_interval);
    shares.state = ImportState::NotAvailable;
    CHECK_FALSE(import_concentration(shares));
}

TEST_CASE("Thresholds are strict with a guard: exactly 0.40 never passes") {
    CHECK_FALSE(exceeds(0.4, 0.4));
    CHECK_FALSE(exceeds(0.1 + 0.3, 0.4));  // 0.4 and a bit in the last place
    CHECK_FALSE(exceeds(0.4 + 5e-10, 0.4));
    CHECK(exceeds(0.4 + 2e-9, 0.4));
    CHECK(threshold_verdict({0.41, 0.5}, 0.4) == Verdict::Certain);
    CHECK(threshold_verdict({0.39, 0.41}, 0.4) == Verdict::Possible);
    CHECK(threshold_verdict({0.39, 0.40}, 0.4) == Verdict::No);
}
