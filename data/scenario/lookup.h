#pragma once
// Ids of an event to positions in the data set, and the date that counts. Internal to data/scenario.
#include <optional>
#include <string_view>
#include <vector>

#include "data/pack/dataset.h"
#include "data/scenario/event.h"

namespace linchpin::scenario {

/// Every one of these is kNone (or false) for an id that the data set does not have.
[[nodiscard]] Index country_of(const Dataset& dataset, std::string_view iso3) noexcept;
[[nodiscard]] Index bloc_of(const Dataset& dataset, std::string_view id) noexcept;
[[nodiscard]] Index site_of(const Dataset& dataset, std::string_view id) noexcept;
[[nodiscard]] Index cable_of(const Dataset& dataset, std::string_view id) noexcept;
[[nodiscard]] Index chokepoint_of(const Dataset& dataset, std::string_view id) noexcept;
[[nodiscard]] Index constellation_of(const Dataset& dataset, std::string_view id) noexcept;

/// The day that the question is about: its own date, else the pack's; empty when neither is known.
[[nodiscard]] std::optional<Date> day_of(const Dataset& dataset, std::optional<Date> question_date) noexcept;
/// True for an event that is on and whose date has come. With no day known at all every date has come.
[[nodiscard]] bool in_force(const Event& event, std::optional<Date> day) noexcept;

/// Countries meant by a target: "all", an ISO3 code, or the members of a bloc on `day` (invited ones left out). Ascending.
[[nodiscard]] std::vector<Index> target_countries(const Dataset& dataset, std::string_view target, std::optional<Date> day);

/// 1 - (1 - p1)(1 - p2)...: several independent losses of one thing. Sorted first, so that their order changes no bit.
[[nodiscard]] double combined(std::vector<double> losses);

inline constexpr std::string_view kEverybody = "all";

}  // namespace linchpin::scenario
