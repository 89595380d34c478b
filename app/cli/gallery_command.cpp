#include "app/cli/gallery_command.h"

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <vector>

#include "app/cli/asset_paths.h"
#include "app/cli/exit_status.h"
#include "app/cli/view_setup.h"
#include "app/scene/gallery.h"
#include "app/scene/picture.h"
#include "app/state/atomic_file.h"
#include "app/window/picture_file.h"
#include "data/pack/load_pack.h"
#include "render/colour.h"
#include "render/target/egl_context.h"
#include "render/target/image_file.h"

namespace linchpin::app {
namespace fs = std::filesystem;
namespace {

constexpr int kJpegQuality = 84, kSheetQuality = 88;
constexpr int kColumns = 4, kThumbWidth = 464, kThumbHeight = 261, kGap = 12, kCaption = 30;
constexpr double kSky_unix_s = 1787313600.0;   // 2026-08-21T12:00:00Z

/// The contact sheet: all pictures, small, with their captions.
class Sheet {
public:
    explicit Sheet(std::size_t count)
        : width_{kGap + kColumns * (kThumbWidth + kGap)},
          height_{kGap + static_cast<int>((count + kColumns - 1) / kColumns) * (kThumbHeight + kCaption + kGap)},
          rgba_(static_cast<std::size_t>(width_) * static_cast<std::size_t>(height_) * 4, 255) {
        for (std::size_t i = 0; i < rgba_.size(); i += 4) rgba_[i] = 18, rgba_[i + 1] = 20, rgba_[i + 2] = 26;
    }
    [[nodiscard]] int left(std::size_t i) const { return kGap + static_cast<int>(i % kColumns) * (kThumbWidth + kGap); }
    [[nodiscard]] int top(std::size_t i) const { return kGap + static_cast<int>(i / kColumns) * (kThumbHeight + kCaption + kGap); }

    /// The mean, in linear light, of what each small pixel covers.
    void add(std::size_t i, const StillImage& image) {
        for (int y = 0; y < kThumbHeight; ++y)
            for (int x = 0; x < kThumbWidth; ++x) {
                const int x0 = x * image.width_px / kThumbWidth, x1 = std::max(x0 + 1, (x + 1) * image.width_px / kThumbWidth);
                const int y0 = y * image.height_px / kThumbHeight, y1 = std::max(y0 + 1, (y + 1) * image.height_px / kThumbHeight);
                std::array<float, 3> sum{};
                for (int v = y0; v < y1; ++v)
                    for (int u = x0; u < x1; ++u)
                        for (std::size_t k = 0; k < 3; ++k)
                            sum[k] += render::linear_of(image.rgba[(static_cast<std::size_t>(v) * static_cast<std::size_t>(image.width_px) + static_cast<std::size_t>(u)) * 4 + k]);
                std::uint8_t* const to = at(left(i) + x, top(i) + y);
                for (std::size_t k = 0; k < 3; ++k) to[k] = render::encoded_of(sum[k] / static_cast<float>((x1 - x0) * (y1 - y0)));
            }
    }

    /// Text as it was drawn on a clear picture of the sheet's size.
    void lay(const std::vector<std::uint8_t>& text) {
        for (std::size_t i = 0; i < rgba_.size(); i += 4) {
            const float alpha = static_cast<float>(text[i + 3]) / 255.0f;
            for (std::size_t k = i; k < i + 3; ++k)
                rgba_[k] = render::encoded_of(render::linear_of(text[k]) * alpha + render::linear_of(rgba_[k]) * (1.0f - alpha));
        }
    }
    [[nodiscard]] int width() const { return width_; }
    [[nodiscard]] int height() const { return height_; }
    [[nodiscard]] const std::vector<std::uint8_t>& rgba() const { return rgba_; }

private:
    std::uint8_t* at(int x, int y) { return rgba_.data() + (static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) + static_cast<std::size_t>(x)) * 4; }
    int width_, height_;
    std::vector<std::uint8_t> rgba_;
};

Status write_captions(Sheet& sheet, const std::vector<GalleryView>& views, const fs::path& shaders) {
    auto painter = render::OverlayPainter::create(shaders);
    if (!painter) return painter.error();
    auto text = render::TextEngine::create();
    if (!text) return text.error();
    auto target = render::FrameTarget::create(sheet.width(), sheet.height(), 0);
    if (!target) return target.error();
    render::Canvas canvas{*text};
    render::TextStyle style;
    style.size_px = 14.0f;
    style.colour = render::rgb("#d5dae3");
    for (std::size_t i = 0; i < views.size(); ++i)
        canvas.text(static_cast<float>(sheet.left(i)) + 2.0f, static_cast<float>(sheet.top(i) + kThumbHeight + 20), views[i].caption, style);
    render::Renderer::begin_clear(*target);
    painter->draw(canvas, sheet.width(), sheet.height());
    sheet.lay(target->read_rgba());
    return Done{};
}

std::string index_text(const std::vector<GalleryView>& views) {
    std::string text = "# Gallery\n\nMade by `linchpin image --contact-sheet DIR`; the same machine and driver give the same bytes.\n\n![Contact sheet](contact-sheet.jpg)\n\n";
    for (const GalleryView& view : views) {
        text += "## " + std::string{view.caption} + "\n\n![" + std::string{view.caption} + "](" + std::string{view.id} + ".jpg)\n\n";
    }
    text.pop_back();
    return text;
}

}  // namespace

