#include "render/view/camera.h"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <glm/gtc/matrix_transform.hpp>

#include "data/geo/equal_earth.h"

namespace linchpin::render {
namespace {

struct LocalFrame {
    glm::dvec3 up, north, east;
};

LocalFrame local_frame(geo::LatLon place) {
    const double lat = place.lat_deg * geo::kRadPerDeg;
    const double lon = place.lon_deg * geo::kRadPerDeg;
    return {geo::to_unit(place),
            {-std::sin(lat) * std::cos(lon), -std::sin(lat) * std::sin(lon), std::cos(lat)},
            {-std::sin(lon), std::cos(lon), 0.0}};
}

CameraView tidied(CameraView view) {
    view.lat_deg = std::clamp(view.lat_deg, -90.0, 90.0);
    view.lon_deg = geo::wrap_lon_deg(view.lon_deg);
    view.distance_km = std::clamp(view.distance_km, Camera::kMinDistanceKm, Camera::kMaxDistanceKm);
    view.tilt_deg = std::clamp(view.tilt_deg, 0.0, Camera::kMaxTiltDeg);
    view.flat = std::clamp(view.flat, 0.0, 1.0);
    view.meridian_deg = geo::wrap_lon_deg(view.meridian_deg);
    return view;
}

}  // namespace

Camera::Camera(const CameraView& view, int width_px, int height_px)
    : view_{tidied(view)}, width_px_{std::max(width_px, 1)}, height_px_{std::max(height_px, 1)}, window_{0, 0, width_px_, height_px_},
      tan_half_{std::tan(0.5 * kFovYDeg * geo::kRadPerDeg)}, sheet_{view_.flat, view_.meridian_deg} {
    if (is_globe()) place_over_globe();
    else place_over_sheet();

    glm::dmat4 rotation{1.0};
    for (int c = 0; c < 3; ++c) {
        rotation[c][0] = right_[c];
        rotation[c][1] = up_[c];
        rotation[c][2] = -forward_[c];
    }
    // No depth buffer is used, so near and far only bound what is drawn at all.
    const double near = 1e-4;
    const double far = 60.0;
    clip_from_eye_ = glm::perspective(kFovYDeg * geo::kRadPerDeg, aspect(), near, far) * rotation;
}

void Camera::place_over_globe() {
    const LocalFrame frame = local_frame({view_.lat_deg, view_.lon_deg});
    const double bearing = view_.bearing_deg * geo::kRadPerDeg;
    const double tilt = view_.tilt_deg * geo::kRadPerDeg;
    const glm::dvec3 ahead = frame.north * std::cos(bearing) + frame.east * std::sin(bearing);
    forward_ = glm::normalize(-frame.up * std::cos(tilt) + ahead * std::sin(tilt));
    right_ = glm::normalize(frame.east * std::cos(bearing) - frame.north * std::sin(bearing));
    up_ = glm::cross(right_, forward_);
    eye_ = frame.up - forward_ * (view_.distance_km / geo::kEarthRadiusKm);
}

void Camera::place_over_sheet() {
    const Sheet::Place ground = sheet_.at({view_.lat_deg, view_.lon_deg});
    // A map has its north at the top and no horizon.
    const double bearing = std::remainder(view_.bearing_deg, 360.0) * geo::kRadPerDeg * (1.0 - view_.flat);
    const double tilt = view_.tilt_deg * geo::kRadPerDeg * (1.0 - view_.flat);
    const glm::dvec3 ahead = ground.north * std::cos(bearing) + ground.east * std::sin(bearing);
    forward_ = glm::normalize(-ground.up * std::cos(tilt) + ahead * std::sin(tilt));
    right_ = glm::normalize(ground.east * std::cos(bearing) - ground.north * std::sin(bearing));
    up_ = glm::cross(right_, forward_);
    eye_ = ground.point - forward_ * (view_.distance_km / geo::kEarthRadiusKm);
}

Camera Camera::windowed(const PictureWindow& window) const {
    Camera part = *this;
    part.window_ = window;
    return part;
}

glm::dvec3 Camera::ray(glm::dvec2 pixel) const {
    const double x = (2.0 * pixel.x / width_px_ - 1.0) * tan_half_ * aspect();
    const double y = (1.0 - 2.0 * pixel.y / height_px_) * tan_half_;
    return glm::normalize(forward_ + right_ * x + up_ * y);
}

std::optional<geo::LatLon> Camera::ground_at(glm::dvec2 pixel) const {
    const glm::dvec3 d = ray(pixel);
    if (!is_globe()) return sheet_.hit(eye_, d);
    const double b = glm::dot(eye_, d);
    const double discriminant = b * b - (glm::dot(eye_, eye_) - 1.0);
    if (discriminant < 0.0) return std::nullopt;
    const double t = -b - std::sqrt(discriminant);
    if (t < 0.0) return std::nullopt;
    return geo::to_lat_lon(eye_ + d * t);
}

std::optional<double> Camera::ground_distance_km(glm::dvec2 pixel) const {
    const auto place = ground_at(pixel);
    if (!place) return std::nullopt;
    const glm::dvec3 ground = is_globe() ? geo::to_unit(*place) : sheet_.at(*place).point;
    return glm::length(ground - eye_) * geo::kEarthRadiusKm;
}

bool Camera::hidden(const glm::dvec3& position) const noexcept {
    if (!is_globe()) return sheet_.hidden(sheet_.stand(position), eye_);
    const glm::dvec3 d = position - eye_;
    const double dd = glm::dot(d, d);
    const double s = -glm::dot(eye_, d) / dd;
    if (s <= 0.0 || s >= 1.0) return false;
    const glm::dvec3 closest = eye_ + d * s;
    return glm::dot(closest, closest) < 1.0 - 1e-9;
}

double Camera::facing(const glm::dvec3& position) const noexcept {
    if (is_globe()) return glm::dot(glm::normalize(position), glm::normalize(eye_ - position));
    const Sheet::Place ground = sheet_.at(geo::to_lat_lon(position));
    return glm::dot(ground.up, glm::normalize(eye_ - ground.point));
}

bool Camera::parted(const glm::dvec3& a, const glm::dvec3& b) const noexcept {
    if (is_globe()) return false;
    const double middle = view_.meridian_deg * geo::kRadPerDeg;
    const glm::dvec2 axis{std::cos(middle), std::sin(middle)};
    const auto east = [&](const glm::dvec3& p) { return std::atan2(axis.x * p.y - axis.y * p.x, axis.x * p.x + axis.y * p.y); };
    return std::abs(east(a) - east(b)) > geo::kPi;
}

std::optional<glm::dvec2> Camera::project_unhidden(const glm::dvec3& position, double lift) const {
    return pixel_of(is_globe() ? position : sheet_.stand(position, lift));
}

std::optional<glm::dvec2> Camera::pixel_of(const glm::dvec3& point) const {
    const glm::dvec3 d = point - eye_;
    const double depth = glm::dot(d, forward_);
    if (depth <= 1e-6) return std::nullopt;
    const double x = glm::dot(d, right_) / (depth * tan_half_ * aspect());
    const double y = glm::dot(d, up_) / (depth * tan_half_);
    return glm::dvec2{(x + 1.0) * 0.5 * width_px_, (1.0 - y) * 0.5 * height_px_};
}

std::optional<glm::dvec2> Camera::project(const glm::dvec3& position, double lift) const {
    if (hidden(position)) return std::nullopt;
    return project_unhidden(position, lift);
}

double Camera::km_per_pixel() const noexcept { return 2.0 * view_.distance_km * tan_half_ / height_px_; }

double Camera::globe_radius_px() const noexcept {
    // On the way to the map the size stays that of the globe seen from as far: what is shown at a size does not jump.
    const double distance = is_globe() ? glm::length(eye_) : 1.0 + view_.distance_km / geo::kEarthRadiusKm;
    const double sine = 1.0 / std::max(distance, 1.0 + 1e-9);
    const double tangent = sine / std::sqrt(std::max(1e-12, 1.0 - sine * sine));
    return 0.5 * height_px_ * tangent / tan_half_;
}

double fit_map_distance_km(int width_px, int height_px) noexcept {
    constexpr double kAir = 1.07;
    const double aspect = static_cast<double>(std::max(width_px, 1)) / std::max(height_px, 1);
    const double half_height = std::max(geo::kEqualEarthHalfHeight, geo::kEqualEarthHalfWidth / aspect) * kAir;
    return std::min(half_height / std::tan(0.5 * Camera::kFovYDeg * geo::kRadPerDeg) * geo::kEarthRadiusKm, Camera::kMaxDistanceKm);
}

namespace {

/// On the flat map a drag moves the map as it is, and keeps its middle on it.
CameraView drag_map_to(const CameraView& view, int width_px, int height_px, geo::LatLon anchor, glm::dvec2 pixel) {
    const auto now = Camera(view, width_px, height_px).ground_at(pixel);
    if (!now) return view;
    const Sheet sheet{1.0, view.meridian_deg};
    const glm::dvec2 middle = sheet.coordinates({view.lat_deg, view.lon_deg}) + sheet.coordinates(anchor) - sheet.coordinates(*now);
    const geo::LatLon place = sheet.nearest_place(middle);
    CameraView moved = view;
    moved.lat_deg = place.lat_deg;
    moved.lon_deg = place.lon_deg;
    return moved;
}

}  // namespace

CameraView drag_to(const CameraView& view, int width_px, int height_px, geo::LatLon anchor, glm::dvec2 pixel) {
    CameraView moved = tidied(view);
    if (moved.flat == 1.0) return drag_map_to(moved, width_px, height_px, anchor, pixel);
    const glm::dvec3 wanted = geo::to_unit(anchor);
    // The centre is moved by the rotation that takes the ground under the pixel to the anchor; since north stays up, the first
    // answer is not exact: a few rounds make it so.
    for (int round = 0; round < 12; ++round) {
        const auto now = Camera(moved, width_px, height_px).ground_at(pixel);
        if (!now) return round == 0 ? view : moved;
        const glm::dvec3 here = geo::to_unit(*now);
        if (geo::angle_rad(here, wanted) < 1e-9) break;
        const double d_lon = geo::wrap_lon_deg(anchor.lon_deg - now->lon_deg);
        moved.lon_deg = geo::wrap_lon_deg(moved.lon_deg + d_lon);
        moved.lat_deg = std::clamp(moved.lat_deg + (anchor.lat_deg - now->lat_deg), -89.9, 89.9);
    }
    return moved;
}

CameraView zoom_at(const CameraView& view, int width_px, int height_px, glm::dvec2 pixel, double distance_km) {
    const auto anchor = Camera(view, width_px, height_px).ground_at(pixel);
    CameraView zoomed = view;
    zoomed.distance_km = std::clamp(distance_km, Camera::kMinDistanceKm, Camera::kMaxDistanceKm);
    if (!anchor) return zoomed;
    return drag_to(zoomed, width_px, height_px, *anchor, pixel);
}

}  // namespace linchpin::render
