#pragma once
// From a data pack, a subject and a question to a dossier. Every figure comes from the functions behind `linchpin metrics`.
#include <functional>

#include "app/dossier/document.h"

namespace linchpin::dossier {

/// Told between the steps; saying true ends the work.
using Step = std::function<bool(std::string_view what)>;

struct Gathered {
    app::MetricReport report;   ///< as `linchpin metrics --metric all --group all` has it
    Document document;          ///< without a map
    bool cancelled = false;
};

/// @param request  one subject, every metric, every product group of one year
/// @param events   nullptr = as loaded
/// @return  an error names the event that does not fit the pack
[[nodiscard]] Result<Gathered> gather(const Dataset& dataset, const app::MetricRequest& request, const app::WorldInputs& inputs,
                                      const scenario::Scenario* events, const Step& step);

}  // namespace linchpin::dossier
