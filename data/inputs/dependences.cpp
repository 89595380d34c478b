// dependences.csv (M18): which asset cannot do without which other, and how well it could stand its loss.
#include <array>
#include <fmt/format.h>
#include <functional>
#include <map>

#include "data/core/nearest.h"
#include "data/csv/parse_number.h"
#include "data/inputs/input_table.h"

namespace linchpin::inputs {
namespace {

enum : std::size_t { kAsset, kDependsOn, kStrength, kRedundancy, kCountry, kYear, kSource };
constexpr InputTable::Column kColumns[] = {{"asset"}, {"depends_on"}, {"strength"}, {"redundancy"}, {"country", true}, {"year"}, {"source"}};

/// Records of the pack that an asset may name: "cable:ID". Anything without such a beginning is the user's own name.
class PackAssets {
public:
    explicit PackAssets(const Dataset& data) {
        for (const Country& each : data.countries) add(kCountries, each.code.str(), each.name, static_cast<Index>(&each - data.countries.data()));
        for (const Cable& each : data.cables) add(kCables, each.id, each.name, kNone);
        for (const Site& each : data.sites) add(kSites, each.id, each.name, each.country);
        for (const LandingPoint& each : data.landing_points) add(kLandings, each.id, each.name, each.country);
        for (const Chokepoint& each : data.chokepoints) add(kChokepoints, each.id, each.name, kNone);
    }
    /// The asset of that text; an error when it names a record that the pack has not.
    [[nodiscard]] Result<Asset> find(std::string_view text) const {
        for (std::size_t kind = 0; kind < kPrefixes.size(); ++kind) {
            if (!text.starts_with(kPrefixes[kind])) continue;
            const auto found = records_[kind].find(std::string{text.substr(kPrefixes[kind].size())});
            if (found != records_[kind].end()) return Asset{std::string{text}, found->second.name, found->second.country, 0.0};
            std::vector<std::string> ids;
            for (const auto& [id, record] : records_[kind]) ids.push_back(std::string{kPrefixes[kind]} + id);
            return Error{fmt::format("expected a record of the pack, found {}; did you mean '{}'?", csv::in_quotes(text), nearest_choice(text, ids))};
        }
        return Asset{std::string{text}, std::string{text}, kNone, 0.0};
    }

private:
    enum : std::size_t { kCountries, kCables, kSites, kLandings, kChokepoints };
    static constexpr std::array<std::string_view, 5> kPrefixes{"country:", "cable:", "site:", "landing:", "chokepoint:"};
    struct Record {
        std::string name;
        Index country;
    };
    void add(std::size_t kind, const std::string& id, const std::string& name, Index country) { records_[kind].try_emplace(id, Record{name.empty() ? id : name, country}); }
    std::array<std::map<std::string, Record>, 5> records_;
};

struct Building {
    DependenceYear out;
    Numbering numbers;
    std::vector<std::uint32_t> redundancy_line, country_line;
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> lines;

    std::uint32_t add(const Asset& asset) {
        const auto [number, fresh] = numbers.add(asset.id);
        if (fresh) {
            out.assets.push_back(asset);
            redundancy_line.push_back(0);
            country_line.push_back(0);
        }
        return number;
    }
};

std::optional<Asset> asset_in(InputTable& table, std::size_t column, const PackAssets& known) {
    const auto text = table.needed(column, "the name of an asset");
    if (!text) return std::nullopt;
    Result<Asset> asset = known.find(*text);
    if (asset) return *std::move(asset);
    table.error(column, std::string{column == kAsset ? "asset" : "depends_on"} + ": " + asset.error().message);
    return std::nullopt;
}

/// Redundancy and country are the asset's own: every row about it must say the same.
void note_redundancy(InputTable& table, Building& year, std::uint32_t asset, double redundancy) {
    Asset& record = year.out.assets[asset];
    if (year.redundancy_line[asset] == 0) {
        record.redundancy = redundancy;
        year.redundancy_line[asset] = table.line();
    } else if (record.redundancy != redundancy) {
        table.error(kRedundancy, fmt::format("redundancy: expected {} for {}, as line {} says, found {}", record.redundancy, csv::in_quotes(record.id),
                                             year.redundancy_line[asset], redundancy));
    }
}

void note_country(const Dataset& dataset, InputTable& table, Building& year, std::uint32_t asset) {
    if (table.text(kCountry).empty()) return;
    const auto country = table.country(dataset, kCountry, false);
    if (!country) return;
    Asset& record = year.out.assets[asset];
    if (record.country == kNone) {
        record.country = *country;
        year.country_line[asset] = table.line();
    } else if (record.country != *country) {
        const std::string before = year.country_line[asset] == 0 ? "the pack" : fmt::format("line {}", year.country_line[asset]);
        table.error(kCountry, fmt::format("country: expected {} for {}, as {} says, found {}", dataset.countries[record.country].code.str(), csv::in_quotes(record.id), before,
                                          csv::in_quotes(table.text(kCountry))));
    }
}

}  // namespace

std::span<const InputTable::Column> dependences_columns() noexcept { return kColumns; }

void read_dependences(const Dataset& dataset, InputTable& table, UserInputs& inputs) {
    const PackAssets known{dataset};
    Sources sources{inputs.sources};
    std::map<int, Building> years;
    while (table.next()) {
        const auto asset = asset_in(table, kAsset, known);
        const auto depends_on = asset_in(table, kDependsOn, known);
        const auto strength = table.number(kStrength, 0.0, 1.0);
        const auto redundancy = table.number(kRedundancy, 0.0, 1.0);
        const auto year = table.year(kYear);
        const auto source = table.needed(kSource, "where the number is from");
        if (!asset || !depends_on || !strength || !redundancy || !year || !source) continue;
        Building& in = years[*year];
        const std::uint32_t to = in.add(*asset), from = in.add(*depends_on);
        note_redundancy(table, in, to, *redundancy);
        note_country(dataset, table, in, to);
        const auto [at, fresh] = in.lines.try_emplace({to, from}, table.line());
        if (!fresh) {
            table.error(kDependsOn, fmt::format("depends_on: expected every dependence of {} once in {}, found {} again after line {}", csv::in_quotes(asset->id), *year,
                                                csv::in_quotes(depends_on->id), at->second));
            continue;
        }
        in.out.edges.push_back({to, from, *strength, {table.line(), sources.id(*source)}});
    }
    if (table.errors() > 0) return;
    for (auto& [year, built] : years) {
        built.out.year = year;
        inputs.dependences.push_back(std::move(built.out));
    }
}

}  // namespace linchpin::inputs
