#pragma once
#include <functional>
#include <string_view>
#include <vector>

#include "app/state/app_state.h"

namespace linchpin::app {

/// One standard view: what it shows, and at what size its picture is made.
struct GalleryView {
    std::string_view id;          ///< of its file
    std::string_view caption;
    int width_px = 1920, height_px = 1080;
    std::function<void(AppState&)> set_up;   ///< from the state of a first start, at a fixed sky time
};
/// The views by which the look is judged and which the documentation shows, in the order of the contact sheet.
[[nodiscard]] std::vector<GalleryView> gallery_views();

}  // namespace linchpin::app
