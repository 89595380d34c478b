// M25: satellites above a country.
#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <span>
#include <string>
#include <vector>

#include "data/core/date.h"
#include "data/core/format.h"
#include "data/metrics/satellite_cover.h"
#include "data/report/families.h"
#include "data/report/figure_build.h"

namespace linchpin::report {
namespace {

/// A bloc has no more points than this: they are joined, weights added, so that the day's mean stays quick.
constexpr std::size_t kMostPoints = 96;

struct Area {
    std::vector<orbit::SamplePoint> points;
    std::string note;  ///< what stands for the area
};

std::vector<orbit::SamplePoint> joined(const std::vector<orbit::SamplePoint>& points) {
    const std::size_t block = (points.size() + kMostPoints - 1) / kMostPoints;
    if (block <= 1) return points;
    std::vector<orbit::SamplePoint> result;
    for (std::size_t begin = 0; begin < points.size(); begin += block) {
        const std::size_t end = std::min(begin + block, points.size());
        orbit::SamplePoint point = points[begin + (end - begin) / 2];
        point.weight = 0.0;
        for (std::size_t i = begin; i < end; ++i) point.weight += points[i].weight;
        result.push_back(point);
    }
    return result;
}

Area area_of(const Ask& ask) {
    Area area;
    for (const metrics::CoverPoint& point : ask.world.cover_points) {
        if (point.country < ask.subject.member.size() && ask.subject.member[point.country] != 0)
            area.points.push_back({point.place, point.weight});
    }
    if (!area.points.empty()) {
        area.points = joined(area.points);
        area.note = fmt::format("mean over {} sample points of the area", area.points.size());
        return area;
    }
    for (const Index member : ask.subject.members) {
        if (const auto& place = ask.world.dataset->countries[member].label_place) area.points.push_back({*place, 1.0});
    }
    area.note = area.points.size() == 1 ? "at one place in the middle of the country"
                                        : fmt::format("mean over {} places, one a member", area.points.size());
    return area;
}

struct Sky {
    const Ask& ask;
    const metrics::SatelliteSky& sky;
    const Area& area;
    std::string as_of;
};

bool lost(const World& world, std::string_view group) {
    return std::find(world.lost_constellations.begin(), world.lost_constellations.end(), group) != world.lost_constellations.end();
}

Figure begin(const Sky& in, const KeyName& group, std::string_view item, std::string name, Unit unit) {
    Figure figure = new_figure(in.ask, item, std::move(name), unit);
    figure.partner = group.id;
    figure.partner_name = group.name;
    figure.as_of = in.as_of;
    figure.source = resource_credit(*in.ask.world.dataset, "satellites");
    const std::size_t usable = in.sky.usable(group.id), old = in.sky.too_old(group.id);
    if (in.area.points.empty()) {
        figure.note = "no place of this area is known";
    } else if (usable + old == 0) {
        figure.note = "no satellite of this constellation in the data";
    } else if (usable == 0) {
        figure.state = FigureState::NotAvailable;
        figure.note = fmt::format("elements are more than {:.0f} days from the sky time", metrics::kCoverElementAgeDays);
    } else {
        figure.state = FigureState::Value;
        figure.coverage = static_cast<double>(usable) / static_cast<double>(usable + old);
        figure.note = in.area.note;
        if (old > 0)
            figure.note += fmt::format("; left out: {} of {} satellites, elements more than {:.0f} days away", old, usable + old,
                                       metrics::kCoverElementAgeDays);
        if (lost(in.ask.world, group.id)) figure.note = "lost in this scenario";
    }
    return figure;
}

template <class Counts>
void add_satellite_rows(const Sky& in, Counts counts, Explanation& why) {
    const Dataset& dataset = *in.ask.world.dataset;
    for (const Satellite& satellite : dataset.satellites) {
        const double days = std::abs(satellite.elements.epoch_unix_s - in.sky.unix_s()) / 86400.0;
        if (!counts(satellite) || days > metrics::kCoverElementAgeDays) continue;
        add_row(why, {file_of(dataset, satellite.origin), satellite.origin.line,
                      fmt::format("{}: elements of {}", satellite.elements.object_name,
                                  format_instant(satellite.elements.epoch_unix_s))});
    }
}

void finish(const Sky& in, const KeyName& group, Figure& figure, double value, std::string formula) {
    if (figure.state == FigureState::Value) set_value(figure, lost(in.ask.world, group.id) ? 0.0 : value);
    if (auto why = explain(in.ask, figure, std::move(formula))) {
        add_satellite_rows(
            in, [&](const Satellite& s) { return s.group == group.id; }, *why);
        figure.why = std::move(why);
    }
}

void add_constellation(const Sky& in, const KeyName& group, std::vector<Figure>& headline, std::vector<Figure>& details) {
    Figure now = begin(in, group, "satellites_now", "Satellites above 25 degrees", Unit::Number);
    const bool counts = now.state == FigureState::Value;
    const orbit::Coverage at = counts ? in.sky.now(group.id, in.area.points) : orbit::Coverage{};
    const std::string over = fmt::format("over {} points, {} satellites", in.area.points.size(), in.sky.usable(group.id));
    finish(in, group, now, at.mean_satellites,
           fmt::format("sum of weight x satellites above 25 degrees / sum of weight, {}", over));
    headline.push_back(std::move(now));
    if (in.ask.detail == Detail::Headline) return;

    const orbit::Coverage day = counts ? in.sky.over_day(group.id, in.area.points) : orbit::Coverage{};
    Figure mean = begin(in, group, "satellites_day", "Satellites above 25 degrees, mean of 24 hours", Unit::Number);
    finish(in, group, mean, day.mean_satellites, fmt::format("mean over {} instants, {}", metrics::kCoverSteps, over));
    Figure covered = begin(in, group, "covered_now", "Area with a satellite above 25 degrees", Unit::Share);
    finish(in, group, covered, at.share_covered, fmt::format("weight of points with at least one / sum of weight, {}", over));
    Figure covered_day = begin(in, group, "covered_day", "Area with a satellite above 25 degrees, mean of 24 hours", Unit::Share);
    finish(in, group, covered_day, day.share_covered, fmt::format("mean over {} instants, {}", metrics::kCoverSteps, over));
    details.push_back(std::move(mean));
    details.push_back(std::move(covered));
    details.push_back(std::move(covered_day));
}

/// A class of service, whatever constellations offer it, less those lost.
void add_service(const Sky& in, const std::string& service, std::vector<Figure>& details) {
    const auto lost_groups = in.ask.world.lost_constellations;
    const std::size_t usable = in.sky.usable_of_service(service), left = in.sky.usable_of_service(service, lost_groups),
                      old = in.sky.too_old_of_service(service);
    const auto begin_service = [&](std::string_view item, std::string name, Unit unit) {
        Figure figure = new_figure(in.ask, item, std::move(name), unit);
        figure.partner = figure.partner_name = service;
        figure.as_of = in.as_of;
        figure.source = resource_credit(*in.ask.world.dataset, "satellites");
        if (in.area.points.empty()) {
            figure.note = "no place of this area is known";
        } else if (usable == 0) {
            figure.state = FigureState::NotAvailable;
            figure.note = fmt::format("elements are more than {:.0f} days from the sky time", metrics::kCoverElementAgeDays);
        } else {
            figure.state = FigureState::Value;
            figure.coverage = static_cast<double>(usable) / static_cast<double>(usable + old);
            figure.note = in.area.note;
            if (left < usable) figure.note += fmt::format("; {} of {} satellites are lost in this scenario", usable - left, usable);
        }
        return figure;
    };
    Figure number = begin_service("class_now", "Satellites of this service above 25 degrees", Unit::Number);
    const orbit::Coverage now = number.state == FigureState::Value
                                    ? in.sky.now_of_service(service, in.area.points, metrics::kCoverElevationDeg, lost_groups)
                                    : orbit::Coverage{};
    Figure share = begin_service("class_covered_now", "Area with a satellite of this service above 25 degrees", Unit::Share);
    const auto finish_service = [&](Figure& figure, double value, const char* formula) {
        if (figure.state == FigureState::Value) set_value(figure, value);
        auto why = explain(in.ask, figure, fmt::format("{}, over {} points, {} satellites", formula, in.area.points.size(), left));
        if (why) {
            add_satellite_rows(
                in, [&](const Satellite& s) { return s.service == service && !lost(in.ask.world, s.group); }, *why);
            figure.why = std::move(why);
        }
        details.push_back(std::move(figure));
    };
    finish_service(number, now.mean_satellites, "sum of weight x satellites above 25 degrees / sum of weight");
    finish_service(share, now.share_covered, "weight of points with at least one / sum of weight");
}

}  // namespace

std::vector<Figure> satellite_figures(const Ask& ask) {
    const Dataset& dataset = *ask.world.dataset;
    const auto newest = metrics::newest_epoch_unix_s(dataset.satellites);
    if (!newest || dataset.satellite_groups.empty()) {
        Figure none = new_figure(ask, "satellites_now", "Satellites above 25 degrees", Unit::Number);
        none.note = "no satellite in this data set";
        none.why = explain(ask, none, "satellites above 25 degrees, mean over the area");
        return {std::move(none)};
    }
    const double unix_s = ask.question.sky_time_unix_s.value_or(*newest);
    const auto sky = metrics::satellite_sky(dataset.satellites, unix_s);
    const Area area = area_of(ask);
    const Sky in{ask, *sky, area, fmt::format("at {}", format_instant(unix_s))};
    std::vector<Figure> figures, details;
    for (const KeyName& group : dataset.satellite_groups) add_constellation(in, group, figures, details);
    if (ask.detail != Detail::Headline)
        for (const std::string& service : sky->services())
            if (!service.empty()) add_service(in, service, details);
    std::move(details.begin(), details.end(), std::back_inserter(figures));
    return figures;
}

}  // namespace linchpin::report
