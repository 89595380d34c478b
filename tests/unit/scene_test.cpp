#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <glm/geometric.hpp>
#include <numeric>

#include "app/scene/area_styles.h"
#include "app/scene/base_geometry.h"
#include "app/scene/cable_lines.h"
#include "app/scene/chokepoint_marks.h"
#include "app/scene/line_builder.h"
#include "app/scene/palette.h"
#include "app/scene/simulated_shells.h"
#include "app/scene/site_marks.h"

using namespace linchpin;
using namespace linchpin::app;
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

Dataset small_world() {
    Dataset data;
    data.countries = {country("CHN", 35, 103), country("DEU", 51, 10), country("JPN", 36, 138), country("USA", 39, -98)};
    data.blocs = {{"EU", "European Union"}};
    data.memberships = {{0, 1, {}, false}};
    data.as_of = Date::from_ymd(2026, 11, 22);
    return data;
}

Snapshot all_visible(const Dataset& data) {
    Snapshot snapshot;
    snapshot.site_visible.assign(data.sites.size(), 1);
    snapshot.cable_visible.assign(data.cables.size(), 1);
    return snapshot;
}

std::vector<render::PointMark> marks_of(const Dataset& data, const Snapshot& snapshot, bool lens = false, double globe_radius_px = 500.0) {
    SiteClusters clusters(data, NationGroups(data));
    clusters.set_visible(snapshot.site_visible);
    std::vector<SiteClusters::Shown> shown;
    clusters.show(globe_radius_px, shown);
    AppState state;
    state.sovereignty_lens = lens;
    auto marks = make_site_marks(data, snapshot, shown, state, globe_radius_px);
    std::erase_if(marks, [](const render::PointMark& mark) { return mark.shape == render::PointShape::Halo; });
    return marks;
}

}  // namespace

TEST_CASE("nationality groups: fixed countries, EU by membership, mixtures and the unknown", "[scene]") {
    const Dataset data = small_world();
    const NationGroups nations(data);
    CHECK(nations.of(0) == NationGroup::China);
    CHECK(nations.of(1) == NationGroup::EuropeanUnion);
    CHECK(nations.of(2) == NationGroup::Other);
    CHECK(nations.of(3) == NationGroup::UnitedStates);
    CHECK(nations.of(kNone) == NationGroup::Unknown);
    CHECK(nations.of_all({}) == NationGroup::Unknown);
    CHECK(nations.of_all({0, kNone}) == NationGroup::China);
    CHECK(nations.of_all({0, 3}) == NationGroup::Mixed);
}

TEST_CASE("the soft ring of a place known to the city is 15 km of ground at any zoom", "[scene]") {
    Dataset data = small_world();
    Site town;
    town.id = "town";
    town.place = {0.0, 0.0};
    town.country = 1;
    town.precision = CoordPrecision::City;
    town.power_mw = 20.0;
    data.sites.push_back(town);
    Snapshot snapshot = all_visible(data);
    SiteClusters clusters(data, NationGroups(data));
    clusters.set_visible(snapshot.site_visible);
    for (const double distance_km : {1500.0, 600.0, 300.0}) {
        const render::Camera camera({0.0, 0.0, distance_km, 0.0, 0.0, 0.0, 0.0}, 1920, 1080);
        std::vector<SiteClusters::Shown> shown;
        clusters.show(ground_px_per_radian(camera.globe_radius_px()), shown);
        std::size_t halos = 0;
        for (const render::PointMark& mark : make_site_marks(data, snapshot, shown, AppState{}, camera.globe_radius_px())) {
            if (mark.shape != render::PointShape::Halo) continue;
            ++halos;
            CHECK_THAT(static_cast<double>(mark.radius_px) * camera.km_per_pixel(), WithinRel(15.0, 0.02));
        }
        INFO("from " << distance_km << " km");
        CHECK(halos > 0);
    }
}

