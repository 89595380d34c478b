#pragma once
// A table of metrics on its way out: what every part of it needs, and the parts that all kinds of tables share.
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "app/cli/metric_report.h"

namespace linchpin::app {

/// Everything given must outlive the sheet.
class MetricSheet {
public:
    MetricSheet(std::FILE* out, const Dataset& dataset_, const MetricRequest& request_, const MetricReport& report)
        : dataset{dataset_},
          request{request_},
          rows{report.rows},
          scenario{report.scenario ? &*report.scenario : nullptr},
          out_{out} {}

    const Dataset& dataset;
    const MetricRequest& request;
    const std::vector<MetricRow>& rows;
    const ScenarioSummary* scenario;  ///< nullptr = none

    void put(const std::string& text);
    [[nodiscard]] const report::Subject& subject_of(const MetricRow& row) const { return request.subjects[row.subject]; }
    /// The end of the rows from `begin` on that answer the same question.
    [[nodiscard]] std::size_t block_end(std::size_t begin) const;
    /// "M01  Import shares and top supplier: Batteries and lithium salts (HS 8507), 2024"
    [[nodiscard]] std::string heading(const MetricRow& row, std::string_view name, bool with_year) const;

    /// One definition for all figures of a metric.
    void print_definition(const MetricRow& row);
    void print_explanation(const report::Explanation& why, int indent, bool with_definition);
    void print_sources();

private:
    std::FILE* out_;
    std::string last_rows_;  ///< of the explanation printed last: the figures of one metric often share them
};

/// "Kenya (KEN)", "European Union (EU), 27 countries as one"
[[nodiscard]] std::string subject_title(const report::Subject& subject);

/// Every figure of one subject, by metric.
void print_one_subject(MetricSheet& sheet);
/// One line a country and figure, by product group.
void print_every_country(MetricSheet& sheet);
/// One line a year, or a run of years.
void print_series(MetricSheet& sheet);
/// What the scenario supposes.
void print_events(MetricSheet& sheet);
/// Whom it hits most, and which event does how much.
void print_losses(MetricSheet& sheet);

}  // namespace linchpin::app
