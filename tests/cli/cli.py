#!/usr/bin/env python3
"""Tests of the command line of the real program: cli.py SUBJECT PROGRAM ROOT. Exit status 0 passed, 1 failed, 77 skipped."""
import csv
import datetime
import io
import json
import math
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import time

from common import Skipped, expect, near, run_subject
from metrics_cli import MetricsTests

COMMANDS = ("explore", "image", "check", "orbit", "metrics", "dossier", "handout", "hall-check")
SMALL = ("--size", "320x180", "--sky-time", "2026-08-21T12:00:00Z", "--layers", "earth,borders")


class Cli(MetricsTests):
    def __init__(self, program, root, work):
        self.program, self.root, self.work = program, pathlib.Path(root), pathlib.Path(work)
        self.environment = {**os.environ, "LINCHPIN_GL": "software", "LINCHPIN_ASSETS": str(self.root / "assets")}

    def run(self, *words, **more):
        return subprocess.run([self.program, *map(str, words)], env=self.environment, capture_output=True, text=True, timeout=120, **more)

    def good(self, *words):
        done = self.run(*words)
        expect(done.returncode == 0, f"linchpin {' '.join(map(str, words))}: expected exit status 0, found {done.returncode}: {done.stderr}")
        return done

    def refused(self, status, parts, *words):
        """The command ends with `status`, says one sentence with all `parts` in it, and prints no result."""
        done = self.run(*words)
        shown = f"linchpin {' '.join(map(str, words))}"
        expect(done.returncode == status, f"{shown}: expected exit status {status}, found {done.returncode}: {done.stderr}")
        lines = done.stderr.strip().splitlines()
        expect(len(lines) == 1, f"{shown}: expected one sentence, found {lines}")
        expect(done.stdout == "", f"{shown}: expected nothing on standard output, found {done.stdout!r}")
        for part in parts:
            expect(part in lines[0], f"{shown}: expected {part!r} in {lines[0]!r}")
        return lines[0]

    def left_in(self, folder, *expected):
        found = sorted(file.name for file in pathlib.Path(folder).iterdir())
        expect(found == sorted(expected), f"expected the files {sorted(expected)} in {folder}, found {found}")

    # ---- help and version --------------------------------------------------------------------------------------------------------

    def help(self):
        root = self.good("--help").stdout
        for command in COMMANDS:
            expect(re.search(rf"^ +{command}\b", root, re.M), f"--help does not list {command}")
            text = self.good(command, "--help").stdout
            expect(f"Usage: linchpin {command} " in text, f"{command} --help begins with {text[:80]!r}")
            expect("Examples:" in text and f"  linchpin {command}" in text, f"{command} --help has no example")
        expect("Exit status" in root, "--help does not say what the exit status means")
        version = self.good("--version").stdout
        for part in ("linchpin ", "OpenGL", "GLFW", "ImGui"):
            expect(part in version, f"--version does not say {part}: {version!r}")
        expect(re.match(r"linchpin \d+\.\d+\.\d+\n", version), f"--version begins with {version[:40]!r}")

    # ---- check -------------------------------------------------------------------------------------------------------------------

    def check(self):
        done = self.good("check", self.root / "assets/pack")
        expect(not re.search(r"^\S+:\d+:\d+: error", done.stdout, re.M), f"the bundled pack has errors: {done.stdout[:400]}")
        self.good("check", self.root / "tests/data/pack/good")
        self.check_bad_row()
        self.check_missing()
        self.check_states()
        self.check_scenarios()
        self.check_projects()

    def broken(self, name, file, change):
        pack = self.work / name
        shutil.copytree(self.root / "tests/data/pack/good", pack)
        path = pack / file
        path.write_bytes(change(path.read_bytes()))
        return pack

    def check_projects(self):
        """The bundled projects are good; every mistake of a broken one is told with its line."""
        for project in sorted((self.root / "assets/projects").glob("*.json")):
            done = self.good("check", project)
            expect(done.stdout == "", f"{project.name}: {done.stdout!r}")
        broken = self.work / "broken-project.json"
        broken.write_text("""{"version": 1, "length_s": 8,
 "camera": [{"time_s": 9}],
 "elements": [{"start_s": 1, "end_s": 2,
   "text": "{country.KEN.share.CHX}"},
  {"start_s": 1, "end_s": 2, "text": "good", "detail": "{cont.sites}"}]}
""")
        done = self.run("check", broken)
        expect(done.returncode == 1, f"expected exit status 1 for a broken project, found {done.returncode}")
        for part in ("broken-project.json:2: camera[0].time_s: expected a time from 0 to the length", "broken-project.json:4: elements[0].text:", "CHX",
                     "broken-project.json:5: elements[1].detail:", '"count"'):
            expect(part in done.stdout, f"expected {part!r} in {done.stdout!r}")

    def check_bad_row(self):
        """A word where a number belongs: file, line and column are those of the word."""
        rows = (self.root / "tests/data/pack/good/data_centers.csv").read_text().splitlines()
        header = rows[0].split(",")
        column = header.index("lat")
        fields = next(csv.reader([rows[2]]))
        word = fields[column]
        start = rows[2].index("," + word + ",") + 1
        bad = rows[2][:start] + "north" + rows[2][start + len(word):]
        pack = self.broken("bad-row", "data_centers.csv", lambda _: ("\n".join([*rows[:2], bad, *rows[3:]]) + "\n").encode())
        done = self.run("check", pack)
        expect(done.returncode == 1, f"expected exit status 1 for a pack with a bad row, found {done.returncode}: {done.stdout}")
        place = rf"data_centers\.csv:3:(\d+): "
        found = re.search(place, done.stdout)
        expect(found is not None, f"expected data_centers.csv:3:COLUMN: in {done.stdout!r}")
        expect(int(found.group(1)) in (column + 1, start + 1), f"the column is {found.group(1)}; the word stands in field {column + 1}, character {start + 1}")
        expect("north" in done.stdout, f"the finding does not say what was found: {done.stdout!r}")

    def check_missing(self):
        pack = self.work / "without-table"
        shutil.copytree(self.root / "tests/data/pack/good", pack)
        (pack / "flows.csv").unlink()
        done = self.run("check", pack)
        expect(done.returncode == 1 and "flows.csv" in done.stdout, f"a missing table: status {done.returncode}, {done.stdout!r}")
        truncated = self.broken("truncated", "datapackage.json", lambda data: data[:len(data) // 2])
        done = self.run("check", truncated)
        expect(done.returncode == 1 and re.search(r"datapackage\.json:\d+:\d+: ", done.stdout), f"half a descriptor: status {done.returncode}, {done.stdout!r}")
        done = self.run("check", self.work / "nothing-here")
        expect(done.returncode == 1 and "nothing-here" in done.stdout + done.stderr, f"no pack at all: status {done.returncode}, {done.stdout!r} {done.stderr!r}")
        sentence = self.run("image", "--out", self.work / "x.png", "--pack", truncated)
        expect(sentence.returncode == 1 and "datapackage.json" in sentence.stderr, f"image with half a descriptor: {sentence.returncode} {sentence.stderr!r}")

    def check_states(self):
        good = self.work / "good.json"
        good.write_text('{"version": 1, "camera": {"lat_deg": 1}}\n')
        self.good("check", good)
        bad = self.work / "bad.json"
        bad.write_text('{\n  "version": 1,\n  "camera": {\n    "lat_deg": 100\n  }\n}\n')
        done = self.run("check", bad)
        expect(done.returncode == 1 and re.search(r"bad\.json:4\b", done.stdout), f"a latitude of 100: status {done.returncode}, {done.stdout!r}")
        bad.write_text('{"version": 99}\n')
        done = self.run("check", bad)
        expect(done.returncode == 1 and "99" in done.stdout, f"a state of the future: status {done.returncode}, {done.stdout!r}")

    def check_scenarios(self):
        """A scenario is known as one, and its events are held against the bundled pack."""
        self.good("check", self.root / "tests/data/scenario/red_sea_closed.json")
        bad = self.work / "strait.json"
        bad.write_text('{"$schema": "scenario.schema.json", "version": 1, "events": [{"kind": "chokepoint-closed", "object": "bab-el-mandab"}]}\n')
        done = self.run("check", bad)
        expect(done.returncode == 1 and 'event 1' in done.stdout and '"bab-el-mandeb"' in done.stdout, f"an unknown strait: {done.returncode}, {done.stdout!r}")
        refused = self.run("image", "--out", self.work / "x.png", "--scenario", bad)
        expect(refused.returncode == 1 and "strait.json: event 1" in refused.stderr and not (self.work / "x.png").exists(),
               f"a picture of an unknown strait: {refused.returncode}, {refused.stderr!r}")

    # ---- image: what is refused --------------------------------------------------------------------------------------------------

    def image_arguments(self):
        out = self.work / "x.png"
        self.refused(2, ["sitez", '"sites"'], "image", "--out", out, "--layers", "earth,sitez")
        self.refused(2, ["viridi", '"viridis"'], "image", "--out", out, "--palette", "viridi")
        self.refused(2, ["DEX", "did you mean"], "image", "--out", out, "--select", "country:DEX")
        self.refused(2, ["cabel", '"cable"'], "image", "--out", out, "--select", "cabel:peace")
        self.refused(2, ["KIND:ID"], "image", "--out", out, "--select", "country")
        for size in ("0x0", "100000x100000", "640", "640x", "-5x10", "640x360x2", "axb", "99999999999999999999x1"):
            self.refused(2, ["--size", size, "1920x1080"], "image", "--out", out, f"--size={size}")
        for place in ("91,0", "0,181", "nan,0", "1", "1,2,3,4", "0,0,1", "0,0,inf"):
            self.refused(2, ["--at", place], "image", "--out", out, f"--at={place}")
        for moment in ("yesterday", "2026-13-01T00:00:00Z", "2026-02-30T00:00:00Z"):
            self.refused(2, ["--sky-time", moment], "image", "--out", out, "--sky-time", moment)
        for factor in ("0", "5", "x"):
            self.refused(2, ["--supersample", factor], "image", "--out", out, "--supersample", factor)
        self.refused(2, ["--out"], "image")
        self.refused(2, ["imag", '"image"'], "imag")
        self.refused(2, ["--paletta", '"--palette"'], "image", "--out", out, "--paletta", "viridis")
        self.refused(2, [".png"], "image", "--out", self.work / "x.jpg")
        self.refused(1, ["no-such-state.json"], "image", "--out", out, "--state", self.work / "no-such-state.json")
        expect(not out.exists(), "a refused command must write nothing")

    def image_places(self):
        folder = self.work / "out"
        folder.mkdir()
        self.refused(1, ["missing"], "image", "--out", self.work / "missing/x.png", *SMALL)
        self.refused(1, ["folder"], "image", "--out", folder, *SMALL)
        target = folder / "x.png"
        target.write_bytes(b"the old picture")
        self.good("image", "--out", target, *SMALL)
        expect(target.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n", "the old picture was not replaced by a PNG")
        self.left_in(folder, "x.png")
        if os.geteuid() != 0:
            folder.chmod(0o500)
            self.refused(1, [str(folder)], "image", "--out", folder / "y.png", *SMALL)
            folder.chmod(0o700)

    def old_opengl(self):
        """A driver without OpenGL 3.3: status 3, and the sentence names what is needed and what was found."""
        self.environment["MESA_GL_VERSION_OVERRIDE"] = "3.1"
        self.refused(3, ["OpenGL 3.3", "found OpenGL 3.1"], "image", "--out", self.work / "old.png", *SMALL)
        self.left_in(self.work)

    def looks(self):
        """--cvd and --quality: other pictures, and words that do not exist are refused with the nearest."""
        def drawn(*words):
            out = self.work / "look.png"
            self.good("image", "--out", out, *SMALL, *words)
            return out.read_bytes()
        plain = drawn()
        expect(drawn("--quality", "still") == plain, "still is what an image is drawn with")
        expect(drawn("--cvd", "none") == plain, "--cvd none changed the picture")
        expect(len({plain, drawn("--quality", "low"), *(drawn("--cvd", name) for name in ("protanopia", "deuteranopia", "tritanopia"))}) == 5,
               "expected five different pictures")
        self.refused(2, ["--cvd", "protanopia"], "image", "--out", self.work / "x.png", "--cvd", "protanopie")
        self.refused(2, ["--quality", "low"], "image", "--out", self.work / "x.png", "--quality", "lowest")

    def full_disk(self):
        """A disk of 64 KiB: status 3, a sentence, the old file untouched and nothing left behind."""
        folder = self.work / "small-disk"
        folder.mkdir()
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder], capture_output=True, text=True) if os.geteuid() == 0 else None
        if done is None or done.returncode != 0:
            raise Skipped("mounting a small disk needs root" + (f": {done.stderr.strip()}" if done else ""))
        try:
            target = folder / "x.png"
            target.write_bytes(b"the old picture")
            sentence = self.refused(3, [str(target)], "image", "--out", target, "--size", "640x360")
            expect("space" in sentence.lower() or "written" in sentence, f"the sentence does not say what is the matter: {sentence!r}")
            expect(target.read_bytes() == b"the old picture", "the old picture was harmed")
            self.left_in(folder, "x.png")
        finally:
            subprocess.run(["umount", folder], check=True)
        with open("/dev/full", "w", encoding="ascii") as full:
            done = subprocess.run([self.program, "metrics", "--all"], env=self.environment, stdout=full, stderr=subprocess.PIPE, text=True, timeout=120)
        expect(done.returncode == 3 and "standard output" in done.stderr, f"a full standard output: status {done.returncode}, {done.stderr!r}")

    def killed(self):
        """Ended at any moment, the old file is whole or the new one is."""
        folder = self.work / "out"
        folder.mkdir()
        target = folder / "x.png"
        words = ["image", "--out", target, "--size", "1600x900", "--sky-time", "2026-08-21T12:00:00Z"]
        start = time.monotonic()
        self.good(*words)
        whole, long_s = target.read_bytes(), time.monotonic() - start
        for share in (0.1, 0.4, 0.7, 0.85, 0.93, 0.97, 1.0):
            target.write_bytes(b"the old picture")
            process = subprocess.Popen([self.program, *map(str, words)], env=self.environment, stderr=subprocess.DEVNULL)
            time.sleep(long_s * share)
            process.send_signal(signal.SIGKILL if share != 0.4 else signal.SIGTERM)
            process.wait(60)
            found = target.read_bytes()
            expect(found in (b"the old picture", whole), f"ended after {share:.0%} of the time: a partial file of {len(found)} bytes")

    # ---- orbit -------------------------------------------------------------------------------------------------------------------

    def orbit(self):
        """Places against those of another program (tests/data/orbit/README.md)."""
        with open(self.root / "tests/data/orbit/places_expected.csv", newline="", encoding="ascii") as file:
            expected = list(csv.DictReader(file))
        elements = self.root / "tests/data/orbit/passes.tle"
        times = self.work / "times.txt"
        stamps = sorted({float(row["unix_s"]) for row in expected})
        iso = {stamp: datetime.datetime.fromtimestamp(stamp, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ") for stamp in stamps}
        times.write_text("# one time a line\n" + "\n".join(iso.values()) + "\n")
        text = self.good("orbit", "--elements", elements, "--times", times, "--frame", "geodetic").stdout
        rows = {(row["norad_cat_id"], row["time_utc"]): row for row in csv.DictReader(io.StringIO(text))}
        for want in expected:
            found = rows[(want["norad_cat_id"], iso[float(want["unix_s"])])]
            what = f"{want['norad_cat_id']} at {found['time_utc']}"
            near(float(found["lat_deg"]), float(want["lat_deg"]), 2e-3, what + ", latitude")
            off = (float(found["lon_deg"]) - float(want["lon_deg"]) + 180) % 360 - 180
            near(off * math.cos(math.radians(float(want["lat_deg"]))), 0, 2e-3, what + ", longitude")
            near(float(found["height_km"]), float(want["height_km"]), 0.1, what + ", height")
        number = len(json.loads(self.good("orbit", "--elements", elements, "--times", times, "--format", "json").stdout)["rows"])
        expect(number == len(rows), f"expected {len(rows)} rows in JSON, found {number}")
        series = self.good("orbit", "--elements", elements, "--from", iso[stamps[0]], "--to", iso[stamps[0]], "--step", "10m").stdout
        expect(len(series.splitlines()) == 1 + len({row["norad_cat_id"] for row in expected}), "a series of one time has other than one row an object")
        self.refused(2, ["needs a time"], "orbit", "--elements", elements)
        self.refused(2, ["equator"], "orbit", "--elements", elements, "--time", iso[stamps[0]], "--frame", "equator")
        self.refused(1, ["no-elements.tle"], "orbit", "--elements", self.work / "no-elements.tle", "--time", iso[stamps[0]])


if __name__ == "__main__":
    sys.exit(run_subject(Cli))
