#include "render/renderer.h"

#include "render/layers/earth_layer.h"
#include "render/layers/line_layer.h"
#include "render/layers/point_layer.h"
#include "render/layers/star_layer.h"

namespace linchpin::render {

struct Renderer::Layers {
    Layers(std::shared_ptr<LineLayer::Programs> line, std::shared_ptr<Program> point)
        : graticule{line}, borders{line}, cables{line}, marks{line}, arcs{line}, tracks{line}, surface_points{point}, space_points{point} {}
    StarLayer stars;
    EarthLayer earth;
    LineLayer graticule, borders, cables, marks, arcs, tracks;
    PointLayer surface_points, space_points;
};

Renderer::Renderer(std::unique_ptr<Layers> layers) : layers_{std::move(layers)} {}
Renderer::~Renderer() = default;

Result<std::unique_ptr<Renderer>> Renderer::create(const RendererAssets& assets) {
    auto line = LineLayer::load_program(assets.shader_folder);
    if (!line) return line.error();
    auto point = PointLayer::load_program(assets.shader_folder);
    if (!point) return point.error();
    auto layers = std::make_unique<Layers>(*line, *point);
    if (auto status = layers->stars.load(assets.shader_folder); !status) return status.error();
    if (auto status = layers->earth.load(assets.shader_folder, assets.base_folder); !status) return status.error();
    return std::unique_ptr<Renderer>(new Renderer(std::move(layers)));
}

const std::vector<std::string>& Renderer::warnings() const noexcept { return layers_->earth.warnings(); }

void Renderer::draw(const Scene& scene, const Camera& camera, const FrameTarget& target, const DrawOptions& options) {
    stats_ = {};
    target.bind();
    const bool clear = options.transparent || options.passes != kAllPasses;
    const glm::vec3 space = clear ? glm::vec3{0.0f} : linear_rgb(scene.earth.space);
    glClearColor(space.r, space.g, space.b, clear ? 0.0f : 1.0f);
    glClear(GL_COLOR_BUFFER_BIT);
    const FrameContext frame{camera, scene.pixel_scale, options, stats_};
    const auto wanted = [&](Pass pass) { return has(options.passes, pass); };
    // Back to front; nothing needs a depth buffer, since what the globe hides is known by its shape.
    if (wanted(Pass::Stars) && !options.transparent) layers_->stars.draw(scene, frame);
    if (wanted(Pass::Earth)) layers_->earth.draw(scene, frame);
    if (wanted(Pass::Graticule)) layers_->graticule.draw(scene.graticule, frame);
    if (wanted(Pass::Borders)) layers_->borders.draw(scene.borders, frame);
    if (wanted(Pass::Cables)) layers_->cables.draw(scene.cables, frame);
    if (wanted(Pass::Marks)) layers_->marks.draw(scene.marks, frame);
    if (wanted(Pass::Sites)) layers_->surface_points.draw(scene.surface_points, 1.0f, frame);
    if (wanted(Pass::Tracks)) layers_->tracks.draw(scene.tracks, frame);
    if (wanted(Pass::Flows)) layers_->arcs.draw(scene.arcs, frame);
    if (wanted(Pass::Satellites)) layers_->space_points.draw(scene.space_points, 1.0f, frame);
}

}  // namespace linchpin::render
