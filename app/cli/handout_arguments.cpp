#include "app/cli/handout_arguments.h"

#include "app/cli/values.h"

namespace linchpin::app {
namespace {

std::function<std::string(const std::string&)> size_into(int& width_px, int& height_px) {
    return [&width_px, &height_px](const std::string& text) -> std::string {
        const auto size = parse_size(text);
        if (!size) return size.error().message;
        width_px = size->width_px;
        height_px = size->height_px;
        return {};
    };
}

}  // namespace

void add_handout(CLI::App& to, Texts& texts, HandoutOptions& o) {
    to.add_option("STORY", o.story, "The story, see docs/handout.md")->required()->type_name("FILE");
    to.add_option("--out", o.out, "One .html or .pdf file, or a folder for pictures")->required()->type_name("FILE|DIR");
    to.add_option("--pack", o.pack, "Data pack folder instead of the bundled one")->type_name("DIR");
    to.add_flag("--notes", o.notes, "With the speaker's notes");
    texts.add(to, "--size", "WxH", "Size of the pictures [1920x1080]", size_into(o.width_px, o.height_px));
    texts.add(to, "--supersample", "N", "Draw N times larger each way and reduce, 1 to 4 [1]", [&o](const std::string& t) -> std::string {
        if (!CLI::detail::lexical_cast(t, o.supersample) || o.supersample < 1 || o.supersample > 4) return "expected 1, 2, 3 or 4, found \"" + t + "\"";
        return {};
    });
}

void add_hall_check(CLI::App& to, Texts& texts, HallCheckOptions& o) {
    to.add_option("STORY", o.story, "The story, see docs/hall-check.md")->required()->type_name("FILE");
    to.add_option("--pack", o.pack, "Data pack folder instead of the bundled one")->type_name("DIR");
    texts.add(to, "--size", "WxH", "Size of the audience's picture [1920x1080]", size_into(o.width_px, o.height_px));
    texts.add(to, "--min-fps", "X", "Frames a second that every scene has to reach [20]", [&o](const std::string& t) -> std::string {
        if (!CLI::detail::lexical_cast(t, o.wished_fps) || !(o.wished_fps > 0.0 && o.wished_fps <= 240.0)) return "expected a number above 0 and up to 240, found \"" + t + "\"";
        return {};
    });
    texts.add(to, "--format", "NAME", "text or json [text]", [&o](const std::string& t) -> std::string {
        if (t != "text" && t != "json") return "expected text or json, found \"" + t + "\"";
        o.json = t == "json";
        return {};
    });
}

}  // namespace linchpin::app
