#include <cstdio>

#include "app/cli/commands.h"
#include "app/cli/exit_status.h"
#include "app/state/state_json.h"
#include "data/pack/load_pack.h"

namespace linchpin::app {
namespace {

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
    const bool state_file = std::filesystem::is_regular_file(options.target, ec) && options.target.filename() != "datapackage.json";
    const int status = state_file ? check_state(options.target, log) : check_data(options.target, log);
    const int output = finish_output(log);
    return status != kDone ? status : output;
}

}  // namespace linchpin::app
