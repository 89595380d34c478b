#include "app/ui/ui_probe.h"

#include <imgui.h>

#include <cmath>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "app/state/atomic_file.h"
#include "app/state/layer_ids.h"
#include "app/state/state_ids.h"
#include "app/ui/text_cuts.h"

namespace linchpin::app {

UiProbe::UiProbe() {
    if (const char* file = std::getenv("LINCHPIN_UI_PROBE"); file != nullptr) file_ = file;
}

void UiProbe::begin_frame(float to_window) {
    to_window_ = to_window;
    rects_.clear();
    texts_.clear();
    fields_.clear();
}

void UiProbe::mark(std::string_view name, float x0, float y0, float x1, float y1) {
    if (!active()) return;
    rects_.insert_or_assign(std::string{name}, Rect{x0 * to_window_, y0 * to_window_, (x1 - x0) * to_window_, (y1 - y0) * to_window_});
}

void UiProbe::say(std::string_view name, std::string_view text) {
    if (active()) texts_.insert_or_assign(std::string{name}, std::string{text});
}

void UiProbe::mark_item(std::string_view name) {
    if (!active() || !ImGui::IsItemVisible()) return;
    const ImVec2 a = ImGui::GetItemRectMin(), b = ImGui::GetItemRectMax();
    mark(name, a.x, a.y, b.x, b.y);
}

void UiProbe::mark_field(std::string_view typed) {
    if (!active() || typed.empty()) return;
    const ImVec2 a = ImGui::GetItemRectMin(), b = ImGui::GetItemRectMax();
    fields_.emplace_back(a.x, a.y, b.x, b.y);
}

void UiProbe::end_frame(const AppState& state, const std::string& status, unsigned scene_frames) {
    if (!active()) return;
    using Json = nlohmann::ordered_json;
    Json root;
    root["status"] = status;
    root["scene_frames"] = scene_frames;
    const CameraPose& c = state.camera;
    root["camera"] = {{"lat_deg", c.lat_deg}, {"lon_deg", c.lon_deg}, {"distance_km", c.distance_km}, {"bearing_deg", c.bearing_deg}, {"tilt_deg", c.tilt_deg}};
    const auto record = [](const Selection& s) { return Json{{"kind", kind_id(s.kind)}, {"id", s.id}}; };
    root["selection"] = record(state.selection);
    root["hover"] = record(state.hover);
    for (const LayerId& layer : kLayerIds) root["layers"][std::string{layer.id}] = state.layers.*layer.field;
    root["product_group"] = state.filter.product_group;
    root["trade_year"] = state.filter.trade_year;
    Json& widgets = root["widgets"] = Json::object();
    for (const auto& [name, r] : rects_) widgets[name] = {r.x, r.y, r.w, r.h};
    root["texts"] = texts_;
    Json& cuts = root["cut"] = Json::array();
    for (const TextCut& cut : find_text_cuts(fields_)) cuts.push_back({{"window", cut.window}, {"text", cut.text}, {"x", std::lround(cut.x)}, {"y", std::lround(cut.y)}});
    std::string text = root.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
    if (text == written_) return;
    // Best effort: a probe that cannot be written must not disturb the program it looks at.
    if (write_text_file(file_, text)) written_ = std::move(text);
}

}  // namespace linchpin::app
