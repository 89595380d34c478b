#version 330 core
flat in vec4 v_light;
flat in float v_radius_px;
out vec4 o_colour;

void main() {
    float r = length(gl_PointCoord - 0.5) * (2.0 * v_radius_px + 2.0);
    float alpha = v_light.a * exp(-r * r / (0.55 * v_radius_px * v_radius_px + 0.15));
    if (alpha < 0.003) discard;
    o_colour = vec4(v_light.rgb * alpha, alpha);
}
