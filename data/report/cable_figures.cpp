#include <algorithm>
#include <fmt/format.h>

#include "data/report/cable_parts.h"

namespace linchpin::report {

Figure cable_figure(const CableAsk& in, std::string_view item, std::string name, Unit unit) {
    Figure figure = new_figure(in.ask, item, std::move(name), unit);
    figure.source = resource_credit(in.dataset(), "cables");
    if (in.ask.question.with_plans) figure.note = "planned systems count";
    return figure;
}

void add_note(Figure& figure, std::string_view note) {
    if (note.empty()) return;
    if (!figure.note.empty()) figure.note += "; ";
    figure.note += note;
}

Figure no_figure(const CableAsk& in, std::string_view item, std::string name, Unit unit, FigureState state, std::string note) {
    Figure figure = cable_figure(in, item, std::move(name), unit);
    figure.state = state;
    figure.note = std::move(note);
    figure.why = explain(in.ask, figure, std::string{in.ask.metric.definition});
    return figure;
}

std::string no_system_note(const CableAsk& in) {
    const bool any =
        std::any_of(in.dataset().landing_points.begin(), in.dataset().landing_points.end(), [&](const LandingPoint& point) {
            return point.country < in.ask.subject.member.size() && in.ask.subject.member[point.country] != 0;
        });
    return any ? "no international cable system in service is recorded here at that time" : "no cable landing is recorded here";
}

const std::string& cable_name(const CableAsk& in, Index cable) { return in.dataset().cables[cable].name; }

std::vector<Index> hubs_of(const CableAsk& in) {
    std::vector<Index> hubs = in.ask.question.hubs.empty() ? in.model->default_hubs() : in.ask.question.hubs;
    std::erase_if(hubs, [&](Index hub) { return hub >= in.ask.subject.member.size() || in.ask.subject.member[hub] != 0; });
    return hubs;
}

std::string listed(std::span<const std::string> names) {
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0) text += i + 1 == names.size() ? " and " : ", ";
        text += names[i];
    }
    return text;
}

std::string capacity_text(double tbps) {
    return tbps < 0.1 ? fmt::format("{:.3g} Gbit/s", 1000.0 * tbps) : value_text(tbps, Unit::TerabitPerS);
}

void add_system_rows(const CableAsk& in, Explanation* why) {
    if (why == nullptr) return;
    std::vector<const metrics::LandedSystem*> order;
    for (const metrics::LandedSystem& system : in.landed) order.push_back(&system);
    std::stable_sort(order.begin(), order.end(),
                     [](const auto* a, const auto* b) { return a->capacity_tbps.value_or(0.0) > b->capacity_tbps.value_or(0.0); });
    for (const metrics::LandedSystem* system : order) {
        const std::string what = !system->capacity_tbps ? "capacity not published"
                                 : system->imputed      ? fmt::format("capacity not published; {} taken, the median of its decade",
                                                                      capacity_text(*system->capacity_tbps))
                                                        : capacity_text(*system->capacity_tbps);
        add_row(*why, cable_ref(in.dataset(), system->cable, what));
    }
}

std::vector<Figure> cable_figures(const Ask& ask) {
    CableAsk in{ask, cable_model(ask.world, ask.question), {}};
    in.landed = metrics::landed_systems(*ask.world.dataset, in.model->systems(), ask.subject.member);
    const std::string_view id = ask.metric.id;
    if (id == "M13") return retained_figures(in);
    if (id == "M14") return diversity_figures(in);
    if (id == "M15") return isolation_figures(in);
    if (id == "M16") return availability_figures(in);
    if (id == "M17") return exposure_figures(in);
    if (id == "M20") return betweenness_figures(in);
    if (id == "M21") return latency_figures(in);
    return {};
}

}  // namespace linchpin::report
