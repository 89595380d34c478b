// Dossiers of awkward content: every script, every kind of missing number, nothing at all, a place that cannot be written.
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <limits>

#include "app/dossier/html.h"
#include "app/dossier/pdf.h"
#include "app/dossier/type_face.h"
#include "app/dossier/xlsx.h"
#include "render/overlay/font_files.h"

using namespace linchpin;
using namespace linchpin::dossier;
namespace fs = std::filesystem;

namespace {

/// A folder that goes with the test.
class Folder {
public:
    Folder() : path_{fs::temp_directory_path() / ("linchpin-dossier-test-" + std::to_string(getpid()))} { fs::create_directories(path_); }
    ~Folder() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    [[nodiscard]] fs::path operator/(const char* name) const { return path_ / name; }
    [[nodiscard]] std::size_t files() const { return static_cast<std::size_t>(std::distance(fs::directory_iterator{path_}, fs::directory_iterator{})); }

private:
    fs::path path_;
};

std::string bytes_of(const fs::path& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

Document awkward() {
    Document document;
    document.title = "C\u00f4te d'Ivoire \u2014 \u10e5\u10d0\u10e0\u10d7\u10e3\u10da\u10d8 \u4e2d\u56fd \u0627\u0644\u0639\u0631\u0628\u064a\u0629";
    document.kind = "Country <dossier> & \"more\"";
    document.date = "2026-11-22";
    document.program = "Linchpin";
    document.headline = std::string(900, 'x') + " one word wider than the page, of 2026-11-22";
    document.sources = {"Source"};
    Section section{"power", "Power equipment", {}, {}, {{"what", "why"}}};
    for (int i = 0; i < 60; ++i) {
        report::Figure figure;
        figure.metric = "M01";
        figure.item = "item";
        figure.name = "A name that is long enough to be wrapped over several lines of its column";
        figure.state = i % 3 == 0 ? report::FigureState::NoData : report::FigureState::Value;
        if (i % 3 != 0) figure.value = i / 60.0;
        figure.low = 0.1;
        figure.high = std::numeric_limits<double>::infinity();
        figure.note = "a <note> & \"quotes\"";
        figure.source = "Source";
        section.entries.push_back({figure, {}, figure.name, "Group", "1 of 2", 1, {}});
    }
    document.every = section.entries;
    document.sections.push_back(std::move(section));
    document.missing.push_back({"", ""});
    document.definitions.push_back({"M01", "name", "text", "source"});
    document.map = {4, 4, {1, 2, 3}, "a picture that is none"};
    return document;
}

}  // namespace

TEST_CASE("a dossier of awkward content, and an empty one, become whole files, twice the same") {
    const Folder folder;
    for (const Document& document : {awkward(), Document{}}) {
        for (const char* const again : {"a", "b"}) {
            REQUIRE(write_pdf(folder / (std::string{again} + ".pdf").c_str(), document));
            REQUIRE(write_xlsx(folder / (std::string{again} + ".xlsx").c_str(), document));
        }
        const std::string pdf = bytes_of(folder / "a.pdf"), xlsx = bytes_of(folder / "a.xlsx");
        CHECK(pdf.starts_with("%PDF-"));
        CHECK(pdf.find("%%EOF") != std::string::npos);
        CHECK(xlsx.starts_with("PK"));
        CHECK(pdf == bytes_of(folder / "b.pdf"));
        CHECK(xlsx == bytes_of(folder / "b.xlsx"));
        const Result<std::string> html = to_html(document);
        REQUIRE(html);
        CHECK(*html == *to_html(document));
        CHECK(html->ends_with("</html>\n"));
    }
    CHECK(folder.files() == 4);  // nothing half-written beside them
}

TEST_CASE("a page's texts are escaped, days stay whole, a missing number has no value") {
    const std::string html = *to_html(awkward());
    CHECK(html.find("Country &lt;dossier&gt; &amp; &quot;more&quot;") != std::string::npos);
    CHECK(html.find("<note>") == std::string::npos);
    CHECK(html.find("<span class=\"day\">2026-11-22</span>") != std::string::npos);
    CHECK(html.find("data-state=\"no_data\" data-value=\"\"") != std::string::npos);
    CHECK(html.find("data-high=\"inf\"") != std::string::npos);
}

TEST_CASE("a place that cannot be written is one sentence, and leaves nothing") {
    for (const Status& status : {write_pdf("/no/such/folder/x.pdf", Document{}), write_xlsx("/no/such/folder/x.xlsx", Document{})}) {
        REQUIRE_FALSE(status);
        CHECK(status.error().text().starts_with("/no/such/folder/x."));
        CHECK(status.error().message.find("No such file") != std::string::npos);
    }
}

TEST_CASE("letters: code points, a cut font, base64 by RFC 4648") {
    CHECK(code_points_of("aba\u00e9\u4e2d\n") == std::set<char32_t>{U'a', U'b', U'\u00e9', U'\u4e2d'});
    CHECK(base64("") == "");
    CHECK(base64("f") == "Zg==");
    CHECK(base64("fo") == "Zm8=");
    CHECK(base64("foo") == "Zm9v");
    CHECK(base64("foobar") == "Zm9vYmFy");
    const render::FontFiles files = render::find_font_files(render::font_folders());
    if (files.empty()) SKIP("no font is installed");
    const std::string some = font_subset(files.upright[0], code_points_of("Kenya 0123")), more = font_subset(files.upright[0], code_points_of("The quick brown fox jumps over the lazy dog 0123456789"));
    CHECK(some.size() > 500);
    CHECK(more.size() > some.size());
    CHECK(more.size() < fs::file_size(files.upright[0]) / 4);
    CHECK(font_subset("/no/such/font.otf", {U'a'}).empty());
}
