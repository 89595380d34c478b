#include "app/record/range_note.h"

#include <algorithm>
#include <fmt/format.h>

#include "app/cli/exit_status.h"
#include "app/record/child_process.h"
#include "app/record/sidecars.h"
#include "app/state/atomic_file.h"

namespace linchpin::app {
namespace fs = std::filesystem;
namespace {

constexpr int kNoteVersion = 1;

template <class Archive, class N> void visit_note(Archive& ar, N& n) {
    ar.text("project", n.identity.project_hash);
    ar.text("pack", n.identity.pack_hash);
    ar.text("settings", n.identity.settings);
    ar.text("program", n.identity.program);
    ar.text("drawn_by", n.identity.drawn_by);
    ar.text("codec", n.codec);
    ar.integer("width_px", n.width_px, 1, 16384);
    ar.integer("height_px", n.height_px, 1, 16384);
    ar.integer("fps", n.fps, 1, 1'000'000);
    ar.integer("fps_divisor", n.fps_divisor, 1, 100'000);
    ar.integer("crf", n.crf, -1, 63);
    const auto whole = [&ar](std::string_view key, auto& value) {
        int small = static_cast<int>(value);
        ar.integer(key, small, 0, 2'000'000'000);
        if constexpr (!std::is_const_v<std::remove_reference_t<decltype(value)>>) value = small;
    };
    whole("first", n.first);
    whole("end", n.end);
    whole("frames", n.frames);
    ar.text("chapters", n.chapters);
}

struct Range {
    fs::path file;
    RangeNote note;
};

Status check_ranges(const std::vector<Range>& ranges) {
    const RangeNote& first = ranges.front().note;
    for (const Range& range : ranges) {
        const JobIdentity& one = first.identity;
        const JobIdentity& other = range.note.identity;
        // Settings first: the project's text holds size and rate, and these say more.
        if (other.settings != one.settings)
            return Error{fmt::format("expected the settings of {} ({}), found {}", ranges.front().file.string(), one.settings, other.settings), range.file};
        if (other.project_hash != one.project_hash || range.note.frames != first.frames)
            return Error{"expected a range of the same project as " + ranges.front().file.string() + ", found one of another", range.file};
        if (other.pack_hash != one.pack_hash) return Error{"expected a range drawn from the same data pack as " + ranges.front().file.string() + ", found another pack", range.file};
        if (other.program != one.program)
            return Error{fmt::format("expected a range by the same version of Linchpin as {} ({}), found {}", ranges.front().file.string(), one.program, other.program), range.file};
        if (range.note.end <= range.note.first) return Error{fmt::format("expected a note of at least one frame, found frames {} to {}", range.note.first, range.note.end), range_note_file(range.file)};
    }
    for (std::size_t i = 1; i < ranges.size(); ++i) {
        const RangeNote& before = ranges[i - 1].note;
        const RangeNote& here = ranges[i].note;
        if (here.first > before.end)
            return Error{fmt::format("frames {} to {} are missing between {} and {}", before.end, here.first - 1, ranges[i - 1].file.string(), ranges[i].file.string())};
        if (here.first < before.end) return Error{fmt::format("frames {} to {} are in two ranges: {} and {}", here.first, before.end - 1, ranges[i - 1].file.string(), ranges[i].file.string())};
    }
    if (ranges.front().note.first != 0) return Error{fmt::format("frames 0 to {} are missing: no range begins with the first frame", ranges.front().note.first - 1)};
    const RangeNote& last = ranges.back().note;
    if (last.end != last.frames) return Error{fmt::format("frames {} to {} are missing: no range goes to the end", last.end, last.frames - 1)};
    return Done{};
}

Status join_hashes(const std::vector<Range>& ranges, const fs::path& out) {
    std::string text;
    for (const Range& range : ranges) {
        const Result<std::string> part = read_text_file(hashes_file(range.file), std::size_t{1} << 30);
        if (!part) return part.error();
        const std::size_t header = part->find('\n');
        text += text.empty() ? *part : part->substr(header == std::string::npos ? part->size() : header + 1);
    }
    return write_text_file(hashes_file(out), text);
}

}  // namespace

RangeNote make_range_note(const Project& project, const RecordJob& job, const JobIdentity& identity) {
    RangeNote note;
    note.identity = identity;
    note.codec = info_of(job.video.codec).id;
    note.width_px = job.video.width_px;
    note.height_px = job.video.height_px;
    note.fps = job.video.fps;
    note.fps_divisor = job.video.fps_divisor;
    note.crf = crf_of(job.video);
    note.first = job.first;
    note.end = job.end;
    note.frames = project.frame_count();
    note.chapters = chapters_text(project, 0, project.frame_count());
    return note;
}

fs::path range_note_file(const fs::path& out) {
    fs::path file = out;
    file += ".range.json";
    return file;
}

Status write_range_note(const fs::path& out, const RangeNote& note) {
    Json root = Json::object();
    root["version"] = kNoteVersion;
    JsonWriter writer{root};
    visit_note(writer, note);
    return write_text_file(range_note_file(out), json_text(root));
}

Result<RangeNote> read_range_note(const fs::path& out) {
    const fs::path file = range_note_file(out);
    const Result<std::string> text = read_text_file(file, 1u << 24);
    if (!text) return Error{"expected the note that `linchpin record --frames` writes beside a range, found none that can be read", file};
    const Result<OpenedJson> opened = open_versioned_json(*text, file, kNoteVersion, "range");
    if (!opened) return opened.error();
    RangeNote note;
    JsonReader reader{opened->root, opened->text, file};
    reader.know("version");
    visit_note(reader, note);
    if (reader.error()) return *reader.error();
    return note;
}

Result<std::vector<std::string>> join_ranges(const std::vector<fs::path>& parts, const fs::path& out, int& exit_status) {
    exit_status = kInputWrong;
    std::vector<Range> ranges;
    std::error_code ec;
    for (const fs::path& part : parts) {
        if (!fs::exists(part, ec)) return Error{"expected a rendered range, found no such file", part};
        if (fs::equivalent(part, out, ec)) return Error{"the result cannot replace one of its own parts", out};
        const Result<RangeNote> note = read_range_note(part);
        if (!note) return note.error();
        if (!fs::exists(hashes_file(part), ec)) return Error{"expected the hashes of the range's frames beside it, found no such file", hashes_file(part)};
        ranges.push_back({part, *note});
    }
    std::stable_sort(ranges.begin(), ranges.end(), [](const Range& a, const Range& b) { return a.note.first < b.note.first; });
    if (const Status fits = check_ranges(ranges); !fits) return fits.error();
    const Result<Codec> codec = codec_by_id(ranges.front().note.codec);
    if (!codec) return codec.error();
    if (!info_of(*codec).needs_ffmpeg) return Error{"a sequence of pictures needs no joining: its frames are numbered", ranges.front().file};
    if (*codec == Codec::Gif) return Error{"a GIF has one palette for the whole and cannot be joined from ranges; record the ranges as .mkv or .png", ranges.front().file};
    if (!fits_name(*codec, out))
        return Error{fmt::format("expected a name that ends in {} for {}, found \"{}\"", endings_of(*codec), info_of(*codec).name, out.filename().string()), out};
    exit_status = kMachineLacks;
    if (const Status found = check_program("ffmpeg"); !found) return found.error();
    const RangeNote& first = ranges.front().note;
    const VideoSettings settings{*codec, first.width_px, first.height_px, first.fps, first.fps_divisor, first.crf, false, {}};
    std::vector<PartFile> files;
    for (const Range& range : ranges) files.push_back({range.file, range.note.end - range.note.first});
    fs::path work = out;
    work += ".join";
    fs::create_directories(work, ec);
    const Status joined = join_files(settings, files, first.chapters, work, out, nullptr);
    for (const char* const name : {"list.txt", "chapters.txt"}) fs::remove(work / name, ec);
    fs::remove(work, ec);
    if (!joined) return joined.error();
    if (const Status hashes = join_hashes(ranges, out); !hashes) return hashes.error();
    fs::remove(range_note_file(out), ec);  // of a range that had this name before
    std::vector<std::string> warnings;
    for (const Range& range : ranges)
        if (range.note.identity.drawn_by != first.identity.drawn_by)
            warnings.push_back(fmt::format("{} was drawn by {}, {} by {}: the pictures may differ where they meet", ranges.front().file.string(), first.identity.drawn_by,
                                           range.file.string(), range.note.identity.drawn_by));
    return warnings;
}

}  // namespace linchpin::app
