// The parts of the panels and of the command line that need no window.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include "app/cli/arguments.h"
#include "app/cli/exit_status.h"
#include "app/cli/nearest.h"
#include "app/cli/values.h"
#include "app/ui/layout.h"
#include "app/ui/search_index.h"
#include "app/ui/theme.h"
#include "app/window/picture_file.h"

using namespace linchpin;
using namespace linchpin::app;
using Catch::Matchers::WithinAbs;

namespace {

struct Box { float x0, y0, x1, y1; };
Box box(ImVec2 pos, ImVec2 size) { return {pos.x, pos.y, pos.x + size.x, pos.y + size.y}; }
bool overlap(const Box& a, const Box& b) { return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1; }

Dataset small_world() {
    Dataset d;
    const auto country = [&d](const char* code, const char* name) {
        Country c;
        c.code = *CountryCode::parse(code);
        c.name = name;
        d.countries.push_back(std::move(c));
    };
    country("CIV", "C\u00f4te d\u2019Ivoire");
    country("DEU", "Germany");
    country("SGP", "Singapore");
    Cable cable;
    cable.id = "peace";
    cable.name = "PEACE Cable";
    d.cables.push_back(cable);
    Operator op;
    op.id = "aws";
    op.name = "Amazon Web Services";
    d.operators.push_back(op);
    Site site;
    site.id = "fra";
    site.name = "Frankfurt 1";
    site.operator_name = "Amazon Web Services";
    site.country = 1;
    d.sites.push_back(site);
    return d;
}

Arguments parse(std::vector<const char*> words) {
    words.insert(words.begin(), "linchpin");
    return parse_arguments(static_cast<int>(words.size()), words.data());
}
std::string complaint(std::vector<const char*> words) {
    const Arguments a = parse(std::move(words));
    const auto* const finished = std::get_if<Finished>(&a.command);
    if (finished == nullptr || finished->status != kCommandLineWrong) return "none";
    return finished->text;
}

}  // namespace

TEST_CASE("theme: texts keep WCAG AA on their panel over the darkest and the brightest picture", "[ui]") {
    for (const Theme theme : {Theme::Dark, Theme::Light, Theme::Contrast}) {
        const ThemeColours& k = colours_of(theme);
        for (const render::Rgba8 picture : {render::rgb("#05070d"), render::rgb("#6f8fb0")}) {
            const render::Rgba8 panel = render::over(k.panel, picture);
            INFO(static_cast<int>(theme));
            CHECK(render::contrast_ratio(k.text, panel) >= 4.5f);
            CHECK(render::contrast_ratio(k.text_dim, panel) >= 4.5f);
            CHECK(render::contrast_ratio(k.warning, panel) >= 4.5f);
            CHECK(render::contrast_ratio(k.on_accent, k.accent) >= 4.5f);
        }
    }
}

TEST_CASE("layout: panels keep apart and inside the window", "[ui]") {
    for (const ImVec2 window : {ImVec2{1280, 720}, ImVec2{1920, 1080}, ImVec2{3840, 2160}, ImVec2{1024, 768}, ImVec2{640, 480}}) {
        for (const float text : {0.75f, 1.0f, 1.5f, 2.0f, 3.0f}) {
            const Layout l = make_layout(window, text, text);
            const Box layers = box(l.layers_pos, l.layers_size), record = box(l.record_pos, l.record_size), bar = box(l.bar_pos, l.bar_size),
                      search = box(l.search_pos, l.search_size);
            INFO(window.x << "x" << window.y << " text " << text);
            CHECK_FALSE(overlap(layers, bar));
            CHECK_FALSE(overlap(record, bar));
            if (!l.one_panel) CHECK_FALSE(overlap(layers, record));
            if (l.search_size.x > 0) CHECK_FALSE(overlap(search, layers));
            if (l.search_size.x > 0 && !l.one_panel) CHECK_FALSE(overlap(search, record));
            for (const Box& b : {layers, record, bar}) CHECK((b.x0 >= 0 && b.x1 <= window.x + 0.5f && b.y1 <= window.y + 0.5f));
        }
    }
}

TEST_CASE("search: accents, beginnings and typing mistakes", "[ui]") {
    CHECK(fold_for_search("S\u00e3o Tom\u00e9 & Pr\u00edncipe") == "sao tome principe");
    CHECK(fold_for_search("T\u00fcrkiye \u0141\u00f3d\u017a") == "turkiye lodz");
    const Dataset d = small_world();
    const SearchIndex index{d};
    const auto first = [&](const char* query) {
        const auto found = index.find(query, 5);
        return found.empty() ? std::string{"nothing"} : found.front()->name;
    };
    CHECK(first("singapore") == "Singapore");
    CHECK(first("singapre") == "Singapore");
    CHECK(first("snigapore") == "Singapore");
    CHECK(first("cote d") == "C\u00f4te d\u2019Ivoire");
    CHECK(first("DEU") == "Germany");
    CHECK(first("peace") == "PEACE Cable");
    CHECK(first("frankfrut") == "Frankfurt 1");
    CHECK(first("amazon web services") == "Amazon Web Services");
    CHECK(first("frankfurt germany") == "Frankfurt 1");
    CHECK(first("xyzzy") == "nothing");
    for (const SearchEntry* entry : index.find("", 50)) CHECK(entry->detail.starts_with("Command"));
}

