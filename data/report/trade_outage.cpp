// M09: a supplier fails and others may stretch. M10: exposure over a basket of headings.
#include <algorithm>
#include <array>
#include <cmath>

#include "data/metrics/basket.h"
#include "data/report/trade_basis.h"

namespace linchpin::report {
namespace {

// --- M09 ---

std::string scenario_note(const Question& question) {
    std::string note = "scenario assumption: " + value_text(question.outage_fraction, Unit::Share) +
                       " of it lost, other suppliers may add " + value_text(question.grow_foreign, Unit::Share) +
                       "; imports only, production is not known";
    if (question.grow_domestic > 0.0) note += ", so that domestic growth adds nothing";
    return note;
}

metrics::OutageResult outage_of(const ImportBasis& basis, const Question& question, Index struck) {
    std::vector<metrics::OutageSupplier> suppliers;
    suppliers.reserve(basis.shares.suppliers.size() + 1);
    for (const metrics::SupplierShare& supplier : basis.shares.suppliers) {
        suppliers.push_back({supplier.partner, supplier.value_usd, supplier.partner == struck ? question.outage_fraction : 0.0,
                             question.grow_foreign});
    }
    suppliers.push_back({kOtherPartner, basis.shares.unallocated_usd, 0.0, 0.0});
    // Dollars of production are in no table, so h has nothing to stretch: "imports only".
    return *metrics::supplier_outage({suppliers, std::nullopt, basis.exports_usd, question.grow_domestic});
}

void explain_outage(const Ask& ask, const ImportBasis& basis, const metrics::OutageResult& result, Index struck, Figure& figure) {
    const auto whole = [](double usd) { return grouped(static_cast<std::int64_t>(std::llround(usd))); };
    const auto why = explain(ask, figure,
                             "max(0, gap - cover) / supply = max(0, " + whole(result.gap_usd) + " - " + whole(result.cover_usd) +
                                 ") / " + whole(result.supply_usd));
    if (!why) return;
    why->data = basis_text(ask, basis) + "; " + figure.note;
    add_import_rows(ask, basis, struck, *why);
    figure.why = why;
}

/// An origin that is not named has no outage of its own: it is zero, or somewhere below the list.
Figure unnamed_outage(const Ask& ask, Figure figure, const ImportBasis& basis) {
    set_partner(ask, figure, ask.question.outage_supplier);
    if (basis.shares.complete) {
        set_value(figure, 0.0);
        figure.note = "it supplied nothing";
        return figure;
    }
    figure.state = FigureState::NotAvailable;
    figure.note = "not among the named origins: below the top ten";
    if (basis.shares.unlisted_at_most) {
        figure.high = *basis.shares.unlisted_at_most * std::clamp(ask.question.outage_fraction, 0.0, 1.0);
        figure.note += ", a loss of at most " + value_text(*figure.high, Unit::Share);
    }
    return figure;
}

std::vector<Figure> struck_figures(const Ask& ask, const ImportBasis& basis, Figure shortfall) {
    const Index chosen = ask.question.outage_supplier;
    if (chosen < ask.subject.member.size() && ask.subject.member[chosen] != 0) {
        shortfall.state = FigureState::NotAvailable;
        shortfall.note = "the supplier belongs to the subject itself: that trade is internal";
        return {std::move(shortfall)};
    }
    if (basis.shares.suppliers.empty()) {
        shortfall.note = "no origin from outside is named";
        return {std::move(shortfall)};
    }
    const auto& suppliers = basis.shares.suppliers;
    const bool named =
        chosen == kNone || std::any_of(suppliers.begin(), suppliers.end(), [&](const auto& s) { return s.partner == chosen; });
    if (!named) {
        if (chosen >= ask.world.dataset->countries.size()) {
            shortfall.state = FigureState::NotAvailable;
            shortfall.note = "the supplier is no country of this data set";
            return {std::move(shortfall)};
        }
        return {unnamed_outage(ask, std::move(shortfall), basis)};
    }
    const Index struck = chosen == kNone ? suppliers.front().partner : chosen;
    const metrics::OutageResult result = outage_of(basis, ask.question, struck);
    set_partner(ask, shortfall, struck);
    set_value(shortfall, result.shortfall);
    shortfall.note = scenario_note(ask.question);
    explain_outage(ask, basis, result, struck, shortfall);
    std::vector<Figure> figures;
    figures.push_back(std::move(shortfall));
    if (ask.detail == Detail::Headline) return figures;
    const auto amount = [&](std::string_view item, std::string name, double usd) {
        Figure figure = import_figure(ask, basis, item, std::move(name), Unit::UsDollar);
        set_partner(ask, figure, struck);
        set_value(figure, usd);
        figure.note = scenario_note(ask.question);
        figures.push_back(std::move(figure));
    };
    amount("outage_gap", "No longer delivered", result.gap_usd);
    amount("outage_cover", "Others could add", result.cover_usd);
    return figures;
}

/// Imports of the members with a list of origins that no event strikes: they still count below the line.
double supply_of_spared(const Ask& ask, const ImportBasis& basis, std::span<const std::uint8_t> struck) {
    double supply = 0.0;
    for (const Index member : ask.subject.members) {
        if (basis.block == nullptr || struck[member] != 0) continue;
        const auto& trade = *ask.world.trade;
        const auto shares =
            metrics::import_shares(member, trade.importer_rows(*basis.block, member), trade.imports_usd(*basis.block, member));
        if (shares.state == metrics::ImportState::Available) supply += static_cast<double>(shares.denominator_usd);
    }
    return supply;
}

/// What the events of a scenario leave the subject short of. Members do not help one another out: each has its own shortfall.
Figure scenario_figure(const Ask& ask, const ImportBasis& basis) {
    Figure figure = import_figure(ask, basis, "scenario_shortfall", "Shortfall by the scenario", Unit::Share);
    double missing = 0.0, supply = 0.0;
    const int year = basis.block != nullptr ? basis.block->year : ask.question.year;
    std::vector<std::uint8_t> struck(ask.subject.member.size(), 0);
    for (const SupplyLoss& loss : ask.world.supply_losses) {
        if (loss.group != ask.question.group || loss.importer >= struck.size() || ask.subject.member[loss.importer] == 0) continue;
        if (loss.year != year && loss.year != ask.question.year) continue;
        missing += loss.result.shortfall * loss.result.supply_usd;
        supply += loss.result.supply_usd;
        struck[loss.importer] = 1;
    }
    if (supply <= 0.0) {
        if (basis.ok()) {
            set_value(figure, 0.0);
            figure.note = "no event of the scenario strikes its suppliers";
        }
        return figure;
    }
    supply += supply_of_spared(ask, basis, struck);
    set_value(figure, missing / supply);
    figure.note = ask.subject.single() ? "scenario assumption; imports only"
                                       : "scenario assumption; shortfalls of the members added up, over all their imports";
    figure.why = explain(ask, figure,
                         "missing / supply = " + grouped(static_cast<std::int64_t>(std::llround(missing))) + " / " +
                             grouped(static_cast<std::int64_t>(std::llround(supply))) + " US$");
    return figure;
}

// --- M10 ---

/// Single headings that do not overlap; all others contain, or are contained in, another group.
constexpr std::array<std::string_view, 7> kBasketHeadings{"8504", "8536", "8537", "8471", "8517", "8544", "8507"};

struct Basket {
    std::vector<ImportBasis> parts;
    std::vector<Index> groups;
    std::vector<metrics::BasketItem> items;
    std::optional<metrics::BasketExposure> exposure;
    int year = 0;            ///< the oldest that is used
    std::string parts_text;  ///< "8504 38.1 % of the value (2024), ..."
};

Basket basket_of(const Ask& ask) {
    Basket basket;
    basket.groups = basket_groups(*ask.world.dataset);
    for (const Index group : basket.groups) basket.parts.push_back(import_basis(ask.world, ask.subject, group, ask.question.year));
    for (const ImportBasis& part : basket.parts) {
        const std::int64_t weight = part.ok() ? part.shares.denominator_usd : part.imports_usd.value_or(0);
        basket.items.push_back({&part.shares, static_cast<double>(weight)});
        if (part.ok() && (basket.year == 0 || part.block->year < basket.year)) basket.year = part.block->year;
    }
    basket.exposure = metrics::basket_exposure(basket.items);
    for (std::size_t i = 0; i < basket.parts.size(); ++i) {
        const std::string hs = ask.world.dataset->product_groups[basket.groups[i]].hs;
        if (basket.parts[i].ok()) {
            basket.parts_text += (basket.parts_text.empty() ? "" : ", ") + hs + " (" + std::to_string(basket.parts[i].block->year) +
                                 ", " + grouped(basket.parts[i].shares.denominator_usd) + " US$)";
        } else {
            basket.parts_text += (basket.parts_text.empty() ? "" : ", ") + hs + " without origins";
        }
    }
    return basket;
}

Figure basket_figure(const Ask& ask, const Basket& basket, std::string_view item, std::string name, std::optional<double> value) {
    Figure figure = new_figure(ask, item, std::move(name), Unit::Share);
    figure.as_of.clear();
    if (basket.year != 0) set_year(figure, basket.year, ask.question.year);
    for (const ImportBasis& part : basket.parts) {
        if (part.ok() && figure.source.empty()) figure.source = part.credit;
    }
    if (!value) {
        figure.note = "none of the headings of the basket has origins for it";
        return figure;
    }
    set_value(figure, *value);
    figure.coverage = basket.exposure->coverage;
    figure.note = "weighted by import value: " + basket.parts_text;
    return figure;
}

Figure origin_figure(const Ask& ask, const Basket& basket, const metrics::BasketExposure::Origin& origin, std::string_view item,
                     std::string name) {
    Figure figure = basket_figure(ask, basket, item, std::move(name), origin.exposure);
    set_partner(ask, figure, origin.partner);
    std::string formula = "sum of weight x share =";
    double weights = 0.0;
    for (const metrics::BasketItem& each : basket.items)
        weights += each.shares->state == metrics::ImportState::Available ? each.weight : 0.0;
    bool first = true;
    if (ask.detail != Detail::Explain) return figure;
    for (const metrics::BasketItem& each : basket.items) {
        if (each.shares->state != metrics::ImportState::Available) continue;
        const metrics::PartnerShare share = metrics::share_of(*each.shares, kNone, origin.partner);
        formula +=
            (first ? " " : " + ") + value_text(each.weight / weights, Unit::Index) + " x " + value_text(share.share, Unit::Index);
        first = false;
    }
    if (const auto why = explain(ask, figure, std::move(formula))) {
        for (const ImportBasis& part : basket.parts) {
            if (part.ok()) add_import_rows(ask, part, origin.partner, *why);
        }
        figure.why = why;
    }
    return figure;
}

}  // namespace

std::vector<Index> basket_groups(const Dataset& dataset) {
    std::vector<Index> groups;
    for (const std::string_view heading : kBasketHeadings) {
        for (Index group = 0; group < dataset.product_groups.size(); ++group) {
            if (dataset.product_groups[group].hs != heading) continue;
            groups.push_back(group);
            break;  // a heading counts once, however many groups hold it
        }
    }
    return groups;
}

std::vector<Figure> outage_figures(const Ask& ask) {
    const ImportBasis basis = import_basis(ask.world, ask.subject, ask.question.group, ask.question.year);
    Figure shortfall = import_figure(ask, basis, "outage_shortfall", "Shortfall when a supplier stops", Unit::Share);
    std::vector<Figure> figures;
    if (basis.ok()) {
        figures = struck_figures(ask, basis, std::move(shortfall));
    } else {
        figures.push_back(std::move(shortfall));
    }
    if (!ask.world.supply_losses.empty()) figures.push_back(scenario_figure(ask, basis));
    return figures;
}

std::vector<Figure> basket_figures(const Ask& ask) {
    const Basket basket = basket_of(ask);
    const std::string name = "Top origin of the basket";
    std::vector<Figure> figures;
    if (!basket.exposure || basket.exposure->origins.empty()) {
        figures.push_back(basket_figure(ask, basket, "basket_top_origin", name, std::nullopt));
        return figures;
    }
    const auto& origins = basket.exposure->origins;
    figures.push_back(origin_figure(ask, basket, origins.front(), "basket_top_origin", name));
    figures.push_back(basket_figure(ask, basket, "basket_unallocated", "Without a known origin", basket.exposure->unallocated));
    if (ask.detail == Detail::Headline) return figures;
    for (const auto& origin : origins)
        figures.push_back(origin_figure(ask, basket, origin, "basket_exposure", "Exposure of the basket"));
    return figures;
}

}  // namespace linchpin::report
