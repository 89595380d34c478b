// The state as a file, as undo steps and as camera moves.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <glm/geometric.hpp>
#include <nlohmann/json.hpp>
#include <random>
#include <unistd.h>

#include "app/state/atomic_file.h"
#include "app/state/camera_motion.h"
#include "app/state/edits.h"
#include "app/state/flight.h"
#include "app/state/history.h"
#include "app/state/json_lines.h"
#include "app/state/layer_ids.h"
#include "app/state/state_json.h"

using namespace linchpin;
using namespace linchpin::app;
using Catch::Matchers::WithinAbs;

namespace {

AppState unusual_state() {
    AppState s;
    s.camera = {-33.123456789012345, 179.99999999999997, 123.4, -12.5, 33.3};
    s.layers.sites = false;
    s.layers.graticule = true;
    s.filter.product_group = "batteries";
    s.filter.trade_year = 2021;
    s.filter.top_arcs = 7;
    s.filter.min_flow_usd = 0.1 + 0.2;
    s.filter.hidden_exporters = {"CHN", "USA"};
    s.filter.hidden_site_nationalities = {"", "USA"};
    s.filter.hidden_site_statuses = {};
    s.filter.hidden_constellations = {"starlink"};
    s.filter.hidden_satellite_nationalities = {"", "CHN"};
    s.filter.hidden_satellite_services = {"broadband internet"};
    s.filter.launched_from = 2019;
    s.filter.launched_to = 2025;
    s.filter.orbit_height_from_km = 400.0;
    s.filter.orbit_height_to_km = 1500.5;
    s.filter.inclination_from_deg = 53.0;
    s.filter.inclination_to_deg = 97.6;
    s.filter.show_planned_shells = true;
    s.filter.choropleth.kind = ChoroplethKind::FootprintTopic;
    s.filter.choropleth.country = "CHN";
    s.filter.choropleth.topic = "huawei_5g";
    s.filter.date = Date::parse("2024-02-29");
    s.sky_time_unix_s = 1787305740.25;
    s.sky_rate = 300.0;
    s.sky_playing = true;
    s.frame_time_s = 12.125;
    s.selection = {SelectionKind::Arc, "CHN>USA"};
    s.report.subject_kind = report::SubjectKind::Selection;
    s.report.subject = "KEN+UGA";
    s.report.pass_through = 0.1 + 0.2;
    s.report.with_plans = true;
    s.report.outage_supplier = "CHN";
    s.report.outage_fraction = 0.5;
    s.report.grow_foreign = 0.25;
    s.report.grow_domestic = 10.0;
    s.report.impute_capacity = true;
    s.report.hubs = {"DEU", "USA"};
    s.report.inputs_folder = "/home/me/my tables";
    s.report.cable_failures = {{"teams", 0.1 + 0.2}, {"*", 0.0}};
    s.report.indicators = {{"M13", "retained_2", true, 0.1 + 0.2}, {"M02", "hhi", false, 0.0}};
    s.scenario.name = "Two at once";
    scenario::Event stop;
    stop.supplier = "CHN";
    stop.product_group = "batteries";
    stop.target = "EU";
    stop.fraction = 1.0 / 3.0;
    stop.grow_foreign = 0.1;
    stop.date = Date::parse("2025-03-01");
    scenario::Event cut;
    cut.kind = scenario::EventKind::CableCut;
    cut.on = false;
    cut.object = "sea-me-we-5";
    cut.branch = 0;
    cut.leg = 3;
    cut.label = "\"anchor\"";
    s.scenario.events = {stop, cut};
    s.earth_style = EarthStyle::Imagery;
    s.even_light = true;
    s.reduce_motion = true;
    s.palette = "batlow";
    s.theme = Theme::Contrast;
    s.text_scale = 1.5;
    return s;
}

std::string error_of(std::string_view text) {
    const auto r = state_from_json(text, "s.json");
    return r ? "no error" : r.error().text();
}

std::filesystem::path scratch_folder() {
    const auto folder = std::filesystem::temp_directory_path() / ("linchpin_state_test." + std::to_string(::getpid()));
    std::filesystem::create_directories(folder);
    return folder;
}

}  // namespace

