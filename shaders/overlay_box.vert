#version 330 core
// Boxes, shadows and gradients of the overlay.
#include "overlay_quad.glsl"
