#include "render/layers/point_field_layer.h"

#include <algorithm>
#include <cstddef>

#include "render/layers/dot_pass.h"
#include "render/layers/unseen.h"

namespace linchpin::render {
namespace {

constexpr float kReachPx = 34.0f;  // of a mark at scale 1: 255 / 16 and its outline, doubled

}  // namespace

Status PointFieldLayer::load(const std::filesystem::path& shader_folder) {
    auto program = Program::load(shader_folder, "dot");
    if (!program) return program.error();
    program_ = std::move(*program);
    auto plain = Program::load(shader_folder, "disc");
    if (!plain) return plain.error();
    plain_program_ = std::move(*plain);
    return Done{};
}

void PointFieldLayer::upload(const PointBatch& batch, const FrameContext& frame) {
    const auto at = [](std::size_t offset) { return reinterpret_cast<const void*>(offset); };
    if (!array_) array_ = VertexArrayHandle::create();
    glBindVertexArray(array_.id());
    if (batch.geometry != geometry_) {
        geometry_ = batch.geometry;
        places_.upload(std::span<const glm::vec3>(geometry_->positions), GL_STATIC_DRAW);
        frame.stats.uploaded_bytes += places_.size_bytes();
        glEnableVertexAttribArray(0);
        glVertexAttribPointer(0, 3, GL_FLOAT, GL_FALSE, sizeof(glm::vec3), at(0));
    }
    if (batch.styles != style_source_) {
        style_source_ = batch.styles;
        plain_ = std::all_of(style_source_->begin(), style_source_->end(),
                             [](const PointStyle& style) { return style.shape == PointShape::Disc && style.edge_alpha == 0; });
        styles_.upload(std::span<const PointStyle>(*style_source_), GL_STREAM_DRAW);
        frame.stats.uploaded_bytes += styles_.size_bytes();
        glEnableVertexAttribArray(1);
        glEnableVertexAttribArray(2);
        glVertexAttribPointer(1, 4, GL_UNSIGNED_BYTE, GL_TRUE, sizeof(PointStyle), at(offsetof(PointStyle, fill)));
        glVertexAttribIPointer(2, 4, GL_UNSIGNED_BYTE, sizeof(PointStyle), at(offsetof(PointStyle, radius_16th)));
    }
}

void PointFieldLayer::choose_runs(const PointGeometry& geometry, const FrameContext& frame) {
    first_.clear();
    count_.clear();
    const Unseen unseen(frame, kReachPx * frame.pixel_scale);
    for (const PointGeometry::Cell& cell : geometry.cells) {
        if (frame.options.cull && unseen.cap(cell.axis, cell.radius_rad, cell.reach)) continue;
        const auto begin = static_cast<GLint>(cell.begin);
        const auto size = static_cast<GLsizei>(cell.end - cell.begin);
        if (!first_.empty() && first_.back() + count_.back() == begin) {
            count_.back() += size;
            continue;
        }
        first_.push_back(begin);
        count_.push_back(size);
    }
}

void PointFieldLayer::draw(const PointBatch& batch, const FrameContext& frame) {
    if (!batch.geometry || !batch.styles || batch.opacity <= 0.0f || batch.geometry->positions.empty()) return;
    if (batch.styles->size() != batch.geometry->positions.size()) return;  // a scene that was not built as it says
    upload(batch, frame);
    choose_runs(*geometry_, frame);
    if (first_.empty()) return;
    glBindVertexArray(array_.id());
    const Program& program = plain_ ? plain_program_ : program_;
    program.use();
    const DotPass pass(frame, program, batch.opacity);
    glMultiDrawArrays(GL_POINTS, first_.data(), count_.data(), static_cast<GLsizei>(first_.size()));
    frame.stats.draw_calls += first_.size();
    for (const GLsizei n : count_) frame.stats.vertices += static_cast<std::uint64_t>(n);
}

}  // namespace linchpin::render
