// Which figures everybody is asked for, and where they stand on the page.
#include <algorithm>
#include <array>
#include <cctype>

#include "data/report/exposure_parts.h"

namespace linchpin::report {
namespace {

constexpr std::array<ExposureSectionInfo, 6> kSections{{
    {ExposureSection::Power, "power", "Power equipment"},
    {ExposureSection::Compute, "compute", "Compute"},
    {ExposureSection::Telecom, "telecom", "Telecom"},
    {ExposureSection::Cables, "cables", "Cables"},
    {ExposureSection::Satellites, "satellites", "Satellites"},
    {ExposureSection::Minerals, "minerals", "Minerals"},
}};

/// Where a product group stands. Families are the pack's; what a pack of one's own calls otherwise is power equipment's neighbour.
ExposureSection section_of(const ProductGroup& group) {
    if (group.id == "critical_minerals") return ExposureSection::Minerals;
    if (group.family == "telecom_equipment" || group.family == "cables_and_fibre") return ExposureSection::Telecom;
    if (group.family == "semiconductors" || group.family == "computers_servers" || group.family == "computer_parts") return ExposureSection::Compute;
    return ExposureSection::Power;
}

/// Within a section the pack's families in this order, others after them.
constexpr std::string_view kFamilies[] = {"transformers_converters", "switchgear", "switchgear_low_voltage", "semiconductors", "computers_servers", "telecom_equipment"};

std::vector<Index> groups_in_order(const Dataset& dataset) {
    std::vector<Index> order;
    for (Index group = 0; group < dataset.product_groups.size(); ++group) order.push_back(group);
    const auto place = [&](Index group) { return std::find(std::begin(kFamilies), std::end(kFamilies), dataset.product_groups[group].family) - std::begin(kFamilies); };
    std::stable_sort(order.begin(), order.end(), [&](Index a, Index b) { return place(a) < place(b); });
    return order;
}

/// What a section shows of a figure that belongs to no product group.
struct PlainMeasure {
    ExposureSection section;
    std::string_view metric, item, name;
    Unit unit;
    Exposed exposed;
    bool lead, over_years;
};
constexpr std::array kPlain{
    PlainMeasure{ExposureSection::Compute, "M11", "operator_largest_foreign_cloud_regions", "Cloud regions run by the largest foreign nationality", Unit::Share,
                 Exposed::Higher, true, true},
    PlainMeasure{ExposureSection::Compute, "M11", "operator_largest_foreign_sites", "Data centres run by the largest foreign nationality", Unit::Share, Exposed::Higher,
                 true, true},
    PlainMeasure{ExposureSection::Compute, "M11", "operator_domestic_power", "Data centre power run by its own operators", Unit::Share, Exposed::Lower, false, true},
    PlainMeasure{ExposureSection::Compute, "M11", "vendor_largest_foreign_sites", "Data centres with accelerators of the largest foreign vendor", Unit::Share,
                 Exposed::Higher, false, false},
    PlainMeasure{ExposureSection::Compute, "M11", "territory_power", "Part of the world's known data centre power", Unit::Share, Exposed::Neither, false, false},
    PlainMeasure{ExposureSection::Compute, "M12", "class", "Compute North, South or Desert", Unit::Class, Exposed::Neither, false, false},
    PlainMeasure{ExposureSection::Cables, "M13", "systems", "International cable systems", Unit::Number, Exposed::Lower, true, true},
    PlainMeasure{ExposureSection::Cables, "M17", "count_share", "Systems through the busiest chokepoint", Unit::Share, Exposed::Higher, true, false},
    PlainMeasure{ExposureSection::Cables, "M17", "capacity_share", "Capacity through the busiest chokepoint", Unit::Share, Exposed::Higher, false, false},
    PlainMeasure{ExposureSection::Cables, "M13", "retained_1", "Capacity left without the largest cable", Unit::Share, Exposed::Lower, true, true},
    PlainMeasure{ExposureSection::Cables, "M14", "effective_corridors", "Effective number of corridors", Unit::Number, Exposed::Lower, false, true},
    PlainMeasure{ExposureSection::Cables, "M15", "sea_systems", "Fewest cables whose loss cuts it off, by sea", Unit::Number, Exposed::Lower, false, false},
};

std::string id_of(std::string_view metric, std::string_view item, std::string_view of = {}) {
    return std::string{metric} + "." + std::string{item} + (of.empty() ? "" : "." + std::string{of});
}

/// "HHI" and "M15" keep their capitals.
std::string lower_first(std::string text) {
    if (text.size() > 1 && std::isupper(static_cast<unsigned char>(text[1])) == 0) text[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(text[0])));
    return text;
}

void add_group(const Dataset& dataset, Index group, std::vector<ExposureMeasure>& out) {
    const ProductGroup& g = dataset.product_groups[group];
    const auto add = [&](std::string_view metric, std::string_view item, std::string name, Unit unit, bool lead, bool over_years) {
        std::string full = g.name + ": " + lower_first(name);
        out.push_back({id_of(metric, item, g.id), section_of(g), std::move(name), std::move(full), std::string{metric}, std::string{item}, {}, group, unit,
                       unit == Unit::Verdict ? Exposed::Neither : Exposed::Higher, lead, over_years});
    };
    add("M01", "top_supplier_share", "Largest supplier", Unit::Share, true, true);
    add("M02", "hhi", "Concentration (HHI)", Unit::Index, false, true);
    add("M05", "geodep", "Dependency test (GeoDep)", Unit::Verdict, false, false);
}

/// Does anybody buy it from somebody named?
bool has_origins(const World& world, Index group) {
    for (const metrics::TradeBlock& block : world.trade->blocks_of(group)) {
        if (!block.has_flows()) continue;
        for (Index country = 0; country < world.dataset->countries.size(); ++country) {
            if (country_shares(world, block, country).state == metrics::ImportState::Available) return true;
        }
    }
    return false;
}

/// Constellations with satellites in the pack, the largest first, ties in the pack's order.
std::vector<const KeyName*> constellations(const Dataset& dataset) {
    std::vector<std::pair<std::size_t, const KeyName*>> counted;
    for (const KeyName& group : dataset.satellite_groups) {
        const auto n = std::count_if(dataset.satellites.begin(), dataset.satellites.end(), [&](const Satellite& s) { return s.group == group.id; });
        if (n > 0) counted.emplace_back(static_cast<std::size_t>(n), &group);
    }
    std::stable_sort(counted.begin(), counted.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<const KeyName*> all;
    for (const auto& [n, group] : counted) all.push_back(group);
    return all;
}

}  // namespace

std::span<const ExposureSectionInfo> exposure_sections() noexcept { return kSections; }

std::string_view name_of(ExposureSection section) noexcept { return kSections[static_cast<std::size_t>(section)].name; }

std::vector<ExposureMeasure> exposure_measures(const World& world) {
    const Dataset& dataset = *world.base;
    std::vector<ExposureMeasure> all;
    for (const ExposureSectionInfo& section : kSections) {
        for (const PlainMeasure& m : kPlain) {
            if (m.section != section.section) continue;
            all.push_back({id_of(m.metric, m.item), m.section, std::string{m.name}, std::string{m.name}, std::string{m.metric}, std::string{m.item}, {}, kNone, m.unit,
                           m.exposed, m.lead, m.over_years});
        }
        for (const Index group : groups_in_order(dataset)) {
            if (section_of(dataset.product_groups[group]) == section.section && has_origins(world, group)) add_group(dataset, group, all);
        }
        if (section.section != ExposureSection::Satellites) continue;
        bool lead = true;
        for (const KeyName* const group : constellations(dataset)) {
            all.push_back({id_of("M25", "satellites_now", group->id), section.section, group->name, group->name + ": satellites above 25 degrees", "M25", "satellites_now",
                           group->id, kNone, Unit::Number, Exposed::Neither, lead, false});
            lead = false;
        }
    }
    return all;
}

std::vector<ExposureGap> exposure_gaps(const World& world) {
    std::vector<ExposureGap> gaps;
    const auto& groups = world.base->product_groups;
    for (Index group = 0; group < groups.size(); ++group) {
        if (!has_origins(world, group)) gaps.push_back({section_of(groups[group]), groups[group].name, "totals or exports only: no country's imports are listed by origin"});
    }
    return gaps;
}

Index find_measure(std::span<const ExposureMeasure> measures, std::string_view id) noexcept {
    for (std::size_t i = 0; i < measures.size(); ++i)
        if (measures[i].id == id) return static_cast<Index>(i);
    return kNone;
}

}  // namespace linchpin::report
