#include "app/window/input_queue.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <imgui_impl_glfw.h>

namespace linchpin::app {
namespace {

double pixels_per_unit(GLFWwindow* window) {
    int units = 0, pixels = 0, height = 0;
    glfwGetWindowSize(window, &units, &height);
    glfwGetFramebufferSize(window, &pixels, &height);
    return units > 0 ? static_cast<double>(pixels) / units : 1.0;
}

}  // namespace

InputQueue& InputQueue::of(GLFWwindow* window) { return *static_cast<InputQueue*>(glfwGetWindowUserPointer(window)); }

InputQueue::InputQueue(GLFWwindow* window) : window_{window} {
    glfwSetWindowUserPointer(window, this);
    install();
}

InputQueue::~InputQueue() {
    glfwSetCursorPosCallback(window_, nullptr);
    glfwSetMouseButtonCallback(window_, nullptr);
    glfwSetScrollCallback(window_, nullptr);
    glfwSetKeyCallback(window_, nullptr);
    glfwSetCharCallback(window_, nullptr);
    glfwSetCursorEnterCallback(window_, nullptr);
    glfwSetWindowFocusCallback(window_, nullptr);
    glfwSetWindowRefreshCallback(window_, nullptr);
    glfwSetFramebufferSizeCallback(window_, nullptr);
}

void InputQueue::install() {
    glfwSetCursorPosCallback(window_, [](GLFWwindow* w, double x, double y) {
        const double ratio = pixels_per_unit(w);
        ImGui_ImplGlfw_CursorPosCallback(w, x * ratio, y * ratio);
        InputQueue& q = of(w);
        q.inside_ = true;
        q.pointer_ = {x * ratio, y * ratio};
        // Only the newest place between other events matters.
        if (!q.events_.empty())
            if (auto* const last = std::get_if<PointerMoved>(&q.events_.back())) return void(last->pixel = q.pointer_);
        q.events_.push_back(PointerMoved{q.pointer_});
    });
    glfwSetMouseButtonCallback(window_, [](GLFWwindow* w, int button, int action, int mods) {
        ImGui_ImplGlfw_MouseButtonCallback(w, button, action, mods);
        of(w).events_.push_back(ButtonChanged{button, mods, action == GLFW_PRESS, of(w).pointer_, glfwGetTime()});
    });
    glfwSetScrollCallback(window_, [](GLFWwindow* w, double x, double y) {
        ImGui_ImplGlfw_ScrollCallback(w, x, y);
        of(w).events_.push_back(WheelTurned{y, of(w).pointer_});
    });
    glfwSetKeyCallback(window_, [](GLFWwindow* w, int key, int scancode, int action, int mods) {
        ImGui_ImplGlfw_KeyCallback(w, key, scancode, action, mods);
        if (action != GLFW_RELEASE) of(w).events_.push_back(KeyPressed{key, mods, action == GLFW_REPEAT});
        else of(w).events_.push_back(KeyReleased{key, mods});
    });
    glfwSetCharCallback(window_, [](GLFWwindow* w, unsigned code) {
        ImGui_ImplGlfw_CharCallback(w, code);
        of(w).events_.push_back(CharTyped{code});
    });
    glfwSetCursorEnterCallback(window_, [](GLFWwindow* w, int entered) {
        ImGui_ImplGlfw_CursorEnterCallback(w, entered);
        of(w).inside_ = entered == GLFW_TRUE;
        of(w).other_ = true;
    });
    glfwSetWindowFocusCallback(window_, [](GLFWwindow* w, int focused) {
        ImGui_ImplGlfw_WindowFocusCallback(w, focused);
        of(w).other_ = true;
    });
    glfwSetWindowRefreshCallback(window_, [](GLFWwindow* w) { of(w).other_ = true; });
    glfwSetFramebufferSizeCallback(window_, [](GLFWwindow* w, int, int) { of(w).other_ = true; });
}

}  // namespace linchpin::app
