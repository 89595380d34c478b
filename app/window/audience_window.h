#pragma once
#include <glad/gl.h>

#include <memory>
#include <vector>

#include "app/story/stage_plan.h"
#include "app/window/input_queue.h"
#include "data/core/result.h"
#include "render/target/frame_target.h"

struct GLFWwindow;

namespace linchpin::app {

/// The window that the audience sees: a picture and nothing else, ever. No cursor, no panel; it is never asked to close. It draws
/// nothing itself: its context shares the texture of the picture, and a fence says when that is complete.
class AudienceWindow {
public:
    /// @param main  the window whose context draws; it is current before and after
    /// @param monitor  of glfwGetMonitors; -1 = `area` as a window without borders
    [[nodiscard]] static Result<std::unique_ptr<AudienceWindow>> create(GLFWwindow* main, int monitor, const ScreenArea& area);
    ~AudienceWindow();
    AudienceWindow(const AudienceWindow&) = delete;
    AudienceWindow& operator=(const AudienceWindow&) = delete;

    [[nodiscard]] int width_px() const;
    [[nodiscard]] int height_px() const;
    /// Shows the picture, waiting for the display. Where sizes differ for a frame, because the resolution has just changed, it is scaled.
    void show(const render::FrameTarget& picture);
    /// What was pressed here. Positions are framebuffer pixels of this window.
    [[nodiscard]] std::vector<InputEvent> take() { return std::exchange(events_, {}); }
    [[nodiscard]] bool pending() const noexcept { return !events_.empty(); }
    /// The desktop asked to close it (Alt+F4): means what Esc means.
    [[nodiscard]] bool take_close();
    [[nodiscard]] bool inside() const noexcept { return inside_; }
    [[nodiscard]] glm::dvec2 pointer() const noexcept { return pointer_; }
    /// Where it stands on the desktop.
    [[nodiscard]] ScreenArea area() const;

private:
    AudienceWindow(GLFWwindow* main, GLFWwindow* window) : main_{main}, window_{window} {}
    void install();
    GLFWwindow* main_;
    GLFWwindow* window_;
    GLuint frame_ = 0;
    std::vector<InputEvent> events_;
    glm::dvec2 pointer_{-1.0};
    bool inside_ = false;
};

/// The screens as the system counts them.
[[nodiscard]] std::vector<ScreenArea> present_screens();

}  // namespace linchpin::app
