// M13 to M17, M20 and M21 as figures, on data sets made by hand: one country, sets of countries, what is missing.
#include <algorithm>
#include <bit>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <random>

#include "data/metrics/latency.h"
#include "data/report/cable_facts.h"
#include "metrics_dataset_builder.h"
#include "report_cables_fixture.h"

using namespace linchpin;
using namespace linchpin::testing;
using Catch::Matchers::WithinRel;

namespace {

/// Four countries on a line of the equator: A has two cables to the hub H, and one of A's cables also lands in B; B has no other.
/// Cable 0: A H (100), 1: A B H (50), 2: A A (inside one country), 3: B C (capacity unknown).
struct Islands {
    DatasetBuilder builder{{"AAA", "BBB", "CCC", "HHH", "LLL"}};
    Dataset data;
    Islands() {
        for (const char* code : {"AAA", "BBB", "CCC", "HHH", "AAA"}) builder.landing(code);
        const double lon[] = {0.0, 10.0, 20.0, 30.0, 1.0};
        for (std::size_t i = 0; i < 5; ++i) {
            builder.data().landing_points[i].place = {0.0, lon[i]};
            builder.data().landing_points[i].name = "Port " + std::to_string(i);
        }
        builder.cable({0, 3}).capacity_tbps = 100.0;
        builder.cable({0, 1, 3}).capacity_tbps = 50.0;
        builder.cable({0, 4}).capacity_tbps = 500.0;
        builder.cable({1, 2});
        const char* names[] = {"First", "Second", "Home", "Third"};
        for (std::size_t i = 0; i < 4; ++i) builder.data().cables[i].name = names[i];
        Chokepoint strait;
        strait.id = "strait";
        strait.name = "The Strait";
        builder.data().chokepoints = {strait, strait};
        builder.data().chokepoints[1].id = "canal";
        builder.data().cable_corridors = {{0, 0, false}, {1, 0, true}, {1, 1, false}};
        data = builder.build();
    }
    [[nodiscard]] Index country(std::string_view code) const { return data.country_index(*CountryCode::parse(code)); }
    [[nodiscard]] Question to_hub() const {
        Question question;
        question.hubs = {country("HHH")};
        return question;
    }
    [[nodiscard]] std::vector<Figure> ask(std::vector<std::string> codes, std::string_view metric, const Question& question,
                                          Detail detail = Detail::Full, std::span<const metrics::LandBorder> borders = {}) const {
        return evaluate(world_of(data, borders), subject_of(data, std::move(codes)), metric, question, detail);
    }
};

}  // namespace

TEST_CASE("M13 figures: retained capacity, coverage, names, and nothing invented") {
    const Islands world;
    const auto a = world.ask({"AAA"}, "M13", {});
    CHECK_THAT(*at(a, "retained_1").value, WithinRel(1.0 / 3.0));  // 50 of 150; the cable inside the country is no way out
    CHECK(at(a, "retained_1").partner_name == "First");
    CHECK(at(a, "retained_2").value == 0.0);
    CHECK(at(a, "k50").value == 1.0);
    CHECK(at(a, "total_tbps").value == 150.0);
    CHECK(at(a, "systems").value == 2.0);
    CHECK(at(a, "largest_2").partner == "cable-1");
    const auto b = world.ask({"BBB"}, "M13", {});
    CHECK(at(b, "retained_1").value == 0.0);  // one known system of two
    CHECK(at(b, "retained_1").coverage == 0.5);
    const auto c = world.ask({"CCC"}, "M13", {});
    CHECK(at(c, "retained_1").state == FigureState::NoData);
    CHECK_FALSE(at(c, "retained_1").value);
    CHECK(at(c, "systems").value == 1.0);
    const auto landlocked = world.ask({"LLL"}, "M13", {});
    REQUIRE(landlocked.size() == 1);
    CHECK(landlocked[0].state == FigureState::NoData);
    CHECK(landlocked[0].note.find("no cable landing") != std::string::npos);
}

TEST_CASE("M13 figures of a set: inner systems are out, a cable counts once") {
    const Islands world;
    const auto both = world.ask({"AAA", "BBB"}, "M13", {});
    CHECK(at(both, "total_tbps").value == 150.0);
    CHECK(at(both, "systems").value == 3.0);  // First, Second (once), Third
    const auto three = world.ask({"AAA", "BBB", "CCC"}, "M13", {});
    CHECK(at(three, "systems").value == 2.0);  // Third joins members only
    CHECK(world.ask({"AAA", "BBB", "CCC", "HHH"}, "M13", {})[0].state == FigureState::NoData);
}

