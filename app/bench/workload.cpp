#include "app/bench/workload.h"

#include <array>
#include <fmt/format.h>
#include <functional>
#include <system_error>
#include <thread>

#include "app/bench/flow_rows.h"
#include "app/bench/json_places.h"
#include "app/bench/number_table.h"
#include "app/scene/flow_arcs.h"
#include "app/scene/line_builder.h"
#include "data/csv/file_bytes.h"
#include "data/orbit/read_tle.h"

namespace linchpin::app::bench {
namespace fs = std::filesystem;
namespace {

using nlohmann::json;

constexpr int kArcSegments = 32;
constexpr std::array<NumberColumn, 4> kPointColumns{{{"lon", -180, 180}, {"lat", -90, 90}, {"mw", 0, 1e9}, {"cat", 0, kMarkCategories - 1, true}}};
constexpr std::array<NumberColumn, 6> kArcColumns{{{"lon0", -180, 180}, {"lat0", -90, 90}, {"lon1", -180, 180}, {"lat1", -90, 90}, {"value", 0, 1e18}, {"cat", 0, kMarkCategories - 1, true}}};

Error in_file(Error error, const fs::path& file) {
    error.file = file;
    return error;
}

/// The text below a table's header.
Result<std::string_view> below_header(const std::string& text, std::span<const NumberColumn> columns, const fs::path& file) {
    std::string_view lines{text};
    if (const Status header = take_header(lines, columns); !header) return in_file(header.error(), file);
    return lines;
}

std::size_t most_rows(std::string_view lines) { return static_cast<std::size_t>(std::count(lines.begin(), lines.end(), '\n')) + 1; }

Status read_sites(const fs::path& file, Workload& to) {
    const auto text = csv::read_file(file);
    if (!text) return text.error();
    const auto lines = below_header(*text, kPointColumns, file);
    if (!lines) return lines.error();
    std::vector<glm::vec3> places;
    places.reserve(most_rows(*lines));
    to.site_category.reserve(places.capacity());
    NumberTable table{*lines, kPointColumns};
    while (table.next()) {
        places.push_back(glm::vec3(geo::to_unit({table[1], table[0]})));
        to.site_category.push_back(static_cast<std::uint8_t>(table[3]));
    }
    if (table.error()) return in_file(*table.error(), file);
    to.sites = render::make_point_geometry(places);
    return Done{};
}

Status read_cables(const fs::path& file, Workload& to) {
    const auto text = csv::read_file(file);
    if (!text) return text.error();
    const Result<json> root = parse_json(*text, file);
    if (!root) return root.error();
    if (!root->is_array()) return Error{"expected a list of cables", file};
    LineBuilder lines;
    lines.reserve(root->size() * 100);
    std::vector<geo::LatLon> places;
    for (std::size_t i = 0; i < root->size(); ++i) {
        const json& cable = (*root)[i];
        const json *const category = member(cable, "cat"), *const path = member(cable, "path");
        if (category == nullptr || !category->is_number_unsigned() || category->get<std::uint64_t>() >= kMarkCategories)
            return Error{fmt::format("[{}].cat: expected a whole number from 0 to {}, found {}", i, kMarkCategories - 1, category != nullptr ? shown(*category) : "nothing"), file};
        if (path == nullptr) return Error{fmt::format("[{}].path: expected a list of places, found nothing", i), file};
        places.clear();
        if (auto error = read_places(*path, fmt::format("[{}].path", i), places)) return in_file(*error, file);
        if (places.size() < 2) return Error{fmt::format("[{}].path: expected at least two places, found {}", i, places.size()), file};
        to.cable_category.push_back(static_cast<std::uint8_t>(category->get<unsigned>()));
        lines.begin(static_cast<std::uint32_t>(i));
        for (const geo::LatLon& place : places) lines.add(geo::to_unit(place));
        lines.end();
    }
    to.cables = lines.take();
    return Done{};
}

Status read_arcs(const fs::path& file, Workload& to) {
    const auto text = csv::read_file(file);
    if (!text) return text.error();
    const auto rows = below_header(*text, kArcColumns, file);
    if (!rows) return rows.error();
    LineBuilder lines;
    const std::size_t most = most_rows(*rows);
    lines.reserve(most * (kArcSegments + 1));
    to.arc_category.reserve(most);
    NumberTable table{*rows, kArcColumns};
    while (table.next()) {
        const ArcPath path{geo::LatLon{table[1], table[0]}, geo::LatLon{table[3], table[2]}};
        lines.begin(static_cast<std::uint32_t>(to.arc_category.size()));
        for (int k = 0; k <= kArcSegments; ++k) lines.add(path.at(static_cast<double>(k) / kArcSegments), static_cast<double>(k) / kArcSegments);
        lines.end();
        to.arc_category.push_back(static_cast<std::uint8_t>(table[5]));
    }
    if (table.error()) return in_file(*table.error(), file);
    to.arcs = lines.take();
    return Done{};
}

Status read_satellites(const fs::path& file, Workload& to) {
    const auto text = csv::read_file(file);
    if (!text) return text.error();
    const orbit::ElementSets sets = orbit::read_tle(*text);
    if (!sets.problems.empty()) return in_file(sets.problems.front(), file);
    if (sets.elements.empty()) return Error{"expected two-line element sets, found none", file};
    to.satellites = std::make_shared<const orbit::Constellation>(sets.elements);
    return Done{};
}

Status read_countries(const fs::path& file, unsigned threads, Workload& to) {
    const auto text = csv::read_file(file);
    if (!text) return text.error();
    auto shapes = read_country_shapes(*text, file, threads);
    if (!shapes) return shapes.error();
    to.countries = std::move(*shapes);
    return Done{};
}

Status read_flows(const fs::path& file, unsigned threads, Workload& to) {
    auto store = load_flow_rows(file, threads);
    if (!store) return store.error();
    to.flows = std::move(*store);
    return Done{};
}

/// What all sizes share stands beside their folders.
fs::path here_or_above(const fs::path& folder, const char* name) {
    std::error_code ec;
    const fs::path here = folder / name, above = fs::absolute(folder, ec).lexically_normal() / ".." / name;
    return !fs::exists(here, ec) && fs::exists(above, ec) ? above.lexically_normal() : here;
}

}  // namespace

Result<Workload> load_workload(const fs::path& folder, const fs::path& flows_file, unsigned threads) {
    std::error_code ec;
    if (!fs::is_directory(folder, ec)) return Error{"expected a folder with a workload, found " + std::string(fs::exists(folder, ec) ? "a file" : "nothing there"), folder};
    Workload all;
    // The longest first, so that the threads end together.
    const std::array<std::function<Status()>, 6> parts{
        [&] { return read_countries(here_or_above(folder, "countries.geojson"), 1, all); },
        [&] { return read_flows(flows_file.empty() ? here_or_above(folder, "flows.csv") : flows_file, 1, all); },
        [&] { return read_sites(folder / "points.csv", all); },
        [&] { return read_arcs(folder / "arcs.csv", all); },
        [&] { return read_cables(folder / "cables.json", all); },
        [&] { return read_satellites(folder / "sats.tle", all); },
    };
    std::array<std::optional<Error>, parts.size()> errors;
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        for (std::size_t i = next++; i < parts.size(); i = next++)
            if (const Status status = parts[i](); !status) errors[i] = status.error();
    };
    {
        std::vector<std::jthread> helpers;
        for (unsigned t = 1; t < threads; ++t) helpers.emplace_back(work);
        work();
    }
    for (const auto& error : errors)
        if (error) return *error;
    return all;
}

}  // namespace linchpin::app::bench
