#include <algorithm>

#include "app/ui/record_fields.h"
#include "data/core/format.h"

namespace linchpin::app {
namespace {

std::string_view status_name(CableStatus status) {
    switch (status) {
        case CableStatus::Active: return "ACTIVE";
        case CableStatus::Planned: return "PLANNED";
        case CableStatus::Retired: return "RETIRED";
    }
    return "";
}

void landings(PanelContext& c, const Cable& cable) {
    std::vector<Index> seen;
    for (const CableBranch& branch : cable.branches)
        for (Index landing : branch.landings)
            if (std::find(seen.begin(), seen.end(), landing) == seen.end()) seen.push_back(landing);
    heading(c, "Landings", format_count(static_cast<std::int64_t>(seen.size())));
    for (Index landing : seen) {
        const LandingPoint& point = c.dataset.landing_points[landing];
        if (link_row(c, "record/landing/" + point.id, point.name, country_name(c, point.country), {0, 0, 0, 0})) c.fly_to(SelectionKind::Landing, point.id);
    }
}

void passages(PanelContext& c, Index cable) {
    bool first = true;
    for (const CableCorridor& corridor : c.dataset.cable_corridors) {
        if (corridor.cable != cable || corridor.chokepoint == kNone) continue;
        if (first) heading(c, "Passes");
        first = false;
        const Chokepoint& point = c.dataset.chokepoints[corridor.chokepoint];
        if (link_row(c, "record/chokepoint/" + point.id, point.name, corridor.listed ? "" : "by its route", {0, 0, 0, 0})) c.fly_to(SelectionKind::Chokepoint, point.id);
    }
}

}  // namespace

void draw_cable_record(PanelContext& c, Index index) {
    const Cable& cable = c.dataset.cables[index];
    record_head(c, "Submarine cable", cable.name);
    badge(c, status_name(cable.status), cable.status != CableStatus::Active);
    ImGui::SameLine(0, c.px(6));
    badge(c, "SCHEMATIC ROUTE", false);
    explain(c, "Schematic route", "Owners do not publish the exact way of a cable. It is drawn along a plausible way at sea between its landings.");
    gap(c, 10);
    field_pair(c, cable.status == CableStatus::Planned ? "Ready for service, planned" : "Ready for service", cable.rfs_year ? std::to_string(*cable.rfs_year) : "", "Length",
               cable.length_km ? format_distance_km(cable.length_km) : "");
    field(c, "Design capacity", cable.capacity_tbps ? format_number(cable.capacity_tbps, *cable.capacity_tbps < 10.0 ? 2 : 0) + kThinSpace + "Tbit/s" : "");
    field(c, "Suppliers, as published", cable.suppliers.empty() ? "not known" : join(cable.suppliers));
    for (Index company : cable.supplier_companies) {
        const Supplier& supplier = c.dataset.suppliers[company];
        if (supplier.country != kNone) country_row(c, "record/supplier/" + supplier.id, supplier.country, supplier.name);
    }
    field(c, "Owners", join(cable.owners));
    landings(c, cable);
    passages(c, index);
    provenance(c, {cable.source, "", "", cable.confidence, cable.origin});
}

}  // namespace linchpin::app
