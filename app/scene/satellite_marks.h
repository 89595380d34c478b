#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "app/scene/palette.h"
#include "app/state/app_state.h"
#include "data/orbit/constellation.h"
#include "data/query/snapshot.h"
#include "render/scene.h"

namespace linchpin::app {

/// The constellation that computes in orbit, picked out on the globe.
inline constexpr std::string_view kOrbitalComputeGroup = "three-body";

/// Where the satellites are at a sky time, and their marks.
class SatelliteField {
public:
    explicit SatelliteField(const Dataset& dataset);
    /// Median epoch of the elements, POSIX seconds (the pack's date when there are none). Sky time starts here.
    [[nodiscard]] double epoch_unix_s() const noexcept { return epoch_unix_s_; }
    /// True when the elements are too old at `sky_time` for positions to mean anything: satellites then stand still at their epoch
    /// and the picture says so.
    [[nodiscard]] bool frozen_at(double sky_time_unix_s) const noexcept;
    /// Propagates to the sky time (to the epoch when frozen). Does nothing when it is there already.
    void move_to(double sky_time_unix_s);
    /// Earth-fixed position of satellite i, one unit = Earth radius; zero-length when it cannot be propagated (never drawn).
    [[nodiscard]] const std::vector<glm::vec3>& positions() const noexcept { return positions_; }
    /// Satellites whose elements give no position now.
    [[nodiscard]] std::size_t failed() const noexcept { return failed_; }
    void add_marks(const Dataset& dataset, const NationGroups& nations, const Snapshot& snapshot, const Selection& selection,
                   std::vector<render::PointMark>& out) const;
    /// One turn of satellite i around the Earth as it is seen now (Earth-fixed at the shown instant).
    [[nodiscard]] std::shared_ptr<const render::LineGeometry> orbit_of(const Dataset& dataset, std::size_t i) const;

private:
    orbit::Constellation constellation_;
    double epoch_unix_s_ = 0.0;
    double at_unix_s_ = -1e300;
    std::vector<glm::dvec3> teme_km_;
    std::vector<std::uint8_t> errors_;
    std::vector<glm::vec3> positions_;
    std::size_t failed_ = 0;
};

}  // namespace linchpin::app
