// Tables of the user's own: read whole or refused, and the figures M07, M16, M18 and M23 that they give through evaluate().
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "bundled_pack.h"
#include "data/inputs/user_inputs.h"
#include "data/pack/load_pack.h"
#include "metrics_dataset_builder.h"
#include "report_cables_fixture.h"

using namespace linchpin;
using namespace linchpin::testing;
using Catch::Matchers::WithinAbs;
using inputs::Kind;
using inputs::UserInputs;

namespace {

const std::filesystem::path kFolder = LINCHPIN_ROOT "/tests/data/inputs";

Dataset small() {
    DatasetBuilder builder{{"DEU", "FRA", "GBR", "KEN", "NLD", "UGA", "USA"}};
    for (const char* code : {"KEN", "DEU", "KEN", "UGA"}) builder.landing(code);
    builder.cable({0, 1}).capacity_tbps = 100.0;
    builder.cable({1, 2}).capacity_tbps = 50.0;
    builder.cable({2, 1});
    builder.cable({1, 3}).capacity_tbps = 10.0;
    builder.data().as_of = Date::from_ymd(2026, 11, 22);
    return builder.build();
}

UserInputs read(const Dataset& data, Kind kind, const std::string& text) {
    UserInputs inputs;
    inputs::read_table(data, kind, text, file_name(kind), inputs);
    return inputs;
}

std::vector<std::string> words(const UserInputs& inputs) {
    std::vector<std::string> out;
    for (const Finding& finding : inputs.findings) {
        Finding named = finding;
        named.where.file = named.where.file.filename();
        out.push_back(format_finding(named));
    }
    return out;
}

std::vector<Figure> ask(const Dataset& data, const UserInputs* inputs, std::vector<std::string> codes, std::string_view metric, Question question = {}, Detail detail = Detail::Explain) {
    World world = world_of(data);
    world.inputs = inputs;
    return evaluate(world, subject_of(data, std::move(codes)), metric, question, detail);
}

const std::string kIo = "kind,country,sector,to_country,to_sector,value,unit,year,source\n";
const std::string kTwo = kIo + "output,KEN,x,,,100,M US$,2023,Book\noutput,DEU,y,,,100,M US$,2023,Book\ndelivery,DEU,y,KEN,x,10,M US$,2023,Book\ndelivery,KEN,x,DEU,y,20,M US$,2023,Book\n";
const std::string kDep = "asset,depends_on,strength,redundancy,country,year,source\n";
const std::string kHold = "company,company_country,holder,holder_country,share,year,source\n";
const std::string kFail = "cable,probability,year,source\n";

}  // namespace

TEST_CASE("inputs: without a table the four metrics say what they need") {
    const Dataset data = small();
    for (const char* metric : {"M07", "M16", "M18", "M23"}) {
        const auto figures = ask(data, nullptr, {"KEN"}, metric);
        REQUIRE_FALSE(figures.empty());
        CHECK(figures[0].state == FigureState::NeedsInput);
        CHECK(figures[0].note.starts_with("needs "));
        CHECK(figures[0].why);
    }
}

TEST_CASE("M07 from a table: the documented example, its tree and its rows") {
    const Dataset data = small();
    const UserInputs inputs = read(data, Kind::InputOutput, kTwo);
    REQUIRE(words(inputs).empty());
    const auto ken = ask(data, &inputs, {"KEN"}, "M07");
    CHECK_THAT(*at(ken, "foreign_value_share").value, WithinAbs(0.8 * 0.1 / 0.98, 1e-12));
    CHECK_THAT(*at(ken, "foreign_input_share").value, WithinAbs(0.1, 1e-12));
    CHECK(at(ken, "top_origin_share").partner == "DEU");
    CHECK_THAT(*at(ken, "origin_share", "DEU").value, WithinAbs(0.08163265306, 1e-9));
    CHECK(at(ken, "foreign_value_share").year == 2023);
    CHECK(at(ken, "foreign_value_share").carried);
    CHECK(at(ken, "foreign_value_share").source == "io_table.csv: Book");
    const Explanation& why = *at(ken, "foreign_value_share").why;
    CHECK(why.formula.find("0.08163 (DEU) = 0.08163") != std::string::npos);
    REQUIRE(why.parts.size() == 1);
    CHECK(why.parts[0].formula == "v(y) 0.8 x B 0.102 = 0.08163");
    REQUIRE(why.rows.size() == 2);
    CHECK(why.rows[1].file == "io_table.csv");
    CHECK(why.rows[1].line == 4);
    // Both as one: nothing is added abroad, and the value is a zero that was computed.
    CHECK(at(ask(data, &inputs, {"KEN", "DEU"}, "M07"), "foreign_value_share").value == 0.0);
    CHECK(at(ask(data, &inputs, {"UGA"}, "M07"), "foreign_value_share").state == FigureState::NoData);
    Question before;
    before.year = 2020;
    CHECK(ask(data, &inputs, {"KEN"}, "M07", before)[0].note == "io_table.csv begins in 2023, after 2020");
}

