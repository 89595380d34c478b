#include "app/cli/check_project.h"

#include <cstdio>
#include <fmt/format.h>
#include <map>
#include <string>

#include "app/cli/asset_paths.h"
#include "app/cli/exit_status.h"
#include "app/report/bindings.h"
#include "app/state/atomic_file.h"
#include "app/state/json_lines.h"
#include "app/timeline/project_json.h"
#include "app/timeline/timeline.h"
#include "data/pack/load_pack.h"

namespace linchpin::app {
namespace {

constexpr std::size_t kMostBytes = 64u << 20;

/// Messages of a project begin with the path of what they are about: that is where they stand.
Error in_place(Error error, const std::filesystem::path& file, const std::map<std::string, int>& lines) {
    error.file = file;
    if (error.line > 0) return error;
    for (std::string path = error.message.substr(0, error.message.find(": ")); !path.empty();) {
        if (const auto it = lines.find(path); it != lines.end()) {
            error.line = it->second;
            break;
        }
        const std::size_t shorter = path.find_last_of(".[");
        path.resize(shorter == std::string::npos ? 0 : shorter);
    }
    return error;
}

}  // namespace

bool looks_like_project(std::string_view text) {
    return text.find("project.schema.json") != std::string_view::npos || text.find("\"length_s\"") != std::string_view::npos;
}

int check_project(const std::filesystem::path& file, const Log& log) {
    const Result<std::string> text = read_text_file(file, kMostBytes);
    Result<LoadedProject> loaded = text ? project_from_json(*text, file) : Result<LoadedProject>{text.error()};
    if (!loaded) {
        std::printf("%s\n", loaded.error().text().c_str());
        return kInputWrong;
    }
    const std::map<std::string, int> lines = json_value_lines(*text);
    std::size_t errors = 0;
    const auto tell = [&](const Error& error) {
        ++errors;
        std::printf("%s\n", in_place(error, file, lines).text().c_str());
    };
    for (Error warning : loaded->warnings) {
        warning.message = "warning: " + warning.message;
        std::printf("%s\n", warning.text().c_str());
    }
    const std::vector<Element> elements = loaded->project.elements;
    if (const Result<Timeline> timeline = Timeline::prepare(std::move(loaded->project)); !timeline) tell(timeline.error());
    const Result<AssetPaths> assets = find_assets();
    const Result<Dataset> dataset = assets ? load_pack(assets->pack()) : Result<Dataset>{assets.error()};
    if (dataset) {
        const Bindings bindings{*dataset, {}};
        for (std::size_t i = 0; i < elements.size(); ++i) {
            if (const Status good = bindings.check(elements[i].text); !good) tell(Error{fmt::format("elements[{}].text: {}", i, good.error().message)});
            if (const Status good = bindings.check(elements[i].detail); !good) tell(Error{fmt::format("elements[{}].detail: {}", i, good.error().message)});
        }
    } else {
        log.warning("the captions are not checked against a pack: " + dataset.error().text());
    }
    log.note(errors == 0 ? "the project is good" : fmt::format("{} errors in {}", errors, file.string()));
    return errors == 0 ? kDone : kInputWrong;
}

}  // namespace linchpin::app
