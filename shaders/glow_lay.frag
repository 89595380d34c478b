#version 330 core
// Lays the blurred light of the data over the ground; the data itself is drawn over it, in its own colours. The glow hides as much
// as it shines, so it can be kept as a picture of its own with alpha.
in vec2 v_uv;
out vec4 o_colour;

uniform sampler2D u_light;
uniform float u_strength;

void main() {
    vec3 glow = textureLod(u_light, v_uv, 0.0).rgb * u_strength;
    o_colour = vec4(glow, min(max(glow.r, max(glow.g, glow.b)), 1.0));
}
