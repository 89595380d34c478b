// Figures of M11, M12, M19, M24 and M25 and the robustness badge: hand-computed examples, then what must hold on the bundled pack.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>

#include "data/basemap/basemap.h"
#include "data/metrics/satellite_cover.h"
#include "data/metrics/sovereignty.h"
#include "data/orbit/frames.h"
#include "data/pack/load_pack.h"
#include "data/report/composite.h"
#include "data/report/cover_points.h"
#include "data/report/evaluate.h"
#include "data/report/robustness.h"
#include "metrics_dataset_builder.h"

using namespace linchpin;
using namespace linchpin::report;
using Catch::Matchers::WithinAbs;
using linchpin::testing::DatasetBuilder;
using metrics::Verdict;

namespace {

/// A data set with the view that figures need, kept in place.
struct Small {
    explicit Small(Dataset built) : data{std::move(built)}, trade{data} {
        world.dataset = world.base = &data;
        world.trade = &trade;
    }
    Small(const Small&) = delete;
    Small& operator=(const Small&) = delete;
    [[nodiscard]] Subject of(std::string_view codes) const {
        std::vector<Index> members;
        for (std::size_t at = 0; at < codes.size(); at += 4)
            members.push_back(data.country_index(*CountryCode::parse(codes.substr(at, 3))));
        return *selection_subject(data, members);
    }
    [[nodiscard]] std::vector<Figure> ask(std::string_view codes, std::string_view metric, Detail detail = Detail::Full) const {
        return evaluate(world, of(codes), metric, question, detail);
    }
    Dataset data;
    metrics::TradeView trade;
    World world;
    Question question;
};

const Figure& item(const std::vector<Figure>& figures, std::string_view id, std::string_view partner = {}) {
    const auto found = std::find_if(figures.begin(), figures.end(),
                                    [&](const Figure& f) { return f.item == id && (partner.empty() || f.partner == partner); });
    INFO(id);
    REQUIRE(found != figures.end());
    return *found;
}

bool says(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

const Dataset& pack_data() {
    static const std::unique_ptr<Dataset> loaded = [] {
        Result<Dataset> result = load_pack(std::filesystem::path{LINCHPIN_ROOT} / "assets" / "pack");
        REQUIRE(result);
        return std::make_unique<Dataset>(std::move(*result));
    }();
    return *loaded;
}

const Small& pack() {
    static const Small world{pack_data()};
    return world;
}

const basemap::Countries& shapes() {
    static const std::unique_ptr<basemap::Countries> loaded = [] {
        auto result = basemap::load_countries(std::filesystem::path{LINCHPIN_ROOT} / "assets" / "base", basemap::Level::Medium50m);
        REQUIRE(result);
        return std::make_unique<basemap::Countries>(std::move(*result));
    }();
    return *loaded;
}

Site& power_site(DatasetBuilder& b, std::string_view country, std::string_view hq, double mw) {
    Site& site = b.site(country, hq, "colocation");
    site.power_mw = mw;
    site.power_basis = PowerBasis::It;
    return site;
}

}  // namespace

TEST_CASE("M11 figures: unknown is in coverage and interval, never domestic") {
    DatasetBuilder b{{"AAA", "BBB", "CCC"}};
    for (const char* hq : {"AAA", "AAA", "AAA", "BBB", ""}) b.site("AAA", hq);
    b.site("BBB", "BBB");
    const Small small{b.build()};
    const auto figures = small.ask("AAA", "M11");
    const Figure& share = item(figures, "operator_domestic_cloud_regions");
    CHECK(share.state == FigureState::Value);
    CHECK(share.value == 0.75);
    CHECK(share.coverage == 0.8);
    CHECK_THAT(*share.low, WithinAbs(0.6, 1e-12));   // the unknown one is foreign
    CHECK_THAT(*share.high, WithinAbs(0.8, 1e-12));  // or domestic
    CHECK_THAT(*item(figures, "territory_cloud_regions").value, WithinAbs(5.0 / 6.0, 1e-12));
    CHECK(item(figures, "operator_largest_foreign_cloud_regions").partner == "BBB");
    CHECK(item(figures, "operator_largest_foreign_cloud_regions").value == 0.25);
    CHECK(item(figures, "operator_foreign_hhi_cloud_regions").value == 1.0);
    CHECK(item(figures, "vendor_domestic_cloud_regions").state == FigureState::NoData);
    CHECK(item(figures, "operator_domestic_power").state == FigureState::NoData);
    CHECK_FALSE(item(figures, "operator_domestic_power").value);
    // Nothing foreign has no foreign index, and no largest foreign nationality.
    CHECK(item(small.ask("BBB", "M11"), "operator_foreign_hhi_cloud_regions").state == FigureState::NoData);
    // No row at all is "no data", not zero.
    for (const Figure& figure : small.ask("CCC", "M11")) {
        CHECK(figure.state == FigureState::NoData);
        CHECK_FALSE(figure.value);
        CHECK_FALSE(figure.note.empty());
    }
}

TEST_CASE("M11 story flips between count and MW, and says so in words") {
    DatasetBuilder b{{"AAA", "BBB"}};
    power_site(b, "AAA", "AAA", 10.0);
    power_site(b, "AAA", "AAA", 10.0);
    power_site(b, "AAA", "BBB", 180.0);
    power_site(b, "BBB", "BBB", 1.0);
    const Small small{b.build()};
    const Figure flip = item(small.ask("AAA", "M11", Detail::Headline), "story_flips");
    CHECK(flip.text == "flips");
    CHECK(says(flip.note, "mostly domestic by number of other sites (66.7"));
    CHECK(says(flip.note, "not mostly domestic by power (10.0"));
    const Figure holds = item(small.ask("BBB", "M11"), "story_flips");
    CHECK(holds.text == "holds");
    CHECK(says(holds.note, "mostly domestic at every level and by every measure with data (4 of 12)"));
}

TEST_CASE("M11 story: exactly half is no majority; one number alone is nothing to compare") {
    DatasetBuilder b{{"AAA", "BBB", "CCC"}};
    b.site("AAA", "AAA");
    b.site("AAA", "BBB");
    const Small small{b.build()};
    CHECK(says(item(small.ask("AAA", "M11"), "story_flips").note, "not mostly domestic at every level"));
    CHECK(item(small.ask("CCC", "M11"), "story_flips").state == FigureState::NoData);
}

TEST_CASE("M11 and M24 of a bloc: any member is domestic, everything outside all of them is abroad") {
    DatasetBuilder b{{"AAA", "BBB", "CCC"}};
    b.site("AAA", "BBB");
    b.site("AAA", "CCC");
    b.site("BBB", "AAA");
    b.site("CCC", "AAA");
    b.site("CCC", "CCC");
    b.site("CCC", "");
    const Small small{b.build()};
    CHECK(item(small.ask("AAA", "M11"), "operator_domestic_cloud_regions").value == 0.0);
    const auto both = small.ask("AAA+BBB", "M11");
    CHECK_THAT(*item(both, "operator_domestic_cloud_regions").value, WithinAbs(2.0 / 3.0, 1e-12));
    CHECK(item(both, "operator_largest_foreign_cloud_regions").partner == "CCC");
    CHECK(item(both, "territory_cloud_regions").value == 0.5);
    const Figure abroad = item(small.ask("AAA+BBB", "M24"), "abroad_cloud_regions");
    CHECK(abroad.value == 0.5);  // one of two known in CCC
    CHECK_THAT(*abroad.coverage, WithinAbs(2.0 / 3.0, 1e-12));
    // Alone, the one in BBB is abroad too: two of three known.
    CHECK_THAT(*item(small.ask("AAA", "M24"), "abroad_cloud_regions").value, WithinAbs(2.0 / 3.0, 1e-12));
    CHECK(item(small.ask("AAA", "M24"), "abroad_capex").state == FigureState::NoData);
}

TEST_CASE("M11 of a country that a scenario empties: its share of the world is zero then, not unknown") {
    DatasetBuilder b{{"AAA", "BBB", "CCC"}};
    b.site("AAA", "BBB");
    b.site("BBB", "BBB");
    Small small{b.build()};
    Dataset after = small.data;
    after.sites[0].status = SiteStatus::Closed;
    small.world.dataset = &after;
    small.world.scenario = true;
    CHECK(item(small.ask("AAA", "M11"), "territory_cloud_regions").value == 0.0);
    CHECK(item(small.ask("AAA", "M11"), "territory_cloud_regions").note == "none left in this scenario");
    CHECK(item(small.ask("BBB", "M11"), "territory_cloud_regions").value == 1.0);
    CHECK(item(small.ask("CCC", "M11"), "territory_cloud_regions").state == FigureState::NoData);
    CHECK(item(small.ask("AAA", "M11"), "operator_domestic_cloud_regions").state == FigureState::NoData);
}

TEST_CASE("M11 explanations list the sites with file, line and nationality") {
    DatasetBuilder b{{"AAA", "BBB"}};
    for (int i = 0; i < 45; ++i) b.site("AAA", i < 30 ? "AAA" : "BBB").name = "Region " + std::to_string(i);
    b.data().resources.resize(1);
    b.data().resources[0].name = "data_centers";
    b.data().resources[0].path = "data_centers.csv";
    for (std::size_t i = 0; i < b.data().sites.size(); ++i) b.data().sites[i].origin = {0, static_cast<std::uint32_t>(i + 2)};
    const Small small{b.build()};
    const Figure share = item(small.ask("AAA", "M11", Detail::Explain), "operator_domestic_cloud_regions");
    REQUIRE(share.why);
    CHECK(says(share.why->formula, "30 / 45"));
    REQUIRE(share.why->rows.size() == 40);
    CHECK(share.why->rows_left_out == 5);
    CHECK(share.why->rows[0].file == "data_centers.csv");
    CHECK(share.why->rows[0].line == 2);
    CHECK(says(share.why->rows[0].text, "Region 0"));
    CHECK(says(share.why->rows[30].text, "BBB"));
    CHECK_FALSE(item(small.ask("AAA", "M11"), "operator_domestic_cloud_regions").why);
    CHECK(item(small.ask("AAA", "M11", Detail::Explain), "story_flips").why->parts.size() == 2);
}

TEST_CASE("M12 figures: class of a country, counts for a bloc, plans only when asked for") {
    DatasetBuilder b{{"AAA", "BBB", "CCC", "DDD"}};
    b.data().accelerators.resize(2);
    b.data().accelerators[0].cls = "training";
    b.data().accelerators[1].cls = "inference";
    b.site("AAA", "AAA").accelerator_class = 0;
    b.site("BBB", "BBB").accelerator_class = 1;
    Site& plan = b.site("BBB", "BBB", "colocation", SiteStatus::Announced, 2027);
    plan.accelerator_class = 0;
    b.site("CCC", "CCC");
    Small small{b.build()};
    CHECK(item(small.ask("AAA", "M12"), "class").text == "North");
    CHECK(item(small.ask("BBB", "M12"), "class").text == "South");
    CHECK(item(small.ask("CCC", "M12"), "class").text == "no accelerator data");
    CHECK(item(small.ask("DDD", "M12"), "class").state == FigureState::NoData);
    const auto all = small.ask("AAA+BBB+CCC+DDD", "M12");
    CHECK(item(all, "members_north").value == 1.0);
    CHECK(item(all, "members_south").value == 1.0);
    CHECK(item(all, "members_desert").value == 0.0);
    CHECK(item(all, "members_no_sites").text == "Land DDD");
    small.question.with_plans = true;
    small.question.date = Date::from_ymd(2028, 1, 1);
    CHECK(item(small.ask("BBB", "M12"), "class").text == "North");
}

TEST_CASE("Badge: the most frequent verdict of the applicable definitions, or divided") {
    const auto definitions = [](std::vector<std::optional<Verdict>> verdicts) {
        std::vector<DefinitionVerdict> list;
        for (const auto& verdict : verdicts) list.push_back({"id", "name " + std::to_string(list.size()), verdict, ""});
        return list;
    };
    using enum Verdict;
    CHECK(badge_text(badge(definitions({Certain, Certain, No, Certain, std::nullopt}))) == "3 of 4 agree: dependent");
    CHECK(badge_text(badge(definitions({No, No, No}))) == "3 of 3 agree: not dependent");
    CHECK(badge_text(badge(definitions({Possible, Possible, No}))) == "2 of 3 agree: possibly dependent");
    CHECK(badge_text(badge(definitions({Certain, No}))) == "1 of 2 agree: divided");
    CHECK(badge_text(badge(definitions({std::nullopt}))) == "no definition applies");
    CHECK(badge({}) == Badge{});

    // 2 : 1 turns to 1 : 1 without one of the two; without the third nothing changes.
    const auto three = definitions({Certain, No, Certain});
    const auto changes = flips(three, {});
    REQUIRE(changes.size() == 2);
    CHECK(says(changes[0].what, "name 0"));
    CHECK(says(changes[1].what, "name 2"));
    CHECK_FALSE(changes[0].badge.verdict);
    CHECK(flips(definitions({Certain}), {}).empty());  // nothing would be left to ask
    // An input that turns a definition over.
    const LeftOut inputs[] = {{"without BBB", definitions({No, No, Certain})}, {"without CCC", three}};
    REQUIRE(flips(three, inputs).size() == 3);
    CHECK(flips(three, inputs)[2].what == "without BBB");
    CHECK(flips(three, inputs)[2].badge.verdict == No);
}

TEST_CASE("Robustness of one importer by hand, with the supplier that carries the verdict") {
    // AAA: 60 from BBB, 20 from CCC, 20 from DDD. Share 0.6; HHI 0.36 + 0.04 + 0.04 = 0.44; nobody passes anything on, so the
    // traced origin is the declared one; world exports by BBB 60, CCC 20, DDD 20: HHI 0.44; AAA exports nothing: GeoDep in that
    // year holds.
    DatasetBuilder b{{"AAA", "BBB", "CCC", "DDD"}};
    b.flow("BBB", "AAA", 60).flow("CCC", "AAA", 20).flow("DDD", "AAA", 20).total("AAA", 100, 0);
    b.total("BBB", 0, 60).total("CCC", 0, 20).total("DDD", 0, 20);
    const Small small{b.build()};
    const auto figures = small.ask("AAA", "M19");
    CHECK(item(figures, "robustness_top_share").text == "certain");
    CHECK(item(figures, "robustness_interval").text == "certain");
    CHECK(item(figures, "robustness_geodep").text == "certain");
    CHECK(item(figures, "robustness_traced").text == "certain");
    CHECK(item(figures, "robustness_ec").state == FigureState::NotAvailable);  // a bloc's test
    CHECK(item(figures, "robustness").text == "4 of 4 agree: dependent");
    CHECK(item(figures, "robustness").note == "no single input changes the verdict");
    // Nothing imported: nothing applies, and nothing is called independent.
    const Figure none = item(small.ask("BBB", "M19"), "robustness");
    CHECK(none.state != FigureState::Value);
    CHECK_FALSE(none.note.empty());
}

TEST_CASE("Robustness: an unknown part and a single supplier can turn the verdict") {
    // 45 from BBB, 40 from CCC, 15 unknown: top 0.45 "no"; HHI 0.3625 at least, (0.45 + 0.15)^2 + 0.16 = 0.52 at most: "possible".
    // If the unknown came from BBB: 0.6 and 0.52, both certain. Without CCC: BBB 45 of 60 = 0.75 and at least 0.5625, certain.
    DatasetBuilder b{{"AAA", "BBB", "CCC"}};
    b.flow("BBB", "AAA", 45, 2024, Coverage::FullBilateral).flow("CCC", "AAA", 40, 2024, Coverage::FullBilateral);
    b.flow("OTH", "AAA", 15, 2024, Coverage::FullBilateral);
    const Small small{b.build()};
    const auto figures = small.ask("AAA", "M19");
    CHECK(item(figures, "robustness_top_share").text == "no");
    CHECK(item(figures, "robustness_interval").text == "possible");
    std::vector<std::string> what;
    for (const Figure& figure : figures) {
        if (figure.item == "leave_one_out") what.push_back(figure.note);
    }
    CHECK(std::any_of(what.begin(), what.end(), [](const std::string& text) { return text == "without Land CCC"; }));
    CHECK(std::any_of(what.begin(), what.end(),
                      [](const std::string& text) { return says(text, "without a known origin came from Land BBB"); }));
}

TEST_CASE("Robustness: a verdict that hangs on one supplier's share alone names that supplier") {
    // 52 from BBB and 4 from each of twelve others: M01 and M06 0.52 "certain"; HHI 0.2704 + 12 x 0.0016 = 0.2896, so M03 and M05
    // "no". Without BBB the largest share is 4 / 48: three of four "no". Without one of the twelve it is 52 / 96: still divided.
    std::vector<std::string> codes{"AAA", "BBB"};
    for (char c = 'C'; c < 'C' + 12; ++c) codes.push_back(std::string(3, c));
    DatasetBuilder b{codes};
    b.total("AAA", 100, 0);
    for (const std::string& code : codes) {
        if (code == "AAA") continue;
        const std::int64_t value = code == "BBB" ? 52 : 4;
        b.flow(code, "AAA", value, 2024, Coverage::FullBilateral).total(code, 0, value);
    }
    const Small small{b.build()};
    const auto figures = small.ask("AAA", "M19", Detail::Explain);
    CHECK(item(figures, "robustness").text == "2 of 4 agree: divided");
    std::map<std::string, std::string> turned;
    for (const Figure& figure : figures) {
        if (figure.item == "leave_one_out" && !says(figure.note, "definition")) turned[figure.note] = figure.text;
    }
    CHECK(turned == std::map<std::string, std::string>{{"without Land BBB", "3 of 4 agree: not dependent"}});
    CHECK(item(figures, "robustness").why->parts.size() == 5 + 4 + 1);  // definitions, each left out, BBB
}

TEST_CASE("M19 by hand: scores, ranks, weights and missing values") {
    DatasetBuilder b{{"AAA", "BBB", "CCC", "DDD"}};
    b.site("AAA", "AAA");
    b.site("BBB", "AAA");
    b.site("CCC", "CCC");
    b.site("CCC", "AAA");
    power_site(b, "AAA", "BBB", 5.0);
    power_site(b, "BBB", "BBB", 5.0);
    Small small{b.build()};
    small.question.indicators = {{"M11", "operator_domestic_cloud_regions", true, 3.0},
                                 {"M11", "operator_domestic_power", true, 1.0}};
    const auto table = composite_table(small.world, small.question);
    REQUIRE(table);
    CHECK(table->weights == std::vector{0.75, 0.25});
    CHECK(table->countries[0].score == 75.0);  // 100 by regions, 0 by power
    CHECK(table->countries[1].score == 25.0);
    CHECK(table->countries[2].score == 50.0);  // by regions alone
    CHECK(table->countries[2].coverage == 0.75);
    CHECK_FALSE(table->countries[3].score);
    CHECK(table->rank == std::vector<std::size_t>{1, 3, 2, 0});
    CHECK(item(small.ask("CCC", "M19"), "rank").text == "2 of 3");
    Question turned = small.question;
    turned.indicators[0].higher_is_better = false;
    CHECK(composite_table(small.world, turned)->countries[0].score == 0.0);  // the worst by both now
    CHECK(composite_table(small.world, turned)->countries[1].score == 100.0);
    CHECK(item(small.ask("DDD", "M19"), "score").state == FigureState::NoData);
    CHECK(item(small.ask("DDD", "M19"), "rank").state == FigureState::NoData);
    // A bloc stands on the countries' scale and has no rank: BBB + CCC run 1 of 3 regions, all of the power.
    const auto bloc = small.ask("BBB+CCC", "M19");
    CHECK_THAT(*item(bloc, "score").value, WithinAbs(0.75 * 100.0 / 3.0 + 25.0, 1e-9));
    CHECK(item(bloc, "rank").state == FigureState::NotAvailable);
    // With power decisive CCC keeps a score, but too little of the weight is known for a rank.
    small.question.indicators[0].weight = 1.0;
    small.question.indicators[1].weight = 3.0;
    CHECK(composite_table(small.world, small.question)->rank == std::vector<std::size_t>{2, 1, 0, 0});
    CHECK(item(small.ask("CCC", "M19"), "rank").state == FigureState::NotAvailable);
}

TEST_CASE("M19 refuses unknown metrics, itself, and weights that are none") {
    Small small{DatasetBuilder{{"AAA"}}.build()};
    const auto message = [&](IndicatorWeight indicator) {
        small.question.indicators = {std::move(indicator)};
        const auto table = composite_table(small.world, small.question);
        REQUIRE_FALSE(table);
        CHECK(item(small.ask("AAA", "M19"), "score").note == table.error().message);
        return table.error().message;
    };
    CHECK(says(message({"M99", "x", true, 1.0}), "\"M99\""));
    CHECK(says(message({"M19", "score", true, 1.0}), "M19"));
    CHECK(says(message({"M02", "hhi", true, -1.0}), "found -1"));
    CHECK(says(message({"M02", "hhi", true, std::nan("")}), "nan"));
}

namespace {

constexpr double kEpoch = 1'755'000'000.0;

/// In the plane of the equator, one turn a sidereal day, over longitude 0 at the epoch.
Satellite geostationary(std::string group, double epoch_unix_s = kEpoch) {
    Satellite satellite;
    satellite.group = std::move(group);
    satellite.elements.epoch_unix_s = epoch_unix_s;
    satellite.elements.mean_motion_rev_day = 1.00273791;
    satellite.elements.mean_anomaly_deg = std::fmod(orbit::gmst_rad(epoch_unix_s) / geo::kRadPerDeg + 360.0, 360.0);
    return satellite;
}

Small sky_world() {
    DatasetBuilder b{{"AAA", "BBB"}};
    b.data().countries[0].label_place = geo::LatLon{0.0, 10.0};
    b.data().countries[1].label_place = geo::LatLon{0.0, 170.0};
    b.data().satellite_groups = {{"ring", "Ring"}, {"stale", "Stale"}, {"empty", "Empty"}};
    b.data().satellites = {geostationary("ring"), geostationary("ring"), geostationary("ring", kEpoch - 15.0 * 86400.0),
                           geostationary("stale", kEpoch - 14.5 * 86400.0)};
    return Small{b.build()};
}

}  // namespace

TEST_CASE("M25 by hand: geostationary satellites, sample points with weights, a lost constellation") {
    Small small = sky_world();
    small.question.sky_time_unix_s = kEpoch;
    auto figures = small.ask("AAA", "M25");
    CHECK(item(figures, "satellites_now", "ring").value == 2.0);  // the third has elements 15 days old
    CHECK_THAT(*item(figures, "satellites_now", "ring").coverage, WithinAbs(2.0 / 3.0, 1e-12));
    CHECK_THAT(*item(figures, "satellites_day", "ring").value, WithinAbs(2.0, 1e-9));
    CHECK_THAT(*item(figures, "covered_day", "ring").value, WithinAbs(1.0, 1e-9));
    CHECK(item(figures, "satellites_now", "stale").state == FigureState::NotAvailable);
    CHECK(item(figures, "satellites_now", "empty").state == FigureState::NoData);
    CHECK(item(small.ask("BBB", "M25"), "satellites_now", "ring").value == 0.0);  // under the horizon: known to be none
    CHECK(item(small.ask("AAA+BBB", "M25"), "satellites_now", "ring").value == 1.0);

    const metrics::CoverPoint points[] = {{0, {0.0, 0.0}, 1.0}, {0, {0.0, 180.0}, 3.0}, {1, {0.0, 5.0}, 1.0}};
    small.world.cover_points = points;
    figures = small.ask("AAA", "M25");
    CHECK(item(figures, "satellites_now", "ring").value == 0.5);
    CHECK(item(figures, "covered_now", "ring").value == 0.25);
    std::ifstream file{std::string{LINCHPIN_ROOT} + "/docs/metrics.md"};  // its example is this one
    const std::string document{std::istreambuf_iterator<char>{file}, {}};
    CHECK(says(document,
               "a point of weight 1 sees two satellites, a point of weight 3 none: 0.5 satellites, 0.25 of the area covered"));

    const std::string lost[] = {"ring"};
    small.world.lost_constellations = lost;
    figures = small.ask("AAA", "M25");
    CHECK(item(figures, "satellites_now", "ring").value == 0.0);
    CHECK(item(figures, "satellites_day", "ring").value == 0.0);
    CHECK(item(figures, "satellites_now", "ring").note == "lost in this scenario");

    small.question.sky_time_unix_s = kEpoch + 15.0 * 86400.0;
    CHECK(item(small.ask("AAA", "M25"), "satellites_now", "ring").state == FigureState::NotAvailable);
    CHECK(Small{DatasetBuilder{{"AAA"}}.build()}.ask("AAA", "M25").front().state == FigureState::NoData);
}

TEST_CASE("M25: the mask is at 25 degrees") {
    // From the equator a geostationary satellite stands at 25 degrees where the angle a between place and sub-point fulfils
    // tan(25) = (cos a - r) / sin a, r = 6378.135 / 42164 = 0.15127: a = 56.8 degrees.
    const Satellite satellites[] = {geostationary("ring")};
    const metrics::SatelliteSky sky{satellites, kEpoch};
    const orbit::SamplePoint inside[] = {{{0.0, 56.3}, 1.0}}, outside[] = {{{0.0, 57.3}, 1.0}};
    CHECK(sky.now("ring", inside).mean_satellites == 1.0);
    CHECK(sky.now("ring", outside).mean_satellites == 0.0);
    CHECK(sky.now("other", inside).mean_satellites == 0.0);
    CHECK(sky.now("ring", {}).mean_satellites == 0.0);
}

TEST_CASE("M25: a sky from memory never answers for other satellites or another time") {
    Satellite satellites[] = {geostationary("ring")};
    const auto first = metrics::satellite_sky(satellites, kEpoch);
    CHECK(metrics::satellite_sky(satellites, kEpoch) == first);
    CHECK(metrics::satellite_sky(satellites, kEpoch + 1.0) != first);
    satellites[0].elements.mean_anomaly_deg += 90.0;
    const auto moved = metrics::satellite_sky(satellites, kEpoch);
    CHECK(moved != first);
    const orbit::SamplePoint zero[] = {{{0.0, 0.0}, 1.0}}, ninety[] = {{{0.0, 90.0}, 1.0}};
    CHECK(first->now("ring", zero).mean_satellites == 1.0);
    CHECK(moved->now("ring", zero).mean_satellites == 0.0);
    CHECK(moved->now("ring", ninety).mean_satellites == 1.0);
}

TEST_CASE("Sample points: inside the country, weights add up to its area, the same every time") {
    const auto points = cover_points(pack_data(), shapes());
    const basemap::CountryLocator locator{shapes()};
    std::map<Index, double> area;
    std::map<Index, std::size_t> count;
    std::size_t elsewhere = 0;
    for (const metrics::CoverPoint& point : points) {
        area[point.country] += point.weight;
        ++count[point.country];
        const int shape = locator.shape_at(point.place);
        if (shape < 0 || shapes().shapes[static_cast<std::size_t>(shape)].code != pack_data().countries[point.country].code)
            ++elsewhere;
    }
    CHECK(elsewhere <= 15);  // label places of islands that stand beside them
    for (const auto& [country, n] : count) CHECK((n >= 1 && n <= kCoverPointsPerCountry));
    const auto km2 = [&](std::string_view code) {
        return area[pack_data().country_index(*CountryCode::parse(code))] * geo::kEarthRadiusKm * geo::kEarthRadiusKm;
    };
    // Published land and water areas, within what a 1:50 million map allows.
    CHECK_THAT(km2("KEN"), WithinAbs(580'000.0, 20'000.0));
    CHECK_THAT(km2("AUS"), WithinAbs(7'690'000.0, 120'000.0));
    CHECK_THAT(km2("DEU"), WithinAbs(357'000.0, 10'000.0));
    CHECK(area.size() > 200);
    const auto again = cover_points(pack_data(), shapes());
    REQUIRE(again.size() == points.size());
    CHECK(std::equal(points.begin(), points.end(), again.begin(), [](const auto& a, const auto& b) {
        return a.country == b.country && a.place == b.place && a.weight == b.weight;
    }));
}

TEST_CASE("Bundled pack: a set of one country gives the country's own bits; shares stay in range") {
    for (Index c = 0; c < pack_data().countries.size(); ++c) {
        const Index one[] = {c};
        const Subject set = *selection_subject(pack_data(), one);
        for (const char* metric : {"M11", "M12", "M24"}) {
            const auto a = evaluate(pack().world, country_subject(pack_data(), c), metric, pack().question, Detail::Full);
            const auto b = evaluate(pack().world, set, metric, pack().question, Detail::Full);
            REQUIRE(a.size() == b.size());
            for (std::size_t i = 0; i < a.size(); ++i) {
                REQUIRE(a[i].value == b[i].value);
                REQUIRE(a[i].text == b[i].text);
                REQUIRE(a[i].partner == b[i].partner);
                if (a[i].value && a[i].unit == Unit::Share) REQUIRE((*a[i].value >= 0.0 && *a[i].value <= 1.0));
                if (a[i].state != FigureState::Value) REQUIRE_FALSE(a[i].note.empty());
            }
            // The generalised sums against those over one country.
            if (std::string_view{metric} != "M11") continue;
            const auto sites = metrics::weighted_sites(pack_data(), metrics::SiteMeasure::CloudRegions, {}, false);
            const auto own = metrics::domestic_share(sites, c, metrics::SovereigntyLevel::Operator);
            REQUIRE(item(a, "operator_domestic_cloud_regions").value == (own ? std::optional{own->domestic_share} : std::nullopt));
        }
    }
}

TEST_CASE("Bundled pack: the published claim stands beside the footprint of the USA, and only there") {
    CHECK(says(item(pack().ask("USA", "M24"), "abroad_capex").note, "published beside it: 48 percent of investment value"));
    CHECK_FALSE(says(item(pack().ask("CHN", "M24"), "abroad_cloud_regions").note, "published"));
    CHECK(*item(pack().ask("USA", "M24"), "abroad_cloud_regions").value > 0.5);
    CHECK(item(pack().ask("USA", "M12"), "class").text == "North");
}

TEST_CASE("Bundled pack: the index reads the same numbers from the table as one by one") {
    Question question;
    question.group =
        pack_data().group_index("lithium_ion_batteries") != kNone ? pack_data().group_index("lithium_ion_batteries") : 0;
    for (const auto& read : {default_indicators()[0], default_indicators()[1], default_indicators()[2], default_indicators()[3],
                             IndicatorWeight{"M11", "operator_domestic_power", true, 1.0}}) {
        question.indicators = {read};
        const auto table = composite_table(pack().world, question);
        REQUIRE(table);
        std::size_t known = 0;
        for (Index c = 0; c < pack_data().countries.size(); ++c) {
            INFO(read.metric << ' ' << read.item << ' ' << pack_data().countries[c].code.str());
            REQUIRE(table->values[0][c] == indicator_value(pack().world, country_subject(pack_data(), c), read, question));
            known += table->values[0][c] ? 1 : 0;
        }
        CHECK(known >= 20);
    }
    question.indicators.clear();
    const auto table = composite_table(pack().world, question);
    REQUIRE(table);
    CHECK(table->ranked > 30);
    for (const auto& country : table->countries) {
        if (country.score) REQUIRE((*country.score >= 0.0 && *country.score <= 100.0));
    }
}

TEST_CASE("Bundled pack: badges for countries and blocs, explained") {
    for (const char* code : {"KEN", "DEU", "USA"}) {
        const auto figures = pack().ask(code, "M19", Detail::Explain);
        const Figure& badge = item(figures, "robustness");
        INFO(code << ": " << badge.text << "; " << badge.note);
        CHECK(badge.why);
        if (badge.state != FigureState::Value) continue;
        CHECK(says(badge.text, " agree: "));
        CHECK(badge.why->parts.size() >= 5);
        CHECK(item(figures, "score").why->parts.size() == 4);
    }
    const auto eu = bloc_subject(pack_data(), "EU", {});
    REQUIRE(eu);
    const auto figures = evaluate(pack().world, *eu, "M19", pack().question, Detail::Full);
    CHECK(item(figures, "score").state == FigureState::Value);
    CHECK(item(figures, "robustness").state == FigureState::Value);
}

TEST_CASE("Bundled pack: low orbits crowd the middle latitudes, the geostationary ring covers the equator, a loss takes all") {
    const auto points = cover_points(pack_data(), shapes());
    World world = pack().world;
    world.cover_points = points;
    const auto ask = [&](const char* code, Detail detail) {
        return evaluate(world, pack().of(code), "M25", pack().question, detail);
    };
    const auto kenya = ask("KEN", Detail::Full), germany = ask("DEU", Detail::Full);
    const double over_kenya = *item(kenya, "satellites_day", "starlink").value,
                 over_germany = *item(germany, "satellites_day", "starlink").value;
    CHECK(over_kenya > 5.0);
    CHECK(over_germany > over_kenya);
    CHECK(*item(kenya, "satellites_day", "geo-comsat").value > 50.0);
    CHECK(*item(kenya, "satellites_day", "geo-comsat").value > *item(germany, "satellites_day", "geo-comsat").value);
    CHECK(*item(kenya, "covered_day", "starlink").value > 0.999);
    // About as many at this instant as over the day.
    CHECK_THAT(*item(germany, "satellites_now", "starlink").value, WithinAbs(over_germany, 0.35 * over_germany));
    const std::string lost[] = {"starlink"};
    world.lost_constellations = lost;
    const auto after = ask("KEN", Detail::Headline);
    CHECK(item(after, "satellites_now", "starlink").value == 0.0);
    const auto after_full = ask("KEN", Detail::Full);
    CHECK_THAT(*item(after_full, "class_now", "broadband").value,
               WithinAbs(*item(kenya, "class_now", "broadband").value - *item(kenya, "satellites_now", "starlink").value, 1e-9));
    CHECK_THAT(*item(kenya, "class_now", "voice/data").value,
               WithinAbs(*item(kenya, "satellites_now", "iridium").value + *item(kenya, "satellites_now", "globalstar").value, 1e-9));
    CHECK(*item(kenya, "class_covered_now", "voice/data").value >= *item(kenya, "covered_now", "iridium").value);
    CHECK(says(item(after_full, "class_now", "broadband").note, "are lost in this scenario"));
    CHECK(item(after, "satellites_now", "oneweb").value == item(kenya, "satellites_now", "oneweb").value);
}
