#pragma once
// The records of a loaded data pack: plain values, never changed after loading. "Missing" is an empty optional, an empty string or
// kNone, never zero.
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "data/core/country_code.h"
#include "data/core/date.h"
#include "data/core/result.h"
#include "data/geo/sphere.h"
#include "data/orbit/elements.h"

namespace linchpin {

/// Position of a record in its table. kNone = no such record is known.
using Index = std::uint32_t;
inline constexpr Index kNone = 0xffffffffu;
/// Flow source in a pack without trade_sources.
inline constexpr std::uint8_t kNoSource = 0xffu;
/// Flow partner that is not a country: the residual OTH.
inline constexpr std::uint16_t kOtherPartner = 0xfffeu;

enum class Confidence : std::uint8_t { Unknown, Low, Medium, High };

/// Where a record stands in the pack, so that every number can be followed to a row.
struct RowOrigin {
    std::uint16_t resource = 0;  ///< index into Dataset::resources
    std::uint32_t line = 0;      ///< 1-based line in the CSV file (header = 1)
};

/// Provenance of one resource of the pack (from datapackage.json).
struct ResourceInfo {
    std::string name, title, path;
    struct Source { std::string title, path; };
    struct Licence { std::string name, title, path; };
    std::vector<Source> sources;
    std::vector<Licence> licences;
    std::string credit;       ///< line to show in pictures; may be empty
    std::size_t rows_read = 0;
    std::size_t rows_skipped = 0;
};

struct Country {
    CountryCode code;                ///< ISO 3166-1 alpha-3; XKX for Kosovo (user-assigned)
    std::string iso2;                ///< alpha-2
    std::optional<int> m49;          ///< UN M49 number (TWN: 158, not part of the UN list)
    std::string name;                ///< short English name
    std::string region;              ///< M49 region, "Asia"; empty when none
    std::string subregion;           ///< M49 subregion, "Eastern Asia"
    std::optional<geo::LatLon> label_place;  ///< where the name goes on the globe
    RowOrigin origin;
};

struct Bloc { std::string id, name; };        ///< "EU", "European Union"
struct BlocMembership {
    Index bloc = kNone;
    Index country = kNone;
    Lifetime life;                            ///< membership from .. until
    bool invited_only = false;                ///< e.g. SAU in BRICS: shown as "invited", never counted
};

struct Operator {
    std::string id, name, kind, parent;
    Index hq = kNone;                         ///< country
    Index ultimate_owner = kNone;             ///< country; kNone = same as hq
    bool named_in_brief = false;
    RowOrigin origin;
};

enum class SiteStatus : std::uint8_t { Operational, UnderConstruction, Announced, Closed };
enum class PowerBasis : std::uint8_t { None, It, Facility, Planned };
enum class CoordPrecision : std::uint8_t { Site, City, Country };

struct Site {
    std::string id, name, city;
    Index country = kNone;
    geo::LatLon place;
    CoordPrecision precision = CoordPrecision::City;
    Index operator_index = kNone;             ///< into Dataset::operators
    std::string operator_name, owner;
    Index operator_hq = kNone;                ///< country; kNone = unknown nationality
    std::string kind;                         ///< id of Dataset::site_kinds
    SiteStatus status = SiteStatus::Announced;
    std::optional<int> year;                  ///< of operation, actual or expected
    std::string year_basis;
    std::optional<int> announced_year;
    std::optional<double> power_mw;           ///< it_power_mw of the pack, > 0
    PowerBasis power_basis = PowerBasis::None;
    std::string accelerator;                  ///< as published
    Index accelerator_class = kNone;          ///< into Dataset::accelerators
    std::optional<double> accelerator_count;
    std::optional<double> capex_usd;
    std::string region_code, site_group;
    bool count_in_totals = true;
    std::string source, source_url, licence, notes;
    Confidence confidence = Confidence::Unknown;
    RowOrigin origin;
};

/// What a published accelerator text means (table accelerators.csv: our classification with its source).
struct Accelerator {
    std::string text;                         ///< spelling in data_centers.csv, the key
    std::string family, vendor;               ///< "NVIDIA Hopper", "NVIDIA"; vendor empty = not named
    Index vendor_country = kNone;
    std::string cls;                          ///< "training", "inference", "mixed"; empty = unclassed
    std::optional<int> year;                  ///< first volume shipments
    std::string source;
};

enum class CableStatus : std::uint8_t { Active, Planned, Retired };
/// One polyline of a cable: indices into Dataset::landing_points in path order; branch 0 is the trunk.
struct CableBranch { int branch = 0; std::vector<Index> landings; };
struct Cable {
    std::string id, name;
    CableStatus status = CableStatus::Active;
    std::optional<int> rfs_year;
    std::optional<double> length_km, capacity_tbps;
    std::vector<std::string> owners, suppliers;   ///< as published
    std::vector<Index> supplier_companies;        ///< into Dataset::suppliers, distinct; empty = unknown
    std::string source;
    Confidence confidence = Confidence::Unknown;
    std::vector<CableBranch> branches;
    RowOrigin origin;
};
struct LandingPoint { std::string id, name; Index country = kNone; geo::LatLon place; RowOrigin origin; };
struct Chokepoint { std::string id, name, kind, notes; geo::LatLon place; double radius_km = 0.0; };
struct CableRoute {                            ///< prepared sea route of one landing-to-landing leg: "schematic route"
    Index cable = kNone;
    int branch = 0, leg = 0;
    std::vector<geo::LatLon> points;          ///< at least two
    double length_km = 0.0;
    double land_km = 0.0;                     ///< part of it that runs over land
};
struct CableCorridor { Index cable = kNone; Index chokepoint = kNone; bool listed = false; };  ///< listed: by the facts, else by route

/// A cable builder: several published spellings, one company, one nationality.
struct Supplier { std::string id, name; Index country = kNone; std::string source; };

struct ProductGroup {
    std::string id, name, hs, note;            ///< "transformers_converters", "Transformers and converters", "8504"
    std::string family;                        ///< groups of one family overlap: never add them up
    std::vector<std::int16_t> years;           ///< ascending, years with rows
};

enum class Coverage : std::uint8_t {
    FullBilateral, Top10OriginsOfImporter, Top10DestinationsOfExporter, ResidualOrigins, AllDestinations,
    AllDestinationsPartialYear, AllPartners
};

/// Trade flows, one row each, structure of arrays. All columns have the same length.
struct FlowTable {
    std::vector<std::uint16_t> exporter, importer;   ///< into Dataset::countries; exporter may be kOtherPartner
    std::vector<std::uint8_t> group;                 ///< into Dataset::product_groups
    std::vector<std::int16_t> year;
    std::vector<std::int64_t> value_usd;             ///< current US dollars, >= 1
    std::vector<Coverage> coverage;
    std::vector<std::uint8_t> source;                ///< into Dataset::trade_sources; kNoSource when the pack has no such table
    std::vector<std::uint32_t> line;                 ///< line in flows.csv
    [[nodiscard]] std::size_t size() const noexcept { return value_usd.size(); }
};

struct CountryTotal {
    std::uint16_t country = 0;
    std::uint8_t group = 0;
    std::int16_t year = 0;
    std::optional<std::int64_t> exports_usd, imports_usd;
    std::uint32_t line = 0;
};

struct TradeSource { std::string id, title, publisher, licence, notes; };

struct PublishedShare {
    std::string metric, item, detail, period, source_id, status;
    Index of_country = kNone, partner = kNone;
    bool partner_is_other = false;             ///< partner is the residual OTH (partner == kNone then)
    std::optional<double> value_pct;
    RowOrigin origin;
};

struct Production {
    std::string item, statistic, detail, unit, source_id, country_name;
    Index country = kNone;                     ///< kNone for "World total" and the like
    int year = 0;
    std::optional<double> value;
    RowOrigin origin;
};

struct FootprintFact {
    Index country = kNone;
    std::string topic, value, source, notes;
    std::optional<int> year;
    Confidence confidence = Confidence::Unknown;
    RowOrigin origin;
};
struct FootprintTopic { std::string id, name, note; bool unverified = false; };  ///< unverified lists are labelled so on screen

struct Satellite {
    orbit::MeanElements elements;
    std::string group, operator_name, service, operator_basis;
    Index operator_country = kNone;
    std::optional<int> launch_year;
    RowOrigin origin;
};
struct PlannedShell {
    std::string system, operator_name, status, source, note;
    Index operator_country = kNone;
    std::optional<double> altitude_km, inclination_deg;
    std::optional<int> planes, sats_per_plane, total;
    RowOrigin origin;
};
struct ConstellationCount { double snapshot_unix_s = 0.0; std::string group; int active = 0; };

struct Claim {
    std::string id, subject, value, unit, year, country, quote, document, status, note;
    RowOrigin origin;
};

/// What is known of a group of satellites besides its name; every text may be empty.
struct SatelliteGroupFacts { std::string operator_note, facts, facts_source, laser_links, laser_source; };
struct KeyName { std::string id, name; };      ///< site kinds, satellite groups: id in the data, name on screen

/// A row or file that did not fit its schema.
struct Finding {
    enum class Level : std::uint8_t { Error, Warning } level = Level::Error;
    Error where;
};

/// Everything loaded, cross-referenced by index. Shared as `std::shared_ptr<const Dataset>`.
struct Dataset {
    std::filesystem::path folder;
    std::string name, title, version, created;
    std::optional<Date> as_of;                 ///< the pack's date
    std::vector<ResourceInfo> resources;

