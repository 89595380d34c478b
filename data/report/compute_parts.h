#pragma once
// What the figures of compute share: measures of sites, who is inside, rows of an explanation. Internal to data/report.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "data/metrics/sovereignty.h"
#include "data/report/figure_build.h"

namespace linchpin::report {

using Sites = std::vector<metrics::WeightedSite>;

struct MeasureInfo {
    metrics::SiteMeasure measure;
    std::string_view id;
    std::string_view by;    ///< "by power"
    std::string_view what;  ///< what stands in the tables when it counts: "operating cloud region"
    Unit unit;              ///< of the weight
};
inline constexpr std::array<MeasureInfo, 4> kMeasures{{
    {metrics::SiteMeasure::CloudRegions, "cloud_regions", "by number of cloud regions", "cloud region", Unit::Number},
    {metrics::SiteMeasure::Sites, "sites", "by number of other sites", "site other than a cloud region", Unit::Number},
    {metrics::SiteMeasure::PowerMw, "power", "by power", "site of published current power", Unit::Megawatt},
    {metrics::SiteMeasure::CapexUsd, "capex", "by investment", "site of published investment", Unit::UsDollar},
}};

/// Is a country one of the subject's?
struct Inside {
    const Subject& subject;
    bool operator()(Index country) const noexcept { return country < subject.member.size() && subject.member[country] != 0; }
};

[[nodiscard]] Sites sites_of(const Ask& ask, metrics::SiteMeasure measure);
[[nodiscard]] std::string plans_note(const Ask& ask);
/// Adds a part to a note, after a semicolon.
void join(std::string& text, std::string_view more);
/// Value, coverage and interval of a share: unknown nationalities may all be domestic or none.
void set_share(Figure& figure, double share, double coverage);
/// A figure with the sites' credit.
[[nodiscard]] Figure compute_figure(const Ask& ask, std::string_view item, std::string name, Unit unit);
/// The row of a site: its nationality at a level, and its weight.
void add_site_row(const Ask& ask, Explanation& why, const metrics::WeightedSite& site, metrics::SovereigntyLevel level, Unit unit);

/// Sum of the weights of the sites that count.
template <class Counts>
[[nodiscard]] double weight_of(const Sites& sites, const Counts& counts) {
    double sum = 0.0;
    for (const metrics::WeightedSite& site : sites) sum += counts(site) ? site.weight : 0.0;
    return sum;
}
template <class Counts>
void add_site_rows(const Ask& ask, Explanation& why, const Sites& sites, metrics::SovereigntyLevel level, Unit unit,
                   const Counts& counts) {
    for (const metrics::WeightedSite& site : sites) {
        if (counts(site)) add_site_row(ask, why, site, level, unit);
    }
}

[[nodiscard]] std::vector<Figure> sovereignty_figures(const Ask& ask);    ///< M11
[[nodiscard]] std::vector<Figure> compute_class_figures(const Ask& ask);  ///< M12
[[nodiscard]] std::vector<Figure> footprint_figures(const Ask& ask);      ///< M24

}  // namespace linchpin::report
