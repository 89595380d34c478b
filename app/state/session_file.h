#pragma once
// Where one left off: the state is kept while one works, so that the next start, or the start after a crash, goes on from there.
#include <filesystem>
#include <optional>
#include <string>

#include "app/state/app_state.h"
#include "data/core/result.h"

namespace linchpin::app {

class SessionFile {
public:
    /// @param folder  the state folder; empty = nothing is kept
    explicit SessionFile(std::filesystem::path folder);

    struct Restored {
        std::optional<AppState> state;   ///< empty: there is no session, or none that can be read
        std::vector<Error> warnings;     ///< why not; the file is then kept under another name, never written over
    };
    [[nodiscard]] Restored restore() const;

    /// Writes the state when it has changed and rested for kRest_s, or has changed for kLongest_s without a rest.
    /// @return  an error once: when it cannot be written it is not tried again
    [[nodiscard]] Status update(const AppState& state, double now_s);
    /// Writes what is not written yet.
    [[nodiscard]] Status finish(const AppState& state);

    [[nodiscard]] const std::filesystem::path& file() const noexcept { return file_; }
    static constexpr double kRest_s = 1.0, kLongest_s = 5.0;

private:
    [[nodiscard]] Status write(const AppState& state);

    std::filesystem::path file_;
    std::optional<AppState> written_, seen_;
    double changed_s_ = 0.0, seen_s_ = 0.0;
};

/// Files that were opened or saved last, newest first, each once; kept in the state folder.
class RecentFiles {
public:
    static constexpr std::size_t kMost = 10;
    explicit RecentFiles(const std::filesystem::path& folder);
    /// Puts it in front. A list that cannot be written is only lost.
    void add(const std::filesystem::path& file);
    /// Those that still exist.
    [[nodiscard]] std::vector<std::string> existing() const;

private:
    std::filesystem::path list_;
    std::vector<std::string> files_;
};

}  // namespace linchpin::app
