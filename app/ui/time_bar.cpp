// Bottom: the two clocks. Sky time moves sun, stars and satellites; the date says what exists.
#include <algorithm>
#include <array>
#include <cmath>

#include "app/state/edits.h"
#include "app/ui/layout.h"
#include "app/ui/timeline_desk.h"
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

/// Behind the slider: how much opened, landed and was launched in each year, each as a share of its best year.
void year_shape(PanelContext& c, ImVec2 from, ImVec2 to) {
    if (c.timeline == nullptr || c.timeline->histogram.empty()) return;
    const auto& years = c.timeline->histogram;
    std::array<int, 3> most{1, 1, 1};
    for (const auto& year : years)
        for (std::size_t kind = 0; kind < 3; ++kind) most[kind] = std::max(most[kind], year[kind]);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float each = (to.x - from.x) / static_cast<float>(kLastYear - kFirstYear), third = (to.y - from.y) / 3.0f;
    const render::Rgba8 ink = c.colours().text_dim;
    const std::array<ImU32, 3> colours{im(render::with_alpha(ink, 0.50f)), im(render::with_alpha(ink, 0.34f)), im(render::with_alpha(ink, 0.20f))};
    for (int year = kFirstYear; year < kLastYear; ++year) {
        const int row = year - c.timeline->histogram_from;
        if (row < 0 || row >= static_cast<int>(years.size())) continue;
        float y = to.y;
        const float x = from.x + each * static_cast<float>(year - kFirstYear);
        for (std::size_t kind = 0; kind < 3; ++kind) {
            const float height = third * std::sqrt(static_cast<float>(years[static_cast<std::size_t>(row)][kind]) / static_cast<float>(most[kind]));
            list.AddRectFilled({x, y - height}, {x + each - 1.0f, y}, colours[kind]);
            y -= height;
        }
    }
}

/// Plays the date. @return  where it ends
float date_player(PanelContext& c, float x, float y) {
    DatePlayback& play = c.ui.date_play;
    const std::string rate = date_rates()[static_cast<std::size_t>(play.rate)].name;
    ImGui::SetCursorPos({x, y - c.px(14)});
    if (icon_button(c, "date/play", play.direction != 0 ? Icon::Pause : Icon::Play, 28.0f)) {
        c.ask(play.direction != 0 ? Action::ShuttleStop : Action::ShuttleOn);
        if (c.state.filter.date && *c.state.filter.date >= Date::from_ymd(kLastYear, 1, 1)) c.state.filter.date = Date::from_ymd(kFirstYear, 1, 1);
    }
    explain(c, play.direction != 0 ? "Pause" : "Play the years", "What exists comes and goes with the date, now " + rate + ". L plays, J backwards, K stops; arrows step a month, comma and full stop a day.");
    ImGui::SetCursorPos({x + c.px(30), y - c.px(12)});
    if (icon_button(c, "date/slower", Icon::Slower, 24.0f)) play.rate = std::max(0, play.rate - 1);
    explain(c, "Slower", "Now " + rate + ".");
    ImGui::SetCursorPos({x + c.px(54), y - c.px(12)});
    if (icon_button(c, "date/faster", Icon::Faster, 24.0f)) play.rate = std::min(play.rate + 1, static_cast<int>(date_rates().size()) - 1);
    explain(c, "Faster", "Now " + rate + ". From one day to ten years a second; one choice steps from year to year.");
    c.probe.say("date/rate", rate);
    return x + c.px(86);
}

void date_slider(PanelContext& c, float y, float left, float right) {
    const bool all = !c.state.filter.date;
    ImGui::SetCursorPos({left, y - c.px(14)});
    if (text_button(c, "date/all", "All dates", all)) {
        if (all) c.state.filter.date = c.dataset.as_of.value_or(Date::from_ymd(2026, 1, 1));
        else c.state.filter.date.reset();
    }
    explain(c, "Shown date", "Choose a date to see only what exists then: sites, cables, launches and the trade of that year. \"All dates\" shows the whole pack.");
    ImGui::SameLine(0, c.px(8));
    const float x = date_player(c, ImGui::GetCursorPosX(), y);
    const int months = (kLastYear - kFirstYear) * 12;
    const Date shown = c.state.filter.date.value_or(c.dataset.as_of.value_or(Date::from_ymd(2026, 1, 1)));
    float t = static_cast<float>(std::clamp((shown.year() - kFirstYear) * 12 + shown.month() - 1, 0, months)) / static_cast<float>(months);
    ImGui::SetCursorPos({x, y - c.px(19)});
    ImGui::PushClipRect(ImGui::GetWindowPos(), {ImGui::GetWindowPos().x + right, ImGui::GetWindowPos().y + ImGui::GetWindowHeight()}, true);
    if (ImGui::BeginChild("##date", {right - x, c.px(42)}, ImGuiChildFlags_None, ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoBackground)) {
        const std::string value = all ? "whole pack" : std::to_string(shown.year()) + "-" + (shown.month() < 10 ? "0" : "") + std::to_string(shown.month());
        const ImVec2 corner = ImGui::GetWindowPos();
        const float wide = ImGui::GetContentRegionAvail().x;
        year_shape(c, {corner.x + c.px(7), corner.y + c.px(2)}, {corner.x + wide - c.px(7), corner.y + c.px(30)});
        if (slider(c, "date/slider", c.ui.date_play.direction != 0 ? date_rates()[static_cast<std::size_t>(c.ui.date_play.rate)].name : "What exists", value, t)) {
            c.ui.date_play.direction = 0;
            const int month = static_cast<int>(std::lround(t * static_cast<float>(months)));
            c.state.filter.date = Date::from_ymd(kFirstYear + month / 12, month % 12 + 1, 1);
        }
    }
    ImGui::EndChild();
    ImGui::PopClipRect();
}

}  // namespace

void draw_time_bar(PanelContext& c) {
    const Layout layout = make_layout(ImGui::GetIO().DisplaySize, c.scale, static_cast<float>(c.state.text_scale), c.timeline_shown());
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
