#pragma once
// The evidence on one country, bloc or region before any format: what HTML, PDF and XLSX write.
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/chart/charts.h"
#include "app/cli/metric_report.h"
#include "data/report/exposure_view.h"

namespace linchpin::dossier {

/// A number with all that has to stand beside it.
struct Entry {
    report::Figure figure;
    std::optional<report::Figure> before;  ///< without the scenario; only with one
    std::string name;                      ///< "Largest supplier"
    std::string group;                     ///< name of the product group; empty where none applies
    std::string rank;                      ///< "3 of 214": 1 is the most exposed, or "3 of 214 by size"; empty = none
    std::size_t source = 0;                ///< number in Document::sources; 0 = none
    std::optional<chart::Line> years{};    ///< for a sparkline
};

/// A chart that each format lays out at its own width.
using ChartSpec = std::variant<chart::BarsSpec, chart::SeriesSpec, chart::SankeySpec>;
struct Chart {
    ChartSpec spec;
    bool wide = false;                     ///< over the whole page, not half of it
};
[[nodiscard]] const std::string& title_of(const Chart& chart) noexcept;
[[nodiscard]] const std::vector<std::string>& notes_of(const Chart& chart) noexcept;
[[nodiscard]] chart::Drawing lay_out(const Chart& chart, float width_px, const chart::TextMeter& meter);

struct Missing {
    std::string what, why;
};

struct Section {
    std::string id, name;                  ///< "power", "Power equipment"
    std::vector<Entry> entries;
    std::vector<Chart> charts;
    std::vector<Missing> missing;          ///< product groups and footprints without any row
};

struct Definition {
    std::string metric, name, text, source;
};

/// The map of the first page.
struct MapPicture {
    int width_px = 0, height_px = 0;
    std::vector<std::uint8_t> jpeg;
    std::string caption;
    int trade_year = 0;                    ///< of the flows and shares that are drawn; 0 = none
};

struct Document {
    std::string title;                     ///< "Kenya"
    std::string kind;                      ///< "Country dossier"
    std::string members;                   ///< of a bloc or region: their names; empty for a country
    std::string headline;                  ///< a sentence or several, made of the entries
    std::vector<std::string> basis;        ///< "Data pack ... of ...", "Trade of 2024", "As of ..."
    std::string scenario;                  ///< name of the scenario; empty = none
    std::vector<std::string> events;       ///< what it supposes
    MapPicture map;                        ///< width 0 = none
    std::string map_missing;               ///< why there is no map
    std::vector<Section> sections;
    std::vector<Entry> every;              ///< every figure of `linchpin metrics --metric all --group all`, in its order
    std::vector<Missing> missing;          ///< what has no number, and why
    std::vector<Definition> definitions;
    std::vector<std::string> sources;      ///< numbered from 1
    std::vector<std::string> licences;     ///< of the pack's tables
    std::string date;                      ///< of the pack, ISO: the only date of the document, so that the same data give the same file
    std::string program;                   ///< "Linchpin 0.1.0"
    std::string command;                   ///< how to get the same numbers
};

/// What the column of ranks says: a place among countries, or how many members of several have the number.
[[nodiscard]] std::string_view rank_title(const Document& document) noexcept;
/// Texts of an entry, the same in every format.
[[nodiscard]] std::string value_text(const Entry& entry);     ///< "41.3 %", "no data"; with a scenario "40.0 % -> 41.3 %"
[[nodiscard]] std::string partner_text(const Entry& entry);   ///< "China"
[[nodiscard]] std::string interval_text(const Entry& entry);  ///< "0.31 to 0.45"; empty = none
[[nodiscard]] std::string when_text(const Entry& entry);      ///< "2024", "carried from 2020", "2026-11-22"
[[nodiscard]] std::string known_text(const Entry& entry);     ///< "81 %"; empty = not stated

}  // namespace linchpin::dossier
