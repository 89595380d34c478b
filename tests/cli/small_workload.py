"""A seeded workload of the form that `linchpin bench` reads, small enough for a test."""
import json
import math
import random


def checksum(line):
    return sum(int(c) if c.isdigit() else c == "-" for c in line) % 10


def elements(count, rng):
    lines = []
    for i in range(count):
        one = f"1 {i + 1:05d}U 19074A   26001.00000000  .00001000  00000-0  10000-3 0  999"
        two = (f"2 {i + 1:05d} {rng.uniform(40, 98):8.4f} {rng.uniform(0, 359.9):8.4f} 0001200 {rng.uniform(0, 359.9):8.4f} "
               f"{rng.uniform(0, 359.9):8.4f} {15.05:11.8f}{1:5d}")
        lines += [one + str(checksum(one)), two + str(checksum(two))]
    return "\n".join(lines) + "\n"


def countries():
    """Squares, one of them over the 180 degree meridian, and a cap around the south pole."""
    squares = [(-20, 10), (20, 10), (20, -30), (-70, -10), (-60, 40), (170, 60)]
    features = []
    for i, (lon, lat) in enumerate(squares):
        ring = [[lon, lat], [lon + 25, lat], [lon + 25, lat + 20], [lon, lat + 20], [lon, lat]]
        ring = [[(x + 180) % 360 - 180, y] for x, y in ring]
        features.append({"type": "Feature", "properties": {"name": str(i), "value": i / len(squares)}, "geometry": {"type": "Polygon", "coordinates": [ring]}})
    cap = [[lon, -75 + 3 * math.sin(lon / 20)] for lon in range(-180, 180, 10)]
    features.append({"type": "Feature", "properties": {"name": "cap", "value": 1.0}, "geometry": {"type": "MultiPolygon", "coordinates": [[cap + cap[:1]]]}})
    return {"type": "FeatureCollection", "features": features}


def write(folder, points=300, cables=20, arcs=60, sats=40, flows=2000):
    rng = random.Random(20260101)
    place = lambda: (rng.uniform(-180, 180), rng.uniform(-80, 80))
    size = folder / "T"
    size.mkdir(parents=True)
    (folder / "countries.geojson").write_text(json.dumps(countries()))
    rows = [f"{lon:.4f},{lat:.4f},{rng.uniform(5, 500):.1f},{rng.randrange(8)}" for lon, lat in (place() for _ in range(points))]
    (size / "points.csv").write_text("lon,lat,mw,cat\n" + "\n".join(rows) + "\n")
    lines = []
    for _ in range(cables):
        (lon, lat), turn = place(), rng.uniform(-60, 60)
        lines.append({"cat": rng.randrange(6), "path": [[round(lon + turn * k / 99, 4), round(lat * (1 - k / 200), 4)] for k in range(100)]})
    (size / "cables.json").write_text(json.dumps(lines))
    rows = ["{:.4f},{:.4f},{:.4f},{:.4f},{:.2f},{}".format(*place(), *place(), rng.uniform(0, 1000), rng.randrange(6)) for _ in range(arcs)]
    (size / "arcs.csv").write_text("lon0,lat0,lon1,lat1,value,cat\n" + "\n".join(rows) + "\n")
    (size / "sats.tle").write_text(elements(sats, rng))
    rows = [f"{rng.randrange(12)},{rng.randrange(12)},{rng.randrange(6)},{rng.randrange(2015, 2025)},{rng.randrange(1, 1000)}" for _ in range(flows)]
    (folder / "flows.csv").write_text("exporter,importer,product,year,value\n" + "\n".join(rows) + "\n")
    return size
