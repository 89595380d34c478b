#include "app/dossier/pdf_page.h"

#include <cairo-pdf.h>
#include <fmt/format.h>

#include <algorithm>
#include <numbers>

namespace linchpin::dossier {
namespace {

using chart::Anchor;
using chart::Ink;
using chart::Weight;

constexpr double kCellGap = 8.0, kRowPad = 3.2;

void colour(cairo_t* cr, render::Rgba8 c) { cairo_set_source_rgba(cr, c.r / 255.0, c.g / 255.0, c.b / 255.0, c.a / 255.0); }

void rounded(cairo_t* cr, const chart::Box& box, double radius) {
    const double r = std::min({radius, box.w / 2.0, box.h / 2.0}), pi = std::numbers::pi;
    if (r < 0.1) return cairo_rectangle(cr, box.x, box.y, box.w, box.h);
    cairo_new_sub_path(cr);
    cairo_arc(cr, box.right() - r, box.y + r, r, -pi / 2, 0);
    cairo_arc(cr, box.right() - r, box.bottom() - r, r, 0, pi / 2);
    cairo_arc(cr, box.x + r, box.bottom() - r, r, pi / 2, pi);
    cairo_arc(cr, box.x + r, box.y + r, r, pi, 3 * pi / 2);
    cairo_close_path(cr);
}

void path(cairo_t* cr, const std::vector<chart::Point>& points) {
    for (std::size_t i = 0; i < points.size(); ++i) (i == 0 ? cairo_move_to : cairo_line_to)(cr, points[i].x, points[i].y);
}

void draw_mark(cairo_t* cr, const PdfType& type, const chart::Mark& m) {
    using chart::MarkKind;
    colour(cr, chart::colour_of(m.paint, chart::paper_palette()));
    cairo_set_line_width(cr, m.stroke_px);
    switch (m.kind) {
        case MarkKind::Line:
            path(cr, m.points);
            cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
            return cairo_stroke(cr);
        case MarkKind::Rect:
            rounded(cr, m.box, m.radius_px);
            return cairo_fill(cr);
        case MarkKind::Hatch:
            cairo_save(cr);
            cairo_rectangle(cr, m.box.x, m.box.y, m.box.w, m.box.h);
            cairo_clip(cr);
            for (float x = m.box.x - m.box.h; x < m.box.right(); x += 5.0f) {
                cairo_move_to(cr, x, m.box.bottom());
                cairo_line_to(cr, x + m.box.h, m.box.y);
            }
            cairo_stroke(cr);
            return cairo_restore(cr);
        case MarkKind::Disc:
        case MarkKind::Ring:
            cairo_new_sub_path(cr);
            cairo_arc(cr, m.points[0].x, m.points[0].y, m.radius_px, 0, 2 * std::numbers::pi);
            return m.kind == MarkKind::Disc ? cairo_fill(cr) : cairo_stroke(cr);
        case MarkKind::Band: {
            const auto half = static_cast<std::ptrdiff_t>(m.points.size() / 2);
            std::vector<chart::Point> round(m.points.begin(), m.points.begin() + half);
            round.insert(round.end(), m.points.rbegin(), m.points.rbegin() + half);
            path(cr, round);
            return cairo_fill(cr);
        }
        case MarkKind::Triangle:
            path(cr, m.points);
            return cairo_fill(cr);
        case MarkKind::Text: type.show(cr, m.text, m.box.x, m.box.y + chart::kAscent * m.size_px, m.size_px, m.weight); return;
    }
}

}  // namespace

PdfPages::PdfPages(cairo_t* page, const PdfType& type, std::string foot, int pages_in_all) : cr_{page}, type_{type}, foot_{std::move(foot)}, pages_in_all_{pages_in_all} {}

void PdfPages::ink(Ink which) const { colour(cr_, chart::colour_of(chart::role(which), chart::paper_palette())); }

void PdfPages::foot() {
    ink(Ink::Dim);
    const double y = kPageHeight - 28.0;
    type_.show(cr_, foot_, kMarginX, y, 7.5f, Weight::Regular);
    const std::string number = pages_in_all_ > 0 ? fmt::format("{} of {}", page_, pages_in_all_) : std::to_string(page_);
    type_.show(cr_, number, kPageWidth - kMarginX - type_.width(number, 7.5f, Weight::Regular), y, 7.5f, Weight::Regular);
}

void PdfPages::next_page() {
    foot();
    cairo_show_page(cr_);
    ++page_;
    y_ = kMarginTop;
}

void PdfPages::finish() {
    foot();
    cairo_show_page(cr_);
}

void PdfPages::need(double points) {
    if (y_ + points > kPageHeight - kMarginBottom && y_ > kMarginTop + 1.0) next_page();
}

void PdfPages::paragraph(std::string_view text, const TextLook& look, double width, double x) {
    const double line = look.size * look.leading;
    for (const std::string& each : type_.wrapped(text, static_cast<float>(width), look.size, look.weight)) {
        need(line);
        ink(look.ink);
        type_.show(cr_, each, x, y_ + look.size * 0.97 + (line - look.size * 1.21) / 2, look.size, look.weight);
        y_ += line;
    }
}

void PdfPages::rule(Ink which, double thickness) {
    ink(which);
    cairo_set_line_width(cr_, thickness);
    cairo_move_to(cr_, kMarginX, y_);
    cairo_line_to(cr_, kPageWidth - kMarginX, y_);
    cairo_stroke(cr_);
}

void PdfPages::heading(std::string_view text) {
    gap(y_ > kMarginTop + 1.0 ? 22.0 : 0.0);
    need(120.0);  // never a heading at the foot of a page
    if (pages_in_all_ > 0) {
        cairo_surface_t* const surface = cairo_get_target(cr_);
        const std::string place = fmt::format("page={} pos=[{:.1f} {:.1f}]", page_, kMarginX, y_);
        cairo_pdf_surface_add_outline(surface, CAIRO_PDF_OUTLINE_ROOT, std::string{text}.c_str(), place.c_str(), CAIRO_PDF_OUTLINE_FLAG_OPEN);
    }
    rule(Ink::Text, 1.2);
    gap(8.0);
    paragraph(text, {.size = 15.0f, .weight = Weight::Strong, .leading = 1.2f});
    gap(4.0);
}

double PdfPages::column_width(std::size_t column) const {
    double sum = 0.0;
    for (const TableColumn& each : columns_) sum += each.part;
    return kColumn * columns_[column].part / sum;
}

void PdfPages::begin_table(std::vector<TableColumn> columns, float size) {
    columns_ = std::move(columns);
    table_size_ = size;
    need(60.0);
    table_head();
}

void PdfPages::table_head() {
    double x = kMarginX;
    ink(Ink::Dim);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        type_.show(cr_, columns_[i].title, x, y_ + table_size_ * 1.1, table_size_, Weight::Regular);
        x += column_width(i);
    }
    y_ += table_size_ * 1.35 + 3.0;
    rule(Ink::Text, 0.6);
}

