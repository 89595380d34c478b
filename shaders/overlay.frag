#version 330 core
// Text. Kind 1, glyph: p0 = atlas x, y, layer, exponent of the coverage.
// Software rasterisers run every branch of a shader for every pixel, so each family of shapes has a program of its own.
#include "overlay_surface.glsl"

uniform sampler2DArray u_atlas;

void main() {
    ivec2 texel = ivec2(floor(v_pos_px - v_quad_origin_px)) + ivec2(v_p0.xy);
    float coverage = texelFetch(u_atlas, ivec3(texel, int(v_p0.z)), 0).r;
    put(premultiplied(v_colour0) * pow(coverage, v_p0.w));
}
