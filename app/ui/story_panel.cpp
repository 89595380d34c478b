// Right: the story. Its scenes in order, and what is said in the chosen one.
#include <imgui.h>
#include <imgui_stdlib.h>

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <optional>
#include <utility>

#include "app/story/story_ids.h"
#include "app/ui/markdown_view.h"
#include "app/ui/right_panel.h"
#include "app/ui/story_desk.h"
#include "app/ui/text_field.h"
#include "app/ui/widgets.h"

namespace linchpin::app {
namespace {

/// Several lines to write in.
bool text_area(PanelContext& c, std::string_view probe, std::string& words, float lines) {
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2{c.px(10), c.px(8)});
    const bool changed = ImGui::InputTextMultiline(("##" + std::string{probe}).c_str(), &words, {-1.0f, c.fonts.body->FontSize * 1.2f * lines + c.px(16)}, ImGuiInputTextFlags_NoHorizontalScroll);
    c.probe.mark_field(words);
    ImGui::PopStyleVar();
    c.probe.mark_item(probe);
    return changed;
}

std::string minutes(double seconds) { return fmt::format("{}:{:02d}", static_cast<int>(seconds) / 60, static_cast<int>(seconds) % 60); }

/// @return  where it is dragged to, when that is another place
std::optional<std::size_t> scene_row(PanelContext& c, std::size_t i) {
    StoryDesk& desk = *c.story;
    const StoryScene& scene = desk.story().scenes[i];
    const ThemeColours& k = c.colours();
    const bool chosen = i == desk.chosen();
    const ImVec2 size{ImGui::GetContentRegionAvail().x, c.px(34)};
    std::optional<std::size_t> to;
    ImGui::PushID(scene.id.c_str());  // the hand holds the scene, wherever its row goes
    const bool clicked = ImGui::InvisibleButton("##scene", size);
    const bool hovered = ImGui::IsItemHovered();
    const ImVec2 a = ImGui::GetItemRectMin(), b = ImGui::GetItemRectMax();
    c.probe.mark_item("story/scene/" + std::to_string(i + 1));
    c.probe.say("story/scene/" + std::to_string(i + 1), scene.title);
    // A row that is dragged over another takes its place.
    if (ImGui::IsItemActive() && !hovered && ImGui::IsMouseDragging(0, c.px(6))) {
        const float y = ImGui::GetMousePos().y;
        if (y < a.y && i > 0) to = i - 1;
        if (y > b.y && i + 1 < desk.story().scenes.size()) to = i + 1;
    }
    if (ImGui::IsItemDeactivated()) desk.end_step();
    ImGui::PopID();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (chosen || hovered) list.AddRectFilled(a, b, im(chosen ? k.raised_hover : k.raised), c.px(8));
    const float y = a.y + (size.y - c.fonts.body->FontSize) / 2;
    const std::string number = std::to_string(i + 1), time = minutes(scene.planned_s);
    const float time_width = text_width(c.fonts.small, time);
    list.AddText(c.fonts.small, c.fonts.small->FontSize, {a.x + c.px(10), y + c.px(1)}, im(k.text_dim), number.c_str());
    const std::string title = fitted(c.fonts.body, scene.title, size.x - c.px(62) - time_width);
    list.AddText(c.fonts.body, c.fonts.body->FontSize, {a.x + c.px(36), y}, im(k.text), title.c_str());
    list.AddText(c.fonts.small, c.fonts.small->FontSize, {b.x - time_width - c.px(10), y + c.px(1)}, im(k.text_dim), time.c_str());
    if (clicked && !ImGui::IsMouseDragging(0, c.px(6))) desk.choose(i), c.requests.emplace_back(Action::ShowScene);
    return to;
}

void caption_fields(PanelContext& c, std::size_t i) {
    StoryDesk& desk = *c.story;
    SceneCaption caption = desk.story().scenes[desk.chosen()].captions[i];
    const std::string probe = "story/caption/" + std::to_string(i + 1);
    ImGui::PushID(static_cast<int>(i));
    bool changed = text_area(c, probe, caption.text, 2.4f);
    if (desk.check_text) {
        const Status status = desk.check_text(caption.text);
        c.probe.say(probe + "/problem", status ? "" : status.error().message);
        if (!status) text_wrapped(c.fonts.small, c.colours().warning, status.error().message);
    }
    changed |= text_field(c, probe + "/detail", "Second line, smaller", caption.detail);
    const std::string step = probe + desk.story().scenes[desk.chosen()].id;
    if (changed) desk.edit(step, [&](StoryScene& scene) { scene.captions[i] = caption; });
    bool set = choose_word(c, probe + "/kind", "Kind", kElementNames, caption.kind);
    set |= choose_word(c, probe + "/place", "Place", kPlaceNames, caption.place);
    set |= number_field(c, probe + "/start", "Comes after, s", caption.start_s, 0.0, 7200.0, "%.1f");
    bool goes = caption.end_s.has_value();
    if (switch_row(c, probe + "/goes", "Goes again", goes)) {
        if (goes) caption.end_s = caption.start_s + 6.0;
        else caption.end_s.reset();
        set = true;
    }
    if (double end_s = caption.end_s.value_or(0.0); goes && caption.end_s && number_field(c, probe + "/end", "Goes after, s", end_s, caption.start_s + 0.1, 7200.0, "%.1f"))
        caption.end_s = end_s, set = true;
    if (set) desk.edit({}, [&](StoryScene& scene) { scene.captions[i] = caption; });
    if (text_button(c, probe + "/remove", "Remove this caption")) desk.edit({}, [&](StoryScene& scene) { scene.captions.erase(scene.captions.begin() + static_cast<std::ptrdiff_t>(i)); });
    ImGui::PopID();
}

void captions(PanelContext& c) {
    StoryDesk& desk = *c.story;
    caption(c, "Captions, with {numbers} as in docs/timeline.md");
    for (std::size_t i = 0; i < desk.story().scenes[desk.chosen()].captions.size(); ++i) {
        caption_fields(c, i);
        divider(c);
    }
    if (text_button(c, "story/caption/add", "Add a caption")) {
        desk.edit({}, [](StoryScene& scene) {
            SceneCaption added;
            added.text = "A caption";
            scene.captions.push_back(added);
        });
    }
}

void notes(PanelContext& c) {
    StoryDesk& desk = *c.story;
    static bool preview = false;
    caption(c, "Notes for the speaker, in Markdown");
    std::string words = desk.story().scenes[desk.chosen()].notes;
    int shown = preview ? 1 : 0;
    if (segments(c, "story/notes/view", {"Write", "Read"}, shown)) preview = shown == 1;
    if (preview) draw_markdown(c, words.empty() ? std::string_view{"No notes"} : std::string_view{words});
    else if (text_area(c, "story/notes", words, 8.0f)) desk.edit("notes" + desk.story().scenes[desk.chosen()].id, [&](StoryScene& scene) { scene.notes = words; });
}

void sources(PanelContext& c) {
    StoryDesk& desk = *c.story;
    caption(c, "Sources, a line each; an address may stand last in < >");
    std::string lines;
    for (const SceneSource& source : desk.story().scenes[desk.chosen()].sources) lines += source.text + (source.url.empty() ? "" : " <" + source.url + ">") + "\n";
    // What is typed keeps its own form while it is typed: an empty line is on its way to a full one.
    static std::string typed, typed_for, told;
    const std::string key = desk.story().scenes[desk.chosen()].id;
    if (typed_for != key || told != lines) typed = told = lines, typed_for = key;
    if (!text_area(c, "story/sources", typed, 3.4f)) return;
    desk.edit("sources" + key, [&](StoryScene& scene) {
        scene.sources.clear();
        for (std::string_view rest = typed; !rest.empty();) {
            const std::size_t end = rest.find('\n');
            std::string line{rest.substr(0, end)};
            rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
            SceneSource source;
            const std::size_t open = line.rfind('<');
            if (open != std::string::npos && line.ends_with('>')) {
                source.url = line.substr(open + 1, line.size() - open - 2);
                line.resize(open);
            }
            while (!line.empty() && line.back() == ' ') line.pop_back();
            source.text = line;
            if (!source.text.empty()) scene.sources.push_back(std::move(source));
        }
    });
    told.clear();
    for (const SceneSource& source : desk.story().scenes[desk.chosen()].sources) told += source.text + (source.url.empty() ? "" : " <" + source.url + ">") + "\n";
}

void motion(PanelContext& c) {
    StoryDesk& desk = *c.story;
    StoryScene scene = desk.story().scenes[desk.chosen()];
    bool changed = number_field(c, "story/planned", "Planned, s", scene.planned_s, 0.0, 7200.0, "%.0f");
    changed |= choose_word(c, "story/move", "How the camera comes", kSceneMoveNames, scene.flight.move);
    double seconds = scene.flight.seconds.value_or(0.0);
    if (number_field(c, "story/flight", "Flight, s (0 = by itself)", seconds, 0.0, 60.0, "%.1f")) {
        if (seconds < 0.1) scene.flight.seconds.reset();
        else scene.flight.seconds = seconds;
        changed = true;
    }
    if (scene.flight.move == SceneMove::Turn) changed |= number_field(c, "story/turn", "Turn, degrees east", scene.flight.turn_deg, -3600.0, 3600.0, "%.0f");
    changed |= number_field(c, "story/drift", "Drift, degrees a second", scene.drift_deg_s, -20.0, 20.0, "%.2f");
    bool plays = scene.play.runs();
    if (switch_row(c, "story/plays", "The date runs", plays)) {
        scene.play = {};
        if (plays) scene.play = {Date::from_ymd(2006, 12, 31), Date::from_ymd(2026, 12, 31), 12.0, true};
        changed = true;
    }
    if (plays && scene.play.runs()) {
        double from = scene.play.from->year(), to = scene.play.to->year();
        if (number_field(c, "story/from", "From the year", from, 1950, 2100, "%.0f") && from != to) scene.play.from = Date::from_ymd(static_cast<int>(from), 12, 31), changed = true;
        if (number_field(c, "story/to", "To the year", to, 1950, 2100, "%.0f") && from != to) scene.play.to = Date::from_ymd(static_cast<int>(to), 12, 31), changed = true;
        changed |= number_field(c, "story/play", "In, s", scene.play.seconds, 0.1, 600.0, "%.1f");
        changed |= switch_row(c, "story/by_year", "A year at a time", scene.play.by_year);
    }
    if (changed) desk.edit({}, [&](StoryScene& s) { s = scene; });
}

void chosen_scene(PanelContext& c) {
    StoryDesk& desk = *c.story;
    std::string title = desk.story().scenes[desk.chosen()].title;
    caption(c, "Title");
    if (text_field(c, "story/title", "Title of the scene", title) && !title.empty()) desk.edit("title" + desk.story().scenes[desk.chosen()].id, [&](StoryScene& s) { s.title = title; });
    const bool differs = desk.differs(c.state);
    c.probe.say("story/view", differs ? "differs" : "exact");
    if (differs && text_button(c, "story/recapture", "Show what I see now", true)) desk.recapture(c.state);
    gap(c, 6);
    captions(c);
    gap(c, 6);
    notes(c);
    gap(c, 6);
    sources(c);
    divider(c);
    motion(c);
    divider(c);
    if (text_button(c, "story/duplicate", "Duplicate")) desk.duplicate(desk.chosen());
    if (desk.story().scenes.size() > 1) {
        ImGui::SameLine();
        if (text_button(c, "story/remove", "Remove")) desk.remove(desk.chosen());
    }
}

void nothing_open(PanelContext& c) {
    text_wrapped(c.fonts.body, c.colours().text_dim, "A story is a row of scenes with captions and notes. Set the globe as the audience is to see it, then capture it.");
    gap(c, 8);
    if (text_button(c, "story/new", "Begin with what is shown", true)) c.story->begin(c.state);
    ImGui::SameLine();
    if (text_button(c, "story/open", "Open")) c.ask(Action::OpenState);
}

}  // namespace

