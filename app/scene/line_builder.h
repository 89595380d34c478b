#pragma once
#include <glm/geometric.hpp>
#include <glm/vec3.hpp>

#include "data/geo/sphere.h"
#include "render/scene.h"

namespace linchpin::app {

/// Puts polylines into a LineGeometry, one after another.
class LineBuilder {
public:
    /// Room for so many vertices, where their number is known beforehand.
    void reserve(std::size_t vertices) { geometry_.vertices.reserve(vertices); }
    void begin(std::uint32_t line) {
        line_ = line;
        begin_ = static_cast<std::uint32_t>(geometry_.vertices.size());
        geometry_.line_count = std::max(geometry_.line_count, line + 1);
    }
    /// @param position  Earth-fixed, one unit = Earth radius
    void add(const glm::dvec3& position, double t = 0.0) {
        double along = 0.0;
        if (geometry_.vertices.size() > begin_) {
            const render::LineVertex& last = geometry_.vertices.back();
            const double step = glm::length(position - glm::dvec3(last.position));
            if (step < 1e-7) return;  // half a metre: the same vertex in single precision
            along = static_cast<double>(last.along_km) + step * geo::kEarthRadiusKm;
        }
        geometry_.vertices.push_back({glm::vec3(position), static_cast<float>(along), static_cast<float>(t), line_});
    }
    /// The vertex added last: its lane and its tint.
    [[nodiscard]] render::LineVertex& last() noexcept { return geometry_.vertices.back(); }
    /// A great-circle step that is followed on the sphere, in pieces of at most `max_step_rad`.
    void add_along_sphere(const glm::dvec3& to, double max_step_rad = 0.02) {
        if (geometry_.vertices.size() > begin_) {
            const glm::dvec3 from = glm::normalize(glm::dvec3(geometry_.vertices.back().position));
            const double angle = geo::angle_rad(from, to);
            const int pieces = static_cast<int>(angle / max_step_rad);
            for (int i = 1; i <= pieces; ++i) add(geo::slerp(from, to, static_cast<double>(i) / (pieces + 1)));
        }
        add(to);
    }
    /// Closes the polyline; one with fewer than two vertices is dropped.
    void end() {
        const auto size = static_cast<std::uint32_t>(geometry_.vertices.size());
        if (size < begin_ + 2) geometry_.vertices.resize(begin_);
        else geometry_.polylines.push_back({begin_, size});
    }
    [[nodiscard]] std::shared_ptr<const render::LineGeometry> take() {
        return std::make_shared<const render::LineGeometry>(std::move(geometry_));
    }

private:
    render::LineGeometry geometry_;
    std::uint32_t line_ = 0, begin_ = 0;
};

}  // namespace linchpin::app
