// Charts laid out by hand, files that other programs can read, and no label over another whatever the numbers.
#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include "app/chart/build.h"
#include "app/chart/charts.h"
#include "app/chart/export.h"

using namespace linchpin;
using namespace linchpin::chart;
using Catch::Approx;

namespace {

/// Half an em a character, so that widths can be reckoned by hand.
class HalfEm final : public TextMeter {
public:
    [[nodiscard]] float width(std::string_view utf8, float size_px, Weight) const override {
        const auto letters = std::count_if(utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
        return static_cast<float>(letters) * size_px / 2;
    }
};
const HalfEm kMeter;
const render::Rgba8 kRed = render::rgb("#ff0000"), kBlue = render::rgb("#0000ff");

std::vector<const Mark*> of_kind(const Drawing& drawing, MarkKind kind) {
    std::vector<const Mark*> marks;
    for (const Mark& mark : drawing.marks)
        if (mark.kind == kind) marks.push_back(&mark);
    return marks;
}

const Mark* text_of(const Drawing& drawing, std::string_view text) {
    for (const Mark& mark : drawing.marks)
        if (mark.kind == MarkKind::Text && mark.text == text) return &mark;
    return nullptr;
}

/// No two texts cover one another, and none leaves the drawing.
void check_labels(const Drawing& drawing) {
    const auto texts = of_kind(drawing, MarkKind::Text);
    constexpr float kSlack = 0.51f;  // neighbouring lines may touch
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const Box& a = texts[i]->box;
        INFO(drawing.title << ": \"" << texts[i]->text << "\" at " << a.x << " " << a.y << " " << a.w << " " << a.h << " of " << drawing.width_px << " x " << drawing.height_px);
        CHECK(a.x >= -kSlack);
        CHECK(a.y >= -kSlack);
        CHECK(a.right() <= drawing.width_px + kSlack);
        CHECK(a.bottom() <= drawing.height_px + kSlack);
        for (std::size_t j = i + 1; j < texts.size(); ++j) {
            const Box b{texts[j]->box.x + kSlack, texts[j]->box.y + kSlack, texts[j]->box.w - 2 * kSlack, texts[j]->box.h - 2 * kSlack};
            INFO("over \"" << texts[j]->text << "\"");
            CHECK_FALSE(a.overlaps(b));
        }
    }
}

/// Enough of an XML parser to refuse what a real one refuses: tags closed in order, attributes quoted and once each, entities known.
class Xml {
public:
    explicit Xml(std::string_view text) : text_{text} {}
    /// @return  an empty text when it is well-formed, else what is wrong
    std::string problem() {
        std::vector<std::string> open;
        bool root_done = false;
        if (text_.starts_with("<?xml")) at_ = text_.find("?>") + 2;
        while (at_ < text_.size()) {
            if (text_[at_] == '\n' && open.empty()) {
                ++at_;
                continue;
            }
            if (text_[at_] != '<') {
                if (open.empty()) return "text outside the root";
                if (const std::string p = characters('<'); !p.empty()) return p;
                continue;
            }
            const std::size_t end = text_.find('>', at_);
            if (end == std::string_view::npos) return "a tag is not closed";
            if (text_[at_ + 1] == '/') {
                if (open.empty() || open.back() != text_.substr(at_ + 2, end - at_ - 2)) return "closed out of order";
                open.pop_back();
                root_done = open.empty();
                at_ = end + 1;
                continue;
            }
            if (root_done) return "a second root";
            ++at_;
            const std::string name = word();
            if (name.empty()) return "a tag without a name";
            ++elements;
            std::vector<std::string> names;
            for (;;) {
                while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_])) != 0) ++at_;
                if (text_[at_] == '/' || text_[at_] == '>') break;
                const std::string attribute = word();
                if (attribute.empty() || std::find(names.begin(), names.end(), attribute) != names.end()) return "a wrong attribute in " + name;
                names.push_back(attribute);
                if (text_.substr(at_, 2) != "=\"") return "an attribute without quotes in " + name;
                at_ += 2;
                if (const std::string p = characters('"'); !p.empty()) return p;
                ++at_;
            }
            if (text_[at_] == '/') ++at_;
            else open.push_back(name);
            if (at_ >= text_.size() || text_[at_] != '>') return "expected > after " + name;
            ++at_;
        }
        return open.empty() && root_done ? "" : "not closed";
    }
    int elements = 0;

