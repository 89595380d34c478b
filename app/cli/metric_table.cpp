// Metrics for people: a table of 120 columns.
#include "app/cli/metric_table.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "app/cli/metric_lines.h"
#include "data/core/format.h"
#include "data/report/figure_build.h"

namespace linchpin::app {
namespace {

using report::Explanation;
using report::Figure;
using report::FigureState;

constexpr std::size_t kListedHits = 10;  ///< of a ranking; files have them all

std::string value_of(const Figure& figure) { return plain_text(report::value_text(figure)); }

/// "0.340 to 0.580"; empty where both ends are one.
std::string interval_of(const Figure& figure) {
    if (figure.state != FigureState::Value || !figure.low || !figure.high || *figure.low == *figure.high) return {};
    return plain_text(report::value_text(*figure.low, figure.unit)) + " to " +
           plain_text(report::value_text(*figure.high, figure.unit));
}

std::string known_of(const Figure& figure) {
    return figure.coverage ? plain_text(format_percent(figure.coverage, 0)) : std::string{};
}

std::string partner_of(const Figure& figure) { return figure.partner_name.empty() ? figure.partner : figure.partner_name; }

/// "no data: no imports are recorded"
std::string reason_of(const Figure& figure) {
    if (figure.state == FigureState::NeedsInput) return figure.note;
    const std::string word = figure.state == FigureState::NoData ? "no data" : "not available";
    return figure.note.empty() ? word : word + ": " + figure.note;
}

/// "2024", "carried from 2024", "as of the pack (2026-08-21)"
std::string when_of(const Figure& figure) {
    if (figure.year != 0) return figure.carried ? fmt::format("carried from {}", figure.year) : std::to_string(figure.year);
    return figure.as_of;
}

/// After minus before: shares in points of a hundred. A change without a number has a word; no change, no text.
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

/// Whose figure it is; with a scenario also whose it was.
std::string partners_of(const MetricRow& row) {
    const std::string after = partner_of(row.figure), before = row.before ? partner_of(*row.before) : after;
    if (after == before || before.empty()) return after;
    return after.empty() ? "before: " + before : after + ", before: " + before;
}

class TableWriter {
public:
    TableWriter(std::FILE* out, const Dataset& dataset, const MetricRequest& request, const MetricReport& report)
        : out_{out},
          dataset_{dataset},
          request_{request},
          rows_{report.rows},
          scenario_{report.scenario ? &*report.scenario : nullptr} {}

    void print() {
        if (scenario_ != nullptr) print_events();
        if (rows_.empty())
            put("Nothing that was asked for changes.\n");
        else if (request_.series)
            print_series();
        else if (request_.one_each)
            print_all();
        else
            print_one();
        if (scenario_ != nullptr) print_losses();
        if (!rows_.empty()) print_sources();
    }

private:
    void put(const std::string& text) { fmt::print(out_, "{}", text); }

    [[nodiscard]] const report::Subject& subject_of(const MetricRow& row) const { return request_.subjects[row.subject]; }
    [[nodiscard]] std::string country(Index index) const { return report::country_label(dataset_, index); }

    /// Rows from `begin` on that answer the same question.
    [[nodiscard]] std::size_t block_end(std::size_t begin) const {
        std::size_t end = begin;
        const auto same = [&](const MetricRow& row) {
            return row.subject == rows_[begin].subject && row.metric == rows_[begin].metric &&
                   row.question == rows_[begin].question && row.series_item == rows_[begin].series_item;
        };
        while (end < rows_.size() && same(rows_[end])) ++end;
        return end;
    }
    [[nodiscard]] std::string group_name(const Figure& figure) const {
        const Index group = dataset_.group_index(figure.group);
        return group != kNone ? fmt::format("{} (HS {})", dataset_.product_groups[group].name, dataset_.product_groups[group].hs)
                              : figure.group;
    }
    /// "M01  Import shares and top supplier: Batteries and lithium salts (HS 8507), 2024"
    [[nodiscard]] std::string heading(const MetricRow& row, std::string_view name, bool with_year) const {
        const Figure& figure = row.figure;
        std::string text = fmt::format("{}  {}", figure.metric, name);
        std::string what = figure.group.empty() ? std::string{} : group_name(figure);
        if (const std::string when = when_of(figure); with_year && !when.empty()) what += (what.empty() ? "" : ", ") + when;
        return wrapped(what.empty() ? text : text + ": " + what, 0);
    }

    // ---- one subject ---------------------------------------------------------------------------------------------------------

