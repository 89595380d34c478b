#include <CLI/Version.hpp>
#include <GLFW/glfw3.h>
#include <cairo.h>
#include <fmt/format.h>
#include <glm/glm.hpp>
#include <imgui.h>
#include <nlohmann/json.hpp>
#include <xlsxwriter.h>

#include <cerrno>
#include <cstring>

#include "app/cli/commands.h"
#include "app/cli/exit_status.h"
#include "render/target/egl_context.h"

namespace linchpin::app {

int run_version(const Log& log) {
    fmt::print("linchpin {}\n", LINCHPIN_VERSION);
    const Result<render::EglContext> context = render::EglContext::create();
    fmt::print("OpenGL    {}\n", context ? render::gl_description() : "not available: " + context.error().message);
    fmt::print("GLFW      {}\n", glfwGetVersionString());
    fmt::print("ImGui     {}\n", ImGui::GetVersion());
    fmt::print("GLM       {}.{}.{}.{}\n", GLM_VERSION_MAJOR, GLM_VERSION_MINOR, GLM_VERSION_PATCH, GLM_VERSION_REVISION);
    fmt::print("CLI11     {}\n", CLI11_VERSION);
    fmt::print("json      {}.{}.{}\n", NLOHMANN_JSON_VERSION_MAJOR, NLOHMANN_JSON_VERSION_MINOR, NLOHMANN_JSON_VERSION_PATCH);
    fmt::print("fmt       {}.{}.{}\n", FMT_VERSION / 10000, FMT_VERSION / 100 % 100, FMT_VERSION % 100);
    fmt::print("cairo     {}\n", cairo_version_string());
    fmt::print("xlsx      {}\n", lxw_version());
    return finish_output(log);
}

int finish_output(const Log& log) {
    if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return kDone;
    log.error(std::string{"standard output cannot be written: "} + std::strerror(errno));
    return kMachineLacks;
}

}  // namespace linchpin::app