private:
    std::string word() {
        const std::size_t from = at_;
        while (at_ < text_.size() && (std::isalnum(static_cast<unsigned char>(text_[at_])) != 0 || text_[at_] == '-' || text_[at_] == ':')) ++at_;
        return std::string{text_.substr(from, at_ - from)};
    }
    std::string characters(char until) {
        while (at_ < text_.size() && text_[at_] != until) {
            if (text_[at_] == '<') return "< inside";
            if (static_cast<unsigned char>(text_[at_]) < 0x20U && text_[at_] != '\n' && text_[at_] != '\t') return "a control character";
            if (text_[at_] == '&') {
                const std::string_view entity = text_.substr(at_, text_.find(';', at_) + 1 - at_);
                if (entity != "&amp;" && entity != "&lt;" && entity != "&gt;" && entity != "&quot;") return "an unknown entity";
            }
            ++at_;
        }
        return at_ < text_.size() ? "" : "ends inside";
    }
    std::string_view text_;
    std::size_t at_ = 0;
};

YearDatum year_of(int year, std::optional<double> value) {
    YearDatum each;
    each.datum.year = year;
    each.datum.value = value;
    each.datum.state = value ? "value" : "no_data";
    return each;
}

SankeySpec two_by_two() {
    SankeySpec spec{.title = "Flows", .left_title = "Made in", .middle_title = "Declared by", .right_title = "", .receiver = "Kenya", .year = 2024, .left = {}, .middle = {}, .flows = {}, .source = "S", .notes = {}};
    spec.left = {{"China", "CHN", kRed, false}, {"", "", kBlue, true}};
    spec.left[1].name = "Not known";
    spec.middle = {{"China", "CHN", kRed, false}, {"India", "IND", kBlue, false}};
    spec.flows = {{0, 0, 60.0}, {0, 1, 20.0}, {1, 1, 20.0}};
    return spec;
}

}  // namespace

TEST_CASE("ticks are round, cover both ends and number about as many as wanted") {
    CHECK(nice_ticks(0.0, 1.0, 4) == std::vector<double>{0.0, 0.25, 0.5, 0.75, 1.0});
    CHECK(nice_ticks(0.0, 83.0, 4) == std::vector<double>{0.0, 25.0, 50.0, 75.0, 100.0});
    CHECK(nice_ticks(-3.0, 7.0, 5) == std::vector<double>{-4.0, -2.0, 0.0, 2.0, 4.0, 6.0, 8.0});
    CHECK(nice_ticks(5.0, 5.0, 4).size() >= 2);
}

TEST_CASE("bars: places by hand, and a missing value is hatched and says so") {
    BarsSpec spec{.title = "Suppliers", .bars = {}, .notes = {}};
    spec.bars.push_back({.label = "China", .code = "CHN", .value = 0.5, .year = 2024, .source = "S", .colour = kRed});
    spec.bars.push_back({.label = "India", .code = "IND", .high = 0.25, .state = "not_available", .colour = kBlue});
    const Drawing drawing = bars(spec, 300.0f, kMeter);
    // Names are 5 letters of 6 px; the widest value is "not available", 13 letters; 10 px stand between.
    const float from = 30.0f + 10.0f, to = 300.0f - 78.0f - 10.0f;
    CHECK(drawing.height_px == 48.0f);
    const auto rects = of_kind(drawing, MarkKind::Rect);
    REQUIRE(rects.size() == 3);
    CHECK(rects[0]->box == Box{from, 8.0f, to - from, 8.0f});
    CHECK(rects[1]->box.w == Approx((to - from) / 2));
    CHECK(rects[1]->paint.fixed == kRed);
    const auto hatches = of_kind(drawing, MarkKind::Hatch);
    REQUIRE(hatches.size() == 1);
    CHECK(hatches[0]->box.w == Approx((to - from) / 4));
    CHECK(text_of(drawing, "not available") != nullptr);
    REQUIRE(drawing.rows.size() == 2);
    CHECK_FALSE(drawing.rows[1].value.has_value());
    CHECK(drawing.rows[0].year == 2024);
    CHECK(drawing.rows[0].unit == "share");
    CHECK(drawing.spots[0].id == "CHN");
    check_labels(drawing);
}

