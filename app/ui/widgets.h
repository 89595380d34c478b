#pragma once
// The few controls that the panels are made of, drawn here so that nothing looks like the toolkit's defaults.
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "app/ui/panel_context.h"

namespace linchpin::app {

/// A panel window: fixed place, no title bar, as high as its content up to `most`.
/// With `fit_height` off it is exactly `most` and does not scroll.
bool begin_panel(PanelContext& c, const char* id, ImVec2 pos, ImVec2 most, bool fit_height = true);
void end_panel(PanelContext& c, std::string_view probe_name);

[[nodiscard]] float text_width(ImFont* font, std::string_view utf8);
void text(ImFont* font, render::Rgba8 colour, std::string_view utf8);
void text_wrapped(ImFont* font, render::Rgba8 colour, std::string_view utf8);
/// Text that ends at the right edge of the content region, on the line just drawn.
void text_right(PanelContext& c, ImFont* font, render::Rgba8 colour, std::string_view utf8);
/// `utf8` cut with an ellipsis to fit.
[[nodiscard]] std::string fitted(ImFont* font, std::string_view utf8, float width_px);
/// The first of the texts that fits into the width, or the last: what an empty field says when there is little room.
[[nodiscard]] const char* first_that_fits(ImFont* font, std::initializer_list<const char*> texts, float width_px);
/// Width that a text has in a field as wide as the rest of the line, framebuffer pixels.
[[nodiscard]] float field_room();
void caption(PanelContext& c, std::string_view utf8);       ///< small dim heading of a group of controls
void gap(PanelContext& c, float at_1x);
void divider(PanelContext& c);

/// A switch at the left, name, count at the right, and an arrow that opens the section. `open` null = no section.
/// Returns true when the switch was changed.
bool layer_row(PanelContext& c, std::string_view probe_name, std::string_view name, std::string_view count, std::string_view second_line, bool& on, bool* open);
/// A switch with a name.
bool switch_row(PanelContext& c, std::string_view probe_name, std::string_view name, bool& on);
/// A check box, a swatch (alpha 0 = none), a name and a count.
bool check_row(PanelContext& c, std::string_view probe_name, std::string_view name, std::string_view count, render::Rgba8 swatch, bool& on);
/// A row of choices of which one is taken. True when changed.
bool segments(PanelContext& c, std::string_view probe_name, const std::vector<std::string>& names, int& chosen);
/// A name, the value at the right, and a track underneath. `t` in [0, 1]. True while changing.
bool slider(PanelContext& c, std::string_view probe_name, std::string_view name, std::string_view value, float& t);
/// A drop-down. True when another entry was chosen. `notes` may be empty; else one small second line an entry.
bool chooser(PanelContext& c, std::string_view probe_name, const std::vector<std::string>& names, const std::vector<std::string>& notes, int& chosen);
/// How much of some work is done. @param share  [0, 1]
void progress_bar(PanelContext& c, float share);
/// A button as wide as its text.
bool text_button(PanelContext& c, std::string_view probe_name, std::string_view name, bool strong = false);
/// A row that can be clicked: name left, value right.
bool link_row(PanelContext& c, std::string_view probe_name, std::string_view name, std::string_view value, render::Rgba8 swatch);

enum class Icon { Play, Pause, Search, Close, Restart, Faster, Slower, Target, Plus, Before, After };
bool icon_button(PanelContext& c, std::string_view probe_name, Icon icon, float size_at_1x = 32.0f);
void draw_icon(ImDrawList& list, Icon icon, ImVec2 centre, float radius, ImU32 colour);

/// Explains the item drawn last, beside the panel rather than over it.
void explain(PanelContext& c, std::string_view title, std::string_view body);

/// The list of a filter: search box when long, all and none, one check box an entry.
void facet_list(PanelContext& c, std::string_view probe_name, const std::vector<FacetCount>& facets, std::vector<std::string>& hidden,
                const std::function<render::Rgba8(const FacetCount&)>& swatch);

}  // namespace linchpin::app
