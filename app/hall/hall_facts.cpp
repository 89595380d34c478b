#include "app/hall/hall_facts.h"

#include <GLFW/glfw3.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <vector>

#include "app/record/child_process.h"
#include "render/target/egl_context.h"

namespace linchpin::app {
namespace {

void ask_screens(HallFacts& facts) {
    if (glfwInit() != GLFW_TRUE) {  // does nothing where a window has started it
        const char* reason = nullptr;
        glfwGetError(&reason);
        facts.no_screens = reason != nullptr ? reason : "no display";
        return;
    }
    int count = 0;
    GLFWmonitor** const monitors = glfwGetMonitors(&count);
    for (int i = 0; i < count; ++i) {
        HallScreen screen;
        const char* const name = glfwGetMonitorName(monitors[i]);
        screen.name = name != nullptr ? name : "";
        glfwGetMonitorPos(monitors[i], &screen.x, &screen.y);
        if (const GLFWvidmode* const mode = glfwGetVideoMode(monitors[i])) {
            screen.width_px = mode->width;
            screen.height_px = mode->height;
            screen.refresh_hz = mode->refreshRate;
        }
        facts.screens.push_back(std::move(screen));
    }
}

/// Linux tells in files; other systems are not asked.
std::optional<bool> on_battery() {
    std::error_code failed;
    bool mains = false, mains_on = false;
    for (const auto& supply : std::filesystem::directory_iterator{"/sys/class/power_supply", failed}) {
        std::string type, online;
        std::ifstream{supply.path() / "type"} >> type;
        std::ifstream{supply.path() / "online"} >> online;
        if (type != "Mains") continue;
        mains = true;
        mains_on = mains_on || online == "1";
    }
    return mains ? std::optional{!mains_on} : std::nullopt;
}

}  // namespace

HallFacts gather_hall_facts() {
    HallFacts facts;
    ask_screens(facts);
    facts.ffmpeg = check_program("ffmpeg");
    facts.on_battery = on_battery();
    facts.drawn_by = render::gl_description();
    facts.software = render::is_software_rasteriser();
    return facts;
}

int network_sockets() {
    constexpr int kMostFiles = 4096;
    // Who comes in by a port that the program itself keeps open (the remote's) is no use of a network by the story.
    std::vector<in_port_t> listening, others;
    for (int file = 0; file < kMostFiles; ++file) {
        struct stat status {};
        if (::fstat(file, &status) != 0 || !S_ISSOCK(status.st_mode)) continue;
        sockaddr_storage address{};
        socklen_t length = sizeof address;
        if (::getsockname(file, reinterpret_cast<sockaddr*>(&address), &length) != 0) continue;
        if (address.ss_family != AF_INET && address.ss_family != AF_INET6) continue;
        int listens = 0;
        socklen_t size = sizeof listens;
        const bool keeps_open = ::getsockopt(file, SOL_SOCKET, SO_ACCEPTCONN, &listens, &size) == 0 && listens != 0;
        // Both kinds of address have the port at the same place.
        sockaddr_in in{};
        std::memcpy(&in, &address, sizeof in);
        (keeps_open ? listening : others).push_back(in.sin_port);
    }
    return static_cast<int>(std::count_if(others.begin(), others.end(), [&](in_port_t port) { return std::find(listening.begin(), listening.end(), port) == listening.end(); }));
}

}  // namespace linchpin::app
