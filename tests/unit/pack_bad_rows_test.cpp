// Every way in which a file or a row may be wrong, and the sentence that says so.
#include <algorithm>

#include "pack_fixture.h"

using namespace linchpin;
using namespace linchpin::test;

namespace {

/// Appends one row to a table of the good pack: exactly this finding, one row skipped, all others kept.
void expect_bad_row(const std::string& file, const std::string& row, const std::string& finding) {
    INFO(file << " + " << row);
    const std::string name = file.substr(0, file.find('.'));
    const ScratchPack pack;
    const ResourceInfo before = resource(pack.load(), name);
    pack.append(file, row + "\n");
    const Dataset data = pack.load();
    CHECK(pack.in_words(data.findings) == Words{finding});
    const ResourceInfo& after = resource(data, name);
    CHECK(after.rows_read == before.rows_read + 1);
    CHECK(after.rows_skipped == 1);
}

void expect_warning(const std::string& file, const std::string& row, const std::string& finding) {
    INFO(file << " + " << row);
    const std::string name = file.substr(0, file.find('.'));
    const ScratchPack pack;
    pack.append(file, row + "\n");
    const Dataset data = pack.load();
    CHECK(pack.in_words(data.findings) == Words{finding});
    CHECK(resource(data, name).rows_skipped == 0);
}

const std::string kOrbit =
    "99,2020-001A,X,2026-08-21T00:00:00Z,15.2,0.001,97.3,304.9,133.2,227.0,0.0001,0,0,999,1,0,U,three-body,,,s,2020,n";

/// kOrbit with field `index` replaced.
std::string orbit_with(std::size_t index, const std::string& value) {
    std::string out;
    std::size_t begin = 0;
    for (std::size_t i = 0; begin <= kOrbit.size(); ++i) {
        const std::size_t end = std::min(kOrbit.find(',', begin), kOrbit.size());
        out += (i > 0 ? "," : "") + (i == index ? value : kOrbit.substr(begin, end - begin));
        begin = end + 1;
    }
    return out;
}

}  // namespace

TEST_CASE("bad row: number of fields, quotes, bytes", "[pack]") {
    expect_bad_row("flows.csv", "USA,DEU", "flows.csv:10:1: expected 8 fields, found 2");
    expect_bad_row("flows.csv", "USA,FRA,batteries_hs8507,8507,2024,5,BACI,all_partners,more",
                   "flows.csv:10:1: expected 8 fields, found 9");
    expect_bad_row("blocs.csv", "\"G7,Group of Seven",
                   "blocs.csv:4:1: expected a closing quote for this field, found the end of the file");
    expect_bad_row("blocs.csv", "\"G7\"x,Group of Seven",
                   "blocs.csv:4:5: expected a comma or the end of the line after the closing quote, found more text");
    expect_bad_row("blocs.csv", "G7,Group of \"Seven\"",
                   "blocs.csv:4:13: expected quotes around the whole field, found a quote inside it");
    expect_bad_row("blocs.csv", "G7,Group of S\xE9ven", "blocs.csv:4:14: expected UTF-8 text, found a byte that is not");
    expect_bad_row("blocs.csv", std::string("G7,Group") + '\0', "blocs.csv:4:9: expected text, found a NUL byte");
}

