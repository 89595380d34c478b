// Scenario files: round trip, stable text, and one sentence for every fault.
#include "data/scenario/scenario_json.h"

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

using namespace linchpin;
using namespace linchpin::scenario;

namespace {

std::string file_text(const std::string& name) {
    std::ifstream in{LINCHPIN_ROOT "/" + name, std::ios::binary};
    REQUIRE(in);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}
std::string refusal(std::string_view text) {
    const auto scenario = from_json(text, "what-if.json");
    return scenario ? std::string{"read"} : scenario.error().text();
}
/// A file with one event of these fields.
std::string one(const std::string& fields) { return R"({"version":1,"events":[{)" + fields + "}]}"; }

}  // namespace

TEST_CASE("scenario file: every kind of event survives a round trip, and the text is stable", "[scenario][json]") {
    const std::string text = file_text("tests/data/scenario/every_event.json");
    const auto scenario = from_json(text);
    REQUIRE(scenario);
    CHECK(scenario->name == "One of each");
    REQUIRE(scenario->events.size() == 8);
    CHECK(scenario->events[0].date == Date::from_ymd(2027, 1, 1));
    CHECK(scenario->events[0].label == "Export ban");
    CHECK(scenario->events[0].fraction == 0.5);
    CHECK_FALSE(scenario->events[3].on);
    CHECK((scenario->events[3].branch == 0 && scenario->events[3].leg == 3));
    CHECK(scenario->events[7].change == PlanChange::BroughtForward);
    // The committed file is what the program writes, to the byte.
    CHECK(to_json(*scenario) == text);
    const auto again = from_json(to_json(*scenario));
    REQUIRE(again);
    CHECK(*again == *scenario);
}

TEST_CASE("scenario file: numbers keep every bit, names every letter", "[scenario][json]") {
    Scenario scenario;
    scenario.name = "Straße \"Ormuz\"\n";
    Event event;
    event.supplier = "CHN";
    event.target = "all";
    for (const double fraction : {0.1, 1.0 / 3.0, 0.30000000000000004, 5e-324, 0.0, 1.0}) {
        event.fraction = fraction;
        event.grow_foreign = fraction * 7.0;
        scenario.events.push_back(event);
    }
    const auto read = from_json(to_json(scenario));
    REQUIRE(read);
    CHECK(*read == scenario);
    CHECK(from_json("\xEF\xBB\xBF" + to_json(scenario)));
    CHECK(to_json({}) ==
          "{\n  \"$schema\": \"scenario.schema.json\",\n  \"version\": 1,\n  \"name\": \"\",\n  \"events\": []\n}\n");
}

TEST_CASE("scenario file: what is left out has a default", "[scenario][json]") {
    const auto read = from_json(one(R"("kind":"supplier-stops","supplier":"CHN","target":"all")"));
    REQUIRE(read);
    Event expected;
    expected.supplier = "CHN";
    expected.target = "all";
    CHECK(read->events[0] == expected);
    const auto strait = from_json(one(R"("kind":"chokepoint-closed","object":"x")"));
    REQUIRE(strait);
    CHECK((strait->events[0].probability == 1.0 && strait->events[0].on && !strait->events[0].listed_only));
}