TEST_CASE("M07 weighs sectors by output, counts the rest of the world as abroad, and does not weigh what has no output") {
    const Dataset data = small();
    const std::string more = kIo +
                             "output,KEN,x,,,300,M,2023,Book\noutput,KEN,z,,,100,M,2023,Book\noutput,OTH,all,,,1000,M,2023,Book\n"
                             "delivery,OTH,all,KEN,x,150,M,2023,Book\ndelivery,OTH,all,KEN,z,0,M,2023,Book\n";
    const UserInputs inputs = read(data, Kind::InputOutput, more);
    const auto ken = ask(data, &inputs, {"KEN"}, "M07");
    CHECK_THAT(*at(ken, "foreign_value_share").value, WithinAbs(0.375, 1e-12));  // 0.75 of the output has 0.5 abroad
    CHECK(at(ken, "top_origin_share").partner == "OTH");
    CHECK_THAT(*at(ken, "sector_foreign_value_share", "KEN/x").value, WithinAbs(0.5, 1e-12));
    CHECK(at(ken, "sector_foreign_value_share", "KEN/z").value == 0.0);
    const UserInputs parts = read(data, Kind::InputOutput, kIo + "coefficient,DEU,y,KEN,x,0.25,,2023,Book\ncoefficient,DEU,y,KEN,z,0.5,,2023,Book\n");
    const auto unweighed = ask(data, &parts, {"KEN"}, "M07");
    CHECK(at(unweighed, "foreign_value_share").state == FigureState::NotAvailable);
    CHECK_THAT(*at(unweighed, "sector_foreign_value_share", "KEN/z").value, WithinAbs(0.5, 1e-12));
    CHECK_THAT(*at(ask(data, &parts, {"DEU"}, "M07"), "foreign_value_share").value, WithinAbs(0.0, 1e-12));
}

TEST_CASE("M07: a table without an inverse, or with inputs above output, is refused with a sentence") {
    const Dataset data = small();
    const UserInputs singular = read(data, Kind::InputOutput, kIo + "coefficient,KEN,a,DEU,b,1,,2023,Book\ncoefficient,DEU,b,KEN,a,1,,2023,Book\n");
    CHECK(singular.input_output.empty());
    REQUIRE(words(singular).size() == 1);
    CHECK(words(singular)[0] == "io_table.csv:2:1: expected value added somewhere up every supply chain in 2023, found none behind KEN a, DEU b: the table is singular");
    const auto figures = ask(data, &singular, {"KEN"}, "M07");
    CHECK(figures[0].state == FigureState::NeedsInput);
    CHECK(figures[0].note.find("io_table.csv is refused: 1 error, the first in line 2") != std::string::npos);
    const UserInputs above = read(data, Kind::InputOutput, kIo + "output,KEN,a,,,10,M,2023,Book\noutput,DEU,b,,,50,M,2023,Book\ndelivery,DEU,b,KEN,a,12,M,2023,Book\n");
    CHECK(words(above) == std::vector<std::string>{"io_table.csv:2:1: expected inputs of KEN a in 2023 of at most its output, found 12 against 10"});
    const UserInputs lacking = read(data, Kind::InputOutput, kIo + "output,KEN,a,,,10,M,2023,Book\ndelivery,DEU,b,KEN,a,2,M,2023,Book\n");
    CHECK(words(lacking) == std::vector<std::string>{"io_table.csv:3:1: expected an output row for DEU b in 2023, found none"});
}

