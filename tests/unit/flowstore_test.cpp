// Large flow tables: what a file becomes, and that every way to a table of import shares gives the same bits.
#include <algorithm>
#include <bit>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <set>
#include <tuple>

#include "data/flowstore/flow_csv.h"
#include "data/flowstore/flow_view.h"

using namespace linchpin;
using namespace linchpin::flows;

namespace {

const std::string kHeader = "exporter,importer,product,year,value\n";

FlowStore store_of(std::string_view text, const FlowCsvOptions& options = {}) {
    auto store = parse_flow_csv(text, "flows.csv", options);
    if (!store) FAIL(store.error().text());
    return *std::move(store);
}

std::string error_of(std::string_view text, const FlowCsvOptions& options = {}) {
    const auto store = parse_flow_csv(text, "flows.csv", options);
    return store ? "no error" : store.error().text();
}

std::uint16_t country(const FlowStore& store, std::string_view code) {
    const auto index = store.country_index(*CountryCode::parse(code));
    REQUIRE(index);
    return *index;
}

std::int64_t value(const FlowStore& store, const ImportShareTable& table, std::string_view exporter, std::string_view importer) {
    return table.value[country(store, importer) * table.side + country(store, exporter)];
}

bool same_bits(double a, double b) { return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b); }

void check_same(const ImportShareTable& a, const ImportShareTable& b) {
    REQUIRE(a.side == b.side);
    REQUIRE(a.value == b.value);
    REQUIRE(a.total == b.total);
    REQUIRE(a.suppliers == b.suppliers);
    REQUIRE(std::equal(a.share.begin(), a.share.end(), b.share.begin(), b.share.end(), same_bits));
    REQUIRE(a.hhi.size() == b.hhi.size());
    for (std::size_t i = 0; i < a.hhi.size(); ++i) {
        REQUIRE(a.hhi[i].has_value() == b.hhi[i].has_value());
        if (a.hhi[i]) REQUIRE((same_bits(a.hhi[i]->low, b.hhi[i]->low) && same_bits(a.hhi[i]->high, b.hhi[i]->high)));
    }
}

void check_same(const FlowStore& a, const FlowStore& b) {
    REQUIRE(a.countries() == b.countries());
    REQUIRE(a.products() == b.products());
    REQUIRE(a.years() == b.years());
    REQUIRE(std::equal(a.cells().begin(), a.cells().end(), b.cells().begin(), b.cells().end()));
    REQUIRE(std::equal(a.values().begin(), a.values().end(), b.values().begin(), b.values().end()));
    REQUIRE(a.blocks().size() == b.blocks().size());
    for (std::size_t i = 0; i < a.blocks().size(); ++i) {
        REQUIRE(a.blocks()[i].product == b.blocks()[i].product);
        REQUIRE(a.blocks()[i].year == b.blocks()[i].year);
        REQUIRE(a.blocks()[i].first == b.blocks()[i].first);
    }
}

/// A made-up row, kept apart from the store so that sums can be made without it.
struct Made {
    std::string exporter, importer, product;
    int year = 0;
    std::int64_t value = 0;
    [[nodiscard]] std::string line() const {
        return exporter + ',' + importer + ',' + product + ',' + std::to_string(year) + ',' + std::to_string(value) + '\n';
    }
};

std::string code(unsigned number) {
    return {static_cast<char>('A' + number / 676), static_cast<char>('A' + number / 26 % 26), static_cast<char>('A' + number % 26)};
}

/// Rows among `countries` (OTH one of them), some repeated, none of a country with itself.
std::vector<Made> make_rows(std::size_t count, unsigned countries, unsigned products, unsigned years, std::uint64_t seed) {
    std::mt19937_64 random{seed};
    const auto name = [&](unsigned i) { return i == 0 ? std::string{"OTH"} : code(i * 17); };
    std::vector<Made> rows;
    while (rows.size() < count) {
        Made row{name(static_cast<unsigned>(random() % countries)), name(static_cast<unsigned>(random() % countries)),
                 "p" + std::to_string(random() % products), 1990 + static_cast<int>(random() % years),
                 static_cast<std::int64_t>(random() % 5 == 0 ? 0 : random() % 1'000'000'000'000)};
        if (row.exporter != row.importer) rows.push_back(row);
    }
    return rows;
}

