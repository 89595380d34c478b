// M04 the Commission's test for a bloc, M05 GeoDep, M08 the single point of failure of world trade.
#include <algorithm>
#include <cmath>

#include "data/metrics/ec_dependency.h"
#include "data/metrics/geodep.h"
#include "data/metrics/network_loss.h"
#include "data/report/trade_basis.h"

namespace linchpin::report {
namespace {

using metrics::Verdict;

std::string interval_text(metrics::Interval interval, Unit unit) {
    const std::string low = value_text(interval.low, unit);
    return interval.high > interval.low ? low + " to " + value_text(interval.high, unit) : low;
}

void attach(const Ask& ask, const ImportBasis& basis, std::string formula, Figure& figure, bool rows = true) {
    const auto why = explain(ask, figure, std::move(formula));
    if (!why) return;
    why->data = basis_text(ask, basis);
    if (rows) add_import_rows(ask, basis, kNone, *why);
    figure.why = why;
}

// --- M04 ---

struct CoreIndicator {
    std::string_view item;
    std::string name;
    Unit unit;
    metrics::Indicator value;
    double threshold;
    std::string formula;
};

Figure indicator_figure(const Ask& ask, const ImportBasis& basis, const CoreIndicator& indicator) {
    Figure figure = import_figure(ask, basis, indicator.item, indicator.name, indicator.unit);
    set_value(figure, indicator.value.interval.low);
    set_interval(figure, indicator.value.interval);
    figure.text = verdict_text(indicator.value.verdict);
    attach(ask, basis,
           indicator.formula + " = " + interval_text(indicator.value.interval, indicator.unit) + "; above " +
               value_text(indicator.threshold, indicator.unit) + ": " + figure.text,
           figure);
    return figure;
}

std::vector<CoreIndicator> indicators_of(const ImportBasis& basis, const metrics::EcDependency& ec) {
    const std::string outside =
        grouped(basis.bloc->extra_usd) +
        (basis.bloc->unallocated_usd > 0 ? " (and up to " + grouped(basis.bloc->unallocated_usd) + " more)" : "");
    const std::string all = grouped(basis.bloc->covered_usd);
    return {{"ec_concentration", "HHI of imports from outside", Unit::Index, ec.cdi1, metrics::kEcConcentration,
             "sum of squared shares of imports from outside"},
            {"ec_outside", "Imports from outside / all imports", Unit::Share, ec.cdi2, metrics::kEcOutside, outside + " / " + all},
            {"ec_over_exports", "Imports from outside / exports", Unit::Ratio, ec.cdi3, metrics::kEcOverExports,
             outside + " / " + grouped(basis.exports_usd.value_or(0))}};
}

// --- M05 ---

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
    attach(ask, at.basis, geodep_formula(at), figure);
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
    attach(ask, now.basis, formula, figure, false);
    return figure;
}

void add_criteria(const Ask& ask, const GeoDepAt& at, std::vector<Figure>& figures) {
    if (!at.result) return;
    Figure hhi = import_figure(ask, at.basis, "geodep_import_hhi", "(1) HHI of imports", Unit::Index);
    if (at.basis.ok()) {
        set_value(hhi, at.import_hhi.low);
        set_interval(hhi, at.import_hhi);
        attach(ask, at.basis, "sum of squared shares = " + interval_text(at.import_hhi, Unit::Index), hhi);
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

// --- M08 ---

struct Loss {
    std::uint16_t exporter = 0;
    std::int64_t exports_usd = 0, imports_usd = 0, world_usd = 0;
    bool exact = false;  ///< from the totals of all economies
    [[nodiscard]] double share() const { return static_cast<double>(exports_usd + imports_usd) / static_cast<double>(world_usd); }
};

/// With exact totals, the trade that goes with the largest exporter is its exports and its imports: no pair need be known.
std::optional<Loss> loss_from_totals(const World& world, const metrics::TradeBlock& block) {
    const CountryTotal* largest = nullptr;
    std::int64_t all = 0;
    for (std::size_t i = block.totals_begin; i < block.totals_end; ++i) {
        const CountryTotal& total = world.dataset->totals[i];
        all += total.exports_usd.value_or(0);
        if (total.exports_usd.value_or(0) > (largest != nullptr ? largest->exports_usd.value_or(0) : 0)) largest = &total;
    }
    if (largest == nullptr) return std::nullopt;
    // A table of exports that leaves out some of the world's imports: the larger of the two is the world's trade.
    all = std::max(all, block.world_usd.value_or(0));
    return Loss{largest->country, *largest->exports_usd, largest->imports_usd.value_or(0), all, true};
}

std::optional<Loss> loss_from_pairs(const World& world, const metrics::TradeBlock& block) {
    if (!block.full_matrix) return std::nullopt;  // lists of a few importers are no network of the world
    std::vector<metrics::TradeEdge> edges;
    const FlowTable& flows = world.dataset->flows;
    for (std::size_t row = block.flows_begin; row < block.flows_end; ++row) {
        if (flows.exporter[row] != kOtherPartner) edges.push_back({flows.exporter[row], flows.importer[row], flows.value_usd[row]});
    }
    const auto profile = metrics::vulnerability_profile(edges, 1);
    if (!profile || profile->removed.empty()) return std::nullopt;
    Loss loss;
    loss.exporter = profile->removed.front();
    for (const metrics::TradeEdge& edge : edges) {
        if (edge.from == edge.to) continue;
        loss.world_usd += edge.value_usd;
        if (edge.from == loss.exporter) loss.exports_usd += edge.value_usd;
        if (edge.to == loss.exporter) loss.imports_usd += edge.value_usd;
    }
    return loss;
}

/// World-wide: a basis with the year alone.
ImportBasis world_basis(const Ask& ask) {
    ImportBasis basis = import_basis(ask.world, ask.subject, ask.question.group, ask.question.year);
    basis.coverage.reset();
    if (basis.block == nullptr) return basis;
    basis.credit =
        resource_credit(*ask.world.dataset, basis.block->totals_end > basis.block->totals_begin ? "country_totals" : "flows");
    basis.state = FigureState::NotAvailable;
    basis.reason = "neither the exports of all economies nor every pair is recorded for this product group";
    return basis;
}

}  // namespace

std::vector<Figure> ec_figures(const Ask& ask) {
    const std::string name = "Strategic dependency (all three)";
    ImportBasis basis = import_basis(ask.world, ask.subject, ask.question.group, ask.question.year);
    if (ask.subject.single()) {
        Figure figure = import_figure(ask, basis, "ec_dependent", name, Unit::Verdict);
        figure.state = FigureState::NotAvailable;
        figure.note = "defined for a bloc of several countries; for one country see M05";
        return {std::move(figure)};
    }
    Figure verdict = import_figure(ask, basis, "ec_dependent", name, Unit::Verdict);
    if (!basis.ok()) return {std::move(verdict)};
    basis.bloc->exports_usd = basis.exports_usd;
    const auto ec = metrics::ec_dependency(*basis.bloc);
    if (!ec) {
        verdict.state = FigureState::NoData;
        verdict.note = "the exports of the members are not known";
        return {std::move(verdict)};
    }
    set_verdict(verdict, ec->dependent);
    verdict.note = ec->no_exports ? "the members export nothing: the third indicator is unbounded"
                                  : "exports of all members, to each other included";
    const std::vector<CoreIndicator> indicators = indicators_of(basis, *ec);
    attach(ask, basis, "the weakest of the three indicators", verdict, false);
    std::vector<Figure> figures;
    figures.push_back(std::move(verdict));
    for (const CoreIndicator& indicator : indicators) figures.push_back(indicator_figure(ask, basis, indicator));
    if (ask.detail == Detail::Explain) {
        auto root = std::make_shared<Explanation>(*figures.front().why);
        for (std::size_t i = 1; i < figures.size(); ++i) root->parts.push_back(*figures[i].why);
        figures.front().why = root;
    }
    return figures;
}

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

std::vector<Figure> network_figures(const Ask& ask) {
    const ImportBasis basis = world_basis(ask);
    Figure loss_figure = import_figure(ask, basis, "spof_loss", "World trade lost without the largest exporter", Unit::Share);
    Figure flag = import_figure(ask, basis, "spof", "Single point of failure", Unit::Verdict);
    std::vector<Figure> figures;
    if (basis.block != nullptr) {
        auto loss = loss_from_totals(ask.world, *basis.block);
        if (!loss) loss = loss_from_pairs(ask.world, *basis.block);
        const auto hhi = world_export_index(ask.world, *basis.block);
        if (loss && hhi) {
            const std::string note = std::string{"world-wide, re-exports included; "} +
                                     (loss->exact ? "exact totals of all economies" : "pairs above the source's floor");
            set_value(loss_figure, loss->share());
            set_verdict(flag, metrics::single_point_of_failure(loss->share(), *hhi) ? Verdict::Certain : Verdict::No);
            const std::string who = country_label(*ask.world.dataset, loss->exporter);
            for (Figure* const figure : {&loss_figure, &flag}) {
                figure->note = note;
                set_partner(ask, *figure, loss->exporter);
            }
            loss_figure.why = explain(ask, loss_figure,
                                      "(exports + imports of " + who + ") / world trade = (" + grouped(loss->exports_usd) + " + " +
                                          grouped(loss->imports_usd) + ") / " + grouped(loss->world_usd));
            if (const auto why = explain(ask, flag,
                                         value_text(loss->share(), Unit::Share) + " at least 50 %, and HHI of world exports " +
                                             value_text(*hhi, Unit::Index) + " > 0.4")) {
                if (const CountryTotal* total = ask.world.trade->total(*basis.block, loss->exporter)) {
                    add_row(*why, total_ref(*ask.world.dataset, *total));
                }
                flag.why = why;
            }
        }
    }
    figures.push_back(std::move(loss_figure));
    figures.push_back(std::move(flag));
    return figures;
}

}  // namespace linchpin::report
