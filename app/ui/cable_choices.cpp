#include "app/ui/cable_choices.h"

#include <algorithm>

#include "app/report/choices.h"
#include "app/report/report_service.h"
#include "app/state/records.h"
#include "app/ui/pickers.h"
#include "app/ui/record_fields.h"

namespace linchpin::app {
namespace {

std::vector<std::string> names_of(const Dataset& dataset, const std::vector<std::string>& codes) {
    std::vector<std::string> names;
    for (const std::string& code : codes) {
        const Index country = find_country(dataset, code);
        names.push_back(country == kNone ? code : dataset.countries[country].name);
    }
    return names;
}

std::vector<std::string> default_codes(const PanelContext& c) {
    std::vector<std::string> codes;
    for (const Index hub : c.reports->default_hubs()) codes.push_back(c.dataset.countries[hub].code.str());
    return codes;
}

}  // namespace

void impute_switch(PanelContext& c) {
    switch_row(c, "dependence/impute", "Impute unpublished capacities", c.state.report.impute_capacity);
    explain(c, "Imputed capacities",
            "A cable system whose design capacity is not published counts as the median of the systems of its decade. Off, it is left out and lowers "
            "the coverage. Numbers that use such an estimate say how many are imputed.");
}

void hub_choice(PanelContext& c) {
    std::vector<std::string>& hubs = c.state.report.hubs;
    const std::vector<std::string> by_capacity = default_codes(c);
    const bool own = !hubs.empty();
    const std::vector<std::string> now = names_of(c.dataset, own ? hubs : by_capacity);
    std::vector<std::string> ids = own ? hubs : by_capacity;
    std::sort(ids.begin(), ids.end());
    caption(c, own ? "Hubs, as chosen" : "Hubs: the ten with most landed capacity");
    if (pick_many(c, "dependence/hubs", join(now), country_choices(c.dataset), ids)) {
        std::vector<std::string> sorted = by_capacity;
        std::sort(sorted.begin(), sorted.end());
        hubs = ids == sorted ? std::vector<std::string>{} : ids;
    }
    explain(c, "Hubs", "The countries from which one must not be cut off: " + join(now) + ". The subject itself never counts.");
    if (const std::string problem = hubs_problem(c.dataset, c.state.report); !problem.empty()) text_wrapped(c.fonts.small, c.colours().warning, problem);
    if (!own) return;
    gap(c, 8);
    if (text_button(c, "dependence/hubs-reset", "The ten with most capacity")) hubs.clear();
}

}  // namespace linchpin::app