TEST_CASE("bad row: types", "[pack]") {
    expect_bad_row("flows.csv", "USA,FRA,batteries_hs8507,8507,2024,\"1,234\",BACI,all_partners",
                   "flows.csv:10:36: expected a whole number for value_usd, found '1,234' (no thousands separators)");
    expect_bad_row("flows.csv", "USA,FRA,batteries_hs8507,8507,2024,12.5,BACI,all_partners",
                   "flows.csv:10:36: expected a whole number for value_usd, found '12.5' (it has a fraction or an exponent)");
    expect_bad_row("flows.csv", "USA,FRA,batteries_hs8507,8507,24,5,BACI,all_partners",
                   "flows.csv:10:31: expected a year of four digits for year, found '24'");
    expect_bad_row("shares.csv", "m,i,,USA,CHN,2024,\"3,5\",BACI,published",
                   "shares.csv:5:19: expected a number for value_pct, found '3,5' (the decimal sign is a point)");
    expect_bad_row("shares.csv", "m,i,,USA,CHN,2024,NaN,BACI,published",
                   "shares.csv:5:19: expected a number for value_pct, found 'NaN' (a missing value is an empty field)");
    expect_bad_row("operators.csv", "x,X,USA,,colo,,yes", "operators.csv:6:16: expected 1 or 0 for named_in_brief, found 'yes'");
    expect_bad_row("bloc_members.csv", "EU,USA,1958-02-30,,member,s",
                   "bloc_members.csv:7:8: expected a date (YYYY-MM-DD) for from, found '1958-02-30'");
    expect_bad_row("bloc_members.csv", "EU,USA,1958-01-01,1957-01-01,member,s",
                   "bloc_members.csv:7:19: expected until to be later than from, found '1957-01-01'");
    expect_bad_row("bloc_members.csv", "EU,USA,1958-01-01,,friend,s",
                   "bloc_members.csv:7:20: expected status to be member or invited, found 'friend'");
    expect_bad_row("constellation_counts.csv", "yesterday,geo-comsat,5",
                   "constellation_counts.csv:4:1: expected a UTC time (YYYY-MM-DDThh:mm:ssZ) for snapshot_utc, found 'yesterday'");
}

TEST_CASE("bad row: constraints of the schema", "[pack]") {
    expect_bad_row("countries.csv", "IT,IT,380,Italy,Europe,Southern Europe,,",
                   "countries.csv:9:1: expected code to match the pattern [A-Z]{3}, found 'IT'");
    expect_bad_row("countries.csv", "ITA,IT,380,,Europe,Southern Europe,,",
                   "countries.csv:9:12: expected a value for name, found an empty field");
    expect_bad_row("countries.csv", "ITA,IT,1380,Italy,Europe,Southern Europe,,",
                   "countries.csv:9:8: expected m49 of at most 999, found '1380'");
    expect_bad_row("countries.csv", "ITA,IT,0,Italy,Europe,Southern Europe,,",
                   "countries.csv:9:8: expected m49 of at least 1, found '0'");
    expect_bad_row("operators.csv", "x,X,USA,,bank,,0",
                   "operators.csv:6:10: expected kind to be hyperscaler or colo, found 'bank'");
    expect_bad_row("operators.csv", "x," + std::string(41, 'n') + ",USA,,colo,,0",
                   "operators.csv:6:3: expected name of at most 40 characters, found 41");
    expect_bad_row("countries.csv", "USA,US,840,Again,Americas,,,",
                   "countries.csv:9:1: expected code once, found 'USA' again (first in line 2)");
    expect_bad_row("landings.csv", "alpha,1,brest,0",
                   "landings.csv:10:1: expected cable_id, branch, order once, found 'alpha', '0', '1' again (first in line 3)");
    expect_bad_row("shares.csv", "m,i,,USA,CHN,2024,5,NOWHERE,published",
                   "shares.csv:5:21: expected source_id to stand in the table trade_sources, found 'NOWHERE'");
    expect_bad_row("shares.csv", "m,i,,USA,CHN,2024-,5,BACI,published",
                   "shares.csv:5:14: expected period to match the pattern \\d{4}(-\\d{4})?, found '2024-'");
}

