#pragma once
// The kinds of charts: from plain numbers to marks. Pure; the same input and meter give the same drawing.
#include "app/chart/drawing.h"
#include "data/report/figure.h"

namespace linchpin::chart {

/// A number with what has to go with it wherever it is shown.
struct Datum {
    std::string label{}, code{};
    std::optional<double> value{}, low{}, high{};
    int year = 0;
    std::string state = "value", as_of{}, note{}, source{};
    render::Rgba8 colour{};
};

/// Horizontal bars, one a row: name, track, value. A row without a value is hatched and says why; a known upper end bounds the hatch.
struct BarsSpec {
    std::string title{};
    report::Unit unit = report::Unit::Share;
    std::optional<double> most{};      ///< end of the scale; empty = the largest value or upper end, 1 for shares
    std::vector<Datum> bars{};
    std::vector<std::string> notes{};
};
/// @param width_px  >= 120; the height follows from the rows
[[nodiscard]] Drawing bars(const BarsSpec& spec, float width_px, const TextMeter& meter);

/// One year of a line.
struct YearDatum {
    Datum datum{};                     ///< `year` is the place on the axis
    bool partial = false;            ///< not complete: an open mark, no line to it
    std::string mark{};                ///< caution about the year or the step to it: the line is open there
};
struct Line {
    std::string name{};
    render::Rgba8 colour{};
    std::vector<YearDatum> years{};    ///< ascending
};
struct SeriesSpec {
    std::string title{};
    report::Unit unit = report::Unit::Share;
    std::vector<Line> lines{};
    int cursor_year = 0;             ///< 0 = none
    std::vector<std::string> notes{};
};
/// Values over the years: gaps stay open, cautions are marked, the cursor stands at its year.
[[nodiscard]] Drawing series(const SeriesSpec& spec, float width_px, float height_px, const TextMeter& meter);
/// The same line without axes, for a row of text; empty with fewer than two values.
[[nodiscard]] Drawing sparkline(const Line& line, report::Unit unit, int cursor_year, float width_px, float height_px, const TextMeter& meter);

/// Flows in two steps: who made it, who declares it, to whom it goes.
struct SankeySpec {
    std::string title{}, left_title{}, middle_title{}, right_title{};
    std::string receiver{};            ///< name of the one at the right
    int year = 0;
    struct Node {
        std::string name{}, code{};
        render::Rgba8 colour{};
        bool unknown = false;        ///< hatched
    };
    std::vector<Node> left{}, middle{};
    struct Flow {
        std::size_t left = 0, middle = 0;
        double value_usd = 0.0;      ///< > 0
    };
    std::vector<Flow> flows{};
    std::size_t most_nodes = 7;      ///< a side; the smaller ones are taken together as "Others"
    std::string source{};
    std::vector<std::string> notes{};
};
[[nodiscard]] Drawing sankey(const SankeySpec& spec, float width_px, float height_px, const TextMeter& meter);

/// Two numbers over countries. A country without one of them is not drawn, and counted.
struct ScatterSpec {
    std::string title{}, x_name{}, y_name{};
    report::Unit x_unit = report::Unit::Share, y_unit = report::Unit::Share;
    struct Dot {
        std::string label{}, code{};
        std::optional<double> x{}, y{};
        render::Rgba8 colour{};
    };
    std::vector<Dot> dots{};
    std::string chosen{};              ///< code
    int x_year = 0, y_year = 0;      ///< 0 = as_of
    std::string as_of{}, x_source{}, y_source{};
    std::vector<std::string> notes{};
};
[[nodiscard]] Drawing scatter(const ScatterSpec& spec, float width_px, float height_px, const TextMeter& meter);

/// "share", "MW", "US$": units as tables write them.
[[nodiscard]] std::string_view unit_word(report::Unit unit) noexcept;
/// "no data", "not available", "needs input".
[[nodiscard]] std::string state_text(std::string_view state);

}  // namespace linchpin::chart
