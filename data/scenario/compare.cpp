#include "data/scenario/compare.h"

#include <map>
#include <tuple>
#include <utility>

namespace linchpin::scenario {
namespace {

using Key = std::tuple<std::string, std::string, std::string>;
Key key_of(const report::Figure& figure) { return {figure.item, figure.group, figure.partner}; }

/// The same figure without anything in it: what stands on the side where there is none.
report::Figure nothing_like(const report::Figure& figure) {
    report::Figure none;
    none.metric = figure.metric;
    none.item = figure.item;
    none.name = figure.name;
    none.group = figure.group;
    none.partner = figure.partner;
    none.partner_name = figure.partner_name;
    none.unit = figure.unit;
    none.state = report::FigureState::NoData;
    return none;
}

/// Figures of one metric side by side: in the order of `before`, then those that are new.
void pair_up(std::vector<report::Figure> before, std::vector<report::Figure> after, std::vector<Change>& out) {
    // Several figures may share a key (two rows of one partner): they pair up in their order.
    std::multimap<Key, std::size_t> found;
    for (std::size_t i = 0; i < after.size(); ++i) found.emplace(key_of(after[i]), i);
    std::vector<bool> taken(after.size(), false);
    for (report::Figure& figure : before) {
        const auto match = found.find(key_of(figure));
        if (match == found.end()) {
            report::Figure none = nothing_like(figure);
            out.push_back({std::move(figure), std::move(none)});
            continue;
        }
        taken[match->second] = true;
        out.push_back({std::move(figure), std::move(after[match->second])});
        found.erase(match);
    }
    for (std::size_t i = 0; i < after.size(); ++i) {
        if (taken[i]) continue;
        report::Figure none = nothing_like(after[i]);
        out.push_back({std::move(none), std::move(after[i])});
    }
}

}  // namespace

bool Change::differs() const noexcept {
    const auto seen = [](const report::Figure& f) { return std::tie(f.state, f.value, f.low, f.high, f.coverage, f.text, f.year); };
    return seen(before) != seen(after);
}

std::vector<Change> compare(const ScenarioWorld& world, const report::Subject& subject, std::span<const std::string_view> metrics,
                            const report::Question& question, bool only_changed) {
    const report::World before = world.base_world(), after = world.world();
    std::vector<Change> changes;
    for (const std::string_view metric : metrics) {
        pair_up(report::evaluate(before, subject, metric, question, report::Detail::Full),
                report::evaluate(after, subject, metric, question, report::Detail::Full), changes);
    }
    if (only_changed) std::erase_if(changes, [](const Change& change) { return !change.differs(); });
    return changes;
}

}  // namespace linchpin::scenario
