#include "app/scene/base_geometry.h"

#include <algorithm>
#include <cmath>

#include "app/scene/line_builder.h"

namespace linchpin::app {
namespace {

using render::rgb;
using render::Rgba8;

std::shared_ptr<const render::AreaMesh> land_mesh(const basemap::Countries& countries) {
    render::AreaMesh mesh;
    mesh.area_count = static_cast<std::uint32_t>(countries.shapes.size());
    // A vertex belongs to one area: vertices on a border that two countries share are doubled.
    std::vector<std::uint32_t> vertex_of(countries.triangle_points.size(), 0);
    std::vector<std::uint32_t> stamp(countries.triangle_points.size(), 0);
    for (std::size_t s = 0; s < countries.shapes.size(); ++s) {
        const basemap::Shape& shape = countries.shapes[s];
        for (std::uint32_t i = shape.triangles_begin; i < shape.triangles_end; ++i) {
            const std::uint32_t point = countries.triangles[i];
            if (stamp[point] != s + 1) {
                stamp[point] = static_cast<std::uint32_t>(s + 1);
                vertex_of[point] = static_cast<std::uint32_t>(mesh.positions.size());
                mesh.positions.push_back(glm::vec3(geo::to_unit(countries.triangle_points[point])));
                mesh.area_of_vertex.push_back(static_cast<std::uint16_t>(s));
            }
            mesh.indices.push_back(vertex_of[point]);
        }
    }
    return std::make_shared<const render::AreaMesh>(std::move(mesh));
}

std::shared_ptr<const render::AreaMesh> lake_mesh(const basemap::Countries& countries) {
    render::AreaMesh mesh;
    mesh.area_count = 1;
    for (const geo::LatLon& place : countries.lake_points) mesh.positions.push_back(glm::vec3(geo::to_unit(place)));
    mesh.area_of_vertex.assign(mesh.positions.size(), 0);
    mesh.indices = countries.lake_triangles;
    return std::make_shared<const render::AreaMesh>(std::move(mesh));
}

/// Blackbody-like tint from the B-V colour index, kept pale: real stars look nearly white.
Rgba8 star_colour(float bv) {
    const float t = std::clamp((bv + 0.3f) / 2.0f, 0.0f, 1.0f);
    if (t < 0.25f) return render::lerp(rgb("#bcd0ff"), rgb("#f2f5ff"), t / 0.25f);
    return render::lerp(rgb("#f2f5ff"), rgb("#ffcf9e"), (t - 0.25f) / 0.75f);
}

}  // namespace

BaseGeometry make_base_geometry(std::shared_ptr<const basemap::Countries> countries) {
    BaseGeometry base;
    base.countries = std::move(countries);
    base.land = land_mesh(*base.countries);
    base.lakes = lake_mesh(*base.countries);
    LineBuilder lines;
    for (const basemap::Line& line : base.countries->lines) {
        lines.begin(static_cast<std::uint32_t>(line.kind));
        for (std::uint32_t i = line.begin; i < line.end; ++i) lines.add_along_sphere(geo::to_unit(base.countries->line_points[i]), 0.04);
        lines.end();
    }
    base.borders = lines.take();
    return base;
}

std::shared_ptr<const render::LineGeometry> make_graticule(double step_deg) {
    LineBuilder lines;
    const auto parallel = [&](double lat_deg, std::uint32_t line) {
        lines.begin(line);
        for (int i = 0; i <= 180; ++i) lines.add(geo::to_unit({lat_deg, -180.0 + 2.0 * i}));
        lines.end();
    };
    for (double lat = -90.0 + step_deg; lat < 89.9; lat += step_deg) parallel(lat, std::abs(lat) < 1e-9 ? 1u : 0u);
    for (double lon = -180.0; lon < 179.9; lon += step_deg) {
        lines.begin(std::abs(lon) < 1e-9 ? 1u : 0u);
        for (int i = 0; i <= 80; ++i) lines.add(geo::to_unit({-80.0 + 2.0 * i, lon}));
        lines.end();
    }
    return lines.take();
}

std::shared_ptr<const std::vector<render::StarMark>> make_stars(const std::vector<basemap::Star>& stars) {
    std::vector<render::StarMark> marks;
    marks.reserve(stars.size());
    for (const basemap::Star& star : stars)
        marks.push_back({glm::vec3(geo::to_unit({star.dec_deg, star.ra_deg})), star.magnitude, star_colour(star.bv)});
    return std::make_shared<const std::vector<render::StarMark>>(std::move(marks));
}

std::vector<render::RibbonStyle> border_styles() {
    const Rgba8 hair = rgb("#a9bccd");
    return {{render::with_alpha(hair, 0.62f), 1.05f},            // coast
            {render::with_alpha(hair, 0.40f), 0.85f},            // land border
            {render::with_alpha(hair, 0.60f), 0.95f, true},      // disputed: dashed
            {render::with_alpha(hair, 0.22f), 0.7f}};            // lake shore
}

}  // namespace linchpin::app
