#pragma once
// A chart in a panel: the same marks as in its SVG, with hover and choice.
#include <string>
#include <string_view>

#include "app/chart/export.h"
#include "app/ui/panel_context.h"

namespace linchpin::app {

/// Measures with the panel's own letters, in pixels at 1x.
class PanelMeter final : public chart::TextMeter {
public:
    explicit PanelMeter(const PanelContext& c) : c_{c} {}
    [[nodiscard]] float width(std::string_view utf8, float size_px, chart::Weight weight) const override;

private:
    const PanelContext& c_;
};

/// The colours that a chart has in the window's theme.
[[nodiscard]] chart::Palette panel_palette(const PanelContext& c);
/// Draws it as the next item. @return  the id of the spot that was clicked; empty = none
[[nodiscard]] std::string draw_chart(PanelContext& c, std::string_view probe_name, const chart::Drawing& drawing);

}  // namespace linchpin::app
