#pragma once
// What every cable figure starts from, computed once for all subjects and kept while its inputs stay the same. Internal to
// data/report.
#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "data/metrics/betweenness.h"
#include "data/metrics/cable_capacity.h"
#include "data/metrics/cable_graph.h"
#include "data/metrics/isolation.h"
#include "data/report/families.h"

namespace linchpin::report {

/// One way of asking M15.
struct IsolationQuestion {
    std::vector<Index> members;  ///< the subject: one node
    std::vector<Index> hubs;     ///< as asked; members among them do not count
    bool with_land = false;
    metrics::IsolationMode mode = metrics::IsolationMode::WholeSystems;
    auto operator<=>(const IsolationQuestion&) const = default;
};
struct IsolationAnswer {
    std::optional<metrics::Isolation> result;  ///< as isolation() gives it; empty without a link or a hub
    std::vector<metrics::LabelledEdge> cut;    ///< killing set; whole systems: one edge of each; ends are countries
    bool has_link = false;                     ///< the subject has a link out of itself
};

/// Cable systems and their graph at one date. Answers are remembered; safe to share between threads.
class CableModel {
public:
    CableModel(const Dataset& dataset, std::span<const metrics::LandBorder> borders, const Question& question);
    [[nodiscard]] const std::vector<metrics::CableSystem>& systems() const noexcept { return systems_; }
    [[nodiscard]] const metrics::LabelledGraph& sea() const noexcept { return sea_; }
    /// The ten countries with most landed capacity.
    [[nodiscard]] const std::vector<Index>& default_hubs() const noexcept { return hubs_; }
    [[nodiscard]] IsolationAnswer isolation(const IsolationQuestion& question) const;
    [[nodiscard]] const metrics::CableBetweenness& betweenness() const;

private:
    std::vector<metrics::CableSystem> systems_;
    metrics::LabelledGraph sea_, land_;
    std::vector<Index> hubs_;
    mutable std::mutex mutex_;
    mutable std::map<IsolationQuestion, IsolationAnswer> answers_;
    mutable std::once_flag betweenness_once_;
    mutable metrics::CableBetweenness betweenness_;
};

/// The model of a world's cables: a remembered one when all that it was made from is equal, compared by value, since a scenario
/// changes its data set in place.
[[nodiscard]] std::shared_ptr<const CableModel> cable_model(const World& world, const Question& question);

/// The subject as one node: members become the first of them, links between members are gone.
/// @param kept  for each edge of the result, its position in `graph.edges`
[[nodiscard]] metrics::LabelledGraph contracted(const metrics::LabelledGraph& graph, std::span<const Index> members,
                                                std::vector<std::uint32_t>& kept);

}  // namespace linchpin::report
