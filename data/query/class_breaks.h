#pragma once
// Where classes of numbers begin. A break belongs to the class above it; n breaks make n + 1 classes.
#include <string_view>
#include <vector>

#include "data/core/result.h"

namespace linchpin::query {

/// Breaks for `classes` classes with as many values in each as ties allow: equal values never part. Each is the shortest decimal
/// number that parts the same values. Fewer breaks where there are fewer different values; none when all are equal or none is given.
/// @param values   finite numbers in any order
/// @param classes  >= 2
[[nodiscard]] std::vector<double> quantile_breaks(std::vector<double> values, int classes);

/// Breaks for classes of equal width from the smallest value to the largest, rounded to a hundredth of that width or finer. Classes
/// may be empty. None when all values are equal or none is given.
[[nodiscard]] std::vector<double> equal_breaks(const std::vector<double>& values, int classes);

/// Breaks of differences, symmetric about zero: a class of no change (less than a 200th of the largest), then two on either side that
/// halve the changes by size where there are two sizes. None when nothing changes by more than rounding.
[[nodiscard]] std::vector<double> change_breaks(const std::vector<double>& differences);

/// Breaks of differences in equal steps, symmetric about zero, with a class about zero.
/// @param classes  an even number counts as the odd one above it
[[nodiscard]] std::vector<double> equal_change_breaks(const std::vector<double>& differences, int classes);

/// Breaks as a person types them: "20, 40, 60"; commas, semicolons or spaces part them. The error is one sentence: which of them, and why.
/// @param most  so many are allowed
[[nodiscard]] Result<std::vector<double>> parse_breaks(std::string_view text, int most);

/// The decimal number with the fewest digits in (low, high]. @param low < high, both finite
[[nodiscard]] double shortest_between(double low, double high);

}  // namespace linchpin::query
