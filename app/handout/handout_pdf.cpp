#include "app/handout/handout_pdf.h"

#include <cairo-pdf.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include "app/dossier/pdf_file.h"
#include "app/dossier/pdf_page.h"
#include "app/state/atomic_file.h"
#include "app/story/markdown.h"
#include "render/target/image_file.h"

namespace linchpin::app {

using chart::Ink;
using chart::Weight;
using dossier::kColumn;
using dossier::kMarginX;
using dossier::kPageHeight;
using dossier::PdfPages;
using dossier::TextLook;

namespace {

constexpr int kJpegQuality = 88;
/// Of pictures, points: the largest at which a scene fits on its page, else the first.
constexpr std::array<double, 5> kPictureHeights{283.0, 255.0, 225.0, 195.0, 165.0};
constexpr TextLook kBody{.size = 8.5f, .leading = 1.36f}, kDim{.size = 7.5f, .ink = Ink::Dim, .leading = 1.3f}, kStrong{.size = 10.5f, .weight = Weight::Strong, .leading = 1.3f};
constexpr TextLook kPart{.size = 8.0f, .weight = Weight::Strong, .ink = Ink::Dim, .leading = 1.3f};

std::string words_of(const std::vector<MarkdownSpan>& spans) {
    std::string words;
    for (const MarkdownSpan& span : spans) words += span.text + (span.url.empty() || span.url == span.text ? "" : " (" + span.url + ")");
    return words;
}

}  // namespace

/// Lays the sheets out on pages.
class HandoutLayout {
public:
    HandoutLayout(PdfPages& pages, const HandoutPdf& pdf) : p_{pages}, pdf_{pdf} {}

    void all() {
        cover();
        for (const HandoutPdf::Sheet& sheet : pdf_.sheets_) {
            p_.need(kPageHeight);  // a page of its own
            scene(sheet, fitting(sheet));
        }
        p_.finish();
    }

private:
    /// Tried out on pages that go nowhere.
    [[nodiscard]] double fitting(const HandoutPdf::Sheet& sheet) const {
        for (const double height : kPictureHeights) {
            cairo_surface_t* const nowhere = cairo_recording_surface_create(CAIRO_CONTENT_COLOR, nullptr);
            cairo_t* const cr = cairo_create(nowhere);
            PdfPages pages{cr, p_.type(), {}, 0};
            HandoutLayout{pages, pdf_}.scene(sheet, height);
            const bool fits = pages.page() == 1;
            cairo_destroy(cr);
            cairo_surface_destroy(nowhere);
            if (fits) return height;
        }
        return kPictureHeights.front();
    }

    void cover() {
        const HandoutCover& c = pdf_.cover_;
        p_.gap(180);
        p_.paragraph(c.title, {.size = 32.0f, .weight = Weight::Strong, .leading = 1.15f});
        p_.gap(12);
        if (!c.author.empty()) p_.paragraph(c.author, {.size = 13.0f, .leading = 1.4f});
        if (!c.event.empty()) p_.paragraph(c.event, {.size = 13.0f, .leading = 1.4f});
        p_.gap(24);
        for (const HandoutPdf::Sheet& sheet : pdf_.sheets_) p_.paragraph(fmt::format("{}  {}", sheet.page.number, sheet.page.title), {.size = 10.0f, .leading = 1.5f});
        p_.gap(24);
        p_.paragraph(c.basis + ". Numbers were computed from it by Linchpin; what is a claim of somebody else is shown as that.", kDim);
    }

    void scene(const HandoutPdf::Sheet& sheet, double picture_height) {
        const HandoutPage& page = sheet.page;
        p_.heading(fmt::format("{}  {}", page.number, page.title));
        picture(sheet, picture_height);
        p_.paragraph((page.date.empty() ? std::string{} : "Shows " + page.date + ". ") + page.credits, kDim);
        if (!page.scenario.empty()) {
            p_.gap(6);
            p_.paragraph("What if, not what is: " + page.scenario, kStrong);
        }
        captions(page);
        numbers(page);
        sources(page);
        if (pdf_.notes_ && !page.notes.empty()) notes(page.notes);
    }

