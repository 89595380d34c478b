#pragma once
#include <glm/vec2.hpp>
#include <utility>
#include <variant>
#include <vector>

struct GLFWwindow;

namespace linchpin::app {

struct PointerMoved { glm::dvec2 pixel; };
struct ButtonChanged { int button, mods; bool down; glm::dvec2 pixel; double time_s; };
struct WheelTurned { double steps; glm::dvec2 pixel; };
struct KeyPressed { int key, mods; bool repeat = false; };  ///< repeat: by the keyboard, while it is held
struct KeyReleased { int key, mods; };
struct CharTyped { unsigned code; };
using InputEvent = std::variant<PointerMoved, ButtonChanged, WheelTurned, KeyPressed, KeyReleased, CharTyped>;

/// Collects the events of a window in the order in which they came and passes them to ImGui too. They are handled after ImGui has
/// begun its frame, when it knows whether the pointer is over a panel. Positions are framebuffer pixels.
class InputQueue {
public:
    explicit InputQueue(GLFWwindow* window);
    ~InputQueue();
    InputQueue(const InputQueue&) = delete;
    InputQueue& operator=(const InputQueue&) = delete;
    [[nodiscard]] std::vector<InputEvent> take() { return std::exchange(events_, {}); }
    [[nodiscard]] bool empty() const noexcept { return events_.empty() && !other_; }
    /// Something else happened that calls for a frame: focus, exposure, another size.
    [[nodiscard]] bool take_other() { return std::exchange(other_, false); }
    [[nodiscard]] glm::dvec2 pointer() const noexcept { return pointer_; }
    [[nodiscard]] bool pointer_inside() const noexcept { return inside_; }

private:
    static InputQueue& of(GLFWwindow* window);
    void install();
    GLFWwindow* window_;
    std::vector<InputEvent> events_;
    glm::dvec2 pointer_{-1.0};
    bool inside_ = false, other_ = true;
};

}  // namespace linchpin::app
