// The evidence taken away: a dossier by a process of its own, charts as files.
#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <unistd.h>

#include "app/state/atomic_file.h"
#include "app/state/state_json.h"
#include "app/window/explore_session.h"

namespace linchpin::app {
namespace fs = std::filesystem;
namespace {

/// "linchpin-charts.svg", or with a number where there is such a file already.
fs::path free_name(const fs::path& folder, const std::string& name) {
    const fs::path wanted{name};
    fs::path file = folder / wanted;
    std::error_code failed;
    for (int n = 2; fs::exists(file, failed) && n < 1000; ++n) file = folder / (wanted.stem().string() + "-" + std::to_string(n) + wanted.extension().string());
    return file;
}

}  // namespace

void ExploreSession::start_take_away() {
    if (dossier_run_) return;
    std::error_code failed;
    if (fs::path{take_away_.out}.is_relative()) take_away_.out = (fs::current_path(failed) / take_away_.out).string();
    // What is seen now, saved or not; it does not change while one goes on exploring.
    dossier_state_ = fs::temp_directory_path(failed) / ("linchpin-dossier-" + std::to_string(getpid()) + ".json");
    if (const Status saved = write_text_file(dossier_state_, state_to_json(state_)); !saved) return ui_.say(saved.error().text(), true);
    std::vector<std::string> arguments = take_away_.arguments(dossier_state_.string());
    if (!options_.view.pack.empty()) {
        arguments.emplace_back("--pack");
        arguments.push_back(options_.view.pack.string());
    }
    auto run = RecordRun::start(arguments, [] { glfwPostEmptyEvent(); });
    if (!run) return ui_.say(run.error().text(), true);
    dossier_run_ = std::move(*run);
    take_away_.problem.clear();
    take_away_.running = true;
    take_away_.done = take_away_.total = 0;
}

void ExploreSession::poll_take_away() {
    if (!dossier_run_) return;
    const RecordRun::Progress now = dossier_run_->progress();
    if (now.done != take_away_.done || now.total != take_away_.total) frames_due_ = std::max(frames_due_, 2);
    take_away_.done = now.done;
    take_away_.total = now.total;
    if (!now.status) return;
    dossier_run_.reset();
    std::error_code failed;
    fs::remove(dossier_state_, failed);
    take_away_.running = false;
    frames_due_ = 3;
    if (*now.status == 0) {
        const fs::path out{take_away_.out};
        ui_.say("Saved " + out.filename().string() + " in " + out.parent_path().string());
        if (ui_.sheet == Sheet::TakeAway) ui_.sheet = Sheet::None;
        return;
    }
    take_away_.problem = now.said.empty() ? "It ended with status " + std::to_string(*now.status) + "; nothing was written." : now.said;
    ui_.say(take_away_.problem, *now.status != 130);
}

void ExploreSession::perform_take_away(const Request& request) {
    switch (request.action) {
        case Action::Charts: ui_.open(Sheet::Charts); break;
        case Action::TakeAway: ui_.open(Sheet::TakeAway); break;
        case Action::TakeAwayStart: start_take_away(); break;
        case Action::TakeAwayCancel:
            if (dossier_run_) dossier_run_->cancel();
            break;
        case Action::WriteText: {
            std::error_code failed;
            fs::path folder = next_picture_name().parent_path();
            if (folder.empty()) folder = fs::current_path(failed);
            const fs::path file = free_name(folder, request.text);
            const Status written = write_text_file(file, request.content);
            if (written) ui_.say("Saved " + file.filename().string() + " in " + folder.string());
            else ui_.say(written.error().text(), true);
            break;
        }
        default: break;
    }
}

}  // namespace linchpin::app
