#include <algorithm>
#include <charconv>
#include <fmt/core.h>

#include "data/basemap/basemap.h"
#include "data/basemap/byte_stream.h"
#include "data/basemap/container.h"
#include "data/basemap/star_codec.h"
#include "data/basemap/topology.h"

namespace linchpin::basemap {
namespace {

/// One line of cities.tsv: name, ISO3, latitude, longitude, population (or nothing), 1 for a capital.
Result<City> parse_city(std::string_view line) {
    std::string_view fields[6];
    for (std::size_t i = 0; i < 6; ++i) {
        const std::size_t tab = line.find('\t');
        if ((tab == std::string_view::npos) != (i == 5))
            return Error{"expected 6 fields separated by tabs, found " + std::string(i < 5 ? "fewer" : "more")};
        fields[i] = line.substr(0, tab);
        line.remove_prefix(tab == std::string_view::npos ? line.size() : tab + 1);
    }
    const auto read = [](std::string_view text, auto& value) {
        const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
        return failure == std::errc{} && end == text.data() + text.size();
    };
    City city;
    city.name = std::string(fields[0]);
    if (city.name.empty()) return Error{"expected a city's name, found nothing"};
    const auto code = CountryCode::parse(fields[1]);
    if (!code) return Error{fmt::format("expected an ISO 3166 alpha-3 code, found \"{}\"", fields[1])};
    city.country = *code;
    if (!read(fields[2], city.place.lat_deg) || !(city.place.lat_deg >= -90.0 && city.place.lat_deg <= 90.0)) {
        return Error{fmt::format("expected a latitude, found \"{}\"", fields[2])};
    }
    if (!read(fields[3], city.place.lon_deg) || !(city.place.lon_deg >= -180.0 && city.place.lon_deg <= 180.0)) {
        return Error{fmt::format("expected a longitude, found \"{}\"", fields[3])};
    }
    if (!fields[4].empty() && (!read(fields[4], city.population) || city.population < 0))
        return Error{fmt::format("expected a population, found \"{}\"", fields[4])};
    if (fields[5] != "0" && fields[5] != "1") return Error{fmt::format("expected 0 or 1 for a capital, found \"{}\"", fields[5])};
    city.capital = fields[5] == "1";
    return city;
}

}  // namespace

Result<Countries> load_countries(const std::filesystem::path& base_folder, Level level) {
    const std::filesystem::path file = base_folder / countries_file_name(level);
    const Result<std::string> body = unpack_file(file, Content::Countries, "base map");
    if (!body) return body.error();
    const Result<Topology> topology = decode(*body);
    if (!topology) return Error{topology.error().message, file};
    if (topology->level != level)
        return Error{
            fmt::format("expected the map at level {}, found level {}", static_cast<int>(level), static_cast<int>(topology->level)),
            file};
    return expand(*topology);
}

Result<std::vector<Star>> load_stars(const std::filesystem::path& base_folder) {
    const std::filesystem::path file = base_folder / "stars.lpm";
    const Result<std::string> body = unpack_file(file, Content::Stars, "star");
    if (!body) return body.error();
    Result<std::vector<Star>> stars = decode_stars(*body);
    if (!stars) return Error{stars.error().message, file};
    return stars;
}

Result<std::vector<City>> load_cities(const std::filesystem::path& base_folder) {
    const std::filesystem::path file = base_folder / "cities.tsv";
    const Result<std::string> text = read_whole_file(file, "city");
    if (!text) return text.error();
    return parse_cities(*text, file);
}

Result<std::vector<City>> parse_cities(std::string_view rest, const std::filesystem::path& file) {
    std::vector<City> cities;
    for (int number = 1; !rest.empty(); ++number) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        std::string_view line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
        if (line.empty() || line.front() == '#') continue;
        Result<City> city = parse_city(line);
        if (!city) return Error{city.error().message, file, number};
        cities.push_back(*std::move(city));
    }
    if (cities.empty()) return Error{"expected cities, found none", file};
    return cities;
}

}  // namespace linchpin::basemap
