#include "app/ui/record_dialog.h"

#include <imgui_stdlib.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

#include "app/ui/draw_parts.h"
#include "app/ui/sheets.h"
#include "app/ui/text_field.h"
#include "app/ui/timeline_desk.h"
#include "data/core/format.h"

namespace linchpin::app {
namespace {

struct SizePreset { const char* name; int width_px, height_px; };
constexpr std::array kSizes{SizePreset{"1280 \u00d7 720", 1280, 720},           SizePreset{"1920 \u00d7 1080, full HD", 1920, 1080}, SizePreset{"3840 \u00d7 2160, 4K", 3840, 2160},
                            SizePreset{"7680 \u00d7 4320, 8K", 7680, 4320},     SizePreset{"1080 \u00d7 1080, square", 1080, 1080},  SizePreset{"1080 \u00d7 1350, 4:5", 1080, 1350},
                            SizePreset{"1080 \u00d7 1920, 9:16", 1080, 1920},   SizePreset{"1440 \u00d7 1080, 4:3", 1440, 1080},     SizePreset{"2560 \u00d7 1080, 21:9", 2560, 1080}};
struct RatePreset { const char* name; int fps, divisor; };
constexpr std::array kRates{RatePreset{"The project's", 0, 1}, RatePreset{"15", 15, 1}, RatePreset{"24", 24, 1},       RatePreset{"25", 25, 1},
                            RatePreset{"29.97", 30000, 1001}, RatePreset{"30", 30, 1}, RatePreset{"50", 50, 1}, RatePreset{"60", 60, 1}};

Project at_rate(Project project, const RecordDialog& d) {
    if (d.fps > 0) project.fps = d.fps, project.fps_divisor = d.fps_divisor;
    return project;
}

std::string bytes_text(double bytes) {
    if (bytes >= 1e9) return fmt::format("{:.1f} GB", bytes / 1e9);
    if (bytes >= 1e6) return fmt::format("{:.0f} MB", bytes / 1e6);
    return fmt::format("{:.0f} kB", std::max(1.0, bytes / 1e3));
}

/// Two columns: a label above its control.
class Columns {
public:
    explicit Columns(PanelContext& c) : c_{c}, width_{(ImGui::GetContentRegionAvail().x - c.px(24)) / 2} {}
    template <class Draw> void cell(std::string_view label, Draw&& draw) {
        const bool second = index_++ % 2 == 1;
        if (second) ImGui::SameLine(0, c_.px(24));
        ImGui::BeginGroup();
        ImGui::PushID(index_);
        if (ImGui::BeginChild("##cell", {width_, 0}, ImGuiChildFlags_AutoResizeY, ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoScrollWithMouse)) {
            if (!label.empty()) caption(c_, label);
            draw();
        }
        ImGui::EndChild();
        ImGui::PopID();
        ImGui::EndGroup();
    }

private:
    PanelContext& c_;
    float width_;
    int index_ = 0;
};

bool whole_field(PanelContext& c, std::string_view probe, int& value, int low, int high, float width) {
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2{c.px(10), (c.px(34) - c.fonts.body->FontSize) / 2});
    ImGui::SetNextItemWidth(width);
    // What is typed counts when the field is left, which is a later frame than the one in which it was typed: it is kept until then.
    const std::string name = "##" + std::string{probe};
    int* const typing = ImGui::GetStateStorage()->GetIntRef(ImGui::GetID(name.c_str()), value);
    int typed = value;
    if (ImGui::InputInt(name.c_str(), &typed, 0, 0)) *typing = typed;
    const bool done = ImGui::IsItemDeactivatedAfterEdit();
    ImGui::PopStyleVar();
    c.probe.mark_item(probe);
    if (!done) return false;
    value = std::clamp(*typing, low, high);
    return true;
}

void size_cell(PanelContext& c, RecordDialog& d) {
    std::vector<std::string> names;
    int chosen = static_cast<int>(kSizes.size());
    for (std::size_t i = 0; i < kSizes.size(); ++i) {
        names.emplace_back(kSizes[i].name);
        if (kSizes[i].width_px == d.width_px && kSizes[i].height_px == d.height_px) chosen = static_cast<int>(i);
    }
    names.push_back(fmt::format("Own: {} \u00d7 {}", d.width_px, d.height_px));
    if (chooser(c, "record/size", names, {}, chosen) && chosen < static_cast<int>(kSizes.size())) {
        d.width_px = kSizes[static_cast<std::size_t>(chosen)].width_px;
        d.height_px = kSizes[static_cast<std::size_t>(chosen)].height_px;
    }
    const float half = (ImGui::GetContentRegionAvail().x - c.px(8)) / 2;
    (void)whole_field(c, "record/width", d.width_px, 16, 16384, half);
    ImGui::SameLine(0, c.px(8));
    (void)whole_field(c, "record/height", d.height_px, 16, 16384, half);
}

void rate_cell(PanelContext& c, RecordDialog& d, const Project& project) {
    std::vector<std::string> names;
    int chosen = 0;
    for (std::size_t i = 0; i < kRates.size(); ++i) {
        names.emplace_back(i == 0 ? fmt::format("{:.4g}, the project\u2019s", project.frames_per_s()) : kRates[i].name);
        if (kRates[i].fps == d.fps && kRates[i].divisor == d.fps_divisor) chosen = static_cast<int>(i);
    }
    if (chooser(c, "record/fps", names, {}, chosen)) {
        d.fps = kRates[static_cast<std::size_t>(chosen)].fps;
        d.fps_divisor = kRates[static_cast<std::size_t>(chosen)].divisor;
        d.first = 0;
        d.end = -1;
    }
}

void range_cell(PanelContext& c, RecordDialog& d, const Project& project) {
    const auto count = static_cast<int>(std::min<std::int64_t>(at_rate(project, d).frame_count(), 1 << 30));
    int first = static_cast<int>(d.first), last = static_cast<int>(d.end < 0 ? count : d.end) - 1;
    const float half = (ImGui::GetContentRegionAvail().x - c.px(8)) / 2;
    if (whole_field(c, "record/first", first, 0, count - 1, half)) d.first = first;
    ImGui::SameLine(0, c.px(8));
    if (whole_field(c, "record/last", last, first, count - 1, half)) d.end = last + 1 >= count ? -1 : last + 1;
    if (d.end >= 0) d.end = std::max(d.end, d.first + 1);
}

void format_cell(PanelContext& c, RecordDialog& d) {
    std::vector<std::string> names, notes;
    int chosen = 0;
    for (const CodecInfo& info : codecs()) {
        if (info.codec == d.codec) chosen = static_cast<int>(names.size());
        names.emplace_back(info.name);
        notes.push_back((info.needs_ffmpeg ? "one file, " : "one file a frame, ") + endings_of(info.codec) + (info.alpha ? ", can be transparent" : ""));
    }
    if (!chooser(c, "record/format", names, notes, chosen)) return;
    d.codec = codecs()[static_cast<std::size_t>(chosen)].codec;
    d.crf = -1;
    if (!info_of(d.codec).alpha) d.transparent = false;
    if (info_of(d.codec).needs_ffmpeg) d.passes = false;
    if (!fits_name(d.codec, d.out)) {  // the name follows the format
        const std::size_t dot = d.out.rfind('.');
        d.out = d.out.substr(0, dot != std::string::npos && d.out.find('/', dot) == std::string::npos ? dot : d.out.size()) + "." + std::string{info_of(d.codec).extensions.front()};
    }
}

void quality_cell(PanelContext& c, RecordDialog& d) {
    const CodecInfo& info = info_of(d.codec);
    if (info.default_crf < 0) return text_wrapped(c.fonts.body, c.colours().text_dim, "This format has no quality number.");
    const int crf = d.crf < 0 ? info.default_crf : d.crf;
    float t = 1.0f - static_cast<float>(crf) / static_cast<float>(info.max_crf);
    if (slider(c, "record/quality", "Quality", fmt::format("CRF {}", crf), t)) d.crf = static_cast<int>(std::lround((1.0f - t) * static_cast<float>(info.max_crf)));
    explain(c, "Quality", "The encoder's constant rate factor: lower numbers are better and larger.");
}

void times_cell(PanelContext& c, std::string_view probe, std::string_view name, const std::vector<std::pair<std::string, int>>& choices, int& value) {
    caption(c, name);
    std::vector<std::string> names;
    int chosen = 0;
    for (std::size_t i = 0; i < choices.size(); ++i) {
        names.push_back(choices[i].first);
        if (choices[i].second == value) chosen = static_cast<int>(i);
    }
    if (segments(c, probe, names, chosen)) value = choices[static_cast<std::size_t>(chosen)].second;
}

void preview(PanelContext& c, RecordDialog& d) {
    const float width = ImGui::GetContentRegionAvail().x, high = c.px(150);
    const ThemeColours& k = c.colours();
    const bool fresh = d.preview != ImTextureID{} && d.measured_as == d.frame_settings();
    if (fresh) {
        const float scale = std::min(width / static_cast<float>(d.preview_width_px), high / static_cast<float>(d.preview_height_px));
        const ImVec2 size{static_cast<float>(d.preview_width_px) * scale, static_cast<float>(d.preview_height_px) * scale};
        const ImVec2 at = ImGui::GetCursorScreenPos();
        ImGui::GetWindowDrawList()->AddImageRounded(d.preview, at, {at.x + size.x, at.y + size.y}, {0, 0}, {1, 1}, IM_COL32_WHITE, c.px(8));
        ImGui::Dummy(size);
        c.probe.mark_item("record/picture");
    } else {
        if (text_button(c, "record/preview", "Preview this frame")) c.ask(Action::RecordPreview);
        text_wrapped(c.fonts.small, k.text_dim, "Draws the frame at the playhead as it will be recorded, and measures how long that takes.");
    }
}

std::string estimate(const RecordDialog& d, const Project& project) {
    const double frames = static_cast<double>(d.frames(project));
    std::string words = fmt::format("{} frames, {}", format_count(static_cast<std::int64_t>(frames)), duration_text(frames / at_rate(project, d).frames_per_s()));
    words += fmt::format(" \u00b7 about {}", bytes_text(estimated_bytes(d.video(project), d.frames(project))));
    if (d.frame_s > 0.0 && d.measured_as == d.frame_settings()) words += fmt::format(" \u00b7 about {} to record", duration_text(frames * d.frame_s * d.motion_blur * 1.15));
    return words;
}

void settings(PanelContext& c, RecordDialog& d, const Project& project) {
    Columns columns{c};
    columns.cell("Size", [&] { size_cell(c, d); });
    columns.cell("Format", [&] {
        format_cell(c, d);
        quality_cell(c, d);
    });
    columns.cell("Frames a second", [&] { rate_cell(c, d, project); });
    columns.cell("First and last frame", [&] { range_cell(c, d, project); });
    columns.cell("", [&] { times_cell(c, "record/supersample", "Supersampling", {{"1\u00d7", 1}, {"2\u00d7", 2}, {"3\u00d7", 3}, {"4\u00d7", 4}}, d.supersample); });
    columns.cell("", [&] { times_cell(c, "record/blur", "Motion blur, pictures a frame", {{"Off", 1}, {"4", 4}, {"8", 8}, {"16", 16}}, d.motion_blur); });
    columns.cell("", [&] {
        (void)switch_row(c, "record/sidecars", "Subtitles, chapters, numbers, camera path", d.sidecars);
        if (info_of(d.codec).alpha) (void)switch_row(c, "record/transparent", "Transparent background", d.transparent);
        if (!info_of(d.codec).needs_ffmpeg) (void)switch_row(c, "record/passes", "Each layer as pictures of its own too", d.passes);
        if (d.parts_there) (void)switch_row(c, "record/resume", "Go on where the last run ended", d.resume);
    });
    columns.cell("", [&] { preview(c, d); });
    gap(c, 4);
    caption(c, "File");
    (void)text_field(c, "record/out", "/home/me/video.mp4", d.out);
    if (d.file_there) text_wrapped(c.fonts.small, c.colours().warning, "There is such a file; it is replaced when the recording is complete.");
    if (info_of(d.codec).needs_ffmpeg) {
        caption(c, "More arguments for ffmpeg");
        (void)text_field(c, "record/ffmpeg", "-preset slow", d.ffmpeg_arguments);
        std::string line = "ffmpeg";
        for (const std::string& argument : part_arguments(d.video(project), "PART" + std::string{part_ending(d.codec)})) line += " " + argument;
        text_wrapped(c.fonts.small, c.colours().text_dim, line);
        c.probe.say("record/ffmpeg-line", line);
    }
}

void progress(PanelContext& c, RecordDialog& d) {
    const ThemeColours& k = c.colours();
    const float share = d.total > 0 ? static_cast<float>(d.done) / static_cast<float>(d.total) : 0.0f;
    std::string words = d.total == 0 ? std::string{"Starting"} : fmt::format("Frame {} of {}, {:.0f} %", format_count(d.done), format_count(d.total), share * 100.0f);
    if (d.paused) words += " \u00b7 paused";
    else if (d.done > 0) words += fmt::format(" \u00b7 {} left", duration_text(d.left_s));
    text(c.fonts.strong, k.text, words);
    c.probe.say("record/progress", words);
    progress_bar(c, share);
    gap(c, 8);
    text_wrapped(c.fonts.small, k.text_dim, d.out);
    text_wrapped(c.fonts.small, k.text_dim, "The window stays free: close this sheet and go on; the recording has its own copy of the project. Cancelled, it keeps what is complete, to go on from.");
    gap(c, 8);
    if (text_button(c, "record/pause", d.paused ? "Go on" : "Pause")) c.ask(Action::RecordPause);
    ImGui::SameLine(0, c.px(8));
    if (text_button(c, "record/cancel", "Cancel")) c.ask(Action::RecordCancel);
}

}  // namespace

