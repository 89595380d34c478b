// Right: the events of a scenario, and what they change.
#include <imgui.h>

#include <algorithm>

#include "app/report/report_service.h"
#include "app/state/scenario_text.h"
#include "app/state/state_ids.h"
#include "app/ui/event_editor.h"
#include "app/ui/exposure_sections.h"
#include "app/ui/metric_rows.h"
#include "app/ui/pickers.h"
#include "app/ui/record_fields.h"
#include "app/ui/right_panel.h"
#include "app/ui/text_field.h"
#include "data/core/format.h"

namespace linchpin::app {
namespace {

constexpr std::size_t kHitsShown = 10;
constexpr std::size_t kChangesShown = 24;

struct LossName {
    scenario::Loss loss;
    const char* name;   ///< on the button
    const char* title;
    const char* none;
};
constexpr LossName kLosses[] = {
    {scenario::Loss::Supply, "Supply", "Part of supply lost, chosen product group", "No country loses supply of this product group"},
    {scenario::Loss::CableCapacity, "Cables", "Part of landed cable capacity lost", "No country loses cable capacity"},
    {scenario::Loss::ComputeMw, "MW", "Part of current data centre power lost", "No country loses data centre power"},
    {scenario::Loss::SiteCount, "Sites", "Part of data centres lost", "No country loses a data centre"},
};

void add_row(PanelContext& c) {
    std::vector<Choice> kinds;
    for (const auto& kind : kEventNames) kinds.push_back({std::string{kind.id}, std::string{kind.name}, ""});
    if (text_button(c, "what-if/add", "Add an event", c.state.scenario.events.empty())) ImGui::OpenPopup("##add");
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2{c.px(14), c.px(10)});
    ImGui::SetNextWindowSize({c.px(260), 0});
    if (ImGui::BeginPopup("##add")) {
        for (const Choice& kind : kinds) {
            if (!link_row(c, "what-if/add/" + kind.id, kind.name, "", {0, 0, 0, 0})) continue;
            const auto* const row = find_enum<scenario::EventKind>(kEventNames, kind.id);
            c.state.scenario.events.push_back(new_event(c, row->value));
            c.ui.open_event = c.state.scenario.events.size() - 1;
            ImGui::CloseCurrentPopup();
        }
        ImGui::EndPopup();
    }
    ImGui::PopStyleVar();
    if (c.state.scenario.events.empty()) return;
    ImGui::SameLine(0, c.px(6));
    if (text_button(c, "what-if/reset", "Reset")) c.state.scenario = {};
}

void events(PanelContext& c) {
    std::size_t removed = c.state.scenario.events.size();
    for (std::size_t i = 0; i < c.state.scenario.events.size(); ++i) {
        ImGui::PushID(static_cast<int>(i));
        if (edit_event(c, i)) removed = i;
        ImGui::PopID();
        divider(c);
    }
    if (removed >= c.state.scenario.events.size()) return;
    c.state.scenario.events.erase(c.state.scenario.events.begin() + static_cast<std::ptrdiff_t>(removed));
    c.ui.open_event.reset();
}

void hits(PanelContext& c) {
    heading(c, "Most hit", c.reports->computing() ? "computing" : "");
    std::vector<std::string> names;
    for (const LossName& loss : kLosses) names.emplace_back(loss.name);
    c.ui.loss = std::clamp(c.ui.loss, 0, 3);
    (void)segments(c, "what-if/loss", names, c.ui.loss);
    const LossName& loss = kLosses[c.ui.loss];
    const std::vector<scenario::Hit>& list = c.reports->hits(loss.loss);
    gap(c, 4);
    text_wrapped(c.fonts.small, c.colours().text_dim, loss.title);
    if (list.empty() && !c.reports->computing()) text_wrapped(c.fonts.body, c.colours().text_dim, loss.none);
    for (std::size_t i = 0; i < std::min(list.size(), kHitsShown); ++i) {
        const Country& country = c.dataset.countries[list[i].country];
        const std::string lost = "\u2212" + format_number(list[i].share * 100.0, 1) + kThinSpace + "%";
        const std::string probe = "hit/" + country.code.str();
        c.probe.say(probe, lost);
        if (link_row(c, probe, country.name, lost, colour_of(c.nations.of(list[i].country)))) {
            c.state.report.subject_kind = report::SubjectKind::Country;
            c.state.report.subject = country.code.str();
        }
        if (c.ui.sheet == Sheet::None) explain(c, country.name, std::string{loss.title} + ". Click to see what changes for it.");
    }
    if (list.size() > kHitsShown) text(c.fonts.small, c.colours().text_dim, "and " + format_count(static_cast<std::int64_t>(list.size() - kHitsShown)) + " more");
}

std::string percent(std::optional<double> share) { return share ? format_number(*share * 100.0, 1) + kThinSpace + "%" : std::string{kMissingText}; }

/// Which event does how much of the chosen loss to the subject. One event alone needs no such table.
void effects(PanelContext& c) {
    const LossName& loss = kLosses[c.ui.loss];
    const auto& list = c.reports->effects(loss.loss);
    if (list.size() < 2) return;
    text_wrapped(c.fonts.small, c.colours().text_dim, std::string{loss.title} + ", by event");
    for (const scenario::EventEffect& effect : list) {
        if (effect.event >= c.state.scenario.events.size()) continue;  // an answer to the list as it was
        const std::string value = "alone " + percent(effect.alone) + ", adds " + percent(effect.added) + " to the others";
        gap(c, 4);
        ImGui::BeginGroup();
        text_wrapped(c.fonts.small, c.colours().text, event_text(c.dataset, c.state.scenario.events[effect.event]));
        ImGui::SetCursorPosY(ImGui::GetCursorPosY() - c.px(4));
        text_wrapped(c.fonts.small, c.colours().text_dim, value);
        ImGui::EndGroup();
        c.probe.say("effect/" + std::to_string(effect.event), value);
        if (c.ui.sheet == Sheet::None) explain(c, "Effect of one event", "Alone: with this event only. Adds: how much less would be lost if this one alone were taken back.");
    }
    gap(c, 8);
}

std::string first_traced(const MetricAnswer& answer) {
    for (const report::Figure& figure : answer.figures)
        if (figure.item == "traced_share") return figure.partner;
    return {};
}

void changes(PanelContext& c) {
    if (!c.reports->subject()) return text_wrapped(c.fonts.body, c.colours().warning, c.reports->subject_problem());
    heading(c, c.reports->subject()->name, c.reports->computing() ? "computing" : "before \u2192 after");
    subject_picker(c);
    gap(c, 4);
    effects(c);
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{c.px(8), 0});
    std::size_t shown = 0, left = 0;
    for (const MetricAnswer& answer : c.reports->metrics()) {
        for (const report::Figure& figure : answer.figures) {
            const report::Figure* const before = counterpart(answer.before, figure, answer.figures);
            if (before == nullptr || !differs(*before, figure)) continue;
            // Every origin has its traced share; the largest tells the change, the bars under Dependence show the others.
            if (figure.metric == "M06" && !figure.partner.empty() && figure.partner != first_traced(answer)) continue;
            if (++shown > kChangesShown) ++left;
            else figure_row(c, *answer.info, figure, before);
        }
    }
    ImGui::PopStyleVar();
    if (shown == 0 && !c.reports->computing()) text_wrapped(c.fonts.body, c.colours().text_dim, "None of its numbers changes");
    if (left > 0) text(c.fonts.small, c.colours().text_dim, "and " + std::to_string(left) + " more under Dependence");
}

}  // namespace

void draw_what_if_panel(PanelContext& c) {
    if (c.reports == nullptr) return;
    begin_right_panel(c, "##what-if");
    right_head(c, "Suppose that", c.state.scenario.name.empty() ? std::string_view{"What if"} : std::string_view{c.state.scenario.name});
    if (!c.state.scenario.events.empty()) {
        (void)text_field(c, "what-if/name", "Name of this scenario", c.state.scenario.name);
        gap(c, 8);
    } else {
        text_wrapped(c.fonts.body, c.colours().text_dim, "Events that have not happened: a supplier that stops, a cable cut, a strait closed. Everything that follows from them is marked SCENARIO.");
        gap(c, 8);
    }
    if (!c.reports->scenario_problem().empty()) text_wrapped(c.fonts.body, c.colours().warning, c.reports->scenario_problem());
    events(c);
    add_row(c);
    if (c.reports->scenario()) {
        hits(c);
        changes(c);
    } else if (scenario_on(c.state.scenario) && c.reports->scenario_problem().empty()) {
        text_wrapped(c.fonts.small, c.colours().text_dim, "No event is in force at the shown date.");
    }
    worst_section(c);
    end_panel(c, "panel/what-if");
}

}  // namespace linchpin::app
