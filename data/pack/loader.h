#pragma once
// What the builders of the tables share while a pack is loaded. Internal to data/pack.
#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "data/pack/dataset.h"
#include "data/pack/descriptor.h"
#include "data/pack/table.h"

namespace linchpin::pack {

/// Ids of one table and their positions.
class IdMap {
public:
    void add(std::string_view id, Index index) { map_.try_emplace(std::string{id}, index); }
    [[nodiscard]] Index find(std::string_view id) const {
        const auto it = map_.find(id);
        return it == map_.end() ? kNone : it->second;
    }
    /// False when the pack has no such table, or one that cannot be read: then a reference to it is no fault of a row.
    bool loaded = false;

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
    };
    std::unordered_map<std::string, Index, Hash, std::equal_to<>> map_;
};

/// Country codes and their positions, one table look-up each.
class CountryLookup {
public:
    CountryLookup() : index_(26 * 26 * 26, kUnknown) {}
    void add(std::string_view code, std::uint16_t index) { index_[slot(code)] = index; }
    /// kNone for anything that is no code of the pack.
    [[nodiscard]] Index find(std::string_view code) const noexcept {
        if (code.size() != 3) return kNone;
        for (const char c : code)
            if (c < 'A' || c > 'Z') return kNone;
        const std::uint16_t found = index_[slot(code)];
        return found == kUnknown ? kNone : found;
    }

private:
    static constexpr std::uint16_t kUnknown = 0xffffu;
    static std::size_t slot(std::string_view code) noexcept {
        return static_cast<std::size_t>(((code[0] - 'A') * 26 + (code[1] - 'A')) * 26 + (code[2] - 'A'));
    }
    std::vector<std::uint16_t> index_;
};

/// One load: the descriptor, the findings of each resource, the dataset as far as it is built, and its ids.
class Loader {
public:
    Loader(const Descriptor& descriptor, Dataset& dataset);

    /// The table of that name, opened; nothing when the pack has none or no row of it can be used.
    /// `builder_key`: see Table::leave_key_to_builder.
    [[nodiscard]] std::unique_ptr<Table> open(std::string_view name, std::span<const Column> columns,
                                              std::span<const std::string_view> builder_key = {});
    /// Opened by position.
    [[nodiscard]] std::unique_ptr<Table> open_at(std::size_t resource, std::span<const Column> columns,
                                                 std::span<const std::string_view> builder_key = {});
    /// Notes the row counts of a table that has been read.
    void close(const Table& table, std::size_t resource);
    /// Reads a table to its end, calling `build` with each good row. False when there is no such table or it cannot be used.
    template <class Build>
    bool each_row(std::string_view name, std::span<const Column> columns, Build build) {
        const std::size_t resource = find(name);
        const auto table = open(name, columns);
        if (!table) return false;
        while (table->next()) build(*table);
        close(*table, resource);
        return true;
    }
    /// Position of a resource; npos when the pack has none.
    [[nodiscard]] std::size_t find(std::string_view name) const noexcept;
    [[nodiscard]] bool has(std::string_view name) const noexcept { return find(name) != npos; }
    [[nodiscard]] FindingList& findings(std::size_t resource) { return findings_[resource]; }
    /// Resources that no builder has read, to be checked against their schemas alone.
    [[nodiscard]] std::vector<std::size_t> unread() const;
    static constexpr std::size_t npos = static_cast<std::size_t>(-1);

    /// Country of the code in `column`. Empty: kNone. Unknown: the row is rejected and nothing comes back.
    [[nodiscard]] std::optional<Index> country(Table& table, std::size_t column) const;
    /// Record of `ids` named in `column`. Empty, or the pack has no such table: kNone. Unknown: as above.
    [[nodiscard]] std::optional<Index> record(Table& table, std::size_t column, const IdMap& ids) const;
    /// Reads a latitude and a longitude; a row off the globe is rejected.
    [[nodiscard]] std::optional<geo::LatLon> place(Table& table, std::size_t lat, std::size_t lon) const;

    Dataset& data;
    CountryLookup countries;
    IdMap blocs, operators, site_kinds, accelerators, suppliers, cables, landing_points, chokepoints, groups, trade_sources, topics,
        satellite_groups;

private:
    [[nodiscard]] std::shared_ptr<const KeySet> keys_of(std::string_view resource, const std::vector<std::string>& fields);
    void add_foreign_keys(Table& table, std::size_t resource, std::span<const Column> columns);

    struct ReferencedTable {
        std::string bytes;
        KeySet keys;
    };
    const Descriptor& descriptor_;
    std::vector<FindingList> findings_;
    std::vector<std::uint8_t> read_;  // one a resource; bytes, since threads write neighbours
};

// The builders, one a table. Countries first; then what others refer to; the rest may run side by side.
void build_countries(Loader& load);
void build_blocs(Loader& load);
void build_operators(Loader& load);
void build_site_kinds(Loader& load);
void build_accelerators(Loader& load);
void build_sites(Loader& load);
void build_suppliers(Loader& load);
void build_cable_network(Loader& load);  ///< cables, landings, landing points, chokepoints, routes, corridors
void build_product_groups(Loader& load);
void build_trade_sources(Loader& load);
void build_flows(Loader& load);
void build_totals(Loader& load);
void build_shares(Loader& load);
void build_production(Loader& load);
void build_footprint(Loader& load);
void build_satellite_groups(Loader& load);
void build_satellites(Loader& load);
void build_planned_shells(Loader& load);
void build_constellation_counts(Loader& load);
void build_claims(Loader& load);
/// Checks the resources that the program does not use: CSV files against their schemas, others for being there.
void check_other_resources(Loader& load, const Descriptor& descriptor);

/// Position of `text` in `words`; kNone when it is none of them.
template <std::size_t N>
[[nodiscard]] Index word_index(const std::array<std::string_view, N>& words, std::string_view text) noexcept {
    for (std::size_t i = 0; i < N; ++i)
        if (words[i] == text) return static_cast<Index>(i);
    return kNone;
}
/// The word of a fixed list in `column`, as the enumerator of the same position; else the row is rejected.
template <class Enum, std::size_t N>
[[nodiscard]] Enum word(Table& table, std::size_t column, const std::array<std::string_view, N>& words, Enum when_empty) {
    const std::string_view text = table[column].text;
    if (text.empty()) return when_empty;
    const Index found = word_index(words, text);
    if (found != kNone) return static_cast<Enum>(found);
    std::string message = "expected " + std::string{table.column_name(column)} + " to be ";
    for (std::size_t i = 0; i < N; ++i) message += (i == 0 ? "" : i + 1 == N ? " or " : ", ") + std::string{words[i]};
    table.reject(column, message + ", found '" + std::string{text} + "'");
    return when_empty;
}
[[nodiscard]] Confidence confidence(Table& table, std::size_t column);
/// A year that fits the records, 1000 to 9999; else the row is rejected.
[[nodiscard]] std::optional<int> year(Table& table, std::size_t column);
/// A number above 0; else the row is rejected. Empty stays empty.
[[nodiscard]] std::optional<double> positive(Table& table, std::size_t column);
/// The parts of a list in one field ("a;b"), blanks around them removed, empty ones left out.
[[nodiscard]] std::vector<std::string_view> split_list(std::string_view text, char separator = ';');

}  // namespace linchpin::pack
