#include "app/record/pass_sequence.h"

#include <algorithm>
#include <string>

#include "app/record/frame_sink.h"
#include "app/state/atomic_file.h"
#include "app/state/json_archive.h"
#include "app/window/picture_passes.h"
#include "render/target/png_writer.h"

namespace linchpin::app {
namespace fs = std::filesystem;
namespace {

constexpr int kTile_px = 2048;

Status write_png16(const fs::path& file, PixelSize size, std::span<const float> light) {
    Result<render::PngWriter> writer = render::PngWriter::create(file, size.width_px, size.height_px, render::PngPixels::Rgba16);
    if (!writer) return writer.error();
    std::vector<std::uint8_t> rows;
    straight_rgba16(light, rows);
    if (const Status added = writer->add_rows(rows); !added) return added;
    return writer->finish();
}

}  // namespace

fs::path pass_file(const fs::path& out, std::string_view layer, std::int64_t frame) {
    fs::path named = out;
    named.replace_filename(out.stem().string() + "." + std::string{layer} + out.extension().string());
    return sequence_file(named, frame);
}

bool passes_there(const RecordJob& job, std::int64_t frame) {
    std::error_code failed;
    const auto layers = layer_passes(job.transparent);
    return std::all_of(layers.begin(), layers.end(), [&](const LayerPass& layer) { return fs::exists(pass_file(job.out, layer.name, frame), failed); });
}

Status write_pass_list(const RecordJob& job) {
    Json order = Json::array();
    for (const LayerPass& layer : layer_passes(job.transparent))
        order.push_back({{"layer", layer.name}, {"files", pass_file(job.out, layer.name, 0).filename().string()}, {"blend", "over"}});
    Json root;
    root["version"] = 1;
    root["first_frame"] = job.first;
    root["frames"] = job.end - job.first;
    root["light"] = job.video.codec == Codec::Exr ? "linear, premultiplied, half float" : "sRGB, straight alpha, 16 bit; to be laid over one another in linear light";
    root["layers_back_to_front"] = std::move(order);
    fs::path file = job.out;
    file.replace_extension(".passes.json");
    return write_text_file(file, json_text(root));
}

PassSequence::PassSequence(Picture& picture, const RecordJob& job)
    : picture_{picture}, job_{job}, reader_{{job.video.width_px, job.video.height_px}, job.supersample, kTile_px} {
    for (const LayerPass& pass : layer_passes(job.transparent)) layers_.push_back({pass, {}});
}

PassSequence::~PassSequence() { (void)finish(); }

Status PassSequence::finish() {
    Status first = Done{};
    for (std::future<Status>& file : writing_) {
        const Status written = file.get();
        if (first && !written) first = written;
    }
    writing_.clear();
    return first;
}

Status PassSequence::add(std::int64_t frame, bool last) {
    // Those of the frame before: their buffers are these.
    if (const Status written = finish(); !written) return written;
    const std::size_t size = static_cast<std::size_t>(job_.video.width_px) * static_cast<std::size_t>(job_.video.height_px) * 4;
    ++pictures_;
    for (Layer& layer : layers_) {
        if (pictures_ == 1) layer.light.assign(size, 0.0f);
        std::size_t at = 0;
        const Status drawn = reader_.draw(picture_, layer.pass, [&](std::span<const float> rows) -> Status {
            for (const float v : rows) layer.light[at++] += v;
            return Done{};
        });
        if (!drawn) return drawn;
    }
    if (!last) return Done{};
    const float share = 1.0f / static_cast<float>(pictures_);
    pictures_ = 0;
    for (Layer& layer : layers_)
        writing_.push_back(std::async(std::launch::async, [this, &layer, share, file = pass_file(job_.out, layer.pass.name, frame)]() -> Status {
            if (share < 1.0f)
                for (float& v : layer.light) v *= share;
            const PixelSize picture{job_.video.width_px, job_.video.height_px};
            return job_.video.codec == Codec::Exr ? write_exr_light(file, picture.width_px, picture.height_px, layer.light) : write_png16(file, picture, layer.light);
        }));
    return Done{};
}

}  // namespace linchpin::app
