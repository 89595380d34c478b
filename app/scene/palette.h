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

/// Perceptually uniform ramps: "viridis", "cividis", "batlow". t in [0, 1]. An unknown name gives viridis.
[[nodiscard]] render::Rgba8 ramp_colour(std::string_view palette, double t) noexcept;
/// Colours for n numeric classes, low to high.
[[nodiscard]] std::vector<render::Rgba8> class_colours(std::string_view palette, std::size_t n);

}  // namespace linchpin::app
