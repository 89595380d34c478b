// Shapes of marks. 0 disc, 1 ring, 2 diamond, 3 cross, 4 square, 5 halo, 6 pie, 7 ring of shares: PointShape of render/scene.h.

// Distance in pixels to the outline, negative inside.
float mark_distance(vec2 p, float radius, int shape) {
    if (shape == 2) return (abs(p.x) + abs(p.y) - radius) * 0.70711;
    if (shape == 3) return max(min(abs(p.x), abs(p.y)) - 0.28 * radius, max(abs(p.x), abs(p.y)) - radius);
    if (shape == 4) return max(abs(p.x), abs(p.y)) - radius * 0.8;
    return length(p) - radius;
}

// Fill and edge of a plain mark, premultiplied. The edge lies inside the outline, so that the area stays true.
vec4 mark_colour(vec2 p, float radius, int shape, vec4 fill, vec4 edge, float pixel_scale) {
    float d = mark_distance(p, radius, shape);
    float inside = clamp(0.5 - d, 0.0, 1.0);
    float edge_px = shape == 1 ? max(1.3 * pixel_scale, 0.16 * radius) : max(1.0 * pixel_scale, 0.10 * radius);
    float fill_alpha = fill.a * inside;
    float edge_alpha = edge.a * inside * clamp(d + edge_px + 0.5, 0.0, 1.0);
    return vec4(edge.rgb * edge_alpha + fill.rgb * fill_alpha * (1.0 - edge_alpha), edge_alpha + fill_alpha * (1.0 - edge_alpha));
}
