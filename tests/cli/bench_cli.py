#!/usr/bin/env python3
"""Tests of `linchpin bench`: bench_cli.py SUBJECT PROGRAM ROOT. Exit status 0 passed, 1 failed, 77 skipped."""
import json
import pathlib
import subprocess
import sys
import tempfile

from common import Failed, expect
from schema_check import problems
import small_workload


def bench(program, folder, *words, status=0):
    done = subprocess.run([program, "bench", "--workload", folder, "--size", "320x180", "--frames", "3", "--no-record", "--json", folder / "out.json", *words],
                          capture_output=True, text=True, timeout=240)
    expect(done.returncode == status, f"expected exit status {status}, found {done.returncode}: {done.stderr}")
    return done.stderr


def figures(program, root, work):
    size = small_workload.write(work)
    bench(program, size)
    out = json.loads((size / "out.json").read_text())
    found = problems(out, json.loads((root / "docs/schema/bench.schema.json").read_text()))
    expect(not found, f"does not fit its schema: {found[:5]}")
    counts = {"name": "T", "areas": 7, "sites": 300, "cables": 20, "arcs": 60, "satellites": 40, "flow_rows": 2000, "flow_countries": 12}
    expect(out["workload"] == counts, f"expected {counts}, found {out['workload']}")
    expect(out["frames"] == 3 and out["draw_calls"] >= 5 and out["vertices"] > 1000, f"nothing was drawn: {out}")


def culling(program, root, work):
    """What is skipped for being unseen makes no difference to the picture."""
    size = small_workload.write(work)
    with_cull, without, other = work / "a.png", work / "b.png", work / "c.png"
    bench(program, size, "--picture", with_cull)
    few = json.loads((size / "out.json").read_text())["vertices"]
    bench(program, size, "--picture", without, "--no-cull")
    many = json.loads((size / "out.json").read_text())["vertices"]
    expect(few < many, f"nothing was skipped: {few} vertices with culling, {many} without")
    expect(with_cull.read_bytes() == without.read_bytes(), "the picture with culling is another one than without")
    rows = (size / "points.csv").read_text().splitlines()
    (size / "points.csv").write_text("\n".join(rows[:1] + ["-30,20,9,0"] + rows[1:]) + "\n")
    bench(program, size, "--picture", other)
    expect(other.read_bytes() != with_cull.read_bytes(), "one site more in the middle does not show")


def refused(program, root, work):
    size = small_workload.write(work)
    for name, text, sentence in [
            ("T/points.csv", "lon,lat,mw,cat\n1,95,3,1\n", "points.csv:2:3: lat: expected a number from -90 to 90, found '95'"),
            ("T/points.csv", "lon,lat\n", "points.csv:1: expected the columns lon,lat,mw,cat, found 'lon,lat'"),
            ("T/arcs.csv", "lon0,lat0,lon1,lat1,value,cat\n1,2,3,4,5\n", "arcs.csv:2: expected 6 numbers, found 5"),
            ("T/cables.json", '[{"cat":1,"path":[[0,0]]}]', "[0].path: expected at least two places, found 1"),
            ("T/cables.json", '[{"cat":1', "cables.json:1:"),
            ("T/sats.tle", "", "sats.tle: expected two-line element sets, found none"),
            ("countries.geojson", '{"features":[]}', "expected a FeatureCollection with features, found none"),
            ("flows.csv", "exporter,importer,product,year,value\n1,2,3,2020,x\n", "flows.csv:2:12: value: expected a whole number"),
            ("T/arcs.csv", None, "arcs.csv")]:
        file = work / name
        good = file.read_text()
        file.unlink() if text is None else file.write_text(text)
        said = bench(program, size, status=1)
        expect(sentence in said and len(said.strip().splitlines()) == 1, f"{name}: expected one sentence with {sentence!r}, found {said!r}")
        file.write_text(good)
    done = subprocess.run([program, "bench", "--workload", work / "none", "--size", "320x180", "--json", work / "x.json"], capture_output=True, text=True, timeout=60)
    expect(done.returncode == 1 and "expected a folder with a workload, found nothing there" in done.stderr, f"no folder: found {done.stderr!r}")
    bench(program, size, "--samples", "3", status=2)
    bench(program, size)


if __name__ == "__main__":
    subject, program, root = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    with tempfile.TemporaryDirectory() as folder:
        try:
            {"figures": figures, "culling": culling, "refused": refused}[subject](program, root, pathlib.Path(folder))
        except Failed as failure:
            print(failure)
            sys.exit(1)
