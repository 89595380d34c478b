#include "render/renderer.h"

#include "render/layers/earth_layer.h"
#include "render/layers/effects.h"
#include "render/layers/line_layer.h"
#include "render/layers/moon_layer.h"
#include "render/layers/point_field_layer.h"
#include "render/layers/point_layer.h"
#include "render/layers/satellite_layer.h"
#include "render/layers/star_layer.h"
#include "render/view/world_cut.h"

namespace linchpin::render {

struct Renderer::Layers {
    Layers(std::shared_ptr<LineLayer::Programs> line, std::shared_ptr<Program> point, std::shared_ptr<Program> satellite)
        : graticule{line}, borders{line}, borders_before{line}, cables{line}, marks{line}, arcs{line}, tracks{line}, surface_points{point}, space_points{point},
          satellites{satellite}, simulated{satellite} {}
    StarLayer stars;
    MoonLayer moon;
    Effects effects;
    EarthLayer earth;
    LineLayer graticule, borders, borders_before, cables, marks, arcs, tracks;
    PointFieldLayer point_field;
    PointLayer surface_points, space_points;
    SatelliteLayer satellites, simulated;
    CutLines cut_graticule, cut_borders, cut_borders_before, cut_cables, cut_marks, cut_arcs, cut_tracks;
};

Renderer::Renderer(std::unique_ptr<Layers> layers) : layers_{std::move(layers)} {}
Renderer::~Renderer() = default;

Result<std::unique_ptr<Renderer>> Renderer::create(const RendererAssets& assets) {
    auto line = LineLayer::load_program(assets.shader_folder);
    if (!line) return line.error();
    auto point = PointLayer::load_program(assets.shader_folder);
    if (!point) return point.error();
    auto satellite = SatelliteLayer::load_program(assets.shader_folder);
    if (!satellite) return satellite.error();
    auto layers = std::make_unique<Layers>(*line, *point, *satellite);
    if (auto status = layers->point_field.load(assets.shader_folder); !status) return status.error();
    if (auto status = layers->stars.load(assets.shader_folder); !status) return status.error();
    if (auto status = layers->moon.load(assets.shader_folder); !status) return status.error();
    if (auto status = layers->effects.load(assets.shader_folder); !status) return status.error();
    if (auto status = layers->earth.load(assets.shader_folder, assets.base_folder); !status) return status.error();
    return std::unique_ptr<Renderer>(new Renderer(std::move(layers)));
}

const std::vector<std::string>& Renderer::warnings() const noexcept { return layers_->earth.warnings(); }

void Renderer::draw(const Scene& scene, const Camera& camera, const FrameTarget& target, const DrawOptions& wished) {
    stats_ = {};
    DrawOptions options = wished;
    const bool is_globe = camera.is_globe();
    options.cull = options.cull && is_globe;  // what hides what is worked out for the globe
    const auto cut = [&](CutLines& cutter, const LineBatch& batch) -> const LineBatch& { return cutter.of(batch, is_globe, camera.view().meridian_deg); };
    const FrameContext frame{camera, scene.pixel_scale, options, stats_};
    const auto wanted = [&](Pass pass) { return has(options.passes, pass); };
    const auto draw_data = [&](const FrameContext& view, PassMask passes) {
        if (has(passes, Pass::Cables)) layers_->cables.draw(cut(layers_->cut_cables, scene.cables), view);
        if (has(passes, Pass::Marks)) layers_->marks.draw(cut(layers_->cut_marks, scene.marks), view);
        if (has(passes, Pass::Sites)) {
            layers_->point_field.draw(scene.point_field, view);
            layers_->surface_points.draw(scene.surface_points, scene.group_colours, 1.0f, view);
        }
        if (has(passes, Pass::Tracks)) layers_->tracks.draw(cut(layers_->cut_tracks, scene.tracks), view);
        if (has(passes, Pass::Flows)) {
            layers_->arcs.draw(cut(layers_->cut_arcs, scene.arcs), view.lifted());
            layers_->space_points.draw(scene.space_points, scene.group_colours, 1.0f, view.lifted());
        }
        if (has(passes, Pass::Satellites)) {
            layers_->simulated.draw(scene.simulated, view);
            layers_->satellites.draw(scene.satellites, view);
        }
    };
    // Thousands of satellites would be a fog around the globe.
    constexpr PassMask kGlowing = kAllPasses & ~static_cast<PassMask>(Pass::Satellites);
    const bool rich = options.quality != Quality::Low;
    const bool glows = rich && wanted(Pass::Glow) &&
                       layers_->effects.prepare_glow(frame, [&](const FrameContext& small) { draw_data(small, kGlowing); });
    bool light = false;
    if (rich) light = target.bind_light();
    else target.bind();
    frame.set_viewport();
    const bool clear = options.transparent || options.passes != kAllPasses;
    const glm::vec3 space = clear ? glm::vec3{0.0f} : linear_rgb(scene.earth.space);
    glClearColor(space.r, space.g, space.b, clear ? 0.0f : 1.0f);
    glClear(GL_COLOR_BUFFER_BIT);
    // Back to front; nothing needs a depth buffer, since what the globe hides is known by its shape.
    if (wanted(Pass::Stars) && !options.transparent) {
        layers_->stars.draw(scene, frame);
        if (is_globe) layers_->moon.draw(scene, frame);
    }
    if (wanted(Pass::Earth)) layers_->earth.draw(scene, frame);
    if (wanted(Pass::Graticule)) layers_->graticule.draw(cut(layers_->cut_graticule, scene.graticule), frame);
    if (wanted(Pass::Borders) && scene.borders_before.geometry)
        layers_->borders_before.draw(cut(layers_->cut_borders_before, scene.borders_before), frame);
    if (wanted(Pass::Borders)) layers_->borders.draw(cut(layers_->cut_borders, scene.borders), frame);
    if (glows) layers_->effects.lay_glow(frame);  // under the data, whose colours stay what the legend shows
    draw_data(frame, options.passes);
    if (light) layers_->effects.encode(frame, target);
}

bool Renderer::begin_alone(const FrameTarget& target) {
    if (!target.bind_light()) return false;
    glClearColor(0.0f, 0.0f, 0.0f, 0.0f);
    glClear(GL_COLOR_BUFFER_BIT);
    return true;
}

void Renderer::begin_clear(const FrameTarget& target) {
    target.bind();
    glClearColor(0.0f, 0.0f, 0.0f, 0.0f);
    glClear(GL_COLOR_BUFFER_BIT);
}

void Renderer::show_as_seen(const FrameTarget& target, Vision vision) {
    if (vision != Vision::Usual) layers_->effects.simulate(target, vision);
}

}  // namespace linchpin::render
