// What was in the picture within the last fade, as a function of the time alone.
#include <algorithm>
#include <cmath>

#include "app/timeline/number_paths.h"
#include "app/timeline/timeline.h"

namespace linchpin::app {
namespace {

/// Most moments that fade out together. A date that runs through ten years a second passes two years in a fade.
constexpr int kLooks = 4;
constexpr double kExact_s = 1e-6;

/// Between two marks nothing comes and nothing goes: bare years begin on 1 January, plans are expected from 31 December (M22).
double mark_of(Date date) { return 2.0 * date.year() + (date.month() == 12 && date.day() == 31 ? 1.0 : 0.0); }

}  // namespace

std::vector<double> Timeline::marks_at(double time_s) const {
    const auto after = std::upper_bound(segments_.begin() + 1, segments_.end(), time_s, [](double t, const Segment& s) { return t < s.from_s; });
    std::vector<double> marks{static_cast<double>(after - segments_.begin())};
    const AppState& base = (after - 1)->state;
    if (const auto date = date_at(time_s)) {
        marks.push_back(mark_of(*date));
        // Events of a scenario begin on a day of their own: how many have begun says which.
        const auto& events = base.scenario.events;
        marks.push_back(static_cast<double>(std::count_if(events.begin(), events.end(), [&](const scenario::Event& e) { return e.on && e.date && *e.date <= *date; })));
    }
    if (filter_numbers_.empty()) return marks;
    AppState state = base;
    for (const std::size_t i : filter_numbers_) {
        const NumberTrack& track = project_.numbers[i];
        set_number(state, track.parameter, number_of(track, time_s));
        marks.push_back(number_at(state, track.parameter).value_or(0.0));
    }
    return marks;
}

std::vector<PastMoment> Timeline::pasts_at(double time_s) const {
    std::vector<PastMoment> pasts;
    const bool nothing_changes = project_.dates.size() < 2 && segments_.size() < 2 && filter_numbers_.empty();
    if (nothing_changes || time_s <= 0.0) return pasts;
    double newer_s = std::min(time_s, project_.length_s);
    std::vector<double> newer = marks_at(newer_s);
    struct Edge {
        double changed_s, before_s;
    };
    std::vector<Edge> edges;
    for (int look = 1; look <= kLooks && newer_s > 0.0; ++look) {
        const double older_s = std::max(0.0, time_s - kFade_s * look / kLooks);
        if (older_s >= newer_s) continue;
        std::vector<double> older = marks_at(older_s);
        if (older != newer) {
            double before_s = older_s, changed_s = newer_s;
            while (changed_s - before_s > kExact_s) {
                const double middle_s = 0.5 * (before_s + changed_s);
                (marks_at(middle_s) == newer ? changed_s : before_s) = middle_s;
            }
            edges.push_back({changed_s, before_s});
        }
        newer = std::move(older);
        newer_s = older_s;
    }
    for (std::size_t i = 0; i < edges.size(); ++i) {
        const double to_age_s = i + 1 < edges.size() ? time_s - edges[i + 1].changed_s : kFade_s;
        const float share = fade_share(time_s - edges[i].changed_s, to_age_s);
        if (share <= 0.0f) continue;
        const double at_s = edges[i].before_s;
        AppState state = base_at(at_s);
        state.filter.date = date_at(at_s);
        for (std::size_t k = 0; k < project_.numbers.size(); ++k) {
            const bool lets_in = std::find(filter_numbers_.begin(), filter_numbers_.end(), k) != filter_numbers_.end();
            set_number(state, project_.numbers[k].parameter, number_of(project_.numbers[k], lets_in ? at_s : time_s));
        }
        pasts.push_back({std::move(state.filter), state.layers, std::move(state.scenario), share});
    }
    return pasts;
}

}  // namespace linchpin::app
