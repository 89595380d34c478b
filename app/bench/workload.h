#pragma once
// One size of the common workload, read and ready to draw.
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "app/bench/country_shapes.h"
#include "data/flowstore/flow_store.h"
#include "data/orbit/constellation.h"

namespace linchpin::app::bench {

inline constexpr std::size_t kMarkCategories = 8;

struct Workload {
    CountryShapes countries;
    std::shared_ptr<const render::PointGeometry> sites;
    std::vector<std::uint8_t> site_category;                ///< per site as in the file, below kMarkCategories
    std::shared_ptr<const render::LineGeometry> cables, arcs;  ///< line i = i-th of the file
    std::vector<std::uint8_t> cable_category, arc_category;
    std::shared_ptr<const orbit::Constellation> satellites;
    std::optional<flows::FlowStore> flows;                  ///< always there after load_workload
};

/// Reads points.csv, cables.json, arcs.csv and sats.tle of a folder, and countries.geojson and flows.csv of the folder or the one above it.
/// The parts are read side by side on `threads` threads.
/// @param flows_file  instead of flows.csv; may be empty
/// Errors: the first file of these that is missing or wrong, and where.
[[nodiscard]] Result<Workload> load_workload(const std::filesystem::path& folder, const std::filesystem::path& flows_file, unsigned threads);

}  // namespace linchpin::app::bench
