#pragma once
#include <array>
#include <memory>
#include <vector>

#include "render/gl/buffer.h"
#include "render/gl/texture.h"
#include "render/layers/frame_context.h"
#include "render/scene.h"

namespace linchpin::render {

/// Draws one batch of polylines as screen-space ribbons: constant width in pixels, mitred joins, analytic edges, hidden by the
/// globe and fading at its limb. Only the parts near the shown side are sent through the pipeline, with no more vertices than
/// the picture can show.
class LineLayer {
public:
    [[nodiscard]] static Result<std::shared_ptr<Program>> load_program(const std::filesystem::path& shader_folder);
    explicit LineLayer(std::shared_ptr<Program> program) : program_{std::move(program)} {}
    void draw(const LineBatch& batch, const FrameContext& frame);
    [[nodiscard]] std::size_t segments_drawn() const noexcept { return segments_drawn_; }

private:
    /// A run of segments with a cap that encloses it, so that runs on the far side can be skipped.
    struct Run {
        std::uint32_t begin = 0, end = 0;   ///< instances
        glm::vec3 centre{};                 ///< of the enclosing ball
        float radius = 0.0f;
    };
    /// The geometry at one tolerance, in GPU memory. Made when first needed.
    struct Detail {
        VertexArrayHandle array;
        Buffer buffer;
        std::vector<Run> runs;
        bool ready = false;
    };
    /// Kilometres by which the drawn line may miss the given one. A level serves while that is below half a pixel.
    static constexpr std::array<float, 4> kTolerancesKm{0.0f, 0.8f, 2.5f, 6.0f};

    Detail& detail_for(float km_per_pixel);
    static void upload(Detail& detail, const LineGeometry& geometry);
    void upload_styles(const std::vector<RibbonStyle>& styles);
    static void point_attributes_at(std::uint32_t first_instance);

    std::shared_ptr<Program> program_;
    std::array<Detail, kTolerancesKm.size()> details_;
    LookupTexture styles_;
    std::shared_ptr<const LineGeometry> uploaded_;
    std::vector<RibbonStyle> styles_uploaded_;
    std::vector<std::uint32_t> texels_;
    bool any_ghost_ = false;
    std::size_t segments_drawn_ = 0;
};

}  // namespace linchpin::render
