#include "render/layers/point_layer.h"

#include <algorithm>
#include <cstddef>

namespace linchpin::render {

Result<std::shared_ptr<Program>> PointLayer::load_program(const std::filesystem::path& shader_folder) {
    auto program = Program::load(shader_folder, "point");
    if (!program) return program.error();
    return std::make_shared<Program>(std::move(*program));
}

PointLayer::Packed PointLayer::packed(const PointMark& mark) noexcept {
    Packed p{mark.position, mark.radius_px, mark.fill, mark.edge, static_cast<std::uint16_t>(mark.shape),
             static_cast<std::uint16_t>(std::clamp(mark.band_px * 16.0f, 0.0f, 65535.0f)), {}};
    std::copy(mark.shares.begin(), mark.shares.end(), p.shares.begin());
    return p;
}

/// @return  whether anything differs from the frame before
bool PointLayer::pack(const std::vector<PointMark>& marks) {
    bool changed = packed_.size() != marks.size();
    packed_.resize(marks.size());
    for (std::size_t i = 0; i < marks.size(); ++i) {
        const Packed now = packed(marks[i]);
        if (!changed && packed_[i] == now) continue;
        changed = true;
        packed_[i] = now;
    }
    return changed;
}

void PointLayer::upload(const FrameContext& frame) {
    const bool first = !array_;
    if (first) array_ = VertexArrayHandle::create();
    glBindVertexArray(array_.id());
    buffer_.upload(std::span<const Packed>(packed_), GL_STREAM_DRAW);
    frame.stats.uploaded_bytes += packed_.size() * sizeof(Packed);
    if (!first) return;
    const auto at = [](std::size_t offset) { return reinterpret_cast<const void*>(offset); };
    for (GLuint i = 0; i < 6; ++i) {
        glEnableVertexAttribArray(i);
        glVertexAttribDivisor(i, 1);
    }
    glVertexAttribPointer(0, 4, GL_FLOAT, GL_FALSE, sizeof(Packed), at(offsetof(Packed, position)));
    glVertexAttribPointer(1, 4, GL_UNSIGNED_BYTE, GL_TRUE, sizeof(Packed), at(offsetof(Packed, fill)));
    glVertexAttribPointer(2, 4, GL_UNSIGNED_BYTE, GL_TRUE, sizeof(Packed), at(offsetof(Packed, edge)));
    glVertexAttribIPointer(3, 2, GL_UNSIGNED_SHORT, sizeof(Packed), at(offsetof(Packed, shape)));
    glVertexAttribPointer(4, 4, GL_UNSIGNED_BYTE, GL_TRUE, sizeof(Packed), at(offsetof(Packed, shares)));
    glVertexAttribPointer(5, 2, GL_UNSIGNED_BYTE, GL_TRUE, sizeof(Packed), at(offsetof(Packed, shares) + 4));
}

void PointLayer::draw(const std::vector<PointMark>& marks, const std::array<Rgba8, kColourGroups>& groups, float opacity, const FrameContext& frame) {
    if (marks.empty() || opacity <= 0.0f) return;
    if (pack(marks) || !array_) upload(frame);
    glBindVertexArray(array_.id());
    begin_blended_pass();
    program_->use();
    frame.set_view(*program_);
    program_->set("u_opacity", opacity);
    std::array<glm::vec3, kColourGroups> colours;
    for (std::size_t i = 0; i < groups.size(); ++i) colours[i] = linear_rgb(groups[i]);
    glUniform3fv(program_->location("u_groups[0]"), static_cast<GLsizei>(kColourGroups), &colours[0].x);
    glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, static_cast<GLsizei>(packed_.size()));
    ++frame.stats.draw_calls;
    frame.stats.vertices += 4 * packed_.size();
}

}  // namespace linchpin::render
