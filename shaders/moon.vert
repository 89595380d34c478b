#version 330 core
// A square around the Moon, which is far enough away for the eye's direction to be all that matters.
#include "common.glsl"
#include "view.glsl"

uniform vec3 u_direction;        // from the eye
uniform float u_angular_radius;  // radians

out vec2 v_place;                // of the disc: 1 = its edge
flat out vec3 v_right;
flat out vec3 v_up;
flat out float v_edge_px;        // radius in pixels

void main() {
    vec3 reference = abs(u_direction.z) > 0.9 ? vec3(1.0, 0.0, 0.0) : vec3(0.0, 0.0, 1.0);
    v_right = normalize(cross(reference, u_direction));
    v_up = cross(u_direction, v_right);
    vec4 middle = view_sky_clip(u_direction);
    vec4 beside = view_sky_clip(normalize(u_direction + v_right * u_angular_radius));
    v_edge_px = length((beside.xy / beside.w - middle.xy / middle.w) * 0.5 * u_size_px);
    vec2 corner = vec2((gl_VertexID & 1) == 0 ? -1.0 : 1.0, (gl_VertexID & 2) == 0 ? -1.0 : 1.0);
    v_place = corner * (1.0 + 1.5 / v_edge_px);
    gl_Position = view_sky_clip(u_direction + (v_right * v_place.x + v_up * v_place.y) * u_angular_radius);
}
