// Phrases of the search sheet as events of a scenario.
#include <catch2/catch_test_macros.hpp>

#include <set>

#include "app/report/scenario_phrase.h"
#include "app/ui/search_index.h"
#include "app/ui/settings.h"
#include "bundled_pack.h"
#include "data/scenario/scenario_world.h"

using namespace linchpin;
using namespace linchpin::app;
using scenario::Event;
using scenario::EventKind;

namespace {

const Dataset& pack() { return testing::bundled_pack(); }

Event only(std::string_view phrase) {
    INFO(phrase);
    const PhraseReading reading = read_phrase(pack(), phrase);
    INFO(reading.problem);
    REQUIRE_FALSE(reading.meanings.empty());
    REQUIRE(reading.meanings.front().events.size() == 1);
    REQUIRE_FALSE(reading.meanings.front().text.empty());
    REQUIRE(scenario::check_event(pack(), reading.meanings.front().events.front()));
    return reading.meanings.front().events.front();
}

}  // namespace

TEST_CASE("A strait that several chokepoints are named after closes as a whole, and each alone is offered") {
    const PhraseReading reading = read_phrase(pack(), "close Red Sea");
    REQUIRE(reading.meanings.size() >= 3);
    const auto& all = reading.meanings.front().events;
    REQUIRE(all.size() == 2);
    for (const Event& event : all) {
        CHECK(event.kind == EventKind::ChokepointClosed);
        CHECK(event.probability == 1.0);
        CHECK((event.object == "bab-el-mandeb" || event.object == "red-sea-jeddah"));
    }
    CHECK(reading.meanings[1].events.size() == 1);
    CHECK(read_phrase(pack(), "Red Sea closes").meanings.front().events == all);
}

TEST_CASE("Straits, cables and constellations by name, with small mistakes") {
    for (const char* phrase : {"close strait of hormuz", "Close Hormuz", "block HORMUZ", "close hormus", "the Strait of Hormuz is closed", "what if Hormuz closes"})
        CHECK(only(phrase).object == "strait-of-hormuz");
    CHECK(only("close Malacca 30 %").probability == 0.3);
    CHECK(only("cut 2Africa").kind == EventKind::CableCut);
    CHECK(only("cut 2Africa").object == "2africa");
    CHECK(only("2africa cut").object == "2africa");
    CHECK(only("sever seacom from 2027-03").date == Date::parse("2027-03-01"));
    CHECK(only("lose Starlink").kind == EventKind::ConstellationLost);
    CHECK(only("starlink fails").object == "starlink");
    CHECK(only("lose starlnik").object == "starlink");
}

TEST_CASE("Several objects join with and, comma and plus") {
    for (const char* phrase : {"cut 2Africa and PEACE Cable", "cut 2Africa, PEACE Cable", "cut 2Africa + PEACE Cable"}) {
        INFO(phrase);
        const PhraseReading reading = read_phrase(pack(), phrase);
        REQUIRE(reading.meanings.size() == 1);
        REQUIRE(reading.meanings.front().events.size() == 2);
        CHECK(reading.meanings.front().events[0].object == "2africa");
        CHECK(reading.meanings.front().events[1].object == "peace");
    }
}

TEST_CASE("A supplier stops: whose, what, to whom, how much, from when") {
    const Event eu = only("China stops transformers to EU 50 %");
    CHECK(eu.kind == EventKind::SupplierStops);
    CHECK(eu.supplier == "CHN");
    CHECK(eu.product_group == "transformers_converters");
    CHECK(eu.target == "EU");
    CHECK(eu.fraction == 0.5);
    CHECK(only("china stops transformers to the european union 50%") == eu);
    CHECK(only("50 % China stops transformers to EU") == eu);
    CHECK(only("stop Chinese transformers to EU half") == eu);
    CHECK(only("China cuts transformers to EU by 50 %").fraction == 0.5);
    const Event all = only("China stops");
    CHECK(all.product_group.empty());
    CHECK(all.target == "all");
    CHECK(all.fraction == 1.0);
    CHECK(only("China bans critical minerals to Japan").target == "JPN");
    CHECK(only("South Korea halts batteries exports to the US from 2027").supplier == "KOR");
    CHECK(only("South Korea halts batteries exports to the US from 2027").target == "USA");
    CHECK(only("South Korea halts batteries exports to the US from 2027").date == Date::parse("2027-01-01"));
    CHECK(only("taiwan stops chips").product_group == "semiconductors_chips_pv_equipment");
}

TEST_CASE("Operators leave a country, a bloc, or everywhere abroad") {
    const Event everywhere = only("US operators leave");
    CHECK(everywhere.kind == EventKind::OperatorsWithdraw);
    CHECK(everywhere.nationality == "USA");
    CHECK(everywhere.target == "all");
    CHECK(only("American cloud providers withdraw from Germany").target == "DEU");
    CHECK(only("chinese operators leave ASEAN").target == "ASEAN");
    CHECK(only("chinese operators leave ASEAN").nationality == "CHN");
}

TEST_CASE("Plans are cancelled or finished") {
    const auto planned = std::find_if(pack().cables.begin(), pack().cables.end(), [](const Cable& c) { return c.status == CableStatus::Planned; });
    REQUIRE(planned != pack().cables.end());
    const Event cancelled = only("cancel " + planned->name);
    CHECK(cancelled.kind == EventKind::CableChanged);
    CHECK(cancelled.object == planned->id);
    CHECK(cancelled.change == scenario::PlanChange::Cancelled);
    CHECK(only("finish " + planned->name).change == scenario::PlanChange::BroughtForward);
}

