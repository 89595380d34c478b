// The presenting, played through without a window: steps, spam, veil, what if, pause, nobody there, and that the picture of a scene
// does not depend on the way to it.
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <algorithm>
#include <chrono>
#include <string>

#include "app/story/ask.h"
#include "app/story/show.h"
#include "app/story/stage_plan.h"
#include "app/story/story_json.h"
#include "bundled_pack.h"

using namespace linchpin;
using namespace linchpin::app;
using Catch::Approx;
using linchpin::testing::bundled_pack;

namespace {

StoryScene scene(std::string id, double lat, double lon, double distance_km, double planned_s = 30.0) {
    StoryScene s;
    s.id = id;
    s.title = "Scene " + id;
    s.planned_s = planned_s;
    s.state["camera"] = Json{{"lat_deg", lat}, {"lon_deg", lon}, {"distance_km", distance_km}};
    SceneCaption caption;
    caption.text = "About " + id;
    s.captions.push_back(caption);
    return s;
}

Story talk() {
    Story story;
    story.title = "Talk";
    story.scenes = {scene("one", 0, 0, 17000), scene("two", 30, 60, 6000), scene("three", -20, 130, 9000), scene("four", 45, -100, 4000), scene("five", 10, 10, 12000)};
    story.scenes[1].state["layers"] = Json{{"cables", false}};
    story.scenes[2].play = {Date::from_ymd(2010, 1, 1), Date::from_ymd(2020, 1, 1), 10.0, false};
    return story;
}

std::shared_ptr<const ReadyStory> ready(Story story) {
    auto r = ReadyStory::prepare(std::move(story));
    REQUIRE(r);
    return *r;
}

Show begin(Story story = talk(), std::size_t at = 0, double now_s = 100.0, ShowOptions options = {}) {
    auto show = Show::begin(ready(std::move(story)), at, now_s, options);
    REQUIRE(show);
    return std::move(*show);
}

CameraPose pose(double lat, double lon, double distance_km) { return {lat, lon, distance_km, 0.0, 0.0}; }
/// Long after everything has come.
constexpr double kLater = 60.0;

}  // namespace

TEST_CASE("the first scene is there at once, its captions come") {
    const Show show = begin();
    CHECK(show.scene() == 0);
    CHECK_FALSE(show.flying(100.0));
    CHECK(show.at(100.0).state.camera == pose(0, 0, 17000));
    const FrameMoment later = show.at(102.0);
    REQUIRE(later.passing.elements.size() == 1);
    CHECK(later.passing.elements[0].text == "About one");
    CHECK(later.passing.elements[0].opacity == 1.0f);
}

TEST_CASE("a step flies to the next scene and ends exactly there") {
    Show show = begin();
    show.next(110.0);
    CHECK(show.scene() == 1);
    CHECK(show.flying(110.0));
    CHECK(show.at(110.0).state.camera == pose(0, 0, 17000));
    const double arrival = 110.0 + show.visit()->arrival_s();
    CHECK(show.visit()->arrival_s() > 0.5);
    const CameraPose middle = show.at((110.0 + arrival) / 2).state.camera;
    CHECK(middle.lon_deg > 1.0);
    CHECK(middle.lon_deg < 59.0);
    CHECK(show.at(arrival).state.camera == pose(30, 60, 6000));
    CHECK_FALSE(show.flying(arrival));
    // The scene's layers come with the first moment of the way; the frame of the press is still the old one.
    CHECK(show.at(110.0).state.layers.cables);
    CHECK_FALSE(show.at(110.01).state.layers.cables);
    show.previous(130.0);
    CHECK(show.scene() == 0);
    CHECK(show.at(130.0 + kLater).state.camera == pose(0, 0, 17000));
    CHECK(show.at(130.0 + kLater).state.layers.cables);
    show.previous(200.0);  // there is none before the first
    CHECK(show.scene() == 0);
}

TEST_CASE("one press is one step, also while the camera flies: the flight under way ends at its target") {
    Show show = begin();
    show.next(110.0);
    show.next(110.2);
    CHECK(show.scene() == 2);
    CHECK(show.at(110.2).state.camera == pose(30, 60, 6000));
    show.previous(110.3);
    CHECK(show.scene() == 1);
    CHECK(show.at(110.3).state.camera == pose(-20, 130, 9000));
}

