#include "data/orbit/sdp4.h"

#include <cmath>

#include "data/orbit/frames.h"
#include "data/orbit/sgp4_constants.h"
#include "data/orbit/wgs72.h"

namespace linchpin::orbit {
namespace {

using namespace sgp4_constants;

/// Orientation of a perturbing body's orbit relative to the satellite's node.
struct BodyFrame {
    double cos_g, sin_g, cos_i, sin_i, cos_h, sin_h;
};

/// The sums s and z of Spacetrack Report 3 for one body.
struct BodySums {
    double s1, s2, s3, s4, s5, s6, s7;
    double z1, z2, z3, z11, z12, z13, z21, z22, z23, z31, z32, z33;
};

BodySums sums(const NearEarthTerms& near, const BodyFrame& f, double coefficient) noexcept {
    const double e = near.eccentricity, e2 = e * e, beta2 = 1.0 - e2, beta = std::sqrt(beta2);
    const double sin_w = std::sin(near.arg_perigee), cos_w = std::cos(near.arg_perigee);
    const double si = near.sin_i, ci = near.cos_i;
    const double a1 = f.cos_g * f.cos_h + f.sin_g * f.cos_i * f.sin_h;
    const double a3 = -f.sin_g * f.cos_h + f.cos_g * f.cos_i * f.sin_h;
    const double a7 = -f.cos_g * f.sin_h + f.sin_g * f.cos_i * f.cos_h;
    const double a8 = f.sin_g * f.sin_i;
    const double a9 = f.sin_g * f.sin_h + f.cos_g * f.cos_i * f.cos_h;
    const double a10 = f.cos_g * f.sin_i;
    const double a2 = ci * a7 + si * a8, a4 = ci * a9 + si * a10;
    const double a5 = -si * a7 + ci * a8, a6 = -si * a9 + ci * a10;
    const double x1 = a1 * cos_w + a2 * sin_w, x2 = a3 * cos_w + a4 * sin_w;
    const double x3 = -a1 * sin_w + a2 * cos_w, x4 = -a3 * sin_w + a4 * cos_w;
    const double x5 = a5 * sin_w, x6 = a6 * sin_w, x7 = a5 * cos_w, x8 = a6 * cos_w;
    BodySums b{};
    b.z31 = 12.0 * x1 * x1 - 3.0 * x3 * x3;
    b.z32 = 24.0 * x1 * x2 - 6.0 * x3 * x4;
    b.z33 = 12.0 * x2 * x2 - 3.0 * x4 * x4;
    b.z1 = 3.0 * (a1 * a1 + a2 * a2) + b.z31 * e2;
    b.z2 = 6.0 * (a1 * a3 + a2 * a4) + b.z32 * e2;
    b.z3 = 3.0 * (a3 * a3 + a4 * a4) + b.z33 * e2;
    b.z11 = -6.0 * a1 * a5 + e2 * (-24.0 * x1 * x7 - 6.0 * x3 * x5);
    b.z12 = -6.0 * (a1 * a6 + a3 * a5) + e2 * (-24.0 * (x2 * x7 + x1 * x8) - 6.0 * (x3 * x6 + x4 * x5));
    b.z13 = -6.0 * a3 * a6 + e2 * (-24.0 * x2 * x8 - 6.0 * x4 * x6);
    b.z21 = 6.0 * a2 * a5 + e2 * (24.0 * x1 * x5 - 6.0 * x3 * x7);
    b.z22 = 6.0 * (a4 * a5 + a2 * a6) + e2 * (24.0 * (x2 * x5 + x1 * x6) - 6.0 * (x4 * x7 + x3 * x8));
    b.z23 = 6.0 * a4 * a6 + e2 * (24.0 * x2 * x6 - 6.0 * x4 * x8);
    b.z1 = b.z1 + b.z1 + beta2 * b.z31;
    b.z2 = b.z2 + b.z2 + beta2 * b.z32;
    b.z3 = b.z3 + b.z3 + beta2 * b.z33;
    b.s3 = coefficient / near.mean_motion;
    b.s2 = -0.5 * b.s3 / beta;
    b.s4 = b.s3 * beta;
    b.s1 = -15.0 * e * b.s4;
    b.s5 = x1 * x3 + x2 * x4;
    b.s6 = x2 * x3 + x1 * x4;
    b.s7 = x2 * x4 - x1 * x3;
    return b;
}

PeriodicTerms periodic_terms(const BodySums& b, double e2, double body_e, double body_mean_anomaly) noexcept {
    PeriodicTerms p;
    p.e2 = 2.0 * b.s1 * b.s6;
    p.e3 = 2.0 * b.s1 * b.s7;
    p.i2 = 2.0 * b.s2 * b.z12;
    p.i3 = 2.0 * b.s2 * (b.z13 - b.z11);
    p.l2 = -2.0 * b.s3 * b.z2;
    p.l3 = -2.0 * b.s3 * (b.z3 - b.z1);
    p.l4 = -2.0 * b.s3 * (-21.0 - 9.0 * e2) * body_e;
    p.gh2 = 2.0 * b.s4 * b.z32;
    p.gh3 = 2.0 * b.s4 * (b.z33 - b.z31);
    p.gh4 = -18.0 * b.s4 * body_e;
    p.h2 = -2.0 * b.s2 * b.z22;
    p.h3 = -2.0 * b.s2 * (b.z23 - b.z21);
    p.mean_anomaly = body_mean_anomaly;
    return p;
}

/// Secular rates that one body causes.
void add_secular_rates(DeepSpaceTerms& d, const NearEarthTerms& near, const BodySums& b, double body_n) noexcept {
    const double e2 = near.eccentricity * near.eccentricity;
    d.e_dot += b.s1 * body_n * b.s5;
    d.i_dot += b.s2 * body_n * (b.z11 + b.z13);
    d.m_dot -= body_n * b.s3 * (b.z1 + b.z3 - 14.0 - 6.0 * e2);
    // Within 3 degrees of the equatorial plane the node means nothing: its rate is dropped, as the reference does.
    double node_rate = -body_n * b.s2 * (b.z21 + b.z23);
    constexpr double kFlat = 5.2359877e-2;
    if (near.inclination < kFlat || near.inclination > kPi - kFlat) node_rate = 0.0;
    if (near.sin_i != 0.0) node_rate /= near.sin_i;
    d.node_dot += node_rate;
    d.arg_perigee_dot += b.s4 * body_n * (b.z31 + b.z33 - 6.0) - near.cos_i * node_rate;
}

void init_one_day(DeepSpaceTerms& d, const NearEarthTerms& near) noexcept {
    constexpr double kQ22 = 1.7891679e-6, kQ31 = 2.1460748e-6, kQ33 = 2.2123015e-7;
    const double e2 = near.eccentricity * near.eccentricity, ci = near.cos_i, n = near.mean_motion;
    const double a_inv = std::pow(n / wgs72::kXke, 2.0 / 3.0);
    const double g200 = 1.0 + e2 * (-2.5 + 0.8125 * e2), g310 = 1.0 + 2.0 * e2, g300 = 1.0 + e2 * (-6.0 + 6.60937 * e2);
    const double f220 = 0.75 * (1.0 + ci) * (1.0 + ci);
    const double f311 = 0.9375 * near.sin_i * near.sin_i * (1.0 + 3.0 * ci) - 0.75 * (1.0 + ci);
    const double f330 = 1.875 * (1.0 + ci) * (1.0 + ci) * (1.0 + ci);
    const double base = 3.0 * n * n * a_inv * a_inv;
    d.one_day[0] = base * f311 * g310 * kQ31 * a_inv;
    d.one_day[1] = 2.0 * base * f220 * g200 * kQ22;
    d.one_day[2] = 3.0 * base * f330 * g300 * kQ33 * a_inv;
    d.lambda0 = std::fmod(near.mean_anomaly + near.node + near.arg_perigee - d.gmst_epoch, kTwoPi);
    d.lambda_dot = near.mean_anomaly_dot + near.arg_perigee_dot + near.node_dot - kEarthRotationRadMin + d.m_dot +
                   d.arg_perigee_dot + d.node_dot - n;
}

/// Eccentricity functions of the half-day resonance: fitted polynomials, from Spacetrack Report 3.
struct HalfDayG {
    double g201, g211, g310, g322, g410, g422, g520, g521, g532, g533;
};

HalfDayG half_day_g(double e) noexcept {
    const double e2 = e * e, e3 = e * e2;
    const auto cubic = [&](double c0, double c1, double c2, double c3) { return c0 + c1 * e + c2 * e2 + c3 * e3; };
    HalfDayG g{};
    g.g201 = -0.306 - (e - 0.64) * 0.440;
    if (e <= 0.65) {
        g.g211 = cubic(3.616, -13.2470, 16.2900, 0.0);
        g.g310 = cubic(-19.302, 117.3900, -228.4190, 156.5910);
        g.g322 = cubic(-18.9068, 109.7927, -214.6334, 146.5816);
        g.g410 = cubic(-41.122, 242.6940, -471.0940, 313.9530);
        g.g422 = cubic(-146.407, 841.8800, -1629.014, 1083.4350);
        g.g520 = cubic(-532.114, 3017.977, -5740.032, 3708.2760);
    } else {
        g.g211 = cubic(-72.099, 331.819, -508.738, 266.724);
        g.g310 = cubic(-346.844, 1582.851, -2415.925, 1246.113);
        g.g322 = cubic(-342.585, 1554.908, -2366.899, 1215.972);
        g.g410 = cubic(-1052.797, 4758.686, -7193.992, 3651.957);
        g.g422 = cubic(-3581.690, 16178.110, -24462.770, 12422.520);
        g.g520 = e > 0.715 ? cubic(-5149.66, 29936.92, -54087.36, 31324.56) : cubic(1464.74, -4664.75, 3763.64, 0.0);
    }
    if (e < 0.7) {
        g.g533 = cubic(-919.22770, 4988.6100, -9064.7700, 5542.21);
        g.g521 = cubic(-822.71072, 4568.6173, -8491.4146, 5337.524);
        g.g532 = cubic(-853.66600, 4690.2500, -8624.7700, 5341.4);
    } else {
        g.g533 = cubic(-37995.780, 161616.52, -229838.20, 109377.94);
        g.g521 = cubic(-51752.104, 218913.95, -309468.16, 146349.42);
        g.g532 = cubic(-40023.880, 170470.89, -242699.48, 115605.82);
    }
    return g;
}

void init_half_day(DeepSpaceTerms& d, const NearEarthTerms& near) noexcept {
    constexpr double kRoot22 = 1.7891679e-6, kRoot32 = 3.7393792e-7, kRoot44 = 7.3636953e-9, kRoot52 = 1.1428639e-7,
                     kRoot54 = 2.1765803e-9;
    const double si = near.sin_i, ci = near.cos_i, si2 = si * si, ci2 = ci * ci, n = near.mean_motion;
    const double a_inv = std::pow(n / wgs72::kXke, 2.0 / 3.0);
    const HalfDayG g = half_day_g(near.eccentricity);
    const double f220 = 0.75 * (1.0 + 2.0 * ci + ci2), f221 = 1.5 * si2;
    const double f321 = 1.875 * si * (1.0 - 2.0 * ci - 3.0 * ci2), f322 = -1.875 * si * (1.0 + 2.0 * ci - 3.0 * ci2);
    const double f441 = 35.0 * si2 * f220, f442 = 39.3750 * si2 * si2;
    const double f522 = 9.84375 * si * (si2 * (1.0 - 2.0 * ci - 5.0 * ci2) + 0.33333333 * (-2.0 + 4.0 * ci + 6.0 * ci2));
    const double f523 = si * (4.92187512 * si2 * (-2.0 - 4.0 * ci + 10.0 * ci2) + 6.56250012 * (1.0 + 2.0 * ci - 3.0 * ci2));
    const double f542 = 29.53125 * si * (2.0 - 8.0 * ci + ci2 * (-12.0 + 8.0 * ci + 10.0 * ci2));
    const double f543 = 29.53125 * si * (-2.0 - 8.0 * ci + ci2 * (12.0 + 8.0 * ci - 10.0 * ci2));
    double scale = 3.0 * n * n * a_inv * a_inv;
    double c = scale * kRoot22;
    d.half_day[0] = c * f220 * g.g201;
    d.half_day[1] = c * f221 * g.g211;
    scale *= a_inv;
    c = scale * kRoot32;
    d.half_day[2] = c * f321 * g.g310;
    d.half_day[3] = c * f322 * g.g322;
    scale *= a_inv;
    c = 2.0 * scale * kRoot44;
    d.half_day[4] = c * f441 * g.g410;
    d.half_day[5] = c * f442 * g.g422;
    scale *= a_inv;
    c = scale * kRoot52;
    d.half_day[6] = c * f522 * g.g520;
    d.half_day[7] = c * f523 * g.g532;
    c = 2.0 * scale * kRoot54;
    d.half_day[8] = c * f542 * g.g521;
    d.half_day[9] = c * f543 * g.g533;
    d.lambda0 = std::fmod(near.mean_anomaly + 2.0 * near.node - 2.0 * d.gmst_epoch, kTwoPi);
    d.lambda_dot = near.mean_anomaly_dot + d.m_dot + 2.0 * (near.node_dot + d.node_dot - kEarthRotationRadMin) - n;
}

/// Resonance angle (rad) and mean motion (rad/min), with their derivatives at one step of the integration.
struct ResonanceStep {
    double angle_dot, motion_dot, motion_ddot;
};

ResonanceStep step_one_day(const DeepSpaceTerms& d, double angle, double motion) noexcept {
    const double a = angle - kOneDayPhase[0], b = 2.0 * (angle - kOneDayPhase[1]), c = 3.0 * (angle - kOneDayPhase[2]);
    ResonanceStep s{};
    s.angle_dot = motion + d.lambda_dot;
    s.motion_dot = d.one_day[0] * std::sin(a) + d.one_day[1] * std::sin(b) + d.one_day[2] * std::sin(c);
    s.motion_ddot =
        (d.one_day[0] * std::cos(a) + 2.0 * d.one_day[1] * std::cos(b) + 3.0 * d.one_day[2] * std::cos(c)) * s.angle_dot;
    return s;
}

ResonanceStep step_half_day(const DeepSpaceTerms& d, const NearEarthTerms& near, double angle, double motion,
                            double time) noexcept {
    const double w = near.arg_perigee + near.arg_perigee_dot * time, w2 = w + w, l2 = angle + angle;
    const double phase[10] = {w2 + angle - kG22, angle - kG22,     w + angle - kG32,  -w + angle - kG32, w2 + l2 - kG44,
                              l2 - kG44,         w + angle - kG52, -w + angle - kG52, w + l2 - kG54,     -w + l2 - kG54};
    ResonanceStep s{};
    s.angle_dot = motion + d.lambda_dot;
    for (int i = 0; i < 10; ++i) {
        s.motion_dot += d.half_day[i] * std::sin(phase[i]);
        s.motion_ddot += kHalfDayOrder[i] * d.half_day[i] * std::cos(phase[i]);
    }
    s.motion_ddot *= s.angle_dot;
    return s;
}

/// What one body adds at a time.
struct PeriodicSum {
    double e = 0, i = 0, l = 0, gh = 0, h = 0;
};

void add_body(const PeriodicTerms& p, double body_n, double body_e, double minutes, PeriodicSum& sum) noexcept {
    const double m = p.mean_anomaly + body_n * minutes;
    const double f = m + 2.0 * body_e * std::sin(m);
    const double sin_f = std::sin(f), f2 = 0.5 * sin_f * sin_f - 0.25, f3 = -0.5 * sin_f * std::cos(f);
    sum.e += p.e2 * f2 + p.e3 * f3;
    sum.i += p.i2 * f2 + p.i3 * f3;
    sum.l += p.l2 * f2 + p.l3 * f3 + p.l4 * sin_f;
    sum.gh += p.gh2 * f2 + p.gh3 * f3 + p.gh4 * sin_f;
    sum.h += p.h2 * f2 + p.h3 * f3;
}

}  // namespace

DeepSpaceTerms init_deep_space(const NearEarthTerms& near, double epoch_unix_s) noexcept {
    DeepSpaceTerms d;
    d.gmst_epoch = gmst_rad(epoch_unix_s);
    // Days since 1900 January 0.5: the origin of the report's lunar and solar mean elements.
    const double day = epoch_unix_s / 86400.0 + 7306.0 + 18261.5;
    const double sin_node = std::sin(near.node), cos_node = std::cos(near.node);
    const double moon_node = std::fmod(4.5236020 - 9.2422029e-4 * day, kTwoPi);
    const double sin_mn = std::sin(moon_node), cos_mn = std::cos(moon_node);
    const double cos_il = 0.91375164 - 0.03568096 * cos_mn, sin_il = std::sqrt(1.0 - cos_il * cos_il);
    const double sin_hl = 0.089683511 * sin_mn / sin_il, cos_hl = std::sqrt(1.0 - sin_hl * sin_hl);
    const double gamma = 5.8351514 + 0.0019443680 * day;
    const double arc = std::atan2(0.39785416 * sin_mn / sin_il, cos_hl * cos_mn + 0.91744867 * sin_hl * sin_mn);
    const double moon_perigee = gamma + arc - moon_node;

    const BodyFrame sun_frame{0.1945905, -0.98088458, 0.91744867, 0.39785416, cos_node, sin_node};
    const BodyFrame moon_frame{std::cos(moon_perigee),
                               std::sin(moon_perigee),
                               cos_il,
                               sin_il,
                               cos_hl * cos_node + sin_hl * sin_node,
                               sin_node * cos_hl - cos_node * sin_hl};
    const BodySums sun = sums(near, sun_frame, kSunC), moon = sums(near, moon_frame, kMoonC);
    const double e2 = near.eccentricity * near.eccentricity;
    d.sun = periodic_terms(sun, e2, kSunE, std::fmod(6.2565837 + 0.017201977 * day, kTwoPi));
    d.moon = periodic_terms(moon, e2, kMoonE, std::fmod(4.7199672 + 0.22997150 * day - gamma, kTwoPi));
    add_secular_rates(d, near, sun, kSunN);
    add_secular_rates(d, near, moon, kMoonN);

    const double n = near.mean_motion;
    if (n > 0.0034906585 && n < 0.0052359877) {
        d.resonance = Resonance::OneDay;
        init_one_day(d, near);
    } else if (n >= 8.26e-3 && n <= 9.24e-3 && near.eccentricity >= 0.5) {
        d.resonance = Resonance::HalfDay;
        init_half_day(d, near);
    }
    return d;
}

void add_deep_secular(const DeepSpaceTerms& d, const NearEarthTerms& near, double t, MeanState& s) noexcept {
    s.eccentricity += d.e_dot * t;
    s.inclination += d.i_dot * t;
    s.arg_perigee += d.arg_perigee_dot * t;
    s.node += d.node_dot * t;
    s.mean_anomaly += d.m_dot * t;
    if (d.resonance == Resonance::None) return;

    constexpr double kStepMin = 720.0, kHalfStep2 = 259200.0;
    // The loop below takes one turn a half day; beyond two centuries the elements mean nothing and the loop must still end.
    if (!(std::abs(t) < 1.0e8)) {
        s.mean_motion = 0.0;
        return;
    }
    const double delta = t >= 0.0 ? kStepMin : -kStepMin;
    double angle = d.lambda0, motion = near.mean_motion, time = 0.0;
    ResonanceStep k{};
    for (;;) {
        k = d.resonance == Resonance::OneDay ? step_one_day(d, angle, motion) : step_half_day(d, near, angle, motion, time);
        if (std::abs(t - time) < kStepMin) break;
        angle += k.angle_dot * delta + k.motion_dot * kHalfStep2;
        motion += k.motion_dot * delta + k.motion_ddot * kHalfStep2;
        time += delta;
    }
    const double rest = t - time;
    const double longitude = angle + k.angle_dot * rest + k.motion_dot * rest * rest * 0.5;
    const double theta = std::fmod(d.gmst_epoch + t * kEarthRotationRadMin, kTwoPi);
    s.mean_motion = motion + k.motion_dot * rest + k.motion_ddot * rest * rest * 0.5;
    s.mean_anomaly =
        d.resonance == Resonance::OneDay ? longitude - s.node - s.arg_perigee + theta : longitude - 2.0 * s.node + 2.0 * theta;
}

void add_deep_periodic(const DeepSpaceTerms& d, double t, MeanState& s) noexcept {
    PeriodicSum p;
    add_body(d.sun, kSunN, kSunE, t, p);
    add_body(d.moon, kMoonN, kMoonE, t, p);
    s.inclination += p.i;
    s.eccentricity += p.e;
    const double sin_i = std::sin(s.inclination), cos_i = std::cos(s.inclination);
    if (s.inclination >= 0.2) {
        const double dh = p.h / sin_i;
        s.arg_perigee += p.gh - cos_i * dh;
        s.node += dh;
        s.mean_anomaly += p.l;
        return;
    }
    // Lyddane's variables: no division by a small sin i.
    const double sin_node = std::sin(s.node), cos_node = std::cos(s.node);
    const double alpha = sin_i * sin_node + p.h * cos_node + p.i * cos_i * sin_node;
    const double beta = sin_i * cos_node - p.h * sin_node + p.i * cos_i * cos_node;
    const double old_node = std::fmod(s.node, kTwoPi);
    const double sum = s.mean_anomaly + s.arg_perigee + cos_i * old_node + p.l + p.gh - p.i * old_node * sin_i;
    s.node = std::atan2(alpha, beta);
    if (std::abs(old_node - s.node) > kPi) s.node += s.node < old_node ? kTwoPi : -kTwoPi;
    s.mean_anomaly += p.l;
    s.arg_perigee = sum - s.mean_anomaly - cos_i * s.node;
}

}  // namespace linchpin::orbit
