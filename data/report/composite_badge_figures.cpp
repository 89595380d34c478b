// The badge that says how far the verdict of dependence rests on the definition and on single inputs.
#include <algorithm>
#include <fmt/format.h>
#include <initializer_list>
#include <string>
#include <vector>

#include "data/core/format.h"
#include "data/metrics/geodep.h"
#include "data/report/composite_parts.h"
#include "data/report/robustness.h"
#include "data/report/trade_basis.h"

namespace linchpin::report {
namespace {

using metrics::Verdict;

constexpr double kHalf = 0.5;

DefinitionVerdict top_share_verdict(const ImportBasis& basis) {
    DefinitionVerdict result{"top_share", "top supplier above 50 % (M01)", {}, {}};
    if (!basis.ok() || basis.shares.suppliers.empty()) {
        result.basis = basis.ok() ? "no origin is named" : basis.reason;
        return result;
    }
    const double top = basis.shares.suppliers.front().share;
    result.verdict = metrics::exceeds(top, kHalf) ? Verdict::Certain : Verdict::No;
    result.basis = format_percent(top);
    return result;
}

DefinitionVerdict interval_verdict(const ImportBasis& basis) {
    DefinitionVerdict result{"interval", "concentration above 0.4 whatever is unknown (M03)", {}, {}};
    if (!basis.ok() || basis.shares.suppliers.empty()) {
        result.basis = basis.ok() ? "no origin is named" : basis.reason;
        return result;
    }
    const metrics::Interval hhi = concentration_of(basis).interval;
    result.verdict = metrics::threshold_verdict(hhi, metrics::kGeoDepConcentration);
    result.basis = fmt::format("HHI {:.3f} to {:.3f}", hhi.low, hhi.high);
    return result;
}

std::optional<Verdict> verdict_of(const Figure& figure) {
    if (figure.state != FigureState::Value) return std::nullopt;
    for (const Verdict verdict : {Verdict::No, Verdict::Possible, Verdict::Certain}) {
        if (figure.text == verdict_text(verdict)) return verdict;
    }
    return std::nullopt;
}

/// The first of the items that has a verdict; else why there is none.
DefinitionVerdict evaluated(const Ask& ask, DefinitionVerdict result, std::string_view metric,
                            std::initializer_list<std::string_view> items) {
    const std::vector<Figure> figures = evaluate(ask.world, ask.subject, metric, ask.question);
    for (const std::string_view item : items) {
        for (const Figure& figure : figures) {
            if (figure.item != item) continue;
            result.verdict = verdict_of(figure);
            result.basis = result.verdict ? figure.name + ": " + figure.text : figure.note;
            if (result.verdict) return result;
        }
    }
    return result;
}

DefinitionVerdict traced_verdict(const Ask& ask) {
    DefinitionVerdict result{"traced", "traced origin above 50 % (M06)", {}, "no traced origins"};
    double largest = 0.0;
    for (const Figure& figure : evaluate(ask.world, ask.subject, "M06", ask.question)) {
        if (figure.item != "traced_share") continue;
        if (figure.state != FigureState::Value || !figure.value) {
            if (!figure.note.empty()) result.basis = figure.note;
            continue;
        }
        if (result.verdict && *figure.value <= largest) continue;
        largest = *figure.value;
        result.verdict = metrics::exceeds(largest, kHalf) ? Verdict::Certain : Verdict::No;
        result.basis = fmt::format("{} {} (model)", figure.partner_name, format_percent(largest));
    }
    return result;
}

std::vector<DefinitionVerdict> definitions_of(const Ask& ask, const ImportBasis& basis) {
    return {top_share_verdict(basis), interval_verdict(basis),
            evaluated(ask, {"ec", "strategic dependency of a bloc (M04)", {}, {}}, "M04", {"ec_dependent"}),
            evaluated(ask, {"geodep", "GeoDep (M05)", {}, {}}, "M05", {"geodep_persistent", "geodep"}), traced_verdict(ask)};
}

/// The same imports without one supplier, as if nothing had come from it.
ImportBasis without(const ImportBasis& basis, std::size_t supplier) {
    ImportBasis left = basis;
    metrics::ImportShares& shares = left.shares;
    const std::int64_t gone = shares.suppliers[supplier].value_usd;
    shares.suppliers.erase(shares.suppliers.begin() + static_cast<std::ptrdiff_t>(supplier));
    shares.named_usd -= gone;
    shares.denominator_usd -= gone;
    const auto whole = static_cast<double>(shares.denominator_usd);
    for (metrics::SupplierShare& other : shares.suppliers) other.share = static_cast<double>(other.value_usd) / whole;
    shares.unallocated_share = whole > 0.0 ? static_cast<double>(shares.unallocated_usd) / whole : 0.0;
    if (shares.unlisted_at_most)
        *shares.unlisted_at_most *= static_cast<double>(basis.shares.denominator_usd) / std::max(1.0, whole);
    return left;
}

/// Everything without a known origin from the top supplier after all.
ImportBasis unknown_from_top(const ImportBasis& basis) {
    ImportBasis all = basis;
    metrics::ImportShares& shares = all.shares;
    metrics::SupplierShare& top = shares.suppliers.front();
    top.value_usd += shares.unallocated_usd;
    top.share = static_cast<double>(top.value_usd) / static_cast<double>(shares.denominator_usd);
    shares.named_usd += shares.unallocated_usd;
    shares.unallocated_usd = 0;
    shares.unallocated_share = 0.0;
    return all;
}

/// The definitions that read the list of origins, over other origins; the others keep their verdict.
LeftOut over(const std::vector<DefinitionVerdict>& definitions, std::string what, const ImportBasis& basis) {
    LeftOut left{std::move(what), definitions};
    for (DefinitionVerdict& definition : left.definitions) {
        if (definition.id == "top_share") definition = top_share_verdict(basis);
        if (definition.id == "interval") definition = interval_verdict(basis);
    }
    return left;
}

std::vector<LeftOut> inputs_of(const Ask& ask, const ImportBasis& basis, const std::vector<DefinitionVerdict>& definitions) {
    std::vector<LeftOut> inputs;
    if (!basis.ok()) return inputs;
    for (std::size_t i = 0; i < basis.shares.suppliers.size() && basis.shares.suppliers.size() > 1; ++i) {
        inputs.push_back(over(definitions, "without " + country_label(*ask.world.dataset, basis.shares.suppliers[i].partner),
                              without(basis, i)));
    }
    if (basis.shares.unallocated_usd > 0 && !basis.shares.suppliers.empty()) {
        const std::string top = country_label(*ask.world.dataset, basis.shares.suppliers.front().partner);
        inputs.push_back(
            over(definitions,
                 fmt::format("if the {} without a known origin came from {}", format_percent(basis.shares.unallocated_share), top),
                 unknown_from_top(basis)));
    }
    return inputs;
}

std::string definition_text(const DefinitionVerdict& definition) {
    const std::string basis = definition.basis.empty() ? std::string{} : " (" + definition.basis + ")";
    return fmt::format("{}: {}{}", definition.name, definition.verdict ? verdict_text(*definition.verdict) : "does not apply",
                       basis);
}

/// "3 inputs would each change the verdict alone: without China, ..."
std::string changes_text(const Badge& all, const std::vector<Flip>& changes) {
    std::string text = all.applicable == 1 ? "only one definition applies; " : "";
    if (changes.empty()) return text + "no single input changes the verdict";
    text += changes.size() == 1 ? "one input would change the verdict: "
                                : fmt::format("{} inputs would each change the verdict alone: ", changes.size());
    constexpr std::size_t kNamed = 4;
    for (std::size_t i = 0; i < std::min(changes.size(), kNamed); ++i)
        text += fmt::format("{}{}", i == 0 ? "" : ", ", changes[i].what);
    return changes.size() > kNamed ? text + ", ..." : text;
}

Figure badge_figure(const Ask& ask, const ImportBasis& basis, const std::vector<DefinitionVerdict>& definitions,
                    const std::vector<Flip>& changes) {
    Figure figure = import_figure(ask, basis, "robustness", "Do the definitions agree?", Unit::Verdict);
    const Badge all = badge(definitions);
    if (all.applicable > 0) {
        figure.state = FigureState::Value;
        figure.text = badge_text(all);
        figure.note = changes_text(all, changes);
    } else if (figure.note.empty()) {
        figure.note = badge_text(all);
    }
    if (auto why = explain(ask, figure,
                           "the verdict that most of the applicable definitions give, each left out in turn, then each supplier")) {
        for (const DefinitionVerdict& definition : definitions) {
            Explanation part;
            part.title = definition.name;
            part.value = definition.verdict ? verdict_text(*definition.verdict) : "does not apply";
            part.formula = definition.basis;
            why->parts.push_back(std::move(part));
        }
        for (const Flip& flip : changes) {
            Explanation part;
            part.title = flip.what;
            part.value = badge_text(flip.badge);
            why->parts.push_back(std::move(part));
        }
        figure.why = std::move(why);
    }
    return figure;
}

}  // namespace

std::vector<Figure> badge_figures(const Ask& ask) {
    const ImportBasis basis = import_basis(ask.world, ask.subject, ask.question.group, ask.question.year);
    const std::vector<DefinitionVerdict> definitions = definitions_of(ask, basis);
    const std::vector<Flip> changes = flips(definitions, inputs_of(ask, basis, definitions));
    std::vector<Figure> figures{badge_figure(ask, basis, definitions, changes)};
    if (ask.detail == Detail::Headline) return figures;
    for (const DefinitionVerdict& definition : definitions) {
        Figure figure = import_figure(ask, basis, "robustness_" + definition.id, definition.name, Unit::Verdict);
        figure.state = definition.verdict ? FigureState::Value : FigureState::NotAvailable;
        figure.text = definition.verdict ? verdict_text(*definition.verdict) : "";
        figure.note = definition.basis;
        figure.why = explain(ask, figure, definition_text(definition));
        figures.push_back(std::move(figure));
    }
    for (const Flip& flip : changes) {
        Figure figure = import_figure(ask, basis, "leave_one_out", "Would change the verdict", Unit::Verdict);
        figure.state = FigureState::Value;
        figure.text = badge_text(flip.badge);
        figure.note = flip.what;
        figure.why = explain(ask, figure, flip.what + ": " + badge_text(flip.badge));
        figures.push_back(std::move(figure));
    }
    return figures;
}

}  // namespace linchpin::report
