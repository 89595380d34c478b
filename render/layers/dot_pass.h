#pragma once
#include "render/layers/frame_context.h"

namespace linchpin::render {

/// State around a pass that draws marks as point sprites, one vertex each. GL drops a point whose centre is outside the view volume,
/// though half of it may be inside the picture: the viewport is made larger for the pass, and given back after it.
class DotPass {
public:
    /// `program` is in use; its view uniforms, u_opacity, u_viewport_scale and u_most_radius_px are set.
    DotPass(const FrameContext& frame, const Program& program, float opacity);
    ~DotPass();
    DotPass(const DotPass&) = delete;
    DotPass& operator=(const DotPass&) = delete;

private:
    GLint viewport_[4]{};
};

}  // namespace linchpin::render