TEST_CASE("M13 figures: imputed capacities are marked and change no published number") {
    Islands world;
    world.data.cables[0].rfs_year = 2001;
    world.data.cables[1].rfs_year = 2004;
    world.data.cables[3].rfs_year = 2009;
    Question question;
    CHECK(at(world.ask({"CCC"}, "M13", question), "retained_1").state == FigureState::NoData);
    question.impute_capacity = true;
    const auto c = world.ask({"CCC"}, "M13", question);
    CHECK(at(c, "total_tbps").value == 75.0);  // median of 100 and 50
    CHECK(at(c, "total_tbps").note.find("imputed") != std::string::npos);
    CHECK(at(c, "largest_1").note.find("median") != std::string::npos);
}

TEST_CASE("M14 figures") {
    const Islands world;
    const auto a = world.ask({"AAA"}, "M14", {});
    // By cable 100 : 50, so 1 / (4/9 + 1/9) = 1.8. Corridors: the strait 100 + 25, the canal 25, so 1 / (25/36 + 1/36) = 18/13.
    CHECK_THAT(*at(a, "effective_cables").value, WithinRel(1.8));
    CHECK_THAT(*at(a, "effective_corridors").value, WithinRel(18.0 / 13.0));
    CHECK_THAT(*at(a, "illusion").value, WithinRel(1.3));
    CHECK(at(a, "effective_landings").value == 1.0);
    Islands bare;
    bare.data.cable_corridors.clear();
    CHECK(at(bare.ask({"AAA"}, "M14", {}), "illusion").state == FigureState::NeedsInput);
}

TEST_CASE("M15 figures: whole systems, segments, land, and the killing set by name") {
    const Islands world;
    const auto a = world.ask({"AAA"}, "M15", world.to_hub());
    CHECK(at(a, "sea_systems").value == 2.0);
    CHECK(at(a, "sea_systems").text == "First and Second");
    CHECK(at(a, "land_systems").state == FigureState::NeedsInput);
    const auto c = world.ask({"CCC"}, "M15", world.to_hub());
    CHECK(at(c, "sea_systems").value == 1.0);
    CHECK(at(c, "sea_systems").partner_name == "Second");  // as good as Third, and earlier in the table
    CHECK(at(c, "sea_segments").text == "Third (Land BBB to Land CCC)");
    // B reaches the hub over Second either way round, so one system is enough but two segments are needed.
    const auto b = world.ask({"BBB"}, "M15", world.to_hub());
    CHECK(at(b, "sea_systems").value == 1.0);
    CHECK(at(b, "sea_systems").text == "Second");
    CHECK(at(b, "sea_segments").value == 2.0);
    const auto hub = world.ask({"HHH"}, "M15", world.to_hub());
    CHECK(at(hub, "sea_systems").state == FigureState::NotAvailable);
    CHECK(at(a, "hubs").text == "Land HHH");
}

TEST_CASE("M15 figures: a landlocked country has no value by sea, and land borders are not cut") {
    const Islands world;
    const Index l = world.country("LLL"), a = world.country("AAA"), h = world.country("HHH");
    const std::vector<metrics::LandBorder> one{{l, a}}, two{{l, a}, {a, h}};
    const auto through = world.ask({"LLL"}, "M15", world.to_hub(), Detail::Full, one);
    CHECK(at(through, "sea_systems").state == FigureState::NoData);
    CHECK_FALSE(at(through, "sea_systems").value);
    CHECK(at(through, "land_systems").value == 2.0);  // by land to A, then A's two cables
    const auto joined = world.ask({"LLL"}, "M15", world.to_hub(), Detail::Full, two);
    CHECK(at(joined, "land_systems").state == FigureState::NotAvailable);
    CHECK(at(joined, "land_systems").text == "joined by land");
    // The same data set with other borders is another question, whatever was remembered.
    CHECK(at(world.ask({"LLL"}, "M15", world.to_hub(), Detail::Full, one), "land_systems").value == 2.0);
}

TEST_CASE("M15 figures: a set is one node") {
    const Islands world;
    const auto set = world.ask({"BBB", "CCC"}, "M15", world.to_hub());
    CHECK(at(set, "sea_systems").value == 1.0);
    CHECK(at(set, "sea_systems").text == "Second");  // Third is inside
    CHECK(at(world.ask({"AAA", "BBB"}, "M15", world.to_hub()), "sea_systems").text == "First and Second");
}

