#pragma once
#include <memory>

#include "render/scene.h"

namespace linchpin::render {

/// The same lines, parted where they pass the edge of a flat map whose middle is `meridian_deg`: each side gets an end of its own just
/// short of the edge, so that no segment runs across the map. A line along the edge is drawn at the side that it comes from.
[[nodiscard]] std::shared_ptr<const LineGeometry> cut_at_map_edge(const LineGeometry& lines, double meridian_deg);

/// Keeps the cut form of a batch while its geometry and the meridian stay the same.
class CutLines {
public:
    /// @return the batch itself when there is nothing to cut (globe, or no geometry)
    const LineBatch& of(const LineBatch& batch, bool is_globe, double meridian_deg);

private:
    std::shared_ptr<const LineGeometry> source_;
    double meridian_deg_ = 0.0;
    LineBatch cut_;
};

}  // namespace linchpin::render
