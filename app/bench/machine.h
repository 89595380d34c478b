#pragma once
// What a benchmark ran on, and what the process has used.
#include <cstdint>
#include <optional>
#include <string>

namespace linchpin::app::bench {

struct Machine {
    std::string processor;                     ///< empty = not known
    unsigned cores = 0;                        ///< that the process may run on
    std::optional<std::uint64_t> memory_bytes;
    std::optional<double> load_average;        ///< of the last minute: what else wanted the cores
};
[[nodiscard]] Machine this_machine();

/// Milliseconds since the process was started, by the system's own record (10 ms steps on Linux); since the program's first line where there is none.
[[nodiscard]] double since_process_start_ms();
/// Processor time of all threads so far.
[[nodiscard]] double processor_time_ms();
/// The most memory that was resident at once; nothing where the system does not say.
[[nodiscard]] std::optional<std::uint64_t> peak_rss_bytes();

}  // namespace linchpin::app::bench
