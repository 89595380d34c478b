#include <algorithm>

#include "app/ui/pass_rows.h"
#include "app/ui/pickers.h"
#include "app/ui/record_fields.h"
#include "data/core/format.h"

namespace linchpin::app {
namespace {

constexpr std::size_t kRowsShown = 8;

void value_of_map(PanelContext& c, Index country) {
    const ChoroplethLayer& layer = c.snapshot.choropleth;
    if (!layer.active || country >= layer.values.size()) return;
    const CountryValue& v = layer.values[country];
    heading(c, layer.title, layer.year);
    switch (v.state) {
        case ValueState::Value:
            text_wrapped(c.fonts.large, c.colours().text, layer.categorical ? v.text : value_text(layer, v.value).value);
            ImGui::SetCursorPosY(ImGui::GetCursorPosY() - c.px(6));
            if (!layer.categorical) text(c.fonts.small, c.colours().text_dim, value_text(layer, v.value).unit);
            if (v.low && v.high && *v.low != *v.high)
                field(c, "Interval, since part of the value has no known origin", format_number(v.low, 3) + " to " + format_number(v.high, 3));
            if (v.partner != kNone) country_row(c, "record/partner", v.partner, "largest supplier");
            break;
        case ValueState::NoData: text(c.fonts.body, c.colours().text_dim, "No data"); break;
        case ValueState::NotAvailable: text(c.fonts.body, c.colours().text_dim, "Not available"); break;
    }
    if (!v.note.empty()) text_wrapped(c.fonts.small, c.colours().text, v.note);
    text_wrapped(c.fonts.small, c.colours().text_dim, layer.definition);
    if (!layer.source.empty()) text_wrapped(c.fonts.small, c.colours().text_dim, "Source: " + layer.source);
}

void flows(PanelContext& c, Index country, bool imports) {
    std::vector<const Arc*> arcs;
    for (const Arc& arc : c.snapshot.arcs)
        if ((imports ? arc.importer : arc.exporter) == country) arcs.push_back(&arc);
    if (arcs.empty()) return;
    heading(c, imports ? "Shown flows in" : "Shown flows out", format_count(static_cast<std::int64_t>(arcs.size())));
    for (std::size_t i = 0; i < std::min(arcs.size(), kRowsShown); ++i) {
        const Index other = imports ? arcs[i]->exporter : arcs[i]->importer;
        const std::string id = c.dataset.countries[arcs[i]->exporter].code.str() + ">" + c.dataset.countries[arcs[i]->importer].code.str();
        if (link_row(c, "record/arc/" + id, c.dataset.countries[other].name, format_usd(static_cast<double>(arcs[i]->value_usd)), colour_of(c.nations.of(other))))
            c.fly_to(SelectionKind::Arc, id);
    }
}

void sites(PanelContext& c, const RecordIndex::PerCountry& lists) {
    std::vector<Index> shown;
    for (Index site : lists.sites)
        if (c.snapshot.site_visible[site] != 0) shown.push_back(site);
    if (lists.sites.empty()) return;
    std::stable_sort(shown.begin(), shown.end(), [&](Index a, Index b) { return c.dataset.sites[a].power_mw.value_or(0.0) > c.dataset.sites[b].power_mw.value_or(0.0); });
    heading(c, "Data centres", format_count_of(static_cast<std::int64_t>(shown.size()), static_cast<std::int64_t>(lists.sites.size())));
    for (std::size_t i = 0; i < std::min(shown.size(), kRowsShown); ++i) {
        const Site& site = c.dataset.sites[shown[i]];
        if (link_row(c, "record/site/" + site.id, site.name, site.power_mw ? format_power_mw(site.power_mw) : "", colour_of(c.nations.of(site.operator_hq))))
            c.fly_to(SelectionKind::Site, site.id);
    }
    if (shown.size() > kRowsShown) text(c.fonts.small, c.colours().text_dim, "and " + format_count(static_cast<std::int64_t>(shown.size() - kRowsShown)) + " more");
}

void cables(PanelContext& c, const RecordIndex::PerCountry& lists) {
    if (lists.cables.empty()) return;
    std::size_t shown = 0;
    for (Index cable : lists.cables) shown += c.snapshot.cable_visible[cable];
    heading(c, "Cables landed", format_count_of(static_cast<std::int64_t>(shown), static_cast<std::int64_t>(lists.cables.size())));
    std::size_t rows = 0;
    for (Index cable : lists.cables) {
        if (c.snapshot.cable_visible[cable] == 0) continue;
        if (++rows > kRowsShown) break;
        const Cable& record = c.dataset.cables[cable];
        if (link_row(c, "record/cable/" + record.id, record.name, record.rfs_year ? std::to_string(*record.rfs_year) : "", {0, 0, 0, 0}))
            c.fly_to(SelectionKind::Cable, record.id);
    }
    if (shown > kRowsShown) text(c.fonts.small, c.colours().text_dim, "and " + format_count(static_cast<std::int64_t>(shown - kRowsShown)) + " more");
}

void footprint(PanelContext& c, const RecordIndex::PerCountry& lists) {
    if (lists.footprint.empty()) return;
    heading(c, "Telecom footprint");
    for (Index i : lists.footprint) {
        const FootprintFact& fact = c.dataset.footprint[i];
        std::string name = fact.topic;
        bool unverified = false;
        for (const FootprintTopic& topic : c.dataset.footprint_topics)
            if (topic.id == fact.topic) {
                name = topic.name;
                unverified = topic.unverified;
            }
        field(c, name + (unverified ? " (unverified list)" : ""), fact.value + (fact.year ? ", " + std::to_string(*fact.year) : ""));
        if (!fact.notes.empty()) text_wrapped(c.fonts.small, c.colours().text_dim, fact.notes);
        text_wrapped(c.fonts.small, c.colours().text_dim,
                     "Source: " + fact.source + (fact.confidence == Confidence::Unknown ? "" : ", confidence " + std::string{confidence_name(fact.confidence)}));
    }
}

std::string blocs(PanelContext& c, const RecordIndex::PerCountry& lists) {
    std::vector<std::string> names;
    for (Index i : lists.memberships) {
        const BlocMembership& m = c.dataset.memberships[i];
        const bool now = !c.dataset.as_of || m.life.active_at(c.state.filter.date.value_or(*c.dataset.as_of));
        if (m.bloc == kNone || (!now && !m.invited_only)) continue;
        names.push_back(c.dataset.blocs[m.bloc].name + (m.invited_only ? " (invited)" : ""));
    }
    return join(names);
}

}  // namespace

void draw_country_record(PanelContext& c, Index country) {
    const Country& record = c.dataset.countries[country];
    const RecordIndex::PerCountry& lists = c.records.countries[country];
    record_head(c, "Country", record.name, record.subregion);
    field_pair(c, "ISO 3166-1", record.code.str() + (record.iso2.empty() ? "" : ", " + record.iso2), "UN M49", record.m49 ? std::to_string(*record.m49) : "");
    field(c, "Member of", blocs(c, lists));
    gap(c, 4);
    if (c.reports != nullptr && text_button(c, "record/dependence", "Exposure")) show_dependence_of(c, record.code.str());
    passes_button(c, record.code);
    value_of_map(c, country);
    flows(c, country, true);
    flows(c, country, false);
    sites(c, lists);
    cables(c, lists);
    footprint(c, lists);
    provenance(c, {"", "", "", std::nullopt, record.origin});
}

}  // namespace linchpin::app