TEST_CASE("M15 figures: beyond the search it says at least") {
    Islands world;
    for (int i = 0; i < 2; ++i) world.data.cables.push_back(world.data.cables[0]);
    world.data.cables.push_back(world.data.cables[0]);
    const auto a = world.ask({"AAA"}, "M15", world.to_hub());
    CHECK(at(a, "sea_systems").value == 4.0);
    CHECK(at(a, "sea_systems").note.find("at least 4 (searched to 3)") != std::string::npos);
    CHECK(std::isinf(*at(a, "sea_systems").high));
    CHECK(at(a, "sea_segments").value == 5.0);  // exact beyond three
    CHECK(at(a, "sea_segments").note.find("First (Land AAA to Land HHH)") != std::string::npos);
    Question odd = world.to_hub();
    odd.hubs = {kNone, world.country("AAA")};  // no such country, and the subject itself: no hub is left
    CHECK(at(world.ask({"AAA"}, "M15", odd), "sea_systems").state == FigureState::NotAvailable);
}

TEST_CASE("Remembered answers follow a data set that is changed in place, and come back bit for bit") {
    Islands world;
    const auto before = world.ask({"AAA"}, "M15", world.to_hub());
    const auto capacity = world.ask({"AAA"}, "M13", {});
    world.data.cables[0].status = CableStatus::Retired;
    CHECK(at(world.ask({"AAA"}, "M15", world.to_hub()), "sea_systems").value == 1.0);
    CHECK(at(world.ask({"AAA"}, "M13", {}), "total_tbps").value == 50.0);
    world.data.cables[0].status = CableStatus::Active;
    CHECK(same_figures(world.ask({"AAA"}, "M15", world.to_hub()), before));
    CHECK(same_figures(world.ask({"AAA"}, "M13", {}), capacity));
    world.data.cables[1].branches[0].landings.pop_back();  // Second is cut between B and the hub
    CHECK(at(world.ask({"BBB"}, "M15", world.to_hub()), "sea_systems").value == 1.0);
    CHECK(at(world.ask({"AAA"}, "M15", world.to_hub()), "sea_systems").text == "First");
}

TEST_CASE("M16 figures: needs probabilities, then by hand") {
    const Islands world;
    for (const Figure& figure : world.ask({"AAA"}, "M16", {})) {
        CHECK(figure.state == FigureState::NeedsInput);
        CHECK(figure.note.find("needs") == 0);
    }
    const std::vector<double> closing{0.5, 0.2};
    World with = world_of(world.data);
    with.corridor_failure = closing;
    const auto a = evaluate(with, subject_of(world.data, {"AAA"}), "M16", {}, Detail::Full);
    // First lasts with 0.5, Second with 0.5 x 0.8: (100 x 0.5 + 50 x 0.4) / 150.
    CHECK_THAT(*at(a, "expected_retained").value, WithinRel(70.0 / 150.0));
    CHECK_THAT(*at(a, "isolated").value, WithinRel(0.5));  // the strait takes both; open, First is up
    CHECK(at(a, "isolated").note.find("taken as 0") != std::string::npos);
    // C's cable has no published size: how likely it is down is known all the same, what is left of capacity is not.
    const auto c = evaluate(with, subject_of(world.data, {"CCC"}), "M16", {}, Detail::Full);
    CHECK(at(c, "expected_retained").state == FigureState::NoData);
    CHECK(at(c, "isolated").value == 0.0);
}

TEST_CASE("M16 figures: many corridors that never close do not make a sample of it") {
    Islands world;
    world.data.chokepoints.resize(40);
    for (Index corridor = 2; corridor < 40; ++corridor) world.data.cable_corridors.push_back({0, corridor, false});
    std::vector<double> closing(40, 0.0);
    closing[0] = 0.5;
    World with = world_of(world.data);
    with.corridor_failure = closing;
    const auto a = evaluate(with, subject_of(world.data, {"AAA"}), "M16", {}, Detail::Full);
    CHECK_THAT(*at(a, "isolated").value, WithinRel(0.5));
    CHECK_FALSE(at(a, "isolated").low);  // counted out
    closing.assign(40, 1e-4);
    const auto many = evaluate(with, subject_of(world.data, {"AAA"}), "M16", {}, Detail::Full);
    CHECK(at(many, "isolated").note.find("sampl") != std::string::npos);
    REQUIRE(at(many, "isolated").high);
    CHECK(*at(many, "isolated").high > *at(many, "isolated").value);
    closing[3] = 2.0;  // no probability
    const auto bad = evaluate(with, subject_of(world.data, {"AAA"}), "M16", {}, Detail::Full);
    CHECK(at(bad, "expected_retained").state == FigureState::NoData);
    CHECK_FALSE(at(bad, "expected_retained").note.empty());
}

