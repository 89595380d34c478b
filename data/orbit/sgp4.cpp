#include "data/orbit/sgp4.h"

#include <cmath>

#include "data/geo/sphere.h"
#include "data/orbit/sdp4.h"
#include "data/orbit/sgp4_constants.h"
#include "data/orbit/wgs72.h"

namespace linchpin::orbit {
namespace {

using sgp4_constants::kPi;
using sgp4_constants::kTwoPi;
using wgs72::kJ2;
using wgs72::kRadiusKm;
using wgs72::kXke;

/// Kepler's equation in the (axn, ayn) form that has no singularity at zero eccentricity.
struct EccentricAnomaly {
    double sin_e, cos_e;
};

EccentricAnomaly solve_kepler(double u, double axn, double ayn) noexcept {
    double e = u;
    double sin_e = 0.0, cos_e = 1.0;
    // Ten steps at most and no step above 0.95 rad: the reference's guard against high eccentricities.
    double step = 1.0;
    for (int i = 0; i < 10 && std::abs(step) >= 1e-12; ++i) {
        sin_e = std::sin(e);
        cos_e = std::cos(e);
        step = (u - ayn * cos_e + axn * sin_e - e) / (1.0 - cos_e * axn - sin_e * ayn);
        if (std::abs(step) >= 0.95) step = step > 0.0 ? 0.95 : -0.95;
        e += step;
    }
    return {sin_e, cos_e};
}

/// J3 long-period coefficients; they follow the perturbed inclination in deep space.
double long_period_x(double sin_i, double cos_i) noexcept {
    // At 180 degrees the divisor vanishes; the reference's floor keeps the quotient finite.
    const double divisor = std::abs(cos_i + 1.0) > 1.5e-12 ? 1.0 + cos_i : 1.5e-12;
    return -0.25 * wgs72::kJ3OverJ2 * sin_i * (3.0 + 5.0 * cos_i) / divisor;
}
double long_period_y(double sin_i) noexcept { return -0.5 * wgs72::kJ3OverJ2 * sin_i; }

NearEarthTerms init_near(const MeanElements& el) noexcept {
    NearEarthTerms k;
    k.inclination = el.inclination_deg * geo::kRadPerDeg;
    k.node = el.ra_of_asc_node_deg * geo::kRadPerDeg;
    k.arg_perigee = el.arg_of_pericenter_deg * geo::kRadPerDeg;
    k.mean_anomaly = el.mean_anomaly_deg * geo::kRadPerDeg;
    k.eccentricity = el.eccentricity;
    k.bstar = el.bstar_per_er;
    k.sin_i = std::sin(k.inclination);
    k.cos_i = std::cos(k.inclination);
    const double e = k.eccentricity, cos_i = k.cos_i, cos2_i = cos_i * cos_i, cos4_i = cos2_i * cos2_i;
    const double beta2 = 1.0 - e * e, beta = std::sqrt(beta2);

    // Kozai mean motion to Brouwer's.
    const double n_kozai = el.mean_motion_rev_day * kTwoPi / 1440.0;
    const double a_k = std::pow(kXke / n_kozai, 2.0 / 3.0);
    const double d1 = 0.75 * kJ2 * (3.0 * cos2_i - 1.0) / (beta * beta2);
    double del = d1 / (a_k * a_k);
    const double a_d = a_k * (1.0 - del * del - del * (1.0 / 3.0 + 134.0 * del * del / 81.0));
    del = d1 / (a_d * a_d);
    const double n = n_kozai / (1.0 + del);
    k.mean_motion = n;
    const double a = std::pow(kXke / n, 2.0 / 3.0);
    const double p = a * beta2;
    const double perigee_er = a * (1.0 - e);
    const double con42 = 1.0 - 5.0 * cos2_i;
    k.con41 = -con42 - cos2_i - cos2_i;
    k.x1mth2 = 1.0 - cos2_i;
    k.x7thm1 = 7.0 * cos2_i - 1.0;

    // Density profile: s and (q0 - s)^4, lowered for perigees below 156 km.
    const double perigee_km = (perigee_er - 1.0) * kRadiusKm;
    double s_km = 78.0;
    if (perigee_km < 156.0) s_km = perigee_km < 98.0 ? 20.0 : perigee_km - 78.0;
    const double s = s_km / kRadiusKm + 1.0;
    const double q0ms = (120.0 - s_km) / kRadiusKm;
    const double q0ms4 = q0ms * q0ms * q0ms * q0ms;
    k.simple_drag = perigee_er < 220.0 / kRadiusKm + 1.0;

    const double tsi = 1.0 / (a - s);
    k.eta = a * e * tsi;
    const double eta2 = k.eta * k.eta, e_eta = e * k.eta, psi2 = std::abs(1.0 - eta2);
    const double coef = q0ms4 * tsi * tsi * tsi * tsi;
    const double coef1 = coef / std::pow(psi2, 3.5);
    const double c2 =
        coef1 * n *
        (a * (1.0 + 1.5 * eta2 + e_eta * (4.0 + eta2)) + 0.375 * kJ2 * tsi / psi2 * k.con41 * (8.0 + 3.0 * eta2 * (8.0 + eta2)));
    k.c1 = k.bstar * c2;
    const double c3 = e > 1.0e-4 ? -2.0 * coef * tsi * wgs72::kJ3OverJ2 * n * k.sin_i / e : 0.0;
    k.c4 = 2.0 * n * coef1 * a * beta2 *
           (k.eta * (2.0 + 0.5 * eta2) + e * (0.5 + 2.0 * eta2) -
            kJ2 * tsi / (a * psi2) *
                (-3.0 * k.con41 * (1.0 - 2.0 * e_eta + eta2 * (1.5 - 0.5 * e_eta)) +
                 0.75 * k.x1mth2 * (2.0 * eta2 - e_eta * (1.0 + eta2)) * std::cos(2.0 * k.arg_perigee)));
    k.c5 = 2.0 * coef1 * a * beta2 * (1.0 + 2.75 * (eta2 + e_eta) + e_eta * eta2);

    // Secular rates of J2, J2^2 and J4.
    const double inv_p2 = 1.0 / (p * p);
    const double t1 = 1.5 * kJ2 * inv_p2 * n, t2 = 0.5 * t1 * kJ2 * inv_p2, t3 = -0.46875 * wgs72::kJ4 * inv_p2 * inv_p2 * n;
    k.mean_anomaly_dot = n + 0.5 * t1 * beta * k.con41 + 0.0625 * t2 * beta * (13.0 - 78.0 * cos2_i + 137.0 * cos4_i);
    k.arg_perigee_dot =
        -0.5 * t1 * con42 + 0.0625 * t2 * (7.0 - 114.0 * cos2_i + 395.0 * cos4_i) + t3 * (3.0 - 36.0 * cos2_i + 49.0 * cos4_i);
    const double node_dot_j2 = -t1 * cos_i;
    k.node_dot = node_dot_j2 + (0.5 * t2 * (4.0 - 19.0 * cos2_i) + 2.0 * t3 * (3.0 - 7.0 * cos2_i)) * cos_i;

    k.arg_perigee_drag = k.bstar * c3 * std::cos(k.arg_perigee);
    k.mean_anomaly_drag = e > 1.0e-4 ? -2.0 / 3.0 * coef * k.bstar / e_eta : 0.0;
    k.node_drag = 3.5 * beta2 * node_dot_j2 * k.c1;
    k.t2 = 1.5 * k.c1;
    k.long_period_x = long_period_x(k.sin_i, cos_i);
    k.long_period_y = long_period_y(k.sin_i);
    const double d = 1.0 + k.eta * std::cos(k.mean_anomaly);
    k.delta_m0 = d * d * d;
    k.sin_m0 = std::sin(k.mean_anomaly);

    if (kTwoPi / n >= 225.0) k.simple_drag = true;
    if (!k.simple_drag) {
        const double c1_2 = k.c1 * k.c1;
        k.d2 = 4.0 * a * tsi * c1_2;
        const double t = k.d2 * tsi * k.c1 / 3.0;
        k.d3 = (17.0 * a + s) * t;
        k.d4 = 0.5 * t * a * tsi * (221.0 * a + 31.0 * s) * k.c1;
        k.t3 = k.d2 + 2.0 * c1_2;
        k.t4 = 0.25 * (3.0 * k.d3 + k.c1 * (12.0 * k.d2 + 10.0 * c1_2));
        k.t5 = 0.2 * (3.0 * k.d4 + 12.0 * k.c1 * k.d3 + 6.0 * k.d2 * k.d2 + 15.0 * c1_2 * (2.0 * k.d2 + c1_2));
    }
    return k;
}

Error out_of_range(const char* what, double value) {
    return Error{std::string("expected ") + what + ", found " + std::to_string(value)};
}

}  // namespace

const char* explain(PropagationError error) noexcept {
    switch (error) {
        case PropagationError::None:
            return "no error";
        case PropagationError::MeanEccentricity:
            return "the mean eccentricity left the range 0 to 1";
        case PropagationError::MeanMotion:
            return "the mean motion fell to zero";
        case PropagationError::PerturbedEccentricity:
            return "the eccentricity disturbed by Moon and Sun left the range 0 to 1";
        case PropagationError::SemiLatusRectum:
            return "the semi-latus rectum fell below zero";
        case PropagationError::Decayed:
            return "the satellite is below the Earth's surface: it has decayed";
        case PropagationError::BadElements:
            return "the element set is outside the range that SGP4 is defined for";
        case PropagationError::Unbound:
            return "the elements' drag has carried the path away: it is no orbit of the Earth any more";
    }
    return "unknown error";
}

Result<Sgp4> Sgp4::init(const MeanElements& el) {
    if (!std::isfinite(el.epoch_unix_s)) return out_of_range("a finite epoch", el.epoch_unix_s);
    if (!(el.mean_motion_rev_day > 0.0) || !std::isfinite(el.mean_motion_rev_day))
        return out_of_range("a mean motion above 0 rev/day", el.mean_motion_rev_day);
    if (!(el.eccentricity >= 0.0 && el.eccentricity < 1.0)) return out_of_range("an eccentricity in [0, 1)", el.eccentricity);
    if (!(el.inclination_deg >= 0.0 && el.inclination_deg <= 180.0))
        return out_of_range("an inclination of 0 to 180 degrees", el.inclination_deg);
    for (const double angle : {el.ra_of_asc_node_deg, el.arg_of_pericenter_deg, el.mean_anomaly_deg})
        if (!std::isfinite(angle)) return out_of_range("a finite angle", angle);
    if (!std::isfinite(el.bstar_per_er)) return out_of_range("a finite drag term", el.bstar_per_er);
    Sgp4 s;
    s.epoch_unix_s_ = el.epoch_unix_s;
    s.near_ = init_near(el);
    s.deep_space_ = kTwoPi / s.near_.mean_motion >= 225.0;
    if (s.deep_space_) s.deep_ = init_deep_space(s.near_, el.epoch_unix_s);
    return s;
}

TemeState Sgp4::propagate(double t) const noexcept {
    const auto fail = [](PropagationError error) { return TemeState{.error = error}; };
    const NearEarthTerms& k = near_;
    const double t2 = t * t;

    // Secular gravity and drag.
    const double m_secular = k.mean_anomaly + k.mean_anomaly_dot * t;
    MeanState s{k.eccentricity, k.inclination, k.node + k.node_dot * t + k.node_drag * t2, k.arg_perigee + k.arg_perigee_dot * t,
                m_secular,      k.mean_motion};
    double drag_a = 1.0 - k.c1 * t, drag_e = k.bstar * k.c4 * t, drag_l = k.t2 * t2;
    if (!k.simple_drag) {
        const double d = 1.0 + k.eta * std::cos(m_secular);
        const double shift = k.arg_perigee_drag * t + k.mean_anomaly_drag * (d * d * d - k.delta_m0);
        s.mean_anomaly = m_secular + shift;
        s.arg_perigee -= shift;
        const double t3 = t2 * t, t4 = t3 * t;
        drag_a -= k.d2 * t2 + k.d3 * t3 + k.d4 * t4;
        drag_e += k.bstar * k.c5 * (std::sin(s.mean_anomaly) - k.sin_m0);
        drag_l += k.t3 * t3 + t4 * (k.t4 + t * k.t5);
    }
    if (deep_space_) add_deep_secular(deep_, k, t, s);
    if (!(s.mean_motion > 0.0)) return fail(PropagationError::MeanMotion);

    const double a = std::pow(kXke / s.mean_motion, 2.0 / 3.0) * drag_a * drag_a;
    const double n = kXke / std::pow(a, 1.5);
    s.eccentricity -= drag_e;
    if (!(s.eccentricity < 1.0 && s.eccentricity >= -0.001)) return fail(PropagationError::MeanEccentricity);
    if (s.eccentricity < 1.0e-6) s.eccentricity = 1.0e-6;
    const double longitude = std::fmod(s.mean_anomaly + k.mean_motion * drag_l + s.arg_perigee + s.node, kTwoPi);
    s.node = std::fmod(s.node, kTwoPi);
    s.arg_perigee = std::fmod(s.arg_perigee, kTwoPi);
    s.mean_anomaly = std::fmod(longitude - s.arg_perigee - s.node, kTwoPi);

    double sin_i = k.sin_i, cos_i = k.cos_i, lx = k.long_period_x, ly = k.long_period_y;
    double con41 = k.con41, x1mth2 = k.x1mth2, x7thm1 = k.x7thm1;
    if (deep_space_) {
        add_deep_periodic(deep_, t, s);
        if (s.inclination < 0.0) {
            s.inclination = -s.inclination;
            s.node += kPi;
            s.arg_perigee -= kPi;
        }
        if (!(s.eccentricity >= 0.0 && s.eccentricity <= 1.0)) return fail(PropagationError::PerturbedEccentricity);
        sin_i = std::sin(s.inclination);
        cos_i = std::cos(s.inclination);
        lx = long_period_x(sin_i, cos_i);
        ly = long_period_y(sin_i);
        const double cos2_i = cos_i * cos_i;
        con41 = 3.0 * cos2_i - 1.0;
        x1mth2 = 1.0 - cos2_i;
        x7thm1 = 7.0 * cos2_i - 1.0;
    }

    // Long-period terms of J3, Kepler's equation.
    const double e = s.eccentricity;
    const double axn = e * std::cos(s.arg_perigee);
    const double inv_p = 1.0 / (a * (1.0 - e * e));
    const double ayn = e * std::sin(s.arg_perigee) + inv_p * ly;
    const double u = std::fmod(s.mean_anomaly + s.arg_perigee + inv_p * lx * axn, kTwoPi);
    const auto [sin_e, cos_e] = solve_kepler(u, axn, ayn);

    // Short-period terms of J2.
    const double e_cos = axn * cos_e + ayn * sin_e, e_sin = axn * sin_e - ayn * cos_e, e2 = axn * axn + ayn * ayn;
    const double p = a * (1.0 - e2);
    if (!(p >= 0.0)) return fail(PropagationError::SemiLatusRectum);
    const double r = a * (1.0 - e_cos), r_dot = std::sqrt(a) * e_sin / r, rv_dot = std::sqrt(p) / r, beta = std::sqrt(1.0 - e2);
    const double q = e_sin / (1.0 + beta);
    const double sin_u = a / r * (sin_e - ayn - axn * q), cos_u = a / r * (cos_e - axn + ayn * q);
    const double sin_2u = (cos_u + cos_u) * sin_u, cos_2u = 1.0 - 2.0 * sin_u * sin_u;
    const double j = 0.5 * kJ2 / p, j_p = j / p;
    const double radius = r * (1.0 - 1.5 * j_p * beta * con41) + 0.5 * j * x1mth2 * cos_2u;
    const double latitude_arg = std::atan2(sin_u, cos_u) - 0.25 * j_p * x7thm1 * sin_2u;
    const double node = s.node + 1.5 * j_p * cos_i * sin_2u;
    const double inclination = s.inclination + 1.5 * j_p * cos_i * sin_i * cos_2u;
    const double radial = r_dot - n * j * x1mth2 * sin_2u / kXke;
    const double transverse = rv_dot + n * j * (x1mth2 * cos_2u + 1.5 * con41) / kXke;
    if (!(radius >= 1.0)) return fail(PropagationError::Decayed);

    const double sin_l = std::sin(latitude_arg), cos_l = std::cos(latitude_arg);
    const double sin_n = std::sin(node), cos_n = std::cos(node), sin_k = std::sin(inclination), cos_k = std::cos(inclination);
    const double mx = -sin_n * cos_k, my = cos_n * cos_k;
    const glm::dvec3 outward{mx * sin_l + cos_n * cos_l, my * sin_l + sin_n * cos_l, sin_k * sin_l};
    const glm::dvec3 forward{mx * cos_l - cos_n * sin_l, my * cos_l - sin_n * sin_l, sin_k * cos_l};
    TemeState out{outward * (radius * kRadiusKm), (outward * radial + forward * transverse) * wgs72::kVelocityKmS};
    // A time or drag so wild that the sums overflow must not reach the screen; the satellite is long gone then.
    const glm::dvec3 check = out.position_km + out.velocity_km_s;
    if (!std::isfinite(check.x + check.y + check.z)) return fail(PropagationError::Decayed);
    return out;
}

}  // namespace linchpin::orbit
