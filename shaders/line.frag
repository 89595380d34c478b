#version 330 core
#define LINE_ROUND
#include "line_paint.glsl"