TEST_CASE("M18 from a table: the hardest failure, its chain, itself as its own dependence, and a calm subject") {
    const Dataset data = small();
    // Net needs Hub 0.8 (redundancy 0.5), Hub needs Power 0.6 (0): Power fails, Hub 0.6, Net 0.24. Hub fails: Net 0.4.
    const UserInputs inputs = read(data, Kind::Dependences, kDep + "Net,Hub,0.8,0.5,KEN,2024,Ops\nNet,Net,1,0.5,KEN,2024,Ops\nHub,Power,0.6,0,DEU,2024,Ops\n");
    REQUIRE(words(inputs).empty());
    const auto ken = ask(data, &inputs, {"KEN"}, "M18");
    const Figure& worst = at(ken, "worst_impact");
    CHECK_THAT(*worst.value, WithinAbs(0.4, 1e-12));
    CHECK(worst.text == "medium");
    CHECK(worst.partner == "Hub");
    CHECK(worst.source == "dependences.csv: Ops");
    CHECK(worst.why->formula.ends_with("1 x 0.8 x (1 - 0.5) = 0.4"));
    CHECK(worst.why->rows.at(0).line == 2);
    CHECK_THAT(*at(ken, "failure_impact", "Power").value, WithinAbs(0.24, 1e-12));
    CHECK(at(ken, "failure_impact", "Power").why->parts.size() == 2);
    CHECK(at(ken, "failures").value == 2.0);
    CHECK(find(ken, "failure_impact", "Net") == nullptr);  // its own failure is not one elsewhere
    CHECK(at(ask(data, &inputs, {"DEU"}, "M18"), "worst_impact").partner == "Power");
    CHECK(at(ask(data, &inputs, {"UGA"}, "M18"), "worst_impact").state == FigureState::NoData);
    const UserInputs alone = read(data, Kind::Dependences, kDep + "Net,Net,1,0,KEN,2024,Ops\n");
    CHECK(at(ask(data, &alone, {"KEN"}, "M18"), "worst_impact").value == 0.0);
}

TEST_CASE("M23 from a table: documented example, loops, circles, halves and countries that are not given") {
    const Dataset data = small();
    // docs/metrics.md: A is held 0.6 by B and 0.3 by C, B half each by C and D: C 0.6, D 0.3, unknown 0.1.
    const UserInputs inputs = read(data, Kind::Shareholdings, kHold + "A,KEN,B,NLD,0.6,2024,Reg\nA,KEN,C,KEN,0.3,2024,Reg\nB,NLD,C,KEN,0.5,2024,Reg\nB,NLD,D,USA,0.5,2024,Reg\n");
    REQUIRE(words(inputs).empty());
    const auto ken = ask(data, &inputs, {"KEN"}, "M23");
    const Figure& owned = at(ken, "foreign_owned");
    CHECK_THAT(*owned.value, WithinAbs(0.3 / 0.9, 1e-12));
    CHECK_THAT(*owned.low, WithinAbs(0.3, 1e-12));
    CHECK_THAT(*owned.high, WithinAbs(0.4, 1e-12));
    CHECK_THAT(*owned.coverage, WithinAbs(0.9, 1e-12));
    CHECK(at(ken, "controller", "A").text == "joint");
    CHECK(at(ken, "foreign_controlled").state == FigureState::NoData);
    CHECK_THAT(*at(ken, "owner_share", "USA").value, WithinAbs(0.3, 1e-12));
    CHECK(owned.why->rows.size() == 4);
    // Together with the country of the joint holding nothing changes for D.
    CHECK_THAT(*at(ask(data, &inputs, {"KEN", "USA"}, "M23"), "foreign_owned").value, WithinAbs(0.0, 1e-12));

    // A loop: A 0.6 by B, 0.2 by X; B 0.5 by A, 0.5 by Y. Y: 0.6 * 0.5 / (1 - 0.3) = 3/7, X: 0.2 / 0.7 = 2/7, unknown 2/7.
    const UserInputs loop = read(data, Kind::Shareholdings,
                                 kHold + "A,KEN,B,DEU,0.6,2024,Reg\nA,KEN,X,USA,0.2,2024,Reg\nB,DEU,A,,0.5,2024,Reg\nB,DEU,Y,KEN,0.5,2024,Reg\nP,KEN,Q,GBR,0.8,2024,Reg\nQ,GBR,P,KEN,1,2024,Reg\n");
    const auto looped = ask(data, &loop, {"KEN"}, "M23");
    CHECK_THAT(*at(looped, "company_foreign_owned", "A").value, WithinAbs(0.4, 1e-12));
    CHECK_THAT(*at(looped, "company_foreign_owned", "A").coverage, WithinAbs(5.0 / 7.0, 1e-12));
    CHECK(at(looped, "controller", "P").text == "circular");
    CHECK(at(looped, "companies").value == 2.0);
    CHECK(at(ask(data, &loop, {"FRA"}, "M23"), "foreign_controlled").state == FigureState::NoData);

    const UserInputs majority = read(data, Kind::Shareholdings, kHold + "A,KEN,B,,0.51,2024,Reg\nB,,C,USA,0.9,2024,Reg\nE,KEN,F,,0.7,2024,Reg\n");
    const auto controlled = ask(data, &majority, {"KEN"}, "M23");
    const Figure& control = at(controlled, "foreign_controlled");
    CHECK(control.value == 1.0);
    CHECK(control.coverage == 0.5);  // nobody says where F is
    CHECK(control.low == 0.5);
    CHECK(control.high == 1.0);
    CHECK(control.why->parts.at(0).formula.starts_with("A, held 51.0"));
}

