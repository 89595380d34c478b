#pragma once
// Tables of the user's own, read on a thread of their own: a large one takes seconds, and no frame may wait for it.
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "data/inputs/user_inputs.h"

namespace linchpin::app {

/// What a panel says about them.
struct InputsStatus {
    std::string folder;   ///< as asked for; empty = none
    bool loading = false;
    std::string problem;  ///< why the folder as a whole gives nothing; tables have their own state
    std::shared_ptr<const inputs::UserInputs> tables;  ///< of the last folder that could be read; null = none
};

class InputsLoader {
public:
    /// @param dataset  must outlive the loader. @param wake  called on the loader's thread when poll() has something
    InputsLoader(const Dataset& dataset, std::function<void()> wake);
    ~InputsLoader();
    InputsLoader(const InputsLoader&) = delete;
    InputsLoader& operator=(const InputsLoader&) = delete;

    /// Reads that folder unless it is the one asked for last; an empty one forgets all tables. True when something changed.
    bool follow(const std::string& folder);
    /// Reads the folder again: its files may have changed.
    void reload();
    /// Takes over what has been read; true when something is new.
    bool poll();
    [[nodiscard]] const InputsStatus& status() const noexcept { return status_; }

private:
    struct Job {
        std::string folder;
        unsigned number = 0;
    };
    struct Read {
        unsigned number = 0;
        Result<inputs::UserInputs> result;
    };
    void ask();
    void run();

    const Dataset& dataset_;
    std::function<void()> wake_;
    InputsStatus status_;
    unsigned asked_number_ = 0;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::optional<Job> asked_;
    std::optional<Read> read_;
    bool stop_ = false;
    std::thread thread_;  ///< started by the first folder: most sessions have none
};

}  // namespace linchpin::app
