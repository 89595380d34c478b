// Satellites: mean elements, planned shells, counts of active objects.
#include <fmt/format.h>
#include <unordered_set>

#include "data/csv/parse_number.h"
#include "data/pack/loader.h"

namespace linchpin::pack {
namespace {

using Need = Column::Need;
using csv::in_quotes;

enum SatelliteColumn {
    SaNorad,
    SaObjectId,
    SaName,
    SaEpoch,
    SaMotion,
    SaEccentricity,
    SaInclination,
    SaNode,
    SaPericenter,
    SaAnomaly,
    SaBstar,
    SaDot,
    SaDdot,
    SaSet,
    SaRev,
    SaEphemeris,
    SaClass,
    SaGroup,
    SaOperator,
    SaCountry,
    SaService,
    SaLaunch,
    SaBasis
};
constexpr std::array<Column, 23> kSatelliteColumns{{{"NORAD_CAT_ID", FieldType::Integer, Need::Value},
                                                    {"OBJECT_ID"},
                                                    {"OBJECT_NAME", FieldType::String, Need::Value},
                                                    {"EPOCH", FieldType::Datetime, Need::Value},
                                                    {"MEAN_MOTION", FieldType::Number, Need::Value},
                                                    {"ECCENTRICITY", FieldType::Number, Need::Value},
                                                    {"INCLINATION", FieldType::Number, Need::Value},
                                                    {"RA_OF_ASC_NODE", FieldType::Number, Need::Value},
                                                    {"ARG_OF_PERICENTER", FieldType::Number, Need::Value},
                                                    {"MEAN_ANOMALY", FieldType::Number, Need::Value},
                                                    {"BSTAR", FieldType::Number, Need::Value},
                                                    {"MEAN_MOTION_DOT", FieldType::Number, Need::Optional},
                                                    {"MEAN_MOTION_DDOT", FieldType::Number, Need::Optional},
                                                    {"ELEMENT_SET_NO", FieldType::Integer, Need::Optional},
                                                    {"REV_AT_EPOCH", FieldType::Integer, Need::Optional},
                                                    {"EPHEMERIS_TYPE", FieldType::Integer, Need::Optional},
                                                    {"CLASSIFICATION_TYPE", FieldType::String, Need::Optional},
                                                    {"group", FieldType::String, Need::Value, "satellite_groups"},
                                                    {"operator", FieldType::String, Need::Present},
                                                    {"operator_iso3", FieldType::String, Need::Present, "countries"},
                                                    {"service", FieldType::String, Need::Optional},
                                                    {"launch_year", FieldType::Integer, Need::Optional},
                                                    {"operator_basis", FieldType::String, Need::Optional}}};

/// A closed range of one element; outside it SGP4 has no meaning.
void check_range(Table& row, std::size_t column, double least, double most, std::string_view in_words) {
    const double value = row[column].number;
    if (value >= least && value <= most) return;
    row.reject(column, fmt::format("expected {} {}, found {}", row.column_name(column), in_words, in_quotes(row[column].text)));
}

void read_elements(Table& row, orbit::MeanElements& e) {
    constexpr double kLargestBelow1 = 1.0 - 1e-12;
    check_range(row, SaNorad, 1, 999999999, "from 1 to 999999999");
    // 20 revolutions a day would be below the ground.
    check_range(row, SaMotion, 1e-6, 20.0, "above 0 and at most 20 revolutions a day");
    check_range(row, SaEccentricity, 0.0, kLargestBelow1, "of at least 0 and below 1");
    check_range(row, SaInclination, 0.0, 180.0, "from 0 to 180 degrees");
    for (const std::size_t angle : {SaNode, SaPericenter, SaAnomaly}) check_range(row, angle, 0.0, 360.0, "from 0 to 360 degrees");
    if (row[SaClass].text.size() > 1)
        row.reject(SaClass, fmt::format("expected CLASSIFICATION_TYPE of one letter, found {}", in_quotes(row[SaClass].text)));
    if (row.rejected()) return;
    e.norad_cat_id = static_cast<std::uint32_t>(row[SaNorad].integer);
    e.object_id = row.str(SaObjectId);
    e.object_name = row.str(SaName);
    e.epoch_unix_s = row[SaEpoch].number;
    e.mean_motion_rev_day = row[SaMotion].number;
    e.eccentricity = row[SaEccentricity].number;
    e.inclination_deg = row[SaInclination].number;
    e.ra_of_asc_node_deg = row[SaNode].number;
    e.arg_of_pericenter_deg = row[SaPericenter].number;
    e.mean_anomaly_deg = row[SaAnomaly].number;
    e.bstar_per_er = row[SaBstar].number;
    e.mean_motion_dot = row.number(SaDot).value_or(0.0);
    e.mean_motion_ddot = row.number(SaDdot).value_or(0.0);
    e.element_set_no = row.integer(SaSet).value_or(999);
    e.rev_at_epoch = row.integer(SaRev).value_or(0);
    e.ephemeris_type = row.integer(SaEphemeris).value_or(0);
    if (row[SaClass].present()) e.classification = row[SaClass].text.front();
}

/// A count above 0; else the row is rejected.
std::optional<int> count(Table& row, std::size_t column) {
    const auto value = row.integer(column);
    if (!row[column].present() || (value && *value > 0)) return value;
    row.reject(column, fmt::format("expected {} above 0, found {}", row.column_name(column), in_quotes(row[column].text)));
    return std::nullopt;
}

}  // namespace

void build_satellites(Loader& load) {
    std::unordered_set<std::int64_t> seen;
    auto& out = load.data.satellites;
    load.each_row("satellites", kSatelliteColumns, [&](Table& row) {
        Satellite satellite;
        read_elements(row, satellite.elements);
        satellite.operator_country = load.country(row, SaCountry).value_or(kNone);
        (void)load.record(row, SaGroup, load.satellite_groups);
        satellite.launch_year = year(row, SaLaunch);
        if (row.rejected()) return;
        if (!seen.insert(row[SaNorad].integer).second)
            return row.reject(SaNorad, fmt::format("expected NORAD_CAT_ID once, found {} again", in_quotes(row[SaNorad].text)));
        satellite.group = row.str(SaGroup);
        satellite.operator_name = row.str(SaOperator);
        satellite.service = row.str(SaService);
        satellite.operator_basis = row.str(SaBasis);
        satellite.origin = row.origin();
        out.push_back(std::move(satellite));
    });
}

void build_planned_shells(Loader& load) {
    enum { System, Operator, CountryId, Altitude, Inclination, Planes, PerPlane, Total, State, Source, Note };
    static constexpr std::array<Column, 11> kColumns{{{"system", FieldType::String, Need::Value},
                                                      {"operator"},
                                                      {"operator_iso3", FieldType::String, Need::Present, "countries"},
                                                      {"altitude_km", FieldType::Number},
                                                      {"inclination_deg", FieldType::Number},
                                                      {"planes", FieldType::Integer},
                                                      {"sats_per_plane", FieldType::Integer},
                                                      {"total", FieldType::Integer},
                                                      {"status"},
                                                      {"source"},
                                                      {"note", FieldType::String, Need::Optional}}};
    load.each_row("planned_shells", kColumns, [&](Table& row) {
        PlannedShell out;
        out.operator_country = load.country(row, CountryId).value_or(kNone);
        out.altitude_km = positive(row, Altitude);
        out.inclination_deg = row.number(Inclination);
        if (out.inclination_deg) check_range(row, Inclination, 0.0, 180.0, "from 0 to 180 degrees");
        out.planes = count(row, Planes);
        out.sats_per_plane = count(row, PerPlane);
        out.total = count(row, Total);
        if (row.rejected()) return;
        out.system = row.str(System);
        out.operator_name = row.str(Operator);
        out.status = row.str(State);
        out.source = row.str(Source);
        out.note = row.str(Note);
        out.origin = row.origin();
        load.data.planned_shells.push_back(std::move(out));
    });
}

void build_constellation_counts(Loader& load) {
    enum { Snapshot, Group, Active };
    static constexpr std::array<Column, 3> kColumns{{{"snapshot_utc", FieldType::Datetime, Need::Value},
                                                     {"group", FieldType::String, Need::Value, "satellite_groups"},
                                                     {"active_count", FieldType::Integer, Need::Value}}};
    load.each_row("constellation_counts", kColumns, [&](Table& row) {
        (void)load.record(row, Group, load.satellite_groups);
        const auto active = row.integer(Active);
        if (!active || *active < 0)
            row.reject(Active, fmt::format("expected active_count of 0 or more, found {}", in_quotes(row[Active].text)));
        if (!row.rejected()) load.data.constellation_counts.push_back({row[Snapshot].number, row.str(Group), *active});
    });
}

}  // namespace linchpin::pack
