#pragma once
// What to draw, as plain arrays. Built by app, drawn by Renderer; no GL in it. Directions and positions are Earth-fixed, one unit
// = geo::kEarthRadiusKm. Geometry that rarely changes is shared: a layer uploads it again only when the pointer differs.
#include <array>
#include <cstdint>
#include <glm/mat3x3.hpp>
#include <glm/vec3.hpp>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "data/orbit/keyframes.h"
#include "render/colour.h"
#include "render/overlay/labels.h"

namespace linchpin::render {

// ---- lines: borders, cables, arcs, tracks, graticule ----------------------------------------------------------------------------

struct LineVertex {
    glm::vec3 position;       ///< length >= 1
    float along_km = 0.0f;    ///< from the start of the line, for dashes
    float t = 0.0f;           ///< 0..1 from start to end, for tapering and fades
    std::uint32_t line = 0;   ///< index into the styles
    /// Where lines share a way they are drawn side by side: `lane` lanes to the left of the position (negative: to the right), seen
    /// along the line. A lane is kLaneGapPx wide, but never wider than `lane_room_km` on the ground, so that the bundle keeps within
    /// its strait when that is small in the picture.
    float lane = 0.0f;
    float lane_room_km = 0.0f;
    Rgba8 tint{255, 255, 255, 255};  ///< multiplied with the style's colour
};
/// Distance of neighbouring lanes where there is room, px at scale 1.
inline constexpr float kLaneGapPx = 2.6f;

/// Many polylines in one buffer. Consecutive vertices with the same `line` and no break between them are joined.
struct LineGeometry {
    std::vector<LineVertex> vertices;
    struct Range { std::uint32_t begin = 0, end = 0; };
    std::vector<Range> polylines;             ///< ranges of vertices, at least two vertices each
    std::uint32_t line_count = 0;
};

/// How one line looks. A width of 0 hides it.
struct RibbonStyle {
    Rgba8 colour{};
    float width_px = 1.0f;         ///< 0 .. 15.9, at scale 1
    bool dashed = false;           ///< dashes are laid out in km on the ground, so they do not swim while the globe turns
    bool taper = false;            ///< thin and faint at the start, full at the end
    bool ghost_behind = false;     ///< what the globe hides shows at 8 %
    bool operator==(const RibbonStyle&) const = default;
};

struct LineBatch {
    std::shared_ptr<const LineGeometry> geometry;
    std::vector<RibbonStyle> styles;            ///< one per line
    float opacity = 1.0f;
};

// ---- points: sites, landings, satellites, particles --------------------------------------------------------------------------

enum class PointShape : std::uint8_t {
    Disc, Ring, Diamond, Cross, Square,
    Halo,       ///< a soft ring: somewhere within
    Pie,        ///< a disc whose sectors are `shares` in Scene::group_colours, from the top clockwise
    ShareRing,  ///< a ring of `band_px` whose arcs are `shares`; the share of the last group is dashed
};
inline constexpr std::size_t kColourGroups = 6;
struct PointMark {
    glm::vec3 position{};
    float radius_px = 2.0f;        ///< at scale 1
    Rgba8 fill{0, 0, 0, 0};        ///< Pie, ShareRing: only its alpha counts
    Rgba8 edge{0, 0, 0, 0};        ///< outline colour; alpha 0 = none
    PointShape shape = PointShape::Disc;
    std::uint32_t id = 0;          ///< the owner's index, for picking
    std::array<std::uint8_t, kColourGroups> shares{};  ///< of Scene::group_colours, in any unit; all zero = the last group alone
    float band_px = 0.0f;          ///< ShareRing: width at scale 1
};

/// Many points whose places never change, in drawing order within cells that are skipped as a whole when they are unseen.
struct PointGeometry {
    struct Cell {
        std::uint32_t begin = 0, end = 0;  ///< of `positions`
        glm::vec3 axis{0, 0, 1};           ///< unit; the cell's points lie within `radius_rad` of it
        float radius_rad = 0.0f;
        float reach = 1.0f;                ///< distance from the Earth's centre of its farthest point
    };
    std::vector<glm::vec3> positions;
    std::vector<std::uint32_t> ids;        ///< of each position: its place in what make_point_geometry was given
    std::vector<Cell> cells;
};
/// @param positions  Earth-fixed, one unit = Earth radius, length >= 1
[[nodiscard]] std::shared_ptr<const PointGeometry> make_point_geometry(std::span<const glm::vec3> positions);

/// How one of many points looks. Eight bytes, so that a filter that hides half a million rewrites four megabytes and no place.
struct PointStyle {
    Rgba8 fill{0, 0, 0, 0};        ///< alpha 0 hides it
    std::uint8_t radius_16th = 32; ///< of a pixel, at scale 1
    std::uint8_t edge_alpha = 0;   ///< of an outline in a lighter tone of the fill
    PointShape shape = PointShape::Disc;  ///< Disc, Ring, Diamond, Cross or Square
    std::uint8_t unused = 0;
};
static_assert(sizeof(PointStyle) == 8);

struct PointBatch {
    std::shared_ptr<const PointGeometry> geometry;          ///< null = not drawn
    std::shared_ptr<const std::vector<PointStyle>> styles;  ///< one per position of `geometry`, in its order
    float opacity = 1.0f;
};

// ---- satellites -----------------------------------------------------------------------------------------------------------------

struct SatelliteStyle {
    Rgba8 fill{0, 0, 0, 0};        ///< alpha 0 hides it
    Rgba8 edge{0, 0, 0, 0};
    float epoch_days = 0.0f;       ///< of its elements, after SatelliteBatch::reference_unix_s
    std::uint8_t radius_16th = 12; ///< of a pixel, at scale 1
    PointShape shape = PointShape::Disc;
    std::uint8_t unused[2]{};
};
static_assert(sizeof(SatelliteStyle) == 16);

/// Satellites between two keyframes. A frame costs four numbers: places are interpolated and put on the globe in the vertex stage.
struct SatelliteBatch {
    orbit::KeyframePair pair;                                   ///< null = not drawn
    double unix_s = 0.0;                                        ///< the instant to draw, within the pair
    double reference_unix_s = 0.0;                              ///< the epochs of the styles count from here
    std::shared_ptr<const std::vector<SatelliteStyle>> styles;  ///< one per satellite
    std::vector<std::uint32_t> on_top;                          ///< drawn again above all others
    bool eclipse = true;                                        ///< dim those in the Earth's shadow
    bool fade_old = true;                                       ///< faint with the age of their elements
    glm::vec3 sun_direction{1, 0, 0};                           ///< Earth-fixed, unit
};

// ---- areas --------------------------------------------------------------------------------------------------------------------

/// Triangles on the sphere, each vertex belonging to an area.
struct AreaMesh {
    std::vector<glm::vec3> positions;
    std::vector<std::uint16_t> area_of_vertex;
    std::vector<std::uint32_t> indices;
    std::uint32_t area_count = 0;
    std::vector<glm::vec3> middles;   ///< of each area, unit; empty = the means of its vertices. Patterns are laid out from here.
};
enum class AreaPattern : std::uint8_t { Plain, Hatch, Dots };
/// Lines of dark ink in the colour itself, in two directions: shares of 0 to 7 fourteenths of the area. Never taken for Hatch, whose
/// ground is bare.
[[nodiscard]] constexpr AreaPattern class_lines(unsigned first, unsigned second = 0) noexcept {
    return first + second == 0 ? AreaPattern::Plain : static_cast<AreaPattern>(0x40u | (first & 7u) << 3 | (second & 7u));
}
inline constexpr float kClassInk = 0.55f;   ///< how much of the light the ink takes
struct AreaStyle {
    Rgba8 colour{0, 0, 0, 0};      ///< alpha 0 = the ground shows as it is
    AreaPattern pattern = AreaPattern::Plain;
    bool operator==(const AreaStyle&) const = default;
};

// ---- the sky ------------------------------------------------------------------------------------------------------------------

struct StarMark { glm::vec3 direction_j2000{}; float magnitude = 6.0f; Rgba8 colour{}; };

// ---- labels on the globe ------------------------------------------------------------------------------------------------------

struct SceneLabel {
    glm::vec3 position{};
    std::string text;
    LabelKind kind = LabelKind::City;
    float priority = 0.0f;         ///< 0..1, larger first
    std::uint64_t id = 0;          ///< the same label has the same id from frame to frame
    float min_globe_radius_px = 0; ///< shown from this size of the globe's outline on, at scale 1
    float max_globe_radius_px = 1e9f;
    float gap_px = 0.0f;           ///< from the place to the first letter, at scale 1
    float extent = 0.0f;           ///< width of what is named, in globe radii; 0 = any width fits
};

// ---- everything ---------------------------------------------------------------------------------------------------------------

struct EarthLook {
    Rgba8 space = rgb("#05070d"), ocean_deep = rgb("#0b1624"), ocean_rim = rgb("#16324a"), land = rgb("#2a2f37"), lake = rgb("#101d2c");
    float air = 1.0f;              ///< strength of the air around and over the globe; 0 = none
    // Shares in [0, 1], so that one look can go over into another.
    float imagery = 0.0f;          ///< of photographs by day and night; the rest is drawn ground
    float even_light = 0.0f;       ///< of light that is the same everywhere; the rest is the sun's
    float show = 1.0f;             ///< of the earth; the rest is a dark disc that hides what is behind
};

struct Scene {
    glm::vec3 sun_direction{1, 0, 0};
    glm::mat3 celestial_to_ecef{1.0f};
    glm::vec3 moon_position{60.3f, 0, 0};                   ///< from the Earth's centre
    float moon = 0.0f;                                      ///< opacity, [0, 1]
    EarthLook earth;
    std::shared_ptr<const std::vector<StarMark>> stars;     ///< null = no stars
    std::shared_ptr<const AreaMesh> land, lakes;
    std::vector<AreaStyle> areas;                           ///< one per area of `land`
    /// The same in another detail, that the above takes the place of: it is `level_weight` of the way there. Null = no such change.
    std::shared_ptr<const AreaMesh> land_before, lakes_before;
    std::vector<AreaStyle> areas_before;
    LineBatch borders_before;
    float level_weight = 1.0f;                              ///< (0, 1]
    float area_opacity = 1.0f;
    LineBatch graticule, borders, cables, marks, arcs, tracks;  ///< marks: outlines on the ground, above cables; empty geometry = not drawn
    PointBatch point_field;                                 ///< many plain points on the ground, below surface_points
    std::vector<PointMark> surface_points;                  ///< sites, landings: in drawing order
    std::vector<PointMark> space_points;                    ///< particles
    SatelliteBatch satellites, simulated;                   ///< simulated: planned, not flown
    std::array<Rgba8, kColourGroups> group_colours{};       ///< of PointMark::shares; the last stands for what is not known
    std::vector<SceneLabel> labels;
    float frame_time_s = 0.0f;
    float pixel_scale = 1.0f;                               ///< multiplies every size in pixels: picture height / 1080 and the like
};

}  // namespace linchpin::render
