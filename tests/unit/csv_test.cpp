#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "data/csv/file_bytes.h"
#include "data/csv/parse_number.h"
#include "data/csv/reader.h"
#include "data/csv/utf8.h"

using namespace linchpin::csv;
using Words = std::vector<std::string>;

namespace {

struct ReadRow {
    Words fields;
    std::uint32_t line = 0;
    Problem problem = Problem::None;
    Position at{0, 0};  // of the problem
};

std::vector<ReadRow> read_all(std::string_view text) {
    Reader reader{text};
    std::vector<ReadRow> out;
    while (reader.next()) {
        ReadRow row;
        for (const Field& field : reader.row().fields) row.fields.emplace_back(field.text);
        row.line = reader.row().line;
        row.problem = reader.row().problem;
        if (row.problem != Problem::None) row.at = reader.position(reader.row().problem_offset);
        out.push_back(row);
    }
    CHECK_FALSE(reader.next());  // the end stays the end
    return out;
}

/// What RFC 4180 writes for these fields.
std::string to_csv(const std::vector<Words>& rows, std::string_view newline, bool quote_all) {
    std::string out;
    for (const Words& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (i > 0) out += ',';
            const bool quote = quote_all || row[i].find_first_of(",\"\r\n") != std::string::npos;
            if (!quote) {
                out += row[i];
                continue;
            }
            out += '"';
            for (const char c : row[i]) out += c == '"' ? std::string{"\"\""} : std::string{c};
            out += '"';
        }
        out += newline;
    }
    return out;
}

}  // namespace

TEST_CASE("csv: plain rows, empty fields, last line without a newline", "[csv]") {
    const auto rows = read_all("a,b,c\n1,,3\n,,\nx,y,");
    REQUIRE(rows.size() == 4);
    CHECK(rows[0].fields == Words{"a", "b", "c"});
    CHECK(rows[1].fields == Words{"1", "", "3"});
    CHECK(rows[2].fields == Words{"", "", ""});
    CHECK(rows[3].fields == Words{"x", "y", ""});
    CHECK(rows[3].line == 4);
}

TEST_CASE("csv: empty file, only a byte order mark, only blank lines, header only", "[csv]") {
    CHECK(read_all("").empty());
    CHECK(read_all("\xEF\xBB\xBF").empty());
    CHECK(read_all("\n\r\n\n").empty());
    CHECK(read_all("a,b").size() == 1);
    CHECK(read_all("a,b\n").size() == 1);
}

TEST_CASE("csv: a byte order mark is no part of the first field, and columns count behind it", "[csv]") {
    Reader reader{"\xEF\xBB\xBFid,name\n1,2\n"};
    REQUIRE(reader.next());
    CHECK(reader.row().fields[0].text == "id");
    CHECK(reader.position(reader.row().fields[1].offset).column == 4);
}

TEST_CASE("csv: CR LF ends rows also at the end of the file, blank lines hold no row", "[csv]") {
    const auto rows = read_all("a,b\r\n\r\n1,2\r\n\r\n");
    REQUIRE(rows.size() == 2);
    CHECK(rows[1].fields == Words{"1", "2"});
    CHECK(rows[1].line == 3);
}

TEST_CASE("csv: quotes hold commas, doubled quotes and line breaks; the next row knows its line", "[csv]") {
    const auto rows = read_all("\"a,1\",\"say \"\"hi\"\"\",\"two\nlines\r\nthree\"\r\nnext,,\"\"\nlast,\"\"\"\",x");
    REQUIRE(rows.size() == 3);
    CHECK(rows[0].fields == Words{"a,1", "say \"hi\"", "two\nlines\r\nthree"});
    CHECK(rows[1].fields == Words{"next", "", ""});
    CHECK(rows[1].line == 4);
    CHECK(rows[2].fields == Words{"last", "\"", "x"});
    CHECK(rows[2].line == 5);
}

TEST_CASE("csv: position of a field is in characters, on its own line", "[csv]") {
    Reader reader{"Côte d’Ivoire,x\n\"a\nbé\",é,z\n"};
    REQUIRE(reader.next());
    CHECK(reader.position(reader.row().fields[1].offset).column == 15);  // 13 characters and a comma, in 16 bytes
    REQUIRE(reader.next());
    const Position first = reader.position(reader.row().fields[0].offset);
    const Position third = reader.position(reader.row().fields[2].offset);
    CHECK((first.line == 2 && first.column == 1));
    CHECK((third.line == 3 && third.column == 7));  // bé",é,z
}

