#version 330 core
// One instance a mark: a square around its place, in which the fragment stage draws the shape.
#include "common.glsl"
#include "view.glsl"

layout(location = 0) in vec4 a_place;      // position, radius in pixels at scale 1
layout(location = 1) in vec4 a_fill;       // sRGB, straight alpha
layout(location = 2) in vec4 a_edge;
layout(location = 3) in uvec2 a_shape;     // shape; width of a band in 16ths of a pixel
layout(location = 4) in vec4 a_shares0;    // of the first four groups of colours
layout(location = 5) in vec2 a_shares1;    // of the others

out vec2 v_offset_px;
flat out float v_radius_px;
flat out float v_band_px;
flat out vec4 v_fill;
flat out vec4 v_edge;
flat out int v_shape;
flat out vec3 v_ends0;                     // turns at which the sectors of the groups end
flat out vec2 v_ends1;

void main() {
    gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
    v_offset_px = vec2(0.0); v_radius_px = 0.0; v_band_px = 0.0; v_fill = vec4(0.0); v_edge = vec4(0.0); v_shape = 0;
    v_ends0 = vec3(0.0); v_ends1 = vec2(0.0);
    float seen = clamp(view_sight(a_place.xyz), 0.0, 1.0);
    vec4 clip = view_clip(a_place.xyz);
    if (seen <= 0.0 || clip.w < 1e-4) return;
    v_radius_px = a_place.w * u_pixel_scale;
    v_band_px = float(a_shape.y) / 16.0 * u_pixel_scale;
    v_fill = vec4(linear_from_srgb(a_fill.rgb), a_fill.a * seen);
    v_edge = vec4(linear_from_srgb(a_edge.rgb), a_edge.a * seen);
    v_shape = int(a_shape.x);
    float whole = dot(a_shares0, vec4(1.0)) + a_shares1.x + a_shares1.y;
    if (whole > 0.0) {
        v_ends0 = vec3(a_shares0.x, a_shares0.x + a_shares0.y, a_shares0.x + a_shares0.y + a_shares0.z) / whole;
        v_ends1 = vec2(v_ends0.z + a_shares0.w / whole, 0.0);
        v_ends1.y = v_ends1.x + a_shares1.x / whole;
    }
    vec2 corner = vec2((gl_VertexID & 1) == 0 ? -1.0 : 1.0, (gl_VertexID & 2) == 0 ? -1.0 : 1.0);
    v_offset_px = corner * (v_radius_px + 1.5);
    gl_Position = vec4(clip.xy / clip.w + v_offset_px / (0.5 * u_size_px), 0.0, 1.0);
}
