#include "app/timeline/project_json.h"

#include "app/state/atomic_file.h"
#include "app/state/state_fields.h"
#include "app/timeline/project_ids.h"

namespace linchpin::app {
namespace {

constexpr std::size_t kMaxProjectBytes = 64u << 20;
constexpr double kMostSeconds = 1e5;

template <class E, std::size_t N> std::span<const EnumName<E>> names(const std::array<EnumName<E>, N>& table) { return table; }

/// A date or an instant that every key has: read through the optional that archives know.
template <class Archive, class D> void visit_day(Archive& ar, std::string_view key, D& date) {
    std::optional<Date> day = date;
    ar.date(key, day);
    if constexpr (!std::is_const_v<D>) date = day.value_or(date);
}
template <class Archive, class N> void visit_instant(Archive& ar, std::string_view key, N& unix_s) {
    std::optional<double> instant = unix_s;
    ar.instant(key, instant);
    if constexpr (!std::is_const_v<N>) unix_s = instant.value_or(unix_s);
}

/// The one list of what a project file holds: key order, ranges and enumerations.
template <class Archive, class P> void visit_project(Archive& ar, P& p) {
    const auto time = [&ar](auto& key) { ar.number("time_s", key.time_s, 0.0, kMostSeconds); };
    const auto ease = [&ar](auto& key) { ar.one_of("ease", key.ease, names(kEaseNames)); };
    ar.text("title", p.title);
    ar.integer("fps", p.fps, 1, 1'000'000);
    ar.integer("fps_divisor", p.fps_divisor, 1, 100'000);
    ar.number("length_s", p.length_s, 0.001, kMostSeconds);
    ar.integer("width_px", p.width_px, 16, 16384);
    ar.integer("height_px", p.height_px, 16, 16384);
    ar.object("loop", [&] {
        ar.seconds("start_s", p.loop_start_s);
        ar.seconds("end_s", p.loop_end_s);
    });
    ar.list("camera", p.camera, [&](auto& key) {
        time(key);
        ar.number("lat_deg", key.pose.lat_deg, -90.0, 90.0);
        ar.number("lon_deg", key.pose.lon_deg, -180.0, 180.0);
        ar.number("distance_km", key.pose.distance_km, 1.0, 1e6);
        ar.number("bearing_deg", key.pose.bearing_deg, -360.0, 360.0);
        ar.number("tilt_deg", key.pose.tilt_deg, 0.0, 80.0);
        ar.one_of("move", key.move, names(kMoveNames));
        ease(key);
        ar.number("turn_deg", key.turn_deg, -36000.0, 36000.0);
    });
    ar.list("dates", p.dates, [&](auto& key) {
        time(key);
        visit_day(ar, "date", key.date);
        ease(key);
    });
    ar.list("sky", p.sky, [&](auto& key) {
        time(key);
        visit_instant(ar, "time", key.unix_s);
    });
    ar.list("numbers", p.numbers, [&](auto& track) {
        ar.text("parameter", track.parameter);
        ar.list("keys", track.keys, [&](auto& key) {
            time(key);
            ar.number("value", key.value, -1e15, 1e15);
            ease(key);
        });
    });
    ar.list("changes", p.changes, [&](auto& key) {
        time(key);
        ar.raw("set", key.set);
    });
    ar.list("elements", p.elements, [&](auto& e) {
        ar.one_of("kind", e.kind, names(kElementNames));
        ar.one_of("place", e.place, names(kPlaceNames));
        ar.number("start_s", e.start_s, 0.0, kMostSeconds);
        ar.number("end_s", e.end_s, 0.0, kMostSeconds);
        ar.number("fade_s", e.fade_s, 0.0, 60.0);
        ar.text("text", e.text);
        ar.text("detail", e.detail);
    });
    ar.list("fades", p.fades, [&](auto& key) {
        time(key);
        ar.number("veil", key.veil, 0.0, 1.0);
        ar.flag("white", key.white);
        ease(key);
    });
    ar.list("spotlight", p.spotlight, [&](auto& key) {
        time(key);
        ar.number("x", key.x, 0.0, 1.0);
        ar.number("y", key.y, 0.0, 1.0);
        ar.flag("on", key.on);
    });
    ar.list("markers", p.markers, [&](auto& marker) {
        time(marker);
        ar.text("name", marker.name);
        ar.flag("chapter", marker.chapter);
    });
    ar.object("start", [&] { visit_state(ar, p.start); });
}

}  // namespace

std::string project_to_json(const Project& project) {
    Json root = Json::object();
    root["$schema"] = "project.schema.json";
    root["version"] = kProjectVersion;
    JsonWriter writer{root};
    visit_project(writer, project);
    return json_text(root);
}

Result<LoadedProject> project_from_json(std::string_view text, const std::filesystem::path& file) {
    const Result<OpenedJson> opened = open_versioned_json(text, file, kProjectVersion, "project");
    if (!opened) return opened.error();
    LoadedProject loaded;
    JsonReader reader{opened->root, opened->text, file};
    reader.know("$schema");
    reader.know("version");
    visit_project(reader, loaded.project);
    reader.warn_unknown();
    if (reader.error()) return *reader.error();
    loaded.warnings = std::move(reader.warnings());
    return loaded;
}

Result<LoadedProject> load_project(const std::filesystem::path& file) {
    const Result<std::string> text = read_text_file(file, kMaxProjectBytes);
    if (!text) return text.error();
    return project_from_json(*text, file);
}

Status save_project(const std::filesystem::path& file, const Project& project) { return write_text_file(file, project_to_json(project)); }

}  // namespace linchpin::app
