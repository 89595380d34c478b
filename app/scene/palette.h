#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "data/pack/dataset.h"
#include "render/colour.h"

namespace linchpin::app {

/// The fixed colour groups: the same nationality has the same colour in every layer, panel, chart and story.
enum class NationGroup { China, UnitedStates, EuropeanUnion, Other, Mixed, Unknown };

struct NationColour {
    NationGroup group;
    std::string_view name;
    render::Rgba8 colour;
};
/// Okabe-Ito as the base; told apart by the usual colour-vision deficiencies.
inline constexpr NationColour kNationColours[] = {
    {NationGroup::China, "China", render::rgb("#e69f00")},
    {NationGroup::UnitedStates, "United States", render::rgb("#56b4e9")},
    {NationGroup::EuropeanUnion, "European Union", render::rgb("#00b486")},
    {NationGroup::Other, "Other countries", render::rgb("#b7a6d6")},
    {NationGroup::Mixed, "Several nationalities", render::rgb("#d7dbe2")},
    {NationGroup::Unknown, "Unknown", render::rgb("#78828e")},
};
/// What a scenario takes away. No nation has this colour.
inline constexpr render::Rgba8 kLostColour = render::rgb("#ff6b57");
[[nodiscard]] render::Rgba8 colour_of(NationGroup group) noexcept;
[[nodiscard]] std::string_view name_of(NationGroup group) noexcept;

/// Colour groups of all countries of a pack, worked out once (EU membership as of the pack's date).
class NationGroups {
public:
    explicit NationGroups(const Dataset& dataset);
    [[nodiscard]] NationGroup of(Index country) const noexcept;
    /// One group when all are of one; Mixed otherwise; Unknown when there is none.
    [[nodiscard]] NationGroup of_all(const std::vector<Index>& countries) const noexcept;

private:
    std::vector<NationGroup> groups_;
};

/// For categories only: it has no order.
inline constexpr std::string_view kOkabeIto = "okabe-ito";
/// Perceptually uniform ramps: "viridis", "cividis", "batlow"; Okabe-Ito, which is none, gives cividis. t in [0, 1]. An unknown name gives viridis.
[[nodiscard]] render::Rgba8 ramp_colour(std::string_view palette, double t) noexcept;
/// Colours for n numeric classes, low to high.
[[nodiscard]] std::vector<render::Rgba8> class_colours(std::string_view palette, std::size_t n);

/// Okabe-Ito's colours for n categories; after the eighth they come again.
[[nodiscard]] std::vector<render::Rgba8> category_colours(std::size_t n);
/// Classes of changes: blue below zero, grey about it, brown above; as strong for a fall as for a rise.
/// @param falls  classes below the one about zero
[[nodiscard]] std::vector<render::Rgba8> change_colours(std::size_t falls, std::size_t n);
/// Classes of two numbers, row by row: the first number brings blue-green, the second pink, both together near white.
[[nodiscard]] std::vector<render::Rgba8> two_number_colours(std::size_t columns, std::size_t rows);

}  // namespace linchpin::app
