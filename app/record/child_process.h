#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "data/core/result.h"

namespace linchpin::app {

/// A program that is fed through its standard input. What it says on standard error is kept (the last 8 KiB), so that a failure can
/// be told in its own words. Ends with the object: a child that is still running then is asked to end and waited for.
class ChildProcess {
public:
    /// Starts `program` (searched in PATH) without a shell: arguments are passed as they are.
    /// @return  or a sentence: the program was not found, could not be started
    [[nodiscard]] static Result<ChildProcess> start(const std::string& program, const std::vector<std::string>& arguments);
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
    int pid_ = -1, input_ = -1, errors_ = -1;
    std::string program_, said_;
};

/// Runs a program to its end without input. @return  its exit status and what it said on standard error
struct ProgramRun {
    int status = 0;
    std::string said;
};
[[nodiscard]] Result<ProgramRun> run_program(const std::string& program, const std::vector<std::string>& arguments);

}  // namespace linchpin::app