TEST_CASE("next pressed fifty times, fast or at once, ends on the last scene with its camera") {
    for (const double gap_s : {0.0, 0.001, 0.05, 0.9}) {
        Show show = begin();
        double now_s = 110.0;
        for (int i = 0; i < 50; ++i) show.next(now_s += gap_s);
        CHECK(show.scene() == 4);
        CHECK(show.at(now_s + kLater).state.camera == pose(10, 10, 12000));
        CHECK_FALSE(show.at(now_s + kLater).state.filter.date);
        for (int i = 0; i < 50; ++i) show.previous(now_s += gap_s);
        CHECK(show.scene() == 0);
        CHECK(show.at(now_s + kLater).state.camera == pose(0, 0, 17000));
    }
}

TEST_CASE("the picture of a scene at rest does not depend on the way to it") {
    Show there = begin(), back = begin(talk(), 4);
    there.next(110.0);
    there.next(111.0);
    back.go_to(0, 110.0);
    back.go_to(2, 110.1);
    auto image = Visit::prepare(*ready(talk()), 2, nullptr, false);
    REQUIRE(image);
    FrameMoment a = there.at(111.0 + kLater), b = back.at(110.1 + kLater), c = (*image)->at((*image)->rest_s());
    for (FrameMoment* m : {&a, &b, &c}) m->state.frame_time_s = 0.0;
    CHECK(a.state == b.state);
    CHECK(a.state == c.state);
    CHECK(a.passing == b.passing);
    CHECK(a.passing == c.passing);
    CHECK(a.state.filter.date == Date::from_ymd(2020, 1, 1));
}

TEST_CASE("the date runs once the camera has come, forwards, backwards and by the year") {
    Show show = begin();
    show.go_to(2, 110.0);
    const double arrival = 110.0 + show.visit()->arrival_s();
    CHECK(show.at(arrival).state.filter.date == Date::from_ymd(2010, 1, 1));
    CHECK(std::abs(show.at(arrival + 5.0).state.filter.date->days - Date::from_ymd(2015, 1, 1).days) <= 1);
    CHECK(show.at(arrival + 10.0).state.filter.date == Date::from_ymd(2020, 1, 1));
    CHECK(show.visit()->rest_s() > show.visit()->arrival_s() + 10.0);

    Story story = talk();
    story.scenes[0].play = {Date::from_ymd(2020, 6, 1), Date::from_ymd(2017, 3, 1), 4.0, true};
    const Show years = begin(story);
    CHECK(years.at(100.5).state.filter.date == Date::from_ymd(2020, 12, 31));
    CHECK(years.at(102.5).state.filter.date == Date::from_ymd(2018, 12, 31));
    CHECK(years.at(104.5).state.filter.date == Date::from_ymd(2017, 3, 1));
}

TEST_CASE("a number and Enter go to that scene; Enter alone is no number; numbers are forgotten") {
    Show show = begin();
    CHECK_FALSE(show.take_number(101.0));
    show.digit(4, 102.0);
    CHECK(show.number(103.0) == "4");
    CHECK(show.take_number(103.0));
    CHECK(show.scene() == 3);
    show.digit(9, 110.0);
    CHECK(show.take_number(110.5));  // there is no scene 9: nothing happens
    CHECK(show.scene() == 3);
    show.digit(1, 120.0);
    CHECK(show.number(126.0).empty());
    CHECK_FALSE(show.take_number(126.0));
    show.digit(0, 130.0);
    CHECK(show.number(130.0).empty());
    show.digit(2, 131.0);
    CHECK(show.escape(131.5) == EscapeStep::Cleared);
    CHECK_FALSE(show.paused());
    CHECK(show.number(131.6).empty());
}

TEST_CASE("black and white come with a fade, go with the same key, and with a step") {
    Show show = begin();
    show.veil(Veil::Black, 110.0);
    CHECK(show.at(110.0).passing.veil == 0.0f);
    const float half = show.at(110.17).passing.veil;
    CHECK(half > 0.2f);
    CHECK(half < 0.8f);
    CHECK(show.at(111.0).passing.veil == 1.0f);
    CHECK_FALSE(show.at(111.0).passing.veil_white);
    CHECK_FALSE(show.moves(115.0));
    show.veil(Veil::White, 112.0);
    CHECK(show.veil() == Veil::White);
    CHECK(show.at(113.0).passing.veil_white);
    show.veil(Veil::White, 114.0);
    CHECK(show.at(114.0).passing.veil == 1.0f);
    CHECK(show.at(115.0).passing.veil == 0.0f);
    show.veil(Veil::Black, 120.0);
    show.next(122.0);
    CHECK(show.scene() == 1);
    CHECK(show.veil() == Veil::None);
    CHECK(show.at(123.0).passing.veil == 0.0f);
}

