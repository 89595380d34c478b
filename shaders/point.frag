#version 330 core
#include "common.glsl"
#include "mark.glsl"

in vec2 v_offset_px;
flat in float v_radius_px;
flat in float v_band_px;
flat in vec4 v_fill;
flat in vec4 v_edge;
flat in int v_shape;
flat in vec3 v_ends0;
flat in vec2 v_ends1;
out vec4 o_colour;

uniform float u_opacity;
uniform float u_pixel_scale;
uniform vec3 u_groups[6];     // linear light

// The group whose sector lies at a turn, clockwise from the top.
int group_at(float turn) {
    if (turn < v_ends0.x) return 0;
    if (turn < v_ends0.y) return 1;
    if (turn < v_ends0.z) return 2;
    if (turn < v_ends1.x) return 3;
    if (turn < v_ends1.y) return 4;
    return 5;
}

// Sectors meet over a pixel: a quarter of a pixel to either side is looked up.
vec3 sector_colour(vec2 p) {
    float turn = fract(atan(p.x, p.y) / (2.0 * kPi) + 1.0);
    float half_px = 0.25 / (2.0 * kPi * max(length(p), 0.5));
    return 0.5 * (u_groups[group_at(fract(turn + half_px))] + u_groups[group_at(fract(turn - half_px + 1.0))]);
}

vec4 pie() {
    float d = length(v_offset_px) - v_radius_px;
    float inside = clamp(0.5 - d, 0.0, 1.0);
    float edge_px = max(1.0 * u_pixel_scale, min(0.10 * v_radius_px, 2.0 * u_pixel_scale));
    float edge = v_edge.a * inside * clamp(d + edge_px + 0.5, 0.0, 1.0);
    vec3 colour = sector_colour(v_offset_px);
    float fill = v_fill.a * inside * (1.0 - edge);
    return vec4(mix(colour, vec3(1.0), 0.25) * edge + colour * fill, edge + fill);
}

// What is not known is dashed: short gaps of a length in pixels, not in degrees.
vec4 share_ring() {
    float d = length(v_offset_px) - v_radius_px;
    float cover = clamp(0.5 - d, 0.0, 1.0) * clamp(d + v_band_px + 0.5, 0.0, 1.0);
    float turn = fract(atan(v_offset_px.x, v_offset_px.y) / (2.0 * kPi) + 1.0);
    if (group_at(turn) == 5) {
        float dashes = max(floor(2.0 * kPi * v_radius_px / (4.5 * u_pixel_scale)), 6.0);
        float at = abs(fract(turn * dashes) - 0.5) * 2.0;                       // 0 in the middle of a dash
        float px = 2.0 * kPi * v_radius_px / dashes * 0.5;                      // half a period
        cover *= clamp((0.55 - at) * px + 0.5, 0.0, 1.0);
    }
    return vec4(sector_colour(v_offset_px), 1.0) * (v_fill.a * cover);
}

// Somewhere within: brightest just inside the rim, fading both ways.
vec4 halo() {
    float r = length(v_offset_px) / max(v_radius_px, 1.0);
    float rim = exp(-pow((r - 0.88) / 0.09, 2.0));
    float body = 0.16 * (1.0 - smoothstep(0.75, 1.0, r));
    float alpha = v_fill.a * max(rim, body) * clamp(0.5 - (length(v_offset_px) - v_radius_px), 0.0, 1.0);
    return vec4(v_fill.rgb, 1.0) * alpha;
}

void main() {
    vec4 colour = v_shape == 5 ? halo()
                : v_shape == 6 ? pie()
                : v_shape == 7 ? share_ring()
                : mark_colour(v_offset_px, v_radius_px, v_shape, v_fill, v_edge, u_pixel_scale);
    if (colour.a * u_opacity < 0.002) discard;
    o_colour = colour * u_opacity;
}
