#include "app/ui/settings.h"

#include "app/state/layer_ids.h"
#include "app/state/projection.h"
#include "app/state/state_ids.h"

namespace linchpin::app {
namespace {

struct Switch {
    std::string_view id, name, words;
    bool AppState::*field;
};
constexpr Switch kSwitches[] = {
    {"even-light", "Light the whole globe", "night day sun", &AppState::even_light},
    {"sovereignty-lens", "Sovereignty lens", "rings owner vendor", &AppState::sovereignty_lens},
    {"reduce-motion", "Reduce motion", "animation still", &AppState::reduce_motion},
    {"bundle-flows", "Bundle flows that go the same way", "arcs", &AppState::bundle_flows},
    {"class-patterns", "Lines on country values", "print colour blind pattern", &AppState::class_patterns},
    {"moon", "Moon", "sky", &AppState::moon},
    {"sky-playing", "Sky clock runs", "satellites play time", &AppState::sky_playing},
};
constexpr std::string_view kPalettes[] = {"viridis", "cividis", "batlow", "okabe-ito"};

struct ReportSwitch {
    std::string_view id, name, words;
    bool ReportChoice::*field;
};
constexpr ReportSwitch kReportSwitches[] = {
    {"with-plans", "Count planned sites and cables", "announced future", &ReportChoice::with_plans},
    {"impute-capacity", "Impute unpublished capacities", "cables estimate median", &ReportChoice::impute_capacity},
};

template <class Names, class Value> bool take(const Names& names, std::string_view id, Value& value) {
    for (const auto& n : names)
        if (n.id == id) return value = n.value, true;
    return false;
}
template <class Names, class Value> std::string now(const Names& names, std::string_view id, const Value& value) {
    for (const auto& n : names)
        if (n.id == id) return n.value == value ? "chosen" : "";
    return {};
}
template <class Names> void add(std::vector<Setting>& all, const Names& names, std::string_view what, std::string_view title, std::string_view words) {
    for (const auto& n : names) all.push_back({std::string{what} + "/" + std::string{n.id}, std::string{title} + ": " + std::string{n.name}, std::string{words}});
}

/// "theme/light" into its two parts.
std::pair<std::string_view, std::string_view> split(std::string_view id) {
    const std::size_t slash = id.find('/');
    return slash == std::string_view::npos ? std::pair{id, std::string_view{}} : std::pair{id.substr(0, slash), id.substr(slash + 1)};
}

std::string on_off(bool on) { return on ? "on" : "off"; }

}  // namespace

const std::vector<Setting>& settings() {
    static const std::vector<Setting> all = [] {
        std::vector<Setting> made;
        for (const LayerId& layer : kLayerIds) made.push_back({"layer/" + std::string{layer.id}, "Layer: " + std::string{layer.name}, "show hide"});
        add(made, kThemeNames, "theme", "Theme", "colours appearance");
        add(made, kProjectionNames, "projection", "Projection", "map globe flat");
        add(made, kEarthStyleNames, "earth", "Earth", "imagery");
        add(made, kQualityNames, "quality", "Quality", "speed");
        add(made, kVisionNames, "vision", "Seen by eyes with", "colour blindness");
        add(made, kChoroplethNames, "values", "Country values", "choropleth map colours");
        for (const std::string_view palette : kPalettes) made.push_back({"palette/" + std::string{palette}, "Palette: " + std::string{palette}, "colours country values"});
        for (const Switch& s : kSwitches) made.push_back({std::string{s.id}, std::string{s.name}, std::string{s.words}});
        for (const ReportSwitch& s : kReportSwitches) made.push_back({std::string{s.id}, std::string{s.name}, std::string{s.words}});
        made.push_back({"planned-shells", "Planned constellations", "satellites simulated"});
        return made;
    }();
    return all;
}

std::string setting_value(const AppState& state, std::string_view id) {
    const auto [what, choice] = split(id);
    if (what == "layer") {
        const LayerId* const layer = find_layer(choice);
        return layer != nullptr ? on_off(state.layers.*layer->field) : std::string{};
    }
    if (what == "theme") return now(kThemeNames, choice, state.theme);
    if (what == "projection") return now(kProjectionNames, choice, state.projection);
    if (what == "earth") return now(kEarthStyleNames, choice, state.earth_style);
    if (what == "quality") return now(kQualityNames, choice, state.quality);
    if (what == "vision") return now(kVisionNames, choice, state.colour_vision);
    if (what == "values") return now(kChoroplethNames, choice, state.filter.choropleth.kind);
    if (what == "palette") return state.palette == choice ? "chosen" : "";
    if (id == "planned-shells") return on_off(state.filter.show_planned_shells);
    for (const Switch& s : kSwitches)
        if (s.id == id) return on_off(state.*s.field);
    for (const ReportSwitch& s : kReportSwitches)
        if (s.id == id) return on_off(state.report.*s.field);
    return {};
}

bool apply_setting(AppState& state, std::string_view id) {
    const auto [what, choice] = split(id);
    const auto turn = [](bool& on) { return on = !on, true; };
    if (what == "layer") {
        const LayerId* const layer = find_layer(choice);
        return layer != nullptr && turn(state.layers.*layer->field);
    }
    if (what == "theme") return take(kThemeNames, choice, state.theme);
    if (what == "projection") {
        Projection wanted = state.projection;
        if (!take(kProjectionNames, choice, wanted)) return false;
        if (wanted != state.projection) change_projection(state, wanted);
        return true;
    }
    if (what == "earth") return take(kEarthStyleNames, choice, state.earth_style);
    if (what == "quality") return take(kQualityNames, choice, state.quality);
    if (what == "vision") return take(kVisionNames, choice, state.colour_vision);
    if (what == "values") return take(kChoroplethNames, choice, state.filter.choropleth.kind);
    if (what == "palette") {
        for (const std::string_view palette : kPalettes)
            if (palette == choice) return state.palette = std::string{palette}, true;
        return false;
    }
    if (id == "planned-shells") return turn(state.filter.show_planned_shells);
    for (const Switch& s : kSwitches)
        if (s.id == id) return turn(state.*s.field);
    for (const ReportSwitch& s : kReportSwitches)
        if (s.id == id) return turn(state.report.*s.field);
    return false;
}

}  // namespace linchpin::app
