#include "data/query/choropleth.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <utility>

namespace linchpin::query {
namespace {

/// Candidates 1, 2, 3, 5 times powers of ten in (low, high], each the double nearest to its decimal text.
std::vector<double> round_numbers(double low, double high) {
    std::vector<double> result;
    for (int exponent = static_cast<int>(std::floor(std::log10(low))); std::pow(10.0, exponent) <= high; ++exponent) {
        const double power = std::pow(10.0, std::abs(exponent));  // whole, hence exact
        for (const double step : {1.0, 2.0, 3.0, 5.0}) {
            const double candidate = exponent < 0 ? step / power : step * power;
            if (candidate > low && candidate <= high) result.push_back(candidate);
        }
    }
    return result;
}

double nearest(const std::vector<double>& candidates, double wanted) {
    return *std::min_element(candidates.begin(), candidates.end(),
                             [&](double a, double b) { return std::abs(std::log(a / wanted)) < std::abs(std::log(b / wanted)); });
}

/// Fills up to `wanted` breaks with the candidate that splits the fullest class, so that ties do not leave two classes.
void split_fullest(std::vector<double>& breaks, std::vector<double> candidates, const std::vector<double>& sorted,
                   std::size_t wanted) {
    const auto below = [&](double x) { return std::lower_bound(sorted.begin(), sorted.end(), x) - sorted.begin(); };
    while (breaks.size() < wanted) {
        std::erase_if(candidates, [&](double c) { return std::binary_search(breaks.begin(), breaks.end(), c); });
        double best = 0.0;
        std::ptrdiff_t best_gain = 0;
        for (const double candidate : candidates) {
            const auto next = std::upper_bound(breaks.begin(), breaks.end(), candidate);
            const std::ptrdiff_t low = next == breaks.begin() ? 0 : below(*std::prev(next));
            const std::ptrdiff_t high = next == breaks.end() ? std::ssize(sorted) : below(*next);
            const std::ptrdiff_t gain = std::min(below(candidate) - low, high - below(candidate));
            if (gain > best_gain) {
                best_gain = gain;
                best = candidate;
            }
        }
        if (best_gain == 0) return;
        breaks.insert(std::upper_bound(breaks.begin(), breaks.end(), best), best);
    }
}

}  // namespace

namespace {

ChoroplethLayer layer_of(const ChoroplethInput& in, ChoroplethKind kind) {
    switch (kind) {
        case ChoroplethKind::None:
            return {};
        case ChoroplethKind::TopSupplierShare:
            return top_supplier_layer(in);
        case ChoroplethKind::ImportHhi:
            return import_hhi_layer(in);
        case ChoroplethKind::ShareFromCountry:
            return share_from_layer(in);
        case ChoroplethKind::SiteCount:
            return site_count_layer(in);
        case ChoroplethKind::SitePowerMw:
            return site_power_layer(in);
        case ChoroplethKind::ForeignSiteShare:
            return foreign_site_layer(in);
        case ChoroplethKind::LandedCables:
            return landed_cables_layer(in);
        case ChoroplethKind::FootprintTopic:
            return footprint_layer(in);
    }
    return {};
}

}  // namespace

ChoroplethLayer derive_choropleth(const ChoroplethInput& in) {
    const ChoroplethChoice& choice = in.filter.choropleth;
    ChoroplethLayer layer = layer_of(in, choice.kind);
    if (!layer.active || layer.categorical) return layer;
    if (choice.second != ChoroplethKind::None && choice.second != choice.kind && !choice.change) {
        // A layer reads its own kind from the filter nowhere but in the country that it takes.
        const ChoroplethLayer second = layer_of(in, choice.second);
        if (second.active && !second.categorical) {
            join_second(layer, second);
            return layer;
        }
    }
    classify(layer, choice);
    return layer;
}

CountryValue value_of(double value, std::string note) {
    CountryValue result;
    result.state = ValueState::Value;
    result.value = value;
    result.note = std::move(note);
    return result;
}

CountryValue no_data(std::string note) {
    CountryValue result;
    result.note = std::move(note);
    return result;
}

CountryValue not_available(std::string note) {
    CountryValue result;
    result.state = ValueState::NotAvailable;
    result.note = std::move(note);
    return result;
}

void count_values(ChoroplethLayer& layer) {
    layer.with_value = static_cast<std::size_t>(std::count_if(layer.values.begin(), layer.values.end(),
                                                              [](const CountryValue& v) { return v.state == ValueState::Value; }));
}

std::vector<double> numbers_of(const ChoroplethLayer& layer) {
    std::vector<double> numbers;
    for (const CountryValue& value : layer.values) {
        if (value.state == ValueState::Value) numbers.push_back(value.value);
    }
    return numbers;
}

std::vector<double> round_quantile_breaks(std::vector<double> values, double smallest) {
    constexpr std::size_t kClasses = 6;
    const bool zeros = std::any_of(values.begin(), values.end(), [](double v) { return v <= 0.0; });
    std::erase_if(values, [](double v) { return !(v > 0.0); });
    if (values.empty()) return {};
    std::sort(values.begin(), values.end());
    std::vector<double> breaks;
    const std::vector<double> candidates = round_numbers(std::max(values.front(), smallest * 0.999), values.back());
    if (values.front() < values.back() && !candidates.empty()) {
        for (std::size_t i = 1; i < kClasses; ++i) {
            breaks.push_back(nearest(candidates, values[i * (values.size() - 1) / kClasses]));
        }
        std::sort(breaks.begin(), breaks.end());
        breaks.erase(std::unique(breaks.begin(), breaks.end()), breaks.end());
        split_fullest(breaks, candidates, values, kClasses - 1);
    }
    // A break at the greatest round number that no value above zero falls below sets the zeros apart.
    if (zeros) {
        const double floor_break =
            smallest > 0.0 && smallest <= values.front() ? smallest : round_numbers(values.front() / 11.0, values.front()).back();
        if (breaks.empty() || floor_break < breaks.front()) breaks.insert(breaks.begin(), floor_break);
    }
    return breaks;
}

std::string country_name(const Dataset& dataset, Index country) {
    if (country >= dataset.countries.size()) return "an unknown country";
    const Country& record = dataset.countries[country];
    return record.name.empty() ? record.code.str() : record.name;
}

std::string credit_of(const Dataset& dataset, RowOrigin origin) {
    if (origin.resource >= dataset.resources.size()) return {};
    const ResourceInfo& resource = dataset.resources[origin.resource];
    return resource.credit.empty() ? resource.title : resource.credit;
}

std::string date_text(const ChoroplethInput& in) {
    if (in.filter.date) return fmt::format("at {}", in.filter.date->iso());
    return in.dataset.as_of ? fmt::format("as of the pack ({})", in.dataset.as_of->iso()) : "as of the pack";
}

}  // namespace linchpin::query
