#include "app/bench/bench_scene.h"

#include <cmath>

#include "app/scene/palette.h"

namespace linchpin::app::bench {
namespace {

using render::Rgba8;
using render::rgb;

constexpr double kStartUnixS = 1767268800.0;  // 2026-01-01T12:00Z
/// Okabe-Ito, without black.
constexpr std::array<Rgba8, kMarkCategories> kMarkColours{rgb("#e69f00"), rgb("#56b4e9"), rgb("#00b486"), rgb("#f0e442"),
                                                          rgb("#3f8fd6"), rgb("#d55e00"), rgb("#cc79a7"), rgb("#d7dbe2")};
constexpr float kLinePx = 1.0f, kSitePx = 4.0f, kSatellitePx = 2.0f;

std::uint8_t radius_16th(float diameter_px) { return static_cast<std::uint8_t>(std::lround(diameter_px * 8.0f)); }

std::vector<render::RibbonStyle> line_styles(const std::vector<std::uint8_t>& category) {
    std::vector<render::RibbonStyle> styles;
    styles.reserve(category.size());
    for (const std::uint8_t c : category) styles.push_back({kMarkColours[c], kLinePx});
    return styles;
}

}  // namespace

BenchScene::BenchScene(const Workload& workload) : workload_{workload}, feed_{workload.satellites} {
    scene_.earth.even_light = 1.0f;
    scene_.earth.air = 0.0f;
    scene_.land = workload.countries.areas;
    const std::vector<Rgba8> colours = class_colours("viridis", kAreaClasses);
    for (const std::uint8_t c : workload.countries.classes) scene_.areas.push_back({render::lerp(rgb("#14202c"), colours[c], 0.5f)});
    scene_.borders = {workload.countries.borders, {{rgb("#a9bccd"), kLinePx}}};
    scene_.cables = {workload.cables, line_styles(workload.cable_category)};
    scene_.arcs = {workload.arcs, line_styles(workload.arc_category)};
    scene_.point_field.geometry = workload.sites;
    restyle_sites();
    auto satellites = std::make_shared<std::vector<render::SatelliteStyle>>(workload.satellites->size());
    for (render::SatelliteStyle& style : *satellites) {
        style.fill = rgb("#f2f5ff");
        style.radius_16th = radius_16th(kSatellitePx);
    }
    scene_.satellites.styles = std::move(satellites);
    scene_.satellites.reference_unix_s = kStartUnixS;
    scene_.satellites.eclipse = scene_.satellites.fade_old = false;
}

void BenchScene::move_to(int frame) {
    const double now = kStartUnixS + frame;
    const orbit::ShownKeyframes shown = feed_.current(now, 1.0, 1.0);
    scene_.satellites.pair = shown && !shown.late ? shown.pair : feed_.at(now);
    scene_.satellites.unix_s = now;
}

void BenchScene::restyle_sites() {
    site_turn_ = 1 - site_turn_;
    auto& styles = site_styles_[site_turn_];
    const std::vector<std::uint32_t>& ids = workload_.sites->ids;
    if (!styles) styles = std::make_shared<std::vector<render::PointStyle>>(ids.size());
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const std::uint8_t category = workload_.site_category[ids[i]];
        render::PointStyle& style = (*styles)[i];
        style.fill = kMarkColours[category];
        if (!odd_shown_ && category % 2 == 1) style.fill.a = 0;
        style.radius_16th = radius_16th(kSitePx);
    }
    scene_.point_field.styles = styles;
}

void BenchScene::show_odd(bool shown) {
    if (shown == odd_shown_) return;
    odd_shown_ = shown;
    restyle_sites();
    for (std::size_t i = 0; i < workload_.arc_category.size(); ++i)
        if (workload_.arc_category[i] % 2 == 1) scene_.arcs.styles[i].width_px = shown ? kLinePx : 0.0f;
}

render::Camera BenchScene::camera(int frame, int width_px, int height_px) {
    // The outline of a unit globe seen from distance d has the half angle asin(1 / d); 0.8 of the picture's half height is its tangent.
    const double half_angle = std::atan(0.8 * std::tan(0.5 * render::Camera::kFovYDeg * geo::kRadPerDeg));
    render::CameraView view;
    view.lat_deg = 20.0;
    view.lon_deg = geo::wrap_lon_deg(-30.0 + frame);
    view.distance_km = (1.0 / std::sin(half_angle) - 1.0) * geo::kEarthRadiusKm;
    return {view, width_px, height_px};
}

}  // namespace linchpin::app::bench
