#version 330 core
// Land in graphite with gentle relief; over it the country's value, translucent, or a fine hatch where there is none.
#include "common.glsl"
#include "view.glsl"
#include "light.glsl"

in vec3 v_position;
flat in vec4 v_fill;
flat in int v_pattern;
flat in vec3 v_axis;
flat in vec3 v_middle;
out vec4 o_colour;

uniform vec3 u_ground;           // colour of bare land (or lake)
uniform float u_ground_alpha;    // 0 where imagery shows the ground itself
uniform float u_opacity;         // of the country values
uniform int u_level;             // 0 alone; 1 the detail that goes, drawn first; 2 the one that comes, drawn over it
uniform float u_level_weight;    // of the way from the one to the other
uniform float u_km_per_pixel;
uniform float u_hatch_per_radian;
uniform sampler2D u_relief;      // shade, 0.5 = flat

// Lines across the area's own axis: evenly spaced near its middle and fixed to the ground, at any latitude.
float hatch(vec3 n) {
    float k = dot(n, v_axis) * u_hatch_per_radian;
    float w = fwidth(k);
    float line = abs(fract(k) - 0.5);
    return (1.0 - smoothstep(0.06, 0.06 + w, line)) * (1.0 - smoothstep(0.5, 1.2, w));
}

float dots(vec3 n, vec3 other_axis) {
    vec2 k = vec2(dot(n, v_axis), dot(n, other_axis)) * u_hatch_per_radian * 0.8;
    float w = max(fwidth(k.x), fwidth(k.y));
    float r = length(fract(k) - 0.5);
    return (1.0 - smoothstep(0.16, 0.16 + 1.2 * w, r)) * (1.0 - smoothstep(0.5, 1.2, w));
}

// Share of ink in lines across an axis; where they are too fine to see, their mean.
float lines(float along, int level) {
    float k = along * u_hatch_per_radian * 0.9;
    float w = fwidth(k);
    float half_width = float(level) / 28.0;
    float line = 1.0 - smoothstep(half_width - 0.5 * w, half_width + 0.5 * w, abs(fract(k) - 0.5));
    return mix(level == 0 ? 0.0 : line, 2.0 * half_width, smoothstep(0.4, 0.9, w));
}

// Two details of one map laid over each other must look like one: where both have the same fill the sum of both is that fill at any
// weight. What is opaque comes whole over the other before the other goes, or the water would shine through the land.
float level_alpha(float alpha) {
    float w = u_level_weight;
    if (u_level == 1) return alpha > 0.999 ? clamp(2.0 - 2.0 * w, 0.0, 1.0) : alpha * (1.0 - w) / (1.0 - alpha * w);
    if (u_level == 2) return alpha > 0.999 ? clamp(2.0 * w, 0.0, 1.0) : alpha * w;
    return alpha;
}

void main() {
    vec3 n = normalize(v_position);
    vec3 d = view_ray(v_position);
    float facing = clamp(-dot(n, d), 0.0, 1.0);
    vec3 sun = sun_on_ground(n);
    // Where a texel covers many pixels there is nothing left to see but blots: the relief steps back.
    float lod = map_lod(u_relief, u_km_per_pixel, facing);
    float relief = (textureLod(u_relief, map_uv(n), lod).r - 0.5) * mix(0.3, 1.0, smoothstep(-5.5, -1.5, lod));
    vec3 bare = u_ground * (1.0 + 2.2 * relief) * mix(vec3(0.30), vec3(1.0), sun);
    float cover = v_fill.a * u_opacity;
    if (v_pattern == 1) cover *= hatch(n) * 0.8;
    if (v_pattern == 2) cover *= dots(n, cross(v_middle, v_axis)) * 0.8;
    // On flat ground by day a value has its colour of the legend. Relief shades it; at night it is dimmed, never lost.
    vec3 value = v_fill.rgb * (1.0 + 2.2 * relief) * mix(vec3(0.50), vec3(1.0), sun);
    if (v_pattern >= 64) {
        int levels = v_pattern - 64;
        float ink = max(lines(dot(n, v_axis), levels / 8), lines(dot(n, cross(v_middle, v_axis)), levels % 8));
        value *= 1.0 - 0.55 * ink;
    }
    float alpha = u_ground_alpha + cover - u_ground_alpha * cover;
    vec3 light = mix(bare * u_ground_alpha, value, cover) / max(alpha, 1e-4);
    o_colour = vec4(tone(through_air(light, n, d, facing)), 1.0) * level_alpha(alpha);
}
