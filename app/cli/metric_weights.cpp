#include "app/cli/metric_weights.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fmt/format.h>

#include "app/cli/nearest.h"
#include "data/report/evaluate.h"
#include "data/report/subject.h"

namespace linchpin::app {
namespace {

using report::IndicatorWeight;

constexpr std::string_view kIndex = "M19";

/// Every metric that can be part of the index.
std::vector<std::string> indicator_metrics() {
    std::vector<std::string> ids;
    for (const report::MetricInfo& info : report::metric_catalog())
        if (info.id != kIndex) ids.emplace_back(info.id);
    return ids;
}

Result<IndicatorWeight> read_weight(const std::string& text) {
    const Error wrong{"--weights: expected METRIC:ITEM:higher=WEIGHT or :lower=WEIGHT, found \"" + text + "\""};
    const std::size_t item = text.find(':'), direction = text.find(':', item + 1), equals = text.find('=');
    if (item == std::string::npos || direction == std::string::npos || equals == std::string::npos || equals < direction)
        return wrong;
    const std::string better = text.substr(direction + 1, equals - direction - 1);
    IndicatorWeight indicator{text.substr(0, item), text.substr(item + 1, direction - item - 1), better == "higher", 0.0};
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data() + equals + 1, end, indicator.weight);
    const bool number = error == std::errc{} && stop == end && indicator.weight >= 0.0 && indicator.weight <= 1.0;
    if (!number || (better != "higher" && better != "lower")) return wrong;
    if (indicator.metric.starts_with('m')) indicator.metric.front() = 'M';
    if (indicator.metric == kIndex) return Error{"--weights: expected another metric than M19, which is the index itself"};
    const std::vector<std::string> known = indicator_metrics();
    if (std::find(known.begin(), known.end(), indicator.metric) != known.end()) return indicator;
    return Error{"--weights: " + unknown_word("metric", indicator.metric, known)};
}

/// Items of a metric that have a number for some country; none of them when the wanted one is `found`, which ends the search.
std::vector<std::string> other_items(const report::World& world, const report::Question& question, const IndicatorWeight& wanted,
                                     bool& found) {
    std::vector<std::string> items;
    for (Index country = 0; country < world.dataset->countries.size(); ++country) {
        const auto subject = report::country_subject(*world.dataset, country);
        for (const report::Figure& figure : report::evaluate(world, subject, wanted.metric, question, report::Detail::Full)) {
            if (figure.state != report::FigureState::Value || !figure.value) continue;
            found = figure.item == wanted.item;
            if (found) return {};
            if (std::find(items.begin(), items.end(), figure.item) == items.end()) items.push_back(figure.item);
        }
    }
    return items;
}

}  // namespace

Result<std::vector<IndicatorWeight>> read_weights(const std::vector<std::string>& texts) {
    std::vector<IndicatorWeight> indicators;
    double sum = 0.0;
    for (const std::string& text : texts) {
        Result<IndicatorWeight> indicator = read_weight(text);
        if (!indicator) return indicator.error();
        const auto same = [&](const IndicatorWeight& each) {
            return each.metric == indicator->metric && each.item == indicator->item;
        };
        if (std::any_of(indicators.begin(), indicators.end(), same))
            return Error{
                fmt::format("--weights: expected each indicator once, found {}:{} twice", indicator->metric, indicator->item)};
        sum += indicator->weight;
        indicators.push_back(*std::move(indicator));
    }
    if (!indicators.empty() && std::abs(sum - 1.0) > 1e-9)
        return Error{"--weights: expected weights that sum to 1, found " + std::to_string(sum)};
    return indicators;
}

std::string weights_problem(const report::World& world, const report::Question& question) {
    for (const IndicatorWeight& indicator : question.indicators) {
        bool found = false;
        const std::vector<std::string> items = other_items(world, question, indicator, found);
        if (found) continue;
        const report::MetricInfo* const info = report::find_metric(indicator.metric);
        if (items.empty() && !info->needs.empty()) return fmt::format("--weights: {} needs {}", info->id, info->needs);
        if (items.empty())
            return fmt::format("--weights: {} has no number for any country of this pack, date and product group", info->id);
        return "--weights: " + unknown_word(fmt::format("item of {} with a number", indicator.metric), indicator.item, items);
    }
    return {};
}

}  // namespace linchpin::app