std::string duration_text(double s) {
    const auto whole = static_cast<long>(std::max(0.0, s) + 0.5);
    return whole >= 3600 ? fmt::format("{}:{:02d}:{:02d} h", whole / 3600, whole / 60 % 60, whole % 60) : whole >= 60 ? fmt::format("{}:{:02d} min", whole / 60, whole % 60) : fmt::format("{} s", whole);
}

VideoSettings RecordDialog::video(const Project& project) const {
    const Project p = at_rate(project, *this);
    std::vector<std::string> more;
    for (std::size_t at = 0; at < ffmpeg_arguments.size();) {
        const std::size_t stop = std::min(ffmpeg_arguments.find(' ', at), ffmpeg_arguments.size());
        if (stop > at) more.push_back(ffmpeg_arguments.substr(at, stop - at));
        at = stop + 1;
    }
    return {codec, width_px, height_px, p.fps, p.fps_divisor, crf, transparent, more};
}

std::int64_t RecordDialog::frames(const Project& project) const {
    const std::int64_t count = at_rate(project, *this).frame_count();
    return std::max<std::int64_t>(1, (end < 0 ? count : std::min(end, count)) - std::min(first, count - 1));
}

std::vector<std::string> RecordDialog::arguments(const Project& project, const std::string& project_file) const {
    std::vector<std::string> a{"record", project_file, "--out", out, "--size", fmt::format("{}x{}", width_px, height_px), "--codec", std::string{info_of(codec).id}, "--progress"};
    const auto add = [&a](const char* name, const std::string& value) {
        a.emplace_back(name);
        a.push_back(value);
    };
    if (fps > 0) add("--fps", fmt::format("{}/{}", fps, fps_divisor));
    if (frames(project) < at_rate(project, *this).frame_count()) add("--frames", fmt::format("{}:{}", first, first + frames(project)));
    if (crf >= 0) add("--crf", std::to_string(crf));
    if (supersample > 1) add("--supersample", std::to_string(supersample));
    if (motion_blur > 1) add("--motion-blur", std::to_string(motion_blur));
    if (!ffmpeg_arguments.empty() && info_of(codec).needs_ffmpeg) a.push_back("--ffmpeg-args=" + ffmpeg_arguments);
    if (transparent) a.emplace_back("--transparent");
    if (passes) a.emplace_back("--passes");
    if (sidecars) a.emplace_back("--sidecars");
    if (resume && parts_there) a.emplace_back("--resume");
    return a;
}

