// M01 shares by origin, M02 concentration, M03 its interval.
#include "data/metrics/ec_dependency.h"
#include "data/report/trade_basis.h"

namespace linchpin::report {
namespace {

using metrics::SupplierShare;

void explain_share(const Ask& ask, const ImportBasis& basis, const SupplierShare& supplier, Figure& figure) {
    const auto why = explain(ask, figure,
                             "imports from " + ask.world.dataset->countries[supplier.partner].code.str() + " / all imports" +
                                 (basis.bloc ? " from outside" : "") + " = " + grouped(supplier.value_usd) + " / " +
                                 grouped(basis.shares.denominator_usd));
    if (!why) return;
    why->data = basis_text(ask, basis);
    add_import_rows(ask, basis, supplier.partner, *why);
    figure.why = why;
}

/// An origin of several countries may also hide in what is unallocated: below the top ten of one of them.
void bound_share(const ImportBasis& basis, const SupplierShare& supplier, Figure& figure) {
    if (!basis.bloc || basis.shares.unallocated_usd == 0) return;
    const auto most = static_cast<double>(supplier.value_usd + basis.shares.unallocated_usd);
    set_interval(figure, {supplier.share, most / static_cast<double>(basis.shares.denominator_usd)});
}

Figure share_figure(const Ask& ask, const ImportBasis& basis, const SupplierShare& supplier, std::string_view item,
                    std::string name) {
    Figure figure = import_figure(ask, basis, item, std::move(name), Unit::Share);
    set_value(figure, supplier.share);
    set_partner(ask, figure, supplier.partner);
    bound_share(basis, supplier, figure);
    explain_share(ask, basis, supplier, figure);
    return figure;
}

Figure unallocated_figure(const Ask& ask, const ImportBasis& basis) {
    Figure figure = import_figure(ask, basis, "unallocated_share", "Without a known origin", Unit::Share);
    set_value(figure, basis.shares.unallocated_share);
    if (const auto why = explain(ask, figure,
                                 "(all imports - named origins) / all imports = " + grouped(basis.shares.unallocated_usd) + " / " +
                                     grouped(basis.shares.denominator_usd))) {
        why->data = basis_text(ask, basis);
        add_import_rows(ask, basis, kOtherPartner, *why);
        figure.why = why;
    }
    return figure;
}

/// What an origin that the list does not name can have supplied at most.
Figure below_list_figure(const Ask& ask, const ImportBasis& basis) {
    Figure figure = import_figure(ask, basis, "below_top_ten", "Any origin below the top ten", Unit::Share);
    if (basis.shares.complete) {
        set_value(figure, 0.0);
        figure.note = "the list is complete: an origin that it does not name supplied nothing";
    } else if (basis.shares.unlisted_at_most) {
        set_value(figure, *basis.shares.unlisted_at_most);
        figure.low = 0.0;
        figure.high = basis.shares.unlisted_at_most;
        figure.note = "at most: below the top ten, not zero";
    } else {
        figure.state = FigureState::NotAvailable;
        figure.note = "several lists are merged: no common bound for an origin that they do not name";
    }
    return figure;
}

Figure internal_figure(const Ask& ask, const ImportBasis& basis) {
    Figure figure = import_figure(ask, basis, "internal_usd", "Trade between the members", Unit::UsDollar);
    set_value(figure, static_cast<double>(basis.bloc->intra_usd));
    figure.note = "left out of every share";
    return figure;
}

/// Sum of the squares as far as a person reads it: the three largest in figures.
std::string squares_text(const ImportBasis& basis, double sum) {
    std::string text = "sum of squared shares = ";
    const auto& suppliers = basis.shares.suppliers;
    for (std::size_t i = 0; i < suppliers.size() && i < 3; ++i) {
        text += (i == 0 ? "" : " + ") + value_text(suppliers[i].share, Unit::Index) + "^2";
    }
    if (suppliers.size() > 3) text += " + " + std::to_string(suppliers.size() - 3) + " more";
    return text + " = " + value_text(sum, Unit::Index);
}

std::string lower_bound_note(const ImportBasis& basis) {
    if (basis.shares.unallocated_usd == 0) return {};
    return "lower bound: " + value_text(basis.shares.unallocated_share, Unit::Share) + " of the imports have no known origin";
}

/// Over the named origins alone: with a part unallocated neither n nor the index is known, and squares of shares of the whole
/// would fall below 1/n.
Figure normalised_figure(const Ask& ask, const ImportBasis& basis) {
    Figure figure = import_figure(ask, basis, "hhi_normalised", "Normalised HHI (0 = equal shares, 1 = one supplier)", Unit::Index);
    std::vector<double> named;
    for (const SupplierShare& supplier : basis.shares.suppliers) {
        named.push_back(static_cast<double>(supplier.value_usd) / static_cast<double>(basis.shares.named_usd));
    }
    const double hhi = *metrics::herfindahl(named);
    set_value(figure, *metrics::normalised_herfindahl(hhi, named.size()));
    const std::string n = std::to_string(named.size());
    figure.note = "over the " + n + (named.size() == 1 ? " named origin" : " named origins");
    const std::string all = value_text(hhi, Unit::Index);
    const std::string alone = basis.shares.unallocated_usd > 0 ? " (shares among the named origins alone)" : "";
    explain_imports(ask, basis,
           named.size() == 1 ? std::string{"n = 1 named origin: one supplier has all, which is 1 by definition"}
                             : "(HHI - 1/n) / (1 - 1/n) with n = " + n + " named origins and HHI = " + all + alone + ": (" + all +
                                   " - 1/" + n + ") / (1 - 1/" + n + ") = " + value_text(*figure.value, Unit::Index),
           figure);
    return figure;
}

}  // namespace

std::vector<Figure> share_figures(const Ask& ask) {
    const ImportBasis basis = import_basis(ask.world, ask.subject, ask.question.group, ask.question.year);
    std::vector<Figure> figures;
    const std::string name = "Top supplier's share";
    if (!basis.ok() || basis.shares.suppliers.empty()) {
        figures.push_back(import_figure(ask, basis, "top_supplier_share", name, Unit::Share));
        if (basis.ok()) figures.back().note = "no origin from outside is named";
        return figures;
    }
    figures.push_back(share_figure(ask, basis, basis.shares.suppliers.front(), "top_supplier_share", name));
    figures.push_back(unallocated_figure(ask, basis));
    if (ask.detail == Detail::Headline) return figures;
    for (const SupplierShare& supplier : basis.shares.suppliers) {
        figures.push_back(share_figure(ask, basis, supplier, "supplier_share", "Share of imports"));
    }
    figures.push_back(below_list_figure(ask, basis));
    if (basis.bloc) figures.push_back(internal_figure(ask, basis));
    return figures;
}

std::vector<Figure> concentration_figures(const Ask& ask) {
    const ImportBasis basis = import_basis(ask.world, ask.subject, ask.question.group, ask.question.year);
    Figure hhi = import_figure(ask, basis, "hhi", "Concentration of origins (HHI, 0 to 1)", Unit::Index);
    if (!basis.ok()) return {std::move(hhi)};
    if (basis.shares.suppliers.empty()) {
        hhi.note = "no origin from outside is named";
        return {std::move(hhi)};
    }
    const metrics::ImportConcentration found = concentration_of(basis);
    set_value(hhi, found.value);
    set_interval(hhi, found.interval);
    hhi.note = lower_bound_note(basis);
    explain_imports(ask, basis, squares_text(basis, found.value), hhi);

    Figure effective = import_figure(ask, basis, "effective_suppliers", "Effective number of suppliers", Unit::Number);
    set_value(effective, *metrics::effective_number(found.value));
    set_interval(effective, {1.0 / found.interval.high, 1.0 / found.interval.low});
    if (basis.shares.unallocated_usd > 0) effective.note = "upper bound: part of the imports has no known origin";
    explain_imports(ask, basis, "1 / HHI = 1 / " + value_text(found.value, Unit::Index), effective);

    Figure normalised = normalised_figure(ask, basis);
    std::vector<Figure> figures;
    figures.push_back(std::move(hhi));
    figures.push_back(std::move(effective));
    figures.push_back(std::move(normalised));
    return figures;
}

std::vector<Figure> interval_figures(const Ask& ask) {
    const ImportBasis basis = import_basis(ask.world, ask.subject, ask.question.group, ask.question.year);
    Figure interval = import_figure(ask, basis, "hhi_interval", "HHI with what is not known", Unit::Index);
    Figure verdict = import_figure(ask, basis, "concentrated", "Concentrated (HHI above 0.4)", Unit::Verdict);
    if (basis.ok()) {
        const metrics::ImportConcentration found = concentration_of(basis);
        set_value(interval, found.interval.low);
        interval.low = found.interval.low;
        interval.high = found.interval.high;
        interval.note = found.show_interval
                            ? "an interval, not a point: " + value_text(basis.shares.unallocated_share, Unit::Share) +
                                  " of the imports have no known origin"
                            : "hardly anything is unknown: the ends nearly meet";
        set_verdict(verdict, metrics::threshold_verdict(found.interval, metrics::kEcConcentration));
        const std::string u = value_text(basis.shares.unallocated_share, Unit::Share);
        const std::string how =
            basis.shares.unlisted_at_most
                ? "in parts of at most the tenth share, " + value_text(*basis.shares.unlisted_at_most, Unit::Share)
                : (basis.bloc ? "all from the largest origin, or all from inside" : "all from the largest origin");
        explain_imports(ask, basis,
               "low: " + squares_text(basis, found.interval.low) + "; high: the unknown " + u + " " + how + " = " +
                   value_text(found.interval.high, Unit::Index),
               interval);
        explain_imports(ask, basis,
               "certain if " + value_text(found.interval.low, Unit::Index) + " > 0.4, possible if only " +
                   value_text(found.interval.high, Unit::Index) + " > 0.4",
               verdict);
    }
    std::vector<Figure> figures;
    figures.push_back(std::move(interval));
    figures.push_back(std::move(verdict));
    return figures;
}

}  // namespace linchpin::report
