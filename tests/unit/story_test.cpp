// Stories: the file format, what is refused and where, and that the last good version is kept.
#include <catch2/catch_test_macros.hpp>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "app/state/state_patch.h"
#include "app/state/state_json.h"
#include "app/story/story_check.h"
#include "app/story/story_json.h"
#include "bundled_pack.h"

using namespace linchpin;
using namespace linchpin::app;
using linchpin::testing::bundled_pack;

namespace {

const std::string kGood = R"({
  "$schema": "story.schema.json",
  "version": 1,
  "title": "Who depends on whom",
  "author": "A. Speaker",
  "kiosk": {"idle_s": 90},
  "start": {"layers": {"graticule": true}, "look": {"text_scale": 1.25}},
  "scenes": [
    {
      "id": "opening",
      "title": "The opening",
      "planned_s": 45,
      "state": {"camera": {"lat_deg": 10, "lon_deg": 20, "distance_km": 9000}},
      "captions": [{"kind": "title", "place": "middle", "text": "Who depends on whom?", "start_s": 0.5, "end_s": 6}],
      "notes": "# Welcome\n- breathe",
      "sources": [{"text": "The pack", "url": "https://example.org"}]
    },
    {
      "id": "years",
      "title": "Twenty years",
      "flight": {"move": "turn", "seconds": 3, "turn_deg": -90},
      "play": {"from": "2006-12-31", "to": "2026-06-30", "seconds": 12},
      "drift_deg_s": 0.5,
      "state": {"layers": {"cables": false}, "filter": {"product_group": "batteries"}}
    }
  ]
})";

std::string with(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

Story good_story() {
    const auto loaded = story_from_json(kGood, "talk.json");
    REQUIRE(loaded);
    CHECK(loaded->warnings.empty());
    return loaded->story;
}

}  // namespace

TEST_CASE("a story's file: what is in it, and that writing and reading give the same again") {
    const Story story = good_story();
    CHECK(story.title == "Who depends on whom");
    CHECK(story.kiosk.idle_s == 90.0);
    REQUIRE(story.scenes.size() == 2);
    CHECK(story.scenes[0].captions[0].end_s == 6.0);
    CHECK(story.scenes[0].captions[0].fade_s == 0.4);
    CHECK(story.scenes[1].flight.move == SceneMove::Turn);
    CHECK(story.scenes[1].play.runs());
    CHECK_FALSE(story.scenes[0].play.runs());
    CHECK(story.planned_s() == 105.0);
    const std::string text = story_to_json(story);
    const auto again = story_from_json(text, "talk.json");
    REQUIRE(again);
    CHECK(again->story == story);
    CHECK(story_to_json(again->story) == text);
    // What has its default is not written.
    CHECK(text.find("\"fade_s\"") == std::string::npos);
    CHECK(text.find("\"by_year\"") == std::string::npos);
    CHECK(text.find("\"planned_s\": 60") == std::string::npos);
    CHECK(text.size() < 2600);
}

TEST_CASE("a scene's state is the program's default, the story's start and the scene's part over one another") {
    const Story story = good_story();
    const auto states = scene_states(story);
    REQUIRE(states);
    AppState expected;
    expected.idle_turn = false;
    expected.layers.graticule = true;
    expected.text_scale = 1.25;
    AppState second = expected;
    expected.camera = {10, 20, 9000, 0, 0};
    CHECK((*states)[0] == expected);
    second.layers.cables = false;
    second.filter.product_group = "batteries";
    second.filter.date = Date::from_ymd(2026, 6, 30);  // where the play ends
    CHECK((*states)[1] == second);
}

TEST_CASE("the difference of two states laid over the first gives the second") {
    AppState a, b;
    b.camera.lat_deg = -33.25;
    b.filter.date = Date::from_ymd(2030, 1, 1);
    b.layers.sites = false;
    b.filter.hidden_site_kinds = {"colocation"};
    b.report.hubs = {"FRA", "SGP"};
    const Json part = difference_of(a, b);
    CHECK(part.size() == 4);
    const auto made = patched(a, part);
    REQUIRE(made);
    CHECK(*made == b);
    // And back: lists become empty, the date none.
    const auto back = patched(b, difference_of(b, a));
    REQUIRE(back);
    CHECK(*back == a);
    CHECK(difference_of(a, a).empty());
}

