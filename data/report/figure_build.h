#pragma once
// Small pieces that every family of figures needs. Internal to data/report.
#include <optional>
#include <string>
#include <string_view>

#include "data/report/families.h"

namespace linchpin::report {

/// A figure without a value yet: metric, group (when the metric has one), names and unit filled in.
[[nodiscard]] Figure new_figure(const Ask& ask, std::string_view item, std::string name, Unit unit);
/// Sets the value and the state.
void set_value(Figure& figure, double value);
/// Sets `figure.year` and `figure.carried` from the block used.
void set_year(Figure& figure, int used, int asked);
/// "at 2019-07-01", "as of the pack (2026-11-22)".
[[nodiscard]] std::string as_of_text(const World& world, const Question& question);
/// An explanation under construction, with title, value text and the metric's definition; empty unless Detail::Explain is asked.
[[nodiscard]] std::shared_ptr<Explanation> explain(const Ask& ask, const Figure& figure, std::string formula);

/// "flows.csv" of a resource; empty when the number is out of range.
[[nodiscard]] std::string file_of(const Dataset& dataset, RowOrigin origin);
[[nodiscard]] RowRef flow_ref(const Dataset& dataset, std::size_t row);
[[nodiscard]] RowRef total_ref(const Dataset& dataset, const CountryTotal& total);
[[nodiscard]] RowRef site_ref(const Dataset& dataset, Index site, std::string_view what);
[[nodiscard]] RowRef cable_ref(const Dataset& dataset, Index cable, std::string_view what);
/// Rows beyond this number are counted, not listed.
inline constexpr std::size_t kListedRows = 40;
void add_row(Explanation& explanation, RowRef row);

/// Value in its unit for a person: "41.3 %", "0.381", "1,234 MW", "12.3 Tbit/s"; "-" without a value.
[[nodiscard]] std::string value_text(const Figure& figure);
[[nodiscard]] std::string value_text(double value, Unit unit);
/// Short credit of the trade source(s) of an importer's rows or of a resource.
[[nodiscard]] std::string trade_credit(const Dataset& dataset, std::size_t flow_row);
[[nodiscard]] std::string resource_credit(const Dataset& dataset, std::string_view resource);
[[nodiscard]] std::string country_label(const Dataset& dataset, Index country);

}  // namespace linchpin::report
