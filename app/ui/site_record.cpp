#include "app/ui/pass_rows.h"
#include "app/ui/record_fields.h"
#include "data/core/format.h"

namespace linchpin::app {
namespace {

std::string_view status_name(SiteStatus status) {
    switch (status) {
        case SiteStatus::Operational: return "OPERATING";
        case SiteStatus::UnderConstruction: return "UNDER CONSTRUCTION";
        case SiteStatus::Announced: return "ANNOUNCED";
        case SiteStatus::Closed: return "CLOSED";
    }
    return "";
}
std::string_view precision_name(CoordPrecision precision) {
    switch (precision) {
        case CoordPrecision::Site: return "of the site";
        case CoordPrecision::City: return "of the city, or approximate";
        case CoordPrecision::Country: return "not published: a place in the country stands for it";
    }
    return "";
}
std::string_view basis_name(PowerBasis basis) {
    switch (basis) {
        case PowerBasis::It: return "IT load";
        case PowerBasis::Facility: return "facility or grid power now";
        case PowerBasis::Planned: return "planned, at full build";
        case PowerBasis::None: break;
    }
    return "";
}

std::string kind_name(const PanelContext& c, const std::string& id) {
    for (const KeyName& kind : c.dataset.site_kinds)
        if (kind.id == id) return kind.name;
    return id;
}

void chips(PanelContext& c, const Site& site) {
    field(c, "Accelerators", site.accelerator + (site.accelerator_count ? ", " + format_number(site.accelerator_count, 0) : ""));
    if (site.accelerator_class == kNone) return;
    const Accelerator& chip = c.dataset.accelerators[site.accelerator_class];
    field_pair(c, "Vendor", chip.vendor, "Used for", chip.cls);
    if (chip.vendor_country != kNone) country_row(c, "record/vendor-country", chip.vendor_country, "vendor");
}

}  // namespace

void draw_site_record(PanelContext& c, Index index) {
    const Site& site = c.dataset.sites[index];
    record_head(c, "Data centre", site.name, join({site.city, country_name(c, site.country)}));
    badge(c, status_name(site.status), site.status != SiteStatus::Operational);
    gap(c, 10);
    if (site.power_mw) {
        text(c.fonts.large, c.colours().text, format_power_mw(site.power_mw));
        ImGui::SetCursorPosY(ImGui::GetCursorPosY() - c.px(6));
        text(c.fonts.small, c.colours().text_dim, basis_name(site.power_basis));
    } else {
        field(c, "Power", "not published");
    }
    field(c, "Kind", kind_name(c, site.kind));
    field(c, "Operator", site.operator_name);
    if (site.operator_hq != kNone) country_row(c, "record/operator-country", site.operator_hq, "operator's headquarters");
    else field(c, "Operator's nationality", "unknown");
    if (site.operator_index != kNone) {
        const Operator& op = c.dataset.operators[site.operator_index];
        field(c, "Parent", op.parent);
        if (op.ultimate_owner != kNone && op.ultimate_owner != op.hq) country_row(c, "record/owner-country", op.ultimate_owner, "ultimate owner");
    }
    field(c, "Owner or partner", site.owner);
    field_pair(c, site.status == SiteStatus::Operational ? "In operation since" : "Expected", site.year ? std::to_string(*site.year) : "", "Announced",
               site.announced_year ? std::to_string(*site.announced_year) : "");
    field(c, "The year is", site.year ? site.year_basis : "");
    chips(c, site);
    field(c, "Investment", site.capex_usd ? format_usd(site.capex_usd) : "");
    field(c, "Region code", site.region_code);
    field(c, "Place", place_text(site.place) + " (" + std::string{precision_name(site.precision)} + ")");
    if (!site.count_in_totals) text_wrapped(c.fonts.small, c.colours().text_dim, "A phase or duplicate of another row: left out of sums.");
    if (!site.notes.empty()) field(c, "Notes", site.notes);
    country_row(c, "record/country", site.country, "located in");
    gap(c, 6);
    passes_button(c, site.place);
    provenance(c, {site.source, site.source_url, site.licence, site.confidence, site.origin});
}

}  // namespace linchpin::app
