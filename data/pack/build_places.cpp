// Countries, blocs, operators, data centres and what classifies them.
#include <algorithm>
#include <fmt/format.h>

#include "data/csv/parse_number.h"
#include "data/pack/loader.h"

namespace linchpin::pack {
namespace {

using Need = Column::Need;
using csv::in_quotes;

/// Tables of id and name, with whatever else they hold ignored.
void build_key_names(Loader& load, std::string_view name, IdMap& ids, std::vector<KeyName>& out) {
    enum { Id, Name };
    static constexpr std::array<Column, 2> kColumns{
        {{"id", FieldType::String, Need::Value}, {"name", FieldType::String, Need::Value}}};
    ids.loaded = load.each_row(name, kColumns, [&](Table& row) {
        if (ids.find(row[Id].text) != kNone)
            return row.reject(Id, fmt::format("expected id once, found {} again", in_quotes(row[Id].text)));
        ids.add(row[Id].text, static_cast<Index>(out.size()));
        out.push_back({row.str(Id), row.str(Name)});
    });
}

enum CountryColumn { CoCode, CoIso2, CoM49, CoName, CoRegion, CoSubregion, CoLat, CoLon };
constexpr std::array<Column, 8> kCountryColumns{{{"code", FieldType::String, Need::Value},
                                                 {"iso2", FieldType::String, Need::Optional},
                                                 {"m49", FieldType::Integer, Need::Optional},
                                                 {"name", FieldType::String, Need::Value},
                                                 {"region", FieldType::String, Need::Optional},
                                                 {"subregion", FieldType::String, Need::Optional},
                                                 {"label_lat", FieldType::Number, Need::Optional},
                                                 {"label_lon", FieldType::Number, Need::Optional}}};

enum SiteColumn {
    SiId,
    SiName,
    SiCity,
    SiCountry,
    SiLat,
    SiLon,
    SiPrecision,
    SiOperatorId,
    SiOperator,
    SiHq,
    SiOwner,
    SiKind,
    SiStatus,
    SiYear,
    SiYearBasis,
    SiAnnounced,
    SiPower,
    SiPowerBasis,
    SiAccelerator,
    SiAcceleratorCount,
    SiCapex,
    SiRegion,
    SiGroup,
    SiCounted,
    SiSource,
    SiUrl,
    SiLicence,
    SiConfidence,
    SiNotes
};
constexpr std::array<Column, 29> kSiteColumns{{{"id", FieldType::String, Need::Value},
                                               {"name", FieldType::String, Need::Value},
                                               {"city"},
                                               {"country_iso3", FieldType::String, Need::Value, "countries"},
                                               {"lat", FieldType::Number, Need::Value},
                                               {"lon", FieldType::Number, Need::Value},
                                               {"coord_precision", FieldType::String, Need::Value},
                                               {"operator_id", FieldType::String, Need::Present, "operators"},
                                               {"operator"},
                                               {"operator_hq_iso3", FieldType::String, Need::Present, "countries"},
                                               {"owner"},
                                               {"kind", FieldType::String, Need::Value, "site_kinds"},
                                               {"status", FieldType::String, Need::Value},
                                               {"year", FieldType::Integer},
                                               {"year_basis"},
                                               {"announced_year", FieldType::Integer},
                                               {"it_power_mw", FieldType::Number},
                                               {"power_basis"},
                                               {"accelerator"},
                                               {"accelerator_count", FieldType::Number},
                                               {"capex_usd", FieldType::Number},
                                               {"region_code"},
                                               {"site_group"},
                                               {"count_in_totals", FieldType::Boolean, Need::Value},
                                               {"source"},
                                               {"source_url"},
                                               {"licence"},
                                               {"confidence"},
                                               {"notes"}}};

constexpr std::array<std::string_view, 4> kSiteStatuses{"operational", "under_construction", "announced", "closed"};
constexpr std::array<std::string_view, 4> kPowerBases{"none", "it", "facility", "planned"};
constexpr std::array<std::string_view, 3> kPrecisions{"site", "city", "country"};

void read_site_texts(const Table& row, Site& site) {
    site.id = row.str(SiId);
    site.name = row.str(SiName);
    site.city = row.str(SiCity);
    site.operator_name = row.str(SiOperator);
    site.owner = row.str(SiOwner);
    site.kind = row.str(SiKind);
    site.year_basis = row.str(SiYearBasis);
    site.accelerator = row.str(SiAccelerator);
    site.region_code = row.str(SiRegion);
    site.site_group = row.str(SiGroup);
    site.source = row.str(SiSource);
    site.source_url = row.str(SiUrl);
    site.licence = row.str(SiLicence);
    site.notes = row.str(SiNotes);
    site.origin = row.origin();
}

void read_site_numbers(Table& row, Site& site) {
    site.year = year(row, SiYear);
    site.announced_year = year(row, SiAnnounced);
    site.power_mw = positive(row, SiPower);
    site.accelerator_count = positive(row, SiAcceleratorCount);
    site.capex_usd = positive(row, SiCapex);
    site.count_in_totals = row[SiCounted].integer != 0;
    site.precision = word(row, SiPrecision, kPrecisions, CoordPrecision::City);
    site.status = word(row, SiStatus, kSiteStatuses, SiteStatus::Announced);
    site.power_basis = word(row, SiPowerBasis, kPowerBases, PowerBasis::None);
    site.confidence = confidence(row, SiConfidence);
    if (site.power_mw && site.power_basis == PowerBasis::None)
        row.warn(SiPowerBasis, "expected power_basis for a row with it_power_mw, found an empty field");
}

}  // namespace

void build_countries(Loader& load) {
    auto& out = load.data.countries;
    load.each_row("countries", kCountryColumns, [&](Table& row) {
        Country country;
        const auto code = CountryCode::parse(row[CoCode].text);
        if (!code) {
            row.reject(CoCode, fmt::format("expected an ISO 3166-1 alpha-3 code (three capital letters), found {}",
                                           in_quotes(row[CoCode].text)));
            return;
        }
        if (load.countries.find(row[CoCode].text) != kNone)
            return row.reject(CoCode, fmt::format("expected code once, found {} again", in_quotes(row[CoCode].text)));
        if (row[CoCode].text == "OTH")
            return row.reject(CoCode, "expected a country, found 'OTH', which stands for other trade partners");
        country.code = *code;
        country.iso2 = row.str(CoIso2);
        country.m49 = row.integer(CoM49);
        country.name = row.str(CoName);
        country.region = row.str(CoRegion);
        country.subregion = row.str(CoSubregion);
        country.label_place = load.place(row, CoLat, CoLon);
        country.origin = row.origin();
        if (row.rejected()) return;
        load.countries.add(row[CoCode].text, 0);
        out.push_back(std::move(country));
    });
    std::sort(out.begin(), out.end(), [](const Country& a, const Country& b) { return a.code < b.code; });
    for (std::size_t i = 0; i < out.size(); ++i) load.countries.add(out[i].code.str(), static_cast<std::uint16_t>(i));
}

void build_blocs(Loader& load) {
    std::vector<KeyName> blocs;
    build_key_names(load, "blocs", load.blocs, blocs);
    for (KeyName& bloc : blocs) load.data.blocs.push_back({std::move(bloc.id), std::move(bloc.name)});

    enum { BlocId, CountryId, From, Until, State };
    static constexpr std::array<Column, 5> kColumns{{{"bloc", FieldType::String, Need::Value, "blocs"},
                                                     {"country", FieldType::String, Need::Value, "countries"},
                                                     {"from"},
                                                     {"until"},
                                                     {"status", FieldType::String, Need::Value}}};
    enum class Standing : std::uint8_t { Member, Invited };
    static constexpr std::array<std::string_view, 2> kStandings{"member", "invited"};
    const auto date = [](Table& row, std::size_t column) {
        const std::string_view text = row[column].text;
        const auto parsed = Date::parse(text);
        if (!parsed && !text.empty())
            row.reject(column, fmt::format("expected {} to be a date (YYYY-MM-DD, YYYY-MM or YYYY), found {}",
                                           row.column_name(column), in_quotes(text)));
        return parsed;
    };
    load.each_row("bloc_members", kColumns, [&](Table& row) {
        BlocMembership member;
        member.bloc = load.record(row, BlocId, load.blocs).value_or(kNone);
        member.country = load.country(row, CountryId).value_or(kNone);
        member.life = {date(row, From), date(row, Until)};
        member.invited_only = word(row, State, kStandings, Standing::Member) == Standing::Invited;
        if (member.life.start && member.life.end && *member.life.end <= *member.life.start)
            row.reject(Until, fmt::format("expected until to be later than from, found {}", in_quotes(row[Until].text)));
        if (!load.blocs.loaded) row.reject(BlocId, "expected a table blocs that says what this is, found none");
        if (!row.rejected()) load.data.memberships.push_back(member);
    });
}

void build_operators(Loader& load) {
    enum { Id, Name, Hq, Owner, Kind, Parent, InBrief };
    static constexpr std::array<Column, 7> kColumns{{{"id", FieldType::String, Need::Value},
                                                     {"name", FieldType::String, Need::Value},
                                                     {"hq_iso3", FieldType::String, Need::Present, "countries"},
                                                     {"ultimate_owner_iso3", FieldType::String, Need::Optional, "countries"},
                                                     {"kind", FieldType::String, Need::Optional},
                                                     {"parent", FieldType::String, Need::Optional},
                                                     {"named_in_brief", FieldType::Boolean, Need::Optional}}};
    load.operators.loaded = load.each_row("operators", kColumns, [&](Table& row) {
        Operator out;
        if (load.operators.find(row[Id].text) != kNone)
            row.reject(Id, fmt::format("expected id once, found {} again", in_quotes(row[Id].text)));
        out.hq = load.country(row, Hq).value_or(kNone);
        out.ultimate_owner = load.country(row, Owner).value_or(kNone);
        if (row.rejected()) return;
        out.id = row.str(Id);
        out.name = row.str(Name);
        out.kind = row.str(Kind);
        out.parent = row.str(Parent);
        out.named_in_brief = row[InBrief].present() && row[InBrief].integer != 0;
        out.origin = row.origin();
        load.operators.add(out.id, static_cast<Index>(load.data.operators.size()));
        load.data.operators.push_back(std::move(out));
    });
}

void build_site_kinds(Loader& load) { build_key_names(load, "site_kinds", load.site_kinds, load.data.site_kinds); }
void build_satellite_groups(Loader& load) {
    enum { Id, Name, Note, Facts, FactsSource, Lasers, LaserSource };
    static constexpr std::array<Column, 7> kColumns{{{"id", FieldType::String, Need::Value},
                                                     {"name", FieldType::String, Need::Value},
                                                     {"operator_note", FieldType::String, Need::Optional},
                                                     {"facts", FieldType::String, Need::Optional},
                                                     {"facts_source", FieldType::String, Need::Optional},
                                                     {"laser_links", FieldType::String, Need::Optional},
                                                     {"laser_source", FieldType::String, Need::Optional}}};
    load.satellite_groups.loaded = load.each_row("satellite_groups", kColumns, [&](Table& row) {
        if (load.satellite_groups.find(row[Id].text) != kNone)
            return row.reject(Id, fmt::format("expected id once, found {} again", in_quotes(row[Id].text)));
        // Nothing is drawn or told without saying where it comes from.
        if (!row[Lasers].text.empty() && row[LaserSource].text.empty())
            return row.reject(LaserSource, "expected a source for the laser links, found nothing");
        if (!row[Facts].text.empty() && row[FactsSource].text.empty())
            return row.reject(FactsSource, "expected a source for the facts, found nothing");
        load.satellite_groups.add(row[Id].text, static_cast<Index>(load.data.satellite_groups.size()));
        load.data.satellite_groups.push_back({row.str(Id), row.str(Name)});
        load.data.satellite_group_facts.push_back({row.str(Note), row.str(Facts), row.str(FactsSource), row.str(Lasers), row.str(LaserSource)});
    });
}

void build_accelerators(Loader& load) {
    enum { Text, Family, Vendor, VendorCountry, Class, YearColumn, Source };
    static constexpr std::array<Column, 7> kColumns{{{"text", FieldType::String, Need::Value},
                                                     {"family"},
                                                     {"vendor"},
                                                     {"vendor_iso3", FieldType::String, Need::Present, "countries"},
                                                     {"class"},
                                                     {"year", FieldType::Integer},
                                                     {"source"}}};
    static constexpr std::array<std::string_view, 3> kClasses{"training", "inference", "mixed"};
    load.accelerators.loaded = load.each_row("accelerators", kColumns, [&](Table& row) {
        Accelerator out;
        if (load.accelerators.find(row[Text].text) != kNone)
            row.reject(Text, fmt::format("expected text once, found {} again", in_quotes(row[Text].text)));
        (void)word(row, Class, kClasses, 0);
        out.vendor_country = load.country(row, VendorCountry).value_or(kNone);
        out.year = year(row, YearColumn);
        if (row.rejected()) return;
        out.text = row.str(Text);
        out.family = row.str(Family);
        out.vendor = row.str(Vendor);
        out.cls = row.str(Class);
        out.source = row.str(Source);
        load.accelerators.add(out.text, static_cast<Index>(load.data.accelerators.size()));
        load.data.accelerators.push_back(std::move(out));
    });
}

void build_sites(Loader& load) {
    IdMap ids;
    IdMap reported;  // accelerator texts without a class, each named once
    load.each_row("data_centers", kSiteColumns, [&](Table& row) {
        Site site;
        if (ids.find(row[SiId].text) != kNone)
            row.reject(SiId, fmt::format("expected id once, found {} again", in_quotes(row[SiId].text)));
        site.country = load.country(row, SiCountry).value_or(kNone);
        if (const auto place = load.place(row, SiLat, SiLon)) site.place = *place;
        site.operator_index = load.record(row, SiOperatorId, load.operators).value_or(kNone);
        site.operator_hq = load.country(row, SiHq).value_or(kNone);
        (void)load.record(row, SiKind, load.site_kinds);
        read_site_numbers(row, site);
        if (row.rejected()) return;
        read_site_texts(row, site);
        site.accelerator_class = load.accelerators.find(site.accelerator);
        if (load.accelerators.loaded && !site.accelerator.empty() && site.accelerator_class == kNone &&
            reported.find(site.accelerator) == kNone) {
            row.warn(SiAccelerator,
                     fmt::format("expected accelerator to stand in the table accelerators, found {}", in_quotes(site.accelerator)));
            reported.add(site.accelerator, 0);
        }
        ids.add(site.id, 0);
        load.data.sites.push_back(std::move(site));
    });
}

}  // namespace linchpin::pack
