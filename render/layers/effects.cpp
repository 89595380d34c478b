#include "render/layers/effects.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace linchpin::render {
namespace {

constexpr float kGlowStrength = 0.42f;   // subtle: a halo, never a second mark

void bind_texture(GLuint texture) {
    glActiveTexture(GL_TEXTURE0);
    glBindTexture(GL_TEXTURE_2D, texture);
}

}  // namespace

Status Effects::load(const std::filesystem::path& shader_folder) {
    for (const auto& [program, fragment] : {std::pair{&encode_, "screen"}, {&blur_, "glow_blur"}, {&lay_, "glow_lay"}, {&vision_, "vision"}}) {
        auto loaded = Program::load(shader_folder, "screen", fragment);
        if (!loaded) return loaded.error();
        *program = std::move(*loaded);
    }
    if (!empty_array_) empty_array_ = VertexArrayHandle::create();
    return Done{};
}

bool Effects::Sheet::fit(GLint internal, int width, int height) {
    if (frame && width == width_px && height == height_px) return true;
    while (glGetError() != GL_NO_ERROR) {}
    if (!texture) texture = TextureHandle::create();
    glBindTexture(GL_TEXTURE_2D, texture.id());
    glTexImage2D(GL_TEXTURE_2D, 0, internal, width, height, 0, GL_RGBA, internal == GL_RGBA16F ? GL_HALF_FLOAT : GL_UNSIGNED_BYTE, nullptr);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    if (!frame) frame = FramebufferHandle::create();
    glBindFramebuffer(GL_FRAMEBUFFER, frame.id());
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture.id(), 0);
    width_px = width;
    height_px = height;
    const bool complete = glCheckFramebufferStatus(GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE;
    if (glGetError() == GL_NO_ERROR && complete) return true;
    width_px = height_px = 0;
    return false;
}

void Effects::draw_screen() const {
    glBindVertexArray(empty_array_.id());
    glDrawArrays(GL_TRIANGLES, 0, 3);
}

int Effects::glow_step_px(float pixel_scale) noexcept { return std::max(2, static_cast<int>(std::lround(4.0f * pixel_scale))); }

bool Effects::prepare_glow(const FrameContext& frame, const std::function<void(const FrameContext&)>& draw) {
    const int step = glow_step_px(frame.pixel_scale);
    const int width = std::max(1, (static_cast<int>(frame.size_px.x) + step - 1) / step), height = std::max(1, (static_cast<int>(frame.size_px.y) + step - 1) / step);
    for (Sheet& sheet : glow_)
        if (!sheet.fit(GL_RGBA16F, width, height)) return false;
    glBindFramebuffer(GL_FRAMEBUFFER, glow_[0].frame.id());
    glViewport(0, 0, width, height);
    glDisable(GL_SCISSOR_TEST);
    glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
    glClearColor(0.0f, 0.0f, 0.0f, 0.0f);
    glClear(GL_COLOR_BUFFER_BIT);
    draw(frame.scaled(1.0f / static_cast<float>(step)));
    glDisable(GL_BLEND);
    blur_.use();
    blur_.set("u_light", 0);
    for (int direction = 0; direction < 2; ++direction) {
        glBindFramebuffer(GL_FRAMEBUFFER, glow_[1 - direction].frame.id());
        bind_texture(glow_[direction].texture.id());
        blur_.set("u_step", direction == 0 ? glm::vec2{1.0f / static_cast<float>(width), 0.0f} : glm::vec2{0.0f, 1.0f / static_cast<float>(height)});
        draw_screen();
    }
    frame.stats += {2, 6, 0};
    return true;
}

void Effects::lay_glow(const FrameContext& frame) {
    begin_blended_pass();
    lay_.use();
    lay_.set("u_light", 0);
    // In a small picture marks keep their size and stand closer.
    lay_.set("u_strength", kGlowStrength * std::min(1.0f, 0.3f + 0.7f * frame.pixel_scale));
    bind_texture(glow_[0].texture.id());
    draw_screen();
    frame.stats += {1, 3, 0};
}

void Effects::encode(const FrameContext& frame, const FrameTarget& target) {
    const GLuint light = target.resolve_light();
    target.bind();
    glDisable(GL_FRAMEBUFFER_SRGB);
    glDisable(GL_BLEND);
    glDisable(GL_DEPTH_TEST);
    encode_.use();
    encode_.set("u_light", 0);
    const PictureWindow& window = frame.camera.window();
    encode_.set("u_origin_px", glm::vec2(window.x, frame.camera.height_px() - window.y - window.height_px));
    bind_texture(light);
    draw_screen();
    glEnable(GL_FRAMEBUFFER_SRGB);
    frame.stats += {1, 3, 0};
}

bool Effects::simulate(const FrameTarget& target, Vision vision) {
    if (vision == Vision::Usual) return true;
    if (!copy_.fit(GL_SRGB8_ALPHA8, target.width_px(), target.height_px())) return false;
    glBindFramebuffer(GL_READ_FRAMEBUFFER, target.resolved_framebuffer());
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, copy_.frame.id());
    glEnable(GL_FRAMEBUFFER_SRGB);
    glBlitFramebuffer(0, 0, target.width_px(), target.height_px(), 0, 0, target.width_px(), target.height_px(), GL_COLOR_BUFFER_BIT, GL_NEAREST);
    target.bind();
    glDisable(GL_BLEND);
    vision_.use();
    vision_.set("u_picture", 0);
    const auto m = vision_matrix(vision);  // rows; GL wants columns
    vision_.set("u_seen", glm::mat3{m[0], m[3], m[6], m[1], m[4], m[7], m[2], m[5], m[8]});
    bind_texture(copy_.texture.id());
    draw_screen();
    return true;
}

}  // namespace linchpin::render
