#include "render/layers/earth_layer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <glm/geometric.hpp>

#include "data/geo/sphere.h"

namespace linchpin::render {
namespace {

constexpr std::array<GLuint, 4> kMapUnits{4, 5, 6, 7};  // day, night, height, relief: apart from the units of other layers, since a sampler stays

constexpr GLsizei kOutlineCorners = 40;  // as shaders/earth.vert has it

struct AreaVertex {
    glm::vec3 position;
    std::uint32_t area;
};

std::uint32_t texel_of(Rgba8 c) {
    std::uint32_t texel = 0;
    std::memcpy(&texel, &c, sizeof texel);
    return texel;
}

void bind_texture(GLuint unit, const TextureHandle& texture) {
    glActiveTexture(GL_TEXTURE0 + unit);
    glBindTexture(GL_TEXTURE_2D, texture.id());
}

/// The middle of each area as the bytes of a texel (after the pattern): mean of its vertices, 0..255 for -1..1.
std::vector<glm::vec3> area_middles(const AreaMesh& mesh) {
    if (!mesh.middles.empty()) return mesh.middles;
    std::vector<glm::vec3> middles(mesh.area_count, glm::vec3{0.0f});
    for (std::size_t i = 0; i < mesh.positions.size(); ++i) middles[mesh.area_of_vertex[i]] += mesh.positions[i];
    for (glm::vec3& middle : middles) middle = glm::dot(middle, middle) > 1e-12f ? glm::normalize(middle) : glm::vec3{1.0f, 0.0f, 0.0f};
    return middles;
}

std::uint8_t signed_byte(float x) { return static_cast<std::uint8_t>(std::lround((x * 0.5f + 0.5f) * 255.0f)); }

/// Hatch lines per radian so that they stand 6 to 12 pixels apart; whole octaves, so that they stay where they are while zooming.
float hatch_frequency(const FrameContext& frame) {
    const double km_wanted = 7.0 * frame.pixel_scale * frame.camera.km_per_pixel();
    return static_cast<float>(std::exp2(std::round(std::log2(geo::kEarthRadiusKm / km_wanted))));
}

/// Cosine of the half angle under which the globe and its air are seen, or -1 when the whole picture has to be drawn: on the flat map, or
/// where a corner of the polygon around the outline would come near the plane of the eye.
float outline_cosine(const FrameContext& frame) {
    constexpr float kAirTop = 1.03f;  // more than shaders/earth.frag draws
    const float distance = glm::length(frame.eye);
    if (frame.flat > 0.0f || distance < kAirTop * 1.05f) return -1.0f;
    const float sine = kAirTop / distance;
    const float outline = std::asin(sine) * 1.01f;
    const float off_axis = std::acos(std::clamp(glm::dot(glm::vec3(frame.camera.forward()), -frame.eye / distance), -1.0f, 1.0f));
    return outline + off_axis < 1.35f ? std::cos(outline) : -1.0f;
}

/// The uniforms of include/light.glsl, for the program in use.
void set_light(const Program& program, const Scene& scene) {
    program.set("u_sun", scene.sun_direction);
    program.set("u_even_light", scene.earth.even_light);
    program.set("u_air", scene.earth.air);
}

}  // namespace

Status EarthLayer::load(const std::filesystem::path& shader_folder, const std::filesystem::path& base_folder) {
    auto ground = Program::load(shader_folder, "earth");
    if (!ground) return ground.error();
    ground_ = std::move(*ground);
    auto area = Program::load(shader_folder, "area");
    if (!area) return area.error();
    area_ = std::move(*area);
    empty_array_ = VertexArrayHandle::create();
    coarse_ = SamplerHandle::create();
    glSamplerParameteri(coarse_.id(), GL_TEXTURE_MIN_FILTER, GL_LINEAR_MIPMAP_NEAREST);
    glSamplerParameteri(coarse_.id(), GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glSamplerParameteri(coarse_.id(), GL_TEXTURE_WRAP_S, GL_REPEAT);
    glSamplerParameteri(coarse_.id(), GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    relief_ = load_map(base_folder / "earth_relief.jpg", false, 128);
    height_ = load_map(base_folder / "earth_height.jpg", false, 60);
    day_ = load_map(base_folder / "earth_day.jpg", true, 60);
    night_ = load_map(base_folder / "earth_night.jpg", true, 0);
    return Done{};
}

TextureHandle EarthLayer::load_map(const std::filesystem::path& file, bool colour, std::uint8_t neutral) {
    auto image = read_image(file, colour ? 3 : 1);
    if (!image) {
        warnings_.push_back(image.error().text());
        const int channels = colour ? 3 : 1;
        return make_map_texture(Image{1, 1, channels, std::vector<std::uint8_t>(static_cast<std::size_t>(channels), neutral)}, colour);
    }
    return make_map_texture(*image, colour);
}

void EarthLayer::use_filter(const FrameContext& frame) const {
    const bool low = frame.options.quality == Quality::Low;
    for (const GLuint unit : kMapUnits) glBindSampler(unit, low ? coarse_.id() : 0);
}

void EarthLayer::draw(const Scene& scene, const FrameContext& frame) {
    draw_ground(scene, frame);
    if (scene.earth.show <= 0.0f) return;
    if (!scene.land) return;
    const bool changing = scene.land_before != nullptr;
    Ground& now = ground_for(scene.land, scene.land_before);
    if (changing) draw_detail(scene, frame, &now == &grounds_[0] ? grounds_[1] : grounds_[0], {scene.land_before, scene.lakes_before, scene.areas_before, 1});
    draw_detail(scene, frame, now, {scene.land, scene.lakes, scene.areas, changing ? 2 : 0});
}

/// The one that holds this mesh already, else one that does not hold `other`.
EarthLayer::Ground& EarthLayer::ground_for(const std::shared_ptr<const AreaMesh>& land, const std::shared_ptr<const AreaMesh>& other) {
    for (Ground& ground : grounds_)
        if (ground.land.uploaded == land) return ground;
    return other && grounds_[0].land.uploaded == other ? grounds_[1] : grounds_[0];
}

void EarthLayer::draw_detail(const Scene& scene, const FrameContext& frame, Ground& ground, const Detail& detail) {
    upload_styles(ground, detail);
    ground.styles.bind(0);
    draw_areas(scene, frame, ground.land, detail.land, true, detail.level);
    draw_areas(scene, frame, ground.lakes, detail.lakes, false, detail.level);
}

void EarthLayer::upload_styles(Ground& ground, const Detail& detail) {
    if (detail.areas == ground.styles_uploaded && detail.land == ground.middles_of) return;
    if (detail.land != ground.middles_of) {
        ground.middles_of = detail.land;
        ground.middles = area_middles(*detail.land);
    }
    ground.styles_uploaded = detail.areas;
    texels_.clear();
    for (std::size_t i = 0; i < detail.areas.size(); ++i) {
        const AreaStyle& style = detail.areas[i];
        const glm::vec3 middle = i < ground.middles.size() ? ground.middles[i] : glm::vec3{1.0f, 0.0f, 0.0f};
        texels_.push_back(texel_of(style.colour));
        texels_.push_back(texel_of({static_cast<std::uint8_t>(style.pattern), signed_byte(middle.x), signed_byte(middle.y), signed_byte(middle.z)}));
    }
    ground.styles.upload(texels_);
}

void EarthLayer::draw_ground(const Scene& scene, const FrameContext& frame) {
    begin_blended_pass();
    const Camera& camera = frame.camera;
    const auto tangent = camera.tan_half_fov_y();
    ground_.use();
    frame.set_view(ground_);
    ground_.set("u_right", glm::vec3(camera.right() * (tangent * camera.aspect())));
    ground_.set("u_up", glm::vec3(camera.up() * tangent));
    ground_.set("u_forward", glm::vec3(camera.forward()));
    const float around = outline_cosine(frame);
    ground_.set("u_around", around);
    set_light(ground_, scene);
    ground_.set("u_ocean_deep", linear_rgb(scene.earth.ocean_deep));
    ground_.set("u_ocean_rim", linear_rgb(scene.earth.ocean_rim));
    ground_.set("u_imagery", scene.earth.imagery);
    ground_.set("u_show", scene.earth.show);
    ground_.set("u_km_per_pixel", frame.km_per_pixel);
    ground_.set("u_day", static_cast<int>(kMapUnits[0]));
    ground_.set("u_night", static_cast<int>(kMapUnits[1]));
    ground_.set("u_height", static_cast<int>(kMapUnits[2]));
    ground_.set("u_relief", static_cast<int>(kMapUnits[3]));
    use_filter(frame);
    bind_texture(kMapUnits[0], day_);
    bind_texture(kMapUnits[1], night_);
    bind_texture(kMapUnits[2], height_);
    bind_texture(kMapUnits[3], relief_);
    glBindVertexArray(empty_array_.id());
    glDrawArrays(around < 0.0f ? GL_TRIANGLES : GL_TRIANGLE_FAN, 0, around < 0.0f ? 3 : kOutlineCorners);
    frame.stats += {1, static_cast<std::uint64_t>(around < 0.0f ? 3 : kOutlineCorners), 0};
}

void EarthLayer::draw_areas(const Scene& scene, const FrameContext& frame, Mesh& mesh, const std::shared_ptr<const AreaMesh>& source,
                            bool is_land, int level) {
    if (!source || source->indices.empty()) return;
    if (source != mesh.uploaded) upload(mesh, source);
    begin_blended_pass();
    glEnable(GL_CULL_FACE);  // the far side of the globe
    glCullFace(GL_BACK);
    glFrontFace(GL_CCW);
    area_.use();
    frame.set_view(area_);
    set_light(area_, scene);
    area_.set("u_ground", linear_rgb(is_land ? scene.earth.land : scene.earth.lake));
    area_.set("u_ground_alpha", (1.0f - scene.earth.imagery) * scene.earth.show);
    area_.set("u_opacity", is_land ? scene.area_opacity * scene.earth.show : 0.0f);
    area_.set("u_km_per_pixel", frame.km_per_pixel);
    area_.set("u_hatch_per_radian", hatch_frequency(frame));
    area_.set("u_level", level);
    area_.set("u_level_weight", scene.level_weight);
    area_.set("u_styles", 0);
    area_.set("u_relief", static_cast<int>(kMapUnits[3]));
    bind_texture(kMapUnits[3], relief_);
    glBindVertexArray(mesh.array.id());
    glDrawElements(GL_TRIANGLES, mesh.index_count, GL_UNSIGNED_INT, nullptr);
    glDisable(GL_CULL_FACE);
    frame.stats += {1, static_cast<std::uint64_t>(mesh.index_count), 0};
}

void EarthLayer::upload(Mesh& mesh, const std::shared_ptr<const AreaMesh>& source) {
    std::vector<AreaVertex> vertices;
    vertices.reserve(source->positions.size());
    for (std::size_t i = 0; i < source->positions.size(); ++i) {
        vertices.push_back({source->positions[i], source->area_of_vertex[i]});
    }
    if (!mesh.array) mesh.array = VertexArrayHandle::create();
    glBindVertexArray(mesh.array.id());
    mesh.vertices.upload(std::span<const AreaVertex>(vertices), GL_STATIC_DRAW);
    const auto at = [](std::size_t offset) { return reinterpret_cast<const void*>(offset); };
    for (GLuint i = 0; i < 2; ++i) glEnableVertexAttribArray(i);
    glVertexAttribPointer(0, 3, GL_FLOAT, GL_FALSE, sizeof(AreaVertex), at(offsetof(AreaVertex, position)));
    glVertexAttribIPointer(1, 1, GL_UNSIGNED_INT, sizeof(AreaVertex), at(offsetof(AreaVertex, area)));
    mesh.indices.upload(std::span<const std::uint32_t>(source->indices), GL_STATIC_DRAW);
    mesh.index_count = static_cast<GLsizei>(source->indices.size());
    mesh.uploaded = source;
}

}  // namespace linchpin::render
