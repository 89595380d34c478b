#include <algorithm>
#include <cmath>

#include "app/chart/build.h"
#include "app/chart/charts.h"
#include "data/report/figure_build.h"

namespace linchpin::chart {
namespace {

constexpr float kRow = 24.0f, kBar = 8.0f, kGap = 10.0f;

bool finite(const std::optional<double>& value) { return value && std::isfinite(*value); }

double scale_end(const BarsSpec& spec) {
    if (spec.most) return std::max(*spec.most, 1e-300);
    if (spec.unit == report::Unit::Share || spec.unit == report::Unit::Index) return 1.0;
    double most = 0.0;
    for (const Datum& bar : spec.bars) {
        if (finite(bar.value)) most = std::max(most, *bar.value);
        if (finite(bar.high)) most = std::max(most, *bar.high);
    }
    return most > 0.0 ? most : 1.0;
}

std::string value_text(const Datum& bar, report::Unit unit) { return bar.value ? report::value_text(*bar.value, unit) : state_text(bar.state); }

std::string body_text(const Datum& bar, report::Unit unit) {
    std::string body = value_text(bar, unit);
    if (finite(bar.low) && bar.high && *bar.low != *bar.high)
        body += ", " + report::value_text(*bar.low, unit) + " to " + (std::isfinite(*bar.high) ? report::value_text(*bar.high, unit) : "no limit");
    else if (!bar.value && finite(bar.high)) body += ", at most " + report::value_text(*bar.high, unit);
    if (bar.year > 0) body += " \u00b7 " + std::to_string(bar.year);
    if (!bar.note.empty()) body += "\n" + bar.note;
    if (!bar.source.empty()) body += "\n" + bar.source;
    return body;
}

}  // namespace

std::string_view unit_word(report::Unit unit) noexcept {
    using report::Unit;
    switch (unit) {
        case Unit::Share: return "share";
        case Unit::Index: return "0 to 1";
        case Unit::Number: return "number";
        case Unit::Megawatt: return "MW";
        case Unit::UsDollar: return "US$";
        case Unit::TerabitPerS: return "Tbit/s";
        case Unit::Millisecond: return "ms";
        case Unit::Kilometre: return "km";
        case Unit::Ratio: return "ratio";
        case Unit::Score: return "score";
        case Unit::Verdict: return "verdict";
        case Unit::Class: return "class";
    }
    return "";
}

std::string state_text(std::string_view state) {
    if (state == "not_available") return "not available";
    if (state == "needs_input") return "needs input";
    return "no data";
}

Drawing bars(const BarsSpec& spec, float width_px, const TextMeter& meter) {
    Drawing drawing{.title = spec.title, .width_px = width_px, .notes = spec.notes};
    drawing.height_px = kRow * static_cast<float>(spec.bars.size());
    Pen pen{drawing, meter};
    float names = 0.0f, values = 0.0f;
    for (const Datum& bar : spec.bars) {
        names = std::max(names, pen.width(bar.label));
        values = std::max(values, pen.width(value_text(bar, spec.unit)));
    }
    names = std::min(names, width_px * 0.5f);
    const float from = names + kGap, to = std::max(from, width_px - values - kGap);
    const double end = scale_end(spec);
    const auto reach = [&](double value) { return (to - from) * static_cast<float>(std::clamp(value / end, 0.0, 1.0)); };
    float y = 0.0f;
    for (const Datum& bar : spec.bars) {
        const float text_y = y + (kRow - kLineHeight * kSmall) / 2, bar_y = y + (kRow - kBar) / 2;
        pen.text(pen.fitted(bar.label, names), 0.0f, text_y, role(Ink::Text));
        pen.rect({from, bar_y, to - from, kBar}, role(Ink::Ground), kBar / 2);
        if (finite(bar.value)) {
            const float w = reach(*bar.value);
            if (w > 0.0f) pen.rect({from, bar_y, std::max(w, 2.0f), kBar}, fixed(bar.colour), std::min(kBar / 2, w / 2));
            if (finite(bar.low) && bar.high && *bar.low != *bar.high)
                pen.line({{from + reach(*bar.low), bar_y + kBar / 2}, {from + reach(std::isfinite(*bar.high) ? *bar.high : end), bar_y + kBar / 2}}, role(Ink::Text), 1.5f);
        } else pen.hatch({from, bar_y, reach(finite(bar.high) ? *bar.high : end), kBar}, role(Ink::Dim));
        pen.text(value_text(bar, spec.unit), width_px, text_y, role(bar.value ? Ink::Text : Ink::Dim), Anchor::End);
        pen.spot({0.0f, y, width_px, kRow}, bar.code, bar.label, body_text(bar, spec.unit));
        drawing.rows.push_back({spec.title, bar.label, bar.code, bar.year, bar.value, bar.low, bar.high, std::string{unit_word(spec.unit)}, bar.state, bar.as_of, bar.note, bar.source});
        y += kRow;
    }
    return drawing;
}

}  // namespace linchpin::chart
