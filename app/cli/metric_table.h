#pragma once
#include <cstdio>

#include "app/cli/metric_report.h"

namespace linchpin::app {

/// For people, 120 columns wide.
void print_metric_table(std::FILE* out, const Dataset& dataset, const MetricRequest& request, const MetricReport& report);
/// RFC 4180, one row a figure; a missing value is an empty field.
void print_metric_csv(std::FILE* out, const Dataset& dataset, const MetricRequest& request, const MetricReport& report);
/// docs/schema/metrics.schema.json; a missing value is null.
void print_metric_json(std::FILE* out, const Dataset& dataset, const MetricRequest& request, const MetricReport& report);

void print_metric_report(std::FILE* out, const Dataset& dataset, const MetricRequest& request, const MetricReport& report,
                         TableFormat format);

/// "value", "no_data", "not_available", "needs_input"
[[nodiscard]] std::string_view state_id(report::FigureState state) noexcept;
/// "share", "MW", "US$": the unit of plain numbers in files
[[nodiscard]] std::string_view unit_id(report::Unit unit) noexcept;
/// "supply", "cable_capacity", ...; what is lost, with its unit
[[nodiscard]] std::string_view loss_id(scenario::Loss loss) noexcept;

}  // namespace linchpin::app
