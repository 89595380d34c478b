#version 330 core
flat in vec4 v_colour;
flat in vec2 v_size_reach;
out vec4 o_colour;

void main() {
    o_colour = v_colour * clamp(v_size_reach.y - length(gl_PointCoord - 0.5) * v_size_reach.x, 0.0, 1.0);
}
