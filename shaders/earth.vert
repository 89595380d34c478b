#version 330 core
// The part of the picture that the globe and its air may cover; the globe itself is found by a ray through each pixel, so its outline is
// exact at any zoom. A polygon around the outline, or all of the picture: what lies beside the globe would cost as much as the globe.
#include "common.glsl"
#include "view.glsl"

uniform float u_around;       // cosine of the outline's half angle, air included; below 0: the whole picture

out vec2 v_ndc;

const int kCorners = 40;      // as EarthLayer::draw_ground has it

void main() {
    v_ndc = vec2(gl_VertexID == 1 ? 3.0 : -1.0, gl_VertexID == 2 ? 3.0 : -1.0);
    if (u_around >= 0.0) {
        vec3 axis = -normalize(u_eye);
        vec3 side = normalize(cross(axis, abs(axis.z) < 0.9 ? vec3(0.0, 0.0, 1.0) : vec3(1.0, 0.0, 0.0)));
        float turn = 6.2831853 * float(gl_VertexID) / float(kCorners);
        float spread = sqrt(1.0 - u_around * u_around) / u_around / cos(3.1415927 / float(kCorners));   // corners lie outside
        vec4 clip = u_clip_from_eye * vec4(axis + (side * cos(turn) + cross(axis, side) * sin(turn)) * spread, 1.0);
        v_ndc = clip.xy / clip.w;
    }
    gl_Position = vec4(v_ndc, 0.0, 1.0);
}
