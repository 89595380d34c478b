#include "app/window/load_job.h"

#include <GLFW/glfw3.h>

#include <chrono>

#include "app/state/atomic_file.h"
#include "data/pack/load_pack.h"
#include "data/report/borders.h"
#include "data/report/cover_points.h"

namespace linchpin::app {
namespace {

template <class T> bool ready(const std::future<T>& future) {
    return future.valid() && future.wait_for(std::chrono::seconds{0}) == std::future_status::ready;
}

}  // namespace

LoadJob::LoadJob(AssetPaths assets, std::filesystem::path pack)
    : result_{std::async(std::launch::async, [this, assets = std::move(assets), pack = std::move(pack)] {
          auto world = load(assets, pack);
          glfwPostEmptyEvent();  // the window may be asleep
          return world;
      })} {}

void LoadJob::at(const char* stage, float progress) {
    stage_ = stage;
    progress_ = progress;
    glfwPostEmptyEvent();
}

Result<std::unique_ptr<LoadedWorld>> LoadJob::load(const AssetPaths& assets, const std::filesystem::path& pack) {
    // The base map and the pack know nothing of each other: side by side.
    at("Reading the data pack and the base map", 0.1f);
    auto maps = std::async(std::launch::async, [&assets] { return load_base_maps(assets.base(), false); });
    Result<Dataset> dataset = load_pack(pack);
    if (!dataset) return dataset.error();
    auto world = std::make_unique<LoadedWorld>();
    world->dataset = std::make_shared<const Dataset>(std::move(*dataset));
    at("Sorting", 0.6f);
    world->derived = build_derived_index(*world->dataset);
    world->records = build_record_index(*world->dataset);
    world->search = SearchIndex{*world->dataset};
    if (const auto pairs = basemap::load_land_borders(assets.base())) world->map_facts.borders = report::land_borders(*world->dataset, *pairs);
    else world->borders_problem = pairs.error().text();
    if (Result<std::string> text = read_text_file(assets.sources(), 1u << 20)) world->sources_text = std::move(*text);
    Result<BaseMaps> loaded_maps = maps.get();
    if (!loaded_maps) return loaded_maps.error();
    world->maps = std::move(*loaded_maps);
    if (const auto& coarse = world->maps.levels[static_cast<std::size_t>(basemap::Level::Coarse110m)].countries)
        world->map_facts.cover_points = report::cover_points(*world->dataset, *coarse);
    at("Preparing the globe", 0.85f);
    return world;
}

std::optional<Result<std::unique_ptr<LoadedWorld>>> LoadJob::poll() {
    if (!ready(result_)) return std::nullopt;
    return result_.get();
}

FineMapJob::FineMapJob(std::filesystem::path base_folder)
    : result_{std::async(std::launch::async, [folder = std::move(base_folder)]() -> Result<BaseGeometry> {
          Result<basemap::Countries> countries = basemap::load_countries(folder, basemap::Level::Fine10m);
          if (!countries) return countries.error();
          BaseGeometry geometry = make_base_geometry(std::make_shared<const basemap::Countries>(std::move(*countries)));
          glfwPostEmptyEvent();
          return geometry;
      })} {}

std::optional<Result<BaseGeometry>> FineMapJob::poll() {
    if (!ready(result_)) return std::nullopt;
    return result_.get();
}

}  // namespace linchpin::app
