#pragma once
// How Constellation keeps its satellites: blocks of eight, field by field, so that a vector register of two, four or eight doubles
// is loaded from neighbouring memory whatever the instruction set.
#include <cstddef>
#include <cstdint>
#include <glm/vec3.hpp>

namespace linchpin::orbit::detail {

inline constexpr std::size_t kLanes = 8;
inline constexpr std::uint32_t kNoSatellite = 0xFFFFFFFFu;

/// Fields of a block, each kLanes doubles. Names follow NearEarthTerms and DeepSpaceTerms.
enum Field : std::size_t {
    fEpoch,
    fM0,
    fW0,
    fNode0,
    fMDot,
    fWDot,
    fNodeDot,
    fNodeDrag,
    fE0,
    fN0,
    fA0,
    fInclination,
    fSinI,
    fCosI,
    fC1,
    fDragE,  // bstar * c4
    fT2,
    fDragEM,  // bstar * c5
    fD2,
    fD3,
    fD4,
    fT3,
    fT4,
    fT5,
    fWDrag,
    fMDrag,
    fEta,
    fDeltaM0,
    fSinM0,
    fLongX,
    fLongY,
    fCon41,
    fX1mth2,
    fX7thm1,
    fNearCount,
    // Deep space: secular rates, then twelve fields for each of sun and moon, then the resonance.
    fDeepEDot = fNearCount,
    fDeepIDot,
    fDeepMDot,
    fDeepWDot,
    fDeepNodeDot,
    fSun,
    fMoon = fSun + 13,
    fGmst = fMoon + 13,
    fLambda0,
    fLambdaDot,
    fResonance,  // three or ten coefficients
    fDeepCount = fResonance + 10,
};
/// Order inside fSun and fMoon.
enum BodyField : std::size_t { bE2, bE3, bI2, bI3, bL2, bL3, bL4, bGh2, bGh3, bGh4, bH2, bH3, bM0 };

/// Satellites whose arithmetic has the same steps.
enum class Kind : std::uint8_t { NearEarth, DeepPlain, DeepOneDay, DeepHalfDay };

[[nodiscard]] constexpr std::size_t field_count(Kind kind) { return kind == Kind::NearEarth ? fNearCount : fDeepCount; }

/// Eight satellites' results, km and km/s; `error` holds PropagationError as a number.
struct alignas(64) BlockResult {
    double px[kLanes], py[kLanes], pz[kLanes], vx[kLanes], vy[kLanes], vz[kLanes], error[kLanes];
};

/// Propagates one block with the best instruction set of this processor.
/// @param block  Shape [field_count(kind)][kLanes], 64-byte aligned.
void propagate_block(Kind kind, const double* block, double unix_s, BlockResult& out);

}  // namespace linchpin::orbit::detail
