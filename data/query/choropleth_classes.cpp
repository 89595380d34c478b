// Classes of country values: breaks by rule, a second number beside the first, and what a scenario changes.
#include <cmath>
#include <fmt/format.h>

#include "data/core/format.h"
#include "data/query/choropleth.h"
#include "data/query/choropleth_change.h"
#include "data/query/class_breaks.h"

namespace linchpin::query {
namespace {

constexpr int kSecondClasses = 3;

std::string plain_number(double value) { return format_number(value, std::abs(value) < 10.0 ? 2 : 1); }

}  // namespace

void classify(ChoroplethLayer& layer, const ChoroplethChoice& choice) {
    if (!layer.active || layer.categorical) return;
    switch (choice.classes) {
        case ClassRule::Standard:
            if (layer.change) layer.class_breaks = change_breaks(numbers_of(layer));
            return;
        case ClassRule::Quantile:
            layer.class_breaks = layer.change ? change_breaks(numbers_of(layer)) : quantile_breaks(numbers_of(layer), choice.class_count);
            return;
        case ClassRule::Equal:
            layer.class_breaks = layer.change ? equal_change_breaks(numbers_of(layer), choice.class_count) : equal_breaks(numbers_of(layer), choice.class_count);
            return;
        case ClassRule::Manual:
            if (!choice.breaks.empty()) layer.class_breaks = choice.breaks;
            return;
    }
}

void join_second(ChoroplethLayer& first, const ChoroplethLayer& second) {
    ChoroplethLayer::Second other{second.title, second.unit, {}, std::vector<double>(first.values.size(), 0.0)};
    std::vector<double> seconds;
    for (std::size_t i = 0; i < first.values.size(); ++i) {
        CountryValue& value = first.values[i];
        if (value.state != ValueState::Value) continue;
        const CountryValue& beside = second.values[i];
        if (beside.state != ValueState::Value) {
            value.state = beside.state;
            value.note = second.title + ": " + (beside.note.empty() ? "no data" : beside.note);
            continue;
        }
        other.values[i] = beside.value;
        seconds.push_back(beside.value);
        value.note += fmt::format("{}{}: {} {}", value.note.empty() ? "" : "; ", second.title, plain_number(beside.value), second.unit);
    }
    count_values(first);
    first.class_breaks = quantile_breaks(numbers_of(first), kSecondClasses);
    other.class_breaks = quantile_breaks(std::move(seconds), kSecondClasses);
    first.definition += " " + second.definition;
    if (!second.source.empty() && first.source.find(second.source) == std::string::npos) first.source += (first.source.empty() ? "" : "; ") + second.source;
    if (second.year != first.year) first.year += (first.year.empty() ? "" : "; ") + second.year;
    first.second = std::move(other);
}

}  // namespace linchpin::query

namespace linchpin {

ChoroplethLayer change_of(const ChoroplethLayer& before, ChoroplethLayer after, const ChoroplethChoice& choice) {
    if (!before.active || !after.active || after.categorical || after.values.size() != before.values.size()) return after;
    for (std::size_t i = 0; i < after.values.size(); ++i) {
        CountryValue& value = after.values[i];
        const CountryValue& old = before.values[i];
        if (value.state != ValueState::Value) continue;
        if (old.state != ValueState::Value) {
            value = {old.state, 0.0, {}, {}, kNone, {}, "no number before the scenario to compare with"};
            continue;
        }
        value.note = fmt::format("{} before the scenario, {} in it", query::plain_number(old.value), query::plain_number(value.value));
        value.value -= old.value;
        value.low.reset();
        value.high.reset();
        value.partner = kNone;
    }
    query::count_values(after);
    after.change = true;
    after.title = "Change in the scenario: " + after.title;
    if (after.unit.starts_with("%")) after.unit = "percentage points";
    query::classify(after, choice);
    return after;
}

}  // namespace linchpin
