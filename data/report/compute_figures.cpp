// M11, M12 and M24: whose compute stands in a country, what class it is of, and what its operators run abroad.
#include <algorithm>
#include <fmt/format.h>
#include <iterator>

#include "data/report/compute_parts.h"
#include "data/report/families.h"

namespace linchpin::report {

Sites sites_of(const Ask& ask, metrics::SiteMeasure measure) {
    return metrics::weighted_sites(*ask.world.dataset, measure, ask.question.date, ask.question.with_plans);
}

std::string plans_note(const Ask& ask) { return ask.question.with_plans ? "plans whose year has come count" : std::string{}; }

void join(std::string& text, std::string_view more) {
    if (more.empty()) return;
    if (!text.empty()) text += "; ";
    text += more;
}

void set_share(Figure& figure, double share, double coverage) {
    set_value(figure, share);
    figure.coverage = coverage;
    figure.low = share * coverage;
    figure.high = std::min(1.0, share * coverage + (1.0 - coverage));
}

Figure compute_figure(const Ask& ask, std::string_view item, std::string name, Unit unit) {
    Figure figure = new_figure(ask, item, std::move(name), unit);
    figure.source = resource_credit(*ask.world.dataset, "data_centers");
    return figure;
}

void add_site_row(const Ask& ask, Explanation& why, const metrics::WeightedSite& site, metrics::SovereigntyLevel level, Unit unit) {
    const Dataset& dataset = *ask.world.dataset;
    const Index nationality = site.at(level);
    const std::string of =
        nationality < dataset.countries.size() ? dataset.countries[nationality].code.str() : "unknown nationality";
    add_row(why, site_ref(dataset, site.site, fmt::format("{}, {}", of, value_text(site.weight, unit))));
}

std::vector<Figure> compute_figures(const Ask& ask) {
    if (ask.metric.id == "M11") return sovereignty_figures(ask);
    if (ask.metric.id == "M12") return compute_class_figures(ask);
    return footprint_figures(ask);
}

}  // namespace linchpin::report
