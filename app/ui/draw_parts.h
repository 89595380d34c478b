#pragma once
// What rows, series and bars draw with.
#include <imgui.h>

#include <string_view>

#include "app/ui/panel_context.h"

namespace linchpin::app {

/// Text straight into the window's draw list, wrapped where `wrap_px` is above 0. Takes no room of its own.
void put_text(ImFont* font, ImVec2 at, render::Rgba8 colour, std::string_view utf8, float wrap_px = 0.0f);
/// How high that text stands when it is wrapped; 0 for an empty one.
[[nodiscard]] float text_height(ImFont* font, std::string_view utf8, float wrap_px);
/// Diagonal lines: something is not known.
void hatch(PanelContext& c, ImVec2 from, ImVec2 to, render::Rgba8 colour);
/// The frame around the item drawn last when the keyboard is on it, and its ground when the pointer is.
void mark_item_state(PanelContext& c, ImVec2 from, ImVec2 to);

}  // namespace linchpin::app
