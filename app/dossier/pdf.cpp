#include "app/dossier/pdf.h"

#include <cairo-pdf.h>
#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include "app/cli/metric_table.h"
#include "app/dossier/pdf_file.h"
#include "app/dossier/pdf_page.h"
#include "app/state/atomic_file.h"
#include "data/report/figure_build.h"

namespace linchpin::dossier {
namespace {

using chart::Ink;
using chart::Weight;
using report::FigureState;

constexpr TextLook kBody{.size = 9.0f}, kNote{.size = 7.5f, .ink = Ink::Dim, .leading = 1.3f}, kStrong{.size = 9.0f, .weight = Weight::Strong};
constexpr double kScale = 0.7;     ///< of charts: 12 px letters become 8.4 points
constexpr double kGutter = 22.0;

class Layout {
public:
    Layout(PdfPages& pages, const Document& document) : p_{pages}, d_{document} {}

    void all() {
        first_page();
        for (const Section& section : d_.sections) part(section);
        missing();
        every();
        definitions();
        sources();
        p_.finish();
    }

private:
    void first_page() {
        p_.paragraph(d_.kind + " \u00b7 " + d_.date, {.size = 9.0f, .ink = Ink::Dim});
        p_.gap(2);
        p_.paragraph(d_.title, {.size = 32.0f, .weight = Weight::Strong, .leading = 1.12f});
        p_.gap(6);
        if (!d_.headline.empty()) p_.paragraph(d_.headline, {.size = 12.5f, .leading = 1.4f});
        if (!d_.members.empty()) p_.gap(4), p_.paragraph(d_.members, kNote);
        scenario();
        p_.gap(10);
        map();
        for (const std::string& line : d_.basis) p_.paragraph(line, kNote);
        p_.paragraph("Every number stands with its year, what part of the inputs is known, and the number of its source; what has no number is listed as missing, never as zero." + std::string{d_.members.empty() ? " Rank 1 is the most exposed of all countries." : " Members: how many of them have such a number."}, kNote);
    }

    void scenario() {
        if (d_.scenario.empty()) return;
        p_.gap(10);
        p_.need(60);
        const double top = p_.y();
        constexpr double kInset = 12.0;
        p_.paragraph("What if, not what is: " + d_.scenario, kStrong, kColumn - kInset, kMarginX + kInset);
        for (const std::string& event : d_.events) p_.paragraph("\u2022 " + event, kBody, kColumn - kInset, kMarginX + kInset);
        p_.paragraph("Numbers stand as before \u2192 after where the scenario changes them.", kNote, kColumn - kInset, kMarginX + kInset);
        p_.ink(Ink::Warning);
        cairo_rectangle(p_.cairo(), kMarginX, top, 3.0, p_.y() - top);
        cairo_fill(p_.cairo());
    }

    void map() {
        if (d_.map.width_px <= 0) {
            if (!d_.map_missing.empty()) p_.paragraph(d_.map_missing, kNote);
            return p_.gap(4);
        }
        double scale = kColumn / d_.map.width_px;
        const double room = kPageHeight - kMarginBottom - p_.y() - 62.0;
        if (scale * d_.map.height_px > room) scale = std::min(scale, std::max(room, 200.0) / d_.map.height_px);
        p_.need(scale * d_.map.height_px);
        cairo_surface_t* const image = cairo_image_surface_create(CAIRO_FORMAT_RGB24, d_.map.width_px, d_.map.height_px);
        // The file keeps the JPEG as it is; the surface only says how large it is.
        cairo_surface_set_mime_data(image, CAIRO_MIME_TYPE_JPEG, d_.map.jpeg.data(), d_.map.jpeg.size(), nullptr, nullptr);
        cairo_save(p_.cairo());
        cairo_translate(p_.cairo(), kMarginX, p_.y());
        cairo_scale(p_.cairo(), scale, scale);
        cairo_set_source_surface(p_.cairo(), image, 0, 0);
        cairo_paint(p_.cairo());
        cairo_restore(p_.cairo());
        cairo_surface_destroy(image);
        p_.gap(scale * d_.map.height_px + 5);
        p_.paragraph(d_.map.caption, kNote);
        p_.gap(6);
    }

    void part(const Section& section) {
        p_.heading(section.name);
        if (section.entries.empty()) p_.paragraph("No figures.", kNote);
        else {
            p_.begin_table({{"Measure", 2.95}, {"Value", 1.5}, {"Interval", 1.35}, {d_.members.empty() ? "Rank" : "Members", 1.05}, {"Over the years", 1.3}, {"Year", 1.15}, {"Known", 0.7}, {"Source", 0.6}}, 7.5f);
            std::string group;
            for (const Entry& entry : section.entries) {
                if (entry.group != group && !entry.group.empty()) p_.table_group(entry.group);
                group = entry.group;
                row(entry);
            }
        }
        charts(section);
        for (const Missing& gap : section.missing) p_.gap(3), p_.paragraph(gap.what + ": " + gap.why, kNote);
    }

    void row(const Entry& entry) {
        TableCell spark;
        if (entry.years) {
            chart::Drawing drawing = chart::sparkline(*entry.years, entry.figure.unit, entry.figure.year, 92.0f, 22.0f, p_.type());
            if (!drawing.empty()) spark.draw = [this, drawing = std::move(drawing)](cairo_t*, double x, double y) { p_.drawing(drawing, x, y - 1.0, 0.65); };
        }
        const bool value = entry.figure.state == FigureState::Value;
        p_.table_row({{entry.name + "  " + entry.figure.metric, entry.figure.note, false, false}, {value_text(entry), partner_text(entry), value, !value}, {interval_text(entry), {}, false, false}, {entry.rank, {}, false, true}, spark,
                      {when_text(entry), {}, false, false}, {known_text(entry), {}, false, false}, {entry.source > 0 ? std::to_string(entry.source) : std::string{}, {}, false, true}});
    }

