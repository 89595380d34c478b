// What is asked of satellites: sets of them, passes of one and of many, cover, and the desk that answers on a thread of its own.
#include <algorithm>
#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <chrono>
#include <cmath>
#include <numeric>
#include <set>
#include <thread>

#include "app/report/satellite_desk.h"
#include "app/state/observer.h"
#include "app/ui/pass_rows.h"
#include "bundled_pack.h"

using namespace linchpin;
using namespace linchpin::app;
using Catch::Matchers::WithinAbs;
using Kind = SatelliteSet::Kind;

namespace {

constexpr double kNoon = 1787313600.0;  // 2026-08-21T12:00:00Z
constexpr geo::LatLon kNairobi{-1.286, 36.817};

const Dataset& pack() { return testing::bundled_pack(); }

Index satellite_of(std::uint32_t number) {
    const auto& all = pack().satellites;
    const auto it = std::find_if(all.begin(), all.end(), [&](const Satellite& s) { return s.elements.norad_cat_id == number; });
    REQUIRE(it != all.end());
    return static_cast<Index>(it - all.begin());
}
std::size_t size_of(const SatelliteSet& set) {
    const auto in = set.members(pack());
    return static_cast<std::size_t>(std::count(in.begin(), in.end(), std::uint8_t{1}));
}
Index country(const char* code) { return pack().country_index(*CountryCode::parse(code)); }

std::vector<metrics::CoverPoint> kenya() {
    std::vector<metrics::CoverPoint> points;
    for (const double lat : {-3.0, 0.0, 3.0})
        for (const double lon : {35.0, 38.0, 40.5}) points.push_back({country("KEN"), {lat, lon}, lat == 0.0 ? 2.0 : 1.0});
    return points;
}
std::vector<orbit::SamplePoint> area(const std::vector<metrics::CoverPoint>& points) {
    std::vector<orbit::SamplePoint> out;
    for (const auto& p : points) out.push_back({p.place, p.weight});
    return out;
}

double elevation(const orbit::Sgp4& satellite, geo::LatLon place, double unix_s) {
    return orbit::look_angles({place.lat_deg, place.lon_deg, 0.0}, orbit::teme_to_ecef(satellite.at(unix_s).position_km, unix_s)).elevation_deg;
}

/// Polls until `done`, at most some seconds.
template <class Done> bool wait_for(SatelliteDesk& desk, Done done) {
    for (int i = 0; i < 6000; ++i) {
        desk.poll();
        if (done()) return true;
        std::this_thread::sleep_for(std::chrono::milliseconds{5});
    }
    return false;
}

}  // namespace

TEST_CASE("A set of satellites is its word, and its members are those of the table") {
    for (const SatelliteSet& set : {SatelliteSet{}, SatelliteSet{Kind::Compute, {}}, SatelliteSet{Kind::Group, "starlink"}, SatelliteSet{Kind::Service, "voice/data"}})
        CHECK(SatelliteSet::of_word(set.word()) == set);
    for (const char* word : {"", "starlink", "group:", "service:", "Compute"}) CHECK(SatelliteSet::of_word(word) == SatelliteSet{});

    std::set<std::string> groups, services;
    for (const Satellite& s : pack().satellites) groups.insert(s.group), services.insert(s.service);
    CHECK(SatelliteSet{}.groups(pack()) == std::vector<std::string>(groups.begin(), groups.end()));
    CHECK(SatelliteSet{Kind::Compute, {}}.groups(pack()) == std::vector<std::string>{"kepler-aether", "starcloud", "three-body"});
    CHECK(SatelliteSet{Kind::Compute, {}}.groups(pack(), {"starcloud"}) == std::vector<std::string>{"kepler-aether", "three-body"});
    CHECK(size_of({Kind::Compute, {}}) == 12 + 1 + 10);
    CHECK(size_of({Kind::Group, "no such"}) == 0);
    CHECK(SatelliteSet{Kind::Group, "three-body"}.name(pack()) == "Three-Body computing constellation");

    const auto choices = satellite_sets(pack(), derive(pack(), Filter{}));
    CHECK(choices.size() == 2 + groups.size() + services.size());
    CHECK(choices.front().satellites == pack().satellites.size());
    std::size_t in_groups = 0, in_services = 0;
    for (const SatelliteSetChoice& choice : choices) {
        INFO(choice.set.word());
        CHECK(choice.satellites == size_of(choice.set));
        CHECK_FALSE(choice.name.empty());
        if (choice.set.kind == Kind::Group) in_groups += choice.satellites;
        if (choice.set.kind == Kind::Service) in_services += choice.satellites;
    }
    CHECK(in_groups == pack().satellites.size());
    CHECK(in_services == pack().satellites.size());
    CHECK(choices[2].set.id == "starlink");  // the largest constellation stands first
}

