#include "app/story/story_json.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

#include "app/story/story_ids.h"

namespace linchpin::app {
namespace {

constexpr std::size_t kMaxStoryBytes = 16u << 20;
constexpr std::size_t kMostScenes = 500;

template <class E, std::size_t N> std::span<const EnumName<E>> names(const std::array<EnumName<E>, N>& table) { return table; }

/// The one list of what a story file holds: key order, ranges and enumerations.
template <class Archive, class S> void visit_story(Archive& ar, S& story) {
    ar.text("title", story.title);
    ar.text("author", story.author);
    ar.text("event", story.event);
    ar.object("kiosk", [&] {
        ar.number("idle_s", story.kiosk.idle_s, 0.0, 86400.0);
        ar.number("scene_s", story.kiosk.scene_s, 0.0, 7200.0);
    });
    ar.raw("start", story.start);
    ar.list("scenes", story.scenes, [&](auto& scene) {
        ar.text("id", scene.id);
        ar.text("title", scene.title);
        ar.number("planned_s", scene.planned_s, 0.0, 7200.0);
        ar.object("flight", [&] {
            ar.one_of("move", scene.flight.move, names(kSceneMoveNames));
            ar.seconds("seconds", scene.flight.seconds);
            ar.number("turn_deg", scene.flight.turn_deg, -3600.0, 3600.0);
        });
        ar.object("play", [&] {
            ar.date("from", scene.play.from);
            ar.date("to", scene.play.to);
            ar.number("seconds", scene.play.seconds, 0.0, 600.0);
            ar.flag("by_year", scene.play.by_year);
        });
        ar.number("drift_deg_s", scene.drift_deg_s, -20.0, 20.0);
        ar.raw("state", scene.state);
        ar.list("captions", scene.captions, [&](auto& caption) {
            ar.one_of("kind", caption.kind, names(kElementNames));
            ar.one_of("place", caption.place, names(kPlaceNames));
            ar.text("text", caption.text);
            ar.text("detail", caption.detail);
            ar.number("start_s", caption.start_s, 0.0, 7200.0);
            ar.seconds("end_s", caption.end_s);
            ar.number("fade_s", caption.fade_s, 0.0, 60.0);
        });
        ar.text("notes", scene.notes);
        ar.list("sources", scene.sources, [&](auto& source) {
            ar.text("text", source.text);
            ar.text("url", source.url);
        });
    });
}

Json written(const Story& story) {
    Json root = Json::object();
    JsonWriter writer{root};
    visit_story(writer, story);
    return root;
}

/// Takes out what is as in `usual`, except where a key says what a thing is.
void leave_out_defaults(Json& object, const Json& usual) {
    std::vector<std::string> usual_keys;
    for (const auto& [key, value] : object.items()) {
        if (key == "id" || key == "title" || key == "text") continue;
        const auto it = usual.find(key);
        if (it != usual.end() && *it == value) usual_keys.push_back(key);
    }
    for (const std::string& key : usual_keys) object.erase(key);
    for (auto& [key, value] : object.items()) {
        const auto it = usual.find(key);
        // A state's part is as it is: an empty object in it may be meant.
        if (key != "state" && key != "start" && value.is_object() && it != usual.end()) leave_out_defaults(value, *it);
    }
}

Status check_captions(const StoryScene& scene, std::size_t i) {
    for (std::size_t k = 0; k < scene.captions.size(); ++k) {
        const SceneCaption& c = scene.captions[k];
        const std::string where = fmt::format("scenes[{}].captions[{}]", i, k);
        if (c.end_s && *c.end_s <= c.start_s) return Error{fmt::format("{}.end_s: expected a time after start_s, {} s, found {}", where, c.start_s, *c.end_s)};
        const bool speaks = c.kind != ElementKind::DateStamp && c.kind != ElementKind::ScaleBar;
        if (speaks && c.text.empty() && c.detail.empty()) return Error{where + ".text: expected a text, found none"};
    }
    return Done{};
}

Status check_play(const StoryScene& scene, std::size_t i) {
    const ScenePlay& play = scene.play;
    const std::string where = fmt::format("scenes[{}].play", i);
    if (play.from.has_value() != play.to.has_value())
        return Error{fmt::format("{}.{}: expected a date, since \"{}\" has one, found none", where, play.from ? "to" : "from", play.from ? "from" : "to")};
    if (!play.runs()) {
        if (play.seconds > 0.0) return Error{where + ".from: expected a date, since \"seconds\" says that the date runs, found none"};
        return Done{};
    }
    if (*play.from == *play.to) return Error{fmt::format("{}.to: expected another day than \"from\", found {}", where, play.to->iso())};
    if (play.seconds < 0.1) return Error{fmt::format("{}.seconds: expected a number from 0.1 to 600, found {}", where, play.seconds)};
    return Done{};
}

bool good_id(std::string_view id) {
    return !id.empty() && id.size() <= 64 && std::all_of(id.begin(), id.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

Status check_ids(const Story& story) {
    std::map<std::string_view, std::size_t> seen;
    for (std::size_t i = 0; i < story.scenes.size(); ++i) {
        const std::string& id = story.scenes[i].id;
        if (!good_id(id))
            return Error{fmt::format("scenes[{}].id: expected 1 to 64 lower-case letters, digits and hyphens, found {}", i, json_shown(Json(id)))};
        const auto [it, fresh] = seen.emplace(id, i);
        if (!fresh) return Error{fmt::format("scenes[{}].id: expected an id that no other scene has, found \"{}\", which scenes[{}] has", i, id, it->second)};
    }
    return Done{};
}

}  // namespace

std::string story_to_json(const Story& story) {
    Json root = Json::object();
    root["$schema"] = "story.schema.json";
    root["version"] = kStoryVersion;
    Story usual;
    Json body = written(story);
    usual.scenes.resize(1);
    usual.scenes[0].captions.resize(1);
    usual.scenes[0].sources.resize(1);
    const Json usual_json = written(usual);
    const Json &usual_scene = usual_json["scenes"][0], &usual_caption = usual_scene["captions"][0], &usual_source = usual_scene["sources"][0];
    Json no_lists = usual_scene;
    no_lists["captions"] = no_lists["sources"] = Json::array();
    for (Json& scene : body["scenes"]) {
        for (Json& caption : scene["captions"]) leave_out_defaults(caption, usual_caption);
        for (Json& source : scene["sources"]) leave_out_defaults(source, usual_source);
        leave_out_defaults(scene, no_lists);
    }
    Json no_scenes = usual_json;
    no_scenes.erase("scenes");
    leave_out_defaults(body, no_scenes);
    for (auto& [key, value] : body.items()) root[key] = std::move(value);
    return json_text(root);
}

Status check_story(const Story& story) {
    if (story.scenes.empty()) return Error{"scenes: expected at least one scene, found none"};
    if (story.scenes.size() > kMostScenes) return Error{fmt::format("scenes: expected at most {} scenes, found {}", kMostScenes, story.scenes.size())};
    if (const Status ids = check_ids(story); !ids) return ids;
    for (std::size_t i = 0; i < story.scenes.size(); ++i) {
        const StoryScene& scene = story.scenes[i];
        if (scene.title.empty()) return Error{fmt::format("scenes[{}].title: expected a title, found none", i)};
        if (scene.flight.seconds && !(*scene.flight.seconds >= 0.1 && *scene.flight.seconds <= 60.0))
            return Error{fmt::format("scenes[{}].flight.seconds: expected a number from 0.1 to 60 or null, found {}", i, *scene.flight.seconds)};
        if (const Status play = check_play(scene, i); !play) return play;
        if (const Status captions = check_captions(scene, i); !captions) return captions;
        for (std::size_t k = 0; k < scene.sources.size(); ++k)
            if (scene.sources[k].text.empty()) return Error{fmt::format("scenes[{}].sources[{}].text: expected what the source is, found none", i, k)};
    }
    if (const Result<std::vector<AppState>> states = scene_states(story); !states) return states.error();
    return Done{};
}

Error placed_in(Error error, std::string_view text, const std::filesystem::path& file) {
    error.file = file;
    if (error.line > 0 && error.column > 0) return error;
    const auto places = json_value_places(text);
    for (std::string path = error.message.substr(0, error.message.find(": ")); !path.empty();) {
        if (const auto it = places.find(path); it != places.end()) {
            error.line = it->second.line;
            error.column = it->second.column;
            return error;
        }
        // What is missing is told of where it is missing.
        const std::size_t shorter = path.find_last_of(".[");
        path.resize(shorter == std::string::npos ? 0 : shorter);
    }
    if (error.line == 0) error.line = 1;
    if (error.column == 0) error.column = 1;
    return error;
}

Result<LoadedStory> story_from_json(std::string_view text, const std::filesystem::path& file) {
    const Result<OpenedJson> opened = open_versioned_json(text, file, kStoryVersion, "story");
    if (!opened) return placed_in(opened.error(), text, file);
    LoadedStory loaded;
    JsonReader reader{opened->root, opened->text, file};
    reader.know("$schema");
    reader.know("version");
    visit_story(reader, loaded.story);
    reader.warn_unknown();
    if (reader.error()) return placed_in(*reader.error(), opened->text, file);
    if (const Status good = check_story(loaded.story); !good) return placed_in(good.error(), opened->text, file);
    for (Error& warning : reader.warnings()) loaded.warnings.push_back(placed_in(std::move(warning), opened->text, file));
    return loaded;
}

Result<LoadedStory> load_story(const std::filesystem::path& file) {
    const Result<std::string> text = read_text_file(file, kMaxStoryBytes);
    if (!text) return text.error();
    return story_from_json(*text, file);
}

Status save_story(const std::filesystem::path& file, const Story& story) { return write_text_file(file, story_to_json(story)); }

bool looks_like_story(std::string_view text) {
    return text.find("story.schema.json") != std::string_view::npos || text.find("\"scenes\"") != std::string_view::npos;
}

// ---- a file that may change -------------------------------------------------------------------------------------------------------

StoryFile::Stamp StoryFile::stamp_of(const std::filesystem::path& file) {
    std::error_code ec;
    Stamp stamp;
    stamp.time = std::filesystem::last_write_time(file, ec);
    if (ec) stamp.time = {};
    stamp.bytes = std::filesystem::file_size(file, ec);
    if (ec) stamp.bytes = 0;
    return stamp;
}

Result<std::vector<Error>> StoryFile::open(const std::filesystem::path& file) {
    const Stamp stamp = stamp_of(file);  // before reading: what is written meanwhile is read the next time
    Result<LoadedStory> loaded = load_story(file);
    if (file == file_) seen_ = stamp;
    if (!loaded) return loaded.error();
    file_ = file;
    seen_ = stamp;
    story_ = std::move(loaded->story);
    ++version_;
    return std::move(loaded->warnings);
}

Status StoryFile::follow(const std::filesystem::path& file) {
    file_ = file;
    if (const auto read = open(file); !read) return read.error();
    return Done{};
}

std::optional<Status> StoryFile::reload() {
    if (file_.empty() || stamp_of(file_) == seen_) return std::nullopt;
    if (const auto opened = open(file_); !opened) return Status{opened.error()};
    return Status{Done{}};
}

}  // namespace linchpin::app
