// M18: which failure elsewhere hits a subject's assets hardest, from the user's dependences.
#include <algorithm>
#include <fmt/format.h>
#include <limits>
#include <unordered_map>

#include "data/metrics/cascade.h"
#include "data/report/input_parts.h"

namespace linchpin::report {
namespace {

using inputs::Asset;
using inputs::Dependence;
using inputs::DependenceYear;
using inputs::Kind;

constexpr double kDisruption = 1.0;  ///< the failed asset fails wholly
constexpr std::size_t kListedFailures = 50;

std::string_view class_word(metrics::CascadeClass cls) noexcept {
    switch (cls) {
        case metrics::CascadeClass::Low: return "low";
        case metrics::CascadeClass::Medium: return "medium";
        case metrics::CascadeClass::High: return "high";
        case metrics::CascadeClass::Critical: return "critical";
    }
    return "";
}

/// Edges by either end, as positions in the table.
struct Neighbours {
    std::vector<std::vector<std::uint32_t>> of_asset, of_cause;
    explicit Neighbours(const DependenceYear& table) : of_asset(table.assets.size()), of_cause(table.assets.size()) {
        for (std::uint32_t i = 0; i < table.edges.size(); ++i) {
            of_asset[table.edges[i].asset].push_back(i);
            of_cause[table.edges[i].depends_on].push_back(i);
        }
    }
};

/// Assets from which three steps lead to one of `targets`; nothing else can touch them.
std::vector<std::uint8_t> within_reach(const DependenceYear& table, const Neighbours& edges, const std::vector<std::uint8_t>& target) {
    std::vector<std::uint8_t> reached = target;
    std::vector<std::uint32_t> front;
    for (std::uint32_t i = 0; i < target.size(); ++i)
        if (target[i]) front.push_back(i);
    for (int step = 0; step < metrics::kCascadeDepth; ++step) {
        std::vector<std::uint32_t> next;
        for (const std::uint32_t asset : front) {
            for (const std::uint32_t edge : edges.of_asset[asset]) {
                const std::uint32_t cause = table.edges[edge].depends_on;
                if (reached[cause]) continue;
                reached[cause] = 1;
                next.push_back(cause);
            }
        }
        front = std::move(next);
    }
    return reached;
}

struct Hit {
    std::uint32_t asset = 0;
    double impact = 0.0;
};
/// One failure and what it does to the subject's assets.
struct Failure {
    std::uint32_t failed = 0;
    std::vector<Hit> hits;              ///< hardest first; never empty
    std::vector<std::uint32_t> chain;  ///< edges from the failed asset to the hardest hit one
};

/// The part of the graph that a failure can spread over, numbered from 0.
class Spread {
public:
    Spread(const DependenceYear& table, const Neighbours& edges, const std::vector<std::uint8_t>& relevant, std::uint32_t failed) : table_{table} {
        (void)add(failed);
        for (std::size_t done = 0, depth = 0; depth < metrics::kCascadeDepth; ++depth) {
            const std::size_t end = assets_.size();
            for (; done < end; ++done) {
                for (const std::uint32_t edge : edges.of_cause[assets_[done]]) {
                    if (!relevant[table.edges[edge].asset]) continue;
                    used_.push_back(edge);
                    graph_.push_back({static_cast<std::uint32_t>(done), add(table.edges[edge].asset), table.edges[edge].strength});
                }
            }
        }
    }
    [[nodiscard]] Failure result(const std::vector<std::uint8_t>& target) const {
        Failure failure{assets_.front(), {}, {}};
        std::vector<double> redundancy;
        for (const std::uint32_t asset : assets_) redundancy.push_back(table_.assets[asset].redundancy);
        const auto nodes = metrics::cascade(graph_, redundancy, 0, kDisruption);
        if (!nodes) return failure;  // every value was checked while reading
        for (const metrics::CascadeNode& node : *nodes)
            if (target[assets_[node.node]]) failure.hits.push_back({assets_[node.node], node.impact});
        std::stable_sort(failure.hits.begin(), failure.hits.end(), [](const Hit& a, const Hit& b) { return a.impact > b.impact; });
        if (!failure.hits.empty()) failure.chain = chain_to(*nodes, numbers_.at(failure.hits.front().asset));
        return failure;
    }

private:
    std::uint32_t add(std::uint32_t asset) {
        const auto [at, fresh] = numbers_.try_emplace(asset, static_cast<std::uint32_t>(assets_.size()));
        if (fresh) assets_.push_back(asset);
        return at->second;
    }
    [[nodiscard]] std::vector<std::uint32_t> chain_to(const std::vector<metrics::CascadeNode>& nodes, std::uint32_t node) const {
        std::vector<double> impact(assets_.size(), -1.0);
        std::vector<int> depth(assets_.size(), -1);
        for (const metrics::CascadeNode& each : nodes) {
            impact[each.node] = each.impact;
            depth[each.node] = each.depth;
        }
        std::vector<std::uint32_t> chain;
        while (depth[node] > 0) {
            std::size_t best = graph_.size();
            for (std::size_t i = 0; i < graph_.size(); ++i) {
                if (graph_[i].to != node || depth[graph_[i].from] != depth[node] - 1) continue;
                if (best == graph_.size() || graph_[i].strength * impact[graph_[i].from] > graph_[best].strength * impact[graph_[best].from]) best = i;
            }
            chain.push_back(used_[best]);
            node = graph_[best].from;
        }
        std::reverse(chain.begin(), chain.end());
        return chain;
    }