TEST_CASE("series: a gap and a caution open the line, the cursor stands at its year") {
    SeriesSpec spec{.title = "Share", .lines = {}, .cursor_year = 2020, .notes = {}};
    Line line{.name = "China", .colour = kRed, .years = {}};
    for (const auto& [year, value] : {std::pair{2017, 0.1}, {2018, 0.2}, {2020, 0.4}, {2021, 0.5}, {2022, 0.6}}) line.years.push_back(year_of(year, value));
    line.years.insert(line.years.begin() + 2, year_of(2019, std::nullopt));
    line.years[4].mark = "another revision of the classification";
    spec.lines.push_back(line);
    const Drawing drawing = series(spec, 400.0f, 200.0f, kMeter);
    std::vector<std::size_t> runs;
    for (const Mark* const mark : of_kind(drawing, MarkKind::Line))
        if (mark->paint.ink == Ink::Fixed) runs.push_back(mark->points.size());
    CHECK(runs == std::vector<std::size_t>{2, 2});  // 2017-18 and 2021-22; 2020 stands alone before the caution
    CHECK(of_kind(drawing, MarkKind::Disc).size() == 5);
    CHECK(of_kind(drawing, MarkKind::Hatch).size() == 1);
    CHECK(of_kind(drawing, MarkKind::Triangle).size() == 1);
    const auto discs = of_kind(drawing, MarkKind::Disc);
    const float step = (discs[1]->points[0].x - discs[0]->points[0].x);
    CHECK(discs[2]->points[0].x == Approx(discs[0]->points[0].x + 3 * step));
    bool cursor = false;
    for (const Mark* const mark : of_kind(drawing, MarkKind::Line)) cursor = cursor || (mark->points[0].x == mark->points[1].x && mark->points[0].x == discs[2]->points[0].x);
    CHECK(cursor);
    CHECK(drawing.spots.size() == 6);
    CHECK(drawing.spots[2].body == "no data");
    CHECK(drawing.rows.size() == 6);
    check_labels(drawing);
}

TEST_CASE("sankey: heights are in proportion, both sides of a node add up, the unknown part is hatched") {
    const Drawing drawing = sankey(two_by_two(), 600.0f, 226.0f, kMeter);
    std::vector<Box> nodes;
    for (const Mark* const mark : of_kind(drawing, MarkKind::Rect)) nodes.push_back(mark->box);
    REQUIRE(nodes.size() == 5);
    // 200 px less one gap of 10 and two least heights of 1: 188 px for 100 US$.
    CHECK(nodes[0].h == Approx(1.88f * 80));
    CHECK(nodes[1].h == Approx(1.88f * 20));
    CHECK(nodes[2].h == Approx(1.88f * 60));
    CHECK(nodes[3].h == Approx(1.88f * 40));
    CHECK(nodes[4].h == Approx(1.88f * 100));
    CHECK(of_kind(drawing, MarkKind::Hatch).size() == 1);
    const auto bands = of_kind(drawing, MarkKind::Band);
    REQUIRE(bands.size() == 5);
    const auto start = [](const Mark& band) { return band.points[band.points.size() / 2].y - band.points[0].y; };
    const auto end = [](const Mark& band) { return band.points.back().y - band.points[band.points.size() / 2 - 1].y; };
    CHECK(start(*bands[0]) == Approx(1.88f * 60));
    CHECK(end(*bands[1]) == Approx(1.88f * 20));
    CHECK(end(*bands[1]) + end(*bands[2]) == Approx(nodes[3].h));
    CHECK(text_of(drawing, "China  80.0\u00a0%") != nullptr);
    double left = 0.0, right = 0.0;
    for (const Row& row : drawing.rows) {
        (row.series.starts_with("made in") ? left : right) += *row.value;
        CHECK(row.year == 2024);
        CHECK(row.unit == "US$");
        CHECK(row.source == "S");
    }
    CHECK(left == Approx(100.0));
    CHECK(right == Approx(100.0));
    check_labels(drawing);
}

