// What is wrong with an event, in one sentence.
#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <span>

#include "data/core/nearest.h"
#include "data/scenario/lookup.h"
#include "data/scenario/scenario_world.h"

namespace linchpin::scenario {
namespace {

template <class Records>
std::vector<std::string> ids(const Records& records) {
    std::vector<std::string> out;
    for (const auto& record : records) out.push_back(record.id);
    return out;
}

std::vector<std::string> country_codes(const Dataset& dataset) {
    std::vector<std::string> out;
    for (const Country& country : dataset.countries) out.push_back(country.code.str());
    return out;
}

bool same_letters(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

/// Somebody who writes "China" or "CN" means CHN, whatever code has the nearest letters.
std::string country_meant(const Dataset& dataset, std::string_view text) {
    for (const Country& country : dataset.countries) {
        if (same_letters(country.name, text) || same_letters(country.iso2, text)) return country.code.str();
    }
    return {};
}

Status unknown_country(const Dataset& dataset, std::string_view field, std::string_view text, std::vector<std::string> choices) {
    if (text.empty()) return Error{fmt::format("{}: expected a country's ISO3 code, found nothing", field)};
    const std::string meant = country_meant(dataset, text);
    if (!meant.empty()) return Error{fmt::format("{}: unknown country \"{}\"; did you mean \"{}\"?", field, text, meant)};
    return Error{fmt::format("{}: {}", field, unknown_word("country", text, choices))};
}

Status check_country(const Dataset& dataset, std::string_view field, std::string_view iso3) {
    if (country_of(dataset, iso3) != kNone) return Done{};
    return unknown_country(dataset, field, iso3, country_codes(dataset));
}

Status check_target(const Dataset& dataset, std::string_view target) {
    if (target == kEverybody || country_of(dataset, target) != kNone || bloc_of(dataset, target) != kNone) return Done{};
    if (target.empty()) return Error{"target: expected \"all\", a country's ISO3 code or a bloc, found nothing"};
    const std::string meant = country_meant(dataset, target);
    if (!meant.empty()) return Error{fmt::format("target: unknown target \"{}\"; did you mean \"{}\"?", target, meant)};
    std::vector<std::string> choices{std::string{kEverybody}};
    for (const Bloc& bloc : dataset.blocs) choices.push_back(bloc.id);
    for (std::string& code : country_codes(dataset)) choices.push_back(std::move(code));
    return Error{"target: " + unknown_word("target", target, choices)};
}

Status check_range(std::string_view field, double value, double high) {
    if (std::isfinite(value) && value >= 0.0 && value <= high) return Done{};
    if (std::isinf(high)) return Error{fmt::format("{}: expected a number from 0, found {}", field, value)};
    return Error{fmt::format("{}: expected a number from 0 to {}, found {}", field, high, value)};
}

Status check_object(Index found, std::string_view what, std::string_view id, std::span<const std::string> choices) {
    if (found != kNone) return Done{};
    if (id.empty()) return Error{fmt::format("object: expected the id of a {}, found nothing", what)};
    return Error{"object: " + unknown_word(what, id, choices)};
}

Status check_supplier_stops(const Dataset& dataset, const Event& event) {
    if (Status status = check_country(dataset, "supplier", event.supplier); !status) return status;
    if (!event.product_group.empty() && dataset.group_index(event.product_group) == kNone) {
        return Error{"product_group: " + unknown_word("product group", event.product_group, ids(dataset.product_groups))};
    }
    if (Status status = check_target(dataset, event.target); !status) return status;
    if (event.target == event.supplier) {
        return Error{fmt::format("target: expected somebody other than the supplier, found \"{}\"", event.target)};
    }
    if (Status status = check_range("fraction", event.fraction, 1.0); !status) return status;
    if (Status status = check_range("grow_foreign", event.grow_foreign, HUGE_VAL); !status) return status;
    return check_range("grow_domestic", event.grow_domestic, HUGE_VAL);
}

Status check_segment(const Cable& cable, const Event& event) {
    if (!event.branch && !event.leg) return Done{};
    if (!event.branch || !event.leg) {
        return Error{fmt::format("{}: expected branch and leg together (or neither, for the whole system), found one of them",
                                 event.branch ? "leg" : "branch")};
    }
    std::string branches;
    for (const CableBranch& branch : cable.branches) {
        if (branch.branch == *event.branch) {
            const auto legs = static_cast<int>(branch.landings.size()) - 1;
            if (*event.leg >= 0 && *event.leg < legs) return Done{};
            if (legs < 1)
                return Error{fmt::format("leg: expected a branch with a segment, found branch {} without any", branch.branch)};
            return Error{fmt::format("leg: expected a leg from 0 to {} of branch {} of \"{}\", found {}", legs - 1, branch.branch,
                                     cable.id, *event.leg)};
        }
        branches += (branches.empty() ? "" : ", ") + std::to_string(branch.branch);
    }
    if (branches.empty()) return Error{fmt::format("branch: expected a system with landings, \"{}\" has none listed", cable.id)};
    return Error{fmt::format("branch: expected a branch of \"{}\" ({}), found {}", cable.id, branches, *event.branch)};
}

Status check_cable(const Dataset& dataset, const Event& event) {
    const Index found = cable_of(dataset, event.object);
    if (found == kNone) return check_object(found, "cable", event.object, ids(dataset.cables));
    const Cable& cable = dataset.cables[found];
    if (event.kind == EventKind::CableCut) return check_segment(cable, event);
    if (event.change == PlanChange::BroughtForward && cable.status != CableStatus::Planned) {
        return Error{fmt::format("object: expected a planned cable to bring forward, found \"{}\", which is {}", cable.id,
                                 cable.status == CableStatus::Active ? "in service" : "retired")};
    }
    if (event.change == PlanChange::Cancelled && cable.status == CableStatus::Retired) {
        return Error{fmt::format("object: expected a planned cable to cancel, found \"{}\", which is retired", cable.id)};
    }
    return Done{};
}

Status check_site(const Dataset& dataset, const Event& event) {
    const Index found = site_of(dataset, event.object);
    if (found == kNone) return check_object(found, "site", event.object, ids(dataset.sites));
    const SiteStatus status = dataset.sites[found].status;
    if (event.change == PlanChange::BroughtForward && (status == SiteStatus::Operational || status == SiteStatus::Closed)) {
        return Error{fmt::format("object: expected a planned site to bring forward, found \"{}\", which is {}", event.object,
                                 status == SiteStatus::Operational ? "in operation" : "closed")};
    }
    if (event.change == PlanChange::Cancelled && status == SiteStatus::Closed) {
        return Error{fmt::format("object: expected a planned site to cancel, found \"{}\", which is closed", event.object)};
    }
    return Done{};
}

}  // namespace

Status check_event(const Dataset& dataset, const Event& event) {
    switch (event.kind) {
        case EventKind::SupplierStops:
            return check_supplier_stops(dataset, event);
        case EventKind::OperatorsWithdraw:
            if (Status status = check_country(dataset, "nationality", event.nationality); !status) return status;
            if (event.target == event.nationality) {
                return Error{fmt::format("target: expected somewhere other than the operators' home, found \"{}\"", event.target)};
            }
            return check_target(dataset, event.target);
        case EventKind::CableCut:
        case EventKind::CableChanged:
            return check_cable(dataset, event);
        case EventKind::ChokepointClosed:
            if (Status status = check_range("probability", event.probability, 1.0); !status) return status;
            return check_object(chokepoint_of(dataset, event.object), "chokepoint", event.object, ids(dataset.chokepoints));
        case EventKind::ConstellationLost:
            return check_object(constellation_of(dataset, event.object), "constellation", event.object,
                                ids(dataset.satellite_groups));
        case EventKind::SiteChanged:
            return check_site(dataset, event);
    }
    return Error{"kind: expected one of the seven kinds of events, found another number"};
}

Status check_events(const Dataset& dataset, const Scenario& scenario, const std::filesystem::path& file) {
    for (std::size_t i = 0; i < scenario.events.size(); ++i) {
        if (const Status fits = check_event(dataset, scenario.events[i]); !fits)
            return Error{fmt::format("event {}: {}", i + 1, fits.error().message), file};
    }
    return Done{};
}

}  // namespace linchpin::scenario
