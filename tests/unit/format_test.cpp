#include "data/core/format.h"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>

using namespace linchpin;

namespace {

/// Plain spelling of an expectation: '_' is the narrow no-break space, '~' the no-break space, '-' the minus, '=' the en dash.
std::string spelled(std::string_view plain) {
    std::string out;
    for (char c : plain) {
        if (c == '_') out += "\u202f";
        else if (c == '~') out += "\u00a0";
        else if (c == '-') out += "\u2212";
        else if (c == '=') out += "\u2013";
        else out += c;
    }
    return out;
}

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInf = std::numeric_limits<double>::infinity();

}  // namespace

TEST_CASE("counts are grouped in threes by a narrow no-break space") {
    CHECK(format_count(std::int64_t{0}) == "0");
    CHECK(format_count(std::int64_t{999}) == "999");
    CHECK(format_count(std::int64_t{1648}) == spelled("1_648"));
    CHECK(format_count(std::int64_t{12881}) == spelled("12_881"));
    CHECK(format_count(std::int64_t{1234567}) == spelled("1_234_567"));
    CHECK(format_count(std::int64_t{-1648}) == spelled("-1_648"));
    CHECK(format_count(std::numeric_limits<std::int64_t>::min()) == spelled("-9_223_372_036_854_775_808"));
    CHECK(format_count(std::optional<std::int64_t>{}) == spelled("="));
    CHECK(format_count_of(412, 1648) == spelled("412 of 1_648"));
}

TEST_CASE("what is missing or not finite is an en dash, never zero") {
    for (const std::optional<double>& value : {std::optional<double>{}, std::optional{kNan}, std::optional{kInf}, std::optional{-kInf}}) {
        CHECK(format_number(value, 1) == spelled("="));
        CHECK(format_usd(value) == spelled("="));
        CHECK(format_power_mw(value) == spelled("="));
        CHECK(format_distance_km(value) == spelled("="));
        CHECK(format_percent(value) == spelled("="));
        CHECK(format_short(value) == spelled("="));
    }
}

TEST_CASE("nothing is ever minus zero") {
    CHECK(format_number(-0.0, 0) == "0");
    CHECK(format_number(-0.04, 1) == "0.0");
    CHECK(format_number(-0.06, 1) == spelled("-0.1"));
    CHECK(format_usd(-0.2) == spelled("US$~0"));
    CHECK(format_short(-0.001) == "0");
    CHECK(format_percent(-0.0001) == spelled("0.0~%"));
    CHECK(format_power_mw(-0.0) == spelled("0~MW"));
    CHECK(format_distance_km(-0.0) == spelled("0~km"));
}

TEST_CASE("money is short and names its currency") {
    CHECK(format_usd(77.1e9) == spelled("US$~77.1~B"));
    CHECK(format_usd(5e6) == spelled("US$~5~M"));
    CHECK(format_usd(950) == spelled("US$~950"));
    CHECK(format_usd(1250) == spelled("US$~1.25~k"));
    CHECK(format_usd(2.345e12) == spelled("US$~2.35~T"));
    CHECK(format_usd(-77.1e9) == spelled("-US$~77.1~B"));
    CHECK(format_usd(0) == spelled("US$~0"));
}

TEST_CASE("rounding carries over into the next unit") {
    CHECK(format_usd(999.7e6) == spelled("US$~1~B"));
    CHECK(format_usd(999.4e6) == spelled("US$~999~M"));
    CHECK(format_short(999.96e3) == spelled("1~M"));
    CHECK(format_power_mw(999.8) == spelled("1~GW"));
    CHECK(format_usd(9.996e9) == spelled("US$~10~B"));
    CHECK(format_usd(99.96e9) == spelled("US$~100~B"));
}

TEST_CASE("power, distance and shares") {
    CHECK(format_power_mw(3200) == spelled("3.2~GW"));
    CHECK(format_power_mw(450) == spelled("450~MW"));
    CHECK(format_power_mw(12.5) == spelled("12.5~MW"));
    CHECK(format_power_mw(0.8) == spelled("800~kW"));
    CHECK(format_distance_km(1240) == spelled("1_240~km"));
    CHECK(format_distance_km(12742.4) == spelled("12_742~km"));
    CHECK(format_distance_km(5.25) == spelled("5.2~km"));
    CHECK(format_distance_km(0.45) == spelled("450~m"));
    CHECK(format_percent(0.4567) == spelled("45.7~%"));
    CHECK(format_percent(1.0, 0) == spelled("100~%"));
    CHECK(format_percent(0.0) == spelled("0.0~%"));
    CHECK(format_percent(0.0001) == spelled("<~0.1~%"));
    CHECK(format_number(1234567.891, 2) == spelled("1_234_567.89"));
    CHECK(format_number(-1234.5, 1) == spelled("-1_234.5"));
}

TEST_CASE("every magnitude shows at most three significant digits and stays within half a unit of the last one") {
    for (double value = 1.0; value < 9e14; value *= 1.37) {
        const std::string text = format_short(value);
        int digits = 0;
        std::string number;
        for (char c : text) {
            if (c >= '0' && c <= '9') ++digits;
            if ((c >= '0' && c <= '9') || c == '.') number += c;
        }
        const double unit = text.ends_with("T") ? 1e12 : text.ends_with("B") ? 1e9 : text.ends_with("M") ? 1e6 : text.ends_with("k") ? 1e3 : 1.0;
        INFO(value << " -> " << text);
        CHECK(digits <= 3);
        CHECK(std::abs(std::stod(number) * unit - value) <= 0.0051 * value);
    }
}