std::string text_of(const std::vector<Made>& rows) {
    std::string text = kHeader;
    for (const Made& row : rows) text += row.line();
    return text;
}

/// Sums by country pair, made row by row from the input.
std::map<std::pair<std::string, std::string>, std::int64_t> sums_of(const std::vector<Made>& rows,
                                                                    const std::set<std::string>& products, int from, int to) {
    std::map<std::pair<std::string, std::string>, std::int64_t> sums;
    for (const Made& row : rows)
        if (products.contains(row.product) && row.year >= from && row.year <= to) sums[{row.importer, row.exporter}] += row.value;
    return sums;
}

}  // namespace

TEST_CASE("a small table by hand: values, shares, indices") {
    const FlowStore store = store_of(kHeader +
                                     "TWN,DEU,gpu,2022,60\nKOR,DEU,gpu,2022,40\n"
                                     "TWN,DEU,gpu,2023,10\nTWN,USA,hbm,2022,7\n"
                                     "OTH,FRA,gpu,2022,25\nTWN,FRA,gpu,2022,75\n"
                                     "OTH,ITA,gpu,2022,5\nKOR,JPN,gpu,2022,0\n");
    CHECK(store.rows() == 8);
    CHECK(store.products() == std::vector<std::string>{"gpu", "hbm"});
    CHECK(store.years() == std::vector<std::int16_t>{2022, 2023});
    FlowView view{store};
    const ImportShareTable& table = view.update({std::vector{*store.product_index("gpu")}, 2022, 2022});
    CHECK(value(store, table, "TWN", "DEU") == 60);
    CHECK(table.total[country(store, "DEU")] == 100);
    CHECK(table.share[country(store, "DEU") * table.side + country(store, "KOR")] == 0.4);
    CHECK(table.suppliers[country(store, "DEU")] == 2);
    REQUIRE(table.hhi[country(store, "DEU")]);
    CHECK(table.hhi[country(store, "DEU")]->low == 0.6 * 0.6 + 0.4 * 0.4);
    CHECK(table.hhi[country(store, "DEU")]->high == table.hhi[country(store, "DEU")]->low);
    // A quarter of unknown origin: between nobody of weight and the named supplier itself.
    REQUIRE(table.hhi[country(store, "FRA")]);
    CHECK(table.suppliers[country(store, "FRA")] == 1);
    CHECK(table.hhi[country(store, "FRA")]->low == 0.5625);
    CHECK(table.hhi[country(store, "FRA")]->high == 1.0);
    // Nothing but unknown origin says nothing; nothing imported (USA bought hbm only) or worth nothing has no index.
    REQUIRE(table.hhi[country(store, "ITA")]);
    CHECK(table.hhi[country(store, "ITA")]->low == 0.0);
    CHECK(table.hhi[country(store, "ITA")]->high == 1.0);
    CHECK_FALSE(table.hhi[country(store, "USA")]);
    CHECK_FALSE(table.hhi[country(store, "JPN")]);
    // Both years, both products.
    const ImportShareTable& all = view.update({});
    CHECK(value(store, all, "TWN", "DEU") == 70);
    CHECK(value(store, all, "TWN", "USA") == 7);
    // No product, no year.
    CHECK(view.update({std::vector<std::uint16_t>{}}).total == std::vector<std::int64_t>(store.countries().size(), 0));
    CHECK(view.update({std::nullopt, 2023, 2022}).total == std::vector<std::int64_t>(store.countries().size(), 0));
    CHECK(view.update({std::vector<std::uint16_t>{999}}).total == std::vector<std::int64_t>(store.countries().size(), 0));
}