TEST_CASE("state: what is written reads back to the same bits", "[state]") {
    for (const AppState& s : {AppState{}, unusual_state()}) {
        const std::string text = state_to_json(s);
        const auto back = state_from_json(text, "s.json");
        REQUIRE(back);
        CHECK(back->warnings.empty());
        AppState expected = s;
        expected.hover = {};
        CHECK(back->state == expected);
        CHECK(state_to_json(back->state) == text);
    }
}

TEST_CASE("state: hover and the idle turn belong to the moment", "[state]") {
    AppState s;
    const std::string plain = state_to_json(s);
    s.hover = {SelectionKind::Country, "DEU"};
    s.idle_turn = false;
    CHECK(state_to_json(s) == plain);
    s.selection = {SelectionKind::Country, "DEU"};
    CHECK(state_to_json(s) != plain);
}

TEST_CASE("state: missing keys keep their defaults", "[state]") {
    const auto r = state_from_json(R"({"version": 1, "camera": {"lat_deg": 3}})", "s.json");
    REQUIRE(r);
    AppState expected;
    expected.camera.lat_deg = 3.0;
    CHECK(r->state == expected);
}

TEST_CASE("state: mistakes name line, path, what was expected and what was found", "[state]") {
    CHECK(error_of("{\n \"version\": 1,\n \"camera\": {\n  \"lat_deg\": \"north\"\n }\n}") ==
          "s.json:4: camera.lat_deg: expected a number from -90 to 90, found \"north\"");
    CHECK(error_of("{\"version\": 1, \"camera\": {\"tilt_deg\": 81}}") == "s.json:1: camera.tilt_deg: expected a number from 0 to 80, found 81");
    CHECK(error_of("{\"version\": 1,\n\"filter\": []}") == "s.json:2: filter: expected an object, found []");
    CHECK(error_of("{\"version\": 1,\n\"filter\": {\"hidden_exporters\": [\"CHN\",\n 5]}}") ==
          "s.json:3: filter.hidden_exporters[1]: expected a text in quotes, found 5");
    CHECK(error_of("{\"version\": 1, \"filter\": {\"trade_year\": 2024.5}}") ==
          "s.json:1: filter.trade_year: expected a whole number from 1900 to 2200, found 2024.5");
    CHECK(error_of("{\"version\": 1, \"filter\": {\"date\": \"2023-02-29\"}}") ==
          "s.json:1: filter.date: expected a date like \"2026-08-21\" or null, found \"2023-02-29\"");
    CHECK(error_of("{\"version\": 1, \"look\": {\"theme\": \"pink\"}}") ==
          "s.json:1: look.theme: expected one of dark, light, contrast, found \"pink\"");
    CHECK(error_of("{\"version\": 1, \"layers\": {\"sites\": 1}}") == "s.json:1: layers.sites: expected true or false, found 1");
    CHECK(error_of("{\"version\": 1, \"scenario\": {\"events\": 3}}") == "s.json:1: scenario.events: expected a list, found 3");
    CHECK(error_of("{\"version\": 1, \"scenario\": {\"events\": [\n{\"kind\": \"cable-cut\"},\n 7]}}") ==
          "s.json:3: scenario.events[1]: expected an object, found 7");
    CHECK(error_of("{\"version\": 1, \"scenario\": {\"events\": [{},\n{\"fraction\": 1.5}]}}") ==
          "s.json:2: scenario.events[1].fraction: expected a number from 0 to 1, found 1.5");
    CHECK(error_of("{\"version\": 1, \"scenario\": {\"events\": [{\"leg\": -1}]}}") ==
          "s.json:1: scenario.events[0].leg: expected a whole number from 0 to 1000000, found -1");
    CHECK(error_of("{\"version\": 1, \"report\": {\"pass_through\": 2}}") ==
          "s.json:1: report.pass_through: expected a number from 0 to 1, found 2");
    CHECK(error_of("{\"version\": 1,\n\"report\": {\"indicators\": [{\"metric\": \"M01\", \"item\": \"top_supplier_share\",\n\"weight\": 40}]}}") ==
          "s.json:3: report.indicators[0].weight: expected a number from 0 to 1, found 40");
    CHECK(error_of("{\"version\": 1, \"report\": {\"hubs\": \"USA\"}}") == "s.json:1: report.hubs: expected a list of texts, found \"USA\"");
    CHECK(error_of("[]") == "s.json:1: expected a JSON object, found []");
    CHECK(error_of("{}") == "s.json:1: expected a \"version\", found none; this is no Linchpin state file");
    CHECK(error_of("{\n\"version\": }").starts_with("s.json:2:12: expected JSON"));
    CHECK(error_of("{\"version\": 1, \"frame_time_s\": 1e999}") == "s.json: expected numbers below 1e308, found a greater one");
    CHECK(error_of("").starts_with("s.json:1:1: expected JSON"));
}

