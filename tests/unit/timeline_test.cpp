// Projects: moments by hand-computed values, the file format, and what is refused.
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <string>

#include "app/state/state_json.h"
#include "app/timeline/camera_track.h"
#include "app/timeline/number_paths.h"
#include "app/timeline/project_json.h"
#include "app/timeline/timeline.h"
#include "data/geo/sphere.h"

using namespace linchpin;
using namespace linchpin::app;
using Catch::Approx;

namespace {

CameraKey key(double time_s, double lat, double lon, double distance_km, CameraMove move, Ease ease = Ease::Linear) {
    CameraKey k;
    k.time_s = time_s;
    k.pose.lat_deg = lat;
    k.pose.lon_deg = lon;
    k.pose.distance_km = distance_km;
    k.move = move;
    k.ease = ease;
    return k;
}

Project sample() {
    Project p;
    p.title = "Sample \xE2\x80\x94 \xE6\x95\xB0";
    p.length_s = 8.0;
    p.camera = {key(0, 10, 20, 9000, CameraMove::Direct), key(4, 10, 60, 9000, CameraMove::Flight), key(8, -30, 140, 4000, CameraMove::Flight)};
    p.dates = {{0.0, Date::from_ymd(2006, 1, 1), Ease::Linear}, {8.0, Date::from_ymd(2030, 1, 1), Ease::Linear}};
    p.sky = {{1.0, 1.7e9}, {3.0, 1.7e9 + 7200.0}};
    p.numbers = {{"report.pass_through", {{0.0, 0.0, Ease::Linear}, {4.0, 1.0, Ease::Linear}}}, {"filter.top_arcs", {{0.0, 10.0, Ease::Linear}, {8.0, 21.0, Ease::Linear}}}};
    p.changes = {{2.0, Json::parse(R"({"layers":{"cables":false},"filter":{"product_group":"batteries"}})")}, {5.0, Json::parse(R"({"layers":{"cables":true}})")}};
    Element caption;
    caption.start_s = 1.0;
    caption.end_s = 3.0;
    caption.text = "Hello";
    p.elements = {caption};
    p.fades = {{0.0, 1.0, false, Ease::Linear}, {1.0, 0.0, false, Ease::Linear}};
    p.markers = {{4.0, "half", true}};
    return p;
}

Timeline ready(Project p) {
    auto timeline = Timeline::prepare(std::move(p));
    REQUIRE(timeline);
    return std::move(*timeline);
}

double ground_km(const CameraPose& a, const CameraPose& b) {
    return geo::angle_rad(geo::to_unit({a.lat_deg, a.lon_deg}), geo::to_unit({b.lat_deg, b.lon_deg})) * geo::kEarthRadiusKm;
}

}  // namespace

TEST_CASE("frames of a project: rates that are no whole number, and at least one frame") {
    Project p;
    p.fps = 30000, p.fps_divisor = 1001, p.length_s = 10.0;
    CHECK(p.frame_count() == 300);  // 299.7
    CHECK(p.time_of(30000) == Approx(1001.0));
    p.length_s = 0.001;
    CHECK(p.frame_count() == 1);
}

TEST_CASE("eases begin at 0, end at 1, never go back") {
    for (const Ease ease : {Ease::Linear, Ease::Smooth, Ease::In, Ease::Out, Ease::Hold}) {
        CHECK(eased(ease, 0.0) == 0.0);
        CHECK(eased(ease, 1.0) == 1.0);
        CHECK(eased(ease, -3.0) == 0.0);
        double last = 0.0;
        for (int i = 0; i <= 100; ++i) {
            const double w = eased(ease, i / 100.0);
            CHECK(w >= last);
            last = w;
        }
    }
    CHECK(eased(Ease::Hold, 0.999) == 0.0);
    CHECK(eased(Ease::Smooth, 0.5) == Approx(0.5));
}

