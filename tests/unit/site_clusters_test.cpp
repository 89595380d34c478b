// Clusters of data centres: what they stand for is the same at every zoom, and nothing jumps.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <glm/geometric.hpp>
#include <map>

#include "app/scene/site_clusters.h"
#include "app/scene/site_marks.h"
#include "bundled_pack.h"

using namespace linchpin;
using namespace linchpin::app;
using linchpin::testing::bundled_pack;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;

namespace {

struct Sums { double current = 0.0, planned = 0.0, count = 0.0; };
Sums sums_of(const std::vector<SiteClusters::Shown>& shown) {
    Sums sums;
    for (const auto& one : shown) sums.current += one.sum.current(), sums.planned += one.sum.planned(), sums.count += one.sum.count();
    return sums;
}

/// Sizes of the globe from whole Earth to street, each 3 % larger, so that every cluster is met while it opens.
std::vector<double> zooms() {
    std::vector<double> sizes;
    for (double px = 90.0; px < 4e5; px *= 1.03) sizes.push_back(px);
    return sizes;
}

}  // namespace

TEST_CASE("clusters conserve power and number at every zoom, also half open", "[clusters]") {
    const Dataset& data = bundled_pack();
    const NationGroups nations(data);
    SiteClusters clusters(data, nations);
    std::vector<std::uint8_t> visible(data.sites.size(), 1);
    for (std::size_t i = 0; i < visible.size(); i += 3) visible[i] = 0;
    clusters.set_visible(visible);
    double current = 0.0, planned = 0.0;
    std::size_t count = 0;
    for (std::size_t i = 0; i < data.sites.size(); ++i) {
        if (visible[i] == 0) continue;
        ++count;
        const Site& site = data.sites[i];
        if (!site.power_mw || site.status == SiteStatus::Closed) continue;
        (site.status == SiteStatus::Operational && has_current_power(site) ? current : planned) += *site.power_mw;
    }
    REQUIRE(current > 1000.0);
    REQUIRE(planned > 1000.0);
    std::vector<SiteClusters::Shown> shown;
    std::size_t most = 0, half_open = 0;
    for (const double px : zooms()) {
        clusters.show(px, shown);
        const Sums sums = sums_of(shown);
        CHECK_THAT(sums.current, WithinRel(current, 1e-9));
        CHECK_THAT(sums.planned, WithinRel(planned, 1e-9));
        CHECK_THAT(sums.count, WithinRel(static_cast<double>(count), 1e-9));
        for (const auto& one : shown) {
            half_open += one.presence < 1.0;
            CHECK(one.sum.current() > -1e-6);
            CHECK(one.sum.planned() > -1e-6);
            CHECK_THAT(glm::length(one.place), WithinAbs(1.0, 1e-9));
        }
        most = std::max(most, shown.size());
    }
    CHECK(half_open > 100);  // the zooms did meet clusters while they open
    CHECK(most == count);    // from close by every site stands alone
    clusters.show(90.0, shown);
    CHECK(shown.size() < count / 10);
    std::size_t members = 0;
    for (const auto& one : shown) members += one.sites;
    CHECK(members == count);
}

TEST_CASE("a cluster opens without a jump: what moves, moves by less than a pixel for a small step of zoom", "[clusters]") {
    const Dataset& data = bundled_pack();
    const NationGroups nations(data);
    SiteClusters clusters(data, nations);
    // A mark is followed by its node; a new one must begin where, and as large as, it cannot be told from what was there.
    std::vector<SiteClusters::Shown> before, after;
    double px = 400.0;
    clusters.show(px, before);
    std::size_t born = 0;
    for (int step = 0; step < 1500; ++step) {
        const double next = px * 1.0005;
        clusters.show(next, after);
        std::map<std::uint32_t, const SiteClusters::Shown*> old;
        for (const auto& one : before) old[one.node] = &one;
        for (const auto& one : after) {
            const auto found = old.find(one.node);
            if (found != old.end()) {
                CHECK(glm::length(one.place - found->second->place) * px < 1.0);
                const double a = one.sum.current() + one.sum.planned(), b = found->second->sum.current() + found->second->sum.planned();
                CHECK(std::abs(a - b) <= 0.02 * std::max(a, b) + 0.02 * (clusters.sum(one.node).current() + clusters.sum(one.node).planned()) + 30.0);
                continue;
            }
            ++born;
            double nearest = 1e9;
            for (const auto& was : before) nearest = std::min(nearest, glm::length(one.place - was.place) * px);
            CHECK(nearest < 1.0);
        }
        px = next;
        std::swap(before, after);
    }
    CHECK(born > 50);
}

TEST_CASE("clusters are the same whenever they are asked for, and know their members", "[clusters]") {
    const Dataset& data = bundled_pack();
    const NationGroups nations(data);
    SiteClusters a(data, nations), b(data, nations);
    std::vector<SiteClusters::Shown> first, second;
    a.show(9000.0, first);
    a.show(500.0, first);
    b.show(500.0, second);
    REQUIRE(first.size() == second.size());
    for (std::size_t i = 0; i < first.size(); ++i) {
        CHECK(first[i].node == second[i].node);
        CHECK(first[i].place == second[i].place);
    }
    const auto largest = std::max_element(first.begin(), first.end(), [](const auto& x, const auto& y) { return x.sites < y.sites; });
    const auto members = a.members(largest->node);
    CHECK(members.size() == largest->sites);
    for (std::size_t i = 1; i < members.size(); ++i)
        CHECK(data.sites[members[i - 1]].power_mw.value_or(-1.0) >= data.sites[members[i]].power_mw.value_or(-1.0));
    // Where a click flies to, it has opened.
    a.show(a.opened_at_px(largest->node), second);
    CHECK(std::none_of(second.begin(), second.end(), [&](const auto& one) { return one.node == largest->node; }));
}

TEST_CASE("the lens: operator, ultimate owner and vendor, unknown where the pack does not say", "[clusters]") {
    Dataset data;
    Country c;
    for (const char* code : {"CHN", "DEU", "USA"}) c.code = *CountryCode::parse(code), data.countries.push_back(c);
    Operator own, subsidiary;
    own.hq = 1;
    subsidiary.hq = 1;
    subsidiary.ultimate_owner = 2;
    data.operators = {own, subsidiary};
    Accelerator ascend;
    ascend.vendor_country = 0;
    data.accelerators = {ascend};
    Site site;
    site.operator_hq = 1;
    const NationGroups nations(data);
    CHECK(lens_group(data, nations, site, LensRing::Operator) == NationGroup::Other);  // no table of blocs here
    CHECK(lens_group(data, nations, site, LensRing::Owner) == NationGroup::Unknown);
    CHECK(lens_group(data, nations, site, LensRing::Vendor) == NationGroup::Unknown);
    site.operator_index = 0;
    site.accelerator_class = 0;
    CHECK(lens_group(data, nations, site, LensRing::Owner) == NationGroup::Other);
    CHECK(lens_group(data, nations, site, LensRing::Vendor) == NationGroup::China);
    site.operator_index = 1;
    CHECK(lens_group(data, nations, site, LensRing::Owner) == NationGroup::UnitedStates);
}
