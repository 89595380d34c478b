#pragma once
#include "app/report/inputs_loader.h"
#include "app/ui/panel_context.h"

namespace linchpin::app {

/// "Own inputs" of the dependence panel: the folder of the user's own tables and what became of each, cable failure probabilities
/// typed in, and the metrics that live on them.
void draw_inputs_section(PanelContext& c);

/// What a table's row says at its right: "not in the folder", "12 rows, 2020 to 2024", "refused, 3 errors".
[[nodiscard]] std::string table_state_text(const inputs::UserInputs& tables, inputs::Kind kind);
/// The probability of a cable, or of every other one for "*", as the state says it; a cable that is not there yet is added.
[[nodiscard]] double& typed_failure(ReportChoice& choice, const std::string& cable);

}  // namespace linchpin::app
