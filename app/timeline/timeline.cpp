#include "app/timeline/timeline.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "app/state/state_json.h"
#include "app/timeline/camera_track.h"
#include "app/timeline/number_paths.h"
#include "data/core/nearest.h"

namespace linchpin::app {
namespace {

/// The leg of a track that a time is in. Times outside the keys are held at the ends.
template <class Key> struct Leg {
    const Key* a = nullptr;
    const Key* b = nullptr;  ///< same as `a` at the ends
    double u = 0.0;
};

template <class Key> Leg<Key> leg_at(const std::vector<Key>& keys, double time_s) {
    const auto after = std::upper_bound(keys.begin(), keys.end(), time_s, [](double t, const Key& key) { return t < key.time_s; });
    if (after == keys.begin()) return {&keys.front(), &keys.front(), 0.0};
    const Key* const a = &*(after - 1);
    if (after == keys.end()) return {a, a, 0.0};
    return {a, &*after, (time_s - a->time_s) / (after->time_s - a->time_s)};
}

float opacity_of(const Element& element, double time_s) {
    if (time_s < element.start_s || time_s >= element.end_s) return 0.0f;
    if (element.fade_s <= 0.0) return 1.0f;
    // Short elements reach their full strength in their middle.
    const double fade = std::min(element.fade_s, 0.5 * (element.end_s - element.start_s));
    const double near_end = std::min(time_s - element.start_s, element.end_s - time_s) / fade;
    return static_cast<float>(eased(Ease::Smooth, std::clamp(near_end, 0.0, 1.0)));
}

/// The pointer at a time; it comes and goes within kSpot_s of a key that switches it.
Spotlight spotlight_of(const std::vector<SpotlightKey>& keys, double time_s) {
    constexpr double kSpot_s = 0.15;
    Spotlight spot;
    if (keys.empty() || time_s < keys.front().time_s) return spot;
    const auto leg = leg_at(keys, time_s);
    spot.x = static_cast<float>(leg.a->x + (leg.b->x - leg.a->x) * leg.u);
    spot.y = static_cast<float>(leg.a->y + (leg.b->y - leg.a->y) * leg.u);
    std::size_t since = static_cast<std::size_t>(leg.a - keys.data());
    while (since > 0 && keys[since - 1].on == leg.a->on) --since;
    const bool switched = since > 0 || leg.a->on;
    const double u = switched ? std::clamp((time_s - keys[since].time_s) / kSpot_s, 0.0, 1.0) : 1.0;
    spot.opacity = static_cast<float>(eased(Ease::Smooth, leg.a->on ? u : 1.0 - u));
    return spot;
}

template <class Key> Status in_order(std::string_view track, const std::vector<Key>& keys, double length_s) {
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const std::string where = fmt::format("{}[{}].time_s", track, i);
        if (keys[i].time_s < 0.0 || keys[i].time_s > length_s)
            return Error{fmt::format("{}: expected a time from 0 to the length, {} s, found {}", where, length_s, keys[i].time_s)};
        if (i > 0 && keys[i].time_s <= keys[i - 1].time_s)
            return Error{fmt::format("{}: expected a time after the key before, {} s, found {}", where, keys[i - 1].time_s, keys[i].time_s)};
    }
    return Done{};
}

Status check_tracks(const Project& p) {
    const double end = p.length_s;
    for (const Status& status : {in_order("camera", p.camera, end), in_order("dates", p.dates, end), in_order("sky", p.sky, end),
                                 in_order("changes", p.changes, end), in_order("fades", p.fades, end), in_order("spotlight", p.spotlight, end), in_order("markers", p.markers, end)})
        if (!status) return status;
    for (std::size_t i = 0; i < p.numbers.size(); ++i) {
        if (p.numbers[i].keys.empty()) return Error{fmt::format("numbers[{}].keys: expected at least one key, found none", i)};
        if (const Status status = in_order(fmt::format("numbers[{}].keys", i), p.numbers[i].keys, end); !status) return status;
    }
    for (std::size_t i = 0; i < p.elements.size(); ++i)
        if (p.elements[i].end_s <= p.elements[i].start_s)
            return Error{fmt::format("elements[{}].end_s: expected a time after start_s, {} s, found {}", i, p.elements[i].start_s, p.elements[i].end_s)};
    if (p.loop_start_s.value_or(0.0) >= p.loop_end_s.value_or(end))
        return Error{fmt::format("loop: expected an end after its start, {} s, found {} s", p.loop_start_s.value_or(0.0), p.loop_end_s.value_or(end))};
    return Done{};
}

/// `before` with a change laid over it.
Result<AppState> changed(const AppState& before, const Json& set, std::size_t index) {
    Json whole = Json::parse(state_to_json(before));
    // A member set to null means what it means in a state file ("no date"), not "remove": the two differ only where null is a value.
    const auto lay_over = [](auto&& self, Json& under, const Json& over) -> void {
        if (!over.is_object() || !under.is_object()) {
            under = over;
            return;
        }
        for (const auto& [key, value] : over.items()) self(self, under[key], value);
    };
    lay_over(lay_over, whole, set);
    const Result<LoadedState> loaded = state_from_json(json_text(whole), {});
    if (!loaded) return Error{fmt::format("changes[{}].set: {}", index, loaded.error().message)};
    if (!loaded->warnings.empty()) return Error{fmt::format("changes[{}].set: expected keys of a state file, found {}", index, loaded->warnings.front().message)};
    AppState state = loaded->state;
    state.idle_turn = before.idle_turn;
    return state;
}

}  // namespace

