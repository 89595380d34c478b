#include <imgui.h>
#include <imgui_stdlib.h>

#include <algorithm>

#include "app/state/edits.h"
#include "app/ui/search_index.h"
#include "app/ui/widgets.h"
#include "data/core/format.h"

namespace linchpin::app {
namespace {

constexpr std::size_t kSearchFrom = 9;
constexpr float kMostHeight_px = 208.0f;

}  // namespace

void facet_list(PanelContext& c, std::string_view probe_name, const std::vector<FacetCount>& facets, std::vector<std::string>& hidden,
                const std::function<render::Rgba8(const FacetCount&)>& swatch) {
    const std::string name{probe_name};
    ImGui::PushID(name.c_str());
    std::string& typed = c.ui.list_search[name];
    const bool long_list = facets.size() >= kSearchFrom;
    if (long_list) {
        ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x - c.px(116));
        ImGui::InputTextWithHint("##search", "Find", &typed);
        c.probe.mark_field(typed);
        c.probe.mark_item(name + "/search");
        c.probe.say(name + "/search", typed);
        ImGui::SameLine(0, c.px(8));
    }
    if (text_button(c, name + "/all", "All")) hidden.clear();
    ImGui::SameLine(0, c.px(6));
    if (text_button(c, name + "/none", "None")) {
        hidden.clear();
        for (const FacetCount& facet : facets) hidden.push_back(facet.id);
        std::sort(hidden.begin(), hidden.end());
    }
    const std::string wanted = long_list ? fold_for_search(typed) : std::string{};
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{0, 0});
    const float row = c.px(26), full = row * static_cast<float>(facets.size());
    const float height = std::min(full, c.px(kMostHeight_px));
    // Negative inner padding would clip the highlight, so the child reaches to the panel's scroll bar.
    if (ImGui::BeginChild("##list", {0, height}, ImGuiChildFlags_None, ImGuiWindowFlags_None)) {
        std::size_t shown = 0;
        for (const FacetCount& facet : facets) {
            if (!wanted.empty() && fold_for_search(facet.name).find(wanted) == std::string::npos && fold_for_search(facet.id) != wanted) continue;
            ++shown;
            bool on = !is_hidden(hidden, facet.id);
            const std::string count = on && facet.shown == facet.total ? format_count(static_cast<std::int64_t>(facet.total))
                                                                       : format_count_of(static_cast<std::int64_t>(facet.shown), static_cast<std::int64_t>(facet.total));
            if (check_row(c, name + "/" + (facet.id.empty() ? "unknown" : facet.id), facet.name, count, swatch ? swatch(facet) : render::Rgba8{0, 0, 0, 0}, on))
                set_hidden(hidden, facet.id, !on);
        }
        if (shown == 0) text(c.fonts.small, c.colours().text_dim, "Nothing of that name");
    }
    ImGui::EndChild();
    ImGui::PopStyleVar();
    ImGui::PopID();
}

}  // namespace linchpin::app
