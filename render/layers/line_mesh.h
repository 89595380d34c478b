#pragma once
#include <cstdint>
#include <glm/vec3.hpp>
#include <span>
#include <vector>

#include "render/gl/buffer.h"
#include "render/scene.h"

namespace linchpin::render {

/// Polylines in GPU memory, written once: two vertices a point, left and right of the line, and two triangles a segment. A vertex
/// finds the points before and after it in the same buffer, so that joins need no further data.
class LineMesh {
public:
    /// Consecutive segments of one line, with a ball that encloses them: the unit that is skipped when it cannot be seen.
    struct Run {
        std::uint32_t begin = 0, end = 0;  ///< segments, in drawing order
        std::uint32_t line = 0;
        glm::vec3 centre{};
        float radius = 0.0f;
    };

    void upload(const LineGeometry& geometry);
    void bind() const { glBindVertexArray(array_.id()); }
    [[nodiscard]] std::span<const Run> runs() const noexcept { return runs_; }
    [[nodiscard]] std::size_t size_bytes() const noexcept { return vertices_.size_bytes() + indices_.size_bytes(); }

    /// How segments are drawn: as ribbons, or as lines of one pixel without smoothing.
    enum class Form { Ribbon, Thin };
    [[nodiscard]] static constexpr std::uint32_t indices_per_segment(Form form) noexcept { return form == Form::Ribbon ? 6 : 2; }
    [[nodiscard]] const void* index_offset(Form form, std::uint32_t segment) const noexcept {
        const std::size_t at = (form == Form::Thin ? thin_offset_ : 0) + std::size_t{segment} * indices_per_segment(form) * sizeof(std::uint32_t);
        return reinterpret_cast<const void*>(at);
    }

private:
    VertexArrayHandle array_;
    Buffer vertices_;
    Buffer indices_{GL_ELEMENT_ARRAY_BUFFER};
    std::size_t thin_offset_ = 0;
    std::vector<Run> runs_;
};

}  // namespace linchpin::render
