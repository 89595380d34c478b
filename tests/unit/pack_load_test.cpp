#include <algorithm>

#include "pack_fixture.h"

using namespace linchpin;
using namespace linchpin::test;

namespace {
Index country(const Dataset& data, const char* code) { return data.country_index(*CountryCode::parse(code)); }
}  // namespace

TEST_CASE("pack: the good pack has no findings and every row", "[pack]") {
    const ScratchPack pack;
    CHECK(pack.findings() == Words{});
    const Dataset data = pack.load();
    CHECK(data.countries.size() == 7);
    CHECK(data.blocs.size() == 2);
    CHECK(data.memberships.size() == 5);
    CHECK(data.operators.size() == 4);
    CHECK(data.sites.size() == 3);
    CHECK(data.cables.size() == 3);
    CHECK(data.cable_routes.size() == 3);
    CHECK(data.cable_corridors.size() == 2);
    CHECK(data.flows.size() == 8);
    CHECK(data.totals.size() == 4);
    CHECK(data.shares.size() == 3);
    CHECK(data.production.size() == 3);
    CHECK(data.footprint.size() == 2);
    CHECK(data.satellites.size() == 2);
    CHECK(data.planned_shells.size() == 2);
    CHECK(data.constellation_counts.size() == 2);
    CHECK(data.claims.size() == 1);
}

TEST_CASE("pack: opened by its folder or by its datapackage.json", "[pack]") {
    const ScratchPack pack;
    const auto by_file = load_pack(pack.folder() / "datapackage.json");
    REQUIRE(by_file);
    CHECK(by_file->folder == pack.folder());
    CHECK(by_file->flows.value_usd == pack.load().flows.value_usd);
}

TEST_CASE("pack: name, date and provenance", "[pack]") {
    const Dataset data = ScratchPack{}.load();
    CHECK(data.name == "small-world");
    CHECK(data.title == "A small world for tests");
    CHECK(data.version == "1.2.0");
    CHECK(data.created == "2026-11-22T00:00:00Z");
    REQUIRE(data.as_of);
    CHECK(data.as_of->iso() == "2026-08-21");
    const ResourceInfo& flows = resource(data, "flows");
    CHECK(flows.path == "flows.csv");
    CHECK(flows.credit == "Trade: BACI");
    CHECK(flows.sources.at(0).path == "https://example.org/baci");
    CHECK(flows.licences.at(0).name == "etalab-2.0");
    CHECK(flows.rows_read == 8);
    CHECK(flows.rows_skipped == 0);
    const ResourceInfo& cables = resource(data, "cables");  // has none of its own: those of the package
    CHECK(cables.sources.at(0).title == "Made up for tests");
    CHECK(cables.licences.at(0).name == "CC-BY-4.0");
}

TEST_CASE("pack: countries are sorted by code and found by it", "[pack]") {
    const Dataset data = ScratchPack{}.load();
    CHECK(std::is_sorted(data.countries.begin(), data.countries.end(),
                         [](const Country& a, const Country& b) { return a.code < b.code; }));
    const Index usa = country(data, "USA");
    REQUIRE(usa != kNone);
    CHECK(data.countries[usa].name == "United States");
    CHECK(data.countries[usa].m49 == 840);
    CHECK(data.countries[usa].label_place == geo::LatLon{39.5, -98.4});
    CHECK(data.countries[usa].origin.line == 2);
    CHECK(data.resources[data.countries[usa].origin.resource].name == "countries");
    const Country& kosovo = data.countries[country(data, "XKX")];
    CHECK_FALSE(kosovo.m49);
    CHECK_FALSE(kosovo.label_place);
    CHECK(country(data, "ITA") == kNone);
    CHECK(data.country_index(CountryCode{}) == kNone);
    CHECK(data.group_index("batteries_hs8507") == 1);
    CHECK(data.group_index("") == kNone);
}

TEST_CASE("pack: bloc membership by date; an invited country is no member", "[pack]") {
    const Dataset data = ScratchPack{}.load();
    const auto on = [](const char* day) { return *Date::parse(day); };
    const Index gbr = country(data, "GBR");
    CHECK_FALSE(data.is_member("EU", gbr, on("1972-12-31")));
    CHECK(data.is_member("EU", gbr, on("1973-01-01")));
    CHECK(data.is_member("EU", gbr, on("2020-01-31")));
    CHECK_FALSE(data.is_member("EU", gbr, on("2020-02-01")));
    CHECK(data.is_member("EU", country(data, "DEU"), on("2026-01-01")));
    CHECK_FALSE(data.is_member("BRICS", country(data, "DEU"), on("2026-01-01")));
    CHECK_FALSE(data.is_member("BRICS", country(data, "SAU"), on("2026-01-01")));
    CHECK(data.is_member("BRICS", country(data, "CHN"), on("2026-01-01")));
    CHECK_FALSE(data.is_member("G7", country(data, "DEU"), on("2026-01-01")));
    CHECK_FALSE(data.is_member("EU", kNone, on("2026-01-01")));
}

