#pragma once
#include <memory>
#include <vector>

#include "render/gl/buffer.h"
#include "render/layers/frame_context.h"
#include "render/scene.h"

namespace linchpin::render {

/// Draws a PointBatch: places are uploaded once, styles when they change, one vertex a point, cells that nobody can see are skipped.
class PointFieldLayer {
public:
    [[nodiscard]] Status load(const std::filesystem::path& shader_folder);
    void draw(const PointBatch& batch, const FrameContext& frame);

private:
    void upload(const PointBatch& batch, const FrameContext& frame);
    /// Fills the runs of points to draw. No allocation once they have grown.
    void choose_runs(const PointGeometry& geometry, const FrameContext& frame);
    Program program_, plain_program_;
    bool plain_ = false;                   ///< every style is a disc without an outline
    VertexArrayHandle array_;
    Buffer places_, styles_;
    std::shared_ptr<const PointGeometry> geometry_;
    std::shared_ptr<const std::vector<PointStyle>> style_source_;
    std::vector<GLint> first_;
    std::vector<GLsizei> count_;
};

}  // namespace linchpin::render
