#version 330 core
// One instance a segment A-B of a polyline; its neighbours give the joins, so that translucent lines never overlap themselves.
#include "common.glsl"
#include "view.glsl"

layout(location = 0) in vec3 a_before;
layout(location = 1) in vec4 a_start;      // position, km along the line
layout(location = 2) in float a_start_t;
layout(location = 3) in uint a_start_line; // bit 31: first vertex of its polyline, bit 30: last; the rest: index of the style
layout(location = 4) in vec4 a_end;
layout(location = 5) in float a_end_t;
layout(location = 6) in uint a_end_line;
layout(location = 7) in vec3 a_after;

uniform sampler2D u_styles;                // two texels a line: colour (sRGB), then width * 16 and flags

out vec4 v_colour;
out float v_across_px;     // signed distance from the middle of the line
out float v_half_px;
out float v_along_km;
out float v_t;
out float v_sight;
flat out int v_flags;      // 1 dashed, 2 taper, 4 ghost behind the globe

const float kNear = 1e-4;

vec2 px_of(vec4 clip) { return clip.xy / clip.w * 0.5 * u_size_px; }

vec2 direction(vec2 from, vec2 to, vec2 otherwise) {
    vec2 d = to - from;
    float l = length(d);
    return l < 0.01 ? otherwise : d / l;
}

void main() {
    gl_Position = vec4(2.0, 2.0, 2.0, 1.0);  // outside, unless all goes well
    v_colour = vec4(0.0);
    v_across_px = 0.0; v_half_px = 0.0; v_along_km = 0.0; v_t = 0.0; v_sight = 0.0;
    v_flags = 0;
    if ((a_start_line & 0x40000000u) != 0u) return;
    int texel = int(a_start_line & 0x3fffffffu) * 2;
    vec4 shape = texelFetch(u_styles, ivec2((texel + 1) % 256, (texel + 1) / 256), 0);
    float width = shape.r * 255.0 / 16.0 * u_pixel_scale;
    if (width <= 0.0) return;
    v_flags = int(shape.g * 255.0 + 0.5);

    float sight_start = view_sight(a_start.xyz);
    float sight_end = view_sight(a_end.xyz);
    bool ghost = (v_flags & 4) != 0;
    if (!ghost && sight_start <= 0.0 && sight_end <= 0.0) return;
    vec4 start = view_clip(a_start.xyz);
    vec4 end = view_clip(a_end.xyz);
    if (start.w < kNear && end.w < kNear) return;
    if (start.w < kNear) start = mix(start, end, (kNear - start.w) / (end.w - start.w));
    if (end.w < kNear) end = mix(end, start, (kNear - end.w) / (start.w - end.w));
    vec2 a = px_of(start);
    vec2 b = px_of(end);
    if (any(greaterThan(min(abs(a), abs(b)), u_size_px * 8.0))) return;
    vec2 along = direction(a, b, vec2(1.0, 0.0));
    bool at_end = (gl_VertexID & 2) != 0;
    float side = (gl_VertexID & 1) == 0 ? -1.0 : 1.0;

    // The join's direction is the mean of both segments; at an end of the line there is no other segment.
    vec2 other = along;
    if (!at_end && (a_start_line & 0x80000000u) == 0u) {
        vec4 before = view_clip(a_before);
        if (before.w > kNear) other = direction(px_of(before), a, along);
    }
    if (at_end && (a_end_line & 0x40000000u) == 0u) {
        vec4 after = view_clip(a_after);
        if (after.w > kNear) other = direction(b, px_of(after), along);
    }
    vec2 normal = vec2(-along.y, along.x);
    vec2 mean = along + other;
    vec2 miter = length(mean) < 0.2 ? normal : normalize(vec2(-mean.y, mean.x));
    float stretch = 1.0 / max(dot(miter, normal), 0.5);

    v_t = at_end ? a_end_t : a_start_t;
    v_half_px = 0.5 * max(width, 1.0);
    vec4 colour = texelFetch(u_styles, ivec2(texel % 256, texel / 256), 0);
    v_colour = vec4(linear_from_srgb(colour.rgb), colour.a * min(width, 1.0));
    if ((v_flags & 2) != 0) {
        v_half_px *= mix(0.35, 1.0, v_t);
        v_colour.a *= mix(0.30, 1.0, v_t);
    }
    v_across_px = side * (v_half_px + 1.0);
    v_along_km = at_end ? a_end.w : a_start.w;
    v_sight = at_end ? sight_end : sight_start;
    vec2 at = (at_end ? b : a) + miter * (v_across_px * stretch);
    // w = 1: everything is interpolated straight in the picture, as a ribbon in screen space wants it.
    gl_Position = vec4(at / (0.5 * u_size_px), 0.0, 1.0);
}
