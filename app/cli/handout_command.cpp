#include <filesystem>
#include <functional>

#include "app/cli/commands.h"
#include "app/cli/exit_status.h"
#include "app/handout/handout.h"
#include "app/handout/handout_html.h"
#include "app/handout/handout_pdf.h"
#include "app/state/atomic_file.h"
#include "app/story/story_check.h"
#include "app/story/story_json.h"
#include "render/target/image_file.h"

namespace linchpin::app {
namespace {

enum class Form { Html, Pdf, Pictures };

Form form_of(const std::filesystem::path& out) {
    const std::string ending = out.extension().string();
    return ending == ".html" || ending == ".htm" ? Form::Html : ending == ".pdf" ? Form::Pdf : Form::Pictures;
}

int complain(const Log& log, const Error& error, int status) { return log.error(error.text()), status; }

/// Every page in turn, handed to `take`.
int each_page(Studio& studio, const ReadyStory& story, const HandoutOptions& o, const Log& log, const std::function<Status(HandoutPage&)>& take) {
    for (std::size_t i = 0; i < story.size(); ++i) {
        auto page = handout_page(studio, story, i, {o.width_px, o.height_px}, o.supersample);
        if (!page) return complain(log, Error{page.error().message, o.story}, kInputWrong);
        for (const HandoutNumber& n : page->numbers)
            if (n.missing) log.warning(page->title + ": " + n.what + ": " + n.shown + (n.note.empty() ? "" : ", " + n.note));
        log.detail("page " + std::to_string(page->number) + " of " + std::to_string(story.size()) + ": " + page->title);
        if (const Status taken = take(*page); !taken) return complain(log, taken.error(), kMachineLacks);
    }
    return kDone;
}

}  // namespace

int run_handout(const HandoutOptions& o, const Log& log) {
    const Form form = form_of(o.out);
    // What can be known to be wrong is said before half a minute of drawing.
    const Result<LoadedStory> loaded = load_story(o.story);
    if (!loaded) return complain(log, loaded.error(), kInputWrong);
    for (const Error& warning : loaded->warnings) log.warning(warning.text());
    const Story& story = loaded->story;
    if (story.scenes.empty()) return complain(log, Error{"expected at least one scene, found none", o.story}, kInputWrong);
    const auto ready = ReadyStory::prepare(story);
    if (!ready) return complain(log, Error{ready.error().message, o.story}, kInputWrong);
    std::error_code failed;
    if (form == Form::Pictures) std::filesystem::create_directories(o.out, failed);
    if (failed) return log.error("--out: the folder " + o.out.string() + " cannot be made: " + failed.message()), kInputWrong;
    if (const Status writable = check_writable(form == Form::Pictures ? o.out / "picture" : o.out); !writable) return log.error("--out: " + writable.error().text()), kInputWrong;
    int status = kDone;
    Result<std::unique_ptr<Studio>> studio = Studio::open(o.pack, status);
    if (!studio) return complain(log, studio.error(), status);
    for (const std::string& warning : (*studio)->warnings()) log.warning(warning);
    if (const auto missing = missing_in_pack((*studio)->dataset(), (*studio)->bindings(), story); !missing.empty())
        return complain(log, Error{missing.front().message, o.story}, kInputWrong);

    if (form == Form::Pictures)
        return each_page(**studio, **ready, o, log, [&](HandoutPage& page) { return render::write_png(o.out / (page_name(page) + ".png"), page.width_px, page.height_px, page.rgba); });
    const HandoutCover cover = handout_cover(**studio, story);
    const Error no_room{"there is not enough memory for the picture of a page"};
    if (form == Form::Pdf) {
        HandoutPdf pdf{cover, o.notes};
        status = each_page(**studio, **ready, o, log, [&](HandoutPage& page) -> Status {
            if (!pdf.add(std::move(page))) return no_room;
            return Done{};
        });
        if (status != kDone) return status;
        if (const Status written = pdf.write(o.out); !written) return complain(log, written.error(), kMachineLacks);
        return kDone;
    }
    HandoutHtml html{cover, o.notes};
    status = each_page(**studio, **ready, o, log, [&](HandoutPage& page) -> Status {
        if (!html.add(page)) return no_room;
        return Done{};
    });
    if (status != kDone) return status;
    if (const Status written = write_text_file(o.out, std::move(html).finish()); !written) return complain(log, written.error(), kMachineLacks);
    return kDone;
}

}  // namespace linchpin::app
