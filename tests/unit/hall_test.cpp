// What a hall check says: every fault planted, every sentence looked at. app/hall.
#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "app/hall/hall_check.h"

namespace {

using namespace linchpin;
using namespace linchpin::app;

HallFacts two_screens() {
    HallFacts facts;
    facts.screens = {{"Laptop", 0, 0, 1920, 1080, 60}, {"Projector", 1920, 0, 1920, 1080, 60}};
    facts.drawn_by = "a card";
    return facts;
}

Story small_story() {
    Story story;
    story.title = "Small";
    for (const char* title : {"One", "Two"}) {
        StoryScene scene;
        scene.id = title;
        scene.title = title;
        scene.notes = "Say something.";
        story.scenes.push_back(scene);
    }
    return story;
}

bool says(const HallItem& item, const char* part) { return item.text.find(part) != std::string::npos; }

TEST_CASE("hall: screens that fit are good, and each that does not is said", "[hall]") {
    CHECK(judge_screens(two_screens()).state == HallState::Good);
    HallFacts facts = two_screens();
    facts.no_screens = "The DISPLAY variable is missing";
    CHECK(judge_screens(facts).state == HallState::Fault);
    CHECK(says(judge_screens(facts), "DISPLAY"));
    facts = {};
    CHECK(judge_screens(facts).state == HallState::Fault);
    facts = two_screens();
    facts.screens.pop_back();
    CHECK(judge_screens(facts).state == HallState::Note);
    facts = two_screens();
    facts.screens[1].x = 0;  // a mirrored projector
    CHECK(judge_screens(facts).state == HallState::Fault);
    CHECK(says(judge_screens(facts), "mirroring"));
    facts = two_screens();
    facts.screens[1].width_px = 800;
    CHECK(judge_screens(facts).state == HallState::Fault);
    CHECK(says(judge_screens(facts), "Projector has 800 x 1080"));
}

TEST_CASE("hall: ffmpeg, power, fonts, pictures, names", "[hall]") {
    HallFacts facts = two_screens();
    CHECK(judge_ffmpeg(facts).state == HallState::Good);
    facts.ffmpeg = Error{"ffmpeg was not found"};
    CHECK(judge_ffmpeg(facts).state == HallState::Fault);
    CHECK(says(judge_ffmpeg(facts), "ffmpeg was not found"));

    CHECK(judge_power(facts).state == HallState::Good);
    facts.on_battery = false;
    CHECK(judge_power(facts).state == HallState::Good);
    facts.on_battery = true;
    CHECK(judge_power(facts).state == HallState::Note);

    const std::vector<char32_t> missing{0x1F600, 0x2603};
    CHECK(judge_fonts("", {}).state == HallState::Good);
    CHECK(judge_fonts("Inter is missing", {}).state == HallState::Fault);
    CHECK(says(judge_fonts("", missing), "U+1F600"));
    CHECK(says(judge_fonts("", missing), "nor 1 other"));

    const std::vector<std::string> warnings{"earth_day.jpg is missing", "another"};
    CHECK(judge_pictures({}).state == HallState::Good);
    CHECK(says(judge_pictures(warnings), "earth_day.jpg is missing, and 1 more"));

    const std::vector<Error> unknown{Error{"scenes[1].captions[0].text: no country XYZ"}};
    CHECK(judge_names({}).state == HallState::Good);
    CHECK(judge_names(unknown).state == HallState::Fault);
    CHECK(says(judge_names(unknown), "XYZ"));
}

TEST_CASE("hall: numbers without a value, scenes that are empty or slow, connections", "[hall]") {
    CHECK(judge_numbers({}, 12).state == HallState::Good);
    const std::vector<MissingNumber> missing{{"One", "country.ATA.M01.top_supplier_share", "no data", "no imports"}, {"Two", "x", "no data", ""}};
    const HallItem numbers = judge_numbers(missing, 12);
    CHECK(numbers.state == HallState::Fault);
    CHECK((says(numbers, "\"One\"") && says(numbers, "{country.ATA.M01.top_supplier_share}") && says(numbers, "no imports") && says(numbers, "1 more")));

    const HallFacts facts = two_screens();
    std::vector<SceneSpeed> scenes{{"One", 10.0, 0.0, false}, {"Two", 20.0, 0.0, false}};
    CHECK(judge_speed(scenes, 30.0, 1920, 1080, facts).state == HallState::Good);
    CHECK(says(judge_speed(scenes, 30.0, 1920, 1080, facts), "At least 50 frames"));
    scenes[1] = {"Two", 80.0, 25.0, false};
    CHECK(judge_speed(scenes, 30.0, 1920, 1080, facts).state == HallState::Note);
    scenes[1] = {"Two", 200.0, 100.0, false};
    const HallItem slow = judge_speed(scenes, 30.0, 1920, 1080, facts);
    CHECK(slow.state == HallState::Fault);
    CHECK((says(slow, "1 of 2 scenes") && says(slow, "\"Two\" reaches 10.0")));
    CHECK(judge_speed({}, 30.0, 1920, 1080, facts).state == HallState::Fault);

    CHECK(judge_drawn(scenes).state == HallState::Good);
    scenes[0].empty = true;
    CHECK(says(judge_drawn(scenes), "\"One\" is empty"));

    CHECK(judge_network(0).state == HallState::Good);
    CHECK(judge_network(1).state == HallState::Fault);
}

TEST_CASE("hall: time that scenes need and notes that are too long", "[hall]") {
    Story story = small_story();
    CHECK(judge_timing(story, std::vector<double>{5.0, 5.0}).state == HallState::Good);
    CHECK(says(judge_timing(story, std::vector<double>{5.0, 5.0}), "2:00 planned"));
    const HallItem late = judge_timing(story, std::vector<double>{5.0, 90.0});
    CHECK(late.state == HallState::Fault);
    CHECK(says(late, "\"Two\" needs 1:30"));
    story.scenes[0].planned_s = story.scenes[1].planned_s = 0.0;
    CHECK(judge_timing(story, std::vector<double>{5.0, 90.0}).state == HallState::Note);

    story = small_story();
    CHECK(judge_notes(story).state == HallState::Good);
    story.scenes[1].notes.clear();
    CHECK(says(judge_notes(story), "1 of 2 scenes have no notes"));
    for (int i = 0; i < 300; ++i) story.scenes[1].notes += "word ";
    CHECK(judge_notes(story).state == HallState::Note);
    CHECK(says(judge_notes(story), "take 2:00 to read out, and 1:00 are planned"));
}

TEST_CASE("hall: ready only without faults, in words and as JSON", "[hall]") {
    HallReport report;
    CHECK(!report.ready());  // nothing looked at
    report.items = {judge_network(0), judge_power(two_screens())};
    report.items[1].state = HallState::Note;
    CHECK(report.ready());
    CHECK(hall_text(report).ends_with("Ready.\n"));
    report.items.push_back(judge_network(2));
    report.scenes = {{"On\xff" "e", 10.0, 0.0, false}};
    CHECK(!report.ready());
    CHECK(hall_text(report).find("Not ready: 1 of 3 points.") != std::string::npos);
    const auto json = nlohmann::json::parse(hall_json(report, small_story(), {}));
    CHECK(json["ready"] == false);
    CHECK(json["points"].size() == 3);
    CHECK(json["points"][2]["state"] == "fault");
    CHECK(json["scenes"][0]["low_ms"].is_null());
}

}  // namespace
