#pragma once
// A project made ready to be asked for moments.
#include <memory>
#include <vector>

#include "app/state/passing.h"
#include "app/timeline/project.h"
#include "data/core/result.h"

namespace linchpin::app {

/// Everything that a frame is drawn from.
struct FrameMoment {
    AppState state;
    Passing passing;
};

inline constexpr double kFade_s = 0.2;  ///< how long layers, filters and dated things fade

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

    Project project_;
    std::vector<Segment> segments_;
};

/// One key a year at its last day, each held for `hold_s`: exact steps through the years.
[[nodiscard]] std::vector<DateKey> year_steps(int first_year, int last_year, double start_s, double hold_s);

/// Weight of the way from one key (0) to the next (1) at `u` in [0, 1].
[[nodiscard]] double eased(Ease ease, double u) noexcept;

}  // namespace linchpin::app
