#pragma once
#include <array>
#include <memory>
#include <vector>

#include "render/gl/buffer.h"
#include "render/layers/frame_context.h"
#include "render/scene.h"

namespace linchpin::render {

/// Draws marks of a size in pixels, a few thousand at most: discs, rings, diamonds, crosses, squares, halos, pies, rings of shares.
/// They are rewritten when they differ from those of the frame before.
class PointLayer {
public:
    [[nodiscard]] static Result<std::shared_ptr<Program>> load_program(const std::filesystem::path& shader_folder);
    explicit PointLayer(std::shared_ptr<Program> program) : program_{std::move(program)} {}
    /// @param groups  colours of PointMark::shares
    void draw(const std::vector<PointMark>& marks, const std::array<Rgba8, kColourGroups>& groups, float opacity, const FrameContext& frame);

private:
    struct Packed {
        glm::vec3 position;
        float radius_px;
        Rgba8 fill, edge;
        std::uint16_t shape, band_16th;
        std::array<std::uint8_t, 8> shares;
        bool operator==(const Packed&) const = default;
    };
    static Packed packed(const PointMark& mark) noexcept;
    bool pack(const std::vector<PointMark>& marks);
    void upload(FrameContext const& frame);
    std::shared_ptr<Program> program_;
    VertexArrayHandle array_;
    Buffer buffer_;
    std::vector<Packed> packed_;
};

}  // namespace linchpin::render
