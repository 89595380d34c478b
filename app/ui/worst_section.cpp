// "Find the worst": which few cables, chokepoints, suppliers or operators the subject can least do without.
#include <algorithm>

#include "app/report/report_service.h"
#include "app/ui/exposure_sections.h"
#include "app/ui/record_fields.h"
#include "app/ui/widgets.h"
#include "data/core/format.h"
#include "data/report/figure_build.h"

namespace linchpin::app {
namespace {

using scenario::AdversaryAnswer;
using scenario::AdversarySet;

std::vector<std::string> kind_names() {
    std::vector<std::string> names;
    for (const auto& kind : scenario::adversary_kinds()) names.emplace_back(kind.name);
    return names;
}

void choose(PanelContext& c) {
    scenario::AdversaryQuestion& q = c.ui.worst;
    int kind = static_cast<int>(q.kind);
    caption(c, "What can be taken away");
    if (chooser(c, "worst/kind", kind_names(), {}, kind)) {
        q.kind = static_cast<scenario::AdversaryKind>(kind);
        q.hurt = scenario::info_of(q.kind).hurts.front();
    }
    const auto& hurts = scenario::info_of(q.kind).hurts;
    std::vector<std::string> names, notes;
    for (const scenario::Hurt hurt : hurts) {
        names.emplace_back(scenario::info_of(hurt).name);
        notes.emplace_back(std::string{scenario::info_of(hurt).metric} + ", in " + std::string{scenario::info_of(hurt).unit});
    }
    int hurt = static_cast<int>(std::find(hurts.begin(), hurts.end(), q.hurt) - hurts.begin());
    caption(c, "What hurts");
    if (chooser(c, "worst/hurt", names, notes, hurt)) q.hurt = hurts[static_cast<std::size_t>(hurt)];
    text_wrapped(c.fonts.small, c.colours().text_dim, scenario::info_of(q.hurt).definition);
    int k = static_cast<int>(q.k) - 1;
    caption(c, "How many at most");
    if (segments(c, "worst/k", {"1", "2", "3"}, k)) q.k = static_cast<std::size_t>(k + 1);
    gap(c, 4);
}

std::string names_of(const AdversarySet& set) {
    std::string names;
    for (const auto& member : set.members) names += (names.empty() ? "" : " + ") + member.name;
    return names;
}

void one_set(PanelContext& c, const AdversaryAnswer& answer, std::size_t i) {
    const AdversarySet& set = answer.sets[i];
    const ThemeColours& k = c.colours();
    const std::string lost = "\u2212" + format_percent(set.share);
    const std::string probe = "worst/set/" + std::to_string(i + 1);
    gap(c, 6);
    text_wrapped(c.fonts.strong, k.text, names_of(set));
    const float width = ImGui::GetContentRegionAvail().x, height = c.px(6), value = text_width(c.fonts.title, lost) + c.px(10);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float middle = at.y + (c.fonts.title->FontSize - height) / 2;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled({at.x, middle}, {at.x + width - value, middle + height}, im(k.raised), height / 2);
    list.AddRectFilled({at.x, middle}, {at.x + std::max(height, (width - value) * static_cast<float>(std::clamp(set.share, 0.0, 1.0))), middle + height}, im(kLostColour), height / 2);
    list.AddText(c.fonts.title, c.fonts.title->FontSize, {at.x + width - text_width(c.fonts.title, lost), at.y}, im(k.text), lost.c_str());
    ImGui::Dummy({width, c.fonts.title->FontSize});
    c.probe.say(probe, names_of(set) + ": " + lost);
    for (const auto& member : set.members)
        text_wrapped(c.fonts.small, k.text_dim, member.name + ": alone " + format_percent(member.alone) + (set.members.size() > 1 ? ", adds " + format_percent(member.added) : ""));
    if (text_button(c, probe, "Make it the scenario")) {
        // What is found is one scenario of its own; undo brings the events before it back.
        c.state.scenario.events = set.events;
        c.state.scenario.name = "The worst " + std::to_string(set.members.size()) + " for " + c.reports->subject()->name;
        c.ui.open_event.reset();
        c.ui.loss = answer.question.kind == scenario::AdversaryKind::Suppliers ? 0 : answer.question.hurt == scenario::Hurt::Power ? 2 : answer.question.hurt == scenario::Hurt::Sites ? 3 : 1;
    }
}

}  // namespace

void worst_section(PanelContext& c) {
    if (c.exposure == nullptr || !c.reports->subject()) return;
    if (c.ui.wanted_metric == "worst") {
        ImGui::SetScrollHereY(0.0f);
        c.ui.wanted_metric.clear();
    }
    if (!folding_heading(c, "worst", "Find the worst", "")) return;
    text_wrapped(c.fonts.small, c.colours().text_dim, "The few whose joint loss hurts " + c.reports->subject()->name + " most; exact, looked for in the world as the scenario leaves it.");
    choose(c);
    if (c.exposure->searching()) {
        text(c.fonts.body, c.colours().text_dim, "Searching every set of up to " + std::to_string(c.ui.worst.k));
        if (text_button(c, "worst/cancel", "Cancel")) c.exposure->cancel_worst();
        return;
    }
    if (text_button(c, "worst/find", "Find", true)) c.exposure->find_worst(c.ui.worst);
    const auto& worst = c.exposure->worst();
    if (!worst || !(worst->question == c.ui.worst)) return;
    gap(c, 4);
    std::string about = format_count(static_cast<std::int64_t>(worst->candidates)) + " candidates, " + worst->when;
    if (worst->coverage < 0.9995 && worst->candidates > 0) about += ", " + format_percent(worst->coverage) + " of it known";
    text_wrapped(c.fonts.small, c.colours().text_dim, about + (worst->note.empty() ? "" : "; " + worst->note));
    for (std::size_t i = 0; i < worst->sets.size(); ++i) one_set(c, *worst, i);
    if (worst->sets.empty()) text_wrapped(c.fonts.body, c.colours().text_dim, "Nothing that can be taken away hurts it");
}

}  // namespace linchpin::app
