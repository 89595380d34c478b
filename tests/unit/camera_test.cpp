#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <glm/geometric.hpp>

#include "render/view/camera.h"

using namespace linchpin;
using namespace linchpin::render;
using Catch::Matchers::WithinAbs;

TEST_CASE("the middle of the picture is the ground point that the camera looks at", "[camera]") {
    for (const double tilt : {0.0, 35.0, 75.0})
        for (const double bearing : {0.0, 90.0, 200.0}) {
            const Camera camera({48.0, 170.0, 3000.0, bearing, tilt}, 1280, 720);
            const auto ground = camera.ground_at({640.0, 360.0});
            REQUIRE(ground);
            CHECK_THAT(ground->lat_deg, WithinAbs(48.0, 1e-6));
            CHECK_THAT(ground->lon_deg, WithinAbs(170.0, 1e-6));
        }
}

TEST_CASE("pixels and ground are inverse to each other", "[camera]") {
    const Camera camera({10.0, -60.0, 9000.0, 25.0, 20.0}, 1000, 800);
    int met = 0;
    for (int x = 50; x < 1000; x += 150)
        for (int y = 50; y < 800; y += 150) {
            const auto ground = camera.ground_at({x, y});
            if (!ground) continue;
            ++met;
            const auto pixel = camera.project(geo::to_unit(*ground));
            REQUIRE(pixel);
            CHECK_THAT(pixel->x, WithinAbs(x, 1e-3));
            CHECK_THAT(pixel->y, WithinAbs(y, 1e-3));
        }
    CHECK(met > 20);
}

TEST_CASE("north is up at bearing 0 and east is up at bearing 90", "[camera]") {
    const Camera north({0.0, 0.0, 8000.0, 0.0, 0.0}, 800, 800);
    CHECK(north.project(geo::to_unit({10.0, 0.0}))->y < 399.0);
    CHECK(north.project(geo::to_unit({0.0, 10.0}))->x > 401.0);
    const Camera east({0.0, 0.0, 8000.0, 90.0, 0.0}, 800, 800);
    CHECK(east.project(geo::to_unit({0.0, 10.0}))->y < 399.0);
}

TEST_CASE("the globe hides its far side, and what lies behind it in space", "[camera]") {
    const Camera camera({0.0, 0.0, 20000.0, 0.0, 0.0}, 800, 600);
    CHECK_FALSE(camera.hidden(geo::to_unit({0.0, 0.0})));
    CHECK(camera.hidden(geo::to_unit({0.0, 180.0})));
    CHECK(camera.hidden(geo::to_unit({0.0, 180.0}) * 1.5));
    CHECK_FALSE(camera.hidden(geo::to_unit({0.0, 180.0}) * 1.5 + glm::dvec3{0.0, 3.0, 0.0}));
    CHECK_FALSE(camera.hidden(geo::to_unit({0.0, 0.0}) * 1.5));
    // The horizon: a ground point is in sight while the eye is above its tangent plane, cos(angle) > 1 / |eye|.
    const double horizon_deg = std::acos(1.0 / glm::length(camera.eye())) / geo::kRadPerDeg;
    CHECK_FALSE(camera.hidden(geo::to_unit({0.0, horizon_deg - 0.01})));
    CHECK(camera.hidden(geo::to_unit({0.0, horizon_deg + 0.01})));
}

TEST_CASE("the outline's radius is what the projection gives", "[camera]") {
    const Camera camera({20.0, 40.0, 15000.0, 0.0, 0.0}, 1920, 1080);
    // The ray that just touches the globe, found by halving.
    double inside = 540.0, outside = 0.0;
    for (int i = 0; i < 60; ++i) {
        const double middle = 0.5 * (inside + outside);
        (camera.ground_at({960.0, middle}) ? inside : outside) = middle;
    }
    CHECK_THAT(camera.globe_radius_px(), WithinAbs(540.0 - inside, 0.01));
}

TEST_CASE("dragging keeps the grabbed point under the pointer", "[camera]") {
    for (const CameraView& view : {CameraView{19.0, 72.0, 17500.0, 0.0, 0.0}, CameraView{60.0, 179.0, 6000.0, 30.0, 25.0}}) {
        const Camera camera(view, 1280, 720);
        const auto grabbed = camera.ground_at({600.0, 400.0});
        REQUIRE(grabbed);
        const CameraView moved = drag_to(view, 1280, 720, *grabbed, {680.0, 360.0});
        const auto now = Camera(moved, 1280, 720).ground_at({680.0, 360.0});
        REQUIRE(now);
        CHECK(geo::distance_km(*grabbed, *now) < 0.5);
        CHECK(moved.distance_km == view.distance_km);
        CHECK(moved.bearing_deg == view.bearing_deg);
    }
}

TEST_CASE("zooming keeps the ground under the pointer and respects its limits", "[camera]") {
    const CameraView view{19.0, 72.0, 17500.0, 0.0, 0.0};
    const auto before = Camera(view, 1280, 720).ground_at({700.0, 300.0});
    const CameraView zoomed = zoom_at(view, 1280, 720, {700.0, 300.0}, 9000.0);
    const auto after = Camera(zoomed, 1280, 720).ground_at({700.0, 300.0});
    REQUIRE((before && after));
    CHECK(geo::distance_km(*before, *after) < 0.5);
    CHECK(zoomed.distance_km == 9000.0);
    CHECK(zoom_at(view, 1280, 720, {0.0, 0.0}, 1.0).distance_km == Camera::kMinDistanceKm);
    CHECK(zoom_at(view, 1280, 720, {0.0, 0.0}, 1e9).distance_km == Camera::kMaxDistanceKm);
}

TEST_CASE("absurd poses are brought into range instead of breaking", "[camera]") {
    const Camera camera({500.0, 1000.0, -5.0, 0.0, 200.0}, 0, -3);
    CHECK(camera.view().lat_deg == 90.0);
    CHECK(camera.view().distance_km == Camera::kMinDistanceKm);
    CHECK(camera.view().tilt_deg == Camera::kMaxTiltDeg);
    CHECK(camera.width_px() == 1);
    CHECK(std::isfinite(camera.eye().x));
}