TEST_CASE("csv: a quote that never closes costs one row", "[csv]") {
    const auto rows = read_all("a,b\n1,\"open\n3,4\n5,6\n");
    REQUIRE(rows.size() == 4);
    CHECK(rows[1].problem == Problem::UnclosedQuote);
    CHECK((rows[1].at.line == 2 && rows[1].at.column == 3));
    CHECK(rows[2].fields == Words{"3", "4"});
    CHECK(rows[2].line == 3);
    CHECK(rows[3].fields == Words{"5", "6"});
}

TEST_CASE("csv: a stray opening quote does not swallow the rows up to the next quoted one", "[csv]") {
    const auto rows = read_all("a,b\n1,\"open\n3,4\n\"x, y\",6\n7,8\n");
    REQUIRE(rows.size() == 5);
    CHECK(rows[1].problem == Problem::TextAfterQuote);
    CHECK(rows[2].fields == Words{"3", "4"});
    CHECK(rows[3].fields == Words{"x, y", "6"});
    CHECK(rows[4].line == 5);
    CHECK(rows[4].fields == Words{"7", "8"});
}

TEST_CASE("csv: text behind a closing quote, a quote inside a bare field, a CR alone", "[csv]") {
    auto rows = read_all("\"a\"b,c\nok,1\n");
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].problem == Problem::TextAfterQuote);
    CHECK(rows[0].at.column == 4);
    CHECK(rows[1].problem == Problem::None);
    rows = read_all("5\" disk,c\nok,1\n");
    CHECK(rows[0].problem == Problem::StrayQuote);
    CHECK(rows[0].at.column == 2);
    CHECK(rows[1].fields == Words{"ok", "1"});
    rows = read_all("a\rb,c\nok,1\r");
    CHECK(rows[0].problem == Problem::BareCarriageReturn);
    CHECK(rows[1].problem == Problem::BareCarriageReturn);
    CHECK(read_all("\"a\rb\",c\n")[0].problem == Problem::None);  // inside quotes it is text
}

TEST_CASE("csv: invalid UTF-8 and NUL are found in their row alone", "[csv]") {
    const std::string text{"a,b\nx,\xff\nok,1\ny,\0z\nok,2\n", 23};
    const auto rows = read_all(text);
    REQUIRE(rows.size() == 5);
    CHECK(rows[1].problem == Problem::InvalidUtf8);
    CHECK((rows[1].at.line == 2 && rows[1].at.column == 3));
    CHECK(rows[2].problem == Problem::None);
    CHECK(rows[3].problem == Problem::NulByte);
    CHECK(rows[4].problem == Problem::None);
}

TEST_CASE("csv: what was written comes back, for any content, line end and position in a 64-byte block", "[csv][property]") {
    std::mt19937 random{20261124};
    const std::string alphabet = "ab,\"\n\r0 ";
    for (int round = 0; round < 3000; ++round) {
        const std::size_t columns = 1 + random() % 5;
        std::vector<Words> rows(1 + random() % 6, Words(columns));
        for (Words& row : rows) {
            for (std::string& field : row) {
                const std::size_t length = random() % (round % 10 == 0 ? 150 : 12);
                for (std::size_t i = 0; i < length; ++i)
                    field += random() % 20 == 0 ? "é" : std::string{alphabet[random() % alphabet.size()]};
            }
            if (columns == 1 && row[0].empty()) row[0] = "x";  // a blank line holds no row
        }
        const bool quote_all = random() % 2 == 0;
        std::string text = to_csv(rows, random() % 2 == 0 ? "\n" : "\r\n", quote_all);
        if (random() % 2 == 0) text.pop_back();
        if (!text.empty() && text.back() == '\r') text.pop_back();
        const auto read = read_all(text);
        REQUIRE(read.size() == rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            REQUIRE(read[i].problem == Problem::None);
            REQUIRE(read[i].fields == rows[i]);
        }
    }
}

TEST_CASE("csv: random bytes are read to the end, each row on its line, every field within the text", "[csv][property]") {
    std::mt19937 random{7};
    const std::string alphabet = "a,\"\n\r\xC3\xA9\x80";
    for (int round = 0; round < 5000; ++round) {
        std::string text;
        const std::size_t length = random() % 200;
        for (std::size_t i = 0; i < length; ++i)
            text += random() % 30 == 0 ? static_cast<char>(random()) : alphabet[random() % alphabet.size()];
        Reader reader{text};
        std::size_t last_end = 0;
        while (reader.next()) {
            const Row& row = reader.row();
            REQUIRE(row.offset >= last_end);
            REQUIRE(row.line == 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(row.offset), '\n'));
            last_end = row.offset + 1;
            for (const Field& field : row.fields) {
                REQUIRE(field.offset <= text.size());
                (void)reader.position(field.offset);
            }
            if (row.problem != Problem::None) REQUIRE(reader.position(row.problem_offset).line >= row.line);
        }
    }
}

