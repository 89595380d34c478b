#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <imgui.h>

#include "app/state/app_state.h"

namespace linchpin::app {

/// Where widgets were drawn, for tests and automation: a driver that clicks "layer/sites" need not know the layout.
/// Does nothing unless the environment variable LINCHPIN_UI_PROBE names a file.
class UiProbe {
public:
    /// Rectangle in window coordinates (as xdotool sees them, origin top left).
    struct Rect { float x = 0, y = 0, w = 0, h = 0; bool operator==(const Rect&) const = default; };

    UiProbe();
    [[nodiscard]] bool active() const noexcept { return !file_.empty(); }
    /// @param to_window  window coordinates per framebuffer pixel
    void begin_frame(float to_window);
    void mark(std::string_view name, float x0, float y0, float x1, float y1);
    /// What a widget says, for instance the count beside a layer.
    void say(std::string_view name, std::string_view text);
    /// The item that ImGui drew last.
    void mark_item(std::string_view name);
    /// The text field that ImGui drew last: what is typed may be longer than itself, the hint in an empty one may not.
    void mark_field(std::string_view typed);
    /// Writes the file when something differs from what it says: rectangles, camera, layers, selection, counts of frames drawn,
    /// and texts that stand cut (see text_cuts.h). Call when Dear ImGui has made its draw lists.
    void end_frame(const AppState& state, const std::string& status, unsigned scene_frames);

private:
    std::string file_;
    float to_window_ = 1.0f;
    std::map<std::string, Rect, std::less<>> rects_;
    std::map<std::string, std::string, std::less<>> texts_;
    std::vector<ImVec4> fields_;
    std::string written_;
};

}  // namespace linchpin::app
