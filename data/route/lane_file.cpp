#include "data/route/lane_file.h"

#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <fstream>
#include <sstream>

namespace linchpin::route {
namespace {

constexpr std::string_view kHeader = "route,points";

/// Takes a number from the front of `text` and the character after it, which must be one of `ends` or the end.
bool take(std::string_view& text, double& out, char end) {
    const auto [at, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (error != std::errc{} || !std::isfinite(out)) return false;
    text.remove_prefix(static_cast<std::size_t>(at - text.data()));
    if (text.empty()) return end == ';';
    if (text.front() != end) return false;
    text.remove_prefix(1);
    return true;
}

bool take_point(std::string_view& text, LanePoint& point) {
    return take(text, point.place.lat_deg, ' ') && take(text, point.place.lon_deg, ' ') && take(text, point.lane, ' ') && take(text, point.room_km, ';') &&
           std::abs(point.place.lat_deg) <= 90.0 && std::abs(point.place.lon_deg) <= 180.0 && point.room_km >= 0.0;
}

std::string trimmed(double value, int decimals) {
    std::string text = fmt::format("{:.{}f}", value, decimals);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text == "-0" ? "0" : text;
}

}  // namespace

std::uint64_t lane_number(std::string_view cable, int branch, int leg, std::span<const geo::LatLon> points) noexcept {
    std::uint64_t number = 14695981039346656037u;  // FNV-1a
    const auto mix = [&number](std::uint32_t word) {
        for (int byte = 0; byte < 4; ++byte, word >>= 8) number = (number ^ (word & 0xffu)) * 1099511628211u;
    };
    const auto mix_degrees = [&mix](double degrees) { mix(static_cast<std::uint32_t>(static_cast<std::int32_t>(std::lround(degrees * 1e4)))); };
    for (const char c : cable) mix(static_cast<unsigned char>(c));
    mix(static_cast<std::uint32_t>(branch));
    mix(static_cast<std::uint32_t>(leg));
    for (const geo::LatLon& point : points) {
        mix_degrees(point.lat_deg);
        mix_degrees(point.lon_deg);
    }
    return number;
}

Result<LaneTable> read_lanes(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) return Error{"expected a file of prepared lanes, found none that can be read", file};
    std::string row;
    if (!std::getline(in, row) || row != kHeader) return Error{fmt::format("expected the header {}, found \"{}\"", kHeader, row.substr(0, 40)), file, 1};
    LaneTable table;
    for (int line = 2; std::getline(in, row); ++line) {
        std::string_view text = row;
        std::uint64_t number = 0;
        const auto [at, error] = std::from_chars(text.data(), text.data() + text.size(), number, 16);
        const auto used = static_cast<std::size_t>(at - text.data());
        if (error != std::errc{} || used >= text.size() || text[used] != ',')
            return Error{fmt::format("expected a route's number and a comma, found \"{}\"", row.substr(0, 40)), file, line};
        text.remove_prefix(used + 1);
        std::vector<LanePoint> points;
        while (!text.empty()) {
            const std::string_view rest = text;
            LanePoint point;
            if (!take_point(text, point))
                return Error{fmt::format("expected points \"lat lon lane room;...\", found \"{}\"", rest.substr(0, 40)), file, line};
            points.push_back(point);
        }
        if (points.size() < 2) return Error{fmt::format("expected two or more points, found {}", points.size()), file, line};
        table[number] = std::move(points);
    }
    return table;
}

std::string lanes_csv(const LaneTable& table) {
    std::string text{kHeader};
    text += '\n';
    for (const auto& [number, points] : table) {
        text += fmt::format("{:016x},", number);
        for (std::size_t i = 0; i < points.size(); ++i) {
            const LanePoint& p = points[i];
            text += fmt::format("{}{} {} {} {}", i == 0 ? "" : ";", trimmed(p.place.lat_deg, 4), trimmed(p.place.lon_deg, 4), trimmed(p.lane, 2), trimmed(p.room_km, 2));
        }
        text += '\n';
    }
    return text;
}

}  // namespace linchpin::route
