// Satellites on the globe: placed by geodetic latitude, between keyframes as SGP4 has them, their lines and links.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <glm/geometric.hpp>
#include <numeric>

#include "app/scene/satellite_marks.h"
#include "app/scene/satellite_tracks.h"
#include "app/scene/simulated_shells.h"
#include "bundled_pack.h"
#include "data/orbit/frames.h"
#include "data/orbit/track.h"
#include "render/layers/satellite_place.h"

using namespace linchpin;
using namespace linchpin::app;
using linchpin::testing::bundled_pack;
using Catch::Matchers::WithinAbs;

TEST_CASE("a satellite stands above the place where it is overhead on WGS84, at its height", "[satellites]") {
    for (const double lat_deg : {-90.0, -71.3, -45.0, 0.0, 12.5, 45.0, 89.999, 90.0})
        for (const double lon_deg : {-180.0, -33.0, 0.0, 122.0})
            for (const double height_km : {150.0, 550.0, 20200.0, 35786.0}) {
                const glm::dvec3 km = orbit::geodetic_to_ecef({lat_deg, lon_deg, height_km});
                const glm::dvec3 wanted = geo::to_unit({lat_deg, lon_deg}) * (1.0 + height_km / geo::kEarthRadiusKm);
                CHECK(glm::length(render::globe_place(km) - wanted) * geo::kEarthRadiusKm < 1e-5);
                // The vertex stage: one step of Bowring in single precision.
                const glm::dvec3 single(render::globe_place_single(glm::vec3(km)));
                CHECK(glm::length(single - wanted) * geo::kEarthRadiusKm < 0.1 * (1.0 + height_km / 6371.0));
            }
    // Taken as geocentric it would stand far beside: the difference that this is about.
    const glm::dvec3 km = orbit::geodetic_to_ecef({45.0, 10.0, 500.0});
    const double beside_km = geo::angle_rad(glm::normalize(km), geo::to_unit({45.0, 10.0})) * geo::kEarthRadiusKm;
    CHECK(beside_km > 15.0);
}

TEST_CASE("between keyframes satellites are where SGP4 has them, and no frame depends on the one before", "[satellites]") {
    const Dataset& data = bundled_pack();
    SatelliteField field(data), other(data);
    const double start = field.epoch_unix_s();
    other.move_to(start + 7000.0);
    double worst_km = 0.0;
    std::size_t checked = 0;
    for (const double after_s : {0.0, 13.7, 59.9, 31.0, -400.25, 86400.5}) {
        field.move_to(start + after_s);
        other.move_to(start + 100.0);
        other.move_to(start + after_s);
        CHECK(field.at_unix_s() == start + after_s);
        CHECK(field.positions() == other.positions());
        for (std::size_t i = 0; i < data.satellites.size(); i += 61) {
            const auto satellite = orbit::Sgp4::init(data.satellites[i].elements);
            if (!satellite) continue;
            const auto state = satellite->at(start + after_s);
            const glm::vec3 drawn = field.position_of(i);
            if (state.error != orbit::PropagationError::None || drawn == glm::vec3{0.0f}) continue;
            const glm::dvec3 wanted = render::globe_place(orbit::teme_to_ecef(state.position_km, start + after_s));
            worst_km = std::max(worst_km, glm::length(glm::dvec3(drawn) - wanted) * geo::kEarthRadiusKm);
            CHECK(glm::length(field.positions()[i] - drawn) * geo::kEarthRadiusKm < 0.5);  // all at once, in single precision
            ++checked;
        }
    }
    CHECK(checked > 1000);
    CHECK(worst_km < 0.1);
}

TEST_CASE("styles are rewritten when the filter or the choice changes, and at no other time", "[satellites]") {
    const Dataset& data = bundled_pack();
    const NationGroups nations(data);
    SatelliteField field(data);
    Snapshot snapshot;
    snapshot.satellite_visible.assign(data.satellites.size(), 1);
    field.move_to(field.epoch_unix_s());
    render::SatelliteBatch batch;
    field.fill(data, nations, snapshot, {}, {}, batch);
    const auto first = batch.styles;
    const auto on_top = batch.on_top.size();
    REQUIRE(first->size() == data.satellites.size());
    field.move_to(field.epoch_unix_s() + 30.0);
    field.fill(data, nations, snapshot, {}, {}, batch);
    CHECK(batch.styles == first);
    snapshot.satellite_visible[5] = 0;
    field.fill(data, nations, snapshot, {}, {}, batch);
    CHECK(batch.styles != first);
    CHECK((*batch.styles)[5].fill.a == 0);
    const Selection chosen{SelectionKind::Satellite, std::to_string(data.satellites[6].elements.norad_cat_id)};
    field.fill(data, nations, snapshot, chosen, {}, batch);
    CHECK((*batch.styles)[6].radius_16th > (*first)[6].radius_16th * 3);
    CHECK(batch.on_top.size() == on_top + 1);
    CHECK(batch.on_top.back() == 6);
}