TEST_CASE("a country's trade with itself is left out and reported, that among unknown ones stays") {
    const FlowStore store = store_of(kHeader + "DEU,DEU,gpu,2022,60\nFRA,FRA,gpu,2022,5\nOTH,OTH,gpu,2022,3\nFRA,DEU,gpu,2022,1\n");
    CHECK(store.report().rows_read == 4);
    CHECK(store.report().self_imports == 2);
    CHECK(store.report().self_import_value == 65);
    CHECK(store.report().bad_rows == 0);
    CHECK(store.rows() == 2);
    FlowView view{store};
    CHECK(value(store, view.update({}), "FRA", "DEU") == 1);
    CHECK(value(store, view.table(), "OTH", "OTH") == 3);
    CHECK_FALSE(view.table().hhi[country(store, "OTH")]);
}

TEST_CASE("repeated keys are added and counted") {
    const FlowStore store = store_of(kHeader + "TWN,DEU,gpu,2022,1\nTWN,DEU,gpu,2022,2\nTWN,DEU,gpu,2023,4\nTWN,DEU,gpu,2022,1\n");
    CHECK(store.report().repeated_keys == 2);
    FlowView view{store};
    CHECK(value(store, view.update({std::nullopt, 2022, 2022}), "TWN", "DEU") == 4);
}

TEST_CASE("quotes, line ends, byte order mark, other orders and more columns give the same store") {
    const FlowStore plain = store_of(kHeader + "TWN,DEU,\"a \"\"b\"\", c\",2022,1\nKOR,DEU,gpu,2021,2\n");
    CHECK(plain.products() == std::vector<std::string>{"a \"b\", c", "gpu"});
    check_same(plain, store_of("\xEF\xBB\xBF" + kHeader + "KOR,DEU,gpu,2021,2\nTWN,DEU,\"a \"\"b\"\", c\",2022,1"));
    check_same(plain, store_of("\r\n\n\"exporter\",importer,\"product\",year,value\r\n\r\n\"KOR\",DEU,gpu,2021,\"2\"\r\n"
                               "TWN,\"DEU\",\"a \"\"b\"\", c\",\"2022\",1\r\n\r\n"));
    const FlowStore more = store_of(
        "note,value,year,product,importer,exporter,\"x\"\nsee,2,2021,gpu,DEU,KOR,\n"
        "\"a, b\",0001,02022,\"a \"\"b\"\", c\",DEU,TWN,z\n");
    check_same(plain, more);
    CHECK(more.report().ignored_columns == std::vector<std::string>{"note", "x"});
    // Text beyond ASCII is text.
    CHECK(store_of(kHeader + "TWN,DEU,Gerät,2022,1\n").products() == std::vector<std::string>{"Gerät"});
}

