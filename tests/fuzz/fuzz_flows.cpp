// Tables of flows: read or refused with a sentence, no row lost without being counted, the same store whatever the number of
// threads and the size of the pieces, and a view that follows a filter to the bits of a plain scan.
#include <algorithm>
#include <numeric>

#include "data/flowstore/flow_csv.h"
#include "data/flowstore/flow_view.h"
#include "tests/fuzz/fuzz_target.h"

using namespace linchpin;
using namespace linchpin::flows;
using fuzz::require;

namespace {

constexpr CountryCode kOther = *CountryCode::parse("OTH");

void check_report(const FlowStore& store, std::size_t bytes) {
    const FlowReport& report = store.report();
    require(report.bytes == bytes, "every byte was read");
    require(report.rows_read == store.rows() + report.bad_rows + report.self_imports, "every row is held or counted");
    require(report.findings.size() <= kMostFindings && report.findings.size() + report.findings_left_out == report.bad_rows,
            "every bad row has a finding or is counted");
    for (const Error& finding : report.findings)
        require(!finding.message.empty() && finding.line > 0, "a finding is a sentence with a line");
}

void check_rows(const FlowStore& store) {
    const std::size_t side = store.countries().size();
    require(store.values().size() == store.cells().size(), "columns are equally long");
    for (std::size_t group = 0; group < store.groups().size(); ++group) {
        const FlowGroup& at = store.groups()[group];
        for (std::uint32_t block = at.first_block; block < at.end_block; ++block) {
            require(store.blocks()[block].product < store.products().size(), "a block has a product");
            require(store.block_end(block) > store.blocks()[block].first, "a block has rows");
            for (std::uint32_t row = store.blocks()[block].first; row < store.block_end(block); ++row) {
                const std::size_t cell = at.first_cell + store.cells()[row];
                require(cell < side * side && store.values()[row] >= 0, "a row has a pair of countries and a value");
                require(cell / side != cell % side || store.countries()[cell % side] == kOther, "nobody supplies itself");
            }
        }
    }
}

void check_same(const FlowStore& a, const FlowStore& b) {
    require(a.countries() == b.countries() && a.products() == b.products() && a.years() == b.years() &&
                std::ranges::equal(a.cells(), b.cells()) && std::ranges::equal(a.values(), b.values()) &&
                a.report().bad_rows == b.report().bad_rows && a.report().repeated_keys == b.report().repeated_keys,
            "threads and pieces leave no trace");
}

void check_view(const FlowStore& store) {
    FlowView view{store};
    ImportShareTable scan;
    const auto follow = [&](const FlowFilter& filter) {
        const ImportShareTable& table = view.update(filter);
        scan_import_shares(store, filter, scan);
        require(table.value == scan.value && table.total == scan.total && table.share == scan.share &&
                    table.suppliers == scan.suppliers,
                "a view has the bits of a scan");
        for (std::size_t i = 0; i < table.side; ++i) {
            require(table.hhi[i].has_value() == scan.hhi[i].has_value(), "a view has an index where a scan has one");
            if (!table.hhi[i]) continue;
            require(table.hhi[i]->low == scan.hhi[i]->low && table.hhi[i]->high == scan.hhi[i]->high, "indices are the same");
            require(table.hhi[i]->low >= 0.0 && table.hhi[i]->low <= table.hhi[i]->high && table.hhi[i]->high <= 1.0 + 1e-9,
                    "an index lies in 0 to 1");
        }
    };
    follow({});
    const std::int64_t all = std::accumulate(store.values().begin(), store.values().end(), std::int64_t{0});
    require(std::accumulate(scan.total.begin(), scan.total.end(), std::int64_t{0}) == all, "the table holds every row");
    if (store.years().empty()) return;
    FlowFilter filter;
    filter.first_year = filter.last_year = store.years()[store.years().size() / 2];
    follow(filter);
    filter.products = std::vector<std::uint16_t>{0};
    follow(filter);
    filter.products.reset();
    filter.first_year = kFirstYear;
    follow(filter);
    follow({{}, 2, 1});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text = fuzz::as_text(bytes, size);
    // The usual 4 MiB a piece would be cleared for every small input.
    const auto whole = parse_flow_csv(text, "flows.csv", {.threads = 1, .chunk_bytes = size + 1});
    const auto pieces = parse_flow_csv(text, "flows.csv", {.threads = 2, .chunk_bytes = 96});
    if (!whole) {
        require(!whole.error().message.empty(), "a refusal is a sentence");
        require(!pieces, "what is refused whole is refused in pieces");
        return 0;
    }
    check_report(*whole, size);
    check_rows(*whole);
    // A table of a thousand countries takes a second under the sanitizers and shows nothing that fifty do not.
    if (whole->countries().size() <= 50) check_view(*whole);
    if (pieces)
        check_same(*whole, *pieces);
    else
        require(pieces.error().message.find("of less than 96 bytes") != std::string::npos, "only a long line stops the pieces");
    return 0;
}
