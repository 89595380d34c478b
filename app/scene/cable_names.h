#pragma once
#include <vector>

#include "data/pack/dataset.h"
#include "data/query/snapshot.h"
#include "render/scene.h"

namespace linchpin::app {

/// Names that stand beside the cables, at fixed places of their routes: a name never slides along its cable while the globe turns.
class CableNames {
public:
    /// @param geometry  line i is cable i of the dataset, as make_cable_geometry makes it
    CableNames(const Dataset& dataset, const render::LineGeometry& geometry);
    /// Of the cables that show. Near ones only: from afar a bundle has more names than room.
    /// @param globe_radius_px  of the outline, at scale 1
    void add(const Dataset& dataset, const Snapshot& snapshot, double globe_radius_px, std::vector<render::SceneLabel>& out) const;
    struct Place { Index cable = kNone; glm::vec3 position{}; float priority = 0.0f; };
    [[nodiscard]] const std::vector<Place>& places() const noexcept { return places_; }

private:
    std::vector<Place> places_;
};

}  // namespace linchpin::app
