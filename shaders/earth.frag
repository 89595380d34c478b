#version 330 core
// The globe's ground (water, or imagery), its daylight, and the air around it.
#include "common.glsl"

in vec2 v_ndc;
out vec4 o_colour;

uniform vec3 u_eye;
uniform vec3 u_right;         // scaled by tan(half field of view) * aspect
uniform vec3 u_up;            // scaled by tan(half field of view)
uniform vec3 u_forward;
uniform vec3 u_sun;
uniform vec3 u_ocean_deep;
uniform vec3 u_ocean_rim;
uniform vec3 u_atmosphere;
uniform float u_even_light;   // 1: no night
uniform float u_imagery;      // 1: photographic
uniform float u_show;         // 0: a dark disc only
uniform float u_km_per_pixel; // in the middle of the picture
uniform sampler2D u_day;
uniform sampler2D u_night;
uniform sampler2D u_height;   // 0 deepest sea floor .. about 0.4 coast .. 1 highest land
uniform sampler2D u_relief;   // shade, 0.5 = flat

vec3 ground(vec3 n, float facing) {
    float day = max(daylight(n, u_sun), u_even_light);
    vec2 uv = map_uv(n);
    if (u_imagery > 0.5) {
        vec3 lit = textureLod(u_day, uv, map_lod(u_day, u_km_per_pixel, facing)).rgb * 0.85;
        vec3 lights = textureLod(u_night, uv, map_lod(u_night, u_km_per_pixel, facing)).rgb;
        vec3 night = lit * 0.05 + vec3(1.0, 0.72, 0.38) * pow(max(lights.r - 0.06, 0.0), 1.4) * 1.1;
        return mix(night, lit, day);
    }
    float shelf = min(textureLod(u_height, uv, map_lod(u_height, u_km_per_pixel, facing)).r, 0.45);
    float floor_shade = mix(1.0, 0.40 + 1.2 * textureLod(u_relief, uv, map_lod(u_relief, u_km_per_pixel, facing)).r, 0.55);
    vec3 water = mix(u_ocean_deep, u_ocean_rim, pow(1.0 - facing, 2.2)) * (0.62 + 1.5 * shelf) * floor_shade;
    return water * mix(0.42, 1.0, day);
}

// Air seen through a path that comes within `closest` of the centre: density falls off exponentially with height.
vec3 air_outside(float closest, vec3 nearest_point) {
    float height = max(closest - 1.0, 0.0);
    float sunlit = max(smoothstep(-0.35, 0.45, dot(nearest_point / closest, u_sun)), u_even_light);
    float thin = exp(-height / 0.0045) * 0.75 + exp(-height / 0.018) * 0.26 + exp(-height / 0.06) * 0.035;
    return u_atmosphere * thin * mix(0.10, 1.0, sunlit);
}

void main() {
    vec3 d = normalize(u_forward + u_right * v_ndc.x + u_up * v_ndc.y);
    float b = dot(u_eye, d);
    // Not dot(eye, eye) - b * b: the difference of two large numbers, which right below the eye may even be negative.
    float closest = length(cross(u_eye, d));
    float closest2 = closest * closest;
    float pixel = fwidth(closest);
    float inside = b < 0.0 ? clamp((1.0 - closest) / pixel + 0.5, 0.0, 1.0) : 0.0;
    vec3 colour = vec3(0.0);
    float alpha = inside;
    if (inside > 0.0) {
        float t = -b - sqrt(max(1.0 - closest2, 0.0));
        vec3 n = normalize(u_eye + d * t);
        float facing = clamp(-dot(n, d), 0.0, 1.0);
        if (u_show > 0.5) {
            colour = ground(n, facing);
            float sunlit = max(smoothstep(-0.35, 0.45, dot(n, u_sun)), u_even_light);
            // A longer way through the air toward the limb.
            colour += u_atmosphere * (0.035 + 0.55 * pow(1.0 - facing, 4.5)) * mix(0.10, 1.0, sunlit);
        } else {
            colour = u_ocean_deep * 0.5;
        }
    }
    if (u_show > 0.5 && inside < 1.0 && b < 0.0) {
        vec3 glow = air_outside(closest, u_eye - d * b);
        colour = mix(glow, colour, inside);
        alpha = max(alpha, clamp(max(glow.r, max(glow.g, glow.b)) * 1.6, 0.0, 1.0));
        // Colour already carries the opacity (blending is premultiplied for this pass).
        o_colour = vec4(colour, mix(alpha * 0.35, 1.0, inside));
        return;
    }
    o_colour = vec4(colour * inside, alpha);
}
