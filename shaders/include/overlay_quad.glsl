// Vertex stage of every overlay program: one quad an instance. The corner comes from gl_VertexID, so there is no buffer of corners.
layout(location = 0) in vec4 a_quad;     // left, top, width, height; pixels of the picture, y downwards
layout(location = 1) in vec4 a_p0;       // by kind, see overlay_box.frag, overlay_mark.frag and overlay.frag
layout(location = 2) in vec4 a_p1;
layout(location = 3) in vec4 a_clip;     // left, top, width, height; pixels
layout(location = 4) in vec4 a_colour0;  // sRGB-encoded, straight alpha
layout(location = 5) in vec4 a_colour1;
layout(location = 6) in vec2 a_meta;     // kind, opacity

uniform vec2 u_size_px;    // of the framebuffer
uniform vec2 u_origin_px;  // picture's pixel at the framebuffer's top left corner

out vec2 v_pos_px;              // in the picture
flat out vec2 v_quad_origin_px;
flat out vec4 v_p0;
flat out vec4 v_p1;
flat out vec4 v_clip;           // left, top, right, bottom
flat out vec4 v_colour0;        // linear light, straight alpha
flat out vec4 v_colour1;
flat out vec2 v_meta;

vec4 to_linear(vec4 c) {
    vec3 low = c.rgb / 12.92;
    vec3 high = pow((c.rgb + 0.055) / 1.055, vec3(2.4));
    return vec4(mix(high, low, vec3(lessThanEqual(c.rgb, vec3(0.04045)))), c.a);
}

void main() {
    vec2 corner = vec2(float(gl_VertexID & 1), float(gl_VertexID >> 1));
    v_pos_px = a_quad.xy + corner * a_quad.zw;
    v_quad_origin_px = a_quad.xy;
    v_p0 = a_p0;
    v_p1 = a_p1;
    v_clip = vec4(a_clip.xy, a_clip.xy + a_clip.zw);
    v_colour0 = to_linear(a_colour0);
    v_colour1 = to_linear(a_colour1);
    v_meta = a_meta;
    vec2 unit = (v_pos_px - u_origin_px) / u_size_px;
    gl_Position = vec4(unit.x * 2.0 - 1.0, 1.0 - unit.y * 2.0, 0.0, 1.0);
    if (a_meta.x < 0.5) gl_Position = vec4(2.0, 2.0, 2.0, 1.0);  // kind Nothing: outside the view
}
