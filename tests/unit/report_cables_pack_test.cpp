// Cable figures and land borders on what is bundled.
#include <catch2/catch_test_macros.hpp>
#include <set>
#include <thread>

#include "data/basemap/land_borders.h"
#include "data/metrics/cable_capacity.h"
#include "data/metrics/isolation.h"
#include "data/report/borders.h"
#include "report_cables_fixture.h"
#include "bundled_pack.h"

using namespace linchpin;
using namespace linchpin::testing;

namespace {

const Dataset& pack() { return testing::bundled_pack(); }

const std::vector<metrics::LandBorder>& pack_borders() {
    static const std::vector<metrics::LandBorder> borders = [] {
        const auto pairs = basemap::load_land_borders(std::filesystem::path{LINCHPIN_ROOT} / "assets" / "base");
        REQUIRE(pairs);
        return land_borders(pack(), *pairs);
    }();
    return borders;
}

std::vector<Figure> of_pack(std::string_view code, std::string_view metric, Detail detail = Detail::Full,
                            const Question& question = {}) {
    return evaluate(world_of(pack(), pack_borders()), country_subject(pack(), pack().country_index(*CountryCode::parse(code))),
                    metric, question, detail);
}

}  // namespace

TEST_CASE("Bundled pack: a set of one is the country, for every cable metric") {
    for (const char* code : {"KEN", "DJI", "IRL", "TON", "CHE", "SGP"}) {
        const Index country = pack().country_index(*CountryCode::parse(code));
        for (const char* metric : {"M13", "M14", "M15", "M16", "M17", "M20", "M21"}) {
            INFO(code << " " << metric);
            const Index only[] = {country};
            CHECK(same_figures(of_pack(code, metric), evaluate(world_of(pack(), pack_borders()), *selection_subject(pack(), only),
                                                               metric, {}, Detail::Full)));
        }
    }
}

TEST_CASE("Bundled pack: figures agree with the pure functions") {
    for (const char* code : {"KEN", "BRA", "JPN"}) {
        const Index country = pack().country_index(*CountryCode::parse(code));
        const auto landed = metrics::landed_systems(pack(), country, std::nullopt, false);
        CHECK(at(of_pack(code, "M13"), "retained_1").value == metrics::retained_capacity(landed)->after(1));
        CHECK(at(of_pack(code, "M14"), "illusion").value == metrics::cable_diversity(landed)->illusion);
        const auto hubs = metrics::capacity_hubs(pack(), std::nullopt, 10);
        const auto found = metrics::isolation(metrics::cable_graph(pack(), std::nullopt), country, hubs);
        CHECK(at(of_pack(code, "M15"), "sea_systems").value == static_cast<double>(found->number));
    }
}

TEST_CASE("Bundled pack: Kenya and Djibouti hang on the Red Sea, Brazil does not") {
    const auto djibouti = of_pack("DJI", "M17");
    CHECK(*at(djibouti, "count_share", "bab-el-mandeb").value > 0.7);
    const auto kenya = of_pack("KEN", "M17");
    const double share = *at(kenya, "count_share", "bab-el-mandeb").value;
    CHECK(share > 0.2);
    CHECK(share < 1.0);
    CHECK(find(of_pack("BRA", "M17"), "count_share", "bab-el-mandeb") == nullptr);
    // The table gives a route for each of them; the list in the chokepoint's notes names most.
    CHECK(at(djibouti, "count_share", "bab-el-mandeb").note.find("by the facts' lists") != std::string::npos);
    for (const Figure& figure : kenya) CHECK((!figure.value || (*figure.value >= 0.0 && *figure.value <= 1.0)));
}

TEST_CASE("Bundled pack: isolation numbers are what geography says") {
    CHECK(at(of_pack("CHE", "M15"), "sea_systems").state == FigureState::NoData);
    CHECK(at(of_pack("CHE", "M15"), "land_systems").text == "joined by land");
    CHECK(at(of_pack("TON", "M15"), "sea_systems").value == 1.0);
    CHECK_FALSE(at(of_pack("TON", "M15"), "sea_systems").partner_name.empty());
    CHECK(at(of_pack("JPN", "M15"), "sea_systems").value == 4.0);
    CHECK(at(of_pack("JPN", "M15"), "sea_systems").note.find("at least 4") != std::string::npos);
}

TEST_CASE("Bundled pack: explanations name rows of the cable table") {
    for (const char* metric : {"M13", "M14", "M15", "M17", "M20", "M21"}) {
        INFO(metric);
        const auto figures = of_pack("KEN", metric, Detail::Explain);
        REQUIRE(figures.front().why);
        REQUIRE_FALSE(figures.front().why->rows.empty());
        CHECK(figures.front().why->rows.front().file == "cables.csv");
        CHECK(figures.front().why->rows.front().line > 1);
        CHECK_FALSE(of_pack("KEN", metric, Detail::Headline).front().why);
    }
}

TEST_CASE("Bundled pack: threads that ask at once get the same figures") {
    Question question;
    question.date = Date::from_ymd(2021, 3, 4);  // asked nowhere else: nothing is remembered yet
    std::vector<std::vector<Figure>> got(4);
    std::vector<std::thread> threads;
    for (auto& own : got) threads.emplace_back([&own, &question] { own = of_pack("KEN", "M15", Detail::Full, question); });
    for (std::thread& thread : threads) thread.join();
    for (const auto& own : got) CHECK(same_figures(own, got.front()));
}

TEST_CASE("Land borders of the base map") {
    const auto pairs = basemap::load_land_borders(std::filesystem::path{LINCHPIN_ROOT} / "assets" / "base");
    REQUIRE(pairs);
    std::set<std::string> all;
    for (const auto& [a, b] : *pairs) {
        CHECK(a < b);
        all.insert(a.str() + b.str());
    }
    CHECK(all.size() == pairs->size());
    for (const char* border : {"ETHKEN", "DJIETH", "ESPFRA", "GBRIRL", "BRAGUF", "GUFSUR", "DEUPOL", "CHNHKG"})
        CHECK(all.contains(border));
    for (const char* none : {"BRAFRA", "FRASUR", "FRAGBR", "ESPMAR", "BHRSAU", "AUSIDN"}) CHECK_FALSE(all.contains(none));
    const auto borders = land_borders(pack(), *pairs);
    CHECK(borders.size() > 300);
    const auto missing = basemap::load_land_borders("no/such/folder");
    REQUIRE_FALSE(missing);
    CHECK(missing.error().text().find("no/such/folder") != std::string::npos);
}
