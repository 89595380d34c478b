#version 330 core
#include "line_paint.glsl"
