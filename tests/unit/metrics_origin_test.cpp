// M06 and M07: traced origins, by hand-computed examples.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <random>

#include "data/metrics/leontief.h"
#include "data/metrics/reexports.h"

using namespace linchpin;
using namespace linchpin::metrics;
using Catch::Matchers::WithinAbs;

namespace {

enum : std::uint32_t { P, H, C };  // producer, hub, consumer

std::vector<OriginNode> hub_nodes(std::optional<std::int64_t> hub_production) {
    std::vector<OriginNode> nodes(3);
    nodes[H].production_usd = hub_production;
    return nodes;
}
/// P sells 100 to H, H sells 80 to C.
const std::vector<OriginFlow> kHubFlows{{H, P, 100}, {C, H, 80}};

}  // namespace

TEST_CASE("M06 splits a hub's exports by the mix of its supply") {
    auto nodes = hub_nodes(20);
    nodes[P].production_usd = 100;
    nodes[C].production_usd = 0;
    const auto traced = trace_origins(nodes, kHubFlows);
    REQUIRE(traced);
    CHECK_THAT(traced->at(C, P), WithinAbs(80.0 * 100 / 120, 1e-9));
    CHECK_THAT(traced->at(C, H), WithinAbs(80.0 * 20 / 120, 1e-9));
    CHECK_THAT(traced->at(H, P), WithinAbs(40.0 * 100 / 120, 1e-9));
    CHECK(traced->production_raised == std::vector<std::uint8_t>{0, 0, 0});
    CHECK_THAT(*origin_share(*traced, C, P, true), WithinAbs(5.0 / 6.0, 1e-12));
}

TEST_CASE("M06 without production data is the largest pass-through, and marks raised production") {
    const auto traced = trace_origins(hub_nodes(std::nullopt), kHubFlows);
    REQUIRE(traced);
    CHECK_THAT(traced->at(C, P), WithinAbs(80.0, 1e-9));
    CHECK_THAT(traced->at(H, P), WithinAbs(20.0, 1e-9));
    CHECK(traced->production_raised == std::vector<std::uint8_t>{1, 0, 0});
}

TEST_CASE("M06 slider: none keeps the declared origins, a half gives half of each") {
    const auto declared = trace_origins(hub_nodes(std::nullopt), kHubFlows, 0.0);
    REQUIRE(declared);
    CHECK_THAT(declared->at(C, H), WithinAbs(80.0, 1e-9));
    CHECK_THAT(declared->at(C, P), WithinAbs(0.0, 1e-9));
    CHECK_THAT(declared->at(H, P), WithinAbs(100.0, 1e-9));
    const auto half = trace_origins(hub_nodes(std::nullopt), kHubFlows, 0.5);
    CHECK_THAT(half->at(C, H), WithinAbs(40.0, 1e-9));
    CHECK_THAT(half->at(C, P), WithinAbs(40.0, 1e-9));
}

TEST_CASE("M06 closes to exact totals: list gaps stay gaps") {
    auto nodes = hub_nodes(std::nullopt);
    nodes[C].imports_usd = 100;  // 20 more than named
    nodes[P].exports_usd = 150;  // 50 more than named
    nodes[H].imports_usd = 99;   // less than named, by rounding
    const auto traced = trace_origins(nodes, kHubFlows);
    REQUIRE(traced);
    CHECK_THAT(traced->at(C, traced->unknown_source()), WithinAbs(20.0, 1e-9));
    CHECK_THAT(traced->at(traced->unknown_source() + 1, P), WithinAbs(50.0, 1e-9));
    CHECK_THAT(*origin_share(*traced, C, traced->unknown_source(), false), WithinAbs(0.2, 1e-12));
    CHECK_THAT(traced->at(H, P), WithinAbs(20.0, 1e-9));
}

TEST_CASE("M06 raises production that is too small for the exports instead of clamping") {
    std::vector<OriginNode> nodes(3);
    nodes[H].production_usd = 10;
    const std::vector<OriginFlow> flows{{H, P, 50}, {C, H, 80}};
    const auto traced = trace_origins(nodes, flows);
    REQUIRE(traced);
    CHECK(traced->production_usd[H] == 30.0);  // 80 exported, 50 imported
    CHECK(traced->production_raised[H] == 1);
    CHECK_THAT(traced->at(C, H), WithinAbs(30.0, 1e-9));
}

TEST_CASE("M06 cannot trace goods that only circulate, and ignores self-trade") {
    const std::vector<OriginNode> nodes(2);
    const std::vector<OriginFlow> circle{{0, 1, 10}, {1, 0, 10}};
    CHECK_FALSE(trace_origins(nodes, circle));
    const std::vector<OriginFlow> self{{0, 0, 500}, {1, 0, 10}};
    const auto traced = trace_origins(nodes, self);
    REQUIRE(traced);
    CHECK_THAT(traced->at(1, 0), WithinAbs(10.0, 1e-9));
    CHECK_FALSE(origin_share(*traced, 0, 1, false));  // consumes nothing
    CHECK_FALSE(origin_share(*traced, 1, 1, true));
}

