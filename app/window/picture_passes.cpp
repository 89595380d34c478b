#include "app/window/picture_passes.h"

#include <glad/gl.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "app/state/atomic_file.h"
#include "app/window/id_raster.h"
#include "render/target/png_writer.h"

namespace linchpin::app {
namespace fs = std::filesystem;
namespace {

using Json = nlohmann::ordered_json;
constexpr int kBandRows = 512;
constexpr int kSamples = 4;

struct LayerPass {
    const char* name;
    render::PassMask passes;
};
/// From the back to the front, as Renderer::draw draws.
constexpr std::array<LayerPass, 11> kLayers{{{"stars", static_cast<render::PassMask>(render::Pass::Stars)},
                                             {"earth", static_cast<render::PassMask>(render::Pass::Earth)},
                                             {"graticule", static_cast<render::PassMask>(render::Pass::Graticule)},
                                             {"borders", static_cast<render::PassMask>(render::Pass::Borders)},
                                             {"glow", static_cast<render::PassMask>(render::Pass::Glow)},
                                             {"cables", static_cast<render::PassMask>(render::Pass::Cables)},
                                             {"chokepoints", static_cast<render::PassMask>(render::Pass::Marks)},
                                             {"sites", static_cast<render::PassMask>(render::Pass::Sites)},
                                             {"tracks", static_cast<render::PassMask>(render::Pass::Tracks)},
                                             {"flows", static_cast<render::PassMask>(render::Pass::Flows)},
                                             {"satellites", static_cast<render::PassMask>(render::Pass::Satellites)}}};

double encoded(double linear) { return linear <= 0.0031308 ? 12.92 * linear : 1.055 * std::pow(linear, 1.0 / 2.4) - 0.055; }

void put16(std::uint8_t* at, double share) {
    const auto v = static_cast<unsigned>(std::lround(std::clamp(share, 0.0, 1.0) * 65535.0));
    at[0] = static_cast<std::uint8_t>(v >> 8);
    at[1] = static_cast<std::uint8_t>(v & 255);
}

/// Linear premultiplied floats of the target's light, top row first.
void read_light(const render::FrameTarget& target, std::vector<float>& out) {
    out.resize(static_cast<std::size_t>(target.width_px()) * static_cast<std::size_t>(target.height_px()) * 4);
    glBindTexture(GL_TEXTURE_2D, target.resolve_light());
    glPixelStorei(GL_PACK_ALIGNMENT, 4);
    glGetTexImage(GL_TEXTURE_2D, 0, GL_RGBA, GL_FLOAT, out.data());
    const std::size_t row = static_cast<std::size_t>(target.width_px()) * 4;
    for (std::size_t top = 0, bottom = static_cast<std::size_t>(target.height_px()) - 1; top < bottom; ++top, --bottom)
        std::swap_ranges(out.begin() + static_cast<std::ptrdiff_t>(top * row), out.begin() + static_cast<std::ptrdiff_t>((top + 1) * row),
                         out.begin() + static_cast<std::ptrdiff_t>(bottom * row));
}

/// Writes one layer, tile by tile, as 16-bit RGBA. `paint` draws the part with its top left pixel at (x, y) into the target's light.
class LayerFile {
public:
    LayerFile(PixelSize size, int supersample, int tile_px) : size_{size}, supersample_{supersample} {
        const int step = supersample * 2, side = std::max(64, tile_px) / step * step;
        tile_width_ = std::min(size.width_px * supersample, side);
        tile_height_ = std::min(size.height_px * supersample, side);
    }
    template <class Paint> Status write(const fs::path& file, Paint paint) {
        if (!target_) {
            Result<render::FrameTarget> made = render::FrameTarget::create(tile_width_, tile_height_, kSamples);
            if (!made) return made.error();
            target_.emplace(std::move(*made));
        }
        Result<render::PngWriter> writer = render::PngWriter::create(file, size_.width_px, size_.height_px, render::PngPixels::Rgba16);
        if (!writer) return writer.error();
        const int whole_width = size_.width_px * supersample_, whole_height = size_.height_px * supersample_;
        for (int y = 0; y < whole_height; y += tile_height_) {
            const int rows = std::min(tile_height_, whole_height - y) / supersample_;
            band_.assign(static_cast<std::size_t>(rows) * static_cast<std::size_t>(size_.width_px) * 8, 0);
            for (int x = 0; x < whole_width; x += tile_width_) {
                if (!paint(*target_, x, y)) return Error{"the graphics driver has no room for float light, which passes need", file};
                read_light(*target_, light_);
                keep(x / supersample_, std::min(tile_width_, whole_width - x) / supersample_, rows);
            }
            if (Status added = writer->add_rows(band_); !added) return added;
        }
        return writer->finish();
    }

private:
    /// Means of blocks, to straight alpha, into the band.
    void keep(int left, int columns, int rows) {
        const double share = 1.0 / (supersample_ * supersample_);
        for (int y = 0; y < rows; ++y)
            for (int x = 0; x < columns; ++x) {
                std::array<double, 4> sum{};
                for (int dy = 0; dy < supersample_; ++dy)
                    for (int dx = 0; dx < supersample_; ++dx) {
                        const float* from = light_.data() + (static_cast<std::size_t>(y * supersample_ + dy) * static_cast<std::size_t>(tile_width_) +
                                                             static_cast<std::size_t>(x * supersample_ + dx)) * 4;
                        for (std::size_t k = 0; k < 4; ++k) sum[k] += static_cast<double>(from[k]) * share;
                    }
                std::uint8_t* to = band_.data() + (static_cast<std::size_t>(y) * static_cast<std::size_t>(size_.width_px) + static_cast<std::size_t>(left + x)) * 8;
                const double alpha = std::min(sum[3], 1.0);
                for (std::size_t k = 0; k < 3; ++k) put16(to + 2 * k, alpha > 0.0 ? encoded(std::clamp(sum[k] / alpha, 0.0, 1.0)) : 0.0);
                put16(to + 6, alpha);
            }
    }

