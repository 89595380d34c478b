#pragma once
#include <imgui.h>

#include <memory>
#include <optional>

#include "app/state/app_state.h"
#include "app/ui/fonts.h"
#include "data/core/result.h"

struct GLFWwindow;

namespace linchpin::app {

/// Dear ImGui in one window: its context, its two backends, fonts and style at the present scale. Works in framebuffer pixels.
class UiHost {
public:
    /// Needs the window's GL context to be current, for its whole life.
    [[nodiscard]] static Result<std::unique_ptr<UiHost>> create(GLFWwindow* window);
    ~UiHost();
    UiHost(const UiHost&) = delete;
    UiHost& operator=(const UiHost&) = delete;

    /// Loads fonts again when the scale changed, sets the style when scale or theme changed. Call before begin_frame.
    /// @param note_px  size of a speaker's notes at 1x; 0 = none
    [[nodiscard]] Status adapt(Theme theme, float scale, float note_px = 0.0f);
    void begin_frame(ImVec2 framebuffer_px, float dt_s);
    /// Draws the panels into the bound framebuffer.
    void end_frame();
    [[nodiscard]] const UiFonts& fonts() const noexcept { return fonts_; }
    [[nodiscard]] float scale() const noexcept { return scale_; }
    /// True when a control is animating or the keyboard cursor blinks, so that another frame is due soon.
    [[nodiscard]] bool wants_text() const;
    /// Keys and letters that have come and were not taken yet: Dear ImGui takes one a frame, so another frame is due at once.
    [[nodiscard]] bool input_waiting() const;
    /// Closes every list and menu that stands open, also while a text in it is being typed. @return false when there was none
    bool close_popups();

private:
    explicit UiHost(GLFWwindow* window);
    GLFWwindow* window_;
    UiFonts fonts_;
    float scale_ = 0.0f, note_px_ = 0.0f;
    std::optional<Theme> theme_;
};

}  // namespace linchpin::app
