#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "data/core/result.h"
#include "render/colour_vision.h"
#include "render/draw_options.h"
#include "render/scene.h"
#include "render/target/frame_target.h"
#include "render/view/camera.h"

namespace linchpin::render {

struct RendererAssets {
    std::filesystem::path shader_folder;   ///< the GLSL files
    std::filesystem::path base_folder;     ///< assets/base, for the Earth's images
};

/// Draws a scene. Needs a current OpenGL 3.3 core context on the calling thread for its whole life, and owns every GL object that
/// it makes there. The same scene, camera and target size give the same pixels.
class Renderer {
public:
    /// @return the renderer, or what is missing (a shader file, a driver that cannot compile one)
    [[nodiscard]] static Result<std::unique_ptr<Renderer>> create(const RendererAssets& assets);
    ~Renderer();
    Renderer(const Renderer&) = delete;
    Renderer& operator=(const Renderer&) = delete;

    /// Draws the passes asked for of the scene, all but its labels (they belong to the overlay, see overlay/), into the target, which
    /// stays bound. A pass alone is drawn on nothing: space is then clear whatever the options say. At Quality::High and Still the
    /// scene is float light until the end of this call.
    void draw(const Scene& scene, const Camera& camera, const FrameTarget& target, const DrawOptions& options = {});
    /// Binds the float light of the target, cleared, for an overlay that is kept as a picture of its own.
    /// @return false when the driver has no room for it
    [[nodiscard]] static bool begin_alone(const FrameTarget& target);
    /// Binds the picture of the target, cleared to nothing.
    static void begin_clear(const FrameTarget& target);
    /// The finished picture, with all that was laid over it, as eyes of this kind see it. Vision::Usual changes nothing.
    void show_as_seen(const FrameTarget& target, Vision vision);
    /// What the last frame cost.
    [[nodiscard]] const DrawStats& stats() const noexcept { return stats_; }

    /// Images that could not be read; their effect is left out.
    [[nodiscard]] const std::vector<std::string>& warnings() const noexcept;

private:
    struct Layers;
    explicit Renderer(std::unique_ptr<Layers> layers);
    std::unique_ptr<Layers> layers_;
    DrawStats stats_;
};

}  // namespace linchpin::render
