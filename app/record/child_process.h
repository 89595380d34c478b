#pragma once
#include <atomic>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "data/core/result.h"

namespace linchpin::app {

/// A program that is fed through its standard input. What it says on standard error is kept (the last 8 KiB), so that a failure can
/// be told in its own words. A child that is still running when the object goes is ended.
class ChildProcess {
public:
    /// Starts `program` (searched in PATH) without a shell: arguments are passed as they are.
    /// @param give_up  when it becomes true, writing to the child and waiting for it end soon: the child is killed. May be null.
    /// @return  or a sentence: the program was not found, could not be started
    [[nodiscard]] static Result<ChildProcess> start(const std::string& program, const std::vector<std::string>& arguments,
                                                    const std::atomic<bool>* give_up = nullptr);
    ChildProcess(ChildProcess&& other) noexcept;
    ChildProcess& operator=(ChildProcess&& other) noexcept;
    ~ChildProcess();

    /// Writes all bytes; waits while the child is slow. An error when the child has closed its input or ended.
    [[nodiscard]] Status write(std::span<const std::uint8_t> bytes);
    /// Closes the child's input and waits for its end. @return  its exit status; 128 + signal when it was killed
    [[nodiscard]] int finish();
    /// Ends it at once.
    void kill() noexcept;
    /// What it said on standard error so far; complete after finish().
    [[nodiscard]] const std::string& said() const noexcept { return said_; }

private:
    ChildProcess() = default;
    void read_what_it_says(bool to_the_end);
    void close_input() noexcept;
    [[nodiscard]] bool given_up() const noexcept { return give_up_ != nullptr && *give_up_; }
    const std::atomic<bool>* give_up_ = nullptr;
    int pid_ = -1, input_ = -1, errors_ = -1;
    std::string program_, said_;
};

/// Is there such a program in PATH? @return  or the sentence that start() would give
[[nodiscard]] Status check_program(const std::string& program);

/// Runs a program to its end without input. @return  its exit status and what it said on standard error
struct ProgramRun {
    int status = 0;
    std::string said;
};
[[nodiscard]] Result<ProgramRun> run_program(const std::string& program, const std::vector<std::string>& arguments,
                                             const std::atomic<bool>* give_up = nullptr);

}  // namespace linchpin::app
