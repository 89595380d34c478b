#include "data/flowstore/flow_csv.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <limits>
#include <memory>
#include <mutex>
#include <new>
#include <system_error>
#include <thread>

#include "data/csv/parse_number.h"
#include "data/csv/reader.h"
#include "data/flowstore/flow_lines.h"

namespace linchpin::flows {
namespace {

constexpr std::array<std::string_view, 5> kNames = {"exporter", "importer", "product", "year", "value"};

/// Where bytes come from: a file or memory.
class Source {
public:
    explicit Source(std::string_view text) : text_{text} {}
    explicit Source(std::FILE* file) : file_{file} {}
    /// Fewer than asked for at the end, or when reading fails.
    std::size_t read(char* into, std::size_t count) {
        if (file_ != nullptr) return std::fread(into, 1, count, file_);
        count = std::min(count, text_.size());
        std::memcpy(into, text_.data(), count);
        text_.remove_prefix(count);
        return count;
    }
    [[nodiscard]] bool failed() const { return file_ != nullptr && std::ferror(file_) != 0; }

private:
    std::string_view text_;
    std::FILE* file_ = nullptr;
};

std::string list_of_names() {
    std::string out;
    for (const std::string_view name : kNames) {
        if (!out.empty()) out += ", ";
        out += name;
    }
    return out;
}

/// The columns that a header line names. Fills `report.ignored_columns`.
Result<std::vector<Column>> read_header(std::string_view line, int number, FlowReport& report) {
    csv::Reader reader{line};
    const std::string wanted = "expected a header that names " + list_of_names() + ", found ";
    if (!reader.next()) return Error{wanted + "an empty file", report.file};
    if (reader.row().problem != csv::Problem::None)
        return Error{std::string{csv::describe(reader.row().problem)}, report.file, number,
                     static_cast<int>(reader.position(reader.row().problem_offset).column)};
    std::vector<Column> columns;
    std::array<bool, kNames.size()> there{};
    for (const csv::Field& field : reader.row().fields) {
        const auto name = static_cast<std::size_t>(std::find(kNames.begin(), kNames.end(), field.text) - kNames.begin());
        columns.push_back(static_cast<Column>(name));  // Ignored follows the named ones
        if (name == kNames.size()) {
            report.ignored_columns.emplace_back(field.text);
        } else if (std::exchange(there[name], true)) {
            return Error{"expected each column once, found '" + std::string{field.text} + "' twice", report.file, number,
                         static_cast<int>(reader.position(field.offset).column)};
        }
    }
    for (std::size_t i = 0; i < there.size(); ++i)
        if (!there[i]) return Error{wanted + "no '" + std::string{kNames[i]} + "'", report.file, number};
    return columns;
}

/// Everything that threads share. Each one takes whole lines, parses them alone and hands the rows over.
class Loading {
public:
    Loading(Source source, const std::filesystem::path& file, const FlowCsvOptions& options)
        : source_{source}, chunk_bytes_{std::max<std::size_t>(options.chunk_bytes, 1)}, threads_{std::max(1u, options.threads)} {
        report_.file = file;
    }
    Result<FlowStore> run();

private:
    struct Piece {
        std::string lines;
        std::uint64_t first_line = 0;
    };
    [[nodiscard]] Status start();
    [[nodiscard]] bool take(Piece& piece);
    void work() noexcept;
    void hand_over(const ParsedLines& parsed, const LineParser& parser, std::vector<std::uint16_t>& numbers);
    void fail(Error error);
    void trim_findings();
    void read_more(std::string& into);

