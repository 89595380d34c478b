#include "render/target/egl_context.h"

#include <glad/egl.h>
#include <glad/gl.h>

#include <array>
#include <cstdlib>
#include <cstring>
#include <string_view>

namespace linchpin::render {

struct EglContext::State {
    EGLDisplay display = EGL_NO_DISPLAY;
    EGLContext context = EGL_NO_CONTEXT;
};

namespace {

bool software_wanted() {
    const char* value = std::getenv("LINCHPIN_GL");
    return value != nullptr && std::string_view(value) == "software";
}

/// Displays to try, best first: each device that is no software device, then Mesa's surfaceless platform, then the rest.
std::array<EGLDisplay, 20> candidate_displays(int& count) {
    std::array<EGLDisplay, 20> displays{};
    std::array<EGLDeviceEXT, 8> devices{};
    EGLint device_count = 0;
    count = 0;
    if (GLAD_EGL_EXT_platform_device && GLAD_EGL_EXT_device_enumeration)
        eglQueryDevicesEXT(static_cast<EGLint>(devices.size()), devices.data(), &device_count);
    auto is_software = [](EGLDeviceEXT device) {
        const char* text = GLAD_EGL_EXT_device_query ? eglQueryDeviceStringEXT(device, EGL_EXTENSIONS) : nullptr;
        return text != nullptr && std::strstr(text, "software") != nullptr;
    };
    auto add = [&](EGLDisplay display) {
        if (display != EGL_NO_DISPLAY) displays[static_cast<std::size_t>(count++)] = display;
    };
    if (!software_wanted())
        for (int i = 0; i < device_count; ++i)
            if (!is_software(devices[static_cast<std::size_t>(i)]))
                add(eglGetPlatformDisplayEXT(EGL_PLATFORM_DEVICE_EXT, devices[static_cast<std::size_t>(i)], nullptr));
    if (GLAD_EGL_MESA_platform_surfaceless)
        add(eglGetPlatformDisplayEXT(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr));
    for (int i = 0; i < device_count; ++i)
        if (is_software(devices[static_cast<std::size_t>(i)]))
            add(eglGetPlatformDisplayEXT(EGL_PLATFORM_DEVICE_EXT, devices[static_cast<std::size_t>(i)], nullptr));
    return displays;
}

EGLContext make_current_context(EGLDisplay display) {
    EGLint major = 0, minor = 0;
    if (!eglInitialize(display, &major, &minor)) return EGL_NO_CONTEXT;
    // Before a display is known only the oldest functions and the client extensions are loaded.
    if (gladLoaderLoadEGL(display) == 0 || !GLAD_EGL_VERSION_1_5 || !eglBindAPI(EGL_OPENGL_API)) return EGL_NO_CONTEXT;
    constexpr EGLint config_wanted[] = {EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_SURFACE_TYPE, EGL_PBUFFER_BIT, EGL_NONE};
    EGLConfig config = EGL_NO_CONFIG_KHR;
    EGLint configs = 0;
    eglChooseConfig(display, config_wanted, &config, 1, &configs);
    constexpr EGLint context_wanted[] = {EGL_CONTEXT_MAJOR_VERSION, 3, EGL_CONTEXT_MINOR_VERSION, 3, EGL_CONTEXT_OPENGL_PROFILE_MASK,
                                         EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE};
    const EGLContext context = eglCreateContext(display, configs > 0 ? config : EGL_NO_CONFIG_KHR, EGL_NO_CONTEXT, context_wanted);
    if (context == EGL_NO_CONTEXT) return EGL_NO_CONTEXT;
    if (eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, context)) return context;
    eglDestroyContext(display, context);
    return EGL_NO_CONTEXT;
}

/// What a display has to offer when it has no 3.3 core: "OpenGL 3.1 Mesa 22.3.6"; empty when it has no OpenGL at all.
std::string offered_version(EGLDisplay display) {
    EGLint major = 0, minor = 0;
    if (!eglInitialize(display, &major, &minor) || gladLoaderLoadEGL(display) == 0 || !eglBindAPI(EGL_OPENGL_API)) return {};
    constexpr EGLint any[] = {EGL_NONE};
    const EGLContext context = eglCreateContext(display, EGL_NO_CONFIG_KHR, EGL_NO_CONTEXT, any);
    if (context == EGL_NO_CONTEXT) return {};
    std::string version;
    if (eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, context)) {
        using GetString = const GLubyte*(GLAD_API_PTR*)(GLenum);
        const auto get_string = reinterpret_cast<GetString>(eglGetProcAddress("glGetString"));
        const GLubyte* const text = get_string != nullptr ? get_string(GL_VERSION) : nullptr;
        if (text != nullptr) version = "OpenGL " + std::string(reinterpret_cast<const char*>(text));
        eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
    }
    eglDestroyContext(display, context);
    return version;
}

}  // namespace

EglContext::EglContext(std::unique_ptr<State> state) : state_{std::move(state)} {}
EglContext::EglContext(EglContext&&) noexcept = default;
EglContext& EglContext::operator=(EglContext&&) noexcept = default;

EglContext::~EglContext() {
    if (!state_ || state_->context == EGL_NO_CONTEXT) return;
    eglMakeCurrent(state_->display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
    eglDestroyContext(state_->display, state_->context);
#ifndef LINCHPIN_SANITIZED
    // Unloading the driver would leave the leak checker with blocks of a module it can no longer name.
    eglTerminate(state_->display);
#endif
}

Result<EglContext> EglContext::create() {
    // The device that Mesa picks must be known before EGL is first asked.
    if (software_wanted()) setenv("LIBGL_ALWAYS_SOFTWARE", "1", 1);
    if (gladLoaderLoadEGL(EGL_NO_DISPLAY) == 0 || !GLAD_EGL_EXT_platform_base)
        return Error{"expected an EGL library for drawing without a window, found none: install libegl1 and libgl1-mesa-dri"};
    int count = 0;
    const auto displays = candidate_displays(count);
    for (int i = 0; i < count; ++i) {
        const EGLDisplay display = displays[static_cast<std::size_t>(i)];
        const EGLContext context = make_current_context(display);
        if (context == EGL_NO_CONTEXT) continue;
        auto state = std::make_unique<State>();
        state->display = display;
        state->context = context;
        EglContext owner{std::move(state)};
        if (gladLoadGL(reinterpret_cast<GLADloadfunc>(eglGetProcAddress)) != 0 && GLAD_GL_VERSION_3_3) return owner;
    }
    for (int i = 0; i < count; ++i) {
        const std::string version = offered_version(displays[static_cast<std::size_t>(i)]);
        if (!version.empty())
            return Error{"expected OpenGL 3.3 core or newer, found " + version + "; a newer graphics driver is needed, or LINCHPIN_GL=software to draw without it"};
    }
    return Error{"expected an OpenGL 3.3 core context without a window, found none: install libegl1, libegl-mesa0 and libgl1-mesa-dri"};
}

bool is_software_rasteriser() {
    const auto* const name = reinterpret_cast<const char*>(glGetString(GL_RENDERER));
    return name != nullptr && (std::strstr(name, "llvmpipe") != nullptr || std::strstr(name, "softpipe") != nullptr || std::strstr(name, "SWR") != nullptr);
}

std::string gl_description() {
    const auto text = [](GLenum name) {
        const auto* value = reinterpret_cast<const char*>(glGetString(name));
        return std::string(value != nullptr ? value : "unknown");
    };
    return text(GL_RENDERER) + ", OpenGL " + text(GL_VERSION);
}

}  // namespace linchpin::render
