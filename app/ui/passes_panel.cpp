// Right: which satellites rise over a place, when and how high.
#include <algorithm>
#include <cmath>

#include "app/report/satellite_desk.h"
#include "app/ui/pass_rows.h"
#include "app/ui/record_fields.h"
#include "app/ui/right_panel.h"
#include "app/ui/satellite_views.h"
#include "data/core/format.h"

namespace linchpin::app {
namespace {

constexpr std::size_t kListed = 60;
constexpr double kSteepestMask_deg = 60.0;

std::string count_text(std::size_t n) { return format_count(static_cast<std::int64_t>(n)); }

std::string instant_text(double unix_s) {
    std::string text = format_instant(unix_s).substr(0, 16);
    text[10] = ' ';
    return text;
}

std::string hours_text(double hours) { return hours == 1.0 ? std::string{"an hour"} : format_number(hours, 0) + " hours"; }

void head(PanelContext& c, const Observer& observer) {
    const float right = ImGui::GetWindowContentRegionMax().x, y = ImGui::GetCursorPosY();
    text(c.fonts.small, c.colours().text_dim, "Passes over");
    ImGui::SetCursorPos({right - c.px(28), y - c.px(6)});
    if (icon_button(c, "passes/close", Icon::Close, 28.0f)) c.ui.right = RightView::Record;
    ImGui::SetCursorPosY(y + c.px(24));
    text_wrapped(c.fonts.large, c.colours().text, observer.place ? observer.name : "Choose a place");
    if (observer.place && observer.name != place_text(*observer.place)) text(c.fonts.small, c.colours().text_dim, place_text(*observer.place));
    gap(c, 8);
}

void choose_mask(PanelContext& c) {
    SatelliteView& view = c.state.satellite_view;
    float mask = static_cast<float>(view.min_elevation_deg / kSteepestMask_deg);
    if (slider(c, "passes/mask", "At least", format_number(view.min_elevation_deg, 0) + "\u00b0 above the horizon", mask))
        view.min_elevation_deg = std::round(static_cast<double>(mask) * kSteepestMask_deg);
}

std::string summary(const PassListAnswer& answer) {
    const auto up = static_cast<std::size_t>(std::count_if(answer.passes.begin(), answer.passes.end(), [](const ListedPass& p) { return p.pass.already_up; })) + answer.always_up.size();
    std::string words = count_text(answer.satellites) + (answer.satellites == 1 ? " satellite" : " satellites") + ", " + hours_text(answer.hours) + " from " +
                        instant_text(answer.question.from_unix_s) + " UTC: " + count_text(answer.passes.size()) + (answer.passes.size() == 1 ? " pass" : " passes") + "; " +
                        count_text(up) + " up at the start.";
    if (!answer.always_up.empty()) words += " " + count_text(answer.always_up.size()) + (answer.always_up.size() == 1 ? " stays" : " stay") + " up all the time and are not listed.";
    if (answer.stale > 0) words += " " + count_text(answer.stale) + " left out: their elements are more than 30 days off.";
    if (!answer.question.lost.empty()) words += " Without what the scenario takes away.";
    return words;
}

void list(PanelContext& c, const PassListAnswer& answer) {
    text_wrapped(c.fonts.small, c.colours().text_dim, summary(answer));
    c.probe.say("passes/count", std::to_string(answer.passes.size()));
    if (answer.satellites == 0)
        return text_wrapped(c.fonts.body, c.colours().text_dim, answer.stale > 0 ? "The shown time is too far from the elements for passes to mean anything." : "No satellite is left.");
    if (answer.passes.empty()) return;
    gap(c, 4);
    text(c.fonts.small, c.colours().text_dim, "Rise \u2013 peak \u2013 set, UTC");
    text_right(c, c.fonts.small, c.colours().text_dim, "highest");
    std::string day;
    for (std::size_t i = 0; i < std::min(answer.passes.size(), kListed); ++i) {
        const ListedPass& listed = answer.passes[i];
        if (const std::string its_day = pass_day(listed.pass); its_day != day) {
            day = its_day;
            gap(c, 6);
            text(c.fonts.strong, c.colours().text, day);
        }
        const Satellite& satellite = c.dataset.satellites[listed.satellite];
        if (pass_row(c, "passes/row/" + std::to_string(i), satellite.elements.object_name, pass_peak(listed.pass), pass_times(listed.pass), pass_light(listed.pass)))
            c.fly_to(SelectionKind::Satellite, std::to_string(satellite.elements.norad_cat_id));
    }
    if (answer.passes.size() > kListed) text_wrapped(c.fonts.small, c.colours().text_dim, "and " + count_text(answer.passes.size() - kListed) + " more");
    gap(c, 8);
    text_wrapped(c.fonts.small, c.colours().text_dim, "\u201cDark sky\u201d: the sun is more than 6\u00b0 below the horizon of the place, so that the satellite can be seen by eye when it is bright enough. SGP4, without refraction.");
    if (const std::string credit = credit_of_table(c, "satellites"); !credit.empty()) text_wrapped(c.fonts.small, c.colours().text_dim, "Source: " + credit);
}

}  // namespace

void draw_passes_panel(PanelContext& c) {
    if (c.desk == nullptr) {
        c.ui.right = RightView::Record;
        return;
    }
    begin_right_panel(c, "##passes");
    const Observer observer = observer_of(c, c.state.satellite_view.observer);
    head(c, observer);
    observer_picker(c, "passes/observer");
    gap(c, 6);
    const SatelliteSet set = choose_about(c, "passes/about");
    gap(c, 6);
    choose_mask(c);
    if (observer.place) {
        const PassListQuestion question{set, lost_constellations(c), *observer.place, question_instant(c), c.state.satellite_view.min_elevation_deg};
        c.desk->ask(question);
        const PassListAnswer* const answer = c.desk->passes();
        // While time runs on, the last list of the same place stays; it says its own time.
        const bool fits = answer != nullptr && answer->question.set == set && answer->question.observer == question.observer && answer->question.lost == question.lost;
        gap(c, 4);
        if (fits) list(c, *answer);
        else text(c.fonts.body, c.colours().text_dim, "Working it out\u2026");
    }
    end_panel(c, "panel/passes");
}

}  // namespace linchpin::app
