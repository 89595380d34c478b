#version 330 core
// Lines of any width: round joins and caps, and the faint hidden part of what is selected.
#define LINE_ROUND
#include "common.glsl"
#include "view.glsl"
#include "line_ribbon.glsl"
