// The view of the frame: the one way from an Earth-fixed position to the picture, the same for every layer. FrameContext::set_view
// sets these uniforms. Include common.glsl first.

uniform mat4 u_clip_from_eye;
uniform vec3 u_eye;           // in the frame of the sheet where u_flat > 0
uniform vec2 u_size_px;       // of the whole picture
uniform float u_pixel_scale;  // picture pixels a pixel of the 1080-line design
uniform float u_flat;         // 0 globe .. 1 flat map
uniform vec2 u_meridian;      // cosine and sine of the map's central meridian
uniform float u_map_lift;     // northward shift on the flat map per height, see Sheet::stand

// Defined in the second build of every program that includes this file: what only the flat map needs is left out.
#ifndef GLOBE_ONLY
// The surface that the world lies on between globe and flat map: see render/view/sheet.h, of which this is the twin in single
// precision. Equal Earth: Savric, Patterson and Jenny 2018.

struct SheetPlace {
    vec3 point;   // on the surface
    vec2 angles;  // east and north on its sphere, radians
};

const float kEqualEarthTop = 1.3173628;

// The arc tangent to about 1e-7: drivers' own are good to a few kilometres on the ground only. The polynomial interpolates
// atan(z) / z at the Chebyshev nodes of z * z for |z| <= tan(pi / 8).
float exact_atan(float y, float x) {
    float ax = abs(x), ay = abs(y);
    float t = min(ax, ay) / max(max(ax, ay), 1e-30);
    bool turned = t > 0.41421356;
    float z = turned ? (t - 1.0) / (t + 1.0) : t;
    float w = z * z;
    float a = ((((-0.0602630524 * w + 0.105698288) * w - 0.142395327) * w + 0.19998183) * w - 0.333333069) * w * z + z;
    if (turned) a += 0.785398163;
    if (ay > ax) a = 1.57079633 - a;
    if (x < 0.0) a = 3.14159265 - a;
    return y < 0.0 ? -a : a;
}

float sheet_sinc(float x) { return abs(x) < 0.02 ? 1.0 - x * x / 6.0 : sin(x) / x; }

float equal_earth_y(float theta) {
    float t2 = theta * theta, t6 = t2 * t2 * t2;
    return theta * (1.340264 - 0.081106 * t2 + t6 * (0.000893 + 0.003796 * t2));
}
float equal_earth_dy(float theta) {
    float t2 = theta * theta, t6 = t2 * t2 * t2;
    return 1.340264 - 0.243318 * t2 + t6 * (0.006251 + 0.034164 * t2);
}

// Sheet coordinates of the place under a position.
vec2 sheet_coordinates(vec3 p) {
    vec3 q = vec3(u_meridian.x * p.x + u_meridian.y * p.y, u_meridian.x * p.y - u_meridian.y * p.x, p.z);
    float level = length(q.xy);
    float sine = 0.8660254 * q.z * inversesqrt(max(dot(q, q), 1e-30));
    float theta = exact_atan(sine, sqrt(1.0 - sine * sine));
    float per_rad = mix(1.0, cos(theta) / (0.8660254 * equal_earth_dy(theta)), u_flat);
    return vec2(exact_atan(q.y, q.x) * per_rad, mix(exact_atan(q.z, level), equal_earth_y(theta), u_flat));
}

SheetPlace sheet_at(vec3 p) {
    float k = 1.0 - u_flat;
    vec2 c = sheet_coordinates(p);
    vec2 angles = k * c;
    float half_x = sheet_sinc(0.5 * angles.x), half_y = sheet_sinc(0.5 * angles.y), cos_y = cos(angles.y);
    SheetPlace place;
    place.angles = angles;
    place.point = vec3(cos_y * c.x * sheet_sinc(angles.x), c.y * sheet_sinc(angles.y),
                       -0.5 * k * (c.y * c.y * half_y * half_y + cos_y * c.x * c.x * half_x * half_x));
    return place;
}

