#include "data/orbit/constellation.h"

#include <algorithm>
#include <atomic>
#include <cassert>
#include <thread>
#include <vector>

namespace linchpin::orbit {

struct Constellation::Arrays {
    std::vector<Result<Sgp4>> satellites;
    std::size_t deep = 0;
};

Constellation::Constellation(std::span<const MeanElements> elements) {
    auto arrays = std::make_unique<Arrays>();
    arrays->satellites.reserve(elements.size());
    for (const MeanElements& e : elements) {
        arrays->satellites.push_back(Sgp4::init(e));
        if (arrays->satellites.back() && arrays->satellites.back()->deep_space()) ++arrays->deep;
    }
    arrays_ = std::move(arrays);
}
Constellation::~Constellation() = default;
Constellation::Constellation(Constellation&&) noexcept = default;
Constellation& Constellation::operator=(Constellation&&) noexcept = default;

std::size_t Constellation::size() const noexcept { return arrays_->satellites.size(); }
std::size_t Constellation::deep_space_count() const noexcept { return arrays_->deep; }
bool Constellation::is_deep_space(std::size_t i) const noexcept {
    return arrays_->satellites[i] && arrays_->satellites[i]->deep_space();
}

TemeState Constellation::propagate_one(std::size_t i, double unix_s) const {
    const Result<Sgp4>& s = arrays_->satellites[i];
    return s ? s->at(unix_s) : TemeState{.error = PropagationError::BadElements};
}

void Constellation::propagate(double unix_s, std::span<glm::dvec3> teme_km_out, std::span<glm::dvec3> velocity_out,
                              std::span<std::uint8_t> error_out, int threads) const {
    const std::size_t count = size();
    assert(teme_km_out.size() == count && error_out.size() == count && (velocity_out.empty() || velocity_out.size() == count));
    constexpr std::size_t kBlock = 256;
    const std::size_t blocks = (count + kBlock - 1) / kBlock;
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        for (std::size_t b = next++; b < blocks; b = next++) {
            const std::size_t end = std::min(count, (b + 1) * kBlock);
            for (std::size_t i = b * kBlock; i < end; ++i) {
                const TemeState s = propagate_one(i, unix_s);
                teme_km_out[i] = s.position_km;
                if (!velocity_out.empty()) velocity_out[i] = s.velocity_km_s;
                error_out[i] = static_cast<std::uint8_t>(s.error);
            }
        }
    };
    std::vector<std::jthread> helpers;
    const std::size_t wanted = std::min<std::size_t>(blocks, threads > 1 ? static_cast<std::size_t>(threads) : 1);
    for (std::size_t i = 1; i < wanted; ++i) helpers.emplace_back(work);
    work();
}

}  // namespace linchpin::orbit
