// Country values from the table of submarine cables.
#include <fmt/format.h>

#include "data/query/choropleth.h"

namespace linchpin::query {
namespace {

struct Landed {
    std::size_t international = 0, domestic = 0, planned = 0;
};

std::vector<Landed> landed_systems(const ChoroplethInput& in) {
    std::vector<Landed> countries(in.dataset.countries.size());
    const HiddenFlags hidden = hidden_countries(in.dataset, in.filter.hidden_cable_nationalities);
    for (std::size_t i = 0; i < in.dataset.cables.size(); ++i) {
        bool supplier_shown = false;
        for (const std::uint16_t nationality : in.index.cable_nationalities.of(i)) supplier_shown |= !hidden[nationality];
        if (!supplier_shown) continue;
        const metrics::Presence state = presence(in.dataset.cables[i], in.filter.date);
        const auto landings = in.index.cable_countries.of(i);
        for (const std::uint16_t country : landings) {
            Landed& sum = countries[country];
            if (state == metrics::Presence::Expected) ++sum.planned;
            if (state == metrics::Presence::Active) ++(landings.size() > 1 ? sum.international : sum.domestic);
        }
    }
    return countries;
}

std::string note_of(const Landed& landed) {
    std::string text;
    if (landed.domestic > 0) text = fmt::format("{} domestic not counted", landed.domestic);
    if (landed.planned > 0) text += fmt::format("{}{} planned not counted", text.empty() ? "" : "; ", landed.planned);
    return text;
}

}  // namespace

ChoroplethLayer landed_cables_layer(const ChoroplethInput& in) {
    ChoroplethLayer layer;
    if (in.dataset.cables.empty()) return layer;
    layer.active = true;
    layer.title = "International submarine cables landed";
    if (!in.filter.hidden_cable_nationalities.empty()) layer.title += " (suppliers shown)";
    layer.unit = "systems";
    layer.year = date_text(in);
    layer.source = credit_of(in.dataset, in.dataset.cables.front().origin);
    layer.definition =
        "Distinct systems in service that land in the country and in at least one other; a system with several landings counts "
        "once. "
        "Domestic systems are left out, since the table covers few of them.";
    const std::vector<Landed> landed = landed_systems(in);
    for (std::size_t i = 0; i < landed.size(); ++i) {
        layer.values.push_back(in.index.country_has_landing[i]
                                   ? value_of(static_cast<double>(landed[i].international), note_of(landed[i]))
                                   : no_data("no landing point in this data set: land-locked, or not covered"));
    }
    count_values(layer);
    layer.class_breaks = round_quantile_breaks(numbers_of(layer), 1.0);
    return layer;
}

}  // namespace linchpin::query
