#pragma once
// What has not been saved yet is kept in the state folder, so that a crash or a power cut costs no more than half a minute of work.
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "data/core/result.h"

namespace linchpin::app {

/// $XDG_STATE_HOME/linchpin, else ~/.local/state/linchpin; empty when neither is known. Not made.
[[nodiscard]] std::filesystem::path state_folder();

/// Where edits go that make room for something else that is opened: "set-aside-1.json" and on, a number that is free.
/// @param folder  as state_folder() says
/// @return  the file, or why nothing could be kept
[[nodiscard]] Result<std::filesystem::path> set_aside(const std::filesystem::path& folder, const std::string& text);

/// The copy of one program that runs.
class Autosave {
public:
    /// @param folder  empty = nothing is kept
    /// @param kind  tells the copies of one program apart: letters only
    explicit Autosave(std::filesystem::path folder, std::string_view kind = "project");
    /// Writes what is unsaved, at most every kEvery_s, and only when it has changed. Once saved, the copy goes.
    /// @param version  of the text; another number after every change
    /// @return  an error once: when the copy cannot be written it is not tried again
    [[nodiscard]] Status update(bool unsaved, unsigned version, double now_s, const std::function<std::string()>& text);
    /// Writes at once, whatever the time. For what would be lost now.
    [[nodiscard]] Status keep(const std::string& text);
    void remove() noexcept;
    [[nodiscard]] const std::filesystem::path& file() const noexcept { return file_; }

    static constexpr double kEvery_s = 20.0;

private:
    std::filesystem::path file_;
    unsigned written_ = 0;
    double last_s_ = -1e9;
    bool there_ = false;
};

/// Copies of programs that did not end in order, latest first.
[[nodiscard]] std::vector<std::filesystem::path> left_behind(const std::filesystem::path& folder);

}  // namespace linchpin::app
