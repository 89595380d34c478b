#version 330 core
in vec4 v_colour;
in float v_across_px;
in float v_half_px;
in float v_along_km;
in float v_t;
in float v_sight;
flat in int v_flags;
out vec4 o_colour;

uniform float u_opacity;
uniform float u_dash_km;   // one dash and one gap, on the ground

void main() {
    float cover = clamp(v_half_px + 0.5 - abs(v_across_px), 0.0, 1.0);
    if ((v_flags & 1) != 0) {
        float k = v_along_km / u_dash_km;
        float soft = max(fwidth(k), 1e-5);
        float edge = abs(fract(k) - 0.5) * 2.0;           // 1 at the start of a dash, 0 in its middle of the period
        cover *= clamp((edge - 0.42) / (2.0 * soft) + 0.5, 0.0, 1.0);
    }
    float seen = clamp(v_sight, 0.0, 1.0);
    if ((v_flags & 4) != 0) seen = mix(0.08, 1.0, seen);
    float alpha = v_colour.a * cover * seen * u_opacity;
    if (alpha < 0.002) discard;
    o_colour = vec4(v_colour.rgb * alpha, alpha);
}
