#include "render/overlay/legend.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "render/overlay/swatch.h"

namespace linchpin::render {
namespace {

constexpr float kMinWidth = 208.0f, kMaxWidth = 304.0f, kPadding = 16.0f;  // design pixels

/// How much is left out when the picture is low.
struct Detail {
    bool notes = true, subtitles = true;
    std::vector<bool> shown;  // one a section
    [[nodiscard]] std::size_t left() const { return static_cast<std::size_t>(std::count(shown.begin(), shown.end(), true)); }
};

TextStyle make_style(const OverlayFrame& frame, float size, FontWeight weight, Rgba8 colour) {
    TextStyle style;
    style.size_px = frame.type(size);
    style.weight = weight;
    style.colour = colour;
    return style;
}

/// Walks down the legend; draws on the way when `draw` is set, else only measures.
class LegendWriter {
public:
    LegendWriter(Canvas& canvas, const OverlayFrame& frame, const OverlayTheme& theme, float x, float width, bool draw)
        : canvas_{canvas}, frame_{frame}, theme_{theme}, x_{x}, width_{width}, draw_{draw} {}

    float write(const LegendModel& model, const Detail& detail, float y) {
        y_ = y;
        if (!model.title.empty()) {
            paragraph(model.title, make_style(frame_, 16.0f, FontWeight::SemiBold, theme_.text), x_, width_);
            y_ += frame_.px(10.0f);
        }
        bool first = true;
        std::size_t left_out = 0;
        for (std::size_t i = 0; i < model.sections.size(); ++i) {
            if (model.sections[i].entries.empty()) continue;
            if (!detail.shown[i]) {
                ++left_out;
                continue;
            }
            if (!first) separator();
            first = false;
            write_section(model.sections[i], detail);
        }
        if (left_out > 0) {
            y_ += frame_.px(8.0f);
            paragraph("and " + std::to_string(left_out) + " more", make_style(frame_, 12.0f, FontWeight::Regular, theme_.text_muted), x_, width_);
        }
        return y_;
    }

private:
    void paragraph(std::string_view text, const TextStyle& style, float x, float width) {
        const TextExtent extent = canvas_.measure("H", style);
        const float line = std::round(style.size_px * 1.35f);
        for (const std::string& words : wrap_text(canvas_.engine(), text, style, width)) {
            if (draw_) canvas_.text(x, std::round(y_ + (line + extent.cap_height_px) * 0.5f), words, style);
            y_ += line;
        }
    }

    void separator() {
        y_ += frame_.px(10.0f);
        if (draw_) canvas_.box({std::round(x_), std::round(y_), std::round(width_), std::max(1.0f, std::round(frame_.px(1.0f)))}, {.fill = theme_.panel_border});
        y_ += frame_.px(10.0f);
    }

    void write_section(const LegendSection& section, const Detail& detail) {
        if (!section.title.empty()) paragraph(section.title, make_style(frame_, 14.0f, FontWeight::SemiBold, theme_.text), x_, width_);
        if (!section.subtitle.empty() && detail.subtitles)
            paragraph(section.subtitle, make_style(frame_, 12.0f, FontWeight::Regular, theme_.text_muted), x_, width_);
        y_ += frame_.px(6.0f);
        for (const LegendEntry& entry : section.entries) is_scale(entry.kind) ? write_scale(entry, detail) : write_entry(entry, detail);
    }

    void write_scale(const LegendEntry& entry, const Detail& detail) {
        y_ += frame_.px(4.0f);
        if (!entry.text.empty()) paragraph(entry.text, make_style(frame_, 12.0f, FontWeight::Medium, theme_.text), x_, width_);
        if (!entry.text.empty()) y_ += frame_.px(4.0f);
        y_ += std::ceil(scale_row(canvas_, frame_, theme_, entry, x_, y_, width_, draw_));
        y_ += frame_.px(4.0f);
        if (!entry.note.empty() && detail.notes) paragraph(entry.note, make_style(frame_, 12.0f, FontWeight::Regular, theme_.text_muted), x_, width_);
        y_ += frame_.px(2.0f);
    }

    void write_entry(const LegendEntry& entry, const Detail& detail) {
        const float swatch = std::round(frame_.px(28.0f)), gap = frame_.px(10.0f);
        const TextStyle style = make_style(frame_, 13.0f, FontWeight::Regular, theme_.text);
        TextStyle value = make_style(frame_, 12.0f, FontWeight::Regular, theme_.text_muted);
        value.tabular = true;
        value.align = Align::Right;
        const float value_width = entry.value.empty() ? 0.0f : canvas_.measure(entry.value, value).width_px + frame_.px(8.0f);
        const float text_x = std::round(x_ + swatch + gap), text_width = width_ - swatch - gap - value_width;
        const float row_top = y_, line = std::round(style.size_px * 1.35f);
        y_ += frame_.px(1.0f);
        const float first = y_;
        if (draw_) {
            draw_swatch(canvas_, frame_, theme_, entry, {x_, first, swatch, line});
            if (!entry.value.empty()) {
                const float cap = canvas_.measure("0", style).cap_height_px;
                canvas_.text(x_ + width_, std::round(first + (line + cap) * 0.5f), entry.value, value);
            }
        }
        paragraph(entry.text, style, text_x, text_width);
        if (entry.kind == SwatchKind::Simulated) {
            const float badge = frame_.type(10.0f) + frame_.px(8.0f);
            draw_badge(canvas_, frame_, theme_, text_x, y_ + frame_.px(2.0f) + badge * 0.5f, "SIMULATED", draw_);
            y_ += badge + frame_.px(4.0f);
        }
        if (!entry.note.empty() && detail.notes) paragraph(entry.note, make_style(frame_, 12.0f, FontWeight::Regular, theme_.text_muted), text_x, text_width + value_width);
        y_ = std::max(y_ + frame_.px(3.0f), row_top + std::round(frame_.px(22.0f)));
    }

