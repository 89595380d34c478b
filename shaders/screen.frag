#version 330 core
// From float light to the bytes of the picture: sRGB encoded here, not by the hardware, so that half a step of noise can hide the
// rounding (no bands in dark gradients). Values that are a whole step already stay what they are.
#include "common.glsl"

out vec4 o_colour;

uniform sampler2D u_light;    // linear, premultiplied
uniform vec2 u_origin_px;     // of this window in the whole picture, from the lower left

void main() {
    vec4 light = texelFetch(u_light, ivec2(gl_FragCoord.xy), 0);
    // Interleaved gradient noise (Jimenez 2014): the same at the same pixel of the picture, every time, in every tile.
    float noise = fract(52.9829189 * fract(dot(gl_FragCoord.xy + u_origin_px, vec2(0.06711056, 0.00583715)))) - 0.5;
    // Translucent pixels are divided by their alpha later, which would magnify the noise.
    o_colour = vec4(srgb_from_linear(clamp(light.rgb, 0.0, 1.0)) + noise * 0.9 / 255.0 * step(0.999, light.a), light.a);
}
