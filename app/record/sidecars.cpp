#include "app/record/sidecars.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "app/record/child_process.h"
#include "app/record/frame_sink.h"
#include "app/state/atomic_file.h"

namespace linchpin::app {
namespace fs = std::filesystem;
namespace {

fs::path beside(const fs::path& out, std::string_view ending) {
    fs::path file = out;
    file += ending;
    return file;
}

/// "00:01:02,345" for SRT, with a point for WebVTT.
std::string clock_text(double time_s, char point) {
    const auto ms = static_cast<std::int64_t>(std::llround(std::max(time_s, 0.0) * 1000.0));
    return fmt::format("{:02d}:{:02d}:{:02d}{}{:03d}", ms / 3600000, ms / 60000 % 60, ms / 1000 % 60, point, ms % 1000);
}

std::string csv_field(std::string_view text) {
    if (text.find_first_of(",\"\n\r") == std::string_view::npos) return std::string{text};
    std::string quoted{"\""};
    for (const char c : text) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + "\"";
}

/// A file name in ffmpeg's concat list: in quotes, a quote inside written as '\''.
std::string concat_line(const fs::path& file) {
    std::string line = "file '";
    for (const char c : fs::absolute(file).string()) {
        if (c == '\'') line += "'\\''";
        else line += c;
    }
    return line + "'\n";
}

/// Each part begins where its first frame is due, whatever its own clock rounds its length to: durations are given, in microseconds,
/// as differences of rounded times, so that nothing adds up over many parts.
std::string concat_list(const VideoSettings& settings, std::span<const PartFile> parts) {
    const auto due_us = [&](std::int64_t frame) { return std::llround(static_cast<long double>(frame) * settings.fps_divisor * 1e6L / settings.fps); };
    std::string text = "ffconcat version 1.0\n";
    std::int64_t at = 0;
    for (const PartFile& part : parts) {
        const auto length_us = due_us(at + part.frames) - due_us(at);
        text += concat_line(part.file) + fmt::format("duration {}.{:06d}\n", length_us / 1'000'000, length_us % 1'000'000);
        at += part.frames;
    }
    return text;
}

/// ffmetadata wants its special characters escaped.
std::string metadata_value(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '=' || c == ';' || c == '#' || c == '\\' || c == '\n') out += '\\';
        out += c;
    }
    return out;
}

/// One paragraph: an empty line would end the subtitle.
std::string lines_of(std::string_view text) {
    std::string out;
    for (const char c : text)
        if (c != '\r' && (c != '\n' || (!out.empty() && out.back() != '\n'))) out += c;
    while (!out.empty() && out.back() == '\n') out.pop_back();
    return out;
}

/// WebVTT has markup.
std::string vtt_lines(std::string_view text) {
    std::string out;
    for (const char c : lines_of(text)) {
        if (c == '&') out += "&amp;";
        else if (c == '<') out += "&lt;";
        else if (c == '>') out += "&gt;";
        else out += c;
    }
    return out;
}

bool is_subtitle(ElementKind kind) { return kind == ElementKind::Caption || kind == ElementKind::Title; }

/// Walks the frames once and collects all that sidecars hold.
struct Collected {
    std::vector<Subtitle> subtitles;
    std::string numbers = "frame,time_s,date,expression,shown,value,unit,year,note,source\n";
    Json camera = Json::array();
};

Collected collect(Studio& studio, const Timeline& timeline, std::int64_t first, std::int64_t end) {
    Collected all;
    SubtitleTrack subtitles;
    const Project& project = timeline.project();
    for (std::int64_t i = first; i < end; ++i) {
        FrameMoment moment = timeline.at(project.time_of(i));
        std::vector<SubtitleTrack::Shown> shown;
        for (const ShownElement& element : moment.passing.elements) shown.push_back({is_subtitle(element.kind) ? element.text : std::string{}, {}});
        std::vector<BoundNumber> numbers;
        studio.fill_in(moment, &numbers);
        const double at_s = project.time_of(i - first), next_s = project.time_of(i - first + 1);
        const std::string date = moment.state.filter.date ? moment.state.filter.date->iso() : "";
        for (const BoundNumber& n : numbers)
            all.numbers += fmt::format("{},{:.6f},{},{},{},{},{},{},{},{}\n", i, project.time_of(i), date, csv_field(n.expression), csv_field(n.shown),
                                       n.value ? Json(*n.value).dump() : "", n.unit, n.year != 0 ? std::to_string(n.year) : "", csv_field(n.note), csv_field(n.source));
        const CameraPose& pose = moment.state.camera;
        all.camera.push_back({{"frame", i}, {"time_s", project.time_of(i)}, {"lat_deg", pose.lat_deg}, {"lon_deg", pose.lon_deg},
                              {"distance_km", pose.distance_km}, {"bearing_deg", pose.bearing_deg}, {"tilt_deg", pose.tilt_deg}});
        for (std::size_t k = 0; k < shown.size(); ++k) shown[k].text = moment.passing.elements[k].text;
        std::erase_if(shown, [](const SubtitleTrack::Shown& s) { return s.written.empty(); });
        subtitles.frame(at_s, next_s, shown);
    }
    all.subtitles = subtitles.finish();
    return all;
}

}  // namespace

