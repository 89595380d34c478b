#pragma once
// M22: what exists at a date, when the tables only hold a status and a bare year.
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "data/core/date.h"

namespace linchpin::metrics {

enum class LifeStage : std::uint8_t { Planned, Operating, Ended };

enum class Presence : std::uint8_t {
    Out,       ///< does not exist at the date, or ended at an unknown date
    Expected,  ///< a plan whose year has passed by then: drawn as planned, never in a metric
    Active
};

/// State at `date` of an object whose table row holds its stage as of the pack's date.
/// - Operating: active from 1 January of `year`; a missing year is "start unknown" and active at every date.
/// - Planned: expected from 31 December of `year` (a bare expected year means its end); a missing year is never expected.
/// - Ended: out at every date, since the tables hold no end.
/// Without a date the pack's own state is meant: operating = active, planned = expected, ended = out.
[[nodiscard]] Presence presence_at(LifeStage stage, std::optional<int> year, std::optional<Date> date) noexcept;

/// One step of a phased capacity.
struct CapacityStep {
    Date date;
    double value = 0.0;
};
/// Value at `t` of steps in ascending order of date: the last with date <= t; several of one date: the last of them. Empty before
/// the first. `linear` interpolates to the next step, only where a person asks for it.
[[nodiscard]] std::optional<double> capacity_at(std::span<const CapacityStep> steps, Date t, bool linear = false) noexcept;

/// Life of a record given as ISO dates or bare years: a bare year starts on 1 January and, as an end, lasts to the end of that
/// year. Nothing when a text that is not empty is no date.
[[nodiscard]] std::optional<Lifetime> lifetime(std::string_view start, std::string_view end) noexcept;

}  // namespace linchpin::metrics
