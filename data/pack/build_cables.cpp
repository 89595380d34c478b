// Submarine cables: systems, their landings, builders, prepared routes, chokepoints and corridors.
#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <set>

#include "data/csv/parse_number.h"
#include "data/pack/loader.h"

namespace linchpin::pack {
namespace {

using Need = Column::Need;
using csv::in_quotes;

/// What published supplier texts mean.
struct Spellings {
    IdMap companies;  // text -> index into Dataset::suppliers; kNone = known to name no single company
    IdMap texts;      // every spelling of the table
    bool loaded = false;
};

Spellings read_spellings(Loader& load) {
    enum { Text, Supplier, Note };
    static constexpr std::array<Column, 3> kColumns{{{"text", FieldType::String, Need::Value},
                                                     {"supplier_id", FieldType::String, Need::Present, "suppliers"},
                                                     {"note", FieldType::String, Need::Optional}}};
    Spellings out;
    out.loaded = load.each_row("supplier_spellings", kColumns, [&](Table& row) {
        if (out.texts.find(row[Text].text) != kNone)
            return row.reject(Text, fmt::format("expected text once, found {} again", in_quotes(row[Text].text)));
        const auto company = load.record(row, Supplier, load.suppliers);
        if (!company) return;
        if (!row[Supplier].present() && !row[Note].present())
            row.warn(Supplier,
                     fmt::format("expected a supplier_id for the spelling {}, or a note that says why there is none; found neither",
                                 in_quotes(row[Text].text)));
        out.texts.add(row[Text].text, 0);
        if (*company != kNone) out.companies.add(row[Text].text, *company);
    });
    return out;
}

void set_suppliers(Table& row, std::size_t column, const Spellings& spellings, std::set<std::string, std::less<>>& reported,
                   Cable& cable) {
    for (const std::string_view text : split_list(row[column].text)) {
        cable.suppliers.emplace_back(text);
        const Index company = spellings.companies.find(text);
        auto& companies = cable.supplier_companies;
        if (company != kNone && std::find(companies.begin(), companies.end(), company) == companies.end())
            companies.push_back(company);
        if (!spellings.loaded || spellings.texts.find(text) != kNone || !reported.emplace(text).second) continue;
        row.warn(column, fmt::format("expected the spelling {} to stand in the table supplier_spellings, found no such row",
                                     in_quotes(text)));
    }
}

void read_cables(Loader& load, const Spellings& spellings) {
    enum { Id, Name, Status, Rfs, Length, Capacity, Owners, Suppliers, Source, Trust };
    static constexpr std::array<Column, 10> kColumns{{{"id", FieldType::String, Need::Value},
                                                      {"name", FieldType::String, Need::Value},
                                                      {"status", FieldType::String, Need::Value},
                                                      {"rfs_year", FieldType::Integer},
                                                      {"length_km", FieldType::Number},
                                                      {"capacity_tbps", FieldType::Number},
                                                      {"owners"},
                                                      {"suppliers"},
                                                      {"source"},
                                                      {"confidence"}}};
    static constexpr std::array<std::string_view, 3> kStatuses{"active", "planned", "retired"};
    std::set<std::string, std::less<>> reported;
    load.cables.loaded = load.each_row("cables", kColumns, [&](Table& row) {
        Cable cable;
        if (load.cables.find(row[Id].text) != kNone)
            row.reject(Id, fmt::format("expected id once, found {} again", in_quotes(row[Id].text)));
        cable.status = word(row, Status, kStatuses, CableStatus::Active);
        cable.rfs_year = year(row, Rfs);
        cable.length_km = positive(row, Length);
        cable.capacity_tbps = positive(row, Capacity);
        cable.confidence = confidence(row, Trust);
        if (row.rejected()) return;
        cable.id = row.str(Id);
        cable.name = row.str(Name);
        for (const std::string_view owner : split_list(row[Owners].text)) cable.owners.emplace_back(owner);
        set_suppliers(row, Suppliers, spellings, reported, cable);
        cable.source = row.str(Source);
        cable.origin = row.origin();
        load.cables.add(cable.id, static_cast<Index>(load.data.cables.size()));
        load.data.cables.push_back(std::move(cable));
    });
}

void read_landing_points(Loader& load) {
    enum { Id, Name, CountryId, Lat, Lon };
    static constexpr std::array<Column, 5> kColumns{{{"id", FieldType::String, Need::Value},
                                                     {"name", FieldType::String, Need::Value},
                                                     {"country_iso3", FieldType::String, Need::Value, "countries"},
                                                     {"lat", FieldType::Number, Need::Value},
                                                     {"lon", FieldType::Number, Need::Value}}};
    load.landing_points.loaded = load.each_row("landing_points", kColumns, [&](Table& row) {
        LandingPoint out;
        if (load.landing_points.find(row[Id].text) != kNone)
            row.reject(Id, fmt::format("expected id once, found {} again", in_quotes(row[Id].text)));
        out.country = load.country(row, CountryId).value_or(kNone);
        if (const auto place = load.place(row, Lat, Lon)) out.place = *place;
        if (row.rejected()) return;
        out.id = row.str(Id);
        out.name = row.str(Name);
        out.origin = row.origin();
        load.landing_points.add(out.id, static_cast<Index>(load.data.landing_points.size()));
        load.data.landing_points.push_back(std::move(out));
    });
}

void read_chokepoints(Loader& load) {
    enum { Id, Name, Lat, Lon, Radius, Kind, Notes };
    static constexpr std::array<Column, 7> kColumns{{{"id", FieldType::String, Need::Value},
                                                     {"name", FieldType::String, Need::Value},
                                                     {"lat", FieldType::Number, Need::Value},
                                                     {"lon", FieldType::Number, Need::Value},
                                                     {"radius_km", FieldType::Number, Need::Value},
                                                     {"kind", FieldType::String, Need::Optional},
                                                     {"notes", FieldType::String, Need::Optional}}};
    load.chokepoints.loaded = load.each_row("chokepoints", kColumns, [&](Table& row) {
        Chokepoint out;
        if (load.chokepoints.find(row[Id].text) != kNone)
            row.reject(Id, fmt::format("expected id once, found {} again", in_quotes(row[Id].text)));
        if (const auto place = load.place(row, Lat, Lon)) out.place = *place;
        out.radius_km = positive(row, Radius).value_or(0.0);
        if (row.rejected()) return;
        out.id = row.str(Id);
        out.name = row.str(Name);
        out.kind = row.str(Kind);
        out.notes = row.str(Notes);
        load.chokepoints.add(out.id, static_cast<Index>(load.data.chokepoints.size()));
        load.data.chokepoints.push_back(std::move(out));
    });
}

struct Landing {
    Index cable = kNone;
    int branch = 0, order = 0;
    Index point = kNone;
    std::uint32_t line = 0;
    [[nodiscard]] auto key() const { return std::tuple{cable, branch, order, line}; }
};

/// Rows in order of cable, branch and order; the later one of two with one key is reported and left out.
std::vector<Landing> read_landings(Loader& load) {
    enum { CableId, Order, PointId, Branch };
    static constexpr std::array<Column, 4> kColumns{{{"cable_id", FieldType::String, Need::Value, "cables"},
                                                     {"order", FieldType::Integer, Need::Value},
                                                     {"landing_id", FieldType::String, Need::Value, "landing_points"},
                                                     {"branch", FieldType::Integer, Need::Value}}};
    std::vector<Landing> out;
    std::map<std::tuple<Index, int, int>, std::uint32_t> seen;
    load.each_row("landings", kColumns, [&](Table& row) {
        constexpr std::int64_t kMost = 100000;
        Landing landing{load.record(row, CableId, load.cables).value_or(kNone), 0, 0,
                        load.record(row, PointId, load.landing_points).value_or(kNone), row.line()};
        for (const std::size_t column : {std::size_t{Order}, std::size_t{Branch}})
            if (row[column].integer < 0 || row[column].integer > kMost)
                row.reject(column, fmt::format("expected {} from 0 to {}, found {}", row.column_name(column), kMost,
                                               in_quotes(row[column].text)));
        if (!load.cables.loaded || !load.landing_points.loaded)
            row.reject(CableId, "expected the tables cables and landing_points for this row, found only one or none of them");
        if (row.rejected()) return;
        landing.order = static_cast<int>(row[Order].integer);
        landing.branch = static_cast<int>(row[Branch].integer);
        const auto [earlier, fresh] = seen.try_emplace({landing.cable, landing.branch, landing.order}, landing.line);
        if (!fresh)
            return row.reject(CableId, fmt::format("expected cable_id, branch, order once, found {} {} {} again (first in line {})",
                                                   in_quotes(row[CableId].text), landing.branch, landing.order, earlier->second));
        out.push_back(landing);
    });
    std::sort(out.begin(), out.end(), [](const Landing& a, const Landing& b) { return a.key() < b.key(); });
    return out;
}

/// Turns sorted landings into branches, and says where they do not make a whole line.
void set_branches(Loader& load, const std::vector<Landing>& landings) {
    auto& cables = load.data.cables;
    const std::size_t resource = load.find("landings");
    for (const Landing& landing : landings) {
        Cable& cable = cables[landing.cable];
        const bool begins = cable.branches.empty() || cable.branches.back().branch != landing.branch;
        if (begins) cable.branches.push_back({landing.branch, {}});
        auto& points = cable.branches.back().landings;
        if (landing.order != static_cast<int>(points.size()) && landing.order != 0)
            load.findings(resource).warn(
                fmt::format("expected order {} for cable {} branch {}, found {} (a landing is missing before it)", points.size(),
                            in_quotes(cable.id), landing.branch, landing.order),
                {landing.line, 0});
        points.push_back(landing.point);
    }
}

void check_branches(Loader& load, const std::vector<Landing>& landings) {
    const std::size_t of_cables = load.find("cables");
    const std::size_t of_landings = load.find("landings");
    for (Index c = 0; c < load.data.cables.size(); ++c) {
        const Cable& cable = load.data.cables[c];
        std::set<Index> distinct;
        for (const CableBranch& branch : cable.branches) {
            const auto first = std::find_if(landings.begin(), landings.end(),
                                            [&](const Landing& l) { return l.cable == c && l.branch == branch.branch; });
            const csv::Position at{first->line, 0};
            if (branch.landings.size() < 2)
                load.findings(of_landings)
                    .warn(fmt::format("expected at least 2 landings for cable {} branch {}, found 1", in_quotes(cable.id),
                                      branch.branch),
                          at);
            if (branch.branch != 0 && !distinct.empty() && !distinct.contains(branch.landings.front()))
                load.findings(of_landings)
                    .warn(fmt::format("expected branch {} of cable {} to begin at a landing of the same cable, found {}",
                                      branch.branch, in_quotes(cable.id),
                                      in_quotes(load.data.landing_points[branch.landings.front()].id)),
                          at);
            distinct.insert(branch.landings.begin(), branch.landings.end());
        }
        if (distinct.size() < 2)
            load.findings(of_cables).warn(
                fmt::format("expected at least 2 landings for cable {}, found {}", in_quotes(cable.id), distinct.size()),
                {cable.origin.line, 0});
    }
}

/// "lat lon;lat lon;...": nothing when a pair is no place on the globe.
std::optional<std::vector<geo::LatLon>> parse_points(std::string_view text) {
    std::vector<geo::LatLon> out;
    out.reserve(static_cast<std::size_t>(std::count(text.begin(), text.end(), ';')) + 1);
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(';'), text.size());
        const std::string_view pair = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        const std::size_t gap = pair.find(' ');
        if (gap == std::string_view::npos) return std::nullopt;
        const auto lat = csv::parse_double(pair.substr(0, gap));
        const auto lon = csv::parse_double(pair.substr(gap + 1));
        if (!lat || !lon || *lat < -90.0 || *lat > 90.0 || *lon < -180.0 || *lon > 180.0) return std::nullopt;
        out.push_back({*lat, *lon});
    }
    return out;
}