TEST_CASE("a data centre's area is proportional to its power", "[scene]") {
    CHECK_THAT(std::pow(site_radius_px(400.0, 500.0) / site_radius_px(100.0, 500.0), 2.0), WithinRel(4.0, 1e-9));
    CHECK_THAT(std::pow(site_radius_px(1000.0, 9000.0) / site_radius_px(250.0, 9000.0), 2.0), WithinRel(4.0, 1e-9));
}

TEST_CASE("site marks: filled when operating, ring when not, a diamond when the power is unknown", "[scene]") {
    Dataset data = small_world();
    Site operating;
    operating.status = SiteStatus::Operational;
    operating.power_mw = 100.0;
    operating.power_basis = PowerBasis::It;
    operating.operator_hq = 0;
    Site announced = operating;
    announced.status = SiteStatus::Announced;
    announced.power_mw = 1000.0;
    announced.power_basis = PowerBasis::Planned;
    Site unknown = operating;
    unknown.power_mw.reset();
    Site full_build = operating;  // runs, but only its full-build power is published
    full_build.power_mw = 2000.0;
    full_build.power_basis = PowerBasis::Planned;
    announced.place = {30, 40};
    unknown.place = {-30, 40};
    data.sites = {operating, announced, unknown};
    const auto marks = marks_of(data, all_visible(data));
    REQUIRE(marks.size() == 4);
    CHECK(marks[0].id == 1);  // the largest first, so that small ones stay on top
    CHECK(marks[0].shape == render::PointShape::Pie);
    CHECK(marks[0].fill.a < 40);
    CHECK(marks[1].id == 1);
    CHECK(marks[1].shape == render::PointShape::ShareRing);
    CHECK(marks[2].id == 0);
    CHECK(marks[2].shape == render::PointShape::Pie);
    CHECK(marks[2].fill.a > 120);
    CHECK(marks[2].shares[0] == 255);  // China's colour alone
    CHECK(std::accumulate(marks[2].shares.begin() + 1, marks[2].shares.end(), 0) == 0);
    CHECK(marks[3].shape == render::PointShape::Diamond);
    auto hidden = all_visible(data);
    hidden.site_visible[0] = 0;
    CHECK(marks_of(data, hidden).size() == 3);
    data.sites = {full_build};
    const auto both = marks_of(data, all_visible(data));
    REQUIRE(both.size() == 3);
    CHECK(both[1].shape == render::PointShape::ShareRing);
    CHECK(both[2].shape == render::PointShape::Diamond);
}

TEST_CASE("sites that would lie on one another are one mark with their sum, and the lens puts three rings around it", "[scene]") {
    Dataset data = small_world();
    Site one;
    one.status = SiteStatus::Operational;
    one.power_mw = 100.0;
    one.power_basis = PowerBasis::It;
    one.operator_hq = 0;
    Site two = one;
    two.place = {0.2, 0.2};
    two.power_mw = 300.0;
    two.operator_hq = 3;
    data.sites = {one, two};
    auto marks = marks_of(data, all_visible(data));
    REQUIRE(marks.size() == 1);
    CHECK(marks[0].id >= data.sites.size());
    CHECK_THAT(marks[0].radius_px, WithinRel(site_radius_px(400.0, 500.0), 1e-6));
    CHECK(marks[0].shares == std::array<std::uint8_t, 6>{85, 255, 0, 0, 0, 0});
    marks = marks_of(data, all_visible(data), true);
    REQUIRE(marks.size() == 4);
    const auto rings = std::count_if(marks.begin(), marks.end(), [](const auto& m) { return m.shape == render::PointShape::ShareRing; });
    CHECK(rings == 3);
    CHECK(marks[0].shares == std::array<std::uint8_t, 6>{0, 0, 0, 0, 0, 255});  // outermost: no accelerator is known
    CHECK(marks_of(data, all_visible(data), false, 60000.0).size() == 2);
}