TEST_CASE("pack: sites refer to countries, operators and accelerators; missing stays missing", "[pack]") {
    const Dataset data = ScratchPack{}.load();
    const Site& first = data.sites[0];
    CHECK(first.country == country(data, "DEU"));
    CHECK(data.operators[first.operator_index].id == "aws");
    CHECK(first.operator_hq == country(data, "USA"));
    CHECK(first.status == SiteStatus::Operational);
    CHECK(first.power_mw == 30.0);
    CHECK(first.power_basis == PowerBasis::It);
    CHECK(first.confidence == Confidence::High);
    CHECK_FALSE(first.accelerator_count);
    CHECK(first.accelerator_class == kNone);
    const Site& second = data.sites[1];
    CHECK(second.name == "Halls \"North\", Paris");
    CHECK(second.notes == "two lines\nof notes");
    CHECK(second.precision == CoordPrecision::Site);
    CHECK(data.accelerators[second.accelerator_class].family == "NVIDIA Hopper");
    CHECK(second.accelerator_count == 20000.0);
    CHECK_FALSE(second.count_in_totals);
    CHECK(second.announced_year == 2025);
    const Site& third = data.sites[2];
    CHECK(third.origin.line == 5);  // the row above has two lines
    CHECK(third.operator_index == kNone);
    CHECK(third.operator_hq == kNone);
    CHECK_FALSE(third.power_mw);
    CHECK(third.power_basis == PowerBasis::None);
    CHECK_FALSE(third.year);
    const Accelerator& unnamed = data.accelerators[third.accelerator_class];
    CHECK(unnamed.vendor_country == kNone);
    CHECK(unnamed.cls.empty());
    CHECK_FALSE(unnamed.year);
    CHECK(data.operators[3].ultimate_owner == country(data, "USA"));
    CHECK(data.operators[0].ultimate_owner == kNone);
    CHECK(data.operators[0].named_in_brief);
}

TEST_CASE("pack: cables know their landings in order, their builders once, and their corridors", "[pack]") {
    const Dataset data = ScratchPack{}.load();
    const Cable& alpha = data.cables[0];
    CHECK(alpha.suppliers == Words{"Alcatel", "ASN", "SubCom"});
    REQUIRE(alpha.supplier_companies.size() == 2);  // two spellings of one company
    CHECK(data.suppliers[alpha.supplier_companies[0]].id == "asn");
    CHECK(data.suppliers[alpha.supplier_companies[1]].country == country(data, "USA"));
    CHECK(alpha.owners == Words{"AT&T", "BT", "consortium"});
    REQUIRE(alpha.branches.size() == 2);
    CHECK(alpha.branches[0].branch == 0);
    CHECK(data.landing_points[alpha.branches[0].landings.at(1)].id == "new-york");
    CHECK(data.landing_points[alpha.branches[1].landings.at(0)].id == "bude");
    const Cable& beta = data.cables[1];
    CHECK(beta.status == CableStatus::Planned);
    CHECK_FALSE(beta.length_km);
    CHECK(data.cables[2].supplier_companies.empty());  // "various" is a known spelling of no company
    CHECK(data.cable_routes[0].points.size() == 3);
    CHECK(data.cable_routes[0].points[1] == geo::LatLon{49.0, -40.0});
    CHECK(data.cable_routes[2].cable == 1);
    CHECK(data.cable_routes[2].land_km == 180.5);
    CHECK_FALSE(data.cable_corridors[0].listed);
    CHECK(data.cable_corridors[1].listed);
    CHECK(data.chokepoints[data.cable_corridors[1].chokepoint].id == "red-sea");
}

TEST_CASE("pack: flows are sorted by group, year, importer, exporter, with OTH last", "[pack]") {
    const Dataset data = ScratchPack{}.load();
    const FlowTable& f = data.flows;
    CHECK(f.line == std::vector<std::uint32_t>{5, 3, 2, 4, 8, 9, 7, 6});
    REQUIRE(f.size() == 8);
    CHECK(f.exporter[3] == kOtherPartner);
    CHECK(f.coverage[3] == Coverage::ResidualOrigins);
    CHECK(f.coverage[0] == Coverage::Top10DestinationsOfExporter);
    CHECK(f.coverage[1] == Coverage::Top10OriginsOfImporter);
    CHECK(f.coverage[5] == Coverage::AllPartners);
    CHECK(f.coverage[4] == Coverage::AllDestinations);
    CHECK(f.coverage[6] == Coverage::AllDestinationsPartialYear);
    CHECK(f.coverage[7] == Coverage::FullBilateral);
    CHECK(f.value_usd[6] == 60000000000);
    CHECK(data.trade_sources[f.source[6]].id == "CUSTOMS");
    CHECK(f.importer[1] == country(data, "DEU"));
    CHECK(f.exporter[1] == country(data, "CHN"));
    CHECK(data.product_groups[0].years == std::vector<std::int16_t>{2023, 2024});
    CHECK(data.product_groups[1].years == std::vector<std::int16_t>{2020, 2024});
}

