#include "render/gl/debug.h"

#include <glad/gl.h>

namespace linchpin::render {
namespace {

void GLAD_API_PTR on_message(GLenum, GLenum, GLuint, GLenum severity, GLsizei length, const GLchar* message, const void* user) {
    if (severity == GL_DEBUG_SEVERITY_NOTIFICATION || severity == GL_DEBUG_SEVERITY_LOW) return;
    const auto& report = *static_cast<const std::function<void(const std::string&)>*>(user);
    report(std::string(message, static_cast<std::size_t>(length)));
}

}  // namespace

void install_gl_debug(const std::function<void(const std::string&)>* report) {
    if (!GLAD_GL_KHR_debug || report == nullptr) return;
    glEnable(GL_DEBUG_OUTPUT);
    glEnable(GL_DEBUG_OUTPUT_SYNCHRONOUS);
    glDebugMessageCallback(&on_message, report);
}

}  // namespace linchpin::render