TEST_CASE("cables: routes where there are some, great circles elsewhere, dashes for plans, nothing for the hidden", "[scene]") {
    Dataset data = small_world();
    data.landing_points = {{"a", "A", 0, {0, 0}, {}}, {"b", "B", 0, {0, 40}, {}}};
    Cable routed;
    routed.id = "routed";
    routed.branches = {{0, {0, 1}}};
    Cable plain = routed;
    plain.id = "plain";
    plain.status = CableStatus::Planned;
    data.cables = {routed, plain};
    data.cable_routes = {{0, 0, 0, {{0, 0}, {20, 20}, {0, 40}}, 0.0}};
    const auto geometry = make_cable_geometry(data);
    REQUIRE(geometry->polylines.size() == 2);
    float highest_routed = 0.0f, highest_plain = 0.0f;
    for (const auto& vertex : geometry->vertices) (vertex.line == 0 ? highest_routed : highest_plain) = std::max(vertex.line == 0 ? highest_routed : highest_plain, vertex.position.z);
    CHECK(highest_routed > 0.3f);  // through 20 degrees north
    CHECK_THAT(highest_plain, WithinAbs(0.0, 1e-6));
    auto snapshot = all_visible(data);
    auto styles = cable_styles(data, NationGroups(data), snapshot, {}, {});
    CHECK_FALSE(styles[0].dashed);
    CHECK(styles[1].dashed);
    snapshot.cable_visible[1] = 0;
    styles = cable_styles(data, NationGroups(data), snapshot, {}, {});
    CHECK(styles[1].width_px == 0.0f);
    CHECK(styles[0].width_px > 0.0f);
}

TEST_CASE("a value on a class break belongs to the class above; missing values are patterns, never colours", "[scene]") {
    ChoroplethLayer layer;
    layer.active = true;
    layer.class_breaks = {0.2, 0.5};
    layer.values.resize(4);
    layer.values[0] = {ValueState::Value, 0.5, {}, {}, kNone, {}, {}};
    layer.values[1] = {ValueState::Value, 0.1, {}, {}, kNone, {}, {}};
    layer.values[2].state = ValueState::NotAvailable;
    CHECK(class_of(layer, 0.5) == 2);
    CHECK(class_of(layer, 0.2) == 1);
    CHECK(class_of(layer, 0.3 - 0.1) == 1);  // 0.19999999999999998
    CHECK(class_of(layer, 0.0) == 0);
    const auto styles = make_area_styles({0, 1, 2, 3, kNone}, layer, "viridis");
    const auto colours = choropleth_colours(layer, "viridis");
    CHECK(styles[0].colour == colours[2]);
    CHECK(styles[1].colour == colours[0]);
    CHECK(styles[2].pattern == render::AreaPattern::Dots);
    CHECK(styles[3].pattern == render::AreaPattern::Hatch);
    CHECK(styles[4].pattern == render::AreaPattern::Hatch);
    CHECK(styles[0].pattern == render::AreaPattern::Plain);
}

TEST_CASE("ramps: known ends, distinct classes, lightness that rises all the way", "[scene]") {
    CHECK(ramp_colour("viridis", 0.0) == render::rgb("#440154"));
    CHECK(ramp_colour("viridis", 1.0) == render::rgb("#fde725"));
    for (const char* palette : {"viridis", "cividis", "batlow"}) {
        float last = -1.0f;
        for (int i = 0; i <= 20; ++i) {
            const float luminance = render::relative_luminance(ramp_colour(palette, i / 20.0));
            CHECK(luminance > last);
            last = luminance;
        }
    }
}

