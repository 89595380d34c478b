#include "app/state/session_file.h"

#include <algorithm>

#include "app/state/atomic_file.h"
#include "app/state/json_archive.h"
#include "app/state/state_json.h"

namespace linchpin::app {
namespace fs = std::filesystem;
namespace {

/// What is kept of a state: nothing that passes by itself, or the file would be written all the time.
AppState lasting(AppState state) {
    state.hover = {};
    state.frame_time_s = 0.0;
    state.projection_since_s = -1.0;
    state.idle_turn = true;
    if (state.sky_playing) state.sky_time_unix_s.reset();
    return state;
}

}  // namespace

SessionFile::SessionFile(fs::path folder) {
    if (!folder.empty()) file_ = folder / "session.json";
}

SessionFile::Restored SessionFile::restore() const {
    Restored restored;
    std::error_code failed;
    if (file_.empty() || !fs::exists(file_, failed)) return restored;
    Result<LoadedState> loaded = load_state(file_);
    if (loaded) {
        restored.state = std::move(loaded->state);
        restored.state->idle_turn = false;  // one goes on where one was; only a newcomer is shown around
        restored.state->projection_since_s = -1.0;
        restored.warnings = std::move(loaded->warnings);
        return restored;
    }
    // The next state would be written over it: what cannot be read may still be worth something to somebody.
    const fs::path aside = file_.parent_path() / "session-unread.json";
    fs::rename(file_, aside, failed);
    restored.warnings.push_back(Error{"the last session cannot be read and is kept as " + (failed ? file_ : aside).string() + ": " + loaded.error().text()});
    return restored;
}

Status SessionFile::update(const AppState& state, double now_s) {
    if (file_.empty()) return Done{};
    AppState now = lasting(state);
    if (!seen_) {
        written_ = seen_ = std::move(now);  // as it was started: that is what the file says, or the first picture
        return Done{};
    }
    if (!(now == *seen_)) {
        if (*seen_ == *written_) changed_s_ = now_s;
        seen_ = std::move(now);
        seen_s_ = now_s;
    }
    if (*seen_ == *written_) return Done{};
    if (now_s - seen_s_ < kRest_s && now_s - changed_s_ < kLongest_s) return Done{};
    return write(*seen_);
}

Status SessionFile::finish(const AppState& state) {
    if (file_.empty() || !written_) return Done{};
    const AppState now = lasting(state);
    return now == *written_ ? Status{Done{}} : write(now);
}

Status SessionFile::write(const AppState& state) {
    std::error_code failed;
    fs::create_directories(file_.parent_path(), failed);
    if (Status saved = save_state(file_, state); !saved) {
        const Error error{"the session cannot be kept for the next start: " + saved.error().message, file_};
        file_.clear();
        return error;
    }
    written_ = state;
    return Done{};
}

RecentFiles::RecentFiles(const fs::path& folder) {
    if (folder.empty()) return;
    list_ = folder / "recent.json";
    const auto text = read_text_file(list_, 1 << 20);
    if (!text) return;
    const Json list = Json::parse(*text, nullptr, false);
    if (!list.is_array()) return;
    for (const Json& entry : list)
        if (entry.is_string() && files_.size() < kMost) files_.push_back(entry.get<std::string>());
}

void RecentFiles::add(const fs::path& file) {
    std::error_code failed;
    const fs::path whole = fs::absolute(file, failed).lexically_normal();
    if (failed) return;
    std::erase(files_, whole.string());
    files_.insert(files_.begin(), whole.string());
    if (files_.size() > kMost) files_.resize(kMost);
    if (list_.empty()) return;
    fs::create_directories(list_.parent_path(), failed);
    (void)write_text_file(list_, Json(files_).dump(1) + "\n");
}

std::vector<std::string> RecentFiles::existing() const {
    std::vector<std::string> there;
    std::error_code failed;
    std::copy_if(files_.begin(), files_.end(), std::back_inserter(there), [&](const std::string& file) { return fs::is_regular_file(file, failed); });
    return there;
}

}  // namespace linchpin::app
