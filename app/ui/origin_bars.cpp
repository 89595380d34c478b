#include "app/ui/origin_bars.h"

#include <algorithm>

#include "app/ui/draw_parts.h"
#include "app/ui/figure_text.h"
#include "app/ui/widgets.h"
#include "data/core/format.h"

namespace linchpin::app {
namespace {

using report::Figure;

constexpr std::size_t kOrigins = 5;

/// One bar on its ground; what is not known is hatched up to the most that it can be.
void share_bar(PanelContext& c, const Figure* figure, ImVec2 at, float width, float height, render::Rgba8 fill) {
    const ThemeColours& k = c.colours();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const auto reach = [&](double share) { return at.x + width * static_cast<float>(std::clamp(share, 0.0, 1.0)); };
    list.AddRectFilled(at, {at.x + width, at.y + height}, im(k.raised), height / 2);
    if (figure != nullptr && figure->value) list.AddRectFilled(at, {std::max(reach(*figure->value), at.x + height), at.y + height}, im(fill), height / 2);
    else hatch(c, at, {reach(figure != nullptr ? figure->high.value_or(1.0) : 1.0), at.y + height}, k.text_dim);
}

/// "24.8 % declared, 31.7 % traced"; a share that there is not is said after what it is about.
std::string part_text(const Figure* figure, const std::string& word) {
    if (figure == nullptr) return word + " unknown";
    const std::string value = figure_value(*figure);
    return figure->state == report::FigureState::Value ? value + " " + word : word + " " + value;
}

void one_origin(PanelContext& c, const Figure& traced, const Figure* declared) {
    const auto code = CountryCode::parse(traced.partner);
    const render::Rgba8 colour = code ? colour_of(c.nations.of(c.dataset.country_index(*code))) : c.colours().text_dim;
    const std::string values = part_text(declared, "declared") + ", " + part_text(&traced, "traced");
    const float width = ImGui::GetContentRegionAvail().x, bar = c.px(6);
    const float values_width = text_width(c.fonts.small, values);
    text(c.fonts.body, c.colours().text, fitted(c.fonts.body, traced.partner_name, width - values_width - c.px(8)));
    text_right(c, c.fonts.small, c.colours().text_dim, values);
    c.probe.say("origin/" + traced.partner, values);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    share_bar(c, declared, at, width, bar, colour);
    share_bar(c, &traced, {at.x, at.y + bar + c.px(2)}, width, bar, render::with_alpha(colour, 0.55f));
    ImGui::Dummy({width, 2 * bar + c.px(10)});
}

}  // namespace

void origin_bars(PanelContext& c, const MetricAnswer& answer) {
    std::size_t shown = 0;
    for (const Figure& traced : answer.figures) {
        if (traced.item != "traced_share" || traced.partner.empty() || shown == kOrigins) continue;
        ++shown;
        Figure like = traced;
        like.item = "declared_share";
        one_origin(c, traced, same_figure(answer.figures, like));
    }
    const auto unknown = std::find_if(answer.figures.begin(), answer.figures.end(), [](const Figure& f) { return f.item == "unknown_origin"; });
    if (unknown == answer.figures.end() || !unknown->value) return;
    text(c.fonts.body, c.colours().text_dim, "Unknown origin");
    text_right(c, c.fonts.small, c.colours().text_dim, figure_value(*unknown));
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x, bar = c.px(6);
    ImGui::GetWindowDrawList()->AddRectFilled(at, {at.x + width, at.y + bar}, im(c.colours().raised), bar / 2);
    hatch(c, at, {at.x + width * static_cast<float>(std::clamp(*unknown->value, 0.0, 1.0)), at.y + bar}, c.colours().text_dim);
    ImGui::Dummy({width, bar + c.px(6)});
}

}  // namespace linchpin::app
