#include "app/bench/figures.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <string>

namespace linchpin::app::bench {
namespace {

using Json = nlohmann::ordered_json;

/// Four significant digits: the rest is noise.
double rounded(double value) {
    if (value == 0.0 || !std::isfinite(value)) return value;
    const double unit = std::pow(10.0, std::floor(std::log10(std::abs(value))) - 3.0);
    return unit >= 1.0 ? std::round(value) : std::round(value / unit) * unit;
}

Json number(double value) {
    const double r = rounded(value);
    if (r == std::floor(r) && std::abs(r) < 9e15) return static_cast<std::int64_t>(r);
    return std::stod(fmt::format("{:.4g}", value));
}

template <class T> Json maybe(const std::optional<T>& value) {
    if (!value) return nullptr;
    if constexpr (std::is_floating_point_v<T>) return number(*value);
    else return *value;
}

Json middle(const Spread& s) { return {{"median", number(s.median)}, {"p95", number(s.p95)}}; }
Json whole(const Spread& s) { return {{"median", number(s.median)}, {"p95", number(s.p95)}, {"min", number(s.min)}, {"max", number(s.max)}}; }

}  // namespace

Spread spread_of(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const std::size_t n = values.size(), middle = n / 2;
    const double median = n % 2 == 1 ? values[middle] : 0.5 * (values[middle - 1] + values[middle]);
    const auto rank = static_cast<std::size_t>(std::ceil(0.95 * static_cast<double>(n)));
    return {median, values[std::max<std::size_t>(rank, 1) - 1], values.front(), values.back()};
}

Json to_json(const Figures& f) {
    Json out;
    out["$schema"] = "bench.schema.json";
    out["version"] = 1;
    out["program"] = {{"name", "linchpin"}, {"version", f.version}};
    out["machine"] = {{"processor", f.machine.processor.empty() ? Json(nullptr) : Json(f.machine.processor)},
                      {"cores", f.machine.cores},
                      {"memory_bytes", maybe(f.machine.memory_bytes)},
                      {"load_average", maybe(f.machine.load_average)}};
    out["driver"] = f.driver;
    out["threads"] = f.threads;
    out["workload"] = {{"name", f.workload}, {"areas", f.areas}, {"sites", f.sites}, {"cables", f.cables}, {"arcs", f.arcs},
                       {"satellites", f.satellites}, {"flow_rows", f.flow_rows}, {"flow_countries", f.flow_countries}};
    out["size"] = {f.width_px, f.height_px};
    out["quality"] = f.quality;
    out["samples"] = f.samples;
    out["cull"] = f.cull;
    out["first_frame_ms"] = number(f.first_frame_ms);
    out["frame_ms"] = whole(f.frames.ms);
    out["cpu_ms_per_frame"] = number(f.frames.cpu_ms);
    out["frames"] = f.frames.frames;
    out["draw_calls"] = number(f.frames.draw_calls);
    out["vertices"] = number(f.frames.vertices);
    out["uploaded_bytes_per_frame"] = number(f.frames.uploaded_bytes);
    out["allocations_per_frame"] = maybe(f.frames.allocations);
    out["peak_rss_bytes"] = maybe(f.peak_rss_bytes);
    out["refilter_ms"] = middle(f.refilter_ms);
    out["table_ms"] = number(f.table_ms.median);
    out["table_ms_p95"] = number(f.table_ms.p95);
    out["sgp4_props_per_s"] = {{"one_core", number(f.sgp4_one_core)}, {"all_cores", number(f.sgp4_all_cores)}};
    if (!f.record) {
        out["record_fps"] = nullptr;
        return out;
    }
    out["record_fps"] = {{"render", maybe(f.record->render)}, {"read_back", maybe(f.record->read_back)}, {"encode_h264", maybe(f.record->encode_h264)}};
    out["record_frames"] = f.record->frames;
    out["record_peak_rss_bytes"] = maybe(f.record->peak_rss_bytes);
    if (!f.record->why_not.empty()) out["record_note"] = f.record->why_not;
    return out;
}

}  // namespace linchpin::app::bench