TEST_CASE("M06 properties: columns sum to production, rows to apparent consumption, scale changes no share") {
    std::mt19937 random{42};
    for (int round = 0; round < 40; ++round) {
        const std::size_t n = 3 + random() % 20;
        std::vector<OriginNode> nodes(n), scaled_nodes(n);
        std::vector<double> imports(n, 0.0), exports(n, 0.0);
        std::vector<OriginFlow> flows, scaled;
        for (std::uint32_t i = 0; i < n; ++i) {
            for (std::uint32_t j = 0; j < n; ++j) {
                if (i == j || random() % 3 == 0) continue;
                const auto usd = static_cast<std::int64_t>(1 + random() % 1000);
                flows.push_back({i, j, usd});
                scaled.insert(scaled.begin(), {i, j, usd * 8});  // other order, other scale
                imports[i] += static_cast<double>(usd);
                exports[j] += static_cast<double>(usd);
            }
            if (random() % 2 == 0) {
                nodes[i].production_usd = static_cast<std::int64_t>(random() % 5000);
                scaled_nodes[i].production_usd = *nodes[i].production_usd * 8;
            }
        }
        const double part = static_cast<double>(random() % 11) / 10.0;
        const auto traced = trace_origins(nodes, flows, part), other = trace_origins(scaled_nodes, scaled, part);
        REQUIRE(traced);
        REQUIRE(other);
        for (std::size_t k = 0; k < n; ++k) {
            double column = 0.0, row = 0.0;
            for (std::size_t m = 0; m < n + 2; ++m) {
                column += traced->at(m, k);
                row += traced->at(k, m);
                CHECK(traced->at(k, m) >= -1e-9);
            }
            CHECK_THAT(column, WithinAbs(traced->production_usd[k], 1e-6));
            CHECK_THAT(row, WithinAbs(traced->production_usd[k] + imports[k] - exports[k], 1e-6));
            CHECK_THAT(other->at(0, k), WithinAbs(8.0 * traced->at(0, k), 1e-6));
        }
    }
}

TEST_CASE("M07 looks through to where value is added") {
    const std::vector<double> z{0, 20, 10, 0}, x{100, 100};
    const std::vector<std::uint32_t> country{0, 1};
    const InputOutputTable table{2, z, x, country};
    const auto origin = value_added_origin(table);
    REQUIRE(origin);
    CHECK_THAT(origin->at(0, 0), WithinAbs(0.9 / 0.98, 1e-12));
    CHECK_THAT(*foreign_value_share(*origin, table, 0), WithinAbs(0.8 * 0.1 / 0.98, 1e-12));
    CHECK_THAT(origin->at(0, 0) + origin->at(1, 0), WithinAbs(1.0, 1e-12));
    CHECK_THAT(*foreign_input_share(table, 0), WithinAbs(0.1, 1e-12));
}

TEST_CASE("M07 counts industries of the same country as domestic") {
    const std::vector<double> z{0, 30, 0, 0, 0, 40, 0, 0, 0}, x{100, 100, 100};
    const std::vector<std::uint32_t> country{0, 0, 1};
    const InputOutputTable table{3, z, x, country};
    const auto origin = value_added_origin(table);
    CHECK_THAT(*foreign_value_share(*origin, table, 1), WithinAbs(0.0, 1e-12));
    // Industry 2 buys 40 of industry 1, of which 30 % came from industry 0: both in country 0.
    CHECK_THAT(*foreign_value_share(*origin, table, 2), WithinAbs(0.4, 1e-12));
    CHECK_THAT(origin->at(0, 2), WithinAbs(0.12, 1e-12));
}

TEST_CASE("M07 refuses impossible tables and has no share without output") {
    const std::vector<std::uint32_t> country{0, 1};
    const std::vector<double> z{0, 20, 10, 0}, no_output{100, 0}, short_output{5, 100}, negative{0, -1, 0, 0}, x{100, 100};
    const std::vector<double> only_first{0, 0, 10, 0};
    const InputOutputTable empty_column{2, only_first, no_output, country};
    const auto origin = value_added_origin(empty_column);
    REQUIRE(origin);
    CHECK_FALSE(foreign_value_share(*origin, empty_column, 1));
    CHECK_FALSE(foreign_input_share(empty_column, 1));
    CHECK_FALSE(value_added_origin({2, z, short_output, country}));  // inputs above output
    CHECK_FALSE(value_added_origin({2, negative, x, country}));
    CHECK_FALSE(value_added_origin({3, z, x, country}));
    const std::vector<double> closed{0, 100, 100, 0};  // each only turns the other's output over
    CHECK_FALSE(value_added_origin({2, closed, x, country}));
}
