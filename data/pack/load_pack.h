#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "data/core/result.h"
#include "data/pack/dataset.h"

namespace linchpin {

/// Reads a data pack.
/// @param folder  The pack's folder, or its datapackage.json.
/// @return  Everything that fits its schema, cross-referenced; what does not is in Dataset::findings (rows that cannot be used are
///          left out and counted in ResourceInfo::rows_skipped). An error only when there is no readable datapackage.json or no
///          country can be read.
/// Never throws for what a file holds; the result does not depend on the number of threads (at most two are used).
[[nodiscard]] Result<Dataset> load_pack(const std::filesystem::path& folder);

/// Every finding of a pack, those that keep it from loading too. At most 1000 are kept per file; a last one counts the rest.
[[nodiscard]] std::vector<Finding> check_pack(const std::filesystem::path& folder);

/// "file:line:column: message", a warning as "file:line:column: warning: message"; parts that are not known are left out.
[[nodiscard]] std::string format_finding(const Finding& finding);

}  // namespace linchpin
