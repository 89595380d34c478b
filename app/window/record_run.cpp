#include "app/window/record_run.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstring>

extern char** environ;

namespace linchpin::app {

Result<std::unique_ptr<RecordRun>> RecordRun::start(const std::vector<std::string>& arguments, std::function<void()> wake) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return Error{std::string{"the recording could not be started: "} + std::strerror(errno)};
    std::vector<std::string> words{"linchpin"};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&files, ends[1], STDERR_FILENO);
    auto run = std::unique_ptr<RecordRun>{new RecordRun};
    const int failed = posix_spawn(&run->pid_, "/proc/self/exe", &files, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&files);
    close(ends[1]);
    if (failed != 0) {
        close(ends[0]);
        run->pid_ = -1;
        return Error{std::string{"the recording could not be started: "} + std::strerror(failed)};
    }
    run->reader_ = std::thread{[self = run.get(), from = ends[0], wake = std::move(wake)] { self->read(from, wake); }};
    return run;
}

RecordRun::~RecordRun() {
    cancel();
    // In order if it does so soon: what is complete is kept either way.
    for (int i = 0; i < 50 && pid_ > 0 && !progress().status; ++i) std::this_thread::sleep_for(std::chrono::milliseconds{100});
    signal(SIGKILL);
    if (reader_.joinable()) reader_.join();
}

void RecordRun::read(int from, const std::function<void()>& wake) {
    std::string line;
    char buffer[4096];
    for (;;) {
        const ssize_t got = ::read(from, buffer, sizeof buffer);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) break;
        for (ssize_t i = 0; i < got; ++i) {
            if (buffer[i] != '\n') {
                if (line.size() < 4096) line += buffer[i];
                continue;
            }
            take(line);
            line.clear();
        }
        wake();
    }
    if (!line.empty()) take(line);
    close(from);
    int status = 0;
    siginfo_t info{};
    // Looked at before it is taken away, so that no signal can reach a stranger with the same number.
    while (waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOWAIT) != 0 && errno == EINTR) {}
    {
        const std::lock_guard lock{mutex_};
        while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {}
        progress_.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }
    wake();
}

void RecordRun::take(const std::string& line) {
    long long done = 0, total = 0, kept = 0;
    double elapsed_s = 0.0, left_s = 0.0;
    const std::lock_guard lock{mutex_};
    if (std::sscanf(line.c_str(), "progress %lld %lld %lld %lf %lf", &done, &total, &kept, &elapsed_s, &left_s) == 5) {
        progress_.done = done;
        progress_.total = total;
        progress_.elapsed_s = elapsed_s;
        progress_.left_s = left_s;
        return;
    }
    constexpr std::string_view kName = "linchpin: ";
    if (!line.empty()) progress_.said = line.starts_with(kName) ? line.substr(kName.size()) : line;
}

RecordRun::Progress RecordRun::progress() const {
    const std::lock_guard lock{mutex_};
    return progress_;
}

void RecordRun::signal(int which) {
    const std::lock_guard lock{mutex_};
    if (pid_ > 0 && !progress_.status) ::kill(pid_, which);
}

void RecordRun::pause(bool on) {
    signal(on ? SIGSTOP : SIGCONT);
    const std::lock_guard lock{mutex_};
    progress_.paused = on;
}

void RecordRun::cancel() {
    signal(SIGTERM);
    signal(SIGCONT);  // one that is paused could not hear it
}

}  // namespace linchpin::app
