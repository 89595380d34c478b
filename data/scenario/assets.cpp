#include "data/scenario/assets.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "data/route/corridors.h"
#include "data/scenario/lookup.h"

namespace linchpin::scenario {
namespace {

class AssetEditor {
public:
    AssetEditor(const Dataset& base, std::optional<Date> day, Dataset& working) : base_{base}, day_{day}, working_{working} {}

    void bring_forward(const Event& event) {
        if (event.kind == EventKind::SiteChanged) {
            Site& site = site_at(site_of(base_, event.object));
            // A second event for the same site only moves the year.
            const bool again = site.status == SiteStatus::Operational;
            site.status = SiteStatus::Operational;
            site.year = start_year(event, again ? site.year : std::nullopt, again);
            // The whole plan is taken to run: its planned power becomes the power of the facility. Other bases stay as published.
            if (site.power_basis == PowerBasis::Planned) site.power_basis = PowerBasis::Facility;
        } else {
            Cable& cable = cable_at(cable_of(base_, event.object));
            const bool again = cable.status == CableStatus::Active;
            cable.status = CableStatus::Active;
            cable.rfs_year = start_year(event, again ? cable.rfs_year : std::nullopt, again);
        }
    }

    void end(const Event& event) {
        switch (event.kind) {
            case EventKind::OperatorsWithdraw:
                withdraw(event);
                break;
            case EventKind::SiteChanged:
                site_at(site_of(base_, event.object)).status = SiteStatus::Closed;
                break;
            case EventKind::CableChanged:
                retire(cable_of(base_, event.object));
                break;
            case EventKind::CableCut:
                if (event.branch && event.leg) {
                    cuts_[cable_of(base_, event.object)].insert({*event.branch, *event.leg});
                } else {
                    retire(cable_of(base_, event.object));
                }
                break;
            case EventKind::ChokepointClosed:
                if (event.probability >= 1.0) close(event);
                break;
            case EventKind::SupplierStops:
            case EventKind::ConstellationLost:
                break;
        }
    }

    [[nodiscard]] AssetChanges finish() {
        for (const auto& [cable, segments] : cuts_) split(cable, segments);
        return std::move(changes_);
    }

private:
    using Segments = std::set<std::pair<int, int>>;  // branch number, leg

    Site& site_at(Index site) {
        changes_.sites.push_back(site);
        return working_.sites[site];
    }
    Cable& cable_at(Index cable) {
        changes_.cables.push_back(cable);
        return working_.cables[cable];
    }
    void retire(Index cable) { cable_at(cable).status = CableStatus::Retired; }

    /// The earliest of several; empty (start unknown, so active at every date) as soon as one has no day at all.
    [[nodiscard]] std::optional<int> start_year(const Event& event, std::optional<int> earlier, bool again) const {
        const std::optional<Date> from = event.date ? event.date : day_;
        if (!from || (again && !earlier)) return std::nullopt;
        return again ? std::min(*earlier, from->year()) : from->year();
    }

    void withdraw(const Event& event) {
        const Index nationality = country_of(base_, event.nationality);
        const std::vector<Index> where = target_countries(base_, event.target, day_);
        for (std::size_t i = 0; i < base_.sites.size(); ++i) {
            const Site& site = base_.sites[i];
            if (site.operator_hq != nationality || site.country == nationality || site.status == SiteStatus::Closed) continue;
            if (std::binary_search(where.begin(), where.end(), site.country))
                site_at(static_cast<Index>(i)).status = SiteStatus::Closed;
        }
    }

    /// The table marks as listed only what no drawn route shows: the chokepoint's own list decides.
    [[nodiscard]] std::vector<Index> cables_through(Index chokepoint, bool listed_only) const {
        std::vector<Index> cables;
        if (listed_only) {
            for (const route::Passage& passage : route::table_passages(base_))
                if (passage.chokepoint == chokepoint && passage.by_list) cables.push_back(passage.cable);
        } else {
            for (const CableCorridor& corridor : base_.cable_corridors)
                if (corridor.chokepoint == chokepoint) cables.push_back(corridor.cable);
        }
        return cables;
    }

    /// Systems in service only: a plan does not lie in the strait yet.
    void close(const Event& event) {
        const Index chokepoint = chokepoint_of(base_, event.object);
        for (const Index cable : cables_through(chokepoint, event.listed_only)) {
            // The status after bringing forward, and before any other closure: retired twice is retired.
            if (working_.cables[cable].status == CableStatus::Active) retire(cable);
        }
    }

    /// Branches fall apart at their cut legs. Pieces with a single landing lead nowhere and go; the drawn routes of later legs
    /// follow their pieces; the route of a cut leg belongs to no leg any more.
    void split(Index index, const Segments& segments) {
        Cable& cable = cable_at(index);
        int fresh = 0;
        for (const CableBranch& branch : cable.branches) fresh = std::max(fresh, branch.branch + 1);
        std::vector<CableBranch> pieces;
        std::map<std::pair<int, int>, std::pair<int, int>> moved;  // old branch and leg to new ones
        for (const CableBranch& branch : base_.cables[index].branches) {
            CableBranch piece{branch.branch, {}};
            for (std::size_t k = 0; k < branch.landings.size(); ++k) {
                piece.landings.push_back(branch.landings[k]);
                const auto leg = static_cast<int>(k);
                const bool last = k + 1 == branch.landings.size();
                const bool cut = !last && segments.contains({branch.branch, leg});
                if (cut)
                    moved[{branch.branch, leg}] = {branch.branch, kNoLeg};
                else if (!last)
                    moved[{branch.branch, leg}] = {piece.branch, static_cast<int>(piece.landings.size()) - 1};
                if (!cut && !last) continue;
                // A branch that was a single landing from the start is not ours to drop.
                if (piece.landings.size() > 1 || branch.landings.size() == 1) pieces.push_back(std::move(piece));
                piece = CableBranch{fresh++, {}};
            }
        }
        cable.branches = std::move(pieces);
        // Nothing that joins two landings: the whole system is out.
        const bool joins =
            std::any_of(cable.branches.begin(), cable.branches.end(), [](const CableBranch& b) { return b.landings.size() > 1; });
        if (!joins) cable.status = CableStatus::Retired;
        move_routes(index, moved);
    }

    void move_routes(Index cable, const std::map<std::pair<int, int>, std::pair<int, int>>& moved) {
        for (std::size_t i = 0; i < base_.cable_routes.size(); ++i) {
            if (base_.cable_routes[i].cable != cable) continue;
            CableRoute& route = working_.cable_routes[i];
            const auto to = moved.find({route.branch, route.leg});
            if (to == moved.end() || to->second == to->first) continue;
            std::tie(route.branch, route.leg) = to->second;
            changes_.routes.push_back(static_cast<Index>(i));
        }
    }

    static constexpr int kNoLeg = -1;
    const Dataset& base_;
    std::optional<Date> day_;
    Dataset& working_;
    std::map<Index, Segments> cuts_;
    AssetChanges changes_;
};

bool brings_forward(const Event& event) {
    const bool plan = event.kind == EventKind::SiteChanged || event.kind == EventKind::CableChanged;
    return plan && event.change == PlanChange::BroughtForward;
}

}  // namespace

AssetChanges apply_to_assets(const Dataset& base, std::span<const Event* const> events, std::optional<Date> day, Dataset& working) {
    AssetEditor editor{base, day, working};
    for (const Event* const event : events) {
        if (brings_forward(*event)) editor.bring_forward(*event);
    }
    for (const Event* const event : events) {
        if (!brings_forward(*event)) editor.end(*event);
    }
    return editor.finish();
}

}  // namespace linchpin::scenario
