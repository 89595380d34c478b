#include "app/report/choices.h"

#include <algorithm>
#include <array>

#include "app/state/records.h"
#include "data/metrics/cable_capacity.h"
#include "data/report/composite.h"

namespace linchpin::app {
namespace {

constexpr std::size_t kDefaultHubs = 10;  ///< as M15 is defined

constexpr std::array<IndicatorChoice, 12> kIndicators{{
    {"M01", "top_supplier_share", "Top supplier's share", false, "Part of the imports of the chosen product group that comes from the largest supplier."},
    {"M02", "hhi", "Concentration of origins", false, "Sum of the squared shares of the suppliers of the chosen product group."},
    {"M10", "basket_top_origin", "Top origin of the basket", false, "The largest share that one origin has in all product groups together, weighted by import value."},
    {"M11", "operator_domestic_cloud_regions", "Domestic operators, by cloud regions", true, "Part of the cloud regions that a domestic company operates."},
    {"M11", "operator_domestic_power", "Domestic operators, by power", true, "Part of the published data centre power that a domestic company operates."},
    {"M11", "owner_domestic_cloud_regions", "Domestic owners, by cloud regions", true, "Part of the cloud regions whose ultimate owner is domestic."},
    {"M11", "owner_domestic_power", "Domestic owners, by power", true, "Part of the published data centre power whose ultimate owner is domestic."},
    {"M13", "retained_1", "Capacity left without the largest cable", true, "Part of the landed cable capacity that is left when the largest system is cut."},
    {"M13", "retained_2", "Capacity left without the two largest", true, "Part of the landed cable capacity that is left when the two largest systems are cut."},
    {"M13", "systems", "International cable systems", true, "Number of international systems in service that land here."},
    {"M14", "effective_corridors", "Effective number of corridors", true, "Over how many corridors the landed capacity is spread."},
    {"M15", "sea_systems", "Isolation number by sea", true, "The fewest cable systems whose loss cuts the country off from the hubs; 4 stands for 4 or more."},
}};

}  // namespace

std::span<const IndicatorChoice> indicator_choices() noexcept { return kIndicators; }

const IndicatorChoice* find_indicator(std::string_view metric, std::string_view item) noexcept {
    const auto it = std::find_if(kIndicators.begin(), kIndicators.end(), [&](const IndicatorChoice& c) { return c.metric == metric && c.item == item; });
    return it == kIndicators.end() ? nullptr : &*it;
}

std::string indicator_name(const report::IndicatorWeight& indicator) {
    const IndicatorChoice* const known = find_indicator(indicator.metric, indicator.item);
    return known != nullptr ? std::string{known->name} : indicator.metric + " " + indicator.item;
}

std::vector<report::IndicatorWeight> indicators_of(const ReportChoice& choice) {
    if (!choice.indicators.empty()) return choice.indicators;
    const auto defaults = report::default_indicators();
    return {defaults.begin(), defaults.end()};
}

void set_indicators(ReportChoice& choice, std::vector<report::IndicatorWeight> indicators) {
    const auto defaults = report::default_indicators();
    if (std::equal(indicators.begin(), indicators.end(), defaults.begin(), defaults.end())) indicators.clear();
    choice.indicators = std::move(indicators);
}

// Quick are those that the table of all countries holds; any other is asked of every country by itself.
bool index_is_slow(const report::Question& question) {
    return std::any_of(question.indicators.begin(), question.indicators.end(), [](const report::IndicatorWeight& indicator) {
        const auto is = [&indicator](std::string_view metric, std::string_view item) { return indicator.metric == metric && indicator.item == item; };
        return !is("M01", "top_supplier_share") && !is("M02", "hhi") && !is("M13", "retained_1") && !is("M11", "operator_domestic_cloud_regions") &&
               !is("M11", "operator_domestic_power");
    });
}

std::vector<Index> default_hubs(const report::World& world, const report::Question& question) {
    const auto systems = metrics::international_systems(*world.dataset, question.date, false, question.with_plans);
    return metrics::capacity_hubs_among(*world.dataset, systems, kDefaultHubs);
}

std::string hubs_problem(const Dataset& dataset, const ReportChoice& choice) {
    std::string unknown;
    std::size_t count = 0;
    for (const std::string& code : choice.hubs) {
        if (find_country(dataset, code) != kNone) continue;
        unknown += (count++ == 0 ? "" : ", ") + code;
    }
    if (count == 0) return {};
    if (count == choice.hubs.size()) return "Hubs: expected codes of countries of the pack, found " + unknown + "; the ten with most capacity are taken";
    return "Hubs: expected codes of countries of the pack, found " + unknown + "; " + (count == 1 ? "it is" : "they are") + " left out";
}

}  // namespace linchpin::app