std::int64_t Project::frame_count() const noexcept { return std::max<std::int64_t>(1, std::llround(length_s * frames_per_s())); }

double eased(Ease ease, double u) noexcept {
    u = std::clamp(u, 0.0, 1.0);
    switch (ease) {
        case Ease::Linear: return u;
        case Ease::Smooth: return u * u * u * (u * (u * 6.0 - 15.0) + 10.0);
        case Ease::In: return u * u * u;
        case Ease::Out: return 1.0 - (1.0 - u) * (1.0 - u) * (1.0 - u);
        case Ease::Hold: return u >= 1.0 ? 1.0 : 0.0;
    }
    return u;
}

double number_of(const NumberTrack& track, double time_s) {
    const auto leg = leg_at(track.keys, time_s);
    return leg.a->value + (leg.b->value - leg.a->value) * eased(leg.a->ease, leg.u);
}

std::vector<DateKey> year_steps(int first_year, int last_year, double start_s, double hold_s) {
    std::vector<DateKey> keys;
    for (int year = first_year; year <= last_year; ++year)
        keys.push_back({start_s + (year - first_year) * hold_s, Date::from_ymd(year, 12, 31), Ease::Hold});
    return keys;
}

Result<Timeline> Timeline::prepare(Project project) {
    if (const Status status = check_tracks(project); !status) return status.error();
    Timeline timeline;
    AppState state = project.start;
    state.idle_turn = false;
    state.hover = {};
    timeline.segments_.push_back({0.0, state});
    for (std::size_t i = 0; i < project.changes.size(); ++i) {
        const Result<AppState> next = changed(state, project.changes[i].set, i);
        if (!next) return next.error();
        state = *next;
        timeline.segments_.push_back({project.changes[i].time_s, state});
    }
    for (std::size_t i = 0; i < project.numbers.size(); ++i) {
        const std::string& path = project.numbers[i].parameter;
        const bool known = std::any_of(timeline.segments_.begin(), timeline.segments_.end(), [&](const Segment& s) { return number_range(s.state, path).has_value(); });
        if (!known) return Error{fmt::format("numbers[{}].parameter: {}", i, unknown_word("number of the state", path, number_paths(state)))};
        // The way to the modelled origin is smooth in itself.
        if (path.starts_with("filter.") && path != "filter.flow_origin") timeline.filter_numbers_.push_back(i);
    }
    timeline.project_ = std::move(project);
    return timeline;
}

const AppState& Timeline::base_at(double time_s) const {
    const auto after = std::upper_bound(segments_.begin() + 1, segments_.end(), time_s, [](double t, const Segment& s) { return t < s.from_s; });
    return (after - 1)->state;
}

std::optional<Date> Timeline::date_at(double time_s) const {
    if (project_.dates.empty()) return base_at(time_s).filter.date;
    const auto leg = leg_at(project_.dates, time_s);
    const double days = leg.a->date.days + (leg.b->date.days - leg.a->date.days) * eased(leg.a->ease, leg.u);
    return Date{static_cast<int>(std::floor(days + 1e-9))};
}

FrameMoment Timeline::at(double time_s) const {
    FrameMoment moment;
    moment.state = base_at(time_s);
    AppState& state = moment.state;
    state.frame_time_s = time_s;
    if (const auto pose = camera_at(project_.camera, time_s)) state.camera = *pose;
    state.filter.date = date_at(time_s);
    if (!project_.sky.empty()) {
        const auto leg = leg_at(project_.sky, time_s);
        state.sky_time_unix_s = leg.a->unix_s + (leg.b->unix_s - leg.a->unix_s) * leg.u;
    } else if (state.sky_playing && state.sky_time_unix_s) {
        *state.sky_time_unix_s += state.sky_rate * time_s;
    }
    state.sky_playing = false;
    for (const NumberTrack& track : project_.numbers) set_number(state, track.parameter, number_of(track, time_s));

    moment.passing.pasts = pasts_at(time_s);
    moment.passing.spotlight = spotlight_of(project_.spotlight, time_s);
    if (!project_.fades.empty()) {
        const auto leg = leg_at(project_.fades, time_s);
        moment.passing.veil = static_cast<float>(leg.a->veil + (leg.b->veil - leg.a->veil) * eased(leg.a->ease, leg.u));
        moment.passing.veil_white = leg.u > 0.0 && leg.a->veil <= 0.0 ? leg.b->white : leg.a->white;
    }
    for (const Element& element : project_.elements) {
        const float opacity = opacity_of(element, time_s);
        if (opacity > 0.0f) moment.passing.elements.push_back({element.kind, element.place, element.text, element.detail, opacity});
    }
    return moment;
}

}  // namespace linchpin::app
