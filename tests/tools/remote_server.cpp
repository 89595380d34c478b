// A show without a window for the tests of the remote: five scenes, and a line on standard output for every command that arrives.
// usage: remote_server ADDRESS:PORT [OSC_ADDRESS:PORT]; ends when standard input does.
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "app/remote/remote.h"

using namespace linchpin;
using namespace linchpin::app;

namespace {

const std::vector<std::string> kTitles{"The buildout", "Who operates", "The power chain", "Cables", "What if"};

RemoteView view_of(int scene, bool blank) {
    RemoteView v;
    v.presenting = true;
    v.scene = scene;
    v.scenes = kTitles;
    v.title = kTitles[static_cast<std::size_t>(scene - 1)];
    v.next = scene < static_cast<int>(kTitles.size()) ? kTitles[static_cast<std::size_t>(scene)] : "";
    v.notes = "## Say\nScene **" + std::to_string(scene) + "** of the test. <img src=x onerror=\"document.title='broken in'\">\n- first\n- second\n";
    v.blank = blank;
    v.elapsed_s = 75.0;
    v.remaining_s = -5.0;
    return v;
}

void say(const nlohmann::ordered_json& line) {
    std::printf("%s\n", line.dump().c_str());
    std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
    RemoteOptions options;
    for (int i = 1; i < std::min(argc, 3); ++i) {
        const auto endpoint = parse_endpoint(argv[i]);
        if (!endpoint) return std::fprintf(stderr, "%s\n", endpoint.error().text().c_str()), 2;
        (i == 1 ? options.web : options.osc) = *endpoint;
    }
    auto remote = Remote::start(options, {});
    if (!remote) return std::fprintf(stderr, "%s\n", remote.error().text().c_str()), 1;
    int scene = 1;
    bool blank = false;
    (*remote)->publish(view_of(scene, blank));
    say({{"web", (*remote)->web_address()}, {"osc", (*remote)->osc_address()}, {"pin", (*remote)->pin()}});
    for (;;) {
        pollfd input{STDIN_FILENO, POLLIN, 0};
        if (::poll(&input, 1, 10) > 0) return 0;
        for (const RemoteCommand& c : (*remote)->take()) {
            static constexpr const char* kNames[] = {"next", "previous", "goto", "blank"};
            say({{"command", kNames[static_cast<int>(c.kind)]}, {"scene", c.scene}});
            if (c.kind == RemoteCommand::Kind::Next) ++scene;
            if (c.kind == RemoteCommand::Kind::Previous) --scene;
            if (c.kind == RemoteCommand::Kind::GoTo) scene = c.scene;
            if (c.kind == RemoteCommand::Kind::Blank) blank = !blank;
            scene = std::clamp(scene, 1, static_cast<int>(kTitles.size()));
            (*remote)->publish(view_of(scene, blank));
        }
    }
}