    /// Two beside one another, a wide one alone.
    void charts(const Section& section) {
        const double half = (kColumn - kGutter) / 2;
        std::vector<const Chart*> pair;
        const auto flush = [&] {
            if (!pair.empty()) row_of(pair, half);
            pair.clear();
        };
        for (const Chart& each : section.charts) {
            if (each.wide) {
                flush();
                row_of({&each}, kColumn);
                continue;
            }
            pair.push_back(&each);
            if (pair.size() == 2) flush();
        }
        flush();
    }

    void row_of(const std::vector<const Chart*>& row, double width) {
        std::vector<chart::Drawing> drawings;
        double height = 0.0, notes = 0.0, titles = 0.0;
        for (const Chart* const each : row) {
            drawings.push_back(lay_out(*each, static_cast<float>(width / kScale), p_.type()));
            height = std::max(height, drawings.back().height_px * kScale);
            titles = std::max(titles, lines(title_of(*each), kStrong, width) * kStrong.size * kStrong.leading);
            double own = 0.0;
            for (const std::string& note : notes_of(*each)) own += lines(note, kNote, width) * kNote.size * kNote.leading;
            notes = std::max(notes, own);
        }
        p_.gap(12);
        p_.need(titles + height + notes + 12);
        const double top = p_.y();
        double bottom = top;
        for (std::size_t i = 0; i < row.size(); ++i) {
            const double x = kMarginX + static_cast<double>(i) * (width + kGutter);
            p_.set_y(top);
            p_.paragraph(title_of(*row[i]), kStrong, width, x);
            p_.drawing(drawings[i], x, top + titles + 4, kScale);
            p_.set_y(top + titles + 4 + drawings[i].height_px * kScale + 4);
            for (const std::string& note : notes_of(*row[i])) p_.paragraph(note, kNote, width, x);
            bottom = std::max(bottom, p_.y());
        }
        p_.set_y(bottom + 2);
    }

    [[nodiscard]] double lines(const std::string& text, const TextLook& look, double width) const {
        return static_cast<double>(p_.type().wrapped(text, static_cast<float>(width), look.size, look.weight).size());
    }

    void missing() {
        p_.heading("What is missing");
        p_.paragraph("Figures without a value. Missing is never zero.", kBody);
        p_.gap(4);
        p_.begin_table({{"Figures", 3.0}, {"Why", 3.0}}, 7.5f);
        for (const Missing& each : d_.missing) p_.table_row({{each.what, {}, false, false}, {each.why, {}, false, true}});
    }

    void every() {
        p_.heading("Every figure");
        p_.paragraph("The same as: " + d_.command, kNote);
        p_.gap(4);
        p_.begin_table({{"Metric", 0.75}, {"Figure", 2.6}, {"Value", 1.5}, {"Interval", 1.35}, {"Year", 1.2}, {"Known", 0.7}, {"Note", 3.0}, {"Source", 0.6}}, 6.5f);
        std::string metric, group;
        for (const Entry& entry : d_.every) {
            if (!entry.group.empty() && (entry.group != group || entry.figure.metric != metric)) p_.table_group(entry.figure.metric + ": " + entry.group);
            group = entry.group;
            metric = entry.figure.metric;
            const bool value = entry.figure.state == FigureState::Value;
            p_.table_row({{entry.figure.metric, {}, false, true}, {entry.name, {}, false, false}, {value_text(entry), partner_text(entry), value, !value}, {interval_text(entry), {}, false, false}, {when_text(entry), {}, false, false},
                          {known_text(entry), {}, false, false}, {entry.figure.note, {}, false, true}, {entry.source > 0 ? std::to_string(entry.source) : std::string{}, {}, false, true}});
        }
    }

    void definitions() {
        p_.heading("Definitions");
        for (const Definition& each : d_.definitions) {
            p_.need(32);
            p_.paragraph(each.metric + "  " + each.name, {.size = 8.0f, .weight = Weight::Strong});
            p_.paragraph(each.text + " Source of the definition: " + each.source + ".", kNote);
            p_.gap(5);
        }
    }

    void sources() {
        p_.heading("Sources and licences");
        for (std::size_t i = 0; i < d_.sources.size(); ++i) {
            p_.paragraph(fmt::format("{}  {}", i + 1, d_.sources[i]), {.size = 8.0f});
            p_.gap(2);
        }
        p_.gap(8);
        for (const std::string& line : d_.licences) p_.paragraph(line, kNote);
        p_.gap(8);
        p_.paragraph("Made by " + d_.program + " from data of " + d_.date + ".", kNote);
    }

    PdfPages& p_;
    const Document& d_;
};

}  // namespace

Status write_pdf(const std::filesystem::path& file, const Document& document) {
    const Result<std::unique_ptr<PdfType>> type = PdfType::create();
    if (!type) return type.error();
    const PdfHead head{document.title + ": " + document.kind + (document.scenario.empty() ? "" : " (" + document.scenario + ")"), {}, document.program, document.date};
    return write_pdf_file(file, head, [&](cairo_t* cr, int pages_in_all) {
        PdfPages layout{cr, **type, document.title + " \u00b7 " + document.kind + " \u00b7 data of " + document.date, pages_in_all};
        Layout{layout, document}.all();
        return layout.page();
    });
}

}  // namespace linchpin::dossier
