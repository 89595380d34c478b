#pragma once
// M12: compute North, South and Desert.
#include <cstdint>
#include <span>
#include <string_view>

namespace linchpin::metrics {

/// What is known of the accelerators of one site.
enum class SiteAccelerator : std::uint8_t {
    Unknown,    ///< no data
    None,       ///< known to have none
    Unclassed,  ///< accelerators present, class not in the data
    Training,   ///< relevant to training (also "mixed": fit for both)
    Inference   ///< more relevant to deployment
};
/// From the data's `class` field: "training" and "mixed" -> Training, "inference" -> Inference, anything else -> Unclassed.
[[nodiscard]] SiteAccelerator site_accelerator(std::string_view cls) noexcept;

enum class ComputeClass : std::uint8_t {
    North,              ///< hosts compute relevant to training
    South,              ///< hosts only compute more relevant to deployment
    Desert,             ///< hosts no public-cloud AI compute; only where that is known
    Unclassified,       ///< has accelerators, none classed
    NoAcceleratorData,  ///< has sites, nothing known of accelerators
    NoSites             ///< none in this data set, which is no census
};
/// Class of a country from its active public-cloud sites. @param census  the data set holds every site of the country, so that
/// "none" may be said.
/// Source: Lehdonvirta, Wu and Hawkins 2024, AIES 7(1) 828-838, DOI 10.1609/aies.v7i1.31683. Which accelerator counts as relevant
/// to training is data, since it ages.
[[nodiscard]] ComputeClass compute_class(std::span<const SiteAccelerator> sites, bool census) noexcept;

}  // namespace linchpin::metrics
