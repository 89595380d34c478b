// Shared by every stage. Positions are Earth-fixed, one unit = mean Earth radius. Colours are linear light unless named _srgb.

const float kPi = 3.14159265;

vec3 linear_from_srgb(vec3 c) {
    return mix(c / 12.92, pow((c + 0.055) / 1.055, vec3(2.4)), step(0.04045, c));
}

vec3 srgb_from_linear(vec3 c) {
    return mix(c * 12.92, 1.055 * pow(c, vec3(1.0 / 2.4)) - 0.055, step(0.0031308, c));
}

// How far a position p is from being hidden by the globe: <= 0 hidden, >= 1 in plain sight, in between it fades at the limb.
// The globe hides what is beyond the plane of its outline and inside the cone that the outline throws.
float sight(vec3 p, vec3 eye) {
    float distance_eye = length(eye);
    vec3 axis = eye / distance_eye;
    float nearest = 1.0 - 1.0 / distance_eye;                       // of a ground point right below, above the plane
    float above_plane = (dot(p, axis) - 1.0 / distance_eye) / (0.12 * nearest);
    vec3 d = p - eye;
    float ed = dot(eye, d);
    float outside_cone = (dot(eye, eye) - ed * ed / dot(d, d) - 1.0) / 0.008;
    return max(above_plane, outside_cone);
}

// 0 at night, 1 by day; twilight ends when the sun is 18 degrees below the horizon.
float daylight(vec3 normal, vec3 sun) { return smoothstep(-0.309, 0.26, dot(normal, sun)); }

// Place of a direction on a lon/lat map: x 0..1 from 180 west to 180 east, y 0..1 from the north pole to the south pole.
vec2 map_uv(vec3 n) { return vec2(atan(n.y, n.x) / (2.0 * kPi) + 0.5, 0.5 - asin(clamp(n.z, -1.0, 1.0)) / kPi); }

// Level of detail at which a texel of a lon/lat map covers about a pixel. Worked out, not left to the driver: the coordinates
// jump at 180 degrees, and there the driver would take the coarsest level.
float map_lod(sampler2D map, float km_per_pixel, float facing) {
    return log2(km_per_pixel * float(textureSize(map, 0).x) / 40030.2) - log2(max(facing, 0.15));
}
