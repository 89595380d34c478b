#version 330 core
// One vertex a satellite: cubic Hermite between two keyframes, put on the globe, dimmed in the Earth's shadow and with age.
#include "common.glsl"
#include "view.glsl"
#include "globe_place.glsl"

layout(location = 0) in vec3 a_p0;         // km, Earth-fixed; exactly zero: no position
layout(location = 1) in vec3 a_v0;         // km/s
layout(location = 2) in vec3 a_p1;
layout(location = 3) in vec3 a_v1;
layout(location = 4) in vec4 a_fill;       // sRGB, straight alpha
layout(location = 5) in vec4 a_edge;
layout(location = 6) in float a_epoch_days;
layout(location = 7) in uvec2 a_look;      // radius in 16ths of a pixel, shape

uniform vec4 u_hermite;                    // of p0, v0, p1, v1
uniform float u_now_days;                  // on the clock of a_epoch_days
uniform vec2 u_fade_days;                  // age from which it fades, and at which it is faintest; both 0: it does not
uniform vec4 u_sun;                        // direction, Earth-fixed; radius of its disc in radians, 0 = no shadow
uniform vec2 u_viewport_scale;
uniform float u_most_radius_px;

flat out float v_radius_px;
flat out vec4 v_fill;
flat out vec4 v_edge;
flat out int v_shape;

// Share of the sun's disc that a satellite sees, 0 in the umbra, 1 in sunlight: apparent discs of sun and Earth (a sphere, no air).
// By cosines of the angle from straight down: the sun's disc is small, so that near the Earth's rim they go with the angle.
float sunlight(vec3 km) {
    float distance_km = length(km);
    float rim_sine = min(kEquatorKm / distance_km, 1.0);
    float rim_cosine = sqrt(1.0 - rim_sine * rim_sine), half_disc = u_sun.w * rim_sine;
    return 1.0 - smoothstep(rim_cosine - half_disc, rim_cosine + half_disc, -dot(km, u_sun.xyz) / distance_km);
}

void main() {
    gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
    gl_PointSize = 1.0;
    v_radius_px = 0.0; v_fill = vec4(0.0); v_edge = vec4(0.0); v_shape = 0;
    if (a_fill.a + a_edge.a <= 0.0 || a_p0 == vec3(0.0) || a_p1 == vec3(0.0)) return;
    vec3 km = u_hermite.x * a_p0 + u_hermite.y * a_v0 + u_hermite.z * a_p1 + u_hermite.w * a_v1;
    vec3 place = globe_place(km);
    // A comparison that a NaN fails too.
    if (!(dot(place, place) >= 1.0)) return;
    float seen = clamp(view_sight(place), 0.0, 1.0);
    vec4 clip = view_clip(place);
    if (seen <= 0.0 || clip.w < 1e-4) return;
    if (u_sun.w > 0.0) seen *= mix(0.38, 1.0, sunlight(km));
    if (u_fade_days.y > u_fade_days.x) seen *= mix(1.0, 0.25, clamp((abs(u_now_days - a_epoch_days) - u_fade_days.x) / (u_fade_days.y - u_fade_days.x), 0.0, 1.0));
    v_radius_px = min(float(a_look.x) / 16.0 * u_pixel_scale, u_most_radius_px);
    v_fill = vec4(linear_from_srgb(a_fill.rgb), a_fill.a * seen);
    if (a_edge.a > 0.0) v_edge = vec4(linear_from_srgb(a_edge.rgb), a_edge.a * seen);
    v_shape = int(a_look.y);
    gl_PointSize = 2.0 * v_radius_px + 1.0;
    gl_Position = vec4(clip.xy / clip.w * u_viewport_scale, 0.0, 1.0);
}