TEST_CASE("sankey: small nodes are taken together, and nothing is lost") {
    SankeySpec spec = two_by_two();
    spec.most_nodes = 3;
    spec.left.clear();
    spec.flows.clear();
    double all = 0.0;
    for (std::size_t i = 0; i < 9; ++i) {
        spec.left.push_back({"Country " + std::to_string(i), "C" + std::to_string(i), kRed, false});
        spec.flows.push_back({i, 0, 10.0 - static_cast<double>(i)});
        all += 10.0 - static_cast<double>(i);
    }
    const Drawing drawing = sankey(spec, 600.0f, 300.0f, kMeter);
    double drawn = 0.0;
    for (const Row& row : drawing.rows)
        if (row.series.starts_with("made in")) drawn += *row.value;
    CHECK(drawn == Approx(all));
    bool others = false;
    for (const Mark* const mark : of_kind(drawing, MarkKind::Text)) others = others || mark->text.starts_with("6 others");
    CHECK(others);
    check_labels(drawing);
}

TEST_CASE("sankey and series without any number say so") {
    SankeySpec empty = two_by_two();
    empty.flows.clear();
    CHECK(text_of(sankey(empty, 400.0f, 200.0f, kMeter), "no data") != nullptr);
    SeriesSpec none{.title = "None", .lines = {}, .notes = {}};
    CHECK(text_of(series(none, 400.0f, 200.0f, kMeter), "no data") != nullptr);
    CHECK(sparkline({.name = "one", .colour = kRed, .years = {year_of(2020, 1.0)}}, report::Unit::Share, 2020, 100.0f, 20.0f, kMeter).empty());
}

TEST_CASE("scatter: what lacks a number is counted, not drawn at zero; the chosen one is named first") {
    ScatterSpec spec{.title = "Two", .x_name = "X", .y_name = "Y", .dots = {}, .chosen = "KEN", .x_year = 2024, .as_of = "as of the pack", .x_source = "A", .y_source = "B", .notes = {}};
    spec.dots = {{"Kenya", "KEN", 0.5, 1.0, kRed}, {"Egypt", "EGY", 1.0, 0.5, kBlue}, {"Chad", "TCD", std::nullopt, 0.5, kBlue}};
    const Drawing drawing = scatter(spec, 400.0f, 300.0f, kMeter);
    CHECK(of_kind(drawing, MarkKind::Disc).size() == 2);
    CHECK(drawing.notes.front().starts_with("2 of 3 countries"));
    REQUIRE(text_of(drawing, "Kenya") != nullptr);
    CHECK(text_of(drawing, "Kenya")->weight == Weight::Strong);
    CHECK(drawing.spots.back().id == "KEN");
    CHECK(drawing.rows.size() == 6);
    const auto discs = of_kind(drawing, MarkKind::Disc);
    CHECK(discs[1]->points[0].x < discs[0]->points[0].x);
    CHECK(discs[1]->points[0].y < discs[0]->points[0].y);
    check_labels(drawing);
}

