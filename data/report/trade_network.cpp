// M08: the single point of failure of world trade.
#include <algorithm>

#include "data/metrics/network_loss.h"
#include "data/report/trade_basis.h"

namespace linchpin::report {
namespace {

using metrics::Verdict;

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
