#version 330 core
// Countries and lakes: triangles on the sphere, coloured by the area that each vertex belongs to.
#include "common.glsl"
#include "view.glsl"

layout(location = 0) in vec3 a_position;
layout(location = 1) in uint a_area;

uniform sampler2D u_styles;                // two texels an area: colour (sRGB, straight alpha); pattern and direction of its middle

out vec3 v_position;
flat out vec4 v_fill;
flat out int v_pattern;
flat out vec3 v_axis;      // the pattern runs along and across this direction on the ground, north-east of the area's middle
flat out vec3 v_middle;

void main() {
    v_position = a_position;
    int texel = int(a_area) * 2;
    vec4 colour = texelFetch(u_styles, ivec2(texel % 256, texel / 256), 0);
    v_fill = vec4(linear_from_srgb(colour.rgb), colour.a);
    vec4 second = texelFetch(u_styles, ivec2((texel + 1) % 256, (texel + 1) / 256), 0);
    v_pattern = int(second.r * 255.0 + 0.5);
    vec3 middle = normalize(second.gba * 2.0 - 1.0);
    v_middle = middle;
    vec3 east = abs(middle.z) > 0.99 ? vec3(0.0, 1.0, 0.0) : normalize(vec3(-middle.y, middle.x, 0.0));
    v_axis = normalize(east + cross(middle, east));
    gl_Position = view_clip(a_position);
}
