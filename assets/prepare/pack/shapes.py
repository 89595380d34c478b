"""Country shapes from TopoJSON, and the place where a country's name goes: the point deep inside its largest part.

The plain pole of inaccessibility sits in a corner of long countries, so depth is weighed against the distance from the
centroid. Work happens in a Lambert azimuthal equal-area plane about the shape, on a sphere of radius 1.
"""
import heapq
import json
import math
from pathlib import Path

Point = tuple[float, float]
Ring = list[Point]
Polygon = list[Ring]

_CENTRE_PULL = 0.6  # share of the depth lost at the far end of the shape; 0 would be the plain pole of inaccessibility


def read_polygons(path: Path, object_name: str) -> dict[str, list[Polygon]]:
    """Polygons (rings of (lon, lat) in degrees) by the property a3."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    scale, translate = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for deltas in topology["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in deltas:
            x, y = x + dx, y + dy
            arc.append((x * scale[0] + translate[0], y * scale[1] + translate[1]))
        arcs.append(arc)

    def ring(indices: list[int]) -> Ring:
        points: Ring = []
        for index in indices:
            arc = arcs[index] if index >= 0 else arcs[~index][::-1]
            points.extend(arc[1:] if points else arc)
        return points

    shapes: dict[str, list[Polygon]] = {}
    for geometry in topology["objects"][object_name]["geometries"]:
        parts = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        polygons = [[ring(indices) for indices in part] for part in parts if part]
        shapes.setdefault(geometry["properties"]["a3"], []).extend(p for p in polygons if p[0])
    return shapes


class _Plane:
    """Lambert azimuthal equal-area projection about a centre."""

    def __init__(self, points: Ring):
        x = sum(math.cos(math.radians(b)) * math.cos(math.radians(a)) for a, b in points)
        y = sum(math.cos(math.radians(b)) * math.sin(math.radians(a)) for a, b in points)
        z = sum(math.sin(math.radians(b)) for a, b in points)
        self._lon = math.atan2(y, x)
        self._lat = math.atan2(z, math.hypot(x, y))

    def forward(self, point: Point) -> Point:
        lon, lat = math.radians(point[0]) - self._lon, math.radians(point[1])
        cos_c = math.sin(self._lat) * math.sin(lat) + math.cos(self._lat) * math.cos(lat) * math.cos(lon)
        k = math.sqrt(2.0 / max(1e-12, 1.0 + cos_c))
        return (k * math.cos(lat) * math.sin(lon),
                k * (math.cos(self._lat) * math.sin(lat) - math.sin(self._lat) * math.cos(lat) * math.cos(lon)))

    def inverse(self, point: Point) -> Point:
        rho = math.hypot(*point)
        if rho < 1e-12:
            return math.degrees(self._lon), math.degrees(self._lat)
        c = 2.0 * math.asin(min(1.0, rho / 2.0))
        lat = math.asin(math.cos(c) * math.sin(self._lat) + point[1] * math.sin(c) * math.cos(self._lat) / rho)
        lon = self._lon + math.atan2(point[0] * math.sin(c),
                                     rho * math.cos(self._lat) * math.cos(c) - point[1] * math.sin(self._lat) * math.sin(c))
        return (math.degrees(lon) + 540.0) % 360.0 - 180.0, math.degrees(lat)


def _signed_area(ring: Ring) -> float:
    return 0.5 * sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1]))


def _centroid(ring: Ring) -> Point:
    area = _signed_area(ring)
    cross = [(a, b, a[0] * b[1] - b[0] * a[1]) for a, b in zip(ring, ring[1:] + ring[:1])]
    return (sum((a[0] + b[0]) * c for a, b, c in cross) / (6 * area), sum((a[1] + b[1]) * c for a, b, c in cross) / (6 * area))


def _signed_distance(point: Point, polygon: Polygon) -> float:
    """Distance to the outline, positive inside."""
    px, py = point
    inside = False
    nearest = math.inf
    for ring in polygon:
        ax, ay = ring[-1]
        for bx, by in ring:
            if (ay > py) != (by > py) and px < (bx - ax) * (py - ay) / (by - ay) + ax:
                inside = not inside
            dx, dy = bx - ax, by - ay
            length = dx * dx + dy * dy
            t = min(1.0, max(0.0, ((px - ax) * dx + (py - ay) * dy) / length)) if length else 0.0
            nearest = min(nearest, (px - ax - t * dx) ** 2 + (py - ay - t * dy) ** 2)
            ax, ay = bx, by
    return math.sqrt(nearest) if inside else -math.sqrt(nearest)


def _deep_point(polygon: Polygon) -> Point:
    """Branch and bound over square cells: the best possible score of a cell decides which is split next."""
    outer = polygon[0]
    low = (min(p[0] for p in outer), min(p[1] for p in outer))
    high = (max(p[0] for p in outer), max(p[1] for p in outer))
    centre = _centroid(outer)
    reach = max(math.dist(centre, p) for p in outer)
    size = min(high[0] - low[0], high[1] - low[1])
    precision = max(high[0] - low[0], high[1] - low[1]) / 200.0

    def score(depth: float, distance: float) -> float:
        return depth * (1.0 - _CENTRE_PULL * distance / reach) if depth > 0 else depth

    def cell(x: float, y: float, half: float) -> tuple[float, float, float, float, float]:
        depth, distance = _signed_distance((x, y), polygon), math.dist((x, y), centre)
        corner = half * math.sqrt(2.0)
        best_possible = score(depth + corner, max(0.0, distance - corner))
        return -best_possible, score(depth, distance), x, y, half

    best = cell(centre[0], centre[1], 0.0)
    half = size / 2.0
    columns, rows = math.ceil((high[0] - low[0]) / size), math.ceil((high[1] - low[1]) / size)
    heap = [cell(low[0] + (2 * i + 1) * half, low[1] + (2 * j + 1) * half, half) for i in range(columns) for j in range(rows)]
    heapq.heapify(heap)
    while heap:
        top = heapq.heappop(heap)
        if top[1] > best[1]:
            best = top
        if -top[0] - best[1] <= precision * 0.5 or top[4] < precision * 0.05:
            continue
        quarter = top[4] / 2.0
        for dx in (-quarter, quarter):
            for dy in (-quarter, quarter):
                heapq.heappush(heap, cell(top[2] + dx, top[3] + dy, quarter))
    return best[2], best[3]


def label_place(polygons: list[Polygon]) -> Point:
    """(lon, lat) in degrees inside the largest polygon."""
    flat = []
    for polygon in polygons:
        plane = _Plane(polygon[0])
        flat.append((plane, [[plane.forward(p) for p in ring] for ring in polygon]))
    plane, largest = max(flat, key=lambda item: abs(_signed_area(item[1][0])))
    if abs(_signed_area(largest[0])) < 1e-9:  # an islet that simplification has flattened to a line or a point
        return plane.inverse((0.0, 0.0))
    return plane.inverse(_deep_point(largest))


def distance_outside_km(point: Point, polygons: list[Polygon]) -> float:
    """How far (lon, lat) lies outside all polygons, in km on a sphere; 0 inside. For plausibility checks only."""
    best = math.inf
    for polygon in polygons:
        outer = polygon[0]
        if min(_rough_degrees(point, p) for p in outer[:: max(1, len(outer) // 40)]) > 40.0 and best < math.inf:
            continue
        plane = _Plane([point])
        distance = _signed_distance((0.0, 0.0), [[plane.forward(p) for p in ring] for ring in polygon])
        best = min(best, max(0.0, -distance) * 6371.0)
    return best


def _rough_degrees(a: Point, b: Point) -> float:
    lon = abs(a[0] - b[0]) % 360.0
    lon = min(lon, 360.0 - lon) * math.cos(math.radians(0.5 * (a[1] + b[1])))
    return math.hypot(lon, a[1] - b[1])
