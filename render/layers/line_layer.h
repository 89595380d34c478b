#pragma once
#include <array>
#include <memory>
#include <vector>

#include "render/gl/texture.h"
#include "render/layers/frame_context.h"
#include "render/layers/line_mesh.h"
#include "render/scene.h"

namespace linchpin::render {

/// Draws one batch of polylines as screen-space ribbons: constant width in pixels, round joins and caps, analytic edges, hidden by
/// the globe and fading at its limb. Geometry is sent to the GPU once, at as many levels of detail as are looked at; how lines look is a
/// small texture, all that a filter rewrites. Only what may be in sight goes through the pipeline. A frame allocates nothing once the
/// level that it needs is there.
class LineLayer {
public:
    /// One for ribbons of any width, one for batches in which no line is wider than kHairlinePx: nobody could tell their joins apart. At low quality these are plain lines of a pixel.
    struct Programs { Program ribbon, hairline; };
    [[nodiscard]] static Result<std::shared_ptr<Programs>> load_program(const std::filesystem::path& shader_folder);
    explicit LineLayer(std::shared_ptr<Programs> programs) : programs_{std::move(programs)} {}
    void draw(const LineBatch& batch, const FrameContext& frame);
    /// Of the last frame, after culling.
    [[nodiscard]] std::size_t segments_drawn() const noexcept { return segments_drawn_; }

    static constexpr float kHairlinePx = 1.6f;

private:
    /// Kilometres by which the drawn line may miss the given one.
    static constexpr std::array<float, 8> kTolerancesKm{0.0f, 0.25f, 0.8f, 2.5f, 6.0f, 12.0f, 25.0f, 60.0f};
    struct Detail {
        LineMesh mesh;
        bool ready = false;
    };

    LineMesh& mesh_for(const FrameContext& frame);
    void upload_styles(const std::vector<RibbonStyle>& styles, const FrameContext& frame);
    void collect_visible(const LineMesh& mesh, LineMesh::Form form, const FrameContext& frame);

    std::shared_ptr<Programs> programs_;
    std::array<Detail, kTolerancesKm.size()> details_;
    TextureHandle styles_;
    int style_rows_ = 0;
    std::shared_ptr<const LineGeometry> uploaded_;
    std::vector<RibbonStyle> styles_uploaded_;
    std::vector<float> texels_;
    float widest_px_ = 0.0f;
    bool any_ghost_ = false;
    std::vector<GLsizei> counts_;           ///< of the ranges to draw
    std::vector<const void*> offsets_;
    std::size_t segments_drawn_ = 0;
};

}  // namespace linchpin::render
