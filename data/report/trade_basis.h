#pragma once
// What every trade figure starts from: the imports of a subject, one country or many taken as one. Internal to data/report.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "data/metrics/bloc_trade.h"
#include "data/metrics/concentration.h"
#include "data/metrics/import_shares.h"
#include "data/report/figure_build.h"

namespace linchpin::report {

/// Imports of one group by origin, in the year at or before the one asked for.
struct ImportBasis {
    const metrics::TradeBlock* block = nullptr;  ///< null when nothing that old is recorded
    int asked = 0;                               ///< year
    FigureState state = FigureState::NoData;     ///< Value: `shares` hold
    std::string reason;                          ///< why there are none
    bool net_exporter = false;                   ///< one country without a list that exports more than it imports
    metrics::ImportShares shares;                ///< of imports from outside the subject
    std::optional<metrics::BlocImports> bloc;    ///< only for several countries
    std::optional<std::int64_t> imports_usd;     ///< from outside, as far as known; the total of a country
    std::optional<std::int64_t> exports_usd;     ///< of all members, to each other included
    std::optional<double> coverage;              ///< country: part with a named origin; several: part with an origin list
    std::string credit;
    [[nodiscard]] bool ok() const noexcept { return state == FigureState::Value; }
};
[[nodiscard]] ImportBasis import_basis(const World& world, const Subject& subject, Index group, int year);

/// One country's imports of a block by origin, as every figure sees them: in a scenario an origin that the list does not name is
/// still bound by the tenth place of the list as published.
[[nodiscard]] metrics::ImportShares country_shares(const World& world, const metrics::TradeBlock& block, Index country);

/// Exports of every country from the rows of a block: what stands in for missing totals where every pair is recorded.
[[nodiscard]] std::vector<std::int64_t> matrix_exports(const World& world, const metrics::TradeBlock& block);

/// M02 and M03 of a basis that is ok. For several countries the unallocated part may also come from inside.
[[nodiscard]] metrics::ImportConcentration concentration_of(const ImportBasis& basis);

/// Herfindahl index of the world's exports: from the exact totals, or from a full matrix where there are none.
[[nodiscard]] std::optional<double> world_export_index(const World& world, const metrics::TradeBlock& block);

/// A figure with year, coverage and credit; where the basis is not ok it also has its state and reason.
[[nodiscard]] Figure import_figure(const Ask& ask, const ImportBasis& basis, std::string_view item, std::string name, Unit unit);
void set_partner(const Ask& ask, Figure& figure, Index country);
/// The verdict as a text: "certain", "possible", "no".
void set_verdict(Figure& figure, metrics::Verdict verdict);
[[nodiscard]] std::string_view verdict_text(metrics::Verdict verdict) noexcept;
/// Interval ends, where they differ.
void set_interval(Figure& figure, metrics::Interval interval);

/// "12,345,678"
[[nodiscard]] std::string grouped(std::int64_t value);
/// Every row of the subject's imports (of one origin, or of all with kNone), then the totals that stand under them.
void add_import_rows(const Ask& ask, const ImportBasis& basis, Index partner, Explanation& explanation);
/// Explains a figure of a subject's imports: formula, what the basis is, and with `rows` every row of it. Only Detail::Explain.
void explain_imports(const Ask& ask, const ImportBasis& basis, std::string formula, Figure& figure, bool rows = true);
/// "0.340 to 0.580"; one number where both ends are one.
[[nodiscard]] std::string interval_text(metrics::Interval interval, Unit unit);
/// "2024, carried to 2026; origins named for 78.1 % of 29,900,000,000 US$ ..."
[[nodiscard]] std::string basis_text(const Ask& ask, const ImportBasis& basis);

/// Figures by metric, in the order in which a panel shows them.
[[nodiscard]] std::vector<Figure> share_figures(const Ask& ask);          ///< M01
[[nodiscard]] std::vector<Figure> concentration_figures(const Ask& ask);  ///< M02
[[nodiscard]] std::vector<Figure> interval_figures(const Ask& ask);       ///< M03
[[nodiscard]] std::vector<Figure> ec_figures(const Ask& ask);             ///< M04
[[nodiscard]] std::vector<Figure> geodep_figures(const Ask& ask);         ///< M05
[[nodiscard]] std::vector<Figure> origin_figures(const Ask& ask);         ///< M06
[[nodiscard]] std::vector<Figure> network_figures(const Ask& ask);        ///< M08
[[nodiscard]] std::vector<Figure> outage_figures(const Ask& ask);         ///< M09
[[nodiscard]] std::vector<Figure> basket_figures(const Ask& ask);         ///< M10

/// M10's basket: single headings that do not overlap one another, those of them that the pack has.
[[nodiscard]] std::vector<Index> basket_groups(const Dataset& dataset);

}  // namespace linchpin::report
