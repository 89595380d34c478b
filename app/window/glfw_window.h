#pragma once
#include <memory>
#include <optional>
#include <string>

#include "app/cli/options.h"
#include "data/core/result.h"

struct GLFWwindow;

namespace linchpin::app {

/// A window with an OpenGL 3.3 core context, current on the calling thread, its functions loaded.
class GlfwWindow {
public:
    /// @param size     wished size; empty = most of the screen
    /// @param monitor  1 .. = full screen there; 0 = a window
    /// @return an error sentence without a display or without OpenGL 3.3
    [[nodiscard]] static Result<GlfwWindow> create(const std::string& title, std::optional<Size> size, int monitor);
    GlfwWindow(GlfwWindow&& other) noexcept;
    GlfwWindow& operator=(GlfwWindow&& other) noexcept;
    ~GlfwWindow();

    [[nodiscard]] GLFWwindow* get() const noexcept { return window_; }
    [[nodiscard]] Size framebuffer_size() const;
    /// Framebuffer pixels a window unit (1 on X11 and Windows, 2 on a Retina screen).
    [[nodiscard]] float pixels_per_unit() const;
    /// What the desktop asks text to be scaled by, in framebuffer pixels.
    [[nodiscard]] float content_scale() const;
    [[nodiscard]] bool iconified() const;

private:
    explicit GlfwWindow(GLFWwindow* window) : window_{window} {}
    GLFWwindow* window_ = nullptr;
};

}  // namespace linchpin::app
