#!/usr/bin/env python3
"""Writes the disputed border lines of a Natural Earth GeoPackage (QGIS's world_map.gpkg) as GeoJSON.

usage: disputed_lines.py world_map.gpkg out.geojson

Left out are the lines of Nagorno-Karabakh (the 1991 oblast and the cease-fire of 1994): they have not stood on the ground since 2023.
"""
import json
import sqlite3
import struct
import sys

GONE = ("Former USSR oblast in 1991", "Ceasefire Line 1994")
ENVELOPE_BYTES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}


def multi_line(blob):
    """Coordinates of a GeoPackage MULTILINESTRING: 'GP', version, flags, srs, envelope, then WKB."""
    at = 8 + ENVELOPE_BYTES[(blob[3] >> 1) & 7]

    def header(at):
        order = "<" if blob[at] == 1 else ">"
        kind, count = struct.unpack_from(order + "II", blob, at + 1)
        return order, kind, count, at + 9

    order, kind, count, at = header(at)
    if kind != 5:
        raise ValueError(f"expected a multi line (WKB type 5), found type {kind}")
    lines = []
    for _ in range(count):
        order, _, points, at = header(at)
        flat = struct.unpack_from(f"{order}{2 * points}d", blob, at)
        at += 16 * points
        lines.append([[round(x, 5), round(y, 5)] for x, y in zip(flat[::2], flat[1::2])])
    return lines


def main():
    source, target = sys.argv[1:3]
    rows = sqlite3.connect(source).execute("select fid, name, geom from disputed_borders order by fid").fetchall()
    features = [
        {"type": "Feature", "properties": {"id": fid, "name": name}, "geometry": {"type": "MultiLineString", "coordinates": multi_line(geom)}}
        for fid, name, geom in rows
        if name not in GONE
    ]
    with open(target, "w", encoding="utf-8") as out:
        json.dump({"type": "FeatureCollection", "features": features}, out, ensure_ascii=False)
    print(f"{len(features)} of {len(rows)} disputed lines")


main()