TEST_CASE("What is no phrase has neither meaning nor problem; a phrase with an unknown name says which") {
    for (const char* text : {"", "  ", "Kenya", "red sea", "starlink", "Frankfurt data centre", "close", "cut", "stops"}) {
        INFO(text);
        const PhraseReading reading = read_phrase(pack(), text);
        CHECK(reading.meanings.empty());
        CHECK(reading.problem.empty());
    }
    const auto problem = [](const char* text) { return read_phrase(pack(), text).problem; };
    CHECK(problem("close qqqqq").find("No chokepoint is called \"qqqqq\"; the nearest is ") == 0);
    CHECK(problem("Wakanda stops transformers").find("No country is called \"wakanda\"") == 0);
    CHECK(problem("China stops unobtainium to EU").find("No product group is called \"unobtainium\"") == 0);
    CHECK(problem("China stops transformers to Atlantis").find("No country or bloc is called \"atlantis\"") == 0);
    CHECK(problem("China stops transformers 150 %") == "Expected 0 to 100 %, found 150 %");
    CHECK(problem("cut 2Africa 50 %") == "A percentage goes with a supplier that stops or a strait that closes");
    CHECK(problem("US operators leave 20 %").starts_with("Operators leave as a whole"));
}

TEST_CASE("Every chokepoint, cable in service and constellation is found by its own name") {
    std::size_t wrong = 0;
    for (const Chokepoint& point : pack().chokepoints) wrong += only("close " + point.name).object == point.id ? 0 : 1;
    CHECK(wrong == 0);
    for (const KeyName& group : pack().satellite_groups) {
        INFO(group.name);
        CHECK(only("lose " + group.name).object == group.id);
    }
    std::size_t cables = 0, found = 0;
    for (const Cable& cable : pack().cables) {
        if (cable.status != CableStatus::Active || cables == 150) continue;
        ++cables;
        const PhraseReading reading = read_phrase(pack(), "cut " + cable.name);
        for (const PhraseMeaning& meaning : reading.meanings) found += meaning.events.size() == 1 && meaning.events[0].object == cable.id ? 1 : 0;
    }
    CHECK(cables > 100);
    CHECK(found + 12 >= cables);  // names with "and" or a plus in them are read as two
}

TEST_CASE("No text makes the reader fail") {
    for (const char* text : {"close %", "stop stop stop", "cut and and", "from from 2027", "% % 50 %", "close \xff\xfe", "china stops to", "leave leave", "close , , ,", "lose 100000000000000000000 %", "lose inf %", "lose nan %"})
        CHECK_NOTHROW(read_phrase(pack(), text));
}

TEST_CASE("The search has every command that has a key, with the key, and every setting and metric") {
    const SearchIndex index{pack()};
    std::set<Action> commands;
    for (const SearchEntry& entry : index.entries())
        if (entry.detail.starts_with("Command")) commands.insert(entry.request.action);
    for (const KeyBinding& binding : key_bindings()) {
        if (binding.action == Action::Search) continue;  // it is open
        INFO(binding.name << ' ' << binding.keys);
        CHECK(commands.contains(binding.action));
    }
    for (const char key : {'+', '-', '?', ',', '.', '[', ']'}) {
        INFO(key);
        CHECK(commands.contains(action_of_char(static_cast<unsigned>(key))));
    }
    const auto first = [&index](const char* query) { return index.find(query, 1).empty() ? std::string{} : index.find(query, 1).front()->name; };
    CHECK(first("theme light") == "Theme: Light");
    CHECK(first("M13") == "Cable capacity left after the worst cuts");
    CHECK(first("ASEAN") == "Association of Southeast Asian Nations");
    CHECK(first("kenia") == "Kenya");
    CHECK(first("submraine cabels layer") == "Layer: Submarine cables");
}

TEST_CASE("What was chosen last stands first, with nothing typed and among equals") {
    const SearchIndex index{pack()};
    const SearchEntry* const kenya = index.find("kenya", 1).front();
    const std::vector<std::string> recent{kenya->key()};
    CHECK(index.find("", 3, recent).front() == kenya);
    CHECK(index.find("", 3).front() != kenya);
    const auto plain = index.find("united", 6);
    REQUIRE(plain.size() > 2);
    const std::vector<std::string> second{plain[1]->key()};
    CHECK(index.find("united", 6, second).front() == plain[1]);
}

TEST_CASE("Every setting can be applied, says what it is, and a switch turned twice is as before") {
    for (const Setting& setting : settings()) {
        INFO(setting.id);
        AppState state;
        const std::string before = setting_value(state, setting.id);
        REQUIRE(apply_setting(state, setting.id));
        const std::string after = setting_value(state, setting.id);
        if (before == "on" || before == "off") {
            CHECK(after == (before == "on" ? "off" : "on"));
            REQUIRE(apply_setting(state, setting.id));
            CHECK(setting_value(state, setting.id) == before);
            CHECK(state == AppState{});
        } else {
            CHECK(after == "chosen");
        }
    }
    AppState state;
    for (const char* id : {"", "layer/none", "theme/", "palette/rainbow", "nothing"}) {
        CHECK_FALSE(apply_setting(state, id));
        CHECK(setting_value(state, id).empty());
    }
    CHECK(state == AppState{});
}
