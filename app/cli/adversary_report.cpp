#include "app/cli/adversary_report.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/cli/metric_lines.h"
#include "app/cli/metric_sheet.h"
#include "data/scenario/scenario_json.h"
#include "data/scenario/scenario_world.h"

namespace linchpin::app {
namespace {

using Json = nlohmann::ordered_json;
using scenario::AdversaryAnswer;
using scenario::AdversaryKind;
using scenario::AdversaryMember;
using scenario::AdversaryQuestion;
using scenario::AdversarySet;

std::string percent(double share) { return fmt::format("{:.1f} %", share * 100.0); }

/// Dollars whole, everything else to three digits.
std::string amount(double value, std::string_view unit) {
    if (unit == "US$") return fmt::format("{:.0f} US$", value);
    return fmt::format("{:.{}f} {}", value, unit == "Tbit/s" ? 2 : unit == "MW" ? 1 : 0, unit);
}

std::string group_text(const Dataset& dataset, const MetricRequest& request, const AdversaryRow& row) {
    if (row.answer.question.kind != AdversaryKind::Suppliers) return {};
    const Index group = request.questions[row.question].group;
    return group < dataset.product_groups.size() ? dataset.product_groups[group].name : std::string{};
}
std::string group_id(const Dataset& dataset, const MetricRequest& request, const AdversaryRow& row) {
    if (row.answer.question.kind != AdversaryKind::Suppliers) return {};
    const Index group = request.questions[row.question].group;
    return group < dataset.product_groups.size() ? dataset.product_groups[group].id : std::string{};
}

std::string names_of(const AdversarySet& set) {
    std::string names;
    for (const AdversaryMember& member : set.members) names += (names.empty() ? "" : "; ") + member.name;
    return names;
}

// --- Table ---

void print_one(std::FILE* out, const Dataset& dataset, const MetricRequest& request, const AdversaryRow& row) {
    const AdversaryAnswer& answer = row.answer;
    const std::string_view unit = info_of(answer.question.hurt).unit;
    const std::string group = group_text(dataset, request, row);
    fmt::print(out, "{}", wrapped(subject_title(request.subjects[row.subject]) + (group.empty() ? "" : ": " + group) + (answer.when.empty() ? "" : ", " + answer.when), 0));
    if (answer.sets.empty()) return fmt::print(out, "{}", wrapped("no data: " + answer.note, 2));
    fmt::print(out, "{}", wrapped(fmt::format("{} searched; {} in all, {} of it known", answer.candidates, amount(answer.total, unit), percent(answer.coverage)), 2));
    for (const AdversarySet& set : answer.sets) {
        fmt::print(out, "{}", wrapped(fmt::format("{} lost: {} ({} left)", set.members.size(), percent(set.share), amount(set.left, unit)), 2));
        for (const AdversaryMember& member : set.members)
            fmt::print(out, "{}", columns_text({{60}, {14, true}, {22, true}}, {member.name, percent(member.alone) + " alone", "adds " + percent(member.added)}, 6));
    }
    if (!answer.note.empty()) fmt::print(out, "{}", wrapped(plain_text(answer.note), 2));
}

void print_every(std::FILE* out, const Dataset& dataset, const MetricRequest& request, const std::vector<AdversaryRow>& rows) {
    const std::vector<Column> columns{{4}, {24}, {9, true}, {76}};
    for (const AdversaryRow& row : rows) {
        const AdversarySet* const worst = row.answer.worst();
        const std::string group = group_text(dataset, request, row);
        const std::string& name = request.subjects[row.subject].name;
        fmt::print(out, "{}", columns_text(columns, {request.subjects[row.subject].id, group.empty() ? name : name + ", " + group,
                                                     worst != nullptr ? percent(worst->share) : "-", worst != nullptr ? names_of(*worst) : row.answer.note}, 0));
    }
}

void print_table(std::FILE* out, const Dataset& dataset, const MetricRequest& request, const AdversaryQuestion& asked, const std::vector<AdversaryRow>& rows) {
    fmt::print(out, "{}", wrapped(fmt::format("Worst {} of {} together: {} ({})", asked.k, info_of(asked.kind).id, info_of(asked.hurt).name, info_of(asked.hurt).metric), 0));
    fmt::print(out, "{}\n", wrapped(std::string{info_of(asked.hurt).definition}, 2));
    if (request.one_each) return print_every(out, dataset, request, rows);
    for (const AdversaryRow& row : rows) print_one(out, dataset, request, row);
}

// --- Files ---

/// RFC 4180.
std::string field(std::string_view text) {
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string{text};
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

void print_csv(std::FILE* out, const Dataset& dataset, const MetricRequest& request, const std::vector<AdversaryRow>& rows) {
    fmt::print(out, "subject,subject_name,product_group,kind,hurts,metric,k,lost_share,lost,left,unit,member,member_name,alone,added,coverage,when,note\n");
    for (const AdversaryRow& row : rows) {
        const AdversaryAnswer& answer = row.answer;
        const auto& hurt = info_of(answer.question.hurt);
        const std::string head = fmt::format("{},{},{},{},{},{},", field(request.subjects[row.subject].id), field(request.subjects[row.subject].name),
                                             field(group_id(dataset, request, row)), info_of(answer.question.kind).id, hurt.id, hurt.metric);
        const std::string coverage = answer.sets.empty() ? std::string{} : fmt::format("{}", answer.coverage);
        const std::string tail = fmt::format("{},{},{}\n", coverage, field(answer.when), field(answer.note));
        if (answer.sets.empty()) fmt::print(out, "{}{},,,,{},,,,,{}", head, answer.question.k, hurt.unit, tail);
        for (const AdversarySet& set : answer.sets)
            for (const AdversaryMember& member : set.members)
                fmt::print(out, "{}{},{},{},{},{},{},{},{},{},{}", head, set.members.size(), set.share, set.lost, set.left, hurt.unit, field(member.id),
                           field(member.name), member.alone, member.added, tail);
    }
}

Json set_json(const AdversarySet& set) {
    Json members = Json::array();
    for (const AdversaryMember& member : set.members)
        members.push_back(Json{{"id", member.id}, {"name", member.name}, {"alone", member.alone}, {"added", member.added}});
    return {{"members", members}, {"share", set.share}, {"lost", set.lost}, {"left", set.left},
            {"scenario", Json::parse(scenario::to_json({names_of(set), set.events}))}};
}

void print_json(std::FILE* out, const Dataset& dataset, const MetricRequest& request, const AdversaryQuestion& asked, const std::vector<AdversaryRow>& rows) {
    const auto& hurt = info_of(asked.hurt);
    Json root{{"$schema", "adversary.schema.json"}, {"version", 1}, {"pack", dataset.name}, {"pack_version", dataset.version},
              {"kind", info_of(asked.kind).id}, {"hurts", hurt.id}, {"metric", hurt.metric}, {"unit", hurt.unit},
              {"definition", hurt.definition}, {"k", asked.k}, {"rows", Json::array()}};
    for (const AdversaryRow& row : rows) {
        const AdversaryAnswer& answer = row.answer;
        const std::string group = group_id(dataset, request, row);
        Json sets = Json::array();
        for (const AdversarySet& set : answer.sets) sets.push_back(set_json(set));
        const bool known = !answer.sets.empty();
        root["rows"].push_back(Json{{"subject", request.subjects[row.subject].id}, {"subject_name", request.subjects[row.subject].name},
                                    {"product_group", group.empty() ? Json(nullptr) : Json(group)}, {"candidates", answer.candidates},
                                    {"total", known ? Json(answer.total) : Json(nullptr)}, {"coverage", known ? Json(answer.coverage) : Json(nullptr)},
                                    {"when", answer.when}, {"note", answer.note}, {"sets", std::move(sets)}});
    }
    fmt::print(out, "{}\n", root.dump(2, ' ', false, Json::error_handler_t::replace));
}

}  // namespace

Result<AdversaryQuestion> read_adversary(const MetricsOptions& options) {
    const Result<AdversaryKind> kind = scenario::adversary_kind(options.adversary);
    if (!kind) return Error{"--adversary: " + kind.error().message};
    const Result<scenario::Hurt> hurt = scenario::hurt_of(*kind, options.hurts);
    if (!hurt) return Error{"--hurts: " + hurt.error().message};
    return AdversaryQuestion{*kind, *hurt, options.k};
}

Result<std::vector<AdversaryRow>> compute_adversary(const Dataset& dataset, const MetricRequest& request, const AdversaryQuestion& asked,
                                                    const scenario::Scenario* events) {
    scenario::ScenarioWorld world{dataset};
    std::vector<AdversaryRow> rows;
    const std::size_t questions = asked.kind == AdversaryKind::Suppliers ? request.questions.size() : 1;
    for (std::size_t question = 0; question < questions; ++question) {
        if (events != nullptr) {
            if (const Status status = scenario::check_events(dataset, *events, request.scenario_file); !status) return status.error();
            if (const Status status = world.apply(*events, request.questions[question]); !status) return status.error();
        }
        for (std::size_t subject = 0; subject < request.subjects.size(); ++subject)
            rows.push_back({subject, question, scenario::find_worst(world.world(), request.subjects[subject], request.questions[question], asked)});
    }
    return rows;
}

void print_adversary(std::FILE* out, const Dataset& dataset, const MetricRequest& request, const AdversaryQuestion& asked,
                     const std::vector<AdversaryRow>& rows, TableFormat format) {
    switch (format) {
        case TableFormat::Table:
            return print_table(out, dataset, request, asked, rows);
        case TableFormat::Csv:
            return print_csv(out, dataset, request, rows);
        case TableFormat::JsonText:
            return print_json(out, dataset, request, asked, rows);
    }
}

}  // namespace linchpin::app