TEST_CASE("Esc takes back a what if, then pauses, then leaves; nothing moves while paused") {
    Show show = begin();
    show.go_to(2, 110.0);
    ShowOverlay closed;
    closed.name = "Close the Red Sea";
    scenario::Event event;
    event.kind = scenario::EventKind::ChokepointClosed;
    event.object = "bab-el-mandeb";
    closed.events.push_back(event);
    const unsigned before = show.revision();
    show.lay_over(closed, 120.0);
    CHECK(show.revision() != before);
    REQUIRE(show.at(121.0).state.scenario.events.size() == 1);
    CHECK(show.scene() == 2);
    CHECK(show.escape(122.0) == EscapeStep::TookBack);
    CHECK(show.at(122.0).state.scenario.events.empty());
    CHECK(show.scene() == 2);
    CHECK(show.escape(123.0) == EscapeStep::Paused);
    CHECK(show.at(123.0).state == show.at(150.0).state);
    CHECK(show.elapsed_s(150.0) == Approx(23.0));
    CHECK_FALSE(show.moves(150.0));
    show.resume(150.0);
    CHECK(show.elapsed_s(151.0) == Approx(24.0));
    CHECK(show.visit_s(151.0) == Approx(14.0));
    CHECK(show.escape(152.0) == EscapeStep::Paused);
    CHECK(show.escape(153.0) == EscapeStep::Left);
    show.next(160.0);  // a step goes on
    CHECK_FALSE(show.paused());
    CHECK(show.scene() == 3);
}

TEST_CASE("what lies over a scene goes with the next one, and can be taken back one by one") {
    Show show = begin();
    ShowOverlay layers;
    layers.layers = Layers{};
    layers.layers->flows = false;
    show.lay_over(layers, 101.0);
    show.set_camera(pose(5, 5, 8000), 102.0);
    show.set_camera(pose(6, 6, 8000), 102.1);
    CHECK(show.overlays().size() == 2);
    CHECK(show.camera_by_hand());
    CHECK(show.at(103.0).state.camera == pose(6, 6, 8000));
    CHECK_FALSE(show.at(103.0).state.layers.flows);
    CHECK(show.escape(104.0) == EscapeStep::TookBack);
    CHECK(show.at(104.0).state.camera == pose(0, 0, 17000));
    CHECK_FALSE(show.at(104.0).state.layers.flows);
    show.set_camera(pose(7, 7, 8000), 105.0);
    show.reset_camera(106.0);
    CHECK_FALSE(show.camera_by_hand());
    CHECK(show.overlays().size() == 1);
    show.set_camera(pose(8, 8, 8000), 107.0);
    show.next(108.0);
    CHECK(show.overlays().empty());
    CHECK(show.at(108.0).state.camera == pose(8, 8, 8000));  // the way begins where the hand has left the globe
    CHECK(show.at(108.0 + kLater).state.camera == pose(30, 60, 6000));
}

TEST_CASE("at the end a press of next does not take away what the audience looks at") {
    Show show = begin(talk(), 4);
    ShowOverlay overlay;
    overlay.events.emplace_back();
    show.lay_over(overlay, 101.0);
    show.next(102.0);
    CHECK(show.scene() == 4);
    CHECK(show.overlays().size() == 1);
}

TEST_CASE("captions of the scene before leave before the new ones come") {
    Show show = begin();
    show.remember_filled({{ElementKind::Caption, ElementPlace::Bottom, "About one: 12.5 %", "", 1.0f}});
    show.next(110.0);
    const FrameMoment leaving = show.at(110.0);
    REQUIRE(leaving.passing.elements.size() == 1);
    CHECK(leaving.passing.elements[0].text == "About one: 12.5 %");
    CHECK(leaving.passing.elements[0].opacity == 1.0f);
    CHECK(show.at(110.2).passing.elements[0].opacity < 0.7f);
    const double arrival = 110.0 + show.visit()->arrival_s();
    CHECK(show.at(arrival - 0.05).passing.elements.empty());
    CHECK(show.at(arrival + 1.0).passing.elements[0].text == "About two");
}

