#include "data/flowstore/flow_store.h"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <numeric>
#include <thread>

namespace linchpin::flows {
namespace {

constexpr std::uint16_t kNone = 0xFFFF;

std::uint16_t product_of(std::uint64_t key) noexcept { return static_cast<std::uint16_t>(key >> 48); }
std::uint16_t year_of(std::uint64_t key) noexcept { return static_cast<std::uint16_t>(key >> 32); }
std::uint16_t importer_of(std::uint64_t key) noexcept { return static_cast<std::uint16_t>(key >> 16); }
std::uint16_t exporter_of(std::uint64_t key) noexcept { return static_cast<std::uint16_t>(key); }

bool before(const LoadedRow& a, const LoadedRow& b) noexcept { return a.key != b.key ? a.key < b.key : a.value < b.value; }

/// Runs work(0) to work(count - 1), the first here and the others on threads of their own.
template <class Work>
void on_threads(unsigned count, const Work& work) {
    std::vector<std::jthread> helpers;
    for (unsigned i = 1; i < count; ++i) helpers.emplace_back([&work, i] { work(i); });
    work(0u);
}

/// Which numbers of each kind occur in the rows.
struct Seen {
    std::vector<bool> codes = std::vector<bool>(kCodeNumbers), products = std::vector<bool>(kMostProducts),
                      years = std::vector<bool>(kLastYear + 1);
};

Seen seen_in(const RowBuffer<LoadedRow>& rows) {
    // Bytes, not bits, while millions are written.
    std::vector<std::uint8_t> codes(65536), products(65536), years(65536);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::uint64_t key = rows.data()[i].key;
        codes[exporter_of(key)] = codes[importer_of(key)] = products[product_of(key)] = years[year_of(key)] = 1;
    }
    Seen seen;
    for (std::size_t i = 0; i < seen.codes.size(); ++i) seen.codes[i] = codes[i] != 0;
    for (std::size_t i = 0; i < seen.products.size(); ++i) seen.products[i] = products[i] != 0;
    for (std::size_t i = 0; i < seen.years.size(); ++i) seen.years[i] = years[i] != 0;
    return seen;
}

CountryCode code_of(std::size_t number) {
    const char text[3] = {static_cast<char>('A' + number / 676), static_cast<char>('A' + number / 26 % 26),
                          static_cast<char>('A' + number % 26)};
    return *CountryCode::parse({text, 3});
}

/// Puts rows into order of bucket in place (one cycle of swaps a bucket), so that no second copy of the rows is needed.
/// Returns where each bucket begins, and the end behind the last.
template <class Bucket>
std::vector<std::size_t> group(LoadedRow* rows, std::size_t count, std::size_t buckets, const Bucket& bucket) {
    std::vector<std::size_t> begin(buckets + 1);
    for (std::size_t i = 0; i < count; ++i) ++begin[bucket(rows[i].key) + 1];
    std::partial_sum(begin.begin(), begin.end(), begin.begin());
    std::vector<std::size_t> next(begin.begin(), begin.end() - 1);
    for (std::size_t b = 0; b < buckets; ++b) {
        while (next[b] < begin[b + 1]) {
            LoadedRow row = rows[next[b]];
            for (std::size_t home = bucket(row.key); home != b; home = bucket(row.key)) std::swap(row, rows[next[home]++]);
            rows[next[b]++] = row;
        }
    }
    return begin;
}

/// What the order of rows depends on.
struct Order {
    std::size_t importers_per_group = 1, groups = 1, products = 0, years = 0;
    const std::vector<std::uint16_t>* year_rank = nullptr;
};

/// As many importers as fit a group's part of a table, more when blocks would hold few rows, and none beyond the 16 bits of a cell.
std::size_t importers_per_group(std::size_t countries, std::size_t blocks, std::size_t rows) {
    if (countries == 0) return 1;
    const std::size_t most = std::min(countries, std::size_t{65536} / countries);
    std::size_t importers = std::clamp<std::size_t>(FlowStore::kGroupBytes / sizeof(std::int64_t) / countries, 1, most);
    const auto groups = [&] { return (countries + importers - 1) / importers; };
    while (importers < most && rows < FlowStore::kLeastRowsPerBlock * blocks * groups()) importers = std::min(most, importers * 2);
    return importers;
}

/// Orders the rows of one group by key and value.
void sort_group(LoadedRow* rows, std::size_t count, const Order& order) {
    constexpr std::size_t kMostBuckets = std::size_t{1} << 16;  // more would miss the page tables at every swap
    const bool by_year = order.products * order.years <= kMostBuckets;
    const auto begin = group(rows, count, by_year ? order.products * order.years : order.products, [&](std::uint64_t key) {
        return by_year ? product_of(key) * order.years + (*order.year_rank)[year_of(key)] : std::size_t{product_of(key)};
    });
    for (std::size_t b = 0; b + 1 < begin.size(); ++b) std::sort(rows + begin[b], rows + begin[b + 1], before);
}

/// Orders rows by group, key and value.
void sort_rows(RowBuffer<LoadedRow>& rows, const Order& order, unsigned threads) {
    const auto begin = group(rows.data(), rows.size(), order.groups,
                             [&](std::uint64_t key) { return importer_of(key) / order.importers_per_group; });
    std::atomic<std::size_t> next = 0;
    on_threads(threads, [&](unsigned) {
        for (std::size_t g = next++; g + 1 < begin.size(); g = next++)
            sort_group(rows.data() + begin[g], begin[g + 1] - begin[g], order);
    });
}

}  // namespace

