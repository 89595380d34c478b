#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "app/timeline/number_paths.h"
#include "app/timeline/project_ids.h"
#include "app/ui/draw_parts.h"
#include "app/ui/timeline_parts.h"
#include "app/ui/widgets.h"
#include "data/core/format.h"

namespace linchpin::app {
namespace {

struct Row {
    Track track = Track::Camera;
    std::size_t row = 0;
    float top = 0.0f, height = 0.0f;
    std::string name;
};

/// Elements that stand at the same time stand under one another.
std::vector<int> lanes_of(const std::vector<Element>& elements, int& count) {
    std::vector<int> lanes;
    std::vector<double> ends;
    for (const Element& element : elements) {
        std::size_t lane = 0;
        while (lane < ends.size() && ends[lane] > element.start_s + 1e-9) ++lane;
        if (lane == ends.size()) ends.push_back(0.0);
        ends[lane] = element.end_s;
        lanes.push_back(static_cast<int>(lane));
    }
    count = std::max<int>(1, static_cast<int>(ends.size()));
    return lanes;
}

/// "report.pass_through" -> "pass through"
std::string parameter_name(const std::string& path) {
    std::string name = path.substr(path.rfind('.') + 1);
    std::replace(name.begin(), name.end(), '_', ' ');
    if (const std::size_t open = path.rfind('['); open != std::string::npos) name += " " + path.substr(open + 1, path.find(']', open) - open - 1);
    return name;
}

std::string change_name(const Json& set) {
    std::string name;
    for (const auto& [key, value] : set.items()) {
        name += name.empty() ? key : ", " + key;
        if (!value.is_object()) continue;
        int shown = 0;
        for (const auto& [inner, ignored] : value.items())
            if (++shown <= 2) name += (shown == 1 ? ": " : ", ") + inner;
    }
    std::replace(name.begin(), name.end(), '_', ' ');
    return name;
}

class Tracks {
public:
    Tracks(PanelContext& c, const TimeScale& scale, float names_px) : c_{c}, desk_{*c.timeline}, scale_{scale}, names_px_{names_px}, p_{desk_.project()} {
        lanes_ = lanes_of(p_.elements, lane_count_);
    }
    void draw();

private:
    [[nodiscard]] float line() const { return c_.px(22); }
    void layout_rows();
    void name_column(const Row& row);
    void add_menu(const Row& row);
    void draw_row(const Row& row);
    void work(ImVec2 area);
    void drag();
    void diamond(const Row& row, std::size_t key, double time_s, std::string_view label, double until_s, bool joined);
    void bar(const Row& row, std::size_t index);
    [[nodiscard]] bool chosen(const KeyRef& ref) const { return std::binary_search(desk_.selected.begin(), desk_.selected.end(), ref); }
    [[nodiscard]] std::optional<KeyRef> key_under(ImVec2 mouse, TimelineDesk::Hand::Holds& part) const;
    [[nodiscard]] float y_of(const Row& row) const { return origin_.y + row.top; }

