#pragma once
#include <string>
#include <variant>

#include "app/cli/bench_options.h"
#include "app/cli/dossier_options.h"
#include "app/cli/handout_options.h"
#include "app/cli/options.h"

namespace linchpin::app {

/// Nothing more to do: the text goes to standard output (help) or, as a sentence, to standard error.
struct Finished { int status = 0; std::string text; };

struct VersionRequest {};

struct Arguments {
    CommonOptions common;
    std::variant<ExploreOptions, ImageOptions, RecordOptions, JoinOptions, CheckOptions, OrbitOptions, MetricsOptions, DossierOptions, BenchOptions, HandoutOptions, HallCheckOptions, VersionRequest, Finished> command;
};

/// Reads the command line. Nothing is opened except the file of --times.
[[nodiscard]] Arguments parse_arguments(int argc, const char* const* argv);

}  // namespace linchpin::app
