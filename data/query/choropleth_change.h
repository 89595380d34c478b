#pragma once
#include "data/query/snapshot.h"

namespace linchpin {

/// What a scenario changes: after less before, where both have a number, in classes that are symmetric about zero. Layers of
/// categories, and layers that are not of one kind, come back as they are after.
[[nodiscard]] ChoroplethLayer change_of(const ChoroplethLayer& before, ChoroplethLayer after, const ChoroplethChoice& choice);

}  // namespace linchpin
