#include "app/record/frame_sink.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <fmt/format.h>

#include "app/record/child_process.h"
#include "app/state/atomic_file.h"
#include "render/target/image_file.h"

namespace linchpin::app {
namespace fs = std::filesystem;
namespace {

/// On the disk before its name says that it is complete: a power cut must not leave a complete name on an empty file.
void flush_to_disk(const fs::path& file) {
    const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) return;
    (void)::fdatasync(fd);
    ::close(fd);
}

class VideoPart final : public FrameSink {
public:
    VideoPart(ChildProcess child, fs::path part, fs::path unfinished)
        : child_{std::move(child)}, part_{std::move(part)}, unfinished_{std::move(unfinished)} {}
    ~VideoPart() override {
        if (finished_) return;
        child_.kill();
        std::error_code ec;
        fs::remove(unfinished_, ec);
    }
    Status frame(std::int64_t number, std::span<const std::uint8_t> rgba) override {
        if (const Status status = child_.write(rgba); !status) {
            (void)child_.finish();
            return Error{fmt::format("ffmpeg ended at frame {}: {}", number, reason())};
        }
        return Done{};
    }
    Status finish() override {
        const int status = child_.finish();
        if (status != 0) return Error{fmt::format("ffmpeg could not finish {}: {}", part_.filename().string(), reason())};
        flush_to_disk(unfinished_);
        std::error_code ec;
        fs::rename(unfinished_, part_, ec);
        if (ec) return Error{"cannot name the finished part: " + ec.message(), part_};
        finished_ = true;
        return Done{};
    }

private:
    [[nodiscard]] std::string reason() const { return ffmpeg_reason(child_.said()); }
    ChildProcess child_;
    fs::path part_, unfinished_;
    bool finished_ = false;
};

class Sequence final : public FrameSink {
public:
    Sequence(VideoSettings settings, fs::path out) : settings_{std::move(settings)}, out_{std::move(out)} {}
    Status frame(std::int64_t number, std::span<const std::uint8_t> rgba) override {
        const fs::path file = sequence_file(out_, number);
        return settings_.codec == Codec::Exr ? write_exr(file, settings_.width_px, settings_.height_px, rgba)
                                             : render::write_png(file, settings_.width_px, settings_.height_px, rgba);
    }
    Status finish() override { return Done{}; }

private:
    VideoSettings settings_;
    fs::path out_;
};

}  // namespace

std::string ffmpeg_reason(std::string_view said) {
    // The first complaint is the cause; what follows it are its consequences. A full disk may be named by any of them.
    std::string first;
    while (!said.empty()) {
        const std::size_t at = said.find('\n');
        std::string line{said.substr(0, at)};
        said.remove_prefix(at == std::string_view::npos ? said.size() : at + 1);
        std::replace(line.begin(), line.end(), '\r', ' ');
        if (line.size() > 200) line.resize(200);
        if (line.find("No space left") != std::string::npos) return line;
        if (first.empty() && line.find_first_not_of(' ') != std::string::npos) first = line;
    }
    return first.empty() ? "it said nothing about why" : first;
}

Result<std::unique_ptr<FrameSink>> open_video_part(const VideoSettings& settings, const fs::path& part, const std::atomic<bool>* give_up) {
    fs::path unfinished = part;
    unfinished += ".unfinished";
    // The encoder of a run that was killed may still be writing there for a moment: to a file without a name it does no harm.
    std::error_code ec;
    fs::remove(unfinished, ec);
    auto child = ChildProcess::start("ffmpeg", part_arguments(settings, unfinished), give_up);
    if (!child) return child.error();
    return std::unique_ptr<FrameSink>{new VideoPart(std::move(*child), part, unfinished)};
}

std::unique_ptr<FrameSink> open_sequence(const VideoSettings& settings, const fs::path& out) { return std::make_unique<Sequence>(settings, out); }

fs::path sequence_file(const fs::path& out, std::int64_t number) {
    return out.parent_path() / fmt::format("{}-{:06d}{}", out.stem().string(), number, out.extension().string());
}

}  // namespace linchpin::app