TEST_CASE("a moment has every track in it") {
    const Timeline timeline = ready(sample());
    const FrameMoment at3 = timeline.at(3.0);
    CHECK(at3.state.frame_time_s == 3.0);
    CHECK(at3.state.camera.distance_km == Approx(9000.0));
    CHECK(at3.state.report.pass_through == Approx(0.75));
    CHECK(at3.state.filter.top_arcs == 14);  // 10 + 11 * 3 / 8 = 14.125
    CHECK_FALSE(at3.state.layers.cables);
    CHECK(at3.state.filter.product_group == "batteries");
    REQUIRE(at3.state.sky_time_unix_s);
    CHECK(*at3.state.sky_time_unix_s == Approx(1.7e9 + 7200.0));
    CHECK(timeline.at(2.0).state.sky_time_unix_s == 1.7e9 + 3600.0);
    CHECK(at3.passing.elements.empty());
    CHECK(at3.passing.veil == 0.0f);
    CHECK(timeline.at(0.5).passing.veil == Approx(0.5f));
    REQUIRE(timeline.at(2.0).passing.elements.size() == 1);
    CHECK(timeline.at(2.0).passing.elements[0].opacity == 1.0f);
    CHECK(timeline.at(1.15).passing.elements[0].opacity == Approx(0.5f));
    CHECK(timeline.at(5.0).state.layers.cables);
    CHECK(timeline.at(5.0).state.filter.product_group == "batteries");  // stays until it is changed again
    CHECK(timeline.at(4.0).state.filter.date == Date::from_ymd(2018, 1, 1));
}

TEST_CASE("the same time gives the same moment whatever was asked before") {
    const Timeline timeline = ready(sample());
    const std::string first = state_to_json(timeline.at(2.37).state);
    for (double t = 8.0; t > 0.0; t -= 0.31) (void)timeline.at(t);
    CHECK(state_to_json(timeline.at(2.37).state) == first);
    CHECK(state_to_json(ready(sample()).at(2.37).state) == first);
}

TEST_CASE("before the first and after the last key everything stands still") {
    const Timeline timeline = ready(sample());
    CHECK(timeline.at(-5.0).state.camera == timeline.project().camera.front().pose);
    CHECK(timeline.at(99.0).state.camera == timeline.project().camera.back().pose);
    CHECK(timeline.at(99.0).state.filter.date == Date::from_ymd(2030, 1, 1));
    CHECK(timeline.at(0.0).state.sky_time_unix_s == 1.7e9);
}

TEST_CASE("camera: direct goes along the great circle, over +-180 the short way") {
    const std::vector<CameraKey> keys{key(0, 0, 170, 1000, CameraMove::Direct), key(1, 0, -170, 4000, CameraMove::Direct)};
    const auto half = camera_at(keys, 0.5);
    REQUIRE(half);
    CHECK(std::abs(half->lon_deg) == Approx(180.0).margin(1e-9));
    CHECK(half->distance_km == Approx(2000.0));  // equal ratios
    CHECK(*camera_at(keys, 0.0) == keys[0].pose);
    CHECK(*camera_at(keys, 1.0) == keys[1].pose);
    CHECK_FALSE(camera_at({}, 0.0));
    // Opposite places have no single great circle; any is right as long as the pose is one.
    const std::vector<CameraKey> opposite{key(0, 0, 0, 1000, CameraMove::Direct), key(1, 0, 180, 1000, CameraMove::Direct)};
    CHECK(std::isfinite(camera_at(opposite, 0.5)->lat_deg));
}

TEST_CASE("camera: a full turn is a perfect loop") {
    std::vector<CameraKey> keys{key(0, 20, 30, 15000, CameraMove::Turn), key(10, 20, 30, 15000, CameraMove::Turn)};
    CHECK(camera_at(keys, 2.5)->lon_deg == Approx(120.0));
    CHECK(camera_at(keys, 5.0)->lon_deg == Approx(-150.0));
    // The step from the last frame (9.9 s) to the first is the step between any two frames.
    const double step = ground_km(*camera_at(keys, 0.0), *camera_at(keys, 0.1));
    CHECK(ground_km(*camera_at(keys, 9.9), *camera_at(keys, 0.0)) == Approx(step).epsilon(1e-9));
    keys[0].turn_deg = -720.0;
    CHECK(camera_at(keys, 1.25)->lon_deg == Approx(-60.0));
}

