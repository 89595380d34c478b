// The traps of real trade tables, from a messy file to the shares that come out of it (tests/data/traps).
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include "data/metrics/import_shares.h"
#include "data/metrics/trade_view.h"
#include "pack_fixture.h"

using namespace linchpin;
using Catch::Matchers::WithinAbs;

namespace {

/// The small good pack with the messy list in place of its flows.
struct MessyPack : test::ScratchPack {
    MessyPack() {
        std::filesystem::copy_file(LINCHPIN_ROOT "/tests/data/traps/flows.csv", folder() / "flows.csv",
                                   std::filesystem::copy_options::overwrite_existing);
        append("countries.csv", "TWN,TW,158,Taiwan,Asia,Eastern Asia,23.7,121.0\n");
    }
};

bool holds(const test::Words& words, std::string_view start, std::string_view part) {
    for (const std::string& word : words)
        if (word.starts_with(start) && word.find(part) != std::string::npos) return true;
    return false;
}

}  // namespace

TEST_CASE("Traps: every bad row of a messy list is told, with what to write instead where that is plain") {
    const MessyPack pack;
    const test::Words words = pack.findings();
    CHECK(holds(words, "flows.csv:4:1: ", "two different countries, found 'DEU' on both sides"));
    CHECK(holds(words, "flows.csv:5:1: ", "found 'China' (write CHN)"));
    CHECK(holds(words, "flows.csv:6:1: ", "found 'CN' (write CHN)"));
    CHECK(holds(words, "flows.csv:7:1: ", "found '156' (write CHN)"));
    CHECK(holds(words, "flows.csv:8:1: ", "found '490' (write TWN)"));
    CHECK(holds(words, "flows.csv:9: ", "first in line 3"));
    CHECK(holds(words, "flows.csv:10:", "value_usd of at least 1, found '0'"));
    CHECK(holds(words, "flows.csv:11:", "value_usd of at least 1, found '-60'"));
    CHECK(holds(words, "flows.csv:12:", "found 'inf'"));
    CHECK(holds(words, "flows.csv:13:", "found '1,200' (no thousands separators)"));
    CHECK(holds(words, "flows.csv:14:", "found '70,5'"));
    CHECK(holds(words, "flows.csv:15:1: ", "a code of the table countries, found 'EUU'"));
    std::size_t of_flows = 0;
    for (const std::string& word : words) of_flows += word.starts_with("flows.csv") ? 1 : 0;
    CHECK(of_flows == 12);
}

TEST_CASE("Traps: the good rows of a messy list give the same shares as a clean one") {
    const MessyPack pack;
    const Dataset data = pack.load();
    REQUIRE(data.flows.size() == 3);
    const metrics::TradeView view{data};
    const Index germany = data.country_index(*CountryCode::parse("DEU"));
    const metrics::TradeBlock* const block = view.find(data.group_index("transformers_converters"), 2024);
    REQUIRE(block != nullptr);
    const auto shares = metrics::import_shares(germany, view.importer_rows(*block, germany), view.imports_usd(*block, germany));
    // Of 1,500 imported in all: 900 from China, 500 from the United States, 100 without a named origin.
    REQUIRE(shares.suppliers.size() == 2);
    CHECK_THAT(shares.suppliers[0].share, WithinAbs(0.6, 1e-12));
    CHECK_THAT(shares.suppliers[1].share, WithinAbs(1.0 / 3.0, 1e-12));
    CHECK_THAT(shares.unallocated_share, WithinAbs(1.0 / 15.0, 1e-12));
}

TEST_CASE("Traps: a zero total is no data, and thousands taken for units never lower the denominator") {
    const MessyPack pack;
    pack.replace("country_totals.csv", "DEU,transformers_converters,8504,2024,2000,1500,BACI", "DEU,transformers_converters,8504,2024,2,2,BACI");
    const Dataset data = pack.load();
    const metrics::TradeView view{data};
    const Index germany = data.country_index(*CountryCode::parse("DEU"));
    const metrics::TradeBlock& block = *view.find(data.group_index("transformers_converters"), 2024);
    const auto shares = metrics::import_shares(germany, view.importer_rows(block, germany), view.imports_usd(block, germany));
    CHECK(shares.denominator_usd == 1400);  // the named origins; a total below them cannot be right
    const metrics::TradeBlock& batteries = *view.find(data.group_index("batteries_hs8507"), 2024);
    const auto none = metrics::import_shares(germany, {}, view.imports_usd(batteries, germany));
    CHECK(none.state == metrics::ImportState::NoData);
    CHECK(none.suppliers.empty());
}
