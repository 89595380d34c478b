#pragma once
// Tables that a user brings along, for metrics whose inputs no pack holds: an input-output table (M07), cable failure probabilities
// (M16), dependences between assets (M18) and shareholdings (M23). Formats: docs/inputs.md.
//
// Every year of a table is a whole table of its own; a question takes the newest year that is not after the year it asks about.
#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "data/core/result.h"
#include "data/metrics/leontief.h"
#include "data/pack/dataset.h"

namespace linchpin::inputs {

enum class Kind : std::uint8_t { InputOutput, Dependences, Shareholdings, CableFailure };
inline constexpr std::size_t kKinds = 4;
/// "io_table.csv", "dependences.csv", "shareholdings.csv", "cable_failure.csv".
[[nodiscard]] std::string_view file_name(Kind kind) noexcept;
/// "input-output table (M07)".
[[nodiscard]] std::string_view title(Kind kind) noexcept;

/// Where a value stands, and who says so. `source` is a position in UserInputs::sources.
struct Origin {
    std::uint32_t line = 0;
    std::uint32_t source = 0;
};

/// A country's industry. `country` kNone = the rest of the world (OTH).
struct Industry {
    Index country = kNone;
    std::string sector;
    std::optional<double> output;  ///< gross, in the table's unit; with coefficients it may be missing
    Origin origin;                 ///< of the output; line 0 = none given
};
/// One delivery, or one coefficient.
struct IoCell {
    std::uint32_t from = 0, to = 0;  ///< into `industries`
    double value = 0.0;              ///< >= 0; a coefficient: part of the output of `to`
    Origin origin;
};
struct InputOutputYear {
    int year = 0;
    bool coefficients = false;          ///< values are parts of the receiving industry's output
    std::string unit;                   ///< of deliveries and outputs; empty when the table has coefficients only
    std::vector<Industry> industries;   ///< n
    std::vector<IoCell> cells;          ///< by receiving industry, then by delivering one; no pair twice
    std::vector<double> share_of_output;  ///< n x n, A: row = from, column = to
    metrics::ValueAddedOrigin value_added;
    [[nodiscard]] double a(std::size_t from, std::size_t to) const noexcept { return share_of_output[from * industries.size() + to]; }
};
/// More industries a year are refused: the inverse of their table would take minutes and gigabytes.
inline constexpr std::size_t kMostIndustries = 1500;

/// Something that may fail: a record of the pack ("cable:peace", "country:KEN") or a name of the user's own.
struct Asset {
    std::string id, name;     ///< as written; as shown
    Index country = kNone;    ///< where its failure would be felt; kNone = nowhere in particular
    double redundancy = 0.0;  ///< [0, 1]
};
struct Dependence {
    std::uint32_t asset = 0, depends_on = 0;  ///< into `assets`
    double strength = 0.0;                    ///< [0, 1]
    Origin origin;
};
struct DependenceYear {
    int year = 0;
    std::vector<Asset> assets;
    std::vector<Dependence> edges;
};

struct Company {
    std::string name;
    Index country = kNone;  ///< kNone = not given
};
struct Shareholding {
    std::uint32_t company = 0, holder = 0;  ///< into `companies`
    double share = 0.0;                     ///< (0, 1]
    Origin origin;
};
struct ShareholdingYear {
    int year = 0;
    std::vector<Company> companies;
    std::vector<Shareholding> holdings;  ///< by company
};

/// Probability that a cable system fails within a year.
struct CableFailure {
    Index cable = kNone;       ///< into Dataset::cables; kNone = every system that no other row names ("*")
    double probability = 0.0;  ///< [0, 1]
    Origin origin;
};
struct CableFailureYear {
    int year = 0;
    std::vector<CableFailure> failures;  ///< by cable, kNone last; no cable twice
};

/// What became of one of the four files.
struct TableState {
    enum class State : std::uint8_t { Absent, Loaded, Refused } state = State::Absent;
    std::size_t rows = 0;    ///< data rows of the file
    std::size_t errors = 0;  ///< that kept it out
};

/// The tables of one folder. A file with an error is refused as a whole: its years are empty.
struct UserInputs {
    std::filesystem::path folder;
    std::array<TableState, kKinds> tables{};  ///< by Kind
    std::vector<InputOutputYear> input_output;  ///< each of these four by year, ascending
    std::vector<DependenceYear> dependences;
    std::vector<ShareholdingYear> shareholdings;
    std::vector<CableFailureYear> cable_failures;
    std::vector<std::string> sources;
    std::vector<Finding> findings;  ///< errors and warnings of all files, by file and line

    [[nodiscard]] const TableState& table(Kind kind) const noexcept { return tables[static_cast<std::size_t>(kind)]; }
    /// The first error, for one line on screen; nullptr when all is well.
    [[nodiscard]] const Finding* first_error() const noexcept;
    /// The first error of one file.
    [[nodiscard]] const Finding* first_error(Kind kind) const noexcept;
};

/// Reads the tables that are in `folder`; each of the four may be missing.
/// @return  an error when there is no such folder, or none of the four files in it. What is wrong within a file is in
///          UserInputs::findings, and in its TableState.
[[nodiscard]] Result<UserInputs> read_inputs(const Dataset& dataset, const std::filesystem::path& folder);
/// Reads one table from memory into `inputs`. @param file  for messages
void read_table(const Dataset& dataset, Kind kind, std::string_view bytes, const std::filesystem::path& file, UserInputs& inputs);
/// True when `folder` looks like a folder of these tables: it holds one of the four, and no datapackage.json.
[[nodiscard]] bool is_inputs_folder(const std::filesystem::path& folder);

/// The newest table not after `year`; nullptr when there is none.
template <class Year>
[[nodiscard]] const Year* at_or_before(std::span<const Year> years, int year) noexcept {
    const Year* found = nullptr;
    for (const Year& each : years)
        if (each.year <= year) found = &each;
    return found;
}

}  // namespace linchpin::inputs
