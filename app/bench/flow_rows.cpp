#include "app/bench/flow_rows.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <string>
#include <thread>
#include <vector>

#include "app/bench/number_table.h"
#include "data/csv/file_bytes.h"

namespace linchpin::app::bench {
namespace {

using flows::LoadedRow;
using flows::RowBuffer;

constexpr std::array<NumberColumn, 5> kColumns{{{"exporter", 0, flows::kMostCountries - 1, true},
                                                {"importer", 0, flows::kMostCountries - 1, true},
                                                {"product", 0, flows::kMostProducts - 1, true},
                                                {"year", flows::kFirstYear, flows::kLastYear, true},
                                                {"value", 0, 1e12, true}}};

/// What one thread read.
struct Piece {
    std::string_view lines;
    std::uint64_t first_line = 2;
    RowBuffer<LoadedRow> rows;
    std::uint32_t products = 0;
    std::optional<Error> error;
};

void read_piece(Piece& piece) {
    constexpr std::size_t kBatch = 4096;
    NumberTable table{piece.lines, kColumns, piece.first_line};
    LoadedRow* to = nullptr;
    std::size_t room = 0;
    while (table.next()) {
        if (room == 0) {
            to = piece.rows.extend(kBatch);
            room = kBatch;
        }
        const auto product = static_cast<std::uint16_t>(table[2]);
        piece.products = std::max(piece.products, std::uint32_t{product} + 1);
        *to++ = {flows::row_key(product, static_cast<std::uint16_t>(table[3]), static_cast<std::uint16_t>(table[1]), static_cast<std::uint16_t>(table[0])),
                 static_cast<std::int64_t>(table[4])};
        --room;
    }
    piece.rows.cut(piece.rows.size() - room);
    piece.error = table.error();
}

/// As many pieces of whole lines as there are threads.
std::vector<Piece> cut(std::string_view lines, unsigned threads) {
    std::vector<Piece> pieces;
    std::uint64_t line = 2;
    for (unsigned i = 0; i < threads && !lines.empty(); ++i) {
        std::size_t size = i + 1 < threads ? lines.size() / (threads - i) : lines.size();
        size = std::min(lines.find('\n', size), lines.size() - 1) + 1;
        if (i + 1 == threads) size = lines.size();
        pieces.emplace_back();
        pieces.back().lines = lines.substr(0, size);
        pieces.back().first_line = line;
        if (i + 1 < threads) line += static_cast<std::uint64_t>(std::count(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(size), '\n'));
        lines.remove_prefix(size);
    }
    return pieces;
}

}  // namespace

Result<flows::FlowStore> load_flow_rows(const std::filesystem::path& file, unsigned threads) {
    Result<std::string> text = csv::read_file(file);
    if (!text) return text.error();
    const auto in_file = [&](Error error) {
        error.file = file;
        return error;
    };
    std::string_view lines{*text};
    if (const Status header = take_header(lines, kColumns); !header) return in_file(header.error());
    std::vector<Piece> pieces = cut(lines, std::max(threads, 1u));
    {
        std::vector<std::jthread> helpers;
        for (std::size_t i = 1; i < pieces.size(); ++i) helpers.emplace_back([&piece = pieces[i]] { read_piece(piece); });
        if (!pieces.empty()) read_piece(pieces.front());
    }
    flows::FlowReport report;
    report.file = file;
    report.bytes = text->size();
    text = std::string{};
    RowBuffer<LoadedRow> rows;
    std::uint32_t products = 0;
    for (Piece& piece : pieces) {
        if (piece.error) return in_file(*piece.error);
        products = std::max(products, piece.products);
        if (rows.size() == 0) {
            rows = std::move(piece.rows);
            continue;
        }
        std::memcpy(rows.extend(piece.rows.size()), piece.rows.data(), piece.rows.size() * sizeof(LoadedRow));
        piece.rows = {};
    }
    if (rows.size() == 0) return Error{"expected at least one row of flows, found none", file};
    report.rows_read = rows.size();
    std::vector<std::string> names;
    for (std::uint32_t i = 0; i < products; ++i) names.push_back(std::to_string(i));
    return flows::FlowStore::build(std::move(rows), std::move(names), std::move(report), threads);
}

}  // namespace linchpin::app::bench