TEST_CASE("M16 from a table and typed in: products by hand, unknown cables make an interval, the rest can be said at once") {
    const Dataset data = small();
    // KEN: cable-0 (100), cable-1 (50), cable-2 (capacity unknown).
    const UserInputs some = read(data, Kind::CableFailure, kFail + "cable-0,0.1,2025,Est\ncable-1,0.2,2025,Est\n");
    REQUIRE(words(some).empty());
    const auto ken = ask(data, &some, {"KEN"}, "M16");
    CHECK_THAT(*at(ken, "expected_retained").value, WithinAbs((100 * 0.9 + 50 * 0.8) / 150, 1e-12));
    CHECK_THAT(*at(ken, "expected_retained").coverage, WithinAbs(2.0 / 3.0, 1e-12));
    CHECK(at(ken, "expected_retained").source.find("cable_failure.csv: Est") != std::string::npos);
    const Figure& isolated = at(ken, "isolated");
    CHECK(isolated.state == FigureState::NotAvailable);
    CHECK_FALSE(isolated.value);
    CHECK(isolated.low == 0.0);
    CHECK_THAT(*isolated.high, WithinAbs(0.02, 1e-12));
    const UserInputs all = read(data, Kind::CableFailure, kFail + "cable-0,0.1,2025,Est\ncable-1,0.2,2025,Est\n*,0.5,2025,Est\n");
    CHECK_THAT(*at(ask(data, &all, {"KEN"}, "M16"), "isolated").value, WithinAbs(0.01, 1e-12));
    // Typed in: goes before the table, and works without one. Every other cable must not hide what the table says about one.
    Question typed;
    typed.cable_failures = {{0, 1.0}, {kNone, 1.0}};
    const auto worse = ask(data, &all, {"KEN"}, "M16", typed);
    CHECK_THAT(*at(worse, "isolated").value, WithinAbs(0.2, 1e-12));
    CHECK_THAT(*at(worse, "expected_retained").value, WithinAbs(50 * 0.8 / 150, 1e-12));
    CHECK(at(worse, "isolated").source.find("typed in") != std::string::npos);
    typed.cable_failures = {{0, 0.25}};
    const auto alone = ask(data, nullptr, {"KEN"}, "M16", typed);
    CHECK_THAT(*at(alone, "expected_retained").value, WithinAbs(0.75, 1e-12));
    CHECK_THAT(*at(alone, "expected_retained").low, WithinAbs(0.5, 1e-12));
    CHECK_THAT(*at(alone, "expected_retained").high, WithinAbs((75.0 + 50.0) / 150, 1e-12));
    // A cable that cannot fail: never cut off, whatever the others do.
    typed.cable_failures = {{0, 0.0}};
    CHECK(at(ask(data, nullptr, {"KEN"}, "M16", typed), "isolated").value == 0.0);
    Question early;
    early.date = Date::from_ymd(2020, 6, 1);
    CHECK(at(ask(data, &all, {"KEN"}, "M16", early), "isolated").note == "cable_failure.csv begins in 2025, after 2020");
}

