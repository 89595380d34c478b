#include "app/cli/orbit_arguments.h"

#include <cmath>

#include "app/cli/input_text.h"
#include "app/cli/values.h"
#include "data/csv/parse_number.h"

namespace linchpin::app {
namespace {

constexpr std::size_t kMostTimes = 10'000'000;
constexpr double kLongestSearchS = 10.0 * 365.0 * 86400.0;

std::string read_times_file(const std::filesystem::path& file, std::vector<double>& out) {
    const Result<std::string> text = read_file_or_input(file);
    if (!text) return text.error().text();
    const std::filesystem::path name = shown_name(file);
    int line = 0;
    for (std::size_t at = 0; at < text->size();) {
        const std::size_t end = std::min(text->find('\n', at), text->size());
        std::string_view row{text->data() + at, end - at};
        at = end + 1;
        ++line;
        while (!row.empty() && (row.back() == '\r' || row.back() == ' ' || row.back() == '\t')) row.remove_suffix(1);
        if (row.empty() || row.front() == '#') continue;
        const Result<double> time = parse_instant_option(row);
        if (!time) return Error{time.error().message, name, line}.text();
        if (out.size() == kMostTimes) return Error{"expected at most 10 million times, found more", name, line}.text();
        out.push_back(*time);
    }
    return out.empty() ? Error{"expected one UTC time a line, found none", name}.text() : std::string{};
}

std::string read_span(const OrbitTexts& t, double& from, double& until) {
    if (std::string p = take(parse_instant_option(t.from), from); !p.empty()) return "--from: " + p;
    if (std::string p = take(parse_instant_option(t.to), until); !p.empty()) return "--to: " + p;
    if (until < from) return "--to: expected a time not before --from, found an earlier one";
    return {};
}

std::string read_series(const OrbitTexts& t, std::vector<double>& out) {
    double from = 0.0, until = 0.0, step = 0.0;
    if (t.step.empty()) return "--from and --to need --step, the seconds from one time to the next";
    if (std::string p = read_span(t, from, until); !p.empty()) return p;
    if (std::string p = take(parse_step(t.step), step); !p.empty()) return "--step: " + p;
    const double count = std::floor((until - from) / step + 1e-9) + 1.0;
    if (!(count <= static_cast<double>(kMostTimes))) return "--step: expected at most 10 million times, found more; take a longer step";
    for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) out.push_back(from + static_cast<double>(i) * step);
    return {};
}

/// "LAT,LON" or "LAT,LON,ALT_M".
Result<orbit::Geodetic> read_observer(const std::string& text) {
    const Error expected{"--passes: expected LAT,LON or LAT,LON,ALT_M in degrees and metres (-90 to 90, -180 to 180, -500 to 20000), found \"" + text + "\""};
    double numbers[3] = {0.0, 0.0, 0.0};
    std::size_t count = 0, at = 0;
    for (;;) {
        const std::size_t comma = std::min(text.find(',', at), text.size());
        std::string_view part{text.data() + at, comma - at};
        while (part.starts_with(' ')) part.remove_prefix(1);
        while (part.ends_with(' ')) part.remove_suffix(1);
        if (part.starts_with('+')) part.remove_prefix(1);
        const auto number = csv::parse_double(part);
        if (count == 3 || !number) return expected;
        numbers[count++] = *number;
        if (comma == text.size()) break;
        at = comma + 1;
    }
    const bool inside = std::abs(numbers[0]) <= 90.0 && std::abs(numbers[1]) <= 180.0 && numbers[2] >= -500.0 && numbers[2] <= 20000.0;
    if (count < 2 || !inside) return expected;
    return orbit::Geodetic{numbers[0], numbers[1], numbers[2] / 1000.0};
}

std::string finish_passes(OrbitOptions& o, const OrbitTexts& t) {
    PassSearch search;
    if (std::string p = take(read_observer(*t.passes), search.observer); !p.empty()) return p;
    const auto elevation = csv::parse_double(t.min_elevation);
    if (!elevation || !(*elevation >= 0.0 && *elevation < 90.0))
        return "--min-elevation: expected 0 or more and below 90 degrees, found \"" + t.min_elevation + '"';
    search.min_elevation_deg = *elevation;
    if (t.from.empty()) return "--passes needs --from and --to, the times to search between";
    if (std::string p = read_span(t, search.from_unix_s, search.to_unix_s); !p.empty()) return p;
    if (search.to_unix_s - search.from_unix_s > kLongestSearchS) return "--to: expected at most ten years after --from, found a later time";
    o.passes = search;
    return {};
}

}  // namespace