TEST_CASE("nearest choice", "[cli]") {
    CHECK(edit_distance("kitten", "sitting") == 3);
    CHECK(edit_distance("ab", "ba") == 1);
    CHECK(edit_distance("", "abc") == 3);
    CHECK(edit_distance("DEU", "deu") == 0);
    const std::vector<std::string> words{"earth", "borders", "sites"};
    CHECK(nearest_choice("site", words) == "sites");
    const std::vector<std::string> groups{"batteries", "transformers_converters"};
    CHECK(nearest_choice("Transformer", groups) == "transformers_converters");  // 12 letters away, batteries only 10
    CHECK(unknown_word("layer", "site", words) == "unknown layer \"site\"; did you mean \"sites\"? There are: earth, borders, sites");
}

TEST_CASE("command line: values", "[cli]") {
    CHECK(parse_size("1920x1080")->width_px == 1920);
    for (const char* bad : {"", "1920", "0x10", "1920x", "x1080", "1920x1080x3", "-5x100", "99999x100", "15x15"}) CHECK_FALSE(parse_size(bad));
    CHECK(parse_at("1.5,103.8,2000")->distance_km == 2000.0);
    CHECK(parse_at("1.5,-103.8")->distance_km < 0.0);
    for (const char* bad : {"91,0", "0,181", "1", "a,b", "1,2,3,4", "1,2,5", "nan,0"}) CHECK_FALSE(parse_at(bad));
    CHECK(*parse_step("10m") == 600.0);
    CHECK(*parse_step("1.5") == 1.5);
    for (const char* bad : {"", "0", "-1", "m", "1w"}) CHECK_FALSE(parse_step(bad));
    CHECK(parse_selection("arc:CHN>USA")->id == "CHN>USA");
    CHECK_FALSE(parse_selection("country"));
    CHECK(parse_layers("sites, cables")->cables);
    CHECK_FALSE(parse_layers("sites, cables")->earth);
}

TEST_CASE("command line: what is wrong is said, with the nearest choice", "[cli]") {
    CHECK(complaint({"imge"}).starts_with("unknown command \"imge\"; did you mean \"image\"?"));
    CHECK(complaint({"image", "--out", "a.png", "--siz", "1x1"}).find("did you mean \"--size\"?") != std::string::npos);
    CHECK(complaint({"image", "--out", "a.png", "--layers", "earth,site"}).find("did you mean \"sites\"?") != std::string::npos);
    CHECK(complaint({"image", "--out", "a.png", "--size", "10x"}).starts_with("--size: expected a size like 1920x1080"));
    CHECK(complaint({"--at", "1,2", "image", "--out", "a.png"}) == "--at has to stand after the command image");
    CHECK(complaint({"metrics"}) == "metrics needs --country ISO3 or --all");
    CHECK(complaint({"metrics", "--all", "--metric", "M99"}).find("did you mean") != std::string::npos);
    CHECK(complaint({"orbit", "--elements", "x"}).starts_with("orbit needs a time"));
    CHECK(complaint({"--palette", "rainbow"}).find("viridis, cividis, batlow") != std::string::npos);
    CHECK(complaint({"image"}) != "none");
}

TEST_CASE("command line: series of times include both ends", "[cli]") {
    const Arguments a = parse({"orbit", "--elements", "x", "--from", "2026-08-21T00:00Z", "--to", "2026-08-21T01:00Z", "--step", "10m"});
    const auto* const orbit = std::get_if<OrbitOptions>(&a.command);
    REQUIRE(orbit != nullptr);
    CHECK(orbit->times_unix_s.size() == 7);
    CHECK(orbit->times_unix_s.back() - orbit->times_unix_s.front() == 3600.0);
}

TEST_CASE("supersampling reduces in linear light, weighted by alpha", "[ui]") {
    const std::vector<std::uint8_t> black_and_white{0, 0, 0, 255, 255, 255, 255, 255, 0, 0, 0, 255, 255, 255, 255, 255};
    const auto grey = reduced(black_and_white, 2, 2, 2);
    REQUIRE(grey.size() == 4);
    CHECK(grey[0] == 188);  // half the light, sRGB encoded
    CHECK(grey[3] == 255);
    const std::vector<std::uint8_t> half_clear{200, 10, 10, 255, 0, 0, 0, 0, 200, 10, 10, 255, 0, 0, 0, 0};
    const auto red = reduced(half_clear, 2, 2, 2);
    CHECK(red[0] == 200);   // what is clear has no colour to mix in
    CHECK(red[3] == 128);
    CHECK(reduced(black_and_white, 2, 2, 1) == black_and_white);
}
