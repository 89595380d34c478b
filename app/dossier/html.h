#pragma once
#include <string>

#include "app/dossier/document.h"
#include "data/core/result.h"

namespace linchpin::dossier {

/// One HTML file that needs nothing else: map, charts and letters are inside. Every number carries what `linchpin metrics` says about it
/// as data-metric, data-item, data-group, data-partner, data-state and data-value.
[[nodiscard]] Result<std::string> to_html(const Document& document);

}  // namespace linchpin::dossier
