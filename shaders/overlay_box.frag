#version 330 core
// Filled areas, anti-aliased from the exact distance to the edge.
//  2 box       p0 = centre, half size   p1 = radius, border width   colour0 fill, colour1 border
//  3 shadow    p0 = centre, half size   p1 = radius, blur
//  7 gradient  p0 = left, width                                     colour0 to colour1
#include "overlay_surface.glsl"

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

void main() {
    if (v_meta.x < 2.5) put(box());
    else if (v_meta.x < 3.5) put(shadow());
    else put(premultiplied(mix(v_colour0, v_colour1, clamp((v_pos_px.x - v_p0.x) / v_p0.y, 0.0, 1.0))));
}
