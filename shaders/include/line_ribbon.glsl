// A point of a polyline as two vertices, left and right of it; the points before and after give the joins, so that translucent lines
// never overlap themselves. Include common.glsl and view.glsl first. With LINE_ROUND, joins and caps are round; without, the same
// at less cost for lines so thin that nobody could tell.

layout(location = 0) in vec3 a_before;
layout(location = 1) in vec4 a_here;       // position, km along the line
layout(location = 2) in vec3 a_after;
layout(location = 3) in vec2 a_t_room;     // 0..1 along the line; room of a lane, 256 km
layout(location = 4) in float a_lane;      // 1/256 lane
layout(location = 5) in uint a_line;       // bit 31: first point of its polyline, bit 30: last; the rest: index of the style
layout(location = 6) in vec4 a_tint;

uniform sampler2D u_styles;                // two texels a line: linear colour and alpha; width px, 1 when dashed, least share at the start, ghost
uniform float u_opacity;
uniform float u_dash_km;                   // one dash and one gap, on the ground
uniform float u_km_per_pixel;
uniform float u_lane_gap_px;
uniform float u_spread;                    // 1: ribbons; 0: lines of a pixel

out vec4 v_colour;         // premultiplied
out vec4 v_ribbon;         // px from the middle of the line, half its width, sight, dash periods along it
#ifdef LINE_ROUND
out vec2 v_at_px;
flat out vec4 v_ends_px;   // of the segment
flat out float v_ghost;
#endif

const float kNear = 1e-4;

vec2 px_of(vec4 clip) { return clip.xy / clip.w * 0.5 * u_size_px; }

vec2 direction(vec2 from, vec2 to) {
    vec2 d = to - from;
    float l = length(d);
    return l < 0.01 ? vec2(0.0) : d / l;
}

void main() {
    bool first = (a_line & 0x80000000u) != 0u, last = (a_line & 0x40000000u) != 0u;
    int texel = int(a_line & 0x3fffffffu) * 2;
    ivec2 place = ivec2(texel & 511, texel >> 9);
    vec4 colour = texelFetch(u_styles, place, 0) * a_tint;
    vec4 shape = texelFetch(u_styles, place + ivec2(1, 0), 0);

    vec4 here = view_clip(a_here.xyz);
    vec4 before = first ? here : view_clip(a_before);
    vec4 after = last ? here : view_clip(a_after);
    // What lies behind the eye is cut where the line comes into view.
    if (here.w < kNear) {
        vec4 seen = before.w > after.w ? before : after;
        if (seen.w > kNear) here = mix(here, seen, (kNear - here.w) / (seen.w - here.w));
    }
    if (before.w < kNear) before = before.w < here.w ? mix(before, here, (kNear - before.w) / (here.w - before.w)) : here;
    if (after.w < kNear) after = after.w < here.w ? mix(after, here, (kNear - after.w) / (here.w - after.w)) : here;

    vec2 at = px_of(here), at_before = px_of(before);
    vec2 come = direction(at_before, at), go = direction(at, px_of(after));
    if (come == vec2(0.0)) come = go;
    if (go == vec2(0.0)) go = come;
    // The join's direction is the mean of both segments.
    vec2 mean = come + go;
    vec2 normal = vec2(-come.y, come.x);
    vec2 miter = dot(mean, mean) < 0.04 ? normal : normalize(vec2(-mean.y, mean.x));
    miter /= max(dot(miter, normal), 0.5);

    float width = shape.x * u_pixel_scale;
    float half_px = 0.5 * max(width, 1.0);
    float alpha = colour.a * min(width, 1.0) * u_opacity;
    half_px *= mix(shape.z, 1.0, a_t_room.x);  // tapering lines grow from their start
    alpha *= mix(shape.z < 1.0 ? 0.30 : 1.0, 1.0, a_t_room.x);
    float sight_here = view_sight(a_here.xyz);
    bool hidden = width <= 0.0 || here.w < kNear || (sight_here < -0.5 && shape.w == 0.0);

    float gap_px = min(u_lane_gap_px, a_t_room.y * 256.0 / u_km_per_pixel);
    vec2 lane_px = miter * (a_lane / 256.0 * gap_px);
    float side = (gl_VertexID & 1) == 0 ? 1.0 : -1.0;
    float across = hidden ? 0.0 : side * (half_px + 0.5) * u_spread;
    v_colour = vec4(colour.rgb * alpha, alpha);
    v_ribbon = vec4(across, half_px, sight_here, a_here.w / u_dash_km * shape.y);
    vec2 out_px = at + lane_px + miter * across;
#ifdef LINE_ROUND
    if (!hidden && first) out_px -= go * (half_px + 0.5);
    if (!hidden && last) out_px += come * (half_px + 0.5);
    v_at_px = view_snapped(out_px);
    v_ends_px = vec4(at_before, at) + lane_px.xyxy;
    v_ghost = shape.w;
#endif
    // w = 1: everything is interpolated straight in the picture, as a ribbon in screen space wants it.
    gl_Position = here.w < kNear ? vec4(0.0, 0.0, 0.0, -1.0) : vec4(view_snapped(out_px) / (0.5 * u_size_px), 0.0, 1.0);
}
