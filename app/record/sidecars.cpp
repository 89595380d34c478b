#include "app/record/sidecars.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "app/record/child_process.h"
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

/// ffmetadata wants its special characters escaped.
std::string metadata_value(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '=' || c == ';' || c == '#' || c == '\\' || c == '\n') out += '\\';
        out += c;
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
    std::vector<Subtitle> open;  // of the frame before
    const Project& project = timeline.project();
    for (std::int64_t i = first; i < end; ++i) {
        FrameMoment moment = timeline.at(project.time_of(i));
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
        std::vector<Subtitle> here;
        for (const ShownElement& element : moment.passing.elements) {
            if (!is_subtitle(element.kind) || element.text.empty()) continue;
            const auto same = std::find_if(open.begin(), open.end(), [&](const Subtitle& s) { return s.text == element.text; });
            here.push_back({same != open.end() ? same->start_s : at_s, next_s, element.text});
        }
        for (const Subtitle& was : open)
            if (std::none_of(here.begin(), here.end(), [&](const Subtitle& s) { return s.text == was.text; })) all.subtitles.push_back(was);
        open = std::move(here);
    }
    all.subtitles.insert(all.subtitles.end(), open.begin(), open.end());
    std::stable_sort(all.subtitles.begin(), all.subtitles.end(), [](const Subtitle& a, const Subtitle& b) { return a.start_s < b.start_s; });
    return all;
}

}  // namespace

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

Status join_files(const VideoSettings& settings, std::span<const fs::path> parts, const std::string& chapters, const fs::path& work, const fs::path& out) {
    const fs::path list = work / "list.txt", metadata = chapters.empty() ? fs::path{} : work / "chapters.txt";
    std::string text;
    for (const fs::path& part : parts) text += concat_line(part);
    if (const Status written = write_text_file(list, text); !written) return written;
    if (!metadata.empty())
        if (const Status written = write_text_file(metadata, chapters); !written) return written;
    // ffmpeg knows the container by the ending, so the temporary name keeps it.
    const fs::path unfinished = out.parent_path() / (out.stem().string() + ".unfinished" + out.extension().string());
    const auto run = run_program("ffmpeg", join_arguments(settings, list, metadata, unfinished));
    std::error_code ec;
    if (!run || run->status != 0) {
        fs::remove(unfinished, ec);
        return run ? Error{"ffmpeg could not put the parts together: " + run->said, out} : run.error();
    }
    fs::rename(unfinished, out, ec);
    if (ec) return Error{"cannot name the finished file: " + ec.message(), out};
    return Done{};
}

std::string srt_text(std::span<const Subtitle> subtitles) {
    std::string text;
    for (std::size_t i = 0; i < subtitles.size(); ++i)
        text += fmt::format("{}\n{} --> {}\n{}\n\n", i + 1, clock_text(subtitles[i].start_s, ','), clock_text(subtitles[i].end_s, ','), subtitles[i].text);
    return text;
}

std::string vtt_text(std::span<const Subtitle> subtitles) {
    std::string text = "WEBVTT\n\n";
    for (const Subtitle& each : subtitles)
        text += fmt::format("{} --> {}\n{}\n\n", clock_text(each.start_s, '.'), clock_text(each.end_s, '.'), each.text);
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
