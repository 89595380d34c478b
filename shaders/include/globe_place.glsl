// Where an Earth-fixed place in km stands in the scene. The globe drawn is a sphere whose latitudes are GEODETIC, as all coordinates of
// the data are; so a satellite is put above the latitude and longitude at which it is overhead on WGS84, at its height over the
// ellipsoid. Taken as geocentric it would stand up to 21 km beside that place. Bowring's formula, one step. Twin on the CPU:
// render/layers/satellite_place.h.
const float kEquatorKm = 6378.137;
const float kPolarKm = 6356.7523142;
const float kE2 = 6.69437999014e-3;        // first eccentricity, squared
const float kSecondE2 = 6.73949674228e-3;
const float kUnitKm = 6371.0088;           // of the scene

vec3 globe_place(vec3 km) {
    float r = length(km.xy);
    vec2 reduced = normalize(vec2(r * kPolarKm, km.z * kEquatorKm));
    vec2 normal = normalize(vec2(r - kE2 * kEquatorKm * reduced.x * reduced.x * reduced.x,
                                 km.z + kSecondE2 * kPolarKm * reduced.y * reduced.y * reduced.y));
    float height = r * normal.x + km.z * normal.y - kEquatorKm * sqrt(1.0 - kE2 * normal.y * normal.y);
    vec2 meridian = r > 0.0 ? km.xy / r : vec2(1.0, 0.0);
    return vec3(meridian * normal.x, normal.y) * (1.0 + height / kUnitKm);
}