TEST_CASE("the clock: elapsed, remaining, and how long each scene took") {
    Show show = begin();
    show.next(130.0);
    show.previous(150.0);
    show.next(155.0);
    const auto times = show.timings(160.0);
    CHECK(times[0] == Approx(35.0));
    CHECK(times[1] == Approx(25.0));
    CHECK(times[2] == 0.0);
    CHECK(show.elapsed_s(160.0) == Approx(60.0));
    CHECK(show.remaining_s(160.0) == Approx(90.0));
    CHECK(show.scene_elapsed_s(160.0) == Approx(5.0));
    CHECK(show.remaining_s(300.0) == Approx(-50.0));
}

TEST_CASE("nobody there: it goes round by itself, and a touch brings back exactly what was left") {
    ShowOptions options;
    options.kiosk = StoryKiosk{20.0, 6.0};
    Show show = begin(talk(), 2, 100.0, options);
    CHECK_FALSE(show.touched(105.0));
    CHECK_FALSE(show.tick(110.0));
    CHECK_FALSE(show.tick(124.9));
    const FrameMoment left = show.at(125.0);
    CHECK(show.tick(125.0));
    CHECK(show.going_round());
    CHECK(show.scene() == 3);
    CHECK_FALSE(show.tick(126.0));
    double now_s = 126.0;
    std::vector<std::size_t> seen;
    while (now_s < 175.0)
        if (show.tick(now_s += 0.5)) seen.push_back(show.scene());
    CHECK(seen.size() >= 4);
    CHECK(std::vector<std::size_t>(seen.begin(), seen.begin() + 4) == std::vector<std::size_t>{4, 0, 1, 2});
    CHECK(show.touched(180.0));
    CHECK_FALSE(show.going_round());
    CHECK(show.scene() == 2);
    const FrameMoment again = show.at(180.0);
    CHECK(again.state == left.state);
    CHECK(again.passing == left.passing);
    CHECK_FALSE(show.tick(185.0));
    // Time alone does not count as shown to anybody.
    CHECK(show.timings(185.0)[3] == 0.0);
}

TEST_CASE("a spotlight follows the pointer and fades") {
    Show show = begin();
    show.point_at(0.25, 1.5);
    show.set_spotlight(true, 110.0);
    CHECK(show.at(110.0).passing.spotlight.opacity == 0.0f);
    CHECK(show.at(111.0).passing.spotlight == Spotlight{0.25f, 1.0f, 1.0f});
    show.set_spotlight(false, 112.0);
    CHECK(show.at(113.0).passing.spotlight.opacity == 0.0f);
}

TEST_CASE("with motion reduced there is no flight, no drift") {
    Story story = talk();
    story.scenes[1].drift_deg_s = 2.0;
    ShowOptions options;
    options.reduce_motion = true;
    Show show = begin(story, 0, 100.0, options);
    show.next(110.0);
    CHECK(show.visit()->arrival_s() == 0.0);
    CHECK(show.at(110.5).state.camera == pose(30, 60, 6000));
    CHECK(show.at(170.0).state.camera == pose(30, 60, 6000));
    Show moving = begin(story);
    moving.next(110.0);
    const double arrival = 110.0 + moving.visit()->arrival_s();
    CHECK(moving.at(arrival + 10.0).state.camera.lon_deg == Approx(80.0).margin(1e-6));
    CHECK(moving.visit()->goes_on());
}

TEST_CASE("a turn ends over its scene however far it was to go") {
    Story story = talk();
    story.scenes[1].flight = {SceneMove::Turn, 4.0, 360.0};
    Show show = begin(story);
    show.next(110.0);
    CHECK(show.at(114.0 - 1e-6).state.camera.lon_deg == Approx(60.0).margin(0.01));
    CHECK(show.at(114.0).state.camera == pose(30, 60, 6000));
}

TEST_CASE("another version of the story while it is shown keeps the scene") {
    Show show = begin(talk(), 1);
    Story changed = talk();
    changed.scenes.erase(changed.scenes.begin());
    changed.scenes[0].captions[0].text = "Said better";
    show.replace(ready(changed), 120.0);
    CHECK(show.scene() == 0);
    CHECK(show.story().scene(0).id == "two");
    CHECK(show.at(121.0).passing.elements[0].text == "Said better");
    changed.scenes.resize(1);
    changed.scenes[0].id = "else";
    show.replace(ready(changed), 125.0);
    CHECK(show.scene() == 0);
    show.next(126.0);
    CHECK(show.scene() == 0);
}

