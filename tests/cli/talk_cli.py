#!/usr/bin/env python3
"""Tests of hand-outs and of the hall check with the real program: talk_cli.py SUBJECT PROGRAM ROOT. Exit status 0 passed, 1 failed, 77 skipped."""
import base64
import html.parser
import json
import os
import pathlib
import re
import shutil
import struct
import subprocess
import sys
import zlib

from common import Failed, Skipped, expect, run_subject
from schema_check import problems

SMALL = ("--size", "320x180")
QUICK = (*SMALL, "--min-fps", "0.2")
# Two scenes: numbers in one, a scenario in the other; notes with what must stay text.
STORY = {
    "$schema": "story.schema.json", "version": 1, "title": "A <small> talk", "author": "Somebody",
    "start": {"layers": {"flows": False, "satellites": False, "cables": False}, "look": {"even_light": True}},
    "scenes": [
        {"id": "first", "title": "First & foremost", "planned_s": 60, "state": {"camera": {"lat_deg": 0, "lon_deg": 30, "distance_km": 15000}},
         "captions": [{"kind": "caption", "place": "bottom", "text": "Kenya: {country.KEN.share.CHN.telecom_equipment | percent}", "detail": "from China"},
                      {"kind": "counter", "place": "right", "text": "{count.sites}", "detail": "data centres"}],
         "notes": "## Say\nTake **care** <script>alert(1)</script>.\n\n- one\n- two\n", "sources": [{"text": "A book", "url": "https://example.org/a?b=1&c=2"}]},
        {"id": "second", "title": "What if", "planned_s": 45, "state": {
            "camera": {"lat_deg": 20, "lon_deg": 45, "distance_km": 9000}, "layers": {"cables": True},
            "scenario": {"name": "Closed", "events": [{"kind": "chokepoint-closed", "object": "bab-el-mandeb", "probability": 1}]}},
         "captions": [{"kind": "caption", "place": "bottom", "text": "From {before.country.KEN.M13.total_tbps | number0} to {country.KEN.M13.total_tbps | number1}"}],
         "notes": "Say this.", "sources": [{"text": "The pack"}]},
    ],
}


