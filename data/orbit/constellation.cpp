#include "data/orbit/constellation.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cassert>
#include <cmath>
#include <new>
#include <thread>

#include "data/orbit/constellation_layout.h"
#include "data/orbit/wgs72.h"

namespace linchpin::orbit {
namespace {

using namespace detail;

/// Doubles on 64-byte boundaries, as aligned vector loads want them.
struct AlignedFree {
    void operator()(double* p) const noexcept { ::operator delete[](p, std::align_val_t{64}); }
};
using AlignedDoubles = std::unique_ptr<double[], AlignedFree>;

/// Blocks of one kind.
struct Group {
    Kind kind = Kind::NearEarth;
    AlignedDoubles data;                   ///< Shape [blocks][field_count(kind)][kLanes]
    std::vector<std::uint32_t> satellite;  ///< Shape [blocks * kLanes]: place in the caller's list, or kNoSatellite
    [[nodiscard]] std::size_t blocks() const noexcept { return satellite.size() / kLanes; }
    [[nodiscard]] const double* block(std::size_t b) const noexcept { return data.get() + b * field_count(kind) * kLanes; }
};

Kind kind_of(const Sgp4& s) noexcept {
    if (!s.deep_space()) return Kind::NearEarth;
    switch (s.deep_terms().resonance) {
        case Resonance::None:
            return Kind::DeepPlain;
        case Resonance::OneDay:
            return Kind::DeepOneDay;
        case Resonance::HalfDay:
            return Kind::DeepHalfDay;
    }
    return Kind::DeepPlain;
}

void put_body(double* lane, std::size_t field, const PeriodicTerms& p) noexcept {
    const double values[] = {p.e2, p.e3, p.i2, p.i3, p.l2, p.l3, p.l4, p.gh2, p.gh3, p.gh4, p.h2, p.h3, p.mean_anomaly};
    for (std::size_t i = 0; i < std::size(values); ++i) lane[(field + i) * kLanes] = values[i];
}

/// Writes one satellite into its column of a block.
void put(const Sgp4& s, Kind kind, double* lane) noexcept {
    const NearEarthTerms& k = s.near_terms();
    const auto set = [&](std::size_t field, double value) { lane[field * kLanes] = value; };
    set(fEpoch, s.epoch_unix_s());
    set(fM0, k.mean_anomaly);
    set(fW0, k.arg_perigee);
    set(fNode0, k.node);
    set(fMDot, k.mean_anomaly_dot);
    set(fWDot, k.arg_perigee_dot);
    set(fNodeDot, k.node_dot);
    set(fNodeDrag, k.node_drag);
    set(fE0, k.eccentricity);
    set(fN0, k.mean_motion);
    set(fA0, std::pow(wgs72::kXke / k.mean_motion, 2.0 / 3.0));
    set(fInclination, k.inclination);
    set(fSinI, k.sin_i);
    set(fCosI, k.cos_i);
    set(fC1, k.c1);
    set(fDragE, k.bstar * k.c4);
    set(fT2, k.t2);
    set(fLongX, k.long_period_x);
    set(fLongY, k.long_period_y);
    set(fCon41, k.con41);
    set(fX1mth2, k.x1mth2);
    set(fX7thm1, k.x7thm1);
    const bool full = !k.simple_drag;
    set(fDragEM, full ? k.bstar * k.c5 : 0.0);
    set(fD2, full ? k.d2 : 0.0);
    set(fD3, full ? k.d3 : 0.0);
    set(fD4, full ? k.d4 : 0.0);
    set(fT3, full ? k.t3 : 0.0);
    set(fT4, full ? k.t4 : 0.0);
    set(fT5, full ? k.t5 : 0.0);
    set(fWDrag, full ? k.arg_perigee_drag : 0.0);
    set(fMDrag, full ? k.mean_anomaly_drag : 0.0);
    set(fEta, full ? k.eta : 0.0);
    set(fDeltaM0, full ? k.delta_m0 : 0.0);
    set(fSinM0, full ? k.sin_m0 : 0.0);
    if (kind == Kind::NearEarth) return;
    const DeepSpaceTerms& d = s.deep_terms();
    set(fDeepEDot, d.e_dot);
    set(fDeepIDot, d.i_dot);
    set(fDeepMDot, d.m_dot);
    set(fDeepWDot, d.arg_perigee_dot);
    set(fDeepNodeDot, d.node_dot);
    put_body(lane, fSun, d.sun);
    put_body(lane, fMoon, d.moon);
    set(fGmst, d.gmst_epoch);
    set(fLambda0, d.lambda0);
    set(fLambdaDot, d.lambda_dot);
    for (std::size_t i = 0; i < 10; ++i)
        set(fResonance + i, kind == Kind::DeepHalfDay ? d.half_day[i] : i < 3 ? d.one_day[i] : 0.0);
}

/// Where a satellite's results are found.
struct Slot {
    std::uint8_t group = 0xFF;  ///< 0xFF: refused by Sgp4::init
    std::uint32_t place = 0;    ///< column, counted over the group's blocks
};

}  // namespace

struct Constellation::Arrays {
    std::array<Group, 4> groups;
    std::vector<Slot> slots;
    std::vector<std::uint32_t> refused;

