#pragma once
#include "app/cli/argument_texts.h"
#include "app/cli/options.h"

namespace linchpin::app {

/// Options of `metrics` that are read only after all of them are there.
struct MetricTexts {
    std::string metrics, countries, hubs, weights, cable_failures, format = "table";
};

void add_metrics(CLI::App& to, Texts& texts, MetricsOptions& options, MetricTexts& more);
/// What does not fit together on the command line. What the pack has not is found by the command itself.
[[nodiscard]] Problem finish_metrics(const CLI::App& app, const Texts& texts, MetricsOptions& options, const MetricTexts& more);

}  // namespace linchpin::app
