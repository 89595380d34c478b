#version 330 core
// Lines of hardly more than a pixel.
#include "common.glsl"
#include "view.glsl"
#include "line_ribbon.glsl"
