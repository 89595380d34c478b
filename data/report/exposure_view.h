#pragma once
// The exposure of a country, bloc, region or own set on one page: which figures, in which order, how they rank, what they were over the
// years, and a headline made of them. Panel, dossier, story drafts and rankings all come from here, so that they cannot disagree.
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "data/report/evaluate.h"

namespace linchpin::report {

/// In the order of the page.
enum class ExposureSection : std::uint8_t { Power, Compute, Telecom, Cables, Satellites, Minerals };
struct ExposureSectionInfo {
    ExposureSection section;
    std::string_view id, name;  ///< "power", "Power equipment"
};
[[nodiscard]] std::span<const ExposureSectionInfo> exposure_sections() noexcept;
[[nodiscard]] std::string_view name_of(ExposureSection section) noexcept;

/// Which end of a measure is the exposed one: rank 1 goes to it.
enum class Exposed : std::uint8_t { Higher, Lower, Neither };  ///< Neither: rank 1 is the largest

/// One figure that is asked of everybody: a row of the page, a column of the ranking.
struct ExposureMeasure {
    std::string id;                 ///< stable: "M01.top_supplier_share.telecom_equipment", "M25.satellites_now.starlink"
    ExposureSection section = ExposureSection::Power;
    std::string name;               ///< "Largest supplier"; under its product group's name where it has one
    std::string full_name;          ///< "Telecom equipment: largest supplier": for a column on its own
    std::string metric, item;       ///< as evaluate() knows them
    std::string partner;            ///< of the figure; empty = the item's only figure, or the largest of several
    Index group = kNone;            ///< product group asked for; kNone where none applies
    Unit unit = Unit::Share;
    Exposed exposed = Exposed::Higher;
    bool lead = false;              ///< what its section (and product group) is mainly about; the others are further detail
    bool over_years = false;        ///< has a series
};
/// For this pack: product groups without a named origin for anybody, and constellations without satellites, have none.
[[nodiscard]] std::vector<ExposureMeasure> exposure_measures(const World& world);
/// Position, or kNone.
[[nodiscard]] Index find_measure(std::span<const ExposureMeasure> measures, std::string_view id) noexcept;

/// A measure of one country. Empty optionals are missing, never zero.
struct ExposureCell {
    FigureState state = FigureState::NoData;
    std::optional<double> value, low, high;
    std::string partner, partner_name;  ///< ISO3, chokepoint or cable id
    std::string text;               ///< of verdicts and classes
    int year = 0;                   ///< 0 where a date applies
    std::string as_of, source;      ///< that date; short credit
};
/// Every measure of every country, as evaluate() gives it.
struct ExposureTable {
    std::vector<ExposureMeasure> measures;
    std::size_t countries = 0;
    std::vector<ExposureCell> cells;  ///< measure by measure
    [[nodiscard]] const ExposureCell& at(Index measure, Index country) const { return cells[measure * countries + country]; }
};
/// Takes some tenths of a second.
/// @param stop  asked now and then; when it says true the table comes back without countries
[[nodiscard]] ExposureTable exposure_table(const World& world, const Question& question, const std::function<bool()>& stop = {});

/// 1 = the most exposed; equal values share a place.
struct ExposureRank {
    std::size_t place = 0, of = 0;  ///< `of` counts the countries with data
    bool operator==(const ExposureRank&) const = default;
};
/// Empty without a value, and for verdicts and classes, which have no order.
[[nodiscard]] std::optional<ExposureRank> exposure_rank(const ExposureTable& table, Index measure, Index country);

/// What several countries taken as one are made of.
struct MemberSpread {
    std::size_t with_value = 0, members = 0;
    std::optional<double> least, most;
};

struct ExposureRow {
    ExposureMeasure measure;
    Figure figure;                            ///< never drawn from another year than it says; state says whether there is one
    std::optional<double> bar, bar_low, bar_high;  ///< [0, 1]: a share itself, else the value over the largest of any country
    std::optional<ExposureRank> rank;         ///< of a single country
    std::optional<MemberSpread> spread;       ///< of several
    std::vector<SeriesPoint> series;          ///< gaps stay gaps; empty without one
};

/// Declared origin against the largest pass-through (M01, M06) of one product group.
struct OriginShare {
    std::string iso3, name;
    std::optional<double> declared, traced;   ///< [0, 1] of imports and of foreign-origin supply
    std::optional<double> declared_high;      ///< at most, where the origin is not named
};
struct OriginComparison {
    Index group = kNone;
    int year = 0;
    FigureState state = FigureState::NoData;
    std::string note;                         ///< why there is none; assumptions
    std::vector<OriginShare> origins;         ///< the largest of either kind first, at most eight
    std::optional<double> declared_unknown, traced_unknown;  ///< parts without a known origin
    std::optional<double> declared_rest, traced_rest;        ///< origins not listed here
};

/// Of the question's group and year, with the question's pass-through.
[[nodiscard]] OriginComparison origin_comparison(const World& world, const Subject& subject, const Question& question);

/// One clause of the headline with the row that it is read from.
struct HeadlineClause {
    std::string text;     ///< "5 of 7 cable systems pass the Bab el-Mandeb (as of 2026-11-22)"
    std::string measure;  ///< ExposureMeasure::id
    double weight = 0.0;  ///< the share that it tells, [0, 1]
};

/// A product group, or footprint, of a section that has no row, and why.
struct ExposureGap {
    ExposureSection section = ExposureSection::Power;
    std::string what, why;
};

struct ExposureView {
    Subject subject;
    std::vector<ExposureRow> rows;            ///< section by section; within one as a person reads them
    std::vector<ExposureGap> gaps;
    OriginComparison origins;                 ///< of the question's group
    std::vector<HeadlineClause> clauses;      ///< at most three, from different sections, the heaviest first; ties in order of rows
    std::string headline;                     ///< the clauses as one sentence; says so when no figure exists
    [[nodiscard]] const ExposureRow* find(std::string_view measure) const noexcept;
};
enum class ExposureSeries : std::uint8_t { None, All };
/// @param table  of the same world and question: ranks and bars come from it
[[nodiscard]] ExposureView exposure_view(const World& world, const Subject& subject, const Question& question, const ExposureTable& table,
                                         ExposureSeries series = ExposureSeries::All);

}  // namespace linchpin::report
