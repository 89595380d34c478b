#!/usr/bin/env python3
"""Turns Marble's copy of Natural Earth's 50m lakes into TopoJSON, one arc a shore.

usage: lakes.py ne_50m_lakes.pn2 lakes-50m.json lakes-110m.json

The file (big-endian): version, count, a colour flag; then records. Flag 4 announces a polygon with islands: its number and how many.
Flags 2 (shore) and 3 (island) are rings: their polygon's number and a count of absolute nodes; each absolute node (latitude, longitude
in 1/120 degrees, count) is followed by that many nodes relative to it. The first ring of a polygon is its shore.
The coarse map gets the lakes above 8000 km2.
"""
import json
import math
import struct
import sys

SHORE, ISLAND, POLYGON = 2, 3, 4
UNITS_PER_DEG = 120
COARSE_KM2 = 8000.0


def rings(blob):
    version, _count, coloured = struct.unpack_from(">BIB", blob, 0)
    if version != 2 or coloured:
        raise ValueError(f"expected format 2 without colours, found {version}, {coloured}")
    at = 6
    while at < len(blob):
        flag, number = struct.unpack_from(">BI", blob, at)
        if flag == POLYGON:
            at += 6
            continue
        if flag not in (SHORE, ISLAND):
            raise ValueError(f"expected a ring, found flag {flag} at byte {at}")
        (nodes,) = struct.unpack_from(">I", blob, at + 5)
        at += 9
        points = []
        for _ in range(nodes):
            lat, lon, relative = struct.unpack_from(">hhH", blob, at)
            at += 6
            points.append((lon, lat))
            for _ in range(relative):
                dlat, dlon = struct.unpack_from(">bb", blob, at)
                at += 2
                points.append((lon + dlon, lat + dlat))
        yield number, points


def tidy(points):
    out = [p for i, p in enumerate(points) if i == 0 or p != points[i - 1]]
    while len(out) > 1 and out[0] == out[-1]:
        out.pop()
    return out


def area_km2(points):
    lat = sum(y for _, y in points) / len(points) / UNITS_PER_DEG
    doubled = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, points[1:] + points[:1]))
    return abs(doubled) / 2 / UNITS_PER_DEG**2 * 111.195**2 * math.cos(math.radians(lat))


def topology(lakes):
    arcs, geometries = [], []
    for lake in lakes:
        numbers = []
        for ring in lake:
            closed = ring + ring[:1]
            arcs.append([list(closed[0])] + [[b[0] - a[0], b[1] - a[1]] for a, b in zip(closed, closed[1:])])
            numbers.append([len(arcs) - 1])
        geometries.append({"type": "Polygon", "arcs": numbers})
    step = 1 / UNITS_PER_DEG
    return {"type": "Topology", "transform": {"scale": [step, step], "translate": [0, 0]}, "arcs": arcs,
            "objects": {"lakes": {"type": "GeometryCollection", "geometries": geometries}}}


def main():
    source, medium, coarse = sys.argv[1:4]
    polygons = {}
    for number, points in rings(open(source, "rb").read()):
        polygons.setdefault(number, []).append(tidy(points))
    lakes = []
    for shore, *islands in polygons.values():
        if len(shore) >= 3 and area_km2(shore) >= 5.0:
            lakes.append([shore] + [island for island in islands if len(island) >= 3 and area_km2(island) >= 5.0])
    large = [lake for lake in lakes if area_km2(lake[0]) >= COARSE_KM2]
    for name, chosen in ((medium, lakes), (coarse, large)):
        with open(name, "w", encoding="utf-8") as out:
            json.dump(topology(chosen), out)
    print(f"{len(lakes)} lakes, {len(large)} of them for the coarse map, largest {max(area_km2(lake[0]) for lake in lakes):.0f} km2")


main()
