#include "app/state/layer_ids.h"

#include <algorithm>

namespace linchpin::app {

const LayerId* find_layer(std::string_view id) noexcept {
    const auto it = std::find_if(kLayerIds.begin(), kLayerIds.end(), [&](const LayerId& layer) { return layer.id == id; });
    return it == kLayerIds.end() ? nullptr : &*it;
}

}  // namespace linchpin::app
