#pragma once
// What can be recorded, and the ffmpeg arguments for it.
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "data/core/result.h"

namespace linchpin::app {

enum class Codec { H264, H265, Vp9, Av1, ProRes4444, Gif, Png, Exr };

struct CodecInfo {
    Codec codec;
    std::string_view id;                           ///< on the command line
    std::string_view name;                         ///< on screen
    std::span<const std::string_view> extensions;  ///< of the file, the default first; without the point
    int default_crf = -1;                          ///< -1 = has no quality number
    int max_crf = 0;
    bool alpha = false;                            ///< keeps a transparent background
    bool needs_ffmpeg = true;
};
[[nodiscard]] std::span<const CodecInfo> codecs() noexcept;
[[nodiscard]] const CodecInfo& info_of(Codec codec) noexcept;
/// By id ("h264"). An error names the nearest.
[[nodiscard]] Result<Codec> codec_by_id(std::string_view id);
/// The codec that a file's name stands for; H264 for .mp4. An error lists what is possible.
[[nodiscard]] Result<Codec> codec_for(const std::filesystem::path& out);

struct VideoSettings {
    Codec codec = Codec::H264;
    int width_px = 1920, height_px = 1080;
    int fps = 30, fps_divisor = 1;
    int crf = -1;                               ///< -1 = the codec's own
    bool alpha = false;
    std::vector<std::string> extra_arguments;   ///< the user's own, after ours: they win
};

/// Most pixels of a frame whose layers are written too: the sums of a dozen layers of float light are kept in memory.
inline constexpr std::int64_t kMostPassPixels = std::int64_t{4096} * 2304;

/// The quality number that is used; -1 = there is none.
[[nodiscard]] int crf_of(const VideoSettings& settings) noexcept;
/// Does a codec go into files of this name? Capital letters do not matter.
[[nodiscard]] bool fits_name(Codec codec, const std::filesystem::path& out);
/// ".mp4, .mov, .mkv" of a codec.
[[nodiscard]] std::string endings_of(Codec codec);

/// Encodes RGBA frames from standard input into a part, which holds the final codec's frames, so that parts are joined without
/// encoding again. Parts are MP4 or MOV, whose clock counts in whole steps of the frame rate; Matroska counts in milliseconds, and
/// frames at 1/30 s would stand unevenly. GIF: lossless parts, since its palette is chosen over the whole.
[[nodiscard]] std::vector<std::string> part_arguments(const VideoSettings& settings, const std::filesystem::path& part);
[[nodiscard]] std::string_view part_ending(Codec codec) noexcept;
/// GIF: chooses the palette of all frames in a list. A run of its own: in one run, ffmpeg would hold all frames in memory.
[[nodiscard]] std::vector<std::string> palette_arguments(const std::filesystem::path& list, const std::filesystem::path& palette);
/// Joins parts that are listed in a concat list into the final file. @param metadata  an ffmetadata file with chapters; may be empty.
/// For a GIF its palette
[[nodiscard]] std::vector<std::string> join_arguments(const VideoSettings& settings, const std::filesystem::path& list,
                                                      const std::filesystem::path& metadata, const std::filesystem::path& out);
/// An estimate for the dialog, from bits a pixel and frame that such pictures take; not a promise.
[[nodiscard]] double estimated_bytes(const VideoSettings& settings, std::int64_t frames);

}  // namespace linchpin::app
