#pragma once
// M25: satellites of a constellation above a country, now and averaged over a day. Our own definition.
#include <cstdint>
#include <glm/vec3.hpp>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "data/geo/sphere.h"
#include "data/orbit/coverage.h"
#include "data/pack/dataset.h"

namespace linchpin::metrics {

/// A place that stands for a part of a country's area.
struct CoverPoint {
    Index country = kNone;
    geo::LatLon place;
    double weight = 1.0;  ///< area, in one unit for all points; >= 0
};

/// Satellites lower than this over the horizon do not serve a place.
inline constexpr double kCoverElevationDeg = 25.0;
/// Orbits are not carried further than this from the day of their elements.
inline constexpr double kCoverElementAgeDays = 14.0;
/// Instants of the day that is averaged over, evenly apart: every 15 minutes.
inline constexpr int kCoverSteps = 96;

/// Where the satellites of a data set stand over the day from one instant. Made once, asked for many countries; what it says
/// depends on the satellites and the instant alone. Thread-safe.
class SatelliteSky {
public:
    /// @param unix_s  POSIX instant, UTC. Satellites whose elements are older or newer than kCoverElementAgeDays are left out.
    SatelliteSky(std::span<const Satellite> satellites, double unix_s);

    [[nodiscard]] double unix_s() const noexcept { return unix_s_; }
    /// Numbers of the satellites with elements near enough, of one constellation.
    [[nodiscard]] std::size_t usable(std::string_view group) const noexcept;
    /// Those left out because of their age.
    [[nodiscard]] std::size_t too_old(std::string_view group) const noexcept;

    /// At the instant. Zeros without points of weight.
    [[nodiscard]] orbit::Coverage now(std::string_view group, std::span<const orbit::SamplePoint> points,
                                      double min_elevation_deg = kCoverElevationDeg) const;
    /// Mean over kCoverSteps instants of the 24 hours from it.
    [[nodiscard]] orbit::Coverage over_day(std::string_view group, std::span<const orbit::SamplePoint> points,
                                           double min_elevation_deg = kCoverElevationDeg) const;

    /// Of several constellations together.
    [[nodiscard]] std::size_t usable_of_groups(std::span<const std::string> groups) const noexcept;
    [[nodiscard]] std::size_t too_old_of_groups(std::span<const std::string> groups) const noexcept;
    [[nodiscard]] orbit::Coverage now_of_groups(std::span<const std::string> groups, std::span<const orbit::SamplePoint> points,
                                                double min_elevation_deg = kCoverElevationDeg) const;

    // The same for a class of service (Satellite::service), whatever constellations offer it, less those that are lost.
    [[nodiscard]] std::vector<std::string> services() const;  ///< every service of the table, ascending
    [[nodiscard]] std::size_t usable_of_service(std::string_view service, std::span<const std::string> lost = {}) const;
    [[nodiscard]] std::size_t too_old_of_service(std::string_view service, std::span<const std::string> lost = {}) const noexcept;
    [[nodiscard]] orbit::Coverage now_of_service(std::string_view service, std::span<const orbit::SamplePoint> points,
                                                 double min_elevation_deg = kCoverElevationDeg,
                                                 std::span<const std::string> lost = {}) const;
    [[nodiscard]] orbit::Coverage over_day_of_service(std::string_view service, std::span<const orbit::SamplePoint> points,
                                                      double min_elevation_deg = kCoverElevationDeg,
                                                      std::span<const std::string> lost = {}) const;

private:
    /// Neighbours in positions of one constellation and one service.
    struct Run {
        std::string group, service;
        std::size_t begin = 0, end = 0;
    };
    [[nodiscard]] std::vector<Run> runs_of(std::string_view service, std::span<const std::string> lost) const;
    struct Group {
        std::string_view id;                          ///< of `ids_`
        std::size_t begin = 0, end = 0, too_old = 0;  ///< satellites in positions
    };
    [[nodiscard]] const Group* find(std::string_view group) const noexcept;
    [[nodiscard]] const std::vector<glm::dvec3>& positions(std::size_t step) const;

    double unix_s_ = 0.0;
    std::vector<std::string> ids_;
    std::vector<Group> groups_;  ///< by id
    std::vector<Run> runs_;      ///< by constellation, then by service
    struct Old {
        std::string service, group;
        std::size_t satellites = 0;
    };
    std::vector<Old> too_old_services_;  ///< every service of the table, ascending, by constellation: those left out
    orbit::Constellation satellites_;
    mutable std::mutex mutex_;
    mutable std::vector<std::unique_ptr<const std::vector<glm::dvec3>>> steps_;  ///< Earth-fixed, km; made when first asked for
};

/// The sky of these satellites at this instant, from memory when it was among the last few asked for. The memory is keyed by the
/// elements' values, so that it can never answer for other satellites.
[[nodiscard]] std::shared_ptr<const SatelliteSky> satellite_sky(std::span<const Satellite> satellites, double unix_s);

/// The newest epoch of any satellite, POSIX seconds; empty without satellites.
[[nodiscard]] std::optional<double> newest_epoch_unix_s(std::span<const Satellite> satellites) noexcept;

}  // namespace linchpin::metrics
