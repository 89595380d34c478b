#include "data/orbit/write_tle.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <fmt/format.h>
#include <optional>

#include "data/core/date.h"

namespace linchpin::orbit {
namespace {

Error refuse(std::string_view keyword, std::string_view expected, std::string_view found) {
    return Error{fmt::format("{}: expected {}, found {}", keyword, expected, found)};
}

std::optional<std::string> catalog_number(std::uint32_t number, TleNumbers numbers) {
    if (number >= 1 && number <= 99999) return fmt::format("{:05}", number);
    if (numbers == TleNumbers::FiveDigits || number < 100000 || number > 339999) return std::nullopt;
    // No I and no O: they look like digits.
    constexpr std::string_view kLetters = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    return fmt::format("{}{:04}", kLetters[number / 10000 - 10], number % 10000);
}

/// "1998-067A" as "98067A  "; nothing for what is no designator.
std::optional<std::string> designator(const std::string& id) {
    if (id.empty()) return std::string(8, ' ');
    if (id.size() < 9 || id.size() > 11 || id[4] != '-') return std::nullopt;
    for (std::size_t i = 0; i < id.size(); ++i) {
        const bool digit = id[i] >= '0' && id[i] <= '9', letter = id[i] >= 'A' && id[i] <= 'Z';
        if (i == 4 ? false : i < 8 ? !digit : !letter) return std::nullopt;
    }
    const int year = std::atoi(id.substr(0, 4).c_str());
    if (year < 1957 || year > 2056) return std::nullopt;
    return fmt::format("{:<8}", id.substr(2, 2) + id.substr(5));
}

/// "26233.40902778", in steps of 1e-8 day = 864 microseconds.
std::optional<std::string> epoch(double unix_s) {
    const double day = std::floor(unix_s / 86400.0);
    if (!(std::abs(day) < 1e6)) return std::nullopt;
    std::int64_t days = static_cast<std::int64_t>(day), steps = std::llround((unix_s - day * 86400.0) / 864e-6);
    if (steps == 100000000) steps = 0, ++days;
    const Date date{static_cast<int>(days)};
    if (date.year() < 1957 || date.year() > 2056) return std::nullopt;
    const int of_year = date.days - Date::from_ymd(date.year(), 1, 1).days + 1;
    return fmt::format("{:02}{:03}.{:08}", date.year() % 100, of_year, steps);
}

/// " .00001234" in ten columns.
std::optional<std::string> derivative(double value) {
    const std::int64_t digits = std::llround(std::min(std::abs(value), 2.0) * 1e8);
    if (!(digits < 100000000)) return std::nullopt;
    return fmt::format("{}.{:08}", value < 0.0 && digits > 0 ? '-' : ' ', digits);
}

/// " 28098-4" = 0.28098e-4, in eight columns.
std::optional<std::string> with_exponent(double value) {
    const double size = std::abs(value);
    int exponent = size > 0.0 ? static_cast<int>(std::floor(std::log10(size))) + 1 : 0;
    exponent = std::max(exponent, -9);
    if (!(size < 1e9)) return std::nullopt;
    std::int64_t digits = std::llround(size * std::pow(10.0, 5 - exponent));
    if (digits >= 100000) digits = std::llround(size * std::pow(10.0, 5 - ++exponent));
    if (exponent > 9) return std::nullopt;
    if (digits == 0) exponent = 0;
    return fmt::format("{}{:05}{}{}", value < 0.0 && digits > 0 ? '-' : ' ', digits, exponent < 0 ? '-' : '+', std::abs(exponent));
}

std::string angle(double degrees) {
    std::string text = fmt::format("{:8.4f}", degrees);
    return text == "360.0000" ? "  0.0000" : text;
}

void add_checksum(std::string& line) {
    int sum = 0;
    for (const char ch : line) sum += ch >= '0' && ch <= '9' ? ch - '0' : ch == '-' ? 1 : 0;
    line += static_cast<char>('0' + sum % 10);
}

/// Names that would read as something else get the 0 that Space-Track puts in front of all.
std::string name_line(std::string name) {
    for (char& ch : name)
        if (static_cast<unsigned char>(ch) < 0x20) ch = ' ';
    const auto from = name.find_first_not_of(' ');
    if (from == std::string::npos) return {};
    name = name.substr(from, name.find_last_not_of(' ') - from + 1);
    const bool numbered = name.size() > 1 && name[0] >= '0' && name[0] <= '2' && name[1] == ' ';
    return (numbered || name[0] == '#' ? "0 " : "") + name + '\n';
}

}  // namespace

Result<std::string> write_tle_set(const MeanElements& e, TleNumbers numbers) {
    const auto number = catalog_number(e.norad_cat_id, numbers);
    if (!number)
        return refuse("NORAD_CAT_ID",
                      numbers == TleNumbers::FiveDigits ? "1 to 99999 (a TLE has five columns; write an OMM)"
                                                        : "1 to 339999 (Alpha-5 ends there; write an OMM)",
                      std::to_string(e.norad_cat_id));
    const auto id = designator(e.object_id);
    if (!id) return refuse("OBJECT_ID", "a designator such as 1998-067A", '"' + e.object_id + '"');
    const auto when = epoch(e.epoch_unix_s);
    if (!when) return refuse("EPOCH", "a year from 1957 to 2056", fmt::format("{} s", e.epoch_unix_s));
    const auto dot = derivative(e.mean_motion_dot), ddot = with_exponent(e.mean_motion_ddot), drag = with_exponent(e.bstar_per_er);
    if (!dot) return refuse("MEAN_MOTION_DOT", "a size below 1", fmt::format("{}", e.mean_motion_dot));
    if (!ddot) return refuse("MEAN_MOTION_DDOT", "a size below 1e9", fmt::format("{}", e.mean_motion_ddot));
    if (!drag) return refuse("BSTAR", "a size below 1e9", fmt::format("{}", e.bstar_per_er));
    const std::int64_t eccentricity = std::llround(std::clamp(e.eccentricity, -1.0, 2.0) * 1e7);
    if (eccentricity < 0 || eccentricity > 9999999)
        return refuse("ECCENTRICITY", "0 to 0.9999999", fmt::format("{}", e.eccentricity));
    const std::string motion = fmt::format("{:11.8f}", e.mean_motion_rev_day);
    if (motion.size() != 11 || !(e.mean_motion_rev_day > 0.0))
        return refuse("MEAN_MOTION", "above 0 and below 100", fmt::format("{}", e.mean_motion_rev_day));
    for (const double degrees : {e.inclination_deg, e.ra_of_asc_node_deg, e.arg_of_pericenter_deg, e.mean_anomaly_deg})
        if (!(degrees >= 0.0 && degrees <= 360.0)) return refuse("angles", "0 to 360 degrees", fmt::format("{}", degrees));

    // A control character here would break the line.
    const char secrecy = e.classification > ' ' && e.classification < '\x7f' ? e.classification : 'U';
    const char type = e.ephemeris_type >= 0 && e.ephemeris_type <= 9 ? static_cast<char>('0' + e.ephemeris_type) : '0';
    std::string one = fmt::format("1 {}{} {} {} {} {} {} {} {:4}", *number, secrecy, *id, *when, *dot, *ddot, *drag, type,
                                  std::abs(e.element_set_no) % 10000);
    std::string two =
        fmt::format("2 {} {} {} {:07} {} {} {}{:5}", *number, angle(e.inclination_deg), angle(e.ra_of_asc_node_deg), eccentricity,
                    angle(e.arg_of_pericenter_deg), angle(e.mean_anomaly_deg), motion, std::abs(e.rev_at_epoch) % 100000);
    add_checksum(one);
    add_checksum(two);
    return name_line(e.object_name) + one + '\n' + two + '\n';
}

TleText write_tle(std::span<const MeanElements> elements, TleNumbers numbers) {
    TleText out;
    for (const MeanElements& e : elements) {
        auto set = write_tle_set(e, numbers);
        if (set)
            out.text += *set;
        else
            out.problems.push_back(Error{fmt::format("{} {}: {}", e.norad_cat_id, e.object_name, set.error().message)});
    }
    return out;
}

}  // namespace linchpin::orbit
