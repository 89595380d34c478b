#include "render/layers/star_layer.h"

#include <cstddef>

namespace linchpin::render {

Status StarLayer::load(const std::filesystem::path& shader_folder) {
    auto program = Program::load(shader_folder, "star");
    if (!program) return program.error();
    program_ = std::move(*program);
    array_ = VertexArrayHandle::create();
    return Done{};
}

void StarLayer::draw(const Scene& scene, const FrameContext& frame) {
    if (!scene.stars || scene.stars->empty()) return;
    glBindVertexArray(array_.id());
    if (scene.stars != uploaded_) {
        uploaded_ = scene.stars;
        buffer_.upload(std::span<const StarMark>(*uploaded_), GL_STATIC_DRAW);
        glEnableVertexAttribArray(0);
        glVertexAttribPointer(0, 4, GL_FLOAT, GL_FALSE, sizeof(StarMark), nullptr);
        static_assert(offsetof(StarMark, magnitude) == 12);
        glEnableVertexAttribArray(1);
        glVertexAttribPointer(1, 4, GL_UNSIGNED_BYTE, GL_TRUE, sizeof(StarMark), reinterpret_cast<const void*>(offsetof(StarMark, colour)));
    }
    begin_blended_pass();
    glEnable(GL_PROGRAM_POINT_SIZE);
    program_.use();
    frame.set_view(program_);
    program_.set("u_celestial_to_ecef", scene.celestial_to_ecef);
    glDrawArrays(GL_POINTS, 0, static_cast<GLsizei>(uploaded_->size()));
    glDisable(GL_PROGRAM_POINT_SIZE);
    frame.stats += {1, uploaded_->size(), 0};
}

}  // namespace linchpin::render
