// Nothing pops: what comes and goes by date, filter and layer fades over 0.2 s, as a function of the time alone.
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <algorithm>
#include <cmath>
#include <numeric>

#include "app/scene/fading.h"
#include "app/scene/flow_arcs.h"
#include "app/scene/satellite_marks.h"
#include "app/scene/site_clusters.h"
#include "app/scene/site_marks.h"
#include "app/state/fade.h"
#include "app/timeline/timeline.h"
#include "app/window/fade_memory.h"
#include "tests/unit/bundled_pack.h"

using namespace linchpin;
using namespace linchpin::app;
using Catch::Approx;
using linchpin::testing::bundled_pack;

namespace {

Timeline ready(Project p) {
    auto timeline = Timeline::prepare(std::move(p));
    REQUIRE(timeline);
    return std::move(*timeline);
}

float share_of(const std::vector<PastMoment>& pasts) {
    return std::accumulate(pasts.begin(), pasts.end(), 0.0f, [](float sum, const PastMoment& p) { return sum + p.share; });
}

Country country(const char* code, double lat_deg, double lon_deg) {
    Country c;
    c.code = *CountryCode::parse(code);
    c.name = code;
    c.label_place = geo::LatLon{lat_deg, lon_deg};
    return c;
}

}  // namespace

TEST_CASE("shares of moments that follow one another add up to one", "[fade]") {
    CHECK(fade_share(0.0, kFade_s) == 1.0f);
    CHECK(fade_share(kFade_s, 5.0) == 0.0f);
    CHECK(fade_share(0.1, kFade_s) == Approx(0.5f));
    CHECK(fade_share(0.0, 0.03) + fade_share(0.03, 0.11) + fade_share(0.11, 9.0) == Approx(1.0f));
}

TEST_CASE("a year that begins fades in over 0.2 s, at any speed of the date", "[fade]") {
    Project p;
    p.length_s = 10.0;
    // One year a second: 2010 begins at 4 s.
    p.dates = {{0.0, Date::from_ymd(2006, 1, 1), Ease::Linear}, {10.0, Date::from_ymd(2016, 1, 1), Ease::Linear}};
    const Timeline slow = ready(p);
    CHECK(slow.at(3.7).passing.pasts.empty());
    // Plans are expected from the last day of a year, so there are two changes a day apart; days are whole.
    const auto just = slow.at(4.01).passing.pasts;
    REQUIRE_FALSE(just.empty());
    CHECK(share_of(just) > 0.95f);
    for (const PastMoment& past : just) CHECK(past.filter.date->year() == 2009);
    float last = 1.0f;
    for (double t = 4.01; t < 4.2; t += 0.01) {
        const float share = share_of(slow.at(t).passing.pasts);
        CHECK(share <= last + 1e-6f);
        CHECK(last - share < 0.09f);  // 0.01 s of the smooth step: at most 1.5 * 0.05
        last = share;
    }
    CHECK(slow.at(4.215).passing.pasts.empty());

    p.dates = {{0.0, Date::from_ymd(2000, 1, 1), Ease::Linear}, {3.0, Date::from_ymd(2030, 1, 1), Ease::Linear}};
    const Timeline fast = ready(p);  // ten years a second: two of them within a fade
    const auto many = fast.at(1.55).passing.pasts;
    CHECK(many.size() >= 2);
    CHECK(share_of(many) < 1.0f);
    CHECK(many.front().filter.date->year() == 2014);
    CHECK(many.back().filter.date->year() <= 2013);
}

TEST_CASE("steps that hold a year fade from the year before, and changes from what was there", "[fade]") {
    Project p;
    p.length_s = 4.0;
    p.dates = year_steps(2010, 2012, 0.0, 1.0);
    p.changes = {{2.5, Json::parse(R"({"layers":{"cables":false},"filter":{"product_group":"batteries"}})")}};
    const Timeline timeline = ready(p);
    CHECK(timeline.at(0.0).passing.pasts.empty());
    CHECK(timeline.at(0.9).passing.pasts.empty());
    const auto step = timeline.at(1.1).passing.pasts;
    REQUIRE(step.size() == 1);
    CHECK(step[0].filter.date == Date::from_ymd(2010, 12, 31));
    CHECK(step[0].share == Approx(0.5f).margin(1e-4));
    const auto change = timeline.at(2.55).passing.pasts;
    REQUIRE(change.size() == 1);
    CHECK(change[0].layers.cables);
    CHECK(change[0].filter.product_group == Filter{}.product_group);
    CHECK_FALSE(timeline.at(2.55).state.layers.cables);
    CHECK(change[0].share == Approx(1.0f - 0.25f * 0.25f * 2.5f).margin(1e-4));  // u = 1/4: u^2 (3 - 2 u)
    CHECK(timeline.at(2.71).passing.pasts.empty());
    // Asked for in any order, from a fresh project or not.
    (void)timeline.at(3.9);
    CHECK(timeline.at(2.55).passing == ready(p).at(2.55).passing);
}

