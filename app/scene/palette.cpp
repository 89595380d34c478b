#include "app/scene/palette.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

namespace linchpin::app {
namespace {

using render::rgb;
using render::Rgba8;

// Sample colours of the published maps, evenly spaced: viridis and cividis (matplotlib, CC0), batlow (F. Crameri, MIT).
constexpr std::array<Rgba8, 9> kViridis{rgb("#440154"), rgb("#472d7b"), rgb("#3b528b"), rgb("#2c728e"), rgb("#21918c"),
                                        rgb("#28ae80"), rgb("#5ec962"), rgb("#addc30"), rgb("#fde725")};
constexpr std::array<Rgba8, 9> kCividis{rgb("#00224e"), rgb("#1d3a6d"), rgb("#434e6c"), rgb("#5f636e"), rgb("#7c7b78"),
                                        rgb("#999275"), rgb("#b9ac70"), rgb("#dbc761"), rgb("#fee838")};
constexpr std::array<Rgba8, 9> kBatlow{rgb("#011959"), rgb("#114360"), rgb("#1e5b5f"), rgb("#4b724f"), rgb("#818132"),
                                       rgb("#c09036"), rgb("#f49d6c"), rgb("#fdb4b4"), rgb("#faccfa")};

std::span<const Rgba8> samples(std::string_view palette) noexcept {
    if (palette == "cividis" || palette == kOkabeIto) return kCividis;
    if (palette == "batlow") return kBatlow;
    return kViridis;
}

}  // namespace

Rgba8 colour_of(NationGroup group) noexcept { return kNationColours[static_cast<std::size_t>(group)].colour; }
std::string_view name_of(NationGroup group) noexcept { return kNationColours[static_cast<std::size_t>(group)].name; }

NationGroups::NationGroups(const Dataset& dataset) : groups_(dataset.countries.size(), NationGroup::Other) {
    const Date date = dataset.as_of.value_or(Date::from_ymd(2026, 1, 1));
    for (std::size_t i = 0; i < groups_.size(); ++i) {
        const std::string code = dataset.countries[i].code.str();
        if (code == "CHN") groups_[i] = NationGroup::China;
        else if (code == "USA") groups_[i] = NationGroup::UnitedStates;
        else if (dataset.is_member("EU", static_cast<Index>(i), date)) groups_[i] = NationGroup::EuropeanUnion;
    }
}

NationGroup NationGroups::of(Index country) const noexcept {
    return country < groups_.size() ? groups_[country] : NationGroup::Unknown;
}

NationGroup NationGroups::of_all(const std::vector<Index>& countries) const noexcept {
    NationGroup found = NationGroup::Unknown;
    for (const Index country : countries) {
        const NationGroup group = of(country);
        if (group == NationGroup::Unknown || group == found) continue;
        if (found != NationGroup::Unknown) return NationGroup::Mixed;
        found = group;
    }
    return found;
}

Rgba8 ramp_colour(std::string_view palette, double t) noexcept {
    const auto s = samples(palette);
    const double x = std::clamp(t, 0.0, 1.0) * static_cast<double>(s.size() - 1);
    const auto i = std::min(static_cast<std::size_t>(x), s.size() - 2);
    return render::lerp(s[i], s[i + 1], static_cast<float>(x - static_cast<double>(i)));
}

namespace {

/// Fills are laid over large areas: at full strength they would outshine the sites, cables and flows on them. A quarter of light in
/// the colour over graphite land is calm and keeps the classes apart; the legend shows the same, softened colour.
Rgba8 softened(Rgba8 colour) { return render::lerp(rgb("#2a2f37"), colour, 0.24f); }

}  // namespace

std::vector<Rgba8> class_colours(std::string_view palette, std::size_t n) {
    std::vector<Rgba8> colours;
    // The darkest tenth is left out: on the dark globe it would look like bare land.
    for (std::size_t i = 0; i < n; ++i)
        colours.push_back(softened(ramp_colour(palette, n == 1 ? 0.6 : 0.06 + 0.94 * static_cast<double>(i) / static_cast<double>(n - 1))));
    return colours;
}

std::vector<Rgba8> category_colours(std::size_t n) {
    // Black, the eighth of the set, would be bare land here: grey stands for it.
    constexpr std::array<Rgba8, 8> kSet{rgb("#56b4e9"), rgb("#e69f00"), rgb("#009e73"), rgb("#f0e442"), rgb("#cc79a7"), rgb("#0072b2"), rgb("#d55e00"), rgb("#999999")};
    std::vector<Rgba8> colours;
    for (std::size_t i = 0; i < n; ++i) colours.push_back(softened(kSet[i % kSet.size()]));
    return colours;
}

std::vector<Rgba8> change_colours(std::size_t falls, std::size_t n) {
    constexpr Rgba8 kFall = rgb("#5aa9f0"), kNone = rgb("#565b63"), kRise = rgb("#f0a05a");
    std::vector<Rgba8> colours;
    const std::size_t steps = std::max<std::size_t>({falls, n > falls ? n - 1 - falls : 0, 1});
    for (std::size_t i = 0; i < n; ++i) {
        const std::size_t away = i < falls ? falls - i : i - falls;
        const float t = static_cast<float>(away) / static_cast<float>(steps);
        colours.push_back(away == 0 ? softened(kNone) : softened(render::lerp(kNone, i < falls ? kFall : kRise, t)));
    }
    return colours;
}

std::vector<Rgba8> two_number_colours(std::size_t columns, std::size_t rows) {
    constexpr Rgba8 kLow = rgb("#3d434d"), kFirst = rgb("#1fb5ad"), kSecond = rgb("#d8589f"), kBoth = rgb("#f4ecff");
    std::vector<Rgba8> colours;
    const auto part = [](std::size_t i, std::size_t n) { return n < 2 ? 0.0f : static_cast<float>(i) / static_cast<float>(n - 1); };
    for (std::size_t row = 0; row < rows; ++row)
        for (std::size_t column = 0; column < columns; ++column) {
            const float x = part(column, columns), y = part(row, rows);
            colours.push_back(softened(render::lerp(render::lerp(kLow, kFirst, x), render::lerp(kSecond, kBoth, x), y)));
        }
    return colours;
}

}  // namespace linchpin::app
