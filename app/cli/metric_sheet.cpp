#include "app/cli/metric_sheet.h"

#include <algorithm>
#include <fmt/format.h>

#include "app/cli/metric_cells.h"
#include "app/cli/metric_lines.h"

namespace linchpin::app {
namespace {

std::string group_name(const Dataset& dataset, const report::Figure& figure) {
    const Index group = dataset.group_index(figure.group);
    return group != kNone ? fmt::format("{} (HS {})", dataset.product_groups[group].name, dataset.product_groups[group].hs)
                          : figure.group;
}

}  // namespace

void MetricSheet::put(const std::string& text) { fmt::print(out_, "{}", text); }

std::size_t MetricSheet::block_end(std::size_t begin) const {
    std::size_t end = begin;
    const auto same = [&](const MetricRow& row) {
        return row.subject == rows[begin].subject && row.metric == rows[begin].metric && row.question == rows[begin].question &&
               row.series_item == rows[begin].series_item;
    };
    while (end < rows.size() && same(rows[end])) ++end;
    return end;
}

std::string MetricSheet::heading(const MetricRow& row, std::string_view name, bool with_year) const {
    const report::Figure& figure = row.figure;
    std::string text = fmt::format("{}  {}", figure.metric, name);
    std::string what = figure.group.empty() ? std::string{} : group_name(dataset, figure);
    if (const std::string when = when_of(figure); with_year && !when.empty()) what += (what.empty() ? "" : ", ") + when;
    return wrapped(what.empty() ? text : text + ": " + what, 0);
}

void MetricSheet::print_definition(const MetricRow& row) {
    if (row.figure.why && !row.figure.why->definition.empty()) put(wrapped(plain_text(row.figure.why->definition), 2));
}

void MetricSheet::print_explanation(const report::Explanation& why, int indent, bool with_definition) {
    if (!why.formula.empty()) put(wrapped(plain_text(why.formula), indent));
    if (!why.data.empty()) put(wrapped(plain_text(why.data), indent));
    if (with_definition && !why.definition.empty()) put(wrapped(plain_text(why.definition), indent));
    std::string listed;
    for (const report::RowRef& row : why.rows)
        listed += wrapped(plain_text(fmt::format("{}:{}  {}", row.file, row.line, row.text)), indent + 2);
    const bool again = why.rows.size() > 1 && listed == last_rows_;
    put(again ? wrapped("the same rows as before", indent + 2) : listed);
    if (why.rows.size() > 1) last_rows_ = listed;
    if (why.rows_left_out > 0 && !again)
        put(wrapped(fmt::format("and {} more row{}", why.rows_left_out, why.rows_left_out == 1 ? "" : "s"), indent + 2));
    for (const report::Explanation& part : why.parts) {
        put(wrapped(plain_text(part.value.empty() ? part.title : part.title + " = " + part.value), indent + 2));
        print_explanation(part, indent + 4, true);
    }
}

void MetricSheet::print_sources() {
    std::vector<std::string> sources;
    for (const MetricRow& row : rows)
        if (!row.figure.source.empty() && std::find(sources.begin(), sources.end(), row.figure.source) == sources.end())
            sources.push_back(row.figure.source);
    for (std::size_t i = 0; i < sources.size(); ++i)
        put((i == 0 ? "\n" : "") + wrapped((i == 0 ? "Source: " : "        ") + plain_text(sources[i]), 0));
}

std::string subject_title(const report::Subject& subject) {
    std::string title = fmt::format("{} ({})", subject.name, subject.id);
    if (!subject.single()) title += fmt::format(", {} countries as one", subject.members.size());
    return title;
}

}  // namespace linchpin::app
