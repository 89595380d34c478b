#include "data/query/class_breaks.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace linchpin::query {
namespace {

constexpr double kLeastPart = 200.0;  ///< changes below this part of the largest share the class of those that are none
constexpr double kRounding = 1e-9;  ///< differences below it come from sums, not from what they are sums of

/// numerator * 10^exponent as the double nearest to its decimal text.
double decimal(double numerator, int exponent) {
    const double power = std::pow(10.0, std::abs(exponent));  // whole, hence exact
    return exponent < 0 ? numerator / power : numerator * power;
}

/// Where to part sorted values so that about `target` lie below and no equal ones part: 0 or size() when nothing can.
std::size_t cut_near(const std::vector<double>& sorted, double target) {
    const auto index = std::min(static_cast<std::size_t>(target), sorted.size() - 1);
    const auto [first, last] = std::equal_range(sorted.begin(), sorted.end(), sorted[index]);
    const auto before = static_cast<std::size_t>(first - sorted.begin()), after = static_cast<std::size_t>(last - sorted.begin());
    if (before == 0) return after;
    if (after == sorted.size()) return before;
    return target - static_cast<double>(before) <= static_cast<double>(after) - target ? before : after;
}

std::vector<double> sizes_of(const std::vector<double>& differences) {
    std::vector<double> sizes;
    for (const double d : differences)
        if (std::abs(d) > kRounding) sizes.push_back(std::abs(d));
    std::sort(sizes.begin(), sizes.end());
    return sizes;
}

std::vector<double> mirrored(const std::vector<double>& above) {
    std::vector<double> breaks;
    for (auto it = above.rbegin(); it != above.rend(); ++it) breaks.push_back(-*it);
    breaks.insert(breaks.end(), above.begin(), above.end());
    return breaks;
}

}  // namespace

double shortest_between(double low, double high) {
    const double size = std::max(std::abs(low), std::abs(high));
    for (int exponent = static_cast<int>(std::floor(std::log10(size))) + 1; exponent > -18; --exponent) {
        const double steps = std::floor(exponent < 0 ? high * std::pow(10.0, -exponent) : high / std::pow(10.0, exponent));
        const double candidate = decimal(steps, exponent);
        if (candidate > low && candidate <= high) return candidate;
    }
    return high;
}

std::vector<double> quantile_breaks(std::vector<double> values, int classes) {
    std::vector<double> breaks;
    if (values.empty()) return breaks;
    std::sort(values.begin(), values.end());
    std::size_t last_cut = 0;
    for (int i = 1; i < classes; ++i) {
        const std::size_t cut = cut_near(values, static_cast<double>(values.size()) * i / classes);
        if (cut <= last_cut || cut >= values.size()) continue;
        breaks.push_back(shortest_between(values[cut - 1], values[cut]));
        last_cut = cut;
    }
    return breaks;
}

std::vector<double> equal_breaks(const std::vector<double>& values, int classes) {
    std::vector<double> breaks;
    if (values.empty()) return breaks;
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    if (!(*high > *low)) return breaks;
    const double width = (*high - *low) / classes;
    const int exponent = static_cast<int>(std::floor(std::log10(width))) - 2;
    for (int i = 1; i < classes; ++i) breaks.push_back(decimal(std::round((*low + width * i) / std::pow(10.0, exponent)), exponent));
    return breaks;
}

std::vector<double> change_breaks(const std::vector<double>& differences) {
    std::vector<double> sizes = sizes_of(differences);
    if (sizes.empty()) return {};
    // Strictly below the least change that counts, so that a fall by it counts just as a rise does.
    std::vector<double> above{shortest_between(0.0, std::max(sizes.front(), sizes.back() / kLeastPart) * 0.999)};
    std::erase_if(sizes, [&](double size) { return size < above.front(); });
    for (const double middle : quantile_breaks(sizes, 2)) {
        const auto at = std::lower_bound(sizes.begin(), sizes.end(), middle);
        const double below = *std::prev(at);
        above.push_back(shortest_between(below, below + (*at - below) * 0.999));
    }
    return mirrored(above);
}

std::vector<double> equal_change_breaks(const std::vector<double>& differences, int classes) {
    const std::vector<double> sizes = sizes_of(differences);
    if (sizes.empty()) return {};
    const int odd = classes | 1;
    const std::vector<double> all = equal_breaks({-sizes.back(), sizes.back()}, odd);
    return mirrored({all.begin() + odd / 2, all.end()});
}

Result<std::vector<double>> parse_breaks(std::string_view text, int most) {
    constexpr std::string_view kBetween = ",; \t";
    std::vector<double> breaks;
    while (true) {
        const std::size_t begin = text.find_first_not_of(kBetween);
        if (begin == std::string_view::npos) break;
        const std::size_t end = std::min(text.find_first_of(kBetween, begin), text.size());
        const std::string_view word = text.substr(begin, end - begin);
        text = text.substr(end);
        double value = 0.0;
        const auto [rest, bad] = std::from_chars(word.data(), word.data() + word.size(), value);
        const auto place = breaks.size() + 1;
        if (bad != std::errc{} || rest != word.data() + word.size() || !std::isfinite(value)) return Error{fmt::format("Number {}: expected a number like 20 or 0.5, found \u201c{}\u201d.", place, word)};
        if (!breaks.empty() && !(value > breaks.back())) return Error{fmt::format("Number {}: expected one above {}, found {}.", place, breaks.back(), word)};
        if (place > static_cast<std::size_t>(most)) return Error{fmt::format("Expected at most {} numbers, found more.", most)};
        breaks.push_back(value);
    }
    if (breaks.empty()) return Error{"Expected the numbers at which a class begins, ascending, like 20, 40, 60; found none."};
    return breaks;
}

}  // namespace linchpin::query
