#include "app/window/picture_file.h"

#include <glad/gl.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <ctime>
#include <string>

#include "render/colour.h"
#include "render/target/image_file.h"
#include "render/target/png_writer.h"

namespace linchpin::app {
namespace fs = std::filesystem;
namespace {

constexpr int kSamples = 4;

/// Places are worked out for the whole picture, so the driver's viewport bounds it, not its memory.
Status check_drawable(int width_px, int height_px) {
    GLint most[2]{};
    glGetIntegerv(GL_MAX_VIEWPORT_DIMS, most);
    if (width_px <= most[0] && height_px <= most[1]) return Done{};
    return Error{"expected a size times the supersampling of at most " + std::to_string(most[0]) + "x" + std::to_string(most[1]) + " on this graphics driver, found " +
                 std::to_string(width_px) + "x" + std::to_string(height_px)};
}

std::array<float, 256> linear_table() {
    std::array<float, 256> table{};
    for (std::size_t i = 0; i < table.size(); ++i) table[i] = render::linear_of(static_cast<std::uint8_t>(i));
    return table;
}

}  // namespace

Status StillImage::write(const fs::path& file) const { return render::write_png(file, width_px, height_px, rgba); }

std::vector<std::uint8_t> reduced(const std::vector<std::uint8_t>& rgba, int width_px, int height_px, int factor) {
    if (factor == 1) return rgba;
    const std::array<float, 256> linear = linear_table();
    const int out_width = width_px / factor, out_height = height_px / factor;
    const float count = static_cast<float>(factor * factor);
    std::vector<std::uint8_t> out(static_cast<std::size_t>(out_width) * static_cast<std::size_t>(out_height) * 4);
    std::uint8_t* to = out.data();
    for (int y = 0; y < out_height; ++y) {
        for (int x = 0; x < out_width; ++x, to += 4) {
            float sum[3] = {}, alpha = 0.0f;
            for (int dy = 0; dy < factor; ++dy) {
                const std::uint8_t* from = rgba.data() + (static_cast<std::size_t>(y * factor + dy) * static_cast<std::size_t>(width_px) + static_cast<std::size_t>(x * factor)) * 4;
                for (int dx = 0; dx < factor; ++dx, from += 4) {
                    const float weight = static_cast<float>(from[3]) / 255.0f;
                    for (int k = 0; k < 3; ++k) sum[k] += linear[from[k]] * weight;
                    alpha += weight;
                }
            }
            for (int k = 0; k < 3; ++k) to[k] = alpha > 0.0f ? render::encoded_of(sum[k] / alpha) : std::uint8_t{0};
            to[3] = static_cast<std::uint8_t>(alpha / count * 255.0f + 0.5f);
        }
    }
    return out;
}

Status draw_in_tiles(Picture& picture, PixelSize size, int supersample, const TileOptions& tiles,
                     const std::function<Status(std::span<const std::uint8_t>)>& take_rows) {
    const int whole_width = size.width_px * supersample, whole_height = size.height_px * supersample;
    if (Status fits = check_drawable(whole_width, whole_height); !fits) return fits;
    // Tiles start at even pixels, as quads of pixels do, and end with whole pixels of the reduced picture.
    const int step = supersample * 2, side = std::max(64, tiles.tile_px) / step * step;
    const int tile_width = std::min(whole_width, side), tile_height = std::min(whole_height, side);
    Result<render::FrameTarget> target = render::FrameTarget::create(tile_width, tile_height, kSamples);
    if (!target) return target.error();
    const std::size_t out_row = static_cast<std::size_t>(size.width_px) * 4;
    std::vector<std::uint8_t> band;
    for (int y = 0; y < whole_height; y += tile_height) {
        const int rows = std::min(tile_height, whole_height - y) / supersample;
        band.resize(out_row * static_cast<std::size_t>(rows));
        for (int x = 0; x < whole_width; x += tile_width) {
            picture.paint(*target, x, y, tiles.passes, tiles.overlay);
            const std::vector<std::uint8_t> part = reduced(target->read_rgba(), tile_width, tile_height, supersample);
            const std::size_t part_row = static_cast<std::size_t>(tile_width / supersample) * 4;
            const std::size_t used = static_cast<std::size_t>(std::min(tile_width, whole_width - x) / supersample) * 4;
            for (int r = 0; r < rows; ++r)
                std::copy_n(part.begin() + static_cast<std::ptrdiff_t>(part_row * static_cast<std::size_t>(r)), used,
                            band.begin() + static_cast<std::ptrdiff_t>(out_row * static_cast<std::size_t>(r) + static_cast<std::size_t>(x / supersample) * 4));
        }
        if (Status taken = take_rows(band); !taken) return taken;
    }
    return Done{};
}

Status write_still(Picture& picture, const AppState& state, const Snapshot& snapshot, PixelSize size, int supersample, const Picture::Options& options,
                   const TileOptions& tiles, const fs::path& file) {
    picture.prepare(state, snapshot, size.width_px * supersample, size.height_px * supersample, options);
    Result<render::PngWriter> writer = render::PngWriter::create(file, size.width_px, size.height_px, render::PngPixels::Rgba8);
    if (!writer) return writer.error();
    const Status drawn = draw_in_tiles(picture, size, supersample, tiles, [&](std::span<const std::uint8_t> rows) { return writer->add_rows(rows); });
    return drawn ? writer->finish() : drawn;
}

Result<StillImage> draw_still(Picture& picture, const AppState& state, const Snapshot& snapshot, PixelSize size, int supersample, const Picture::Options& options) {
    picture.prepare(state, snapshot, size.width_px * supersample, size.height_px * supersample, options);
    StillImage image{size.width_px, size.height_px, {}};
    image.rgba.reserve(static_cast<std::size_t>(size.width_px) * static_cast<std::size_t>(size.height_px) * 4);
    const Status drawn = draw_in_tiles(picture, size, supersample, {}, [&](std::span<const std::uint8_t> rows) -> Status {
        image.rgba.insert(image.rgba.end(), rows.begin(), rows.end());
        return Done{};
    });
    if (!drawn) return drawn.error();
    return image;
}

fs::path next_picture_name() {
    const char* const folder = std::getenv("XDG_PICTURES_DIR");
    std::error_code ec;
    const fs::path base = folder != nullptr && fs::is_directory(folder, ec) ? fs::path{folder} : fs::current_path(ec);
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    localtime_r(&now, &local);
    char stamp[32];
    std::strftime(stamp, sizeof stamp, "linchpin-%Y%m%d-%H%M%S", &local);
    fs::path name = base / (std::string{stamp} + ".png");
    for (int i = 2; fs::exists(name, ec); ++i) name = base / (std::string{stamp} + "-" + std::to_string(i) + ".png");
    return name;
}

}  // namespace linchpin::app