    const DependenceYear& table_;
    std::vector<std::uint32_t> assets_, used_;  // assets by number; edges of the table behind graph_
    std::vector<metrics::DependencyEdge> graph_;
    std::unordered_map<std::uint32_t, std::uint32_t> numbers_;
};

std::vector<Failure> failures_of(const DependenceYear& table, const std::vector<std::uint8_t>& target) {
    const Neighbours edges{table};
    const std::vector<std::uint8_t> relevant = within_reach(table, edges, target);
    std::vector<Failure> failures;
    for (std::uint32_t asset = 0; asset < table.assets.size(); ++asset) {
        if (!relevant[asset] || target[asset]) continue;
        Failure failure = Spread{table, edges, relevant, asset}.result(target);
        if (!failure.hits.empty()) failures.push_back(std::move(failure));
    }
    std::stable_sort(failures.begin(), failures.end(), [](const Failure& a, const Failure& b) { return a.hits.front().impact > b.hits.front().impact; });
    return failures;
}

std::vector<inputs::Origin> origins_of(const DependenceYear& table, const std::vector<std::uint32_t>& edges) {
    std::vector<inputs::Origin> origins;
    for (const std::uint32_t edge : edges) origins.push_back(table.edges[edge].origin);
    return origins;
}

std::vector<inputs::Origin> all_origins(const DependenceYear& table) {
    std::vector<inputs::Origin> origins;
    for (const Dependence& edge : table.edges) origins.push_back(edge.origin);
    return origins;
}

Figure figure_of(const Ask& ask, const DependenceYear& table, std::string_view item, std::string name, Unit unit, const std::vector<inputs::Origin>& origins) {
    Figure figure = new_figure(ask, item, std::move(name), unit);
    set_table_year(ask, figure, table.year);
    figure.source = input_credit(*ask.world.inputs, Kind::Dependences, origins);
    return figure;
}

RowRef edge_ref(const Ask& ask, const DependenceYear& table, std::uint32_t position) {
    const Dependence& edge = table.edges[position];
    return input_ref(*ask.world.inputs, Kind::Dependences, edge.origin,
                     fmt::format("{} depends on {} {}: strength {}, redundancy {}", table.assets[edge.asset].name, table.assets[edge.depends_on].name, table.year, edge.strength,
                                 table.assets[edge.asset].redundancy));
}

/// "1 x 0.8 x (1 - 0.5) = 0.4": along the chain to the asset hit hardest.
std::string chain_formula(const DependenceYear& table, const Failure& failure) {
    std::string text = part_text(kDisruption);
    for (const std::uint32_t position : failure.chain) {
        const Dependence& edge = table.edges[position];
        text += fmt::format(" x {} x (1 - {})", part_text(edge.strength), part_text(table.assets[edge.asset].redundancy));
    }
    return fmt::format("failure x strength x (1 - redundancy) along the way = {} = {}", text, part_text(failure.hits.front().impact));
}

Figure impact_figure(const Ask& ask, const DependenceYear& table, const Failure& failure, std::string_view item, std::string name) {
    const Asset &failed = table.assets[failure.failed], &hit = table.assets[failure.hits.front().asset];
    Figure figure = figure_of(ask, table, item, std::move(name), Unit::Index, origins_of(table, failure.chain));
    set_value(figure, failure.hits.front().impact);
    figure.text = class_word(metrics::cascade_class(failure.hits.front().impact));
    figure.partner = failed.id;
    figure.partner_name = failed.name;
    figure.note = fmt::format("hits {} hardest{}; {} {} of the subject reached; {} fails wholly", hit.name,
                              failure.chain.size() > 1 ? fmt::format(", in {} steps", failure.chain.size()) : std::string{}, failure.hits.size(),
                              failure.hits.size() == 1 ? "asset" : "assets", failed.name);
    if (auto why = explain(ask, figure, chain_formula(table, failure))) {
        double before = kDisruption;
        for (const std::uint32_t position : failure.chain) {
            const Dependence& edge = table.edges[position];
            const double now = edge.strength * before * (1.0 - table.assets[edge.asset].redundancy);
            Explanation step;
            step.title = fmt::format("{} to {}", table.assets[edge.depends_on].name, table.assets[edge.asset].name);
            step.formula = fmt::format("{} x {} x (1 - {})", part_text(edge.strength), part_text(before), part_text(table.assets[edge.asset].redundancy));
            step.value = part_text(now);
            why->parts.push_back(std::move(step));
            add_row(*why, edge_ref(ask, table, position));
            before = now;
        }
        figure.why = std::move(why);
    }
    return figure;
}

Figure count_figure(const Ask& ask, const DependenceYear& table, std::string_view item, std::string name, std::size_t count, std::string formula) {
    Figure figure = figure_of(ask, table, item, std::move(name), Unit::Number, all_origins(table));
    set_value(figure, static_cast<double>(count));
    figure.why = explain(ask, figure, std::move(formula));
    return figure;
}

}  // namespace

std::vector<Figure> cascade_figures(const Ask& ask, const DependenceYear& table) {
    constexpr std::string_view kWorst = "Hardest hit by a failure elsewhere";
    std::vector<std::uint8_t> target(table.assets.size(), 0);
    std::size_t assets = 0;
    for (std::size_t i = 0; i < target.size(); ++i) {
        const Index country = table.assets[i].country;
        target[i] = country < ask.subject.member.size() && ask.subject.member[country] != 0 ? 1 : 0;
        assets += target[i];
    }
    if (assets == 0) {
        Figure none = input_gap(ask, "worst_impact", std::string{kWorst}, Unit::Index, FigureState::NoData,
                                fmt::format("dependences.csv has no asset in {} in {}", ask.subject.name, table.year));
        set_table_year(ask, none, table.year);
        return {std::move(none)};
    }
    const std::vector<Failure> failures = failures_of(table, target);
    std::vector<Figure> figures;
    if (failures.empty()) {
        Figure calm = figure_of(ask, table, "worst_impact", std::string{kWorst}, Unit::Index, all_origins(table));
        set_value(calm, 0.0);
        calm.text = class_word(metrics::cascade_class(0.0));
        calm.note = "no failure elsewhere reaches its assets within three steps";
        calm.why = explain(ask, calm, "no chain of dependences leads here");
        figures.push_back(std::move(calm));
    } else {
        figures.push_back(impact_figure(ask, table, failures.front(), "worst_impact", std::string{kWorst}));
    }
    figures.push_back(count_figure(ask, table, "failures", "Assets elsewhere whose failure reaches it", failures.size(), "assets outside from which at most three steps lead here with an impact above 0"));
    figures.push_back(count_figure(ask, table, "assets", "Its assets in the table", assets, "assets whose country is the subject's"));
    if (ask.detail == Detail::Headline) return figures;
    for (std::size_t i = 0; i < std::min(kListedFailures, failures.size()); ++i)
        figures.push_back(impact_figure(ask, table, failures[i], "failure_impact", "Impact of the failure of"));
    return figures;
}

}  // namespace linchpin::report
