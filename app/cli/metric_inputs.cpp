#include "app/cli/metric_inputs.h"

#include "data/basemap/land_borders.h"
#include "data/report/borders.h"
#include "data/report/cover_points.h"

namespace linchpin::app {

std::vector<metrics::LandBorder> borders_of(const Dataset& dataset, const Result<AssetPaths>& assets, const Log& log) {
    if (!assets) {
        log.warning("land borders are not known: " + assets.error().text());
        return {};
    }
    const auto pairs = basemap::load_land_borders(assets->base());
    if (!pairs) {
        log.warning("land borders are not known: " + pairs.error().text());
        return {};
    }
    return report::land_borders(dataset, *pairs);
}

std::vector<metrics::CoverPoint> cover_points_of(const Dataset& dataset, const Result<AssetPaths>& assets, const Log& log) {
    const Result<basemap::Countries> shapes =
        assets ? basemap::load_countries(assets->base(), basemap::Level::Coarse110m) : Result<basemap::Countries>{assets.error()};
    if (!shapes) {
        log.warning("areas of countries are not known: " + shapes.error().text());
        return {};
    }
    return report::cover_points(dataset, *shapes);
}

Result<std::optional<inputs::UserInputs>> tables_of(const Dataset& dataset, const std::filesystem::path& folder, const std::string& named_by, const Log& log) {
    constexpr std::size_t kShown = 20;
    if (folder.empty()) return std::optional<inputs::UserInputs>{};
    Result<inputs::UserInputs> read = inputs::read_inputs(dataset, folder);
    if (!read) return Error{named_by + ": " + read.error().message, read.error().file};
    std::size_t errors = 0;
    for (const Finding& finding : read->findings) {
        if (finding.level == Finding::Level::Warning) log.warning(finding.where.text());
        else if (++errors <= kShown) log.error(finding.where.text());
    }
    if (errors > 0) return Error{named_by + ": " + std::to_string(errors) + (errors == 1 ? " error" : " errors") + " in these tables; nothing is computed", folder};
    return std::optional<inputs::UserInputs>{*std::move(read)};
}

}  // namespace linchpin::app
