#include "render/renderer.h"

#include "render/layers/earth_layer.h"
#include "render/layers/line_layer.h"
#include "render/layers/point_layer.h"
#include "render/layers/star_layer.h"

namespace linchpin::render {

struct Renderer::Layers {
    Layers(std::shared_ptr<Program> line, std::shared_ptr<Program> point)
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

void Renderer::draw(const Scene& scene, const Camera& camera, const FrameTarget& target, bool transparent) {
    target.bind();
    const glm::vec3 space = transparent ? glm::vec3{0.0f} : linear_rgb(scene.earth.space);
    glClearColor(space.r, space.g, space.b, transparent ? 0.0f : 1.0f);
    glClear(GL_COLOR_BUFFER_BIT);
    const FrameContext frame{camera, scene.pixel_scale};
    // Back to front; nothing needs a depth buffer, since what the globe hides is known by its shape.
    if (!transparent) layers_->stars.draw(scene, frame);
    layers_->earth.draw(scene, frame);
    layers_->graticule.draw(scene.graticule, frame);
    layers_->borders.draw(scene.borders, frame);
    layers_->cables.draw(scene.cables, frame);
    layers_->marks.draw(scene.marks, frame);
    layers_->surface_points.draw(scene.surface_points, 1.0f, frame);
    layers_->tracks.draw(scene.tracks, frame);
    layers_->arcs.draw(scene.arcs, frame);
    layers_->space_points.draw(scene.space_points, 1.0f, frame);
}

}  // namespace linchpin::render
