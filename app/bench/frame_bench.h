#pragma once
// What frames, filters, tables and orbits of a workload cost.
#include "app/bench/bench_scene.h"
#include "app/bench/figures.h"

namespace linchpin::app::bench {

inline constexpr int kWarmUpFrames = 3;

/// Draws frames of the workload into one target. A frame ends when a pixel of it has been read.
class FrameBench {
public:
    FrameBench(BenchScene& scene, render::Renderer& renderer, render::FrameTarget& target, const render::DrawOptions& options)
        : scene_{scene}, renderer_{renderer}, target_{target}, options_{options} {}
    /// Frame `frame` of the path, to its end.
    void draw(int frame);
    /// `frames` frames from 0 on. Warm-up is the caller's.
    [[nodiscard]] FrameFigures run(int frames);
    /// Sites and arcs of odd category hidden or shown again, to the end of the next frame.
    [[nodiscard]] Spread refilter(int times);

private:
    BenchScene& scene_;
    render::Renderer& renderer_;
    render::FrameTarget& target_;
    render::DrawOptions options_;
};

/// Another half of the products and another range of years each time, to the table of import shares and indices of all countries.
[[nodiscard]] Spread time_tables(const flows::FlowStore& store, int times);
/// Propagations a second (place and velocity), each over all satellites at another second.
[[nodiscard]] double propagations_per_s(const orbit::Constellation& satellites, unsigned threads);

}  // namespace linchpin::app::bench