TEST_CASE("M16: chokepoints of a scenario and cables of a table work together") {
    Dataset data = small();
    Chokepoint strait;
    strait.id = "strait";
    data.chokepoints = {strait};
    data.cable_corridors = {{0, 0, true}, {1, 0, true}};
    const UserInputs all = read(data, Kind::CableFailure, kFail + "*,0.1,2025,Est\n");
    World world = world_of(data);
    world.inputs = &all;
    const std::vector<double> closing{0.01};
    world.corridor_failure = closing;
    const auto figures = evaluate(world, subject_of(data, {"KEN"}), "M16", {}, Detail::Explain);
    CHECK_THAT(*at(figures, "expected_retained").value, WithinAbs(0.9 * 0.99, 1e-12));
    CHECK_THAT(*at(figures, "isolated").value, WithinAbs(0.01 * 0.1 + 0.99 * 0.001, 1e-12));  // the third cable passes no strait
}

TEST_CASE("inputs: every year is a table of its own; a series leaves years without one open") {
    const Dataset data = small();
    const UserInputs inputs = read(data, Kind::Shareholdings, kHold + "A,KEN,B,USA,0.6,2020,Reg\nA,KEN,B,KEN,0.6,2022,Reg\n");
    World world = world_of(data);
    world.inputs = &inputs;
    const auto points = series(world, subject_of(data, {"KEN"}), "M23", "foreign_controlled", {});
    REQUIRE(points.size() == 3);
    CHECK(points[0].figure.value == 1.0);
    CHECK(points[1].figure.state == FigureState::NoData);
    CHECK_FALSE(points[1].figure.value);
    CHECK(points[2].figure.value == 0.0);
    world.inputs = nullptr;
    CHECK(series(world, subject_of(data, {"KEN"}), "M23", "", {}).empty());
}

TEST_CASE("inputs: messy tables are refused as a whole, with the place of every mistake") {
    const Dataset& data = testing::bundled_pack();
    const auto inputs = inputs::read_inputs(data, kFolder / "messy");
    REQUIRE(inputs);
    for (const auto& table : inputs->tables) CHECK(table.state == inputs::TableState::State::Refused);
    CHECK(inputs->input_output.empty());
    CHECK(inputs->dependences.empty());
    CHECK(inputs->shareholdings.empty());
    CHECK(inputs->cable_failures.empty());
    CHECK(words(*inputs) ==
          std::vector<std::string>{
              "io_table.csv:3:24: value: expected a number from 0, found -5",
              "io_table.csv:4:1: kind: expected delivery, coefficient or output, found 'sale'",
              "io_table.csv:5:10: country: expected an ISO 3166-1 alpha-3 code of the pack, or OTH for the rest of the world, found 'Germany'; did you mean DEU?",
              "io_table.csv:5:45: value: expected a number from 0, found '1,000' (no thousands separators)",
              "io_table.csv:6:44: unit: expected 'million US dollars' throughout 2023, as line 2 has, found 'million euros'",
              "io_table.csv:7:28: to_sector: expected the sector that receives, found nothing",
              "io_table.csv:7:51: year: expected a year from 1900 to 2200, found '23'",
              "io_table.csv:7:54: source: expected where the number is from, found nothing",
              "dependences.csv:2:3: depends_on: expected a record of the pack, found 'cable:team'; did you mean 'cable:teams'?",
              "dependences.csv:3:5: strength: expected a number from 0 to 1, found 1.2",
              "dependences.csv:5:1: expected 7 fields, found 2",
              "shareholdings.csv:2:9: holder_country: expected an ISO 3166-1 alpha-3 code of the pack, found 'KNE'; did you mean KEN?",
              "shareholdings.csv:3:3: expected KEN as the country of 'A', as line 2 says, found 'UGA'",
              "shareholdings.csv:3:10: share: expected at most all of 'A' to be held in 2024, found 1.1 with this row",
              "shareholdings.csv:4:7: holder: expected every holder of 'A' once in 2024, found 'B' again after line 2",
              "shareholdings.csv:5:7: share: expected a number above 0 and at most 1, found 0",
              "cable_failure.csv:2:1: cable: expected a cable id of the pack, or * for every other cable, found 'team'; did you mean 'teams'?",
              "cable_failure.csv:3:7: probability: expected a number from 0 to 1, found 1.5",
              "cable_failure.csv:4:7: probability: expected a number from 0 to 1, found '10 %'",
              "cable_failure.csv:6:1: cable: expected 'teams' once in 2025, found it again after line 5",
              "cable_failure.csv:7:13: expected a closing quote for this field, found the end of the file",
              "shareholding.csv: warning: expected only io_table.csv, dependences.csv, shareholdings.csv and cable_failure.csv, found this file too (left out; is it "
              "meant to be shareholdings.csv?)"});
}

