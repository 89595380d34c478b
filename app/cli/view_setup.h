#pragma once
#include "app/cli/log.h"
#include "app/cli/options.h"
#include "data/core/result.h"
#include "data/pack/dataset.h"

namespace linchpin::app {

/// A sentence and the exit status that goes with it.
struct Failure { int status = 0; std::string sentence; };

/// Do they say what is to be seen, and not only how?
[[nodiscard]] bool asks_for_a_view(const ViewOptions& options);

/// The state that `options` ask for: what `state` is before, then the state file or view string, then each option. What a state file names and
/// the pack does not have is dropped with a warning; on the command line it is a failure that names the nearest choice.
[[nodiscard]] std::optional<Failure> set_up_state(const ViewOptions& options, const Log& log, AppState& state);
/// The checks that need the pack; call when it is loaded.
[[nodiscard]] std::optional<Failure> check_against_pack(const ViewOptions& options, const Dataset& dataset, const Log& log, AppState& state);

/// The ids of the product groups, and the years of one, as words for messages.
[[nodiscard]] std::vector<std::string> group_ids(const Dataset& dataset);
/// "transformers_converters has no data for 2030; the nearest year is 2024 (years: 2017 to 2024)".
[[nodiscard]] std::string unknown_year(const ProductGroup& group, int year);

}  // namespace linchpin::app
