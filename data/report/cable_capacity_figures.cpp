// M13 and M14: what is left of a subject's capacity, and how diverse it is.
#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "data/report/cable_parts.h"

namespace linchpin::report {
namespace {

constexpr std::size_t kCuts = 3;
constexpr std::size_t kNamedCables = 5;

double known_share(std::size_t known, std::size_t systems) { return static_cast<double>(known) / static_cast<double>(systems); }

std::size_t imputed_systems(const CableAsk& in) {
    return static_cast<std::size_t>(std::count_if(in.landed.begin(), in.landed.end(), [](const auto& system) { return system.imputed; }));
}

/// The one figure of a subject whose capacity nobody knows.
Figure unknown_capacity(const CableAsk& in, std::string_view item, std::string name, Unit unit) {
    std::string note = in.landed.empty() ? no_system_note(in)
                                         : fmt::format("no capacity is published for any of the {} systems", in.landed.size());
    Figure figure = no_figure(in, item, std::move(name), unit, FigureState::NoData, std::move(note));
    if (!in.landed.empty()) figure.coverage = 0.0;
    return figure;
}

Figure systems_figure(const CableAsk& in) {
    Figure figure = cable_figure(in, "systems", "International cable systems", Unit::Number);
    set_value(figure, static_cast<double>(in.landed.size()));
    auto why = explain(in.ask, figure, "systems in service that land here and elsewhere, each once");
    add_system_rows(in, why.get());
    figure.why = std::move(why);
    return figure;
}

Figure retained_figure(const CableAsk& in, const metrics::RetainedCapacity& left, std::size_t k) {
    Figure figure =
        cable_figure(in, fmt::format("retained_{}", k),
                     k == 1 ? "Left without the largest cable" : fmt::format("Left without the {} largest cables", k), Unit::Share);
    set_value(figure, left.after(k));
    figure.coverage = known_share(left.known, left.systems);
    figure.imputed = imputed_systems(in);
    add_note(figure, capacity_note(in, left.known));
    std::vector<std::string> names;
    for (std::size_t i = 0; i < std::min(k, left.order.size()); ++i) names.push_back(cable_name(in, left.order[i]));
    if (k == 1) {
        figure.partner = in.dataset().cables[left.order.front()].id;
        figure.partner_name = names.front();
    }
    figure.text = fmt::format("without {}", listed(names));
    const double cut = (1.0 - left.after(k)) * left.total_tbps;
    auto why = explain(in.ask, figure,
                       fmt::format("1 - capacity of {} / capacity of all = 1 - {} / {}", listed(names), capacity_text(cut),
                                   capacity_text(left.total_tbps)));
    add_system_rows(in, why.get());
    figure.why = std::move(why);
    return figure;
}

Figure plain_figure(const CableAsk& in, std::string_view item, std::string name, Unit unit, double value, std::size_t known,
                    std::string formula) {
    Figure figure = cable_figure(in, item, std::move(name), unit);
    set_value(figure, value);
    figure.coverage = known_share(known, in.landed.size());
    figure.imputed = imputed_systems(in);
    add_note(figure, capacity_note(in, known));
    auto why = explain(in.ask, figure, std::move(formula));
    add_system_rows(in, why.get());
    figure.why = std::move(why);
    return figure;
}

Figure largest_figure(const CableAsk& in, const metrics::RetainedCapacity& left, std::size_t rank) {
    const Index cable = left.order[rank];
    const auto system = std::find_if(in.landed.begin(), in.landed.end(), [&](const auto& s) { return s.cable == cable; });
    Figure figure =
        cable_figure(in, fmt::format("largest_{}", rank + 1), fmt::format("Largest cable, rank {}", rank + 1), Unit::TerabitPerS);
    set_value(figure, *system->capacity_tbps);
    figure.partner = in.dataset().cables[cable].id;
    figure.partner_name = cable_name(in, cable);
    if (system->imputed) {
        figure.imputed = 1;
        add_note(figure, "imputed: the median of its decade");
    }
    if (auto why = explain(in.ask, figure, fmt::format("design capacity of {}", figure.partner_name))) {
        add_row(*why, cable_ref(in.dataset(), cable, value_text(figure)));
        figure.why = std::move(why);
    }
    return figure;
}

}  // namespace

std::string capacity_note(const CableAsk& in, std::size_t known) {
    const std::size_t imputed = imputed_systems(in);
    std::string note = fmt::format("capacity known for {} of {} systems", known - imputed, in.landed.size());
    if (imputed > 0) note += fmt::format(", {} more imputed by the median of their decade", imputed);
    return note + "; design capacity";
}

std::string corridor_names(const CableAsk& in, const metrics::LandedSystem& system) {
    std::vector<std::string> names;
    for (const Index corridor : system.corridors) {
        if (corridor < in.dataset().chokepoints.size()) names.push_back(in.dataset().chokepoints[corridor].name);
    }
    return names.empty() ? "no corridor" : listed(names);
}

std::vector<Figure> retained_figures(const CableAsk& in) {
    const auto left = metrics::retained_capacity(in.landed);
    if (!left) {
        std::vector<Figure> figures{unknown_capacity(in, "retained_1", "Left without the largest cable", Unit::Share)};
        if (!in.landed.empty()) figures.push_back(systems_figure(in));
        return figures;
    }
    std::vector<Figure> figures;
    for (std::size_t k = 1; k <= (in.full() ? kCuts : 1); ++k) figures.push_back(retained_figure(in, *left, k));
    figures.push_back(plain_figure(
        in, "k50", "Cuts until less than half is left", Unit::Number, static_cast<double>(left->k50), left->known,
        fmt::format("left after {}: {}; after {}: {}", left->k50 - 1, value_text(left->after(left->k50 - 1), Unit::Share),
                    left->k50, value_text(left->after(left->k50), Unit::Share))));
    figures.push_back(plain_figure(in, "total_tbps", "Landed design capacity", Unit::TerabitPerS, left->total_tbps, left->known,
                                   "sum over the systems with a known capacity"));
    figures.push_back(systems_figure(in));
    if (!in.full()) return figures;
    for (std::size_t rank = 0; rank < std::min(kNamedCables, left->order.size()); ++rank)
        figures.push_back(largest_figure(in, *left, rank));
    return figures;
}

std::vector<Figure> diversity_figures(const CableAsk& in) {
    const auto found = metrics::cable_diversity(in.landed);
    if (!found) return {unknown_capacity(in, "illusion", "Illusion of diversity", Unit::Ratio)};
    const std::string square = "1 / sum of squared shares of capacity by ";
    std::vector<Figure> figures;
    figures.push_back(plain_figure(in, "effective_cables", "Effective number of cables", Unit::Number, found->effective_cables,
                                   found->known, square + "cable"));
    if (in.full())
        figures.push_back(plain_figure(in, "effective_landings", "Effective number of landing sites", Unit::Number,
                                       found->effective_landings, found->known,
                                       square + "landing site, a cable split equally over its sites here"));
    if (in.dataset().cable_corridors.empty()) {
        figures.push_back(no_figure(in, "illusion", "Illusion of diversity", Unit::Ratio, FigureState::NeedsInput,
                                    "needs a table of cables and the corridors they pass"));
        return figures;
    }
    figures.push_back(plain_figure(in, "effective_corridors", "Effective number of corridors", Unit::Number,
                                   found->effective_corridors, found->known,
                                   square + "corridor, a cable split equally over its corridors, one in none a class of its own"));
    figures.push_back(plain_figure(
        in, "illusion", "Illusion of diversity", Unit::Ratio, found->illusion, found->known,
        fmt::format("effective cables / effective corridors = {} / {}", value_text(found->effective_cables, Unit::Ratio),
                    value_text(found->effective_corridors, Unit::Ratio))));
    if (found->illusion < 1.0 - 1e-9)
        add_note(figures.back(), "below 1: its cables pass several corridors each, and each of those can cut them");
    if (figures.back().why) {
        auto why = std::make_shared<Explanation>(*figures.back().why);
        why->rows.clear();
        why->rows_left_out = 0;
        for (const metrics::LandedSystem& system : in.landed) {
            if (system.capacity_tbps) add_row(*why, cable_ref(in.dataset(), system.cable, corridor_names(in, system)));
        }
        figures.back().why = std::move(why);
    }
    return figures;
}

}  // namespace linchpin::report
