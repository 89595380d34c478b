#include "app/cli/bench_arguments.h"

#include <array>

#include "app/cli/values.h"

namespace linchpin::app {

void add_bench(CLI::App& to, Texts& texts, BenchOptions& o) {
    to.add_option("--workload", o.workload, "Folder of one size of the common workload, see docs/benchmarks.md")->type_name("DIR");
    texts.add(to, "--size", "WxH", "Size of the frames", [&o](const std::string& t) { return take(parse_size(t), o.size); });
    texts.add(to, "--frames", "N", "Frames to time, after three that warm up [60]", [&o](const std::string& t) -> std::string {
        if (!CLI::detail::lexical_cast(t, o.frames) || o.frames < 1 || o.frames > 100000) return "expected a whole number from 1 to 100000, found \"" + t + '"';
        return {};
    });
    texts.add(to, "--quality", "LEVEL", "low, high or still [low]", [&o](const std::string& t) -> std::string {
        constexpr std::array<std::pair<const char*, render::Quality>, 3> kLevels{
            {{"low", render::Quality::Low}, {"high", render::Quality::High}, {"still", render::Quality::Still}}};
        for (const auto& [word, level] : kLevels)
            if (t == word) return o.quality = level, std::string{};
        return unknown_word("quality", t, std::vector<std::string>{"low", "high", "still"});
    });
    texts.add(to, "--samples", "N", "Samples a pixel: 0 or 4 [0]", [&o](const std::string& t) -> std::string {
        if (t != "0" && t != "4") return "expected 0 or 4, found \"" + t + '"';
        o.samples = t == "4" ? 4 : 0;
        return {};
    });
    to.add_flag("--no-cull", o.no_cull, "Skip nothing for being unseen: the picture must not differ");
    to.add_option("--flows", o.flows, "Flow table instead of the workload's")->type_name("FILE");
    to.add_option("--json", o.json, "Where the figures go, see docs/schema/bench.schema.json")->type_name("FILE");
    to.add_option("--picture", o.picture, "Also write frame 0 of the path")->type_name("FILE.png");
    to.add_flag("--no-record", o.no_record, "Leave out the video");
}

Problem finish_bench(const Texts& texts, const BenchOptions& o) {
    if (std::string problem = texts.read_all(); !problem.empty()) return {kCommandLineWrong, std::move(problem)};
    if (o.workload.empty()) return {kCommandLineWrong, "bench needs a workload: --workload DIR"};
    if (o.size.width_px == 0) return {kCommandLineWrong, "bench needs the size of the frames: --size WxH"};
    if (o.json.empty()) return {kCommandLineWrong, "bench needs a file for the figures: --json FILE"};
    if (!o.picture.empty() && o.picture.extension() != ".png") return {kCommandLineWrong, "--picture: expected a name that ends in .png, found " + o.picture.string()};
    return {};
}

const char* const kBenchFooter =
    "Examples:\n"
    "  linchpin bench --workload workload/S --size 1280x720 --json s.json\n"
    "  linchpin bench --workload workload/L --size 1920x1080 --frames 20 --flows flows-10m.csv --json l.json\n"
    "Needs no display. Figures are comparable only on one machine with nothing else to do.";

}  // namespace linchpin::app
