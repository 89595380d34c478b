#include "app/bench/machine.h"

#include <chrono>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <sstream>
#include <thread>

#if defined(__unix__) || defined(__APPLE__)
#include <sys/resource.h>
#include <unistd.h>
#endif

namespace linchpin::app::bench {
namespace {

const auto g_first_line = std::chrono::steady_clock::now();

/// Value of "name : value" in a file of such lines.
[[maybe_unused]] std::string value_in(const char* file, const std::string& name) {
    std::ifstream in{file};
    for (std::string line; std::getline(in, line);) {
        if (!line.starts_with(name)) continue;
        const std::size_t colon = line.find(':');
        const std::size_t begin = colon == std::string::npos ? colon : line.find_first_not_of(" \t", colon + 1);
        if (begin != std::string::npos) return line.substr(begin);
    }
    return {};
}

#if defined(__linux__)
/// Field 22 of /proc/self/stat: ticks from the system's start to that of the process.
std::optional<double> start_s() {
    std::ifstream in{"/proc/self/stat"};
    std::string line;
    std::getline(in, line);
    const std::size_t behind_name = line.rfind(')');  // the name may hold blanks
    if (behind_name == std::string::npos) return std::nullopt;
    std::istringstream fields{line.substr(behind_name + 1)};
    std::string field;
    for (int i = 3; i <= 22; ++i) fields >> field;
    const long ticks = sysconf(_SC_CLK_TCK);
    if (!fields || ticks <= 0) return std::nullopt;
    return std::strtod(field.c_str(), nullptr) / static_cast<double>(ticks);
}
#endif

}  // namespace

Machine this_machine() {
    Machine machine;
    machine.cores = std::thread::hardware_concurrency();
#if defined(__linux__)
    machine.processor = value_in("/proc/cpuinfo", "model name");
    if (const long long kib = std::atoll(value_in("/proc/meminfo", "MemTotal").c_str()); kib > 0) machine.memory_bytes = static_cast<std::uint64_t>(kib) * 1024;
#endif
#if defined(__unix__) || defined(__APPLE__)
    double load = 0.0;
    if (getloadavg(&load, 1) == 1) machine.load_average = load;
#endif
    return machine;
}

double since_process_start_ms() {
#if defined(__linux__)
    timespec now{};
    if (const auto start = start_s(); start && clock_gettime(CLOCK_BOOTTIME, &now) == 0)
        return (static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9 - *start) * 1e3;
#endif
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - g_first_line).count();
}

double processor_time_ms() {
#if defined(__unix__) || defined(__APPLE__)
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto ms = [](const timeval& t) { return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_usec) * 1e-3; };
    return ms(usage.ru_utime) + ms(usage.ru_stime);
#else
    return 1e3 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
#endif
}

std::optional<std::uint64_t> peak_rss_bytes() {
#if defined(__linux__)
    rusage usage{};
    if (getrusage(RUSAGE_SELF, &usage) == 0) return static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
#endif
    return std::nullopt;
}

}  // namespace linchpin::app::bench
