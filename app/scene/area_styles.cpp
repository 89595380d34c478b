#include "app/scene/area_styles.h"

#include <algorithm>

#include "app/scene/palette.h"

namespace linchpin::app {
namespace {

std::size_t reached(const std::vector<double>& breaks, double value) noexcept {
    std::size_t cls = 0;
    // The guard keeps a value that stands exactly on a break in the class above, however its sum was rounded.
    while (cls < breaks.size() && value >= breaks[cls] - 1e-9) ++cls;
    return cls;
}

/// Classes of falls, before the one about zero.
std::size_t falls(const ChoroplethLayer& layer) noexcept {
    return static_cast<std::size_t>(std::count_if(layer.class_breaks.begin(), layer.class_breaks.end(), [](double b) { return b <= 0.0; }));
}

unsigned level(std::size_t step, std::size_t steps) noexcept { return steps == 0 ? 0u : static_cast<unsigned>((7 * step + steps / 2) / steps); }

}  // namespace

ClassGrid class_grid(const ChoroplethLayer& layer) noexcept {
    if (layer.categorical) return {std::max<std::size_t>(layer.categories.size(), 1), 1};
    return {layer.class_breaks.size() + 1, layer.second ? layer.second->class_breaks.size() + 1 : 1};
}

std::vector<render::Rgba8> choropleth_colours(const ChoroplethLayer& layer, std::string_view palette) {
    const ClassGrid grid = class_grid(layer);
    // Categories are ordered (no ban .. ban), and a ramp keeps clear of the colours that stand for nationalities: Okabe-Ito by choice only.
    if (layer.categorical) return palette == kOkabeIto ? category_colours(grid.columns) : class_colours(palette, grid.columns);
    if (layer.second) return two_number_colours(grid.columns, grid.rows);
    if (layer.change) return change_colours(falls(layer), grid.columns);
    return class_colours(palette, grid.columns);
}

std::vector<render::AreaPattern> choropleth_patterns(const ChoroplethLayer& layer) {
    const ClassGrid grid = class_grid(layer);
    std::vector<render::AreaPattern> patterns;
    const std::size_t middle = falls(layer);
    for (std::size_t row = 0; row < grid.rows; ++row) {
        for (std::size_t column = 0; column < grid.columns; ++column) {
            if (layer.categorical) patterns.push_back(render::class_lines(column % 3 == 0 ? 0 : column % 3 == 1 ? 2 : 5, column / 3 % 3 == 0 ? 0 : column / 3 % 3 == 1 ? 2 : 5));
            else if (layer.change && column < middle) patterns.push_back(render::class_lines(0, level(middle - column, std::max(middle, grid.columns - 1 - middle))));
            else if (layer.change) patterns.push_back(render::class_lines(level(column - middle, std::max(middle, grid.columns - 1 - middle))));
            else patterns.push_back(render::class_lines(level(column, grid.columns - 1), level(row, grid.rows - 1)));
        }
    }
    return patterns;
}

std::size_t class_of(const ChoroplethLayer& layer, double value) noexcept {
    return layer.categorical ? static_cast<std::size_t>(value) : reached(layer.class_breaks, value);
}

std::size_t class_of_country(const ChoroplethLayer& layer, Index country) noexcept {
    const std::size_t column = class_of(layer, layer.values[country].value);
    return layer.second ? reached(layer.second->class_breaks, layer.second->values[country]) * class_grid(layer).columns + column : column;
}

std::vector<render::AreaStyle> make_area_styles(const std::vector<Index>& country_of_shape, const ChoroplethLayer& layer,
                                                std::string_view palette, bool patterns) {
    std::vector<render::AreaStyle> styles(country_of_shape.size(), render::AreaStyle{{0, 0, 0, 0}, render::AreaPattern::Plain});
    if (!layer.active) return styles;
    const auto colours = choropleth_colours(layer, palette);
    const auto lines = patterns ? choropleth_patterns(layer) : std::vector<render::AreaPattern>(colours.size(), render::AreaPattern::Plain);
    for (std::size_t s = 0; s < styles.size(); ++s) {
        const Index country = country_of_shape[s];
        const bool known = country < layer.values.size();
        if (known && layer.values[country].state == ValueState::Value) {
            const std::size_t cls = std::min(class_of_country(layer, country), colours.size() - 1);
            styles[s] = {colours[cls], lines[cls]};
        } else if (known && layer.values[country].state == ValueState::NotAvailable) {
            styles[s] = {kHatchColour, render::AreaPattern::Dots};
        } else {
            styles[s] = {kHatchColour, render::AreaPattern::Hatch};
        }
    }
    return styles;
}

}  // namespace linchpin::app