std::string RecordDialog::refusal(const Project& project) const {
    const CodecInfo& info = info_of(codec);
    if (out.empty()) return "Choose a file to write.";
    if (!fits_name(codec, out)) return "Expected a name that ends in " + endings_of(codec) + " for " + std::string{info.name} + ".";
    if (info.needs_ffmpeg && !ffmpeg_there) return "The program ffmpeg was not found in PATH; install it, or record PNG or EXR pictures.";
    const Project p = at_rate(project, *this);
    if (codec == Codec::Gif && p.fps > 50 * p.fps_divisor) return "A GIF shows at most 50 frames a second: choose fewer.";
    if (passes && std::int64_t{width_px} * height_px > kMostPassPixels) return "Layers are written for frames of up to 4096 \u00d7 2304: choose a smaller size, or leave the layers out.";
    return {};
}

std::string RecordDialog::frame_settings() const { return fmt::format("{}x{} {} {}", width_px, height_px, supersample, transparent); }

void draw_record_sheet(PanelContext& c) {
    begin_sheet(c, "Record a video", {680.0f, 680.0f});
    if (c.recording == nullptr || c.timeline == nullptr || !c.timeline->open()) {
        text_wrapped(c.fonts.body, c.colours().text_dim, "Open a project first (Ctrl+O), or make one with T.");
        return end_sheet(c);
    }
    RecordDialog& d = *c.recording;
    const Project& project = c.timeline->project();
    if (d.running) {
        progress(c, d);
        return end_sheet(c);
    }
    settings(c, d, project);
    gap(c, 8);
    const std::string line = estimate(d, project);
    text_wrapped(c.fonts.body, c.colours().text, line);
    c.probe.say("record/estimate", line);
    const std::string refused = d.refusal(project);
    if (!refused.empty() || !d.problem.empty()) text_wrapped(c.fonts.small, c.colours().warning, refused.empty() ? d.problem : refused);
    c.probe.say("record/problem", refused.empty() ? d.problem : refused);
    gap(c, 4);
    if (text_button(c, "record/start", "Record", true) && refused.empty()) c.ask(Action::RecordStart);
    end_sheet(c);
}

}  // namespace linchpin::app