vec3 sheet_up(SheetPlace place) {
    return vec3(cos(place.angles.y) * sin(place.angles.x), sin(place.angles.y), cos(place.angles.y) * cos(place.angles.x));
}
vec3 sheet_north(SheetPlace place) {
    return vec3(-sin(place.angles.y) * sin(place.angles.x), cos(place.angles.y), -sin(place.angles.y) * cos(place.angles.x));
}
vec3 sheet_east(SheetPlace place) { return vec3(cos(place.angles.x), 0.0, -sin(place.angles.x)); }

// Where a position stands: what is above the ground comes down to it as the map becomes flat.
vec3 sheet_stand(vec3 p) {
    SheetPlace place = sheet_at(p);
    float height = length(p) - 1.0;
    if (abs(height) < 1e-6) return place.point;
    return place.point + sheet_up(place) * (height * (1.0 - u_flat)) + sheet_north(place) * (height * u_flat * u_map_lift * length(p.xy) / length(p));
}

// A direction at a place, turned from the frame of the sheet into the Earth-fixed one.
vec3 sheet_to_earth(SheetPlace place, vec3 direction, vec3 p) {
    vec3 up = normalize(p);
    vec3 east = normalize(vec3(-up.y, up.x, 0.0) + vec3(0.0, 1e-12, 0.0));
    return east * dot(direction, sheet_east(place)) + cross(up, east) * dot(direction, sheet_north(place)) + up * dot(direction, sheet_up(place));
}

// The latitude at which a meridian has come `v` north on the sheet.
float sheet_latitude(float v) {
    if (u_flat == 1.0) {
        float theta = v / 1.340264;
        for (int i = 0; i < 4; ++i) theta -= (equal_earth_y(theta) - v) / equal_earth_dy(theta);
        float sine = clamp(sin(theta) / 0.8660254, -1.0, 1.0);
        return exact_atan(sine, sqrt(1.0 - sine * sine));
    }
    float lat = v * 1.5707963 / mix(1.5707963, kEqualEarthTop, u_flat);
    for (int i = 0; i < 6; ++i) {
        float sine = 0.8660254 * sin(lat);
        float theta = exact_atan(sine, sqrt(1.0 - sine * sine));
        float off = mix(lat, equal_earth_y(theta), u_flat) - v;
        float rate = mix(1.0, equal_earth_dy(theta) * 0.8660254 * cos(lat) / cos(theta), u_flat);
        lat = clamp(lat - off / rate, -1.5707963, 1.5707963);
    }
    return lat;
}

// What a ray from the eye in direction d, in the frame of the sheet, meets: the Earth-fixed place n, and d as that place sees it.
// pixel: width of a picture pixel at distance 1. edge_px: how far the edge of the world is. Returns how much of the pixel the world
// covers, 0 beside it.
float sheet_ground(vec3 d, float pixel, out vec3 n, out vec3 d_earth, out float edge_px) {
    edge_px = 1e9;
    n = vec3(1.0, 0.0, 0.0);
    d_earth = -n;
    float k = 1.0 - u_flat;
    float b = k * dot(u_eye, d) + d.z;
    float c = k * dot(u_eye, u_eye) + 2.0 * u_eye.z;
    float discriminant = b * b - k * c;
    if (discriminant < 0.0 || b >= 0.0) return 0.0;
    float root = sqrt(discriminant);
    float t = c / (root - b);
    vec3 p = u_eye + d * t;
    float along = 1.0 + k * p.z;
    float sine = k * p.y;
    float tangent = k * p.x / along;
    vec2 angles = vec2(exact_atan(k * p.x, along), exact_atan(sine, sqrt(max(1.0 - sine * sine, 0.0))));
    vec2 at = vec2(along > 0.5 && abs(tangent) < 0.02 ? p.x / along * (1.0 - tangent * tangent / 3.0) : angles.x / k,
                   abs(sine) < 0.02 ? p.y * (1.0 + sine * sine / 6.0) : angles.y / k);
    float top = mix(1.5707963, kEqualEarthTop, u_flat);
    float lat = sheet_latitude(clamp(at.y, -top, top));
    float theta_sine = 0.8660254 * sin(lat);
    float theta = exact_atan(theta_sine, sqrt(1.0 - theta_sine * theta_sine));
    float per_rad = mix(1.0, cos(theta) / (0.8660254 * equal_earth_dy(theta)), u_flat);
    float lon = at.x / per_rad;
    float px = t * pixel;
    edge_px = min((kPi - abs(lon)) * per_rad, top - abs(at.y)) / px;
    // The cut opens from nothing: at first its edges reach half a pixel over it, so that no line shows.
    float reach = 0.5 + 0.5 * (1.0 - smoothstep(0.0, 0.05, u_flat));
    float cover = clamp((kPi - abs(lon)) * per_rad / px + reach, 0.0, 1.0) * clamp((top - abs(at.y)) / px + reach, 0.0, 1.0);
    // The limb of the sheet's sphere.
    if (k > 0.03) cover *= clamp(root / k / max(px, 1e-9) * 0.25, 0.0, 1.0);
    vec3 q = vec3(cos(lat) * cos(lon), cos(lat) * sin(lon), sin(lat));
    n = vec3(u_meridian.x * q.x - u_meridian.y * q.y, u_meridian.y * q.x + u_meridian.x * q.y, q.z);
    SheetPlace place;
    place.point = p;
    place.angles = angles;
    d_earth = sheet_to_earth(place, d, n);
    return cover;
}