TEST_CASE("bad row: references", "[pack]") {
    expect_bad_row("flows.csv", "ITA,FRA,batteries_hs8507,8507,2024,5,BACI,all_partners",
                   "flows.csv:10:1: expected exporter_iso3 to be a code of the table countries, found 'ITA'");
    expect_bad_row(
        "flows.csv", "USA,France,batteries_hs8507,8507,2024,5,BACI,all_partners",
        "flows.csv:10:5: expected importer_iso3 to be an ISO 3166-1 alpha-3 code (three capital letters), found 'France' (write FRA)");
    expect_bad_row("flows.csv", "USA,490,batteries_hs8507,8507,2024,5,BACI,all_partners",
                   "flows.csv:10:5: expected importer_iso3 to be an ISO 3166-1 alpha-3 code (three capital letters), found '490'");
    expect_bad_row("flows.csv", "USA,FRA,toys,9503,2024,5,BACI,all_partners",
                   "flows.csv:10:9: expected product_group to stand in the table product_groups, found 'toys'");
    expect_bad_row("flows.csv", "USA,FRA,batteries_hs8507,8507,2024,5,RUMOUR,all_partners",
                   "flows.csv:10:38: expected source_id to stand in the table trade_sources, found 'RUMOUR'");
    expect_bad_row("landings.csv", "delta,0,brest,0",
                   "landings.csv:10:1: expected cable_id to stand in the table cables, found 'delta'");
    expect_bad_row("landings.csv", "alpha,2,atlantis,0",
                   "landings.csv:10:9: expected landing_id to stand in the table landing_points, found 'atlantis'");
    expect_bad_row("supplier_spellings.csv", "NEC Corp,nec,",
                   "supplier_spellings.csv:7:10: expected supplier_id to stand in the table suppliers, found 'nec'");
    expect_bad_row("cable_corridors.csv", "alpha,panama,route",
                   "cable_corridors.csv:4:7: expected chokepoint to stand in the table chokepoints, found 'panama'");
    expect_bad_row("telecom_footprint.csv", "SAU,weather,fine,,s,low,",
                   "telecom_footprint.csv:4:5: expected topic to stand in the table footprint_topics, found 'weather'");
    expect_bad_row("bloc_members.csv", "G7,USA,1975-01-01,,member,s",
                   "bloc_members.csv:7:1: expected bloc to stand in the table blocs, found 'G7'");
}

TEST_CASE("bad row: flows that cannot be", "[pack]") {
    expect_bad_row("flows.csv", "USA,USA,batteries_hs8507,8507,2024,5,BACI,all_partners",
                   "flows.csv:10:1: expected two different countries, found 'USA' on both sides");
    expect_bad_row("flows.csv", "USA,FRA,batteries_hs8507,8507,2024,0,BACI,all_partners",
                   "flows.csv:10:36: expected value_usd of at least 1, found '0'");
    expect_bad_row("flows.csv", "USA,FRA,batteries_hs8507,8507,2024,-7,BACI,all_partners",
                   "flows.csv:10:36: expected value_usd of at least 1, found '-7'");
    expect_bad_row("flows.csv", "USA,OTH,batteries_hs8507,8507,2024,5,BACI,all_partners",
                   "flows.csv:10:5: expected importer_iso3 to be a country, found 'OTH', which can only be an exporter");
    expect_bad_row("flows.csv", "USA,FRA,batteries_hs8507,8507,2024,5,BACI,everything",
                   "flows.csv:10:43: expected coverage to be full_bilateral*, top10_origins_of_net_importer, "
                   "top10_destinations_of_net_exporter, "
                   "residual_unlisted_origins, all_destinations* or all_partners*, found 'everything'");
    expect_bad_row(
        "flows.csv", "CHN,FRA,batteries_hs8507,8507,2024,5,BACI,all_partners",
        "flows.csv:10: expected exporter_iso3, importer_iso3, product_group, year once, found them again (first in line 7)");
    expect_bad_row("country_totals.csv", "DEU,transformers_converters,8504,2024,1,1,BACI",
                   "country_totals.csv:6: expected iso3, product_group, year once, found them again (first in line 2)");
    expect_bad_row("country_totals.csv", "FRA,transformers_converters,8504,2024,-1,1,BACI",
                   "country_totals.csv:6:39: expected exports_usd of 0 or more, found '-1'");
    expect_bad_row("shares.csv", "m,i,,USA,CHN,2024,101,BACI,published",
                   "shares.csv:5:19: expected value_pct from 0 to 100, found '101'");
}

