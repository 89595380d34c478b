#pragma once
#include <memory>
#include <vector>

#include "render/gl/buffer.h"
#include "render/layers/frame_context.h"
#include "render/scene.h"

namespace linchpin::render {

/// Draws marks of a size in pixels: discs, rings, diamonds, crosses, squares.
class PointLayer {
public:
    [[nodiscard]] static Result<std::shared_ptr<Program>> load_program(const std::filesystem::path& shader_folder);
    explicit PointLayer(std::shared_ptr<Program> program) : program_{std::move(program)} {}
    void draw(const std::vector<PointMark>& marks, float opacity, const FrameContext& frame);

private:
    struct Packed {
        glm::vec3 position;
        float radius_px;
        Rgba8 fill, edge;
        std::uint32_t shape;
    };
    std::shared_ptr<Program> program_;
    VertexArrayHandle array_;
    Buffer buffer_;
    std::vector<Packed> packed_;
};

}  // namespace linchpin::render
