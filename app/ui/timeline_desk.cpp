#include "app/ui/timeline_desk.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/state/state_json.h"
#include "app/timeline/number_paths.h"

namespace linchpin::app {
namespace {

constexpr std::size_t kMaxSteps = 200;
constexpr double kShortestView_s = 0.2;
constexpr double kSame_s = 1e-6;

template <class Key> double& start_of(Key& key) { return key.time_s; }
double& start_of(Element& element) { return element.start_s; }
template <class Key> double start_of(const Key& key) { return key.time_s; }
double start_of(const Element& element) { return element.start_s; }

/// Calls `use(keys, track, row)` for every list of keys.
template <class P, class Use> void each_list(P& p, Use&& use) {
    use(p.camera, Track::Camera, std::size_t{0});
    use(p.dates, Track::Dates, std::size_t{0});
    use(p.sky, Track::Sky, std::size_t{0});
    for (std::size_t i = 0; i < p.numbers.size(); ++i) use(p.numbers[i].keys, Track::Numbers, i);
    use(p.changes, Track::Changes, std::size_t{0});
    use(p.elements, Track::Elements, std::size_t{0});
    use(p.fades, Track::Fades, std::size_t{0});
    use(p.markers, Track::Markers, std::size_t{0});
}

bool holds(const std::vector<KeyRef>& keys, const KeyRef& ref) { return std::binary_search(keys.begin(), keys.end(), ref); }

/// Moves the keys of one list that `moves` names. Elements may stand at the same time; other keys may not.
template <class Key, class Moves> void move_list(std::vector<Key>& list, Track track, std::size_t row, double delta_s, double length_s, Moves&& moves,
                                                 const std::vector<KeyRef>& chosen, std::vector<KeyRef>& now_chosen) {
    struct Item {
        Key key;
        bool moved, chosen;
    };
    std::vector<Item> items;
    for (std::size_t i = 0; i < list.size(); ++i) {
        Item item{list[i], moves(KeyRef{track, row, i}, start_of(list[i])), holds(chosen, {track, row, i})};
        if (item.moved) {
            if constexpr (std::is_same_v<Key, Element>) {
                const double lasts = item.key.end_s - item.key.start_s;
                item.key.start_s = std::clamp(item.key.start_s + delta_s, 0.0, std::max(0.0, length_s - std::min(lasts, length_s)));
                item.key.end_s = item.key.start_s + lasts;
            } else {
                item.key.time_s = std::clamp(item.key.time_s + delta_s, 0.0, length_s);
            }
        }
        items.push_back(std::move(item));
    }
    std::stable_sort(items.begin(), items.end(), [](const Item& a, const Item& b) { return start_of(a.key) < start_of(b.key); });
    if constexpr (!std::is_same_v<Key, Element>) {
        for (std::size_t i = 1; i < items.size();) {
            if (start_of(items[i].key) - start_of(items[i - 1].key) > kSame_s) {
                ++i;
                continue;
            }
            const std::size_t loser = items[i].moved ? i - 1 : i;  // what was moved here stays
            items.erase(items.begin() + static_cast<std::ptrdiff_t>(loser));
        }
    }
    list.clear();
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (items[i].chosen) now_chosen.push_back({track, row, i});
        list.push_back(std::move(items[i].key));
    }
}

/// How far back everything from `from_s` on can go: no key may reach one that stays.
double ripple_bound(const Project& project, double from_s, double delta_s) {
    const double frame_s = 1.0 / project.frames_per_s();
    each_list(project, [&](const auto& keys, Track track, std::size_t) {
        double before = track == Track::Elements ? 0.0 : -frame_s;
        for (const auto& key : keys) {
            if (start_of(key) < from_s - kSame_s) {
                if (track != Track::Elements) before = start_of(key);
                continue;
            }
            delta_s = std::max(delta_s, before + (track == Track::Elements ? 0.0 : frame_s) - start_of(key));
        }
    });
    return delta_s;
}

/// The members of `after` that differ from `before`, as deep as objects go.
Json difference(const Json& before, const Json& after) {
    Json out = Json::object();
    for (const auto& [key, value] : after.items()) {
        if (!before.contains(key)) out[key] = value;
        else if (before[key] == value) continue;
        else if (value.is_object() && before[key].is_object()) out[key] = difference(before[key], value);
        else out[key] = value;
    }
    return out;
}

}  // namespace