TEST_CASE("camera: a spline passes its keys in time, a steady one at a constant pace") {
    std::vector<CameraKey> keys{key(0, 0, 0, 6000, CameraMove::Spline), key(2, 20, 40, 6000, CameraMove::Spline), key(3, 10, 80, 6000, CameraMove::Spline),
                                key(8, -10, 120, 6000, CameraMove::Spline)};
    CHECK(ground_km(*camera_at(keys, 2.0), keys[1].pose) < 1e-6);
    CHECK(ground_km(*camera_at(keys, 3.0 - 1e-9), keys[2].pose) < 1e-3);
    for (CameraKey& k : keys) k.move = CameraMove::SteadySpline;
    double least = 1e9, most = 0.0;
    for (int i = 0; i < 80; ++i) {
        const double km = ground_km(*camera_at(keys, i * 0.1), *camera_at(keys, (i + 1) * 0.1));
        least = std::min(least, km);
        most = std::max(most, km);
    }
    CHECK(most / least < 1.05);
    CHECK(*camera_at(keys, 0.0) == keys[0].pose);
    CHECK(ground_km(*camera_at(keys, 8.0), keys[3].pose) < 1e-6);
    // Without the constant pace the same keys differ by far more.
    for (CameraKey& k : keys) k.move = CameraMove::Spline;
    CHECK(ground_km(*camera_at(keys, 2.4), *camera_at(keys, 2.5)) > 2.0 * ground_km(*camera_at(keys, 7.8), *camera_at(keys, 7.9)));
}

TEST_CASE("camera: flights keep exact ends") {
    const std::vector<CameraKey> keys{key(0, 50, 10, 2000, CameraMove::Flight, Ease::Smooth), key(5, -20, 130, 1500, CameraMove::Flight)};
    CHECK(*camera_at(keys, 0.0) == keys[0].pose);
    CHECK(ground_km(*camera_at(keys, 5.0 - 1e-12), keys[1].pose) < 0.01);
    CHECK(camera_at(keys, 2.5)->distance_km > 4000.0);  // far away in the middle of a long trip
}

TEST_CASE("year steps hold each year exactly") {
    Project p;
    p.length_s = 4.0;
    p.dates = year_steps(2017, 2024, 0.5, 0.4);
    const Timeline timeline = ready(p);
    CHECK(p.dates.size() == 8);
    CHECK(timeline.at(0.0).state.filter.date == Date::from_ymd(2017, 12, 31));
    CHECK(timeline.at(0.89).state.filter.date == Date::from_ymd(2017, 12, 31));
    CHECK(timeline.at(0.91).state.filter.date == Date::from_ymd(2018, 12, 31));
    CHECK(timeline.at(3.9).state.filter.date == Date::from_ymd(2024, 12, 31));
}

TEST_CASE("numbers of the state are found by their path") {
    AppState state;
    scenario::Event event;
    event.kind = scenario::EventKind::SupplierStops;
    state.scenario.events = {event, event};
    CHECK(set_number(state, "scenario.events[1].fraction", 0.25));
    CHECK(state.scenario.events[1].fraction == 0.25);
    CHECK(state.scenario.events[0].fraction == 1.0);
    CHECK(set_number(state, "report.pass_through", 7.0));
    CHECK(state.report.pass_through == 1.0);  // clamped
    CHECK(set_number(state, "filter.top_arcs", 12.5));
    CHECK(state.filter.top_arcs == 13);
    CHECK_FALSE(set_number(state, "scenario.events[2].fraction", 0.5));
    CHECK_FALSE(set_number(state, "report.pass_through", std::nan("")));
    CHECK_FALSE(set_number(state, "layers.cables", 1.0));
    for (const std::string& path : number_paths(state)) {
        CHECK(number_range(state, path));
        CHECK(number_at(state, path));
    }
}

TEST_CASE("a project file keeps everything, to the byte") {
    const Project p = sample();
    const std::string text = project_to_json(p);
    const auto back = project_from_json(text, "p.json");
    REQUIRE(back);
    CHECK(back->warnings.empty());
    CHECK(back->project == p);
    CHECK(project_to_json(back->project) == text);
}

