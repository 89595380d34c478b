// The timeline as a hand edits it: app/ui/timeline_desk.h.
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include "app/timeline/timeline.h"
#include "app/ui/timeline_desk.h"
#include "app/ui/ui_state.h"

namespace {

using namespace linchpin;
using namespace linchpin::app;

Project small() {
    Project p;
    p.fps = 10;
    p.length_s = 10.0;
    p.camera = {{0.0, {}, CameraMove::Flight, Ease::Smooth, 360.0}, {4.0, {}, CameraMove::Turn, Ease::Linear, 90.0}, {8.0, {}, CameraMove::Flight, Ease::Smooth, 360.0}};
    p.dates = {{4.0, Date::from_ymd(2010, 1, 1), Ease::Linear}, {9.0, Date::from_ymd(2020, 1, 1), Ease::Linear}};
    p.elements = {{ElementKind::Caption, ElementPlace::Bottom, 1.0, 3.0, 0.3, "one", ""}, {ElementKind::Title, ElementPlace::Top, 5.0, 6.0, 0.3, "two", ""}};
    p.markers = {{5.0, "five", false}};
    return p;
}

TEST_CASE("timeline desk: a moved key passes others, and takes the place of the one it lands on", "[timeline_desk]") {
    std::vector<KeyRef> keys{{Track::Camera, 0, 1}};
    const Project passed = with_moved(small(), keys, 5.0, false);
    REQUIRE(passed.camera.size() == 3);
    CHECK(passed.camera[2].time_s == 9.0);
    CHECK(passed.camera[2].move == CameraMove::Turn);
    CHECK(keys == std::vector<KeyRef>{{Track::Camera, 0, 2}});
    CHECK(passed.dates == small().dates);

    keys = {{Track::Camera, 0, 1}};
    const Project landed = with_moved(small(), keys, 4.0, false);
    REQUIRE(landed.camera.size() == 2);
    CHECK(landed.camera[1].move == CameraMove::Turn);
    CHECK(Timeline::prepare(landed));

    keys = {{Track::Elements, 0, 1}};
    const Project late = with_moved(small(), keys, 100.0, false);
    CHECK(late.elements[1].start_s == 9.0);  // whole inside the project
    CHECK(late.elements[1].end_s == 10.0);
}

TEST_CASE("timeline desk: ripple moves all that follows and overtakes nothing", "[timeline_desk]") {
    std::vector<KeyRef> keys{{Track::Camera, 0, 1}};
    const Project later = with_moved(small(), keys, 2.0, true);
    CHECK(later.length_s == 12.0);
    CHECK(later.camera[0].time_s == 0.0);
    CHECK(later.camera[1].time_s == 6.0);
    CHECK(later.camera[2].time_s == 10.0);
    CHECK(later.dates[0].time_s == 6.0);
    CHECK(later.elements[0].start_s == 1.0);  // before it: stays
    CHECK(later.elements[1].start_s == 7.0);
    CHECK(later.markers[0].time_s == 7.0);

    keys = {{Track::Camera, 0, 1}};
    const Project earlier = with_moved(small(), keys, -100.0, true);
    CHECK(earlier.camera.size() == 3);
    CHECK(earlier.camera[1].time_s == Catch::Approx(0.1));  // one frame after the key before
    CHECK(Timeline::prepare(earlier));
}

TEST_CASE("timeline desk: a drag is one step of undo", "[timeline_desk]") {
    TimelineDesk desk;
    desk.start(small(), "x.json");
    CHECK_FALSE(desk.dirty());
    desk.begin_drag();
    for (const double by : {0.5, 1.0, 1.5}) {
        std::vector<KeyRef> keys{{Track::Markers, 0, 0}};
        desk.edit(with_moved(desk.before_drag(), keys, by, false));
    }
    desk.end_drag();
    CHECK(desk.project().markers[0].time_s == 6.5);
    CHECK(desk.take_step());
    CHECK_FALSE(desk.take_step());
    CHECK(desk.dirty());
    REQUIRE(desk.undo());
    CHECK(desk.project() == small());
    CHECK_FALSE(desk.undo());
    REQUIRE(desk.redo());
    CHECK(desk.project().markers[0].time_s == 6.5);

    desk.begin_drag();
    desk.edit(Project{});
    desk.end_drag(false);  // taken back
    CHECK(desk.project().markers[0].time_s == 6.5);
}

TEST_CASE("timeline desk: captured keys", "[timeline_desk]") {
    TimelineDesk desk;
    desk.start(small(), "");
    desk.go_to(4.0);
    AppState state;
    desk.moment_state = state;
    state.camera.lat_deg = -33.0;
    desk.capture_camera(state);
    REQUIRE(desk.project().camera.size() == 3);  // the one that stood there
    CHECK(desk.project().camera[1].pose.lat_deg == -33.0);
    CHECK(desk.project().camera[1].move == CameraMove::Turn);
    CHECK_FALSE(desk.capture_change(state));     // the camera is no change
    state.layers.cables = false;
    state.filter.date = Date::from_ymd(2001, 1, 1);  // the date has a track of its own
    REQUIRE(desk.capture_change(state));
    REQUIRE(desk.project().changes.size() == 1);
    CHECK(desk.project().changes[0].set == Json{{"layers", {{"cables", false}}}});
    const auto timeline = Timeline::prepare(desk.project());
    REQUIRE(timeline);
    CHECK(timeline->at(3.9).state.layers.cables);
    CHECK_FALSE(timeline->at(4.0).state.layers.cables);
}

TEST_CASE("timeline desk: copies go to the playhead", "[timeline_desk]") {
    TimelineDesk desk;
    desk.start(small(), "");
    CHECK_FALSE(desk.paste());
    desk.selected = {{Track::Camera, 0, 1}, {Track::Elements, 0, 1}};
    desk.copy_selected();
    desk.go_to(1.0);
    REQUIRE(desk.paste());
    CHECK(desk.project().camera[1].time_s == 1.0);
    CHECK(desk.project().camera[1].move == CameraMove::Turn);
    REQUIRE(desk.project().elements.size() == 3);
    CHECK(desk.project().elements[1].text == "two");
    CHECK(desk.project().elements[1].start_s == 2.0);
    CHECK(desk.project().elements[1].end_s == 3.0);
}

TEST_CASE("timeline desk: playing stands on frames, loops and ends", "[timeline_desk]") {
    TimelineDesk desk;
    desk.start(small(), "");
    desk.play_pause();
    for (int i = 0; i < 60; ++i) desk.advance(1.0 / 60.0);
    CHECK(desk.frame() == 10);  // a second at ten frames a second, whatever the screen's rate
    desk.advance(100.0);
    CHECK(desk.rate == 0.0);
    CHECK(desk.frame() == 99);
    desk.set_loop(2.0, 4.0);
    desk.go_to(3.9);
    desk.rate = 1.0;
    desk.advance(0.3);
    CHECK(desk.frame() == 22);
    desk.shuttle(-1);
    desk.shuttle(-1);
    CHECK(desk.rate == -2.0);
    desk.set_loop(5.0, desk.project().loop_end_s);  // behind its end: that gives way
    CHECK_FALSE(desk.project().loop_end_s);
}

TEST_CASE("timeline desk: snapping", "[timeline_desk]") {
    TimelineDesk desk;
    desk.start(small(), "");
    CHECK(desk.snapped(4.97, 0.1, {}, false) == 5.0);                                  // the marker
    CHECK(desk.snapped(7.96, 0.1, {{Track::Camera, 0, 2}}, false) == Catch::Approx(8.0));  // itself is no target: the frame
    CHECK(desk.snapped(7.12, 0.1, {}, false) == Catch::Approx(7.1));
}

TEST_CASE("date playback: rates, steps of a year, ends", "[timeline_desk]") {
    DatePlayback play;
    play.direction = 1;
    play.rate = 0;
    Date date = Date::from_ymd(2010, 1, 1);
    for (int i = 0; i < 600; ++i) date = advanced(play, date, 1.0 / 60.0);
    CHECK(date.days - Date::from_ymd(2010, 1, 1).days >= 9);
    CHECK(date.days - Date::from_ymd(2010, 1, 1).days <= 10);
    for (std::size_t i = 0; i < date_rates().size(); ++i)
        if (date_rates()[i].hold_s > 0.0) play.rate = static_cast<int>(i);
    CHECK(advanced(play, date, 0.39) == date);
    CHECK(advanced(play, date, 0.02) == Date::from_ymd(2011, 12, 31));
    play.rate = static_cast<int>(date_rates().size()) - 1;
    CHECK(advanced(play, Date::from_ymd(2034, 1, 1), 10.0) == Date::from_ymd(2035, 1, 1));
    CHECK(play.direction == 0);
}

}  // namespace
