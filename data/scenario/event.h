#pragma once
// "What if": a list of events, each with its sliders and a date. Plain values; order never matters.
#include <optional>
#include <string>
#include <vector>

#include "data/core/date.h"

namespace linchpin::scenario {

enum class EventKind { SupplierStops, OperatorsWithdraw, CableCut, ChokepointClosed, ConstellationLost, SiteChanged, CableChanged };
enum class PlanChange { BroughtForward, Cancelled };

struct Event {
    EventKind kind = EventKind::SupplierStops;
    bool on = true;                 ///< switched off events stay in the list and do nothing
    std::optional<Date> date;       ///< in force from this day; empty = always
    std::string label;              ///< a person's own words; empty = made from the rest

    // SupplierStops
    std::string supplier;           ///< ISO3
    std::string product_group;      ///< id; "" = every group
    std::string target;             ///< "all", ISO3, bloc id: who is no longer supplied. OperatorsWithdraw: where
    double fraction = 1.0;          ///< d, [0, 1]
    double grow_foreign = 0.0;      ///< g >= 0
    double grow_domestic = 0.0;     ///< h >= 0
    // OperatorsWithdraw
    std::string nationality;        ///< ISO3 of the operators' headquarters; sites at home are not touched
    // CableCut, CableChanged, SiteChanged, ChokepointClosed, ConstellationLost
    std::string object;             ///< id of the cable, site, chokepoint or constellation
    std::optional<int> branch, leg; ///< CableCut: one segment (leg = from landing leg to leg + 1); empty = the whole system
    double probability = 1.0;       ///< ChokepointClosed, [0, 1]; below 1 only M16 changes
    bool listed_only = false;       ///< ChokepointClosed: only systems that the facts list, not those whose drawn route passes
    PlanChange change = PlanChange::Cancelled;
    bool operator==(const Event&) const = default;
};

struct Scenario {
    std::string name;
    std::vector<Event> events;
    bool operator==(const Scenario&) const = default;
};

}  // namespace linchpin::scenario
