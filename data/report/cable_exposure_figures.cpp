// M17: how much of a subject's landed systems passes each chokepoint.
#include <algorithm>
#include <fmt/format.h>
#include <utility>

#include "data/metrics/chokepoint_exposure.h"
#include "data/report/cable_parts.h"
#include "data/route/corridors.h"

namespace linchpin::report {
namespace {

constexpr std::size_t kHeadlineChokepoints = 3;

/// Landed systems that pass one chokepoint.
struct Passing {
    Index chokepoint = kNone;
    std::vector<const metrics::LandedSystem*> systems;
    std::size_t by_list = 0;  ///< of them: named by the facts' lists; the others by their schematic route only
    std::optional<double> capacity_share;
    double count_share = 0.0;
};

/// Sorted by cable and chokepoint.
using Passages = std::vector<route::Passage>;

bool on_list(const Passages& passages, Index cable, Index chokepoint) {
    const auto it = std::lower_bound(passages.begin(), passages.end(), std::pair{cable, chokepoint},
                                     [](const route::Passage& p, const auto& key) {
                                         return std::pair{p.cable, p.chokepoint} < key;
                                     });
    return it != passages.end() && it->cable == cable && it->chokepoint == chokepoint && it->by_list;
}

std::vector<Passing> passings(const CableAsk& in, const Passages& passages) {
    std::vector<Passing> result;
    std::vector<metrics::RoutedFlow> capacities, counts;
    for (const metrics::LandedSystem& system : in.landed) {
        capacities.push_back({system.capacity_tbps.value_or(0.0), system.corridors});
        counts.push_back({1.0, system.corridors});
    }
    for (Index chokepoint = 0; chokepoint < in.dataset().chokepoints.size(); ++chokepoint) {
        Passing passing;
        passing.chokepoint = chokepoint;
        for (const metrics::LandedSystem& system : in.landed) {
            if (!std::binary_search(system.corridors.begin(), system.corridors.end(), chokepoint)) continue;
            passing.systems.push_back(&system);
            passing.by_list += on_list(passages, system.cable, chokepoint) ? 1 : 0;
        }
        if (passing.systems.empty()) continue;
        passing.capacity_share = metrics::chokepoint_exposure(capacities, chokepoint);
        passing.count_share = metrics::chokepoint_exposure(counts, chokepoint).value_or(0.0);
        result.push_back(std::move(passing));
    }
    std::stable_sort(result.begin(), result.end(), [](const Passing& a, const Passing& b) {
        const double left = a.capacity_share.value_or(0.0), right = b.capacity_share.value_or(0.0);
        return left != right ? left > right : a.count_share > b.count_share;
    });
    return result;
}

std::string basis_note(const Passing& passing) {
    const std::size_t by_route = passing.systems.size() - passing.by_list;
    if (by_route == 0) return "by the facts' lists";
    if (passing.by_list == 0) return "by schematic routes only";
    return fmt::format("{} by the facts' lists, {} by schematic routes only", passing.by_list, by_route);
}

Figure share_figure(const CableAsk& in, const Passages& passages, const Passing& passing, bool by_capacity) {
    const Chokepoint& chokepoint = in.dataset().chokepoints[passing.chokepoint];
    Figure figure = cable_figure(in, by_capacity ? "capacity_share" : "count_share",
                                 by_capacity ? "Capacity through the chokepoint" : "Systems through the chokepoint", Unit::Share);
    figure.partner = chokepoint.id;
    figure.partner_name = chokepoint.name;
    double known = 0.0, all = 0.0, crossing = 0.0;
    for (const metrics::LandedSystem& system : in.landed) {
        known += system.capacity_tbps ? 1.0 : 0.0;
        figure.imputed += by_capacity && system.imputed ? 1 : 0;
        all += system.capacity_tbps.value_or(0.0);
    }
    for (const metrics::LandedSystem* system : passing.systems) crossing += system->capacity_tbps.value_or(0.0);
    add_note(figure, basis_note(passing));
    add_note(figure, "whole systems: one that passes anywhere counts, wherever this country's traffic goes");
    std::string formula;
    if (by_capacity) {
        if (!passing.capacity_share) {
            add_note(figure, fmt::format("no capacity is published for any of the {} systems", in.landed.size()));
            figure.why = explain(in.ask, figure, std::string{in.ask.metric.definition});
            return figure;
        }
        set_value(figure, *passing.capacity_share);
        figure.coverage = known / static_cast<double>(in.landed.size());
        formula =
            fmt::format("capacity that passes / capacity of all systems = {} / {}", capacity_text(crossing), capacity_text(all));
    } else {
        set_value(figure, passing.count_share);
        formula = fmt::format("systems that pass / all systems = {} / {}", passing.systems.size(), in.landed.size());
    }
    if (auto why = explain(in.ask, figure, std::move(formula))) {
        for (const metrics::LandedSystem* system : passing.systems) {
            const bool from_list = on_list(passages, system->cable, passing.chokepoint);
            add_row(*why, cable_ref(in.dataset(), system->cable,
                                    fmt::format("passes ({}), {}", from_list ? "listed" : "schematic route",
                                                system->capacity_tbps ? capacity_text(*system->capacity_tbps)
                                                                      : std::string{"capacity not published"})));
        }
        figure.why = std::move(why);
    }
    return figure;
}

}  // namespace

std::vector<Figure> exposure_figures(const CableAsk& in) {
    const std::string name = "Capacity through the chokepoint";
    if (in.dataset().cable_corridors.empty())
        return {no_figure(in, "capacity_share", name, Unit::Share, FigureState::NeedsInput,
                          "needs a table of cables and the chokepoints they pass")};
    if (in.landed.empty()) return {no_figure(in, "capacity_share", name, Unit::Share, FigureState::NoData, no_system_note(in))};
    const Passages passages = route::table_passages(in.dataset());
    const std::vector<Passing> found = passings(in, passages);
    if (found.empty()) {
        const auto nothing = [&](const char* item, const char* named, const std::string& formula) {
            Figure figure = cable_figure(in, item, named, Unit::Share);
            set_value(figure, 0.0);
            add_note(figure, fmt::format("none of the {} systems passes a chokepoint of the table", in.landed.size()));
            auto why = explain(in.ask, figure, formula);
            add_system_rows(in, why.get());
            figure.why = std::move(why);
            return figure;
        };
        std::vector<Figure> figures;
        // Without any published capacity its share is not known, be it nothing of nothing.
        const auto known = std::count_if(in.landed.begin(), in.landed.end(), [](const metrics::LandedSystem& system) { return system.capacity_tbps.has_value(); });
        if (known > 0) {
            figures.push_back(nothing("capacity_share", "Capacity through any chokepoint", "capacity that passes / capacity of all systems = 0"));
            figures.back().coverage = static_cast<double>(known) / static_cast<double>(in.landed.size());
        }
        figures.push_back(nothing("count_share", "Systems through any chokepoint", fmt::format("systems that pass / all systems = 0 / {}", in.landed.size())));
        return figures;
    }
    std::vector<Figure> figures;
    const std::size_t shown = in.full() ? found.size() : std::min(kHeadlineChokepoints, found.size());
    for (std::size_t i = 0; i < shown; ++i) {
        figures.push_back(share_figure(in, passages, found[i], true));
        if (in.full() || !found[i].capacity_share) figures.push_back(share_figure(in, passages, found[i], false));
    }
    return figures;
}

}  // namespace linchpin::report
