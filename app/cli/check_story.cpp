#include "app/cli/check_story.h"

#include <cstdio>
#include <fmt/format.h>

#include "app/cli/asset_paths.h"
#include "app/cli/exit_status.h"
#include "app/state/atomic_file.h"
#include "app/story/story_check.h"
#include "app/story/story_json.h"
#include "data/pack/load_pack.h"

namespace linchpin::app {

int check_story_file(const std::filesystem::path& file, const Log& log) {
    const Result<LoadedStory> loaded = load_story(file);
    if (!loaded) {
        std::printf("%s\n", loaded.error().text().c_str());
        return kInputWrong;
    }
    for (Error warning : loaded->warnings) {
        warning.message = "warning: " + warning.message;
        std::printf("%s\n", warning.text().c_str());
    }
    std::size_t errors = 0;
    const Result<AssetPaths> assets = find_assets();
    const Result<Dataset> dataset = assets ? load_pack(assets->pack()) : Result<Dataset>{assets.error()};
    if (dataset) {
        const Result<std::string> text = read_text_file(file, 64u << 20);
        const Bindings bindings{*dataset, {}};
        for (const Error& error : missing_in_pack(*dataset, bindings, loaded->story)) {
            ++errors;
            std::printf("%s\n", placed_in(error, text ? std::string_view{*text} : std::string_view{}, file).text().c_str());
        }
    } else {
        log.warning("the story is not checked against a pack: " + dataset.error().text());
    }
    const Story& story = loaded->story;
    log.note(errors > 0 ? fmt::format("{} errors in {}", errors, file.string())
                        : fmt::format("the story is good: {} scenes, {:.0f} min planned", story.scenes.size(), story.planned_s() / 60.0));
    return errors > 0 ? kInputWrong : kDone;
}

}  // namespace linchpin::app
