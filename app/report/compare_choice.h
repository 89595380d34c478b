#pragma once
#include <string>

namespace linchpin::app {

/// What the exposure page is set against.
enum class CompareKind { Nothing, Country, Year, Scenario };
struct CompareChoice {
    CompareKind kind = CompareKind::Nothing;
    std::string country;  ///< ISO3
    int year = 0;         ///< trade year, and its last day for what has a date
    bool operator==(const CompareChoice&) const = default;
};

}  // namespace linchpin::app