TEST_CASE("bad row: places, sites, cables", "[pack]") {
    expect_bad_row("landing_points.csv", "x,X,USA,91,0", "landing_points.csv:6:9: expected lat from -90 to 90 degrees, found '91'");
    expect_bad_row("landing_points.csv", "x,X,USA,0,-180.5",
                   "landing_points.csv:6:11: expected lon from -180 to 180 degrees, found '-180.5'");
    expect_bad_row("chokepoints.csv", "x,X,0,0,0,strait,",
                   "chokepoints.csv:4:9: expected radius_km above 0 (unknown = an empty field), found '0'");
    const std::string rest = ",,,,,s9,1,src,,fact,high,";
    expect_bad_row(
        "data_centers.csv", "s9,N,,DEU,50,8,city,,O,,,ai_cluster,running,,,,," + rest,
        "data_centers.csv:6:37: expected status to be operational, under_construction, announced or closed, found 'running'");
    expect_bad_row("data_centers.csv", "s9,N,,DEU,50,8,city,,O,,,ai_cluster,closed,,,,-5,it" + rest,
                   "data_centers.csv:6:47: expected it_power_mw above 0 (unknown = an empty field), found '-5'");
    expect_bad_row("data_centers.csv", "s9,N,,DEU,50,8,city,nobody,O,,,ai_cluster,closed,,,,5,it" + rest,
                   "data_centers.csv:6:21: expected operator_id to stand in the table operators, found 'nobody'");
    expect_bad_row("data_centers.csv", "s1,N,,DEU,50,8,city,,O,,,ai_cluster,closed,,,,5,it" + rest,
                   "data_centers.csv:6:1: expected id once, found 's1' again");
    expect_bad_row("cable_routes.csv", "alpha,0,1,100,,50 0;51 0",
                   "cable_routes.csv:5:9: expected a leg from 0 to 0 (branch 0 has 2 landings), found 1");
    expect_bad_row("cable_routes.csv", "alpha,7,0,100,,50 0;51 0",
                   "cable_routes.csv:5:7: expected a branch of cable 'alpha', found 7");
    expect_bad_row("cable_routes.csv", "alpha,0,0,100,,50 0",
                   "cable_routes.csv:5:16: expected two or more places \"lat lon;lat lon\" in degrees, found '50 0'");
    expect_bad_row("cable_routes.csv", "alpha,0,0,100,,50 0;95 0",
                   "cable_routes.csv:5:16: expected two or more places \"lat lon;lat lon\" in degrees, found '50 0;95 0'");
    expect_bad_row("landings.csv", "alpha,-1,brest,3", "landings.csv:10:7: expected order of at least 0, found '-1'");
    expect_bad_row("landings.csv", "alpha,0,brest,999999", "landings.csv:10:15: expected branch from 0 to 100000, found '999999'");
}

