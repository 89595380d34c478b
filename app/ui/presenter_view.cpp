#include "app/ui/presenter_view.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "app/ui/markdown_view.h"
#include "app/ui/presenter_parts.h"

namespace linchpin::app {
namespace {

using Kind = PresenterCommand::Kind;

constexpr ImGuiWindowFlags kPlain = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBackground |
                                    ImGuiWindowFlags_NoBringToFrontOnFocus;

std::string clock_text(double seconds) {
    const bool over = seconds < 0.0;
    const int whole = static_cast<int>(std::floor(std::abs(seconds)));
    const std::string text = whole >= 3600 ? fmt::format("{}:{:02d}:{:02d}", whole / 3600, whole / 60 % 60, whole % 60) : fmt::format("{}:{:02d}", whole / 60, whole % 60);
    return over ? "\u2212" + text : text;
}

/// Where everything stands.
struct Plan {
    ImVec2 head_from, head_size, stage_from, stage_size, tools_from, tools_size, strip_from, strip_size, next_from, next_size, notes_from, notes_size;
};

Plan make_plan(PanelContext& c, float shape) {
    const ImVec2 screen = ImGui::GetIO().DisplaySize;
    const float margin = c.px(16), space = c.px(16), head = c.px(64), tools = c.px(40);
    Plan p;
    p.head_from = {margin, margin};
    p.head_size = {screen.x - 2 * margin, head};
    const float top = margin + head + space, room = screen.y - top - margin;
    const float strip_least = c.px(84);
    float width = std::floor((screen.x - 2 * margin - space) * 0.6f);
    const float height_most = room - tools - space - strip_least - space;
    width = std::floor(std::min(width, height_most * shape));
    p.stage_from = {margin, top};
    p.stage_size = {width, std::floor(width / shape)};
    p.tools_from = {margin, top + p.stage_size.y + space};
    p.tools_size = {width, tools};
    p.strip_from = {margin, p.tools_from.y + tools + space};
    p.strip_size = {width, screen.y - margin - p.strip_from.y};
    const float right = margin + width + space, right_width = screen.x - margin - right;
    const float label = c.px(26);
    const float next_height = std::min(std::floor(right_width / shape), std::floor(room * 0.44f));
    p.next_from = {right, top};
    p.next_size = {right_width, label + next_height};
    p.notes_from = {right, top + p.next_size.y + space};
    p.notes_size = {right_width, screen.y - margin - p.notes_from.y};
    return p;
}

void put(PanelContext& c, ImFont* font, ImVec2 at, render::Rgba8 colour, const std::string& words) {
    (void)c;
    ImGui::GetWindowDrawList()->AddText(font, font->FontSize, at, im(colour), words.c_str());
}

/// A large figure with what it is under it; returns where the next one begins.
float figure(PanelContext& c, float x, float y, std::string_view probe, const std::string& value, const std::string& name, render::Rgba8 colour) {
    ImFont* const large = c.fonts.clock != nullptr ? c.fonts.clock : c.fonts.large;
    put(c, large, {x, y}, colour, value);
    put(c, c.fonts.small, {x, y + c.px(40)}, c.colours().text_dim, name);
    c.probe.say(probe, value);
    return x + std::max(text_width(large, value), text_width(c.fonts.small, name)) + c.px(32);
}

void head(PanelContext& c, const PresenterFacts& facts, const Plan& plan, PresenterResult& result) {
    ImGui::SetNextWindowPos(plan.head_from);
    ImGui::SetNextWindowSize(plan.head_size);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2{0, 0});
    ImGui::Begin("##head", nullptr, kPlain);
    const ThemeColours& k = c.colours();
    const Show& show = facts.show;
    const double elapsed = show.elapsed_s(facts.now_s), remaining = show.remaining_s(facts.now_s), scene = show.scene_elapsed_s(facts.now_s);
    const double planned = show.story().scene(show.scene()).planned_s;
    const float y = plan.head_from.y;
    float x = plan.head_from.x;
    x = figure(c, x, y, "show/clock", facts.clock, "Time", k.text);
    x = figure(c, x, y, "show/elapsed", clock_text(elapsed), show.paused() ? "Paused" : "Elapsed", show.paused() ? k.warning : k.text);
    x = figure(c, x, y, "show/remaining", clock_text(remaining), remaining < 0.0 ? "Over time" : "Remaining", remaining < 0.0 ? k.warning : k.text);
    x = figure(c, x, y, "show/scene_time", clock_text(scene), "of " + clock_text(planned) + " here", planned > 0.0 && scene > planned ? k.warning : k.text_dim);
    // Which scene, at the right.
    const std::string number = fmt::format("{} of {}", show.scene() + 1, show.story().size());
    const float right = plan.head_from.x + plan.head_size.x;
    ImFont* const large = c.fonts.clock != nullptr ? c.fonts.clock : c.fonts.large;
    const std::string typed = show.number(facts.now_s);
    const std::string shown = typed.empty() ? number : typed + " \u21b5";
    put(c, large, {right - text_width(large, shown), y}, typed.empty() ? k.text : k.warning, shown);
    c.probe.say("show/scene", std::to_string(show.scene() + 1));
    c.probe.say("show/number", typed);
    const std::string title = fitted(c.fonts.small, show.story().story().title, std::max(0.0f, right - x));
    put(c, c.fonts.small, {right - text_width(c.fonts.small, title), y + c.px(40)}, k.text_dim, title);
    // A thin line of the whole talk: what is told, where it should be.
    const double all = std::max(show.story().story().planned_s(), 1.0);
    double told = 0.0;
    for (std::size_t i = 0; i < show.scene(); ++i) told += show.story().scene(i).planned_s;
    told += std::min(scene, planned);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float line = plan.head_from.y + plan.head_size.y - c.px(3);
    list.AddRectFilled({plan.head_from.x, line}, {right, line + c.px(3)}, im(k.line), c.px(2));
    list.AddRectFilled({plan.head_from.x, line}, {plan.head_from.x + plan.head_size.x * static_cast<float>(std::min(told / all, 1.0)), line + c.px(3)}, im(k.accent), c.px(2));
    const float now = plan.head_from.x + plan.head_size.x * static_cast<float>(std::clamp(elapsed / all, 0.0, 1.0));
    list.AddRectFilled({now - c.px(1), line - c.px(3)}, {now + c.px(1), line + c.px(6)}, im(k.warning));
    ImGui::End();
    ImGui::PopStyleVar();
    (void)result;
}

void tools(PanelContext& c, const PresenterFacts& facts, PresenterUi& ui, const Plan& plan, PresenterResult& result) {
    ImGui::SetNextWindowPos(plan.tools_from);
    ImGui::SetNextWindowSize(plan.tools_size);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2{0, 0});
    ImGui::Begin("##tools", nullptr, kPlain);
    const Show& show = facts.show;
    const auto command = [&](std::string_view probe, const char* name, Kind kind, bool strong = false) {
        if (text_button(c, probe, name, strong)) result.commands.push_back({kind, 0, {}});
        ImGui::SameLine(0, c.px(8));
    };
    command("show/previous", "Back", Kind::Previous);
    command("show/next", "Next", Kind::Next, true);
    ImGui::SameLine(0, c.px(24));
    command("show/black", show.veil() == Veil::Black ? "Black: on" : "Black", Kind::Black, show.veil() == Veil::Black);
    command("show/white", "White", Kind::White, show.veil() == Veil::White);
    command("show/spotlight", "Pointer", Kind::Spotlight, show.spotlight());
    if (text_button(c, "show/ask", "Ask")) ui.open(PresenterSheet::Ask);
    ImGui::SameLine(0, c.px(8));
    if (text_button(c, "show/layers", "Layers")) ui.open(PresenterSheet::Layers);
    ImGui::SameLine(0, c.px(8));
    if (text_button(c, "show/grid", "Scenes")) ui.grid = true, ui.grid_at = show.scene();
    if (show.paused()) {
        ImGui::SameLine(0, c.px(24));
        if (text_button(c, "show/resume", "Go on", true)) result.commands.push_back({Kind::Resume, 0, {}});
        ImGui::SameLine(0, c.px(8));
        if (text_button(c, "show/leave", "End")) result.commands.push_back({Kind::Leave, 0, {}});
    }
    ImGui::End();
    ImGui::PopStyleVar();
}

