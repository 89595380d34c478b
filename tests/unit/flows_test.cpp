// Arcs on the globe: their shape, their particles, their way from the declared exporter to the modelled origin, and bundles.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <glm/geometric.hpp>
#include <map>

#include "app/scene/flow_arcs.h"
#include "app/scene/flow_bundles.h"
#include "data/metrics/reexports.h"
#include "data/query/derived_index.h"
#include "data/query/flow_origins.h"
#include "tests/unit/bundled_pack.h"

using namespace linchpin;
using namespace linchpin::app;
using linchpin::testing::bundled_pack;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

Country country(const char* code, double lat_deg, double lon_deg) {
    Country c;
    c.code = *CountryCode::parse(code);
    c.name = code;
    c.label_place = geo::LatLon{lat_deg, lon_deg};
    return c;
}

/// Two arcs: China to the United States, 4 million, and Germany to the United States, 1 million.
struct TwoArcs {
    Dataset data;
    Snapshot snapshot;
    TwoArcs() {
        data.countries = {country("CHN", 35, 103), country("DEU", 51, 10), country("JPN", 36, 138), country("USA", 39, -98)};
        snapshot.arcs = {{0, 3, 4'000'000, Coverage::FullBilateral, 0}, {1, 3, 1'000'000, Coverage::FullBilateral, 0}};
    }
};

Snapshot bundled(double flow_origin, const char* group = "transformers_converters") {
    Filter filter;
    filter.product_group = group;
    filter.flow_origin = flow_origin;
    return derive(bundled_pack(), filter);
}

}  // namespace

TEST_CASE("arcs rise with distance and never dive below the ground", "[flows]") {
    const geo::LatLon from{35, 103};
    double last_height = 0.0;
    for (const geo::LatLon to : {geo::LatLon{36, 110}, geo::LatLon{36, 138}, geo::LatLon{51, 10}, geo::LatLon{-35, -77}}) {
        const ArcPath path(from, to);
        double height = 0.0;
        for (int i = 1; i < 100; ++i) {
            const double r = glm::length(path.at(i / 100.0));
            CHECK(r > 1.0);
            height = std::max(height, r - 1.0);
        }
        CHECK(height > last_height);
        last_height = height;
        CHECK(glm::length(path.at(0.0) - geo::to_unit(from)) < 1e-12);
        CHECK(glm::length(path.at(1.0) - geo::to_unit(to)) < 1e-12);
    }
}

TEST_CASE("as drawn, no piece of any arc cuts through the ground", "[flows]") {
    for (const bool bundle : {false, true}) {
        FlowLines lines;
        lines.update(bundled_pack(), bundled(0.0), bundle);
        REQUIRE(lines.geometry());
        std::size_t pieces = 0;
        for (const auto& range : lines.geometry()->polylines)
            for (std::uint32_t i = range.begin; i + 1 < range.end; ++i, ++pieces) {
                const glm::dvec3 middle = 0.5 * (glm::dvec3(lines.geometry()->vertices[i].position) + glm::dvec3(lines.geometry()->vertices[i + 1].position));
                CHECK(glm::length(middle) > 1.0);
            }
        CHECK(pieces > 600);
    }
}

TEST_CASE("arc particles go from exporter to importer and are a pure function of time", "[flows]") {
    const TwoArcs world;
    const NationGroups nations(world.data);
    FlowLines lines;
    lines.update(world.data, world.snapshot, false);
    std::vector<render::PointMark> now, again, later;
    lines.add_particles(nations, 10.0, now);
    lines.add_particles(nations, 10.0, again);
    lines.add_particles(nations, 10.5, later);
    REQUIRE_FALSE(now.empty());
    REQUIRE(now.size() == again.size());
    CHECK(now.front().position == again.front().position);
    // Half a second on, a particle in the middle of the way is nearer to the importer.
    const glm::vec3 importer(geo::to_unit(*world.data.countries[3].label_place));
    int nearer = 0, judged = 0;
    for (std::size_t i = 0; i < now.size(); ++i) {
        const float before = glm::length(now[i].position - importer), after = glm::length(later[i].position - importer);
        if (after > before + 0.5f) continue;  // arrived, and starts again
        ++judged;
        nearer += after < before;
    }
    CHECK(judged > 0);
    CHECK(nearer == judged);
}

TEST_CASE("arc widths: the legend's scale is the drawn scale", "[flows]") {
    const TwoArcs world;
    FlowLines lines;
    lines.update(world.data, world.snapshot, false);
    const auto styles = lines.styles(world.data, NationGroups(world.data), world.snapshot, {}, {});
    REQUIRE(styles.size() == 2);
    CHECK_THAT(styles[0].width_px, WithinAbs(arc_width_px(4e6, 4e6), 1e-6));
    CHECK_THAT(styles[1].width_px, WithinAbs(arc_width_px(1e6, 4e6), 1e-6));
    CHECK_THAT(arc_width_px(4e6, 4e6) / arc_width_px(1e6, 4e6), WithinAbs(2.0, 1e-9));
}