TEST_CASE("line builder: kilometres along, splits long steps, drops what is no line", "[scene]") {
    LineBuilder lines;
    lines.begin(0);
    lines.add_along_sphere(geo::to_unit({0, 0}));
    lines.add_along_sphere(geo::to_unit({0, 90}));
    lines.end();
    lines.begin(1);
    lines.add(geo::to_unit({10, 10}));
    lines.add(geo::to_unit({10, 10}));
    lines.end();
    const auto geometry = lines.take();
    REQUIRE(geometry->polylines.size() == 1);
    CHECK_THAT(geometry->vertices.back().along_km, WithinRel(0.5 * geo::kPi * geo::kEarthRadiusKm, 1e-4));
    for (const auto& vertex : geometry->vertices) CHECK_THAT(glm::length(vertex.position), WithinAbs(1.0, 1e-6));
}

TEST_CASE("planned shells are drawn only when their figures are published", "[scene]") {
    Dataset data;
    PlannedShell full;
    full.altitude_km = 550.0;
    full.inclination_deg = 53.0;
    full.planes = 4;
    full.sats_per_plane = 5;
    PlannedShell no_inclination = full;
    no_inclination.inclination_deg.reset();
    data.planned_shells = {full, no_inclination};
    SimulatedShells shells(data, 0.0);
    CHECK(shells.shells_drawn() == 1);
    render::SatelliteBatch batch;
    shells.fill(1000.0, 0.0, batch);
    REQUIRE(batch.pair);
    REQUIRE(batch.styles->size() == 20);
    CHECK_FALSE(batch.eclipse);
    CHECK_FALSE(batch.fade_old);
    for (std::size_t i = 0; i < 20; ++i) {
        const auto km = orbit::interpolate(batch.pair, i, batch.unix_s);
        REQUIRE(km);
        CHECK_THAT(glm::length(*km), WithinAbs(6378.137 + 550.0, 12.0));
        CHECK(std::abs(km->z) <= glm::length(*km) * std::sin(53.0 * geo::kRadPerDeg) + 6.0);
        CHECK((*batch.styles)[i].shape == render::PointShape::Cross);
    }
}

TEST_CASE("a closed chokepoint is circled at its radius; a selected one too, an event that is off or later not", "[scene]") {
    Dataset data;
    data.chokepoints = {{"north", "North Strait", "strait", "", {0.0, 0.0}, 200.0}, {"south", "South Strait", "strait", "", {-60.0, 30.0}, 500.0}};
    AppState state;
    CHECK(chokepoint_marks(data, state).empty());
    scenario::Event event;
    event.kind = scenario::EventKind::ChokepointClosed;
    event.object = "south";
    event.probability = 0.25;
    state.scenario.events = {event};
    state.selection = {SelectionKind::Chokepoint, "north"};
    const auto marks = chokepoint_marks(data, state);
    REQUIRE(marks.size() == 2);
    CHECK_FALSE(marks[0].closed);
    CHECK(marks[1].closed);
    CHECK(chokepoint_styles(marks)[1].dashed);
    const auto circles = chokepoint_circles(data, marks);
    REQUIRE(circles->polylines.size() == 2);
    const glm::dvec3 middle = geo::to_unit({-60.0, 30.0});
    for (std::uint32_t i = circles->polylines[1].begin; i < circles->polylines[1].end; ++i) {
        CHECK_THAT(geo::angle_rad(middle, glm::normalize(glm::dvec3(circles->vertices[i].position))) * geo::kEarthRadiusKm, WithinRel(500.0, 1e-4));
    }
    std::vector<render::SceneLabel> labels;
    add_chokepoint_labels(data, marks, labels);
    CHECK(labels[0].text == "North Strait");
    CHECK(labels[1].text == "South Strait: closes at 25\u00a0% (scenario)");

    state.selection = {};
    state.scenario.events[0].on = false;
    CHECK(chokepoint_marks(data, state).empty());
    state.scenario.events[0].on = true;
    state.scenario.events[0].date = Date::from_ymd(2030, 1, 1);
    state.filter.date = Date::from_ymd(2026, 1, 1);
    CHECK(chokepoint_marks(data, state).empty());
}