    std::vector<Country> countries;            ///< sorted by code
    std::vector<Bloc> blocs;
    std::vector<BlocMembership> memberships;
    std::vector<Operator> operators;
    std::vector<KeyName> site_kinds;
    std::vector<Site> sites;
    std::vector<Accelerator> accelerators;
    std::vector<Supplier> suppliers;
    std::vector<Cable> cables;
    std::vector<LandingPoint> landing_points;
    std::vector<Chokepoint> chokepoints;
    std::vector<CableRoute> cable_routes;
    std::vector<CableCorridor> cable_corridors;
    std::vector<ProductGroup> product_groups;
    FlowTable flows;                           ///< sorted by group, year, importer, exporter
    std::vector<CountryTotal> totals;          ///< sorted by group, year, country
    std::vector<TradeSource> trade_sources;
    std::vector<PublishedShare> shares;
    std::vector<Production> production;
    std::vector<FootprintTopic> footprint_topics;
    std::vector<FootprintFact> footprint;
    std::vector<KeyName> satellite_groups;
    std::vector<SatelliteGroupFacts> satellite_group_facts;  ///< one per satellite_groups, or empty
    std::vector<Satellite> satellites;
    std::vector<PlannedShell> planned_shells;
    std::vector<ConstellationCount> constellation_counts;
    std::vector<Claim> claims;

    std::vector<Finding> findings;             ///< errors and warnings met while loading, in file order

    /// Position in `countries`; kNone when the code is not in the pack.
    [[nodiscard]] Index country_index(CountryCode code) const noexcept;
    /// Position in `product_groups`; kNone when there is none of that id.
    [[nodiscard]] Index group_index(std::string_view id) const noexcept;
    /// True if `country` is a member (not only invited) of the bloc `bloc_id` on `date`.
    [[nodiscard]] bool is_member(std::string_view bloc_id, Index country, Date date) const noexcept;
};

}  // namespace linchpin