TEST_CASE("inputs: a folder without any of the four tables, and headers that lack a column, are said") {
    const Dataset& data = testing::bundled_pack();
    const auto none = inputs::read_inputs(data, kFolder);
    REQUIRE_FALSE(none);
    CHECK(none.error().message.starts_with("expected at least one of io_table.csv"));
    CHECK(inputs::read_inputs(data, kFolder / "nowhere").error().message == "expected a folder with tables of one's own, found no such folder");
    CHECK(inputs::read_inputs(data, kFolder / "good/io_table.csv").error().message == "expected a folder with tables of one's own, found a file");
    CHECK_FALSE(inputs::is_inputs_folder(LINCHPIN_ROOT "/assets/pack"));
    CHECK(inputs::is_inputs_folder(kFolder / "good"));
    CHECK(words(read(data, Kind::CableFailure, "cable,probability,year\nteams,0.1,2025\n")) ==
          std::vector<std::string>{"cable_failure.csv:1:1: expected the column 'source' (of cable,probability,year,source), found none of that name"});
    CHECK(words(read(data, Kind::CableFailure, "")) == std::vector<std::string>{"cable_failure.csv:1:1: expected a header line, found an empty file"});
    CHECK(words(read(data, Kind::CableFailure, kFail)) == std::vector<std::string>{"cable_failure.csv:1:1: expected rows under the header, found none"});
    const UserInputs extra = read(data, Kind::CableFailure, "cable,probability,year,source,note\nteams,0.1,2025,Est,x\n");
    CHECK(extra.table(Kind::CableFailure).state == inputs::TableState::State::Loaded);
    CHECK(words(extra).size() == 1);
}

TEST_CASE("inputs: the examples of docs/inputs.md are good tables of the bundled pack") {
    const Dataset& data = testing::bundled_pack();
    std::ifstream in{LINCHPIN_ROOT "/docs/inputs.md"};
    std::string line, block;
    std::size_t found = 0;
    for (bool inside = false; std::getline(in, line);) {
        if (line == "```csv") {
            inside = true;
            block.clear();
        } else if (line == "```" && inside) {
            inside = false;
            const Kind kind = block.starts_with("kind,") ? Kind::InputOutput : block.starts_with("asset,") ? Kind::Dependences : block.starts_with("company,") ? Kind::Shareholdings : Kind::CableFailure;
            const UserInputs inputs = read(data, kind, block);
            INFO(block);
            CHECK(words(inputs).empty());
            CHECK(inputs.table(kind).state == inputs::TableState::State::Loaded);
            ++found;
        } else if (inside) {
            block += line + "\n";
        }
    }
    CHECK(found == 4);
}

TEST_CASE("M16 says how many of its capacities are estimates", "[inputs]") {
    const Dataset& pack = testing::bundled_pack();
    Question typed;
    typed.cable_failures = {{kNone, 0.05}};
    Question filled = typed;
    filled.impute_capacity = true;
    std::size_t with_estimates = 0;
    for (const Country& country : pack.countries) {
        const auto kept = [](const Figure& figure) { return figure.item == "expected_retained"; };
        const auto plain = ask(pack, nullptr, {country.code.str()}, "M16", typed), estimated = ask(pack, nullptr, {country.code.str()}, "M16", filled);
        const auto a = std::find_if(plain.begin(), plain.end(), kept), b = std::find_if(estimated.begin(), estimated.end(), kept);
        if (a == plain.end() || b == estimated.end() || b->state != FigureState::Value) continue;
        CHECK(a->imputed == 0);
        CHECK(b->imputed == ask(pack, nullptr, {country.code.str()}, "M13", filled).front().imputed);
        with_estimates += b->imputed > 0 ? 1 : 0;
    }
    CHECK(with_estimates > 0);
}
