#pragma once
// What is asked of satellites and takes longer than a frame: passes of one or of many over a place, and what they cover of a country.
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "app/report/satellite_set.h"
#include "data/metrics/satellite_cover.h"
#include "data/orbit/track.h"
#include "data/pack/dataset.h"

namespace linchpin::app {

/// The record's: one satellite's passes, and what its constellation covers.
struct SatelliteQuestion {
    Index satellite = kNone;
    std::optional<geo::LatLon> observer;    ///< whose passes; none = no passes
    Index country = kNone;                  ///< whose cover; kNone = no cover
    double from_unix_s = 0.0;
    double min_elevation_deg = 10.0;
    bool operator==(const SatelliteQuestion&) const = default;
};
struct SatelliteAnswer {
    SatelliteQuestion question;
    bool stale = false;                     ///< the elements are more than orbit::kStaleDays off: no passes are worked out
    std::vector<orbit::Pass> passes;        ///< within kPassHours
    std::optional<orbit::Coverage> cover;   ///< of the country by the satellite's constellation at the instant, 25 degrees; none = not known
};
inline constexpr double kPassHours = 24.0;

/// Passes of many satellites over a place.
struct PassListQuestion {
    SatelliteSet set;
    std::vector<std::string> lost;          ///< constellations that a scenario takes away
    geo::LatLon observer;
    double from_unix_s = 0.0;
    double min_elevation_deg = 10.0;
    bool operator==(const PassListQuestion&) const = default;
};
struct ListedPass { Index satellite = kNone; orbit::Pass pass; };
struct PassListAnswer {
    PassListQuestion question;
    double hours = 0.0;                     ///< how far ahead was looked: pass_list_hours()
    std::size_t satellites = 0;             ///< looked at
    std::size_t stale = 0;                  ///< left out: elements more than orbit::kStaleDays off
    std::vector<ListedPass> passes;         ///< by time of rise (those already up first); without the next ones
    std::vector<Index> always_up;           ///< up during all of it, ascending
};
/// The more satellites, the shorter the list looks ahead, so that it answers within a moment and can be read: a day for a hundred.
[[nodiscard]] double pass_list_hours(std::size_t satellites) noexcept;

/// M25 for a set of satellites at an instant.
struct CoverQuestion {
    SatelliteSet set;
    std::vector<std::string> lost;
    Index country = kNone;
    double unix_s = 0.0;
    bool operator==(const CoverQuestion&) const = default;
};
struct CoverAnswer {
    CoverQuestion question;
    std::size_t points = 0;                 ///< places that stand for the country's area; 0 = none known, and then no cover
    std::size_t usable = 0, too_old = 0;    ///< satellites left by the scenario: with elements within metrics::kCoverElementAgeDays, and without
    std::optional<orbit::Coverage> cover;   ///< as the scenario leaves it; none = not known
    std::optional<orbit::Coverage> before;  ///< without the scenario, where it takes any of the set away
};

/// Answers the newest question of each kind on a thread of its own.
class SatelliteDesk {
public:
    /// @param dataset  must outlive the desk
    /// @param points   that stand for the countries' areas; may be empty
    /// @param wake     called on the worker's thread when poll() has something
    SatelliteDesk(const Dataset& dataset, std::vector<metrics::CoverPoint> points, std::function<void()> wake);
    ~SatelliteDesk();
    SatelliteDesk(const SatelliteDesk&) = delete;
    SatelliteDesk& operator=(const SatelliteDesk&) = delete;

    /// Cheap when the question is the one of its kind that was asked last.
    void ask(const SatelliteQuestion& question);
    void ask(const PassListQuestion& question);
    void ask(const CoverQuestion& question);
    /// True when a new answer has come.
    bool poll();
    /// The last answers, whatever they are about; null before the first.
    [[nodiscard]] const SatelliteAnswer* answer() const noexcept { return record_.shown ? &*record_.shown : nullptr; }
    [[nodiscard]] const PassListAnswer* passes() const noexcept { return passes_.shown ? &*passes_.shown : nullptr; }
    [[nodiscard]] const CoverAnswer* cover() const noexcept { return cover_.shown ? &*cover_.shown : nullptr; }

    /// What it would answer, worked out on this thread.
    [[nodiscard]] static SatelliteAnswer work_out(const Dataset& dataset, const std::vector<metrics::CoverPoint>& points, const SatelliteQuestion& question);
    [[nodiscard]] static CoverAnswer work_out(const Dataset& dataset, const std::vector<metrics::CoverPoint>& points, const CoverQuestion& question);
    /// @param stopped  asked between satellites; once true the answer is not finished and means nothing. May be empty.
    [[nodiscard]] static PassListAnswer work_out(const Dataset& dataset, const PassListQuestion& question, const std::function<bool()>& stopped = {});

private:
    /// One kind of question.
    template <class Question, class Answer> struct Line {
        std::optional<Question> last;      ///< asked
        std::optional<Answer> shown;
        std::optional<Question> waiting;   ///< under the lock
        std::optional<Answer> answered;    ///< under the lock
    };
    template <class Question, class Answer> void put(Line<Question, Answer>& line, const Question& question);
    template <class Question, class Answer> [[nodiscard]] static bool take(Line<Question, Answer>& line);
    template <class Question, class Answer, class Work> void serve(Line<Question, Answer>& line, const Work& work);
    void run(const std::stop_token& stop);

    const Dataset& dataset_;
    std::vector<metrics::CoverPoint> points_;
    std::function<void()> wake_;
    std::mutex mutex_;
    std::condition_variable_any changed_;
    Line<SatelliteQuestion, SatelliteAnswer> record_;
    Line<PassListQuestion, PassListAnswer> passes_;
    Line<CoverQuestion, CoverAnswer> cover_;
    std::jthread thread_;  // last: everything above must be there when it starts
};

}  // namespace linchpin::app
