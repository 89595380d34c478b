// Shared by the fragment stages of the overlay. Kinds as in render/overlay/canvas.h.
in vec2 v_pos_px;
flat in vec2 v_quad_origin_px;
flat in vec4 v_p0;
flat in vec4 v_p1;
flat in vec4 v_clip;
flat in vec4 v_colour0;
flat in vec4 v_colour1;
flat in vec2 v_meta;

out vec4 o_colour;  // linear light, premultiplied

float cover(float distance_px) { return clamp(0.5 - distance_px, 0.0, 1.0); }
vec4 premultiplied(vec4 c) { return vec4(c.rgb * c.a, c.a); }

/// Signed distance to a rounded box around the origin, negative inside.
float box_distance(vec2 p, vec2 half_size, float radius) {
    vec2 q = abs(p) - half_size + radius;
    return length(max(q, 0.0)) + min(max(q.x, q.y), 0.0) - radius;
}

/// Writes the premultiplied colour where the clip allows.
void put(vec4 colour) {
    if (any(lessThan(v_pos_px, v_clip.xy)) || any(greaterThanEqual(v_pos_px, v_clip.zw)) || colour.a <= 0.0) discard;
    o_colour = colour * v_meta.y;
}
