#include "app/window/audience_window.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <algorithm>
#include <string>

namespace linchpin::app {
namespace {

AudienceWindow& of(GLFWwindow* window) { return *static_cast<AudienceWindow*>(glfwGetWindowUserPointer(window)); }

}  // namespace

std::vector<ScreenArea> present_screens() {
    int count = 0;
    GLFWmonitor** const monitors = glfwGetMonitors(&count);
    std::vector<ScreenArea> areas;
    for (int i = 0; i < count; ++i) {
        ScreenArea area;
        glfwGetMonitorPos(monitors[i], &area.x, &area.y);
        if (const GLFWvidmode* const mode = glfwGetVideoMode(monitors[i])) area.width = mode->width, area.height = mode->height;
        areas.push_back(area);
    }
    return areas;
}

Result<std::unique_ptr<AudienceWindow>> AudienceWindow::create(GLFWwindow* main, int monitor_number, const ScreenArea& area) {
    int count = 0;
    GLFWmonitor** const monitors = glfwGetMonitors(&count);
    GLFWmonitor* const monitor = monitor_number >= 0 && monitor_number < count ? monitors[monitor_number] : nullptr;
    glfwWindowHint(GLFW_VISIBLE, GLFW_FALSE);
    glfwWindowHint(GLFW_DECORATED, GLFW_FALSE);
    glfwWindowHint(GLFW_FOCUSED, GLFW_FALSE);
    glfwWindowHint(GLFW_FOCUS_ON_SHOW, GLFW_FALSE);
    glfwWindowHint(GLFW_AUTO_ICONIFY, GLFW_FALSE);  // a click on the laptop must not take the picture off the wall
    glfwWindowHintString(GLFW_X11_CLASS_NAME, "linchpin");
    glfwWindowHintString(GLFW_X11_INSTANCE_NAME, "linchpin-audience");
    GLFWwindow* const window = glfwCreateWindow(std::max(area.width, 16), std::max(area.height, 16), "Linchpin, audience", nullptr, main);
    for (const int hint : {GLFW_VISIBLE, GLFW_DECORATED, GLFW_FOCUSED, GLFW_FOCUS_ON_SHOW, GLFW_AUTO_ICONIFY}) glfwWindowHint(hint, GLFW_TRUE);
    if (window == nullptr) {
        const char* reason = nullptr;
        glfwGetError(&reason);
        return Error{std::string{"the window for the audience could not be opened: "} + (reason != nullptr ? reason : "no reason given")};
    }
    auto owner = std::unique_ptr<AudienceWindow>{new AudienceWindow{main, window}};
    if (monitor != nullptr) {
        // Without a mode its plug was pulled this very moment: the next look at the screens finds out.
        if (const GLFWvidmode* const mode = glfwGetVideoMode(monitor)) glfwSetWindowMonitor(window, monitor, 0, 0, mode->width, mode->height, mode->refreshRate);
    } else {
        glfwSetWindowPos(window, area.x, area.y);
    }
    glfwSetInputMode(window, GLFW_CURSOR, GLFW_CURSOR_HIDDEN);
    glfwShowWindow(window);
    if (monitor == nullptr) glfwSetWindowPos(window, area.x, area.y);  // some desktops place it when it is shown
    glfwMakeContextCurrent(window);
    glfwSwapInterval(1);
    glDisable(GL_FRAMEBUFFER_SRGB);
    glClearColor(0.0f, 0.0f, 0.0f, 1.0f);
    glClear(GL_COLOR_BUFFER_BIT);
    glfwSwapBuffers(window);
    glfwMakeContextCurrent(main);
    owner->install();
    return owner;
}

AudienceWindow::~AudienceWindow() {
    glfwMakeContextCurrent(window_);
    if (frame_ != 0) glDeleteFramebuffers(1, &frame_);
    glfwMakeContextCurrent(main_);
    glfwDestroyWindow(window_);
}

void AudienceWindow::install() {
    glfwSetWindowUserPointer(window_, this);
    glfwSetKeyCallback(window_, [](GLFWwindow* w, int key, int, int action, int mods) {
        if (action == GLFW_RELEASE) of(w).events_.push_back(KeyReleased{key, mods});
        else of(w).events_.push_back(KeyPressed{key, mods, action == GLFW_REPEAT});
    });
    glfwSetMouseButtonCallback(window_, [](GLFWwindow* w, int button, int action, int mods) {
        of(w).events_.push_back(ButtonChanged{button, mods, action == GLFW_PRESS, of(w).pointer_, glfwGetTime()});
    });
    glfwSetCursorPosCallback(window_, [](GLFWwindow* w, double x, double y) {
        int units = 0, height = 0;
        glfwGetWindowSize(w, &units, &height);
        const double ratio = units > 0 ? static_cast<double>(of(w).width_px()) / units : 1.0;
        of(w).pointer_ = {x * ratio, y * ratio};
        of(w).inside_ = true;
        of(w).events_.push_back(PointerMoved{of(w).pointer_});
    });
    glfwSetScrollCallback(window_, [](GLFWwindow* w, double, double y) { of(w).events_.push_back(WheelTurned{y, of(w).pointer_}); });
    glfwSetCursorEnterCallback(window_, [](GLFWwindow* w, int entered) { of(w).inside_ = entered == GLFW_TRUE; });
}

int AudienceWindow::width_px() const {
    int width = 0, height = 0;
    glfwGetFramebufferSize(window_, &width, &height);
    return width;
}

int AudienceWindow::height_px() const {
    int width = 0, height = 0;
    glfwGetFramebufferSize(window_, &width, &height);
    return height;
}

ScreenArea AudienceWindow::area() const {
    ScreenArea area;
    glfwGetWindowPos(window_, &area.x, &area.y);
    glfwGetWindowSize(window_, &area.width, &area.height);
    return area;
}

bool AudienceWindow::take_close() {
    const bool asked = glfwWindowShouldClose(window_) == GLFW_TRUE;
    if (asked) glfwSetWindowShouldClose(window_, GLFW_FALSE);
    return asked;
}

void AudienceWindow::show(const render::FrameTarget& picture) {
    const GLsync drawn = glFenceSync(GL_SYNC_GPU_COMMANDS_COMPLETE, 0);
    glFlush();
    glfwMakeContextCurrent(window_);
    glWaitSync(drawn, 0, GL_TIMEOUT_IGNORED);
    // Framebuffers are not shared between contexts, textures are.
    if (frame_ == 0) glGenFramebuffers(1, &frame_);
    glBindFramebuffer(GL_READ_FRAMEBUFFER, frame_);
    // Each time: a new picture may have the name that an old one had.
    glFramebufferTexture2D(GL_READ_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, picture.picture_texture(), 0);
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, 0);
    glDisable(GL_FRAMEBUFFER_SRGB);  // the bytes are encoded already
    const int width = width_px(), height = height_px();
    glViewport(0, 0, width, height);
    const bool same = width == picture.width_px() && height == picture.height_px();
    glBlitFramebuffer(0, 0, picture.width_px(), picture.height_px(), 0, 0, width, height, GL_COLOR_BUFFER_BIT, same ? GL_NEAREST : GL_LINEAR);
    glfwSwapBuffers(window_);
    glfwMakeContextCurrent(main_);
    glDeleteSync(drawn);
}

}  // namespace linchpin::app
