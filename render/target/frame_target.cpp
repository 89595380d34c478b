#include "render/target/frame_target.h"

#include <algorithm>
#include <cstring>

#include "render/colour.h"

namespace linchpin::render {
namespace {

/// What is stored is linear light times alpha, encoded; a picture file wants the colour alone. Opaque pixels are left as they are.
void to_straight_alpha(std::vector<std::uint8_t>& pixels) {
    for (std::size_t i = 0; i < pixels.size(); i += 4) {
        const std::uint8_t alpha = pixels[i + 3];
        if (alpha == 255 || alpha == 0) continue;
        for (std::size_t c = i; c < i + 3; ++c) pixels[c] = encoded_of(linear_of(pixels[c]) * 255.0f / static_cast<float>(alpha));
    }
}

bool complete() { return glCheckFramebufferStatus(GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE; }

TextureHandle make_texture(GLint internal, GLenum type, int width_px, int height_px) {
    TextureHandle texture = TextureHandle::create();
    glBindTexture(GL_TEXTURE_2D, texture.id());
    glTexImage2D(GL_TEXTURE_2D, 0, internal, width_px, height_px, 0, GL_RGBA, type, nullptr);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    return texture;
}

}  // namespace

Result<FrameTarget> FrameTarget::create(int width_px, int height_px, int samples) {
    GLint limit = 0, texture_limit = 0, sample_limit = 0;
    glGetIntegerv(GL_MAX_RENDERBUFFER_SIZE, &limit);
    glGetIntegerv(GL_MAX_TEXTURE_SIZE, &texture_limit);
    glGetIntegerv(GL_MAX_SAMPLES, &sample_limit);
    limit = std::min(limit, texture_limit);
    if (width_px < 1 || height_px < 1 || width_px > limit || height_px > limit)
        return Error{"expected a picture size from 1x1 to " + std::to_string(limit) + "x" + std::to_string(limit) + ", found " +
                     std::to_string(width_px) + "x" + std::to_string(height_px)};
    FrameTarget target;
    target.width_px_ = width_px;
    target.height_px_ = height_px;
    target.samples_ = std::min(samples, static_cast<int>(sample_limit));
    target.picture_ = make_texture(GL_SRGB8_ALPHA8, GL_UNSIGNED_BYTE, width_px, height_px);
    target.picture_frame_ = FramebufferHandle::create();
    glBindFramebuffer(GL_FRAMEBUFFER, target.picture_frame_.id());
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, target.picture_.id(), 0);
    if (!complete() || glGetError() == GL_OUT_OF_MEMORY)
        return Error{"the graphics driver has no room for a picture of " + std::to_string(width_px) + "x" + std::to_string(height_px)};
    return target;
}

bool FrameTarget::make_light() const {
    Light light;
    while (glGetError() != GL_NO_ERROR) {}  // an old error must not be taken for one of ours
    light.texture = make_texture(GL_RGBA16F, GL_HALF_FLOAT, width_px_, height_px_);
    light.resolved = FramebufferHandle::create();
    glBindFramebuffer(GL_FRAMEBUFFER, light.resolved.id());
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, light.texture.id(), 0);
    bool ok = complete();
    if (ok && samples_ > 0) {
        light.samples = RenderbufferHandle::create();
        glBindRenderbuffer(GL_RENDERBUFFER, light.samples.id());
        glRenderbufferStorageMultisample(GL_RENDERBUFFER, samples_, GL_RGBA16F, width_px_, height_px_);
        light.drawn = FramebufferHandle::create();
        glBindFramebuffer(GL_FRAMEBUFFER, light.drawn.id());
        glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, light.samples.id());
        ok = complete();
    }
    ok = glGetError() == GL_NO_ERROR && ok;
    if (ok) light_ = std::move(light);
    else light_.refused = true;
    return ok;
}

void FrameTarget::bind() const {
    glBindFramebuffer(GL_FRAMEBUFFER, picture_frame_.id());
    glViewport(0, 0, width_px_, height_px_);
    glEnable(GL_FRAMEBUFFER_SRGB);
    // Clearing obeys both, whoever set them last.
    glDisable(GL_SCISSOR_TEST);
    glColorMask(GL_TRUE, GL_TRUE, GL_TRUE, GL_TRUE);
}

bool FrameTarget::bind_light() const {
    bind();
    if (light_.refused || (!light_.texture && !make_light())) {
        bind();
        return false;
    }
    glBindFramebuffer(GL_FRAMEBUFFER, light_.drawn ? light_.drawn.id() : light_.resolved.id());
    return true;
}

GLuint FrameTarget::resolve_light() const {
    if (light_.drawn) {
        glBindFramebuffer(GL_READ_FRAMEBUFFER, light_.drawn.id());
        glBindFramebuffer(GL_DRAW_FRAMEBUFFER, light_.resolved.id());
        glBlitFramebuffer(0, 0, width_px_, height_px_, 0, 0, width_px_, height_px_, GL_COLOR_BUFFER_BIT, GL_NEAREST);
    }
    return light_.texture.id();
}

std::array<std::uint8_t, 4> FrameTarget::read_pixel(int x, int y) const {
    std::array<std::uint8_t, 4> pixel{};
    glBindFramebuffer(GL_READ_FRAMEBUFFER, picture_frame_.id());
    glReadPixels(x, y, 1, 1, GL_RGBA, GL_UNSIGNED_BYTE, pixel.data());
    return pixel;
}

std::vector<std::uint8_t> FrameTarget::read_rgba() const {
    glBindFramebuffer(GL_READ_FRAMEBUFFER, picture_frame_.id());
    glPixelStorei(GL_PACK_ALIGNMENT, 4);
    const std::size_t row = static_cast<std::size_t>(width_px_) * 4;
    std::vector<std::uint8_t> pixels(row * static_cast<std::size_t>(height_px_));
    glReadPixels(0, 0, width_px_, height_px_, GL_RGBA, GL_UNSIGNED_BYTE, pixels.data());
    std::vector<std::uint8_t> swap(row);
    for (int top = 0, bottom = height_px_ - 1; top < bottom; ++top, --bottom) {
        std::uint8_t* a = pixels.data() + row * static_cast<std::size_t>(top);
        std::uint8_t* b = pixels.data() + row * static_cast<std::size_t>(bottom);
        std::memcpy(swap.data(), a, row);
        std::memcpy(a, b, row);
        std::memcpy(b, swap.data(), row);
    }
    to_straight_alpha(pixels);
    return pixels;
}

}  // namespace linchpin::render