TEST_CASE("state: a newer version is refused with a sentence", "[state]") {
    CHECK(error_of("{\n\"version\": 2}") ==
          "s.json:2: this file has version 2, this program reads up to version 1; please update Linchpin to open it");
    CHECK(error_of("{\"version\": 0}") == "s.json:1: version: expected a whole number from 1, found 0");
    CHECK(error_of("{\"version\": \"1\"}") == "s.json:1: version: expected a whole number from 1, found \"1\"");
}

TEST_CASE("state: unknown keys are left out and said", "[state]") {
    const auto r = state_from_json("{\"version\": 1,\n\"colour\": 3,\n\"camera\": {\n\"roll\": 2}}", "s.json");
    REQUIRE(r);
    REQUIRE(r->warnings.size() == 2);
    CHECK(r->warnings[0].text() == "s.json:4: camera.roll: unknown key, left out");
    CHECK(r->warnings[1].text() == "s.json:2: colour: unknown key, left out");
    const auto event = state_from_json("{\"version\": 1, \"scenario\": {\"events\": [\n{\"severity\": 9}]}}", "s.json");
    REQUIRE(event);
    REQUIRE(event->warnings.size() == 1);
    CHECK(event->warnings[0].text() == "s.json:2: scenario.events[0].severity: unknown key, left out");
}

TEST_CASE("state: an event of a scenario is an edit that is undone and done again exactly", "[state]") {
    AppState s;
    History history{s};
    scenario::Event event;
    event.supplier = "CHN";
    event.fraction = 0.1 + 0.2;
    s.scenario.events.push_back(event);
    REQUIRE(history.commit(s));
    s.report.pass_through = 0.25;
    s.report.impute_capacity = true;
    s.report.hubs = {"SGP"};
    s.report.indicators = {{"M02", "hhi", false, 0.5}};
    REQUIRE(history.commit(s));
    REQUIRE(history.undo(s));
    CHECK(s.report == ReportChoice{});
    CHECK(s.scenario.events.size() == 1);
    REQUIRE(history.undo(s));
    CHECK(s.scenario == scenario::Scenario{});
    REQUIRE(history.redo(s));
    REQUIRE(s.scenario.events.size() == 1);
    CHECK(s.scenario.events.front() == event);
}

TEST_CASE("state: truncated and damaged files never crash", "[state]") {
    const std::string good = state_to_json(unusual_state());
    for (std::size_t n = 0; n < good.size(); ++n) (void)state_from_json(good.substr(0, n), "s.json");
    std::mt19937 random{7};
    for (int i = 0; i < 3000; ++i) {
        std::string bad = good;
        for (int k = 0; k < 3; ++k) bad[random() % bad.size()] = static_cast<char>(random());
        (void)state_from_json(bad, "s.json");
    }
    CHECK_FALSE(state_from_json(std::string(100000, '['), "s.json"));
    SUCCEED();
}

