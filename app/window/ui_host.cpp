#include "app/window/ui_host.h"

#include <imgui_impl_glfw.h>
#include <imgui_impl_opengl3.h>
#include <imgui_internal.h>

#include <algorithm>
#include <memory>

#include "app/ui/theme.h"

namespace linchpin::app {

Result<std::unique_ptr<UiHost>> UiHost::create(GLFWwindow* window) {
    std::unique_ptr<UiHost> host{new UiHost(window)};
    if (!ImGui_ImplGlfw_InitForOpenGL(window, false) || !ImGui_ImplOpenGL3_Init("#version 330 core"))
        return Error{"the panels could not be set up on this OpenGL"};
    return host;
}

UiHost::UiHost(GLFWwindow* window) : window_{window} {
    IMGUI_CHECKVERSION();
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;   // nothing is written beside the program
    io.LogFilename = nullptr;
    io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    io.ConfigInputTextCursorBlink = false;  // a blinking cursor would keep an idle window drawing
}

UiHost::~UiHost() {
    if (ImGui::GetIO().BackendRendererUserData != nullptr) ImGui_ImplOpenGL3_Shutdown();
    if (ImGui::GetIO().BackendPlatformUserData != nullptr) ImGui_ImplGlfw_Shutdown();
    ImGui::DestroyContext();
}

Status UiHost::adapt(Theme theme, float scale, float note_px) {
    if (scale != scale_ || note_px != note_px_) {
        const Result<UiFonts> fonts = load_ui_fonts(scale, note_px);
        if (!fonts) return fonts.error();
        fonts_ = *fonts;
        ImGui_ImplOpenGL3_DestroyFontsTexture();
        ImGui_ImplOpenGL3_CreateFontsTexture();
    }
    if (scale != scale_ || theme != theme_) apply_style(theme, scale);
    scale_ = scale;
    note_px_ = note_px;
    theme_ = theme;
    return Done{};
}

void UiHost::begin_frame(ImVec2 framebuffer_px, float dt_s) {
    ImGui_ImplOpenGL3_NewFrame();
    ImGui_ImplGlfw_NewFrame();
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = framebuffer_px;
    io.DisplayFramebufferScale = {1.0f, 1.0f};
    io.DeltaTime = std::max(dt_s, 1e-4f);
    ImGui::NewFrame();
}

void UiHost::end_frame() {
    ImGui::Render();
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}

bool UiHost::close_popups() {
    if (ImGui::GetCurrentContext()->OpenPopupStack.empty()) return false;
    ImGui::ClosePopupToLevel(0, true);
    return true;
}

bool UiHost::input_waiting() const { return ImGui::GetCurrentContext()->InputEventsQueue.Size > 0; }

bool UiHost::wants_text() const { return ImGui::GetIO().WantTextInput; }

}  // namespace linchpin::app
