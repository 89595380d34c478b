// SGP4 and SDP4 on eight satellites at a time. The formulas are those of sgp4.cpp and sdp4.cpp, arranged for vectors: sines of
// small corrections come from rotating known sines, and no arc tangent is taken where only its sine and cosine are wanted.
#include "data/orbit/constellation_layout.h"

// Without operators on vectors (SVE, RISC-V) the formulas could not be written as formulas; those processors use their other set.
#define HWY_DISABLED_TARGETS (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV | HWY_SSSE3)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "data/orbit/constellation_kernels.cpp"
#include "hwy/foreach_target.h"
// Above: Highway includes this file again for each instruction set.
#include "data/orbit/sgp4_constants.h"
#include "data/orbit/simd_math-inl.h"
#include "data/orbit/wgs72.h"
#include "hwy/highway.h"

HWY_BEFORE_NAMESPACE();
namespace linchpin::orbit::detail::HWY_NAMESPACE {

using wgs72::kJ2;
using wgs72::kRadiusKm;
using wgs72::kXke;

/// Field access of one vector inside a block.
struct Lanes {
    const double* block;
    std::size_t lane;
    HWY_INLINE V operator[](std::size_t field) const { return hn::Load(D(), block + field * kLanes + lane); }
};

/// Mean elements on their way to a position.
struct State {
    V e, i, node, w, m, n;
};

HWY_INLINE V bad(V code, Mask good, double number) { return hn::IfThenElse(good, code, c(number)); }

/// Kepler's equation by Newton's method, every lane until it has converged and no further: neighbours must not change a lane's
/// bits.
HWY_INLINE SinCos solve_kepler(V u, V axn, V ayn) {
    V e = u;
    SinCos sc = sincos(u);
    Mask active = u == u;
    // Nine turns, not ten: the reference takes its sines before the tenth step, which shows where Newton has not converged by then
    // (eccentricities near 1).
    for (int turn = 0; turn < 9; ++turn) {
        V step = (u - ayn * sc.cos + axn * sc.sin - e) / (c(1.0) - sc.cos * axn - sc.sin * ayn);
        step = hn::Min(hn::Max(step, c(-0.95)), c(0.95));
        step = hn::IfThenElseZero(active, step);
        e = e + step;
        // Newton squares the error: after a step of 1e-8 what is left is below 1e-15.
        const SinCos turned = plus(sc, sincos_small(step));
        sc = {hn::IfThenElse(active, turned.sin, sc.sin), hn::IfThenElse(active, turned.cos, sc.cos)};
        active = hn::And(active, hn::Abs(step) >= c(1.0e-8));
        if (hn::AllFalse(D(), active)) break;
    }
    return sc;
}

/// What the tail of SGP4 needs of the inclination.
struct Tilt {
    SinCos i;
    V long_x, long_y, con41, x1mth2, x7thm1;
};

/// Long-period terms, Kepler's equation, short-period terms, orientation.
HWY_INLINE void finish(const State& s, V a, V n, const Tilt& tilt, V code, std::size_t lane, BlockResult& out) {
    const SinCos w = sincos(s.w);
    const V axn = s.e * w.cos;
    const V inv_p = c(1.0) / (a * (c(1.0) - s.e * s.e));
    const V ayn = s.e * w.sin + inv_p * tilt.long_y;
    const V u = wrap(s.m + s.w + inv_p * tilt.long_x * axn);
    const SinCos ecc = solve_kepler(u, axn, ayn);

    const V e_cos = axn * ecc.cos + ayn * ecc.sin, e_sin = axn * ecc.sin - ayn * ecc.cos, e2 = axn * axn + ayn * ayn;
    const V p = a * (c(1.0) - e2);
    const Mask p_good = p >= c(0.0);
    const V r = a * (c(1.0) - e_cos), inv_r = c(1.0) / r;
    const V r_dot = hn::Sqrt(a) * e_sin * inv_r, rv_dot = hn::Sqrt(p) * inv_r, beta = hn::Sqrt(c(1.0) - e2);
    const V q = e_sin / (c(1.0) + beta), a_r = a * inv_r;
    const SinCos lat{a_r * (ecc.sin - ayn - axn * q), a_r * (ecc.cos - axn + ayn * q)};
    const SinCos lat2 = twice(lat);
    const V inv_semi = c(1.0) / p;
    const V j = c(0.5 * kJ2) * inv_semi, j_p = j * inv_semi;
    const V radius = r * (c(1.0) - c(1.5) * j_p * beta * tilt.con41) + c(0.5) * j * tilt.x1mth2 * lat2.cos;
    const SinCos l = minus(lat, sincos_correction(c(0.25) * j_p * tilt.x7thm1 * lat2.sin));
    const SinCos node = plus(sincos(s.node), sincos_correction(c(1.5) * j_p * tilt.i.cos * lat2.sin));
    const SinCos k = plus(tilt.i, sincos_correction(c(1.5) * j_p * tilt.i.cos * tilt.i.sin * lat2.cos));
    const V nj = n * j * c(1.0 / kXke);
    const V radial = r_dot - nj * tilt.x1mth2 * lat2.sin;
    const V transverse = rv_dot + nj * (tilt.x1mth2 * lat2.cos + c(1.5) * tilt.con41);

    const V mx = c(0.0) - node.sin * k.cos, my = node.cos * k.cos;
    const V ux = mx * l.sin + node.cos * l.cos, uy = my * l.sin + node.sin * l.cos, uz = k.sin * l.sin;
    const V fx = mx * l.cos - node.cos * l.sin, fy = my * l.cos - node.sin * l.sin, fz = k.sin * l.cos;
    const V km = radius * c(kRadiusKm), speed = c(wgs72::kVelocityKmS);
    const V px = ux * km, py = uy * km, pz = uz * km;
    const V vx = (ux * radial + fx * transverse) * speed, vy = (uy * radial + fy * transverse) * speed,
            vz = (uz * radial + fz * transverse) * speed;
    const V sum = px + py + pz + vx + vy + vz;
    // From the last check to the first, so that the code of the first one to fail stands in the end.
    V later = bad(c(0.0), (sum - sum) == c(0.0), 6.0);
    later = bad(later, radius >= c(1.0), 6.0);
    later = bad(later, p_good, 4.0);
    code = hn::IfThenElse(code == c(0.0), later, code);
    const Mask good = code == c(0.0);
    const D d;
    hn::Store(hn::IfThenElseZero(good, px), d, out.px + lane);
    hn::Store(hn::IfThenElseZero(good, py), d, out.py + lane);
    hn::Store(hn::IfThenElseZero(good, pz), d, out.pz + lane);
    hn::Store(hn::IfThenElseZero(good, vx), d, out.vx + lane);
    hn::Store(hn::IfThenElseZero(good, vy), d, out.vy + lane);
    hn::Store(hn::IfThenElseZero(good, vz), d, out.vz + lane);
    hn::Store(code, d, out.error + lane);
}

HWY_INLINE void near_earth(const Lanes& f, double unix_s, std::size_t lane, BlockResult& out) {
    const V t = (c(unix_s) - f[fEpoch]) * c(1.0 / 60.0), t2 = t * t, t3 = t2 * t, t4 = t2 * t2;
    const V m_secular = f[fM0] + f[fMDot] * t;
    State s{};
    s.node = f[fNode0] + f[fNodeDot] * t + f[fNodeDrag] * t2;
    // Satellites with simple drag have zeros in the fields that they do without.
    const V d = c(1.0) + f[fEta] * sincos(m_secular).cos;
    const V shift = f[fWDrag] * t + f[fMDrag] * (d * d * d - f[fDeltaM0]);
    s.m = m_secular + shift;
    s.w = f[fW0] + f[fWDot] * t - shift;
    const V drag_a = c(1.0) - f[fC1] * t - (f[fD2] * t2 + f[fD3] * t3 + f[fD4] * t4);
    const V drag_e = f[fDragE] * t + f[fDragEM] * (sincos(s.m).sin - f[fSinM0]);
    const V drag_l = f[fT2] * t2 + f[fT3] * t3 + t4 * (f[fT4] + t * f[fT5]);
    const V a = f[fA0] * drag_a * drag_a;
    const V n = c(kXke) / (a * hn::Sqrt(a));
    const V e = f[fE0] - drag_e;
    const V code = bad(c(0.0), hn::And(e < c(1.0), e >= c(-0.001)), 1.0);
    s.e = hn::Max(e, c(1.0e-6));
    s.m = s.m + f[fN0] * drag_l;
    finish(s, a, n, {{f[fSinI], f[fCosI]}, f[fLongX], f[fLongY], f[fCon41], f[fX1mth2], f[fX7thm1]}, code, lane, out);
}

/// One step of the resonance equations.
struct Step {
    V angle_dot, motion_dot, motion_ddot;
};

HWY_INLINE Step one_day_step(const Lanes& f, V angle, V motion) {
    using namespace sgp4_constants;
    const SinCos x = sincos(angle), x2 = twice(x), x3 = plus(x2, x);
    const SinCos a = minus(x, constant(kOneDayPhase[0])), b = minus(x2, constant(2.0 * kOneDayPhase[1])),
                 g = minus(x3, constant(3.0 * kOneDayPhase[2]));
    const V d1 = f[fResonance], d2 = f[fResonance + 1], d3 = f[fResonance + 2];
    const V rate = motion + f[fLambdaDot];
    return {rate, d1 * a.sin + d2 * b.sin + d3 * g.sin, (d1 * a.cos + c(2.0) * d2 * b.cos + c(3.0) * d3 * g.cos) * rate};
}

HWY_INLINE Step half_day_step(const Lanes& f, V angle, V motion, V time) {
    using namespace sgp4_constants;
    const SinCos x = sincos(angle), w = sincos(f[fW0] + f[fWDot] * time), x2 = twice(x), w2 = twice(w);
    const SinCos g22 = constant(kG22), g32 = constant(kG32), g44 = constant(kG44), g52 = constant(kG52), g54 = constant(kG54);
    const SinCos wx = plus(w, x), xw = minus(x, w);
    const SinCos phase[10] = {minus(plus(w2, x), g22),  minus(x, g22),           minus(wx, g32), minus(xw, g32),
                              minus(plus(w2, x2), g44), minus(x2, g44),          minus(wx, g52), minus(xw, g52),
                              minus(plus(w, x2), g54),  minus(minus(x2, w), g54)};
    Step s{motion + f[fLambdaDot], c(0.0), c(0.0)};
    for (std::size_t i = 0; i < 10; ++i) {
        const V d = f[fResonance + i];
        s.motion_dot = s.motion_dot + d * phase[i].sin;
        s.motion_ddot = s.motion_ddot + c(kHalfDayOrder[i]) * d * phase[i].cos;
    }
    s.motion_ddot = s.motion_ddot * s.angle_dot;
    return s;
}

/// Resonance angle and mean motion, integrated from the epoch in half-day steps. Lanes stop at their own time.
template <Kind kKind>
HWY_INLINE void integrate(const Lanes& f, V t, State& s) {
    const V delta = hn::CopySign(c(720.0), t);
    V angle = f[fLambda0], motion = f[fN0], time = c(0.0);
    // Beyond two centuries the elements mean nothing and the loop must still end.
    const Mask usable = hn::Abs(t) < c(1.0e8);
    const V target = hn::IfThenElseZero(usable, t);
    Step k{};
    for (;;) {
        if constexpr (kKind == Kind::DeepOneDay)
            k = one_day_step(f, angle, motion);
        else
            k = half_day_step(f, angle, motion, time);
        const Mask active = hn::Abs(target - time) >= c(720.0);
        if (hn::AllFalse(D(), active)) break;
        angle = hn::IfThenElse(active, angle + k.angle_dot * delta + k.motion_dot * c(259200.0), angle);
        motion = hn::IfThenElse(active, motion + k.motion_dot * delta + k.motion_ddot * c(259200.0), motion);
        time = hn::IfThenElse(active, time + delta, time);
    }
    const V rest = target - time, half = rest * rest * c(0.5);
    const V longitude = angle + k.angle_dot * rest + k.motion_dot * half;
    const V theta = wrap(f[fGmst] + target * c(sgp4_constants::kEarthRotationRadMin));
    s.n = hn::IfThenElseZero(usable, motion + k.motion_dot * rest + k.motion_ddot * half);
    s.m = kKind == Kind::DeepOneDay ? longitude - s.node - s.w + theta : longitude - c(2.0) * s.node + c(2.0) * theta;
}

struct Periodic {
    V e, i, l, gh, h;
};

HWY_INLINE void add_body(const Lanes& f, std::size_t body, double body_n, double body_e, V t, Periodic& p) {
    const V m = f[body + bM0] + c(body_n) * t;
    const SinCos x = sincos(m + c(2.0 * body_e) * sincos(m).sin);
    const V f2 = c(0.5) * x.sin * x.sin - c(0.25), f3 = c(-0.5) * x.sin * x.cos;
    p.e = p.e + f[body + bE2] * f2 + f[body + bE3] * f3;
    p.i = p.i + f[body + bI2] * f2 + f[body + bI3] * f3;
    p.l = p.l + f[body + bL2] * f2 + f[body + bL3] * f3 + f[body + bL4] * x.sin;
    p.gh = p.gh + f[body + bGh2] * f2 + f[body + bGh3] * f3 + f[body + bGh4] * x.sin;
    p.h = p.h + f[body + bH2] * f2 + f[body + bH3] * f3;
}

/// Angle in (-2 pi, 2 pi) with the sign of x: the remainder that C's fmod gives, which Lyddane's form depends on.
HWY_INLINE V remainder_like_fmod(V x) {
    const V r = wrap(x);
    const V up = hn::IfThenElseZero(hn::And(x >= c(0.0), r < c(0.0)), c(sgp4_constants::kTwoPi));
    const V down = hn::IfThenElseZero(hn::And(x<c(0.0), r> c(0.0)), c(sgp4_constants::kTwoPi));
    return r + up - down;
}

HWY_INLINE V each_atan2(V y, V x) {
    alignas(64) double ys[kLanes], xs[kLanes];
    hn::Store(y, D(), ys);
    hn::Store(x, D(), xs);
    for (std::size_t i = 0; i < hn::Lanes(D()); ++i) ys[i] = std::atan2(ys[i], xs[i]);
    return hn::Load(D(), ys);
}

/// (xke / n)^(2/3)
HWY_INLINE V each_semi_major_axis(V n) {
    alignas(64) double ns[kLanes];
    hn::Store(n, D(), ns);
    for (std::size_t i = 0; i < hn::Lanes(D()); ++i) ns[i] = ns[i] > 0.0 ? std::pow(kXke / ns[i], 2.0 / 3.0) : 1.0;
    return hn::Load(D(), ns);
}

HWY_INLINE SinCos add_periodic(const Lanes& f, V t, State& s) {
    using namespace sgp4_constants;
    Periodic p{c(0.0), c(0.0), c(0.0), c(0.0), c(0.0)};
    add_body(f, fSun, kSunN, kSunE, t, p);
    add_body(f, fMoon, kMoonN, kMoonE, t, p);
    s.i = s.i + p.i;
    s.e = s.e + p.e;
    const SinCos i = sincos(s.i);
    const Mask plain = s.i >= c(0.2);
    const V dh = p.h / i.sin;
    State direct = s;
    direct.w = s.w + p.gh - i.cos * dh;
    direct.node = s.node + dh;
    direct.m = s.m + p.l;
    if (hn::AllTrue(D(), plain)) {
        s = direct;
        return i;
    }
    const SinCos node = sincos(s.node);
    const V alpha = i.sin * node.sin + p.h * node.cos + p.i * i.cos * node.sin;
    const V beta = i.sin * node.cos - p.h * node.sin + p.i * i.cos * node.cos;
    const V old_node = remainder_like_fmod(s.node);
    const V m = wrap(s.m);
    const V sum = m + s.w + i.cos * old_node + p.l + p.gh - p.i * old_node * i.sin;
    V new_node = each_atan2(alpha, beta);
    const Mask far = hn::Abs(old_node - new_node) > c(kPi);
    const V turn = hn::IfThenElse(new_node < old_node, c(kTwoPi), c(-kTwoPi));
    new_node = new_node + hn::IfThenElseZero(far, turn);
    s.node = hn::IfThenElse(plain, direct.node, new_node);
    s.m = hn::IfThenElse(plain, direct.m, m + p.l);
    s.w = hn::IfThenElse(plain, direct.w, sum - (m + p.l) - i.cos * new_node);
    return i;
}

template <Kind kKind>
HWY_INLINE void deep(const Lanes& f, double unix_s, std::size_t lane, BlockResult& out) {
    using namespace sgp4_constants;
    const V t = (c(unix_s) - f[fEpoch]) * c(1.0 / 60.0), t2 = t * t;
    State s{f[fE0] + f[fDeepEDot] * t,
            f[fInclination] + f[fDeepIDot] * t,
            f[fNode0] + f[fNodeDot] * t + f[fNodeDrag] * t2 + f[fDeepNodeDot] * t,
            f[fW0] + f[fWDot] * t + f[fDeepWDot] * t,
            f[fM0] + f[fMDot] * t + f[fDeepMDot] * t,
            f[fN0]};
    V a0 = f[fA0];
    if constexpr (kKind != Kind::DeepPlain) {
        integrate<kKind>(f, t, s);
        a0 = each_semi_major_axis(s.n);
    }
    V code = bad(c(0.0), s.n > c(0.0), 2.0);
    const V drag_a = c(1.0) - f[fC1] * t;
    const V a = a0 * drag_a * drag_a;
    const V n = c(kXke) / (a * hn::Sqrt(a));
    const V e = s.e - f[fDragE] * t;
    code = hn::IfThenElse(code == c(0.0), bad(c(0.0), hn::And(e < c(1.0), e >= c(-0.001)), 1.0), code);
    s.e = hn::Max(e, c(1.0e-6));
    s.m = s.m + f[fN0] * f[fT2] * t2;

    SinCos i = add_periodic(f, t, s);
    const Mask flipped = s.i < c(0.0);
    i.sin = hn::IfThenElse(flipped, c(0.0) - i.sin, i.sin);
    s.node = s.node + hn::IfThenElseZero(flipped, c(kPi));
    s.w = s.w - hn::IfThenElseZero(flipped, c(kPi));
    code = hn::IfThenElse(code == c(0.0), bad(c(0.0), hn::And(s.e >= c(0.0), s.e <= c(1.0)), 3.0), code);

    const V cos_plus_one = c(1.0) + i.cos;
    const V divisor = hn::IfThenElse(hn::Abs(cos_plus_one) > c(1.5e-12), cos_plus_one, c(1.5e-12));
    const V long_x = c(-0.25 * wgs72::kJ3OverJ2) * i.sin * (c(3.0) + c(5.0) * i.cos) / divisor;
    const V cos2 = i.cos * i.cos;
    finish(s, a, n, {i, long_x, c(-0.5 * wgs72::kJ3OverJ2) * i.sin, c(3.0) * cos2 - c(1.0), c(1.0) - cos2, c(7.0) * cos2 - c(1.0)},
           code, lane, out);
}

void PropagateBlock(Kind kind, const double* block, double unix_s, BlockResult& out) {
    for (std::size_t lane = 0; lane < kLanes; lane += hn::Lanes(D())) {
        const Lanes f{block, lane};
        switch (kind) {
            case Kind::NearEarth:
                near_earth(f, unix_s, lane, out);
                break;
            case Kind::DeepPlain:
                deep<Kind::DeepPlain>(f, unix_s, lane, out);
                break;
            case Kind::DeepOneDay:
                deep<Kind::DeepOneDay>(f, unix_s, lane, out);
                break;
            case Kind::DeepHalfDay:
                deep<Kind::DeepHalfDay>(f, unix_s, lane, out);
                break;
        }
    }
}

}  // namespace linchpin::orbit::detail::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
#include <string>

#include "data/orbit/constellation.h"

namespace linchpin::orbit {
namespace detail {

HWY_EXPORT(PropagateBlock);
void propagate_block(Kind kind, const double* block, double unix_s, BlockResult& out) {
    HWY_DYNAMIC_DISPATCH(PropagateBlock)(kind, block, unix_s, out);
}

}  // namespace detail

std::vector<std::string> instruction_sets() {
    std::vector<std::string> names;
    for (std::int64_t rest = hwy::SupportedTargets() & HWY_TARGETS; rest != 0; rest &= rest - 1)
        names.emplace_back(hwy::TargetName(rest & -rest));
    return names;
}

bool use_instruction_set(std::string_view name) {
    hwy::SetSupportedTargetsForTest(0);
    std::int64_t chosen = 0;
    for (std::int64_t rest = hwy::SupportedTargets() & HWY_TARGETS; rest != 0; rest &= rest - 1)
        if (name == hwy::TargetName(rest & -rest)) chosen = rest & -rest;
    if (chosen != 0) hwy::SetSupportedTargetsForTest(chosen);
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
    return chosen != 0 || name.empty();
}

}  // namespace linchpin::orbit
#endif
