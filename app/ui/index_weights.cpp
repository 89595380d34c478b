#include "app/ui/index_weights.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "app/report/choices.h"
#include "app/ui/pickers.h"
#include "app/ui/widgets.h"
#include "data/core/format.h"
#include "data/metrics/composite.h"

namespace linchpin::app {
namespace {

using Indicators = std::vector<report::IndicatorWeight>;

std::string id_of(const report::IndicatorWeight& indicator) { return indicator.metric + "/" + indicator.item; }

/// Where a high value scores high the arrow points up.
std::string arrow_and_name(const report::IndicatorWeight& indicator) {
    return std::string{indicator.higher_is_better ? "\u2191 " : "\u2193 "} + indicator_name(indicator);
}

std::string meaning_of(const report::IndicatorWeight& indicator) {
    const IndicatorChoice* const known = find_indicator(indicator.metric, indicator.item);
    std::string text = known != nullptr ? std::string{known->meaning} + "\n" : std::string{};
    text += std::string{indicator.higher_is_better ? "A high" : "A low"} + " value scores high.\nDefinition: " + indicator.metric + ", " + indicator.item;
    return text + "\nThe sliders are scaled to sum to 100 % as they move.";
}

bool weight_sliders(PanelContext& c, Indicators& now) {
    std::vector<double> positions;
    for (const report::IndicatorWeight& indicator : now) positions.push_back(indicator.weight);
    const std::vector<double> weights = metrics::normalised_weights(positions);
    bool changed = false;
    for (std::size_t i = 0; i < now.size(); ++i) {
        const std::string share = format_number(weights[i] * 100.0, 0) + kThinSpace + "%", probe = "index/" + id_of(now[i]);
        ImGui::PushID(static_cast<int>(i));
        const float room = ImGui::GetContentRegionAvail().x - text_width(c.fonts.body, share) - c.px(12);
        auto t = static_cast<float>(std::clamp(now[i].weight, 0.0, 1.0));
        if (slider(c, probe, fitted(c.fonts.body, arrow_and_name(now[i]), room), share, t)) {
            now[i].weight = std::round(static_cast<double>(t) * 100.0) / 100.0;
            changed = true;
        }
        explain(c, indicator_name(now[i]), meaning_of(now[i]));
        c.probe.say(probe, share);
        ImGui::PopID();
    }
    if (std::all_of(now.begin(), now.end(), [](const auto& indicator) { return indicator.weight <= 0.0; })) {
        const std::string all_zero = "Every weight is 0, so all indicators count the same.";
        text_wrapped(c.fonts.small, c.colours().warning, all_zero);
        c.probe.say("index/all-zero", all_zero);
    }
    return changed;
}

/// Those that can be chosen, and those that only the state file names.
std::vector<Choice> choices_with(const Indicators& now) {
    std::vector<Choice> all;
    for (const IndicatorChoice& choice : indicator_choices())
        all.push_back({std::string{choice.metric} + "/" + std::string{choice.item}, std::string{choice.name}, std::string{choice.metric}});
    for (const report::IndicatorWeight& indicator : now)
        if (find_indicator(indicator.metric, indicator.item) == nullptr) all.push_back({id_of(indicator), indicator_name(indicator), indicator.metric});
    return all;
}

report::IndicatorWeight indicator_with(const std::string& id) {
    const std::size_t slash = id.find('/');
    report::IndicatorWeight indicator{id.substr(0, slash), id.substr(slash + 1), false, 1.0};
    if (const IndicatorChoice* const known = find_indicator(indicator.metric, indicator.item)) indicator.higher_is_better = known->higher_is_better;
    return indicator;
}

bool tick_indicators(PanelContext& c, Indicators& now) {
    std::vector<std::string> ids;
    for (const report::IndicatorWeight& indicator : now) ids.push_back(id_of(indicator));
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    const std::string shown = format_count(static_cast<std::int64_t>(ids.size())) + (ids.size() == 1 ? " indicator" : " indicators");
    if (!pick_many(c, "index/indicators", shown, choices_with(now), ids)) return false;
    std::erase_if(now, [&ids](const auto& indicator) { return !std::binary_search(ids.begin(), ids.end(), id_of(indicator)); });
    for (const std::string& id : ids)
        if (std::none_of(now.begin(), now.end(), [&id](const auto& indicator) { return id_of(indicator) == id; })) now.push_back(indicator_with(id));
    return true;
}

}  // namespace

void index_weights(PanelContext& c) {
    ReportChoice& choice = c.state.report;
    const bool own = !choice.indicators.empty();
    if (link_row(c, "index/open", "Indicators and weights", c.ui.index_open ? "\u2212" : own ? "yours" : "+", {0, 0, 0, 0})) c.ui.index_open = !c.ui.index_open;
    explain(c, "Indicators and weights", "What the index is made of. To begin with, four indicators count the same.");
    if (!c.ui.index_open) return;
    Indicators now = indicators_of(choice);
    gap(c, 8);
    caption(c, "\u2191 high values score high, \u2193 low values do");
    gap(c, 8);
    bool changed = weight_sliders(c, now);
    gap(c, 4);
    changed = tick_indicators(c, now) || changed;
    if (changed) set_indicators(choice, std::move(now));
    if (!own) return;
    gap(c, 8);
    if (text_button(c, "index/reset", "Back to the default")) choice.indicators.clear();
}

}  // namespace linchpin::app