TEST_CASE("state: the schema knows every key that is written", "[state]") {
    std::ifstream in{std::string{LINCHPIN_ROOT} + "/docs/schema/state.schema.json"};
    const auto schema = nlohmann::json::parse(in);
    const auto written = nlohmann::json::parse(state_to_json(unusual_state()));
    const auto compare = [](const auto& self, const nlohmann::json& s, const nlohmann::json& v, const std::string& path) -> void {
        if (v.is_array() && !v.empty() && v[0].is_object()) return self(self, s["items"], v[0], path + "[0]");
        if (!v.is_object()) return;
        std::size_t described = 0;
        for (const auto& [key, child] : v.items()) {
            INFO(path + "." + key);
            REQUIRE(s["properties"].contains(key));
            ++described;
            self(self, s["properties"][key], child, path + "." + key);
        }
        INFO(path);
        CHECK(s["properties"].size() == described);
    };
    compare(compare, schema, written, "");
}

TEST_CASE("state: files are replaced whole or not at all", "[state]") {
    const auto folder = scratch_folder();
    const auto file = folder / "a.json";
    REQUIRE(save_state(file, unusual_state()));
    const auto back = load_state(file);
    REQUIRE(back);
    CHECK(back->state.palette == "batlow");
    // A failing writer leaves the old file and no temporary one behind.
    const Status failed = replace_file(file, [](const std::filesystem::path& temporary) -> Status {
        std::ofstream{temporary} << "half";
        return Error{"disk full", temporary};
    });
    REQUIRE_FALSE(failed);
    CHECK(failed.error().file == file);
    CHECK(load_state(file));
    CHECK(std::distance(std::filesystem::directory_iterator{folder}, {}) == 1);
    CHECK(save_state(folder / "no" / "b.json", AppState{}).error().text().find("cannot be created") != std::string::npos);
    CHECK(load_state(folder).error().message == "expected a file, found a folder");
    CHECK(load_state(folder / "none.json").error().message == "there is no such file");
    std::filesystem::remove_all(folder);
}

TEST_CASE("state: a full disk is a sentence", "[state]") {
    if (::access("/dev/full", W_OK) != 0) SKIP("no /dev/full here");
    const auto folder = scratch_folder();
    // replace_file hands over a temporary name; a link to the full device stands for a full disk.
    const Status s = replace_file(folder / "x.txt", [](const std::filesystem::path&) -> Status {
        std::ofstream out{"/dev/full"};
        out << "x" << std::flush;
        return out ? Status{Done{}} : Status{Error{"cannot be written: No space left on device", "/dev/full"}};
    });
    REQUIRE_FALSE(s);
    CHECK_FALSE(std::filesystem::exists(folder / "x.txt"));
    std::filesystem::remove_all(folder);
}

TEST_CASE("json lines: nested values", "[state]") {
    const auto lines = json_value_lines("{\n\"a\": [1,\n{\"b\": \"x\\\"}\"}],\n\"c\": {}, \"d\": [],\n\"e\": -1.5e3\n}");
    CHECK(lines.at("a") == 2);
    CHECK(lines.at("a[1]") == 3);
    CHECK(lines.at("a[1].b") == 3);
    CHECK(lines.at("c") == 4);
    CHECK(lines.at("d") == 4);
    CHECK(lines.at("e") == 5);
}

TEST_CASE("history: undo and redo of choices, not of the view", "[state]") {
    AppState s;
    History history{s};
    CHECK_FALSE(history.undo(s));
    s.layers.sites = false;
    CHECK(history.commit(s));
    s.camera.lat_deg = 40.0;
    CHECK_FALSE(history.commit(s));  // looking around is no edit
    s.filter.trade_year = 2020;
    CHECK(history.commit(s));
    CHECK(history.undo(s));
    CHECK(s.filter.trade_year == 2024);
    CHECK(s.camera.lat_deg == 40.0);
    CHECK(history.undo(s));
    CHECK(s.layers.sites);
    CHECK_FALSE(history.undo(s));
    CHECK(history.redo(s));
    CHECK(history.redo(s));
    CHECK_FALSE(history.redo(s));
    CHECK(s.filter.trade_year == 2020);
    CHECK_FALSE(s.layers.sites);
    CHECK(history.undo(s));
    s.theme = Theme::Light;  // a new edit ends the way forward
    CHECK(history.commit(s));
    CHECK_FALSE(history.redo(s));
}

