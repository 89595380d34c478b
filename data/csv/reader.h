#pragma once
// RFC 4180 CSV over bytes in memory. Fields are views into those bytes; nothing is copied unless a quote is doubled.
#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace linchpin::csv {

/// One field of a row, quotes removed.
struct Field {
    std::string_view text;   ///< valid as long as the reader and its bytes
    std::size_t offset = 0;  ///< byte where the field starts (its opening quote, if any)
};

/// Where something stands in the file, as an editor counts: both from 1, columns in characters (code points).
struct Position {
    std::uint32_t line = 1, column = 1;
};

enum class Problem : std::uint8_t { None, UnclosedQuote, TextAfterQuote, StrayQuote, BareCarriageReturn, InvalidUtf8, NulByte };

/// "expected a closing quote before the end of the file, found none" and so on: one sentence per problem.
[[nodiscard]] std::string_view describe(Problem problem) noexcept;

struct Row {
    std::vector<Field> fields;
    std::uint32_t line = 1;  ///< line of the first character
    std::size_t offset = 0;  ///< its byte
    bool at_end_without_newline = false;
    Problem problem = Problem::None;  ///< when set, `fields` is what could be made out of the row
    std::size_t problem_offset = 0;
};

/// Reads rows one after another. Line ends are LF or CRLF, also inside quotes; a byte order mark is skipped; blank lines are
/// skipped. Every byte belongs to a row: a broken row is returned with its problem, and reading goes on behind it.
/// After a quote that is never closed, or closed in the middle of a field, reading goes on at the line below that quote, so that
/// one stray quote costs one row.
class Reader {
public:
    /// `bytes` must outlive the reader and the fields.
    explicit Reader(std::string_view bytes);
    /// Moves to the next row; false at the end.
    [[nodiscard]] bool next();
    [[nodiscard]] const Row& row() const noexcept { return row_; }
    /// Line and column of a byte at or behind the start of the current row.
    [[nodiscard]] Position position(std::size_t offset) const noexcept;

private:
    void seek(std::size_t offset) noexcept;
    [[nodiscard]] std::size_t next_special() noexcept;
    [[nodiscard]] std::uint64_t specials_at(std::size_t block) const noexcept;
    void push(std::size_t begin, std::size_t end) { row_.fields.push_back({bytes_.substr(begin, end - begin), begin}); }
    void note(Problem problem, std::size_t offset) noexcept;
    bool read_quoted(std::size_t open, std::size_t& after);
    void read_fields(std::size_t begin);
    void end_row(std::size_t next_row, bool without_newline) noexcept;
    void recover(std::size_t quote) noexcept;
    void check_bytes() noexcept;

    std::string_view bytes_;
    std::size_t pos_ = 0;                // start of the next row
    std::uint32_t line_ = 1;             // its line
    std::uint32_t newlines_in_row_ = 0;  // those inside quotes
    std::size_t block_ = 0;              // scanner: 64-byte block and the special bytes not yet visited in it
    std::uint64_t mask_ = 0;
    bool clean_ = true;  // the whole file is UTF-8 without NUL, so that rows need no check of their own
    Row row_;
    std::deque<std::string> unescaped_;  // fields with doubled quotes
};

}  // namespace linchpin::csv
