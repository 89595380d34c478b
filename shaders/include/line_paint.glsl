// How much of a pixel a ribbon covers.
in vec4 v_colour;
in vec4 v_ribbon;
#ifdef LINE_ROUND
in vec2 v_at_px;
flat in vec4 v_ends_px;
flat in float v_ghost;
#endif
out vec4 o_colour;

void main() {
    float seen = clamp(v_ribbon.z, 0.0, 1.0);
#ifdef LINE_ROUND
    seen = max(seen, v_ghost);
    // Distance to the segment itself: rounds the outside of every join and both ends.
    vec2 from_start = v_at_px - v_ends_px.xy, segment = v_ends_px.zw - v_ends_px.xy;
    float beyond = dot(from_start, segment) / max(dot(segment, segment), 1e-4);
    float off_px = length(from_start - segment * clamp(beyond, 0.0, 1.0));
#else
    float off_px = abs(v_ribbon.x);
#endif
    float cover = clamp(v_ribbon.y + 0.5 - off_px, 0.0, 1.0);
    // 1 at the start of a dash, 0 in the middle of the period; a line that is not dashed stays at 1.
    float edge = abs(fract(v_ribbon.w) - 0.5) * 2.0;
    cover *= clamp((edge - 0.42) / (2.0 * max(fwidth(v_ribbon.w), 1e-5)) + 0.5, 0.0, 1.0);
    o_colour = v_colour * (cover * seen);
}
