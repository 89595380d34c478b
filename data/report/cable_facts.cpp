#include "data/report/cable_facts.h"

#include <algorithm>
#include <bit>
#include <list>

namespace linchpin::report {
namespace {

constexpr std::size_t kHubs = 10;
/// Models kept: a time series asks for one a year, a scenario for two.
constexpr std::size_t kModels = 48;

/// Everything that a model depends on, as plain numbers.
class Key {
public:
    void add(std::uint64_t word) { words_.push_back(word); }
    void add(double value) { words_.push_back(std::bit_cast<std::uint64_t>(value)); }
    void add(std::optional<int> value) {
        add(value ? static_cast<std::uint64_t>(static_cast<std::int64_t>(*value)) : ~std::uint64_t{0} / 2);
    }
    void add(std::uint32_t a, std::uint32_t b) { add(std::uint64_t{a} << 32U | b); }
    [[nodiscard]] std::vector<std::uint64_t>& words() noexcept { return words_; }

private:
    std::vector<std::uint64_t> words_;
};

void add_cables(Key& key, const Dataset& dataset) {
    key.add(dataset.cables.size());
    for (const Cable& cable : dataset.cables) {
        key.add(static_cast<std::uint32_t>(cable.status), static_cast<std::uint32_t>(cable.branches.size()));
        key.add(cable.rfs_year);
        key.add(cable.capacity_tbps.value_or(-1.0));
        for (const CableBranch& branch : cable.branches) {
            key.add(branch.landings.size());
            for (const Index landing : branch.landings) key.add(std::uint64_t{landing});
        }
    }
}

std::vector<std::uint64_t> key_of(const Dataset& dataset, std::span<const metrics::LandBorder> borders, const Question& question) {
    Key key;
    key.words().reserve(3 * dataset.cables.size() + 3 * dataset.landing_points.size() + dataset.cable_corridors.size() + 4096);
    key.add(question.date ? std::optional<int>{question.date->days} : std::nullopt);
    key.add(static_cast<std::uint32_t>(question.with_plans), static_cast<std::uint32_t>(question.impute_capacity));
    key.add(dataset.countries.size());
    add_cables(key, dataset);
    for (const LandingPoint& point : dataset.landing_points) {
        key.add(std::uint64_t{point.country});
        key.add(point.place.lat_deg);
        key.add(point.place.lon_deg);
    }
    key.add(dataset.cable_corridors.size());
    for (const CableCorridor& passage : dataset.cable_corridors) key.add(passage.cable, passage.chokepoint);
    for (const metrics::LandBorder& border : borders) key.add(border.a, border.b);
    return std::move(key.words());
}

struct Remembered {
    std::vector<std::uint64_t> key;
    std::shared_ptr<const CableModel> model;
};

/// Shared by every thread; the front was used last.
struct Memory {
    std::mutex mutex;
    std::list<Remembered> models;
};
Memory& memory() {
    static Memory instance;
    return instance;
}

std::shared_ptr<const CableModel> recall(Memory& store, const std::vector<std::uint64_t>& key) {
    for (auto it = store.models.begin(); it != store.models.end(); ++it) {
        if (it->key != key) continue;
        store.models.splice(store.models.begin(), store.models, it);
        return store.models.front().model;
    }
    return {};
}

}  // namespace

CableModel::CableModel(const Dataset& dataset, std::span<const metrics::LandBorder> borders, const Question& question)
    : systems_{metrics::international_systems(dataset, question.date, question.impute_capacity, question.with_plans)},
      sea_{metrics::cable_graph(dataset, question.date, question.with_plans)},
      land_{sea_},
      hubs_{metrics::capacity_hubs_among(dataset, systems_, kHubs)} {
    metrics::add_land_links(land_, borders, static_cast<std::uint32_t>(dataset.cables.size()));
}

IsolationAnswer CableModel::isolation(const IsolationQuestion& question) const {
    {
        const std::lock_guard lock{mutex_};
        if (const auto it = answers_.find(question); it != answers_.end()) return it->second;
    }
    const metrics::LabelledGraph& whole = question.with_land ? land_ : sea_;
    std::vector<std::uint32_t> kept;
    const metrics::LabelledGraph graph = contracted(whole, question.members, kept);
    const Index node = question.members.front();
    std::vector<std::uint32_t> hubs;
    for (const Index hub : question.hubs) {
        if (!std::binary_search(question.members.begin(), question.members.end(), hub)) hubs.push_back(hub);
    }
    IsolationAnswer answer;
    answer.has_link =
        std::any_of(graph.edges.begin(), graph.edges.end(), [&](const auto& e) { return e.a == node || e.b == node; });
    answer.result = metrics::isolation(graph, node, hubs, question.mode);
    if (answer.result) {
        for (const std::uint32_t cut : answer.result->killing_set) {
            if (question.mode == metrics::IsolationMode::Segments) {
                answer.cut.push_back(whole.edges[kept[cut]]);
                continue;
            }
            const auto edge = std::find_if(whole.edges.begin(), whole.edges.end(), [&](const auto& e) { return e.label == cut; });
            if (edge != whole.edges.end()) answer.cut.push_back(*edge);
        }
    }
    const std::lock_guard lock{mutex_};
    return answers_.emplace(question, std::move(answer)).first->second;
}

const metrics::CableBetweenness& CableModel::betweenness() const {
    std::call_once(betweenness_once_, [this] { betweenness_ = metrics::cable_betweenness(sea_); });
    return betweenness_;
}

std::shared_ptr<const CableModel> cable_model(const World& world, const Question& question) {
    std::vector<std::uint64_t> key = key_of(*world.dataset, world.borders, question);
    Memory& store = memory();
    {
        const std::lock_guard lock{store.mutex};
        if (auto known = recall(store, key)) return known;
    }
    auto made = std::make_shared<const CableModel>(*world.dataset, world.borders, question);
    const std::lock_guard lock{store.mutex};
    if (auto known = recall(store, key)) return known;
    store.models.push_front({std::move(key), made});
    if (store.models.size() > kModels) store.models.pop_back();
    return made;
}

metrics::LabelledGraph contracted(const metrics::LabelledGraph& graph, std::span<const Index> members,
                                  std::vector<std::uint32_t>& kept) {
    std::vector<std::uint32_t> node(graph.nodes);
    for (std::uint32_t i = 0; i < graph.nodes; ++i) node[i] = i;
    for (const Index member : members) {
        if (member < graph.nodes) node[member] = members.front();
    }
    metrics::LabelledGraph result{graph.nodes, {}};
    kept.clear();
    for (std::uint32_t i = 0; i < graph.edges.size(); ++i) {
        metrics::LabelledEdge edge = graph.edges[i];
        edge.a = node[edge.a];
        edge.b = node[edge.b];
        if (edge.a == edge.b) continue;
        result.edges.push_back(edge);
        kept.push_back(i);
    }
    return result;
}

}  // namespace linchpin::report
