#include "app/window/picture_passes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "app/state/atomic_file.h"
#include "app/window/id_raster.h"
#include "app/window/layer_light.h"
#include "render/target/png_writer.h"

namespace linchpin::app {
namespace fs = std::filesystem;
namespace {

using Json = nlohmann::ordered_json;
constexpr int kBandRows = 512;

double encoded(double linear) { return linear <= 0.0031308 ? 12.92 * linear : 1.055 * std::pow(linear, 1.0 / 2.4) - 0.055; }

void put16(std::uint8_t* at, double share) {
    const auto v = static_cast<unsigned>(std::lround(std::clamp(share, 0.0, 1.0) * 65535.0));
    at[0] = static_cast<std::uint8_t>(v >> 8);
    at[1] = static_cast<std::uint8_t>(v & 255);
}

/// One layer as 16-bit RGBA with straight alpha.
Status write_layer(Picture& picture, LayerLight& light, const LayerPass& layer, PixelSize size, const fs::path& file) {
    Result<render::PngWriter> writer = render::PngWriter::create(file, size.width_px, size.height_px, render::PngPixels::Rgba16);
    if (!writer) return writer.error();
    std::vector<std::uint8_t> rows;
    const Status drawn = light.draw(picture, layer, [&](std::span<const float> from) {
        straight_rgba16(from, rows);
        return writer->add_rows(rows);
    });
    if (!drawn) return drawn.error().file.empty() ? Error{drawn.error().message, file} : drawn.error();
    return writer->finish();
}

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

void straight_rgba16(std::span<const float> premultiplied, std::vector<std::uint8_t>& out) {
    out.resize(premultiplied.size() * 2);
    for (std::size_t i = 0; i < premultiplied.size(); i += 4) {
        const double alpha = std::min(static_cast<double>(premultiplied[i + 3]), 1.0);
        for (std::size_t k = 0; k < 3; ++k) put16(out.data() + (i + k) * 2, alpha > 0.0 ? encoded(std::clamp(static_cast<double>(premultiplied[i + k]) / alpha, 0.0, 1.0)) : 0.0);
        put16(out.data() + (i + 3) * 2, alpha);
    }
}

Status write_passes(Picture& picture, const AppState& state, const Snapshot& snapshot, PixelSize size, int supersample, const Picture::Options& options,
                    const TileOptions& tiles, const fs::path& folder) {
    std::error_code failed;
    fs::create_directories(folder, failed);
    if (failed) return Error{"the folder for the passes cannot be made: " + failed.message(), folder};
    picture.prepare(state, snapshot, size.width_px * supersample, size.height_px * supersample, options);
    LayerLight light{size, supersample, tiles.tile_px};
    Json order = Json::array();
    for (const LayerPass& layer : layer_passes(options.transparent)) {
        const std::string name = layer.name;
        if (const Status written = write_layer(picture, light, layer, size, folder / (name + ".png")); !written) return written;
        order.push_back({{"file", name + ".png"}, {"pass", name}, {"blend", "over"}});
    }

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