TEST_CASE("from key to new state and camera target: far below 50 ms") {
    Show show = begin();
    double now_s = 110.0;
    std::vector<double> all_ms;
    for (int i = 0; i < 40; ++i) {
        const auto start = std::chrono::steady_clock::now();
        if (i % 8 < 4) show.next(now_s += 0.3);
        else show.previous(now_s += 0.3);
        const FrameMoment moment = show.at(now_s);
        const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - start;
        CHECK(moment.state.camera.distance_km > 0.0);
        all_ms.push_back(took.count());
    }
    std::sort(all_ms.begin(), all_ms.end());
    WARN("from key to state: median " << all_ms[20] << " ms, at most " << all_ms.back() << " ms");
    CHECK(all_ms[20] < 50.0);  // the worst one belongs to whatever else the machine does
}

TEST_CASE("ask the globe: words to a what if, a scene or a layer") {
    const AskIndex index{bundled_pack(), talk()};
    AppState shown;
    const auto first = [&](std::string_view text) {
        const auto answers = index.find(text, shown, 8);
        REQUIRE_FALSE(answers.empty());
        return answers.front();
    };
    const Answer red_sea = first("close Red Sea");
    REQUIRE(red_sea.overlay);
    REQUIRE_FALSE(red_sea.overlay->events.empty());
    CHECK(red_sea.overlay->events[0].kind == scenario::EventKind::ChokepointClosed);
    CHECK(red_sea.name.find("Red Sea") != std::string::npos);
    const Answer half = first("China stops transformers to EU 50 %");
    CHECK(half.overlay->events[0].fraction == 0.5);
    CHECK(half.overlay->events[0].target == "EU");
    CHECK(first("what if we close the strait of hormuz").overlay->events[0].object == "strait-of-hormuz");
    const Answer china = first("china stops");
    CHECK(china.overlay->events[0].kind == scenario::EventKind::SupplierStops);
    CHECK(china.overlay->events[0].supplier == "CHN");
    CHECK(first("operators united states withdraw").overlay->events[0].nationality == "USA");
    CHECK(first("cut peace").overlay->events[0].kind == scenario::EventKind::CableCut);
    const Answer cables = first("hide submarine");
    REQUIRE(cables.overlay->layers);
    CHECK_FALSE(cables.overlay->layers->cables);
    CHECK(cables.overlay->layers->sites);
    shown.layers.cables = false;
    CHECK(first("show submarine").overlay->layers->cables);
    CHECK(first("scene three").scene == 2);
    CHECK(index.find("zzzz", shown, 8).empty());
    CHECK(index.find("", shown, 20).size() >= 5);  // the scenes to begin with
}

TEST_CASE("which screen is the audience's") {
    const ScreenArea laptop{0, 0, 1920, 1080}, projector{1920, 0, 1280, 720}, third{0, 1080, 1920, 1080};
    const auto plan = [&](std::vector<ScreenArea> screens, StageWish wish = {}, ScreenArea at = {100, 100, 1200, 800}) { return plan_stage(screens, at, wish); };
    CHECK_FALSE(plan({laptop}).audience);
    CHECK_FALSE(plan({}).audience);
    CHECK(plan({laptop, projector}).audience == projector);
    CHECK(plan({laptop, projector}, {}, {2000, 10, 800, 600}).audience == laptop);  // the presenter sits at the second one
    CHECK(plan({projector, laptop}).audience == projector);
    CHECK(plan({laptop, projector, third}, {3, {}}).audience == third);
    CHECK(plan({laptop, projector, third}, {3, {}}).monitor == 2);
    CHECK(plan({laptop, projector}, {1, {}}).audience == laptop);  // as asked; the presenter's window moves
    // Unplugged: the wished one is gone, another or none takes its place.
    const StagePlan gone = plan({laptop}, {2, {}});
    CHECK_FALSE(gone.audience);
    CHECK(gone.wish_missing);
    CHECK(plan({laptop, projector}, {3, {}}).audience == projector);
    CHECK(plan({laptop, projector}, {3, {}}).wish_missing);
    // Mirrored: one picture on both.
    CHECK_FALSE(plan({laptop, ScreenArea{0, 0, 1280, 720}}).audience);
    CHECK(plan({laptop}, {0, ScreenArea{640, 0, 640, 480}}).audience == ScreenArea{640, 0, 640, 480});
    CHECK(screen_of(std::vector<ScreenArea>{laptop, projector}, {1800, 0, 800, 600}) == 1);
}
