// Landing points, chokepoints and supply flows.
#include "app/state/edits.h"
#include "app/state/records.h"
#include "app/ui/pass_rows.h"
#include "app/ui/record_fields.h"
#include "data/core/format.h"

namespace linchpin::app {
namespace {

void cable_rows(PanelContext& c, const std::vector<Index>& cables) {
    for (Index i : cables) {
        const Cable& cable = c.dataset.cables[i];
        if (link_row(c, "record/cable/" + cable.id, cable.name, cable.rfs_year ? std::to_string(*cable.rfs_year) : "", {0, 0, 0, 0}))
            c.fly_to(SelectionKind::Cable, cable.id);
    }
}

std::string_view coverage_text(Coverage coverage) {
    switch (coverage) {
        case Coverage::FullBilateral: return "Table of every pair above 100 000 US dollars";
        case Coverage::Top10OriginsOfImporter: return "One of the importer's ten largest origins";
        case Coverage::Top10DestinationsOfExporter: return "One of the exporter's ten largest destinations";
        case Coverage::ResidualOrigins: return "The rest, origins not named";
        case Coverage::AllDestinations: return "Every destination of the exporter";
        case Coverage::AllDestinationsPartialYear: return "Every destination of the exporter, part of a year";
        case Coverage::AllPartners: return "Every origin of the importer";
    }
    return "";
}

}  // namespace

void draw_landing_record(PanelContext& c, Index landing) {
    const LandingPoint& point = c.dataset.landing_points[landing];
    record_head(c, "Cable landing", point.name, country_name(c, point.country));
    field(c, "Place", place_text(point.place));
    country_row(c, "record/country", point.country, "country");
    gap(c, 4);
    passes_button(c, point.place);
    const auto& cables = c.records.landing_cables[landing];
    heading(c, "Cables", format_count(static_cast<std::int64_t>(cables.size())));
    cable_rows(c, cables);
    provenance(c, {"", "", "", std::nullopt, point.origin});
}

void draw_chokepoint_record(PanelContext& c, Index chokepoint) {
    const Chokepoint& point = c.dataset.chokepoints[chokepoint];
    record_head(c, "Chokepoint", point.name, point.kind);
    field_pair(c, "Place", place_text(point.place), "Radius", format_distance_km(point.radius_km));
    field(c, "Notes", point.notes);
    passes_button(c, point.place);
    std::vector<Index> cables;
    for (const CableCorridor& corridor : c.dataset.cable_corridors)
        if (corridor.chokepoint == chokepoint && corridor.cable != kNone) cables.push_back(corridor.cable);
    if (cables.empty()) return;
    heading(c, "Cables that pass", format_count(static_cast<std::int64_t>(cables.size())));
    cable_rows(c, cables);
}

void draw_arc_record(PanelContext& c, const std::string& id) {
    const ArcEnds ends = split_arc_id(id);
    const Index exporter = find_country(c.dataset, ends.exporter), importer = find_country(c.dataset, ends.importer);
    record_head(c, "Supply flow", c.dataset.countries[exporter].name + " \u2192 " + c.dataset.countries[importer].name);
    country_row(c, "record/exporter", exporter, "exporter");
    country_row(c, "record/importer", importer, "importer");
    const Index group = c.dataset.group_index(c.state.filter.product_group);
    if (group != kNone) field(c, "Product group", c.dataset.product_groups[group].name + " (HS " + c.dataset.product_groups[group].hs + ")");
    for (const Arc& arc : c.snapshot.arcs) {
        if (arc.exporter != exporter || arc.importer != importer) continue;
        gap(c, 6);
        text(c.fonts.large, c.colours().text, format_usd(static_cast<double>(arc.value_usd)));
        ImGui::SetCursorPosY(ImGui::GetCursorPosY() - c.px(6));
        text(c.fonts.small, c.colours().text_dim, "current US dollars, " + std::to_string(c.snapshot.trade_year_used));
        field(c, "Coverage", coverage_text(arc.coverage));
        const std::uint8_t source = c.dataset.flows.source[arc.flow_row];
        Provenance p;
        if (source < c.dataset.trade_sources.size()) p.source = c.dataset.trade_sources[source].title;
        if (source < c.dataset.trade_sources.size()) p.licence = c.dataset.trade_sources[source].licence;
        provenance(c, p);
        return field(c, "Row of the pack", "flows.csv, line " + format_count(std::int64_t{c.dataset.flows.line[arc.flow_row]}));
    }
    text_wrapped(c.fonts.body, c.colours().text_dim, "This flow is not among those that the filters show.");
}

}  // namespace linchpin::app
