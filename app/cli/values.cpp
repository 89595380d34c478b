#include "app/cli/values.h"

#include <charconv>
#include <cmath>

#include "app/cli/nearest.h"
#include "app/state/layer_ids.h"
#include "app/state/state_ids.h"

namespace linchpin::app {
namespace {

constexpr int kSmallestSide_px = 16, kLargestSide_px = 16384;

std::string quote(std::string_view text) { return "\"" + std::string{text} + "\""; }

/// The whole of `text` as a finite number.
std::optional<double> number(std::string_view text) {
    double value = 0.0;
    const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (ec != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
    return value;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

template <class E, std::size_t N> Result<E> parse_enum(std::string_view what, std::string_view text, const std::array<EnumName<E>, N>& table) {
    if (const auto* row = find_enum<E>(table, text)) return row->value;
    std::vector<std::string> ids;
    for (const auto& row : table) ids.emplace_back(row.id);
    return Error{unknown_word(what, text, ids)};
}

}  // namespace

std::vector<std::string> split_list(std::string_view text) {
    std::vector<std::string> parts;
    while (!text.empty()) {
        const std::size_t comma = text.find(',');
        const std::string_view part = trimmed(text.substr(0, comma));
        if (!part.empty()) parts.emplace_back(part);
        if (comma == std::string_view::npos) break;
        text.remove_prefix(comma + 1);
    }
    return parts;
}

Result<Size> parse_size(std::string_view text) {
    const std::size_t x = text.find('x');
    const auto side = [](std::string_view part) -> int {
        int value = 0;
        const auto [end, ec] = std::from_chars(part.data(), part.data() + part.size(), value);
        return ec == std::errc{} && end == part.data() + part.size() ? value : 0;
    };
    const int width = x == std::string_view::npos ? 0 : side(text.substr(0, x));
    const int height = x == std::string_view::npos ? 0 : side(text.substr(x + 1));
    const auto fits = [](int v) { return v >= kSmallestSide_px && v <= kLargestSide_px; };
    if (!fits(width) || !fits(height)) return Error{"expected a size like 1920x1080, each side from 16 to 16384, found " + quote(text)};
    return Size{width, height};
}

Result<CameraPose> parse_at(std::string_view text) {
    const auto parts = split_list(text);
    const Error error{"expected LAT,LON or LAT,LON,ALT_KM (degrees -90 to 90 and -180 to 180, altitude from 20 km), found " + quote(text)};
    if (parts.size() != 2 && parts.size() != 3) return error;
    const auto lat = number(parts[0]), lon = number(parts[1]);
    const auto altitude = parts.size() == 3 ? number(parts[2]) : std::optional<double>{-1.0};
    if (!lat || !lon || !altitude || std::abs(*lat) > 90.0 || std::abs(*lon) > 180.0) return error;
    if (parts.size() == 3 && (*altitude < 20.0 || *altitude > 90000.0)) return error;
    CameraPose pose;
    pose.lat_deg = *lat;
    pose.lon_deg = *lon;
    pose.distance_km = *altitude;
    return pose;
}

Result<Layers> parse_layers(std::string_view text) {
    Layers layers;
    for (const LayerId& layer : kLayerIds) layers.*layer.field = false;
    for (const std::string& id : split_list(text)) {
        const LayerId* const layer = find_layer(id);
        if (layer == nullptr) {
            std::vector<std::string> ids;
            for (const LayerId& each : kLayerIds) ids.emplace_back(each.id);
            return Error{unknown_word("layer", id, ids)};
        }
        layers.*layer->field = true;
    }
    return layers;
}

Result<Selection> parse_selection(std::string_view text) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || colon + 1 == text.size()) return Error{"expected KIND:ID, for instance country:DEU, found " + quote(text)};
    const Result<SelectionKind> kind = parse_enum("kind of selection", text.substr(0, colon), kSelectionNames);
    if (!kind) return kind.error();
    return Selection{*kind, std::string{text.substr(colon + 1)}};
}

Result<Theme> parse_theme(std::string_view text) { return parse_enum("theme", text, kThemeNames); }

Result<Projection> parse_projection(std::string_view text) { return parse_enum("projection", text, kProjectionNames); }

Result<std::string> parse_palette(std::string_view text) {
    const std::vector<std::string> ids(kPaletteIds.begin(), kPaletteIds.end());
    for (const std::string& id : ids)
        if (id == text) return id;
    return Error{unknown_word("palette", text, ids)};
}

Result<ClassChoice> parse_classes(std::string_view text) {
    constexpr const char* kExpected = "expected standard, quantile, equal, quantile:N or equal:N with N from 2 to 9, or up to 8 ascending numbers like 20,40,60; found ";
    ClassChoice choice;
    const std::size_t colon = text.find(':');
    if (const auto* rule = find_enum(std::span<const EnumName<ClassRule>>{kClassRuleNames}, text.substr(0, colon)); rule != nullptr && rule->value != ClassRule::Manual) {
        choice.rule = rule->value;
        if (colon == std::string_view::npos) return choice;
        const std::string_view digits = text.substr(colon + 1);
        if (rule->value == ClassRule::Standard || digits.size() != 1 || digits[0] < '2' || digits[0] > '9') return Error{kExpected + quote(text)};
        choice.count = digits[0] - '0';
        return choice;
    }
    choice.rule = ClassRule::Manual;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find(',', at), text.size());
        const std::optional<double> value = number(text.substr(at, end - at));
        if (!value || (!choice.breaks.empty() && !(*value > choice.breaks.back())) || choice.breaks.size() + 1 >= kMostClasses) return Error{kExpected + quote(text)};
        choice.breaks.push_back(*value);
        at = end + 1;
    }
    return choice;
}

Result<Date> parse_date_option(std::string_view text) {
    if (const auto date = Date::parse(text)) return *date;
    return Error{"expected a date like 2026-08-21, 2026-08 or 2026, found " + quote(text)};
}

Result<double> parse_instant_option(std::string_view text) {
    if (const auto instant = parse_instant_unix_s(text)) return *instant;
    return Error{"expected a UTC time like 2026-08-21T09:49:00Z, found " + quote(text)};
}

Result<double> parse_step(std::string_view text) {
    double unit_s = 1.0;
    std::string_view digits = text;
    if (!text.empty()) {
        switch (text.back()) {
            case 's': unit_s = 1.0; break;
            case 'm': unit_s = 60.0; break;
            case 'h': unit_s = 3600.0; break;
            case 'd': unit_s = 86400.0; break;
            default: unit_s = 0.0;
        }
        if (unit_s > 0.0) digits.remove_suffix(1);
        else unit_s = 1.0;
    }
    const auto value = number(digits);
    if (!value || *value <= 0.0) return Error{"expected a step like 60, 30s, 10m, 1h or 1d, found " + quote(text)};
    return *value * unit_s;
}

}  // namespace linchpin::app
