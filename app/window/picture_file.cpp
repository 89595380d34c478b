#include "app/window/picture_file.h"

#include <array>
#include <cstdlib>
#include <ctime>
#include <string>

#include "render/colour.h"
#include "render/target/image_file.h"

namespace linchpin::app {
namespace fs = std::filesystem;
namespace {

constexpr int kSamples = 4;

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

Result<StillImage> draw_still(Picture& picture, const AppState& state, const Snapshot& snapshot, PixelSize size, int supersample, const Picture::Options& options) {
    Result<render::FrameTarget> target = render::FrameTarget::create(size.width_px * supersample, size.height_px * supersample, kSamples);
    if (!target) return target.error();
    picture.draw(state, snapshot, *target, options);
    StillImage image{size.width_px, size.height_px, target->read_rgba()};
    image.rgba = reduced(image.rgba, size.width_px * supersample, size.height_px * supersample, supersample);
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