TEST_CASE("bad row: elements that no orbit has", "[pack]") {
    const ScratchPack pack;
    pack.append("satellites.csv", kOrbit + "\n");
    CHECK(pack.findings().empty());
    CHECK(pack.load().satellites.size() == 3);
    expect_bad_row("satellites.csv", orbit_with(5, "1"),
                   "satellites.csv:4:42: expected ECCENTRICITY of at least 0 and below 1, found '1'");
    expect_bad_row("satellites.csv", orbit_with(5, "-0.1"),
                   "satellites.csv:4:42: expected ECCENTRICITY of at least 0 and below 1, found '-0.1'");
    expect_bad_row("satellites.csv", orbit_with(4, "0"),
                   "satellites.csv:4:37: expected MEAN_MOTION above 0 and at most 20 revolutions a day, found '0'");
    expect_bad_row("satellites.csv", orbit_with(6, "180.1"),
                   "satellites.csv:4:48: expected INCLINATION from 0 to 180 degrees, found '180.1'");
    expect_bad_row("satellites.csv", orbit_with(9, "360.5"),
                   "satellites.csv:4:65: expected MEAN_ANOMALY from 0 to 360 degrees, found '360.5'");
    expect_bad_row("satellites.csv", orbit_with(0, "0"),
                   "satellites.csv:4:1: expected NORAD_CAT_ID from 1 to 999999999, found '0'");
    expect_bad_row("satellites.csv", orbit_with(0, "63982"), "satellites.csv:4:1: expected NORAD_CAT_ID once, found '63982' again");
    expect_bad_row("satellites.csv", orbit_with(3, "2026-13-01"),
                   "satellites.csv:4:16: expected a UTC time (YYYY-MM-DDThh:mm:ssZ) for EPOCH, found '2026-13-01'");
    expect_bad_row("satellites.csv", orbit_with(16, "UC"),
                   "satellites.csv:4:90: expected CLASSIFICATION_TYPE of one letter, found 'UC'");
    expect_bad_row("satellites.csv", orbit_with(21, "20"),
                   "satellites.csv:4:107: expected launch_year to be a year of four digits, found '20'");
}

TEST_CASE("warnings keep their row", "[pack]") {
    const std::string rest = ",,,,s9,1,src,,fact,high,";
    expect_warning("data_centers.csv", "s9,N,,DEU,50,8,city,,O,,,ai_cluster,closed,,,,5,," + rest,
                   "data_centers.csv:6:49: warning: expected power_basis for a row with it_power_mw, found an empty field");
    expect_warning("data_centers.csv", "s9,N,,DEU,50,8,city,,O,,,ai_cluster,closed,,,,,,B300" + rest,
                   "data_centers.csv:6:49: warning: expected accelerator to stand in the table accelerators, found 'B300'");
    expect_warning("supplier_spellings.csv", "someone,,",
                   "supplier_spellings.csv:7:9: warning: expected a supplier_id for the spelling 'someone', or a note that says "
                   "why there is none; found neither");
    expect_warning(
        "landings.csv", "alpha,3,brest,0",
        "landings.csv:10: warning: expected order 2 for cable 'alpha' branch 0, found 3 (a landing is missing before it)");
    const ScratchPack pack;
    pack.append("cables.csv", "delta,Delta,planned,,,,,NEC;NEC,press,low\n");
    CHECK(
        pack.findings() ==
        Words{"cables.csv:5: warning: expected at least 2 landings for cable 'delta', found 0",
              "cables.csv:5:25: warning: expected the spelling 'NEC' to stand in the table supplier_spellings, found no such row"});
    CHECK(pack.load().cables.size() == 4);
    const ScratchPack spur;
    spur.append("landings.csv", "gamma,0,jeddah,1\ngamma,1,new-york,1\nbeta,0,brest,2\n");
    CHECK(
        spur.findings() ==
        Words{
            "landings.csv:10: warning: expected branch 1 of cable 'gamma' to begin at a landing of the same cable, found 'jeddah'",
            "landings.csv:12: warning: expected at least 2 landings for cable 'beta' branch 2, found 1"});
}

TEST_CASE("several bad cells of a row are all told, and the row counts once", "[pack]") {
    const ScratchPack pack;
    pack.append("countries.csv", "it,ITALY,x,Italy,,,100,0\n");
    const Dataset data = pack.load();
    CHECK(pack.in_words(data.findings) == Words{"countries.csv:9:1: expected code to match the pattern [A-Z]{3}, found 'it'",
                                                "countries.csv:9:4: expected iso2 to match the pattern [A-Z]{2}, found 'ITALY'",
                                                "countries.csv:9:10: expected a whole number for m49, found 'x'",
                                                "countries.csv:9:20: expected label_lat of at most 90, found '100'"});
    CHECK(resource(data, "countries").rows_skipped == 1);
}