TEST_CASE("bad rows are left out, each with its place and one sentence") {
    const std::string text = kHeader +
                             "TWN,DEU,gpu,2022,1\n"                    // 2
                             "twn,DEU,gpu,2022,1\n"                    // 3
                             "TWN,Germany,gpu,2022,1\n"                // 4
                             "TWN,DEU,,2022,1\n"                       // 5
                             "TWN,DEU, gpu,2022,1\n"                   // 6
                             "TWN,DEU,gpu,0,1\n"                       // 7
                             "TWN,DEU,gpu,22022,1\n"                   // 8
                             "TWN,DEU,gpu,2022,\n"                     // 9
                             "TWN,DEU,gpu,2022,-1\n"                   // 10
                             "TWN,DEU,gpu,2022,1.5\n"                  // 11
                             "TWN,DEU,gpu,2022,\"1,234\"\n"            // 12
                             "TWN,DEU,gpu,2022,9223372036854775808\n"  // 13
                             "TWN,DEU,gpu,2022\n"                      // 14
                             "TWN,DEU,gpu,2022,1,\n"                   // 15
                             "TWN,DEU,\"gpu,2022,1\n"                  // 16
                             "TWN,DEU,g\"pu,2022,1\n"                  // 17
                             "TWN,DEU,\"gpu\"s,2022,1\n"               // 18
                             "TWN,DEU,g\rpu,2022,1\n"                  // 19
                             "TWN,DEU,g\xFFpu,2022,1\n"                // 20
                             "\n"                                      // 21
                             "TWN,DEU,Gerät,NaN,1\n"                   // 22
                             "TWN,DEU,gpu,2022,+1\n"                   // 23
                             "KOR,DEU,gpu,2022,2\n";                   // 24
    const std::vector<std::string> expected = {
        "flows.csv:3:1: expected a three-letter country code in 'exporter', found 'twn'",
        "flows.csv:4:5: expected a three-letter country code in 'importer', found 'Germany'",
        "flows.csv:5:9: expected a product without blanks around it in 'product', found nothing",
        "flows.csv:6:9: expected a product without blanks around it in 'product', found ' gpu'",
        "flows.csv:7:13: expected a year from 1 to 9999 in 'year', found '0'",
        "flows.csv:8:13: expected a year from 1 to 9999 in 'year', found '22022'",
        "flows.csv:9:18: expected a whole number of 0 or more in 'value', found nothing",
        "flows.csv:10:18: expected a whole number of 0 or more in 'value', found '-1'",
        "flows.csv:11:18: expected a whole number of 0 or more in 'value', found '1.5' (it has a fraction or an exponent)",
        "flows.csv:12:18: expected a whole number of 0 or more in 'value', found '1,234' (no thousands separators)",
        "flows.csv:13:18: expected a whole number of 0 or more in 'value', found '9223372036854775808' (out of range)",
        "flows.csv:14: expected 5 fields, found 4",
        "flows.csv:15: expected 5 fields, found 6",
        "flows.csv:16:9: expected a closing quote on this line, found none",
        "flows.csv:17:10: expected quotes around the whole field, found a quote inside it",
        "flows.csv:18:14: expected a comma or the end of the line after the closing quote, found more text",
        "flows.csv:19:10: expected a line to end with LF or CR LF, found a CR alone",
        "flows.csv:20:10: expected UTF-8 text, found a byte that is not",
        "flows.csv:22:15: expected a year from 1 to 9999 in 'year', found 'NaN' (a missing value is an empty field)",
        "flows.csv:23:18: expected a whole number of 0 or more in 'value', found '+1' (no plus sign)"};
    // Whatever the pieces in which the file is read, and whichever thread reads them.
    for (const std::size_t chunk : {48u, 64u, 200u, 1u << 20}) {
        for (const unsigned threads : {1u, 2u, 3u}) {
            const FlowStore store = store_of(text, {threads, chunk});
            std::vector<std::string> found;
            for (const Error& finding : store.report().findings) found.push_back(finding.text());
            REQUIRE(found == expected);
            CHECK(store.report().bad_rows == expected.size());
            CHECK(store.report().rows_read == expected.size() + 2);
            CHECK(store.report().findings_left_out == 0);
            CHECK(store.report().bytes == text.size());
            FlowView view{store};
            CHECK(value(store, view.update({}), "TWN", "DEU") == 1);
            CHECK(value(store, view.table(), "KOR", "DEU") == 2);
        }
    }
}

TEST_CASE("the first thousand findings are kept, the others counted") {
    std::string text = kHeader;
    for (int i = 0; i < 5000; ++i) text += i % 2 == 0 ? "TWN,DEU,gpu,2022,x\n" : "TWN,DEU,gpu,2022,1\n";
    for (const unsigned threads : {1u, 2u}) {
        const FlowStore store = store_of(text, {threads, 512});
        CHECK(store.report().bad_rows == 2500);
        REQUIRE(store.report().findings.size() == kMostFindings);
        CHECK(store.report().findings_left_out == 1500);
        for (std::size_t i = 0; i < kMostFindings; ++i) REQUIRE(store.report().findings[i].line == static_cast<int>(2 * i + 2));
    }
}

