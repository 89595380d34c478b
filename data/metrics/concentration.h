#pragma once
// M02: Herfindahl-Hirschman index, normalised index, effective number. M03: its interval when part of the value has no known
// partner.
#include <cstdint>
#include <optional>
#include <span>

#include "data/metrics/import_shares.h"

namespace linchpin::metrics {

/// Guard of every threshold comparison: a value of exactly the threshold does not pass, whatever the order of its sum.
inline constexpr double kThresholdGuard = 1e-9;
/// value > threshold, strictly, with the guard.
[[nodiscard]] constexpr bool exceeds(double value, double threshold) noexcept { return value > threshold + kThresholdGuard; }

/// Herfindahl-Hirschman index: sum of the squared shares.
/// @param shares  fractions in [0, 1]; of suppliers that together hold everything they sum to 1.
/// @return  dimensionless, in [1/n, 1]; times 10,000 gives "points". Empty when there is no supplier at all.
[[nodiscard]] std::optional<double> herfindahl(std::span<const double> shares) noexcept;

/// (HHI - 1/n) / (1 - 1/n): 0 = all equal, 1 = one supplier. n = 1 gives 1; n = 0 gives nothing.
[[nodiscard]] std::optional<double> normalised_herfindahl(double hhi, std::size_t n) noexcept;

/// 1 / HHI: as many equal suppliers would give the same index. Empty for an index that is not positive.
[[nodiscard]] std::optional<double> effective_number(double hhi) noexcept;

struct Interval {
    double low = 0.0, high = 0.0;
    [[nodiscard]] bool contains(double value) const noexcept { return low <= value && value <= high; }
};
/// Above this unallocated share the interval is shown, not a point.
inline constexpr double kIntervalShownAbove = 0.05;

/// M03: bounds of the index when the share `unallocated` has no known partner.
/// @param known  shares of the full total, any order.
/// @param unlisted_at_most  share that no unnamed partner can exceed (top-ten lists); empty = no bound, then the largest known
///        partner may hold all of it.
/// @return  within [0, 1]; [0, 1] when no partner is known. Our own definition, elementary.
[[nodiscard]] Interval herfindahl_interval(std::span<const double> known, double unallocated,
                                           std::optional<double> unlisted_at_most = std::nullopt) noexcept;

/// The index of one importer's suppliers. `value` is the lower bound when something is unallocated.
struct ImportConcentration {
    double value = 0.0;
    Interval interval;           ///< equals `value` twice when nothing is unallocated
    bool show_interval = false;  ///< unallocated share above kIntervalShownAbove
    std::size_t suppliers = 0;   ///< named
};
/// Empty unless the shares are available.
[[nodiscard]] std::optional<ImportConcentration> import_concentration(const ImportShares& shares);

/// A dependency flag over an interval: certain when the lower bound passes, possible when only the upper one does.
enum class Verdict : std::uint8_t { No, Possible, Certain };
[[nodiscard]] Verdict threshold_verdict(Interval interval, double threshold) noexcept;

}  // namespace linchpin::metrics