TEST_CASE("pack: totals are sorted by group, year, country; a missing side is not zero", "[pack]") {
    const Dataset data = ScratchPack{}.load();
    CHECK(data.totals[0].year == 2023);
    CHECK(data.totals[1].country == country(data, "CHN"));
    CHECK_FALSE(data.totals[1].imports_usd);
    CHECK(data.totals[3].group == 1);
    CHECK(data.totals[3].imports_usd == 0);
    CHECK_FALSE(data.totals[3].exports_usd);
}

TEST_CASE("pack: partners and producers that are no country", "[pack]") {
    const Dataset data = ScratchPack{}.load();
    CHECK(data.shares[0].partner == country(data, "CHN"));
    CHECK((data.shares[1].partner == kNone && data.shares[1].partner_is_other));
    CHECK((data.shares[2].partner == kNone && !data.shares[2].partner_is_other));
    CHECK_FALSE(data.shares[2].value_pct);
    CHECK(data.production[1].country == kNone);
    CHECK(data.production[1].country_name == "World total");
    CHECK_FALSE(data.production[2].value);
}

TEST_CASE("pack: elements as they stand in the table", "[pack]") {
    const Dataset data = ScratchPack{}.load();
    const Satellite& first = data.satellites[0];
    CHECK(first.elements.norad_cat_id == 63982);
    CHECK(first.elements.object_id == "2025-100A");
    CHECK(first.elements.mean_motion_rev_day == 15.21233567);
    CHECK(std::abs(first.elements.epoch_unix_s - 1787327651.555136) < 1e-6);
    CHECK(first.elements.bstar_per_er == 0.00073205);
    CHECK(first.elements.rev_at_epoch == 7059);
    CHECK(first.group == "three-body");
    CHECK(first.operator_country == country(data, "CHN"));
    const Satellite& second = data.satellites[1];
    CHECK(second.elements.norad_cat_id == 799501299);
    CHECK(second.elements.mean_motion_dot == -1.1e-06);
    CHECK(second.operator_country == kNone);
    CHECK_FALSE(data.planned_shells[1].altitude_km);
    CHECK(data.planned_shells[1].total == 2800);
    CHECK(data.footprint_topics[0].unverified);
    CHECK_FALSE(data.footprint_topics[1].unverified);
}

TEST_CASE("pack: every optional table can be left out", "[pack]") {
    for (const ResourceInfo& left_out : ScratchPack{}.load().resources) {
        if (left_out.name == "countries") continue;
        const ScratchPack pack;
        pack.drop_resource(left_out.name);
        INFO("without " << left_out.name);
        const auto loaded = load_pack(pack.folder());
        REQUIRE(loaded);
        CHECK(loaded->resources.size() == 27);
        // Only tables that have no meaning without the missing one may complain.
        const Words needs = left_out.name == "product_groups"   ? Words{"flows", "country_totals"}
                            : left_out.name == "blocs"          ? Words{"bloc_members"}
                            : left_out.name == "cables"         ? Words{"landings", "cable_routes", "cable_corridors"}
                            : left_out.name == "landing_points" ? Words{"landings", "cables", "cable_routes"}
                            : left_out.name == "landings"       ? Words{"cable_routes"}
                            : left_out.name == "chokepoints"    ? Words{"cable_corridors"}
                            : left_out.name == "trade_sources"  ? Words{"shares"}  // its schema has a foreign key to it
                                                                : Words{};
        for (const Finding& finding : loaded->findings)
            CHECK(std::find(needs.begin(), needs.end(), finding.where.file.stem().string()) != needs.end());
        CHECK(loaded->findings.empty() == needs.empty());
    }
}

TEST_CASE("pack: loading twice gives the same, whatever the threads do", "[pack]") {
    const ScratchPack pack;
    pack.append("flows.csv", "USA,USA,transformers_converters,8504,2024,5,BACI,full_bilateral_min_100k_usd\n");
    pack.append("satellites.csv", "x\n");
    pack.append("cables.csv", "y\n");
    const Words first = pack.findings();
    CHECK(first.size() == 3);
    for (int i = 0; i < 20; ++i) REQUIRE(pack.findings() == first);
}
