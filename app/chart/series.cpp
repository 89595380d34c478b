#include <algorithm>
#include <cmath>

#include "app/chart/build.h"
#include "app/chart/charts.h"
#include "data/report/figure_build.h"

namespace linchpin::chart {
namespace {

bool drawable(const YearDatum& year) { return year.datum.value && std::isfinite(*year.datum.value); }
bool has_interval(const Datum& d) { return d.low && d.high && std::isfinite(*d.low) && std::isfinite(*d.high) && *d.low != *d.high; }

/// Joined to the one before: neither a year without data nor a change in how the data were recorded lies between.
bool joined(const YearDatum& before, const YearDatum& year) {
    return drawable(before) && drawable(year) && year.datum.year == before.datum.year + 1 && year.mark.empty() && !before.partial && !year.partial;
}

struct Frame {
    Box plot;
    int first = 0, last = 0;
    double low = 0.0, high = 1.0;
    [[nodiscard]] float x(int year) const {
        return last == first ? plot.x + plot.w / 2 : plot.x + plot.w * static_cast<float>(year - first) / static_cast<float>(last - first);
    }
    [[nodiscard]] float y(double value) const { return plot.bottom() - plot.h * static_cast<float>(std::clamp((value - low) / (high - low), 0.0, 1.0)); }
};

/// Years and values that the lines have; false when there is no value at all.
bool extent(const std::vector<Line>& lines, Frame& frame) {
    bool any = false;
    double least = 0.0, most = 0.0;
    for (const Line& line : lines)
        for (const YearDatum& year : line.years) {
            frame.first = frame.first == 0 ? year.datum.year : std::min(frame.first, year.datum.year);
            frame.last = std::max(frame.last, year.datum.year);
            if (!drawable(year)) continue;
            any = true;
            least = std::min(least, *year.datum.value);
            most = std::max(most, *year.datum.value);
            if (has_interval(year.datum)) most = std::max(most, *year.datum.high);
        }
    frame.low = least;
    frame.high = most > least ? most : least + 1.0;
    return any;
}

void draw_line(Pen& pen, const Frame& frame, const Line& line) {
    std::vector<Point> run;
    const auto flush = [&] {
        pen.line(std::move(run), fixed(line.colour), 2.0f);
        run.clear();
    };
    for (std::size_t i = 0; i < line.years.size(); ++i) {
        const YearDatum& year = line.years[i];
        if (!drawable(year)) {
            flush();
            continue;
        }
        const Point at{frame.x(year.datum.year), frame.y(*year.datum.value)};
        if (has_interval(year.datum)) pen.line({{at.x, frame.y(*year.datum.low)}, {at.x, frame.y(*year.datum.high)}}, fixed(line.colour, 0.4f), 3.0f);
        if (i == 0 || !joined(line.years[i - 1], year)) flush();
        run.push_back(at);
    }
    flush();
    for (const YearDatum& year : line.years) {
        if (!drawable(year)) continue;
        const Point at{frame.x(year.datum.year), frame.y(*year.datum.value)};
        if (year.partial) pen.ring(at, 3.0f, fixed(line.colour), 1.5f);
        else pen.disc(at, 2.5f, fixed(line.colour));
    }
}

std::string year_body(const std::vector<Line>& lines, int which, report::Unit unit) {
    std::string body;
    for (const Line& line : lines)
        for (const YearDatum& year : line.years) {
            if (year.datum.year != which) continue;
            const Datum& d = year.datum;
            if (!body.empty()) body += '\n';
            body += lines.size() > 1 ? line.name + ": " : std::string{};
            body += d.value ? report::value_text(*d.value, unit) : state_text(d.state);
            if (has_interval(d)) body += " (" + report::value_text(*d.low, unit) + " to " + report::value_text(*d.high, unit) + ")";
            if (!d.note.empty()) body += "\n" + d.note;
            if (year.partial) body += "\nThe year is not complete.";
            if (!year.mark.empty()) body += "\n" + year.mark;
        }
    return body;
}

void add_rows(Drawing& drawing, const std::vector<Line>& lines, report::Unit unit) {
    for (const Line& line : lines)
        for (const YearDatum& year : line.years) {
            const Datum& d = year.datum;
            std::string note = d.note;
            if (year.partial) note += (note.empty() ? "" : "; ") + std::string{"the year is not complete"};
            if (!year.mark.empty()) note += (note.empty() ? "" : "; ") + year.mark;
            drawing.rows.push_back({drawing.title, line.name, d.code, d.year, d.value, d.low, d.high, std::string{unit_word(unit)}, d.state, d.as_of, note, d.source});
        }
}

/// Years under the axis, as many as stand clear of one another; the last one always.
void year_labels(Pen& pen, const Frame& frame) {
    Room room{{-1e6f, -1e6f, 2e6f, 2e6f}};
    const float y = frame.plot.bottom() + 6.0f;
    const auto put = [&](int year) {
        const std::string word = std::to_string(year);
        const Box box = pen.text_box(word, frame.x(year), y, Anchor::Middle);
        if (room.take({box.x - 4.0f, box.y, box.w + 8.0f, box.h})) pen.text(word, frame.x(year), y, role(Ink::Dim), Anchor::Middle);
    };
    put(frame.last);
    if (frame.first != frame.last) put(frame.first);
    for (const int step : {10, 5, 2, 1})
        for (int year = frame.first; year <= frame.last; ++year)
            if (year % step == 0) put(year);
}

/// Names at the lines' ends, moved apart where they would cover one another; in order of the values.
void line_names(Pen& pen, const Frame& frame, const std::vector<Line>& lines, float room_px) {
    struct Name {
        const Line* line;
        float y;
    };
    std::vector<Name> names;
    for (const Line& line : lines)
        for (auto it = line.years.rbegin(); it != line.years.rend(); ++it)
            if (drawable(*it)) {
                names.push_back({&line, frame.y(*it->datum.value)});
                break;
            }
    std::stable_sort(names.begin(), names.end(), [](const Name& a, const Name& b) { return a.y < b.y; });
    const float height = kLineHeight * kSmall;
    float below = frame.plot.y - height / 2;
    for (Name& name : names) {
        name.y = std::max(name.y - height / 2, below);
        below = name.y + height;
    }
    float above = frame.plot.bottom() + height / 2;
    for (auto it = names.rbegin(); it != names.rend(); ++it) {
        it->y = std::min(it->y, above - height);
        above = it->y;
    }
    for (const Name& name : names) {
        pen.rect({frame.plot.right() + 10.0f, name.y + height / 2 - 4.0f, 8.0f, 8.0f}, fixed(name.line->colour), 2.0f);
        pen.text(pen.fitted(name.line->name, room_px - 24.0f), frame.plot.right() + 23.0f, name.y, role(Ink::Text));
    }
}

}  // namespace

Drawing series(const SeriesSpec& spec, float width_px, float height_px, const TextMeter& meter) {
    Drawing drawing{.title = spec.title, .width_px = width_px, .height_px = height_px, .notes = spec.notes};
    add_rows(drawing, spec.lines, spec.unit);
    Pen pen{drawing, meter};
    Frame frame;
    if (!extent(spec.lines, frame)) {
        pen.text("no data", width_px / 2, height_px / 2 - kLineHeight * kSmall / 2, role(Ink::Dim), Anchor::Middle);
        return drawing;
    }
    const std::vector<double> ticks = nice_ticks(frame.low, frame.high, 4);
    frame.low = ticks.front();
    frame.high = ticks.back();
    float left = 0.0f, right = 0.0f;
    for (const double tick : ticks) left = std::max(left, pen.width(report::value_text(tick, spec.unit)));
    if (spec.lines.size() > 1)
        for (const Line& line : spec.lines) right = std::max(right, pen.width(line.name) + 24.0f);
    right = std::min(right, width_px * 0.36f);
    const float year_half = pen.width("2024") / 2 + 1.0f;
    frame.plot = {left + 8.0f + year_half, 12.0f, 0.0f, height_px - 12.0f - 26.0f};
    frame.plot.w = std::max(10.0f, width_px - std::max(right, year_half) - frame.plot.x);
    for (const double tick : ticks) {
        const float y = frame.y(tick);
        pen.line({{frame.plot.x - year_half, y}, {frame.plot.right(), y}}, role(Ink::Line), 1.0f);
        pen.text(report::value_text(tick, spec.unit), left, y - kLineHeight * kSmall / 2, role(Ink::Dim), Anchor::End);
    }
    if (spec.cursor_year >= frame.first && spec.cursor_year <= frame.last) {
        const float x = frame.x(spec.cursor_year);
        pen.line({{x, frame.plot.y}, {x, frame.plot.bottom()}}, role(Ink::Dim), 1.0f);
    }
    const float half = frame.last == frame.first ? frame.plot.w / 2 : frame.plot.w / static_cast<float>(frame.last - frame.first) / 2;
    for (int year = frame.first; year <= frame.last; ++year) {
        bool any = false;
        std::string caution;
        for (const Line& line : spec.lines)
            for (const YearDatum& each : line.years) {
                if (each.datum.year != year) continue;
                any = any || drawable(each);
                if (!each.mark.empty()) caution = each.mark;
            }
        const float x = frame.x(year);
        if (!any) pen.hatch({x - 3.0f, frame.plot.y, 6.0f, frame.plot.h}, role(Ink::Line));
        if (!caution.empty()) pen.triangle({x - 4.0f, frame.plot.y - 8.0f}, {x + 4.0f, frame.plot.y - 8.0f}, {x, frame.plot.y - 1.0f}, role(Ink::Warning));
        pen.spot({x - half, 0.0f, 2 * half, height_px}, std::to_string(year), std::to_string(year), year_body(spec.lines, year, spec.unit));
    }
    for (const Line& line : spec.lines) draw_line(pen, frame, line);
    year_labels(pen, frame);
    if (spec.lines.size() > 1) line_names(pen, frame, spec.lines, right);
    return drawing;
}

Drawing sparkline(const Line& line, report::Unit unit, int cursor_year, float width_px, float height_px, const TextMeter& meter) {
    Drawing drawing{.title = line.name, .width_px = width_px, .height_px = height_px};
    Frame frame;
    const auto values = std::count_if(line.years.begin(), line.years.end(), drawable);
    if (values < 2 || !extent({line}, frame)) return drawing;
    add_rows(drawing, {line}, unit);
    Pen pen{drawing, meter};
    frame.plot = {4.0f, 4.0f, width_px - 8.0f, height_px - 8.0f};
    pen.line({{0.0f, frame.plot.bottom() + 2.0f}, {width_px, frame.plot.bottom() + 2.0f}}, role(Ink::Line), 1.0f);
    if (cursor_year >= frame.first && cursor_year <= frame.last) {
        const float x = frame.x(cursor_year);
        pen.line({{x, frame.plot.y}, {x, frame.plot.bottom()}}, role(Ink::Dim, 0.6f), 1.0f);
    }
    draw_line(pen, frame, line);
    for (const YearDatum& year : line.years) pen.spot({frame.x(year.datum.year) - 4.0f, 0.0f, 8.0f, height_px}, "", std::to_string(year.datum.year), year_body({line}, year.datum.year, unit));
    return drawing;
}

}  // namespace linchpin::chart
