#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

#include "app/cli/commands.h"
#include "app/cli/exit_status.h"
#include "app/hall/hall_check.h"
#include "app/story/story_json.h"

namespace linchpin::app {

int run_hall_check(const HallCheckOptions& o, const Log& log) {
    const Result<LoadedStory> loaded = load_story(o.story);
    if (!loaded) return log.error(loaded.error().text()), kInputWrong;
    if (loaded->story.scenes.empty()) return log.error(Error{"expected at least one scene, found none", o.story}.text()), kInputWrong;
    const auto ready = ReadyStory::prepare(loaded->story);
    if (!ready) return log.error(Error{ready.error().message, o.story}.text()), kInputWrong;
    int status = kDone;
    Result<std::unique_ptr<Studio>> studio = Studio::open(o.pack, status);
    if (!studio) return log.error(studio.error().text()), status;

    HallOptions options;
    options.size = {o.width_px, o.height_px};
    options.wished_fps = o.wished_fps;
    for (const Error& warning : loaded->warnings) options.warnings.push_back(warning.text());
    HallCheck check{**studio, *ready, gather_hall_facts(), options};
    const bool terminal = !log.quiet() && isatty(STDERR_FILENO) != 0;
    do {
        if (terminal) fmt::print(stderr, "\r\033[Kplaying the story: {:.0f} %", 100.0 * check.done_share());
        if (terminal) std::fflush(stderr);
    } while (check.step());
    if (terminal) std::fputs("\r\033[K", stderr);
    std::fputs((o.json ? hall_json(check.report(), loaded->story, options) : hall_text(check.report())).c_str(), stdout);
    if (const int written = finish_output(log); written != kDone) return written;
    return check.report().ready() ? kDone : kInputWrong;
}

}  // namespace linchpin::app