std::string_view track_name(Track track) noexcept {
    switch (track) {
        case Track::Camera: return "Camera";
        case Track::Dates: return "Date";
        case Track::Sky: return "Sky";
        case Track::Numbers: return "Number";
        case Track::Changes: return "Changes";
        case Track::Elements: return "Elements";
        case Track::Fades: return "Fades";
        case Track::Markers: return "Markers";
    }
    return {};
}

std::vector<KeyRef> all_keys(const Project& project) {
    std::vector<KeyRef> refs;
    each_list(project, [&](const auto& keys, Track track, std::size_t row) {
        for (std::size_t i = 0; i < keys.size(); ++i) refs.push_back({track, row, i});
    });
    return refs;
}

bool has_key(const Project& project, const KeyRef& ref) {
    bool has = false;
    each_list(project, [&](const auto& keys, Track track, std::size_t row) { has |= track == ref.track && row == ref.row && ref.key < keys.size(); });
    return has;
}

double time_of(const Project& project, const KeyRef& ref) {
    double time_s = 0.0;
    each_list(project, [&](const auto& keys, Track track, std::size_t row) {
        if (track == ref.track && row == ref.row && ref.key < keys.size()) time_s = start_of(keys[ref.key]);
    });
    return time_s;
}

Project with_moved(const Project& project, std::vector<KeyRef>& keys, double delta_s, bool ripple) {
    if (keys.empty()) return project;
    Project next = project;
    std::vector<KeyRef> now;
    double first_s = project.length_s;
    for (const KeyRef& ref : keys) first_s = std::min(first_s, time_of(project, ref));
    if (ripple) {
        delta_s = ripple_bound(project, first_s, delta_s);
        next.length_s = std::max(1.0 / project.frames_per_s(), project.length_s + delta_s);
        for (auto* const loop : {&next.loop_start_s, &next.loop_end_s})
            if (*loop && **loop >= first_s) *loop = **loop + delta_s;
    }
    const auto moves = [&](const KeyRef& ref, double time_s) { return ripple ? time_s >= first_s - kSame_s : holds(keys, ref); };
    each_list(next, [&](auto& list, Track track, std::size_t row) { move_list(list, track, row, delta_s, next.length_s, moves, keys, now); });
    std::sort(now.begin(), now.end());
    keys = std::move(now);
    return next;
}

Project without(const Project& project, const std::vector<KeyRef>& keys) {
    Project next = project;
    each_list(next, [&](auto& list, Track track, std::size_t row) {
        for (std::size_t i = list.size(); i-- > 0;)
            if (holds(keys, {track, row, i})) list.erase(list.begin() + static_cast<std::ptrdiff_t>(i));
    });
    std::erase_if(next.numbers, [](const NumberTrack& track) { return track.keys.empty(); });
    return next;
}

Json change_between(const AppState& before, const AppState& after, const Project& project) {
    AppState from = before, to = after;
    // Camera, clocks and the moment's own fields have tracks or belong to the window.
    to.camera = from.camera;
    to.idle_turn = from.idle_turn;
    to.hover = from.hover;
    to.frame_time_s = from.frame_time_s;
    to.sky_playing = from.sky_playing;
    if (!project.sky.empty()) to.sky_time_unix_s = from.sky_time_unix_s;
    if (!project.dates.empty()) to.filter.date = from.filter.date;
    for (const NumberTrack& track : project.numbers)
        if (const auto value = number_at(from, track.parameter)) set_number(to, track.parameter, *value);
    return difference(Json::parse(state_to_json(from)), Json::parse(state_to_json(to)));
}

// ---- the desk ---------------------------------------------------------------------------------------------------------------------

void TimelineDesk::start(Project project, std::string name) {
    project_ = saved_ = std::move(project);
    file = std::move(name);
    open_ = true;
    selected.clear();
    past_.clear();
    future_.clear();
    drag_.reset();
    stepped_ = false;
    playhead_s = rate = rest_s_ = 0.0;
    problem.clear();
    ++version_;
    fit();
}

void TimelineDesk::close() {
    start({}, {});
    open_ = false;
}

