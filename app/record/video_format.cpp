#include "app/record/video_format.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <fmt/format.h>

#include "data/core/nearest.h"

namespace linchpin::app {
namespace {

constexpr std::array<std::string_view, 3> kMp4{"mp4", "mov", "mkv"};
constexpr std::array<std::string_view, 2> kWebm{"webm", "mkv"};
constexpr std::array<std::string_view, 3> kAv1{"mp4", "webm", "mkv"};
constexpr std::array<std::string_view, 2> kMov{"mov", "mkv"};
constexpr std::array<std::string_view, 1> kGif{"gif"};
constexpr std::array<std::string_view, 1> kPng{"png"};
constexpr std::array<std::string_view, 1> kExr{"exr"};

constexpr std::array<CodecInfo, 8> kCodecs{{
    {Codec::H264, "h264", "H.264", kMp4, 18, 51, false, true},
    {Codec::H265, "h265", "H.265", kMp4, 20, 51, false, true},
    {Codec::Vp9, "vp9", "VP9", kWebm, 24, 63, false, true},
    {Codec::Av1, "av1", "AV1", kAv1, 26, 63, false, true},
    {Codec::ProRes4444, "prores", "ProRes 4444", kMov, -1, 0, true, true},
    {Codec::Gif, "gif", "GIF", kGif, -1, 0, false, true},
    {Codec::Png, "png", "PNG sequence", kPng, -1, 0, true, false},
    {Codec::Exr, "exr", "OpenEXR sequence", kExr, -1, 0, true, false},
}};

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

/// Ticks a second of a clock in which every frame begins on a tick.
std::string clock_rate(const VideoSettings& s) { return std::to_string(s.fps < 1000 ? s.fps * 1000 : s.fps); }

std::string rate(const VideoSettings& s) { return s.fps_divisor == 1 ? std::to_string(s.fps) : fmt::format("{}/{}", s.fps, s.fps_divisor); }

/// Codecs with half-resolution colour need even sides: the odd row or column is repeated.
std::string to_even(const VideoSettings& s) {
    if (s.width_px % 2 == 0 && s.height_px % 2 == 0) return {};
    return fmt::format("pad={}:{}:0:0,fillborders=right={}:bottom={}:mode=smear,", s.width_px + s.width_px % 2, s.height_px + s.height_px % 2,
                       s.width_px % 2, s.height_px % 2);
}

/// sRGB pictures as BT.709 video of limited range, and tagged so.
std::string to_bt709(const VideoSettings& s, std::string_view pixel_format) {
    // Some encoders believe the frames rather than the options: both say it.
    return fmt::format("{}scale=in_range=pc:out_range=tv:out_color_matrix=bt709:flags=accurate_rnd+full_chroma_int,format={},"
                       "setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709",
                       s.codec == Codec::ProRes4444 ? "" : to_even(s), pixel_format);
}

void add(std::vector<std::string>& to, std::initializer_list<std::string> more) { to.insert(to.end(), more); }

void add_colour_tags(std::vector<std::string>& to) {
    add(to, {"-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv"});
}

void add_codec(const VideoSettings& s, std::vector<std::string>& to) {
    const std::string crf = std::to_string(crf_of(s));
    switch (s.codec) {
        // Two threads wherever it runs: x264's output depends on how many there are.
        case Codec::H264: add(to, {"-vf", to_bt709(s, "yuv420p"), "-c:v", "libx264", "-preset", "medium", "-crf", crf, "-threads", "2"}); break;
        case Codec::H265:
            add(to, {"-vf", to_bt709(s, "yuv420p"), "-c:v", "libx265", "-preset", "medium", "-crf", crf, "-tag:v", "hvc1", "-x265-params",
                     "pools=2:frame-threads=1:log-level=error:colorprim=bt709:transfer=bt709:colormatrix=bt709:range=limited"});
            break;
        case Codec::Vp9:
            add(to, {"-vf", to_bt709(s, "yuv420p"), "-c:v", "libvpx-vp9", "-crf", crf, "-b:v", "0", "-deadline", "good", "-cpu-used", "3", "-row-mt", "1", "-threads", "2"});
            break;
        case Codec::Av1: add(to, {"-vf", to_bt709(s, "yuv420p"), "-c:v", "libsvtav1", "-preset", "8", "-crf", crf}); break;
        case Codec::ProRes4444:
            add(to, {"-vf", to_bt709(s, s.alpha ? "yuva444p10le" : "yuv444p10le"), "-c:v", "prores_ks", "-profile:v", "4444", "-alpha_bits", s.alpha ? "16" : "0", "-vendor", "apl0"});
            break;
        case Codec::Gif: add(to, {"-c:v", "ffv1", "-pix_fmt", "bgra"}); return;
        case Codec::Png:
        case Codec::Exr: return;
    }
    add_colour_tags(to);
}

}  // namespace

int crf_of(const VideoSettings& s) noexcept { return s.crf >= 0 ? s.crf : info_of(s.codec).default_crf; }

std::span<const CodecInfo> codecs() noexcept { return kCodecs; }

const CodecInfo& info_of(Codec codec) noexcept {
    return *std::find_if(kCodecs.begin(), kCodecs.end(), [&](const CodecInfo& info) { return info.codec == codec; });
}

Result<Codec> codec_by_id(std::string_view id) {
    std::vector<std::string> ids;
    for (const CodecInfo& info : kCodecs) {
        if (info.id == id) return info.codec;
        ids.emplace_back(info.id);
    }
    return Error{unknown_word("codec", id, ids)};
}

Result<Codec> codec_for(const std::filesystem::path& out) {
    const std::string extension = lower(out.extension().string());
    std::string all;
    for (const CodecInfo& info : kCodecs) {
        for (const std::string_view each : info.extensions) {
            if (extension == "." + std::string{each}) return info.codec;
            if (all.find("." + std::string{each}) == std::string::npos) all += (all.empty() ? "." : ", .") + std::string{each};
        }
    }
    return Error{fmt::format("expected a name that ends in {}, found \"{}\"", all, out.filename().string())};
}

bool fits_name(Codec codec, const std::filesystem::path& out) {
    const std::string ending = lower(out.extension().string());
    const auto& endings = info_of(codec).extensions;
    return std::any_of(endings.begin(), endings.end(), [&](std::string_view each) { return ending == "." + std::string{each}; });
}

std::string endings_of(Codec codec) {
    std::string all;
    for (const std::string_view each : info_of(codec).extensions) all += (all.empty() ? "." : ", .") + std::string{each};
    return all;
}

std::vector<std::string> part_arguments(const VideoSettings& s, const std::filesystem::path& part) {
    std::vector<std::string> all{"-hide_banner", "-loglevel", "error", "-y", "-f", "rawvideo", "-pixel_format", "rgba", "-video_size",
                                 fmt::format("{}x{}", s.width_px, s.height_px), "-framerate", rate(s), "-i", "pipe:0", "-an"};
    add_codec(s, all);
    all.insert(all.end(), s.extra_arguments.begin(), s.extra_arguments.end());
    // The same bytes whenever and wherever it is encoded.
    add(all, {"-fflags", "+bitexact", "-flags:v", "+bitexact", "-map_metadata", "-1"});
    if (s.codec == Codec::Gif) add(all, {"-f", "matroska"});
    else add(all, {"-f", s.codec == Codec::ProRes4444 ? "mov" : "mp4", "-video_track_timescale", clock_rate(s)});
    all.push_back(part.string());
    return all;
}

std::string_view part_ending(Codec codec) noexcept { return codec == Codec::Gif ? ".mkv" : codec == Codec::ProRes4444 ? ".mov" : ".mp4"; }

std::vector<std::string> palette_arguments(const std::filesystem::path& list, const std::filesystem::path& palette) {
    return {"-hide_banner", "-loglevel", "error", "-y", "-f", "concat", "-safe", "0", "-i", list.string(), "-vf", "palettegen=stats_mode=full", "-f", "image2", "-update", "1",
            palette.string()};
}

std::vector<std::string> join_arguments(const VideoSettings& s, const std::filesystem::path& list, const std::filesystem::path& metadata,
                                        const std::filesystem::path& out) {
    std::vector<std::string> all{"-hide_banner", "-loglevel", "error", "-y", "-f", "concat", "-safe", "0", "-i", list.string()};
    if (s.codec == Codec::Gif) {
        // The frame's number, not the parts' clock of milliseconds, says when a frame is due.
        add(all, {"-i", metadata.string(), "-filter_complex", fmt::format("[0:v]setpts=N*{}/{}/TB[v];[v][1:v]paletteuse=dither=sierra2_4a[out]", s.fps_divisor, s.fps), "-map",
                  "[out]", "-loop", "0", "-fflags", "+bitexact", out.string()});
        return all;
    }
    if (!metadata.empty()) add(all, {"-f", "ffmetadata", "-i", metadata.string()});
    add(all, {"-map", "0:v"});
    if (!metadata.empty()) add(all, {"-map_metadata", "1", "-map_chapters", "1"});
    add(all, {"-c", "copy"});
    const std::string extension = lower(out.extension().string());
    // The index before the pictures, so that a browser can begin at once; time scale without rounding of the frame rate.
    // No bit rate in the file: the one written would be that of the first part, and depend on how the frames were shared out.
    if (extension == ".mp4" || extension == ".mov") add(all, {"-movflags", "+faststart", "-write_btrt", "0", "-video_track_timescale", clock_rate(s)});
    if (s.codec == Codec::H265 && (extension == ".mp4" || extension == ".mov")) add(all, {"-tag:v", "hvc1"});
    add(all, {"-fflags", "+bitexact", out.string()});
    return all;
}

double estimated_bytes(const VideoSettings& s, std::int64_t frames) {
    const double pixels = static_cast<double>(s.width_px) * s.height_px * static_cast<double>(frames);
    switch (s.codec) {
        case Codec::H264: return pixels * 0.020 * std::pow(2.0, (18 - crf_of(s)) / 6.0);
        case Codec::H265: return pixels * 0.014 * std::pow(2.0, (20 - crf_of(s)) / 6.0);
        case Codec::Vp9: return pixels * 0.014 * std::pow(2.0, (24 - crf_of(s)) / 8.0);
        case Codec::Av1: return pixels * 0.012 * std::pow(2.0, (26 - crf_of(s)) / 8.0);
        case Codec::ProRes4444: return pixels * 0.55;
        case Codec::Gif: return pixels * 0.35;
        case Codec::Png: return pixels * 0.9;
        case Codec::Exr: return pixels * 3.5;
    }
    return 0.0;
}

}  // namespace linchpin::app
