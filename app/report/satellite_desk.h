#pragma once
// What the record of a satellite tells and takes longer than a frame: its passes over a place, and what its constellation covers.
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "data/metrics/satellite_cover.h"
#include "data/orbit/track.h"
#include "data/pack/dataset.h"

namespace linchpin::app {

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
    std::vector<orbit::Pass> passes;        ///< within kPassHours
    std::optional<orbit::Coverage> cover;   ///< of the country by the satellite's constellation at the instant, 25 degrees; none = not known
};
inline constexpr double kPassHours = 24.0;

/// Answers the newest question on a thread of its own.
class SatelliteDesk {
public:
    /// @param dataset  must outlive the desk
    /// @param points   that stand for the countries' areas; may be empty
    /// @param wake     called on the worker's thread when poll() has something
    SatelliteDesk(const Dataset& dataset, std::vector<metrics::CoverPoint> points, std::function<void()> wake);
    ~SatelliteDesk();
    SatelliteDesk(const SatelliteDesk&) = delete;
    SatelliteDesk& operator=(const SatelliteDesk&) = delete;

    /// Cheap when the question is the one that was asked last.
    void ask(const SatelliteQuestion& question);
    /// True when a new answer has come.
    bool poll();
    /// The last answer, whatever it is about; null before the first.
    [[nodiscard]] const SatelliteAnswer* answer() const noexcept { return shown_ ? &*shown_ : nullptr; }
    /// What it would answer, worked out on this thread.
    [[nodiscard]] static SatelliteAnswer work_out(const Dataset& dataset, const std::vector<metrics::CoverPoint>& points, const SatelliteQuestion& question);

private:
    void run(const std::stop_token& stop);
    const Dataset& dataset_;
    std::vector<metrics::CoverPoint> points_;
    std::function<void()> wake_;
    std::optional<SatelliteQuestion> last_;
    std::optional<SatelliteAnswer> shown_;
    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::optional<SatelliteQuestion> asked_;
    std::optional<SatelliteAnswer> answered_;
    std::jthread thread_;  // last: everything above must be there when it starts
};

}  // namespace linchpin::app
