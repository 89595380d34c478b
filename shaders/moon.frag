#version 330 core
// The Moon's disc with its phase. Its soil shines back as strongly at the edge as in the middle (Lommel and Seeliger), so the disc
// is flat, not a ball; the dark part shows in the light of the Earth.
in vec2 v_place;
flat in vec3 v_right;
flat in vec3 v_up;
flat in float v_edge_px;
out vec4 o_colour;

uniform vec3 u_direction;
uniform vec3 u_sun;
uniform float u_opacity;

void main() {
    float r = length(v_place);
    float cover = clamp((1.0 - r) * v_edge_px + 0.5, 0.0, 1.0);
    if (cover <= 0.0) discard;
    vec2 p = v_place / max(r, 1.0);
    float toward = sqrt(max(1.0 - dot(p, p), 0.0));
    vec3 n = v_right * p.x + v_up * p.y - u_direction * toward;
    float sun = max(dot(n, u_sun), 0.0);
    float light = 0.008 + 0.62 * 2.0 * sun / (sun + max(toward, 0.03) + 1e-4) * smoothstep(0.0, 0.12, sun);
    o_colour = vec4(vec3(0.96, 0.95, 0.92) * min(light, 0.75), 1.0) * (cover * u_opacity);
}
