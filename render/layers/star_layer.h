#pragma once
#include <memory>
#include <vector>

#include "render/gl/buffer.h"
#include "render/layers/frame_context.h"
#include "render/scene.h"

namespace linchpin::render {

/// The stars at their true places for the shown time.
class StarLayer {
public:
    [[nodiscard]] Status load(const std::filesystem::path& shader_folder);
    void draw(const Scene& scene, const FrameContext& frame);

private:
    Program program_;
    VertexArrayHandle array_;
    Buffer buffer_;
    std::shared_ptr<const std::vector<StarMark>> uploaded_;
};

}  // namespace linchpin::render