void read_routes(Loader& load) {
    enum { CableId, Branch, Leg, Length, Land, Points };
    static constexpr std::array<Column, 6> kColumns{{{"cable", FieldType::String, Need::Value, "cables"},
                                                     {"branch", FieldType::Integer, Need::Value},
                                                     {"leg", FieldType::Integer, Need::Value},
                                                     {"length_km", FieldType::Number, Need::Value},
                                                     {"land_km", FieldType::Number, Need::Optional},
                                                     {"points", FieldType::String, Need::Value}}};
    load.each_row("cable_routes", kColumns, [&](Table& row) {
        CableRoute out;
        out.cable = load.record(row, CableId, load.cables).value_or(kNone);
        if (row.rejected() || out.cable == kNone) {
            if (!row.rejected()) row.reject(CableId, "expected a table cables that says what this is, found none");
            return;
        }
        const auto& branches = load.data.cables[out.cable].branches;
        const auto branch =
            std::find_if(branches.begin(), branches.end(), [&](const CableBranch& b) { return b.branch == row[Branch].integer; });
        if (branch == branches.end())
            return row.reject(
                Branch, fmt::format("expected a branch of cable {}, found {}", in_quotes(row[CableId].text), row[Branch].integer));
        if (row[Leg].integer < 0 || row[Leg].integer + 1 >= static_cast<std::int64_t>(branch->landings.size()))
            return row.reject(Leg, fmt::format("expected a leg from 0 to {} (branch {} has {} landings), found {}",
                                               static_cast<std::int64_t>(branch->landings.size()) - 2, branch->branch,
                                               branch->landings.size(), row[Leg].integer));
        auto points = parse_points(row[Points].text);
        if (!points || points->size() < 2)
            return row.reject(Points, fmt::format("expected two or more places \"lat lon;lat lon\" in degrees, found {}",
                                                  in_quotes(row[Points].text)));
        if (row[Length].number < 0.0)
            return row.reject(Length, fmt::format("expected length_km of 0 or more, found {}", in_quotes(row[Length].text)));
        if (row[Land].number < 0.0)
            return row.reject(Land, fmt::format("expected land_km of 0 or more, found {}", in_quotes(row[Land].text)));
        out.branch = branch->branch;
        out.leg = static_cast<int>(row[Leg].integer);
        out.points = *std::move(points);
        out.length_km = row[Length].number;
        out.land_km = row[Land].present() ? row[Land].number : 0.0;
        load.data.cable_routes.push_back(std::move(out));
    });
}

