// M05: GeoDep, in one year and in two of three.
#include <algorithm>

#include "data/metrics/geodep.h"
#include "data/report/trade_basis.h"

namespace linchpin::report {
namespace {

using metrics::Verdict;

struct GeoDepAt {
    ImportBasis basis;
    std::optional<metrics::GeoDepYear> result;
    metrics::Interval import_hhi{0.0, 1.0};  ///< everything is possible where no origin is listed
    std::optional<double> world_hhi;
};

GeoDepAt geodep_at(const Ask& ask, int year) {
    GeoDepAt at{import_basis(ask.world, ask.subject, ask.question.group, year), {}, {0.0, 1.0}, {}};
    if (at.basis.block == nullptr) return at;
    if (at.basis.ok()) at.import_hhi = concentration_of(at.basis).interval;
    at.world_hhi = world_export_index(ask.world, *at.basis.block);
    at.result = metrics::geodep_year(
        {at.basis.block->year, at.import_hhi, at.world_hhi, at.basis.imports_usd.value_or(0), at.basis.exports_usd});
    return at;
}

/// The last three data years up to `last`, oldest first.
std::vector<int> three_years(const Ask& ask, int last) {
    const auto blocks = ask.world.trade->blocks_of(ask.question.group);
    const bool any_flows = std::any_of(blocks.begin(), blocks.end(), [](const auto& block) { return block.has_flows(); });
    std::vector<int> years;
    for (const metrics::TradeBlock& block : blocks) {
        if ((block.has_flows() || !any_flows) && !block.partial_year && block.year <= last) years.push_back(block.year);
    }
    if (years.size() > 3) years.erase(years.begin(), years.end() - 3);
    return years;
}

std::string geodep_formula(const GeoDepAt& at) {
    std::string ratio = at.result->imports_over_exports >= metrics::kNullExportsRatio
                            ? std::string{"no exports"}
                            : grouped(at.basis.imports_usd.value_or(0)) + " / " + grouped(at.basis.exports_usd.value_or(0)) +
                                  " = " + value_text(at.result->imports_over_exports, Unit::Ratio);
    return "(1) import HHI " + interval_text(at.import_hhi, Unit::Index) +
           " > 0.4: " + std::string{verdict_text(at.result->concentrated_imports)} + "; (2) HHI of world exports " +
           value_text(at.world_hhi.value_or(0.0), Unit::Index) + " > 0.4: " + (at.result->concentrated_world ? "yes" : "no") +
           "; (3) imports / exports " + ratio + " > 1: " + (at.result->imports_exceed_exports ? "yes" : "no");
}

/// The verdict of one year, or why there is none: without a list of origins only "no" can be said for certain.
void judge_year(const Ask& ask, const GeoDepAt& at, Figure& figure) {
    if (!at.result) {
        if (at.basis.ok()) {
            figure.state = FigureState::NotAvailable;
            figure.note = "the world's exports are not known in " + std::to_string(at.basis.block->year);
        }
        return;
    }
    if (!at.basis.ok() && at.result->meets != Verdict::No) return;
    set_verdict(figure, at.result->meets);
    figure.note = at.basis.ok() ? "criteria 1 to 3 in this year" : "whatever its origins are: the other criteria are not met";
    explain_imports(ask, at.basis, geodep_formula(at), figure);
}

Figure persistent_figure(const Ask& ask, const GeoDepAt& now) {
    Figure figure = import_figure(ask, now.basis, "geodep_persistent", "GeoDep dependency (two of three years)", Unit::Verdict);
    if (now.basis.block == nullptr) return figure;
    std::vector<metrics::GeoDepYear> years;
    std::string formula;
    for (const int year : three_years(ask, now.basis.block->year)) {
        const GeoDepAt at = geodep_at(ask, year);
        if (!at.result) continue;
        years.push_back(*at.result);
        formula += (formula.empty() ? "" : ", ") + std::to_string(year) + ": " + std::string{verdict_text(at.result->meets)};
    }
    const auto verdict = metrics::geodep_persistent(years);
    if (!verdict) {
        figure.state = FigureState::NotAvailable;
        figure.note = "needs three data years, found " + std::to_string(years.size()) + ": only \"in this year\" can be said";
        return figure;
    }
    set_verdict(figure, *verdict);
    figure.note = "criteria 1 to 3 in at least two of the last three data years";
    explain_imports(ask, now.basis, formula, figure, false);
    return figure;
}

void add_criteria(const Ask& ask, const GeoDepAt& at, std::vector<Figure>& figures) {
    if (!at.result) return;
    Figure hhi = import_figure(ask, at.basis, "geodep_import_hhi", "(1) HHI of imports", Unit::Index);
    if (at.basis.ok()) {
        set_value(hhi, at.import_hhi.low);
        set_interval(hhi, at.import_hhi);
        explain_imports(ask, at.basis, "sum of squared shares = " + interval_text(at.import_hhi, Unit::Index), hhi);
    }
    Figure world = import_figure(ask, at.basis, "geodep_world_hhi", "(2) HHI of world exports", Unit::Index);
    set_value(world, *at.world_hhi);
    world.note = "by exporter, re-exports included";
    Figure ratio = import_figure(ask, at.basis, "geodep_ratio", "(3) Imports / exports", Unit::Ratio);
    set_value(ratio, at.result->imports_over_exports);
    ratio.note = at.result->imports_over_exports >= metrics::kNullExportsRatio ? "nothing is exported: 9999 by definition" : "";
    if (at.basis.bloc) ratio.note += ratio.note.empty() ? "exports of the members to each other included" : "";
    figures.push_back(std::move(hhi));
    figures.push_back(std::move(world));
    figures.push_back(std::move(ratio));
}

}  // namespace

std::vector<Figure> geodep_figures(const Ask& ask) {
    const GeoDepAt now = geodep_at(ask, ask.question.year);
    Figure year = import_figure(ask, now.basis, "geodep", "GeoDep dependency (this year)", Unit::Verdict);
    judge_year(ask, now, year);
    std::vector<Figure> figures;
    figures.push_back(std::move(year));
    figures.push_back(persistent_figure(ask, now));
    if (ask.detail != Detail::Headline) add_criteria(ask, now, figures);
    return figures;
}

}  // namespace linchpin::report
