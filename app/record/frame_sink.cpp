#include "app/record/frame_sink.h"

#include <fmt/format.h>

#include "app/record/child_process.h"
#include "app/state/atomic_file.h"
#include "render/target/image_file.h"

namespace linchpin::app {
namespace fs = std::filesystem;
namespace {

/// The last line of what a program said, which for ffmpeg is the reason.
std::string last_line(std::string_view said) {
    while (!said.empty() && (said.back() == '\n' || said.back() == '\r')) said.remove_suffix(1);
    const std::size_t at = said.rfind('\n');
    std::string line{at == std::string_view::npos ? said : said.substr(at + 1)};
    return line.size() > 200 ? line.substr(0, 200) : line;
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
        std::error_code ec;
        fs::rename(unfinished_, part_, ec);
        if (ec) return Error{"cannot name the finished part: " + ec.message(), part_};
        finished_ = true;
        return Done{};
    }

private:
    [[nodiscard]] std::string reason() const {
        const std::string line = last_line(child_.said());
        return line.empty() ? "it said nothing about why" : line;
    }
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

Result<std::unique_ptr<FrameSink>> open_video_part(const VideoSettings& settings, const fs::path& part) {
    fs::path unfinished = part;
    unfinished += ".unfinished";
    auto child = ChildProcess::start("ffmpeg", part_arguments(settings, unfinished));
    if (!child) return child.error();
    return std::unique_ptr<FrameSink>{new VideoPart(std::move(*child), part, unfinished)};
}

std::unique_ptr<FrameSink> open_sequence(const VideoSettings& settings, const fs::path& out) { return std::make_unique<Sequence>(settings, out); }

fs::path sequence_file(const fs::path& out, std::int64_t number) {
    return out.parent_path() / fmt::format("{}-{:06d}{}", out.stem().string(), number, out.extension().string());
}

}  // namespace linchpin::app
