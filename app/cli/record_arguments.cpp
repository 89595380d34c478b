#include "app/cli/record_arguments.h"

#include "app/cli/values.h"

namespace linchpin::app {
namespace {

template <class N> std::function<std::string(const std::string&)> whole_within(N& out, long low, long high) {
    return [&out, low, high](const std::string& text) -> std::string {
        long value = 0;
        if (CLI::detail::lexical_cast(text, value) && value >= low && value <= high) {
            out = static_cast<N>(value);
            return {};
        }
        return "expected a whole number from " + std::to_string(low) + " to " + std::to_string(high) + ", found \"" + text + '"';
    };
}

/// "25", "30000/1001".
std::string read_rate(const std::string& text, RecordOptions& o) {
    const std::size_t slash = text.find('/');
    int over = 0, under = 1;
    const bool good = CLI::detail::lexical_cast(text.substr(0, slash), over) && (slash == std::string::npos || CLI::detail::lexical_cast(text.substr(slash + 1), under));
    if (!good || over < 1 || under < 1 || over > 1'000'000 || under > 100'000 || over / under > 1000)
        return "expected frames a second like 30 or 30000/1001, at most 1000, found \"" + text + '"';
    o.fps = over;
    o.fps_divisor = under;
    return {};
}

/// "A:B", either of which may be left out.
std::string read_range(const std::string& text, RecordOptions& o) {
    const std::size_t colon = text.find(':');
    std::int64_t first = 0, end = -1;
    const std::string a = text.substr(0, colon), b = colon == std::string::npos ? "" : text.substr(colon + 1);
    const bool good = colon != std::string::npos && (a.empty() || CLI::detail::lexical_cast(a, first)) && (b.empty() || CLI::detail::lexical_cast(b, end));
    if (!good || first < 0 || (end >= 0 && end <= first))
        return "expected A:B, the first frame and the one after the last, with B greater than A, found \"" + text + '"';
    o.first = first;
    o.range = true;
    if (end >= 0) o.end = end;
    return {};
}

}  // namespace

void add_record(CLI::App& to, Texts& texts, RecordOptions& o) {
    to.add_option("PROJECT", o.project, "The project to record, see docs/timeline.md")->required();
    to.add_option("--out", o.out, "The video, or the name of a sequence: .mp4 .mov .mkv .webm .gif .png .exr")->type_name("FILE")->required();
    to.add_option("--pack", o.pack, "Data pack folder instead of the bundled one")->type_name("DIR");
    texts.add(to, "--size", "WxH", "Size of the frames [the project's]", [&o](const std::string& t) { return take(parse_size(t), o.size); });
    texts.add(to, "--fps", "N[/M]", "Frames a second [the project's]", [&o](const std::string& t) { return read_rate(t, o); });
    texts.add(to, "--frames", "A:B", "Only frames A to B - 1, for sharing the work [all]", [&o](const std::string& t) { return read_range(t, o); });
    to.add_option("--codec", o.codec, "h264, h265, vp9, av1, prores, gif, png or exr [by the name of --out]")->type_name("NAME");
    texts.add(to, "--crf", "N", "Quality: lower is better and larger [18 for h264]", whole_within(o.crf, 0, 63));
    texts.add(to, "--supersample", "N", "Draw N times larger each way and reduce, 1 to 4 [1]", whole_within(o.supersample, 1, 4));
    texts.add(to, "--motion-blur", "N", "Pictures a frame, 1 to 64 [1]", whole_within(o.motion_blur, 1, 64));
    texts.add(to, "--part", "N", "Frames encoded together: what a crash can cost, and where ranges meet [300]", whole_within(o.part_frames, 1, 100000));
    to.add_flag("--transparent", o.transparent, "No background (prores, png, exr)");
    to.add_flag("--passes", o.passes, "Each layer too as a sequence of its own, for compositing (png, exr)");
    to.add_flag("--resume", o.resume, "Go on where an earlier run of the same command ended");
    to.add_flag("--sidecars", o.sidecars, "Subtitles, chapters, every number shown and the camera's path beside the video");
    to.add_flag("--progress", o.progress, "On standard error, for programs: a line \"progress DONE TOTAL KEPT ELAPSED_S LEFT_S\" a frame");
    to.add_option("--ffmpeg-args", o.ffmpeg_arguments, "More arguments for ffmpeg's encoder, which win over ours")->type_name("\"ARGS\"");
}

Problem finish_record(const Texts& texts, RecordOptions& o) {
    if (std::string problem = texts.read_all(); !problem.empty()) return {kCommandLineWrong, std::move(problem)};
    const Result<Codec> codec = o.codec.empty() ? codec_for(o.out) : codec_by_id(o.codec);
    if (!codec) return {kCommandLineWrong, (o.codec.empty() ? "--out: " : "--codec: ") + codec.error().message};
    o.chosen = *codec;
    const CodecInfo& info = info_of(*codec);
    if (!fits_name(*codec, o.out))
        return {kCommandLineWrong, "--out: expected a name that ends in " + endings_of(*codec) + " for " + std::string{info.name} + ", found \"" + o.out.filename().string() + '"'};
    if (o.chosen == Codec::Gif && o.fps > 50 * o.fps_divisor) return {kCommandLineWrong, "--fps: a GIF shows at most 50 frames a second, found more"};
    if (o.crf >= 0 && info.default_crf < 0) return {kCommandLineWrong, "--crf: " + std::string{info.name} + " has no such number"};
    if (o.crf > info.max_crf && o.crf >= 0)
        return {kCommandLineWrong, "--crf: expected a whole number from 0 to " + std::to_string(info.max_crf) + " for " + std::string{info.name} + ", found " + std::to_string(o.crf)};
    if (o.transparent && !info.alpha) return {kCommandLineWrong, "--transparent: " + std::string{info.name} + " keeps no transparency; prores, png and exr do"};
    if (o.passes && info.needs_ffmpeg) return {kCommandLineWrong, "--passes: layers are written as sequences of pictures; expected png or exr, found " + std::string{info.id}};
    if (!o.ffmpeg_arguments.empty() && !info.needs_ffmpeg) return {kCommandLineWrong, "--ffmpeg-args: a " + std::string{info.name} + " is written without ffmpeg"};
    return {};
}

void add_join(CLI::App& to, Texts&, JoinOptions& o) {
    to.add_option("OUT", o.out, "The video to write")->required();
    to.add_option("PART", o.parts, "Ranges that `linchpin record --frames` wrote, in any order")->required();
}

const char* const kRecordFooter =
    "Examples:\n"
    "  linchpin record assets/projects/buildout.json --out buildout.mp4\n"
    "  linchpin record talk.json --out talk.mov --codec prores --transparent --supersample 2\n"
    "  linchpin record talk.json --out frames/talk.png --size 3840x2160 --resume\n"
    "  linchpin record talk.json --out frames/talk.exr --passes          # talk.cables-000000.exr and so on\n"
    "  linchpin record talk.json --out part-2.mp4 --frames 600:1200      # then: linchpin join talk.mp4 part-*.mp4\n"
    "Needs no display. The same project gives the same frames, twice and on any number of threads.\n"
    "Killed or cancelled, it keeps complete parts in OUT.parts; --resume goes on from there.";
const char* const kJoinFooter =
    "Example:\n"
    "  linchpin join talk.mp4 part-1.mp4 part-2.mp4 part-3.mp4\n"
    "The parts must be of one project with the same settings, and follow each other without a gap.";

}  // namespace linchpin::app