TEST_CASE("history: an edit that was not committed yet is undone too", "[state]") {
    AppState s;
    History history{s};
    s.layers.cables = false;
    CHECK(history.undo(s));
    CHECK(s.layers.cables);
}

TEST_CASE("flight: ends exactly, keeps to the great circle, rises on long trips", "[state]") {
    CameraPose from, to;
    from.lat_deg = 10.0; from.lon_deg = 170.0; from.distance_km = 800.0; from.bearing_deg = 170.0;
    to.lat_deg = -20.0; to.lon_deg = -100.0; to.distance_km = 500.0; to.bearing_deg = -170.0; to.tilt_deg = 40.0;
    const Flight flight{from, to};
    REQUIRE(flight.duration_s() > 0.5);
    CHECK(flight.duration_s() <= 4.0);
    CHECK(flight.at(0.0) == from);
    CHECK(flight.at(flight.duration_s()) == to);
    CHECK(flight.at(99.0) == to);
    const auto a = geo::to_unit({from.lat_deg, from.lon_deg}), b = geo::to_unit({to.lat_deg, to.lon_deg});
    const auto normal = glm::normalize(glm::cross(a, b));
    double highest = 0.0, last_angle = 0.0;
    for (int i = 1; i < 200; ++i) {
        const CameraPose p = flight.at(flight.duration_s() * i / 200.0);
        const auto u = geo::to_unit({p.lat_deg, p.lon_deg});
        CHECK_THAT(glm::dot(u, normal), WithinAbs(0.0, 1e-9));
        const double angle = geo::angle_rad(a, u);
        CHECK(angle >= last_angle - 1e-9);
        CHECK(angle - last_angle < 0.1);  // no jump
        last_angle = angle;
        highest = std::max(highest, p.distance_km);
        CHECK(std::abs(p.bearing_deg) >= 170.0 - 1e-9);  // the short way round
    }
    CHECK(highest > 3000.0);
}

TEST_CASE("flight: the middle is continuous with the ends", "[state]") {
    CameraPose from, to;
    to.lat_deg = 50.0; to.lon_deg = 10.0; to.distance_km = 900.0;
    const Flight flight{from, to};
    const CameraPose start = flight.at(1e-6), end = flight.at(flight.duration_s() - 1e-6);
    CHECK_THAT(start.distance_km, WithinAbs(from.distance_km, 1.0));
    CHECK_THAT(end.distance_km, WithinAbs(to.distance_km, 0.1));
    CHECK_THAT(geo::distance_km({end.lat_deg, end.lon_deg}, {50.0, 10.0}), WithinAbs(0.0, 1.0));
}

TEST_CASE("flight: zoom on the spot, and nothing to do", "[state]") {
    CameraPose from, to;
    to.distance_km = from.distance_km / 8.0;
    const Flight zoom{from, to};
    CHECK(zoom.duration_s() > 0.3);
    double last = from.distance_km;
    for (int i = 1; i <= 50; ++i) {
        const double now = zoom.at(zoom.duration_s() * i / 50.0).distance_km;
        CHECK(now <= last);
        last = now;
    }
    CHECK(Flight(from, from).duration_s() == 0.0);
    CHECK(Flight(from, from).at(0.0) == from);
}

