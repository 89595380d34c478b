#include "app/ui/inputs_section.h"

#include <algorithm>
#include <cmath>

#include "app/report/report_service.h"
#include "app/state/records.h"
#include "app/ui/metric_rows.h"
#include "app/ui/pickers.h"
#include "app/ui/record_fields.h"
#include "app/ui/text_field.h"
#include "data/core/format.h"

namespace linchpin::app {
namespace {

using inputs::Kind;
using inputs::TableState;

constexpr std::string_view kOthers = "Every other cable";

std::string years_text(const std::vector<int>& years) {
    if (years.empty()) return {};
    if (years.size() == 1) return std::to_string(years.front());
    return std::to_string(years.front()) + " to " + std::to_string(years.back());
}

std::vector<int> years_of(const inputs::UserInputs& tables, Kind kind) {
    std::vector<int> years;
    const auto add = [&](const auto& list) {
        for (const auto& each : list) years.push_back(each.year);
    };
    switch (kind) {
        case Kind::InputOutput: add(tables.input_output); break;
        case Kind::Dependences: add(tables.dependences); break;
        case Kind::Shareholdings: add(tables.shareholdings); break;
        case Kind::CableFailure: add(tables.cable_failures); break;
    }
    return years;
}

/// Where a problem stands without the folder, which is named above it.
std::string place_text(const Error& error) {
    std::string text = error.file.filename().string();
    if (error.line > 0) text += ":" + std::to_string(error.line) + (error.column > 0 ? ":" + std::to_string(error.column) : "");
    return text + ": " + error.message;
}

void folder_field(PanelContext& c) {
    // The field follows the state (a session that was opened, an undone step) until somebody types into it.
    if (c.ui.inputs_shown != c.state.report.inputs_folder) c.ui.inputs_path = c.ui.inputs_shown = c.state.report.inputs_folder;
    caption(c, "Folder with your tables");
    (void)text_field(c, "inputs/path", "/home/me/my-tables", c.ui.inputs_path);
    gap(c, 4);
    if (text_button(c, "inputs/load", "Load", true) && !c.ui.inputs_path.empty()) c.requests.emplace_back(Action::LoadInputs, c.ui.inputs_path);
    explain(c, "Own tables",
            "Reads io_table.csv, dependences.csv, shareholdings.csv and cable_failure.csv, those that are there. A table with a mistake is refused as a whole, with the line "
            "of every mistake; the formats are in docs/inputs.md.");
    if (c.state.report.inputs_folder.empty()) return;
    ImGui::SameLine(0.0f, c.px(8));
    if (text_button(c, "inputs/forget", "Forget")) c.requests.emplace_back(Action::LoadInputs, std::string{});
}

void table_row(PanelContext& c, const inputs::UserInputs& tables, Kind kind) {
    const ThemeColours& k = c.colours();
    const bool refused = tables.table(kind).state == TableState::State::Refused;
    const std::string state = table_state_text(tables, kind);
    c.probe.say("inputs/" + std::string{file_name(kind)}, state);
    gap(c, 4);
    text_wrapped(c.fonts.body, tables.table(kind).state == TableState::State::Absent ? k.text_dim : k.text, title(kind));
    text_wrapped(c.fonts.small, refused ? k.warning : k.text_dim, std::string{file_name(kind)} + " \u00b7 " + state);
    if (const Finding* const first = tables.first_error(kind); refused && first != nullptr) text_wrapped(c.fonts.small, k.warning, place_text(first->where));
}

void tables(PanelContext& c, const InputsStatus& status) {
    if (status.loading) {
        c.probe.say("inputs/status", "loading");
        return text_wrapped(c.fonts.small, c.colours().text_dim, "Reading " + status.folder + " \u2026");
    }
    c.probe.say("inputs/status", !status.problem.empty() ? status.problem : status.tables ? "loaded" : "none");
    if (!status.problem.empty()) return text_wrapped(c.fonts.small, c.colours().warning, status.problem);
    if (!status.tables) return;
    text_wrapped(c.fonts.small, c.colours().text_dim, "From " + status.tables->folder.string());
    for (std::size_t i = 0; i < inputs::kKinds; ++i) table_row(c, *status.tables, static_cast<Kind>(i));
    for (const Finding& finding : status.tables->findings)
        if (finding.level == Finding::Level::Warning) text_wrapped(c.fonts.small, c.colours().text_dim, place_text(finding.where));
}

std::vector<Choice> failing_choices(const Dataset& dataset) {
    std::vector<Choice> choices;
    for (const Cable& cable : dataset.cables) choices.push_back({cable.id, cable.name, ""});
    std::sort(choices.begin(), choices.end(), [](const Choice& a, const Choice& b) { return a.name < b.name; });
    choices.insert(choices.begin(), {kEveryOtherCable, std::string{kOthers}, ""});
    return choices;
}

std::string failing_name(const Dataset& dataset, const std::string& id) {
    if (id == kEveryOtherCable) return std::string{kOthers};
    const Index cable = find_cable(dataset, id);
    return cable == kNone ? id + " (not in this pack)" : dataset.cables[cable].name;
}

/// A slider whose left half is 0 to 10 %, where the faults of a year lie. Steps of a tenth of a per cent there, of one above.
double slider_share(double t) {
    const double share = t <= 0.5 ? t * 0.2 : 0.1 + (t - 0.5) * 1.8;
    const double step = share < 0.1 ? 0.001 : 0.01;
    return std::clamp(std::round(share / step) * step, 0.0, 1.0);
}
double slider_place(double share) { return share <= 0.1 ? share / 0.2 : 0.5 + (share - 0.1) / 1.8; }

void typed_failures(PanelContext& c) {
    ReportChoice& r = c.state.report;
    gap(c, 10);
    std::string added;
    if (pick_one(c, "inputs/cable", "Cable failure within a year (M16), typed in", failing_choices(c.dataset), added) && !added.empty()) (void)typed_failure(r, added);
    std::size_t removed = r.cable_failures.size();
    for (std::size_t i = 0; i < r.cable_failures.size(); ++i) {
        CableFailureChoice& failure = r.cable_failures[i];
        ImGui::PushID(static_cast<int>(i));
        gap(c, 4);
        float t = static_cast<float>(slider_place(failure.probability));
        const std::string value = format_percent(failure.probability);
        if (slider(c, "inputs/failure/" + failure.cable, failing_name(c.dataset, failure.cable), value, t)) failure.probability = slider_share(static_cast<double>(t));
        explain(c, "Failure probability", "How likely this system fails within a year: your assumption, never measured here. It goes before the table's value.");
        if (text_button(c, "inputs/remove/" + failure.cable, "Remove")) removed = i;
        ImGui::PopID();
    }
    if (removed < r.cable_failures.size()) r.cable_failures.erase(r.cable_failures.begin() + static_cast<std::ptrdiff_t>(removed));
}

void metrics_of_tables(PanelContext& c) {
    for (const MetricAnswer& answer : c.reports->metrics()) {
        if (answer.info->family != report::Family::Loaded || answer.info->needs.empty()) continue;
        ImGui::PushID(answer.info->id.data());
        metric_block(c, answer);
        ImGui::PopID();
    }
}

}  // namespace

std::string table_state_text(const inputs::UserInputs& tables, Kind kind) {
    const TableState& table = tables.table(kind);
    const auto counted = [](std::size_t n, const char* thing) { return format_count(static_cast<std::int64_t>(n)) + " " + thing + (n == 1 ? "" : "s"); };
    switch (table.state) {
        case TableState::State::Absent: return "not in the folder";
        case TableState::State::Loaded: return counted(table.rows, "row") + ", " + years_text(years_of(tables, kind));
        case TableState::State::Refused: return "refused, " + counted(table.errors, "error");
    }
    return {};
}

double& typed_failure(ReportChoice& choice, const std::string& cable) {
    const auto found = std::find_if(choice.cable_failures.begin(), choice.cable_failures.end(), [&](const CableFailureChoice& each) { return each.cable == cable; });
    if (found != choice.cable_failures.end()) return found->probability;
    return choice.cable_failures.emplace_back(CableFailureChoice{cable, 0.05}).probability;
}

void draw_inputs_section(PanelContext& c) {
    if (c.reports == nullptr) return;
    heading(c, "Own inputs");
    text_wrapped(c.fonts.small, c.colours().text_dim, "For what no data pack holds: your own tables, and probabilities of your own.");
    gap(c, 6);
    folder_field(c);
    gap(c, 4);
    tables(c, c.reports->inputs());
    typed_failures(c);
    metrics_of_tables(c);
}

}  // namespace linchpin::app
