#!/usr/bin/env python3
"""Tests of `linchpin orbit`: orbit_cli.py SUBJECT PROGRAM ROOT. Exit status 0 passed, 1 failed, 77 skipped."""
import csv
import datetime
import io
import json
import os
import random
import subprocess
import sys

from cli import Cli
from common import Skipped, expect, near, run_subject
from schema_check import problems

DAY = ("--from", "2026-08-21T12:00Z", "--to", "2026-08-23T12:00Z")


def unix(text):
    form = "%Y-%m-%dT%H:%M:%S.%fZ" if "." in text else "%Y-%m-%dT%H:%M:%SZ"
    return datetime.datetime.strptime(text, form).replace(tzinfo=datetime.timezone.utc).timestamp()


class OrbitCli(Cli):
    def __init__(self, program, root, work):
        super().__init__(program, root, work)
        self.elements = self.root / "tests/data/orbit/passes.tle"

    def with_input(self, text, *words):
        return subprocess.run([self.program, *map(str, words)], env=self.environment, input=text, capture_output=True, timeout=120)

    def rows(self, *words):
        return list(csv.DictReader(io.StringIO(self.good("orbit", "--elements", self.elements, *words).stdout)))

    def tree(self, *words):
        tree = json.loads(self.good("orbit", "--elements", self.elements, *words, "--format", "json").stdout)
        found = problems(tree, json.loads((self.root / "docs/schema/orbit.schema.json").read_text(encoding="utf-8")))
        expect(not found, f"does not fit its schema: {found[:5]}")
        return tree

    # ---- passes ------------------------------------------------------------------------------------------------------------------

    def compare_passes(self, folder, *span):
        """Every pass that another program found, and no other."""
        with open(folder / "passes_expected.csv", newline="", encoding="ascii") as file:
            expected = list(csv.DictReader(file))
        expect(len(expected) > 100, f"only {len(expected)} passes to compare with")
        asked = {}
        for row in expected:
            asked.setdefault((row["lat_deg"], row["lon_deg"], row["height_m"], row["min_elevation_deg"]), []).append(row)
        for (lat, lon, height, mask), rows in asked.items():
            found = self.rows("--passes", f"{lat},{lon},{height}", "--min-elevation", mask, *span)
            whole = [row for row in found if row["up_before"] == row["up_after"] == "0"]
            expect(len(whole) == len(rows), f"over {lat},{lon} above {mask}: expected {len(rows)} whole passes, found {len(whole)}")
            whole.sort(key=lambda row: (row["norad_cat_id"], unix(row["rise_utc"])))
            rows.sort(key=lambda row: (row["norad_cat_id"], float(row["rise_unix_s"])))
            for got, want in zip(whole, rows):
                what = f"{got['object_name']} over {lat},{lon} at {got['rise_utc']}"
                expect(got["norad_cat_id"] == want["norad_cat_id"], f"{what}: another satellite")
                near(unix(got["rise_utc"]), float(want["rise_unix_s"]), 0.25, what + ", rise")
                near(unix(got["peak_utc"]), float(want["peak_unix_s"]), 2.0, what + ", peak")
                near(unix(got["set_utc"]), float(want["set_unix_s"]), 0.25, what + ", set")
                near(float(got["peak_elevation_deg"]), float(want["peak_elevation_deg"]), 0.01, what + ", peak elevation")
                near(float(got["peak_range_km"]), float(want["peak_range_km"]), 2.0, what + ", peak range")
                near(float(got["duration_s"]), unix(got["set_utc"]) - unix(got["rise_utc"]), 0.02, what + ", duration")

    def passes(self):
        self.compare_passes(self.root / "tests/data/orbit", *DAY)
        berlin = ("--passes", "52.52,13.405,34", *DAY)
        tree, rows = self.tree(*berlin), self.rows(*berlin)
        expect(len(tree["passes"]) == len(rows) > 20, f"JSON has {len(tree['passes'])} passes, CSV {len(rows)}")
        near(tree["observer"]["height_km"], 0.034, 1e-9, "height of the observer")
        for item, row in zip(tree["passes"], rows):
            expect(item["peak"]["time_utc"] == row["peak_utc"] and item["rise"]["light"] == row["rise_light"], f"JSON and CSV differ: {item} {row}")
            expect(float(row["peak_elevation_deg"]) >= 10.0, f"a pass below the mask: {row}")
        lights = {row[key] for row in rows for key in ("rise_light", "peak_light", "set_light")}
        expect({"sunlit", "umbra"} <= lights, f"expected satellites in sunlight and in shadow within two days, found {lights}")
        # A geostationary satellite never sets.
        up = [row for row in self.rows("--passes", "0,-162", *DAY) if row["object_name"].startswith("INMARSAT")]
        expect(len(up) == 1 and up[0]["up_before"] == up[0]["up_after"] == "1", f"a satellite that stays up: {up}")

    def passes_skyfield(self):
        """The same against Skyfield itself, on other days than those of the tables."""
        for python in (sys.executable, "/usr/bin/python3"):
            if os.path.exists(python) and subprocess.run([python, "-c", "import skyfield.api"], capture_output=True, timeout=120).returncode == 0:
                break
        else:
            raise Skipped("Skyfield is not installed (Debian: apt install python3-skyfield), passes were compared with its tables only")
        made = subprocess.run([python, "-B", self.root / "tests/data/orbit/passes_skyfield.py", self.work, "2026", "8", "25"],
                              capture_output=True, text=True, timeout=250)
        expect(made.returncode == 0, f"passes_skyfield.py: {made.stderr}")
        self.compare_passes(self.work, "--from", "2026-08-25T12:00Z", "--to", "2026-08-27T12:00Z")

    def passes_refused(self):
        given = ("orbit", "--elements", self.elements)
        for place in ("91,0", "0,181", "1", "1,2,3,4", "nan,1", "1,2,inf", "a,b", ",", ""):
            self.refused(2, ["--passes: expected LAT,LON", f'"{place}"'], *given, "--passes", place, *DAY)
        self.refused(2, ["--passes needs --from and --to"], *given, "--passes", "1,2")
        self.refused(2, ["--to: expected a time not before --from"], *given, "--passes", "1,2", "--from", "2026-08-22", "--to", "2026-08-21")
        self.refused(2, ["ten years"], *given, "--passes", "1,2", "--from", "2026-08-22", "--to", "2037-08-21")
        for mask in ("90", "-1", "nan", "x", ""):
            self.refused(2, ["--min-elevation: expected"], *given, "--passes", "1,2", *DAY, "--min-elevation", mask)
        self.refused(2, ["--passes"], *given, "--min-elevation", "5", "--time", "2026-08-21")
        self.refused(2, ["--passes"], *given, "--passes", "1,2", *DAY, "--frame", "ecef")
        self.refused(2, ["need --step"], *given, *DAY)

    # ---- input -------------------------------------------------------------------------------------------------------------------

    def standard_input(self):
        text = self.elements.read_bytes()
        asked = ("orbit", "--elements", "-", "--time", "2026-08-21T12:00Z")
        done = self.with_input(text, *asked)
        same = self.good("orbit", "--elements", self.elements, "--time", "2026-08-21T12:00Z").stdout
        expect(done.returncode == 0 and done.stdout.decode() == same, "elements from standard input give other places than from a file")
        times = self.with_input(b"# two\r\n2026-08-21T12:00:00.5Z\r\n\n2026-08-21 12:00\n", "orbit", "--elements", self.elements, "--times", "-")
        expect(times.returncode == 0 and len(times.stdout.splitlines()) == 13 and b"T12:00:00.5Z" in times.stdout, f"times from standard input: {times}")
        both = self.with_input(b"", "orbit", "--elements", "-", "--times", "-")
        expect(both.returncode == 2 and b"cannot both be standard input" in both.stderr, f"both from standard input: {both}")
        bad = self.with_input(b"2026-08-21\nyesterday\n", "orbit", "--elements", self.elements, "--times", "-")
        expect(bad.returncode == 1 and b"standard input:2" in bad.stderr and not bad.stdout, f"a bad time on standard input: {bad}")

    def forms(self):
        """Every form of the same elements gives the same bytes, and what one form cannot say is refused."""
        text, omm = self.elements.read_text(encoding="ascii"), {}
        asked = ("--from", "2026-08-21T12:00Z", "--to", "2026-08-22T12:00Z", "--step", "1h", "--frame", "ecef")
        places = self.good("orbit", "--elements", self.elements, *asked).stdout
        for form in ("omm-csv", "omm-json", "tle", "tle-alpha5"):
            omm[form] = self.good("orbit", "--elements", self.elements, "--convert", form).stdout
            file = self.work / f"gp.{form}"
            file.write_text(omm[form], encoding="ascii")
            expect(self.good("orbit", "--elements", file, *asked).stdout == places, f"{form}: other places")
            expect(self.good("orbit", "--elements", file, "--convert", "tle").stdout == text, f"{form} and back to TLE: another text")
        json.loads(omm["omm-json"])
        long = self.work / "long.csv"
        long.write_text(omm["omm-csv"].replace("63982", "123456").replace("44714", "799501299"), encoding="ascii")
        nine = self.good("orbit", "--elements", long, "--time", "2026-08-21T12:00Z").stdout
        expect("799501299,STARLINK-1008," in nine and "123456,SCS-01 A," in nine, "numbers of six and nine digits do not come out")
        for form, refused in (("tle", ["123456 SCS-01 A", "799501299 STARLINK"]), ("tle-alpha5", ["799501299 STARLINK"])):
            done = self.run("orbit", "--elements", long, "--convert", form)
            lines = done.stderr.splitlines()
            expect(done.returncode == 1 and len(lines) == len(refused) and all(part in line for part, line in zip(refused, lines)), f"{form}: {done.stderr}")
            expect(len(done.stdout.splitlines()) == 3 * (6 - len(refused)), f"{form}: {done.stdout}")
        expect("\n1 C3456U" in done.stdout, f"123456 as Alpha-5 is C3456, found {done.stdout}")
        self.refused(2, ["--convert"], "orbit", "--elements", self.elements, "--convert", "tle", "--time", "2026-08-21")
        self.refused(2, ["unknown convert", "omm-csv"], "orbit", "--elements", self.elements, "--convert", "kvn")

    def hostile(self):
        """Whatever the elements are: a status that says what happened, sentences with lines, no crash."""
        text = self.elements.read_bytes()
        lines = text.split(b"\n")
        asked = ("orbit", "--elements", "-", "--time", "2026-08-21T12:00Z")
        broken = b"\n".join([*lines[:4], lines[4][:50] + b"9" + lines[4][51:], *lines[5:]])
        done = self.with_input(broken, *asked)
        expect(done.returncode == 1 and len(done.stdout.splitlines()) == 6, f"one bad set of six: {done}")
        expect(b"standard input:5" in done.stderr and b"checksum" in done.stderr, f"a bad checksum is not named with its line: {done.stderr}")
        for nothing in (b"", b"\n\n", b"\xef\xbb\xbf", b"[]", b"<html>no</html>", b"\x00" * 5000, b"OBJECT_NAME,EPOCH,NORAD_CAT_ID\n", b"{" * 20000, b"<omm>" * 2000):
            done = self.with_input(nothing, *asked)
            expect(done.returncode == 1 and not done.stdout and b"found none" in done.stderr, f"{nothing[:20]!r}: {done.returncode} {done.stderr[-300:]}")
        seeded = random.Random(5)
        forms = [text] + [self.good("orbit", "--elements", self.elements, "--convert", form).stdout.encode() for form in ("omm-csv", "omm-json")]
        for turn in range(60):
            mutated = bytearray(forms[turn % 3])
            for _ in range(seeded.randrange(1, 30)):
                at = seeded.randrange(len(mutated))
                mutated[at:at + seeded.randrange(3)] = bytes(seeded.choices(b"0129.-+eE,\"{}[]<>\n\x00\xff ", k=seeded.randrange(4)))
            for extra in (("--frame", "geodetic", "--format", "json"), ("--frame", "ecef")):
                done = self.with_input(bytes(mutated), *asked, *extra)
                expect(done.returncode in (0, 1), f"turn {turn}: ended with {done.returncode}: {done.stderr[-300:]}")
                expect(b"nan" not in done.stdout.lower().replace(b"nano", b""), f"turn {turn}: a number that is none")
                if extra[-1] == "json" and done.stdout:
                    json.loads(done.stdout.decode())
        self.refused(1, ["found something else"], "orbit", "--elements", self.work, "--time", "2026-08-21")
        old = self.run("orbit", "--elements", self.elements, "--time", "2027-08-21T12:00Z")
        expect(old.returncode == 0 and "6 of 6 element sets are more than 30 days" in old.stderr, f"old elements pass in silence: {old.stderr}")
        gone = self.run("orbit", "--elements", self.elements, "--passes", "50,10", "--from", "2050-08-21", "--to", "2050-08-22")
        expect(gone.returncode == 0 and "no place at 2050-08-21T00:00:00Z" in gone.stderr, f"a satellite that is gone: {gone.stderr}")
        if os.path.exists("/dev/full"):
            with open("/dev/full", "wb") as full:
                done = subprocess.run([self.program, "orbit", "--elements", str(self.elements), "--passes", "50,10", *DAY], stdout=full,
                                      stderr=subprocess.PIPE, timeout=120)
            expect(done.returncode == 3 and done.stderr, f"a full disk: {done}")


if __name__ == "__main__":
    sys.exit(run_subject(OrbitCli))
