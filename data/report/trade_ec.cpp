// M04: the Commission's test for a bloc.
#include <memory>

#include "data/metrics/ec_dependency.h"
#include "data/report/trade_basis.h"

namespace linchpin::report {
namespace {

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
    explain_imports(ask, basis,
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
    explain_imports(ask, basis, "the weakest of the three indicators", verdict, false);
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

}  // namespace linchpin::report
