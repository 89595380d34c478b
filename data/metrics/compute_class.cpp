#include "data/metrics/compute_class.h"

#include <algorithm>

namespace linchpin::metrics {

SiteAccelerator site_accelerator(std::string_view cls) noexcept {
    if (cls == "training" || cls == "mixed") return SiteAccelerator::Training;
    if (cls == "inference") return SiteAccelerator::Inference;
    return SiteAccelerator::Unclassed;
}

ComputeClass compute_class(std::span<const SiteAccelerator> sites, bool census) noexcept {
    const auto any = [&](SiteAccelerator wanted) { return std::find(sites.begin(), sites.end(), wanted) != sites.end(); };
    if (sites.empty()) return census ? ComputeClass::Desert : ComputeClass::NoSites;
    if (any(SiteAccelerator::Training)) return ComputeClass::North;
    if (any(SiteAccelerator::Inference)) return ComputeClass::South;
    if (any(SiteAccelerator::Unclassed)) return ComputeClass::Unclassified;
    if (any(SiteAccelerator::Unknown)) return ComputeClass::NoAcceleratorData;
    return ComputeClass::Desert;
}

}  // namespace linchpin::metrics
