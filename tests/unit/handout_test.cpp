// Hand-outs: what stands on a page, and that nothing of a story can become markup. app/handout.
#include <catch2/catch_test_macros.hpp>

#include "app/handout/handout_html.h"

namespace {

using namespace linchpin;
using namespace linchpin::app;

HandoutPage page() {
    HandoutPage p;
    p.number = 3;
    p.id = "the-power-chain";
    p.title = "Power & <b>chain</b>";
    p.date = "2026-11-22";
    p.width_px = 4;
    p.height_px = 2;
    p.rgba.assign(4 * 2 * 4, 200);
    p.captions = {{"One line\nand another", "a detail", false, false, false}, {"135", "sites in our table", false, true, false}, {"41.3 %", "computed", false, true, true}};
    p.numbers = {{"41.3 %", "Kenya: Share (China)", "2024", "", "CEPII BACI", false}, {"no data", "Chad: Share", "", "no list", "", true}};
    p.sources = {{"A report", "https://example.org/r?a=1&b=2"}, {"A trap", "javascript:alert(1)"}};
    p.notes = "## Say\nTake **care** with [this](javascript:alert(2)) <script>x</script>\n- one\n- two\n";
    return p;
}

std::string html_of(bool notes) {
    HandoutHtml html{{"A <talk>", "Somebody", "A hall", "Data pack 1, as of 2026-11-22", "2026-11-22", 1}, notes};
    REQUIRE(html.add(page()));
    return std::move(html).finish();
}

bool has(const std::string& text, const char* part) { return text.find(part) != std::string::npos; }

TEST_CASE("handout: a page has picture, captions, numbers with year and source, and sources", "[handout]") {
    const std::string html = html_of(false);
    for (const char* part : {"<title>A &lt;talk&gt;</title>", "<section id=\"the-power-chain\">", "Power &amp; &lt;b&gt;chain&lt;/b&gt;", "data:image/jpeg;base64,/9j/",
                             "One line<br>and another", "<td>41.3 %</td><td>Kenya: Share (China)</td><td>2024</td><td>CEPII BACI</td>", "no list", "<td>135</td><td>sites in our table</td>",
                             "<a href=\"https://example.org/r?a=1&amp;b=2\">"})
        CHECK(has(html, part));
    CHECK(!has(html, "<h3>Notes</h3>"));
    CHECK(!has(html, ">computed<"));  // it stands in the table once, under its own name
    CHECK(!has(html, "href=\"javascript"));
    CHECK(has(html, "A trap javascript:alert(1)"));  // shown, not to be followed
}

TEST_CASE("handout: notes only when asked for, and their markup is Markdown's alone", "[handout]") {
    const std::string html = html_of(true);
    for (const char* part : {"<h3>Notes</h3>", "<h4>Say</h4>", "<strong>care</strong>", "&lt;script&gt;x&lt;/script&gt;", "<li>one</li>", "</ul>"}) CHECK(has(html, part));
    CHECK(!has(html, "<script"));
    CHECK(!has(html, "href=\"javascript"));
}

TEST_CASE("handout: the file asks for nothing from elsewhere", "[handout]") {
    const std::string html = html_of(true);
    for (const char* part : {"<link", "src=\"http", "@import", "url("}) CHECK(!has(html, part));
    CHECK(page_name(page()) == "03-the-power-chain");
}

}  // namespace
