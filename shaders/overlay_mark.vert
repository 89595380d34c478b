#version 330 core
// Lines, patterns and triangles of the overlay.
#include "overlay_quad.glsl"