void strip(PanelContext& c, const PresenterFacts& facts, const Plan& plan, PresenterResult& result) {
    ImGui::SetNextWindowPos(plan.strip_from);
    ImGui::SetNextWindowSize(plan.strip_size);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2{0, 0});
    ImGui::Begin("##strip", nullptr, (kPlain & ~ImGuiWindowFlags_NoScrollbar) | ImGuiWindowFlags_HorizontalScrollbar);
    const float label = c.px(22), height = std::max(c.px(40), std::min(plan.strip_size.y - label - c.px(12), c.px(240))), width = std::floor(height * facts.shape);
    for (std::size_t i = 0; i < facts.show.story().size(); ++i) {
        if (i > 0) ImGui::SameLine(0, c.px(10));
        ImGui::PushID(static_cast<int>(i));
        if (ImGui::InvisibleButton("##scene", {width, height + label})) result.commands.push_back({Kind::GoTo, i, {}});
        ImGui::PopID();
        c.probe.mark_item("strip/" + std::to_string(i + 1));
        const ImVec2 from = ImGui::GetItemRectMin();
        const bool now = i == facts.show.scene();
        scene_tile(c, facts, i, from, {width, height}, now);
        const std::string name = fitted(c.fonts.small, std::to_string(i + 1) + "  " + facts.show.story().scene(i).title, width - c.px(4));
        put(c, c.fonts.small, {from.x + c.px(2), from.y + height + c.px(5)}, now ? c.colours().text : c.colours().text_dim, name);
        // The present scene stays in the middle; the scroll moves only when it has to.
        if (now) {
            const float wanted = ImGui::GetScrollX() + (from.x - plan.strip_from.x) - (plan.strip_size.x - width) / 2;
            if (std::abs(wanted - ImGui::GetScrollX()) > 1.0f && !ImGui::IsWindowHovered()) ImGui::SetScrollX(std::max(0.0f, wanted));
        }
    }
    ImGui::End();
    ImGui::PopStyleVar();
}

