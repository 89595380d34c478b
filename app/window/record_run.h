#pragma once
#include <sys/types.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "data/core/result.h"

namespace linchpin::app {

/// A recording under way in a process of its own: the same program as on the command line, so that neither disturbs the other.
class RecordRun {
public:
    /// Starts this very program. @param wake  called from another thread when there is something new
    [[nodiscard]] static Result<std::unique_ptr<RecordRun>> start(const std::vector<std::string>& arguments, std::function<void()> wake);
    /// Ends it in order if it still runs.
    ~RecordRun();
    RecordRun(const RecordRun&) = delete;
    RecordRun& operator=(const RecordRun&) = delete;

    struct Progress {
        std::int64_t done = 0, total = 0;
        double elapsed_s = 0.0, left_s = 0.0;
        bool paused = false;
        std::optional<int> status;      ///< of the exit, once it has ended
        std::string said;               ///< the last sentence that was no progress
    };
    [[nodiscard]] Progress progress() const;
    void pause(bool on);
    /// Asks it to end: complete parts are kept.
    void cancel();

private:
    RecordRun() = default;
    void read(int from, const std::function<void()>& wake);
    void take(const std::string& line);
    void signal(int which);

    pid_t pid_ = -1;
    mutable std::mutex mutex_;
    Progress progress_;
    std::thread reader_;
};

}  // namespace linchpin::app
