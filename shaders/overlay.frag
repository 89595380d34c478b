#version 330 core
// Text and flat shapes, anti-aliased from the exact distance to the edge. Kinds as in render/overlay/canvas.h:
//  1 glyph     p0 = atlas x, y, layer, exponent of the coverage
//  2 box       p0 = centre, half size            p1 = radius, border width        colour0 fill, colour1 border
//  3 shadow    p0 = centre, half size            p1 = radius, blur
//  4 line      p0 = ends                         p1 = width, dash, gap, round caps
//  5 hatch     p0 = centre, half size            p1 = radius, spacing, ink width, pattern   colour0 ground, colour1 ink
//  6 triangle  p0, p1.xy = corners, clockwise on screen
//  7 gradient  p0 = left, width                                                   colour0 to colour1
in vec2 v_pos_px;
flat in vec2 v_quad_origin_px;
flat in vec4 v_p0;
flat in vec4 v_p1;
flat in vec4 v_clip;
flat in vec4 v_colour0;
flat in vec4 v_colour1;
flat in vec2 v_meta;

uniform sampler2DArray u_atlas;

out vec4 o_colour;  // linear light, premultiplied

float cover(float distance_px) { return clamp(0.5 - distance_px, 0.0, 1.0); }
vec4 premultiplied(vec4 c) { return vec4(c.rgb * c.a, c.a); }

float box_distance(vec2 p, vec2 half_size, float radius) {
    vec2 q = abs(p) - half_size + radius;
    return length(max(q, 0.0)) + min(max(q.x, q.y), 0.0) - radius;
}

vec4 glyph() {
    ivec2 texel = ivec2(floor(v_pos_px - v_quad_origin_px)) + ivec2(v_p0.xy);
    float coverage = texelFetch(u_atlas, ivec3(texel, int(v_p0.z)), 0).r;
    return premultiplied(v_colour0) * pow(coverage, v_p0.w);
}

vec4 box() {
    float d = box_distance(v_pos_px - v_p0.xy, v_p0.zw, v_p1.x);
    float outer = cover(d);
    float inner = v_p1.y > 0.0 ? cover(d + v_p1.y) : outer;
    // The fill goes under the border's inner edge only, so a translucent border keeps its own colour.
    return premultiplied(v_colour0) * inner + premultiplied(v_colour1) * (outer - inner);
}

vec4 shadow() {
    float d = box_distance(v_pos_px - v_p0.xy, v_p0.zw, v_p1.x);
    // The logistic curve follows the Gaussian integral to within 1 %.
    return premultiplied(v_colour0) / (1.0 + exp(1.702 * d / v_p1.y));
}

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
    if (any(lessThan(v_pos_px, v_clip.xy)) || any(greaterThanEqual(v_pos_px, v_clip.zw))) discard;
    int kind = int(v_meta.x + 0.5);
    vec4 colour = vec4(0.0);
    if (kind == 1) colour = glyph();
    else if (kind == 2) colour = box();
    else if (kind == 3) colour = shadow();
    else if (kind == 4) colour = line();
    else if (kind == 5) colour = hatch();
    else if (kind == 6) colour = triangle();
    else if (kind == 7) colour = premultiplied(mix(v_colour0, v_colour1, clamp((v_pos_px.x - v_p0.x) / v_p0.y, 0.0, 1.0)));
    if (colour.a <= 0.0) discard;
    o_colour = colour * v_meta.y;
}
