// M12: compute North, South or Desert. M24: what a nationality's operators run abroad.
#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "data/metrics/compute_class.h"
#include "data/query/visibility.h"
#include "data/report/compute_parts.h"

namespace linchpin::report {
namespace {

using metrics::SovereigntyLevel;
using metrics::WeightedSite;

struct ClassInfo {
    metrics::ComputeClass cls;
    std::string_view id, text;
};
constexpr std::array<ClassInfo, 6> kClasses{{
    {metrics::ComputeClass::North, "north", "North"},
    {metrics::ComputeClass::South, "south", "South"},
    {metrics::ComputeClass::Desert, "desert", "Desert"},
    {metrics::ComputeClass::Unclassified, "unclassified", "Unclassified"},
    {metrics::ComputeClass::NoAcceleratorData, "no_accelerator_data", "no accelerator data"},
    {metrics::ComputeClass::NoSites, "no_sites", "no sites in this data set"},
}};
const ClassInfo& class_info(metrics::ComputeClass cls) {
    return *std::find_if(kClasses.begin(), kClasses.end(), [&](const ClassInfo& info) { return info.cls == cls; });
}

metrics::SiteAccelerator accelerator_of(const Dataset& dataset, const Site& site) {
    if (site.accelerator_class < dataset.accelerators.size())
        return metrics::site_accelerator(dataset.accelerators[site.accelerator_class].cls);
    return site.accelerator.empty() ? metrics::SiteAccelerator::Unknown : metrics::SiteAccelerator::Unclassed;
}

/// Sites that exist: a phase of a larger site hosts what it hosts, so that rows left out of totals count here.
bool hosts(const Ask& ask, const Site& site) {
    const metrics::Presence state = query::presence(site, ask.question.date);
    return state == metrics::Presence::Active || (state == metrics::Presence::Expected && ask.question.with_plans);
}

std::vector<metrics::ComputeClass> member_classes(const Ask& ask) {
    const Dataset& dataset = *ask.world.dataset;
    std::vector<std::vector<metrics::SiteAccelerator>> of(dataset.countries.size());
    for (const Site& site : dataset.sites) {
        if (Inside{ask.subject}(site.country) && hosts(ask, site)) of[site.country].push_back(accelerator_of(dataset, site));
    }
    std::vector<metrics::ComputeClass> classes;
    for (const Index member : ask.subject.members) classes.push_back(metrics::compute_class(of[member], false));
    return classes;
}

void add_class_rows(const Ask& ask, Explanation& why) {
    const Dataset& dataset = *ask.world.dataset;
    for (Index i = 0; i < dataset.sites.size(); ++i) {
        const Site& site = dataset.sites[i];
        if (!Inside{ask.subject}(site.country) || !hosts(ask, site) || site.accelerator.empty()) continue;
        const bool known = site.accelerator_class < dataset.accelerators.size();
        const std::string cls = known ? dataset.accelerators[site.accelerator_class].cls : std::string{};
        add_row(why, site_ref(dataset, i, fmt::format("{}, {}", site.accelerator, cls.empty() ? "not classed" : cls)));
    }
}

constexpr std::string_view kClassNote =
    "from all kinds of sites in this data set, which is no census and does not say which sell to the public";

}  // namespace

std::vector<Figure> compute_class_figures(const Ask& ask) {
    const std::vector<metrics::ComputeClass> classes = member_classes(ask);
    std::vector<Figure> figures;
    if (ask.subject.single()) {
        Figure figure = compute_figure(ask, "class", "Compute class", Unit::Class);
        figure.state = classes.front() == metrics::ComputeClass::NoSites ? FigureState::NoData : FigureState::Value;
        figure.text = class_info(classes.front()).text;
        figure.note = kClassNote;
        join(figure.note, plans_note(ask));
        if (auto why = explain(ask, figure, "the best class among the accelerators of its sites")) {
            add_class_rows(ask, *why);
            figure.why = std::move(why);
        }
        figures.push_back(std::move(figure));
        return figures;
    }
    for (const ClassInfo& info : kClasses) {
        const auto count = std::count(classes.begin(), classes.end(), info.cls);
        Figure figure =
            compute_figure(ask, fmt::format("members_{}", info.id), fmt::format("Members: {}", info.text), Unit::Number);
        set_value(figure, static_cast<double>(count));
        for (std::size_t i = 0; i < classes.size(); ++i) {
            if (classes[i] == info.cls)
                figure.text +=
                    fmt::format("{}{}", figure.text.empty() ? "" : ", ", country_label(*ask.world.dataset, ask.subject.members[i]));
        }
        figure.note = kClassNote;
        figure.why = explain(ask, figure, fmt::format("members of this class: {}", figure.text.empty() ? "none" : figure.text));
        figures.push_back(std::move(figure));
    }
    return figures;
}

namespace {

/// The published claim about companies of the United States, so that it stands beside our own figure.
std::string published_claim(const Ask& ask) {
    const Dataset& dataset = *ask.world.dataset;
    const Index us = dataset.country_index(*CountryCode::parse("USA"));
    if (!ask.subject.single() || us == kNone || ask.subject.members.front() != us) return {};
    for (const Claim& claim : dataset.claims) {
        if (claim.subject.find("non-US projects") == std::string::npos || claim.value.empty()) continue;
        return fmt::format(
            "published beside it: {} {} in {}, \"{}\" ({}); ours: the sites of this data set in operation with a known operator",
            claim.value, claim.unit, claim.year.empty() ? "an unknown year" : claim.year, claim.quote, claim.document);
    }
    return {};
}

Figure footprint(const Ask& ask, const MeasureInfo& measure) {
    Figure figure = compute_figure(ask, fmt::format("abroad_{}", measure.id),
                                   fmt::format("Share of the sites abroad, {}", measure.by), Unit::Share);
    const Sites sites = sites_of(ask, measure.measure);
    const auto abroad = metrics::footprint_abroad(sites, ask.subject.member);
    const auto own = [&](const WeightedSite& site) {
        return !Inside{ask.subject}(site.at(SovereigntyLevel::Territory)) &&
               Inside{ask.subject}(site.at(SovereigntyLevel::Operator));
    };
    const auto known = [&](const WeightedSite& site) {
        return !Inside{ask.subject}(site.at(SovereigntyLevel::Territory)) && site.at(SovereigntyLevel::Operator) != kNone;
    };
    if (abroad) {
        set_share(figure, abroad->share, abroad->coverage);
        figure.note = plans_note(ask);
        join(figure.note, published_claim(ask));
    } else {
        figure.note = fmt::format("no {} abroad with a known operator nationality in this data set", measure.what);
    }
    if (auto why = explain(
            ask, figure,
            fmt::format("run from here / all abroad with a known operator = {} / {}",
                        value_text(weight_of(sites, own), measure.unit), value_text(weight_of(sites, known), measure.unit)))) {
        add_site_rows(ask, *why, sites, SovereigntyLevel::Operator, measure.unit, own);
        figure.why = std::move(why);
    }
    return figure;
}

}  // namespace

std::vector<Figure> footprint_figures(const Ask& ask) {
    std::vector<Figure> figures;
    for (const MeasureInfo& measure : kMeasures) figures.push_back(footprint(ask, measure));
    return figures;
}

}  // namespace linchpin::report
