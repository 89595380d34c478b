// What requests do: keys, buttons and the search palette all end here.
#include <glad/gl.h>
#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <algorithm>

#include "app/cli/view_setup.h"
#include "app/scene/picture.h"
#include "app/state/edits.h"
#include "app/state/projection.h"
#include "app/state/records.h"
#include "app/state/state_json.h"
#include "app/ui/ranking.h"
#include "app/window/country_extent.h"
#include "app/state/view_string.h"
#include "app/window/explore_session.h"
#include "app/window/picture_file.h"

namespace linchpin::app {
namespace {

constexpr double kZoomKey = 0.7;

}  // namespace

void ExploreSession::perform(const Request& request) {
    frames_due_ = 3;
    switch (request.action) {
        case Action::None: break;
        case Action::Home:
        case Action::NorthUp:
        case Action::ZoomIn:
        case Action::ZoomOut: perform_view(request.action); break;
        case Action::Projection: toggle_projection(); break;
        case Action::HidePanels: ui_.panels_hidden = !ui_.panels_hidden; redraw_ = true; break;
        case Action::Search: ui_.search_text.clear(); ui_.open(Sheet::Search); break;
        case Action::Keys: ui_.open(Sheet::Keys); break;
        case Action::About: ui_.open(Sheet::About); break;
        case Action::Data: ui_.open(Sheet::Data); break;
        case Action::Picture: save_picture(false); break;
        case Action::PictureWithPanels: picture_with_panels_ = true; break;
        case Action::SaveState:
            if (on_story()) save_or_ask(SaveWhat::Story);
            else if (on_stage()) save_or_ask(SaveWhat::Project);
            else save_or_ask(SaveWhat::State);
            break;
        case Action::OpenState: ui_.open(Sheet::OpenState); break;
        case Action::ShareView: share_view(); break;
        case Action::StartAfresh: start_afresh(); break;
        case Action::SaveAs: ask_where(on_story() ? SaveWhat::Story : on_stage() ? SaveWhat::Project : SaveWhat::State); break;
        case Action::Undo: undo_or_redo(true); break;
        case Action::Redo: undo_or_redo(false); break;
        case Action::TextLarger:
        case Action::TextSmaller:
        case Action::TextNormal: perform_text_size(request.action); break;
        case Action::PlayPause:
        case Action::StepBack:
        case Action::StepOn:
        case Action::TenBack:
        case Action::TenOn:
        case Action::FrameBack:
        case Action::FrameOn:
        case Action::ShuttleBack:
        case Action::ShuttleStop:
        case Action::ShuttleOn:
        case Action::LoopStart:
        case Action::LoopEnd: perform_time(request.action); break;
        case Action::Timeline: toggle_timeline(); break;
        case Action::Story:
        case Action::ShowScene:
        case Action::Present:
        case Action::PresentHere:
        case Action::Rehearse: perform_story(request.action); break;
        case Action::HallCheck: begin_hall_check(); break;
        case Action::DeleteKeys: timeline_->desk.delete_selected(); break;
        case Action::CopyKeys:
            if (ui_.sheet == Sheet::Ranking) {
                // The field that is typed into takes the same key, in this frame or the next, and copies its own text: the table goes after it.
                copy_ranking(*world_->dataset, *reports_, *exposure_, ui_, request.text.empty());
                if (request.text.size() < 2) requests_.emplace_back(Action::CopyKeys, request.text + "+");
            } else {
                timeline_->desk.copy_selected();
            }
            break;
        case Action::PasteKeys:
            if (on_stage()) (void)timeline_->desk.paste();
            break;
        case Action::Record:
        case Action::RecordPreview:
        case Action::RecordStart:
        case Action::RecordPause:
        case Action::RecordCancel: perform_record(request.action); break;
        case Action::Charts:
        case Action::TakeAway:
        case Action::TakeAwayStart:
        case Action::TakeAwayCancel:
        case Action::WriteText: perform_take_away(request); break;
        case Action::ClearSelection: escape(); break;
        case Action::Quit: ask_to_leave(); break;
        case Action::SaveAndQuit:
        case Action::QuitAnyway: leave(request.action); break;
        case Action::Exposure:
        case Action::Ranking:
        case Action::FindWorst:
        case Action::AddEvent:
        case Action::AskAbout:
        case Action::ShowMetric:
        case Action::Setting: perform_exposure(request); break;
        case Action::Dependence: show_right(RightView::Dependence); break;
        case Action::WhatIf: show_right(RightView::WhatIf); break;
        case Action::FlyTo: fly_to(request.selection); break;
        case Action::LoadPath:
            if (request.text.find(kViewScheme) < 3) open_view(request.text);  // pasted, perhaps with a space before it
            else if (is_story_file(request.text)) {
                if (const Status opened = open_story(request.text); !opened) ui_.say(opened.error().text(), true);
                else ui_.right = RightView::Story, ui_.say("Opened " + request.text);
            } else if (is_project_file(request.text)) (void)open_project(request.text);
            else open_state(request.text);
            break;
        case Action::StorePath:
            if (ui_.saves == SaveWhat::Story) save_story_to(request.text);
            else if (ui_.saves == SaveWhat::Project) save_project_to(request.text);
            else save_state_to(request.text);
            break;
        case Action::LoadInputs:
            // The same folder again: its files may have changed.
            if (state_.report.inputs_folder == request.text) reports_->reload_inputs();
            state_.report.inputs_folder = request.text;
            break;
    }
}

void ExploreSession::perform_view(Action action) {
    CameraPose to = state_.camera;
    switch (action) {
        case Action::Home: {
            const Size size = window_.framebuffer_size();
            if (state_.projection == Projection::EqualEarth) to = whole_map_pose(state_, size.width_px, size.height_px, insets().left, insets().right);
            else to.distance_km = CameraPose{}.distance_km, to.bearing_deg = to.tilt_deg = 0.0;
            break;
        }
        case Action::NorthUp: to.bearing_deg = 0.0; break;
        case Action::ZoomIn: to = zoomed(to, kZoomKey); break;
        case Action::ZoomOut: to = zoomed(to, 1.0 / kZoomKey); break;
        default: return;
    }
    control_.fly(state_, to);
}

/// Globe to map and back. Who sees the whole of one gets the whole of the other; who looks at a place stays there.
void ExploreSession::toggle_projection() {
    touch();
    const Size size = window_.framebuffer_size();
    const CameraPose map = whole_map_pose(state_, size.width_px, size.height_px, insets().left, insets().right), globe;
    const bool to_map = state_.projection == Projection::Globe;
    change_projection(state_, to_map ? Projection::EqualEarth : Projection::Globe);
    if (to_map && state_.camera.distance_km > 0.55 * globe.distance_km) control_.fly(state_, map);
    if (!to_map && state_.camera.distance_km > 0.55 * map.distance_km) {
        CameraPose to = state_.camera;
        to.lat_deg = std::clamp(to.lat_deg, -50.0, 50.0);
        to.distance_km = globe.distance_km;
        control_.fly(state_, to);
    }
    redraw_ = true;
}

void ExploreSession::perform_text_size(Action action) {
    const double now = state_.text_scale;
    state_.text_scale = action == Action::TextNormal ? 1.0 : text_scale_step(now, action == Action::TextLarger ? 1 : -1);
    redraw_ = true;
}

void ExploreSession::fly_to(const Selection& selection) {
    touch();
    std::optional<geo::LatLon> under;
    if (selection.kind == SelectionKind::Satellite) {
        const Index i = find_satellite(*world_->dataset, selection.id);
        const auto& positions = picture_->builder().satellites().positions();
        if (i != kNone && i < positions.size()) {
            const glm::dvec3 position{positions[i]};
            if (position.x != 0.0 || position.y != 0.0 || position.z != 0.0) under = geo::to_lat_lon(position);
        }
        state_.layers.satellites = true;
    }
    state_.selection = selection;
    follow_selection();
    auto pose = pose_for(*world_->dataset, selection, under);
    if (!pose) return;
    const BaseGeometry* const map = picture_->builder().maps().level_for_picking();
    if (selection.kind == SelectionKind::Country && map != nullptr && map->countries != nullptr) {
        const auto radius_km = country_radius_km(*map->countries, *CountryCode::parse(selection.id), {pose->lat_deg, pose->lon_deg});
        if (radius_km) pose->distance_km = std::clamp(*radius_km * 5.5, 1800.0, 13000.0);  // with what lies around it: its cables and arcs go somewhere
    }
    control_.fly(state_, *pose);
}

/// Esc closes what is open, then clears the selection; it never quits.
void ExploreSession::escape() {
    if (ui_.sheet != Sheet::None) ui_.sheet = Sheet::None;
    else if (ui_.panels_hidden) ui_.panels_hidden = false, redraw_ = true;
    else if (on_stage() && !timeline_->desk.selected.empty()) timeline_->desk.selected.clear(), ui_.right = RightView::Record;
    else if (ui_.right == RightView::Exposure) ui_.right = RightView::Record, clear_selection(state_);  // the page of the country is its record
    else if (ui_.right != RightView::Record) ui_.right = RightView::Record;
    else clear_selection(state_);
}

/// The key that opens a panel closes it too.
void ExploreSession::show_right(RightView view) {
    const bool shown = ui_.right == view && !ui_.panels_hidden;
    ui_.right = shown ? RightView::Record : view;
    if (!shown && ui_.panels_hidden) ui_.panels_hidden = false, redraw_ = true;
}

/// A country that is picked is whom the panels are about, and its exposure is shown; of anything else the record is meant.
void ExploreSession::follow_selection() {
    if (state_.selection.kind == SelectionKind::None) return;
    if (ui_.right == RightView::Passes) ui_.right = RightView::Record;
    const bool figures = ui_.right == RightView::Dependence || ui_.right == RightView::Exposure;
    if (state_.selection.kind != SelectionKind::Country) {
        if (figures) ui_.right = RightView::Record;
        return;
    }
    if (ui_.right == RightView::Record && !on_stage()) ui_.right = RightView::Exposure;
    if (ui_.right == RightView::Record || ui_.right == RightView::Key) return;
    state_.report.subject_kind = report::SubjectKind::Country;
    state_.report.subject = state_.selection.id;
}

void ExploreSession::save_state_to(const std::string& path) {
    const Status saved = save_state(path, state_);
    if (!saved) return ui_.say(saved.error().text(), true);
    state_file_ = ui_.state_path = path;
    note_file(path);
    ui_.say("Saved " + path);
}

void ExploreSession::open_state(const std::string& path) {
    Result<LoadedState> loaded = load_state(path);
    if (!loaded) return ui_.say(loaded.error().text(), true);
    for (const Error& warning : loaded->warnings) log_.warning(warning.text());
    ViewOptions none;
    AppState state = std::move(loaded->state);
    state.idle_turn = false;
    if (const auto failure = check_against_pack(none, *world_->dataset, log_, state)) return ui_.say(failure->sentence, true);
    history_->commit(state_);  // so that undo comes back to what was there before
    timeline_->desk.open_panel = false;  // a state is shown as it is
    state_ = std::move(state);
    control_.stop();
    state_file_ = ui_.state_path = path;
    note_file(path);
    ui_.say(loaded->warnings.empty() ? "Opened " + path : "Opened " + path + "; unknown parts were left out");
    redraw_ = true;
}

void ExploreSession::save_picture(bool with_panels) {
    const Size size = window_.framebuffer_size();
    StillImage image{size.width_px, size.height_px, {}};
    if (with_panels) {
        image.rgba.resize(static_cast<std::size_t>(size.width_px) * static_cast<std::size_t>(size.height_px) * 4);
        glBindFramebuffer(GL_READ_FRAMEBUFFER, 0);
        glPixelStorei(GL_PACK_ALIGNMENT, 4);
        glReadPixels(0, 0, size.width_px, size.height_px, GL_RGBA, GL_UNSIGNED_BYTE, image.rgba.data());
        const std::size_t row = static_cast<std::size_t>(size.width_px) * 4;
        for (std::size_t y = 0; y < static_cast<std::size_t>(size.height_px) / 2; ++y)
            std::swap_ranges(image.rgba.begin() + static_cast<std::ptrdiff_t>(y * row), image.rgba.begin() + static_cast<std::ptrdiff_t>((y + 1) * row),
                             image.rgba.end() - static_cast<std::ptrdiff_t>((y + 1) * row));
        for (std::size_t i = 3; i < image.rgba.size(); i += 4) image.rgba[i] = 255;
    } else if (on_stage() && timeline_->exact(state_)) {
        // The frame as a recording has it, in the project's size.
        const Project& project = timeline_->desk.project();
        Result<StillImage> still = timeline_->still({project.width_px, project.height_px}, 1, false);
        if (!still) return ui_.say(still.error().text(), true);
        image = std::move(*still);
        redraw_ = true;
    } else {
        AppState shown = state_;
        shown.hover = {};
        Picture::Options options;
        options.still = true;
        Result<StillImage> still = draw_still(*picture_, shown, snapshot_, {size.width_px, size.height_px}, 1, options);
        if (!still) return ui_.say(still.error().text(), true);
        image = std::move(*still);
        redraw_ = true;
    }
    write_in_background(std::move(image));
}

void ExploreSession::write_in_background(StillImage image) {
    writers_.push_back(std::async(std::launch::async, [image = std::move(image), path = next_picture_name()] {
        Status status = image.write(path);
        glfwPostEmptyEvent();
        return std::pair{path, std::move(status)};
    }));
}

}  // namespace linchpin::app