void SubtitleTrack::frame(double start_s, double end_s, std::span<const Shown> shown) {
    constexpr double kLeast_s = 1.0;
    std::vector<Open> here;
    for (const Shown& each : shown) {
        const auto was = std::find_if(open_.begin(), open_.end(), [&](const Open& o) { return o.written == each.written; });
        const bool goes_on = was != open_.end() && (was->subtitle.text == each.text || start_s - was->subtitle.start_s < kLeast_s - 1e-9);
        if (goes_on) here.push_back({each.written, {was->subtitle.start_s, end_s, was->subtitle.text}});
        else here.push_back({each.written, {start_s, end_s, each.text}});
    }
    for (const Open& was : open_)
        if (std::none_of(here.begin(), here.end(), [&](const Open& o) { return o.written == was.written && o.subtitle.start_s == was.subtitle.start_s; }))
            done_.push_back(was.subtitle);
    open_ = std::move(here);
}

std::vector<Subtitle> SubtitleTrack::finish() {
    for (const Open& last : open_) done_.push_back(last.subtitle);
    open_.clear();
    std::stable_sort(done_.begin(), done_.end(), [](const Subtitle& a, const Subtitle& b) { return a.start_s < b.start_s; });
    return std::move(done_);
}

std::string chapters_text(const Project& project, std::int64_t first, std::int64_t end) {
    const double from_s = project.time_of(first), to_s = project.time_of(end);
    std::vector<TimeMarker> chapters;
    for (const TimeMarker& marker : project.markers)
        if (marker.chapter && marker.time_s < to_s) {
            // One that began before the range names its beginning.
            if (marker.time_s <= from_s) chapters.clear();
            chapters.push_back(marker);
        }
    if (chapters.empty()) return {};
    std::string text = ";FFMETADATA1\ntitle=" + metadata_value(project.title) + "\n";
    for (std::size_t i = 0; i < chapters.size(); ++i) {
        const double start_s = std::max(chapters[i].time_s, from_s), stop_s = i + 1 < chapters.size() ? chapters[i + 1].time_s : to_s;
        text += fmt::format("[CHAPTER]\nTIMEBASE=1/1000\nSTART={}\nEND={}\ntitle={}\n", std::llround((start_s - from_s) * 1000.0),
                            std::llround((stop_s - from_s) * 1000.0), metadata_value(chapters[i].name));
    }
    return text;
}

Status join_files(const VideoSettings& settings, std::span<const PartFile> parts, const std::string& chapters, const fs::path& work, const fs::path& out,
                  const std::atomic<bool>* give_up) {
    const bool gif = settings.codec == Codec::Gif;
    const fs::path list = work / "list.txt", metadata = gif ? work / "palette.png" : chapters.empty() ? fs::path{} : work / "chapters.txt";
    if (const Status written = write_text_file(list, concat_list(settings, parts)); !written) return written;
    if (!gif && !metadata.empty())
        if (const Status written = write_text_file(metadata, chapters); !written) return written;
    if (gif) {
        const auto chosen = run_program("ffmpeg", palette_arguments(list, metadata), give_up);
        if (!chosen) return chosen.error();
        if (chosen->status != 0) return Error{"ffmpeg could not choose the colours: " + ffmpeg_reason(chosen->said), out};
    }
    // ffmpeg knows the container by the ending, so the temporary name keeps it.
    const fs::path unfinished = out.parent_path() / (out.stem().string() + ".unfinished" + out.extension().string());
    std::vector<std::string> arguments = join_arguments(settings, list, metadata, unfinished);
    auto run = run_program("ffmpeg", arguments, give_up);
    if (run && run->status != 0 && run->said.find("write_btrt") != std::string::npos) {
        // Before 5.1 ffmpeg had no such option, and wrote no bit rate.
        const auto option = std::find(arguments.begin(), arguments.end(), "-write_btrt");
        if (option != arguments.end()) arguments.erase(option, option + 2);
        run = run_program("ffmpeg", arguments, give_up);
    }
    std::error_code ec;
    if (!run || run->status != 0) {
        fs::remove(unfinished, ec);
        return run ? Error{"ffmpeg could not put the parts together: " + ffmpeg_reason(run->said), out} : run.error();
    }
    fs::rename(unfinished, out, ec);
    if (ec) return Error{"cannot name the finished file: " + ec.message(), out};
    return Done{};
}

std::string srt_text(std::span<const Subtitle> subtitles) {
    std::string text;
    for (std::size_t i = 0; i < subtitles.size(); ++i)
        text += fmt::format("{}\n{} --> {}\n{}\n\n", i + 1, clock_text(subtitles[i].start_s, ','), clock_text(subtitles[i].end_s, ','), lines_of(subtitles[i].text));
    return text;
}

std::string vtt_text(std::span<const Subtitle> subtitles) {
    std::string text = "WEBVTT\n\n";
    for (const Subtitle& each : subtitles)
        text += fmt::format("{} --> {}\n{}\n\n", clock_text(each.start_s, '.'), clock_text(each.end_s, '.'), vtt_lines(each.text));
    return text;
}

Status write_sidecars(Studio& studio, const Timeline& timeline, std::int64_t first, std::int64_t end, const fs::path& out) {
    const Collected all = collect(studio, timeline, first, end);
    const std::string chapters = chapters_text(timeline.project(), first, end);
    for (const auto& [ending, text] : {std::pair{".srt", srt_text(all.subtitles)}, std::pair{".vtt", vtt_text(all.subtitles)}, std::pair{".chapters.txt", chapters},
                                       std::pair{".numbers.csv", all.numbers}, std::pair{".camera.json", json_text(all.camera)}})
        if (const Status written = write_text_file(beside(out, ending), text); !written) return written;
    return Done{};
}

}  // namespace linchpin::app
