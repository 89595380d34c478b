#include "app/cli/commands.h"
#include "app/cli/exit_status.h"
#include "app/cli/view_setup.h"
#include "app/scene/picture.h"
#include "app/window/explore_session.h"

namespace linchpin::app {

int run_explore(const ExploreOptions& options, const Log& log) {
    AppState state;
    if (const auto failure = set_up_state(options.view, log, state)) return log.error(failure->sentence), failure->status;
    if (options.quality) state.quality = *options.quality;
    Result<AssetPaths> assets = find_assets();
    if (!assets) return log.error(assets.error().text()), kMachineLacks;
    Result<GlfwWindow> window = GlfwWindow::create("Linchpin", options.size, options.monitor);
    if (!window) return log.error(window.error().text()), window.error().message.starts_with("--") ? kCommandLineWrong : kMachineLacks;
    Result<std::unique_ptr<UiHost>> ui = UiHost::create(window->get());
    if (!ui) return log.error(ui.error().text()), kMachineLacks;
    return ExploreSession{std::move(*window), std::move(*ui), std::move(*assets), options, log, std::move(state)}.run();
}

}  // namespace linchpin::app
