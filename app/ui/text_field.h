#pragma once
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "app/state/state_ids.h"
#include "app/ui/widgets.h"

namespace linchpin::app {

/// A line of text to type in, as high and as wide as the other fields. True while it changes.
bool text_field(PanelContext& c, std::string_view probe_name, const char* hint, std::string& text);

/// Name, and a number that counts when it was typed to its end, kept within [low, high]. True when it became another.
/// @param format  of printf, for a double
bool number_field(PanelContext& c, std::string_view probe_name, std::string_view name, double& value, double low, double high, const char* format = "%.3f");

/// A caption and a drop-down of the words of an enumeration. True when another was chosen.
template <class E, std::size_t N>
bool choose_word(PanelContext& c, std::string_view probe_name, std::string_view name, const std::array<EnumName<E>, N>& table, E& value) {
    caption(c, name);
    std::vector<std::string> names;
    int chosen = 0;
    for (std::size_t i = 0; i < N; ++i) {
        names.emplace_back(table[i].name);
        if (table[i].value == value) chosen = static_cast<int>(i);
    }
    if (!chooser(c, probe_name, names, {}, chosen)) return false;
    value = table[static_cast<std::size_t>(chosen)].value;
    return true;
}

}  // namespace linchpin::app