    PixelSize size_;
    int supersample_, tile_width_ = 0, tile_height_ = 0;
    std::optional<render::FrameTarget> target_;
    std::vector<float> light_;
    std::vector<std::uint8_t> band_;
};

struct DepthRange { double near_km = 0.0, far_km = 0.0; };

/// 0 at near_km .. 65534 at far_km, evenly; 65535 = no ground.
Result<DepthRange> write_depth(const render::Camera& camera, const fs::path& file) {
    DepthRange range{1e300, 0.0};
    for (int y = 0; y < camera.height_px(); y += 1)
        for (int x = 0; x < camera.width_px(); ++x)
            if (const auto km = camera.ground_distance_km({x + 0.5, y + 0.5})) range = {std::min(range.near_km, *km), std::max(range.far_km, *km)};
    if (range.near_km > range.far_km) range = {0.0, 0.0};
    Result<render::PngWriter> writer = render::PngWriter::create(file, camera.width_px(), camera.height_px(), render::PngPixels::Grey16);
    if (!writer) return writer.error();
    const double span = std::max(range.far_km - range.near_km, 1e-9);
    std::vector<std::uint8_t> row(static_cast<std::size_t>(camera.width_px()) * 2);
    for (int y = 0; y < camera.height_px(); ++y) {
        for (int x = 0; x < camera.width_px(); ++x) {
            const auto km = camera.ground_distance_km({x + 0.5, y + 0.5});
            put16(row.data() + static_cast<std::size_t>(x) * 2, km ? (*km - range.near_km) / span * 65534.0 / 65535.0 : 1.0);
        }
        if (Status added = writer->add_rows(row); !added) return added.error();
    }
    if (Status done = writer->finish(); !done) return done.error();
    return range;
}

Status write_ids(const SceneBuilder& builder, const Snapshot& snapshot, const render::Camera& camera, float pixel_scale, const fs::path& file) {
    Result<render::PngWriter> writer = render::PngWriter::create(file, camera.width_px(), camera.height_px(), render::PngPixels::Rgba8);
    if (!writer) return writer.error();
    IdRaster raster{builder, snapshot, camera, pixel_scale};
    std::vector<std::uint8_t> bytes;
    for (int top = 0; top < camera.height_px(); top += kBandRows) {
        const auto& ids = raster.draw(top, std::min(kBandRows, camera.height_px() - top));
        bytes.clear();
        for (const std::uint32_t id : ids)
            bytes.insert(bytes.end(), {static_cast<std::uint8_t>(id >> 24), static_cast<std::uint8_t>(id >> 8), static_cast<std::uint8_t>(id),
                                       static_cast<std::uint8_t>(id != 0 ? 255 : 0)});
        if (Status added = writer->add_rows(bytes); !added) return added;
    }
    return writer->finish();
}

Json id_table(const Dataset& dataset, const Snapshot& snapshot, const std::vector<FlowArc>& flows) {
    Json kinds = Json::object();
    auto add = [&](const char* name, IdKind kind, auto fill) {
        Json ids = Json::array();
        fill(ids);
        kinds[name] = {{"red", static_cast<int>(kind)}, {"ids", std::move(ids)}};
    };
    add("country", IdKind::Country, [&](Json& ids) { for (const Country& c : dataset.countries) ids.push_back(c.code.str()); });
    add("cable", IdKind::Cable, [&](Json& ids) { for (const Cable& c : dataset.cables) ids.push_back(c.id); });
    add("site", IdKind::Site, [&](Json& ids) { for (const Site& s : dataset.sites) ids.push_back(s.id); });
    add("flow", IdKind::Flow, [&](Json& ids) {
        for (const FlowArc& flow : flows) {  // one a drawn line: parts of a traced arc have the arc's id
            const Arc& a = snapshot.arcs[flow.arc];
            ids.push_back(dataset.countries[a.exporter].code.str() + ">" + dataset.countries[a.importer].code.str());
        }
    });
    add("satellite", IdKind::Satellite, [&](Json& ids) { for (const Satellite& s : dataset.satellites) ids.push_back(std::to_string(s.elements.norad_cat_id)); });
    // Clusters come and go with the zoom: they have numbers, no ids.
    kinds["cluster"] = {{"red", static_cast<int>(IdKind::Cluster)}, {"ids", nullptr}};
    return kinds;
}

}  // namespace

Status write_passes(Picture& picture, const AppState& state, const Snapshot& snapshot, PixelSize size, int supersample, const Picture::Options& options,
                    const TileOptions& tiles, const fs::path& folder) {
    std::error_code failed;
    fs::create_directories(folder, failed);
    if (failed) return Error{"the folder for the passes cannot be made: " + failed.message(), folder};
    picture.prepare(state, snapshot, size.width_px * supersample, size.height_px * supersample, options);
    LayerFile layers{size, supersample, tiles.tile_px};
    Json order = Json::array();
    const auto entry = [&](const std::string& name) { order.push_back({{"file", name + ".png"}, {"pass", name}, {"blend", "over"}}); };
    for (const LayerPass& layer : kLayers) {
        if (options.transparent && std::string_view{layer.name} == "stars") continue;
        const Status written = layers.write(folder / (std::string{layer.name} + ".png"), [&](const render::FrameTarget& target, int x, int y) {
            picture.paint(target, x, y, layer.passes, false);
            return true;
        });
        if (!written) return written;
        entry(layer.name);
    }
    const Status labels = layers.write(folder / "labels.png", [&](const render::FrameTarget& target, int x, int y) { return picture.paint_overlay_alone(target, x, y); });
    if (!labels) return labels;
    entry("labels");

    const render::Camera camera = make_camera(state, size.width_px, size.height_px);
    const Result<DepthRange> depth = write_depth(camera, folder / "depth.png");
    if (!depth) return depth.error();
    const SceneBuilder& builder = picture.builder();
    if (Status ids = write_ids(builder, snapshot, camera, builder.scene().pixel_scale / static_cast<float>(supersample), folder / "object_id.png"); !ids) return ids;

    const render::Rgba8 space = builder.scene().earth.space;
    Json root;
    root["version"] = 1;
    root["width_px"] = size.width_px;
    root["height_px"] = size.height_px;
    root["background_srgb"] = options.transparent ? Json(nullptr) : Json::array({space.r, space.g, space.b});
    root["layers_back_to_front"] = std::move(order);
    root["depth"] = {{"file", "depth.png"}, {"near_km", depth->near_km}, {"far_km", depth->far_km}, {"nothing", 65535},
                     {"meaning", "distance_km = near_km + value / 65534 * (far_km - near_km), from the eye to the ground"}};
    root["object_id"] = {{"file", "object_id.png"}, {"meaning", "red: kind; green * 256 + blue: 1 + place in the kind's ids; alpha 0: nothing"},
                         {"kinds", id_table(builder.dataset(), snapshot, builder.flows().arcs())}};
    return write_text_file(folder / "manifest.json", root.dump(1) + "\n");
}

}  // namespace linchpin::app
