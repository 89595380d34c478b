// How fast large flow tables load and answer: bench_tables [ROWS] [RUNS] [FILE]. Makes ROWS flows (seeded, every key once, in any
// order), writes them as CSV to FILE (in the system's folder for temporary files unless named; removed afterwards), loads it and
// times filters. Built with the tests, not run by them: time says nothing on a shared machine.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <numeric>
#include <random>
#include <string>
#include <thread>
#include <vector>

#if defined(__linux__)
#include <sys/resource.h>
#endif

#include "data/flowstore/flow_csv.h"
#include "data/flowstore/flow_view.h"

namespace {

using namespace linchpin::flows;
using Clock = std::chrono::steady_clock;

constexpr int kCountries = 250, kProducts = 400, kYears = 25, kFirst = 2000;
volatile std::uint64_t g_sink;  // keeps sums that nobody reads

double ms_since(Clock::time_point start) { return std::chrono::duration<double, std::milli>(Clock::now() - start).count(); }

/// Processor time of all threads: what remains comparable when other programs share the cores.
double cpu_ms() { return 1e3 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

struct Times {
    double median = 0.0, best = 0.0, worst = 0.0;
};
template <class Work>
Times time_it(int runs, const Work& work) {
    std::vector<double> times;
    for (int i = 0; i <= runs; ++i) {
        const auto start = Clock::now();
        work(i);
        if (i > 0) times.push_back(ms_since(start));  // the first warms up
    }
    std::sort(times.begin(), times.end());
    return {times[times.size() / 2], times.front(), times.back()};
}

/// 250 codes of three letters, spread over the alphabet.
std::string code(int country) {
    const int number = country * 70;
    return {static_cast<char>('A' + number / 676), static_cast<char>('A' + number / 26 % 26), static_cast<char>('A' + number % 26)};
}

/// Distinct (product, year, exporter, importer), the same number for each product and year; half of the countries trade three
/// times as often as the rest. Values from 1 to about 10^9, most of them small.
void write_rows(const std::filesystem::path& file, std::size_t rows) {
    std::mt19937_64 random{20261124};
    const std::size_t blocks = kProducts * kYears, each = rows / blocks;
    std::vector<std::uint64_t> keys;
    keys.reserve(rows);
    std::vector<std::uint32_t> taken(kCountries * kCountries);
    for (std::size_t block = 0; block < blocks; ++block) {
        const std::size_t wanted = each + (block < rows % blocks ? 1 : 0);
        for (std::size_t n = 0; n < wanted;) {
            const auto exporter = random() % kCountries, importer = random() % kCountries;
            const bool rare = exporter >= kCountries / 2 && random() % 3 != 0;
            std::uint32_t& mark = taken[exporter * kCountries + importer];
            if (rare || exporter == importer || mark == block + 1) continue;
            mark = static_cast<std::uint32_t>(block + 1);
            keys.push_back(block << 32 | exporter << 16 | importer);
            ++n;
        }
    }
    for (std::size_t i = keys.size(); i > 1; --i) std::swap(keys[i - 1], keys[random() % i]);
    std::FILE* const out = std::fopen(file.string().c_str(), "wb");
    if (out == nullptr) {
        std::fprintf(stderr, "%s: cannot be written\n", file.string().c_str());
        std::exit(1);
    }
    std::fputs("exporter,importer,product,year,value\n", out);
    for (const std::uint64_t key : keys) {
        const int block = static_cast<int>(key >> 32), product = block / kYears;
        const auto value = static_cast<long long>(std::exp(static_cast<double>(random() % 20723) / 1000.0));
        std::fprintf(out, "%s,%s,%d,%d,%lld\n", code(static_cast<int>(key >> 16 & 0xFFFF)).c_str(),
                     code(static_cast<int>(key & 0xFFFF)).c_str(), 840000 + product * 7, kFirst + block % kYears, value);
    }
    std::fclose(out);
}

double peak_mib() {
#if defined(__linux__)
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024.0;
#else
    return 0.0;
#endif
}

/// One read of memory, eight bytes at a time, summed so that it happens.
void read_once(const std::uint64_t* words, std::size_t count) {
    std::uint64_t sums[4] = {};
    std::size_t i = 0;
    for (; i + 4 <= count; i += 4)
        for (std::size_t k = 0; k < 4; ++k) sums[k] += words[i + k];
    for (; i < count; ++i) sums[0] += words[i];
    g_sink = sums[0] + sums[1] + sums[2] + sums[3];
}

void read_columns(const FlowStore& store) {
    // Four cells as one word: how the column is read makes no difference to its bytes.
    read_once(reinterpret_cast<const std::uint64_t*>(store.cells().data()), store.cells().size() / 4);
    read_once(reinterpret_cast<const std::uint64_t*>(store.values().data()), store.values().size());
}

const char* name_of(UpdateBase base) {
    return base == UpdateBase::Nothing ? "nothing" : base == UpdateBase::Totals ? "totals" : "the table before";
}

bool same(const ImportShareTable& a, const ImportShareTable& b) {
    bool equal = a.value == b.value && a.total == b.total && a.suppliers == b.suppliers &&
                 std::memcmp(a.share.data(), b.share.data(), a.share.size() * sizeof(double)) == 0;
    for (std::size_t i = 0; equal && i < a.hhi.size(); ++i)
        equal = a.hhi[i].has_value() == b.hhi[i].has_value() &&
                (!a.hhi[i] || std::memcmp(&*a.hhi[i], &*b.hhi[i], sizeof *a.hhi[i]) == 0);
    return equal;
}

std::vector<std::uint16_t> random_products(const FlowStore& store, double share, std::mt19937_64& random) {
    std::vector<std::uint16_t> all(store.products().size());
    std::iota(all.begin(), all.end(), std::uint16_t{0});
    std::shuffle(all.begin(), all.end(), random);
    all.resize(static_cast<std::size_t>(share * static_cast<double>(all.size())));
    return all;
}

void time_scans(const FlowStore& store, int runs) {
    const double bytes = static_cast<double>(store.rows()) * 10.0;
    const Times read = time_it(runs, [&](int) { read_columns(store); });
    ImportShareTable table;
    const Times scan = time_it(runs, [&](int) { scan_import_shares(store, {}, table); });
    std::printf("one read of cells and values  median %7.3f ms  best %7.3f ms  %5.1f GB/s\n", read.median, read.best,
                bytes / 1e6 / read.median);
    std::printf("scan of every row, table      median %7.3f ms  best %7.3f ms  %.2f times one read (best to best %.2f)\n",
                scan.median, scan.best, scan.median / read.median, scan.best / read.best);
    std::mt19937_64 random{7};
    const FlowFilter half{random_products(store, 0.5, random), kFirst + 3, kFirst + 20};
    const Times part = time_it(runs, [&](int) { scan_import_shares(store, half, table); });
    std::printf("scan, half of the products, 18 of 25 years  median %7.3f ms  best %7.3f ms\n", part.median, part.best);
}

/// Filters of one kind, each followed by a check against a scan (not timed).
template <class Make>
bool time_updates(const FlowStore& store, const char* what, int runs, const Make& make) {
    FlowView view{store};
    ImportShareTable scanned;
    std::vector<double> times;
    std::uint64_t rows = 0;
    bool equal = true;
    for (int i = 0; i < runs; ++i) {
        const FlowFilter filter = make(i);
        const auto start = Clock::now();
        const ImportShareTable& table = view.update(filter);
        times.push_back(ms_since(start));
        rows = std::max(rows, view.rows_touched());
        scan_import_shares(store, filter, scanned);
        equal = equal && same(table, scanned);
    }
    std::sort(times.begin(), times.end());
    std::printf("%-52s median %7.3f ms  best %7.3f  worst %7.3f ms  at most %9llu rows, last from %s%s\n", what,
                times[times.size() / 2], times.front(), times.back(), static_cast<unsigned long long>(rows), name_of(view.base()),
                equal ? "" : "  NOT EQUAL TO A SCAN");
    return equal;
}

bool time_filters(const FlowStore& store, int runs) {
    std::mt19937_64 random{11};
    const auto any = [&](int low, int high) { return low + static_cast<int>(random() % static_cast<unsigned>(high - low + 1)); };
    bool equal = time_updates(store, "another random half of the products, all years", runs, [&](int) {
        return FlowFilter{random_products(store, 0.5, random), kFirst, kFirst + kYears};
    });
    equal &= time_updates(store, "any products, any range of years", runs, [&](int) {
        const int from = any(kFirst, kFirst + kYears - 1);
        return FlowFilter{random_products(store, any(0, 100) / 100.0, random), from, any(from, kFirst + kYears - 1)};
    });
    equal &= time_updates(store, "all products, any range of years", runs, [&](int) {
        const int from = any(kFirst, kFirst + kYears - 1);
        return FlowFilter{std::nullopt, from, any(from, kFirst + kYears - 1)};
    });
    auto ticked = random_products(store, 0.5, random);
    equal &= time_updates(store, "one product ticked or unticked, all years", runs, [&](int i) {
        if (i % 2 == 0)
            ticked.pop_back();
        else
            ticked.push_back(static_cast<std::uint16_t>(random() % kProducts));
        return FlowFilter{ticked, kFirst, kFirst + kYears};
    });
    equal &= time_updates(store, "half of the products, the year moved by one", runs, [&](int i) {
        return FlowFilter{ticked, kFirst + i % kYears, kFirst + i % kYears};
    });
    return equal;
}

}  // namespace

int main(int argc, char** argv) {
    const std::size_t rows = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 10'000'000;
    const int runs = argc > 2 ? std::max(1, std::atoi(argv[2])) : 15;
    const std::filesystem::path file =
        argc > 3 ? std::filesystem::path{argv[3]} : std::filesystem::temp_directory_path() / "bench_tables.csv";
    write_rows(file, rows);
    const double before = peak_mib();
    std::printf("%zu rows, %.1f MB of CSV; %u cores\n", rows, static_cast<double>(std::filesystem::file_size(file)) / 1e6,
                std::thread::hardware_concurrency());
    bool good = true;
    for (const unsigned threads : {1u, 2u}) {
        double bytes = 0.0;
        const double cpu = cpu_ms();
        const Times load = time_it(3, [&](int) {
            const auto store = load_flow_csv(file, {threads});
            good = good && store && store->rows() == rows && store->report().bad_rows == 0 && store->report().repeated_keys == 0;
            bytes = store ? static_cast<double>(store->report().bytes) : 0.0;
        });
        std::printf("load, %u thread%s  median %8.1f ms  %6.1f MB/s  best %8.1f ms  processor time a load %8.1f ms\n", threads,
                    threads == 1 ? " " : "s", load.median, bytes / 1e3 / load.median, load.best, (cpu_ms() - cpu) / 4.0);
    }
    const auto store = load_flow_csv(file);
    std::filesystem::remove(file);
    if (!store || !good) {
        std::fprintf(stderr, "%s\n", store ? "the table that was loaded is not the one written" : store.error().text().c_str());
        return 1;
    }
    std::printf("memory %.2f bytes a row (year totals %s), peak of the program %.0f MiB (%.0f before loading)\n",
                static_cast<double>(store->memory_bytes()) / static_cast<double>(rows), store->has_totals() ? "held" : "not held",
                peak_mib(), before);
    std::vector<std::uint64_t> block(std::size_t{64} << 20, 1);
    const Times stream = time_it(runs, [&](int) { read_once(block.data(), block.size()); });
    std::printf("memory bandwidth, one core, 512 MiB read  %.1f GB/s\n", static_cast<double>(block.size()) * 8e-6 / stream.median);
    time_scans(*store, runs);
    return time_filters(*store, std::max(runs, 25)) ? 0 : 1;
}
