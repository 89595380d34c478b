// The story being written: capture, order, texts, undo, times of a rehearsal.
#include <catch2/catch_test_macros.hpp>

#include "app/story/story_json.h"
#include "app/ui/story_desk.h"

using namespace linchpin::app;

namespace {

AppState view(double lat, double lon) {
    AppState state;
    state.camera.lat_deg = lat;
    state.camera.lon_deg = lon;
    return state;
}

StoryDesk desk_of_three() {
    StoryDesk desk;
    desk.begin(view(1, 1));
    (void)desk.capture(view(2, 2));
    (void)desk.capture(view(3, 3));
    return desk;
}

std::string titles(const StoryDesk& desk) {
    std::string all;
    for (const StoryScene& scene : desk.story().scenes) all += scene.title.back();
    return all;
}

}  // namespace

TEST_CASE("a story begins with what is shown; what is captured comes behind the chosen scene") {
    StoryDesk desk;
    CHECK_FALSE(desk.open());
    desk.begin(view(10, 20));
    CHECK(desk.open());
    CHECK(desk.dirty());
    CHECK(desk.problem.empty());
    CHECK(desk.story().scenes.size() == 1);
    AppState shown = view(30, 40);
    shown.layers.cables = false;
    shown.hover = {SelectionKind::Country, "KEN"};
    shown.theme = Theme::Light;  // the window's own: no part of a scene
    CHECK(desk.capture(shown) == 1);
    const Json& part = desk.story().scenes[1].state;
    CHECK(part["camera"]["lat_deg"] == 30.0);
    CHECK(part["layers"] == Json{{"cables", false}});
    CHECK_FALSE(part.contains("look"));
    desk.choose(0);
    CHECK(desk.capture(view(5, 5)) == 1);
    CHECK(desk.story().scenes.size() == 3);
    CHECK(check_story(desk.story()));
    const auto again = story_from_json(story_to_json(desk.story()), "s.json");
    REQUIRE(again);
    CHECK(again->story == desk.story());
}

TEST_CASE("does the view differ from the chosen scene?") {
    StoryDesk desk = desk_of_three();
    AppState shown = view(3, 3);
    CHECK_FALSE(desk.differs(shown));
    shown.frame_time_s = 17.0;
    shown.theme = Theme::Contrast;
    shown.text_scale = 2.0;
    CHECK_FALSE(desk.differs(shown));
    shown.layers.sites = false;
    CHECK(desk.differs(shown));
    desk.recapture(shown);
    CHECK_FALSE(desk.differs(shown));
    const auto scene = desk.scene_view(shown);
    REQUIRE(scene);
    CHECK(scene->theme == Theme::Contrast);
    CHECK_FALSE(scene->layers.sites);
}

TEST_CASE("order, copies and removal, each taken back by undo") {
    StoryDesk desk = desk_of_three();
    CHECK(titles(desk) == "123");
    desk.move(0, 2);
    CHECK(titles(desk) == "231");
    CHECK(desk.chosen() == 2);
    desk.duplicate(0);
    CHECK(titles(desk) == "2231");
    CHECK(desk.story().scenes[0].id != desk.story().scenes[1].id);
    desk.remove(3);
    CHECK(titles(desk) == "223");
    for (int i = 0; i < 3; ++i) CHECK(desk.undo());
    CHECK(titles(desk) == "123");
    CHECK(desk.redo());
    CHECK(titles(desk) == "231");
    desk.remove(0);
    desk.remove(0);
    desk.remove(0);  // a story keeps its last scene
    CHECK(desk.story().scenes.size() == 1);
    CHECK(desk.chosen() == 0);
}

TEST_CASE("letters typed into one field are one step") {
    StoryDesk desk = desk_of_three();
    for (const char* typed : {"A", "Af", "Aft"}) desk.edit("title", [&](StoryScene& s) { s.title = typed; });
    desk.edit("notes", [](StoryScene& s) { s.notes = "n"; });
    CHECK(desk.undo());
    CHECK(desk.story().scenes[2].title == "Aft");
    CHECK(desk.undo());
    CHECK(desk.story().scenes[2].title == "Scene 3");
    desk.edit("title", [](StoryScene& s) { s.title = ""; });
    CHECK(desk.problem == "scenes[2].title: expected a title, found none");
}

TEST_CASE("saved or not, and a rehearsal's times") {
    StoryDesk desk = desk_of_three();
    desk.saved("s.json");
    CHECK_FALSE(desk.dirty());
    desk.take_timings({61.4, 0.2, 12.6});
    CHECK(desk.story().scenes[0].planned_s == 61.0);
    CHECK(desk.story().scenes[1].planned_s == 60.0);  // passed over: no time for it
    CHECK(desk.story().scenes[2].planned_s == 13.0);
    CHECK(desk.dirty());
    CHECK(desk.undo());
    CHECK_FALSE(desk.dirty());
}
