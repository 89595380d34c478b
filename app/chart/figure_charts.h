#pragma once
// From figures, as panels and tables have them, to charts. Every number keeps year, unit, note and source.
#include "app/chart/charts.h"
#include "app/scene/palette.h"
#include "data/report/evaluate.h"
#include "data/report/origin_paths.h"

namespace linchpin::chart {

[[nodiscard]] Datum datum_of(const report::Figure& figure, render::Rgba8 colour);
/// The colour that a partner has everywhere; grey for what is no country.
[[nodiscard]] render::Rgba8 partner_colour(const Dataset& dataset, const app::NationGroups& nations, std::string_view iso3);

/// The largest suppliers of one product group (M01 with every item), the rest, and the part without a known origin.
[[nodiscard]] BarsSpec supplier_bars(const Dataset& dataset, const app::NationGroups& nations, std::span<const report::Figure> m01, std::size_t most, std::string title);
/// Any figures of one unit as bars, by name.
[[nodiscard]] BarsSpec figure_bars(std::span<const report::Figure* const> figures, std::string title, render::Rgba8 colour);
[[nodiscard]] Line line_of(std::string name, const std::vector<report::SeriesPoint>& points, render::Rgba8 colour);
/// @param receiver  name of the subject
[[nodiscard]] SankeySpec origin_sankey(const Dataset& dataset, const app::NationGroups& nations, const report::OriginPaths& paths, std::string receiver);

/// A number of every country: an axis of the scatter.
struct CountryColumn {
    std::string id{}, name{};
    report::Unit unit = report::Unit::Share;
    int year = 0;                                ///< 0 = where a date applies
    std::string source{};
    std::vector<std::optional<double>> values{};   ///< one per Dataset::countries
};
[[nodiscard]] ScatterSpec country_scatter(const Dataset& dataset, const app::NationGroups& nations, const CountryColumn& x, const CountryColumn& y, std::string chosen_iso3, std::string as_of);

}  // namespace linchpin::chart
