#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "data/core/date.h"
#include "data/orbit/element_set.h"
#include "data/orbit/read_omm.h"
#include "data/orbit/read_tle.h"
#include "data/orbit/sgp4.h"
#include "data/orbit/write_omm.h"
#include "data/orbit/write_tle.h"
#include "tests/unit/orbit_verification.h"

using namespace linchpin;
using namespace linchpin::orbit;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;

namespace {

const std::string kTle =
    "SCS-01 A\n"
    "1 63982U 25100A   26233.66263374  .00016491  00000+0  73205-3 0  9999\n"
    "2 63982  97.3628 304.9823 0029551 133.2882 227.0827 15.21233567 70597\n";
const std::string kHeading =
    "OBJECT_NAME,OBJECT_ID,EPOCH,MEAN_MOTION,ECCENTRICITY,INCLINATION,RA_OF_ASC_NODE,ARG_OF_PERICENTER,MEAN_ANOMALY,"
    "EPHEMERIS_TYPE,CLASSIFICATION_TYPE,NORAD_CAT_ID,ELEMENT_SET_NO,REV_AT_EPOCH,BSTAR,MEAN_MOTION_DOT,MEAN_MOTION_DDOT\n";
const std::string kCsv =
    kHeading +
    "SCS-01 A,2025-100A,2026-08-21T15:54:11.555136,15.21233567,0.0029551,97.3628,304.9823,133.2882,227.0827,0,U,63982,999,7059,"
    "0.00073205,0.00016491,0.0\n";
const std::string kXml =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- a comment with <omm> in it -->\n<ndm>\n<omm id=\"CCSDS_OMM_VERS\" "
    "version=\"2.0\">\n"
    "<header><CREATION_DATE/><ORIGINATOR/></header><body><segment><metadata><OBJECT_NAME>SCS-01 A</OBJECT_NAME>"
    "<OBJECT_ID>2025-100A</OBJECT_ID><CENTER_NAME>EARTH</CENTER_NAME><REF_FRAME>TEME</REF_FRAME><TIME_SYSTEM>UTC</TIME_SYSTEM>"
    "<MEAN_ELEMENT_THEORY>SGP4</MEAN_ELEMENT_THEORY></metadata><data><meanElements><EPOCH>2026-08-21T15:54:11.555136</EPOCH>"
    "<MEAN_MOTION>15.21233567</MEAN_MOTION><ECCENTRICITY>.0029551</ECCENTRICITY><INCLINATION>97.3628</INCLINATION>"
    "<RA_OF_ASC_NODE>304.9823</RA_OF_ASC_NODE><ARG_OF_PERICENTER>133.2882</ARG_OF_PERICENTER><MEAN_ANOMALY>227.0827</MEAN_ANOMALY>"
    "</meanElements><tleParameters><EPHEMERIS_TYPE>0</EPHEMERIS_TYPE><CLASSIFICATION_TYPE>U</CLASSIFICATION_TYPE>"
    "<NORAD_CAT_ID>63982</NORAD_CAT_ID><ELEMENT_SET_NO>999</ELEMENT_SET_NO><REV_AT_EPOCH>7059</REV_AT_EPOCH>"
    "<BSTAR>.73205E-3</BSTAR><MEAN_MOTION_DOT>.16491E-3</MEAN_MOTION_DOT><MEAN_MOTION_DDOT>0</MEAN_MOTION_DDOT>"
    "</tleParameters></data></segment></body></omm>\n</ndm>\n";
const std::string kKvn =
    "CCSDS_OMM_VERS = 2.0\nCOMMENT a remark\nOBJECT_NAME = SCS-01 A\nOBJECT_ID = 2025-100A\nCENTER_NAME = EARTH\nREF_FRAME = TEME\n"
    "TIME_SYSTEM = UTC\nMEAN_ELEMENT_THEORY = SGP4\nEPOCH = 2026-08-21T15:54:11.555136\nMEAN_MOTION = 15.21233567 [rev/day]\n"
    "ECCENTRICITY = 0.0029551\nINCLINATION = 97.3628 [deg]\nRA_OF_ASC_NODE = 304.9823 [deg]\nARG_OF_PERICENTER = 133.2882 [deg]\n"
    "MEAN_ANOMALY = 227.0827 [deg]\nEPHEMERIS_TYPE = 0\nCLASSIFICATION_TYPE = U\nNORAD_CAT_ID = 63982\nELEMENT_SET_NO = 999\n"
    "REV_AT_EPOCH = 7059\nBSTAR = 0.00073205\nMEAN_MOTION_DOT = 0.00016491\nMEAN_MOTION_DDOT = 0.0\n";
const std::string kJson =
    "[{\"OBJECT_NAME\":\"SCS-01 "
    "A\",\"OBJECT_ID\":\"2025-100A\",\"EPOCH\":\"2026-08-21T15:54:11.555136\",\"MEAN_MOTION\":15.21233567,"
    "\"ECCENTRICITY\":0.0029551,\"INCLINATION\":\"97.3628\",\"RA_OF_ASC_NODE\":304.9823,\"ARG_OF_PERICENTER\":133.2882,"
    "\"MEAN_ANOMALY\":227.0827,\"EPHEMERIS_TYPE\":0,\"CLASSIFICATION_TYPE\":\"U\",\"NORAD_CAT_ID\":63982,\"ELEMENT_SET_NO\":999,"
    "\"REV_AT_EPOCH\":7059,\"BSTAR\":0.00073205,\"MEAN_MOTION_DOT\":0.00016491,\"MEAN_MOTION_DDOT\":0,\"GP_ID\":null}]";

/// Every field, bit for bit.
void check_equal(const MeanElements& a, const MeanElements& b) {
    CHECK(a.norad_cat_id == b.norad_cat_id);
    CHECK(a.object_id == b.object_id);
    CHECK(a.object_name == b.object_name);
    CHECK(a.epoch_unix_s == b.epoch_unix_s);
    CHECK(a.mean_motion_rev_day == b.mean_motion_rev_day);
    CHECK(a.eccentricity == b.eccentricity);
    CHECK(a.inclination_deg == b.inclination_deg);
    CHECK(a.ra_of_asc_node_deg == b.ra_of_asc_node_deg);
    CHECK(a.arg_of_pericenter_deg == b.arg_of_pericenter_deg);
    CHECK(a.mean_anomaly_deg == b.mean_anomaly_deg);
    CHECK(a.bstar_per_er == b.bstar_per_er);
    CHECK(a.mean_motion_dot == b.mean_motion_dot);
    CHECK(a.mean_motion_ddot == b.mean_motion_ddot);
    CHECK(a.ephemeris_type == b.ephemeris_type);
    CHECK(a.classification == b.classification);
    CHECK(a.element_set_no == b.element_set_no);
    CHECK(a.rev_at_epoch == b.rev_at_epoch);
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

/// Puts the right checksum at column 69 of a line.
std::string with_checksum(std::string line) {
    int sum = 0;
    for (std::size_t i = 0; i < 68; ++i) sum += line[i] >= '0' && line[i] <= '9' ? line[i] - '0' : line[i] == '-' ? 1 : 0;
    line[68] = static_cast<char>('0' + sum % 10);
    return line;
}

}  // namespace

TEST_CASE("readers: the five forms of one element set give the same bits", "[orbit][readers]") {
    const ElementSets tle = read_elements(kTle);
    REQUIRE(tle.problems.empty());
    REQUIRE(tle.elements.size() == 1);
    const MeanElements& e = tle.elements[0];
    CHECK(e.norad_cat_id == 63982);
    CHECK(e.object_name == "SCS-01 A");
    CHECK(e.object_id == "2025-100A");
    CHECK(e.rev_at_epoch == 7059);
    CHECK(e.bstar_per_er == 0.73205e-3);
    CHECK_THAT(e.epoch_unix_s, WithinAbs(*parse_instant_unix_s("2026-08-21T15:54:11Z") + 0.555136, 1e-6));
    for (const std::string* form : {&kCsv, &kXml, &kKvn, &kJson}) {
        INFO(*form);
        const ElementSets other = read_elements(*form);
        for (const Error& p : other.problems) UNSCOPED_INFO(p.text());
        CHECK(other.problems.empty());
        REQUIRE(other.elements.size() == 1);
        check_equal(other.elements[0], e);
        const ElementSets marked = read_elements("\xEF\xBB\xBF" + *form);  // byte order mark
        CHECK(marked.elements.size() == 1);
        std::string windows;
        for (const char ch : *form) windows += ch == '\n' ? std::string("\r\n") : std::string(1, ch);
        CHECK(read_elements(windows).elements.size() == 1);
    }
}

TEST_CASE("readers: what is written reads back the same", "[orbit][readers]") {
    std::vector<MeanElements> all = read_tle(kTle).elements;
    for (const auto& [number, e] : verification_elements()) all.push_back(e);
    all[1].object_name = "a \"quoted\", name\\ with everything";
    all[1].norad_cat_id = 799501299;
    all[2].norad_cat_id = 100000;
    for (MeanElements& e : all) e.epoch_unix_s = *parse_epoch_unix_s(format_epoch(e.epoch_unix_s));
    std::erase_if(all, [](const MeanElements& e) { return e.mean_motion_rev_day > 20.0; });
    for (const std::string& text : {write_omm_csv(all), write_omm_json(all)}) {
        const ElementSets back = read_elements(text);
        for (const Error& p : back.problems) UNSCOPED_INFO(p.text());
        CHECK(back.problems.empty());
        REQUIRE(back.elements.size() == all.size());
        for (std::size_t i = 0; i < all.size(); ++i) check_equal(back.elements[i], all[i]);
    }
    CHECK(read_elements(write_omm_json({})).elements.empty());
    CHECK(read_elements(write_omm_json({})).problems.empty());
    CHECK(read_elements(write_omm_csv({})).problems.empty());
}

TEST_CASE("readers: two-line sets are written as they were read, and OMM, TLE and back are one", "[orbit][readers]") {
    std::ifstream in(std::filesystem::path(LINCHPIN_ROOT) / "tests/data/orbit/passes.tle");
    const std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    const ElementSets sets = read_elements(text);
    REQUIRE(sets.elements.size() == 6);
    CHECK(write_tle(sets.elements).text == text);
    CHECK(write_tle(read_elements(kTle).elements).text == kTle);
    // TLE -> OMM -> TLE, through each form, loses nothing.
    CHECK(write_tle(read_elements(write_omm_csv(sets.elements)).elements).text == text);
    CHECK(write_tle(read_elements(write_omm_json(sets.elements)).elements).text == text);
    // OMM -> TLE rounds; what comes back is as near as a TLE can say.
    MeanElements e = read_elements(kCsv).elements.at(0);
    e.epoch_unix_s += 0.000123;
    e.mean_anomaly_deg = 359.99997;
    e.eccentricity = 0.00295514;
    e.bstar_per_er = -0.999999e-4;
    e.mean_motion_ddot = 1.23456e-12;
    e.rev_at_epoch = 123456;
    e.object_name = "1 strange name\n";
    const auto set = write_tle_set(e);
    REQUIRE(set);
    const MeanElements back = read_elements(*set).elements.at(0);
    CHECK_THAT(back.epoch_unix_s, WithinAbs(e.epoch_unix_s, 433e-6));
    CHECK(back.mean_anomaly_deg == 0.0);
    CHECK(back.eccentricity == 0.0029551);
    CHECK(back.bstar_per_er == -1e-4);
    CHECK_THAT(back.mean_motion_ddot, WithinAbs(1.23e-12, 1e-16));
    CHECK(back.rev_at_epoch == 23456);
    CHECK(back.object_name == "1 strange name");
    // The last microsecond of a year belongs to the next one.
    e.epoch_unix_s = *parse_epoch_unix_s("2026-12-31T23:59:59.999999");
    CHECK(read_elements(*write_tle_set(e)).elements.at(0).epoch_unix_s == *parse_epoch_unix_s("2027-01-01T00:00:00"));
}

TEST_CASE("readers: what a TLE cannot say is refused with the field, and the rest is written", "[orbit][readers]") {
    const MeanElements good = read_elements(kTle).elements.at(0);
    const auto refused = [&](auto change, TleNumbers numbers = TleNumbers::FiveDigits) {
        MeanElements e = good;
        change(e);
        const auto set = write_tle_set(e, numbers);
        REQUIRE_FALSE(set);
        return set.error().message;
    };
    CHECK_THAT(refused([](auto& e) { e.norad_cat_id = 100000; }), ContainsSubstring("NORAD_CAT_ID: expected 1 to 99999"));
    CHECK_THAT(refused([](auto& e) { e.norad_cat_id = 0; }), ContainsSubstring("NORAD_CAT_ID"));
    CHECK_THAT(refused([](auto& e) { e.norad_cat_id = 799501299; }, TleNumbers::Alpha5), ContainsSubstring("found 799501299"));
    CHECK_THAT(refused([](auto& e) { e.norad_cat_id = 340000; }, TleNumbers::Alpha5), ContainsSubstring("339999"));
    CHECK_THAT(refused([](auto& e) { e.object_id = "not one"; }), ContainsSubstring("OBJECT_ID"));
    CHECK_THAT(refused([](auto& e) { e.epoch_unix_s = *parse_epoch_unix_s("2057-01-01T00:00:00"); }), ContainsSubstring("EPOCH"));
    CHECK_THAT(refused([](auto& e) { e.epoch_unix_s = std::nan(""); }), ContainsSubstring("EPOCH"));
    CHECK_THAT(refused([](auto& e) { e.eccentricity = 0.99999996; }), ContainsSubstring("ECCENTRICITY"));
    CHECK_THAT(refused([](auto& e) { e.mean_motion_dot = -1.0; }), ContainsSubstring("MEAN_MOTION_DOT"));
    CHECK_THAT(refused([](auto& e) { e.bstar_per_er = 1e9; }), ContainsSubstring("BSTAR"));
    CHECK_THAT(refused([](auto& e) { e.bstar_per_er = std::nan(""); }), ContainsSubstring("BSTAR"));
    CHECK_THAT(refused([](auto& e) { e.mean_motion_rev_day = 100.0; }), ContainsSubstring("MEAN_MOTION"));
    CHECK_THAT(refused([](auto& e) { e.mean_anomaly_deg = -1.0; }), ContainsSubstring("angles"));
    for (const auto& [number, five] :
         {std::pair{100000u, "A0000"}, {148493u, "E8493"}, {180000u, "J0000"}, {230000u, "P0000"}, {339999u, "Z9999"}}) {
        MeanElements e = good;
        e.norad_cat_id = number;
        const auto set = write_tle_set(e, TleNumbers::Alpha5);
        REQUIRE(set);
        CHECK_THAT(*set, ContainsSubstring(std::string("\n2 ") + five + " "));
        CHECK(read_elements(*set).elements.at(0).norad_cat_id == number);
    }
    std::vector<MeanElements> list{good, good, good};
    list[1].norad_cat_id = 100001;
    const TleText text = write_tle(list);
    CHECK(text.text == kTle + kTle);
    REQUIRE(text.problems.size() == 1);
    CHECK_THAT(text.problems[0].message, ContainsSubstring("100001 SCS-01 A: NORAD_CAT_ID"));
    // Whatever a reader accepts is either written so that it reads back, or refused.
    std::mt19937_64 random(3);
    std::uniform_real_distribution<double> unit(0.0, 1.0);
    for (int i = 0; i < 20000; ++i) {
        MeanElements e = good;
        e.mean_motion_rev_day = 20.0 * unit(random) + 1e-9;
        e.eccentricity = unit(random);
        e.inclination_deg = 180.0 * unit(random);
        e.mean_anomaly_deg = 360.0 * unit(random);
        e.bstar_per_er = (unit(random) - 0.5) * std::pow(10.0, 40.0 * unit(random) - 30.0);
        e.mean_motion_dot = (unit(random) - 0.5) * std::pow(10.0, 12.0 * unit(random) - 10.0);
        e.epoch_unix_s = -4e8 + 3.1e9 * unit(random);
        const auto set = write_tle_set(e);
        if (!set) continue;
        const ElementSets back = read_elements(*set);
        REQUIRE(back.elements.size() == 1);
        const MeanElements& b = back.elements[0];
        CHECK_THAT(b.mean_motion_rev_day, WithinAbs(e.mean_motion_rev_day, 0.51e-8));
        CHECK_THAT(b.bstar_per_er, WithinAbs(e.bstar_per_er, std::max(0.51e-14, std::abs(e.bstar_per_er) * 5.1e-5)));
        CHECK_THAT(b.mean_motion_dot, WithinAbs(e.mean_motion_dot, 0.51e-8));
        CHECK_THAT(b.epoch_unix_s, WithinAbs(e.epoch_unix_s, 433e-6));
    }
}

TEST_CASE("readers: pasted text may be indented", "[orbit][readers]") {
    std::string text = "  SCS-01 A\r\n";
    text += "    " + kTle.substr(9, 69) + "\r\n    " + kTle.substr(79, 69) + "  \r\n";
    const ElementSets sets = read_elements(text);
    CHECK(sets.problems.empty());
    REQUIRE(sets.elements.size() == 1);
    check_equal(sets.elements[0], read_elements(kTle).elements.at(0));
}

TEST_CASE("readers: epochs", "[orbit][readers]") {
    CHECK(parse_epoch_unix_s("1970-01-01T00:00:00") == 0.0);
    CHECK(parse_epoch_unix_s("1970-01-01T00:00:00.5Z") == 0.5);
    CHECK(parse_epoch_unix_s("1969-12-31T23:59:59.25") == -0.75);
    CHECK(parse_epoch_unix_s("2026-233T15:54:11.555136") == parse_epoch_unix_s("2026-08-21T15:54:11.555136"));
    CHECK(parse_epoch_unix_s("1970-01-01T00:00:00.0000006") == 1e-6);  // rounded to microseconds
    CHECK(parse_epoch_unix_s("1970-01-01T00:00:00.0000004") == 0.0);
    CHECK(parse_epoch_unix_s("2016-12-31T23:59:60") == parse_epoch_unix_s("2017-01-01T00:00:00"));
    for (const char* bad : {"", "2026-08-21", "2026-02-30T00:00:00", "2026-366T00:00:00", "2026-000T00:00:00",
                            "2026-08-21T24:00:00", "2026-08-21T00:00", "2026-08-21T00:00:00.", "2026-08-21T00:00:00,5",
                            "2026-08-21 00:00:00", "26-08-21T00:00:00", "2026-08-21T00:00:00+01:00", "2026-08-21T0a:00:00"})
        CHECK_FALSE(parse_epoch_unix_s(bad));
    CHECK(format_epoch(-0.75) == "1969-12-31T23:59:59.250000");
    CHECK(format_epoch(1787327651.555136) == "2026-08-21T15:54:11.555136");
}

TEST_CASE("readers: catalogue numbers, old and new", "[orbit][readers]") {
    CHECK(parse_tle_catalog_number("00005") == 5u);
    CHECK(parse_tle_catalog_number("    5") == 5u);
    CHECK(parse_tle_catalog_number("69999") == 69999u);
    CHECK(parse_tle_catalog_number("A0000") == 100000u);
    CHECK(parse_tle_catalog_number("E8493") == 148493u);
    CHECK(parse_tle_catalog_number("H9999") == 179999u);
    CHECK(parse_tle_catalog_number("J0000") == 180000u);
    CHECK(parse_tle_catalog_number("N9999") == 229999u);
    CHECK(parse_tle_catalog_number("P0000") == 230000u);
    CHECK(parse_tle_catalog_number("Z9999") == 339999u);
    for (const char* bad : {"I0000", "O0000", "a0000", "A000", "AB000", "0A000", "1 234", "     ", "00000", "-1234", "A0 00"})
        CHECK_FALSE(parse_tle_catalog_number(bad));
    std::string one = kTle.substr(9, 69), two = kTle.substr(79, 69);
    one = with_checksum(one.replace(2, 5, "Z9999"));
    two = with_checksum(two.replace(2, 5, "Z9999"));
    const ElementSets alpha = read_elements(one + "\n" + two);
    REQUIRE(alpha.elements.size() == 1);
    CHECK(alpha.elements[0].norad_cat_id == 339999u);
    CHECK(alpha.elements[0].object_name.empty());
    const ElementSets nine = read_elements(replaced(kCsv, "63982", "799501299"));
    REQUIRE(nine.elements.size() == 1);
    CHECK(nine.elements[0].norad_cat_id == 799501299u);
    CHECK_THAT(read_elements(replaced(kCsv, "63982", "1799501299")).problems.at(0).text(), ContainsSubstring("NORAD_CAT_ID"));
}

TEST_CASE("readers: TLE problems are told apart and the rest is kept", "[orbit][readers]") {
    const std::string one = kTle.substr(9, 69), two = kTle.substr(79, 69);
    const auto only_problem = [&](const std::string& text) {
        const ElementSets sets = read_tle(text + "\n" + kTle);
        INFO(text);
        CHECK(sets.elements.size() == 1);  // the good set behind it
        REQUIRE(sets.problems.size() == 1);
        CHECK(sets.problems[0].line > 0);
        return sets.problems[0].text();
    };
    CHECK_THAT(only_problem(replaced(one, "16491", "16492") + "\n" + two), ContainsSubstring("checksum: expected 0, found 9"));
    CHECK_THAT(only_problem(one.substr(0, 68) + "\n" + two), ContainsSubstring("expected 69 characters, found 68"));
    CHECK_THAT(only_problem(one + "\n" + two + " 0.0 1440.0"), ContainsSubstring("2: expected 69 characters"));
    CHECK_THAT(only_problem(one), ContainsSubstring("expected line 2"));
    CHECK_THAT(only_problem(two), ContainsSubstring("expected line 1"));
    CHECK_THAT(only_problem("LOST NAME"), ContainsSubstring("LOST NAME"));
    CHECK_THAT(only_problem(with_checksum(replaced(one, "63982", "63983")) + "\n" + two),
               ContainsSubstring("the number of line 1"));
    CHECK_THAT(only_problem(one + "\n" + with_checksum(replaced(two, "0029551", "00x9551"))), ContainsSubstring("eccentricity"));
    CHECK_THAT(only_problem(one + "\n" + with_checksum(replaced(two, " 97.3628", "197.3628"))), ContainsSubstring("INCLINATION"));
    CHECK_THAT(only_problem(one + "\n" + with_checksum(replaced(two, "15.21233567", " 0.00000000"))),
               ContainsSubstring("MEAN_MOTION"));
    CHECK_THAT(only_problem(with_checksum(replaced(one, "26233.6", "26399.6")) + "\n" + two), ContainsSubstring("day of the year"));
    CHECK_THAT(only_problem(with_checksum(replaced(one, "73205-3", "73z05-3")) + "\n" + two), ContainsSubstring("drag term"));
    CHECK_THAT(only_problem(with_checksum(replaced(one, "-3 0  999", "-3 4  999")) + "\n" + two), ContainsSubstring("SGP4-XP"));

    const ElementSets named = read_tle("# remark\n0 ISS (ZARYA)\r\n" + one + "\r\n" + two + "\r\n\n" + one + "\n" + two + "\n");
    REQUIRE(named.elements.size() == 2);
    CHECK(named.elements[0].object_name == "ISS (ZARYA)");
    CHECK(named.elements[1].object_name.empty());
    const ElementSets negative = read_tle(with_checksum(replaced(one, " 73205-3", "-73205-3")) + "\n" + two);
    REQUIRE(negative.elements.size() == 1);
    CHECK(negative.elements[0].bstar_per_er == -0.73205e-3);
    CHECK(read_tle("").problems.empty());
}

TEST_CASE("readers: OMM problems name line and field, and the rest is kept", "[orbit][readers]") {
    const std::string good = kCsv.substr(kHeading.size());
    const auto problem = [&](const std::string& row) {
        const ElementSets sets = read_elements(kHeading + good + row + good);
        INFO(row);
        CHECK(sets.elements.size() == 2);
        REQUIRE(sets.problems.size() == 1);
        CHECK(sets.problems[0].line == 3);
        return sets.problems[0].message;
    };
    CHECK_THAT(problem(replaced(good, "15.21233567", "fast")), ContainsSubstring("MEAN_MOTION: expected a number, found 'fast'"));
    CHECK_THAT(problem(replaced(good, "15.21233567", "")), ContainsSubstring("MEAN_MOTION"));
    CHECK_THAT(problem(replaced(good, "0.0029551", "1.0")), ContainsSubstring("ECCENTRICITY"));
    CHECK_THAT(problem(replaced(good, "97.3628", "nan")), ContainsSubstring("INCLINATION"));
    CHECK_THAT(problem(replaced(good, "97.3628", "1e999")), ContainsSubstring("INCLINATION"));
    CHECK_THAT(problem(replaced(good, "2026-08-21T", "2026-13-21T")), ContainsSubstring("EPOCH"));
    CHECK_THAT(problem(replaced(good, "63982", "-1")), ContainsSubstring("NORAD_CAT_ID"));
    CHECK_THAT(problem(replaced(good, "63982", "63982.5")), ContainsSubstring("NORAD_CAT_ID"));
    CHECK_THAT(problem(replaced(good, "227.0827,0,U", "227.0827,4,U")), ContainsSubstring("SGP4-XP"));
    CHECK_THAT(problem(replaced(good, "304.9823", "400")), ContainsSubstring("RA_OF_ASC_NODE"));
    CHECK_THAT(problem("a,b,c\n"), ContainsSubstring("expected 17 fields"));
    CHECK_THAT(read_elements(replaced(kCsv, ",BSTAR", ",DRAG")).problems.at(0).text(),
               ContainsSubstring("BSTAR: expected a column"));
    // Columns in another order, extra columns, a negative angle.
    const ElementSets other = read_elements(
        "NORAD_CAT_ID,EXTRA,BSTAR,MEAN_ANOMALY,ARG_OF_PERICENTER,RA_OF_ASC_NODE,INCLINATION,ECCENTRICITY,MEAN_MOTION,EPOCH\n"
        "5,x,+1e-4,-90,10,20,30,.1,11,2026-08-21T00:00:00Z\n");
    REQUIRE(other.elements.size() == 1);
    CHECK(other.elements[0].mean_anomaly_deg == 270.0);
    CHECK(other.elements[0].bstar_per_er == 1e-4);

    CHECK_THAT(read_elements(replaced(kXml, ">TEME<", ">GCRF<")).problems.at(0).text(),
               ContainsSubstring("REF_FRAME: expected TEME"));
    CHECK_THAT(read_elements(replaced(kKvn, "= UTC", "= GPS")).problems.at(0).text(),
               ContainsSubstring("7: TIME_SYSTEM: expected UTC"));
    CHECK_THAT(read_elements(replaced(kKvn, "= SGP4", "= DSST")).problems.at(0).text(), ContainsSubstring("MEAN_ELEMENT_THEORY"));
    CHECK_THAT(read_elements(replaced(kXml, "<BSTAR>.73205E-3</BSTAR>", "")).problems.at(0).text(), ContainsSubstring("BSTAR"));

    const std::string object = kJson.substr(1, kJson.size() - 2);
    const ElementSets broken =
        read_elements("[\n" + object + ",\n{\"EPOCH\": oops},\n{\"OBJECT_NAME\": \"no end\n,\n" + object + "\n]");
    CHECK(broken.elements.size() == 2);
    REQUIRE(broken.problems.size() == 2);
    CHECK(broken.problems[0].line == 3);
    CHECK(broken.problems[1].line == 4);
    CHECK(read_elements(object).elements.size() == 1);
    CHECK(read_elements("[1, 2]").problems.size() == 1);
    const std::string two_xml =
        replaced(kXml, "</ndm>", kXml.substr(kXml.find("<omm id"), kXml.find("</ndm>") - kXml.find("<omm id")) + "</ndm>");
    CHECK(read_elements(two_xml).elements.size() == 2);
    const ElementSets mixed = read_elements(replaced(two_xml, ".0029551", "wide"));
    CHECK(mixed.elements.size() == 1);
    CHECK_THAT(mixed.problems.at(0).text(), ContainsSubstring("ECCENTRICITY"));
    CHECK(read_elements(replaced(kXml, "SCS-01 A", "R&amp;D &lt;1&gt;")).elements.at(0).object_name == "R&D <1>");
    CHECK(read_elements(kKvn + "\n" + kKvn).elements.size() == 2);
    // What CSV and JSON could not write again: found by the fuzzer in XML, which lets any byte through.
    const std::string nul("A\0B", 3);
    for (const std::string& text : {replaced(kXml, "SCS-01 A", nul), replaced(kKvn, "SCS-01 A", nul), replaced(kKvn, "SCS-01 A", "A\xFF"),
                                    replaced(kXml, "2025-100A", "2025\xC3")}) {
        const ElementSets sets = read_elements(text);
        CHECK(sets.elements.empty());
        REQUIRE(sets.problems.size() == 1);
        CHECK_THAT(sets.problems[0].message, ContainsSubstring("OBJECT_") && ContainsSubstring(": expected UTF-8 text, found other bytes"));
    }
}

TEST_CASE("readers: a file's name stands in its problems", "[orbit][readers]") {
    const auto file = std::filesystem::temp_directory_path() / "linchpin_orbit_readers_test.csv";
    std::ofstream(file) << kHeading << "x\n";
    const auto sets = load_elements(file);
    std::filesystem::remove(file);
    REQUIRE(sets);
    REQUIRE(sets->problems.size() == 1);
    CHECK_THAT(sets->problems[0].text(), ContainsSubstring("linchpin_orbit_readers_test.csv:2"));
    CHECK_FALSE(load_elements(file));
}

TEST_CASE("readers: mutated files never crash, and what they yield can be propagated", "[orbit][readers][fuzz]") {
    std::mt19937_64 random(20260821);
    const std::string inputs[] = {kTle + kTle, kCsv, kXml, kKvn, kJson, kHeading, "", "<omm>", "[{", "1 2"};
    const auto pick = [&](std::size_t n) { return n == 0 ? 0 : static_cast<std::size_t>(random() % n); };
    std::size_t kept = 0, refused = 0;
    for (int round = 0; round < 6000; ++round) {
        std::string text = inputs[pick(std::size(inputs))];
        for (std::size_t k = pick(6); k > 0 && !text.empty(); --k) {
            const std::size_t at = pick(text.size());
            switch (pick(6)) {
                case 0:
                    text[at] = static_cast<char>(random());
                    break;
                case 1:
                    text.erase(at, 1 + pick(20));
                    break;
                case 2:
                    text.insert(at, text.substr(pick(text.size()), pick(40)));
                    break;
                case 3:
                    text.resize(at);
                    break;
                case 4:
                    text[at] = "\n\r\",<>{}[]=&;-+.e 0"[pick(19)];
                    break;
                default:
                    text.insert(at, 1, "\n\"<{[\\"[pick(6)]);
                    break;
            }
        }
        // Each reader must stand anything, not only what its first characters promise.
        for (const auto reader : {read_elements, read_tle, read_omm_csv, read_omm_json, read_omm_xml, read_omm_kvn}) {
            const ElementSets sets = reader(text);
            for (const MeanElements& e : sets.elements) {
                CHECK(Sgp4::init(e));
                CHECK(e.norad_cat_id > 0);
            }
            kept += sets.elements.size();
            refused += sets.problems.size();
        }
    }
    CHECK(kept > 1000);
    CHECK(refused > 1000);
}
