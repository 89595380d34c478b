#pragma once
// One number with all that must go with it, and the tree that explains it. Panel, command line and exports show the same values.
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace linchpin::report {

enum class FigureState : std::uint8_t {
    Value,
    NoData,        ///< nothing is recorded
    NotAvailable,  ///< recorded, but in a way that allows no such number
    NeedsInput     ///< no table holds the inputs: `note` says "needs ..."
};

/// How a value is written. Shares and indices run from 0 to 1 here; only the screen makes percent of them.
enum class Unit : std::uint8_t { Share, Index, Number, Megawatt, UsDollar, TerabitPerS, Millisecond, Kilometre, Ratio, Score, Verdict, Class };

/// A row of the pack that a number was computed from.
struct RowRef {
    std::string file;        ///< "flows.csv"
    std::uint32_t line = 0;  ///< 1-based
    std::string text;        ///< what it says, short: "CHN to KEN 2024: 12,345,678 US$"
};

/// Formula with the values of this subject in it, the rows used, and the parts it is made of.
struct Explanation {
    std::string title;       ///< "Top supplier's share"
    std::string formula;     ///< "imports from CHN / all imports = 3,210,000 / 8,000,000"
    std::string value;       ///< "0.401"
    std::string definition;  ///< "M01, ordinary share; ..." with its source; on the root at least
    std::string data;        ///< coverage, year, what was left out
    std::vector<RowRef> rows;
    std::size_t rows_left_out = 0;  ///< more rows than are listed
    std::vector<Explanation> parts;
};

struct Figure {
    std::string metric;                 ///< "M01"
    std::string item;                   ///< stable id within the metric: "top_supplier_share"
    std::string name;                   ///< on screen: "Top supplier's share"
    std::string group;                  ///< product group id; empty where none applies
    std::string partner, partner_name;  ///< ISO3, cable id, chokepoint id, ...; may be empty
    FigureState state = FigureState::NoData;
    Unit unit = Unit::Share;
    std::optional<double> value, low, high;  ///< interval where one applies; ends may be +infinity
    std::optional<double> coverage;          ///< [0, 1]: part of the inputs that is known
    std::string text;                        ///< verdicts and classes: "certain", "possible", "no", "North"
    int year = 0;                            ///< data year used; 0 where a date applies instead
    bool carried = false;                    ///< `year` is older than the year asked for: "carried from 2024"
    std::string as_of;                       ///< "at 2019-07-01", "as of the pack (2026-11-22)"; empty for yearly data
    std::string note;                        ///< why there is none, what was assumed, "imports only", "model", ...
    std::size_t imputed = 0;                 ///< inputs that are estimates in place of unpublished ones; the screen says so
    std::string source;                      ///< short credit
    std::shared_ptr<const Explanation> why;  ///< only with Detail::Explain
};

enum class Detail : std::uint8_t {
    Headline,  ///< the few items a panel shows first
    Full,      ///< every item: all suppliers, all k, all corridors
    Explain    ///< Full, with explanations
};

}  // namespace linchpin::report