TEST_CASE("a project that cannot be right is refused with its place") {
    const auto refused = [](Project p) {
        const auto timeline = Timeline::prepare(std::move(p));
        REQUIRE_FALSE(timeline);
        return timeline.error().message;
    };
    Project p = sample();
    std::swap(p.camera[0].time_s, p.camera[1].time_s);
    CHECK(refused(p) == "camera[1].time_s: expected a time after the key before, 4 s, found 0");
    p = sample();
    p.camera[2].time_s = 9.0;
    CHECK(refused(p) == "camera[2].time_s: expected a time from 0 to the length, 8 s, found 9");
    p = sample();
    p.numbers[0].parameter = "report.pass_trough";
    CHECK(refused(p).find("did you mean \"report.pass_through\"") != std::string::npos);
    p = sample();
    p.changes[0].set = Json::parse(R"({"filter":{"trade_year":"x"}})");
    CHECK(refused(p).starts_with("changes[0].set: filter.trade_year: expected a whole number"));
    p = sample();
    p.changes[1].set = Json::parse(R"({"layer":{}})");
    CHECK(refused(p).starts_with("changes[1].set: expected keys of a state file, found layer"));
    p = sample();
    p.elements[0].end_s = 1.0;
    CHECK(refused(p).starts_with("elements[0].end_s: expected a time after start_s"));
    p = sample();
    p.loop_start_s = 5.0;
    p.loop_end_s = 5.0;
    CHECK(refused(p).starts_with("loop: expected an end after its start"));

    const auto wrong = project_from_json(R"({"version":1,"length_s":8,
"camera":[{"time_s":0,"move":"fly"}]})", "p.json");
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().text() == "p.json:2: camera[0].move: expected one of flight, direct, turn, spline, steady-spline, found \"fly\"");
    const auto newer = project_from_json(R"({"version":99})", "p.json");
    REQUIRE_FALSE(newer);
    CHECK(newer.error().message.find("please update Linchpin") != std::string::npos);
}

TEST_CASE("a full turn is a perfect loop: the step from the last frame to the first is the step between any two") {
    Project p;
    p.fps = 24;
    p.length_s = 5.0;
    p.camera = {key(0, 12, -170, 15000, CameraMove::Turn), key(5, 12, -170, 15000, CameraMove::Turn)};
    const Timeline timeline = ready(p);
    const auto count = timeline.project().frame_count();
    REQUIRE(count == 120);
    const auto lon = [&](std::int64_t frame) { return timeline.at(p.time_of(frame)).state.camera.lon_deg; };
    const auto step = [&](std::int64_t a, std::int64_t b) { return std::remainder(lon(b) - lon(a), 360.0); };
    for (std::int64_t frame = 0; frame + 1 < count; ++frame) {
        CHECK(step(frame, frame + 1) == Approx(3.0).margin(1e-9));
        CHECK(timeline.at(p.time_of(frame)).state.camera.distance_km == Approx(15000.0));
        CHECK(timeline.at(p.time_of(frame)).state.camera.lat_deg == Approx(12.0));
    }
    CHECK(step(count - 1, 0) == Approx(3.0).margin(1e-9));
    // And the frame that would follow the last one is the first one.
    CHECK(std::remainder(timeline.at(5.0).state.camera.lon_deg - lon(0), 360.0) == Approx(0.0).margin(1e-9));
}

TEST_CASE("a spotlight moves from key to key, comes and goes softly") {
    Project p;
    p.length_s = 10.0;
    p.spotlight = {{2.0, 0.2, 0.4, true}, {4.0, 0.6, 0.8, true}, {5.0, 0.6, 0.8, false}};
    const auto again = project_from_json(project_to_json(p), "p.json");
    REQUIRE(again);
    CHECK(again->project == p);
    const Timeline timeline = ready(p);
    CHECK(timeline.at(1.9).passing.spotlight.opacity == 0.0f);
    CHECK(timeline.at(2.0).passing.spotlight.opacity == 0.0f);
    const Spotlight half = timeline.at(3.0).passing.spotlight;
    CHECK(half.x == Approx(0.4f));
    CHECK(half.y == Approx(0.6f));
    CHECK(half.opacity == 1.0f);
    CHECK(timeline.at(4.99).passing.spotlight.opacity == 1.0f);
    CHECK(timeline.at(5.05).passing.spotlight.opacity < 1.0f);
    CHECK(timeline.at(6.0).passing.spotlight.opacity == 0.0f);
    p.spotlight[1].time_s = 1.0;
    CHECK_FALSE(Timeline::prepare(p));
}
