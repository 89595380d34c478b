#version 330 core
// The picture as eyes see it that lack one kind of cone: a matrix in linear light (render/colour_vision.h). The texture decodes,
// the framebuffer encodes; premultiplied alpha passes through, since the matrix is linear.
out vec4 o_colour;

uniform sampler2D u_picture;
uniform mat3 u_seen;

void main() {
    vec4 colour = texelFetch(u_picture, ivec2(gl_FragCoord.xy), 0);
    o_colour = vec4(clamp(u_seen * colour.rgb, 0.0, 1.0), colour.a);
}
