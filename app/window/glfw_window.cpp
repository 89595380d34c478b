#include "app/window/glfw_window.h"

#include <glad/gl.h>
#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <algorithm>
#include <utility>

namespace linchpin::app {
namespace {

std::string last_glfw_error() {
    const char* text = nullptr;
    glfwGetError(&text);
    std::string reason = text != nullptr ? text : "no reason given";
    while (!reason.empty() && reason.back() == ' ') reason.pop_back();
    return reason;
}

Result<GLFWmonitor*> monitor_of(int number) {
    if (number == 0) return static_cast<GLFWmonitor*>(nullptr);
    int count = 0;
    GLFWmonitor** const monitors = glfwGetMonitors(&count);
    if (number > count) return Error{"--monitor: expected a number from 1 to " + std::to_string(count) + ", found " + std::to_string(number)};
    return monitors[number - 1];
}

/// Most of the first screen, 16:10 at most, when no size is asked for.
Size default_size() {
    GLFWmonitor* const monitor = glfwGetPrimaryMonitor();
    int x = 0, y = 0, width = 1280, height = 800;
    if (monitor != nullptr) glfwGetMonitorWorkarea(monitor, &x, &y, &width, &height);
    if (width <= 0 || height <= 0) return {1280, 800};
    const int wished_height = std::min(height * 9 / 10, 1100);
    return {std::clamp(wished_height * 16 / 9, 640, std::max(width, 640)), std::max(wished_height, 400)};
}

}  // namespace

Result<GlfwWindow> GlfwWindow::create(const std::string& title, std::optional<Size> size, int monitor_number) {
    if (glfwInit() != GLFW_TRUE)
        return Error{"no display was found (" + last_glfw_error() + "); `linchpin image --out globe.png` makes the same picture without one"};
    const Result<GLFWmonitor*> monitor = monitor_of(monitor_number);
    if (!monitor) return monitor.error();
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
    glfwWindowHint(GLFW_DEPTH_BITS, 0);
    glfwWindowHint(GLFW_STENCIL_BITS, 0);
    glfwWindowHintString(GLFW_X11_CLASS_NAME, "linchpin");
    glfwWindowHintString(GLFW_X11_INSTANCE_NAME, "linchpin");
    Size wished = size.value_or(default_size());
    if (*monitor != nullptr) {
        const GLFWvidmode* const mode = glfwGetVideoMode(*monitor);
        wished = {mode->width, mode->height};
    }
    GLFWwindow* const window = glfwCreateWindow(wished.width_px, wished.height_px, title.c_str(), *monitor, nullptr);
    if (window == nullptr)
        return Error{"OpenGL 3.3 is needed and this display does not offer it (" + last_glfw_error() +
                     "); LIBGL_ALWAYS_SOFTWARE=1 draws without the graphics card, `linchpin image --out globe.png` without a window"};
    GlfwWindow owner{window};
    glfwSetWindowSizeLimits(window, 480, 320, GLFW_DONT_CARE, GLFW_DONT_CARE);
    glfwMakeContextCurrent(window);
    if (gladLoadGL(glfwGetProcAddress) == 0) return Error{"OpenGL 3.3 is needed and its functions could not be loaded"};
    glfwSwapInterval(1);
    return owner;
}

GlfwWindow::GlfwWindow(GlfwWindow&& other) noexcept : window_{std::exchange(other.window_, nullptr)} {}
GlfwWindow& GlfwWindow::operator=(GlfwWindow&& other) noexcept {
    std::swap(window_, other.window_);
    return *this;
}
GlfwWindow::~GlfwWindow() {
    if (window_ == nullptr) return;
    glfwDestroyWindow(window_);
#ifndef LINCHPIN_SANITIZED  // the driver stays loaded, so that the leak checker can name its memory
    glfwTerminate();
#endif
}

Size GlfwWindow::framebuffer_size() const {
    Size size;
    glfwGetFramebufferSize(window_, &size.width_px, &size.height_px);
    return size;
}

float GlfwWindow::pixels_per_unit() const {
    int width = 0, height = 0;
    glfwGetWindowSize(window_, &width, &height);
    return width > 0 ? static_cast<float>(framebuffer_size().width_px) / static_cast<float>(width) : 1.0f;
}

float GlfwWindow::content_scale() const {
    float x = 1.0f, y = 1.0f;
    glfwGetWindowContentScale(window_, &x, &y);
    return std::clamp(x, 0.75f, 4.0f);
}

bool GlfwWindow::iconified() const { return glfwGetWindowAttrib(window_, GLFW_ICONIFIED) == GLFW_TRUE; }

}  // namespace linchpin::app
