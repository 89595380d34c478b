#!/usr/bin/env python3
"""Turns Marble's copy of Natural Earth's 50m lakes into TopoJSON, one arc a shore.

usage: lakes.py ne_50m_lakes.pn2 lakes-50m.json lakes-110m.json

The file (big-endian): version, polygon count, a colour flag; then for each ring a flag (2 ring, 3 outline, 4 island), a number and its
count of absolute nodes; each absolute node (latitude, longitude in 1/120 degrees, count) is followed by that many nodes relative to it.
The coarse map gets the lakes above 4000 km2.
"""
import json
import math
import struct
import sys

RING, OUTLINE, ISLAND = 2, 3, 4
UNITS_PER_DEG = 120
COARSE_KM2 = 4000.0


def rings(blob):
    version, count, coloured = struct.unpack_from(">BIB", blob, 0)
    if version != 2 or coloured:
        raise ValueError(f"expected format 2 without colours, found {version}, {coloured}")
    at = 6
    for _ in range(count):
        flag, _number, nodes = struct.unpack_from(">BII", blob, at)
        at += 9
        if flag not in (RING, OUTLINE, ISLAND):
            raise ValueError(f"expected a ring, found flag {flag} at byte {at}")
        points = []
        for _ in range(nodes):
            lat, lon, relative = struct.unpack_from(">hhH", blob, at)
            at += 6
            points.append((lon, lat))
            for _ in range(relative):
                dlat, dlon = struct.unpack_from(">bb", blob, at)
                at += 2
                points.append((lon + dlon, lat + dlat))
        yield flag, points
    if at != len(blob):
        raise ValueError(f"expected the end at byte {at}, found {len(blob) - at} bytes more")


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
    lakes = []
    for flag, points in rings(open(source, "rb").read()):
        points = tidy(points)
        if len(points) < 3 or area_km2(points) < 5.0:
            continue
        if flag == ISLAND and lakes:
            lakes[-1].append(points)
        else:
            lakes.append([points])
    large = [lake for lake in lakes if area_km2(lake[0]) >= COARSE_KM2]
    for name, chosen in ((medium, lakes), (coarse, large)):
        with open(name, "w", encoding="utf-8") as out:
            json.dump(topology(chosen), out)
    print(f"{len(lakes)} lakes, {len(large)} of them for the coarse map, largest {max(area_km2(lake[0]) for lake in lakes):.0f} km2")


main()
