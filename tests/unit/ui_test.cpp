// The parts of the panels and of the command line that need no window.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <chrono>
#include <thread>

#include "app/cli/arguments.h"
#include "app/cli/exit_status.h"
#include "app/cli/nearest.h"
#include "app/cli/values.h"
#include "app/report/report_service.h"
#include "app/state/scenario_text.h"
#include "app/ui/layout.h"
#include "app/ui/metric_rows.h"
#include "app/ui/right_panel.h"
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
    CHECK(index.find("frankfrut", 5).front()->name.starts_with("Frankfurt"));  // the city, or the data centre in it
    CHECK(first("amazon web services") == "Amazon Web Services");
    CHECK(first("frankfurt germany") == "Frankfurt 1");
    CHECK(first("text smaller") == "Text smaller");  // and not "Text larger, smaller, normal"
    CHECK(first("Close, clear the selection") == "Close, clear the selection");
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
    CHECK(complaint({"metrics"}).starts_with("metrics needs one of --country ISO3, --bloc ID"));
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

// ---- dependence and "what if" -----------------------------------------------------------------------------------------------------

namespace {

report::Figure share_of(std::string partner, double value) {
    report::Figure f;
    f.metric = "M01";
    f.item = "top_supplier_share";
    f.state = report::FigureState::Value;
    f.partner = f.partner_name = std::move(partner);
    f.value = value;
    return f;
}

/// Germany imports batteries from Côte d'Ivoire (30) and Singapore (10).
Dataset trading_world() {
    Dataset d = small_world();
    ProductGroup group;
    group.id = "batteries";
    group.name = "Batteries";
    group.years = {2024};
    d.product_groups.push_back(group);
    for (const auto& [exporter, value] : {std::pair<int, std::int64_t>{0, 30}, {2, 10}}) {
        d.flows.exporter.push_back(static_cast<std::uint16_t>(exporter));
        d.flows.importer.push_back(1);
        d.flows.group.push_back(0);
        d.flows.year.push_back(2024);
        d.flows.value_usd.push_back(value);
        d.flows.coverage.push_back(Coverage::FullBilateral);
        d.flows.source.push_back(0);
        d.flows.line.push_back(static_cast<std::uint32_t>(d.flows.line.size() + 2));
    }
    TradeSource source;
    source.title = "Test";
    d.trade_sources.push_back(source);
    return d;
}

AppState asking_about(std::string iso3) {
    AppState s;
    s.filter.product_group = "batteries";
    s.report.subject = std::move(iso3);
    return s;
}

scenario::Event stop(std::string supplier, double fraction) {
    scenario::Event e;
    e.supplier = std::move(supplier);
    e.product_group = "batteries";
    e.target = "all";
    e.fraction = fraction;
    return e;
}

const report::Figure* top_share(const ReportService& service) {
    for (const MetricAnswer& answer : service.metrics())
        for (const report::Figure& figure : answer.figures)
            if (figure.item == "top_supplier_share") return &figure;
    return nullptr;
}

}  // namespace

TEST_CASE("figures on screen: a missing number is a word, never zero", "[ui]") {
    report::Figure f = share_of("CHN", 0.0);
    CHECK(figure_value(f).find('0') != std::string::npos);
    f.state = report::FigureState::NoData;
    CHECK(figure_value(f) == "no data");
    f.state = report::FigureState::NotAvailable;
    CHECK(figure_value(f) == "not available");
    f.state = report::FigureState::NeedsInput;
    f.note = "needs an input-output table";
    CHECK(figure_value(f) == "needs input");
    CHECK(figure_context(f) == "needs an input-output table");
}

TEST_CASE("figures on screen: interval, carried year and coverage stand under the value", "[ui]") {
    report::Figure f = share_of("CHN", 0.4);
    f.low = 0.3;
    f.high = 0.5;
    f.year = 2021;
    CHECK(figure_context(f).find("2021") != std::string::npos);
    CHECK(figure_context(f).find("carried") == std::string::npos);
    f.carried = true;
    f.coverage = 0.75;
    const std::string text = figure_context(f);
    CHECK(text.find(" to ") != std::string::npos);
    CHECK(text.find("carried from 2021") != std::string::npos);
    CHECK(text.find("covered") != std::string::npos);
    f.coverage = 1.0;
    f.high = f.low;
    CHECK(figure_context(f) == "carried from 2021");
}

TEST_CASE("figures on screen: a text that holds the number is shown for it, another goes beside", "[ui]") {
    report::Figure f = share_of("", 4.0);
    f.unit = report::Unit::Number;
    f.text = "at least 4";
    CHECK(figure_value(f) == "at least 4");
    f.text = "MIST to Chennai";
    CHECK(figure_value(f) == "4");
    CHECK(figure_context(f) == "MIST to Chennai");
    f.value = 2.0;
    f.text = "LION2 and TEAMS";
    CHECK(figure_value(f) == "2");
    CHECK(figure_context(f) == "LION2 and TEAMS");
    f.unit = report::Unit::Verdict;
    f.text = "possible";
    CHECK(figure_value(f) == "possible");
}

