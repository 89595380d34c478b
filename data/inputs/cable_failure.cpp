// cable_failure.csv (M16): how likely a cable system fails within a year.
#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "data/core/nearest.h"
#include "data/csv/parse_number.h"
#include "data/inputs/input_table.h"

namespace linchpin::inputs {
namespace {

enum : std::size_t { kCable, kProbability, kYear, kSource };
constexpr InputTable::Column kColumns[] = {{"cable"}, {"probability"}, {"year"}, {"source"}};

}  // namespace

std::span<const InputTable::Column> cable_failure_columns() noexcept { return kColumns; }

void read_cable_failure(const Dataset& dataset, InputTable& table, UserInputs& inputs) {
    std::unordered_map<std::string_view, Index> cables;
    std::vector<std::string> ids;
    for (Index i = 0; i < dataset.cables.size(); ++i) {
        cables.emplace(dataset.cables[i].id, i);
        ids.push_back(dataset.cables[i].id);
    }
    Sources sources{inputs.sources};
    std::map<int, std::map<Index, CableFailure>> years;
    while (table.next()) {
        const auto id = table.needed(kCable, "a cable id of the pack, or * for every other cable");
        Index cable = kNone;
        bool known = id.has_value();
        if (id && *id != "*") {
            const auto found = cables.find(*id);
            if (found != cables.end()) {
                cable = found->second;
            } else {
                known = false;
                table.error(kCable, fmt::format("cable: expected a cable id of the pack, or * for every other cable, found {}; did you mean '{}'?",
                                                csv::in_quotes(*id), nearest_choice(*id, ids)));
            }
        }
        const auto probability = table.number(kProbability, 0.0, 1.0);
        const auto year = table.year(kYear);
        const auto source = table.needed(kSource, "where the number is from");
        if (!known || !probability || !year || !source) continue;
        const auto [at, fresh] = years[*year].try_emplace(cable, CableFailure{cable, *probability, {table.line(), sources.id(*source)}});
        if (!fresh) table.error(kCable, fmt::format("cable: expected {} once in {}, found it again after line {}", csv::in_quotes(*id), *year, at->second.origin.line));
    }
    for (const auto& [year, failures] : years) {
        CableFailureYear& out = inputs.cable_failures.emplace_back();
        out.year = year;
        for (const auto& [cable, failure] : failures) out.failures.push_back(failure);  // kNone is the greatest index
    }
}

}  // namespace linchpin::inputs