Status check_folder_writable(const fs::path& folder) {
    std::error_code ec;
    if (fs::exists(folder, ec) && !fs::is_directory(folder, ec)) return Error{"expected a folder, found a file", folder};
    fs::path there = folder;
    while (!fs::exists(there, ec) && there.has_parent_path() && there != there.parent_path()) there = there.parent_path();
    if (there.empty()) there = ".";
    return check_writable(there / "x");
}

int run_gallery(const ImageOptions& options, const Log& log) {
    const fs::path& folder = options.contact_sheet;
    if (const Status writable = check_folder_writable(folder); !writable) return log.error("--contact-sheet: " + writable.error().text()), kInputWrong;
    const Result<AssetPaths> assets = find_assets();
    if (!assets) return log.error(assets.error().text()), kMachineLacks;
    Result<Dataset> loaded = load_pack(options.view.pack.empty() ? assets->pack() : options.view.pack);
    if (!loaded) return log.error(loaded.error().text()), kInputWrong;
    const auto dataset = std::make_shared<const Dataset>(std::move(*loaded));
    Result<BaseMaps> maps = load_base_maps(assets->base(), true);
    if (!maps) return log.error(maps.error().text()), kMachineLacks;
    const Result<render::EglContext> context = render::EglContext::create();
    if (!context) return log.error(context.error().text()), kMachineLacks;
    auto picture = Picture::create({assets->shaders, assets->base()}, dataset, std::move(*maps));
    if (!picture) return log.error(picture.error().text()), kMachineLacks;
    std::error_code failed;
    fs::create_directories(folder, failed);
    if (failed) return log.error(Error{"the folder cannot be made: " + failed.message(), folder}.text()), kMachineLacks;

    const std::vector<GalleryView> views = gallery_views();
    Sheet sheet{views.size()};
    Picture::Options how;
    how.still = true;
    for (std::size_t i = 0; i < views.size(); ++i) {
        AppState state;
        state.sky_time_unix_s = kSky_unix_s;
        state.idle_turn = false;
        views[i].set_up(state);
        const Result<Snapshot> snapshot = image_snapshot(*dataset, state);
        if (!snapshot) return log.error(std::string{views[i].id} + ": " + snapshot.error().text()), kInputWrong;
        const Result<StillImage> image = draw_still(**picture, state, *snapshot, {views[i].width_px, views[i].height_px}, 1, how);
        if (!image) return log.error(image.error().text()), kMachineLacks;
        const Status written = render::write_jpeg(folder / (std::string{views[i].id} + ".jpg"), image->width_px, image->height_px, image->rgba, kJpegQuality);
        if (!written) return log.error(written.error().text()), kMachineLacks;
        sheet.add(i, *image);
        log.detail(std::string{views[i].id});
    }
    if (const Status text = write_captions(sheet, views, assets->shaders); !text) return log.error(text.error().text()), kMachineLacks;
    if (const Status written = render::write_jpeg(folder / "contact-sheet.jpg", sheet.width(), sheet.height(), sheet.rgba(), kSheetQuality); !written)
        return log.error(written.error().text()), kMachineLacks;
    if (const Status written = write_text_file(folder / "index.md", index_text(views)); !written) return log.error(written.error().text()), kMachineLacks;
    return kDone;
}

}  // namespace linchpin::app