void TimelineDesk::saved(std::string name) {
    file = std::move(name);
    saved_ = project_;
}

void TimelineDesk::edit(Project next) {
    if (next == project_) return;
    if (!drag_) {
        past_.push_back(project_);
        if (past_.size() > kMaxSteps) past_.pop_front();
        future_.clear();
        stepped_ = true;
    }
    project_ = std::move(next);
    ++version_;
    keep_selection();
}

void TimelineDesk::begin_drag() { drag_ = project_; }

void TimelineDesk::end_drag(bool keep) {
    if (!drag_) return;
    Project before = std::move(*drag_);
    drag_.reset();
    if (before == project_) return;
    std::swap(before, project_);
    if (keep) return edit(std::move(before));
    ++version_;
    keep_selection();
}

bool TimelineDesk::undo() {
    if (past_.empty()) return false;
    drag_.reset();
    future_.push_back(std::exchange(project_, past_.back()));
    past_.pop_back();
    ++version_;
    keep_selection();
    return true;
}

bool TimelineDesk::redo() {
    if (future_.empty()) return false;
    past_.push_back(std::exchange(project_, future_.back()));
    future_.pop_back();
    ++version_;
    keep_selection();
    return true;
}

void TimelineDesk::keep_selection() {
    std::erase_if(selected, [this](const KeyRef& ref) { return !has_key(project_, ref); });
    playhead_s = on_frame(playhead_s);
}

template <class Key> void TimelineDesk::put_key(std::vector<Key>& keys, Key key, Track track, std::size_t row) {
    const double time_s = start_of(key);
    auto at = std::lower_bound(keys.begin(), keys.end(), time_s - kSame_s, [](const Key& k, double t) { return start_of(k) < t; });
    if (at != keys.end() && std::abs(start_of(*at) - time_s) <= kSame_s) *at = std::move(key);
    else at = keys.insert(at, std::move(key));
    selected = {{track, row, static_cast<std::size_t>(at - keys.begin())}};
}

namespace {

/// The key before a time, whose ease and way a new one takes over.
template <class Key> Key like_before(const std::vector<Key>& keys, double time_s) {
    Key key;
    for (const Key& each : keys)
        if (each.time_s <= time_s + kSame_s) key = each;
    key.time_s = time_s;
    return key;
}

}  // namespace

void TimelineDesk::capture_camera(const AppState& state) {
    Project next = project_;
    CameraKey key = like_before(next.camera, playhead_s);
    key.pose = state.camera;
    put_key(next.camera, key, Track::Camera);
    edit(std::move(next));
}

void TimelineDesk::capture_date(const AppState& state) {
    if (!state.filter.date) return;
    Project next = project_;
    DateKey key = like_before(next.dates, playhead_s);
    key.date = *state.filter.date;
    put_key(next.dates, key, Track::Dates);
    edit(std::move(next));
}

void TimelineDesk::capture_sky(double unix_s) {
    Project next = project_;
    put_key(next.sky, SkyKey{playhead_s, unix_s}, Track::Sky);
    edit(std::move(next));
}

void TimelineDesk::capture_number(const AppState& state, const std::string& path) {
    const auto value = number_at(state, path);
    if (!value) return;
    Project next = project_;
    auto track = std::find_if(next.numbers.begin(), next.numbers.end(), [&](const NumberTrack& t) { return t.parameter == path; });
    if (track == next.numbers.end()) track = next.numbers.insert(next.numbers.end(), {path, {}});
    NumberKey key = like_before(track->keys, playhead_s);
    key.value = *value;
    put_key(track->keys, key, Track::Numbers, static_cast<std::size_t>(track - next.numbers.begin()));
    edit(std::move(next));
}

bool TimelineDesk::capture_change(const AppState& state) {
    Json set = change_between(moment_state, state, project_);
    if (set.empty()) return false;
    Project next = project_;
    const auto here = std::find_if(next.changes.begin(), next.changes.end(), [this](const ChangeKey& key) { return std::abs(key.time_s - playhead_s) <= kSame_s; });
    if (here != next.changes.end()) {  // what was changed here before stays, unless it is changed again
        Json merged = here->set;
        const auto lay_over = [](auto&& self, Json& under, const Json& over) -> void {
            for (const auto& [key, value] : over.items()) {
                if (value.is_object() && under.contains(key) && under[key].is_object()) self(self, under[key], value);
                else under[key] = value;
            }
        };
        lay_over(lay_over, merged, set);
        set = std::move(merged);
    }
    put_key(next.changes, ChangeKey{playhead_s, std::move(set)}, Track::Changes);
    edit(std::move(next));
    return true;
}

