// Metrics for people: one figure through the years.
#include <algorithm>
#include <fmt/format.h>

#include "app/cli/metric_cells.h"
#include "app/cli/metric_lines.h"
#include "app/cli/metric_sheet.h"

namespace linchpin::app {
namespace {

using report::Figure;
using report::FigureState;

/// A gap may not know the item's name: that of a year with a number.
std::string series_heading(const MetricSheet& sheet, std::size_t begin, std::size_t end) {
    const auto first = sheet.rows.begin() + static_cast<std::ptrdiff_t>(begin),
               last = sheet.rows.begin() + static_cast<std::ptrdiff_t>(end);
    const auto named = std::find_if(first, last, [](const MetricRow& row) { return row.figure.state == FigureState::Value; });
    const Figure& figure = named != last ? named->figure : first->figure;
    const bool of_partner = first->series_item.find(':') != std::string::npos;
    return sheet.heading(*first, of_partner && named != last ? figure.name + ", " + partner_of(figure) : figure.name, false);
}

std::vector<Column> series_columns(const MetricSheet& sheet) {
    if (sheet.scenario != nullptr) return {{9}, {12, true}, {12, true}, {13, true}, {24}, {20}};
    return {{9}, {13, true}, {21}, {5, true}, {24}, {20}};
}

/// Caution, then what stands with the number, or why there is none.
std::string year_note(const MetricRow& row) {
    std::string note;
    const auto add = [&](const std::string& text) {
        if (!text.empty()) note += (note.empty() ? "" : "; ") + text;
    };
    if (row.partial) add("the year is not complete");
    add(row.mark);
    add(plain_text(row.figure.state == FigureState::Value ? row.figure.note : reason_of(row.figure)));
    return note;
}

/// One year, or a run of years that lack the number for one and the same reason.
/// @param note  of the line before: said once while it stays the same
/// @return  the first row not printed
std::size_t print_years(MetricSheet& sheet, std::size_t begin, std::size_t end, std::string& note) {
    const MetricRow& row = sheet.rows[begin];
    const std::string own = year_note(row);
    const auto empty = [&](const MetricRow& each) {
        return each.figure.state != FigureState::Value && (!each.before || each.before->state != FigureState::Value) &&
               !each.figure.coverage;
    };
    std::size_t last = begin;
    while (empty(row) && last + 1 < end && empty(sheet.rows[last + 1]) && year_note(sheet.rows[last + 1]) == own) ++last;
    const Figure& figure = row.figure;
    const std::string year =
        last == begin ? std::to_string(figure.year) : fmt::format("{}-{}", figure.year, sheet.rows[last].figure.year);
    const bool of_partner = row.series_item.find(':') != std::string::npos;  // the heading has it
    const std::string said = own == note ? std::string{} : own;
    if (sheet.scenario != nullptr)
        sheet.put(columns_text(
            series_columns(sheet),
            {year, value_of(*row.before), value_of(figure), change_of(row), of_partner ? "" : partners_of(row), said}, 2));
    else
        sheet.put(columns_text(
            series_columns(sheet),
            {year, value_of(figure), interval_of(figure), known_of(figure), of_partner ? "" : partner_of(figure), said}, 2));
    note = own;
    return last + 1;
}

}  // namespace

void print_series(MetricSheet& sheet) {
    std::size_t subject = sheet.request.subjects.size();
    for (std::size_t begin = 0; begin < sheet.rows.size();) {
        const std::size_t end = sheet.block_end(begin);
        if (begin > 0) sheet.put("\n");
        if (sheet.rows[begin].subject != subject) sheet.put(wrapped(subject_title(sheet.subject_of(sheet.rows[begin])), 0) + "\n");
        subject = sheet.rows[begin].subject;
        sheet.put(series_heading(sheet, begin, end));
        sheet.put(columns_text(series_columns(sheet),
                               sheet.scenario != nullptr
                                   ? std::vector<std::string>{"year", "before", "after", "change", "partner", "note"}
                                   : std::vector<std::string>{"year", "value", "interval", "known", "partner", "note"},
                               2));
        std::string note;
        for (std::size_t i = begin; i < end;) i = print_years(sheet, i, end, note);
        begin = end;
    }
}

}  // namespace linchpin::app
