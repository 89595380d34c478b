#version 330 core
// One direction of a Gaussian blur.
in vec2 v_uv;
out vec4 o_colour;

uniform sampler2D u_light;
uniform vec2 u_step;          // one texel along the direction

void main() {
    vec4 sum = vec4(0.0);
    float weights = 0.0;
    for (int i = -5; i <= 5; ++i) {
        float weight = exp(-float(i * i) / 7.2);   // standard deviation 1.9 texels
        sum += textureLod(u_light, v_uv + u_step * float(i), 0.0) * weight;
        weights += weight;
    }
    o_colour = sum / weights;
}
