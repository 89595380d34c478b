#version 330 core
// Discs without an outline, one vertex each: the cheapest mark, for a batch that has nothing else.
#include "common.glsl"
#include "view.glsl"

layout(location = 0) in vec3 a_place;
layout(location = 1) in vec4 a_fill;       // sRGB, straight alpha
layout(location = 2) in uvec4 a_look;      // radius in 16ths of a pixel

uniform vec2 u_viewport_scale;             // see dot.vert
uniform float u_most_radius_px;
uniform float u_opacity;

flat out vec4 v_colour;                    // premultiplied
flat out vec2 v_size_reach;                // of the sprite, and the radius with half a pixel

void main() {
    gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
    gl_PointSize = 1.0;
    v_colour = vec4(0.0); v_size_reach = vec2(1.0, 0.0);
    if (a_fill.a <= 0.0) return;
    float seen = clamp(view_sight(a_place), 0.0, 1.0);
    vec4 clip = view_clip(a_place);
    if (seen <= 0.0 || clip.w < 1e-4) return;
    float radius_px = min(float(a_look.x) / 16.0 * u_pixel_scale, u_most_radius_px);
    v_colour = vec4(linear_from_srgb(a_fill.rgb), 1.0) * (a_fill.a * seen * u_opacity);
    v_size_reach = vec2(2.0 * radius_px + 1.0, radius_px + 0.5);
    gl_PointSize = v_size_reach.x;
    gl_Position = vec4(clip.xy / clip.w * u_viewport_scale, 0.0, 1.0);
}
