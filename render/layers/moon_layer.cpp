#include "render/layers/moon_layer.h"

#include <glm/geometric.hpp>

namespace linchpin::render {
namespace {

constexpr float kMoonRadius = 1737.4f / 6371.0088f;  // of the Earth's mean radius

}  // namespace

Status MoonLayer::load(const std::filesystem::path& shader_folder) {
    auto program = Program::load(shader_folder, "moon");
    if (!program) return program.error();
    program_ = std::move(*program);
    if (!empty_array_) empty_array_ = VertexArrayHandle::create();
    return Done{};
}

void MoonLayer::draw(const Scene& scene, const FrameContext& frame) {
    if (scene.moon <= 0.0f) return;
    const glm::vec3 to_moon = scene.moon_position - frame.eye;
    const float distance = glm::length(to_moon);
    if (distance <= kMoonRadius * 2.0f || glm::dot(to_moon, glm::vec3(frame.camera.forward())) <= 0.0f) return;
    begin_blended_pass();
    program_.use();
    frame.set_view(program_);
    program_.set("u_direction", to_moon / distance);
    program_.set("u_angular_radius", kMoonRadius / distance);
    program_.set("u_sun", scene.sun_direction);
    program_.set("u_opacity", scene.moon);
    glBindVertexArray(empty_array_.id());
    glDrawArrays(GL_TRIANGLE_STRIP, 0, 4);
    frame.stats += {1, 4, 0};
}

}  // namespace linchpin::render
