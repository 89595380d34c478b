// Which detail of the base map is drawn, and names along cables.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>

#include "app/scene/base_maps.h"
#include "app/scene/cable_names.h"
#include "app/scene/line_builder.h"

using namespace linchpin;
using namespace linchpin::app;
using Catch::Matchers::WithinAbs;

namespace {

BaseMaps loaded(bool coarse, bool medium, bool fine) {
    BaseMaps maps;
    const auto some = std::make_shared<const basemap::Countries>();
    const bool wanted[] = {coarse, medium, fine};
    for (std::size_t i = 0; i < 3; ++i)
        if (wanted[i]) maps.levels[i].countries = some;
    return maps;
}

/// Place on the way from the coarse level (0) over the medium (1) to the fine one (2), as drawn.
double place_of(const BaseMaps& maps, const LevelMix& mix) {
    const auto over = static_cast<double>(mix.over - maps.levels.data());
    if (mix.under == nullptr) return over;
    REQUIRE(mix.under == mix.over - 1);
    return over - 1.0 + static_cast<double>(mix.weight);
}

}  // namespace

TEST_CASE("map levels: far, middle and near are one level each", "[levels]") {
    const BaseMaps maps = loaded(true, true, true);
    CHECK(place_of(maps, maps.levels_for(120.0, 50.0)) == 0.0);
    CHECK(place_of(maps, maps.levels_for(400.0, 15.0)) == 1.0);
    CHECK(place_of(maps, maps.levels_for(20000.0, 0.3)) == 2.0);
    CHECK(maps.levels_for(20000.0, 0.3).under == nullptr);
    CHECK(maps.levels_for(20000.0, 0.3).weight == 1.0f);
}

TEST_CASE("map levels: a zoom goes through the change without a step", "[levels]") {
    const BaseMaps maps = loaded(true, true, true);
    double last = 0.0, largest_step = 0.0;
    for (double zoom = 0.0; zoom <= 1.0; zoom += 0.0005) {
        const double radius_px = 100.0 * std::pow(200.0, zoom);  // 100 .. 20000
        const double place = place_of(maps, maps.levels_for(radius_px, 6371.0 / radius_px));
        CHECK(place >= last);
        largest_step = std::max(largest_step, place - last);
        last = place;
    }
    CHECK(last == 2.0);
    CHECK(largest_step < 0.05);
    // In the middle of its way in equal ratios: sqrt(1.35 x 1.05) km a pixel.
    const LevelMix half = maps.levels_for(5000.0, std::sqrt(1.35 * 1.05));
    CHECK_THAT(half.weight, WithinAbs(0.5, 1e-6));
    CHECK(half.over == &maps.levels[2]);
}

TEST_CASE("map levels: what is not loaded is not mixed in", "[levels]") {
    const BaseMaps no_fine = loaded(true, true, false);
    CHECK(no_fine.levels_for(5000.0, 1.2).over == &no_fine.levels[1]);
    CHECK(no_fine.levels_for(5000.0, 1.2).under == nullptr);
    CHECK(no_fine.levels_for(20000.0, 0.3).over == &no_fine.levels[1]);
    const BaseMaps only_fine = loaded(false, false, true);
    CHECK(only_fine.levels_for(120.0, 50.0).over == &only_fine.levels[2]);
    CHECK(loaded(false, false, false).levels_for(500.0, 10.0).over == nullptr);
}

TEST_CASE("cable names: apart from one another and from the landings, at places of their own cable", "[levels]") {
    Dataset data;
    data.cables.resize(2);
    data.cables[0].name = "Long";
    data.cables[1].name = "Short";
    LineBuilder lines;
    const auto along_equator = [&](std::uint32_t line, double from_deg, double to_deg) {
        lines.begin(line);
        lines.add_along_sphere(geo::to_unit({0.0, from_deg}), 0.005);
        lines.add_along_sphere(geo::to_unit({0.0, to_deg}), 0.005);
        lines.end();
    };
    along_equator(0, 0.0, 30.0);   // 3336 km
    along_equator(1, 60.0, 62.0);  // 222 km
    const auto geometry = lines.take();
    const CableNames names(data, *geometry);
    std::vector<double> longs_km, shorts_km;
    for (const CableNames::Place& place : names.places()) {
        const double lon_deg = geo::to_lat_lon(glm::dvec3(place.position)).lon_deg;
        (place.cable == 0 ? longs_km : shorts_km).push_back((lon_deg - (place.cable == 0 ? 0.0 : 60.0)) * geo::kRadPerDeg * geo::kEarthRadiusKm);
    }
    REQUIRE(longs_km.size() == 5);  // the first vertex from 180 km on, then from 700 km after it on; vertices stand 32 km apart
    CHECK(longs_km.front() >= 179.0);
    CHECK(longs_km.back() <= 3336.0 - 90.0);
    for (std::size_t i = 1; i < longs_km.size(); ++i) CHECK(longs_km[i] - longs_km[i - 1] >= 699.0);
    REQUIRE(shorts_km.size() == 1);
    CHECK_THAT(shorts_km.front(), WithinAbs(111.0, 40.0));

    Snapshot snapshot;
    snapshot.cable_visible = {0, 1};
    std::vector<render::SceneLabel> labels;
    names.add(data, snapshot, 2000.0, labels);
    CHECK(labels.empty());  // too far
    names.add(data, snapshot, 2600.0, labels);
    REQUIRE(labels.size() == 1);
    CHECK(labels.front().text == "Short");
}
