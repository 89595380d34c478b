// Metrics for people: a table of 120 columns.
#include "app/cli/metric_table.h"

#include <algorithm>
#include <fmt/format.h>

#include "app/cli/metric_cells.h"
#include "app/cli/metric_lines.h"
#include "app/cli/metric_sheet.h"

namespace linchpin::app {
namespace {

using report::Figure;
using report::FigureState;

// --- One subject ---

std::vector<Column> one_columns(const MetricSheet& sheet) {
    if (sheet.scenario != nullptr) return {{44}, {12, true}, {12, true}, {13, true}, {26}};
    return {{44}, {24}, {12, true}, {19}, {5, true}};
}

void print_one_row(MetricSheet& sheet, const MetricRow& row, const MetricRow& first, std::string& note) {
    const Figure& figure = row.figure;
    if (sheet.scenario != nullptr) {
        sheet.put(columns_text(one_columns(sheet),
                               {figure.name, value_of(*row.before), value_of(figure), change_of(row), partners_of(row)}, 2));
        if (figure.state != FigureState::Value && row.before->state != FigureState::Value) sheet.put(wrapped(reason_of(figure), 6));
    } else if (figure.state != FigureState::Value) {
        sheet.put(columns_text({{44}, {24}}, {figure.name, reason_of(figure)}, 2));
    } else if (const std::string value = value_of(figure); !figure.value && columns_of(value) > one_columns(sheet)[2].width) {
        sheet.put(columns_text({{44}, {24}, {24}}, {figure.name, partner_of(figure), value}, 2));  // a sentence, not a number
    } else {
        sheet.put(
            columns_text(one_columns(sheet), {figure.name, partner_of(figure), value, interval_of(figure), known_of(figure)}, 2));
    }
    std::string text = figure.state == FigureState::Value ? figure.note : std::string{};
    if (when_of(figure) != when_of(first.figure) && !when_of(figure).empty())
        text = when_of(figure) + (text.empty() ? "" : "; " + text);
    const bool explained = figure.why && figure.why->data.find(text) != std::string::npos;
    if (!text.empty() && text != note && !explained) sheet.put(wrapped(plain_text(text), 6));
    note = text;
    if (figure.why) sheet.print_explanation(*figure.why, 6, false);
}

// --- Every country ---

std::vector<Column> all_columns(const MetricSheet& sheet) {
    if (sheet.scenario != nullptr) return {{4}, {3}, {34}, {12, true}, {12, true}, {13, true}, {26}};
    return {{4}, {3}, {28}, {14}, {12, true}, {18}, {5, true}, {20}};
}

void print_all_heading(MetricSheet& sheet, std::size_t question) {
    if (question > 0) sheet.put("\n");
    const report::Question& asked = sheet.request.questions[question];
    const bool grouped = std::any_of(sheet.rows.begin(), sheet.rows.end(),
                                     [&](const MetricRow& row) { return row.question == question && !row.figure.group.empty(); });
    if (grouped)
        sheet.put(wrapped(fmt::format("{} (HS {}), {}", sheet.dataset.product_groups[asked.group].name,
                                      sheet.dataset.product_groups[asked.group].hs, asked.year),
                          0));
    sheet.put("\n");
    sheet.put(columns_text(all_columns(sheet),
                           sheet.scenario != nullptr
                               ? std::vector<std::string>{"", "", "", "before", "after", "change", "partner"}
                               : std::vector<std::string>{"", "", "", "partner", "value", "interval", "known", "note"},
                           0));
}

void print_all_row(MetricSheet& sheet, const MetricRow& row) {
    const Figure& figure = row.figure;
    const std::string& id = sheet.subject_of(row).id;
    if (sheet.scenario != nullptr) {
        sheet.put(columns_text(
            all_columns(sheet),
            {id, figure.metric, figure.name, value_of(*row.before), value_of(figure), change_of(row), partners_of(row)}, 0));
    } else if (figure.state != FigureState::Value) {
        sheet.put(columns_text({{4}, {3}, {28}, {14}}, {id, figure.metric, figure.name, reason_of(figure)}, 0));
    } else {
        std::string note = plain_text(figure.note);
        if (figure.carried) note = when_of(figure) + (note.empty() ? "" : "; " + note);
        sheet.put(columns_text(
            all_columns(sheet),
            {id, figure.metric, figure.name, figure.partner, value_of(figure), interval_of(figure), known_of(figure), note}, 0));
    }
    if (figure.why) sheet.print_explanation(*figure.why, 6, true);
}

}  // namespace

void print_one_subject(MetricSheet& sheet) {
    const report::Subject& subject = sheet.request.subjects.front();
    sheet.put(wrapped(subject_title(subject), 0));
    const std::vector<std::string> titles = sheet.scenario != nullptr
                                                ? std::vector<std::string>{"", "before", "after", "change", "partner"}
                                                : std::vector<std::string>{"", "partner", "value", "interval", "known"};
    sheet.put(columns_text(one_columns(sheet), titles, 2));
    for (std::size_t begin = 0; begin < sheet.rows.size();) {
        const std::size_t end = sheet.block_end(begin);
        sheet.put("\n" + sheet.heading(sheet.rows[begin], report::find_metric(sheet.rows[begin].figure.metric)->name, true));
        sheet.print_definition(sheet.rows[begin]);
        std::string note;
        for (std::size_t i = begin; i < end; ++i) print_one_row(sheet, sheet.rows[i], sheet.rows[begin], note);
        begin = end;
    }
}

/// By product group, so that a group's name stands once.
void print_every_country(MetricSheet& sheet) {
    for (std::size_t question = 0; question < sheet.request.questions.size(); ++question) {
        const auto of_question = [&](const MetricRow& row) { return row.question == question; };
        const auto first = std::find_if(sheet.rows.begin(), sheet.rows.end(), of_question);
        if (first == sheet.rows.end()) continue;
        print_all_heading(sheet, question);
        for (const MetricRow& row : sheet.rows)
            if (of_question(row)) print_all_row(sheet, row);
    }
}

void print_metric_table(std::FILE* out, const Dataset& dataset, const MetricRequest& request, const MetricReport& report) {
    MetricSheet sheet{out, dataset, request, report};
    if (sheet.scenario != nullptr) print_events(sheet);
    if (sheet.rows.empty())
        sheet.put("Nothing that was asked for changes.\n");
    else if (request.series)
        print_series(sheet);
    else if (request.one_each)
        print_every_country(sheet);
    else
        print_one_subject(sheet);
    if (sheet.scenario != nullptr) print_losses(sheet);
    if (!sheet.rows.empty()) sheet.print_sources();
}

}  // namespace linchpin::app
