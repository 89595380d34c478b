#pragma once
#include <cstdint>
#include <vector>

#include "data/core/result.h"
#include "render/gl/handle.h"

namespace linchpin::render {

/// An offscreen picture: 8-bit sRGB colour with alpha, optionally multisampled. What is drawn is linear light; the
/// hardware encodes. Windows, images and recordings all come from one of these.
class FrameTarget {
public:
    /// @param width_px, height_px  1..GL_MAX_RENDERBUFFER_SIZE
    /// @param samples  0, or the wished number of samples (clamped to what the driver offers)
    [[nodiscard]] static Result<FrameTarget> create(int width_px, int height_px, int samples);

    /// Binds for drawing, sets the viewport and sRGB encoding.
    void bind() const;
    /// Brings the samples together; call after drawing, before reading or showing.
    void resolve() const;
    /// Resolved framebuffer name for blitting to a window.
    [[nodiscard]] GLuint resolved_framebuffer() const noexcept { return single_.id(); }
    /// RGBA bytes with straight alpha, top row first. Waits for the GPU.
    [[nodiscard]] std::vector<std::uint8_t> read_rgba() const;
    [[nodiscard]] int width_px() const noexcept { return width_px_; }
    [[nodiscard]] int height_px() const noexcept { return height_px_; }
    [[nodiscard]] int samples() const noexcept { return samples_; }

private:
    int width_px_ = 0, height_px_ = 0, samples_ = 0;
    FramebufferHandle single_, multi_;
    RenderbufferHandle multi_colour_;
    TextureHandle colour_;
};

}  // namespace linchpin::render
