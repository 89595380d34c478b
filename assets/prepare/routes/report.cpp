#include "assets/prepare/routes/report.h"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>
#include <set>

namespace linchpin::prepare {
namespace {

/// "12.5", "-7", "0.1234": no zeros that say nothing.
std::string degrees(double value) {
    std::string text = fmt::format("{:.4f}", value);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text == "-0" ? "0" : text;
}

std::string optional_number(std::optional<double> value, int digits) {
    return value ? fmt::format("{:.{}f}", *value, digits) : std::string{};
}

std::string in_csv(const std::string& text) {
    if (text.find_first_of(",\"\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) quoted += c == '"' ? std::string{"\"\""} : std::string(1, c);
    return quoted + '"';
}

std::string remark(const Cable& cable, const SystemReport& r) {
    std::string text;
    const auto add = [&text](const std::string& part) { text += (text.empty() ? "" : "; ") + part; };
    if (r.failed > 0) add(fmt::format("{} legs without a route", r.failed));
    if (r.ratio && *r.ratio > kLongRatio) add("longer than published");
    if (r.ratio && *r.ratio < kShortRatio) add("shorter than published");
    if (r.overland_km > 0.0) add("isthmus");
    if (r.longest_snap_km > 5.0) add(fmt::format("landing {:.0f} km from the sea", r.longest_snap_km));
    if (!cable.length_km) add("no published length");
    return text;
}

double median(std::vector<double> values) {
    if (values.empty()) return 0.0;
    std::sort(values.begin(), values.end());
    const std::size_t n = values.size();
    return n % 2 == 1 ? values[n / 2] : 0.5 * (values[n / 2 - 1] + values[n / 2]);
}

}  // namespace

void reverse(route::Route& route) {
    std::reverse(route.points.begin(), route.points.end());
    std::swap(route.snap_from_km, route.snap_to_km);
}

std::vector<route::Passage> passages_of(const Dataset& data, const std::vector<Leg>& legs) {
    std::vector<route::DrawnLeg> drawn;
    for (const Leg& leg : legs) drawn.push_back({leg.cable, leg.route.points, leg.route.overland});
    return route::find_passages(data, drawn);
}

std::vector<SystemReport> report_systems(const Dataset& data, const std::vector<Leg>& legs) {
    std::vector<SystemReport> systems(data.cables.size());
    std::vector<std::set<std::pair<Index, Index>>> pairs(data.cables.size());
    for (Index c = 0; c < systems.size(); ++c) systems[c].cable = c;
    for (const Leg& leg : legs) {
        SystemReport& r = systems[leg.cable];
        ++r.legs;
        if (!leg.failure.empty()) ++r.failed;
        r.route_km += leg.route.length_km;
        (leg.route.overland ? r.overland_km : r.snap_land_km) += leg.route.land_km;
        r.longest_snap_km = std::max({r.longest_snap_km, leg.route.snap_from_km, leg.route.snap_to_km});
        if (!pairs[leg.cable].insert(std::minmax(leg.from, leg.to)).second) r.shared_legs = true;
    }
    for (SystemReport& r : systems) {
        const auto published = data.cables[r.cable].length_km;
        if (published && r.failed == 0 && r.legs > 0) r.ratio = r.route_km / *published;
    }
    return systems;
}

std::string routes_csv(const Dataset& data, const std::vector<Leg>& legs) {
    std::string csv = "cable,branch,leg,length_km,land_km,points\n";
    for (const Leg& leg : legs) {
        if (!leg.failure.empty()) continue;
        fmt::format_to(std::back_inserter(csv), "{},{},{},{:.1f},{:.1f},", data.cables[leg.cable].id, leg.branch, leg.number,
                       leg.route.length_km, leg.route.land_km);
        bool first = true;
        for (const geo::LatLon& p : leg.route.points) {
            csv += (first ? "" : ";") + degrees(p.lat_deg) + ' ' + degrees(p.lon_deg);
            first = false;
        }
        csv += '\n';
    }
    return csv;
}

std::string corridors_csv(const Dataset& data, const std::vector<route::Passage>& passages) {
    std::string csv = "cable,chokepoint,basis\n";
    for (const route::Passage& p : passages) {
        csv += data.cables[p.cable].id + ',' + data.chokepoints[p.chokepoint].id + ',' + (p.by_route ? "route" : "listed") + '\n';
    }
    return csv;
}

std::string systems_csv(const Dataset& data, const std::vector<SystemReport>& systems) {
    std::string csv =
        "cable,name,legs,legs_without_route,route_km,published_km,ratio,isthmus_land_km,snap_land_km,longest_snap_km,remark\n";
    for (const SystemReport& r : systems) {
        const Cable& cable = data.cables[r.cable];
        csv += fmt::format("{},{},{},{},{:.0f},{},{},{:.1f},{:.1f},{:.1f},{}\n", cable.id, in_csv(cable.name), r.legs, r.failed,
                           r.route_km, optional_number(cable.length_km, 0), optional_number(r.ratio, 3), r.overland_km,
                           r.snap_land_km, r.longest_snap_km, in_csv(remark(cable, r)));
    }
    return csv;
}

std::string legs_csv(const Dataset& data, const std::vector<Leg>& legs) {
    std::string csv = "cable,branch,leg,from,to,straight_km,route_km,land_km,snap_from_km,snap_to_km,overland,failure\n";
    for (const Leg& leg : legs) {
        const LandingPoint& from = data.landing_points[leg.from];
        const LandingPoint& to = data.landing_points[leg.to];
        csv +=
            fmt::format("{},{},{},{},{},{:.1f},{:.1f},{:.2f},{:.2f},{:.2f},{},{}\n", data.cables[leg.cable].id, leg.branch,
                        leg.number, from.id, to.id, geo::distance_km(from.place, to.place), leg.route.length_km, leg.route.land_km,
                        leg.route.snap_from_km, leg.route.snap_to_km, leg.route.overland ? "yes" : "no", in_csv(leg.failure));
    }
    return csv;
}

std::string passages_csv(const Dataset& data, const std::vector<route::Passage>& passages) {
    std::string csv = "cable,chokepoint,by_route,by_list\n";
    for (const route::Passage& p : passages) {
        csv += fmt::format("{},{},{},{}\n", data.cables[p.cable].id, data.chokepoints[p.chokepoint].id, p.by_route ? "yes" : "no",
                           p.by_list ? "yes" : "no");
    }
    return csv;
}

std::string report_text(const Dataset& data, const std::vector<Leg>& legs, const std::vector<SystemReport>& systems,
                        const std::vector<route::Passage>& passages) {
    std::string text = fmt::format("{:<32}{:>6}{:>10}{:>12}{:>8}{:>10}{:>8}  remark\n", "cable", "legs", "route km", "published",
                                   "ratio", "isthmus", "snap");
    std::vector<double> ratios;
    double overland_km = 0.0, snap_km = 0.0, total_km = 0.0;
    for (const SystemReport& r : systems) {
        const Cable& cable = data.cables[r.cable];
        text += fmt::format("{:<32}{:>6}{:>10.0f}{:>12}{:>8}{:>10.1f}{:>8.1f}  {}\n", cable.id, r.legs, r.route_km,
                            optional_number(cable.length_km, 0), optional_number(r.ratio, 2), r.overland_km, r.snap_land_km,
                            remark(cable, r));
        if (r.ratio) ratios.push_back(*r.ratio);
        overland_km += r.overland_km;
        snap_km += r.snap_land_km;
        total_km += r.route_km;
    }
    const auto count = [&ratios](auto&& test) { return std::count_if(ratios.begin(), ratios.end(), test); };
    text += fmt::format(
        "\n{} systems, {} legs, {:.0f} km; on land {:.0f} km across isthmuses and {:.0f} km between landings and their shore\n",
        systems.size(), legs.size(), total_km, overland_km, snap_km);
    text += fmt::format("route over published length: {} systems, median {:.3f}; {} above {}, {} below {}\n", ratios.size(),
                        median(ratios), count([](double r) { return r > kLongRatio; }), kLongRatio,
                        count([](double r) { return r < kShortRatio; }), kShortRatio);
    const auto passed = [&passages](auto&& test) { return std::count_if(passages.begin(), passages.end(), test); };
    text += fmt::format("passages: {} by route and list, {} by route alone, {} by list alone\n",
                        passed([](const route::Passage& p) { return p.by_route && p.by_list; }),
                        passed([](const route::Passage& p) { return p.by_route && !p.by_list; }),
                        passed([](const route::Passage& p) { return !p.by_route; }));
    for (const Leg& leg : legs) {
        if (!leg.failure.empty())
            text += fmt::format("no route: {} branch {} leg {} ({} to {}): {}\n", data.cables[leg.cable].id, leg.branch, leg.number,
                                data.landing_points[leg.from].id, data.landing_points[leg.to].id, leg.failure);
    }
    return text;
}

}  // namespace linchpin::prepare