#endif

// A place in pixels of the picture, on the grid of 1/256 px on which rasterisers put vertices: rounded here, it is the same place in every
// window of a picture that is drawn in parts.
vec2 view_snapped(vec2 px) { return floor(px * 256.0 + 0.5) / 256.0; }

// Clip coordinates of a position; w > 0 in front of the eye.
vec4 view_clip(vec3 p) {
#ifndef GLOBE_ONLY
    if (u_flat > 0.0) return u_clip_from_eye * vec4(sheet_stand(p) - u_eye, 1.0);
#endif
    return u_clip_from_eye * vec4(p - u_eye, 1.0);
}

// How far a position is from being hidden: <= 0 hidden, >= 1 in plain sight.
float view_sight(vec3 p) {
#ifdef GLOBE_ONLY
    return sight(p, u_eye);
#else
    if (u_flat == 0.0) return sight(p, u_eye);
    if (u_flat > 0.97) return 1.0;
    float k = 1.0 - u_flat;
    vec3 centre = vec3(0.0, 0.0, 1.0);
    // Seen from the middle of the sheet's sphere, in its radii. Of the almost flat sheet nothing is hidden.
    float seen = sight(sheet_stand(p) * k + centre, u_eye * k + centre);
    return mix(seen, 1.0, smoothstep(0.85, 0.97, u_flat));
#endif
}

// Unit direction in which the eye looks at a ground position, in the Earth-fixed frame as the ground has it: on the sheet a place
// keeps its own up, north and east, so that light and air are worked out as on the globe.
vec3 view_ray(vec3 p) {
#ifdef GLOBE_ONLY
    return normalize(p - u_eye);
#else
    if (u_flat == 0.0) return normalize(p - u_eye);
    SheetPlace place = sheet_at(p);
    return sheet_to_earth(place, normalize(place.point - u_eye), p);
#endif
}

// Clip coordinates of what is infinitely far in an Earth-fixed direction: stars, the Moon.
vec4 view_sky_clip(vec3 direction) {
    vec3 turned = direction;
    if (u_flat > 0.0)  // the frame of the sheet: x east, y north, z up where the central meridian meets the equator
        turned = vec3(u_meridian.x * direction.y - u_meridian.y * direction.x, direction.z, u_meridian.x * direction.x + u_meridian.y * direction.y);
    return u_clip_from_eye * vec4(turned * 30.0, 1.0);
}

// Share of the sky's light that is left: a flat map has none.
float view_sky_light() { return 1.0 - u_flat; }
