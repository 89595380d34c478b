#include "app/report/inputs_loader.h"

#include <utility>

namespace linchpin::app {

InputsLoader::InputsLoader(const Dataset& dataset, std::function<void()> wake) : dataset_{dataset}, wake_{std::move(wake)} {}

InputsLoader::~InputsLoader() {
    {
        const std::lock_guard lock{mutex_};
        stop_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable()) thread_.join();
}

bool InputsLoader::follow(const std::string& folder) {
    if (folder == status_.folder) return false;
    status_.folder = folder;
    status_.problem.clear();
    if (!folder.empty()) {
        ask();
        return true;
    }
    status_.tables.reset();
    status_.loading = false;
    ++asked_number_;  // what is still being read is no longer wanted
    return true;
}

void InputsLoader::reload() {
    if (!status_.folder.empty()) ask();
}

void InputsLoader::ask() {
    status_.loading = true;
    {
        const std::lock_guard lock{mutex_};
        asked_ = Job{status_.folder, ++asked_number_};
    }
    if (!thread_.joinable()) thread_ = std::thread{[this] { run(); }};
    changed_.notify_all();
}

bool InputsLoader::poll() {
    std::optional<Read> read;
    {
        const std::lock_guard lock{mutex_};
        read = std::exchange(read_, std::nullopt);
    }
    if (!read || read->number != asked_number_) return false;
    status_.loading = false;
    if (read->result) {
        status_.problem.clear();
        status_.tables = std::make_shared<const inputs::UserInputs>(*std::move(read->result));
    } else {
        // Numbers of another folder must not stand under the name of this one.
        status_.problem = read->result.error().text();
        status_.tables.reset();
    }
    return true;
}

void InputsLoader::run() {
    std::unique_lock lock{mutex_};
    for (;;) {
        changed_.wait(lock, [this] { return stop_ || asked_; });
        if (stop_) return;
        const Job job = *std::exchange(asked_, std::nullopt);
        lock.unlock();
        Result<inputs::UserInputs> result = inputs::read_inputs(dataset_, job.folder);
        lock.lock();
        read_.emplace(Read{job.number, std::move(result)});
        if (wake_) wake_();
    }
}

}  // namespace linchpin::app