void PdfPages::table_row(const std::vector<TableCell>& cells) {
    const double line = table_size_ * 1.3;
    std::vector<std::vector<std::string>> first(cells.size()), second(cells.size());
    double height = line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const auto most = static_cast<float>(column_width(i) - kCellGap);
        if (!cells[i].text.empty()) first[i] = type_.wrapped(cells[i].text, most, table_size_, cells[i].strong ? Weight::Strong : Weight::Regular);
        if (!cells[i].second.empty()) second[i] = type_.wrapped(cells[i].second, most, table_size_, Weight::Regular);
        height = std::max(height, line * static_cast<double>(first[i].size() + second[i].size()));
        if (cells[i].draw) height = std::max(height, 15.0);
    }
    height += 2 * kRowPad;
    if (y_ + height > kPageHeight - kMarginBottom) {
        next_page();
        table_head();
    }
    double x = kMarginX;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        double y = y_ + kRowPad;
        if (cells[i].draw) cells[i].draw(cr_, x, y);
        ink(cells[i].dim ? Ink::Dim : Ink::Text);
        for (const std::string& each : first[i]) {
            type_.show(cr_, each, x, y + table_size_ * 1.0, table_size_, cells[i].strong ? Weight::Strong : Weight::Regular);
            y += line;
        }
        ink(Ink::Dim);
        for (const std::string& each : second[i]) {
            type_.show(cr_, each, x, y + table_size_ * 1.0, table_size_, Weight::Regular);
            y += line;
        }
        x += column_width(i);
    }
    y_ += height;
    rule(Ink::Line, 0.5);
}

void PdfPages::table_group(std::string_view text) {
    const double height = table_size_ * 1.3 + 9.0;
    if (y_ + height + 24.0 > kPageHeight - kMarginBottom) {
        next_page();
        table_head();
    }
    ink(Ink::Text);
    type_.show(cr_, text, kMarginX, y_ + 6.0 + table_size_, table_size_, Weight::Strong);
    y_ += height;
    rule(Ink::Line, 0.5);
}

void PdfPages::drawing(const chart::Drawing& drawing, double x, double top, double scale) {
    cairo_save(cr_);
    cairo_translate(cr_, x, top);
    cairo_scale(cr_, scale, scale);
    for (const chart::Mark& mark : drawing.marks) draw_mark(cr_, type_, mark);
    cairo_restore(cr_);
}

}  // namespace linchpin::dossier
