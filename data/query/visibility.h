#pragma once
// What the filter lets through, one table at a time. Internal to data/query.
#include <string>
#include <string_view>
#include <vector>

#include "data/metrics/timeline.h"
#include "data/query/derived_index.h"
#include "data/query/snapshot.h"

namespace linchpin::query {

/// Flags for ids that a filter hides: one per entry of a table, the last for "" = unknown.
using HiddenFlags = std::vector<std::uint8_t>;
[[nodiscard]] HiddenFlags hidden_countries(const Dataset& dataset, const std::vector<std::string>& ids);
[[nodiscard]] HiddenFlags hidden_keys(const std::vector<KeyName>& keys, const std::vector<std::string>& ids);
[[nodiscard]] bool contains(const std::vector<std::string>& ids, std::string_view id) noexcept;

/// Ids and names of the statuses, in the order of their enums.
inline constexpr std::string_view kSiteStatusIds[] = {"operational", "under_construction", "announced", "closed"};
inline constexpr std::string_view kSiteStatusNames[] = {"Operating", "Under construction", "Announced", "Closed"};
inline constexpr std::string_view kCableStatusIds[] = {"active", "planned", "retired"};
inline constexpr std::string_view kCableStatusNames[] = {"In service", "Planned", "Retired"};

/// M22 for a table row.
[[nodiscard]] metrics::Presence presence(const Site& site, std::optional<Date> date) noexcept;
[[nodiscard]] metrics::Presence presence(const Cable& cable, std::optional<Date> date) noexcept;
[[nodiscard]] metrics::Presence presence(const Satellite& satellite, std::optional<Date> date) noexcept;

/// Current power: of basis it or facility, of the row that counts in totals. Empty otherwise.
[[nodiscard]] std::optional<double> current_power_mw(const Site& site) noexcept;

/// Each fills the visibility column, the count of shown records and the facets of its table. With the date empty a row shows in
/// whatever state the pack has it; with a date only what is active or expected then (rows that ended at an unknown date do not).
void derive_sites(const Dataset& dataset, const DerivedIndex& index, Snapshot& out);
void derive_cables(const Dataset& dataset, const DerivedIndex& index, Snapshot& out);
void derive_satellites(const Dataset& dataset, const DerivedIndex& index, Snapshot& out);
/// Fills arcs, world total, year and note.
void derive_trade(const Dataset& dataset, const DerivedIndex& index, Snapshot& out);

/// The block of the filter's group at min(trade_year, year of the date): the date never shows trade of later years. May be null.
[[nodiscard]] const metrics::TradeBlock* trade_block(const Dataset& dataset, const DerivedIndex& index, const Filter& filter);
[[nodiscard]] int asked_trade_year(const Filter& filter) noexcept;

/// Counts of one filter list while a table is read.
class FacetTally {
public:
    explicit FacetTally(std::size_t entries) : shown_(entries, 0), total_(entries, 0) {}
    void add(std::size_t entry, bool shown) noexcept {
        ++total_[entry];
        shown_[entry] += shown ? 1 : 0;
    }
    void mark_shown(std::size_t entry) noexcept { ++shown_[entry]; }
    /// Entries that occur, most frequent first, ties by id, "" (unknown) last. `key_of(entry)` gives id and name.
    template <class KeyOf>
    [[nodiscard]] std::vector<FacetCount> counts(KeyOf key_of) const {
        std::vector<FacetCount> result;
        for (std::size_t i = 0; i < total_.size(); ++i) {
            if (total_[i] == 0) continue;
            KeyName key = key_of(i);
            result.push_back({std::move(key.id), std::move(key.name), shown_[i], total_[i]});
        }
        sort_facets(result);
        return result;
    }

private:
    static void sort_facets(std::vector<FacetCount>& facets);
    std::vector<std::size_t> shown_, total_;
};
/// Entry `i` of a tally over countries: ISO3 and name; the entry past the last country is the unknown one.
[[nodiscard]] KeyName country_key(const Dataset& dataset, std::size_t i);

}  // namespace linchpin::query
