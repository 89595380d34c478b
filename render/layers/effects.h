#pragma once
#include <functional>

#include "render/colour_vision.h"
#include "render/gl/program.h"
#include "render/layers/frame_context.h"
#include "render/target/frame_target.h"

namespace linchpin::render {

/// Passes over pixels: the glow under the data, the way from float light to the picture's bytes, and the picture as other eyes see it.
class Effects {
public:
    [[nodiscard]] Status load(const std::filesystem::path& shader_folder);

    /// Draws what shines, by `draw`, into a smaller picture and blurs it. Call before the scene's target is bound.
    /// @return false when there was no room for it: then no glow
    bool prepare_glow(const FrameContext& frame, const std::function<void(const FrameContext&)>& draw);
    /// Lays the prepared glow over what is bound.
    void lay_glow(const FrameContext& frame);
    /// Encodes the float light of `target` into its picture, which is bound afterwards.
    void encode(const FrameContext& frame, const FrameTarget& target);
    /// Replaces the picture by what `vision` makes of it. Leaves it bound. @return false when there was no room for a copy
    bool simulate(const FrameTarget& target, Vision vision);

    /// Picture pixels a texel of the glow. It grows with the picture and always holds all of it, so tiles fit without a seam.
    [[nodiscard]] static int glow_step_px(float pixel_scale) noexcept;

private:
    /// A colour texture to draw into, made anew when the size changes.
    struct Sheet {
        FramebufferHandle frame;
        TextureHandle texture;
        int width_px = 0, height_px = 0;
        bool fit(GLint internal, int width, int height);
    };
    void draw_screen() const;

    Program encode_, blur_, lay_, vision_;
    VertexArrayHandle empty_array_;
    Sheet glow_[2], copy_;
};

}  // namespace linchpin::render