TEST_CASE("an event of a scenario fades in on its day, and days between events are no change", "[fade]") {
    Project p;
    p.length_s = 10.0;
    scenario::Event stop;
    stop.supplier = "CHN";
    stop.target = "all";
    stop.date = Date::from_ymd(2020, 7, 1);
    p.start.scenario.events = {stop};
    p.dates = {{0.0, Date::from_ymd(2020, 1, 2), Ease::Linear}, {10.0, Date::from_ymd(2020, 12, 30), Ease::Linear}};  // 363 days: 181 of them by the event
    const Timeline timeline = ready(p);
    CHECK(timeline.at(4.9).passing.pasts.empty());
    CHECK(timeline.at(8.0).passing.pasts.empty());
    const auto pasts = timeline.at(5.09).passing.pasts;  // the event began 181 / 36.3 = 4.986 s after the start
    REQUIRE(pasts.size() == 1);
    CHECK(pasts[0].filter.date == Date::from_ymd(2020, 6, 30));
    CHECK(pasts[0].scenario == p.start.scenario);
}

TEST_CASE("a number that lets things in and out fades; one that moves what is there does not", "[fade]") {
    Project p;
    p.length_s = 4.0;
    p.numbers = {{"filter.trade_year", {{0.0, 2019.0, Ease::Linear}, {4.0, 2023.0, Ease::Linear}}}};
    const auto pasts = ready(p).at(1.6).passing.pasts;  // 2020.6 shows 2021 since 1.5 s
    REQUIRE(pasts.size() == 1);
    CHECK(pasts[0].filter.trade_year == 2020);
    CHECK(pasts[0].share == Approx(0.5f).margin(1e-3));
    p.numbers = {{"filter.flow_origin", {{0.0, 0.0, Ease::Linear}, {4.0, 1.0, Ease::Linear}}}, {"report.pass_through", {{0.0, 0.0, Ease::Linear}, {4.0, 1.0, Ease::Linear}}}};
    CHECK(ready(p).at(1.6).passing.pasts.empty());
}

TEST_CASE("opacities of layers and strengths of records mix what is with what was", "[fade]") {
    Layers now, was;
    now.cables = false;
    was.stars = false;
    Snapshot here, before;
    here.site_visible = {1, 0, 1, 0};
    before.site_visible = {1, 1, 0, 0};
    here.cable_visible = before.cable_visible = {1};
    const std::vector<PastPicture> pasts{{&was, &before, 0.25f}};
    const Fading fading{now, here, pasts};
    CHECK(fading.layers_differ());
    CHECK(fading.layers().cables);
    CHECK(fading.opacity(&Layers::cables) == 0.25f);
    CHECK(fading.opacity(&Layers::stars) == 0.75f);
    CHECK(fading.opacity(&Layers::sites) == 1.0f);
    CHECK(fading.strengths(&Snapshot::site_visible) == std::vector<std::uint8_t>{255, 64, 191, 0});
    CHECK(fading.strengths(&Snapshot::cable_visible).empty());
    before.site_lost = {0, 0, 0, 1};  // no scenario now: the column is empty
    CHECK(fading.strengths(&Snapshot::site_lost) == std::vector<std::uint8_t>{0, 0, 0, 64});

    const auto imagery = [](const Layers&, const Backdrop& b) { return b.earth_style == EarthStyle::Imagery; };
    const auto moon = [](const Layers& layers, const Backdrop& b) { return layers.stars && b.moon; };
    const Backdrop photographs{EarthStyle::Imagery, false, true};
    const std::vector<PastPicture> drawn{{&now, &here, 0.25f, Backdrop{}}};
    CHECK(Fading{now, here, drawn}.share_of(photographs, imagery) == 0.75f);
    CHECK(Fading{now, here, drawn}.share_of({}, imagery) == 0.0f);
    CHECK(fading.share_of(photographs, imagery) == 1.0f);  // what a past says nothing of is as it is now
    CHECK(fading.share_of(photographs, moon) == 0.75f);    // the stars were off, and the Moon with them
    CHECK(Fading{}.share_of(photographs, imagery) == 1.0f);

    RibbonMix mix;
    mix.add({render::rgb("#ff0000ff"), 2.0f}, 0.5f);
    mix.add({render::rgb("#0000ffff"), 4.0f}, 0.5f);
    CHECK(mix.style().colour == render::Rgba8{128, 0, 128, 255});
    CHECK(mix.style().width_px == 3.0f);
    RibbonMix coming;
    coming.add({render::rgb("#ff0000ff"), 2.0f, true}, 0.25f);
    coming.add({{}, 0.0f}, 0.75f);
    CHECK(coming.style().colour == render::Rgba8{255, 0, 0, 64});  // its colour and width are whole, only fainter
    CHECK(coming.style().width_px == 2.0f);
    CHECK(coming.style().dashed);

    std::vector<render::AreaStyle> areas{{render::rgb("#ff0000ff"), render::AreaPattern::Plain}, {{0, 0, 0, 0}, render::AreaPattern::Plain}};
    mix_areas(areas, {{render::rgb("#0000ffff"), render::AreaPattern::Hatch}, {render::rgb("#00ff00ff"), render::AreaPattern::Dots}}, 0.75f);
    CHECK(areas[0].colour == render::Rgba8{64, 0, 191, 255});
    CHECK(areas[0].pattern == render::AreaPattern::Hatch);
    CHECK(areas[1].colour == render::Rgba8{0, 255, 0, 191});
}

