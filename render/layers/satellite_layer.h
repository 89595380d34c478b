#pragma once
#include <array>
#include <memory>
#include <vector>

#include "render/gl/buffer.h"
#include "render/layers/frame_context.h"
#include "render/scene.h"

namespace linchpin::render {

/// Draws satellites between two keyframes, one vertex each. Keyframes are uploaded when they are new (once a minute of sky time),
/// styles when they change; a steady frame sets uniforms and draws.
class SatelliteLayer {
public:
    [[nodiscard]] static Result<std::shared_ptr<Program>> load_program(const std::filesystem::path& shader_folder);
    explicit SatelliteLayer(std::shared_ptr<Program> program) : program_{std::move(program)} {}
    void draw(const SatelliteBatch& batch, const FrameContext& frame);

private:
    struct Slot {
        Buffer states;
        std::uint64_t serial = 0;  ///< of the keyframe it holds; 0 = none
    };
    /// The slot that holds the keyframe; uploads it into one that is not `keep`.
    std::size_t hold(const orbit::Keyframe& keyframe, std::size_t keep, const FrameContext& frame);
    void bind(std::size_t from, std::size_t to, const SatelliteBatch& batch, const FrameContext& frame);

    std::shared_ptr<Program> program_;
    VertexArrayHandle array_;
    std::array<Slot, 2> slots_;
    std::array<std::size_t, 2> bound_{2, 2};
    Buffer styles_;
    std::shared_ptr<const std::vector<SatelliteStyle>> style_source_;
};

}  // namespace linchpin::render
