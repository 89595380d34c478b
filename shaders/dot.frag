#version 330 core
#include "mark.glsl"

flat in float v_radius_px;
flat in vec4 v_fill;
flat in vec4 v_edge;
flat in int v_shape;
out vec4 o_colour;

uniform float u_opacity;
uniform float u_pixel_scale;

void main() {
    vec2 p = (gl_PointCoord - 0.5) * (2.0 * v_radius_px + 1.0);
    vec4 colour = mark_colour(p, v_radius_px, v_shape, v_fill, v_edge, u_pixel_scale);
    if (colour.a * u_opacity < 0.002) discard;
    o_colour = colour * u_opacity;
}