class Talk:
    def __init__(self, program, root, work):
        self.program, self.root, self.work = program, pathlib.Path(root), pathlib.Path(work)
        self.environment = {**os.environ, "LINCHPIN_GL": "software", "LINCHPIN_ASSETS": str(self.root / "assets")}
        self.story = self.write()

    def write(self, name="story.json", change=None):
        story = json.loads(json.dumps(STORY))
        if change:
            change(story)
        file = self.work / name
        file.write_text(json.dumps(story), encoding="utf-8")
        return file

    def run(self, *words, before=(), **environment):
        merged = {**self.environment, **environment}
        return subprocess.run([*before, self.program, *map(str, words)], env={k: v for k, v in merged.items() if v is not None}, capture_output=True, text=True, timeout=280)

    def good(self, *words, **more):
        done = self.run(*words, **more)
        expect(done.returncode == 0, f"{words}: expected exit status 0, found {done.returncode}: {done.stderr}{done.stdout}")
        return done

    def refused(self, status, parts, *words):
        done = self.run(*words)
        expect(done.returncode == status, f"{words}: expected exit status {status}, found {done.returncode}: {done.stderr}")
        lines = done.stderr.strip().splitlines()
        expect(len(lines) == 1, f"{words}: expected one sentence, found {lines}")
        for part in parts:
            expect(part in lines[0], f"{words}: expected {part!r} in {lines[0]!r}")

    def metric(self, country, metric, item, *more):
        done = self.good("metrics", "--country", country, "--metric", metric, "--full", "--format", "json", "--quiet", *more)
        for figure in json.loads(done.stdout)["rows"]:
            if figure["item"] == item[0] and (len(item) == 1 or figure.get("partner") == item[1]):
                return figure
        raise Failed(f"{metric} of {country} has no {item}")

    # ---- hand-outs ------------------------------------------------------------------------------------------------------------------

    def html(self):
        """One file, every part in it, numbers that equal those of linchpin metrics, and nothing that a browser would run or load."""
        out = self.work / "out.html"
        self.good("handout", self.story, "--out", out, *SMALL)
        text = out.read_text(encoding="utf-8")
        for part in ("<title>A &lt;small&gt; talk</title>", "First &amp; foremost", "A book", "https://example.org/a?b=1&amp;c=2", "id=\"second\"", "Red Sea"):
            expect(part in text, f"expected {part!r} in the page")
        for part in ("<script", "<link", "@import", "url(", "Take <strong>", "{country."):
            expect(part not in text, f"expected no {part!r} in the page")
        tags = []

        class Reader(html.parser.HTMLParser):
            def handle_starttag(self, tag, attributes):
                tags.append((tag, dict(attributes)))
        Reader().feed(text)
        pictures = [a["src"] for tag, a in tags if tag == "img"]
        expect(len(pictures) == 2 and all(p.startswith("data:image/jpeg;base64,") for p in pictures), f"expected two pictures inside, found {len(pictures)}")
        jpegs = [base64.b64decode(p.split(",", 1)[1], validate=True) for p in pictures]
        expect(all(j.startswith(b"\xff\xd8\xff") and j.endswith(b"\xff\xd9") for j in jpegs) and jpegs[0] != jpegs[1], "expected two whole and different JPEG pictures")
        share = self.metric("KEN", "M01", ("supplier_share", "CHN"), "--group", "telecom_equipment")["value"]
        expect(f"{100 * share:.1f} %" in text.replace("\u202f", " ").replace("\u00a0", " "), f"expected Kenya's {100 * share:.1f} % on the page")
        before = self.metric("KEN", "M13", ("total_tbps",))["value"]
        expect(f"From {before:.0f} to " in text, f"expected the capacity before the events, {before:.0f}, on the page")
        with_notes = self.work / "notes.html"
        self.good("handout", self.story, "--out", with_notes, "--notes", *SMALL)
        noted = with_notes.read_text(encoding="utf-8")
        expect("<strong>care</strong>" in noted and "&lt;script&gt;alert(1)&lt;/script&gt;" in noted and "<script" not in noted, "expected the notes as text")
        again = self.work / "again.html"
        self.good("handout", self.story, "--out", again, *SMALL)
        expect(again.read_bytes() == out.read_bytes(), "expected the same bytes twice")

    def pdf(self):
        """A page a scene after the cover, with real text; the same bytes twice."""
        out, again = self.work / "out.pdf", self.work / "again.pdf"
        self.good("handout", self.story, "--out", out, "--notes", *SMALL)
        self.good("handout", self.story, "--out", again, "--notes", *SMALL)
        data = out.read_bytes()
        expect(data.startswith(b"%PDF-") and data.rstrip().endswith(b"%%EOF"), "expected a whole PDF")
        expect(again.read_bytes() == data, "expected the same bytes twice")
        expect(data.count(b"/DCTDecode") == 2, f"expected two pictures, found {data.count(b'/DCTDecode')}")
        if shutil.which("pdftotext") is None:
            inflated = b"".join(self.inflated(data))
            pages = len(re.findall(rb"/Type\s*/Page\b(?!s)", data + inflated))
            expect(pages == 3, f"expected three pages, found {pages}")
            return
        text = subprocess.run(["pdftotext", "-layout", out, "-"], capture_output=True, text=True, check=True).stdout
        pages = text.split("\f")[:-1]
        expect(len(pages) == 3, f"expected three pages, found {len(pages)}")
        for number, parts in ((0, ("A <small> talk", "Somebody")), (1, ("First & foremost", "A book", "NOTES", "alert(1)")), (2, ("What if", "Red Sea", "Say this."))):
            for part in parts:
                expect(part in pages[number], f"expected {part!r} on page {number + 1}, found {pages[number]!r}")

    @staticmethod
    def inflated(data):
        for found in re.finditer(rb"stream\r?\n", data):
            try:
                yield zlib.decompressobj().decompress(data[found.end():])
            except zlib.error:
                continue

    def pictures(self):
        """A folder gets a PNG a scene in the wished size."""
        out = self.work / "pictures"
        self.good("handout", self.story, "--out", out, *SMALL)
        found = sorted(file.name for file in out.iterdir())
        expect(found == ["01-first.png", "02-second.png"], f"expected two pictures, found {found}")
        for file in out.iterdir():
            data = file.read_bytes()
            expect(data.startswith(b"\x89PNG") and struct.unpack(">II", data[16:24]) == (320, 180), f"{file.name}: expected a PNG of 320 x 180")

    def refusals(self):
        """What is wrong is said in one sentence before anything is drawn."""
        out = self.work / "out.html"
        broken = self.work / "broken.json"
        broken.write_text("{\"version\": 1, \"scenes\": [", encoding="utf-8")
        self.refused(1, ["broken.json:1:"], "handout", broken, "--out", out)
        self.refused(1, ["nowhere.json"], "handout", self.work / "nowhere.json", "--out", out)
        self.refused(1, ["at least one scene"], "handout", self.write("none.json", lambda s: s.update(scenes=[])), "--out", out)
        self.refused(1, ["--out"], "handout", self.story, "--out", "/proc/nowhere/out.html")
        unknown = self.write("unknown.json", lambda s: s["scenes"][0]["captions"][0].update(text="{country.XYZ.M01.top_supplier_share}"))
        self.refused(1, ["XYZ"], "handout", unknown, "--out", out)
        self.refused(2, ["--size"], "handout", self.story, "--out", out, "--size", "big")
        self.refused(2, ["--supersample"], "handout", self.story, "--out", out, "--supersample", "9")
        self.refused(2, ["--min-fps"], "hall-check", self.story, "--min-fps", "0")
        self.refused(2, ["--format"], "hall-check", self.story, "--format", "xml")
        self.refused(1, ["broken.json:1:"], "hall-check", broken)
        expect(not out.exists(), "expected nothing to be written")

    def missing_number(self):
        """A number that there is none for says so on the page and is warned of."""
        story = self.write("gap.json", lambda s: s["scenes"][0]["captions"][0].update(text="Antarctica: {country.ATA.M13.total_tbps}"))
        out = self.work / "gap.html"
        done = self.good("handout", story, "--out", out, *SMALL)
        expect("no data" in done.stderr and "First & foremost" in done.stderr, f"expected a warning, found {done.stderr!r}")
        expect("Antarctica: no data" in out.read_text(encoding="utf-8"), "expected \"no data\" on the page")

    # ---- hall check -----------------------------------------------------------------------------------------------------------------

    def check(self, story, *words, **environment):
        done = self.run("hall-check", story, "--format", "json", *(words or QUICK), **environment)
        expect(done.returncode in (0, 1), f"expected exit status 0 or 1, found {done.returncode}: {done.stderr}")
        report = json.loads(done.stdout)
        schema = json.loads((self.root / "docs/schema/hall-check.schema.json").read_text(encoding="utf-8"))
        found = problems(report, schema)
        expect(not found, f"the JSON does not fit its schema: {found}")
        expect(report["ready"] == (done.returncode == 0), f"expected the exit status to say whether all is ready, found {done.returncode} and {report['ready']}")
        return {point["id"]: point for point in report["points"]}, report

    def only_fault(self, point, part, story, *words, **environment):
        """Just this point is a fault, and its sentence has the part in it. Screens are another matter: here there may be none."""
        points, report = self.check(story, *words, **environment)
        faults = {name for name, p in points.items() if p["state"] == "fault" and name != "screens"}
        expect(faults == {point}, f"expected a fault in {point} alone, found {[points[f] for f in faults]}")
        expect(part in points[point]["text"], f"expected {part!r} in {points[point]['text']!r}")
        expect(not report["ready"], "expected not to be ready")

    def ready(self):
        """With a screen and nothing wrong: exit status 0, in words and as JSON, also without a network."""
        if shutil.which("xvfb-run") is None:
            raise Skipped("needs xvfb-run (Debian package xvfb)")
        if shutil.which("ffmpeg") is None:
            raise Skipped("needs ffmpeg")
        screen = ["xvfb-run", "-a", "-s", "-screen 0 1920x1080x24"]
        done = self.run("hall-check", self.story, *QUICK, before=screen)
        expect(done.returncode == 0 and done.stdout.endswith("Ready.\n"), f"expected all to be ready, found {done.returncode}: {done.stdout}{done.stderr}")
        expect("1920 x 1080" in done.stdout, f"expected the screen in the list, found {done.stdout}")
        small = self.run("hall-check", self.story, *QUICK, before=["xvfb-run", "-a", "-s", "-screen 0 800x600x24"])
        expect(small.returncode == 1 and "800 x 600" in small.stdout, f"expected the small screen to be a fault, found {small.returncode}: {small.stdout}")
        if subprocess.run(["unshare", "-rn", "true"], capture_output=True).returncode != 0:
            print("note: no network namespace can be made here; the check without a network was left out")
            return
        cut = self.run("hall-check", self.story, *QUICK, before=["unshare", "-rn", *screen])
        expect(cut.returncode == 0, f"expected all to be ready without a network, found {cut.returncode}: {cut.stdout}{cut.stderr}")

    def faults(self):
        """Each planted fault is found, and it alone."""
        if shutil.which("ffmpeg") is None:
            raise Skipped("needs ffmpeg")
        gap = self.write("gap.json", lambda s: s["scenes"][1]["captions"][0].update(text="{country.ATA.M13.total_tbps}"))
        self.only_fault("numbers", "\"What if\"", gap)
        unknown = self.write("unknown.json", lambda s: s["scenes"][0]["captions"][0].update(text="Cable", detail="{name.XYZ}"))
        self.only_fault("names", "XYZ", unknown)
        late = self.write("late.json", lambda s: s["scenes"][0].update(play={"from": "2010-01-01", "to": "2020-01-01", "seconds": 90}))
        self.only_fault("timing", "\"First & foremost\" needs 1:", late)
        letters = self.write("letters.json", lambda s: s["scenes"][1].update(title="What if \U000F1234"))
        self.only_fault("fonts", "U+F1234", letters)
        dark = self.write("dark.json", lambda s: s["scenes"][1].update(captions=[], state={
            "camera": {"lat_deg": 20, "lon_deg": 45, "distance_km": 900000},
            "layers": {name: False for name in ("earth", "borders", "graticule", "stars", "choropleth", "sites", "cables", "flows", "satellites", "labels", "legend", "credits")}}))
        self.only_fault("run", "\"What if\" is empty", dark)
        self.only_fault("speed", "frames a second", self.story, *SMALL, "--min-fps", "240")
        tools = self.work / "tools"  # a PATH without ffmpeg
        tools.mkdir()
        self.only_fault("ffmpeg", "ffmpeg", self.story, *QUICK, PATH=str(tools))
        points, _ = self.check(self.story, *QUICK, DISPLAY=None, WAYLAND_DISPLAY=None)
        expect(points["screens"]["state"] == "fault", f"expected no screen to be a fault, found {points['screens']}")
        assets = self.work / "assets"
        shutil.copytree(self.root / "assets/base", assets / "base")
        (assets / "pack").symlink_to(self.root / "assets/pack")
        (assets / "base/earth_height.jpg").unlink()
        (self.work / "shaders").symlink_to(self.root / "shaders")
        self.only_fault("assets", "earth_height", self.story, *QUICK, LINCHPIN_ASSETS=str(assets))

    def bundled(self):
        """The bundled story: all its numbers are there, each scene is drawn, the time fits, a hand-out can be made."""
        story = self.root / "assets/stories/who-depends.json"
        points, report = self.check(story, *QUICK)
        for name in ("story", "names", "numbers", "run", "timing", "notes", "fonts", "assets", "network"):
            expect(points[name]["state"] == "ok", f"{name}: {points[name]['text']}")
        expect(12 <= len(report["scenes"]) <= 15 and 13 * 60 <= report["planned_s"] <= 18 * 60, f"expected a talk of about 15 minutes in 12 to 15 scenes, found {report['planned_s']} s in {len(report['scenes'])}")
        tree = json.loads(story.read_text(encoding="utf-8"))
        for scene in tree["scenes"]:
            expect(scene["sources"] and "## Say" in scene["notes"] and "## Caution" in scene["notes"], f"{scene['id']}: expected sources, and notes with what to say and caution")

    def facts(self):
        """Numbers that the bundled story writes out, worked out anew from the pack's tables, apart from the program."""
        import csv
        pack = self.root / "assets/pack"

        def rows(name):
            with open(pack / name, encoding="utf-8", newline="") as file:
                return list(csv.DictReader(file))
        story = {scene["id"]: scene for scene in json.loads((self.root / "assets/stories/who-depends.json").read_text(encoding="utf-8"))["scenes"]}
        captions = {name: " ".join(c["text"] + " " + c.get("detail", "") for c in scene["captions"]) for name, scene in story.items()}
        sites = rows("data_centers.csv")
        regions = [r for r in sites if r["kind"] == "hyperscale_region" and r["status"] == "operational"]
        abroad = [r for r in regions if r["operator_hq_iso3"] != r["country_iso3"]]
        by = {code: sum(r["operator_hq_iso3"] == code for r in abroad) for code in ("USA", "CHN")}
        alibaba = [r for r in regions if "alibaba" in r["operator"].lower()]
        said = {
            "cloud-regions": [f"Of the {len(regions)} regions", f"{len(abroad)} are run by a company of another country", f"{by['USA']} by US companies, {by['CHN']} by Chinese ones",
                              f"Our table has {len(alibaba)} in all, of which {sum(r['country_iso3'] != 'CHN' for r in alibaba)} are outside mainland China"],
        }
        footprint = rows("telecom_footprint.csv")

        def countries(topic, value=None):
            return len({r["country_iso3"] for r in footprint if r["topic"] == topic and (value is None or r["value"] == value)})
        lists = {"169": countries("huawei_mobile_network_any_generation"), "88": countries("huawei_5g"), "49": countries("vendor_restriction")}
        for written, counted in lists.items():
            expect(written == str(counted) and f"{written} countries" in captions["networks"], f"networks: the story says {written}, the pack has {counted}")
        bans, no_bans = countries("vendor_restriction", "ban"), countries("vendor_restriction", "no ban")
        said["networks"] = [f"of which {bans} are a ban and {no_bans} say \"no ban\""]
        china = [r for r in sites if r["country_iso3"] == "CHN" and r["status"] == "operational"]
        hubs = [r for r in china if r["kind"] == "national_hub"]
        expect(f"{len(china)} Chinese sites in operation" in captions["china"] and f"{len(hubs)} clusters of East Data" in captions["china"],
               f"china: the pack has {len(china)} sites and {len(hubs)} clusters, the story says {captions['china']}")
        gulf = sum(float(r["it_power_mw"]) for r in sites if r["country_iso3"] in ("ARE", "SAU", "QAT", "KWT", "BHR", "OMN") and r["status"] in ("announced", "under_construction")
                   and r["it_power_mw"] and r["count_in_totals"] == "1")
        expect(f"{gulf / 1000:.1f} GW planned" in captions["gulf"], f"gulf: the pack has {gulf / 1000:.1f} GW planned, the story says {captions['gulf']}")
        by_id = {r["id"]: r for r in sites}
        shown = [(c["text"], c.get("detail", "")) for c in story["ai-factories"]["captions"]]
        for site, column, unit, place, planned in (("softbank-sakai-ai-data-centre-jpn", "it_power_mw", "MW", "Sakai", True),
                                                   ("sk-telecom-ulsan-ai-factory-sk-aws-ai-zone-kor", "it_power_mw", "MW", "Ulsan", True),
                                                   ("reliance-jamnagar-ai-data-centre-meta-lease-ind", "it_power_mw", "MW", "Jamnagar", True),
                                                   ("singtel-nxera-dc-tuas-sgp", "it_power_mw", "MW", "Tuas", False),
                                                   ("deutsche-telekom-industrial-ai-cloud-deu", "accelerator_count", "GPUs", "Munich", False)):
            row = by_id[site]
            said_here = next((text, detail) for text, detail in shown if place in detail)
            expect(re.sub(r"\D", "", said_here[0]) == row[column] and said_here[0].endswith(unit), f"{place}: the pack has {row[column]} {unit}, the story says {said_here}")
            expect((row["status"] != "operational") == planned == said_here[1].startswith("PLANNED"), f"{place}: the pack says {row['status']}, the story says {said_here}")
        orbit = [r for r in rows("satellites.csv") if r["group"] == "three-body"]
        expect(f"{len(orbit)} satellites of the Three-Body" in captions["orbit"], f"orbit: the pack has {len(orbit)}, the story says {captions['orbit']}")

        def declared(year, group):
            flow = sum(int(r["value_usd"]) for r in rows_flows if r["importer_iso3"] == "USA" and r["exporter_iso3"] == "CHN" and r["product_group"] == group and r["year"] == str(year))
            whole = next(int(r["imports_usd"]) for r in totals if r["iso3"] == "USA" and r["product_group"] == group and r["year"] == str(year))
            return 100 * flow / whole
        rows_flows, totals = rows("flows.csv"), rows("country_totals.csv")
        then, now = declared(2020, "transformers_converters"), declared(2024, "transformers_converters")
        expect(f"fell from {then:.0f} to {now:.0f} per cent" in captions["rerouting"], f"rerouting: the pack has {then:.1f} and {now:.1f} %, the story says {captions['rerouting']}")
        said["rerouting"] = [f"{then:.1f} % in 2020, **{now:.1f} % in 2024**"]
        said["power-chain"] = [f"**{declared(2024, 'batteries_hs8507'):.1f} %**"]
        for name, parts in said.items():
            for part in parts:
                expect(part in story[name]["notes"], f"{name}: expected {part!r} in the notes, found {story[name]['notes']!r}")
        known = {r["id"] for r in rows("claims.csv")}
        for name, scene in story.items():
            for found in re.findall(r"claim-\w+", " ".join(s["text"] for s in scene["sources"])):
                expect(found in known, f"{name}: {found} is not in the pack's claims")


if __name__ == "__main__":
    sys.exit(run_subject(Talk))
