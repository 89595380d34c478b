#pragma once
// How fast frames of a workload become a video.
#include "app/bench/bench_scene.h"
#include "app/bench/figures.h"

namespace linchpin::app::bench {

/// Draws frames at 1920x1080 in three ways, each with everything that the one before does: drawn to the end; read back beside the drawing;
/// handed to ffmpeg on a thread of its own, to the finished H.264 video as `linchpin record` makes it.
/// @param scratch  where the video stands meanwhile; removed at the end
/// @param most_s   seconds after which a way ends, however few frames it has drawn (at least kWarmUpFrames)
[[nodiscard]] Result<RecordFigures> bench_record(BenchScene& scene, render::Renderer& renderer, const render::DrawOptions& options, int samples, int frames,
                                                 double most_s, const std::filesystem::path& scratch);

}  // namespace linchpin::app::bench
