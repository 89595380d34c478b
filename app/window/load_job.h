#pragma once
#include <atomic>
#include <future>
#include <memory>
#include <optional>

#include "app/cli/asset_paths.h"
#include "app/scene/base_maps.h"
#include "app/ui/record_index.h"
#include "app/ui/search_index.h"
#include "data/core/result.h"
#include "data/pack/dataset.h"
#include "data/query/derived_index.h"
#include "data/report/world.h"

namespace linchpin::app {

/// Everything that is read before the globe can be drawn. Never changed afterwards, so it may be shared between threads.
struct LoadedWorld {
    std::shared_ptr<const Dataset> dataset;
    BaseMaps maps;
    DerivedIndex derived;
    RecordIndex records;
    SearchIndex search;
    report::MapFacts map_facts;
    std::string borders_problem;   ///< why there are none
    std::string sources_text;      ///< assets/SOURCES.md; empty when missing
};

/// Reads a world on a worker thread, so that the window draws meanwhile.
class LoadJob {
public:
    LoadJob(AssetPaths assets, std::filesystem::path pack);
    /// What is being done now, for the progress screen.
    [[nodiscard]] const char* stage() const noexcept { return stage_.load(); }
    [[nodiscard]] float progress() const noexcept { return progress_.load(); }
    /// The world once it is there; nothing before. Call until it gives something, then no more.
    [[nodiscard]] std::optional<Result<std::unique_ptr<LoadedWorld>>> poll();

private:
    [[nodiscard]] Result<std::unique_ptr<LoadedWorld>> load(const AssetPaths& assets, const std::filesystem::path& pack);
    void at(const char* stage, float progress);
    std::atomic<const char*> stage_{"Starting"};
    std::atomic<float> progress_{0.0f};
    std::future<Result<std::unique_ptr<LoadedWorld>>> result_;
};

/// Reads the finest level of the base map after the globe is on screen.
class FineMapJob {
public:
    explicit FineMapJob(std::filesystem::path base_folder);
    [[nodiscard]] std::optional<Result<BaseGeometry>> poll();

private:
    std::future<Result<BaseGeometry>> result_;
};

}  // namespace linchpin::app
