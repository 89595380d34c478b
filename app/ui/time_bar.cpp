// Bottom: the two clocks. Sky time moves sun, stars and satellites; the date says what exists.
#include <algorithm>
#include <cmath>

#include "app/state/edits.h"
#include "app/ui/layout.h"
#include "app/ui/widgets.h"
#include "data/core/format.h"

namespace linchpin::app {
namespace {

constexpr int kFirstYear = 2000, kLastYear = 2035;

/// "21 Aug 2026, 09:49 UTC"
std::string clock_text(double unix_s) {
    static constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::string iso = format_instant(std::floor(unix_s / 60.0) * 60.0);
    const Date day{static_cast<int>(std::floor(unix_s / 86400.0))};
    return std::to_string(day.day()) + " " + kMonths[day.month() - 1] + " " + std::to_string(day.year()) + ", " + iso.substr(11, 5) + " UTC";
}
std::string day_text(double unix_s) {
    const std::string whole = clock_text(unix_s);
    return whole.substr(0, whole.find(','));
}

std::string rate_text(double rate) {
    if (rate >= 3600.0) return format_number(rate / 3600.0, 0) + kThinSpace + "h/s";
    if (rate >= 60.0) return format_number(rate / 60.0, 0) + kThinSpace + "min/s";
    return format_number(rate, 0) + kThinSpace + "s/s";
}

void sky_clock(PanelContext& c, float y, float left) {
    const ThemeColours& k = c.colours();
    ImGui::SetCursorPos({left, y - c.px(16)});
    if (icon_button(c, "time/play", c.state.sky_playing ? Icon::Pause : Icon::Play)) c.ask(Action::PlayPause);
    explain(c, c.state.sky_playing ? "Pause" : "Play", "Moves the sun and the satellites. Space does the same.");
    ImGui::SetCursorPos({left + c.px(36), y - c.px(12)});
    if (icon_button(c, "time/slower", Icon::Slower, 24.0f)) c.state.sky_rate = sky_rate_step(c.state.sky_rate, -1);
    explain(c, "Slower", "Now " + rate_text(c.state.sky_rate) + ": sky time that passes in a second.");
    ImGui::SetCursorPos({left + c.px(62), y - c.px(12)});
    if (icon_button(c, "time/faster", Icon::Faster, 24.0f)) c.state.sky_rate = sky_rate_step(c.state.sky_rate, 1);
    explain(c, "Faster", "Now " + rate_text(c.state.sky_rate) + ": sky time that passes in a second.");
    ImGui::SetCursorPos({left + c.px(96), y - c.px(18)});
    text(c.fonts.strong, k.text, clock_text(c.moment.sky_time_unix_s));
    std::string second = rate_text(c.state.sky_rate) + " \u00b7 ";
    if (c.moment.satellites_frozen) second += "satellites stand at their epoch";
    else if (c.state.sky_time_unix_s) second += "elements of " + day_text(c.moment.epoch_unix_s);
    else second += "starts at the elements\u2019 epoch";
    ImGui::SetCursorPos({left + c.px(96), y + c.px(2)});
    text(c.fonts.small, c.moment.satellites_frozen ? k.warning : k.text_dim, second);
    if (!c.state.sky_time_unix_s) return;
    ImGui::SetCursorPos({left + c.px(270), y - c.px(14)});
    if (icon_button(c, "time/reset", Icon::Restart, 28.0f)) {
        c.state.sky_time_unix_s.reset();
        c.state.sky_playing = false;
    }
    explain(c, "Back to the epoch", "The sky time at which the satellites' elements were measured.");
}

void date_slider(PanelContext& c, float y, float left, float right) {
    const bool all = !c.state.filter.date;
    ImGui::SetCursorPos({left, y - c.px(14)});
    if (text_button(c, "date/all", "All dates", all)) {
        if (all) c.state.filter.date = c.dataset.as_of.value_or(Date::from_ymd(2026, 1, 1));
        else c.state.filter.date.reset();
    }
    explain(c, "Shown date", "Choose a date to see only what exists then: sites, cables, launches and the trade of that year. \"All dates\" shows the whole pack.");
    ImGui::SameLine(0, c.px(14));
    const float x = ImGui::GetCursorPosX();
    const int months = (kLastYear - kFirstYear) * 12;
    const Date shown = c.state.filter.date.value_or(c.dataset.as_of.value_or(Date::from_ymd(2026, 1, 1)));
    float t = static_cast<float>(std::clamp((shown.year() - kFirstYear) * 12 + shown.month() - 1, 0, months)) / static_cast<float>(months);
    ImGui::SetCursorPos({x, y - c.px(19)});
    ImGui::PushClipRect(ImGui::GetWindowPos(), {ImGui::GetWindowPos().x + right, ImGui::GetWindowPos().y + ImGui::GetWindowHeight()}, true);
    if (ImGui::BeginChild("##date", {right - x, c.px(42)}, ImGuiChildFlags_None, ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoBackground)) {
        const std::string value = all ? "whole pack" : std::to_string(shown.year()) + "-" + (shown.month() < 10 ? "0" : "") + std::to_string(shown.month());
        if (slider(c, "date/slider", "What exists", value, t)) {
            const int month = static_cast<int>(std::lround(t * static_cast<float>(months)));
            c.state.filter.date = Date::from_ymd(kFirstYear + month / 12, month % 12 + 1, 1);
        }
    }
    ImGui::EndChild();
    ImGui::PopClipRect();
}

}  // namespace

void draw_time_bar(PanelContext& c) {
    const Layout layout = make_layout(ImGui::GetIO().DisplaySize, c.scale, static_cast<float>(c.state.text_scale));
    begin_panel(c, "##time", layout.bar_pos, layout.bar_size, false);
    const float middle = layout.bar_size.y / 2, width = layout.bar_size.x;
    sky_clock(c, middle, c.px(12));
    const float split = c.px(316);
    if (width > split + c.px(200)) {
        const ImVec2 at = ImGui::GetWindowPos();
        ImGui::GetWindowDrawList()->AddLine({at.x + split, at.y + c.px(12)}, {at.x + split, at.y + layout.bar_size.y - c.px(12)}, im(c.colours().line), 1.0f);
        date_slider(c, middle, split + c.px(14), width - c.px(18));
    }
    end_panel(c, "panel/time");
}

}  // namespace linchpin::app
