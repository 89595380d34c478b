#pragma once
// Which texts of the panels stand cut on screen: for tests that look at every panel at every text size.
#include <imgui.h>

#include <span>
#include <string>
#include <vector>

namespace linchpin::app {

/// A letter of a text that a reader cannot see whole and cannot scroll to.
struct TextCut {
    std::string window;   ///< ImGui's name of the panel
    std::string text;     ///< the line up to and with the cut letter, as far as it was drawn
    float x = 0, y = 0;   ///< of the letter, framebuffer pixels
};

/// Looks at what Dear ImGui has drawn in this frame (call after ImGui::Render): letters that the edge of a panel, of the screen or of
/// a control cuts. A letter cut at the top or bottom of a panel that scrolls is no fault, nor is one in a text field, whose text
/// moves with the cursor.
/// @param fields  x0, y0, x1, y1 of the text fields, framebuffer pixels
/// @return one entry for a line of text, in the order of drawing
[[nodiscard]] std::vector<TextCut> find_text_cuts(std::span<const ImVec4> fields);

}  // namespace linchpin::app
