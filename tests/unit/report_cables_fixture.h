#pragma once
// What the tests of cable figures share: asking, and finding a figure in the answer.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "data/report/evaluate.h"

namespace linchpin::testing {

using namespace linchpin::report;

inline World world_of(const Dataset& dataset, std::span<const metrics::LandBorder> borders = {}) {
    World world;
    world.dataset = world.base = &dataset;
    world.borders = borders;
    return world;
}

inline Subject subject_of(const Dataset& dataset, std::vector<std::string> codes) {
    std::vector<Index> countries;
    for (const std::string& code : codes) countries.push_back(dataset.country_index(*CountryCode::parse(code)));
    return *selection_subject(dataset, countries);
}

inline const Figure* find(const std::vector<Figure>& figures, std::string_view item, std::string_view partner = {}) {
    for (const Figure& figure : figures) {
        if (figure.item == item && (partner.empty() || figure.partner == partner)) return &figure;
    }
    return nullptr;
}

inline const Figure& at(const std::vector<Figure>& figures, std::string_view item, std::string_view partner = {}) {
    const Figure* const figure = find(figures, item, partner);
    INFO(item << " " << partner);
    REQUIRE(figure != nullptr);
    return *figure;
}

inline bool same_figures(const std::vector<Figure>& a, const std::vector<Figure>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Figure& x, const Figure& y) {
        return x.item == y.item && x.partner == y.partner && x.state == y.state && x.value == y.value && x.low == y.low &&
               x.high == y.high && x.coverage == y.coverage && x.text == y.text && x.note == y.note;
    });
}

}  // namespace linchpin::testing