TEST_CASE("what an exporter sells: its parts add up to the whole, and to what M06 says the importer has", "[flows]") {
    // A makes 100 and sells 60 to H; H makes 20 and sells 50 to C; C also buys 10 whose source no list names.
    std::vector<metrics::OriginNode> nodes(3);
    nodes[0].production_usd = 100;
    nodes[1].production_usd = 20;
    nodes[2].imports_usd = 60;
    const std::vector<metrics::OriginFlow> flows{{1, 0, 60}, {2, 1, 50}};
    for (const double p : {0.0, 0.4, 1.0}) {
        const auto traced = metrics::trace_origins(nodes, flows, p);
        REQUIRE(traced);
        for (std::size_t exporter = 0; exporter < 2; ++exporter) {
            double sum = 0.0;
            for (std::size_t producer = 0; producer < 5; ++producer) sum += traced->in_exports(exporter, producer);
            CHECK_THAT(sum, WithinAbs(1.0, 1e-9));
        }
        for (std::size_t producer = 0; producer < 3; ++producer) {
            const double arrived = 50.0 * traced->in_exports(1, producer);
            CHECK_THAT(traced->at(2, producer), WithinAbs(arrived + (producer == 2 ? traced->production_usd[2] : 0.0), 1e-9));
        }
        CHECK_THAT(traced->at(2, traced->unknown_source()), WithinAbs(10.0, 1e-9));
    }
    const auto largest = metrics::trace_origins(nodes, flows, 1.0);
    CHECK_THAT(largest->in_exports(1, 0), WithinAbs(0.75, 1e-9));  // 60 of H's supply of 80
    const auto declared = metrics::trace_origins(nodes, flows, 0.0);
    CHECK(declared->in_exports(1, 0) == 0.0);
    CHECK(declared->in_exports(1, 1) == 1.0);
}

TEST_CASE("traced arcs: every dollar of the declared ones is somewhere", "[flows]") {
    const Snapshot declared = bundled(0.0);
    CHECK(declared.traced_arcs.empty());
    for (const double p : {0.3, 1.0}) {
        const Snapshot traced = bundled(p);
        REQUIRE(traced.trace_problem.empty());
        REQUIRE(traced.arcs.size() == declared.arcs.size());
        double sum = traced.traced_rest_usd, unknown = 0.0;
        bool another_country = false;
        for (const TracedArc& part : traced.traced_arcs) {
            sum += part.value_usd;
            if (part.origin == kNone) unknown += part.value_usd;
            else another_country = another_country || part.origin != traced.arcs[part.arc].exporter;
        }
        CHECK_THAT(sum, WithinRel(static_cast<double>(traced.arcs_value_usd), 1e-9));
        CHECK_THAT(unknown, WithinRel(traced.traced_unknown_usd, 1e-9));
        CHECK(unknown > 0.0);
        CHECK(another_country);
    }
}

TEST_CASE("the way from declared to traced origin has exact ends and no jump", "[flows]") {
    const Dataset& data = bundled_pack();
    const auto declared = flow_arcs(data, bundled(0.0));
    const auto start = flow_arcs(data, bundled(1e-9));
    // Next to the left end the declared arcs are there, as wide and as strong, and nothing else of a visible size.
    REQUIRE(start.size() == declared.size());
    for (std::size_t i = 0; i < start.size(); ++i) {
        CHECK(start[i].arc == declared[i].arc);
        CHECK(start[i].origin == declared[i].origin);
        CHECK(glm::length(start[i].from - declared[i].from) < 1e-9);
        CHECK_THAT(start[i].width_usd, WithinRel(declared[i].width_usd, 1e-6));
        CHECK_THAT(start[i].share, WithinAbs(1.0, 1e-6));
    }
    // At the right end every arc starts where its goods were made, and parts of one path are one arc in width and strength.
    const Snapshot full = bundled(1.0);
    std::map<std::pair<Index, Index>, double> width, share, value;
    for (const FlowArc& flow : flow_arcs(data, full)) {
        const Arc& arc = full.arcs[flow.arc];
        CHECK(glm::length(flow.to - geo::to_unit(*data.countries[arc.importer].label_place)) < 1e-12);
        if (flow.origin == kNone) {
            CHECK(flow.tail > 0.5);  // only the end of the way is left
            continue;
        }
        CHECK(glm::length(flow.from - geo::to_unit(*data.countries[flow.origin].label_place)) < 1e-9);
        const std::pair key{flow.origin, arc.importer};
        width[key] = flow.width_usd;
        share[key] += flow.share;
        value[key] += flow.value_usd;
    }
    for (const auto& [key, total] : value) {
        CHECK_THAT(width[key], WithinRel(total, 1e-9));
        CHECK_THAT(share[key], WithinAbs(1.0, 1e-9));
    }
}

TEST_CASE("bundles: ends stay, ways are on the ground and the same each time, neighbours come together", "[flows]") {
    std::vector<std::pair<glm::dvec3, glm::dvec3>> ends;
    for (int i = 0; i < 12; ++i) ends.emplace_back(geo::to_unit({20.0 + i, 100.0}), geo::to_unit({22.0 + i, -10.0 + i}));
    ends.emplace_back(geo::to_unit({-50.0, -70.0}), geo::to_unit({-30.0, 20.0}));  // alone: stays a great circle
    const auto ways = bundled_ways(ends);
    REQUIRE(ways.size() == ends.size());
    CHECK(ways == bundled_ways(ends));
    for (std::size_t i = 0; i < ways.size(); ++i) {
        REQUIRE(ways[i].size() == kBundlePoints);
        CHECK(ways[i].front() == ends[i].first);
        CHECK(ways[i].back() == ends[i].second);
        for (const glm::dvec3& p : ways[i]) CHECK_THAT(glm::length(p), WithinAbs(1.0, 1e-9));
    }
    const auto spread = [](const glm::dvec3& a, const glm::dvec3& b) { return geo::angle_rad(a, b) / geo::kRadPerDeg; };
    const glm::dvec3 first = geo::slerp(ends[0].first, ends[0].second, 0.5), last = geo::slerp(ends[11].first, ends[11].second, 0.5);
    CHECK(spread(ways[0][16], ways[11][16]) < 0.5 * spread(first, last));
    CHECK(spread(ways[12][16], geo::slerp(ends[12].first, ends[12].second, 0.5)) < 0.5);
}
