#pragma once
// Pages one after another: a column of text, tables and charts that go on where a page ends.
#include <cairo.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "app/chart/export.h"
#include "app/dossier/pdf_type.h"

namespace linchpin::dossier {

inline constexpr double kPageWidth = 595.276, kPageHeight = 841.89;  ///< A4, points
inline constexpr double kMarginX = 46.0, kMarginTop = 46.0, kMarginBottom = 54.0;
inline constexpr double kColumn = kPageWidth - 2 * kMarginX;

struct TextLook {
    float size = 9.0f;                              ///< points
    chart::Weight weight = chart::Weight::Regular;
    chart::Ink ink = chart::Ink::Text;
    float leading = 1.35f;                          ///< line height in units of the size
};

/// A table's column: its part of the width and where its text stands.
struct TableColumn {
    std::string title;
    double part = 1.0;
    chart::Anchor anchor = chart::Anchor::Start;
};
struct TableCell {
    std::string text, second;                       ///< `second` smaller and dim, below
    bool strong = false, dim = false;
    std::function<void(cairo_t*, double x, double y)> draw{};  ///< a picture at the cell's top left instead of a text
};

class PdfPages {
public:
    /// @param page_number_of  pages in all, for the foot; 0 while they are being counted
    PdfPages(cairo_t* page, const PdfType& type, std::string foot, int pages_in_all);

    [[nodiscard]] int page() const noexcept { return page_; }
    [[nodiscard]] double y() const noexcept { return y_; }
    void gap(double points) { y_ += points; }
    /// A new page unless so much room is left on this one.
    void need(double points);
    void paragraph(std::string_view text, const TextLook& look, double width = kColumn, double x = kMarginX);
    /// A heading with a rule above; bookmarked.
    void heading(std::string_view text);
    void rule(chart::Ink ink, double thickness);
    void begin_table(std::vector<TableColumn> columns, float size);
    void table_row(const std::vector<TableCell>& cells);
    void table_group(std::string_view text);
    /// A drawing at its place, scaled. @param top  of the drawing
    void drawing(const chart::Drawing& drawing, double x, double top, double scale);
    /// The foot of the last page.
    void finish();
    [[nodiscard]] cairo_t* cairo() const noexcept { return cr_; }
    [[nodiscard]] const PdfType& type() const noexcept { return type_; }
    void ink(chart::Ink ink) const;
    void set_y(double y) noexcept { y_ = y; }

private:
    void foot();
    void next_page();
    void table_head();
    [[nodiscard]] double column_width(std::size_t column) const;

    cairo_t* cr_;
    const PdfType& type_;
    std::string foot_;
    int pages_in_all_, page_ = 1;
    double y_ = kMarginTop;
    std::vector<TableColumn> columns_;
    float table_size_ = 7.5f;
};

}  // namespace linchpin::dossier