TEST_CASE("good rows around a bad one are kept", "[pack]") {
    const ScratchPack pack;
    pack.replace("flows.csv", "CHN,DEU,transformers_converters,8504,2024,900", "CHN,DEU,\"transformers_converters,8504,2024,900");
    const Dataset data = pack.load();
    CHECK(data.flows.size() == 7);
    CHECK(pack.in_words(data.findings) ==
          Words{"flows.csv:3:9: expected a closing quote for this field, found the end of the file"});
    CHECK(resource(data, "flows").rows_read == 8);
    CHECK(resource(data, "flows").rows_skipped == 1);
}

TEST_CASE("a row behind one with a line break is reported on its own line", "[pack]") {
    const ScratchPack pack;
    pack.append("claims.csv", "c2,\"two\nlines\",,,,,,,,\nc3,\"a\r\nb\",,,,,,,,,too,many\nc4,x,,,,,,,,\n");
    CHECK(pack.findings() == Words{"claims.csv:5:1: expected 10 fields, found 12"});
    CHECK(pack.load().claims.size() == 3);
    CHECK(pack.load().claims[2].origin.line == 7);
}

TEST_CASE("a file that ends in the middle of a row", "[pack]") {
    const ScratchPack pack;
    const std::string text = pack.read("flows.csv");
    pack.write("flows.csv", text.substr(0, text.rfind("BACI") - 5));  // behind the year of line 8
    Words found = pack.findings();
    REQUIRE(found.size() == 1);
    CHECK(found[0].ends_with("; the file ends in the middle of this row"));
    pack.write("flows.csv", text.substr(0, text.size() - 1));  // without the last newline it is whole
    CHECK(pack.findings().empty());
}

TEST_CASE("a byte order mark and CR LF change nothing", "[pack]") {
    const ScratchPack pack;
    const Dataset before = pack.load();
    pack.replace("flows.csv", "\n", "\r\n");
    pack.write("flows.csv", "\xEF\xBB\xBF" + pack.read("flows.csv"));
    CHECK(pack.findings().empty());
    CHECK(pack.load().flows.value_usd == before.flows.value_usd);
    CHECK(pack.load().flows.line == before.flows.line);
}

TEST_CASE("files: missing, empty, header only, a folder", "[pack]") {
    const ScratchPack pack;
    pack.remove("shares.csv");
    pack.write("claims.csv", "");
    pack.write("flows.csv", pack.read("flows.csv").substr(0, pack.read("flows.csv").find('\n') + 1));
    pack.remove("production.csv");
    std::filesystem::create_directory(pack.folder() / "production.csv");
    CHECK(pack.findings() == Words{"shares.csv: expected a file here, found none",
                                   "production.csv: expected a plain file, found something else (a folder or a device)",
                                   "claims.csv:1:1: expected a header line, found an empty file"});
    CHECK(pack.load().flows.size() == 0);
    CHECK(pack.load().countries.size() == 7);
}

TEST_CASE("a missing operators file does not take the sites with it", "[pack]") {
    const ScratchPack pack;
    pack.remove("operators.csv");
    CHECK(pack.findings() == Words{"operators.csv: expected a file here, found none"});
    CHECK(pack.load().sites.size() == 3);
    CHECK(pack.load().sites[0].operator_index == kNone);
}