void TimelineDesk::add_element(ElementKind kind) {
    Project next = project_;
    Element element;
    element.kind = kind;
    const double lasts = std::min(4.0, project_.length_s);
    element.start_s = std::min(playhead_s, project_.length_s - lasts);
    element.end_s = element.start_s + lasts;
    switch (kind) {
        case ElementKind::Caption: element.text = "Caption"; break;
        case ElementKind::Title: element.text = "Title", element.place = ElementPlace::Middle; break;
        case ElementKind::Counter: element.text = "{count.sites}", element.detail = "data centres", element.place = ElementPlace::TopLeft; break;
        case ElementKind::DateStamp: element.place = ElementPlace::BottomRight; break;
        case ElementKind::ScaleBar: element.place = ElementPlace::BottomLeft; break;
    }
    const auto at = std::upper_bound(next.elements.begin(), next.elements.end(), element.start_s, [](double t, const Element& e) { return t < e.start_s; });
    const auto index = static_cast<std::size_t>(next.elements.insert(at, element) - next.elements.begin());
    selected = {{Track::Elements, 0, index}};
    edit(std::move(next));
}

void TimelineDesk::add_fade(double veil) {
    Project next = project_;
    FadeKey key = like_before(next.fades, playhead_s);
    key.veil = veil;
    put_key(next.fades, key, Track::Fades);
    edit(std::move(next));
}

void TimelineDesk::add_marker() {
    Project next = project_;
    put_key(next.markers, TimeMarker{playhead_s, "Marker " + std::to_string(next.markers.size() + 1), false}, Track::Markers);
    edit(std::move(next));
}

void TimelineDesk::delete_selected() {
    if (selected.empty()) return;
    Project next = without(project_, selected);
    selected.clear();
    edit(std::move(next));
}

void TimelineDesk::copy_selected() {
    if (selected.empty()) return;
    std::vector<KeyRef> rest;
    for (const KeyRef& ref : all_keys(project_))
        if (!holds(selected, ref)) rest.push_back(ref);
    clipboard_from_s_ = project_.length_s;
    for (const KeyRef& ref : selected) clipboard_from_s_ = std::min(clipboard_from_s_, linchpin::app::time_of(project_, ref));
    clipboard_ = without(project_, rest);
}

bool TimelineDesk::paste() {
    if (!clipboard_) return false;
    Project next = project_;
    const double shift = playhead_s - clipboard_from_s_;
    std::vector<KeyRef> pasted;
    const auto put = [&](auto& to, auto key, Track track, std::size_t row) {
        start_of(key) += shift;
        if (start_of(key) > next.length_s) return;
        if constexpr (std::is_same_v<decltype(key), Element>) {
            key.end_s += shift;
            to.push_back(std::move(key));
        } else {
            put_key(to, std::move(key), track, row);
        }
    };
    const auto all = [&](auto& to, const auto& from, Track track, std::size_t row = 0) {
        for (const auto& key : from) put(to, key, track, row);
    };
    all(next.camera, clipboard_->camera, Track::Camera);
    all(next.dates, clipboard_->dates, Track::Dates);
    all(next.sky, clipboard_->sky, Track::Sky);
    for (const NumberTrack& track : clipboard_->numbers) {
        auto mine = std::find_if(next.numbers.begin(), next.numbers.end(), [&](const NumberTrack& t) { return t.parameter == track.parameter; });
        if (mine == next.numbers.end()) mine = next.numbers.insert(next.numbers.end(), {track.parameter, {}});
        all(mine->keys, track.keys, Track::Numbers, static_cast<std::size_t>(mine - next.numbers.begin()));
    }
    std::erase_if(next.numbers, [](const NumberTrack& track) { return track.keys.empty(); });
    all(next.changes, clipboard_->changes, Track::Changes);
    all(next.elements, clipboard_->elements, Track::Elements);
    all(next.fades, clipboard_->fades, Track::Fades);
    all(next.markers, clipboard_->markers, Track::Markers);
    std::stable_sort(next.elements.begin(), next.elements.end(), [](const Element& a, const Element& b) { return a.start_s < b.start_s; });
    selected.clear();
    edit(std::move(next));
    return true;
}

