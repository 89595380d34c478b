#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "data/core/result.h"
#include "data/orbit/elements.h"

namespace linchpin::orbit {

/// What a reader made of a file: every good record, and one problem for every bad one (line, field, why). The good records are
/// usable however many problems there are. The same object may occur more than once (histories).
struct ElementSets {
    std::vector<MeanElements> elements;
    std::vector<Error> problems;  ///< in the order of the file; messages start with the field's name where one is to blame
};

/// Reads any form: TLE with or without names, OMM as CSV, JSON, XML or KVN. The form is told by the first characters, not by a file
/// name, so that pasted text works as well.
[[nodiscard]] ElementSets read_elements(std::string_view text);
/// Same, from a file. Errors: the file cannot be read. Problems carry the file's name.
[[nodiscard]] Result<ElementSets> load_elements(const std::filesystem::path& file);

/// "2026-08-21T09:49:00.123456" or with day of year "2026-233T09:49:00", UTC, an optional Z. Rounded to microseconds, one rounding
/// to double, so that TLE and OMM forms of one epoch give the same bits.
[[nodiscard]] std::optional<double> parse_epoch_unix_s(std::string_view text) noexcept;
/// "2026-08-21T09:49:00.123456"
[[nodiscard]] std::string format_epoch(double unix_s);

/// One record under construction: keywords of the OMM with their texts, in any order, from any of its four forms.
class OmmRecord {
public:
    explicit OmmRecord(int line) : line_{line} {}
    /// Keywords that SGP4 has no use for are accepted and ignored. The first problem is kept.
    void set(std::string_view keyword, std::string_view value, int line);
    [[nodiscard]] bool empty() const noexcept { return seen_ == 0 && !problem_; }
    /// Adds the finished record or its problem.
    void finish(ElementSets& out);

private:
    void fail(std::string_view keyword, std::string message, int line);
    MeanElements elements_;
    unsigned seen_ = 0;  ///< bit per required keyword
    int line_ = 0;
    std::optional<Error> problem_;
};

/// Checks the ranges that SGP4 needs and folds angles into [0, 360). Gives the field's keyword and what is wrong with it, if
/// anything.
struct FieldProblem {
    std::string_view keyword;
    std::string message;
};
[[nodiscard]] std::optional<FieldProblem> check_and_fold(MeanElements& elements);

}  // namespace linchpin::orbit
