#include "app/bench/json_places.h"

#include <cmath>
#include <fmt/format.h>

#include "app/state/json_lines.h"

namespace linchpin::app::bench {
using nlohmann::json;

Result<json> parse_json(std::string_view text, const std::filesystem::path& file) {
    try {
        return json::parse(text);
    } catch (const json::parse_error& e) {
        const TextPosition at = position_of(text, e.byte > 0 ? e.byte - 1 : 0);
        return Error{e.byte > text.size() ? "expected well-formed JSON, found its end too early" : "expected well-formed JSON, found a character that cannot stand here", file,
                     at.line, at.column};
    } catch (const json::exception&) {  // a number beyond all bounds
        return Error{"expected well-formed JSON, found a number beyond the range of double", file};
    }
}

const json* member(const json& object, const char* key) {
    if (!object.is_object()) return nullptr;
    const auto found = object.find(key);
    return found != object.end() ? &*found : nullptr;
}

std::string shown(const json& value) {
    std::string text = value.dump(-1, ' ', false, json::error_handler_t::replace);
    if (text.size() > 60) text = text.substr(0, 57) + "...";
    return text;
}

std::optional<Error> read_places(const json& list, const std::string& place, std::vector<geo::LatLon>& out) {
    if (!list.is_array()) return Error{fmt::format("{}: expected a list of places, found {}", place, shown(list))};
    out.reserve(out.size() + list.size());
    for (std::size_t i = 0; i < list.size(); ++i) {
        const json& pair = list[i];
        const bool numbers = pair.is_array() && pair.size() >= 2 && pair[0].is_number() && pair[1].is_number();
        const double lon = numbers ? pair[0].get<double>() : 0.0, lat = numbers ? pair[1].get<double>() : 0.0;
        if (!numbers || std::abs(lon) > 1440.0 || std::abs(lat) > 90.0)
            return Error{fmt::format("{}[{}]: expected [longitude, latitude] in degrees, found {}", place, i, shown(pair))};
        out.push_back({lat, lon});
    }
    return std::nullopt;
}

}  // namespace linchpin::app::bench
