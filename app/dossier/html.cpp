#include "app/dossier/html.h"

#include <fmt/format.h>

#include "app/chart/export.h"
#include "app/cli/metric_table.h"
#include "app/dossier/html_style.h"
#include "app/dossier/type_face.h"
#include "data/core/date.h"
#include "data/report/figure_build.h"

namespace linchpin::dossier {
namespace {

using report::FigureState;

constexpr float kHalf = 440.0f, kWide = 920.0f;

std::string escaped(std::string_view text) { return chart::xml_escaped(text); }

/// What `linchpin metrics` says of a figure, for programs that read the page.
std::string data_of(const report::Figure& f, std::string_view prefix = "") {
    std::string text;
    const auto put = [&](std::string_view name, std::string_view value) { text += fmt::format(" data-{}{}=\"{}\"", prefix, name, escaped(value)); };
    if (prefix.empty()) {
        put("metric", f.metric);
        put("item", f.item);
        put("group", f.group);
        put("unit", app::unit_id(f.unit));
        put("year", f.year != 0 ? std::to_string(f.year) : std::string{});
    }
    put("partner", f.partner);
    put("state", app::state_id(f.state));
    put("value", f.value ? fmt::format("{}", *f.value) : std::string{});
    put("low", f.low ? fmt::format("{}", *f.low) : std::string{});
    put("high", f.high ? fmt::format("{}", *f.high) : std::string{});
    put("text", f.text);
    return text;
}

std::string value_cell(const Entry& entry) {
    const bool value = entry.figure.state == FigureState::Value;
    std::string out = fmt::format("<td class=\"value{}\"{}{}>{}", value ? "" : " none", data_of(entry.figure), entry.before ? data_of(*entry.before, "before-") : "", escaped(value_text(entry)));
    if (const std::string partner = partner_text(entry); !partner.empty()) out += "<span class=\"partner\">" + escaped(partner) + "</span>";
    return out + "</td>";
}

std::string source_cell(const Entry& entry) {
    return entry.source == 0 ? "<td></td>" : fmt::format("<td><a href=\"#source-{0}\">{0}</a></td>", entry.source);
}

/// Days stay on one line: a browser would break them at their hyphens.
std::string with_whole_days(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view day = text.substr(at, 10);
        if (day.size() == 10 && day[4] == '-' && Date::parse(day)) {
            out += "<span class=\"day\">" + std::string{day} + "</span>";
            at += 10;
        } else out += chart::xml_escaped(text.substr(at++, 1));
    }
    return out;
}

class Page {
public:
    Page(const Document& document, const chart::TextMeter& meter) : d_{document}, meter_{meter} {}

    std::string body() {
        head();
        for (const Section& section : d_.sections) part(section);
        missing();
        every();
        definitions();
        sources();
        return std::move(out_);
    }

private:
    template <class... Args> void put(fmt::format_string<Args...> format, Args&&... args) { out_ += fmt::format(format, std::forward<Args>(args)...); }

    void head() {
        put("<p class=\"kicker\">{} \u00b7 {}</p>\n<h1>{}</h1>\n", escaped(d_.kind), escaped(d_.date), escaped(d_.title));
        if (!d_.headline.empty()) put("<p class=\"headline\">{}</p>\n", with_whole_days(d_.headline));
        if (!d_.members.empty()) put("<p class=\"members\">{}</p>\n", escaped(d_.members));
        if (!d_.scenario.empty()) {
            put("<div class=\"scenario\"><strong>What if, not what is: {}</strong><ul>", escaped(d_.scenario));
            for (const std::string& event : d_.events) put("<li>{}</li>", escaped(event));
            put("</ul>Numbers stand as before \u2192 after where the scenario changes them.</div>\n");
        }
        put("<nav>");
        for (const Section& section : d_.sections) put("<a href=\"#{}\">{}</a>", section.id, escaped(section.name));
        put("<a href=\"#missing\">What is missing</a><a href=\"#every\">Every figure</a><a href=\"#definitions\">Definitions</a><a href=\"#sources\">Sources</a></nav>\n");
        if (d_.map.width_px > 0) {
            const std::string_view bytes{reinterpret_cast<const char*>(d_.map.jpeg.data()), d_.map.jpeg.size()};
            put("<figure class=\"map\"><img src=\"data:image/jpeg;base64,{}\" width=\"{}\" height=\"{}\" alt=\"{}\"><figcaption>{}</figcaption></figure>\n", base64(bytes), d_.map.width_px, d_.map.height_px,
                escaped(d_.map.caption), escaped(d_.map.caption));
        } else if (!d_.map_missing.empty()) put("<p class=\"note\">{}</p>\n", escaped(d_.map_missing));
        put("<ul class=\"basis\">");
        for (const std::string& line : d_.basis) put("<li>{}</li>", escaped(line));
        put("</ul>\n");
    }