void read_corridors(Loader& load) {
    enum { CableId, ChokepointId, Basis };
    static constexpr std::array<Column, 3> kColumns{{{"cable", FieldType::String, Need::Value, "cables"},
                                                     {"chokepoint", FieldType::String, Need::Value, "chokepoints"},
                                                     {"basis", FieldType::String, Need::Value}}};
    enum class From : std::uint8_t { Route, Listed };
    static constexpr std::array<std::string_view, 2> kBases{"route", "listed"};
    load.each_row("cable_corridors", kColumns, [&](Table& row) {
        CableCorridor out;
        out.cable = load.record(row, CableId, load.cables).value_or(kNone);
        out.chokepoint = load.record(row, ChokepointId, load.chokepoints).value_or(kNone);
        out.listed = word(row, Basis, kBases, From::Route) == From::Listed;
        if (!load.cables.loaded || !load.chokepoints.loaded)
            row.reject(CableId, "expected the tables cables and chokepoints for this row, found only one or none of them");
        if (!row.rejected()) load.data.cable_corridors.push_back(out);
    });
}

}  // namespace

void build_suppliers(Loader& load) {
    enum { Id, Name, CountryId, Source };
    static constexpr std::array<Column, 4> kColumns{{{"id", FieldType::String, Need::Value},
                                                     {"name", FieldType::String, Need::Value},
                                                     {"country_iso3", FieldType::String, Need::Present, "countries"},
                                                     {"source", FieldType::String, Need::Optional}}};
    load.suppliers.loaded = load.each_row("suppliers", kColumns, [&](Table& row) {
        Supplier out;
        if (load.suppliers.find(row[Id].text) != kNone)
            row.reject(Id, fmt::format("expected id once, found {} again", in_quotes(row[Id].text)));
        out.country = load.country(row, CountryId).value_or(kNone);
        if (row.rejected()) return;
        out.id = row.str(Id);
        out.name = row.str(Name);
        out.source = row.str(Source);
        load.suppliers.add(out.id, static_cast<Index>(load.data.suppliers.size()));
        load.data.suppliers.push_back(std::move(out));
    });
}

void build_cable_network(Loader& load) {
    read_cables(load, read_spellings(load));
    read_landing_points(load);
    const std::vector<Landing> landings = read_landings(load);
    set_branches(load, landings);
    if (load.has("landings")) check_branches(load, landings);
    read_chokepoints(load);
    read_routes(load);
    read_corridors(load);
}

}  // namespace linchpin::pack
