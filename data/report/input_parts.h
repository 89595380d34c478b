#pragma once
// What the figures from tables of the user's own share: M07, M16, M18 and M23. Internal to data/report.
#include <string>
#include <vector>

#include "data/inputs/user_inputs.h"
#include "data/report/figure_build.h"

namespace linchpin::report {

/// The year that a question about tables of the user's own asks for: that of the date, else the pack's own; for M07, as for all trade,
/// the trade year.
[[nodiscard]] int year_asked(const Ask& ask);
/// Year asked for and year found; a figure of a yearly table has no date.
void set_table_year(const Ask& ask, Figure& figure, int found);
/// "io_table.csv: OECD ICIO 2023"; several sources are counted.
[[nodiscard]] std::string input_credit(const inputs::UserInputs& inputs, inputs::Kind kind, const std::vector<inputs::Origin>& origins);
/// A row of such a table.
[[nodiscard]] RowRef input_ref(const inputs::UserInputs& inputs, inputs::Kind kind, inputs::Origin origin, std::string what);
/// The one figure of a metric without a value.
[[nodiscard]] Figure input_gap(const Ask& ask, std::string_view item, std::string name, Unit unit, FigureState state, std::string note);
/// "shareholdings.csv begins in 2025, after 2024".
[[nodiscard]] std::string begins_later(inputs::Kind kind, int first, int asked);
/// "shareholdings.csv is refused: 3 errors, the first in line 4: ..."; empty when it is not.
[[nodiscard]] std::string refused_note(const inputs::UserInputs* inputs, inputs::Kind kind);
/// "0.0816": up to four significant digits, as formulas show parts of a sum.
[[nodiscard]] std::string part_text(double value);
/// Terms joined by " + "; after the first six the number of the rest.
[[nodiscard]] std::string sum_text(const std::vector<std::string>& terms);
/// "KEN"; "the rest of the world" for kNone.
[[nodiscard]] std::string code_or_rest(const Dataset& dataset, Index country);

[[nodiscard]] std::vector<Figure> value_added_figures(const Ask& ask, const inputs::InputOutputYear& table);  ///< M07
[[nodiscard]] std::vector<Figure> cascade_figures(const Ask& ask, const inputs::DependenceYear& table);       ///< M18
[[nodiscard]] std::vector<Figure> ownership_figures(const Ask& ask, const inputs::ShareholdingYear& table);   ///< M23

}  // namespace linchpin::report
