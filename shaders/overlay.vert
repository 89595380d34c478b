#version 330 core
// Glyphs of the overlay.
#include "overlay_quad.glsl"
