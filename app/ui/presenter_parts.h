#pragma once
// What the files of the presenter's screen share.
#include "app/ui/presenter_view.h"
#include "app/ui/widgets.h"

namespace linchpin::app {

/// The picture of a scene in a rounded frame.
void scene_tile(PanelContext& c, const PresenterFacts& facts, std::size_t scene, ImVec2 from, ImVec2 size, bool marked);
/// All scenes over the whole window; a click, or the arrows and Enter, choose one.
void draw_scene_grid(PanelContext& c, const PresenterFacts& facts, PresenterUi& ui, PresenterResult& result);
void draw_presenter_sheets(PanelContext& c, const PresenterFacts& facts, PresenterUi& ui, PresenterResult& result);

}  // namespace linchpin::app