    // Reading
    std::mutex reading_;
    Source source_;
    std::size_t chunk_bytes_;
    std::string rest_;  // read, but not yet taken: the beginning of a line, or what followed the header
    bool at_end_ = false;
    std::uint64_t next_line_ = 1;
    std::vector<Column> columns_;
    unsigned threads_;
    // Results
    std::mutex results_;
    std::atomic<bool> failed_ = false;
    Error error_;
    RowBuffer<LoadedRow> rows_;
    ProductIds products_;
    std::uint64_t value_ = 0;
    FlowReport report_;
};

void Loading::fail(Error error) {
    const std::lock_guard lock{results_};
    if (failed_.exchange(true)) return;
    error_ = std::move(error);
    if (error_.file.empty()) error_.file = report_.file;
}

void Loading::read_more(std::string& into) {
    const std::size_t before = into.size();
    into.resize(before + chunk_bytes_);
    const std::size_t got = source_.read(into.data() + before, chunk_bytes_);
    into.resize(before + got);
    report_.bytes += got;
    at_end_ = got < chunk_bytes_;
}

/// Reads up to the header.
Status Loading::start() {
    read_more(rest_);
    if (rest_.starts_with("\xEF\xBB\xBF")) rest_.erase(0, 3);
    std::size_t begin = 0;
    while (begin < rest_.size() && (rest_[begin] == '\n' || (rest_[begin] == '\r' && rest_.compare(begin, 2, "\r\n") == 0))) {
        begin += rest_[begin] == '\n' ? 1 : 2;
        ++next_line_;
    }
    const std::size_t newline = rest_.find('\n', begin);
    if (newline == std::string::npos && !at_end_)
        return Error{"expected a header line of less than " + std::to_string(chunk_bytes_) + " bytes, found a longer one",
                     report_.file, static_cast<int>(next_line_)};
    const std::size_t end = newline == std::string::npos ? rest_.size() : newline + 1;
    auto columns = read_header(std::string_view{rest_}.substr(begin, end - begin), static_cast<int>(next_line_), report_);
    if (!columns) return columns.error();
    columns_ = *std::move(columns);
    rest_.erase(0, end);
    ++next_line_;
    return Done{};
}

/// The next whole lines; false at the end or after a failure.
bool Loading::take(Piece& piece) {
    const std::lock_guard lock{reading_};
    if (failed_) return false;
    piece.lines.swap(rest_);
    rest_.clear();
    if (!at_end_) read_more(piece.lines);
    if (source_.failed()) {
        fail({"expected a readable file, found an error while reading"});
        return false;
    }
    if (piece.lines.empty()) return false;
    if (at_end_ && piece.lines.back() != '\n') piece.lines += '\n';
    const std::size_t last = piece.lines.rfind('\n');
    if (last == std::string::npos) {
        fail({"expected a line of less than " + std::to_string(chunk_bytes_) + " bytes, found a longer one",
              {},
              static_cast<int>(next_line_)});
        return false;
    }
    rest_.assign(piece.lines, last + 1);
    piece.lines.resize(last + 1);
    piece.first_line = next_line_;
    next_line_ += static_cast<std::uint64_t>(std::count(piece.lines.begin(), piece.lines.end(), '\n'));
    return true;
}

/// The first findings of the file are kept, whichever thread came first.
void Loading::trim_findings() {
    std::vector<Error>& found = report_.findings;
    std::sort(found.begin(), found.end(), [](const Error& a, const Error& b) { return a.line < b.line; });
    if (found.size() > kMostFindings) found.resize(kMostFindings);
}

/// @param numbers  product numbers of the whole file by those of the thread, grown here
void Loading::hand_over(const ParsedLines& parsed, const LineParser& parser, std::vector<std::uint16_t>& numbers) {
    if (parsed.too_many_products) return fail({"expected at most " + std::to_string(kMostProducts) + " products, found more"});
    std::unique_lock lock{results_};
    while (numbers.size() < parser.products().size()) {
        const auto number = products_.number(parser.products()[numbers.size()]);
        if (!number) {
            lock.unlock();
            return fail({"expected at most " + std::to_string(kMostProducts) + " products, found more"});
        }
        numbers.push_back(*number);
    }
    constexpr auto kLargest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (parsed.sum_too_large || parsed.value > kLargest - value_) {
        lock.unlock();
        return fail({"expected values that add up to at most 9223372036854775807, found more"});
    }
    value_ += parsed.value;
    LoadedRow* const into = rows_.extend(parsed.rows.size());
    for (std::size_t i = 0; i < parsed.rows.size(); ++i) {
        constexpr std::uint64_t kBelowProduct = (std::uint64_t{1} << 48) - 1;
        const LoadedRow& row = parsed.rows[i];
        into[i] = {std::uint64_t{numbers[row.key >> 48]} << 48 | (row.key & kBelowProduct), row.value};
    }
    report_.rows_read += parsed.rows_read;
    report_.bad_rows += parsed.bad_rows;
    report_.self_imports += parsed.self_imports;
    report_.self_import_value += static_cast<std::int64_t>(parsed.self_import_value);
    for (const Error& finding : parsed.findings) {
        report_.findings.push_back(finding);
        report_.findings.back().file = report_.file;
    }
    if (report_.findings.size() > 2 * kMostFindings) trim_findings();
}

void Loading::work() noexcept {
    try {
        LineParser parser{columns_};
        std::vector<std::uint16_t> numbers;
        ParsedLines parsed;
        for (Piece piece; take(piece);) {
            parsed.clear();
            parser.parse(piece.lines, piece.first_line, parsed);
            hand_over(parsed, parser, numbers);
        }
    } catch (const std::bad_alloc&) {
        fail({"expected enough memory for the rows of this file, found too little"});
    }
}

Result<FlowStore> Loading::run() {
    if (const Status started = start(); !started) return started.error();
    {
        std::vector<std::jthread> helpers;
        for (unsigned i = 1; i < threads_; ++i) helpers.emplace_back([this] { work(); });
        work();
    }
    if (failed_) return error_;
    trim_findings();
    report_.findings_left_out = report_.bad_rows - report_.findings.size();
    return FlowStore::build(std::move(rows_), {products_.names().begin(), products_.names().end()}, std::move(report_), threads_);
}

}  // namespace

Result<FlowStore> load_flow_csv(const std::filesystem::path& file, const FlowCsvOptions& options) {
    std::error_code code;
    const auto status = std::filesystem::status(file, code);
    if (!std::filesystem::exists(status)) return Error{"expected a file here, found none", file};
    if (!std::filesystem::is_regular_file(status))
        return Error{"expected a plain file, found something else (a folder or a device)", file};
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> stream{std::fopen(file.string().c_str(), "rb"), &std::fclose};
    if (!stream) return Error{"expected a readable file, found: " + std::generic_category().message(errno), file};
    return Loading{Source{stream.get()}, file, options}.run();
}

Result<FlowStore> parse_flow_csv(std::string_view text, const std::filesystem::path& name, const FlowCsvOptions& options) {
    return Loading{Source{text}, name, options}.run();
}

}  // namespace linchpin::flows
