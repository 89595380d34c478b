#pragma once
// The figures of one run and how they are written: docs/schema/bench.schema.json.
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "app/bench/machine.h"

namespace linchpin::app::bench {

struct Spread {
    double median = 0.0, p95 = 0.0, min = 0.0, max = 0.0;
};
/// Of at least one value. The 95th percentile is the smallest value that 95 % of them do not exceed.
[[nodiscard]] Spread spread_of(std::vector<double> values);

struct FrameFigures {
    Spread ms;
    double cpu_ms = 0.0;                       ///< processor time of all threads, mean of the frames
    int frames = 0;
    double draw_calls = 0.0, vertices = 0.0, uploaded_bytes = 0.0;  ///< means
    std::optional<double> allocations;         ///< of the drawing thread, the most of any frame
};

struct RecordFigures {
    int frames = 0;
    std::optional<double> render, read_back, encode_h264;  ///< frames a second; nothing = could not be done
    std::string why_not;                       ///< a sentence when encode_h264 has none
    std::optional<std::uint64_t> peak_rss_bytes;
};

struct Figures {
    std::string version, driver, workload, quality;
    Machine machine;
    unsigned threads = 0;
    int width_px = 0, height_px = 0, samples = 0;
    bool cull = true;
    std::size_t areas = 0, sites = 0, cables = 0, arcs = 0, satellites = 0, flow_rows = 0, flow_countries = 0;
    double first_frame_ms = 0.0;
    FrameFigures frames;
    Spread refilter_ms, table_ms;
    double sgp4_one_core = 0.0, sgp4_all_cores = 0.0;  ///< propagations a second
    std::optional<std::uint64_t> peak_rss_bytes;       ///< before anything was recorded
    std::optional<RecordFigures> record;
};

[[nodiscard]] nlohmann::ordered_json to_json(const Figures& figures);

}  // namespace linchpin::app::bench