    void part(const Section& section) {
        put("<section id=\"{}\">\n<h2>{}</h2>\n", section.id, escaped(section.name));
        if (section.entries.empty()) put("<p class=\"note\">No figures.</p>\n");
        else {
            put("<div class=\"scroll\"><table><thead><tr><th scope=\"col\">Measure</th><th scope=\"col\">Value</th><th scope=\"col\">Interval</th><th scope=\"col\">{}</th><th scope=\"col\">Over the years</th>"
                "<th scope=\"col\">Year</th><th scope=\"col\">Known</th><th scope=\"col\">Source</th></tr></thead><tbody>\n", rank_title(d_));
            std::string group;
            for (const Entry& entry : section.entries) {
                if (entry.group != group && !entry.group.empty()) put("<tr class=\"group\"><th colspan=\"8\" scope=\"colgroup\">{}</th></tr>\n", escaped(entry.group));
                group = entry.group;
                row(entry);
            }
            put("</tbody></table></div>\n");
        }
        if (!section.charts.empty()) {
            put("<div class=\"charts\">\n");
            for (const Chart& chart : section.charts) figure(chart);
            put("</div>\n");
        }
        for (const Missing& gap : section.missing) put("<p class=\"note\">{}: {}</p>\n", escaped(gap.what), escaped(gap.why));
        put("</section>\n");
    }

    void row(const Entry& entry) {
        const std::string note = entry.figure.note.empty() ? std::string{} : "<span class=\"partner\">" + escaped(entry.figure.note) + "</span>";
        put("<tr><th scope=\"row\">{} <a class=\"small\" href=\"#def-{}\">{}</a>{}</th>{}<td class=\"num\">{}</td><td class=\"num\">{}</td><td class=\"spark\">", escaped(entry.name), entry.figure.metric, entry.figure.metric, note,
            value_cell(entry), escaped(interval_text(entry)), escaped(entry.rank));
        if (entry.years) {
            const chart::Drawing spark = chart::sparkline(*entry.years, entry.figure.unit, entry.figure.year, 110.0f, 24.0f, meter_);
            if (!spark.empty()) out_ += chart::to_svg(spark, chart::paper_palette(), {.standalone = false, .id = fmt::format("s{}", ++charts_)});
        }
        put("</td><td class=\"num\">{}</td><td class=\"num\">{}</td>{}</tr>\n", escaped(when_text(entry)), escaped(known_text(entry)), source_cell(entry));
    }

    void figure(const Chart& chart) {
        put("<figure{}><h3>{}</h3>", chart.wide ? " class=\"wide\"" : "", escaped(title_of(chart)));
        out_ += chart::to_svg(lay_out(chart, chart.wide ? kWide : kHalf, meter_), chart::paper_palette(), {.standalone = false, .id = fmt::format("c{}", ++charts_)});
        put("<figcaption>");
        for (const std::string& note : notes_of(chart)) put("{} ", escaped(note));
        put("</figcaption></figure>\n");
    }

    void missing() {
        put("<section id=\"missing\"><h2>What is missing</h2>\n<p>Figures without a value. Missing is never zero.</p><ul class=\"missing\">\n");
        for (const Missing& each : d_.missing) put("<li>{} <span>{}</span></li>\n", escaped(each.what), escaped(each.why));
        put("</ul></section>\n");
    }

