// Metrics for people: what a scenario supposes, and whom it hits.
#include <algorithm>
#include <fmt/format.h>
#include <utility>

#include "app/cli/metric_lines.h"
#include "app/cli/metric_sheet.h"
#include "data/core/format.h"
#include "data/report/figure_build.h"

namespace linchpin::app {
namespace {

constexpr std::size_t kListedHits = 10;  ///< of a ranking; files have them all

std::pair<const char*, report::Unit> loss_words(scenario::Loss kind) {
    switch (kind) {
        case scenario::Loss::Supply:
            return {"Supply lost", report::Unit::UsDollar};
        case scenario::Loss::CableCapacity:
            return {"Cable capacity lost", report::Unit::TerabitPerS};
        case scenario::Loss::ComputeMw:
            return {"Compute power lost", report::Unit::Megawatt};
        case scenario::Loss::SiteCount:
            return {"Data centres lost", report::Unit::Number};
        case scenario::Loss::CloudRegions:
            return {"Cloud regions lost", report::Unit::Number};
    }
    return {"Lost", report::Unit::Number};
}

void print_effects(MetricSheet& sheet, const ScenarioSummary::Loss& loss) {
    sheet.put(fmt::format("\n{} by event, of {}\n", loss_words(loss.kind).first,
                          report::country_label(sheet.dataset, sheet.scenario->effects_on)));
    const std::vector<Column> columns{{60}, {12, true}, {16, true}};
    sheet.put(columns_text(columns, {"", "alone", "added to others"}, 2));
    for (const scenario::EventEffect& effect : loss.effects)
        sheet.put(columns_text(columns,
                               {fmt::format("{}. {}", effect.event + 1, plain_text(sheet.scenario->events[effect.event].text)),
                                plain_text(format_percent(effect.alone)), plain_text(format_percent(effect.added))},
                               2));
}

}  // namespace

void print_events(MetricSheet& sheet) {
    sheet.put(wrapped(sheet.scenario->name.empty() ? "Scenario" : "Scenario: " + sheet.scenario->name, 0));
    for (std::size_t i = 0; i < sheet.scenario->events.size(); ++i) {
        const auto& event = sheet.scenario->events[i];
        sheet.put(wrapped(fmt::format("{}. {}{}", i + 1, plain_text(event.text), event.on ? "" : " (switched off)"), 2));
    }
    sheet.put("\n");
}

void print_losses(MetricSheet& sheet) {
    for (const ScenarioSummary::Loss& loss : sheet.scenario->losses) {
        const auto [name, unit] = loss_words(loss.kind);
        sheet.put(
            fmt::format("\n{}, the most hit{}\n", name,
                        loss.hits.size() > kListedHits ? fmt::format(" {} of {} countries", kListedHits, loss.hits.size()) : ""));
        const std::vector<Column> columns{{36}, {12, true}, {12, true}, {9, true}};
        sheet.put(columns_text(columns, {"", "before", "after", "lost"}, 2));
        for (std::size_t i = 0; i < std::min(loss.hits.size(), kListedHits); ++i) {
            const scenario::Hit& hit = loss.hits[i];
            sheet.put(
                columns_text(columns,
                             {report::country_label(sheet.dataset, hit.country), plain_text(report::value_text(hit.before, unit)),
                              plain_text(report::value_text(hit.after, unit)), plain_text(format_percent(hit.share))},
                             2));
        }
        const bool any = std::any_of(loss.effects.begin(), loss.effects.end(), [](const scenario::EventEffect& e) {
            return e.alone.value_or(0.0) != 0.0 || e.added.value_or(0.0) != 0.0;
        });
        if (any) print_effects(sheet, loss);
    }
}

}  // namespace linchpin::app
