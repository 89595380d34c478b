// Loading each level of the base map, warm, and finding the country at a place.
// usage: bench_basemap [BASE_FOLDER] [RUNS]
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <utility>
#include <vector>

#include "data/basemap/basemap.h"

using namespace linchpin;
using basemap::Level;

namespace {

template <class Work> double median_ms(int runs, Work&& work) {
    std::vector<double> times;
    for (int i = 0; i < runs; ++i) {
        const auto start = std::chrono::steady_clock::now();
        work();
        times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    }
    std::sort(times.begin(), times.end());
    return times[times.size() / 2];
}

}  // namespace

int main(int argc, char** argv) {
    const std::filesystem::path base = argc > 1 ? argv[1] : LINCHPIN_ROOT "/assets/base";
    const int runs = argc > 2 ? std::max(std::atoi(argv[2]), 1) : 15;
    for (const auto& [level, name] : {std::pair{Level::Coarse110m, "110m"}, std::pair{Level::Medium50m, "50m"}, std::pair{Level::Fine10m, "10m"}}) {
        const auto countries = basemap::load_countries(base, level);
        if (!countries) {
            std::fprintf(stderr, "bench_basemap: %s\n", countries.error().text().c_str());
            return 1;
        }
        const double load_ms = median_ms(runs, [&, wanted = level] { (void)basemap::load_countries(base, wanted); });
        const double build_ms = median_ms(runs, [&] { const basemap::CountryLocator locator(*countries); });
        const basemap::CountryLocator locator(*countries);
        int on_land = 0;
        const double sweep_ms = median_ms(runs, [&] {
            for (int lat = -89; lat < 90; lat += 2)
                for (int lon = -179; lon < 180; lon += 2) on_land += locator.shape_at({lat + 0.3, lon + 0.3}) >= 0;
        });
        std::printf("%-5s %3zu shapes %7zu triangles   load %6.1f ms   finder %5.1f ms   query %5.2f us   (%d hits)\n", name, countries->shapes.size(),
                    countries->triangles.size() / 3, load_ms, build_ms, 1e3 * sweep_ms / (90 * 180), on_land / runs);
    }
}
