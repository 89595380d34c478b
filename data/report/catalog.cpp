#include <algorithm>
#include <array>

#include "data/report/evaluate.h"

namespace linchpin::report {
namespace {

constexpr std::string_view kOurs = "our own";

constexpr std::array<MetricInfo, 25> kCatalog{{
    {"M01", "Import shares and top supplier",
     "Imports from a partner divided by all imports, imports from itself left out; origins that are not named stay in the denominator.", "ordinary share",
     Family::Trade, true, ""},
    {"M02", "Supplier concentration (HHI)", "Sum of the squared import shares: 1 is a single supplier, 1/n is n equal ones; 1/HHI is the effective number.",
     "Herfindahl-Hirschman index", Family::Trade, true, ""},
    {"M03", "Interval of the concentration", "Lower end: squares of the named shares. Upper end: the part without a known origin added where it raises the index most.",
     kOurs, Family::Trade, true, ""},
    {"M04", "Strategic dependency of a bloc", "HHI of imports from outside > 0.4, imports from outside / all imports > 0.5, imports from outside / exports > 1; all three.",
     "European Commission, SWD(2021) 352", Family::Trade, true, ""},
    {"M05", "Foreign dependency (GeoDep)", "Import HHI > 0.4, HHI of world exports > 0.4, imports / exports > 1, in at least two of three data years.", "CEPII, GeoDep",
     Family::Trade, true, ""},
    {"M06", "Origin traced through re-exports",
     "Consumption by producer when exports leave in the same mix as supply: R = (I - A)^-1 p, scaled by the consumed share. A model: with trade data alone it is the "
     "largest possible pass-through, never the true origin.",
     "Kastner, Kastner and Nonhebel 2011, DOI 10.1016/j.ecolecon.2011.01.012; slider and closing nodes ours", Family::Trade, true, ""},
    {"M07", "Value-added origin", "Origin of the value of a product through all stages, v (I - A)^-1.", "OECD TiVA", Family::Loaded, false,
     "an input-output table"},
    {"M08", "Single point of failure of world trade", "Share of world trade lost without the strongest exporter; flagged when at least 0.5 and world export HHI > 0.4.",
     "Piccardi and Tajoli 2018, DOI 10.1371/journal.pone.0208265; flag ours", Family::Trade, true, ""},
    {"M09", "Supplier outage", "max(0, lost imports - what others may add) / (imports + domestic supply). A scenario: its fractions are assumptions.", kOurs, Family::Trade,
     true, ""},
    {"M10", "Basket exposure", "Weighted mean of import shares over single headings that do not overlap, by import value.", kOurs, Family::Trade, false, ""},
    {"M11", "Compute sovereignty", "Domestic weight / weight of known nationality, by territory, operator, ultimate owner and accelerator vendor.",
     "levels after Hawkins, Lehdonvirta and Wu (Oxford Internet Institute); ultimate owner ours", Family::Compute, false, ""},
    {"M12", "Compute North, South or Desert", "North: hosts accelerators fit for training; South: only for inference; Desert: none.",
     "Lehdonvirta, Wu and Hawkins 2024, DOI 10.1609/aies.v7i1.31683", Family::Compute, false, ""},
    {"M13", "Cable capacity left after the worst cuts", "1 - capacity of the k largest international systems / capacity of all.", kOurs, Family::Cables, false, ""},
    {"M14", "Diversity that counts", "Effective number (1/HHI of capacity) of cables, landing sites and corridors; illusion = cables / corridors.", kOurs, Family::Cables,
     false, ""},
    {"M15", "Isolation number", "Least number of cable systems whose loss cuts every way to the hub countries, exact to 3.", kOurs, Family::Cables, false, ""},
    {"M16", "Availability with shared risks", "Expected capacity left, and probability of being cut off, when corridors and cables fail independently with given probabilities.",
     kOurs, Family::Cables, false, ""},
    {"M17", "Chokepoint exposure", "Capacity on systems that cross a chokepoint / capacity of all systems of the country.", "World Monitor's exposure, on cables", Family::Cables,
     false, ""},
    {"M18", "Cascade of a failure", "Impact spreads along dependences: edge strength x impact x (1 - redundancy), three steps deep.", "World Monitor's documented rule",
     Family::Loaded, false, "a table of dependences between assets"},
    {"M19", "Composite index", "Indicators clamped to the Tukey fences, scaled 0 to 100 over countries, weighted mean.", "ISOC Pulse, release note of 11 April 2025",
     Family::Trade, true, ""},
    {"M20", "Betweenness of cables", "Share of shortest paths between pairs of countries (in hops) that use a cable.", "CableGraph", Family::Cables, false, ""},
    {"M21", "Latency floor and detour", "Round trip 2 L n / c with n = 1.468; detour = route length / great circle.", "physics; the index is the usual figure at 1550 nm",
     Family::Cables, false, ""},
    {"M22", "State at a date", "Active when start <= t < end; planned objects are never active; trade of the greatest data year <= t, marked when older.", kOurs,
     Family::Loaded, false, ""},
    {"M23", "Ultimate owner", "By control (more than half at each step) or in proportion along all chains of holdings.", kOurs, Family::Loaded, false,
     "a table of shareholdings"},
    {"M24", "Footprint abroad", "Sites outside a nationality's own country that its operators run / all such sites with a known operator.", kOurs, Family::Compute, false, ""},
    {"M25", "Satellite cover", "Satellites of a constellation above 25 degrees over the country's area, now and averaged over a day.", kOurs, Family::Satellites, false, ""},
}};

}  // namespace

std::span<const MetricInfo> metric_catalog() noexcept { return kCatalog; }

const MetricInfo* find_metric(std::string_view id) noexcept {
    const auto found = std::find_if(kCatalog.begin(), kCatalog.end(), [&](const MetricInfo& info) { return info.id == id; });
    return found != kCatalog.end() ? &*found : nullptr;
}

}  // namespace linchpin::report