TEST_CASE("drag: the grabbed point stays under the pointer, at any bearing and tilt", "[state]") {
    std::mt19937 random{3};
    std::uniform_real_distribution<double> unit{-1.0, 1.0};
    for (int i = 0; i < 2000; ++i) {
        CameraPose pose;
        pose.lat_deg = 60.0 * unit(random);
        pose.lon_deg = 180.0 * unit(random);
        pose.bearing_deg = 180.0 * unit(random);
        // What the pointer shows after it moved: some place within 25 degrees of the middle of the view.
        const auto nearby = [&] {
            return geo::to_unit({pose.lat_deg + 20.0 * unit(random), geo::wrap_lon_deg(pose.lon_deg + 15.0 * unit(random))});
        };
        const glm::dvec3 grabbed = nearby(), under_pointer = nearby();
        const glm::dvec3 local = local_direction(pose, under_pointer);
        const CameraPose moved = move_to_show(pose, local, grabbed);
        if (std::abs(moved.lat_deg) > 89.9) continue;  // beyond a pole no north-up pose exists
        const glm::dvec3 shown = local_direction(moved, grabbed);
        CHECK_THAT(glm::length(shown - local), WithinAbs(0.0, 1e-9));
        CHECK(moved.bearing_deg == pose.bearing_deg);
    }
}

TEST_CASE("drag: nothing moves when the pointer shows what it grabbed", "[state]") {
    CameraPose pose;
    const glm::dvec3 grabbed = geo::to_unit({20.0, 60.0});
    const CameraPose same = move_to_show(pose, local_direction(pose, grabbed), grabbed);
    CHECK_THAT(same.lat_deg, WithinAbs(pose.lat_deg, 1e-9));
    CHECK_THAT(same.lon_deg, WithinAbs(pose.lon_deg, 1e-9));
}

TEST_CASE("inertia: the path does not depend on the frame rate, and it ends", "[state]") {
    const auto run = [](double dt_s) {
        CameraPose before, after, pose;
        after.lon_deg += 1.0;
        Inertia inertia;
        for (int i = 0; i < 40; ++i) inertia.feel(before, after, 0.02);
        int steps = 0;
        while (inertia.step(pose, dt_s)) REQUIRE(++steps < 100000);
        return pose.lon_deg;
    };
    const double coarse = run(0.1), fine = run(0.005);
    CHECK(fine > CameraPose{}.lon_deg + 15.0);
    CHECK_THAT(coarse, WithinAbs(fine, 0.05));
    Inertia rested;
    CameraPose a, b;
    b.lon_deg += 1.0;
    rested.feel(a, b, 0.02);
    rested.rest(1.0);
    CHECK_FALSE(rested.step(a, 0.02));  // the hand held still before letting go
}

TEST_CASE("edits: hidden lists stay sorted and free of doubles", "[state]") {
    std::vector<std::string> hidden;
    for (const char* id : {"USA", "CHN", "", "USA"}) set_hidden(hidden, id, true);
    CHECK(hidden == std::vector<std::string>{"", "CHN", "USA"});
    CHECK(is_hidden(hidden, ""));
    CHECK_FALSE(is_hidden(hidden, "DEU"));
    set_hidden(hidden, "CHN", false);
    set_hidden(hidden, "CHN", false);
    CHECK(hidden == std::vector<std::string>{"", "USA"});
    CHECK(text_scale_step(1.0, 1) == 1.125);
    CHECK(text_scale_step(3.0, 1) == 3.0);
    CHECK(text_scale_step(0.75, -1) == 0.75);
    CHECK(sky_rate_step(60.0, 1) == 300.0);
    CHECK(split_arc_id("CHN>USA").importer == "USA");
    CHECK(split_arc_id("CHN").exporter.empty());
}

TEST_CASE("layers: every switch has one id, and every id is found", "[state]") {
    for (const LayerId& layer : kLayerIds) {
        CHECK(find_layer(layer.id) == &layer);
        Layers all;
        const bool before = all.*layer.field;
        all.*layer.field = !before;
        CHECK_FALSE(all == Layers{});
    }
    CHECK(find_layer("moon") == nullptr);
}