void TimelineDesk::set_loop(std::optional<double> start_s, std::optional<double> end_s) {
    if (start_s.value_or(0.0) >= end_s.value_or(project_.length_s)) {  // the other end gives way
        if (start_s != project_.loop_start_s) end_s.reset();
        else start_s.reset();
    }
    Project next = project_;
    next.loop_start_s = start_s;
    next.loop_end_s = end_s;
    edit(std::move(next));
}

// ---- time -------------------------------------------------------------------------------------------------------------------------

double TimelineDesk::on_frame(double time_s) const noexcept {
    const auto frame = static_cast<std::int64_t>(std::floor(time_s * project_.frames_per_s() + 1e-6));
    return project_.time_of(std::clamp<std::int64_t>(frame, 0, project_.frame_count() - 1));
}

std::int64_t TimelineDesk::frame() const noexcept { return std::llround(playhead_s * project_.frames_per_s()); }

void TimelineDesk::advance(double dt_s) {
    if (rate == 0.0) return;
    const bool loops = project_.loop_start_s || project_.loop_end_s;
    const double from_s = project_.loop_start_s.value_or(0.0), to_s = project_.loop_end_s.value_or(project_.length_s);
    const bool inside = playhead_s >= from_s && playhead_s < to_s;
    // The playhead stands on frames; what is left over of the wall clock waits for the next call.
    double wanted = playhead_s + rest_s_ + rate * dt_s;
    if (loops && inside) {
        const double span = to_s - from_s;
        if (wanted >= to_s) wanted = from_s + std::fmod(wanted - from_s, span);
        if (wanted < from_s) wanted = to_s - std::fmod(from_s - wanted, span);
    } else if (wanted >= project_.length_s || wanted < 0.0) {
        rate = rest_s_ = 0.0;
        playhead_s = wanted < 0.0 ? 0.0 : last_frame_s();
        return;
    }
    playhead_s = on_frame(wanted);
    rest_s_ = wanted - playhead_s;
}

void TimelineDesk::play_pause() {
    rest_s_ = 0.0;
    if (rate != 0.0) {
        rate = 0.0;
        return;
    }
    rate = 1.0;
    if (playhead_s >= last_frame_s()) playhead_s = on_frame(project_.loop_start_s.value_or(0.0));
}

void TimelineDesk::shuttle(int direction) {
    rest_s_ = 0.0;
    if (direction == 0) rate = 0.0;
    else if (rate * direction > 0.0) rate = direction * std::min(8.0, std::abs(rate) * 2.0);
    else rate = direction;
}

double TimelineDesk::snapped(double time_s, double within_s, const std::vector<KeyRef>& moving, bool playhead) const {
    double best = time_s, away = within_s;
    const auto offer = [&](double t) {
        if (std::abs(t - time_s) < away) best = t, away = std::abs(t - time_s);
    };
    for (const KeyRef& ref : all_keys(before_drag()))
        if (!holds(moving, ref)) offer(linchpin::app::time_of(before_drag(), ref));
    for (const Element& element : before_drag().elements) offer(element.end_s);
    if (playhead) offer(playhead_s);
    offer(0.0);
    offer(project_.length_s);
    if (best != time_s || away < within_s) return best;
    return project_.time_of(std::llround(time_s * project_.frames_per_s()));
}

void TimelineDesk::zoom(double around_s, double factor) {
    const double span = std::clamp((view_to_s - view_from_s) * factor, kShortestView_s, std::max(project_.length_s * 1.05, 1.0));
    const double share = (around_s - view_from_s) / (view_to_s - view_from_s);
    view_from_s = std::max(0.0, around_s - share * span);
    view_to_s = view_from_s + span;
    if (view_to_s > project_.length_s * 1.05 && view_from_s > 0.0) {
        view_from_s = std::max(0.0, project_.length_s * 1.05 - span);
        view_to_s = view_from_s + span;
    }
}

}  // namespace linchpin::app
