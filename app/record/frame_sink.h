#pragma once
// Where finished frames go.
#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "app/record/video_format.h"
#include "data/core/result.h"

namespace linchpin::app {

/// Takes the frames of one part in order. What it makes is complete after finish(), and not there before.
class FrameSink {
public:
    virtual ~FrameSink() = default;
    /// @param rgba  straight alpha, top row first
    [[nodiscard]] virtual Status frame(std::int64_t number, std::span<const std::uint8_t> rgba) = 0;
    [[nodiscard]] virtual Status finish() = 0;
};

/// A video part by ffmpeg, renamed to `part` when complete; removed when it is given up.
/// @param give_up  when it becomes true, an encoder that takes no more frames is not waited for; may be null
[[nodiscard]] Result<std::unique_ptr<FrameSink>> open_video_part(const VideoSettings& settings, const std::filesystem::path& part,
                                                                 const std::atomic<bool>* give_up = nullptr);

/// The line of ffmpeg's messages that says most about why it ended.
[[nodiscard]] std::string ffmpeg_reason(std::string_view said);

/// One picture file a frame: name.png becomes name-000123.png. Each is there whole or not at all.
[[nodiscard]] std::unique_ptr<FrameSink> open_sequence(const VideoSettings& settings, const std::filesystem::path& out);
/// The file of one frame of a sequence.
[[nodiscard]] std::filesystem::path sequence_file(const std::filesystem::path& out, std::int64_t number);

/// Half-float linear light, premultiplied, ZIP-compressed scan lines, as compositing programs expect; chromaticities of BT.709.
/// @param rgba  sRGB-encoded, straight alpha
[[nodiscard]] Status write_exr(const std::filesystem::path& file, int width_px, int height_px, std::span<const std::uint8_t> rgba);
/// The same from linear premultiplied RGBA.
[[nodiscard]] Status write_exr_light(const std::filesystem::path& file, int width_px, int height_px, std::span<const float> light);

}  // namespace linchpin::app
