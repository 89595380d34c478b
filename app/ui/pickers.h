#pragma once
// Choosing one of many by name: countries, cables, chokepoints.
#include <string>
#include <string_view>
#include <vector>

#include "app/ui/panel_context.h"

namespace linchpin::app {

struct Choice {
    std::string id, name, note;
};
/// A row with what is chosen; a click opens a list with a search box. True when another one was chosen.
bool pick_one(PanelContext& c, std::string_view probe_name, std::string_view caption_text, const std::vector<Choice>& choices, std::string& id);

/// The same for any number of them. The last one stays ticked. True when changed.
/// @param shown  what the row says; @param ids  ascending
bool pick_many(PanelContext& c, std::string_view probe_name, std::string_view shown, const std::vector<Choice>& choices, std::vector<std::string>& ids);

[[nodiscard]] std::vector<Choice> country_choices(const Dataset& dataset);
[[nodiscard]] std::vector<Choice> bloc_choices(const Dataset& dataset);
[[nodiscard]] std::vector<Choice> region_choices(const Dataset& dataset);
[[nodiscard]] std::vector<Choice> group_choices(const Dataset& dataset);

/// Country, bloc, region or an own set: whom the numbers are about.
void subject_picker(PanelContext& c);
/// Sets the subject and opens the panel about it.
void show_dependence_of(PanelContext& c, std::string iso3);

}  // namespace linchpin::app