TEST_CASE("a table that cannot be read says why") {
    CHECK(error_of("") == "flows.csv: expected a header that names exporter, importer, product, year, value, found an empty file");
    CHECK(error_of("\n\nexporter,importer,product,value\n") ==
          "flows.csv:3: expected a header that names exporter, importer, product, year, value, found no 'year'");
    CHECK(error_of("exporter,importer,product,year,value,year\n") ==
          "flows.csv:1:38: expected each column once, found 'year' twice");
    CHECK(error_of("exporter,\"importer\n") ==
          "flows.csv:1:10: expected a closing quote for this field, found the end of the file");
    CHECK(error_of(kHeader + "TWN,DEU,gpu,2022,1\nTWN,DEU," + std::string(200, 'x') + ",2022,1\n", {2, 64}) ==
          "flows.csv:3: expected a line of less than 64 bytes, found a longer one");
    CHECK(error_of(std::string(200, 'x'), {2, 64}) ==
          "flows.csv:1: expected a header line of less than 64 bytes, found a longer one");
    const std::string half = "4611686018427387904";
    CHECK(error_of(kHeader + "TWN,DEU,gpu,2022," + half + "\nTWN,DEU,gpu,2023," + half + "\n") ==
          "flows.csv: expected values that add up to at most 9223372036854775807, found more");
    CHECK(error_of(kHeader + "TWN,DEU,gpu,2022," + half + "\nTWN,DEU,gpu,2023," + half + "\n", {1, 40}) ==
          "flows.csv: expected values that add up to at most 9223372036854775807, found more");
    CHECK(store_of(kHeader + "TWN,DEU,gpu,2022,9223372036854775807\n").values()[0] == INT64_MAX);
    std::string many = kHeader;
    for (unsigned i = 1; i <= kMostCountries + 1; ++i) many += code(i) + "," + code(0) + ",gpu,2022,1\n";
    CHECK(error_of(many) == "flows.csv: expected at most 1024 countries, found 1026");
    many = kHeader;
    for (unsigned i = 0; i < kMostProducts; ++i) many += "TWN,DEU," + std::to_string(i) + ",2022,1\n";
    CHECK(store_of(many).products().size() == kMostProducts);
    CHECK(error_of(many + "TWN,DEU,one more,2022,1\n") == "flows.csv: expected at most 65536 products, found more");
    CHECK(load_flow_csv("no/such/file.csv").error().text() == "no/such/file.csv: expected a file here, found none");
}

TEST_CASE("a table without rows is a table") {
    const FlowStore store = store_of(kHeader);
    CHECK(store.rows() == 0);
    FlowView view{store};
    CHECK(view.update({}).side == 0);
    ImportShareTable scanned;
    scan_import_shares(store, {}, scanned);
    check_same(view.table(), scanned);
}

