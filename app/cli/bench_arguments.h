#pragma once
#include "app/cli/argument_texts.h"
#include "app/cli/bench_options.h"

namespace linchpin::app {

void add_bench(CLI::App& to, Texts& texts, BenchOptions& options);
[[nodiscard]] Problem finish_bench(const Texts& texts, const BenchOptions& options);

extern const char* const kBenchFooter;

}  // namespace linchpin::app