TEST_CASE("ids from titles") {
    Story story = good_story();
    CHECK(unused_id(story, "The buildout, 2006!") == "the-buildout-2006");
    CHECK(unused_id(story, "Opening") == "opening-2");
    CHECK(unused_id(story, "\xE6\x95\xB0") == "scene");
    CHECK(find_scene(story, "years") == 1);
    CHECK(find_scene(story, "2") == 1);
    CHECK_FALSE(find_scene(story, "3"));
    CHECK_FALSE(find_scene(story, "0"));
    CHECK_FALSE(find_scene(story, "2x"));
}

TEST_CASE("a story broken in many ways: a sentence with line and column each, and the version before is kept") {
    struct Broken {
        const char *from, *to, *place, *said;
    };
    const std::vector<Broken> all = {
        {"\"version\": 1", "\"version\": 2", "talk.json:3:", "reads up to version 1; please update"},
        {"\"version\": 1,", "", "talk.json:1:1:", "expected a \"version\", found none; this is no Linchpin story file"},
        {"\"version\": 1", "\"version\": \"one\"", "talk.json:3:", "version: expected a whole number from 1, found \"one\""},
        {"\"planned_s\": 45,", "\"planned_s\": 45", "talk.json:13:", "expected JSON"},
        {"\"id\": \"years\"", "\"id\": \"opening\"", "talk.json:19:13:", "scenes[1].id: expected an id that no other scene has, found \"opening\", which scenes[0] has"},
        {"\"id\": \"opening\"", "\"id\": \"The opening\"", "talk.json:10:13:", "scenes[0].id: expected 1 to 64 lower-case letters"},
        {"\"title\": \"The opening\"", "\"title\": \"\"", "talk.json:11:16:", "scenes[0].title: expected a title, found none"},
        {"\"planned_s\": 45", "\"planned_s\": -1", "talk.json:12:20:", "scenes[0].planned_s: expected a number from 0 to 7200, found -1"},
        {"\"planned_s\": 45", "\"planned_s\": \"long\"", "talk.json:12:20:", "expected a number from 0 to 7200, found \"long\""},
        {"\"lat_deg\": 10", "\"lat_deg\": 100", "talk.json:13:39:", "scenes[0].state.camera.lat_deg: expected a number from -90 to 90, found 100"},
        {"\"lat_deg\": 10", "\"latitude\": 10", "talk.json:13:40:", "scenes[0].state.camera.latitude: expected a key of a state file"},
        {"\"graticule\": true", "\"graticule\": \"on\"", "talk.json:7:37:", "start.layers.graticule: expected true or false, found \"on\""},
        {"\"kind\": \"title\"", "\"kind\": \"headline\"", "talk.json:14:29:", "scenes[0].captions[0].kind: expected one of caption, title, counter, date, scale-bar, found \"headline\""},
        {"\"place\": \"middle\"", "\"place\": \"centre\"", "talk.json:14:", "scenes[0].captions[0].place: expected one of"},
        {"\"end_s\": 6", "\"end_s\": 0.25", "talk.json:14:", "scenes[0].captions[0].end_s: expected a time after start_s, 0.5 s, found 0.25"},
        {"\"text\": \"Who depends on whom?\"", "\"text\": \"\"", "talk.json:14:", "scenes[0].captions[0].text: expected a text, found none"},
        {"\"notes\": \"# Welcome\\n- breathe\"", "\"notes\": [\"# Welcome\"]", "talk.json:15:16:", "scenes[0].notes: expected a text in quotes"},
        {"\"text\": \"The pack\", ", "", "talk.json:16:19:", "scenes[0].sources[0].text: expected what the source is, found none"},
        {"\"move\": \"turn\"", "\"move\": \"jump\"", "talk.json:21:26:", "scenes[1].flight.move: expected one of flight, direct, turn, cut, found \"jump\""},
        {"\"seconds\": 3,", "\"seconds\": 90,", "talk.json:21:", "scenes[1].flight.seconds: expected a number from 0.1 to 60 or null, found 90"},
        {"\"from\": \"2006-12-31\"", "\"from\": \"2006-13-31\"", "talk.json:22:24:", "scenes[1].play.from: expected a date like"},
        {"\"from\": \"2006-12-31\", ", "", "talk.json:22:15:", "scenes[1].play.from: expected a date, since \"to\" has one, found none"},
        {"\"to\": \"2026-06-30\"", "\"to\": \"2006-12-31\"", "talk.json:22:44:", "scenes[1].play.to: expected another day than \"from\""},
        {"\"seconds\": 12", "\"seconds\": 0", "talk.json:22:", "scenes[1].play.seconds: expected a number from 0.1 to 600, found 0"},
        {"\"drift_deg_s\": 0.5", "\"drift_deg_s\": 50", "talk.json:23:22:", "scenes[1].drift_deg_s: expected a number from -20 to 20, found 50"},
        {"\"idle_s\": 90", "\"idle_s\": -3", "talk.json:6:23:", "kiosk.idle_s: expected a number from 0 to 86400, found -3"},
        {"\"state\": {\"layers\": {\"cables\": false}", "\"state\": {\"layers\": [\"cables\"]", "talk.json:24:27:", "scenes[1].state.layers: expected an object"},
    };
    CHECK(all.size() >= 20);
    const std::filesystem::path folder = std::filesystem::temp_directory_path() / ("linchpin-story-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder);
    const std::filesystem::path file = folder / "talk.json";
    const auto write = [&](const std::string& text) { std::ofstream{file, std::ios::binary} << text; };
    write(kGood);
    StoryFile kept;
    REQUIRE(kept.open(file));
    const Story before = kept.story();
    CHECK_FALSE(kept.reload());
    for (const Broken& broken : all) {
        const std::string text = with(kGood, broken.from, broken.to);
        CAPTURE(broken.to);
        write(text);
        const auto loaded = story_from_json(text, "talk.json");
        REQUIRE_FALSE(loaded);
        CAPTURE(loaded.error().text());
        CHECK(loaded.error().text().starts_with(broken.place));
        CHECK(loaded.error().text().find(broken.said) != std::string::npos);
        CHECK(loaded.error().column > 0);
        const auto again = kept.open(file);
        REQUIRE_FALSE(again);
        CHECK(kept.story() == before);
    }
    write(R"({"version": 1, "scenes": []})");
    CHECK(story_from_json(R"({"version": 1, "scenes": []})", "talk.json").error().message == "scenes: expected at least one scene, found none");
    REQUIRE_FALSE(kept.open(file));
    CHECK(kept.version() == 1);
    write(with(kGood, "Twenty years", "Two decades, told again"));
    const auto reloaded = kept.reload();
    REQUIRE(reloaded);
    CHECK(*reloaded);
    CHECK(kept.story().scenes[1].title == "Two decades, told again");
    CHECK(kept.version() == 2);
    std::filesystem::remove(file);
    const auto gone = kept.reload();
    REQUIRE(gone);
    CHECK_FALSE(*gone);
    CHECK(kept.story().scenes.size() == 2);
    CHECK_FALSE(kept.reload());  // said once
    std::filesystem::remove_all(folder);
}

TEST_CASE("an unknown key outside of states is left out with a warning that says where") {
    const auto loaded = story_from_json(with(kGood, "\"author\"", "\"autor\""), "talk.json");
    REQUIRE(loaded);
    REQUIRE(loaded->warnings.size() == 1);
    CHECK(loaded->warnings[0].text() == "talk.json:5:12: autor: unknown key, left out");
}

TEST_CASE("names in a story are looked up in the pack") {
    const Dataset& dataset = bundled_pack();
    const Bindings bindings{dataset, {}};
    Story story = good_story();
    CHECK(missing_in_pack(dataset, bindings, story).empty());
    story.start["filter"]["product_group"] = "baterries";
    story.scenes[1].state["filter"].erase("product_group");
    story.scenes[0].captions[0].text = "{country.KEX.share.CHN.batteries | percent}";
    story.scenes[0].state["selection"] = Json::parse(R"({"kind":"country","id":"QQQ"})");
    story.scenes[1].state["filter"]["trade_year"] = 1999;
    story.scenes[1].state["filter"]["product_group"] = "batteries";
    story.scenes[1].state["scenario"] = Json::parse(R"({"events":[{"kind":"chokepoint-closed","object":"red-see"}]})");
    std::string all;
    for (const Error& error : missing_in_pack(dataset, bindings, story)) all += error.message + "\n";
    INFO(all);
    CHECK(all.find("start.filter.product_group: unknown product group \"baterries\"; did you mean \"batteries\"") != std::string::npos);
    CHECK(all.find("scenes[0].captions[0].text: ") != std::string::npos);
    CHECK(all.find("scenes[0].state.selection.id: ") != std::string::npos);
    CHECK(all.find("scenes[1].state.filter.trade_year: expected a year that batteries has") != std::string::npos);
    CHECK(all.find("scenes[1].state.scenario.events: event 1: ") != std::string::npos);
}
