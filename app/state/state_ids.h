#pragma once
// The words that stand for enumerators in state files and on the command line.
#include <array>
#include <span>
#include <string_view>

#include "app/state/app_state.h"

namespace linchpin::app {

template <class E> struct EnumName {
    E value;
    std::string_view id;    ///< in files and on the command line
    std::string_view name;  ///< on screen
};

inline constexpr std::array<EnumName<ChoroplethKind>, 9> kChoroplethNames{{
    {ChoroplethKind::None, "none", "Nothing"},
    {ChoroplethKind::TopSupplierShare, "top-supplier-share", "Top supplier's share"},
    {ChoroplethKind::ImportHhi, "import-hhi", "Supplier concentration (HHI)"},
    {ChoroplethKind::ShareFromCountry, "share-from-country", "Share from one country"},
    {ChoroplethKind::SiteCount, "site-count", "Data centres, number"},
    {ChoroplethKind::SitePowerMw, "site-power-mw", "Data centres, power"},
    {ChoroplethKind::ForeignSiteShare, "foreign-site-share", "Foreign-run data centres"},
    {ChoroplethKind::LandedCables, "landed-cables", "Cables landed"},
    {ChoroplethKind::FootprintTopic, "footprint-topic", "Telecom footprint"},
}};
inline constexpr std::array<EnumName<ClassRule>, 4> kClassRuleNames{{{ClassRule::Standard, "standard", "Usual"},
                                                                   {ClassRule::Quantile, "quantile", "Quantile"},
                                                                   {ClassRule::Equal, "equal", "Equal"},
                                                                   {ClassRule::Manual, "manual", "Own"}}};
inline constexpr std::array<EnumName<SelectionKind>, 8> kSelectionNames{{
    {SelectionKind::None, "none", "Nothing"},
    {SelectionKind::Country, "country", "Country"},
    {SelectionKind::Site, "site", "Data centre"},
    {SelectionKind::Cable, "cable", "Submarine cable"},
    {SelectionKind::Satellite, "satellite", "Satellite"},
    {SelectionKind::Landing, "landing", "Landing point"},
    {SelectionKind::Chokepoint, "chokepoint", "Chokepoint"},
    {SelectionKind::Arc, "arc", "Supply flow"},
}};
inline constexpr std::array<EnumName<report::SubjectKind>, 4> kSubjectNames{{
    {report::SubjectKind::Country, "country", "Country"},
    {report::SubjectKind::Bloc, "bloc", "Bloc"},
    {report::SubjectKind::Region, "region", "Region"},
    {report::SubjectKind::Selection, "selection", "Own set"},
}};
inline constexpr std::array<EnumName<scenario::EventKind>, 7> kEventNames{{
    {scenario::EventKind::SupplierStops, "supplier-stops", "Supplier stops exporting"},
    {scenario::EventKind::OperatorsWithdraw, "operators-withdraw", "Operators withdraw"},
    {scenario::EventKind::CableCut, "cable-cut", "Cable cut"},
    {scenario::EventKind::ChokepointClosed, "chokepoint-closed", "Chokepoint closed"},
    {scenario::EventKind::ConstellationLost, "constellation-lost", "Constellation lost"},
    {scenario::EventKind::SiteChanged, "site-changed", "Planned data centre"},
    {scenario::EventKind::CableChanged, "cable-changed", "Planned cable"},
}};
inline constexpr std::array<EnumName<scenario::PlanChange>, 2> kPlanChangeNames{{
    {scenario::PlanChange::BroughtForward, "brought-forward", "Brought forward"},
    {scenario::PlanChange::Cancelled, "cancelled", "Cancelled"},
}};
inline constexpr std::array<EnumName<Theme>, 3> kThemeNames{
    {{Theme::Dark, "dark", "Dark"}, {Theme::Light, "light", "Light"}, {Theme::Contrast, "contrast", "High contrast"}}};
inline constexpr std::array<EnumName<EarthStyle>, 2> kEarthStyleNames{
    {{EarthStyle::Graphite, "graphite", "Graphite"}, {EarthStyle::Imagery, "imagery", "Imagery"}}};
inline constexpr std::array<EnumName<Projection>, 2> kProjectionNames{
    {{Projection::Globe, "globe", "Globe"}, {Projection::EqualEarth, "equal-earth", "Map"}}};
inline constexpr std::array<EnumName<QualityChoice>, 3> kQualityNames{
    {{QualityChoice::Auto, "auto", "Auto"}, {QualityChoice::Low, "low", "Low"}, {QualityChoice::High, "high", "High"}}};
inline constexpr std::array<EnumName<ColourVision>, 4> kVisionNames{{{ColourVision::Usual, "none", "All cones"},
                                                                     {ColourVision::Protanopia, "protanopia", "No red cones"},
                                                                     {ColourVision::Deuteranopia, "deuteranopia", "No green cones"},
                                                                     {ColourVision::Tritanopia, "tritanopia", "No blue cones"}}};
inline constexpr std::array<std::string_view, 4> kPaletteIds{"viridis", "cividis", "batlow", "okabe-ito"};

/// The row of `value`; every enumerator has one.
template <class E> [[nodiscard]] constexpr const EnumName<E>& enum_name(std::span<const EnumName<E>> table, E value) noexcept {
    for (const auto& row : table)
        if (row.value == value) return row;
    return table.front();
}
/// The row with that id, or nothing.
template <class E> [[nodiscard]] constexpr const EnumName<E>* find_enum(std::span<const EnumName<E>> table, std::string_view id) noexcept {
    for (const auto& row : table)
        if (row.id == id) return &row;
    return nullptr;
}
[[nodiscard]] inline std::string_view kind_id(SelectionKind kind) { return enum_name<SelectionKind>(kSelectionNames, kind).id; }

}  // namespace linchpin::app
