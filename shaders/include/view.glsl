// The view of the frame: the one way from an Earth-fixed position to the picture, the same for every layer. FrameContext::set_view
// sets these uniforms. Include common.glsl first.

uniform mat4 u_clip_from_eye;
uniform vec3 u_eye;
uniform vec2 u_size_px;       // of the whole picture
uniform float u_pixel_scale;  // picture pixels a pixel of the 1080-line design

// Clip coordinates of a position; w > 0 in front of the eye.
vec4 view_clip(vec3 p) { return u_clip_from_eye * vec4(p - u_eye, 1.0); }

// How far a position is from being hidden: <= 0 hidden, >= 1 in plain sight.
float view_sight(vec3 p) { return sight(p, u_eye); }
