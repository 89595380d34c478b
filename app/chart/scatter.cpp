#include <algorithm>
#include <cmath>

#include "app/chart/build.h"
#include "app/chart/charts.h"
#include "data/core/format.h"
#include "data/report/figure_build.h"

namespace linchpin::chart {
namespace {

constexpr float kDot = 4.0f;

struct Axes {
    Box plot;
    std::vector<double> x_ticks, y_ticks;
    [[nodiscard]] Point at(double x, double y) const {
        return {plot.x + plot.w * part(x, x_ticks), plot.bottom() - plot.h * part(y, y_ticks)};
    }
    static float part(double value, const std::vector<double>& ticks) { return static_cast<float>((value - ticks.front()) / (ticks.back() - ticks.front())); }
};

bool drawable(const ScatterSpec::Dot& dot) { return dot.x && dot.y && std::isfinite(*dot.x) && std::isfinite(*dot.y); }

std::vector<double> ticks_of(const std::vector<ScatterSpec::Dot>& dots, std::optional<double> ScatterSpec::Dot::* which, int wanted) {
    double least = 0.0, most = 0.0;
    for (const ScatterSpec::Dot& dot : dots) {
        if (!drawable(dot)) continue;
        least = std::min(least, *(dot.*which));
        most = std::max(most, *(dot.*which));
    }
    return nice_ticks(least, most, wanted);
}

void draw_axes(Pen& pen, const ScatterSpec& spec, const Axes& axes, float height_px, float width_px) {
    const float line = kLineHeight * kSmall;
    for (const double tick : axes.y_ticks) {
        const float y = axes.at(axes.x_ticks.front(), tick).y;
        pen.line({{axes.plot.x, y}, {axes.plot.right(), y}}, role(Ink::Line), 1.0f);
        pen.text(report::value_text(tick, spec.y_unit), axes.plot.x - 8.0f, y - line / 2, role(Ink::Dim), Anchor::End);
    }
    Room room{{-1e6f, -1e6f, 2e6f, 2e6f}};
    for (const double tick : axes.x_ticks) {
        const float x = axes.at(tick, axes.y_ticks.front()).x;
        pen.line({{x, axes.plot.y}, {x, axes.plot.bottom()}}, role(Ink::Line), 1.0f);
        const std::string word = report::value_text(tick, spec.x_unit);
        const Box box = pen.text_box(word, x, axes.plot.bottom() + 9.0f, Anchor::Middle);
        if (box.right() <= width_px && room.take({box.x - 4.0f, box.y, box.w + 8.0f, box.h})) pen.text(word, x, axes.plot.bottom() + 9.0f, role(Ink::Dim), Anchor::Middle);
    }
    pen.text(pen.fitted(spec.y_name + " \u2191", width_px), 0.0f, 0.0f, role(Ink::Text), Anchor::Start, kSmall, Weight::Strong);
    pen.text(pen.fitted(spec.x_name + " \u2192", width_px, kSmall, Weight::Strong), axes.plot.right(), height_px - line, role(Ink::Text), Anchor::End, kSmall, Weight::Strong);
}

/// Names beside dots where there is room: the chosen one first, then those furthest from the middle of all.
void names(Pen& pen, const ScatterSpec& spec, const Axes& axes) {
    struct Named {
        const ScatterSpec::Dot* dot;
        Point at;
        float far;
    };
    std::vector<Named> all;
    const float line = kLineHeight * kSmall;
    Room room{{axes.plot.x, axes.plot.y - line / 2, axes.plot.w, axes.plot.h + line / 2}};
    Point middle{0.0f, 0.0f};
    for (const ScatterSpec::Dot& dot : spec.dots) {
        if (!drawable(dot)) continue;
        const Point at = axes.at(*dot.x, *dot.y);
        room.block({at.x - kDot, at.y - kDot, 2 * kDot, 2 * kDot});
        all.push_back({&dot, at, 0.0f});
        middle.x += at.x;
        middle.y += at.y;
    }
    if (all.empty()) return;
    middle.x /= static_cast<float>(all.size());
    middle.y /= static_cast<float>(all.size());
    for (Named& named : all)
        named.far = named.dot->code == spec.chosen ? 1e9f : std::hypot((named.at.x - middle.x) / std::max(axes.plot.w, 1.0f), (named.at.y - middle.y) / std::max(axes.plot.h, 1.0f));
    std::stable_sort(all.begin(), all.end(), [](const Named& a, const Named& b) { return a.far > b.far; });
    for (const Named& named : all) {
        const bool chosen = named.dot->code == spec.chosen;
        const Weight weight = chosen ? Weight::Strong : Weight::Regular;
        const float w = pen.width(named.dot->label, kSmall, weight);
        if (chosen) {  // over the dots if it has to be: it is what the reader looks for
            const float x = std::clamp(named.at.x + kDot + 6.0f, axes.plot.x, std::max(axes.plot.x, axes.plot.right() - w - 4.0f));
            const Box box{x, std::max(axes.plot.y - line / 2, named.at.y - line - 4.0f), w, line};
            pen.rect({box.x - 3.0f, box.y, box.w + 6.0f, box.h}, role(Ink::Ground, 0.85f), 3.0f);
            pen.text(named.dot->label, box.x, box.y, role(Ink::Text), Anchor::Start, kSmall, weight);
            room.block({box.x - 3.0f, box.y, box.w + 6.0f, box.h});
            continue;
        }
        const Box right{named.at.x + kDot + 4.0f, named.at.y - line / 2, w, line}, left{named.at.x - kDot - 4.0f - w, named.at.y - line / 2, w, line};
        for (const Box& box : {right, left})
            if (room.take({box.x - 2.0f, box.y, box.w + 4.0f, box.h})) {
                pen.text(named.dot->label, box.x, box.y, role(Ink::Dim), Anchor::Start, kSmall, weight);
                break;
            }
    }
}

}  // namespace

Drawing scatter(const ScatterSpec& spec, float width_px, float height_px, const TextMeter& meter) {
    Drawing drawing{.title = spec.title, .width_px = width_px, .height_px = height_px, .notes = spec.notes};
    Pen pen{drawing, meter};
    Axes axes{{}, ticks_of(spec.dots, &ScatterSpec::Dot::x, 5), ticks_of(spec.dots, &ScatterSpec::Dot::y, 5)};
    std::size_t missing = 0;
    for (const ScatterSpec::Dot& dot : spec.dots) {
        for (const bool x : {true, false})
            drawing.rows.push_back({.series = x ? spec.x_name : spec.y_name, .label = dot.label, .code = dot.code, .year = x ? spec.x_year : spec.y_year, .value = x ? dot.x : dot.y, .low = {}, .high = {},
                                    .unit = std::string{unit_word(x ? spec.x_unit : spec.y_unit)}, .state = (x ? dot.x : dot.y) ? "value" : "no_data",
                                    .as_of = (x ? spec.x_year : spec.y_year) == 0 ? spec.as_of : std::string{}, .note = {}, .source = x ? spec.x_source : spec.y_source});
        missing += drawable(dot) ? 0 : 1;
    }
    drawing.notes.insert(drawing.notes.begin(), format_count_of(static_cast<std::int64_t>(spec.dots.size() - missing), static_cast<std::int64_t>(spec.dots.size())) +
                                                    " countries have both numbers; the others are not drawn, not zero.");
    const float line = kLineHeight * kSmall;
    float left = 0.0f;
    for (const double tick : axes.y_ticks) left = std::max(left, pen.width(report::value_text(tick, spec.y_unit)));
    const float top = line + 12.0f, below = 2 * line + 16.0f;
    const float right = pen.width(report::value_text(axes.x_ticks.back(), spec.x_unit)) / 2 + 1.0f;
    axes.plot = {left + 12.0f, top, std::max(10.0f, width_px - left - 12.0f - right), std::max(10.0f, height_px - top - below)};
    draw_axes(pen, spec, axes, height_px, width_px);
    for (const bool chosen : {false, true})
        for (const ScatterSpec::Dot& dot : spec.dots) {
            if (!drawable(dot) || (dot.code == spec.chosen) != chosen) continue;
            const Point at = axes.at(*dot.x, *dot.y);
            pen.disc(at, chosen ? kDot + 1.0f : kDot, fixed(dot.colour, chosen ? 1.0f : 0.75f));
            if (chosen) pen.ring(at, kDot + 4.0f, role(Ink::Text), 1.5f);
            pen.spot({at.x - kDot - 2.0f, at.y - kDot - 2.0f, 2 * kDot + 4.0f, 2 * kDot + 4.0f}, dot.code, dot.label,
                     spec.x_name + ": " + report::value_text(*dot.x, spec.x_unit) + "\n" + spec.y_name + ": " + report::value_text(*dot.y, spec.y_unit));
        }
    names(pen, spec, axes);
    return drawing;
}

}  // namespace linchpin::chart
