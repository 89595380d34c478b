#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "data/core/format.h"
#include "data/scenario/compare.h"
#include "data/scenario/lookup.h"

namespace linchpin::scenario {
namespace {

std::string country_name(const Dataset& dataset, std::string_view iso3) {
    const Index country = country_of(dataset, iso3);
    return country == kNone ? std::string{iso3} : dataset.countries[country].name;
}

/// "everybody", "Kenya", "the European Union".
std::string target_name(const Dataset& dataset, std::string_view target, std::string_view everybody) {
    if (target == kEverybody) return std::string{everybody};
    const Index bloc = bloc_of(dataset, target);
    if (bloc == kNone) return country_name(dataset, target);
    // Names that are initials take no article.
    const std::string& name = dataset.blocs[bloc].name;
    return name.find(' ') == std::string::npos ? name : "the " + name;
}

/// A name as it reads inside a sentence: "Transformers" -> "transformers", but "GPU boards" and "AWS" stay.
std::string inside(std::string name) {
    const auto upper = [](char c) { return c >= 'A' && c <= 'Z'; };
    if (name.size() > 1 && upper(name[0]) && !upper(name[1])) name[0] = static_cast<char>(name[0] - 'A' + 'a');
    return name;
}

template <class Records>
std::string name_of(const Records& records, Index index, const std::string& id) {
    return index == kNone || records[index].name.empty() ? id : records[index].name;
}

/// Sliders have whole percents; a file may hold any number.
std::string percent(double share) {
    const double in_percent = share * 100.0;
    return format_percent(share, std::abs(in_percent - std::round(in_percent)) < 0.05 ? 0 : 1);
}

std::string supplier_stops(const Dataset& dataset, const Event& event) {
    const Index group = event.product_group.empty() ? kNone : dataset.group_index(event.product_group);
    std::string goods = "product groups";
    if (!event.product_group.empty()) goods = inside(name_of(dataset.product_groups, group, event.product_group));
    std::string amount = event.fraction >= 1.0 ? "all " : percent(event.fraction) + " of ";
    if (event.fraction < 1.0 && event.product_group.empty()) amount += "all ";
    std::string text = fmt::format("{} stops {}{} to {}", country_name(dataset, event.supplier), amount, goods,
                                   target_name(dataset, event.target, "everybody"));
    if (event.grow_foreign > 0.0) text += ", others add up to " + percent(event.grow_foreign);
    if (event.grow_domestic > 0.0) text += ", own production up to " + percent(event.grow_domestic);
    return text;
}

std::string cable_cut(const Dataset& dataset, const Event& event) {
    const Index index = cable_of(dataset, event.object);
    std::string text = name_of(dataset.cables, index, event.object) + " is cut";
    if (!event.branch || !event.leg || index == kNone) return text;
    for (const CableBranch& branch : dataset.cables[index].branches) {
        if (branch.branch != *event.branch || *event.leg < 0) continue;
        const auto leg = static_cast<std::size_t>(*event.leg);
        if (leg + 1 >= branch.landings.size()) continue;
        return text + fmt::format(" between {} and {}", dataset.landing_points[branch.landings[leg]].name,
                                  dataset.landing_points[branch.landings[leg + 1]].name);
    }
    return text + fmt::format(" at branch {}, leg {}", *event.branch, *event.leg);
}

std::string plan_changed(const std::string& name, bool planned, const Event& event, std::string_view ended,
                         std::string_view started) {
    if (event.change == PlanChange::BroughtForward) return fmt::format("{} {}", name, started);
    return name + " " + std::string{planned ? "is cancelled" : ended};
}

std::string sentence(const Dataset& dataset, const Event& event) {
    switch (event.kind) {
        case EventKind::SupplierStops:
            return supplier_stops(dataset, event);
        case EventKind::OperatorsWithdraw:
            return fmt::format("{} operators withdraw from {}", country_name(dataset, event.nationality),
                               target_name(dataset, event.target, "everywhere abroad"));
        case EventKind::CableCut:
            return cable_cut(dataset, event);
        case EventKind::ChokepointClosed: {
            const std::string name = name_of(dataset.chokepoints, chokepoint_of(dataset, event.object), event.object);
            if (event.probability < 1.0) return fmt::format("{} fails with a probability of {}", name, percent(event.probability));
            return name + (event.listed_only ? " is closed for the listed systems" : " is closed");
        }
        case EventKind::ConstellationLost:
            return name_of(dataset.satellite_groups, constellation_of(dataset, event.object), event.object) + " is lost";
        case EventKind::SiteChanged: {
            const Index site = site_of(dataset, event.object);
            const bool planned = site == kNone || dataset.sites[site].status != SiteStatus::Operational;
            return plan_changed(name_of(dataset.sites, site, event.object), planned, event, "closes", "opens early");
        }
        case EventKind::CableChanged: {
            const Index cable = cable_of(dataset, event.object);
            const bool planned = cable == kNone || dataset.cables[cable].status != CableStatus::Active;
            return plan_changed(name_of(dataset.cables, cable, event.object), planned, event, "is retired", "enters service early");
        }
    }
    return {};
}

}  // namespace

std::string describe(const Dataset& dataset, const Event& event) {
    if (!event.label.empty()) return event.label;
    std::string text = sentence(dataset, event);
    if (event.date) text += " from " + event.date->iso();
    return text;
}

}  // namespace linchpin::scenario