TEST_CASE("Words of a state that mean nothing in the pack are taken out, each with a sentence") {
    SatelliteView view;
    CHECK(drop_unknown_satellite_words(pack(), view).empty());
    view.about = "service:IoT/direct-to-device", view.observer = "-1.286,36.817", view.cover_country = "KEN";
    SatelliteView kept = view;
    CHECK(drop_unknown_satellite_words(pack(), kept).empty());
    CHECK(kept == view);
    view.about = "starlink", view.observer = "95,0", view.cover_country = "QQQ";
    const auto sentences = drop_unknown_satellite_words(pack(), view);
    REQUIRE(sentences.size() == 3);
    CHECK(sentences[0].find("found \"starlink\"") != std::string::npos);
    CHECK(sentences[1].find("found \"95,0\"") != std::string::npos);
    CHECK(sentences[2].find("found \"QQQ\"") != std::string::npos);
    CHECK(view == SatelliteView{});
    view.about = "group:starlnk";
    CHECK(drop_unknown_satellite_words(pack(), view).size() == 1);
}

TEST_CASE("An observer's text: places are read back, everything else is no place") {
    CHECK(observer_text({48.20849, 16.3721}) == "48.208,16.372");
    CHECK(observer_text({-0.0001, -0.0002}) == "0,0");
    CHECK(place_of_observer("48.208,16.372") == geo::LatLon{48.208, 16.372});
    CHECK(place_of_observer("-90,180") == geo::LatLon{-90.0, 180.0});
    for (const char* text : {"", "KEN", "48.2", "48.2,", ",16", "48.2,16.4,3", "48.2, 16.4", "91,0", "0,181", "nan,0", "0,inf", "4e1,x"}) {
        INFO(text);
        CHECK_FALSE(place_of_observer(text));
    }
}

TEST_CASE("A record's passes are exactly when the satellite stands above the mask") {
    const Index chosen = satellite_of(63982);
    const SatelliteQuestion question{chosen, kNairobi, kNone, kNoon, 10.0};
    const SatelliteAnswer answer = SatelliteDesk::work_out(pack(), {}, question);
    CHECK(answer.question == question);
    CHECK_FALSE(answer.stale);
    CHECK_FALSE(answer.cover);
    REQUIRE(answer.passes.size() >= 2);
    // Written down a second time: the elevation every ten seconds of the day.
    const auto elements = orbit::Sgp4::init(pack().satellites[chosen].elements);
    REQUIRE(elements);
    int inside = 0, wrong = 0;
    for (double t = kNoon; t <= kNoon + 86400.0; t += 10.0) {
        const bool up = elevation(*elements, kNairobi, t) >= 10.0;
        const bool listed = std::any_of(answer.passes.begin(), answer.passes.end(), [&](const orbit::Pass& p) { return t >= p.rise.unix_s && t <= p.set.unix_s; });
        inside += up;
        wrong += up != listed;
    }
    CHECK(inside > 20);
    CHECK(wrong == 0);
    for (const orbit::Pass& pass : answer.passes) {
        CHECK(pass.rise.unix_s <= pass.peak.unix_s);
        CHECK(pass.peak.unix_s <= pass.set.unix_s);
        CHECK(pass.peak.look.elevation_deg >= 10.0);
    }
}

TEST_CASE("Elements more than thirty days off give no passes, and say so") {
    const Satellite& satellite = pack().satellites[satellite_of(63982)];
    const double old = satellite.elements.epoch_unix_s + 31.0 * 86400.0;
    const SatelliteAnswer answer = SatelliteDesk::work_out(pack(), {}, SatelliteQuestion{satellite_of(63982), kNairobi, kNone, old, 10.0});
    CHECK(answer.stale);
    CHECK(answer.passes.empty());
    const PassListAnswer list = SatelliteDesk::work_out(pack(), PassListQuestion{{Kind::Compute, {}}, {}, kNairobi, kNoon + 90.0 * 86400.0, 10.0});
    CHECK(list.satellites == 0);
    CHECK(list.stale == 23);
    CHECK(list.passes.empty());
}