TEST_CASE("columns: missing, unknown, doubled, in another order", "[pack]") {
    const ScratchPack missing;
    missing.replace("flows.csv", "value_usd", "value_eur");
    Dataset data = missing.load();
    CHECK(missing.in_words(data.findings) ==
          Words{"flows.csv:1:1: expected the column 'value_usd', found none of that name; no row of this file can be used",
                "flows.csv:1:51: warning: expected only known columns, found also 'value_eur' (ignored)"});
    CHECK(resource(data, "flows").rows_read == 8);
    CHECK(resource(data, "flows").rows_skipped == 8);
    CHECK(data.sites.size() == 3);

    const ScratchPack extra;
    extra.replace("blocs.csv", "id,name\nEU,European Union\nBRICS,BRICS\n",
                  "colour,id,size,name\nblue,EU,27,European Union\ngreen,BRICS,10,BRICS\n");
    CHECK(extra.findings() == Words{"blocs.csv:1:1: warning: expected only known columns, found also 'colour', 'size' (ignored)"});
    CHECK(extra.load().blocs[0].name == "European Union");

    const ScratchPack doubled;
    doubled.replace("blocs.csv", "id,name\nEU,European Union\nBRICS,BRICS\n", "id,name,name\nEU,European Union,x\nBRICS,BRICS,y\n");
    CHECK(doubled.findings() == Words{"blocs.csv:1:9: expected every column once, found 'name' again"});
    CHECK(doubled.load().blocs[0].name == "European Union");

    const ScratchPack of_schema;
    of_schema.replace("countries.csv", "subregion", "sub_region");
    CHECK(of_schema.findings() ==
          Words{"countries.csv:1:1: expected the column 'subregion' of the schema, found none of that name",
                "countries.csv:1:27: warning: expected only known columns, found also 'sub_region' (ignored)"});
    CHECK(of_schema.load().countries.size() == 7);
}

TEST_CASE("only so many findings are kept of a file, and the rest is counted", "[pack]") {
    const ScratchPack pack;
    std::string rows;
    for (int i = 0; i < 1500; ++i) rows += "x\n";
    pack.append("shares.csv", rows);
    pack.append("claims.csv", "y\n");
    const Dataset data = pack.load();
    REQUIRE(data.findings.size() == 1002);
    const Words found = pack.in_words(data.findings);
    CHECK(found[999] == "shares.csv:1004:1: expected 9 fields, found 1");
    CHECK(found[1000] == "shares.csv: found 500 more errors and 0 more warnings in this file; only the first 1000 are listed");
    CHECK(found[1001] == "claims.csv:3:1: expected 10 fields, found 1");
    CHECK(resource(data, "shares").rows_skipped == 1500);
    CHECK(data.shares.size() == 3);
}

TEST_CASE("datapackage.json: missing, broken, no object, no countries", "[pack]") {
    const ScratchPack pack;
    const std::string good = pack.read("datapackage.json");
    const auto failure = [&] {
        const auto loaded = load_pack(pack.folder());
        REQUIRE_FALSE(loaded);
        CHECK_FALSE(pack.findings().empty());
        return pack.in_words({{Finding::Level::Error, loaded.error()}}).front();
    };
    pack.write("datapackage.json", "{\n \"name\": \"x\",\n \"title\": oops\n}");
    CHECK(failure() == "datapackage.json:3:11: expected JSON, found 'oops'");
    pack.write("datapackage.json", good.substr(0, 100));
    CHECK(failure().find("expected JSON, found the end of the file") != std::string::npos);
    pack.write("datapackage.json", "");
    CHECK(failure() == "datapackage.json:1:1: expected JSON, found the end of the file");
    pack.write("datapackage.json", "[1, 2]");
    CHECK(failure() == "datapackage.json: expected a JSON object (a data package), found an array");
    pack.write("datapackage.json", "{\"n\": 1e999}");
    CHECK(failure() == "datapackage.json: expected JSON, found a number that is out of range");
    pack.write("datapackage.json", "{\"name\": \"\xff\"}");
    CHECK(failure() == "datapackage.json:1:11: expected UTF-8 text, found a byte that is not");
    pack.write("datapackage.json", "{}");
    CHECK(failure() == "datapackage.json: resources: expected a table countries, found none");
    CHECK(pack.findings() == Words{"datapackage.json: resources: expected an array, found none",
                                   "datapackage.json: resources: expected a table countries, found none"});
    pack.write("datapackage.json", good);
    pack.remove("countries.csv");
    CHECK(failure() == "countries.csv: expected a file here, found none");
    pack.remove("datapackage.json");
    CHECK(failure() == "datapackage.json: expected a file here, found none");
    const auto nowhere = load_pack("/nowhere/at/all");
    REQUIRE_FALSE(nowhere);
    CHECK(nowhere.error().text() == "/nowhere/at/all: expected a file here, found none");
}

