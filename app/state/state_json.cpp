#include "app/state/state_json.h"

#include "app/state/atomic_file.h"
#include "app/state/json_archive.h"
#include "app/state/state_fields.h"

namespace linchpin::app {
namespace {
constexpr std::size_t kMaxStateBytes = 16u << 20;
}

std::string state_to_json(const AppState& state) {
    Json root = Json::object();
    root["$schema"] = "state.schema.json";
    root["version"] = kStateVersion;
    JsonWriter writer{root};
    visit_state(writer, state);
    return json_text(root);
}

Result<LoadedState> state_from_json(std::string_view text, const std::filesystem::path& file) {
    const Result<OpenedJson> opened = open_versioned_json(text, file, kStateVersion, "state");
    if (!opened) return opened.error();
    LoadedState loaded;
    JsonReader reader{opened->root, opened->text, file};
    reader.know("$schema");
    reader.know("version");
    visit_state(reader, loaded.state);
    reader.warn_unknown();
    if (reader.error()) return *reader.error();
    loaded.warnings = std::move(reader.warnings());
    return loaded;
}

Result<LoadedState> load_state(const std::filesystem::path& file) {
    const Result<std::string> text = read_text_file(file, kMaxStateBytes);
    if (!text) return text.error();
    return state_from_json(*text, file);
}

Status save_state(const std::filesystem::path& file, const AppState& state) { return write_text_file(file, state_to_json(state)); }

}  // namespace linchpin::app