TEST_CASE("M17 figures: by capacity and by count, and which basis says so") {
    const Islands world;
    const auto a = world.ask({"AAA"}, "M17", {});
    CHECK(at(a, "capacity_share", "strait").value == 1.0);
    CHECK(at(a, "capacity_share", "strait").note.starts_with("1 by the facts' lists, 1 by schematic routes only; whole systems"));
    CHECK_THAT(*at(a, "capacity_share", "canal").value, WithinRel(1.0 / 3.0));
    CHECK(at(a, "count_share", "canal").value == 0.5);
    CHECK(at(a, "count_share", "canal").note.starts_with("by schematic routes only;"));
    Islands noted;
    noted.data.chokepoints[1].notes = "Dug long ago || passing (own knowledge): cable-1 cable-9";
    CHECK(at(noted.ask({"AAA"}, "M17", {}), "count_share", "canal").note.starts_with("by the facts' lists;"));
    const auto b = world.ask({"BBB"}, "M17", {});
    CHECK(at(b, "capacity_share", "strait").value == 1.0);  // of what is known
    CHECK(at(b, "capacity_share", "strait").coverage == 0.5);
    CHECK(at(b, "count_share", "strait").value == 0.5);
    const auto c = world.ask({"CCC"}, "M17", {});
    REQUIRE(c.size() == 1);
    CHECK(c[0].value == 0.0);
    CHECK(world.ask({"LLL"}, "M17", {})[0].state == FigureState::NoData);
}

TEST_CASE("M20 figures: betweenness and rank by hand") {
    const Islands world;
    // Pairs of A, B, C, H: A-B Second, A-H First (one hop, Second takes two), B-H Second, B-C Third, A-C Second and Third, C-H
    // Third and Second. So Second 4 of 6, Third 3 of 6, First 1 of 6.
    const auto b = world.ask({"BBB"}, "M20", {});
    CHECK_THAT(*at(b, "betweenness", "cable-1").value, WithinRel(4.0 / 6.0));
    CHECK(at(b, "betweenness", "cable-1").text == "rank 1 of 3");
    CHECK_THAT(*at(b, "betweenness", "cable-3").value, WithinRel(0.5));
    const auto a = world.ask({"AAA"}, "M20", {});
    CHECK_THAT(*at(a, "betweenness", "cable-0").value, WithinRel(1.0 / 6.0));
    CHECK(at(a, "betweenness", "cable-0").text == "rank 3 of 3");
    CHECK(find(a, "betweenness", "cable-2") == nullptr);  // inside one country
}

TEST_CASE("M21 figures: the shortest way over one system, by route where one is drawn") {
    Islands world;
    const double degree_km = geo::kEarthRadiusKm * geo::kRadPerDeg;
    const auto bare = world.ask({"AAA"}, "M21", world.to_hub());
    CHECK_THAT(*at(bare, "rtt_floor", "HHH").value, WithinRel(*metrics::round_trip_floor_ms(30 * degree_km), 1e-9));
    CHECK(at(bare, "rtt_floor", "HHH").note.find("great circle") != std::string::npos);
    CHECK(find(bare, "detour") == nullptr);
    const auto route = [&](Index cable, int leg, double km) {
        CableRoute r;
        r.cable = cable;
        r.leg = leg;
        r.length_km = km;
        world.data.cable_routes.push_back(r);
    };
    route(0, 0, 60 * degree_km);
    route(1, 0, 20 * degree_km);
    route(1, 1, 25 * degree_km);
    const auto drawn = world.ask({"AAA"}, "M21", world.to_hub());
    CHECK_THAT(*at(drawn, "route_km", "HHH").value, WithinRel(45 * degree_km, 1e-9));  // Second, not First
    CHECK_THAT(*at(drawn, "detour", "HHH").value, WithinRel(1.5, 1e-9));
    CHECK(at(drawn, "detour", "HHH").text == "Second from Port 0 to Port 3");
    Question fast = world.to_hub();
    fast.fibre_index = 1.0;
    CHECK_THAT(*at(world.ask({"AAA"}, "M21", fast), "rtt_floor").value * metrics::kFibreIndex,
               WithinRel(*at(drawn, "rtt_floor").value, 1e-12));
    CHECK(at(world.ask({"CCC"}, "M21", world.to_hub()), "rtt_floor").state ==
          FigureState::NoData);  // only by way of another system
}