TEST_CASE("an arc that goes stays beside those that come; one that stays glides to its new width", "[fade]") {
    Dataset data;
    data.countries = {country("CHN", 35, 103), country("DEU", 51, 10), country("JPN", 36, 138), country("USA", 39, -98)};
    Snapshot now, was;
    now.arcs = {{0, 3, 4'000'000, Coverage::FullBilateral, 0}, {1, 3, 4'000'000, Coverage::FullBilateral, 0}};
    was.arcs = {{0, 3, 4'000'000, Coverage::FullBilateral, 0}, {2, 3, 1'000'000, Coverage::FullBilateral, 0}, {1, 3, 1'000'000, Coverage::FullBilateral, 0}};
    const Layers layers;
    const NationGroups nations{data};
    FlowLines lines;
    const auto drawn = [&](float share) {
        const std::vector<PastPicture> pasts{{&layers, &was, share}};
        lines.update(data, now, false, share > 0.0f ? Fading{layers, now, pasts} : Fading{});
        return lines.styles(data, nations, now, {}, {});
    };
    const auto steady = drawn(0.0f);
    REQUIRE(steady.size() == 2);
    const auto half = drawn(0.5f);
    REQUIRE(half.size() == 3);  // and Japan, on its way out
    CHECK(lines.arcs().size() == 2);
    CHECK(lines.geometry()->line_count == 3);
    CHECK(half[0] == steady[0]);
    CHECK(half[1].colour == steady[1].colour);
    CHECK(half[1].width_px == Approx(0.5 * (arc_width_px(4e6, 4e6) + arc_width_px(1e6, 4e6))));
    CHECK(half[2].colour.a == Approx(0.5 * steady[0].colour.a).margin(1.0));
    CHECK(half[2].width_px == Approx(arc_width_px(1e6, 4e6)));
    std::vector<render::PointMark> particles;
    lines.add_particles(nations, 1.0, particles);
    const auto with_leaving = particles.size();
    const auto after = drawn(0.0f);
    CHECK(after == steady);
    CHECK(lines.geometry()->line_count == 2);
    particles.clear();
    lines.add_particles(nations, 1.0, particles);
    CHECK(particles.size() < with_leaving);
}

TEST_CASE("parts of a traced flow that lie on one another have particles of their own values, not of their sum", "[fade]") {
    Filter filter;
    filter.product_group = "transformers_converters";
    filter.flow_origin = 1.0;
    const Dataset& data = bundled_pack();
    const Snapshot snapshot = derive(data, filter);
    const NationGroups nations{data};
    FlowLines lines;
    lines.update(data, snapshot, false);
    std::vector<render::PointMark> particles;
    lines.add_particles(nations, 1.0, particles);
    REQUIRE_FALSE(particles.empty());
    const double largest = static_cast<double>(snapshot.arcs.front().value_usd);
    std::size_t at = 0, shared = 0;
    for (std::size_t i = 0; i < lines.arcs().size() && at < particles.size(); ++i) {
        const FlowArc& arc = lines.arcs()[i];
        shared += arc.width_usd > 1.5 * arc.value_usd;
        const double own_px = arc_width_px(arc.value_usd, largest), length_km = lines.paths()[i].angle_rad() * geo::kEarthRadiusKm * (1.0 - arc.tail);
        const int count = std::clamp(static_cast<int>(std::lround(own_px * length_km / 6000.0)), 1, 8);
        for (int k = 0; k < count; ++k, ++at) {
            REQUIRE(at < particles.size());
            CHECK(particles[at].id == arc.arc);
            CHECK(particles[at].radius_px == Approx(0.9 + 0.42 * own_px));
        }
    }
    CHECK(shared > 3);
}

