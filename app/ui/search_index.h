#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "app/ui/actions.h"
#include "data/pack/dataset.h"

namespace linchpin::app {

/// Lower case, accents taken off ("São Tomé" -> "sao tome"), everything that is no letter or digit becomes a space.
[[nodiscard]] std::string fold_for_search(std::string_view utf8);

struct SearchEntry {
    std::string name, detail;     ///< as shown: "Frankfurt", "Data centre \u00b7 AWS \u00b7 Germany"
    Request request;              ///< what choosing it does; Action::None with a text: search for that text instead
    std::string folded;           ///< words that are searched
    int rank = 0;                 ///< countries before cables before sites before satellites, among equals
};

/// Countries, operators, constellations, cables, sites, landing points, chokepoints, satellites and commands.
class SearchIndex {
public:
    SearchIndex() = default;
    explicit SearchIndex(const Dataset& dataset);
    /// Best first. Every word of the query has to occur in the entry: whole, as a beginning, inside, or with a typing mistake
    /// (one letter from four letters on, two from eight). An empty query gives the commands.
    [[nodiscard]] std::vector<const SearchEntry*> find(std::string_view query, std::size_t at_most) const;

private:
    void add(std::string name, std::string detail, std::string also, Request request, int rank);
    void add_commands();
    void add_places(const Dataset& dataset);
    void add_sites(const Dataset& dataset);
    void add_satellites(const Dataset& dataset);
    std::vector<SearchEntry> entries_;
};

}  // namespace linchpin::app
