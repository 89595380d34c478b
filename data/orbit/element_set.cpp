#include "data/orbit/element_set.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <utility>

#include "data/core/date.h"
#include "data/csv/file_bytes.h"
#include "data/csv/parse_number.h"
#include "data/csv/utf8.h"
#include "data/orbit/read_omm.h"
#include "data/orbit/read_tle.h"

namespace linchpin::orbit {
namespace {

constexpr std::string_view kBlank = " \t\r\n";

std::string_view trim(std::string_view s) noexcept {
    const auto from = s.find_first_not_of(kBlank);
    return from == std::string_view::npos ? std::string_view{} : s.substr(from, s.find_last_not_of(kBlank) - from + 1);
}

/// OMM allows a plus sign in front.
std::optional<double> number(std::string_view text) noexcept {
    if (text.size() > 1 && text[0] == '+' && text[1] != '-' && text[1] != '+') text.remove_prefix(1);
    return text.empty() ? std::nullopt : csv::parse_double(text);
}

std::optional<int> digits(std::string_view text, std::size_t from, std::size_t count) noexcept {
    if (text.size() < from + count) return std::nullopt;
    int value = 0;
    for (const char ch : text.substr(from, count)) {
        if (ch < '0' || ch > '9') return std::nullopt;
        value = value * 10 + (ch - '0');
    }
    return value;
}

/// Keywords with a number that SGP4 needs or that the record keeps.
struct NumberField {
    std::string_view keyword;
    double MeanElements::*member;
    int required_bit;  ///< -1 = may be absent
};
constexpr NumberField kNumbers[] = {
    {"MEAN_MOTION", &MeanElements::mean_motion_rev_day, 0},
    {"ECCENTRICITY", &MeanElements::eccentricity, 1},
    {"INCLINATION", &MeanElements::inclination_deg, 2},
    {"RA_OF_ASC_NODE", &MeanElements::ra_of_asc_node_deg, 3},
    {"ARG_OF_PERICENTER", &MeanElements::arg_of_pericenter_deg, 4},
    {"MEAN_ANOMALY", &MeanElements::mean_anomaly_deg, 5},
    {"BSTAR", &MeanElements::bstar_per_er, 6},
    {"MEAN_MOTION_DOT", &MeanElements::mean_motion_dot, -1},
    {"MEAN_MOTION_DDOT", &MeanElements::mean_motion_ddot, -1},
};
constexpr int kEpochBit = 7, kCatalogBit = 8;
constexpr std::string_view kRequired[] = {"MEAN_MOTION",  "ECCENTRICITY", "INCLINATION", "RA_OF_ASC_NODE", "ARG_OF_PERICENTER",
                                          "MEAN_ANOMALY", "BSTAR",        "EPOCH",       "NORAD_CAT_ID"};

/// Keywords that must have one certain value for SGP4 to be the right theory; anything else would put the satellite elsewhere.
struct FixedField {
    std::string_view keyword, value;
};
constexpr FixedField kFixed[] = {{"CENTER_NAME", "EARTH"}, {"REF_FRAME", "TEME"}, {"TIME_SYSTEM", "UTC"}};

std::string upper(std::string_view text) {
    std::string s(text);
    for (char& ch : s)
        if (ch >= 'a' && ch <= 'z') ch = static_cast<char>(ch - 'a' + 'A');
    return s;
}

/// Text that every form can write and read again. XML, KVN and two-line sets let any byte through, CSV and JSON do not.
std::optional<FieldProblem> check_texts(const MeanElements& e) {
    for (const auto& [keyword, text] : {std::pair<std::string_view, std::string_view>{"OBJECT_NAME", e.object_name},
                                        std::pair<std::string_view, std::string_view>{"OBJECT_ID", e.object_id}}) {
        if (csv::first_bad_byte(text) != std::string_view::npos)
            return FieldProblem{keyword, "expected UTF-8 text, found other bytes or a NUL byte"};
    }
    if (!(e.classification > ' ' && e.classification < '\x7f'))
        return FieldProblem{"CLASSIFICATION_TYPE", "expected one letter, found another byte"};
    return std::nullopt;
}

}  // namespace

std::optional<double> parse_epoch_unix_s(std::string_view text) noexcept {
    if (!text.empty() && text.back() == 'Z') text.remove_suffix(1);
    const auto split = text.find('T');
    if (split == std::string_view::npos) return std::nullopt;
    const std::string_view day = text.substr(0, split), clock = text.substr(split + 1);
    std::int64_t days = 0;
    if (day.size() == 8) {  // YYYY-DDD
        const auto year = digits(day, 0, 4), ordinal = digits(day, 5, 3);
        if (!year || !ordinal || day[4] != '-' || *ordinal < 1) return std::nullopt;
        const int first = Date::from_ymd(*year, 1, 1).days;
        if (*ordinal > Date::from_ymd(*year, 12, 31).days - first + 1) return std::nullopt;
        days = first + *ordinal - 1;
    } else {
        const auto date = day.size() == 10 ? Date::parse(day) : std::nullopt;
        if (!date) return std::nullopt;
        days = date->days;
    }
    const auto hour = digits(clock, 0, 2), minute = digits(clock, 3, 2), second = digits(clock, 6, 2);
    if (!hour || !minute || !second || clock[2] != ':' || clock[5] != ':') return std::nullopt;
    // 60 is a leap second; POSIX time has none, it falls on the next second.
    if (*hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
    std::int64_t micros = 0;
    if (clock.size() > 8) {
        if (clock[8] != '.' || clock.size() == 9) return std::nullopt;
        std::int64_t unit = 1000000;
        for (std::size_t i = 9; i < clock.size(); ++i) {
            if (clock[i] < '0' || clock[i] > '9') return std::nullopt;
            const int digit = clock[i] - '0';
            if (unit > 1) {
                unit /= 10;
                micros += unit * digit;
            } else if (i == 15 && digit >= 5) {
                ++micros;
            }
        }
    }
    const std::int64_t seconds = days * 86400 + *hour * 3600 + *minute * 60 + *second;
    const double unix_s = static_cast<double>(seconds * 1000000 + micros) / 1e6;
    // A leap second or the rounding at the end of 9999 leads to a year that no form can write.
    const std::int64_t end_of_years = std::int64_t{Date::from_ymd(9999, 12, 31).days + 1} * 86400000000;
    if (std::llround(unix_s * 1e6) >= end_of_years) return std::nullopt;
    return unix_s;
}

std::string format_epoch(double unix_s) {
    const auto micros = static_cast<std::int64_t>(std::llround(unix_s * 1e6));
    std::int64_t days = micros / 86400000000, rest = micros % 86400000000;
    if (rest < 0) rest += 86400000000, --days;
    const Date date{static_cast<int>(days)};
    char text[48];
    std::snprintf(text, sizeof text, "%04d-%02d-%02dT%02d:%02d:%02d.%06d", date.year(), date.month(), date.day(),
                  static_cast<int>(rest / 3600000000), static_cast<int>(rest / 60000000 % 60),
                  static_cast<int>(rest / 1000000 % 60), static_cast<int>(rest % 1000000));
    return text;
}

std::optional<FieldProblem> check_and_fold(MeanElements& e) {
    if (auto problem = check_texts(e)) return problem;
    const auto found = [](double v) {
        char text[40];
        std::snprintf(text, sizeof text, "%.10g", v);
        return std::string(text);
    };
    if (!(e.mean_motion_rev_day > 0.0))
        return FieldProblem{"MEAN_MOTION", "expected a mean motion above 0 rev/day, found " + found(e.mean_motion_rev_day)};
    // 17 rev/day is the ground; 20 leaves room for fitted sets of objects on their last orbit.
    if (e.mean_motion_rev_day > 20.0)
        return FieldProblem{"MEAN_MOTION",
                            "expected at most 20 rev/day (an orbit above the ground), found " + found(e.mean_motion_rev_day)};
    if (!(e.eccentricity >= 0.0 && e.eccentricity < 1.0))
        return FieldProblem{"ECCENTRICITY", "expected 0 or more and below 1, found " + found(e.eccentricity)};
    if (!(e.inclination_deg >= 0.0 && e.inclination_deg <= 180.0))
        return FieldProblem{"INCLINATION", "expected 0 to 180 degrees, found " + found(e.inclination_deg)};
    struct Angle {
        std::string_view keyword;
        double MeanElements::*member;
    };
    for (const Angle& a : {Angle{"RA_OF_ASC_NODE", &MeanElements::ra_of_asc_node_deg},
                           Angle{"ARG_OF_PERICENTER", &MeanElements::arg_of_pericenter_deg},
                           Angle{"MEAN_ANOMALY", &MeanElements::mean_anomaly_deg}}) {
        double& angle = e.*a.member;
        if (!(angle >= -360.0 && angle <= 360.0))
            return FieldProblem{a.keyword, "expected 0 to 360 degrees, found " + found(angle)};
        if (angle < 0.0) angle += 360.0;
        if (angle >= 360.0) angle -= 360.0;
    }
    return std::nullopt;
}

void OmmRecord::fail(std::string_view keyword, std::string message, int line) {
    if (!problem_) problem_ = Error{std::string(keyword) + ": " + std::move(message), {}, line, 0};
}

void OmmRecord::set(std::string_view keyword, std::string_view raw, int line) {
    const std::string_view value = trim(raw);
    const auto expect = [&](const char* what) {
        fail(keyword, std::string("expected ") + what + ", found " + csv::in_quotes(value), line);
    };
    for (const NumberField& f : kNumbers) {
        if (keyword != f.keyword) continue;
        if (value.empty() && f.required_bit < 0) return;
        const auto v = number(value);
        if (!v) return expect("a number");
        elements_.*f.member = *v;
        if (f.required_bit >= 0) seen_ |= 1u << f.required_bit;
        return;
    }
    for (const FixedField& f : kFixed)
        if (keyword == f.keyword && !value.empty() && upper(value) != f.value) return expect(std::string(f.value).c_str());
    const auto whole = [&](std::int64_t low, std::int64_t high, const char* what) -> std::optional<std::int64_t> {
        const auto v = csv::parse_integer(value.starts_with('+') ? value.substr(1) : value);
        if (v && *v >= low && *v <= high) return v;
        expect(what);
        return std::nullopt;
    };
    if (keyword == "EPOCH") {
        const auto t = parse_epoch_unix_s(value);
        if (!t) return expect("a UTC instant such as 2026-08-21T09:49:00.123456");
        elements_.epoch_unix_s = *t;
        seen_ |= 1u << kEpochBit;
    } else if (keyword == "NORAD_CAT_ID") {
        if (const auto v = whole(1, 999999999, "a catalogue number of one to nine digits")) {
            elements_.norad_cat_id = static_cast<std::uint32_t>(*v);
            seen_ |= 1u << kCatalogBit;
        }
    } else if (keyword == "MEAN_ELEMENT_THEORY") {
        const std::string theory = upper(value);
        if (!theory.empty() && theory != "SGP4" && theory != "SGP" && theory != "SDP4" && theory != "SGP/SGP4")
            expect("SGP4 (other theories' elements give wrong places)");
    } else if (keyword == "EPHEMERIS_TYPE") {
        if (value.empty()) return;
        const auto v = whole(0, 9, "a digit");
        if (v && *v == 4)
            return fail(keyword, "expected elements for SGP4, found type 4 (SGP4-XP), which needs another propagator", line);
        if (v) elements_.ephemeris_type = static_cast<int>(*v);
    } else if (keyword == "OBJECT_NAME") {
        elements_.object_name = value;
    } else if (keyword == "OBJECT_ID") {
        elements_.object_id = value;
    } else if (keyword == "CLASSIFICATION_TYPE") {
        if (value.size() > 1) return expect("one letter");
        if (!value.empty()) elements_.classification = value[0];
    } else if (keyword == "ELEMENT_SET_NO" && !value.empty()) {
        if (const auto v = whole(0, 2147483647, "a whole number")) elements_.element_set_no = static_cast<int>(*v);
    } else if (keyword == "REV_AT_EPOCH" && !value.empty()) {
        if (const auto v = whole(0, 2147483647, "a whole number")) elements_.rev_at_epoch = static_cast<int>(*v);
    }
}

void OmmRecord::finish(ElementSets& out) {
    for (std::size_t i = 0; i < std::size(kRequired) && !problem_; ++i)
        if ((seen_ & (1u << i)) == 0) fail(kRequired[i], "expected a value, found none in this record", line_);
    if (!problem_)
        if (const auto p = check_and_fold(elements_)) fail(p->keyword, p->message, line_);
    if (problem_)
        out.problems.push_back(std::move(*problem_));
    else
        out.elements.push_back(std::move(elements_));
    *this = OmmRecord(line_);
}

ElementSets read_elements(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    const auto first = text.find_first_not_of(kBlank);
    if (first == std::string_view::npos) return {};
    const std::string_view head = text.substr(first, text.find('\n', first) - first);
    if (head[0] == '<') return read_omm_xml(text);
    if (head[0] == '[' || head[0] == '{') return read_omm_json(text);
    if (head.find("NORAD_CAT_ID") != std::string_view::npos && head.find(',') != std::string_view::npos) return read_omm_csv(text);
    // Comments may stand before a KVN message's first keyword.
    if (text.find("CCSDS_OMM_VERS") != std::string_view::npos && head.find(',') == std::string_view::npos)
        return read_omm_kvn(text);
    const auto comma = std::count(head.begin(), head.end(), ',');
    return comma >= 5 ? read_omm_csv(text) : read_tle(text);
}

Result<ElementSets> load_elements(const std::filesystem::path& file) {
    auto bytes = csv::read_file(file);
    if (!bytes) return bytes.error();
    ElementSets sets = read_elements(*bytes);
    for (Error& problem : sets.problems) problem.file = file;
    return sets;
}

}  // namespace linchpin::orbit
