// Right: everything that is known of what is selected.
#include "app/scene/scene_builder.h"
#include "app/state/records.h"
#include "app/ui/layout.h"
#include "app/ui/record_fields.h"

namespace linchpin::app {

void draw_record_panel(PanelContext& c) {
    const Selection selection = c.state.selection;  // a copy: a row in the record may select something else
    if (selection.kind == SelectionKind::None || !selection_exists(c.dataset, selection)) return;
    const Layout layout = make_layout(ImGui::GetIO().DisplaySize, c.scale, static_cast<float>(c.state.text_scale), c.timeline_shown());
    begin_panel(c, "##record", layout.record_pos, layout.record_size);
    ImGui::PushID(selection.id.c_str());
    switch (selection.kind) {
        case SelectionKind::None:
        case SelectionKind::Cluster: break;
        case SelectionKind::Country: draw_country_record(c, find_country(c.dataset, selection.id)); break;
        case SelectionKind::Site: draw_site_record(c, find_site(c.dataset, selection.id)); break;
        case SelectionKind::Cable: draw_cable_record(c, find_cable(c.dataset, selection.id)); break;
        case SelectionKind::Satellite: draw_satellite_record(c, find_satellite(c.dataset, selection.id)); break;
        case SelectionKind::Landing: draw_landing_record(c, find_landing(c.dataset, selection.id)); break;
        case SelectionKind::Chokepoint: draw_chokepoint_record(c, find_chokepoint(c.dataset, selection.id)); break;
        case SelectionKind::Arc: draw_arc_record(c, selection.id); break;
    }
    ImGui::PopID();
    end_panel(c, "panel/record");
}

}  // namespace linchpin::app