TEST_CASE("datapackage.json: what is wrong in one resource is said, and the rest is read", "[pack]") {
    const ScratchPack pack;
    pack.replace("datapackage.json", "\"path\": \"claims.csv\"", "\"path\": \"../claims.csv\"");
    pack.replace("datapackage.json", "\"path\": \"shares.csv\"", "\"path\": [\"a.csv\", \"b.csv\"]");
    pack.replace("datapackage.json", "\"maxLength\": 40", "\"maxLength\": -4");
    pack.replace("datapackage.json", "\"pattern\": \"[A-Z]{3}\"", "\"pattern\": \"(?=x)\"");
    pack.replace("datapackage.json", "\"name\": \"iso2\"", "\"name\": 7");
    const Words found = pack.findings();
    const auto has = [&](const std::string& text) { return std::find(found.begin(), found.end(), text) != found.end(); };
    CHECK(has("datapackage.json: resources[27].path: expected the path of a file in the pack's folder, found '../claims.csv'"));
    CHECK(has("datapackage.json: resources[19].path: expected the path of one file in the pack's folder, found 2 paths"));
    CHECK(has(
        "datapackage.json: resources[3].schema.fields[1].constraints.maxLength: expected a whole number of 0 or more, found -4"));
    CHECK(has("datapackage.json: resources[0].schema.fields[1].name: expected a string, found 7"));
    CHECK(
        has("datapackage.json: warning: resources[0].schema.fields[0].constraints.pattern: expected a plain regular expression (no "
            "look-around, no back "
            "reference), found '(?=x)'; it is not checked"));
    CHECK(pack.load().operators.size() == 4);
}

TEST_CASE("datapackage.json: resources that the program does not know are checked by their schema", "[pack]") {
    const ScratchPack pack;
    pack.replace("datapackage.json", "\"resources\": [",
                 "\"resources\": [{\"name\": \"extra\", \"path\": \"extra.csv\", \"schema\": {\"fields\": [{\"name\": \"a\", "
                 "\"type\": \"integer\", "
                 "\"constraints\": {\"unique\": true}}], \"missingValues\": [\"\", \"-\"]}}, {\"name\": \"shapes\", \"path\": "
                 "\"shapes.geojson\"},");
    pack.write("extra.csv", "a\n1\n-\nx\n1\n-\n");
    CHECK(pack.findings() == Words{"extra.csv:4:1: expected a whole number for a, found 'x'",
                                   "extra.csv:5:1: expected a once, found '1' again (first in line 2)",
                                   "shapes.geojson: expected a file here, found none"});
    pack.write("shapes.geojson", "{}");
    CHECK(pack.findings().size() == 2);
    CHECK(resource(pack.load(), "extra").rows_read == 5);
    CHECK(resource(pack.load(), "extra").rows_skipped == 2);
}

TEST_CASE("a finding in words: parts that are not known are left out", "[pack]") {
    CHECK(format_finding({Finding::Level::Error, {"expected a, found b", "t.csv", 3, 7}}) == "t.csv:3:7: expected a, found b");
    CHECK(format_finding({Finding::Level::Warning, {"expected a, found b", "t.csv", 3, 0}}) ==
          "t.csv:3: warning: expected a, found b");
    CHECK(format_finding({Finding::Level::Error, {"expected a, found b", "t.csv", 0, 0}}) == "t.csv: expected a, found b");
}
