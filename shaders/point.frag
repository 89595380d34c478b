#version 330 core
in vec2 v_offset_px;
flat in float v_radius_px;
flat in vec4 v_fill;
flat in vec4 v_edge;
flat in int v_shape;
out vec4 o_colour;

uniform float u_opacity;
uniform float u_pixel_scale;

// Distance in pixels to the outline, negative inside. 0 disc, 1 ring, 2 diamond, 3 cross, 4 square.
float outline(vec2 p) {
    if (v_shape == 2) return (abs(p.x) + abs(p.y) - v_radius_px) * 0.70711;
    if (v_shape == 3) return max(min(abs(p.x), abs(p.y)) - 0.28 * v_radius_px, max(abs(p.x), abs(p.y)) - v_radius_px);
    if (v_shape == 4) return max(abs(p.x), abs(p.y)) - v_radius_px * 0.8;
    return length(p) - v_radius_px;
}

void main() {
    float d = outline(v_offset_px);
    float inside = clamp(0.5 - d, 0.0, 1.0);
    // The edge lies inside the outline, so that the area stays true.
    float edge_px = v_shape == 1 ? max(1.3 * u_pixel_scale, 0.16 * v_radius_px) : max(1.0 * u_pixel_scale, 0.10 * v_radius_px);
    float band = inside * clamp(d + edge_px + 0.5, 0.0, 1.0);
    float fill_alpha = v_fill.a * inside;
    float edge_alpha = v_edge.a * band;
    float alpha = edge_alpha + fill_alpha * (1.0 - edge_alpha);
    vec3 colour = v_edge.rgb * edge_alpha + v_fill.rgb * fill_alpha * (1.0 - edge_alpha);
    if (alpha * u_opacity < 0.002) discard;
    o_colour = vec4(colour, alpha) * u_opacity;
}
