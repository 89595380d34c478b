// M01: import shares and the top supplier, by hand-computed examples.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <random>

#include "data/metrics/import_shares.h"

using namespace linchpin;
using namespace linchpin::metrics;
using Catch::Matchers::WithinAbs;
using Kind = PartnerShare::Kind;

namespace {

/// Columns of one importer. Partners are plain numbers in the order of their ISO codes; the importer is 0.
struct Rows {
    std::vector<std::uint16_t> exporter;
    std::vector<std::int64_t> value;
    std::vector<Coverage> coverage;
    Rows& add(std::uint16_t partner, std::int64_t usd, Coverage c = Coverage::Top10OriginsOfImporter) {
        exporter.push_back(partner);
        value.push_back(usd);
        coverage.push_back(c);
        return *this;
    }
    [[nodiscard]] FlowRows view() const { return {exporter, value, coverage}; }
};

Rows top_ten() {  // ten listed origins of 100, 90, ..., 10
    Rows rows;
    for (std::uint16_t i = 1; i <= 10; ++i) rows.add(i, 110 - 10 * i);
    return rows;
}

double sum_with_unallocated(const ImportShares& shares) {
    double sum = shares.unallocated_share;
    for (const auto& supplier : shares.suppliers) sum += supplier.share;
    return sum;
}

}  // namespace

TEST_CASE("M01 divides by the country's total and keeps the unnamed rest") {
    const Rows rows = Rows{}.add(2, 500).add(1, 300).add(kOtherPartner, 200, Coverage::ResidualOrigins);
    const ImportShares shares = import_shares(0, rows.view(), 1000);
    REQUIRE(shares.state == ImportState::Available);
    CHECK(shares.denominator_usd == 1000);
    REQUIRE(shares.suppliers.size() == 2);
    CHECK(shares.suppliers[0].partner == 2);
    CHECK(shares.suppliers[0].share == 0.5);
    CHECK(shares.suppliers[1].share == 0.3);
    CHECK(shares.unallocated_usd == 200);
    CHECK(shares.unallocated_share == 0.2);
}

TEST_CASE("M01 drops self-imports and reports them apart") {
    const Rows rows = Rows{}.add(0, 900).add(1, 60).add(2, 40);
    const ImportShares shares = import_shares(0, rows.view(), std::nullopt);
    CHECK(shares.denominator_usd == 100);
    CHECK(shares.self_usd == 900);
    CHECK(shares.suppliers[0].share == 0.6);
    const ImportShares only_self = import_shares(0, Rows{}.add(0, 900).view(), std::nullopt);
    CHECK(only_self.state == ImportState::NoData);
    CHECK(only_self.suppliers.empty());
}

TEST_CASE("M01 knows no share where nothing is imported") {
    CHECK(import_shares(0, {}, std::nullopt).state == ImportState::NoData);
    CHECK(import_shares(0, {}, 0).state == ImportState::NoData);
    CHECK(import_shares(0, Rows{}.add(1, 0).add(2, -5).view(), 0).state == ImportState::NoData);
}

TEST_CASE("M01 is not available from destination lists alone: Taiwan does not supply 100 % of everybody's chips") {
    const Rows rows = Rows{}.add(7, 5000, Coverage::AllDestinations);
    CHECK(import_shares(0, rows.view(), std::nullopt).state == ImportState::NotAvailable);
    CHECK(import_shares(0, Rows{}.add(7, 5000, Coverage::AllDestinationsPartialYear).view(), std::nullopt).state ==
          ImportState::NotAvailable);
    CHECK(import_shares(0, Rows{}.add(7, 5, Coverage::Top10DestinationsOfExporter).view(), 900).state == ImportState::NotAvailable);
    CHECK(import_shares(0, Rows{}.add(kOtherPartner, 5, Coverage::ResidualOrigins).view(), {}).state == ImportState::NotAvailable);
    CHECK(import_shares(0, {}, 900).state == ImportState::NotAvailable);
}

TEST_CASE("M01 takes an exporter's list as an extra origin of an importer that has its own list") {
    Rows rows = top_ten();
    rows.add(11, 5, Coverage::Top10DestinationsOfExporter);
    const ImportShares shares = import_shares(0, rows.view(), 600);
    CHECK(shares.suppliers.size() == 11);
    CHECK(shares.named_usd == 555);
    CHECK(shares.unallocated_usd == 45);
    REQUIRE(shares.unlisted_at_most);
    CHECK_THAT(*shares.unlisted_at_most, WithinAbs(10.0 / 600.0, 1e-15));  // the importer's own tenth, not the extra row
}