TEST_CASE("no label covers another, whatever the numbers") {
    std::mt19937 random{7};
    std::uniform_real_distribution<double> unit{0.0, 1.0};
    for (int round = 0; round < 60; ++round) {
        const float width = 260.0f + 60.0f * static_cast<float>(round % 12), height = 160.0f + 20.0f * static_cast<float>(round % 9);
        SeriesSpec lines{.title = "lines", .unit = round % 2 == 0 ? report::Unit::Share : report::Unit::UsDollar, .lines = {}, .notes = {}};
        SankeySpec flows{.title = "flows", .left_title = "Made in (model)", .middle_title = "Declared by", .right_title = "US$ 1.2 B", .receiver = "Kenya", .left = {}, .middle = {}, .flows = {}, .source = "", .notes = {}};
        flows.most_nodes = 4;
        ScatterSpec dots{.title = "dots", .x_name = "Largest supplier", .y_name = "Capacity after the worst cut", .dots = {}, .chosen = "C3", .as_of = "", .x_source = "", .y_source = "", .notes = {}};
        BarsSpec tracks{.title = "bars", .unit = report::Unit::Megawatt, .bars = {}, .notes = {}};
        for (std::size_t i = 0; i < 6; ++i) {
            Line line{.name = "A country with a long name " + std::to_string(i), .colour = kRed, .years = {}};
            for (int year = 2000 + round % 15; year <= 2024; ++year) line.years.push_back(year_of(year, unit(random) < 0.1 ? std::nullopt : std::optional{unit(random) * std::pow(10.0, round % 10)}));
            lines.lines.push_back(std::move(line));
            flows.left.push_back({"Origin number " + std::to_string(i), "A" + std::to_string(i), kRed, i == 5});
            flows.middle.push_back({"Exporter " + std::to_string(i), "B" + std::to_string(i), kBlue, i == 5});
            tracks.bars.push_back({.label = "A rather long name of a data centre operator " + std::to_string(i), .value = unit(random) * 1000.0});
        }
        for (std::size_t i = 0; i < 6; ++i)
            for (std::size_t j = 0; j < 6; ++j) flows.flows.push_back({i, j, std::pow(unit(random), 6.0) * 1e9 + 1.0});
        for (int i = 0; i < 120; ++i) dots.dots.push_back({"Country " + std::to_string(i), "C" + std::to_string(i), unit(random), unit(random) * unit(random), kBlue});
        check_labels(series(lines, width, height, kMeter));
        check_labels(sankey(flows, width + 200.0f, height + 60.0f, kMeter));
        check_labels(scatter(dots, width, height, kMeter));
        check_labels(bars(tracks, width, kMeter));
    }
}

TEST_CASE("SVG is well-formed whatever the texts, and keeps them as texts") {
    BarsSpec spec{.title = "A <title> & \"more\"\x01", .bars = {}, .notes = {"note <1> & 2"}};
    spec.bars.push_back({.label = "C\u00f4te d'Ivoire & <x>", .value = 0.3, .note = "a < b", .colour = kRed});
    spec.bars.push_back({.label = "none", .state = "no_data"});
    for (const bool standalone : {true, false}) {
        const std::string svg = to_svg(bars(spec, 400.0f, kMeter), paper_palette(), {.standalone = standalone});
        Xml xml{svg};
        CHECK(xml.problem() == "");
        CHECK(xml.elements > 10);
        CHECK(svg.find("C\u00f4te d'Ivoire &amp; &lt;x&gt;</text>") != std::string::npos);
        CHECK((svg.find("note &lt;1&gt; &amp; 2") != std::string::npos) == standalone);
    }
    for (const Drawing& drawing : {sankey(two_by_two(), 500.0f, 200.0f, kMeter), series({.title = "s", .lines = {{.name = "l", .colour = kRed, .years = {year_of(2020, 1.0), year_of(2021, std::nullopt), year_of(2022, 3.0)}}}, .notes = {}}, 300.0f, 200.0f, kMeter)}) {
        const std::string svg = to_svg(drawing, paper_palette(), {});
        CHECK(Xml{svg}.problem() == "");
    }
    CHECK(Xml{"<a><b></a></b>"}.problem() != "");  // the checker itself
    CHECK(Xml{"<a x=\"1\" x=\"2\"/>"}.problem() != "");
    CHECK(Xml{"<a>&nbsp;</a>"}.problem() != "");
}

TEST_CASE("CSV: every value with year, unit and source; a missing one is an empty field, never zero") {
    BarsSpec spec{.title = "T, with comma", .bars = {}, .notes = {}};
    spec.bars.push_back({.label = "China", .code = "CHN", .value = 0.1, .low = 0.1, .high = 0.3, .year = 2024, .note = "say \"so\"", .source = "BACI"});
    spec.bars.push_back({.label = "x", .state = "no_data"});
    CHECK(to_csv(bars(spec, 300.0f, kMeter)) ==
          "series,label,code,year,as_of,value,low,high,unit,state,note,source\n"
          "\"T, with comma\",China,CHN,2024,,0.1,0.1,0.3,share,value,\"say \"\"so\"\"\",BACI\n"
          "\"T, with comma\",x,,,,,,,share,no_data,,\n");
}
