#include "app/scene/area_styles.h"

#include <algorithm>

#include "app/scene/palette.h"

namespace linchpin::app {

std::vector<render::Rgba8> choropleth_colours(const ChoroplethLayer& layer, std::string_view palette) {
    // Categories are ordered (no ban .. ban), and a ramp keeps clear of the colours that stand for nationalities.
    return class_colours(palette, layer.categorical ? std::max<std::size_t>(layer.categories.size(), 1) : layer.class_breaks.size() + 1);
}

std::size_t class_of(const ChoroplethLayer& layer, double value) noexcept {
    if (layer.categorical) return static_cast<std::size_t>(value);
    std::size_t cls = 0;
    // The guard keeps a value that stands exactly on a break in the class above, however its sum was rounded.
    while (cls < layer.class_breaks.size() && value >= layer.class_breaks[cls] - 1e-9) ++cls;
    return cls;
}

std::vector<render::AreaStyle> make_area_styles(const std::vector<Index>& country_of_shape, const ChoroplethLayer& layer,
                                                std::string_view palette) {
    std::vector<render::AreaStyle> styles(country_of_shape.size(), render::AreaStyle{{0, 0, 0, 0}, render::AreaPattern::Plain});
    if (!layer.active) return styles;
    const auto colours = choropleth_colours(layer, palette);
    for (std::size_t s = 0; s < styles.size(); ++s) {
        const Index country = country_of_shape[s];
        const bool known = country < layer.values.size();
        if (known && layer.values[country].state == ValueState::Value) {
            styles[s].colour = colours[std::min(class_of(layer, layer.values[country].value), colours.size() - 1)];
        } else if (known && layer.values[country].state == ValueState::NotAvailable) {
            styles[s] = {kHatchColour, render::AreaPattern::Dots};
        } else {
            styles[s] = {kHatchColour, render::AreaPattern::Hatch};
        }
    }
    return styles;
}

}  // namespace linchpin::app
