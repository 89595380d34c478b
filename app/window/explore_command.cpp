#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include "app/cli/commands.h"
#include "app/cli/exit_status.h"
#include "app/cli/view_setup.h"
#include "app/remote/remote.h"
#include "app/scene/picture.h"
#include "app/window/explore_session.h"

namespace linchpin::app {

int run_explore(const ExploreOptions& options, const Log& log) {
    AppState state;
    if (!options.fresh && options.project.empty() && options.story.empty() && !asks_for_a_view(options.view)) {
        SessionFile::Restored last = SessionFile{state_folder()}.restore();
        for (const Error& warning : last.warnings) log.warning(warning.text());
        if (last.state) state = std::move(*last.state);
    }
    if (const auto failure = set_up_state(options.view, log, state)) return log.error(failure->sentence), failure->status;
    if (options.quality) state.quality = *options.quality;
    Result<AssetPaths> assets = find_assets();
    if (!assets) return log.error(assets.error().text()), kMachineLacks;
    std::unique_ptr<Remote> remote;
    if (options.remote || options.osc) {
        auto started = Remote::start({options.remote, options.osc}, [] { glfwPostEmptyEvent(); });
        if (!started) return log.error(started.error().text()), kCommandLineWrong;
        remote = std::move(*started);
    }
    Result<GlfwWindow> window = GlfwWindow::create("Linchpin", options.size, options.present ? 0 : options.monitor);
    if (!window) return log.error(window.error().text()), window.error().message.starts_with("--") ? kCommandLineWrong : kMachineLacks;
    Result<std::unique_ptr<UiHost>> ui = UiHost::create(window->get());
    if (!ui) return log.error(ui.error().text()), kMachineLacks;
    ExploreSession session{std::move(*window), std::move(*ui), std::move(*assets), options, log, std::move(state)};
    if (remote) {
        log.note("remote: " + remote->summary());
        session.use_remote(std::move(remote));
    }
    return session.run();
}

}  // namespace linchpin::app