TEST_CASE("Passes of many are those of each, by time of rise; what a scenario takes is not among them") {
    const PassListQuestion question{{Kind::Compute, {}}, {}, kNairobi, kNoon, 20.0};
    const PassListAnswer list = SatelliteDesk::work_out(pack(), question);
    CHECK(list.satellites == 23);
    CHECK(list.stale == 0);
    CHECK(list.hours == kPassHours);
    CHECK(std::is_sorted(list.passes.begin(), list.passes.end(), [](const auto& a, const auto& b) { return a.pass.rise.unix_s < b.pass.rise.unix_s; }));
    std::size_t sum = 0;
    for (Index i = 0; i < pack().satellites.size(); ++i) {
        if (!question.set.has(pack().satellites[i])) continue;
        const SatelliteAnswer one = SatelliteDesk::work_out(pack(), {}, SatelliteQuestion{i, kNairobi, kNone, kNoon, 20.0});
        sum += one.passes.size();
        const auto its = std::count_if(list.passes.begin(), list.passes.end(), [&](const ListedPass& p) { return p.satellite == i; });
        CHECK(static_cast<std::size_t>(its) == one.passes.size());
    }
    CHECK(list.passes.size() == sum);
    CHECK(sum > 20);

    const PassListAnswer without = SatelliteDesk::work_out(pack(), {question.set, {"three-body"}, kNairobi, kNoon, 20.0});
    CHECK(without.satellites == 11);
    CHECK(without.passes.size() < list.passes.size());
    for (const ListedPass& p : without.passes) CHECK(pack().satellites[p.satellite].group != "three-body");
}

TEST_CASE("What never sets is counted apart from what rises and sets") {
    const PassListAnswer list = SatelliteDesk::work_out(pack(), {{Kind::Group, "geo-comsat"}, {}, kNairobi, kNoon, 10.0});
    CHECK(list.hours < kPassHours);
    REQUIRE(list.always_up.size() > 50);
    CHECK(std::is_sorted(list.always_up.begin(), list.always_up.end()));
    for (const Index i : list.always_up) {
        const auto elements = orbit::Sgp4::init(pack().satellites[i].elements);
        REQUIRE(elements);
        for (int k = 0; k <= 6; ++k) CHECK(elevation(*elements, kNairobi, kNoon + list.hours * 3600.0 * k / 6.0) >= 9.99);
    }
    for (const ListedPass& p : list.passes) CHECK_FALSE((p.pass.already_up && p.pass.still_up));
}

TEST_CASE("A list of many satellites looks less far ahead") {
    CHECK(pass_list_hours(1) == kPassHours);
    CHECK(pass_list_hours(100) == kPassHours);
    CHECK(pass_list_hours(101) < kPassHours);
    CHECK(pass_list_hours(12881) < pass_list_hours(651));
}

TEST_CASE("Cover is M25's, for a constellation, a set, a service; before and after a loss; never a zero for what is not known") {
    const auto points = kenya();
    const auto places = area(points);
    const auto sky = metrics::satellite_sky(pack().satellites, kNoon);
    const auto ask = [&](SatelliteSet set, std::vector<std::string> lost, const char* code = "KEN", double t = kNoon) {
        return SatelliteDesk::work_out(pack(), points, CoverQuestion{std::move(set), std::move(lost), country(code), t});
    };
    const CoverAnswer oneweb = ask({Kind::Group, "oneweb"}, {});
    REQUIRE(oneweb.cover);
    CHECK(oneweb.points == 9);
    CHECK(oneweb.usable == sky->usable("oneweb"));
    CHECK_THAT(oneweb.cover->mean_satellites, WithinAbs(sky->now("oneweb", places).mean_satellites, 1e-12));
    CHECK(oneweb.cover->share_covered == sky->now("oneweb", places).share_covered);
    CHECK_FALSE(oneweb.before);

    const CoverAnswer all = ask({}, {});
    double sum = 0.0;
    for (const std::string& group : SatelliteSet{}.groups(pack())) sum += sky->now(group, places).mean_satellites;
    REQUIRE(all.cover);
    CHECK_THAT(all.cover->mean_satellites, WithinAbs(sum, 1e-9));
    CHECK(all.usable + all.too_old == pack().satellites.size());

    const CoverAnswer lost = ask({Kind::Service, "broadband"}, {"starlink"});
    REQUIRE((lost.cover && lost.before));
    CHECK_THAT(lost.before->mean_satellites - lost.cover->mean_satellites, WithinAbs(sky->now("starlink", places).mean_satellites, 1e-9));
    CHECK(lost.before->mean_satellites > lost.cover->mean_satellites);
    // All of it lost: then nothing covers, and that is known.
    const CoverAnswer gone = ask({Kind::Group, "starlink"}, {"starlink"});
    REQUIRE((gone.cover && gone.before));
    CHECK(gone.cover->mean_satellites == 0.0);
    CHECK(gone.usable == 0);

    CHECK_FALSE(ask({Kind::Group, "oneweb"}, {}, "DEU").cover);                        // no places stand for it
    CHECK(ask({Kind::Group, "oneweb"}, {}, "DEU").points == 0);
    const CoverAnswer old = ask({Kind::Group, "oneweb"}, {}, "KEN", kNoon + 60.0 * 86400.0);
    CHECK_FALSE(old.cover);                                                            // elements too old
    CHECK(old.usable == 0);
    CHECK(old.too_old == size_of({Kind::Group, "oneweb"}));
    CHECK_FALSE(ask({Kind::Group, "no such"}, {}).cover);
}