TEST_CASE("a data centre that comes grows out of nothing, also within its cluster; areas add up all the way", "[fade]") {
    const Dataset& data = bundled_pack();
    const NationGroups nations{data};
    SiteClusters clusters{data, nations};
    std::vector<std::uint8_t> all(data.sites.size(), 1);
    Index added = kNone;
    for (std::size_t i = 0; i < data.sites.size() && added == kNone; ++i)
        if (data.sites[i].status == SiteStatus::Operational && has_current_power(data.sites[i]) && *data.sites[i].power_mw > 50.0) added = static_cast<Index>(i);
    REQUIRE(added != kNone);
    const double own_mw = *data.sites[added].power_mw;
    std::vector<std::uint8_t> without = all;
    without[added] = 0;
    const auto total = [&](std::uint8_t strength, double globe_px) {
        std::vector<std::uint8_t> strengths(data.sites.size(), 255);
        strengths[added] = strength;
        clusters.set_visible(all, strengths);
        std::vector<SiteClusters::Shown> shown;
        clusters.show(globe_px, shown);
        return std::accumulate(shown.begin(), shown.end(), 0.0, [](double sum, const SiteClusters::Shown& s) { return sum + s.sum.current(); });
    };
    for (const double globe_px : {300.0, 2000.0, 9000.0}) {
        clusters.set_visible(without);
        std::vector<SiteClusters::Shown> shown;
        clusters.show(globe_px, shown);
        const double before = std::accumulate(shown.begin(), shown.end(), 0.0, [](double sum, const SiteClusters::Shown& s) { return sum + s.sum.current(); });
        CHECK(total(0, globe_px) == Approx(before));
        CHECK(total(51, globe_px) == Approx(before + 0.2 * own_mw));
        CHECK(total(255, globe_px) == Approx(before + own_mw));
    }
}

TEST_CASE("a satellite that comes is fainter by its strength, and one that goes is still there", "[fade]") {
    Dataset data;
    data.satellites.resize(3);
    SatelliteField field{data};
    const NationGroups nations{data};
    Snapshot snapshot;
    snapshot.satellite_visible = {1, 0, 1};
    render::SatelliteBatch batch;
    field.fill(data, nations, snapshot, {}, {}, batch);
    const auto steady = *batch.styles;
    CHECK(steady[1].fill.a == 0);
    field.fill(data, nations, snapshot, {}, {}, batch, {255, 128, 51});
    CHECK((*batch.styles)[0].fill == steady[0].fill);
    CHECK((*batch.styles)[1].fill.a == Approx(steady[0].fill.a * 128 / 255).margin(1.0));
    CHECK((*batch.styles)[2].fill.a == Approx(steady[0].fill.a * 51 / 255).margin(1.0));
    field.fill(data, nations, snapshot, {}, {}, batch);
    CHECK((*batch.styles)[1].fill.a == 0);
}

TEST_CASE("the window remembers what it showed for one fade, and not the days of a date that runs", "[fade]") {
    FadeMemory memory;
    Layers layers;
    Snapshot snapshot;
    snapshot.site_visible = {1, 1};
    memory.note(layers, snapshot, 10.0);
    CHECK(memory.pasts(10.0).empty());
    snapshot.filter.date = Date::from_ymd(2020, 5, 1);  // nothing comes or goes by it
    memory.note(layers, snapshot, 10.1);
    CHECK(memory.pasts(10.1).empty());
    layers.cables = false;
    memory.note(layers, snapshot, 11.0);
    auto pasts = memory.pasts(11.0);
    REQUIRE(pasts.size() == 1);
    CHECK(pasts[0].share == 1.0f);
    CHECK(pasts[0].layers->cables);
    CHECK(pasts[0].snapshot->filter.date == Date::from_ymd(2020, 5, 1));  // as it looked last, not as it once began
    snapshot.site_visible = {1, 0};
    memory.note(layers, snapshot, 11.1);
    pasts = memory.pasts(11.1);
    REQUIRE(pasts.size() == 2);
    CHECK(pasts[0].snapshot->site_visible == std::vector<std::uint8_t>{1, 1});
    CHECK_FALSE(pasts[0].layers->cables);
    CHECK(pasts[1].layers->cables);
    CHECK(pasts[0].share == Approx(0.5f));
    CHECK(pasts[1].share == Approx(0.5f));
    memory.note(layers, snapshot, 11.25);
    CHECK(memory.pasts(11.25).size() == 1);
    memory.note(layers, snapshot, 11.31);
    CHECK(memory.pasts(11.31).empty());
    Backdrop night;
    night.moon = true;
    memory.note(layers, snapshot, 11.5, night);
    REQUIRE(memory.pasts(11.5).size() == 1);
    CHECK(memory.pasts(11.5)[0].backdrop == Backdrop{});
    layers.cables = true;
    memory.forget();
    memory.note(layers, snapshot, 12.0);
    CHECK(memory.pasts(12.0).empty());
}
