#include "app/state/autosave.h"

#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "app/state/atomic_file.h"

namespace linchpin::app {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kStart = "unsaved-", kEnd = ".json";

/// The process of "unsaved-project-1234.json"; 0 = it is no such name.
long process_of(const fs::path& file) {
    const std::string name = file.filename().string();
    std::string_view digits = name;
    if (!digits.starts_with(kStart) || !digits.ends_with(kEnd)) return 0;
    digits.remove_prefix(kStart.size());
    digits.remove_suffix(kEnd.size());
    digits.remove_prefix(digits.find_last_of('-') + 1);
    long process = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), process);
    return error == std::errc{} && end == digits.data() + digits.size() ? process : 0;
}

bool runs(long process) { return ::kill(static_cast<pid_t>(process), 0) == 0 || errno == EPERM; }

}  // namespace

fs::path state_folder() {
    if (const char* const state = std::getenv("XDG_STATE_HOME"); state != nullptr && *state == '/') return fs::path{state} / "linchpin";
    if (const char* const home = std::getenv("HOME"); home != nullptr && *home == '/') return fs::path{home} / ".local/state/linchpin";
    return {};
}

Result<fs::path> set_aside(const fs::path& folder, const std::string& text) {
    if (folder.empty()) return Error{"there is no folder to keep unsaved edits in: neither XDG_STATE_HOME nor HOME is set"};
    std::error_code failed;
    fs::create_directories(folder, failed);
    for (int number = 1; number < 1000; ++number) {
        const fs::path file = folder / ("set-aside-" + std::to_string(number) + std::string{kEnd});
        if (fs::exists(file, failed)) continue;
        if (const Status written = write_text_file(file, text); !written) return Error{"unsaved edits cannot be kept: " + written.error().message, file};
        return file;
    }
    return Error{"unsaved edits cannot be kept: expected a free name, found set-aside-1.json to set-aside-999.json taken", folder};
}

Autosave::Autosave(fs::path folder, std::string_view kind) {
    if (!folder.empty()) file_ = folder / (std::string{kStart} + std::string{kind} + "-" + std::to_string(::getpid()) + std::string{kEnd});
}

Status Autosave::update(bool unsaved, unsigned version, double now_s, const std::function<std::string()>& text) {
    if (!unsaved) {
        remove();
        return Done{};
    }
    if (file_.empty() || (there_ && version == written_) || now_s - last_s_ < kEvery_s) return Done{};
    last_s_ = now_s;
    if (const Status kept = keep(text()); !kept) {
        file_.clear();
        return kept;
    }
    written_ = version;
    return Done{};
}

Status Autosave::keep(const std::string& text) {
    if (file_.empty()) return Done{};
    std::error_code failed;
    fs::create_directories(file_.parent_path(), failed);
    const Status written = write_text_file(file_, text);
    if (!written) return Error{"edits cannot be kept until they are saved: " + written.error().message, file_};
    there_ = true;
    return Done{};
}

void Autosave::remove() noexcept {
    if (!there_) return;
    std::error_code ignored;
    fs::remove(file_, ignored);
    there_ = false;
}

std::vector<fs::path> left_behind(const fs::path& folder) {
    std::vector<std::pair<fs::file_time_type, fs::path>> found;
    std::error_code failed;
    for (fs::directory_iterator it{folder, failed}, end; !failed && it != end; it.increment(failed)) {
        const long process = process_of(it->path());
        if (process <= 0 || runs(process)) continue;
        std::error_code ignored;
        found.emplace_back(it->last_write_time(ignored), it->path());
    }
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<fs::path> files;
    for (auto& [time, file] : found) files.push_back(std::move(file));
    return files;
}

}  // namespace linchpin::app