    void picture(const HandoutPdf::Sheet& sheet, double most) {
        const HandoutPage& page = sheet.page;
        const double scale = std::min(kColumn / page.width_px, most / page.height_px);
        cairo_surface_t* const image = cairo_image_surface_create(CAIRO_FORMAT_RGB24, page.width_px, page.height_px);
        // The file keeps the JPEG as it is; the surface only says how large it is.
        cairo_surface_set_mime_data(image, CAIRO_MIME_TYPE_JPEG, sheet.jpeg.data(), sheet.jpeg.size(), nullptr, nullptr);
        cairo_save(p_.cairo());
        cairo_translate(p_.cairo(), kMarginX, p_.y());
        cairo_scale(p_.cairo(), scale, scale);
        cairo_set_source_surface(p_.cairo(), image, 0, 0);
        cairo_paint(p_.cairo());
        cairo_restore(p_.cairo());
        cairo_surface_destroy(image);
        p_.gap(scale * page.height_px + 5.0);
    }

    void captions(const HandoutPage& page) {
        for (const HandoutCaption& caption : page.captions) {
            if (caption.number) continue;  // they stand in the table
            p_.gap(5);
            p_.paragraph(caption.text, kStrong);
            if (!caption.detail.empty()) p_.paragraph(caption.detail, kDim);
        }
    }

    void numbers(const HandoutPage& page) {
        bool any = false;
        const auto begin = [&] {
            if (!any) p_.gap(9), p_.begin_table({{"Number", 1.1}, {"What it is", 4.2}, {"Year", 0.9}, {"Source", 2.6}}, 7.0f);
            any = true;
        };
        // What a counter says in words and with a number that is written, not computed.
        for (const HandoutCaption& caption : page.captions)
            if (caption.number && !caption.computed) begin(), p_.table_row({{caption.text, {}, true, false}, {caption.detail, {}, false, false}, {}, {"see sources", {}, false, true}});
        for (const HandoutNumber& n : page.numbers)
            begin(), p_.table_row({{n.shown, {}, true, n.missing}, {n.what, n.note, false, false}, {n.when.empty() ? page.date : n.when, {}, false, true}, {n.source, {}, false, true}});
    }

    void sources(const HandoutPage& page) {
        if (page.sources.empty()) return;
        p_.gap(9);
        p_.need(24);
        p_.paragraph("SOURCES", kPart);
        for (const SceneSource& source : page.sources) p_.paragraph("\u2022 " + source.text + (source.url.empty() ? "" : " " + source.url), kDim);
    }

    void notes(const std::string& markdown) {
        using Kind = MarkdownBlock::Kind;
        p_.gap(9);
        p_.need(30);
        p_.paragraph("NOTES", kPart);
        for (const MarkdownBlock& block : parse_markdown(markdown)) {
            const std::string words = words_of(block.spans);
            switch (block.kind) {
                case Kind::Heading:
                    p_.gap(4);
                    p_.need(26);
                    p_.paragraph(words, {.size = 9.0f, .weight = Weight::Strong, .leading = 1.35f});
                    break;
                case Kind::Item: {
                    const double inset = 10.0 * block.level;
                    p_.paragraph((block.marker.empty() ? std::string{"\u2022"} : block.marker) + " " + words, kBody, kColumn - inset, kMarginX + inset);
                    break;
                }
                case Kind::Rule:
                    p_.gap(4);
                    p_.rule(Ink::Line, 0.5);
                    p_.gap(4);
                    break;
                case Kind::Quote: p_.paragraph(words, {.size = 9.0f, .ink = Ink::Dim, .leading = 1.38f}, kColumn - 12.0, kMarginX + 12.0); break;
                case Kind::Code:
                case Kind::Paragraph: p_.paragraph(words, kBody); break;
            }
        }
    }

    PdfPages& p_;
    const HandoutPdf& pdf_;
};

bool HandoutPdf::add(HandoutPage page) {
    Sheet sheet;
    sheet.jpeg = render::jpeg_bytes(page.width_px, page.height_px, page.rgba, kJpegQuality);
    page.rgba = {};
    sheet.page = std::move(page);
    sheets_.push_back(std::move(sheet));
    return !sheets_.back().jpeg.empty();
}

Status HandoutPdf::write(const std::filesystem::path& file) const {
    const Result<std::unique_ptr<dossier::PdfType>> type = dossier::PdfType::create();
    if (!type) return type.error();
    const dossier::PdfHead head{cover_.title, cover_.author, "Linchpin", sheets_.empty() ? std::string{} : cover_.date};
    return dossier::write_pdf_file(file, head, [&](cairo_t* cr, int pages_in_all) {
        PdfPages layout{cr, **type, cover_.title, pages_in_all};
        HandoutLayout{layout, *this}.all();
        return layout.page();
    });
}

}  // namespace linchpin::app