    void every() {
        put("<section id=\"every\"><h2>Every figure</h2>\n<p class=\"note\">The same as <code>{}</code></p>\n<div class=\"scroll\"><table class=\"small\"><thead><tr><th scope=\"col\">Metric</th><th scope=\"col\">Figure</th>"
            "<th scope=\"col\">Value</th><th scope=\"col\">Interval</th><th scope=\"col\">Unit</th><th scope=\"col\">Year</th><th scope=\"col\">Known</th><th scope=\"col\">Note</th><th scope=\"col\">Source</th></tr></thead><tbody>\n",
            escaped(d_.command));
        std::string metric, group;
        for (const Entry& entry : d_.every) {
            if (entry.group != group && !entry.group.empty()) put("<tr class=\"group\"><th colspan=\"9\" scope=\"colgroup\">{}: {}</th></tr>\n", entry.figure.metric, escaped(entry.group));
            group = entry.group;
            put("<tr><td><a href=\"#def-{0}\">{0}</a></td><th scope=\"row\">{1}</th>{2}<td class=\"num\">{3}</td><td>{4}</td><td>{5}</td><td class=\"num\">{6}</td><td>{7}</td>{8}</tr>\n", entry.figure.metric, escaped(entry.name),
                value_cell(entry), escaped(interval_text(entry)), escaped(app::unit_id(entry.figure.unit)), escaped(when_text(entry)), escaped(known_text(entry)), escaped(entry.figure.note), source_cell(entry));
        }
        put("</tbody></table></div></section>\n");
    }

    void definitions() {
        put("<section id=\"definitions\"><h2>Definitions</h2><dl>\n");
        for (const Definition& each : d_.definitions)
            put("<dt id=\"def-{}\">{} {}</dt><dd>{} Source of the definition: {}.</dd>\n", each.metric, each.metric, escaped(each.name), escaped(each.text), escaped(each.source));
        put("</dl></section>\n");
    }

    void sources() {
        put("<section id=\"sources\"><h2>Sources and licences</h2><ol class=\"sources\">\n");
        for (std::size_t i = 0; i < d_.sources.size(); ++i) put("<li id=\"source-{}\">{}</li>\n", i + 1, escaped(d_.sources[i]));
        put("</ol>\n<ul class=\"basis\">");
        for (const std::string& line : d_.licences) put("<li>{}</li>", escaped(line));
        put("</ul>\n<p class=\"note\">Made by {} from data of {}. Nothing in this file is loaded from elsewhere.</p></section>\n", escaped(d_.program), escaped(d_.date));
    }

    const Document& d_;
    const chart::TextMeter& meter_;
    std::string out_;
    int charts_ = 0;
};

/// Inter's letters of this page, both weights. Without Inter the reader's own sans serif stands in.
std::string fonts_for(std::string_view text) {
    const render::FontFiles files = render::find_font_files(render::font_folders());
    if (files.empty() || !files.warning.empty()) return {};
    const std::set<char32_t> used = code_points_of(text);
    std::string css;
    for (const auto& [weight, number] : {std::pair{render::FontWeight::Regular, 400}, {render::FontWeight::SemiBold, 600}}) {
        const std::string bytes = font_subset(files.upright[static_cast<std::size_t>(weight)], used);
        if (!bytes.empty()) css += fmt::format("@font-face{{font-family:Inter;font-weight:{};src:url(data:font/otf;base64,{}) format(\"opentype\")}}\n", number, base64(bytes));
    }
    return css;
}

}  // namespace

Result<std::string> to_html(const Document& document) {
    const auto engine = render::TextEngine::create();
    if (!engine) return engine.error();
    const PaperMeter meter{*engine};
    const std::string body = Page{document, meter}.body();
    const std::string title = document.title + (document.scenario.empty() ? "" : " (" + document.scenario + ")");
    std::string out = fmt::format(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<meta name=\"generator\" content=\"{}\">\n<title>{}: {}</title>\n<style>\n",
        escaped(document.program), escaped(title), escaped(document.kind));
    // The letters of the text only: a picture's base64 would not add any, but looking through it takes time.
    std::string letters = body;
    for (std::size_t at = letters.find("base64,"); at != std::string::npos; at = letters.find("base64,", at + 7)) letters.erase(at + 7, letters.find('"', at) - at - 7);
    out += fonts_for(letters);
    out += kStyle;
    out += "</style>\n</head>\n<body>\n<main>\n";
    out += body;
    out += "</main>\n</body>\n</html>\n";
    return out;
}

}  // namespace linchpin::dossier
