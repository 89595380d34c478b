#pragma once
// A project made ready to be asked for moments.
#include <memory>
#include <vector>

#include "app/state/fade.h"
#include "app/state/passing.h"
#include "app/timeline/project.h"
#include "data/core/result.h"

namespace linchpin::app {

/// Everything that a frame is drawn from.
struct FrameMoment {
    AppState state;
    Passing passing;
};

/// Moments of a project. at() is a pure function of the time: playing, scrubbing and recording show the same.
class Timeline {
public:
    /// Checks what the JSON schema cannot: keys in order, parameters that exist, changes that fit a state.
    /// @return  or the first thing wrong: which track and key, what was expected, what was found
    [[nodiscard]] static Result<Timeline> prepare(Project project);

    [[nodiscard]] FrameMoment at(double time_s) const;
    [[nodiscard]] const Project& project() const noexcept { return project_; }
    /// The date of at(), without the rest.
    [[nodiscard]] std::optional<Date> date_at(double time_s) const;

private:
    struct Segment {
        double from_s = 0.0;
        AppState state;  ///< start with all changes up to here
    };
    [[nodiscard]] const AppState& base_at(double time_s) const;
    /// What decides which things are in the picture: two times with equal marks show the same ones.
    [[nodiscard]] std::vector<double> marks_at(double time_s) const;
    [[nodiscard]] std::vector<PastMoment> pasts_at(double time_s) const;

    Project project_;
    std::vector<std::size_t> filter_numbers_;  ///< tracks of Project::numbers that let things in and out
    std::vector<Segment> segments_;
};

/// One key a year at its last day, each held for `hold_s`: exact steps through the years.
[[nodiscard]] std::vector<DateKey> year_steps(int first_year, int last_year, double start_s, double hold_s);

/// Value of a track that has keys.
[[nodiscard]] double number_of(const NumberTrack& track, double time_s);

/// Weight of the way from one key (0) to the next (1) at `u` in [0, 1].
[[nodiscard]] double eased(Ease ease, double u) noexcept;

}  // namespace linchpin::app
