#include <algorithm>
#include <fmt/format.h>

#include "app/hall/hall_check.h"

namespace linchpin::app {
namespace {

const char* word_of(HallState state) {
    switch (state) {
        case HallState::Good: return "ok";
        case HallState::Note: return "note";
        case HallState::Fault: return "fault";
    }
    return "fault";
}

}  // namespace

std::string hall_text(const HallReport& report) {
    std::string text;
    for (const HallItem& item : report.items) text += fmt::format("{:<6} {}: {}\n", word_of(item.state), item.name, item.text);
    const auto faults = std::count_if(report.items.begin(), report.items.end(), [](const HallItem& i) { return i.state == HallState::Fault; });
    return text + (report.ready() ? "Ready.\n" : fmt::format("Not ready: {} of {} points.\n", faults, report.items.size()));
}

std::string hall_json(const HallReport& report, const Story& story, const HallOptions& options) {
    Json j{{"$schema", "hall-check.schema.json"}, {"version", 1}, {"ready", report.ready()}, {"story", story.title}, {"planned_s", story.planned_s()},
           {"width_px", options.size.width_px},   {"height_px", options.size.height_px}};
    j["points"] = Json::array();
    for (const HallItem& item : report.items) j["points"].push_back({{"id", item.id}, {"name", item.name}, {"state", word_of(item.state)}, {"text", item.text}});
    j["scenes"] = Json::array();
    for (const SceneSpeed& s : report.scenes) {
        Json scene{{"title", s.title}, {"drawn", !s.empty}, {"high_ms", s.high_ms}};
        scene["low_ms"] = s.low_ms > 0.0 ? Json(s.low_ms) : Json(nullptr);
        j["scenes"].push_back(std::move(scene));
    }
    return j.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace linchpin::app
