#include <cstdio>

#include "app/cli/asset_paths.h"
#include "app/cli/check_project.h"
#include "app/cli/check_story.h"
#include "app/cli/commands.h"
#include "app/cli/exit_status.h"
#include "app/state/atomic_file.h"
#include "app/state/state_json.h"
#include "app/story/story_json.h"
#include "data/inputs/user_inputs.h"
#include "data/pack/load_pack.h"
#include "data/scenario/scenario_json.h"
#include "data/scenario/scenario_world.h"

namespace linchpin::app {
namespace {

constexpr std::size_t kMostScenarioBytes = 4u << 20;

int check_state(const std::filesystem::path& file, const Log& log) {
    const Result<LoadedState> loaded = load_state(file);
    if (!loaded) {
        std::printf("%s\n", loaded.error().text().c_str());
        return kInputWrong;
    }
    for (const Error& warning : loaded->warnings) {
        Error shown = warning;
        shown.message = "warning: " + shown.message;
        std::printf("%s\n", shown.text().c_str());
    }
    log.note(loaded->warnings.empty() ? "the state file is good" : "the state file is good but for the warnings");
    return kDone;
}

bool is_story(const std::filesystem::path& file) {
    const Result<std::string> text = read_text_file(file, kMostScenarioBytes);
    return text && looks_like_story(*text);
}

bool is_project(const std::filesystem::path& file) {
    const Result<std::string> text = read_text_file(file, kMostScenarioBytes);
    return text && looks_like_project(*text);
}

/// A scenario names its schema, or has events where a state has a camera.
bool is_scenario(const std::filesystem::path& file) {
    const Result<std::string> text = read_text_file(file, kMostScenarioBytes);
    if (!text) return false;
    return text->find("scenario.schema.json") != std::string::npos ||
           (text->find("\"events\"") != std::string::npos && text->find("\"scenario\"") == std::string::npos);
}

/// By itself, and against the bundled pack where there is one.
int check_scenario(const std::filesystem::path& file, const Log& log) {
    const Result<scenario::Scenario> scenario = scenario::read_scenario(file);
    Status good = scenario ? Status{Done{}} : Status{scenario.error()};
    if (good) {
        const Result<AssetPaths> assets = find_assets();
        const Result<Dataset> dataset = assets ? load_pack(assets->pack()) : Result<Dataset>{assets.error()};
        if (dataset) good = scenario::check_events(*dataset, *scenario, file);
        else log.warning("the scenario is not checked against a pack: " + dataset.error().text());
    }
    if (!good) {
        std::printf("%s\n", good.error().text().c_str());
        return kInputWrong;
    }
    log.note("the scenario is good");
    return kDone;
}

/// Tables of the user's own, against the bundled pack: their ids mean nothing without one.
int check_inputs(const std::filesystem::path& folder, const Log& log) {
    const Result<AssetPaths> assets = find_assets();
    const Result<Dataset> dataset = assets ? load_pack(assets->pack()) : Result<Dataset>{assets.error()};
    if (!dataset) return log.error(dataset.error().text()), kMachineLacks;
    const Result<inputs::UserInputs> read = inputs::read_inputs(*dataset, folder);
    if (!read) {
        std::printf("%s\n", read.error().text().c_str());
        return kInputWrong;
    }
    std::size_t errors = 0, warnings = 0;
    for (const Finding& finding : read->findings) {
        ++(finding.level == Finding::Level::Error ? errors : warnings);
        std::printf("%s\n", format_finding(finding).c_str());
    }
    for (std::size_t i = 0; i < inputs::kKinds; ++i) {
        const inputs::TableState& table = read->tables[i];
        if (table.state == inputs::TableState::State::Absent) continue;
        log.note(std::string{inputs::file_name(static_cast<inputs::Kind>(i))} + ": " + std::to_string(table.rows) + " rows, " +
                 (table.state == inputs::TableState::State::Loaded ? "good" : "refused"));
    }
    log.note(std::to_string(errors) + " errors, " + std::to_string(warnings) + " warnings in " + folder.string());
    return errors > 0 ? kInputWrong : kDone;
}

int check_data(const std::filesystem::path& pack, const Log& log) {
    std::size_t errors = 0, warnings = 0;
    for (const Finding& finding : check_pack(pack)) {
        ++(finding.level == Finding::Level::Error ? errors : warnings);
        std::printf("%s\n", format_finding(finding).c_str());
    }
    log.note(std::to_string(errors) + " errors, " + std::to_string(warnings) + " warnings in " + pack.string());
    return errors > 0 ? kInputWrong : kDone;
}

}  // namespace

int run_check(const CheckOptions& options, const Log& log) {
    std::error_code ec;
    const bool single = std::filesystem::is_regular_file(options.target, ec) && options.target.filename() != "datapackage.json";
    const int status = inputs::is_inputs_folder(options.target) ? check_inputs(options.target, log)
                       : !single                      ? check_data(options.target, log)
                       : is_story(options.target)    ? check_story_file(options.target, log)
                       : is_project(options.target)  ? check_project(options.target, log)
                       : is_scenario(options.target) ? check_scenario(options.target, log)
                                                      : check_state(options.target, log);
    const int output = finish_output(log);
    return status != kDone ? status : output;
}

}  // namespace linchpin::app