    PanelContext& c_;
    TimelineDesk& desk_;
    const TimeScale& scale_;
    float names_px_;
    Project p_;  ///< as it stands when the frame begins
    std::vector<int> lanes_;
    int lane_count_ = 1;
    std::vector<Row> rows_;
    ImVec2 origin_{};
    float height_ = 0.0f;
};

void Tracks::layout_rows() {
    const auto add = [&](Track track, std::size_t row, std::string name, float lines = 1.0f) {
        rows_.push_back({track, row, height_, line() * lines, std::move(name)});
        height_ += line() * lines;
    };
    for (const Track track : kTracks) {
        if (track == Track::Numbers) {
            for (std::size_t i = 0; i < p_.numbers.size(); ++i) add(track, i, parameter_name(p_.numbers[i].parameter));
            if (p_.numbers.empty()) add(track, 0, "Numbers");
        } else {
            add(track, 0, std::string{track_name(track)}, track == Track::Elements ? static_cast<float>(lane_count_) : 1.0f);
        }
    }
}

void Tracks::add_menu(const Row& row) {
    const auto entry = [&](const std::string& probe, const std::string& name) {
        const bool clicked = ImGui::Selectable(name.c_str());
        c_.probe.mark_item("timeline/add/" + probe);
        return clicked;
    };
    ImGui::PushFont(c_.fonts.body);
    switch (row.track) {
        case Track::Elements:
            for (const auto& kind : kElementNames)
                if (entry(std::string{kind.id}, std::string{kind.name})) desk_.add_element(kind.value);
            break;
        case Track::Fades:
            if (entry("veil", "Veiled here")) desk_.add_fade(1.0);
            if (entry("clear", "Clear here")) desk_.add_fade(0.0);
            break;
        case Track::Numbers:
            for (const std::string& path : number_paths(c_.state))
                if (entry(path, path)) desk_.capture_number(c_.state, path);
            break;
        default: break;
    }
    ImGui::PopFont();
}

void Tracks::name_column(const Row& row) {
    const ThemeColours& k = c_.colours();
    ImGui::PushID(static_cast<int>(row.track) * 1000 + static_cast<int>(row.row));
    const float y = y_of(row);
    put_text(c_.fonts.small, {origin_.x, y + (line() - c_.fonts.small->FontSize) / 2}, k.text_dim, fitted(c_.fonts.small, row.name, names_px_ - c_.px(28)));
    ImGui::SetCursorScreenPos({origin_.x + names_px_ - c_.px(26), y + (line() - c_.px(20)) / 2});
    std::string probe = "timeline/add/" + std::string{track_name(row.track)};
    if (row.track == Track::Numbers && row.row > 0) probe += std::to_string(row.row);
    const bool asks = row.track == Track::Elements || row.track == Track::Fades || row.track == Track::Numbers;
    if (icon_button(c_, probe, Icon::Plus, 20.0f)) {
        if (asks) ImGui::OpenPopup("##add");
        else capture(c_, row.track);
    }
    static constexpr const char* kWhat[] = {"A camera key at the playhead: where you look from now.",
                                            "A date key at the playhead: the date that is shown now.",
                                            "A key of the sky's time at the playhead: sun and satellites as they stand now.",
                                            "A key of any number of the state at the playhead.",
                                            "A change at the playhead: what differs now from the frame, for instance layers, filters, scenario, selection.",
                                            "A caption, title, counter, date or scale bar from the playhead on.",
                                            "A fade to black or white.",
                                            "A marker at the playhead; markers can be chapters of the video."};
    explain(c_, "Add", kWhat[static_cast<int>(row.track)]);
    ImGui::SetNextWindowSizeConstraints({0, 0}, {c_.px(360), c_.px(320)});
    if (asks && ImGui::BeginPopup("##add")) {
        const unsigned before = desk_.version();
        add_menu(row);
        if (desk_.version() != before) c_.ui.right = RightView::Key;
        ImGui::EndPopup();
    }
    ImGui::PopID();
}

void Tracks::diamond(const Row& row, std::size_t key, double time_s, std::string_view label, double until_s, bool joined) {
    const ThemeColours& k = c_.colours();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float x = scale_.x_of(time_s), y = y_of(row) + line() / 2, r = c_.px(6);
    const float end = scale_.x_of(until_s);
    if (joined) list.AddLine({x, y}, {end, y}, im(k.line), std::max(1.0f, 2.0f * c_.scale));
    const bool is = chosen({row.track, row.row, key});
    const ImVec2 points[] = {{x, y - r}, {x + r, y}, {x, y + r}, {x - r, y}};
    list.AddConvexPolyFilled(points, 4, im(is ? k.warning : k.text_dim));
    if (is) list.AddPolyline(points, 4, im(k.text), ImDrawFlags_Closed, std::max(1.0f, 1.5f * c_.scale));
    c_.probe.mark(fmt::format("timeline/key/{}/{}/{}", track_name(row.track), row.row, key), x - r, y - r, x + r, y + r);
    const float room = end - x - c_.px(20);
    if (label.empty() || room < c_.px(24)) return;
    // On a plate of the panel's colour, so that the line behind does not cross it out.
    const std::string shown = fitted(c_.fonts.small, label, room);
    const float width = text_width(c_.fonts.small, shown), top = y - c_.fonts.small->FontSize / 2;
    list.AddRectFilled({x + c_.px(9), top}, {x + c_.px(13) + width, top + c_.fonts.small->FontSize}, im(render::with_alpha(k.panel, 1.0f)));
    put_text(c_.fonts.small, {x + c_.px(11), std::round(top)}, k.text_dim, shown);
}

void Tracks::bar(const Row& row, std::size_t index) {
    const Element& element = p_.elements[index];
    const ThemeColours& k = c_.colours();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float y = y_of(row) + line() * static_cast<float>(lanes_[index]) + c_.px(2), height = line() - c_.px(4);
    const ImVec2 a{scale_.x_of(element.start_s), y}, b{std::max(scale_.x_of(element.end_s), a.x + c_.px(6)), y + height};
    const bool is = chosen({Track::Elements, 0, index});
    list.AddRectFilled(a, b, im(is ? k.raised_hover : k.raised), c_.px(6));
    list.AddRect(a, b, im(is ? k.warning : k.line), c_.px(6), 0, is ? 1.5f * c_.scale : 1.0f);
    c_.probe.mark(fmt::format("timeline/key/Elements/0/{}", index), a.x, a.y, b.x, b.y);
    std::string words{enum_name<ElementKind>(kElementNames, element.kind).name};
    if (!element.text.empty()) words += ": " + element.text;
    const float room = b.x - a.x - c_.px(12);
    if (room > c_.px(20)) put_text(c_.fonts.small, {a.x + c_.px(6), std::round(y + (height - c_.fonts.small->FontSize) / 2)}, k.text, fitted(c_.fonts.small, words, room));
}

void Tracks::draw_row(const Row& row) {
    const double end = p_.length_s;
    const auto each = [&](const auto& keys, auto&& label, auto&& joined) {
        for (std::size_t i = 0; i < keys.size(); ++i) {
            const bool last = i + 1 == keys.size();
            diamond(row, i, keys[i].time_s, label(keys[i]), last ? end : keys[i + 1].time_s, !last && joined(keys[i]));
        }
    };
    const auto always = [](const auto&) { return true; };
    const auto never = [](const auto&) { return false; };
    switch (row.track) {
        case Track::Camera: each(p_.camera, [](const CameraKey& key) { return std::string{enum_name<CameraMove>(kMoveNames, key.move).name}; }, always); break;
        case Track::Dates: each(p_.dates, [](const DateKey& key) { return key.date.month() == 12 && key.date.day() == 31 ? std::to_string(key.date.year()) : key.date.iso(); }, always); break;
        case Track::Sky: each(p_.sky, [](const SkyKey& key) { return format_instant(key.unix_s).substr(0, 16); }, always); break;
        case Track::Numbers:
            if (row.row < p_.numbers.size()) each(p_.numbers[row.row].keys, [](const NumberKey& key) { return fmt::format("{:.4g}", key.value); }, always);
            break;
        case Track::Changes: each(p_.changes, [](const ChangeKey& key) { return change_name(key.set); }, never); break;
        case Track::Elements:
            for (std::size_t i = 0; i < p_.elements.size(); ++i) bar(row, i);
            break;
        case Track::Fades: each(p_.fades, [](const FadeKey& key) { return key.veil > 0.0 ? std::string{key.white ? "white" : "black"} : "clear"; }, always); break;
        case Track::Markers: each(p_.markers, [](const TimeMarker& marker) { return marker.name; }, never); break;
    }
}

std::optional<KeyRef> Tracks::key_under(ImVec2 mouse, TimelineDesk::Hand::Holds& part) const {
    using Holds = TimelineDesk::Hand::Holds;
    part = Holds::Keys;
    std::optional<KeyRef> best;
    float away = c_.px(9);
    for (const KeyRef& ref : all_keys(p_)) {
        const auto row = std::find_if(rows_.begin(), rows_.end(), [&](const Row& r) { return r.track == ref.track && r.row == ref.row; });
        if (row == rows_.end()) continue;
        float top = y_of(*row);
        if (ref.track == Track::Elements) {
            const Element& element = p_.elements[ref.key];
            top += line() * static_cast<float>(lanes_[ref.key]);
            const float a = scale_.x_of(element.start_s), b = std::max(scale_.x_of(element.end_s), a + c_.px(6)), edge = std::min(c_.px(6), (b - a) / 4);
            if (mouse.y < top || mouse.y >= top + line() || mouse.x < a - c_.px(3) || mouse.x > b + c_.px(3)) continue;
            part = mouse.x < a + edge ? Holds::ElementStart : mouse.x > b - edge ? Holds::ElementEnd : Holds::Keys;
            return ref;
        }
        if (mouse.y < top || mouse.y >= top + line()) continue;
        const float distance = std::abs(scale_.x_of(time_of(p_, ref)) - mouse.x);
        if (distance < away) away = distance, best = ref;
    }
    return best;
}

void Tracks::drag() {
    using Holds = TimelineDesk::Hand::Holds;
    TimelineDesk::Hand& hand = desk_.hand;
    const ImGuiIO& io = ImGui::GetIO();
    const double now = scale_.time_at(io.MousePos.x);
    const double snap_s = scale_.seconds(c_.px(6));
    if (hand.holds == Holds::Playhead) {
        desk_.rate = 0.0;
        desk_.scrubbing = true;
        desk_.go_to(io.KeyShift ? now : desk_.snapped(now, snap_s, {}, false));
        return;
    }
    if (!hand.moved && std::abs(scale_.x_of(hand.from_s) - io.MousePos.x) < c_.px(3)) return;  // a click is no drag
    if (!hand.moved) desk_.begin_drag();
    hand.moved = true;
    const Project& before = desk_.before_drag();
    const auto to = [&](double time_s) { return io.KeyShift ? std::round(time_s * 1000.0) / 1000.0 : desk_.snapped(time_s, snap_s, hand.keys, true); };
    if (hand.holds == Holds::Keys) {
        std::vector<KeyRef> keys = hand.keys;
        const double was = time_of(before, hand.key);
        Project next = with_moved(before, keys, to(was + now - hand.from_s) - was, desk_.ripple || io.KeyAlt);
        desk_.edit(std::move(next));
        desk_.selected = std::move(keys);
        return;
    }
    Project next = before;
    Element& element = next.elements[hand.key.key];
    const double frame_s = 1.0 / before.frames_per_s();
    if (hand.holds == Holds::ElementStart) element.start_s = std::clamp(to(element.start_s + now - hand.from_s), 0.0, element.end_s - frame_s);
    else element.end_s = std::max(to(element.end_s + now - hand.from_s), element.start_s + frame_s);
    desk_.edit(std::move(next));
}

void Tracks::work(ImVec2 area) {
    using Holds = TimelineDesk::Hand::Holds;
    ImGui::SetCursorScreenPos({origin_.x + names_px_, origin_.y});
    ImGui::InvisibleButton("##keys", area);
    c_.probe.mark_item("timeline/tracks");
    TimelineDesk::Hand& hand = desk_.hand;
    const ImGuiIO& io = ImGui::GetIO();
    Holds part{};
    if (ImGui::IsItemActivated()) {
        const auto ref = key_under(io.MousePos, part);
        hand = {ref ? part : Holds::Playhead, ref.value_or(KeyRef{}), scale_.time_at(io.MousePos.x), {}, false};
        if (!ref) {
            desk_.selected.clear();
        } else {
            const bool more = io.KeyCtrl || io.KeyShift;
            if (!chosen(*ref)) {
                if (!more) desk_.selected.clear();
                desk_.selected.push_back(*ref);
                std::sort(desk_.selected.begin(), desk_.selected.end());
            } else if (io.KeyCtrl) {
                std::erase(desk_.selected, *ref);
            }
            c_.ui.right = RightView::Key;
        }
        hand.keys = desk_.selected;
    }
    if (ImGui::IsItemActive() && hand.holds != Holds::Nothing) drag();
    if (ImGui::IsItemDeactivated()) {
        desk_.end_drag();
        hand = {};
    }
    if (ImGui::IsItemHovered()) {
        if (io.KeyCtrl || io.MouseWheel == 0.0f || io.KeyShift) wheel_zooms(c_, scale_);
        else if (ImGui::GetScrollMaxY() > 0.0f && io.MousePos.x < origin_.x + names_px_) ImGui::SetScrollY(ImGui::GetScrollY() - io.MouseWheel * line());
        else wheel_zooms(c_, scale_);
        if (const auto ref = key_under(io.MousePos, part); ref && (part == Holds::ElementStart || part == Holds::ElementEnd)) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
    } else if (ImGui::IsWindowHovered() && io.MousePos.x < origin_.x + names_px_ && io.MouseWheel != 0.0f) {
        ImGui::SetScrollY(ImGui::GetScrollY() - io.MouseWheel * line());
    }
}

void Tracks::draw() {
    origin_ = ImGui::GetCursorScreenPos();
    layout_rows();
    const ThemeColours& k = c_.colours();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float right = origin_.x + ImGui::GetContentRegionAvail().x;
    work({right - origin_.x - names_px_, height_});
    for (const Row& row : rows_) {
        name_column(row);
        list.AddLine({origin_.x, y_of(row)}, {right, y_of(row)}, im(k.line), 1.0f);
    }
    list.PushClipRect({origin_.x + names_px_, origin_.y}, {right, origin_.y + height_}, true);
    for (const TimeMarker& marker : p_.markers) {
        const float x = std::round(scale_.x_of(marker.time_s));
        list.AddLine({x, origin_.y}, {x, origin_.y + height_}, im(k.line), 1.0f);
    }
    if (const float end = scale_.x_of(p_.length_s); end < right) list.AddRectFilled({end, origin_.y}, {right, origin_.y + height_}, im(k.raised));
    for (const Row& row : rows_) draw_row(row);
    const float now = scale_.x_of(desk_.playhead_s);
    list.AddLine({now, origin_.y}, {now, origin_.y + height_}, im(k.warning), std::max(1.0f, 1.5f * c_.scale));
    list.PopClipRect();
    ImGui::SetCursorScreenPos({origin_.x, origin_.y + height_});
    ImGui::Dummy({1, 0});
}

}  // namespace

void timeline_tracks(PanelContext& c, const TimeScale& scale, float names_px) { Tracks{c, scale, names_px}.draw(); }

}  // namespace linchpin::app