TEST_CASE("scenario file: one sentence for every fault", "[scenario][json]") {
    CHECK(refusal("") == "what-if.json:1:1: expected JSON, found a mistake in its writing here");
    CHECK(refusal("{\n \"version\": 1,\n \"na\xC3\xAFme\": }") ==
          "what-if.json:3:11: expected JSON, found a mistake in its writing here");
    CHECK(refusal("{\"version\":1,\"name\":\"\xff\"}").starts_with("what-if.json:1:"));
    CHECK(refusal("[]") == "what-if.json: expected a JSON object, found []");
    CHECK(refusal("{}") == "what-if.json: expected a \"version\", found none; this is no Linchpin scenario file");
    CHECK(refusal(R"({"version":"1"})") == "what-if.json: version: expected a whole number from 1, found \"1\"");
    CHECK(refusal(R"({"version":0})") == "what-if.json: version: expected a whole number from 1, found 0");
    CHECK(refusal(R"({"version":-3})") == "what-if.json: version: expected a whole number from 1, found -3");
    CHECK(refusal(R"({"version":2,"novelty":true})") ==
          "what-if.json: this file has version 2, this program reads up to version 1; please update Linchpin to open it");
    CHECK(refusal(R"({"version":18446744073709551615})").starts_with("what-if.json: this file has version 18446744073709551615"));
    CHECK(refusal(R"({"version":1,"evnts":[]})") ==
          "what-if.json: unknown field \"evnts\"; did you mean \"events\"? There are: $schema, version, name, events");
    CHECK(refusal(R"({"version":1})") == "what-if.json: events: expected a list of events, found none");
    CHECK(refusal(R"({"version":1,"events":{}})") == "what-if.json: events: expected a list of events, found {}");
    CHECK(refusal(R"({"version":1,"name":7,"events":[]})") == "what-if.json: name: expected a text, found 7");
    CHECK(refusal(R"({"version":1,"events":[],"events":[]})") ==
          "what-if.json: expected every field once, found \"events\" twice in one object");
    CHECK(refusal(R"({"version":1,"events":[7]})") == "what-if.json: event 1: expected an object, found 7");
    CHECK(refusal(one("")) == "what-if.json: event 1, kind: expected a text, found nothing");
    CHECK(refusal(one(R"("kind":"cable_cutt")"))
              .starts_with("what-if.json: event 1, kind: unknown kind \"cable_cutt\"; did you mean \"cable-cut\"? There are: "
                           "supplier-stops,"));
    CHECK(refusal(one(R"("kind":"cable-cut")")) == "what-if.json: event 1, object: expected a text, found nothing");
    CHECK(refusal(one(R"("kind":"cable-cut","object":"")")) ==
          "what-if.json: event 1, object: expected a text that is not empty, found \"\"");
    CHECK(refusal(one(R"("kind":"cable-cut","object":"x","fraction":1)")) ==
          "what-if.json: event 1: unknown field \"fraction\"; did you mean \"on\"? There are: kind, on, date, label, object, "
          "branch, leg");
    CHECK(refusal(one(R"("kind":"cable-cut","object":"x","branch":0)")) ==
          "what-if.json: event 1, leg: expected branch and leg together (or neither, for the whole system), found one of them");
    CHECK(refusal(one(R"("kind":"cable-cut","object":"x","branch":-1,"leg":0)")) ==
          "what-if.json: event 1, branch: expected a whole number from 0 to 1000000, found -1");
    CHECK(refusal(one(R"("kind":"cable-cut","object":"x","branch":0,"leg":1.5)")) ==
          "what-if.json: event 1, leg: expected a whole number from 0 to 1000000, found 1.5");
    CHECK(refusal(one(R"("kind":"cable-cut","object":"x","on":1)")) ==
          "what-if.json: event 1, on: expected true or false, found 1");
    CHECK(refusal(one(R"("kind":"cable-cut","object":"x","date":"2027-02-30")")) ==
          "what-if.json: event 1, date: expected a date such as 2027-01-01, found \"2027-02-30\"");
    CHECK(refusal(one(R"("kind":"supplier-stops","supplier":"CHN","target":"all","fraction":1.01)")) ==
          "what-if.json: event 1, fraction: expected a number from 0 to 1, found 1.01");
    CHECK(refusal(one(R"("kind":"supplier-stops","supplier":"CHN","target":"all","fraction":"half")")) ==
          "what-if.json: event 1, fraction: expected a number from 0 to 1, found \"half\"");
    CHECK(refusal(one(R"("kind":"supplier-stops","supplier":"CHN","target":"all","grow_foreign":-1)")) ==
          "what-if.json: event 1, grow_foreign: expected a number from 0, found -1");
    CHECK(refusal(one(R"("kind":"supplier-stops","supplier":"CHN","target":"all","grow_foreign":1e999)")) ==
          "what-if.json: expected numbers that a double can hold, found a larger one");
    CHECK(refusal(one(R"("kind":"supplier-stops","supplier":null,"target":"all")")) ==
          "what-if.json: event 1, supplier: expected a text, found null");
    CHECK(refusal(one(R"("kind":"site-changed","object":"x","change":"delayed")"))
              .starts_with("what-if.json: event 1, change: unknown change \"delayed\"; did you mean"));
    std::string many = R"({"version":1,"events":[)";
    for (int i = 0; i < 1001; ++i) many += std::string{i == 0 ? "" : ","} + "{}";
    CHECK(refusal(many + "]}") == "what-if.json: events: expected at most 1000, found 1001");
    // Long or nested rubbish is cut in the sentence, and no depth is too deep.
    CHECK(refusal("[\"" + std::string(5000, 'x') + "\"]").size() < 120);
    CHECK(refusal(std::string(200'000, '[')).starts_with("what-if.json:1:200001: expected JSON"));
}

TEST_CASE("scenario file: the second of two events is named by its number", "[scenario][json]") {
    const auto read = read_scenario(LINCHPIN_ROOT "/tests/data/scenario/bad_second_event.json");
    REQUIRE_FALSE(read);
    CHECK(read.error().message == "event 2, probability: expected a number from 0 to 1, found -0.5");
    CHECK(read.error().file.filename() == "bad_second_event.json");
}

TEST_CASE("scenario file: missing files and folders", "[scenario][json]") {
    CHECK(read_scenario("no/such/file.json").error().text() ==
          "no/such/file.json: expected a scenario file that can be read, found none");
    CHECK(read_scenario(LINCHPIN_ROOT "/tests/data/scenario").error().message == "expected a scenario file, found a folder");
    CHECK(read_scenario(LINCHPIN_ROOT "/tests/data/scenario/newer.json").error().message ==
          "this file has version 9, this program reads up to version 1; please update Linchpin to open it");
}

TEST_CASE("scenario file: the schema names the same kinds and fields as the program writes", "[scenario][json]") {
    const auto schema = nlohmann::json::parse(file_text("docs/schema/scenario.schema.json"));
    const auto file = nlohmann::json::parse(file_text("tests/data/scenario/every_event.json"));
    CHECK(schema.at("properties").at("version").at("const") == 1);
    for (const auto& [name, value] : file.items()) CHECK(schema.at("properties").contains(name));
    std::size_t matched = 0;
    for (const auto& event : file.at("events")) {
        for (const auto& kind : schema.at("properties").at("events").at("items").at("oneOf")) {
            if (kind.at("properties").at("kind").at("const") != event.at("kind")) continue;
            ++matched;
            for (const auto& [name, value] : event.items()) CHECK(kind.at("properties").contains(name));
            for (const auto& name : kind.at("required")) CHECK(event.contains(name.get<std::string>()));
            CHECK(kind.at("additionalProperties") == false);
        }
    }
    CHECK(matched == file.at("events").size());
    CHECK(schema.at("properties").at("events").at("items").at("oneOf").size() == 7);
}
