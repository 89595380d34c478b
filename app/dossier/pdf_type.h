#pragma once
// Text on cairo's pages: shaped by HarfBuzz, embedded as a subset, and still found by search and copied as text.
#include <cairo.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/chart/drawing.h"
#include "data/core/result.h"

namespace linchpin::dossier {

class PdfType final : public chart::TextMeter {
public:
    /// Opens Inter, or what stands in for it, and the fonts for other scripts.
    [[nodiscard]] static Result<std::unique_ptr<PdfType>> create();
    ~PdfType() override;
    PdfType(const PdfType&) = delete;
    PdfType& operator=(const PdfType&) = delete;

    [[nodiscard]] float width(std::string_view utf8, float size, chart::Weight weight) const override;
    /// Draws with the present colour, the baseline's start at (x, y). @return  its width
    float show(cairo_t* page, std::string_view utf8, double x, double y, float size, chart::Weight weight) const;
    /// Lines no wider than `most`, broken at spaces; a word that is wider alone is broken inside.
    [[nodiscard]] std::vector<std::string> wrapped(std::string_view utf8, float most, float size, chart::Weight weight) const;

private:
    struct Impl;
    explicit PdfType(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace linchpin::dossier