TEST_CASE("M22: plans and dates") {
    Islands world;
    world.data.cables[1].status = CableStatus::Planned;
    world.data.cables[1].rfs_year = 2027;
    world.data.cables[0].rfs_year = 2010;
    Question question = world.to_hub();
    CHECK(at(world.ask({"AAA"}, "M15", question), "sea_systems").value == 1.0);
    question.with_plans = true;
    question.date = Date::from_ymd(2026, 6, 1);
    CHECK(at(world.ask({"AAA"}, "M15", question), "sea_systems").value == 1.0);
    question.date = Date::from_ymd(2028, 1, 1);
    CHECK(at(world.ask({"AAA"}, "M15", question), "sea_systems").value == 2.0);
    CHECK(at(world.ask({"AAA"}, "M13", question), "systems").value == 2.0);
    CHECK(at(world.ask({"AAA"}, "M13", question), "systems").note.find("planned") != std::string::npos);
    question.date = Date::from_ymd(2009, 12, 31);
    CHECK(world.ask({"AAA"}, "M13", question)[0].state == FigureState::NoData);
}

TEST_CASE("M15: the number of a set is the least that brute force finds, and the killing set cuts it off") {
    std::mt19937 random{20261124};
    for (int round = 0; round < 60; ++round) {
        DatasetBuilder builder{{"AAA", "BBB", "CCC", "DDD", "EEE", "HHH"}};
        for (const char* code : {"AAA", "BBB", "CCC", "DDD", "EEE", "HHH"}) builder.landing(code);
        const auto cables = 3 + random() % 5;
        for (std::size_t cable = 0; cable < cables; ++cable) {
            std::vector<Index> landings{0, 1, 2, 3, 4, 5};
            std::shuffle(landings.begin(), landings.end(), random);
            landings.resize(2 + random() % 3);
            builder.cable(std::move(landings));
        }
        const Dataset data = builder.build();
        const CableModel model{data, {}, {}};
        const IsolationAnswer answer = model.isolation({{0, 1}, {5}, false, metrics::IsolationMode::WholeSystems});
        /// Whether A or B still reaches H without the cables of `gone`, one bit each.
        const auto joined = [&](std::uint32_t gone) {
            std::vector<bool> seen{true, true, false, false, false, false};
            for (std::size_t pass = 0; pass < 6; ++pass) {
                for (const metrics::LabelledEdge& edge : model.sea().edges) {
                    if ((gone >> edge.label & 1U) == 0 && (seen[edge.a] || seen[edge.b])) seen[edge.a] = seen[edge.b] = true;
                }
            }
            return static_cast<bool>(seen[5]);
        };
        if (!answer.has_link) {
            CHECK_FALSE(answer.result);
            continue;
        }
        int least = 99;
        for (std::uint32_t gone = 0; gone < 1U << cables; ++gone) {
            if (!joined(gone)) least = std::min(least, std::popcount(gone));
        }
        INFO("round " << round);
        REQUIRE(answer.result);
        CHECK(static_cast<int>(answer.result->number) == std::min(least, 4));
        if (answer.result->kind != metrics::IsolationKind::Exact) continue;
        std::uint32_t gone = 0;
        for (const metrics::LabelledEdge& cut : answer.cut) gone |= 1U << cut.label;
        CHECK(std::popcount(gone) == least);
        CHECK_FALSE(joined(gone));
    }
}

TEST_CASE("Cable figures: the order of the table changes nothing but ties") {
    Islands world, turned;
    std::swap(turned.data.cables[0], turned.data.cables[1]);
    for (CableCorridor& passage : turned.data.cable_corridors) passage.cable = 1 - passage.cable;
    std::reverse(turned.data.cable_corridors.begin(), turned.data.cable_corridors.end());
    for (const char* metric : {"M13", "M14", "M17", "M20", "M21"}) {
        for (const char* code : {"AAA", "BBB", "CCC", "HHH"}) {
            const auto first = world.ask({code}, metric, world.to_hub());
            for (const Figure& figure : turned.ask({code}, metric, world.to_hub())) {
                INFO(metric << " " << code << " " << figure.item << " " << figure.partner);
                CHECK(at(first, figure.item, figure.partner).value == figure.value);
            }
        }
    }
}
