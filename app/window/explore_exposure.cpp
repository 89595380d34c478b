// Whom the exposure page is about, the events that phrases bring, rankings and the search for the worst losses.
#include <algorithm>
#include <charconv>
#include <cmath>

#include "app/report/exposure_desk.h"
#include "app/report/scenario_phrase.h"
#include "app/state/edits.h"
#include "app/state/records.h"
#include "app/ui/settings.h"
#include "app/window/explore_session.h"
#include "data/geo/sphere.h"

namespace linchpin::app {
namespace {

/// Where a set of countries is seen as a whole.
std::optional<CameraPose> pose_of(const Dataset& dataset, const report::Subject& subject, const CameraPose& now) {
    glm::dvec3 sum{0.0};
    for (const Index member : subject.members)
        if (const auto& place = dataset.countries[member].label_place) sum += geo::to_unit(*place);
    if (glm::length(sum) < 1e-6) return std::nullopt;
    const glm::dvec3 middle = glm::normalize(sum);
    double widest = 0.0;
    for (const Index member : subject.members)
        if (const auto& place = dataset.countries[member].label_place) widest = std::max(widest, std::acos(std::clamp(glm::dot(middle, geo::to_unit(*place)), -1.0, 1.0)));
    const geo::LatLon under = geo::to_lat_lon(middle);
    CameraPose pose = now;
    pose.lat_deg = std::clamp(under.lat_deg, -60.0, 60.0);
    pose.lon_deg = under.lon_deg;
    pose.distance_km = std::clamp(widest * geo::kEarthRadiusKm * 3.2, 2500.0, CameraPose{}.distance_km);
    return pose;
}

}  // namespace

void ExploreSession::ask_about(const std::string& text) {
    const std::size_t colon = text.find(':');
    const std::string kind = text.substr(0, colon), id = colon == std::string::npos ? std::string{} : text.substr(colon + 1);
    ReportChoice choice = state_.report;
    choice.subject_kind = kind == "bloc" ? report::SubjectKind::Bloc : kind == "region" ? report::SubjectKind::Region : report::SubjectKind::Country;
    choice.subject = id;
    const auto subject = subject_of(*world_->dataset, choice, state_.filter.date);
    if (!subject) return ui_.say(subject.error().text(), true);
    touch();
    state_.report = choice;
    clear_selection(state_);
    ui_.right = RightView::Exposure;
    if (ui_.panels_hidden) ui_.panels_hidden = false, redraw_ = true;
    if (const auto pose = pose_of(*world_->dataset, *subject, state_.camera)) control_.fly(state_, *pose);
}

/// Shift+click: the country joins the own set, or leaves it.
void ExploreSession::toggle_member(const std::string& iso3) {
    ReportChoice& choice = state_.report;
    std::vector<std::string> codes;
    if (choice.subject_kind == report::SubjectKind::Selection || choice.subject_kind == report::SubjectKind::Country) {
        for (std::size_t from = 0; from < choice.subject.size(); from += 4) codes.push_back(choice.subject.substr(from, 3));
    }
    const auto at = std::find(codes.begin(), codes.end(), iso3);
    if (at == codes.end()) codes.push_back(iso3);
    else if (codes.size() > 1) codes.erase(at);
    std::sort(codes.begin(), codes.end());
    choice.subject_kind = codes.size() == 1 ? report::SubjectKind::Country : report::SubjectKind::Selection;
    choice.subject.clear();
    for (const std::string& code : codes) choice.subject += (choice.subject.empty() ? "" : "+") + code;
    clear_selection(state_);
    ui_.right = RightView::Exposure;
}

void ExploreSession::add_event(const Request& request) {
    const PhraseReading reading = read_phrase(*world_->dataset, request.text);
    std::size_t which = 0;
    (void)std::from_chars(request.selection.id.data(), request.selection.id.data() + request.selection.id.size(), which);
    if (which >= reading.meanings.size()) return ui_.say(reading.problem.empty() ? "That is no event: try \"close Red Sea\"" : reading.problem, true);
    touch();
    const PhraseMeaning& meaning = reading.meanings[which];
    auto& events = state_.scenario.events;
    for (const scenario::Event& event : meaning.events)
        if (std::find(events.begin(), events.end(), event) == events.end()) events.push_back(event);
    ui_.open_event.reset();
    switch (meaning.events.front().kind) {  // the list of the most hit that it touches
        case scenario::EventKind::SupplierStops: ui_.loss = 0; break;
        case scenario::EventKind::OperatorsWithdraw:
        case scenario::EventKind::SiteChanged: ui_.loss = 3; break;
        default: ui_.loss = 1; break;
    }
    ui_.right = RightView::WhatIf;
    if (ui_.panels_hidden) ui_.panels_hidden = false, redraw_ = true;
    ui_.say("What if: " + meaning.text);
}

void ExploreSession::perform_exposure(const Request& request) {
    switch (request.action) {
        case Action::Exposure: show_right(RightView::Exposure); break;
        case Action::Ranking:
            if (ui_.right == RightView::Record || ui_.right == RightView::Key || ui_.right == RightView::Passes) ui_.right = RightView::Exposure;
            ui_.open(Sheet::Ranking);
            break;
        case Action::FindWorst:
            ui_.right = RightView::WhatIf;
            ui_.folded["worst"] = false;
            ui_.wanted_metric = "worst";
            update_reports();  // there must be somebody to search for
            exposure_->find_worst(ui_.worst);
            if (ui_.panels_hidden) ui_.panels_hidden = false, redraw_ = true;
            break;
        case Action::AddEvent: add_event(request); break;
        case Action::AskAbout: ask_about(request.text); break;
        case Action::ShowMetric:
            ui_.right = RightView::Dependence;
            ui_.wanted_metric = request.text;
            break;
        case Action::Setting:
            if (apply_setting(state_, request.text)) redraw_ = true;
            break;
        default: break;
    }
}

bool ExploreSession::shows_figures() const noexcept {
    const bool evidence = ui_.sheet == Sheet::Charts || ui_.sheet == Sheet::TakeAway;
    return evidence || (!ui_.panels_hidden && (ui_.right == RightView::Exposure || ui_.right == RightView::Dependence || ui_.right == RightView::WhatIf || ui_.sheet == Sheet::Ranking));
}

void ExploreSession::update_exposure(bool wanted) {
    const bool was = exposure_->computing();
    exposure_->update(*reports_, state_.scenario, ui_.compare, wanted);
    if (exposure_->computing() != was) frames_due_ = std::max(frames_due_, 2);
}

}  // namespace linchpin::app