void add_orbit(CLI::App& to, OrbitOptions& o, OrbitTexts& t) {
    to.add_option("--elements", o.elements, "Elements: two-line sets or OMM as CSV, JSON, XML or KVN, told by their contents; - for standard input")->type_name("FILE")->required();
    auto* const time = to.add_option("--time", t.times, "One or more UTC times")->type_name("ISO");
    auto* const file = to.add_option("--times", t.times_file, "A file with one UTC time a line; - for standard input")->type_name("FILE");
    auto* const from = to.add_option("--from", t.from, "First of a series of times, or where a search begins")->type_name("ISO");
    auto* const until = to.add_option("--to", t.to, "Last of the series at most, or where the search ends")->type_name("ISO");
    auto* const step = to.add_option("--step", t.step, "From one time to the next: 60, 30s, 10m, 1h")->type_name("S");
    time->excludes(file)->excludes(from);
    file->excludes(from);
    from->needs(until);
    until->needs(from);
    step->needs(from);
    auto* const frame = to.add_option("--frame", t.frame, "teme (km), ecef (km) or geodetic (degrees, km) [teme]")->type_name("NAME");
    auto* const format = to.add_option("--format", t.format, "csv or json [csv]")->type_name("NAME");
    auto* const passes = to.add_option("--passes", t.passes, "Passes over this place instead of positions: rise, peak, set, who is in sunlight; altitude in metres")->type_name("LAT,LON[,ALT_M]");
    passes->excludes(time)->excludes(file)->excludes(step)->excludes(frame);
    to.add_option("--min-elevation", t.min_elevation, "A pass begins and ends this high above the horizon, degrees [10]")->type_name("DEG")->needs(passes);
    auto* const convert = to.add_option("--convert", t.convert, "Write the elements again: omm-csv, omm-json, tle, or tle-alpha5 (numbers to 339999)")->type_name("FORM");
    for (CLI::Option* other : {time, file, from, step, frame, format, passes}) convert->excludes(other);
}

Problem finish_orbit(OrbitOptions& o, const OrbitTexts& t) {
    std::size_t word = 0;
    if (std::string p = one_word("--frame", t.frame, {"teme", "ecef", "geodetic"}, word); !p.empty()) return {kCommandLineWrong, p};
    o.frame = static_cast<OrbitFrame>(word);
    if (std::string p = one_word("--format", t.format, {"csv", "json"}, word); !p.empty()) return {kCommandLineWrong, p};
    o.json = word == 1;
    if (t.convert) {
        if (std::string p = one_word("--convert", *t.convert, {"omm-csv", "omm-json", "tle", "tle-alpha5"}, word); !p.empty()) return {kCommandLineWrong, p};
        o.convert = static_cast<ElementForm>(word);
        return {};
    }
    if (t.passes) return {kCommandLineWrong, finish_passes(o, t)};
    for (const std::string& text : t.times) {
        double time = 0.0;
        if (std::string p = take(parse_instant_option(text), time); !p.empty()) return {kCommandLineWrong, "--time: " + p};
        o.times_unix_s.push_back(time);
    }
    if (!t.times_file.empty()) {
        if (is_input(t.times_file) && is_input(o.elements)) return {kCommandLineWrong, "--elements and --times cannot both be standard input"};
        if (std::string p = read_times_file(t.times_file, o.times_unix_s); !p.empty()) return {kInputWrong, p};
    }
    if (!t.from.empty())
        if (std::string p = read_series(t, o.times_unix_s); !p.empty()) return {kCommandLineWrong, p};
    if (o.times_unix_s.empty())
        return {kCommandLineWrong, "orbit needs a time: --time ISO, --times FILE, or --from ISO --to ISO --step S; or --passes LAT,LON with --from and --to; or --convert FORM"};
    return {};
}

}  // namespace linchpin::app
