#version 330 core
// Countries and lakes: triangles on the sphere, coloured by the area that each vertex belongs to.
#include "common.glsl"

layout(location = 0) in vec3 a_position;
layout(location = 1) in vec2 a_uv;         // place on the lon/lat maps, 0..1
layout(location = 2) in uint a_area;

uniform mat4 u_clip_from_eye;
uniform vec3 u_eye;
uniform sampler2D u_styles;                // two texels an area: colour (sRGB, straight alpha), then pattern

out vec3 v_position;
out vec2 v_uv;
flat out vec4 v_fill;
flat out int v_pattern;

void main() {
    v_position = a_position;
    v_uv = a_uv;
    int texel = int(a_area) * 2;
    vec4 colour = texelFetch(u_styles, ivec2(texel % 256, texel / 256), 0);
    v_fill = vec4(linear_from_srgb(colour.rgb), colour.a);
    v_pattern = int(texelFetch(u_styles, ivec2((texel + 1) % 256, (texel + 1) / 256), 0).r * 255.0 + 0.5);
    gl_Position = u_clip_from_eye * vec4(a_position - u_eye, 1.0);
}