void next_scene(PanelContext& c, const PresenterFacts& facts, const Plan& plan) {
    ImGui::SetNextWindowPos(plan.next_from);
    ImGui::SetNextWindowSize(plan.next_size);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2{0, 0});
    ImGui::Begin("##next", nullptr, kPlain);
    const std::size_t next = facts.show.scene() + 1;
    const bool last = next >= facts.show.story().size();
    const float label = c.px(26);
    const std::string name = last ? "The last scene" : "Next: " + facts.show.story().scene(next).title;
    put(c, c.fonts.body, plan.next_from, c.colours().text_dim, fitted(c.fonts.body, name, plan.next_size.x));
    c.probe.say("show/next_title", name);
    if (!last) {
        const float height = plan.next_size.y - label, width = std::floor(std::min(plan.next_size.x, height * facts.shape));
        scene_tile(c, facts, next, {plan.next_from.x, plan.next_from.y + label}, {width, std::floor(width / facts.shape)}, false);
    }
    ImGui::End();
    ImGui::PopStyleVar();
}

void notes(PanelContext& c, const PresenterFacts& facts, PresenterUi& ui, const Plan& plan, PresenterResult& result) {
    begin_panel(c, "##notes", plan.notes_from, plan.notes_size, false);
    const StoryScene& scene = facts.show.story().scene(facts.show.scene());
    text(c.fonts.title, c.colours().text, fitted(c.fonts.title, scene.title, ImGui::GetContentRegionAvail().x - c.px(84)));
    const float y = ImGui::GetItemRectMin().y - ImGui::GetWindowPos().y;
    ImGui::SetCursorPos({ImGui::GetWindowContentRegionMax().x - c.px(72), y - c.px(6)});
    if (text_button(c, "notes/smaller", "\u2212")) result.commands.push_back({Kind::NoteSmaller, 0, {}});
    ImGui::SameLine(0, c.px(6));
    if (text_button(c, "notes/larger", "+")) result.commands.push_back({Kind::NoteLarger, 0, {}});
    for (const ShowOverlay& overlay : facts.show.overlays()) text_wrapped(c.fonts.body, c.colours().warning, "\u25cf " + overlay.name + "  (Esc takes it back)");
    c.probe.say("show/overlays", std::to_string(facts.show.overlays().size()));
    if (!facts.problem.empty()) text_wrapped(c.fonts.body, c.colours().warning, facts.problem);
    if (!facts.remote.empty()) text_wrapped(c.fonts.small, c.colours().text_dim, facts.remote);
    c.probe.say("show/remote", facts.remote);
    if (facts.audience_lost) text_wrapped(c.fonts.body, c.colours().warning, "The audience's screen is gone. The show goes on and moves there when it is back. V shows it here.");
    if (facts.show.going_round()) text_wrapped(c.fonts.body, c.colours().warning, "It goes round by itself. Any key brings it back to where it was.");
    gap(c, 6);
    ImGui::BeginChild("##text");
    if (ui.notes_of != facts.show.scene()) ImGui::SetScrollY(0.0f), ui.notes_of = facts.show.scene();
    if (scene.notes.empty()) text(c.fonts.note != nullptr ? c.fonts.note : c.fonts.body, c.colours().text_dim, "No notes");
    else draw_markdown(c, scene.notes);
    if (!scene.sources.empty()) {
        divider(c);
        for (const SceneSource& source : scene.sources) text_wrapped(c.fonts.small, c.colours().text_dim, source.text);
    }
    ImGui::EndChild();
    end_panel(c, "panel/notes");
}

}  // namespace

PresenterResult draw_presenter(PanelContext& c, const PresenterFacts& facts, PresenterUi& ui) {
    PresenterResult result;
    result.whole_window = facts.one_screen && !facts.notes_shown;
    if (!result.whole_window) {
        const Plan plan = make_plan(c, facts.shape);
        result.stage_from = plan.stage_from;
        result.stage_size = plan.stage_size;
        head(c, facts, plan, result);
        tools(c, facts, ui, plan, result);
        strip(c, facts, plan, result);
        next_scene(c, facts, plan);
        notes(c, facts, ui, plan, result);
        c.probe.mark("show/stage", plan.stage_from.x, plan.stage_from.y, plan.stage_from.x + plan.stage_size.x, plan.stage_from.y + plan.stage_size.y);
    }
    if (ui.grid) draw_scene_grid(c, facts, ui, result);
    draw_presenter_sheets(c, facts, ui, result);
    return result;
}

}  // namespace linchpin::app