TEST_CASE("M01 tells an origin below the top ten from one that supplies nothing") {
    const ImportShares full = import_shares(0, top_ten().view(), 600);
    CHECK_FALSE(full.complete);
    CHECK(share_of(full, 0, 3).kind == Kind::Named);
    const PartnerShare below = share_of(full, 0, 50);
    CHECK(below.kind == Kind::BelowList);
    CHECK_THAT(*below.at_most, WithinAbs(1.0 / 60.0, 1e-15));
    CHECK(share_of(full, 0, 0).kind == Kind::Unknown);

    Rows nine = top_ten();
    nine.exporter.pop_back();
    nine.value.pop_back();
    nine.coverage.pop_back();
    const ImportShares complete = import_shares(0, nine.view(), 540);
    CHECK(complete.complete);
    CHECK(share_of(complete, 0, 50).kind == Kind::Zero);
    CHECK(share_of(import_shares(0, Rows{}.add(1, 9, Coverage::FullBilateral).view(), {}), 0, 50).kind == Kind::Zero);
    CHECK(share_of(import_shares(0, Rows{}.add(1, 9, Coverage::AllPartners).view(), {}), 0, 50).kind == Kind::Zero);
}

TEST_CASE("M01 breaks ties by ISO code") {
    const ImportShares shares = import_shares(0, Rows{}.add(9, 50).add(4, 50).add(6, 50).view(), 150);
    CHECK(shares.suppliers[0].partner == 4);
    CHECK(shares.suppliers[1].partner == 6);
    CHECK(shares.suppliers[2].partner == 9);
}

TEST_CASE("M01 never divides by less than the named rows") {
    const ImportShares shares = import_shares(0, Rows{}.add(1, 600).add(2, 500).view(), 1000);
    CHECK(shares.denominator_usd == 1100);
    CHECK(shares.unallocated_usd == 0);
    const ImportShares without_total =
        import_shares(0, Rows{}.add(1, 60).add(kOtherPartner, 40, Coverage::ResidualOrigins).view(), {});
    CHECK(without_total.denominator_usd == 100);
    CHECK(without_total.unallocated_share == 0.4);
}

TEST_CASE("M01 sums duplicate rows of one partner") {
    const ImportShares shares = import_shares(0, Rows{}.add(1, 30).add(2, 50).add(1, 30).view(), 110);
    REQUIRE(shares.suppliers.size() == 2);
    CHECK(shares.suppliers[0].partner == 1);
    CHECK(shares.suppliers[0].value_usd == 60);
}

TEST_CASE("M01 of merged groups uses summed values, not the mean of shares") {
    const Rows small = Rows{}.add(1, 90).add(2, 10), large = Rows{}.add(1, 100).add(2, 800);
    const ImportList lists[] = {{small.view(), 100}, {large.view(), 1000}};
    const ImportShares shares = merged_import_shares(0, lists);
    CHECK(shares.denominator_usd == 1100);
    CHECK(shares.suppliers[0].partner == 2);
    CHECK_THAT(shares.suppliers[0].share, WithinAbs(810.0 / 1100.0, 1e-15));
    CHECK(shares.unallocated_usd == 100);
    CHECK_FALSE(shares.unlisted_at_most);

    const ImportList with_hole[] = {{small.view(), 100}, {{}, 1000}};
    CHECK(merged_import_shares(0, with_hole).state == ImportState::NotAvailable);
    const ImportList with_nothing[] = {{small.view(), 100}, {{}, 0}};
    CHECK(merged_import_shares(0, with_nothing).denominator_usd == 100);
    const ImportList nothing[] = {{{}, 0}};
    CHECK(merged_import_shares(0, nothing).state == ImportState::NoData);
}

TEST_CASE("M01 properties: shares sum to one, scaling and row order change no bit") {
    std::mt19937 random{20261124};
    std::uniform_int_distribution<std::int64_t> usd{1, 1'000'000};
    for (int round = 0; round < 200; ++round) {
        Rows rows;
        const auto n = static_cast<std::uint16_t>(1 + random() % 14);
        for (std::uint16_t i = 1; i <= n; ++i) rows.add(i, usd(random));
        std::int64_t named = 0;
        for (const auto v : rows.value) named += v;
        const std::int64_t total = named + static_cast<std::int64_t>(random() % 500'000);
        const ImportShares base = import_shares(0, rows.view(), total);
        CHECK_THAT(sum_with_unallocated(base), WithinAbs(1.0, 1e-12));

        Rows other;
        for (std::size_t i = rows.value.size(); i-- > 0;) other.add(rows.exporter[i], rows.value[i] * 1000);
        const ImportShares scaled = import_shares(0, other.view(), total * 1000);
        REQUIRE(scaled.suppliers.size() == base.suppliers.size());
        for (std::size_t i = 0; i < base.suppliers.size(); ++i) {
            CHECK(scaled.suppliers[i].partner == base.suppliers[i].partner);
            CHECK(scaled.suppliers[i].share == base.suppliers[i].share);
        }
        CHECK(scaled.unallocated_share == base.unallocated_share);
    }
}
