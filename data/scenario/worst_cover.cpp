#include "data/scenario/worst_cover.h"

#include <algorithm>
#include <functional>
#include <numeric>

namespace linchpin::scenario {
namespace {

std::int64_t own_loss(std::span<const std::int64_t> weights, const Losable& candidate) {
    std::int64_t sum = 0;
    for (const std::uint32_t item : candidate.items) sum += weights[item];
    return sum;
}

/// Depth first over sets in the order of by_own_loss(), cut off where no set below can be worse than the best one found.
///
/// The bound. Let f(S) be the weight of everything lost with S: each item once. For sets S and R,
///     f(S + R) - f(S)  =  weight of the items of R that S leaves  <=  sum over r in R of (f(S + r) - f(S)),
/// because every item that R adds is counted at least once on the right, in the term of a candidate that holds it. With at most
/// `left` candidates still to be added, all of them from the ones not yet passed, the right side is at most the sum of the `left`
/// largest gains f(S + r) - f(S) among those. So f(S) plus that sum is never below what any set under this node takes away: what
/// is cut off can at best equal the set already found, and that one comes first in the order. Hence the search is exact.
class Search {
public:
    Search(std::span<const std::int64_t> weights, std::span<const Losable> candidates, std::span<const std::uint32_t> order)
        : weights_{weights}, candidates_{candidates}, order_{order}, holders_(weights.size(), 0) {}

    /// @param above  what smaller sets already take away: only more counts
    [[nodiscard]] WorstCover run(std::size_t size, std::int64_t above) {
        best_ = {{}, above};
        visit(0, size, 0);
        return best_;
    }

private:
    [[nodiscard]] std::int64_t gain(std::uint32_t candidate) const {
        std::int64_t sum = 0;
        for (const std::uint32_t item : candidates_[candidate].items) sum += holders_[item] == 0 ? weights_[item] : 0;
        return sum;
    }
    void hold(std::uint32_t candidate, std::int32_t by) {
        for (const std::uint32_t item : candidates_[candidate].items) holders_[item] += by;
    }
    /// Weight of the `left` largest gains from `from` on. What a candidate takes away alone is never less than its gain, and
    /// candidates stand in that order: once it is no larger than the smallest of those kept, none after it can be.
    [[nodiscard]] std::int64_t most_gain(std::size_t from, std::size_t left) const {
        std::vector<std::int64_t> largest;
        for (std::size_t i = from; i < order_.size(); ++i) {
            const bool full = largest.size() == left;
            if (full && own_loss(weights_, candidates_[order_[i]]) <= largest.back()) break;
            const std::int64_t value = gain(order_[i]);
            if (full && value <= largest.back()) continue;
            if (full) largest.pop_back();
            largest.insert(std::upper_bound(largest.begin(), largest.end(), value, std::greater<>{}), value);
        }
        return std::accumulate(largest.begin(), largest.end(), std::int64_t{0});
    }
    void visit(std::size_t from, std::size_t left, std::int64_t lost) {
        if (lost > best_.lost) best_ = {chosen_, lost};
        if (left == 0) return;
        for (std::size_t i = from; i < order_.size(); ++i) {
            if (lost + most_gain(i, left) <= best_.lost) return;  // nor can any set that starts further on
            const std::uint32_t candidate = order_[i];
            const std::int64_t added = gain(candidate);
            if (added == 0) continue;
            chosen_.push_back(candidate);
            hold(candidate, 1);
            visit(i + 1, left - 1, lost + added);
            hold(candidate, -1);
            chosen_.pop_back();
        }
    }

    std::span<const std::int64_t> weights_;
    std::span<const Losable> candidates_;
    std::span<const std::uint32_t> order_;
    std::vector<std::int32_t> holders_;  // of each item: how many of the chosen take it away
    std::vector<std::uint32_t> chosen_;
    WorstCover best_;
};

}  // namespace

std::vector<std::uint32_t> by_own_loss(std::span<const std::int64_t> weights, std::span<const Losable> candidates) {
    std::vector<std::int64_t> own;
    for (const Losable& candidate : candidates) own.push_back(own_loss(weights, candidate));
    std::vector<std::uint32_t> order(candidates.size());
    std::iota(order.begin(), order.end(), 0u);
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return own[a] > own[b]; });
    return order;
}

std::vector<WorstCover> worst_covers(std::span<const std::int64_t> weights, std::span<const Losable> candidates, std::size_t most) {
    const std::vector<std::uint32_t> order = by_own_loss(weights, candidates);
    Search search{weights, candidates, order};
    std::vector<WorstCover> worst;
    for (std::size_t size = 1; size <= most; ++size) {
        WorstCover found = search.run(size, worst.empty() ? 0 : worst.back().lost);
        if (found.chosen.empty()) break;
        worst.push_back(std::move(found));
    }
    return worst;
}

}  // namespace linchpin::scenario