    void scatter(const Group& g, std::size_t b, double unix_s, std::span<glm::dvec3> km, std::span<glm::dvec3> km_s,
                 std::span<std::uint8_t> error) const {
        BlockResult r;
        propagate_block(g.kind, g.block(b), unix_s, r);
        for (std::size_t lane = 0; lane < kLanes; ++lane) {
            const std::uint32_t i = g.satellite[b * kLanes + lane];
            if (i == kNoSatellite) continue;
            km[i] = {r.px[lane], r.py[lane], r.pz[lane]};
            if (!km_s.empty()) km_s[i] = {r.vx[lane], r.vy[lane], r.vz[lane]};
            error[i] = static_cast<std::uint8_t>(r.error[lane]);
        }
    }
};

Constellation::Constellation(std::span<const MeanElements> elements) {
    auto arrays = std::make_unique<Arrays>();
    arrays->slots.resize(elements.size());
    for (std::size_t k = 0; k < 4; ++k) arrays->groups[k].kind = static_cast<Kind>(k);
    std::vector<double> staging[4];
    for (std::size_t i = 0; i < elements.size(); ++i) {
        const auto s = Sgp4::init(elements[i]);
        if (!s) {
            arrays->refused.push_back(static_cast<std::uint32_t>(i));
            continue;
        }
        const Kind kind = kind_of(*s);
        Group& g = arrays->groups[static_cast<std::size_t>(kind)];
        std::vector<double>& data = staging[static_cast<std::size_t>(kind)];
        const std::size_t place = arrays->slots[i].place = static_cast<std::uint32_t>(g.satellite.size());
        arrays->slots[i].group = static_cast<std::uint8_t>(kind);
        g.satellite.push_back(static_cast<std::uint32_t>(i));
        if (place % kLanes == 0) data.resize(data.size() + field_count(kind) * kLanes);
        put(*s, kind, data.data() + place / kLanes * field_count(kind) * kLanes + place % kLanes);
    }
    for (Group& g : arrays->groups) {
        std::vector<double>& data = staging[static_cast<std::size_t>(g.kind)];
        // Empty columns of the last block repeat its first one: zeros would make the vector loops run into NaN.
        while (g.satellite.size() % kLanes != 0) {
            const std::size_t lane = g.satellite.size() % kLanes;
            double* block = data.data() + data.size() - field_count(g.kind) * kLanes;
            for (std::size_t f = 0; f < field_count(g.kind); ++f) block[f * kLanes + lane] = block[f * kLanes];
            g.satellite.push_back(kNoSatellite);
        }
        g.data.reset(
            static_cast<double*>(::operator new[](std::max<std::size_t>(1, data.size()) * sizeof(double), std::align_val_t{64})));
        std::copy(data.begin(), data.end(), g.data.get());
        data = {};
    }
    arrays_ = std::move(arrays);
}
Constellation::~Constellation() = default;
Constellation::Constellation(Constellation&&) noexcept = default;
Constellation& Constellation::operator=(Constellation&&) noexcept = default;

std::size_t Constellation::size() const noexcept { return arrays_->slots.size(); }

std::size_t Constellation::deep_space_count() const noexcept {
    return static_cast<std::size_t>(
        std::count_if(arrays_->slots.begin(), arrays_->slots.end(), [](const Slot& s) { return s.group != 0xFF && s.group != 0; }));
}

bool Constellation::is_deep_space(std::size_t i) const noexcept {
    return arrays_->slots[i].group != 0xFF && arrays_->slots[i].group != 0;
}

TemeState Constellation::propagate_one(std::size_t i, double unix_s) const {
    const Slot slot = arrays_->slots[i];
    if (slot.group == 0xFF) return {.error = PropagationError::BadElements};
    const Group& g = arrays_->groups[slot.group];
    BlockResult r;
    propagate_block(g.kind, g.block(slot.place / kLanes), unix_s, r);
    const std::size_t lane = slot.place % kLanes;
    return {{r.px[lane], r.py[lane], r.pz[lane]},
            {r.vx[lane], r.vy[lane], r.vz[lane]},
            static_cast<PropagationError>(static_cast<std::uint8_t>(r.error[lane]))};
}

void Constellation::propagate(double unix_s, std::span<glm::dvec3> teme_km_out, std::span<glm::dvec3> velocity_out,
                              std::span<std::uint8_t> error_out, int threads) const {
    assert(teme_km_out.size() == size() && error_out.size() == size() && (velocity_out.empty() || velocity_out.size() == size()));
    for (const std::uint32_t i : arrays_->refused) {
        teme_km_out[i] = glm::dvec3(0.0);
        if (!velocity_out.empty()) velocity_out[i] = glm::dvec3(0.0);
        error_out[i] = static_cast<std::uint8_t>(PropagationError::BadElements);
    }
    // Work is handed out in runs of blocks; which thread takes which cannot matter, every block is on its own.
    constexpr std::size_t kRun = 32;
    struct Run {
        const Group* group;
        std::size_t begin, end;
    };
    std::vector<Run> runs;
    for (const Group& g : arrays_->groups)
        for (std::size_t b = 0; b < g.blocks(); b += kRun) runs.push_back({&g, b, std::min(g.blocks(), b + kRun)});
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        for (std::size_t r = next++; r < runs.size(); r = next++)
            for (std::size_t b = runs[r].begin; b < runs[r].end; ++b)
                arrays_->scatter(*runs[r].group, b, unix_s, teme_km_out, velocity_out, error_out);
    };
    std::vector<std::jthread> helpers;
    const std::size_t wanted = std::min(runs.size(), static_cast<std::size_t>(std::max(threads, 1)));
    for (std::size_t i = 1; i < wanted; ++i) helpers.emplace_back(work);
    work();
}

}  // namespace linchpin::orbit
