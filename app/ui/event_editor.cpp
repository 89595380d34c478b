#include "app/ui/event_editor.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "app/report/report_service.h"
#include "app/state/scenario_text.h"
#include "app/state/records.h"
#include "app/state/state_ids.h"
#include "app/ui/pickers.h"
#include "app/ui/text_field.h"
#include "app/ui/widgets.h"
#include "data/core/format.h"

namespace linchpin::app {
namespace {

using scenario::Event;
using scenario::EventKind;

std::string percent(double share) { return format_number(share * 100.0, 0) + kThinSpace + "%"; }

void share_slider(PanelContext& c, const std::string& probe, std::string_view name, double& value, std::string_view meaning) {
    float t = static_cast<float>(std::clamp(value, 0.0, 1.0));
    if (slider(c, probe, name, percent(value), t)) value = std::round(static_cast<double>(t) * 100.0) / 100.0;
    explain(c, name, meaning);
}

std::vector<Choice> targets(const Dataset& dataset) {
    std::vector<Choice> all{{"all", "Every country", ""}};
    for (Choice& bloc : bloc_choices(dataset)) all.push_back(std::move(bloc));
    for (Choice& country : country_choices(dataset)) all.push_back(std::move(country));
    return all;
}

void by_name(std::vector<Choice>& choices) {
    std::stable_sort(choices.begin(), choices.end(), [](const Choice& a, const Choice& b) { return a.name < b.name; });
}

/// Cables in service, or those that are only planned.
std::vector<Choice> cables(const Dataset& dataset, bool planned) {
    std::vector<Choice> all;
    for (const Cable& cable : dataset.cables)
        if ((cable.status == CableStatus::Planned) == planned && cable.status != CableStatus::Retired)
            all.push_back({cable.id, cable.name, cable.rfs_year ? std::to_string(*cable.rfs_year) : ""});
    by_name(all);
    return all;
}

bool planned_site(const Site& site) { return site.status == SiteStatus::Announced || site.status == SiteStatus::UnderConstruction; }

std::vector<Choice> planned_sites(const Dataset& dataset) {
    std::vector<Choice> all;
    for (const Site& site : dataset.sites)
        if (planned_site(site)) all.push_back({site.id, site.name, site.power_mw ? format_power_mw(site.power_mw) : ""});
    by_name(all);
    return all;
}

std::vector<Choice> chokepoints(const Dataset& dataset) {
    std::vector<Choice> all;
    for (const Chokepoint& point : dataset.chokepoints) all.push_back({point.id, point.name, point.kind});
    by_name(all);
    return all;
}

std::vector<Choice> constellations(const Dataset& dataset) {
    std::vector<Choice> all;
    for (const KeyName& group : dataset.satellite_groups) all.push_back({group.id, group.name, ""});
    return all;
}

std::vector<Choice> objects_of(const Dataset& dataset, EventKind kind) {
    switch (kind) {
        case EventKind::CableCut: return cables(dataset, false);
        case EventKind::CableChanged: return cables(dataset, true);
        case EventKind::SiteChanged: return planned_sites(dataset);
        case EventKind::ChokepointClosed: return chokepoints(dataset);
        case EventKind::ConstellationLost: return constellations(dataset);
        case EventKind::SupplierStops:
        case EventKind::OperatorsWithdraw: break;
    }
    return {};
}

/// Whole system, or one segment of it. A person knows landings, not numbers.
void segment_picker(PanelContext& c, const std::string& probe, Event& event) {
    const Index cable = find_cable(c.dataset, event.object);
    if (cable == kNone) return;
    std::vector<Choice> parts{{"", "The whole system", ""}};
    for (const CableBranch& branch : c.dataset.cables[cable].branches)
        for (std::size_t leg = 0; leg + 1 < branch.landings.size(); ++leg)
            parts.push_back({std::to_string(branch.branch) + "/" + std::to_string(leg),
                             c.dataset.landing_points[branch.landings[leg]].name + " to " + c.dataset.landing_points[branch.landings[leg + 1]].name, ""});
    std::string now = event.branch && event.leg ? std::to_string(*event.branch) + "/" + std::to_string(*event.leg) : std::string{};
    if (!pick_one(c, probe, "Where", parts, now)) return;
    event.branch.reset();
    event.leg.reset();
    if (const std::size_t slash = now.find('/'); slash != std::string::npos) {
        event.branch = std::stoi(now.substr(0, slash));
        event.leg = std::stoi(now.substr(slash + 1));
    }
}

void supplier_controls(PanelContext& c, const std::string& probe, Event& event) {
    (void)pick_one(c, probe + "/supplier", "Who stops", country_choices(c.dataset), event.supplier);
    (void)pick_one(c, probe + "/group", "What", group_choices(c.dataset), event.product_group);
    (void)pick_one(c, probe + "/target", "To whom", targets(c.dataset), event.target);
    gap(c, 4);
    share_slider(c, probe + "/fraction", "Part that is lost", event.fraction, "The fraction d of the deliveries. An assumption, not a forecast.");
    share_slider(c, probe + "/foreign", "Others can add", event.grow_foreign, "The cap g: how much more other suppliers can deliver, as a part of what they deliver now.");
    share_slider(c, probe + "/domestic", "Home can add", event.grow_domestic, "The cap h, likewise for home production, where it is known.");
}

void date_field(PanelContext& c, const std::string& probe, Event& event) {
    std::string& typed = c.ui.list_search[probe];
    // The text being typed need not be a date yet; what is in force is what was last one.
    if (!ImGui::IsAnyItemActive() || typed.empty()) typed = event.date ? event.date->iso() : typed.size() == 10 ? std::string{} : typed;
    caption(c, "In force from");
    if (text_field(c, probe, "the start; or a date, 2027-01-31", typed)) {
        if (typed.empty()) event.date.reset();
        else if (const auto date = Date::parse(typed)) event.date = date;
    }
    if (!typed.empty() && !Date::parse(typed)) text_wrapped(c.fonts.small, c.colours().warning, "Expected a date like 2027-01-31, found " + typed);
}

void change_picker(PanelContext& c, const std::string& probe, Event& event) {
    int chosen = event.change == scenario::PlanChange::BroughtForward ? 0 : 1;
    if (segments(c, probe, {"Now in service", "Cancelled"}, chosen)) event.change = chosen == 0 ? scenario::PlanChange::BroughtForward : scenario::PlanChange::Cancelled;
}

void controls(PanelContext& c, const std::string& probe, Event& event) {
    switch (event.kind) {
        case EventKind::SupplierStops: supplier_controls(c, probe, event); break;
        case EventKind::OperatorsWithdraw:
            (void)pick_one(c, probe + "/nationality", "Whose operators", country_choices(c.dataset), event.nationality);
            (void)pick_one(c, probe + "/target", "From where", targets(c.dataset), event.target);
            break;
        case EventKind::CableCut:
            if (pick_one(c, probe + "/object", "Cable", objects_of(c.dataset, event.kind), event.object)) {
                event.branch.reset();
                event.leg.reset();
            }
            segment_picker(c, probe + "/segment", event);
            break;
        case EventKind::ChokepointClosed:
            (void)pick_one(c, probe + "/object", "Chokepoint", objects_of(c.dataset, event.kind), event.object);
            gap(c, 4);
            share_slider(c, probe + "/probability", "Probability", event.probability,
                         "At 100 % every cable through it is lost. Below, only the availability (M16) changes.");
            switch_row(c, probe + "/listed", "Only cables that the facts list", event.listed_only);
            break;
        case EventKind::ConstellationLost: (void)pick_one(c, probe + "/object", "Constellation", objects_of(c.dataset, event.kind), event.object); break;
        case EventKind::SiteChanged:
        case EventKind::CableChanged:
            (void)pick_one(c, probe + "/object", event.kind == EventKind::SiteChanged ? "Planned data centre" : "Planned cable", objects_of(c.dataset, event.kind), event.object);
            gap(c, 4);
            change_picker(c, probe + "/change", event);
            break;
    }
    gap(c, 6);
    date_field(c, probe + "/date", event);
}

std::string subject_target(const PanelContext& c) {
    const auto kind = c.state.report.subject_kind;
    const bool usable = (kind == report::SubjectKind::Country || kind == report::SubjectKind::Bloc) && !c.state.report.subject.empty();
    return usable ? c.state.report.subject : std::string{"all"};
}

/// The subject's largest supplier of the product group, else the world's largest exporter of it.
std::string likely_supplier(const PanelContext& c) {
    if (c.reports != nullptr)
        for (const MetricAnswer& answer : c.reports->metrics())
            for (const report::Figure& figure : answer.figures)
                if (figure.item == "top_supplier_share" && !figure.partner.empty()) return figure.partner;
    if (!c.snapshot.arcs.empty()) return c.dataset.countries[c.snapshot.arcs.front().exporter].code.str();
    return c.dataset.countries.empty() ? std::string{} : c.dataset.countries.front().code.str();
}

/// The nationality that runs most of the shown data centres.
std::string likely_nationality(const PanelContext& c) {
    const FacetCount* most = nullptr;
    for (const FacetCount& facet : c.snapshot.site_nationalities)
        if (!facet.id.empty() && facet.id != c.state.report.subject && (most == nullptr || facet.shown > most->shown)) most = &facet;
    return most != nullptr ? most->id : c.dataset.countries.empty() ? std::string{} : c.dataset.countries.front().code.str();
}

std::string likely_object(const PanelContext& c, EventKind kind) {
    const std::vector<Choice> all = objects_of(c.dataset, kind);
    for (const Choice& choice : all)
        if (choice.id == c.state.selection.id) return choice.id;
    return all.empty() ? std::string{} : all.front().id;
}

}  // namespace

Event new_event(const PanelContext& c, EventKind kind) {
    Event event;
    event.kind = kind;
    switch (kind) {
        case EventKind::SupplierStops:
            event.supplier = likely_supplier(c);
            event.product_group = c.state.filter.product_group;
            event.target = subject_target(c) == event.supplier ? std::string{"all"} : subject_target(c);
            break;
        case EventKind::OperatorsWithdraw:
            event.nationality = likely_nationality(c);
            event.target = subject_target(c);
            break;
        case EventKind::CableCut:
        case EventKind::ChokepointClosed:
        case EventKind::ConstellationLost:
        case EventKind::SiteChanged:
        case EventKind::CableChanged: event.object = likely_object(c, kind); break;
    }
    return event;
}

bool edit_event(PanelContext& c, std::size_t position) {
    Event& event = c.state.scenario.events[position];
    const std::string probe = "event/" + std::to_string(position);
    bool open = c.ui.open_event == position;
    const bool was_open = open;
    (void)layer_row(c, probe + "/on", enum_name<EventKind>(kEventNames, event.kind).name, "", "", event.on, &open);
    if (open != was_open) c.ui.open_event = open ? std::optional{position} : std::nullopt;
    text_wrapped(c.fonts.small, event.on ? c.colours().warning : c.colours().text_dim, event_text(c.dataset, event));
    if (!open) return false;
    gap(c, 8);
    if (event.on) controls(c, probe, event);
    gap(c, 8);
    return text_button(c, probe + "/remove", "Remove");
}

}  // namespace linchpin::app