    void print_one() {
        const report::Subject& subject = request_.subjects.front();
        put(wrapped(subject_title(subject), 0));
        const std::vector<std::string> titles = scenario_ != nullptr
                                                    ? std::vector<std::string>{"", "before", "after", "change", "partner"}
                                                    : std::vector<std::string>{"", "partner", "value", "interval", "known"};
        put(columns_text(one_columns(), titles, 2));
        for (std::size_t begin = 0; begin < rows_.size();) {
            const std::size_t end = block_end(begin);
            put("\n" + heading(rows_[begin], report::find_metric(rows_[begin].figure.metric)->name, true));
            print_definition(begin);
            std::string note;
            for (std::size_t i = begin; i < end; ++i) print_one_row(rows_[i], rows_[begin], note);
            begin = end;
        }
    }
    [[nodiscard]] static std::string subject_title(const report::Subject& subject) {
        std::string title = fmt::format("{} ({})", subject.name, subject.id);
        if (!subject.single()) title += fmt::format(", {} countries as one", subject.members.size());
        return title;
    }
    [[nodiscard]] std::vector<Column> one_columns() const {
        if (scenario_ != nullptr) return {{44}, {12, true}, {12, true}, {13, true}, {26}};
        return {{44}, {24}, {12, true}, {19}, {5, true}};
    }
    void print_one_row(const MetricRow& row, const MetricRow& first, std::string& note) {
        const Figure& figure = row.figure;
        if (scenario_ != nullptr) {
            put(columns_text(one_columns(),
                             {figure.name, value_of(*row.before), value_of(figure), change_of(row), partners_of(row)}, 2));
            if (figure.state != FigureState::Value && row.before->state != FigureState::Value) put(wrapped(reason_of(figure), 6));
        } else if (figure.state != FigureState::Value) {
            put(columns_text({{44}, {24}}, {figure.name, reason_of(figure)}, 2));
        } else if (const std::string value = value_of(figure); !figure.value && columns_of(value) > one_columns()[2].width) {
            put(columns_text({{44}, {24}, {24}}, {figure.name, partner_of(figure), value}, 2));  // a sentence, not a number
        } else {
            put(columns_text(one_columns(), {figure.name, partner_of(figure), value, interval_of(figure), known_of(figure)}, 2));
        }
        std::string text = figure.state == FigureState::Value ? figure.note : std::string{};
        if (when_of(figure) != when_of(first.figure) && !when_of(figure).empty())
            text = when_of(figure) + (text.empty() ? "" : "; " + text);
        const bool explained = figure.why && figure.why->data.find(text) != std::string::npos;
        if (!text.empty() && text != note && !explained) put(wrapped(plain_text(text), 6));
        note = text;
        if (figure.why) print_explanation(*figure.why, 6, false);
    }

    // ---- every country -------------------------------------------------------------------------------------------------------

    /// By product group, so that a group's name stands once.
    void print_all() {
        for (std::size_t question = 0; question < request_.questions.size(); ++question) {
            const auto of_question = [&](const MetricRow& row) { return row.question == question; };
            const auto first = std::find_if(rows_.begin(), rows_.end(), of_question);
            if (first == rows_.end()) continue;
            print_all_heading(question);
            for (const MetricRow& row : rows_)
                if (of_question(row)) print_all_row(row);
        }
    }
    void print_all_heading(std::size_t question) {
        if (question > 0) put("\n");
        const report::Question& asked = request_.questions[question];
        const bool grouped = std::any_of(rows_.begin(), rows_.end(), [&](const MetricRow& row) {
            return row.question == question && !row.figure.group.empty();
        });
        if (grouped)
            put(wrapped(fmt::format("{} (HS {}), {}", dataset_.product_groups[asked.group].name,
                                    dataset_.product_groups[asked.group].hs, asked.year),
                        0));
        put("\n");
        put(columns_text(all_columns(),
                         scenario_ != nullptr
                             ? std::vector<std::string>{"", "", "", "before", "after", "change", "partner"}
                             : std::vector<std::string>{"", "", "", "partner", "value", "interval", "known", "note"},
                         0));
    }
    [[nodiscard]] std::vector<Column> all_columns() const {
        if (scenario_ != nullptr) return {{4}, {3}, {34}, {12, true}, {12, true}, {13, true}, {26}};
        return {{4}, {3}, {28}, {14}, {12, true}, {18}, {5, true}, {20}};
    }
    void print_all_row(const MetricRow& row) {
        const Figure& figure = row.figure;
        const std::string& id = subject_of(row).id;
        if (scenario_ != nullptr) {
            put(columns_text(
                all_columns(),
                {id, figure.metric, figure.name, value_of(*row.before), value_of(figure), change_of(row), partners_of(row)}, 0));
        } else if (figure.state != FigureState::Value) {
            put(columns_text({{4}, {3}, {28}, {14}}, {id, figure.metric, figure.name, reason_of(figure)}, 0));
        } else {
            std::string note = plain_text(figure.note);
            if (figure.carried) note = when_of(figure) + (note.empty() ? "" : "; " + note);
            put(columns_text(
                all_columns(),
                {id, figure.metric, figure.name, figure.partner, value_of(figure), interval_of(figure), known_of(figure), note},
                0));
        }
        if (figure.why) print_explanation(*figure.why, 6, true);
    }

