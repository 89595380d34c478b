#pragma once
#include "render/gl/program.h"
#include "render/layers/frame_context.h"
#include "render/scene.h"

namespace linchpin::render {

/// The Moon at its place, of its true size, lit by the sun.
class MoonLayer {
public:
    [[nodiscard]] Status load(const std::filesystem::path& shader_folder);
    void draw(const Scene& scene, const FrameContext& frame);

private:
    Program program_;
    VertexArrayHandle empty_array_;
};

}  // namespace linchpin::render
