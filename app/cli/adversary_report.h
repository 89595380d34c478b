#pragma once
// `linchpin metrics --adversary KIND`: the worst few losses of each subject.
#include <cstdio>

#include "app/cli/metric_report.h"
#include "data/scenario/adversary.h"

namespace linchpin::app {

struct AdversaryRow {
    std::size_t subject = 0, question = 0;  ///< positions in the request
    scenario::AdversaryAnswer answer;
};

/// What --adversary, --hurts and --k ask for; the error names the option.
[[nodiscard]] Result<scenario::AdversaryQuestion> read_adversary(const MetricsOptions& options);

/// One row a subject; of suppliers one a product group too. Events of a scenario are already in force.
[[nodiscard]] Result<std::vector<AdversaryRow>> compute_adversary(const Dataset& dataset, const MetricRequest& request,
                                                                  const scenario::AdversaryQuestion& asked, const scenario::Scenario* events);

/// For people; CSV with one row a member of a set; docs/schema/adversary.schema.json.
void print_adversary(std::FILE* out, const Dataset& dataset, const MetricRequest& request, const scenario::AdversaryQuestion& asked,
                     const std::vector<AdversaryRow>& rows, TableFormat format);

}  // namespace linchpin::app