TEST_CASE("before and after: the top supplier of before stands against the one of after", "[ui]") {
    const std::vector<report::Figure> before{share_of("CHN", 0.6)}, after{share_of("DEU", 0.2)}, several{share_of("CHN", 0.6), share_of("USA", 0.1)};
    REQUIRE(counterpart(before, after[0], after) == &before[0]);
    CHECK(differs(before[0], after[0]));
    CHECK_FALSE(differs(before[0], share_of("CHN", 0.6)));
    CHECK(counterpart(several, after[0], after) == nullptr);
    CHECK(counterpart(several, several[1], several) == &several[1]);
}

TEST_CASE("report service: an event moves the number, taking it back restores the bits", "[ui]") {
    const Dataset d = trading_world();
    ReportService service{d, {}, {}};
    AppState s = asking_about("DEU");
    REQUIRE(service.update(s, true));
    CHECK_FALSE(service.update(s, true));  // nothing changed: nothing computed
    REQUIRE(top_share(service) != nullptr);
    CHECK(top_share(service)->value == 0.75);
    CHECK(top_share(service)->partner == "CIV");
    CHECK_FALSE(service.scenario());
    const unsigned version = service.version();

    s.scenario.events.push_back(stop("CIV", 0.9));
    REQUIRE(service.update(s, true));
    INFO(service.scenario_problem());
    CHECK(service.scenario());
    CHECK(service.version() > version);
    CHECK(top_share(service)->partner == "SGP");
    CHECK(d.flows.value_usd == std::vector<std::int64_t>{30, 10});  // what was loaded is not touched

    s.scenario.events.clear();
    REQUIRE(service.update(s, true));
    CHECK_FALSE(service.scenario());
    CHECK(top_share(service)->value == 0.75);
    CHECK(top_share(service)->partner == "CIV");
}

TEST_CASE("report service: an event that does not fit is said and changes nothing", "[ui]") {
    const Dataset d = trading_world();
    ReportService service{d, {}, {}};
    AppState s = asking_about("DEU");
    s.scenario.events.push_back(stop("SGQ", 1.0));
    service.update(s, true);
    CHECK(service.scenario_problem().find("SGP") != std::string::npos);  // the nearest choice
    CHECK_FALSE(service.scenario());
    CHECK(top_share(service)->value == 0.75);
    s.report.subject = "DEX";
    service.update(s, true);
    CHECK(service.subject_problem().find("DEU") != std::string::npos);
    CHECK(service.metrics().empty());
}

TEST_CASE("report service: slow metrics come from the worker, for the question asked last", "[ui]") {
    const Dataset d = trading_world();
    ReportService service{d, {}, {}};
    AppState s = asking_about("DEU");
    service.update(s, true);
    CHECK(service.computing());
    s.report.pass_through = 0.5;
    service.update(s, true);
    for (int i = 0; i < 2000 && service.computing(); ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds{5});
        service.poll();
    }
    REQUIRE_FALSE(service.computing());
    for (const MetricAnswer& answer : service.metrics()) {
        INFO(answer.info->id);
        CHECK_FALSE(answer.computing);
        CHECK_FALSE(answer.figures.empty());
    }
}

TEST_CASE("scenario line: names what is supposed, and nothing when all is off", "[ui]") {
    const Dataset d = trading_world();
    scenario::Scenario s;
    CHECK(scenario_line(d, s).empty());
    s.events.push_back(stop("CIV", 1.0));
    CHECK(scenario_line(d, s).starts_with("SCENARIO: "));
    s.events[0].label = "Embargo";
    s.name = "Winter";
    CHECK(scenario_line(d, s) == "SCENARIO: Winter: Embargo");
    for (int i = 0; i < 4; ++i) s.events.push_back(s.events[0]);
    CHECK(scenario_line(d, s) == "SCENARIO: Winter: Embargo; Embargo; Embargo; and 2 more");
    for (scenario::Event& event : s.events) event.on = false;
    CHECK(scenario_line(d, s).empty());
}

TEST_CASE("right panel: open for a record or by choice", "[ui]") {
    UiState ui;
    AppState s;
    CHECK_FALSE(right_panel_open(ui, s));
    ui.right = RightView::WhatIf;
    CHECK(right_panel_open(ui, s));
    ui.right = RightView::Record;
    s.selection = {SelectionKind::Country, "DEU"};
    CHECK(right_panel_open(ui, s));
}
