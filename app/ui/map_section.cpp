// The base map and how everything looks.
#include "app/state/state_ids.h"
#include "app/ui/widgets.h"
#include "data/core/format.h"

namespace linchpin::app {
namespace {

template <class E, std::size_t N> void choose(PanelContext& c, const char* probe_name, const std::array<EnumName<E>, N>& table, E& value) {
    std::vector<std::string> names;
    int chosen = 0;
    for (std::size_t i = 0; i < N; ++i) {
        names.emplace_back(table[i].name);
        if (table[i].value == value) chosen = static_cast<int>(i);
    }
    if (segments(c, probe_name, names, chosen)) value = table[static_cast<std::size_t>(chosen)].value;
}

void choose_palette(PanelContext& c) {
    std::vector<std::string> names;
    int chosen = 0;
    for (std::size_t i = 0; i < kPaletteIds.size(); ++i) {
        std::string name{kPaletteIds[i]};
        if (name == c.state.palette) chosen = static_cast<int>(i);
        name[0] = static_cast<char>(name[0] - 'a' + 'A');
        names.push_back(std::move(name));
    }
    if (segments(c, "map/palette", names, chosen)) c.state.palette = kPaletteIds[static_cast<std::size_t>(chosen)];
}

}  // namespace

void draw_map_section(PanelContext& c) {
    Layers& on = c.state.layers;
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{c.px(8), c.px(2)});
    switch_row(c, "layer/earth", "Earth", on.earth);
    switch_row(c, "layer/borders", "Borders", on.borders);
    switch_row(c, "layer/labels", "Labels", on.labels);
    switch_row(c, "layer/graticule", "Graticule", on.graticule);
    switch_row(c, "layer/stars", "Stars", on.stars);
    if (on.stars) switch_row(c, "map/moon", "Moon", c.state.moon);
    switch_row(c, "layer/legend", "Legend", on.legend);
    switch_row(c, "layer/credits", "Credits", on.credits);
    switch_row(c, "map/even-light", "Light the whole globe", c.state.even_light);
    switch_row(c, "map/sovereignty-lens", "Sovereignty lens", c.state.sovereignty_lens);
    explain(c, "Sovereignty lens", "Three rings around each data centre, from the inside out: nationality of the operator, of its ultimate owner, and of the vendor of its accelerators. A dashed grey part is not known. Around a cluster each ring is divided by the number of data centres.");
    switch_row(c, "map/reduce-motion", "Reduce motion", c.state.reduce_motion);
    ImGui::PopStyleVar();
    gap(c, 12);
    caption(c, "World");
    int shown = c.state.projection == Projection::Globe ? 0 : 1;
    if (segments(c, "map/projection", {std::string{kProjectionNames[0].name}, std::string{kProjectionNames[1].name}}, shown)) c.ask(Action::Projection);
    caption(c, "Ground");
    choose(c, "map/earth-style", kEarthStyleNames, c.state.earth_style);
    caption(c, "Colours of country values");
    choose_palette(c);
    caption(c, "Theme");
    std::vector<std::string> themes{"Dark", "Light", "Contrast"};
    int theme = static_cast<int>(c.state.theme);
    if (segments(c, "map/theme", themes, theme)) c.state.theme = static_cast<Theme>(theme);
    caption(c, "Quality");
    choose(c, "map/quality", kQualityNames, c.state.quality);
    caption(c, "Seen with");
    choose(c, "map/cvd", kVisionNames, c.state.colour_vision);
    caption(c, "Text size");
    if (text_button(c, "map/text-smaller", "A\u2212")) c.ask(Action::TextSmaller);
    ImGui::SameLine(0, c.px(6));
    if (text_button(c, "map/text-larger", "A+")) c.ask(Action::TextLarger);
    ImGui::SameLine(0, c.px(12));
    ImGui::AlignTextToFramePadding();
    text(c.fonts.body, c.colours().text_dim, format_percent(c.state.text_scale, 0));
}

}  // namespace linchpin::app
