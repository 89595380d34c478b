#version 330 core
// One vertex a mark, drawn as a point sprite: for very many marks whose places stay.
#include "common.glsl"
#include "view.glsl"

layout(location = 0) in vec3 a_place;
layout(location = 1) in vec4 a_fill;       // sRGB, straight alpha
layout(location = 2) in uvec4 a_look;      // radius in 16ths of a pixel, alpha of the edge, shape

uniform vec2 u_viewport_scale;             // picture over viewport, which is larger, so that marks across the rim are not clipped
uniform float u_most_radius_px;            // that the driver can draw

flat out float v_radius_px;
flat out vec4 v_fill;
flat out vec4 v_edge;
flat out int v_shape;

void main() {
    gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
    gl_PointSize = 1.0;
    v_radius_px = 0.0; v_fill = vec4(0.0); v_edge = vec4(0.0); v_shape = 0;
    if (a_fill.a <= 0.0) return;
    float seen = clamp(view_sight(a_place), 0.0, 1.0);
    vec4 clip = view_clip(a_place);
    if (seen <= 0.0 || clip.w < 1e-4) return;
    v_radius_px = min(float(a_look.x) / 16.0 * u_pixel_scale, u_most_radius_px);
    vec3 colour = linear_from_srgb(a_fill.rgb);
    v_fill = vec4(colour, a_fill.a * seen);
    v_edge = vec4(mix(colour, vec3(1.0), 0.35), float(a_look.y) / 255.0 * seen);
    v_shape = int(a_look.z);
    gl_PointSize = 2.0 * v_radius_px + 1.0;
    gl_Position = vec4(clip.xy / clip.w * u_viewport_scale, 0.0, 1.0);
}