    Canvas& canvas_;
    const OverlayFrame& frame_;
    const OverlayTheme& theme_;
    float x_, width_;
    bool draw_;
    float y_ = 0.0f;
};

/// Width at which no line wraps, within the bounds of the design.
float natural_width(const Canvas& canvas, const OverlayFrame& frame, const LegendModel& model) {
    const auto width = [&](const std::string& text, float size, FontWeight weight) {
        return canvas.measure(text, FontSpec{.weight = weight, .size_px = frame.type(size), .tabular = false, .italic = false, .letter_spacing_px = 0.0f}).width_px;
    };
    float wanted = width(model.title, 16.0f, FontWeight::SemiBold);
    for (const LegendSection& section : model.sections) {
        if (section.entries.empty()) continue;
        wanted = std::max({wanted, width(section.title, 14.0f, FontWeight::SemiBold), width(section.subtitle, 12.0f, FontWeight::Regular)});
        for (const LegendEntry& entry : section.entries) {
            const float beside = is_scale(entry.kind) ? 0.0f : frame.px(38.0f);
            const float value = entry.value.empty() ? 0.0f : width(entry.value, 12.0f, FontWeight::Medium) + frame.px(10.0f);
            wanted = std::max(wanted, beside + std::max(width(entry.text, 13.0f, FontWeight::Regular) + value, width(entry.note, 12.0f, FontWeight::Regular)));
            float symbols = 0.0f;
            for (const LegendMark& mark : entry.marks)
                symbols = std::max(symbols, std::max(width(mark.text, 12.0f, FontWeight::Medium), 2.0f * mark.size_px) + frame.px(8.0f));
            if (entry.kind == SwatchKind::DiscScale || entry.kind == SwatchKind::WidthScale)
                wanted = std::max(wanted, symbols * static_cast<float>(entry.marks.size()));
        }
    }
    return std::clamp(std::ceil(wanted) + 1.0f, frame.px(kMinWidth - 2 * kPadding), frame.px(kMaxWidth - 2 * kPadding));
}

std::size_t shown_sections(const LegendModel& model) {
    return static_cast<std::size_t>(std::count_if(model.sections.begin(), model.sections.end(), [](const LegendSection& s) { return !s.entries.empty(); }));
}

/// Leaves out the last section, but one that marks something as simulated only when nothing else is left to leave out.
void leave_out_one(const LegendModel& model, Detail& detail) {
    const auto warns = [](const LegendSection& s) {
        return std::any_of(s.entries.begin(), s.entries.end(), [](const LegendEntry& e) { return e.kind == SwatchKind::Simulated; });
    };
    for (bool also_warnings : {false, true}) {
        for (std::size_t i = model.sections.size(); i-- > 0;) {
            if (!detail.shown[i] || (!also_warnings && warns(model.sections[i]))) continue;
            detail.shown[i] = false;
            return;
        }
    }
}

struct Plan { Rect rect; Detail detail; float width = 0.0f; };

Plan plan_legend(Canvas& canvas, const OverlayFrame& frame, const OverlayTheme& theme, const LegendModel& model, const Rect& area, Corner corner) {
    Plan plan;
    if (model.empty()) return plan;
    const float pad = frame.px(kPadding);
    plan.width = std::min(natural_width(canvas, frame, model), std::max(area.w - 2 * pad, frame.px(80.0f)));
    for (const LegendSection& section : model.sections) plan.detail.shown.push_back(!section.entries.empty());
    const auto height = [&] { return LegendWriter{canvas, frame, theme, 0.0f, plan.width, false}.write(model, plan.detail, 0.0f) + 2 * pad - frame.px(4.0f); };
    float h = height();
    if (h > area.h) { plan.detail.notes = false; h = height(); }
    if (h > area.h) { plan.detail.subtitles = false; h = height(); }
    while (h > area.h && plan.detail.left() > 1) { leave_out_one(model, plan.detail); h = height(); }
    plan.rect = in_corner(area, corner, plan.width + 2 * pad, h);
    return plan;
}

}  // namespace

bool LegendModel::empty() const noexcept { return shown_sections(*this) == 0; }

Rect measure_legend(Canvas& canvas, const OverlayFrame& frame, const OverlayTheme& theme, const LegendModel& model, const Rect& area, Corner corner) {
    return plan_legend(canvas, frame, theme, model, area, corner).rect;
}

Rect draw_legend(Canvas& canvas, const OverlayFrame& frame, const OverlayTheme& theme, const LegendModel& model, const Rect& area, Corner corner) {
    const Plan plan = plan_legend(canvas, frame, theme, model, area, corner);
    if (plan.rect.empty()) return plan.rect;
    draw_panel(canvas, frame, theme, plan.rect);
    const float pad = frame.px(kPadding);
    canvas.push_clip(plan.rect);  // a picture lower than one section shows what fits
    LegendWriter{canvas, frame, theme, plan.rect.x + pad, plan.width, true}.write(model, plan.detail, plan.rect.y + pad - frame.px(2.0f));
    canvas.pop_clip();
    return plan.rect;
}

}  // namespace linchpin::render
