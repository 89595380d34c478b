#include "app/ui/pass_rows.h"

#include <algorithm>
#include <cmath>

#include "app/state/observer.h"
#include "app/ui/draw_parts.h"
#include "app/ui/pickers.h"
#include "app/ui/record_fields.h"
#include "data/core/format.h"

namespace linchpin::app {
namespace {

constexpr double kQuestion_s = 600.0;
constexpr double kWallSecondsBetween = 10.0;
constexpr double kDarkSky_deg = -6.0;     // end of civil twilight: bright satellites are seen from then on
constexpr double kNearCity_km = 60.0;

std::string clock_of(double unix_s) { return format_instant(std::round(unix_s)).substr(11, 8); }

/// "12 km from Nairobi", or the numbers alone far from any city that the map knows.
std::string name_of_place(const PanelContext& c, geo::LatLon place) {
    const basemap::City* nearest = nullptr;
    double best_km = kNearCity_km;
    for (const basemap::City& city : c.cities) {
        const double km = geo::distance_km(place, city.place);
        if (km < best_km) best_km = km, nearest = &city;
    }
    if (nearest == nullptr) return place_text(place);
    return best_km < 3.0 ? nearest->name : format_distance_km(best_km) + " from " + nearest->name;
}

}  // namespace

std::string pass_times(const orbit::Pass& pass) {
    return (pass.already_up ? std::string{"up before"} : clock_of(pass.rise.unix_s)) + " \u2013 " + clock_of(pass.peak.unix_s) + " \u2013 " +
           (pass.still_up ? std::string{"stays up"} : clock_of(pass.set.unix_s));
}

const char* compass_point(double azimuth_deg) noexcept {
    static constexpr const char* kPoints[] = {"N", "NE", "E", "SE", "S", "SW", "W", "NW"};
    const double turned = std::fmod(std::fmod(azimuth_deg, 360.0) + 360.0 + 22.5, 360.0);
    return kPoints[std::min<std::size_t>(static_cast<std::size_t>(turned / 45.0), 7)];
}

std::string pass_peak(const orbit::Pass& pass) { return format_number(pass.peak.look.elevation_deg, 0) + "\u00b0 " + compass_point(pass.peak.look.azimuth_deg); }

std::string pass_light(const orbit::Pass& pass) {
    switch (pass.peak.light) {
        case orbit::Shadow::Umbra: return "in shadow";
        case orbit::Shadow::Penumbra: return "half-lit";
        case orbit::Shadow::Sunlit: break;
    }
    return pass.sun_elevation_deg < kDarkSky_deg ? "sunlit, dark sky" : "sunlit";
}

std::string pass_day(const orbit::Pass& pass) { return format_instant(pass.rise.unix_s).substr(0, 10); }

bool pass_row(PanelContext& c, std::string_view probe_name, std::string_view title, std::string_view value, std::string_view second, std::string_view second_value) {
    const ThemeColours& k = c.colours();
    ImGui::PushID(probe_name.data(), probe_name.data() + probe_name.size());
    const bool clicked = ImGui::InvisibleButton("##pass", {ImGui::GetContentRegionAvail().x, c.px(42)});
    ImGui::PopID();
    c.probe.mark_item(probe_name);
    c.probe.say(probe_name, std::string{title} + "; " + std::string{value} + "; " + std::string{second} + "; " + std::string{second_value});
    const ImVec2 a = ImGui::GetItemRectMin(), b = ImGui::GetItemRectMax();
    mark_item_state(c, a, b);
    const float y = a.y + c.px(4), y2 = y + c.fonts.body->FontSize + c.px(2);
    const float value_width = text_width(c.fonts.body, value), second_width = text_width(c.fonts.small, second_value);
    put_text(c.fonts.body, {a.x, y}, k.text, fitted(c.fonts.body, title, b.x - a.x - value_width - c.px(10)));
    put_text(c.fonts.body, {b.x - value_width, y}, k.text, value);
    put_text(c.fonts.small, {a.x, y2}, k.text_dim, fitted(c.fonts.small, second, b.x - a.x - second_width - c.px(8)));
    put_text(c.fonts.small, {b.x - second_width, y2}, k.text_dim, second_value);
    return clicked;
}

void show_passes_over(PanelContext& c, geo::LatLon place) {
    c.state.satellite_view.observer = observer_text(place);
    c.ui.right = RightView::Passes;
}

namespace {

void passes_button(PanelContext& c, std::string_view name, const std::string& observer) {
    if (c.desk == nullptr || c.dataset.satellites.empty()) return;
    if (text_button(c, "record/passes", name)) {
        c.state.satellite_view.observer = observer;
        c.ui.right = RightView::Passes;
    }
    explain(c, name, "Which satellites rise over it, when and how high. A right click on the globe asks the same of any place.");
}

}  // namespace

void passes_button(PanelContext& c, geo::LatLon place) { passes_button(c, "Passes over this place", observer_text(place)); }
void passes_button(PanelContext& c, CountryCode country) { passes_button(c, "Passes over the capital", country.str()); }

double question_instant(const PanelContext& c) {
    const double rate = c.state.sky_playing ? std::abs(c.state.sky_rate) : 0.0;
    const double step = std::max(kQuestion_s, std::ceil(rate * kWallSecondsBetween / kQuestion_s) * kQuestion_s);
    return std::floor(c.moment.sky_time_unix_s / step) * step;
}

Observer observer_of(const PanelContext& c, const std::string& wanted) {
    if (const auto place = place_of_observer(wanted)) return {name_of_place(c, *place), place, kNone};
    const auto code = CountryCode::parse(wanted);
    Observer found;
    found.country = code ? c.dataset.country_index(*code) : kNone;
    if (found.country == kNone) return found;
    for (const basemap::City& city : c.cities)
        if (city.capital && city.country == *code) return {city.name, city.place, found.country};
    found.name = c.dataset.countries[found.country].name;
    found.place = c.dataset.countries[found.country].label_place;
    return found;
}

void observer_picker(PanelContext& c, std::string_view probe_name) {
    std::string& observer = c.state.satellite_view.observer;
    std::vector<Choice> choices;
    const auto clicked = place_of_observer(observer);
    std::vector<Choice> cities;
    bool listed = false;
    for (const basemap::City& city : c.cities) {
        const Index country = c.dataset.country_index(city.country);
        std::string id = city.capital && country != kNone ? city.country.str() : observer_text(city.place);
        listed = listed || id == observer;
        cities.push_back({std::move(id), city.name, country == kNone ? "" : c.dataset.countries[country].name});
    }
    if (clicked && !listed) choices.push_back({observer, name_of_place(c, *clicked), "on the globe"});
    std::stable_sort(cities.begin(), cities.end(), [](const Choice& a, const Choice& b) { return a.name < b.name; });
    choices.insert(choices.end(), std::make_move_iterator(cities.begin()), std::make_move_iterator(cities.end()));
    // A country whose capital the map does not name has a place all the same.
    if (!clicked && !observer.empty() && !listed) {
        const Observer chosen = observer_of(c, observer);
        if (chosen.place) choices.insert(choices.begin(), Choice{observer, chosen.name, "country"});
    }
    pick_one(c, probe_name, "", choices, observer);
}

}  // namespace linchpin::app
