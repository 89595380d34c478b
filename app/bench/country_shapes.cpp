#include "app/bench/country_shapes.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <optional>
#include <thread>
#include <unordered_set>

#include "app/bench/json_places.h"
#include "app/bench/ring_cut.h"
#include "app/scene/line_builder.h"
#include "data/geo/triangulate.h"

namespace linchpin::app::bench {
namespace {

using nlohmann::json;

struct Feature {
    std::vector<Polygon> polygons;
    double value = 0.0;
};

std::optional<Error> read_polygon(const json& rings, const std::string& place, Polygon& out) {
    if (!rings.is_array() || rings.empty()) return Error{place + ": expected a list of rings"};
    for (std::size_t r = 0; r < rings.size(); ++r) {
        const std::string here = fmt::format("{}[{}]", place, r);
        Ring ring;
        if (auto error = read_places(rings[r], here, ring)) return error;
        if (ring.size() > 1 && ring.front() == ring.back()) ring.pop_back();
        if (ring.size() < 3) return Error{fmt::format("{}: expected a ring of at least three places, found {}", here, ring.size())};
        out.push_back(std::move(ring));
    }
    return std::nullopt;
}

std::optional<Error> read_feature(const json& feature, const std::string& place, Feature& out) {
    const json* const geometry = member(feature, "geometry");
    const json* const properties = member(feature, "properties");
    const json* const kind = geometry != nullptr ? member(*geometry, "type") : nullptr;
    const json* const coordinates = geometry != nullptr ? member(*geometry, "coordinates") : nullptr;
    if (kind == nullptr || coordinates == nullptr || (*kind != "Polygon" && *kind != "MultiPolygon"))
        return Error{place + ".geometry: expected a Polygon or a MultiPolygon with coordinates"};
    const json* const value = properties != nullptr ? member(*properties, "value") : nullptr;
    if (value == nullptr || !value->is_number() || !(value->get<double>() >= 0.0 && value->get<double>() <= 1.0))
        return Error{fmt::format("{}.properties.value: expected a number from 0 to 1, found {}", place, value != nullptr ? shown(*value) : "nothing")};
    out.value = value->get<double>();
    if (*kind == "Polygon") return read_polygon(*coordinates, place + ".geometry.coordinates", out.polygons.emplace_back());
    if (!coordinates->is_array()) return Error{place + ".geometry.coordinates: expected a list of polygons"};
    for (std::size_t p = 0; p < coordinates->size(); ++p)
        if (auto error = read_polygon((*coordinates)[p], fmt::format("{}.geometry.coordinates[{}]", place, p), out.polygons.emplace_back())) return error;
    return std::nullopt;
}

/// Fills every polygon of every feature. @return  per feature its meshes
Result<std::vector<std::vector<geo::TriangleMesh>>> fill(const std::vector<Feature>& features, const std::filesystem::path& file, unsigned threads) {
    std::vector<std::vector<geo::TriangleMesh>> meshes(features.size());
    std::vector<std::optional<Error>> errors(features.size());
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        for (std::size_t i = next++; i < features.size(); i = next++) {
            for (const Polygon& polygon : features[i].polygons) {
                for (const Polygon& piece : cut_at_map_edge(polygon)) {
                    auto mesh = geo::triangulate(piece);
                    if (!mesh) errors[i] = Error{fmt::format("features[{}]: {}", i, mesh.error().message), file};
                    else meshes[i].push_back(std::move(*mesh));
                }
            }
        }
    };
    {
        std::vector<std::jthread> helpers;
        for (unsigned t = 1; t < threads; ++t) helpers.emplace_back(work);
        work();
    }
    for (const auto& error : errors)
        if (error) return *error;
    return meshes;
}

std::shared_ptr<const render::AreaMesh> join(const std::vector<std::vector<geo::TriangleMesh>>& meshes) {
    auto out = std::make_shared<render::AreaMesh>();
    out->area_count = static_cast<std::uint32_t>(meshes.size());
    std::size_t points = 0, indices = 0;
    for (const auto& parts : meshes)
        for (const geo::TriangleMesh& part : parts) points += part.points.size(), indices += part.indices.size();
    out->positions.reserve(points);
    out->area_of_vertex.reserve(points);
    out->indices.reserve(indices);
    for (std::size_t area = 0; area < meshes.size(); ++area) {
        for (const geo::TriangleMesh& part : meshes[area]) {
            const auto first = static_cast<std::uint32_t>(out->positions.size());
            for (const geo::LatLon& p : part.points) out->positions.push_back(glm::vec3(geo::to_unit(p)));
            for (const std::uint32_t i : part.indices) out->indices.push_back(first + i);
        }
        out->area_of_vertex.resize(out->positions.size(), static_cast<std::uint16_t>(area));
    }
    return out;
}

/// Edges that are there already, whichever way they run. Places count in ten thousandths of a degree.
class EdgeSet {
public:
    /// @return  it is new
    bool insert(const geo::LatLon& a, const geo::LatLon& b) {
        const std::uint64_t ka = key(a), kb = key(b);
        return seen_.insert({std::min(ka, kb), std::max(ka, kb)}).second;
    }
    void reserve(std::size_t edges) { seen_.reserve(edges); }

private:
    using Edge = std::pair<std::uint64_t, std::uint64_t>;
    struct Hash {
        std::size_t operator()(const Edge& e) const noexcept { return (e.first * 0x9E3779B97F4A7C15u) ^ (e.second * 0xC2B2AE3D27D4EB4Fu); }
    };
    static std::uint64_t key(const geo::LatLon& p) {
        const auto part = [](double deg) { return static_cast<std::uint64_t>(std::llround((deg + 180.0) * 1e4)) & 0xFFFFFFFFu; };
        return part(p.lat_deg) << 32 | part(geo::wrap_lon_deg(p.lon_deg));
    }
    std::unordered_set<Edge, Hash> seen_;
};

constexpr double kMostStepDeg = 2.0;  // a map's straight edge is no great circle

void add_edge(LineBuilder& lines, const geo::LatLon& a, const geo::LatLon& b) {
    double turn = b.lon_deg - a.lon_deg;
    turn -= 360.0 * std::round(turn / 360.0);
    const int pieces = std::max(1, static_cast<int>(std::ceil(std::max(std::abs(turn), std::abs(b.lat_deg - a.lat_deg)) / kMostStepDeg)));
    for (int i = 1; i <= pieces; ++i) {
        const double t = static_cast<double>(i) / pieces;
        lines.add(geo::to_unit({a.lat_deg + (b.lat_deg - a.lat_deg) * t, a.lon_deg + turn * t}));
    }
}

std::shared_ptr<const render::LineGeometry> outlines(const std::vector<Feature>& features) {
    std::size_t edges = 0;
    for (const Feature& feature : features)
        for (const Polygon& polygon : feature.polygons)
            for (const Ring& ring : polygon) edges += ring.size();
    EdgeSet drawn;
    drawn.reserve(edges);
    LineBuilder lines;
    lines.reserve(edges);
    const auto add_ring = [&](const Ring& ring) {
        bool open = false;
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const geo::LatLon &a = ring[i], &b = ring[(i + 1) % ring.size()];
            const bool on_pole = std::abs(a.lat_deg) > 89.99 && std::abs(b.lat_deg) > 89.99;
            if (on_pole || !drawn.insert(a, b)) {
                if (open) lines.end();
                open = false;
                continue;
            }
            if (!open) {
                lines.begin(0);
                lines.add(geo::to_unit(a));
                open = true;
            }
            add_edge(lines, a, b);
        }
        if (open) lines.end();
    };
    for (const Feature& feature : features)
        for (const Polygon& polygon : feature.polygons)
            for (const Ring& ring : polygon) add_ring(ring);
    return lines.take();
}

}  // namespace

Result<CountryShapes> read_country_shapes(std::string_view text, const std::filesystem::path& file, unsigned threads) {
    std::vector<Feature> features;
    {
        const Result<json> root = parse_json(text, file);
        if (!root) return root.error();
        const json* const list = member(*root, "features");
        if (list == nullptr || !list->is_array() || list->empty()) return Error{"expected a FeatureCollection with features, found none", file};
        if (list->size() > 65535) return Error{fmt::format("expected at most 65535 features, found {}", list->size()), file};
        features.resize(list->size());
        for (std::size_t i = 0; i < list->size(); ++i)
            if (auto error = read_feature((*list)[i], fmt::format("features[{}]", i), features[i])) return error->file = file, *error;
    }
    CountryShapes shapes;
    for (const Feature& feature : features)
        shapes.classes.push_back(static_cast<std::uint8_t>(std::min<double>(feature.value * kAreaClasses, kAreaClasses - 1)));
    const auto meshes = fill(features, file, threads);
    if (!meshes) return meshes.error();
    shapes.areas = join(*meshes);
    shapes.borders = outlines(features);
    return shapes;
}

}  // namespace linchpin::app::bench