void draw_story_panel(PanelContext& c) {
    if (c.story == nullptr) return;
    StoryDesk& desk = *c.story;
    begin_right_panel(c, "##story");
    const std::string name = !desk.open() ? "Story" : (desk.story().title.empty() ? "A story without a title" : desk.story().title) + (desk.dirty() ? " \u2022" : "");
    text(c.fonts.title, c.colours().text, fitted(c.fonts.title, name, ImGui::GetContentRegionAvail().x - c.px(36)));
    ImGui::SameLine(ImGui::GetWindowContentRegionMax().x - c.px(22));
    ImGui::SetCursorPosY(ImGui::GetCursorPosY() - c.px(4));
    if (icon_button(c, "story/close", Icon::Close, 28.0f)) c.ui.right = RightView::Record;
    c.probe.say("story/name", name);
    if (!desk.open()) {
        nothing_open(c);
        return end_panel(c, "panel/story");
    }
    std::string title = desk.story().title;
    if (text_field(c, "story/story_title", "Title of the story", title)) desk.edit_story("story title", [&](Story& story) { story.title = title; });
    if (text_button(c, "story/present", "Present", true)) c.ask(Action::Present);
    ImGui::SameLine();
    if (text_button(c, "story/rehearse", "Rehearse")) c.ask(Action::Rehearse);
    ImGui::SameLine();
    if (text_button(c, "story/save", "Save")) c.ask(Action::SaveState);
    c.probe.say("story/problem", desk.problem);
    if (!desk.problem.empty()) text_wrapped(c.fonts.small, c.colours().warning, desk.problem);
    caption(c, fmt::format("{} scenes, {} planned", desk.story().scenes.size(), minutes(desk.story().planned_s())));
    if (!desk.rehearsed.empty()) {
        double sum = 0.0;
        for (const double s : desk.rehearsed) sum += s;
        caption(c, fmt::format("Rehearsed in {}", minutes(sum)));
        if (text_button(c, "story/take_times", "Plan it so")) desk.take_timings(desk.rehearsed), desk.rehearsed.clear();
    }
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{0, c.px(2)});
    std::optional<std::pair<std::size_t, std::size_t>> moved;
    for (std::size_t i = 0; i < desk.story().scenes.size(); ++i)
        if (const auto to = scene_row(c, i)) moved.emplace(i, *to);
    if (moved) desk.move(moved->first, moved->second, "drag");
    ImGui::PopStyleVar();
    gap(c, 4);
    if (text_button(c, "story/capture", "Capture what I see")) (void)desk.capture(c.state);
    divider(c);
    chosen_scene(c);
    end_panel(c, "panel/story");
}

}  // namespace linchpin::app
