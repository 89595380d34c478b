// The sheet from which the evidence on a country, bloc or region is taken away.
#include <algorithm>
#include <fmt/format.h>

#include "app/report/report_service.h"
#include "app/ui/sheets.h"
#include "app/ui/take_away.h"
#include "app/ui/text_field.h"

namespace linchpin::app {
namespace {

constexpr std::size_t kForms = std::size(kTakeAwayForms);

const TakeAwayForm& form_of(const TakeAwayDialog& d) { return kTakeAwayForms[std::clamp<std::size_t>(static_cast<std::size_t>(d.form), 0, kForms - 1)]; }

/// A name that follows subject and form until it is typed over.
void name_file(TakeAwayDialog& d, const report::Subject& subject) {
    const std::string now = subject.id + std::string{form_of(d).extension};
    if (d.named_for == now) return;
    std::string folder;
    if (const std::size_t slash = d.out.rfind('/'); slash != std::string::npos) folder = d.out.substr(0, slash + 1);
    std::string id = subject.id;
    std::replace_if(id.begin(), id.end(), [](char ch) { return ch == '/' || ch == ' '; }, '-');
    d.out = folder + "linchpin-" + id + std::string{form_of(d).extension};
    d.named_for = now;
}

void progress(PanelContext& c, TakeAwayDialog& d) {
    const ThemeColours& k = c.colours();
    const float share = d.total > 0 ? std::clamp(static_cast<float>(d.done) / static_cast<float>(d.total), 0.0f, 1.0f) : 0.0f;
    const std::string words = d.total == 0 ? std::string{"Starting"} : fmt::format("Step {} of {}", std::min(d.done + 1, d.total), d.total);
    text(c.fonts.strong, k.text, words);
    c.probe.say("take-away/progress", words);
    progress_bar(c, share);
    gap(c, 8);
    text_wrapped(c.fonts.small, k.text_dim, d.out + "\nThe window stays free: close this sheet and go on. Cancelled, nothing is written.");
    gap(c, 8);
    if (text_button(c, "take-away/cancel", "Cancel")) c.ask(Action::TakeAwayCancel);
}

}  // namespace

std::vector<std::string> TakeAwayDialog::arguments(const std::string& state_file) const {
    return {"dossier", "--state", state_file, "--out", out, "--progress"};
}

std::string TakeAwayDialog::refusal() const {
    if (out.empty()) return "Choose a file to write.";
    const std::string_view wanted = form_of(*this).extension;
    if (!out.ends_with(wanted)) return "Expected a name that ends in " + std::string{wanted} + ".";
    return {};
}

void draw_take_away_sheet(PanelContext& c) {
    const bool subject_there = c.reports != nullptr && c.reports->subject() && c.take_away != nullptr;
    begin_sheet(c, subject_there ? "Take away: " + c.reports->subject()->name : "Take away", {600.0f, 560.0f});
    if (!subject_there) {
        text_wrapped(c.fonts.body, c.colours().text_dim, "Choose a country first: click it, or type its name after Ctrl+K.");
        return end_sheet(c);
    }
    TakeAwayDialog& d = *c.take_away;
    if (d.running) {
        progress(c, d);
        return end_sheet(c);
    }
    std::vector<std::string> names;
    for (const TakeAwayForm& form : kTakeAwayForms) names.emplace_back(form.name);
    (void)segments(c, "take-away/form", names, d.form);
    name_file(d, *c.reports->subject());
    gap(c, 6);
    text_wrapped(c.fonts.small, c.colours().text_dim, form_of(d).meaning);
    gap(c, 8);
    caption(c, "File");
    (void)text_field(c, "take-away/out", "/home/me/kenya.html", d.out);
    const std::string refused = d.refusal();
    if (!refused.empty() || !d.problem.empty()) text_wrapped(c.fonts.small, c.colours().warning, refused.empty() ? d.problem : refused);
    c.probe.say("take-away/problem", refused.empty() ? d.problem : refused);
    if (c.reports->scenario()) text_wrapped(c.fonts.small, c.colours().warning, "The scenario is in it: numbers stand as before \u2192 after.");
    gap(c, 8);
    if (text_button(c, "take-away/start", "Save", true) && refused.empty()) c.ask(Action::TakeAwayStart);
    ImGui::SameLine(0, c.px(8));
    if (text_button(c, "take-away/picture", "Picture (PNG)")) c.ask(Action::Picture);
    ImGui::SameLine(0, c.px(8));
    if (text_button(c, "take-away/charts", "Charts")) c.ask(Action::Charts);
    end_sheet(c);
}

void evidence_buttons(PanelContext& c) {
    if (text_button(c, "evidence/charts", "Charts")) c.ask(Action::Charts);
    ImGui::SameLine(0, c.px(8));
    if (text_button(c, "evidence/take-away", "Take away")) c.ask(Action::TakeAway);
}

}  // namespace linchpin::app
