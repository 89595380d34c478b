#pragma once
// One function a command. Results go to standard output, everything else to the log. The return value is the exit status.
#include "app/cli/bench_options.h"
#include "app/cli/dossier_options.h"
#include "app/cli/handout_options.h"
#include "app/cli/log.h"
#include "app/cli/options.h"

namespace linchpin::app {

[[nodiscard]] int run_explore(const ExploreOptions& options, const Log& log);
[[nodiscard]] int run_image(const ImageOptions& options, const Log& log);
[[nodiscard]] int run_record(const RecordOptions& options, const Log& log);
[[nodiscard]] int run_join(const JoinOptions& options, const Log& log);
[[nodiscard]] int run_check(const CheckOptions& options, const Log& log);
[[nodiscard]] int run_orbit(const OrbitOptions& options, const Log& log);
[[nodiscard]] int run_bench(const BenchOptions& options, const Log& log);
[[nodiscard]] int run_metrics(const MetricsOptions& options, const Log& log);
[[nodiscard]] int run_dossier(const DossierOptions& options, const Log& log);
[[nodiscard]] int run_handout(const HandoutOptions& options, const Log& log);
[[nodiscard]] int run_hall_check(const HallCheckOptions& options, const Log& log);
[[nodiscard]] int run_version(const Log& log);

/// Standard output flushed; 3 with a sentence when it could not take everything (a full disk, a closed pipe).
[[nodiscard]] int finish_output(const Log& log);

}  // namespace linchpin::app
