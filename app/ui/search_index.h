#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/state/text_match.h"
#include "app/ui/actions.h"
#include "data/pack/dataset.h"

namespace linchpin::app {

struct SearchEntry {
    std::string name, detail;     ///< as shown: "Frankfurt", "Data centre \u00b7 AWS \u00b7 Germany"
    Request request;              ///< what choosing it does; Action::None with a text: search for that text instead
    std::string folded;           ///< words that are searched
    std::size_t name_length = 0;  ///< of the name in `folded`, bytes
    int rank = 0;                 ///< countries before cables before sites before satellites, among equals
    [[nodiscard]] std::string key() const { return name + "\n" + detail; }  ///< what the list of the last chosen remembers
};

/// Countries, blocs, regions, operators, constellations, cities, cables, sites, landing points, chokepoints, satellites, metrics, settings
/// and commands with their keys.
class SearchIndex {
public:
    SearchIndex() = default;
    explicit SearchIndex(const Dataset& dataset);
    /// Best first. Every word of the query has to occur in the entry: whole, as a beginning, inside, or with a typing mistake
    /// (one letter from four letters on, two from eight). An empty query gives what was chosen last, then the commands.
    /// @param recent  keys, newest first: those go before others that fit as well
    [[nodiscard]] std::vector<const SearchEntry*> find(std::string_view query, std::size_t at_most, std::span<const std::string> recent = {}) const;
    [[nodiscard]] std::span<const SearchEntry> entries() const noexcept { return entries_; }

private:
    void add(std::string name, std::string detail, std::string also, Request request, int rank);
    void add_commands();
    void add_settings();
    void add_metrics();
    void add_sets(const Dataset& dataset);
    void add_cities(const Dataset& dataset);
    void add_places(const Dataset& dataset);
    void add_sites(const Dataset& dataset);
    void add_satellites(const Dataset& dataset);
    std::vector<SearchEntry> entries_;
};

}  // namespace linchpin::app
