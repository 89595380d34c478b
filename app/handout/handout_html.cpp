#include "app/handout/handout_html.h"

#include <fmt/format.h>

#include "app/dossier/type_face.h"
#include "app/story/markdown.h"
#include "render/target/image_file.h"

namespace linchpin::app {
namespace {

constexpr int kJpegQuality = 88;  // no ring around letters at twice the size of a page
constexpr const char* kStyle = R"(
:root { --ink: #16202e; --quiet: #55617a; --line: #d5dbe5; --ground: #f4f6f9; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.5 Inter, "Segoe UI", system-ui, sans-serif; font-variant-numeric: tabular-nums; }
header, section { max-width: 1080px; margin: 24px auto; padding: 32px; background: #fff; border-radius: 12px; }
h1 { font-size: 34px; line-height: 1.2; margin: 0 0 8px; }
h2 { font-size: 24px; line-height: 1.25; margin: 0 0 14px; }
h2 span { color: var(--quiet); font-weight: 400; margin-right: .4em; }
h3 { font-size: 13px; text-transform: uppercase; letter-spacing: .06em; color: var(--quiet); margin: 22px 0 6px; }
h4 { margin: 12px 0 4px; }
p, ul, ol { margin: 6px 0; }
img { width: 100%; height: auto; display: block; border-radius: 8px; }
figcaption, .basis, .detail, .when { color: var(--quiet); font-size: 13px; }
figure { margin: 0 0 14px; }
.caption { font-weight: 600; font-size: 17px; margin: 10px 0 0; }
.detail { margin: 0; }
.scenario { border-left: 4px solid #d55e00; padding: 6px 12px; background: #fdf3ec; }
table { border-collapse: collapse; width: 100%; }
th { text-align: left; font-weight: 600; color: var(--quiet); font-size: 13px; }
th, td { padding: 5px 10px 5px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td:first-child { white-space: nowrap; font-weight: 600; }
a { color: #0b5c8f; }
.counted { list-style: none; }
blockquote { margin: 6px 0; padding-left: 12px; border-left: 3px solid var(--line); color: var(--quiet); }
@page { size: A4; margin: 14mm; }
@media print {
  body { background: #fff; font-size: 10.5pt; }
  header, section { margin: 0; padding: 0; max-width: none; border-radius: 0; break-after: page; }
  section:last-child { break-after: auto; }
  tr, figure, .caption { break-inside: avoid; }
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
)";

bool openable(std::string_view url) { return url.starts_with("https://") || url.starts_with("http://"); }

std::string lines_of(const std::string& text) {
    std::string html = html_text(text);
    for (std::size_t at = 0; (at = html.find('\n', at)) != std::string::npos; at += 4) html.replace(at, 1, "<br>");
    return html;
}

std::string html_spans(const std::vector<MarkdownSpan>& spans) {
    std::string html;
    for (const MarkdownSpan& s : spans) {
        std::string text = html_text(s.text);
        if (s.code) text = "<code>" + text + "</code>";
        if (s.emphasis) text = "<em>" + text + "</em>";
        if (s.strong) text = "<strong>" + text + "</strong>";
        if (openable(s.url)) text = "<a href=\"" + html_text(s.url) + "\">" + text + "</a>";
        html += text;
    }
    return html;
}

}  // namespace

std::string html_text(std::string_view text) {
    std::string html;
    for (const char c : text) {
        switch (c) {
            case '&': html += "&amp;"; break;
            case '<': html += "&lt;"; break;
            case '>': html += "&gt;"; break;
            case '"': html += "&quot;"; break;
            case '\'': html += "&#39;"; break;
            default: html += c;
        }
    }
    return html;
}

std::string html_markdown(std::string_view markdown) {
    using Kind = MarkdownBlock::Kind;
    std::string html;
    bool in_list = false;
    for (const MarkdownBlock& block : parse_markdown(markdown)) {
        const bool item = block.kind == Kind::Item;
        if (item != in_list) html += item ? "<ul>\n" : "</ul>\n";
        in_list = item;
        const std::string inside = html_spans(block.spans);
        switch (block.kind) {
            case Kind::Item:
                html += fmt::format("<li{}{}>{}{}</li>\n", block.level > 1 ? fmt::format(" style=\"margin-left:{}em\"", 1.5 * (block.level - 1)) : "",
                                    block.marker.empty() ? "" : " class=\"counted\"", block.marker.empty() ? "" : html_text(block.marker) + " ", inside);
                break;
            case Kind::Heading: html += "<h4>" + inside + "</h4>\n"; break;
            case Kind::Quote: html += "<blockquote>" + inside + "</blockquote>\n"; break;
            case Kind::Code: html += "<pre>" + inside + "</pre>\n"; break;
            case Kind::Rule: html += "<hr>\n"; break;
            case Kind::Paragraph: html += "<p>" + inside + "</p>\n"; break;
        }
    }
    if (in_list) html += "</ul>\n";
    return html;
}

HandoutHtml::HandoutHtml(const HandoutCover& cover, bool notes) : notes_{notes} {
    html_ = fmt::format("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">\n"
                        "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n<header>\n<h1>{}</h1>\n",
                        html_text(cover.title), kStyle, html_text(cover.title));
    for (const std::string* line : {&cover.author, &cover.event})
        if (!line->empty()) html_ += "<p>" + html_text(*line) + "</p>\n";
    html_ += fmt::format("<p class=\"basis\">{}. {} pages. Numbers were computed from it by Linchpin; what is a claim of somebody else is shown as that.</p>\n</header>\n",
                         html_text(cover.basis), cover.pages);
}

bool HandoutHtml::add(const HandoutPage& page) {
    const std::vector<std::uint8_t> jpeg = render::jpeg_bytes(page.width_px, page.height_px, page.rgba, kJpegQuality);
    if (jpeg.empty()) return false;
    html_ += fmt::format("<section id=\"{}\">\n<h2><span>{}</span>{}</h2>\n<figure><img width=\"{}\" height=\"{}\" alt=\"{}\" src=\"data:image/jpeg;base64,", html_text(page.id),
                         page.number, html_text(page.title), page.width_px, page.height_px, html_text(page.title));
    html_ += dossier::base64({reinterpret_cast<const char*>(jpeg.data()), jpeg.size()});
    html_ += fmt::format("\"><figcaption>{}{}</figcaption></figure>\n", page.date.empty() ? "" : "Shows " + html_text(page.date) + ". ", html_text(page.credits));
    if (!page.scenario.empty()) html_ += "<p class=\"scenario\">" + html_text(page.scenario) + "</p>\n";
    bool written = false;  // a counter whose number is written and not computed
    for (const HandoutCaption& c : page.captions) {
        written = written || (c.number && !c.computed);
        if (c.number) continue;  // it stands in the table
        html_ += "<p class=\"caption\">" + lines_of(c.text) + "</p>\n";
        if (!c.detail.empty()) html_ += "<p class=\"detail\">" + lines_of(c.detail) + "</p>\n";
    }
    if (!page.numbers.empty() || written) {
        html_ += "<h3>Numbers</h3>\n<table>\n<tr><th>Number</th><th>What it is</th><th>Year</th><th>Source</th></tr>\n";
        for (const HandoutCaption& c : page.captions)
            if (c.number && !c.computed) html_ += fmt::format("<tr><td>{}</td><td>{}</td><td></td><td>see sources</td></tr>\n", html_text(c.text), html_text(c.detail));
        for (const HandoutNumber& n : page.numbers)
            html_ += fmt::format("<tr><td>{}</td><td>{}{}</td><td>{}</td><td>{}</td></tr>\n", html_text(n.shown), html_text(n.what),
                                 n.note.empty() ? "" : "<div class=\"when\">" + html_text(n.note) + "</div>", html_text(n.when.empty() ? page.date : n.when), html_text(n.source));
        html_ += "</table>\n";
    }
    if (!page.sources.empty()) {
        html_ += "<h3>Sources</h3>\n<ul>\n";
        for (const SceneSource& s : page.sources)
            html_ += openable(s.url) ? fmt::format("<li>{} <a href=\"{}\">{}</a></li>\n", html_text(s.text), html_text(s.url), html_text(s.url))
                                     : fmt::format("<li>{}{}</li>\n", html_text(s.text), s.url.empty() ? "" : " " + html_text(s.url));
        html_ += "</ul>\n";
    }
    if (notes_ && !page.notes.empty()) html_ += "<h3>Notes</h3>\n" + html_markdown(page.notes);
    html_ += "</section>\n";
    return true;
}

std::string HandoutHtml::finish() && { return std::move(html_) + "</body>\n</html>\n"; }

}  // namespace linchpin::app