Result<FlowStore> FlowStore::build(RowBuffer<LoadedRow> rows, std::vector<std::string> products, FlowReport report,
                                   unsigned threads) {
    if (rows.size() > kMostRows)
        return Error{"expected at most " + std::to_string(kMostRows) + " rows, found " + std::to_string(rows.size()), report.file};
    const Seen seen = seen_in(rows);
    FlowStore store;

    std::vector<std::uint16_t> country_rank(kCodeNumbers, kNone);
    for (std::size_t number = 0; number < kCodeNumbers; ++number) {
        if (!seen.codes[number]) continue;
        country_rank[number] = static_cast<std::uint16_t>(store.countries_.size());
        store.countries_.push_back(code_of(number));
    }
    if (store.countries_.size() > kMostCountries)
        return Error{
            "expected at most " + std::to_string(kMostCountries) + " countries, found " + std::to_string(store.countries_.size()),
            report.file};

    std::vector<std::size_t> by_name;
    for (std::size_t i = 0; i < products.size(); ++i)
        if (seen.products[i]) by_name.push_back(i);
    std::sort(by_name.begin(), by_name.end(), [&](std::size_t a, std::size_t b) { return products[a] < products[b]; });
    std::vector<std::uint16_t> product_rank(products.size(), kNone);
    for (const std::size_t i : by_name) {
        product_rank[i] = static_cast<std::uint16_t>(store.products_.size());
        store.products_.push_back(std::move(products[i]));
    }

    std::vector<std::uint16_t> year_rank(kLastYear + 1, kNone);
    for (std::size_t year = 0; year < year_rank.size(); ++year) {
        if (!seen.years[year]) continue;
        year_rank[year] = static_cast<std::uint16_t>(store.years_.size());
        store.years_.push_back(static_cast<std::int16_t>(year));
    }

    for (std::size_t i = 0; i < rows.size(); ++i) {
        std::uint64_t& key = rows.data()[i].key;
        key = row_key(product_rank[product_of(key)], year_of(key), country_rank[importer_of(key)], country_rank[exporter_of(key)]);
    }
    Order order;
    order.products = store.products_.size();
    order.years = store.years_.size();
    order.year_rank = &year_rank;
    order.importers_per_group = importers_per_group(store.countries_.size(), order.products * order.years, rows.size());
    order.groups = (store.countries_.size() + order.importers_per_group - 1) / order.importers_per_group;
    sort_rows(rows, order, std::max(1u, threads));
    store.report_ = std::move(report);
    store.split_columns(std::move(rows), order.importers_per_group);
    store.sum_years();
    return store;
}

