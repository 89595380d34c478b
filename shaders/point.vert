#version 330 core
// One instance a mark: a square around its place, in which the fragment stage draws the shape.
#include "common.glsl"
#include "view.glsl"

layout(location = 0) in vec4 a_place;      // position, radius in pixels at scale 1
layout(location = 1) in vec4 a_fill;       // sRGB, straight alpha
layout(location = 2) in vec4 a_edge;
layout(location = 3) in uint a_shape;


out vec2 v_offset_px;
flat out float v_radius_px;
flat out vec4 v_fill;
flat out vec4 v_edge;
flat out int v_shape;

void main() {
    gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
    v_offset_px = vec2(0.0); v_radius_px = 0.0; v_fill = vec4(0.0); v_edge = vec4(0.0); v_shape = 0;
    float seen = clamp(view_sight(a_place.xyz), 0.0, 1.0);
    vec4 clip = view_clip(a_place.xyz);
    if (seen <= 0.0 || clip.w < 1e-4) return;
    v_radius_px = a_place.w * u_pixel_scale;
    v_fill = vec4(linear_from_srgb(a_fill.rgb), a_fill.a * seen);
    v_edge = vec4(linear_from_srgb(a_edge.rgb), a_edge.a * seen);
    v_shape = int(a_shape);
    vec2 corner = vec2((gl_VertexID & 1) == 0 ? -1.0 : 1.0, (gl_VertexID & 2) == 0 ? -1.0 : 1.0);
    v_offset_px = corner * (v_radius_px + 1.5);
    gl_Position = vec4(clip.xy / clip.w + v_offset_px / (0.5 * u_size_px), 0.0, 1.0);
}
