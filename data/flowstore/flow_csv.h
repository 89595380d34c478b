#pragma once
// Reads a CSV file of trade flows into a FlowStore.
#include <cstddef>
#include <filesystem>
#include <string_view>

#include "data/core/result.h"
#include "data/flowstore/flow_store.h"

namespace linchpin::flows {

struct FlowCsvOptions {
    unsigned threads = 2;
    std::size_t chunk_bytes = std::size_t{4} << 20;  ///< what a thread takes at a time; a line may not be longer
};

/// The first line that is not blank names the columns: exporter, importer, product, year, value, once each, in any order; others
/// are read over and listed in the report. Countries are three-letter codes (OTH = not known which), products any text, years
/// whole numbers from 1 to 9999, values whole numbers of 0 or more in a unit of the user's choice. UTF-8 with or without byte
/// order mark, LF or CR LF, quotes as in RFC 4180 but for one thing: a line always ends a row, so that files are read in pieces
/// and an open quote costs one row.
/// A row that breaks a rule is left out and becomes a finding of the report (file:line:column and a sentence); so does an empty
/// value, which is not 0. Rows between a country and itself are left out and counted; OTH to OTH stays.
/// Memory while loading: 16 bytes a row, 18 at the end, and two chunks a thread.
/// Errors: no readable file, no such header, a line longer than a chunk, more countries, products or rows than FlowStore holds,
/// values that add up to more than 2^63 - 1.
[[nodiscard]] Result<FlowStore> load_flow_csv(const std::filesystem::path& file, const FlowCsvOptions& options = {});

/// The same from text in memory; `name` stands for the file in findings and errors.
[[nodiscard]] Result<FlowStore> parse_flow_csv(std::string_view text, const std::filesystem::path& name,
                                               const FlowCsvOptions& options = {});

}  // namespace linchpin::flows
