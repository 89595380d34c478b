#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/scene/palette.h"
#include "app/state/app_state.h"
#include "data/orbit/keyframes.h"
#include "data/query/snapshot.h"
#include "render/scene.h"

namespace linchpin::app {

/// The constellation that computes in orbit, picked out on the globe.
inline constexpr std::string_view kOrbitalComputeGroup = "three-body";
/// Whether the satellites of a group compute in orbit, or host the computers of somebody else: the Three-Body constellation, the
/// demonstrator Starcloud, and Kepler Aether (two of whose ten do; which two is not known).
[[nodiscard]] bool computes_in_orbit(std::string_view group) noexcept;

/// Where the satellites are at a sky time, and how they look. Positions come from keyframes, so that a frame propagates nothing.
class SatelliteField {
public:
    explicit SatelliteField(const Dataset& dataset);
    /// Median epoch of the elements, POSIX seconds (the pack's date when there are none). Sky time starts here.
    [[nodiscard]] double epoch_unix_s() const noexcept { return epoch_unix_s_; }
    /// True when the elements are too old at `sky_time` for positions to mean anything: satellites then stand still at their epoch
    /// and the picture says so.
    [[nodiscard]] bool frozen_at(double sky_time_unix_s) const noexcept;
    /// Takes the keyframes around the sky time (around the epoch when frozen).
    /// @param rate  seconds of sky time a second while time runs in a window: then what is ready is shown, and workers compute ahead.
    ///              0 = exactly that instant, computed now if need be: pictures, recordings, and time that stands.
    void move_to(double sky_time_unix_s, double rate = 0.0);
    /// The instant that is shown.
    [[nodiscard]] double at_unix_s() const noexcept { return at_unix_s_; }
    [[nodiscard]] const orbit::KeyframePair& keyframes() const noexcept { return pair_; }
    /// Places on the globe, one unit = Earth radius; zero-length without a position (never drawn). Worked out when first asked for.
    [[nodiscard]] const std::vector<glm::vec3>& positions() const;
    /// Of one satellite.
    [[nodiscard]] glm::vec3 position_of(std::size_t i) const;
    /// Satellites whose elements give no position now.
    [[nodiscard]] std::size_t failed() const noexcept;
    /// What to draw. Styles are rewritten only when what they depend on has changed.
    /// @param strengths  of 255, while satellites come and go; empty = those visible are there, whole
    void fill(const Dataset& dataset, const NationGroups& nations, const Snapshot& snapshot, const Selection& selection, const Selection& hover,
              render::SatelliteBatch& batch, const std::vector<std::uint8_t>& strengths = {});

private:
    void update_styles(const Dataset& dataset, const NationGroups& nations, const Snapshot& snapshot, Index chosen, Index hovered,
                       const std::vector<std::uint8_t>& strengths);
    struct StyleKey {
        std::vector<std::uint8_t> visible, strengths;
        Index chosen = kNone, hovered = kNone;
        bool operator==(const StyleKey&) const = default;
    };
    double epoch_unix_s_ = 0.0;
    double at_unix_s_ = -1e300;
    std::unique_ptr<orbit::KeyframeFeed> feed_;
    orbit::KeyframePair pair_;
    StyleKey key_;
    std::shared_ptr<const std::vector<render::SatelliteStyle>> styles_;
    std::vector<std::uint32_t> on_top_;
    mutable double positions_at_unix_s_ = -1e300;
    mutable std::vector<glm::vec3> positions_;
};

/// Position in Dataset::satellites of a NORAD number written as text; kNone when there is none.
[[nodiscard]] Index find_satellite(const Dataset& dataset, std::string_view norad_text) noexcept;

}  // namespace linchpin::app
