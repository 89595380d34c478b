// Origin paths against the figures that they draw: M01 on one side, M06's solution on the other.
#include <map>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include "bundled_pack.h"
#include "data/report/evaluate.h"
#include "data/report/origin_paths.h"

using namespace linchpin;
using Catch::Approx;

namespace {

Index country(const Dataset& dataset, const char* iso3) { return dataset.country_index(*CountryCode::parse(iso3)); }

struct Case {
    const Dataset& dataset = testing::bundled_pack();
    metrics::TradeView trade{dataset};
    report::World world{.dataset = &dataset, .base = &dataset, .trade = &trade};
    report::Question question;
    explicit Case(const char* group, double pass_through = 1.0) {
        question.group = dataset.group_index(group);
        question.year = 2024;
        question.pass_through = pass_through;
    }
};

}  // namespace

TEST_CASE("origin paths: each exporter's sum is its declared share, and all of them are the imports") {
    for (const char* const group : {"transformers_converters", "telecom_equipment", "batteries"}) {
        const Case c{group};
        std::size_t compared = 0;
        for (const char* const iso3 : {"KEN", "DEU", "IND", "ZAF"}) {
            const report::Subject subject = report::country_subject(c.dataset, country(c.dataset, iso3));
            const report::OriginPaths paths = report::origin_paths(c.world, subject, c.question);
            const auto shares = report::evaluate(c.world, subject, "M01", c.question, report::Detail::Full);
            INFO(group << " of " << iso3);
            REQUIRE(paths.state == shares.front().state);
            if (paths.state != report::FigureState::Value) continue;
            std::map<Index, double> by_exporter;
            double all = 0.0;
            for (const report::OriginPath& path : paths.paths) {
                CHECK(path.value_usd > 0.0);
                by_exporter[path.exporter] += path.value_usd;
                all += path.value_usd;
            }
            CHECK(all == Approx(paths.imports_usd).margin(1.0));
            CHECK(paths.year == shares.front().year);
            for (const report::Figure& figure : shares) {
                if (figure.item == "supplier_share") CHECK(by_exporter[country(c.dataset, figure.partner.c_str())] / paths.imports_usd == Approx(*figure.value).margin(1e-6));
                if (figure.item == "unallocated_share" && figure.value) CHECK(by_exporter[kNone] / paths.imports_usd == Approx(*figure.value).margin(1e-6));
                compared += figure.item == "supplier_share" ? 1 : 0;
            }
        }
        CHECK(compared > 20);
    }
}

TEST_CASE("origin paths: without pass-through maker and declarer are one; with it something is passed on") {
    const Case none{"transformers_converters", 0.0}, most{"transformers_converters", 1.0};
    const report::Subject kenya = report::country_subject(none.dataset, country(none.dataset, "KEN"));
    for (const report::OriginPath& path : report::origin_paths(none.world, kenya, none.question).paths) CHECK(path.producer == path.exporter);
    double passed_on = 0.0;
    for (const report::OriginPath& path : report::origin_paths(most.world, kenya, most.question).paths) passed_on += path.producer != path.exporter ? path.value_usd : 0.0;
    CHECK(passed_on > 0.0);
}

TEST_CASE("origin paths: what has no list of origins says why, and has no path") {
    const Case c{"computer_parts"};
    const report::OriginPaths paths = report::origin_paths(c.world, report::country_subject(c.dataset, country(c.dataset, "KEN")), c.question);
    CHECK(paths.state != report::FigureState::Value);
    CHECK(paths.paths.empty());
    CHECK_FALSE(paths.reason.empty());
}
