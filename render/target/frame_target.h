#pragma once
#include <array>
#include <cstdint>
#include <vector>

#include "data/core/result.h"
#include "render/gl/handle.h"

namespace linchpin::render {

/// An offscreen picture: 8-bit sRGB colour with alpha. Windows, images and recordings all come from one of these. A scene may be
/// drawn into it directly, or into float light beside it (multisampled) that is then encoded into it; text and legend are drawn
/// into the picture itself.
class FrameTarget {
public:
    /// @param width_px, height_px  1..GL_MAX_RENDERBUFFER_SIZE
    /// @param samples  0, or the wished number of samples of the float light (clamped to what the driver offers)
    [[nodiscard]] static Result<FrameTarget> create(int width_px, int height_px, int samples);

    /// Binds the picture for drawing, sets the viewport and sRGB encoding.
    void bind() const;
    /// Binds the float light for drawing a scene, made when first asked for.
    /// @return false when the driver has no room for it; the picture is then bound instead
    bool bind_light() const;
    /// Brings the samples of the float light together. @return its texture: linear, premultiplied
    [[nodiscard]] GLuint resolve_light() const;

    /// The picture is complete after Renderer::draw and OverlayPainter::draw; this only hands the commands to the driver.
    void resolve() const { glFlush(); }
    /// Framebuffer name of the picture, for blitting to a window, and its texture (decoded to linear light when sampled).
    [[nodiscard]] GLuint resolved_framebuffer() const noexcept { return picture_frame_.id(); }
    [[nodiscard]] GLuint picture_texture() const noexcept { return picture_.id(); }
    /// RGBA bytes with straight alpha, top row first. Waits for the GPU.
    [[nodiscard]] std::vector<std::uint8_t> read_rgba() const;
    /// One pixel as it stands in the picture (alpha multiplied in), counted from the bottom left. Waits for the GPU.
    [[nodiscard]] std::array<std::uint8_t, 4> read_pixel(int x, int y) const;
    [[nodiscard]] int width_px() const noexcept { return width_px_; }
    [[nodiscard]] int height_px() const noexcept { return height_px_; }
    [[nodiscard]] int samples() const noexcept { return samples_; }

private:
    /// RGBA16F. `drawn` is what scenes are drawn into, `texture` holds it resolved.
    struct Light {
        FramebufferHandle drawn, resolved;
        RenderbufferHandle samples;
        TextureHandle texture;
        bool refused = false;
    };
    bool make_light() const;

    int width_px_ = 0, height_px_ = 0, samples_ = 0;
    FramebufferHandle picture_frame_;
    TextureHandle picture_;
    mutable Light light_;  // only a wider store of the same picture: made when the quality first asks for it
};

}  // namespace linchpin::render