TEST_CASE("The desk answers the newest question of each kind, once") {
    std::atomic<int> woken = 0;
    SatelliteDesk desk{pack(), kenya(), [&woken] { ++woken; }};
    CHECK(desk.answer() == nullptr);
    CHECK(desk.passes() == nullptr);
    CHECK(desk.cover() == nullptr);
    CHECK_FALSE(desk.poll());
    const SatelliteQuestion record{satellite_of(63982), kNairobi, country("KEN"), kNoon, 10.0};
    const PassListQuestion list{{Kind::Compute, {}}, {}, kNairobi, kNoon, 10.0};
    const CoverQuestion cover{{Kind::Group, "oneweb"}, {}, country("KEN"), kNoon};
    desk.ask(record);
    desk.ask(list);
    desk.ask(cover);
    REQUIRE(wait_for(desk, [&] { return desk.answer() && desk.passes() && desk.cover(); }));
    CHECK(desk.answer()->question == record);
    CHECK(desk.answer()->cover.has_value());
    CHECK(desk.passes()->question == list);
    CHECK(desk.passes()->passes.size() == SatelliteDesk::work_out(pack(), list).passes.size());
    CHECK(desk.cover()->question == cover);
    CHECK(woken >= 3);

    desk.ask(list);  // the same again costs nothing
    std::this_thread::sleep_for(std::chrono::milliseconds{60});
    CHECK_FALSE(desk.poll());

    PassListQuestion everything{{}, {}, kNairobi, kNoon, 10.0}, last = list;
    desk.ask(everything);
    for (int i = 1; i <= 20; ++i) {
        last.from_unix_s = kNoon + 600.0 * i;
        desk.ask(last);
    }
    REQUIRE(wait_for(desk, [&] { return desk.passes()->question == last; }));
    desk.ask(everything);  // under way when the desk goes: it must end at once
    const auto start = std::chrono::steady_clock::now();
    {
        SatelliteDesk other{pack(), {}, [] {}};
        other.ask(everything);
        std::this_thread::sleep_for(std::chrono::milliseconds{20});
    }
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds{5});
}

TEST_CASE("A pass in words: times, height and direction, light") {
    orbit::Pass pass;
    pass.rise.unix_s = kNoon + 190.4;
    pass.peak.unix_s = kNoon + 442.0;
    pass.set.unix_s = kNoon + 690.0;
    pass.peak.look = {203.0, 54.4, 900.0};
    CHECK(pass_times(pass) == "12:03:10 \u2013 12:07:22 \u2013 12:11:30");
    CHECK(pass_peak(pass) == "54\u00b0 SW");
    CHECK(pass_day(pass) == "2026-08-21");
    pass.sun_elevation_deg = 30.0;
    CHECK(pass_light(pass) == "sunlit");
    pass.sun_elevation_deg = -7.0;
    CHECK(pass_light(pass) == "sunlit, dark sky");
    pass.peak.light = orbit::Shadow::Umbra;
    CHECK(pass_light(pass) == "in shadow");
    pass.already_up = pass.still_up = true;
    CHECK(pass_times(pass) == "up before \u2013 12:07:22 \u2013 stays up");
    CHECK(std::string{compass_point(0.0)} == "N");
    CHECK(std::string{compass_point(359.9)} == "N");
    CHECK(std::string{compass_point(22.6)} == "NE");
    CHECK(std::string{compass_point(-90.0)} == "W");
    CHECK(std::string{compass_point(337.4)} == "NW");
}
