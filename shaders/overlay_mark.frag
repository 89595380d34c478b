#version 330 core
// Lines, patterns and triangles, anti-aliased from the exact distance to the edge.
//  4 line      p0 = ends                p1 = width, dash, gap, round caps
//  5 hatch     p0 = centre, half size   p1 = radius, spacing, ink width, pattern   colour0 ground, colour1 ink
//  6 triangle  p0, p1.xy = corners, clockwise on screen
#include "overlay_surface.glsl"

vec4 line() {
    vec2 along = v_p0.zw - v_p0.xy;
    float length_px = max(length(along), 1e-4);
    vec2 direction = along / length_px;
    vec2 p = v_pos_px - v_p0.xy;
    float u = dot(p, direction);
    float v = abs(dot(p, vec2(-direction.y, direction.x)));
    // Thinner than a pixel: a pixel wide, and paler.
    float width = max(v_p1.x, 1.0);
    float strength = min(v_p1.x, 1.0);
    float beyond = max(-u, u - length_px);
    if (v_p1.y > 0.0) {
        float period = v_p1.y + v_p1.z;
        float in_dash = abs(mod(u - v_p1.y * 0.5 + period * 0.5, period) - period * 0.5) - v_p1.y * 0.5;
        beyond = max(beyond, in_dash);
    }
    float coverage = v_p1.w > 0.5 ? cover(length(vec2(max(beyond, 0.0), v)) - width * 0.5) : cover(v - width * 0.5) * cover(beyond);
    return premultiplied(v_colour0) * coverage * strength;
}

/// Coverage of parallel lines `spacing` apart along the diagonal `normal`.
float stripes(vec2 normal, float spacing, float ink_px) {
    float t = dot(v_pos_px, normal);
    float d = abs(mod(t, spacing) - spacing * 0.5) - max(ink_px, 1.0) * 0.5;
    return cover(d) * min(ink_px, 1.0);
}

vec4 hatch() {
    const float kDiagonal = 0.70710678;
    float inside = cover(box_distance(v_pos_px - v_p0.xy, v_p0.zw, v_p1.x));
    float ink;
    if (v_p1.w < 0.5) {
        ink = stripes(vec2(kDiagonal, kDiagonal), v_p1.y, v_p1.z);
    } else if (v_p1.w < 1.5) {
        ink = max(stripes(vec2(kDiagonal, kDiagonal), v_p1.y, v_p1.z), stripes(vec2(kDiagonal, -kDiagonal), v_p1.y, v_p1.z));
    } else if (v_p1.w > 2.5) {
        ink = stripes(v_p1.w < 3.5 ? vec2(kDiagonal, kDiagonal) : vec2(kDiagonal, -kDiagonal), v_p1.y, v_p1.z);
    } else {
        vec2 turned = vec2(dot(v_pos_px, vec2(kDiagonal)), dot(v_pos_px, vec2(kDiagonal, -kDiagonal)));
        ink = cover(length(mod(turned, v_p1.y) - v_p1.y * 0.5) - v_p1.z * 0.5);
    }
    vec4 over = premultiplied(v_colour1) * ink;
    return (over + premultiplied(v_colour0) * (1.0 - over.a)) * inside;
}

float outside_edge(vec2 a, vec2 b) {
    vec2 edge = normalize(b - a);
    return dot(v_pos_px - a, vec2(edge.y, -edge.x));
}

vec4 triangle() {
    float d = max(max(outside_edge(v_p0.xy, v_p0.zw), outside_edge(v_p0.zw, v_p1.xy)), outside_edge(v_p1.xy, v_p0.xy));
    return premultiplied(v_colour0) * cover(d);
}

void main() {
    if (v_meta.x < 4.5) put(line());
    else if (v_meta.x < 5.5) put(hatch());
    else put(triangle());
}
