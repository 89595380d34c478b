#include "data/scenario/scenario_world.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "data/scenario/assets.h"
#include "data/scenario/lookup.h"
#include "data/scenario/supply.h"

namespace linchpin::scenario {

struct ScenarioWorld::State {
    State(const Dataset& base_data, std::span<const metrics::LandBorder> land_borders, std::span<const metrics::CoverPoint> places)
        : base{base_data}, working{base_data}, base_trade{base_data}, trade{working}, borders{land_borders.begin(), land_borders.end()},
          cover_points{places.begin(), places.end()} {}

    /// The base data again, bit for bit: everything that the last scenario touched is copied back.
    void restore() {
        for (const std::uint32_t row : traded.flow_rows) working.flows.value_usd[row] = base.flows.value_usd[row];
        for (const std::uint32_t total : traded.totals) working.totals[total] = base.totals[total];
        for (const Index site : assets.sites) working.sites[site] = base.sites[site];
        for (const Index cable : assets.cables) working.cables[cable] = base.cables[cable];
        for (const Index route : assets.routes) {
            // Its points never change, and they are most of it.
            working.cable_routes[route].branch = base.cable_routes[route].branch;
            working.cable_routes[route].leg = base.cable_routes[route].leg;
        }
        if (!traded.flow_rows.empty()) trade = metrics::TradeView{working};
        traded = {};
        assets = {};
        corridor_failure.clear();
        lost_constellations.clear();
        any = false;
    }

    void close_in_part(std::span<const Event* const> events) {
        std::map<Index, std::vector<double>> failures;
        for (const Event* const event : events) {
            if (event->kind != EventKind::ChokepointClosed || event->probability >= 1.0) continue;
            failures[chokepoint_of(base, event->object)].push_back(event->probability);
        }
        if (failures.empty()) return;
        corridor_failure.assign(base.chokepoints.size(), 0.0);
        for (auto& [chokepoint, list] : failures) corridor_failure[chokepoint] = combined(std::move(list));
    }

    void lose_constellations(std::span<const Event* const> events) {
        for (const Event* const event : events) {
            if (event->kind == EventKind::ConstellationLost) lost_constellations.push_back(event->object);
        }
        std::sort(lost_constellations.begin(), lost_constellations.end());
        lost_constellations.erase(std::unique(lost_constellations.begin(), lost_constellations.end()), lost_constellations.end());
    }

    const Dataset& base;
    Dataset working;
    metrics::TradeView base_trade, trade;
    std::vector<metrics::LandBorder> borders;
    std::vector<metrics::CoverPoint> cover_points;
    std::vector<double> corridor_failure;
    std::vector<std::string> lost_constellations;
    TradeChanges traded;
    AssetChanges assets;
    bool any = false;  // an event is in force
};

ScenarioWorld::ScenarioWorld(const Dataset& base, std::span<const metrics::LandBorder> borders, std::span<const metrics::CoverPoint> cover_points)
    : state_{std::make_shared<State>(base, borders, cover_points)} {}

Status ScenarioWorld::apply(const Scenario& scenario, const report::Question& question) {
    State& state = *state_;
    state.restore();
    for (std::size_t i = 0; i < scenario.events.size(); ++i) {
        const Event& event = scenario.events[i];
        if (!event.on) continue;
        if (const Status status = check_event(state.base, event); !status) {
            return Error{fmt::format("event {}{}: {}", i + 1, event.label.empty() ? "" : " (" + event.label + ")", status.error().message)};
        }
    }
    const std::optional<Date> day = day_of(state.base, question.date);
    std::vector<const Event*> events;
    for (const Event& event : scenario.events) {
        if (in_force(event, day)) events.push_back(&event);
    }
    state.any = !events.empty();
    state.assets = apply_to_assets(state.base, events, day, state.working);
    state.traded = apply_strikes(state.base, state.base_trade, question.year, strikes_of(state.base, events, day), state.working);
    // Blocks hold sums over the totals.
    if (!state.traded.flow_rows.empty()) state.trade = metrics::TradeView{state.working};
    state.close_in_part(events);
    state.lose_constellations(events);
    return Done{};
}

report::World ScenarioWorld::world() const {
    const State& state = *state_;
    report::World world = base_world();
    world.dataset = &state.working;
    world.trade = &state.trade;
    world.corridor_failure = state.corridor_failure;
    world.lost_constellations = state.lost_constellations;
    world.supply_losses = state.traded.losses;
    world.scenario = state.any;
    return world;
}

report::World ScenarioWorld::base_world() const {
    report::World world;
    world.dataset = &state_->base;
    world.base = &state_->base;
    world.trade = &state_->base_trade;
    world.borders = state_->borders;
    world.cover_points = state_->cover_points;
    return world;
}

}  // namespace linchpin::scenario
