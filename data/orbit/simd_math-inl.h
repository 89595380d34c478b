// Elementary functions on vectors of doubles, compiled once for each instruction set (Highway's -inl.h scheme, hence no #pragma
// once). Only additions, multiplications, divisions, square roots and bit operations in a fixed order, never a fused
// multiply-add: every instruction set gives the same bits.
#if defined(LINCHPIN_ORBIT_SIMD_MATH_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef LINCHPIN_ORBIT_SIMD_MATH_INL_H_
#undef LINCHPIN_ORBIT_SIMD_MATH_INL_H_
#else
#define LINCHPIN_ORBIT_SIMD_MATH_INL_H_
#endif

#include <cmath>

#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace linchpin::orbit::detail::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

// At most eight lanes, so that a block of eight holds a whole number of vectors on every instruction set.
using D = hn::CappedTag<double, 8>;
using V = hn::Vec<D>;
using Mask = hn::Mask<D>;
using DI = hn::RebindToSigned<D>;

HWY_INLINE V c(double value) { return hn::Set(D(), value); }

struct SinCos {
    V sin, cos;
};

/// Taylor sums on [-pi/4, pi/4]; the first term left out is below 5e-17 there, and below 2e-13 at 0.95.
HWY_INLINE SinCos sincos_small(V r) {
    const V r2 = r * r;
    V s = c(-1.0 / 1307674368000.0);
    s = s * r2 + c(1.0 / 6227020800.0);
    s = s * r2 + c(-1.0 / 39916800.0);
    s = s * r2 + c(1.0 / 362880.0);
    s = s * r2 + c(-1.0 / 5040.0);
    s = s * r2 + c(1.0 / 120.0);
    s = s * r2 + c(-1.0 / 6.0);
    V k = c(1.0 / 20922789888000.0);
    k = k * r2 + c(-1.0 / 87178291200.0);
    k = k * r2 + c(1.0 / 479001600.0);
    k = k * r2 + c(-1.0 / 3628800.0);
    k = k * r2 + c(1.0 / 40320.0);
    k = k * r2 + c(-1.0 / 720.0);
    k = k * r2 + c(1.0 / 24.0);
    return {r + r * r2 * s, c(1.0) - c(0.5) * r2 + r2 * r2 * k};
}

/// 1.5 * 2^52: adding it rounds to the nearest whole number, and leaves that number in the low bits.
constexpr double kRounder = 6755399441055744.0;

/// Nearest whole number for |x| < 2^51. Not hn::Round, which takes another way where the instruction is missing.
HWY_INLINE V nearest(V x) { return (x + c(kRounder)) - c(kRounder); }

/// Any angle. Reduction in three parts of pi/2 is exact up to a million turns; beyond, the angle itself has lost those digits.
HWY_INLINE SinCos sincos(V x) {
    const V shifted = x * c(0.63661977236758134308) + c(kRounder);
    const V k = shifted - c(kRounder);
    const V r = ((x - k * c(0x1.921fb544p+0)) - k * c(0x1.0b4611a6p-34)) - k * c(0x1.3198a2e037073p-69);
    const SinCos small = sincos_small(r);
    const DI di;
    const auto quadrant = hn::BitCast(di, shifted);
    const auto one = hn::Set(di, 1), two = hn::Set(di, 2);
    const Mask swap = hn::RebindMask(D(), hn::TestBit(quadrant, one));
    const V sin_sign = hn::BitCast(D(), hn::ShiftLeft<62>(hn::And(quadrant, two)));
    const V cos_sign = hn::BitCast(D(), hn::ShiftLeft<62>(hn::And(quadrant + one, two)));
    return {hn::Xor(hn::IfThenElse(swap, small.cos, small.sin), sin_sign),
            hn::Xor(hn::IfThenElse(swap, small.sin, small.cos), cos_sign)};
}

/// For corrections, which are nearly always below 0.1 rad (four terms: error below 3e-16 there). Lane by lane, so that a neighbour
/// with a large one changes nothing.
HWY_INLINE SinCos sincos_correction(V r) {
    const V r2 = r * r;
    const V s = (c(-1.0 / 5040.0) * r2 + c(1.0 / 120.0)) * r2 + c(-1.0 / 6.0);
    const V k = ((c(1.0 / 40320.0) * r2 + c(-1.0 / 720.0)) * r2 + c(1.0 / 24.0)) * r2 + c(-0.5);
    const SinCos tiny{r + r * r2 * s, c(1.0) + r2 * k};
    const Mask is_tiny = r2 <= c(0.01);
    if (HWY_LIKELY(hn::AllTrue(D(), is_tiny))) return tiny;
    const SinCos full = sincos(r);
    return {hn::IfThenElse(is_tiny, tiny.sin, full.sin), hn::IfThenElse(is_tiny, tiny.cos, full.cos)};
}

/// Sine and cosine of a + b from those of a and b.
HWY_INLINE SinCos plus(SinCos a, SinCos b) { return {a.sin * b.cos + a.cos * b.sin, a.cos * b.cos - a.sin * b.sin}; }
HWY_INLINE SinCos minus(SinCos a, SinCos b) { return {a.sin * b.cos - a.cos * b.sin, a.cos * b.cos + a.sin * b.sin}; }
HWY_INLINE SinCos twice(SinCos a) { return {(a.sin + a.sin) * a.cos, c(1.0) - (a.sin + a.sin) * a.sin}; }
HWY_INLINE SinCos constant(double angle) { return {c(std::sin(angle)), c(std::cos(angle))}; }

/// Remainder by 2 pi in [-pi, pi].
HWY_INLINE V wrap(V x) {
    const V k = nearest(x * c(0.15915494309189533577));
    return ((x - k * c(0x1.921fb544p+2)) - k * c(0x1.0b4611a6p-32)) - k * c(0x1.3198a2e037073p-67);
}

}  // namespace linchpin::orbit::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