/// Sorted rows into groups, blocks, cells and values. The values are moved to the front of the memory that held the rows.
void FlowStore::split_columns(RowBuffer<LoadedRow> rows, std::size_t importers_per_group) {
    const std::size_t count = rows.size(), side = countries_.size();
    for (std::size_t first = 0; first < side; first += importers_per_group)
        groups_.push_back({0, 0, static_cast<std::uint32_t>(first * side)});
    cells_.resize(count);
    std::uint64_t last_key = 0;
    std::size_t group = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const LoadedRow row = rows.data()[i];
        const std::size_t row_group = importer_of(row.key) / importers_per_group;
        if (i == 0 || row_group != group || (row.key >> 32) != (last_key >> 32))
            blocks_.push_back({product_of(row.key), static_cast<std::int16_t>(year_of(row.key)), static_cast<std::uint32_t>(i)});
        if (i != 0 && row.key == last_key) ++report_.repeated_keys;
        for (; group < row_group; ++group) groups_[group + 1].first_block = static_cast<std::uint32_t>(blocks_.size() - 1);
        last_key = row.key;
        cells_[i] = static_cast<std::uint16_t>(importer_of(row.key) * side + exporter_of(row.key) - groups_[group].first_cell);
        // Value i goes to bytes [8 i, 8 i + 8), below row i for every i > 0 and inside row 0, which has been read.
        std::memcpy(reinterpret_cast<std::byte*>(rows.data()) + i * sizeof row.value, &row.value, sizeof row.value);
    }
    while (group + 1 < groups_.size()) groups_[++group].first_block = static_cast<std::uint32_t>(blocks_.size());
    for (std::size_t g = 0; g < groups_.size(); ++g)
        groups_[g].end_block = g + 1 < groups_.size() ? groups_[g + 1].first_block : static_cast<std::uint32_t>(blocks_.size());
    blocks_.shrink_to_fit();
    values_ = std::move(rows).release_as<std::int64_t>(count);
}

void FlowStore::sum_years() {
    const std::size_t cells = countries_.size() * countries_.size();
    if (cells * years_.size() * sizeof(std::int64_t) > kMostTotalBytesPerRow * rows()) return;
    totals_.assign(cells * years_.size(), 0);
    for (const FlowGroup& group : groups_) {
        for (std::size_t b = group.first_block; b < group.end_block; ++b) {
            const auto year =
                static_cast<std::size_t>(std::lower_bound(years_.begin(), years_.end(), blocks_[b].year) - years_.begin());
            std::int64_t* const sums = totals_.data() + year * cells + group.first_cell;
            for (std::uint32_t i = blocks_[b].first; i < block_end(b); ++i) sums[cells_[i]] += values_.data()[i];
        }
    }
    for (std::size_t i = cells; i < totals_.size(); ++i) totals_[i] += totals_[i - cells];
}

std::optional<std::uint16_t> FlowStore::country_index(CountryCode code) const noexcept {
    const auto found = std::lower_bound(countries_.begin(), countries_.end(), code);
    if (found == countries_.end() || *found != code) return std::nullopt;
    return static_cast<std::uint16_t>(found - countries_.begin());
}

std::optional<std::uint16_t> FlowStore::product_index(std::string_view name) const noexcept {
    const auto found = std::lower_bound(products_.begin(), products_.end(), name);
    if (found == products_.end() || *found != name) return std::nullopt;
    return static_cast<std::uint16_t>(found - products_.begin());
}

std::span<const std::int64_t> FlowStore::totals_through(std::size_t year) const noexcept {
    if (totals_.empty() || year >= years_.size()) return {};
    const std::size_t cells = countries_.size() * countries_.size();
    return std::span{totals_}.subspan(year * cells, cells);
}

std::size_t FlowStore::memory_bytes() const noexcept {
    return cells_.capacity() * sizeof(std::uint16_t) + values_.capacity() * sizeof(std::int64_t) +
           groups_.capacity() * sizeof(FlowGroup) + blocks_.capacity() * sizeof(FlowBlock) +
           totals_.capacity() * sizeof(std::int64_t) + countries_.capacity() * sizeof(CountryCode) +
           years_.capacity() * sizeof(std::int16_t);
}

}  // namespace linchpin::flows
