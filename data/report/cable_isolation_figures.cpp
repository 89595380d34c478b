// M15: the fewest cables whose loss cuts a subject off from the hubs.
#include <algorithm>
#include <fmt/format.h>
#include <limits>

#include "data/report/cable_parts.h"

namespace linchpin::report {
namespace {

using metrics::IsolationKind;
using metrics::IsolationMode;

struct Variant {
    const char* item;
    const char* name;
    bool with_land;
    IsolationMode mode;
};
constexpr Variant kVariants[] = {
    {"sea_systems", "Fewest cables to cut it off, by sea only", false, IsolationMode::WholeSystems},
    {"land_systems", "Fewest cables to cut it off, land borders open", true, IsolationMode::WholeSystems},
    {"sea_segments", "Fewest cable segments to cut it off, by sea only", false, IsolationMode::Segments},
    {"land_segments", "Fewest cable segments to cut it off, land borders open", true, IsolationMode::Segments},
};

/// A note names no more cuts than this; the text and the explanation name all.
constexpr std::size_t kNamedCuts = 4;

std::string hubs_text(const CableAsk& in, std::span<const Index> hubs) {
    std::vector<std::string> names;
    for (const Index hub : hubs) names.push_back(country_label(in.dataset(), hub));
    return listed(names);
}

std::string cut_name(const CableAsk& in, const metrics::LabelledEdge& cut, IsolationMode mode) {
    const std::string& cable = cable_name(in, cut.label);
    if (mode == IsolationMode::WholeSystems) return cable;
    return fmt::format("{} ({} to {})", cable, country_label(in.dataset(), cut.a), country_label(in.dataset(), cut.b));
}

std::vector<std::string> cut_names(const CableAsk& in, const IsolationAnswer& answer, IsolationMode mode) {
    std::vector<std::string> names;
    for (const metrics::LabelledEdge& cut : answer.cut) names.push_back(cut_name(in, cut, mode));
    return names;
}

/// Sets value, text and note from a found number.
void fill(Figure& figure, const CableAsk& in, const Variant& variant, const IsolationAnswer& answer) {
    const metrics::Isolation& found = *answer.result;
    if (found.kind == IsolationKind::Never) {
        figure.state = FigureState::NotAvailable;
        figure.text = "joined by land";
        add_note(figure, "joined by land: a hub is reached over land borders, which a cable cut does not close");
        return;
    }
    set_value(figure, static_cast<double>(found.number));
    if (found.kind == IsolationKind::AtLeast) {
        figure.low = figure.value;
        figure.high = std::numeric_limits<double>::infinity();
        figure.text = fmt::format("at least {}", found.number);
        add_note(figure, fmt::format("at least {} (searched to {})", found.number, metrics::kIsolationDepth));
        return;
    }
    if (found.number == 0) {
        figure.text = "no hub can be reached";
        add_note(figure, "no hub can be reached even now");
        return;
    }
    figure.text = listed(cut_names(in, answer, variant.mode));
    if (answer.cut.size() == 1) {
        figure.partner = in.dataset().cables[answer.cut.front().label].id;
        figure.partner_name = cable_name(in, answer.cut.front().label);
    }
    std::vector<std::string> names = cut_names(in, answer, variant.mode);
    if (names.size() > kNamedCuts + 1) {
        const std::size_t more = names.size() - kNamedCuts;
        names.resize(kNamedCuts);
        names.push_back(fmt::format("{} more", more));
    }
    add_note(figure, fmt::format("for example by cutting {}", listed(names)));
}

std::string formula(const Variant& variant, const std::string& hubs) {
    return fmt::format("least number of {} to cut so that no way {} leads to {}",
                       variant.mode == IsolationMode::WholeSystems ? "whole systems" : "segments between two countries",
                       variant.with_land ? "by cable or over a land border" : "by cable", hubs);
}

/// No number, and why: no hub outside, no border table, or no link.
std::optional<Figure> impossible(const CableAsk& in, const Variant& variant, std::span<const Index> hubs) {
    const auto none = [&](FigureState state, std::string note) {
        return no_figure(in, variant.item, variant.name, Unit::Number, state, std::move(note));
    };
    if (hubs.empty())
        return none(in.model->default_hubs().empty() ? FigureState::NoData : FigureState::NotAvailable,
                    in.model->default_hubs().empty() ? "no landed capacity is known, so there is no hub"
                                                     : "every hub is part of the subject");
    if (variant.with_land && in.ask.world.borders.empty())
        return none(FigureState::NeedsInput, "needs land borders, from the base map");
    if (!variant.with_land && in.landed.empty()) return none(FigureState::NoData, no_system_note(in) + ": no value by sea only");
    return std::nullopt;
}

Figure one(const CableAsk& in, const Variant& variant, std::span<const Index> hubs) {
    if (auto none = impossible(in, variant, hubs)) return std::move(*none);
    const IsolationAnswer answer =
        in.model->isolation({in.ask.subject.members, {hubs.begin(), hubs.end()}, variant.with_land, variant.mode});
    if (!answer.result)
        return no_figure(
            in, variant.item, variant.name, Unit::Number, FigureState::NoData,
            variant.with_land ? "no cable and no land border is recorded" : "no cable segment to another country is recorded");
    Figure figure = cable_figure(in, variant.item, variant.name, Unit::Number);
    fill(figure, in, variant, answer);
    const std::string names = hubs_text(in, hubs);
    add_note(figure, "hubs: " + names);
    if (auto why = explain(in.ask, figure, formula(variant, names))) {
        for (const metrics::LabelledEdge& cut : answer.cut)
            add_row(*why, cable_ref(in.dataset(), cut.label, "in the killing set: " + cut_name(in, cut, variant.mode)));
        if (answer.cut.empty()) add_system_rows(in, why.get());
        figure.why = std::move(why);
    }
    return figure;
}

Figure hubs_figure(const CableAsk& in, std::span<const Index> hubs) {
    Figure figure = cable_figure(in, "hubs", "Hub countries", Unit::Class);
    figure.state = FigureState::Value;
    figure.text = hubs_text(in, hubs);
    add_note(figure,
             in.ask.question.hubs.empty() ? "the ten countries with most landed capacity, without the subject" : "as chosen");
    figure.why =
        explain(in.ask, figure, in.ask.question.hubs.empty() ? "countries by landed design capacity, largest first" : "as chosen");
    return figure;
}

}  // namespace

std::vector<Figure> isolation_figures(const CableAsk& in) {
    const std::vector<Index> hubs = hubs_of(in);
    std::vector<Figure> figures;
    for (const Variant& variant : kVariants) {
        if (!in.full() && variant.mode == IsolationMode::Segments) continue;
        figures.push_back(one(in, variant, hubs));
    }
    if (in.full() && !hubs.empty()) figures.push_back(hubs_figure(in, hubs));
    return figures;
}

}  // namespace linchpin::report
