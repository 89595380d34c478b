#version 330 core
// The globe's ground (water, or imagery), its daylight, and the air around it.
#include "common.glsl"
#include "view.glsl"
#include "light.glsl"

in vec2 v_ndc;
out vec4 o_colour;

uniform vec3 u_right;         // scaled by tan(half field of view) * aspect
uniform vec3 u_up;            // scaled by tan(half field of view)
uniform vec3 u_forward;
uniform vec3 u_ocean_deep;
uniform vec3 u_ocean_rim;
uniform float u_imagery;      // share of photographs in the ground, [0, 1]
uniform float u_show;         // share of the earth, [0, 1]; the rest is a dark disc
uniform float u_km_per_pixel; // in the middle of the picture
uniform sampler2D u_day;
uniform sampler2D u_night;
uniform sampler2D u_height;   // 0 deepest sea floor .. about 0.4 coast .. 1 highest land
uniform sampler2D u_relief;   // shade, 0.5 = flat

// Photographs by day; by night the same in moonlight, with the lights of people, warm and low.
vec3 imagery(vec2 uv, vec3 sun, float facing) {
    vec3 day = textureLod(u_day, uv, map_lod(u_day, u_km_per_pixel, facing)).rgb;
    day = mix(vec3(dot(day, vec3(0.2126, 0.7152, 0.0722))), day, 0.78);   // calmer than a photograph: data lies on it
    float lamps = max(textureLod(u_night, uv, map_lod(u_night, u_km_per_pixel, facing)).r - 0.04, 0.0);
    vec3 night = day * vec3(0.022, 0.027, 0.040) + vec3(1.0, 0.62, 0.26) * lamps * (0.35 + lamps) * 1.2;
    return mix(night, day * 0.75 * sun, clamp(sun.r, 0.0, 1.0));
}

// Water by depth: shelves lighter, the sea floor's ridges just visible, and the sun's glitter.
vec3 water(vec2 uv, vec3 n, vec3 d, vec3 sun, float facing) {
    float depth = textureLod(u_height, uv, map_lod(u_height, u_km_per_pixel, facing)).r;
    float floor_shade = textureLod(u_relief, uv, map_lod(u_relief, u_km_per_pixel, facing)).r - 0.5;
    float shelf = clamp(depth / 0.42, 0.0, 1.0);
    vec3 colour = mix(u_ocean_deep, u_ocean_rim, shelf * shelf * 0.55) * (1.0 + 0.9 * floor_shade);
    float mirror = max(dot(reflect(d, n), u_sun), 0.0) * (1.0 - u_even_light);
    mirror *= mirror; mirror *= mirror; mirror *= mirror;   // to the 8th: a broad gleam, as a rough sea has
    return colour * mix(vec3(0.30), vec3(1.0) + 0.7 * mirror, sun);
}

// What the place with normal n shows to a ray in direction d; facing = -dot(n, d). Linear light before tone().
vec3 ground_light(vec3 n, vec3 d, float facing) {
    vec2 uv = map_uv(n);
    vec3 sun = sun_on_ground(n);
    if (u_imagery <= 0.0) return water(uv, n, d, sun, facing);
    vec3 photograph = imagery(uv, sun, facing);
    return u_imagery >= 1.0 ? photograph : mix(water(uv, n, d, sun, facing), photograph, u_imagery);
}

// The finished colour of the place with normal n seen from straight above when facing = 1: as a flat map shows it.
vec3 ground(vec3 n, float facing) {
    return tone(through_air(ground_light(n, -n, facing), n, -n, facing));
}

#ifndef GLOBE_ONLY
// The world on its way to the flat map, and the map itself: the sheet instead of the globe, without air beside it.
vec4 sheet_colour(vec3 d) {
    vec3 n, seen_as;
    float edge_px;
    float pixel = 2.0 * length(u_up) / u_size_px.y;
    float cover = sheet_ground(d, pixel, n, seen_as, edge_px);
    if (cover <= 0.0) return vec4(0.0);
    vec4 disc = vec4(u_ocean_deep * 0.5, 1.0) * cover;
    if (u_show <= 0.0) return disc;
    float facing = clamp(-dot(n, seen_as), 0.0, 1.0);
    vec3 light = tone(through_air(ground_light(n, seen_as, facing), n, seen_as, facing));
    // By night too one sees where the map ends.
    float rim = clamp(1.5 * u_pixel_scale - edge_px + 0.5, 0.0, 1.0) * smoothstep(0.4, 1.0, u_flat);
    vec4 earth = vec4(mix(light, vec3(0.10, 0.15, 0.21), 0.7 * rim), 1.0) * cover;
    return u_show >= 1.0 ? earth : mix(disc, earth, u_show);
}
#endif

void main() {
    vec3 d = normalize(u_forward + u_right * v_ndc.x + u_up * v_ndc.y);
#ifndef GLOBE_ONLY
    if (u_flat > 0.0) {
        o_colour = sheet_colour(d);
        return;
    }
#endif
    float b = dot(u_eye, d);
    // Not dot(eye, eye) - b * b: the difference of two large numbers, which right below the eye may even be negative.
    float closest = length(cross(u_eye, d));
    float pixel = fwidth(closest);
    if (b >= 0.0 || closest > 1.0 + 9.0 * kScaleHeight + pixel) {   // away from the globe and its air
        o_colour = vec4(0.0);
        return;
    }
    float inside = clamp((1.0 - closest) / pixel + 0.5, 0.0, 1.0);
    vec4 disc = vec4(u_ocean_deep * 0.5, 1.0) * inside;
    if (u_show <= 0.0) {
        o_colour = disc;
        return;
    }
    // One evaluation of the air for ground and ring: at the limb the two meet. Beside the globe the air thins out exponentially.
    float below = max(1.0 - closest * closest, 0.0);
    vec3 n = normalize(u_eye + d * (-b - sqrt(below)));
    float facing = inside > 0.0 ? clamp(-dot(n, d), 0.0, 1.0) : 0.0;
    float path = inside > 0.0 ? air_mass(facing) : kFullPath * exp(-max(closest - 1.0, 0.0) / kScaleHeight);
    vec3 through;
    vec3 air = air_light(path, n, d, through);
    vec3 light = tone(ground_light(n, d, facing) * through * inside + air);
    // In the ring the air hides what is behind as much as it shines.
    o_colour = vec4(light, mix(max(light.r, max(light.g, light.b)), 1.0, inside));
    if (u_show < 1.0) o_colour = mix(disc, o_colour, u_show);
}