    // ---- series --------------------------------------------------------------------------------------------------------------

    void print_series() {
        std::size_t subject = request_.subjects.size();
        for (std::size_t begin = 0; begin < rows_.size();) {
            const std::size_t end = block_end(begin);
            if (begin > 0) put("\n");
            if (rows_[begin].subject != subject) put(wrapped(subject_title(subject_of(rows_[begin])), 0) + "\n");
            subject = rows_[begin].subject;
            put(series_heading(begin, end));
            put(columns_text(series_columns(),
                             scenario_ != nullptr
                                 ? std::vector<std::string>{"year", "before", "after", "change", "partner", "note"}
                                 : std::vector<std::string>{"year", "value", "interval", "known", "partner", "note"},
                             2));
            std::string note;
            for (std::size_t i = begin; i < end;) i = print_years(i, end, note);
            begin = end;
        }
    }
    /// A gap may not know the item's name: that of a year with a number.
    [[nodiscard]] std::string series_heading(std::size_t begin, std::size_t end) const {
        const auto first = rows_.begin() + static_cast<std::ptrdiff_t>(begin),
                   last = rows_.begin() + static_cast<std::ptrdiff_t>(end);
        const auto named = std::find_if(first, last, [](const MetricRow& row) { return row.figure.state == FigureState::Value; });
        const Figure& figure = named != last ? named->figure : first->figure;
        const bool of_partner = first->series_item.find(':') != std::string::npos;
        return heading(*first, of_partner && named != last ? figure.name + ", " + partner_of(figure) : figure.name, false);
    }
    [[nodiscard]] std::vector<Column> series_columns() const {
        if (scenario_ != nullptr) return {{9}, {12, true}, {12, true}, {13, true}, {24}, {20}};
        return {{9}, {13, true}, {21}, {5, true}, {24}, {20}};
    }
    /// Caution, then what stands with the number, or why there is none.
    [[nodiscard]] static std::string year_note(const MetricRow& row) {
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
    [[nodiscard]] std::size_t print_years(std::size_t begin, std::size_t end, std::string& note) {
        const MetricRow& row = rows_[begin];
        const std::string own = year_note(row);
        const auto empty = [&](const MetricRow& each) {
            return each.figure.state != FigureState::Value && (!each.before || each.before->state != FigureState::Value) &&
                   !each.figure.coverage;
        };
        std::size_t last = begin;
        while (empty(row) && last + 1 < end && empty(rows_[last + 1]) && year_note(rows_[last + 1]) == own) ++last;
        const Figure& figure = row.figure;
        const std::string year =
            last == begin ? std::to_string(figure.year) : fmt::format("{}-{}", figure.year, rows_[last].figure.year);
        const bool of_partner = row.series_item.find(':') != std::string::npos;  // the heading has it
        const std::string said = own == note ? std::string{} : own;
        if (scenario_ != nullptr)
            put(columns_text(
                series_columns(),
                {year, value_of(*row.before), value_of(figure), change_of(row), of_partner ? "" : partners_of(row), said}, 2));
        else
            put(columns_text(
                series_columns(),
                {year, value_of(figure), interval_of(figure), known_of(figure), of_partner ? "" : partner_of(figure), said}, 2));
        note = own;
        return last + 1;
    }

    // ---- explanations and sources --------------------------------------------------------------------------------------------

    /// One definition for all figures of a metric.
    void print_definition(std::size_t row) {
        if (rows_[row].figure.why && !rows_[row].figure.why->definition.empty())
            put(wrapped(plain_text(rows_[row].figure.why->definition), 2));
    }
    void print_explanation(const Explanation& why, int indent, bool with_definition) {
        if (!why.formula.empty()) put(wrapped(plain_text(why.formula), indent));
        if (!why.data.empty()) put(wrapped(plain_text(why.data), indent));
        if (with_definition && !why.definition.empty()) put(wrapped(plain_text(why.definition), indent));
        std::string rows;
        for (const report::RowRef& row : why.rows)
            rows += wrapped(plain_text(fmt::format("{}:{}  {}", row.file, row.line, row.text)), indent + 2);
        const bool again = why.rows.size() > 1 && rows == last_rows_;
        put(again ? wrapped("the same rows as before", indent + 2) : rows);
        if (why.rows.size() > 1) last_rows_ = rows;
        if (why.rows_left_out > 0 && !again)
            put(wrapped(fmt::format("and {} more row{}", why.rows_left_out, why.rows_left_out == 1 ? "" : "s"), indent + 2));
        for (const Explanation& part : why.parts) {
            put(wrapped(plain_text(part.value.empty() ? part.title : part.title + " = " + part.value), indent + 2));
            print_explanation(part, indent + 4, true);
        }
    }
    void print_sources() {
        std::vector<std::string> sources;
        for (const MetricRow& row : rows_)
            if (!row.figure.source.empty() && std::find(sources.begin(), sources.end(), row.figure.source) == sources.end())
                sources.push_back(row.figure.source);
        for (std::size_t i = 0; i < sources.size(); ++i)
            put((i == 0 ? "\n" : "") + wrapped((i == 0 ? "Source: " : "        ") + plain_text(sources[i]), 0));
    }

    // ---- scenario ------------------------------------------------------------------------------------------------------------

    void print_events() {
        put(wrapped(scenario_->name.empty() ? "Scenario" : "Scenario: " + scenario_->name, 0));
        for (std::size_t i = 0; i < scenario_->events.size(); ++i) {
            const auto& event = scenario_->events[i];
            put(wrapped(fmt::format("{}. {}{}", i + 1, plain_text(event.text), event.on ? "" : " (switched off)"), 2));
        }
        put("\n");
    }
    static std::pair<const char*, report::Unit> loss_words(scenario::Loss kind) {
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
    void print_losses() {
        for (const ScenarioSummary::Loss& loss : scenario_->losses) {
            const auto [name, unit] = loss_words(loss.kind);
            put(fmt::format(
                "\n{}, the most hit{}\n", name,
                loss.hits.size() > kListedHits ? fmt::format(" {} of {} countries", kListedHits, loss.hits.size()) : ""));
            const std::vector<Column> columns{{36}, {12, true}, {12, true}, {9, true}};
            put(columns_text(columns, {"", "before", "after", "lost"}, 2));
            for (std::size_t i = 0; i < std::min(loss.hits.size(), kListedHits); ++i) {
                const scenario::Hit& hit = loss.hits[i];
                put(columns_text(columns,
                                 {country(hit.country), plain_text(report::value_text(hit.before, unit)),
                                  plain_text(report::value_text(hit.after, unit)), plain_text(format_percent(hit.share))},
                                 2));
            }
            const bool any = std::any_of(loss.effects.begin(), loss.effects.end(),
                                         [](const scenario::EventEffect& e) { return e.alone.value_or(0.0) != 0.0 || e.added.value_or(0.0) != 0.0; });
            if (any) print_effects(loss);
        }
    }
    void print_effects(const ScenarioSummary::Loss& loss) {
        put(fmt::format("\n{} by event, of {}\n", loss_words(loss.kind).first, country(scenario_->effects_on)));
        const std::vector<Column> columns{{60}, {12, true}, {16, true}};
        put(columns_text(columns, {"", "alone", "added to others"}, 2));
        for (const scenario::EventEffect& effect : loss.effects)
            put(columns_text(columns,
                             {fmt::format("{}. {}", effect.event + 1, plain_text(scenario_->events[effect.event].text)),
                              plain_text(format_percent(effect.alone)), plain_text(format_percent(effect.added))},
                             2));
    }

    std::FILE* out_;
    const Dataset& dataset_;
    const MetricRequest& request_;
    const std::vector<MetricRow>& rows_;
    const ScenarioSummary* scenario_;
    std::string last_rows_;  ///< of the explanation printed last: the figures of one metric often share them
};

}  // namespace

void print_metric_table(std::FILE* out, const Dataset& dataset, const MetricRequest& request, const MetricReport& report) {
    TableWriter{out, dataset, request, report}.print();
}

}  // namespace linchpin::app
