#include "render/layers/point_layer.h"

#include <cstddef>

namespace linchpin::render {

Result<std::shared_ptr<Program>> PointLayer::load_program(const std::filesystem::path& shader_folder) {
    auto program = Program::load(shader_folder, "point");
    if (!program) return program.error();
    return std::make_shared<Program>(std::move(*program));
}

void PointLayer::draw(const std::vector<PointMark>& marks, float opacity, const FrameContext& frame) {
    if (marks.empty() || opacity <= 0.0f) return;
    packed_.clear();
    for (const PointMark& mark : marks)
        packed_.push_back({mark.position, mark.radius_px, mark.fill, mark.edge, static_cast<std::uint32_t>(mark.shape)});
    const bool first = !array_;
    if (first) array_ = VertexArrayHandle::create();
    glBindVertexArray(array_.id());
    buffer_.upload(std::span<const Packed>(packed_), GL_STREAM_DRAW);
    if (first) {
        const auto at = [](std::size_t offset) { return reinterpret_cast<const void*>(offset); };
        for (GLuint i = 0; i < 4; ++i) {
            glEnableVertexAttribArray(i);
            glVertexAttribDivisor(i, 1);
        }
        glVertexAttribPointer(0, 4, GL_FLOAT, GL_FALSE, sizeof(Packed), at(offsetof(Packed, position)));
        glVertexAttribPointer(1, 4, GL_UNSIGNED_BYTE, GL_TRUE, sizeof(Packed), at(offsetof(Packed, fill)));
        glVertexAttribPointer(2, 4, GL_UNSIGNED_BYTE, GL_TRUE, sizeof(Packed), at(offsetof(Packed, edge)));
        glVertexAttribIPointer(3, 1, GL_UNSIGNED_INT, sizeof(Packed), at(offsetof(Packed, shape)));
    }
    begin_blended_pass();
    program_->use();
    frame.set_view(*program_);
    program_->set("u_opacity", opacity);
    glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, static_cast<GLsizei>(packed_.size()));
}

}  // namespace linchpin::render
