#pragma once
#include <vector>

#include "app/report/bindings.h"
#include "app/story/story.h"
#include "data/pack/dataset.h"

namespace linchpin::app {

/// Everything in a story that this pack does not have: names in captions, selections, product groups and years, subjects, events.
/// @param story  one that check_story() found good
/// @return  a sentence each, beginning with the path of what is wrong
[[nodiscard]] std::vector<Error> missing_in_pack(const Dataset& dataset, const Bindings& bindings, const Story& story);

}  // namespace linchpin::app
