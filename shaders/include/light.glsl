// Light on the Earth: sun, air and the tone curve, the same for water, land and imagery. Everything is worked out per fragment in
// linear light without an upper limit and leaves through tone(), so what is drawn over it (data) keeps its own colours.
// Include common.glsl first.
//
// The air is single scattering along the ray, in closed form: how much air the ray crosses (Rozenberg's air mass inside the outline,
// an exponential atmosphere beside it), how much of its light was lost on the way from the sun (which makes it red at the
// terminator), and the phase functions of molecules (Rayleigh) and haze (Henyey and Greenstein 1941).

uniform vec3 u_sun;
uniform float u_even_light;   // 1: no night
uniform float u_air;          // strength of the air, 0 = none

const vec3 kRayleigh = vec3(0.050, 0.108, 0.238);  // optical depth of the whole air straight up, at 620, 540 and 450 nm
const float kHaze = 0.022;
const float kSunOnAir = 0.42;                      // exposure: the picture is dark so that data is the brightest thing
const float kClear = 0.22;                         // of the air over the globe's disc, seen from above: the map must stay readable
const float kScaleHeight = 0.0026;                 // globe radii: twice the true 8.4 km, so that the ring shows at a few hundred pixels
const float kFullPath = 64.0;                      // vertical airs along a ray that grazes the ground

// Linear up to a quarter, then a soft shoulder toward one: highlights roll off as on film, dark colours stay as designed.
vec3 tone(vec3 light) {
    vec3 over = max(light - 0.25, 0.0) / 0.75;
    return min(light, vec3(0.25)) + 0.75 * over / (1.0 + over);
}

// Vertical airs along a slant path from the ground; `c` is the cosine of the zenith angle, 0..1 (Rozenberg 1966).
float air_mass(float c) { return 1.0 / (c + 0.025 * exp(-11.0 * c)); }

// Sunlight that reaches the air above a place, by the cosine of the sun's zenith angle there. After sunset only higher air is lit.
vec3 sun_in_air(float c) {
    float set = max(-c, 0.0) / 0.115;
    vec3 direct = exp(-(kRayleigh + kHaze) * 0.42 * air_mass(max(c, 0.0)));
    vec3 from_sky = vec3(0.022, 0.042, 0.085);      // scattered more than once: the blue of dusk
    return mix((direct + from_sky) * exp(-set * set), vec3(1.0), u_even_light);
}

// Light that `path` vertical airs send along the ray `d`, at a place whose zenith is n. through: what they let pass of light behind.
vec3 air_light(float path, vec3 n, vec3 d, out vec3 through) {
    float mu = dot(d, u_sun) * (1.0 - u_even_light);
    float rayleigh = 0.75 * (1.0 + mu * mu);
    float g2 = 1.49 - 1.4 * mu;                     // g = 0.7
    float haze = 0.51 * inversesqrt(g2) / g2;
    through = exp((kRayleigh + kHaze) * (-kClear * u_air * path));
    vec3 white = (kRayleigh * rayleigh + kHaze * haze) / (kRayleigh + kHaze);
    return sun_in_air(dot(n, u_sun)) * white * (1.0 - through) * kSunOnAir;
}

// A place on the ground as it is seen through the air: its light dimmed, the air's added. `facing` is the cosine of the angle between
// its zenith and the ray back to the eye.
vec3 through_air(vec3 light, vec3 n, vec3 d, float facing) {
    vec3 through;
    vec3 air = air_light(air_mass(facing), n, d, through);
    return light * through + air;
}

// Colour of sunlight on the ground: warm where the sun is low, and none without it (twilight of 18 degrees).
vec3 sun_on_ground(vec3 n) {
    float c = dot(n, u_sun);
    float low = clamp(1.0 - abs(c - 0.03) / 0.20, 0.0, 1.0);
    float day = daylight(n, u_sun);
    return mix(day * mix(vec3(1.0), vec3(1.10, 0.84, 0.66), low * low), vec3(1.0), u_even_light);
}
