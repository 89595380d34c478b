// How long a pack takes to load: bench_load [PACK] [RUNS]. Prints the median of RUNS loads (the first, cold one apart), the bytes
// of its tables and MB/s. Built with the tests, not run by them: time says nothing on a shared machine.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "data/csv/file_bytes.h"
#include "data/csv/reader.h"
#include "data/pack/load_pack.h"

namespace {

using Clock = std::chrono::steady_clock;

double ms_since(Clock::time_point start) { return std::chrono::duration<double, std::milli>(Clock::now() - start).count(); }

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

/// The CSV reader alone, over the largest table.
void time_reader(const std::filesystem::path& file, int runs) {
    const auto bytes = linchpin::csv::read_file(file);
    if (!bytes) return;
    std::vector<double> times;
    std::size_t fields = 0;
    for (int i = 0; i < runs; ++i) {
        const auto start = Clock::now();
        linchpin::csv::Reader reader{*bytes};
        fields = 0;
        while (reader.next()) fields += reader.row().fields.size();
        times.push_back(ms_since(start));
    }
    const double ms = median(times);
    std::printf("csv reader  %8.2f ms   %7.1f MB/s   %zu fields, %zu bytes of %s\n", ms,
                static_cast<double>(bytes->size()) / 1e3 / ms, fields, bytes->size(), file.filename().string().c_str());
}

}  // namespace

int main(int argc, char** argv) {
    const std::filesystem::path folder = argc > 1 ? argv[1] : LINCHPIN_ROOT "/assets/pack";
    const int runs = argc > 2 ? std::max(1, std::atoi(argv[2])) : 15;
    std::vector<double> times;
    double first = 0.0;
    std::uintmax_t bytes = 0;
    for (int i = 0; i <= runs; ++i) {
        const auto start = Clock::now();
        const auto loaded = linchpin::load_pack(folder);
        const double ms = ms_since(start);
        if (!loaded) {
            std::fprintf(stderr, "%s\n", loaded.error().text().c_str());
            return 1;
        }
        if (i > 0) {
            times.push_back(ms);
            continue;
        }
        first = ms;
        for (const auto& resource : loaded->resources) {
            std::error_code code;
            const auto size = std::filesystem::file_size(folder / resource.path, code);
            if (!code) bytes += size;
        }
        std::printf("%zu countries, %zu sites, %zu cables, %zu flows, %zu satellites, %zu findings\n", loaded->countries.size(),
                    loaded->sites.size(), loaded->cables.size(), loaded->flows.size(), loaded->satellites.size(),
                    loaded->findings.size());
    }
    const double ms = median(times);
    std::printf("load_pack   %8.2f ms   %7.1f MB/s   median of %d, best %.2f, first %.2f ms; %ju bytes\n", ms,
                static_cast<double>(bytes) / 1e3 / ms, runs, *std::min_element(times.begin(), times.end()), first, bytes);
    time_reader(folder / "flows.csv", runs);
    return 0;
}
