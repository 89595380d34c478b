#pragma once
// A part of the pack's satellites that launches, cover and passes are asked about, and the word by which a state keeps it.
#include <string>
#include <string_view>
#include <vector>

#include "app/state/app_state.h"
#include "data/query/snapshot.h"

namespace linchpin::app {

struct SatelliteSet {
    enum class Kind { All, Compute, Group, Service };  ///< Compute: computes_in_orbit()
    Kind kind = Kind::All;
    std::string id;  ///< of the constellation, or the service's name

    /// "" = all, "compute", "group:ID", "service:NAME". A word of no such form gives all.
    [[nodiscard]] static SatelliteSet of_word(std::string_view word);
    [[nodiscard]] std::string word() const;
    [[nodiscard]] bool has(const Satellite& satellite) const noexcept;
    /// On screen: "Starlink", "Compute in orbit", "broadband", "All satellites".
    [[nodiscard]] std::string name(const Dataset& dataset) const;
    /// Constellations with a member, ascending, less those that are lost.
    [[nodiscard]] std::vector<std::string> groups(const Dataset& dataset, const std::vector<std::string>& lost = {}) const;
    /// Shape [satellites]: 1 = in the set.
    [[nodiscard]] std::vector<std::uint8_t> members(const Dataset& dataset) const;
    bool operator==(const SatelliteSet&) const = default;
};

/// Every set that has a member in the pack: all, those that compute in orbit, then constellations and services, the largest first.
/// Made from the snapshot's counts, which are there in every frame.
struct SatelliteSetChoice {
    SatelliteSet set;
    std::string name;
    std::size_t satellites = 0;
};
[[nodiscard]] std::vector<SatelliteSetChoice> satellite_sets(const Dataset& dataset, const Snapshot& snapshot);

/// Takes out of a state's view what means nothing in this pack. @return  a sentence for each: what was expected, what was found
[[nodiscard]] std::vector<std::string> drop_unknown_satellite_words(const Dataset& dataset, SatelliteView& view);

/// Name of a constellation on screen; the id where the pack has none.
[[nodiscard]] std::string constellation_name(const Dataset& dataset, std::string_view group);

}  // namespace linchpin::app
