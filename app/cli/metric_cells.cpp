#include "app/cli/metric_cells.h"

#include <cmath>
#include <fmt/format.h>

#include "app/cli/metric_lines.h"
#include "data/core/format.h"
#include "data/report/figure_build.h"

namespace linchpin::app {

using report::Figure;
using report::FigureState;

std::string value_of(const Figure& figure) { return plain_text(report::value_text(figure)); }

std::string interval_of(const Figure& figure) {
    if (figure.state != FigureState::Value || !figure.low || !figure.high || *figure.low == *figure.high) return {};
    return plain_text(report::value_text(*figure.low, figure.unit)) + " to " +
           plain_text(report::value_text(*figure.high, figure.unit));
}

std::string known_of(const Figure& figure) {
    return figure.coverage ? plain_text(format_percent(figure.coverage, 0)) : std::string{};
}

std::string partner_of(const Figure& figure) { return figure.partner_name.empty() ? figure.partner : figure.partner_name; }

std::string reason_of(const Figure& figure) {
    if (figure.state == FigureState::NeedsInput) return figure.note;
    const std::string word = figure.state == FigureState::NoData ? "no data" : "not available";
    return figure.note.empty() ? word : word + ": " + figure.note;
}

std::string when_of(const Figure& figure) {
    if (figure.year != 0) return figure.carried ? fmt::format("carried from {}", figure.year) : std::to_string(figure.year);
    return figure.as_of;
}

std::string change_of(const MetricRow& row) {
    if (!row.changed()) return {};
    const Figure &before = *row.before, &after = row.figure;
    if (before.state != after.state) return after.state == FigureState::Value ? "new" : "gone";
    if (!before.value || !after.value || before.unit == report::Unit::Verdict || before.unit == report::Unit::Class)
        return "changed";
    const double change = *after.value - *before.value;
    if (change == 0.0) return "changed";  // the interval, or the partner
    const std::string sign = change > 0.0 ? "+" : "-";
    if (after.unit == report::Unit::Share && std::abs(change) < 0.0005) return sign + "under 0.1";
    if (after.unit == report::Unit::Share) return fmt::format("{}{:.1f} points", sign, 100.0 * std::abs(change));
    return sign + plain_text(report::value_text(std::abs(change), after.unit));
}

std::string partners_of(const MetricRow& row) {
    const std::string after = partner_of(row.figure), before = row.before ? partner_of(*row.before) : after;
    if (after == before || before.empty()) return after;
    return after.empty() ? "before: " + before : after + ", before: " + before;
}

}  // namespace linchpin::app
