#include "app/record/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <sstream>
#include <utility>

extern char** environ;

namespace linchpin::app {
namespace {

constexpr std::size_t kKeptBytes = 8192;
constexpr int kLook_ms = 100;  ///< how often a wait looks whether it is still wanted

/// A pipe whose ends no other child inherits.
bool make_pipe(int (&ends)[2]) { return pipe2(ends, O_CLOEXEC) == 0; }

void close_end(int& fd) noexcept {
    if (fd >= 0) ::close(fd);
    fd = -1;
}

/// Writing to a child that has ended must be an error, not the end of this program too.
void ignore_broken_pipes() {
    static const bool once = [] { return std::signal(SIGPIPE, SIG_IGN) != SIG_ERR; }();
    (void)once;
}

Error not_found(const std::string& program) { return Error{"expected the program " + program + " on this machine, found none in PATH"}; }

int exit_status(int raw) { return WIFEXITED(raw) ? WEXITSTATUS(raw) : WIFSIGNALED(raw) ? 128 + WTERMSIG(raw) : -1; }

}  // namespace

Status check_program(const std::string& program) {
    const char* const path = std::getenv("PATH");
    std::istringstream folders{path != nullptr ? path : ""};
    for (std::string folder; std::getline(folders, folder, ':');) {
        const std::filesystem::path file = std::filesystem::path{folder.empty() ? "." : folder} / program;
        std::error_code ec;
        if (std::filesystem::is_regular_file(file, ec) && ::access(file.c_str(), X_OK) == 0) return Done{};
    }
    return not_found(program);
}

Result<ChildProcess> ChildProcess::start(const std::string& program, const std::vector<std::string>& arguments, const std::atomic<bool>* give_up) {
    ignore_broken_pipes();
    int in[2], err[2];
    if (!make_pipe(in)) return Error{std::string{"cannot make a pipe to "} + program + ": " + std::strerror(errno)};
    if (!make_pipe(err)) {
        const int why = errno;
        close_end(in[0]), close_end(in[1]);
        return Error{std::string{"cannot make a pipe from "} + program + ": " + std::strerror(why)};
    }
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, err[1], STDERR_FILENO);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    // A group of its own: Ctrl+C in the terminal is ours to handle, so that the file is finished or removed in order.
    // Broken pipes are ignored by us only.
    sigset_t usual;
    sigemptyset(&usual);
    sigaddset(&usual, SIGPIPE);
    posix_spawnattr_setsigdefault(&attributes, &usual);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF);
    std::vector<char*> argv;
    argv.push_back(const_cast<char*>(program.c_str()));
    for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
    argv.push_back(nullptr);
    ChildProcess child;
    pid_t pid = -1;
    const int failed = posix_spawnp(&pid, program.c_str(), &actions, &attributes, argv.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    close_end(in[0]);
    close_end(err[1]);
    if (failed != 0) {
        close_end(in[1]), close_end(err[0]);
        return failed == ENOENT ? not_found(program) : Error{"cannot start " + program + ": " + std::strerror(failed)};
    }
    child.pid_ = pid;
    child.give_up_ = give_up;
    child.input_ = in[1];
    child.errors_ = err[0];
    child.program_ = program;
    fcntl(child.errors_, F_SETFL, O_NONBLOCK);
    fcntl(child.input_, F_SETFL, O_NONBLOCK);
    fcntl(child.input_, F_SETPIPE_SZ, 1 << 20);  // fewer turns; refused by some systems, which costs nothing
    return child;
}

ChildProcess::ChildProcess(ChildProcess&& other) noexcept
    : give_up_{other.give_up_}, pid_{std::exchange(other.pid_, -1)}, input_{std::exchange(other.input_, -1)}, errors_{std::exchange(other.errors_, -1)},
      program_{std::move(other.program_)}, said_{std::move(other.said_)} {}

ChildProcess& ChildProcess::operator=(ChildProcess&& other) noexcept {
    std::swap(give_up_, other.give_up_);
    std::swap(pid_, other.pid_);
    std::swap(input_, other.input_);
    std::swap(errors_, other.errors_);
    std::swap(program_, other.program_);
    std::swap(said_, other.said_);
    return *this;
}

ChildProcess::~ChildProcess() {
    kill();
    close_end(errors_);
}

void ChildProcess::kill() noexcept {
    close_input();
    if (pid_ < 0) return;
    ::kill(pid_, SIGKILL);
    int raw = 0;
    while (waitpid(pid_, &raw, 0) < 0 && errno == EINTR) {}
    pid_ = -1;
}

void ChildProcess::close_input() noexcept { close_end(input_); }

void ChildProcess::read_what_it_says(bool to_the_end) {
    std::array<char, 4096> buffer;
    for (;;) {
        const ssize_t n = ::read(errors_, buffer.data(), buffer.size());
        if (n > 0) {
            said_.append(buffer.data(), static_cast<std::size_t>(n));
            if (said_.size() > 2 * kKeptBytes) said_.erase(0, said_.size() - kKeptBytes);
            continue;
        }
        if (n == 0) return;
        if (errno == EINTR) continue;
        if (errno != EAGAIN || !to_the_end) return;
        // One that was stopped or hangs would never close its end.
        if (given_up()) return kill();
        pollfd wait{errors_, POLLIN, 0};
        (void)poll(&wait, 1, give_up_ != nullptr ? kLook_ms : -1);
    }
}

Status ChildProcess::write(std::span<const std::uint8_t> bytes) {
    while (!bytes.empty()) {
        if (input_ < 0) return Error{program_ + " takes no more input"};
        if (given_up()) {
            kill();
            return Error{program_ + " was ended"};
        }
        const ssize_t n = ::write(input_, bytes.data(), bytes.size());
        if (n > 0) {
            bytes = bytes.subspan(static_cast<std::size_t>(n));
            continue;
        }
        if (n < 0 && errno == EINTR) continue;
        if (n < 0 && errno != EAGAIN) {
            read_what_it_says(false);
            return Error{program_ + " ended before it had all the frames"};
        }
        // Its messages are read meanwhile: a child whose messages nobody reads stops working.
        pollfd waits[2] = {{input_, POLLOUT, 0}, {errors_, POLLIN, 0}};
        (void)poll(waits, 2, kLook_ms);
        if ((waits[1].revents & POLLIN) != 0) read_what_it_says(false);
    }
    return Done{};
}

int ChildProcess::finish() {
    close_input();
    read_what_it_says(true);
    if (pid_ < 0) return 128 + SIGKILL;
    int raw = 0;
    while (waitpid(pid_, &raw, 0) < 0 && errno == EINTR) {}
    pid_ = -1;
    return exit_status(raw);
}

Result<ProgramRun> run_program(const std::string& program, const std::vector<std::string>& arguments, const std::atomic<bool>* give_up) {
    auto child = ChildProcess::start(program, arguments, give_up);
    if (!child) return child.error();
    ProgramRun run;
    run.status = child->finish();
    run.said = child->said();
    return run;
}

}  // namespace linchpin::app