TEST_CASE("utf8: well-formed or not", "[csv]") {
    const std::size_t good = std::string_view::npos;
    CHECK(first_bad_byte("") == good);
    CHECK(first_bad_byte("plain text that is longer than one block of thirty-two bytes, é ñ 東京 🌍") == good);
    CHECK(first_bad_byte("\xF4\x8F\xBF\xBF") == good);  // U+10FFFF
    CHECK(first_bad_byte("\xF4\x90\x80\x80") == 0);     // above
    CHECK(first_bad_byte("a\xC0\xAF") == 1);            // overlong
    CHECK(first_bad_byte("ab\xED\xA0\x80") == 2);       // surrogate
    CHECK(first_bad_byte("abc\xE2\x82") == 3);          // cut
    CHECK(first_bad_byte(std::string(40, 'x') + "\x80") == 40);
    CHECK(first_bad_byte(std::string_view{"a\0b", 3}) == 1);
    CHECK(first_bad_byte(std::string(33, 'x') + std::string(1, '\0')) == 33);
    CHECK(count_characters("é東a🌍") == 4);
}

TEST_CASE("numbers: the whole field, finite, no locale", "[csv]") {
    CHECK(parse_double("12") == 12.0);
    CHECK(parse_double("-0.5") == -0.5);
    CHECK(parse_double("3.1e-4") == 3.1e-4);
    CHECK(parse_double("0.1") == 0.1);
    for (const char* bad : {"", " 1", "1 ", "+1", "1,5", "1,234", "1.2.3", "nan", "NaN", "inf", "-inf", "infinity", "-nan(1)",
                            "0x10", "1e999", "1e", "--1", "1_000", "١"})
        CHECK_FALSE(parse_double(bad));
    CHECK(parse_integer("-9223372036854775808") == std::numeric_limits<std::int64_t>::min());
    for (const char* bad : {"", "1.0", "1e3", "9223372036854775808", "+1", " 1", "0x1", "nan"}) CHECK_FALSE(parse_integer(bad));
}

TEST_CASE("numbers: why a text is none", "[csv]") {
    CHECK(found_instead_of_number("1,234", false) == "'1,234' (no thousands separators)");
    CHECK(found_instead_of_number("12,345,678.9", false) == "'12,345,678.9' (no thousands separators)");
    CHECK(found_instead_of_number("3,5", false) == "'3,5' (the decimal sign is a point)");
    CHECK(found_instead_of_number("-3,5", false) == "'-3,5' (the decimal sign is a point)");
    CHECK(found_instead_of_number("NaN", false) == "'NaN' (a missing value is an empty field)");
    CHECK(found_instead_of_number("-inf", false) == "'-inf' (a missing value is an empty field)");
    CHECK(found_instead_of_number(" 5", true) == "' 5' (no blanks around it)");
    CHECK(found_instead_of_number("+5", true) == "'+5' (no plus sign)");
    CHECK(found_instead_of_number("1.5", true) == "'1.5' (it has a fraction or an exponent)");
    CHECK(found_instead_of_number("1e999", false) == "'1e999' (out of range)");
    CHECK(found_instead_of_number("99999999999999999999", true) == "'99999999999999999999' (out of range)");
    CHECK(found_instead_of_number("about 5", false) == "'about 5'");
    CHECK(found_instead_of_number("", false) == "nothing");
}

TEST_CASE("quoting a found text: control characters shown, long ones cut between characters", "[csv]") {
    CHECK(in_quotes("a\nb\x01") == "'a\\nb\\x01'");
    std::string expected = "'";
    for (int i = 0; i < 60; ++i) expected += "é";
    std::string text;
    for (int i = 0; i < 80; ++i) text += "é";
    CHECK(in_quotes(text) == expected + "...'");
}

TEST_CASE("files: what cannot be read is said in one sentence", "[csv]") {
    CHECK(read_file("/nowhere/at/all.csv").error().message == "expected a file here, found none");
    CHECK(read_file(LINCHPIN_ROOT "/tests").error().message ==
          "expected a plain file, found something else (a folder or a device)");
    CHECK(read_file(LINCHPIN_ROOT "/tests/data/pack/good/blocs.csv"));
}
