#include "app/ui/class_controls.h"

#include <algorithm>
#include <cmath>

#include "app/state/scenario_text.h"
#include "app/state/state_ids.h"
#include "app/ui/text_field.h"
#include "app/ui/widgets.h"
#include "data/core/format.h"
#include "data/query/class_breaks.h"

namespace linchpin::app {
namespace {

void small(PanelContext& c, std::string_view words) { text_wrapped(c.fonts.small, c.colours().text_dim, words); }

/// As many digits as the number needs, the way it is typed.
std::string typed_number(double value) {
    std::string digits = format_number(value, 6);
    for (std::size_t at; (at = digits.find(kThinSpace)) != std::string::npos;) digits.erase(at, std::string_view{kThinSpace}.size());
    if (const std::size_t minus = digits.find("\u2212"); minus != std::string::npos) digits.replace(minus, std::string_view{"\u2212"}.size(), "-");
    while (digits.back() == '0') digits.pop_back();
    if (digits.back() == '.') digits.pop_back();
    return digits;
}

std::string typed_numbers(const std::vector<double>& breaks) {
    std::string all;
    for (const double value : breaks) all += (all.empty() ? "" : ", ") + typed_number(value);
    return all;
}

/// "From 3.2 to 98.1 % of import value": where breaks make sense.
void draw_range(PanelContext& c, const ChoroplethLayer& layer) {
    std::optional<double> low, high;
    for (const CountryValue& value : layer.values) {
        if (value.state != ValueState::Value) continue;
        low = std::min(low.value_or(value.value), value.value);
        high = std::max(high.value_or(value.value), value.value);
    }
    if (!low) return;
    const int decimals = std::max(std::abs(*low), std::abs(*high)) < 10.0 ? 2 : 0;
    small(c, "The numbers run from " + format_number(*low, decimals) + " to " + format_number(*high, decimals) + " " + layer.unit + ".");
}

void draw_own_breaks(PanelContext& c, const ChoroplethLayer& layer) {
    ChoroplethChoice& choice = c.state.filter.choropleth;
    // The text follows the state where something else has changed it: undo, a file.
    if (c.ui.breaks_shown != choice.breaks) {
        c.ui.breaks_shown = choice.breaks;
        c.ui.breaks_text = typed_numbers(choice.breaks);
    }
    (void)text_field(c, "values/breaks", "20, 40, 60", c.ui.breaks_text);
    const auto breaks = query::parse_breaks(c.ui.breaks_text, kMostClasses - 1);
    if (breaks && *breaks != choice.breaks) c.ui.breaks_shown = choice.breaks = *breaks;
    c.probe.say("values/breaks-problem", breaks ? std::string{} : breaks.error().text());
    if (!breaks) text_wrapped(c.fonts.small, c.colours().warning, breaks.error().text() + " The classes stay as they were.");
    else small(c, "A class begins at each number.");
    draw_range(c, layer);
}

void choose_rule(PanelContext& c, const ChoroplethLayer& layer) {
    ChoroplethChoice& choice = c.state.filter.choropleth;
    caption(c, "Classes");
    std::vector<std::string> names;
    for (const auto& row : kClassRuleNames) names.emplace_back(row.name);
    int chosen = static_cast<int>(choice.classes);
    if (segments(c, "values/classes", names, chosen)) {
        choice.classes = static_cast<ClassRule>(chosen);
        // Own classes begin with those that are shown, to be changed.
        if (choice.classes == ClassRule::Manual && choice.breaks.empty()) choice.breaks.assign(layer.class_breaks.begin(), layer.class_breaks.begin() + std::min<std::ptrdiff_t>(std::ssize(layer.class_breaks), kMostClasses - 1));
    }
    gap(c, 6);
    if (choice.classes == ClassRule::Manual) return draw_own_breaks(c, layer);
    const bool counted = choice.classes == ClassRule::Equal || (choice.classes == ClassRule::Quantile && !layer.change);
    if (counted) {
        constexpr int kSteps = kMostClasses - kFewestClasses;
        float t = static_cast<float>(choice.class_count - kFewestClasses) / kSteps;
        if (slider(c, "values/class-count", "Number of classes", std::to_string(choice.class_count), t)) choice.class_count = kFewestClasses + static_cast<int>(std::lround(t * kSteps));
        const auto made = static_cast<int>(layer.class_breaks.size()) + 1;
        if (made != choice.class_count && layer.with_value > 0)
            small(c, std::to_string(made) + (made == 1 ? " class is shown: " : " classes are shown: ") +
                         (layer.change ? "they are alike on both sides of no change." : "equal numbers never part."));
    }
    switch (choice.classes) {
        case ClassRule::Standard: small(c, layer.change ? "Alike on both sides of no change." : "Round numbers."); break;
        case ClassRule::Quantile: small(c, layer.change ? "Changes by size, alike on both sides of none." : "As many countries in each class as ties allow."); break;
        case ClassRule::Equal: small(c, "Equal steps from the smallest number to the largest."); break;
        case ClassRule::Manual: break;
    }
}

/// Numbers only: categories cannot stand beside a number in a square.
void choose_second(PanelContext& c) {
    ChoroplethChoice& choice = c.state.filter.choropleth;
    std::vector<std::string> names;
    std::vector<ChoroplethKind> kinds;
    int chosen = 0;
    for (const auto& row : kChoroplethNames) {
        if (row.value == choice.kind || row.value == ChoroplethKind::FootprintTopic) continue;
        if (row.value == choice.second) chosen = static_cast<int>(names.size());
        names.emplace_back(row.value == ChoroplethKind::None ? "No second number" : row.name);
        kinds.push_back(row.value);
    }
    caption(c, "Second number");
    if (!chooser(c, "values/second", names, {}, chosen)) return;
    choice.second = kinds[static_cast<std::size_t>(chosen)];
    if (choice.second == ChoroplethKind::ShareFromCountry && choice.country.empty()) choice.country = "CHN";
}

void choose_change(PanelContext& c) {
    ChoroplethChoice& choice = c.state.filter.choropleth;
    switch_row(c, "values/change", "Change in the scenario", choice.change);
    explain(c, "Change in the scenario", "The number in the what-if scenario less the number without it.");
    if (choice.change && !scenario_on(c.state.scenario)) small(c, "No event is on under \u201cWhat if\u201d: the numbers are shown as they are.");
    else if (choice.change && choice.second != ChoroplethKind::None) small(c, "The change is shown instead of the second number.");
}

void choose_palette(PanelContext& c, const ChoroplethLayer& layer) {
    static const std::vector<std::string> kNames{"Viridis", "Cividis", "Batlow", "Okabe-Ito"};
    static const std::vector<std::string> kNotes{"purple to yellow", "blue to yellow, alike for most eyes", "dark blue to pink, even steps", "eight colours for categories; numbers in Cividis"};
    int chosen = static_cast<int>(std::find(kPaletteIds.begin(), kPaletteIds.end(), c.state.palette) - kPaletteIds.begin());
    caption(c, "Colours");
    if (chooser(c, "values/palette", kNames, kNotes, chosen)) c.state.palette = kPaletteIds[static_cast<std::size_t>(chosen)];
    if (layer.second && !layer.categorical) small(c, "Two numbers have a square of their own colours, whatever is chosen here.");
    else if (layer.change) small(c, "Changes have two colours, away from no change, whatever is chosen here.");
}

}  // namespace

void draw_class_controls(PanelContext& c) {
    const ChoroplethLayer& layer = c.snapshot.choropleth;
    if (!layer.active) return;
    if (!layer.categorical) {
        if (layer.second) {
            caption(c, "Classes");
            small(c, "Each number in three classes with as many countries in each as ties allow.");
        } else {
            choose_rule(c, layer);
        }
        gap(c, 10);
        choose_second(c);
        gap(c, 6);
        choose_change(c);
        gap(c, 6);
    }
    choose_palette(c, layer);
    gap(c, 4);
    switch_row(c, "values/patterns", "Lines as well", c.state.class_patterns);
    explain(c, "Lines as well", "Lines over the colours, denser for more: for print, and for eyes that mix colours up.");
}

}  // namespace linchpin::app
