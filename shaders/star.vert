#version 330 core
// Stars at infinity: only the camera's direction matters.
#include "common.glsl"
#include "view.glsl"

layout(location = 0) in vec4 a_star;       // direction J2000, magnitude
layout(location = 1) in vec4 a_colour;     // sRGB

uniform mat3 u_celestial_to_ecef;

flat out vec4 v_light;
flat out float v_radius_px;

void main() {
    vec4 clip = view_sky_clip(u_celestial_to_ecef * a_star.xyz);
    // Five magnitudes are a factor of a hundred; the eye's own response is compressed so that faint stars stay faint but there.
    float light = pow(10.0, -0.4 * (a_star.w - 1.0));
    v_radius_px = clamp(0.7 + 1.1 * pow(light, 0.28), 0.8, 2.6) * u_pixel_scale;
    v_light = vec4(linear_from_srgb(a_colour.rgb), clamp(0.55 * pow(light, 0.42), 0.03, 0.9) * view_sky_light());
    gl_PointSize = 2.0 * v_radius_px + 2.0;
    gl_Position = clip;
}