TEST_CASE("lines of a chosen satellite: as many orbits as asked for, a footprint of the mask's size, links with a source only", "[satellites]") {
    const Dataset& data = bundled_pack();
    SatelliteField field(data);
    field.move_to(field.epoch_unix_s());
    const std::vector<std::uint8_t> visible(data.satellites.size(), 1);
    const auto first_of = [&](std::string_view group) {
        const auto it = std::find_if(data.satellites.begin(), data.satellites.end(), [&](const Satellite& s) { return s.group == group; });
        REQUIRE(it != data.satellites.end());
        return static_cast<Index>(it - data.satellites.begin());
    };
    const Index body = first_of("three-body");
    SatelliteView view;
    view.track_orbits = 1;
    const auto one = satellite_lines(data, field, visible, view, body);
    view.track_orbits = 3;
    const auto three = satellite_lines(data, field, visible, view, body);
    REQUIRE(one.geometry);
    CHECK(three.geometry->vertices.size() > one.geometry->vertices.size() + 400);
    CHECK(one.links);
    CHECK(one.styles.size() == one.geometry->line_count);
    view.links = false;
    CHECK_FALSE(satellite_lines(data, field, visible, view, body).links);
    view.links = true;
    CHECK_FALSE(satellite_lines(data, field, visible, view, first_of("oneweb")).links);  // the pack has no source for any
    CHECK_FALSE(satellite_lines(data, field, visible, view, first_of("iridium")).links); // radio, not laser
    // No link passes the Earth, and each joins two different members.
    std::vector<Index> members;
    for (std::size_t i = 0; i < data.satellites.size(); ++i)
        if (data.satellites[i].group == "three-body") members.push_back(static_cast<Index>(i));
    const auto links = schematic_links(field, members);
    CHECK(links.size() >= members.size() / 2);
    for (const auto& [a, b] : links) {
        CHECK(a != b);
        const auto p = orbit::interpolate(field.keyframes(), a, field.at_unix_s()), q = orbit::interpolate(field.keyframes(), b, field.at_unix_s());
        REQUIRE((p && q));
        for (int k = 0; k <= 20; ++k) CHECK(glm::length(*p + (*q - *p) * (k / 20.0)) > geo::kEarthRadiusKm + 70.0);
    }
}

TEST_CASE("planned polar shells are drawn as stars over half the equator, inclined ones as deltas, unpublished ones not at all", "[satellites]") {
    PlannedShell shell;
    shell.altitude_km = 590.0;
    shell.planes = 8;
    shell.sats_per_plane = 60;
    CHECK_FALSE(pattern_of(shell, 0.0));  // no inclination
    const auto span = [&](double inclination_deg) {
        shell.inclination_deg = inclination_deg;
        return pattern_of(shell, 0.0)->node_span_deg;
    };
    CHECK(span(85.0) == 180.0);
    CHECK(span(97.6) == 180.0);
    CHECK(span(70.0) == 360.0);
    CHECK(span(53.0) == 360.0);
    // The pack's only polar shell with all it needs: no two of its planes have nodes half a turn apart.
    std::size_t polar = 0;
    for (const PlannedShell& published : bundled_pack().planned_shells) {
        const auto pattern = pattern_of(published, 0.0);
        if (!pattern || pattern->node_span_deg == 360.0) continue;
        ++polar;
        const auto elements = orbit::walker_elements(*pattern);
        REQUIRE(elements);
        double widest_deg = 0.0;
        for (const orbit::MeanElements& one : *elements) widest_deg = std::max(widest_deg, one.ra_of_asc_node_deg);
        CHECK(widest_deg < 180.0);
        CHECK_THAT(widest_deg, WithinAbs(180.0 * (pattern->planes - 1) / pattern->planes, 1e-9));
    }
    CHECK(polar == 1);
}
