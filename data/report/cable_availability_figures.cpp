// M16: the capacity that lasts on average, and how likely every cable is down. Probabilities are the user's: those of a scenario's
// chokepoints, of a table, or typed in.
#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <unordered_map>

#include "data/metrics/availability.h"
#include "data/report/cable_parts.h"
#include "data/report/input_parts.h"

namespace linchpin::report {
namespace {

using inputs::Kind;
using metrics::RiskyCable;

constexpr std::string_view kKept = "Expected capacity left", kCutOff = "Probability of being cut off";

/// A system's own probability of failing, and who says so.
struct Failing {
    std::optional<double> probability;  ///< empty = nobody says
    bool typed = false;
    inputs::Origin origin;  ///< of the table; line 0 = typed or not known
};

/// Typed values, then the table; what is said about one cable goes before what is said about all others.
class FailureBook {
public:
    explicit FailureBook(const CableAsk& in) {
        const inputs::UserInputs* const tables = in.ask.world.inputs;
        if (tables != nullptr && !tables->cable_failures.empty()) {
            asked_ = year_asked(in.ask);
            first_ = tables->cable_failures.front().year;
            table_ = inputs::at_or_before(std::span<const inputs::CableFailureYear>{tables->cable_failures}, asked_);
        }
        if (table_ != nullptr)
            for (const inputs::CableFailure& failure : table_->failures) book_[failure.cable] = {failure.probability, false, failure.origin};
        // One typed for all others must not hide what the table says about a cable.
        for (const TypedFailure& failure : in.ask.question.cable_failures) {
            book_[failure.cable] = {failure.probability, true, {}};
            ++typed_;
        }
    }
    [[nodiscard]] Failing of(Index cable) const {
        const auto own = book_.find(cable);
        if (own != book_.end()) return own->second;
        const auto others = book_.find(kNone);
        return others != book_.end() ? others->second : Failing{};
    }
    [[nodiscard]] bool empty() const noexcept { return book_.empty(); }
    [[nodiscard]] const inputs::CableFailureYear* table() const noexcept { return table_; }
    [[nodiscard]] std::size_t typed() const noexcept { return typed_; }
    /// Why a table that is there says nothing.
    [[nodiscard]] std::string too_early() const { return table_ == nullptr && first_ != 0 ? begins_later(Kind::CableFailure, first_, asked_) : std::string{}; }

private:
    std::unordered_map<Index, Failing> book_;
    const inputs::CableFailureYear* table_ = nullptr;
    std::size_t typed_ = 0;
    int asked_ = 0, first_ = 0;
};

/// One system of the subject with everything that may take it down.
struct Risk {
    const metrics::LandedSystem* system = nullptr;
    Failing own;
    std::vector<std::uint32_t> corridors;  ///< those that may close
};

struct Risks {
    const CableAsk& in;
    FailureBook book;
    std::span<const double> closing;
    std::vector<Risk> all;
    bool scenario = false;
    [[nodiscard]] std::size_t unknown() const {
        return static_cast<std::size_t>(std::count_if(all.begin(), all.end(), [](const Risk& risk) { return !risk.own.probability; }));
    }
};

Risks risks_of(const CableAsk& in) {
    Risks risks{in, FailureBook{in}, in.ask.world.corridor_failure, {}, !in.ask.world.corridor_failure.empty()};
    for (const metrics::LandedSystem& system : in.landed) {
        Risk risk{&system, risks.book.of(system.cable), {}};
        // Before anybody says anything about cables, a scenario asks what closing chokepoints alone do.
        if (risks.book.empty()) risk.own.probability = 0.0;
        // Corridors that never close change nothing, and without them the states can be counted out instead of sampled.
        for (const Index corridor : system.corridors)
            if (risks.scenario && (corridor >= risks.closing.size() || risks.closing[corridor] != 0.0)) risk.corridors.push_back(corridor);
        risks.all.push_back(std::move(risk));
    }
    return risks;
}

RiskyCable risky(const Risk& risk, double capacity, double if_unknown) { return {capacity, risk.own.probability.value_or(if_unknown), risk.corridors}; }

std::string assumption(const Risks& risks) {
    std::string text = "model: ";
    text += risks.scenario ? "the scenario's chokepoint probabilities" : "no chokepoint closes";
    if (risks.book.empty()) return text + ", independent; cables' own failures are taken as 0";
    text += ", cables fail on their own with the probability a year that ";
    const bool table = risks.book.table() != nullptr;
    text += table && risks.book.typed() > 0 ? "is typed in or stands in cable_failure.csv" : table ? "stands in cable_failure.csv" : "is typed in";
    return text + ", all independent";
}

/// Typed numbers, where they count, and where the others are from.
std::string credit(const Risks& risks) {
    std::vector<inputs::Origin> origins;
    bool typed = false;
    for (const Risk& risk : risks.all) {
        if (risk.own.origin.line != 0) origins.push_back(risk.own.origin);
        typed = typed || risk.own.typed;
    }
    std::string text = resource_credit(risks.in.dataset(), "cables");
    if (!origins.empty()) text += (text.empty() ? "" : "; ") + input_credit(*risks.in.ask.world.inputs, Kind::CableFailure, origins);
    if (typed) text += text.empty() ? "probabilities typed in" : "; probabilities typed in";
    return text;
}

Figure figure_of(const Risks& risks, bool isolated) {
    Figure figure = cable_figure(risks.in, isolated ? "isolated" : "expected_retained", std::string{isolated ? kCutOff : kKept}, Unit::Share);
    figure.source = credit(risks);
    if (const auto* const table = risks.book.table()) {
        const int asked = year_asked(risks.in.ask);
        add_note(figure, table->year < asked ? fmt::format("probabilities of {}, carried to {}", table->year, asked) : fmt::format("probabilities of {}", table->year));
    }
    add_note(figure, assumption(risks));
    if (!risks.book.too_early().empty()) add_note(figure, risks.book.too_early());
    if (const std::size_t unknown = risks.unknown(); unknown > 0) add_note(figure, fmt::format("no failure probability for {} of {} systems", unknown, risks.all.size()));
    return figure;
}

std::string closing_text(const Risks& risks, const Risk& risk) {
    std::string text;
    for (const std::uint32_t corridor : risk.corridors)
        text += fmt::format(" x (1 - {})", corridor < risks.closing.size() ? part_text(risks.closing[corridor]) : "?");
    return text;
}

void add_rows(const Risks& risks, Explanation& why) {
    for (const Risk& risk : risks.all) {
        const std::string& name = cable_name(risks.in, risk.system->cable);
        std::string what = risk.system->capacity_tbps ? capacity_text(*risk.system->capacity_tbps) : "capacity not published";
        if (risks.scenario) what += "; " + corridor_names(risks.in, *risk.system);
        if (risk.own.typed) what += fmt::format("; fails with {} a year, typed in", part_text(*risk.own.probability));
        add_row(why, cable_ref(risks.in.dataset(), risk.system->cable, what));
        if (risk.own.origin.line != 0)
            add_row(why, input_ref(*risks.in.ask.world.inputs, Kind::CableFailure, risk.own.origin, fmt::format("{}: fails with {} a year, {}", name, part_text(*risk.own.probability), risks.book.table()->year)));
    }
}

/// What lasts: over the systems whose capacity and probability are known; the others make the interval.
Figure retained(const Risks& risks) {
    const auto gap = [&](std::string note) { return no_figure(risks.in, "expected_retained", std::string{kKept}, Unit::Share, FigureState::NoData, std::move(note)); };
    std::vector<RiskyCable> known, worst, best;
    std::vector<std::string> terms;
    double capacity = 0.0;
    std::size_t imputed = 0;
    for (const Risk& risk : risks.all) {
        const double tbps = risk.system->capacity_tbps.value_or(0.0);
        if (!(tbps > 0.0)) continue;
        imputed += risk.system->imputed ? 1 : 0;  // also those of unknown probability: they make the interval
        worst.push_back(risky(risk, tbps, 1.0));
        best.push_back(risky(risk, tbps, 0.0));
        if (!risk.own.probability) continue;
        known.push_back(risky(risk, tbps, 0.0));
        capacity += tbps;
        terms.push_back(fmt::format("{} x (1 - {}){}", capacity_text(tbps), part_text(*risk.own.probability), closing_text(risks, risk)));
    }
    if (worst.empty()) return gap(fmt::format("no capacity is published for any of the {} systems", risks.all.size()));
    if (known.empty()) return gap(fmt::format("no failure probability is given for any of the {} systems with a known capacity", worst.size()));
    const auto result = metrics::availability(known, risks.closing);
    if (!result) return gap(result.error().message);
    Figure figure = figure_of(risks, false);
    figure.imputed = imputed;
    set_value(figure, result->expected_retained);
    figure.coverage = static_cast<double>(known.size()) / static_cast<double>(risks.all.size());
    if (known.size() < worst.size()) {
        const auto low = metrics::availability(worst, risks.closing), high = metrics::availability(best, risks.closing);
        if (low && high) {
            figure.low = std::min(low->expected_retained, result->expected_retained);
            figure.high = std::max(high->expected_retained, result->expected_retained);
        }
    }
    if (auto why = explain(risks.in.ask, figure,
                           fmt::format("sum of capacity x (1 - p) x product of (1 - q) over its corridors / capacity = ({}) / {} = {}", sum_text(terms), capacity_text(capacity),
                                       part_text(result->expected_retained)))) {
        add_rows(risks, *why);
        figure.why = std::move(why);
    }
    return figure;
}

/// Every system down at once. @param if_unknown  probability of systems that nobody says anything about
Result<metrics::Availability> all_down(const Risks& risks, double if_unknown) {
    std::vector<RiskyCable> cables;
    for (const Risk& risk : risks.all) {
        cables.push_back(risky(risk, 1.0, if_unknown));  // whether one is down does not depend on its size, and sizes may be unknown
        if (cables.back().corridors.empty() && cables.back().failure == 0.0) return metrics::Availability{};  // nothing takes it down: exactly 0
    }
    return metrics::availability(cables, risks.closing);
}

/// Ends of what a sample leaves open.
std::pair<double, double> ends(const metrics::Availability& result) {
    if (result.exact) return {result.isolated, result.isolated};
    // Never met in n samples: 3 / n is the 95 % bound.
    const double reach = result.isolated > 0.0 ? 2.0 * result.isolated_standard_error : 3.0 / metrics::kAvailabilitySamples;
    return {std::max(0.0, result.isolated - reach), std::min(1.0, result.isolated + reach)};
}

std::string isolated_formula(const Risks& risks, double value) {
    const bool corridors = std::any_of(risks.all.begin(), risks.all.end(), [](const Risk& risk) { return !risk.corridors.empty(); });
    if (corridors) return fmt::format("sum over the states of the corridors of their probability, where every cable is down = {}", part_text(value));
    std::string product;
    for (std::size_t i = 0; i < std::min<std::size_t>(risks.all.size(), 6); ++i)
        product += (i == 0 ? "" : " x ") + (risks.all[i].own.probability ? part_text(*risks.all[i].own.probability) : std::string{"?"});
    if (risks.all.size() > 6) product += fmt::format(" x {} more", risks.all.size() - 6);
    return fmt::format("product of the failure probabilities = {} = {}", product, part_text(value));
}

Figure isolation(const Risks& risks) {
    const auto worst = all_down(risks, 1.0), best = all_down(risks, 0.0);
    if (!worst || !best) return no_figure(risks.in, "isolated", std::string{kCutOff}, Unit::Share, FigureState::NoData, (worst ? best : worst).error().message);
    const double low = ends(*best).first, high = ends(*worst).second;
    Figure figure = figure_of(risks, true);
    const std::size_t unknown = risks.unknown();
    figure.coverage = static_cast<double>(risks.all.size() - unknown) / static_cast<double>(risks.all.size());
    std::string formula;
    if (unknown == 0 || high == low) {
        set_value(figure, worst->isolated);
        if (!worst->exact) {
            figure.low = low;
            figure.high = high;
            add_note(figure, worst->isolated > 0.0 ? fmt::format("sampled, standard error {:.2g}", worst->isolated_standard_error)
                                                   : fmt::format("not met in {} samples", metrics::kAvailabilitySamples));
        }
        formula = isolated_formula(risks, worst->isolated);
    } else {
        // One number would have to be made up; the two ends are what is known.
        figure.state = FigureState::NotAvailable;
        figure.low = low;
        figure.high = high;
        add_note(figure, fmt::format("between {} and {}, whatever they are", value_text(low, Unit::Share), value_text(high, Unit::Share)));
        formula = fmt::format("with 0 for the systems without a probability: {}; with 1: {}", part_text(low), part_text(high));
    }
    if (auto why = explain(risks.in.ask, figure, formula)) {
        add_rows(risks, *why);
        figure.why = std::move(why);
    }
    return figure;
}

std::string needs_note(const CableAsk& in) {
    std::string note = "needs failure probabilities, which no table of the pack holds: load cable_failure.csv, type one in, or give chokepoints a "
                       "probability of closing in a scenario";
    if (const std::string refused = refused_note(in.ask.world.inputs, Kind::CableFailure); !refused.empty()) note += "; " + refused;
    return note;
}

}  // namespace

std::vector<Figure> availability_figures(const CableAsk& in) {
    const Risks risks = risks_of(in);
    const auto both = [&](FigureState state, const std::string& note) {
        return std::vector<Figure>{no_figure(in, "expected_retained", std::string{kKept}, Unit::Share, state, note),
                                   no_figure(in, "isolated", std::string{kCutOff}, Unit::Share, state, note)};
    };
    if (!risks.scenario && risks.book.empty()) {
        const std::string early = risks.book.too_early();
        return early.empty() ? both(FigureState::NeedsInput, needs_note(in)) : both(FigureState::NotAvailable, early);
    }
    if (in.landed.empty()) return {no_figure(in, "expected_retained", std::string{kKept}, Unit::Share, FigureState::NoData, no_system_note(in))};
    return {retained(risks), isolation(risks)};
}

}  // namespace linchpin::report