TEST_CASE("a file on disk gives what its text gives") {
    const auto file = std::filesystem::temp_directory_path() / "linchpin_flowstore_test.csv";
    const std::string text = text_of(make_rows(20'000, 30, 12, 6, 3));
    {
        std::ofstream out{file, std::ios::binary};
        out << text;
    }
    const auto store = load_flow_csv(file, {2, 4096});
    std::filesystem::remove(file);
    REQUIRE(store);
    check_same(*store, store_of(text));
    CHECK(store->report().bytes == text.size());
}

TEST_CASE("the order of rows changes nothing") {
    std::vector<Made> rows = make_rows(30'000, 60, 20, 8, 5);
    rows.insert(rows.end(), rows.begin(), rows.begin() + 100);
    const FlowStore first = store_of(text_of(rows));
    CHECK(first.report().repeated_keys >= 100);
    std::mt19937_64 random{6};
    for (int round = 0; round < 3; ++round) {
        std::shuffle(rows.begin(), rows.end(), random);
        const FlowStore again = store_of(text_of(rows), {static_cast<unsigned>(round + 1), 3000});
        check_same(first, again);
        CHECK(again.report().repeated_keys == first.report().repeated_keys);
        FlowView a{first}, b{again};
        check_same(a.update({std::nullopt, 1992, 1995}), b.update({std::nullopt, 1992, 1995}));
    }
}

TEST_CASE("index, scan and sums made from the input agree to the bit after any change of filter") {
    struct Shape {
        std::size_t rows;
        unsigned countries, products, years;
        bool totals;
    };
    // Wide blocks and narrow ones, one group of importers and many, year totals held and not.
    for (const Shape shape : {Shape{60'000, 70, 15, 10, true}, Shape{200'000, 120, 10, 5, true}, Shape{3000, 100, 200, 20, false},
                              Shape{500, 900, 3, 2, false}, Shape{4000, 12, 1, 1, true}}) {
        const std::vector<Made> rows = make_rows(shape.rows, shape.countries, shape.products, shape.years, 40 + shape.rows);
        const FlowStore store = store_of(text_of(rows));
        REQUIRE(store.rows() == rows.size());
        CHECK(store.has_totals() == shape.totals);
        FlowView view{store};
        ImportShareTable scanned;
        std::mt19937_64 random{shape.rows};
        std::set<UpdateBase> bases;
        FlowFilter filter{std::vector<std::uint16_t>{}, 1990, 1990 + static_cast<int>(shape.years)};
        for (int step = 0; step < 60; ++step) {
            const auto kind = static_cast<unsigned>(random() % 4);
            if (kind == 0) {  // another set, from none to all
                const auto percent = static_cast<unsigned>(random() % 101);
                filter.products.emplace();
                for (std::uint16_t p = 0; p < store.products().size(); ++p)
                    if (random() % 100 < percent) filter.products->push_back(p);
            } else if (kind == 1 && filter.products) {
                filter.products->push_back(static_cast<std::uint16_t>(random() % store.products().size()));
            } else if (kind == 2) {
                filter.products.reset();
            } else {
                filter.first_year = 1989 + static_cast<int>(random() % (shape.years + 2));
                filter.last_year = filter.first_year + static_cast<int>(random() % shape.years) - 1;
            }
            const ImportShareTable& table = view.update(filter);
            bases.insert(view.base());
            scan_import_shares(store, filter, scanned);
            check_same(table, scanned);
            std::set<std::string> products;
            for (std::uint16_t p = 0; p < store.products().size(); ++p)
                if (!filter.products || std::count(filter.products->begin(), filter.products->end(), p) > 0)
                    products.insert(store.products()[p]);
            const auto sums = sums_of(rows, products, filter.first_year, filter.last_year);
            std::int64_t whole = 0;
            for (const auto& [pair, sum] : sums) {
                REQUIRE(value(store, table, pair.second, pair.first) == sum);
                whole += sum;
            }
            std::int64_t in_table = 0;
            for (const std::int64_t cell : table.value) in_table += cell;
            REQUIRE(in_table == whole);
            for (std::size_t i = 0; i < table.side; ++i) {
                if (table.total[i] == 0) continue;
                double shares = 0.0;
                for (std::size_t e = 0; e < table.side; ++e) shares += table.share[i * table.side + e];
                REQUIRE(std::abs(shares - 1.0) < 1e-12);
                if (!table.hhi[i]) continue;
                REQUIRE(table.hhi[i]->low <= table.hhi[i]->high);
                REQUIRE(table.hhi[i]->high <= 1.0 + 1e-12);
            }
        }
        CHECK(bases.contains(UpdateBase::Previous));
        CHECK(bases.contains(UpdateBase::Totals) == shape.totals);
    }
}

TEST_CASE("no filter touches more than half of the rows when year totals are held; memory stays below 24 bytes a row") {
    const FlowStore store = store_of(text_of(make_rows(100'000, 60, 40, 10, 9)));
    REQUIRE(store.has_totals());
    CHECK(store.memory_bytes() < 24 * store.rows());
    FlowView view{store};
    std::mt19937_64 random{10};
    for (int step = 0; step < 50; ++step) {
        FlowFilter filter{std::vector<std::uint16_t>{}};
        for (std::uint16_t p = 0; p < store.products().size(); ++p)
            if (random() % 50 < static_cast<unsigned>(step)) filter.products->push_back(p);
        (void)view.update(filter);
        CHECK(view.rows_touched() <= store.rows() / 2 + 1000);
    }
}
