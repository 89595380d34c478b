#!/usr/bin/env python3
"""Tests of `linchpin dossier`: dossier_cli.py SUBJECT PROGRAM ROOT. Exit status 0 passed, 1 failed, 77 skipped."""
import csv
import html.parser
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as tree
import zipfile

from cli import Cli
from common import Skipped, expect, near, run_subject

YEAR = "2024"
SUBJECTS = {"KEN": ("--country", "KEN"), "TUV": ("--country", "TUV"), "EU": ("--bloc", "EU"), "202": ("--region", "202")}
SECTIONS = ("Power equipment", "Compute", "Telecom", "Cables", "Satellites", "Minerals")
VOID = {"meta", "img", "link", "br", "hr", "input"}


class Page(html.parser.HTMLParser):
    """Cells with figures, every attribute that could load something, and whether tags are closed in order."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.figures, self.loads, self.ids, self.links, self.open, self.wrong, self.words, self.svgs = [], [], set(), [], [], [], [], 0
        self.feed(text)
        self.close()
        expect(not self.open and not self.wrong, f"tags are not closed in order: {self.open[:5]} {self.wrong[:5]}")

    def handle_starttag(self, tag, attributes):
        got = dict(attributes)
        if tag not in VOID:
            self.open.append(tag)
        if "id" in got:
            expect(got["id"] not in self.ids, f"the id {got['id']} stands twice")
            self.ids.add(got["id"])
        self.svgs += tag == "svg"
        for name in ("src", "srcset", "data", "poster", "xlink:href", "action", "background"):
            if name in got:
                self.loads.append((tag, name, got[name]))
        if "href" in got:
            self.links.append((tag, got["href"]))
        if "data-metric" in got:
            self.figures.append({name[5:]: value for name, value in got.items() if name.startswith("data-")})

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)

    def handle_data(self, data):
        self.words.append(data)


def plain(value):
    return None if value in (None, "") else float(value)


class DossierCli(Cli):
    def dossier(self, whom, ending, *more):
        out = self.work / f"out{len(list(self.work.iterdir()))}{ending}"
        self.good("dossier", *SUBJECTS.get(whom, ("--country", whom)), "--year", YEAR, "--out", out, *more)
        return out

    def metrics_of(self, whom, *more):
        words = ("metrics", *SUBJECTS.get(whom, ("--country", whom)), "--metric", "all", "--group", "all", "--year", YEAR, "--format", "json", *more)
        return json.loads(self.good(*words).stdout)["rows"]

    @staticmethod
    def key(row):
        return row["metric"], row["item"], row.get("product_group") or row.get("group") or "", row.get("partner") or ""

    def same(self, figure, row, what):
        for name in ("value", "low", "high"):
            wanted = row[name]
            wanted = float(wanted.replace("Infinity", "inf")) if isinstance(wanted, str) else wanted
            expect(plain(figure[name]) == wanted, f"{what}: {name} is {figure[name]!r}, metrics says {row[name]!r}")
        for name in ("state", "unit"):
            expect(figure[name] == row[name], f"{what}: {name} is {figure[name]!r}, metrics says {row[name]!r}")
        expect(figure["text"] == (row["text"] or ""), f"{what}: the text is {figure['text']!r}, metrics says {row['text']!r}")
        expect(figure["year"] == str(row["year"] or ""), f"{what}: the year is {figure['year']!r}, metrics says {row['year']!r}")

    # ---- figures -----------------------------------------------------------------------------------------------------------------

    def figures(self):
        """Every figure of the page equals `linchpin metrics`, bit for bit, for a country, one with little data, a bloc and a region."""
        for whom in SUBJECTS:
            page = Page(self.dossier(whom, ".html", "--no-map").read_text(encoding="utf-8"))
            headline, full = self.metrics_of(whom), self.metrics_of(whom, "--full")
            every, sections = page.figures[-len(headline):], page.figures[: -len(headline)]
            expect(len(sections) >= 20, f"{whom}: only {len(sections)} figures in the sections")
            for figure, row in zip(every, headline):
                expect(self.key(figure) == self.key(row), f"{whom}: expected {self.key(row)}, found {self.key(figure)}")
                self.same(figure, row, f"{whom} {self.key(row)}")
            rows = {}
            for row in full:
                rows.setdefault(self.key(row), row)
            without_partner = {}
            for row in full:
                without_partner.setdefault(self.key(row)[:3], row)
            found = 0
            for figure in sections:
                row = rows.get(self.key(figure))
                if row is None:
                    # A row of the page without a value names no partner, and metrics has then one row that says why.
                    row = without_partner.get(self.key(figure)[:3])
                    expect(figure["value"] == "" and (row is None or row["value"] is None), f"{whom}: metrics has no {self.key(figure)}, the page says {figure['value']!r}")
                    continue
                found += 1
                self.same(figure, row, f"{whom} section {self.key(figure)}")
            expect(whom == "TUV" or found >= 20, f"{whom}: only {found} figures of the sections were compared")
            self.complete(whom, page, headline)

    def complete(self, whom, page, rows):
        words = " ".join(page.words)
        for name in (*SECTIONS, "What is missing", "Every figure", "Definitions", "Sources and licences"):
            expect(name in words, f"{whom}: no section {name!r}")
        missing = [row for row in rows if row["state"] != "value"]
        expect(missing, f"{whom}: expected something to be missing")
        for row in missing:
            expect(not row["note"] or row["note"] in words, f"{whom}: {self.key(row)} is missing and the page does not say why: {row['note']!r}")
        for row in rows:
            if row["state"] == "value" and row["source"]:
                expect(row["source"] in words, f"{whom}: the source of {self.key(row)} is not named: {row['source']!r}")
        for metric in {row["metric"] for row in rows}:
            expect(f"def-{metric}" in page.ids, f"{whom}: no definition of {metric}")
        for tag, target in page.links:
            expect(target.startswith("#") and target[1:] in page.ids, f"{whom}: a link leads nowhere: {target!r}")

    def tables(self):
        """CSV is what metrics writes, to the byte; XLSX has the same numbers in number cells."""
        for whom in ("KEN", "TUV"):
            words = ("metrics", *SUBJECTS[whom], "--metric", "all", "--group", "all", "--year", YEAR, "--full", "--format", "csv")
            expected = self.good(*words).stdout
            found = self.dossier(whom, ".csv").read_text(encoding="utf-8")
            expect(found == expected, f"{whom}: the CSV is not what metrics writes")
            rows = list(csv.DictReader(io.StringIO(expected)))
            sheet = self.sheet(self.dossier(whom, ".xlsx"), "Figures")
            head, cells = sheet[0], sheet[1:]
            expect(len(cells) == len(rows), f"{whom}: {len(rows)} figures, {len(cells)} rows in the workbook")
            at = {name: i for i, name in enumerate(head)}
            for row, line in zip(rows, cells):
                what = f"{whom} {row['metric']} {row['item']} {row['product_group']} {row['partner']}"
                expect(line[at["Item"]] == row["item"] and line[at["Metric"]] == row["metric"] and line[at["Partner code"]] == row["partner"], f"{what}: another row stands there: {line[:6]}")
                for column, name in (("Value", "value"), ("Low", "low"), ("High", "high")):
                    number = line[at[column]]
                    if row[name] in ("", "inf"):
                        expect(not isinstance(number, float), f"{what}: no {name}, the workbook has {number!r}")
                    else:
                        expect(isinstance(number, float), f"{what}: {name} is no number: {number!r}")
                        near(number, float(row[name]), 1e-15 * max(1.0, abs(float(row[name]))), f"{what}: {name}")
                expect(line[at["Note"]] == row["note"] and line[at["Source"]] == row["source"] and line[at["State"]] == row["state"], f"{what}: note, source or state differ")

    @staticmethod
    def sheet(file, name):
        """Cells of a sheet, row by row: texts, floats, '' where there is none."""
        space = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships"}
        with zipfile.ZipFile(file) as book:
            expect(book.testzip() is None, f"{file}: a part is damaged")
            strings = [("".join(t.text or "" for t in s.iter(f"{{{space['m']}}}t"))) for s in tree.fromstring(book.read("xl/sharedStrings.xml"))]
            names = [s.get("name") for s in tree.fromstring(book.read("xl/workbook.xml")).find("m:sheets", space)]
            expect(name in names, f"{file}: no sheet {name}, only {names}")
            rows = []
            for row in tree.fromstring(book.read(f"xl/worksheets/sheet{names.index(name) + 1}.xml")).find("m:sheetData", space):
                cells = {}
                for cell in row:
                    letters = re.match("[A-Z]+", cell.get("r")).group()
                    column = 0
                    for letter in letters:
                        column = column * 26 + ord(letter) - 64
                    value = cell.find("m:v", space)
                    if value is not None:
                        cells[column - 1] = strings[int(value.text)] if cell.get("t") == "s" else float(value.text)
                rows.append(cells)
        width = 1 + max(max(row, default=0) for row in rows)
        return [[row.get(i, "") for i in range(width)] for row in rows]

    # ---- the page itself ---------------------------------------------------------------------------------------------------------

    def self_contained(self):
        """Nothing is loaded from elsewhere: with the map, pictures and letters are in the file."""
        out = self.dossier("KEN", ".html", "--map-size", "640x400")
        text = out.read_text(encoding="utf-8")
        page = Page(text)
        expect([load[0] for load in page.loads] == ["img"], f"expected the map and nothing else, found {[load[:2] for load in page.loads]}")
        for tag, name, value in page.loads:
            expect(value.startswith("data:image/jpeg;base64,"), f"{tag} {name} loads {value[:60]!r}")
        style = "".join(re.findall(r"<style>(.*?)</style>", text, re.S))
        for target in re.findall(r"url\(\"?([^)\"]{0,40})", text):
            expect(target.startswith("data:font/") or target.startswith("#"), f"a style loads {target!r}")
        expect("@import" not in style and "<script" not in text and "<link" not in text and "javascript:" not in text and not re.search(r"\son[a-z]+=", re.sub(r'"[^"]*"', '""', text)), "the page holds something that runs or loads")
        expect(page.svgs >= 10, f"expected charts as SVG inside the page, found {page.svgs}")
        for svg in re.findall(r"<svg.*?</svg>", text, re.S):
            tree.fromstring(svg)
        again = self.dossier("KEN", ".html", "--map-size", "640x400")
        expect(again.read_bytes() == out.read_bytes(), "the same command gave another page")
        expect(len(text) < 3_000_000, f"{len(text)} bytes are too many for a page")

    def scenario(self):
        """Before and after stand side by side, and both are what metrics says."""
        events = self.root / "tests/data/scenario/red_sea_closed.json"
        rows = {self.key(row): row for row in self.metrics_of("EGY", "--scenario", events)}
        text = self.dossier("EGY", ".html", "--no-map", "--scenario", events).read_text(encoding="utf-8")
        page = Page(text)
        changed = 0
        for figure in page.figures[-len(rows):]:
            row = rows[self.key(figure)]
            self.same(figure, row, f"EGY {self.key(figure)}")
            expect(plain(figure["before-value"]) == row["before"]["value"], f"EGY {self.key(figure)}: before is {figure['before-value']!r}, metrics says {row['before']['value']!r}")
            changed += row["changed"]
        expect(changed > 0, "the scenario changes nothing")
        expect("What if, not what is" in text and "\u2192" in text, "the page does not say that it is a scenario")

    def paper(self):
        """PDF: real text in embedded Inter, every section bookmarked, pages A4."""
        out = self.dossier("KEN", ".pdf", "--map-size", "640x400")
        data = out.read_bytes()
        expect(data.startswith(b"%PDF-1.") and data.rstrip().endswith(b"%%EOF"), "no PDF")
        again = self.dossier("KEN", ".pdf", "--map-size", "640x400")
        expect(again.read_bytes() == data, "the same command gave another PDF")
        little = self.dossier("TUV", ".pdf", "--no-map")
        expect(little.stat().st_size > 20_000, "a country with little data has no page")
        if not all(shutil.which(tool) for tool in ("pdftotext", "pdfinfo", "pdffonts")):
            raise Skipped("the programs pdftotext, pdfinfo and pdffonts are not installed (package poppler-utils): only the PDF's frame was checked")
        run = lambda *words: subprocess.run(words, capture_output=True, text=True, check=True).stdout
        info = run("pdfinfo", str(out))
        pages = int(re.search(r"Pages: +(\d+)", info).group(1))
        expect(4 <= pages <= 60, f"{pages} pages")
        expect("A4" in info and "Kenya" in info, f"no A4 or no title: {info}")
        fonts = run("pdffonts", str(out)).splitlines()[2:]
        expect(fonts and all("Inter" in line for line in fonts), f"other letters than Inter: {fonts}")
        for line in fonts:
            expect(re.search(r"\byes +yes +yes\b", line), f"a font is not embedded, not a subset or has no text in it: {line}")
        text = run("pdftotext", "-layout", str(out), "-")
        for name in ("Kenya", *SECTIONS, "What is missing", "Every figure", "Definitions"):
            expect(name in text, f"the PDF's text lacks {name!r}")
        expect(f"1 of {pages}" in text and f"{pages} of {pages}" in text, "pages are not numbered")
        words = re.sub(r"[\s\u202f\u00a0]+", "", run("pdftotext", str(out), "-"))
        for row in self.metrics_of("KEN"):
            if row["state"] == "value" and row["unit"] == "share" and row["value"] is not None and row["value"] >= 0.001:
                expect(f"{row['value'] * 100:.1f}%" in words, f"the PDF lacks {self.key(row)}: {row['value'] * 100:.1f} %")

    def refused_dossiers(self):
        out = self.work / "x.html"
        self.refused(1, ["--country", 'did you mean'], "dossier", "--country", "KEM", "--out", out)
        self.refused(1, ["--bloc"], "dossier", "--bloc", "EUU", "--out", out)
        self.refused(1, ["--region"], "dossier", "--region", "999", "--out", out)
        self.refused(1, ["--year", "2013"], "dossier", "--country", "KEN", "--year", "1812", "--out", out)
        self.refused(2, ["--out", ".xlsx", "x.doc"], "dossier", "--country", "KEN", "--out", self.work / "x.doc")
        self.refused(2, ["--out"], "dossier", "--country", "KEN")
        self.refused(2, ["--country"], "dossier", "--out", out)
        self.refused(2, ["--country and --bloc"], "dossier", "--country", "KEN", "--bloc", "EU", "--out", out)
        self.refused(1, ["no/such", "does not exist"], "dossier", "--country", "KEN", "--out", self.work / "no/such/x.html")
        self.refused(1, ["none.json", "scenario file"], "dossier", "--country", "KEN", "--scenario", self.work / "none.json", "--out", out)
        self.refused(2, ["--year", "--state"], "dossier", "--state", self.work / "s.json", "--year", "2024", "--out", out)
        self.left_in(self.work)

    def by_state(self):
        """Whom, year and scenario of a saved state."""
        state = self.work / "state.json"
        state.write_text(json.dumps({"$schema": "state.schema.json", "version": 1, "filter": {"trade_year": 2024}, "report": {"subject": {"kind": "bloc", "id": "EU"}}}), encoding="utf-8")
        out = self.work / "by-state.html"
        self.good("dossier", "--state", state, "--no-map", "--out", out)
        page = Page(out.read_text(encoding="utf-8"))
        rows = self.metrics_of("EU")
        for figure, row in zip(page.figures[-len(rows):], rows):
            expect(self.key(figure) == self.key(row), f"expected {self.key(row)}, found {self.key(figure)}")
            self.same(figure, row, f"EU by state {self.key(row)}")

    def full_disk_and_cancelled(self):
        """A disk of 16 KiB: status 3, a sentence, the old file untouched. Ended early: status 130 and nothing written."""
        target = self.work / "slow.pdf"
        process = subprocess.Popen([self.program, "dossier", "--country", "KEN", "--out", str(target), "--progress"], env=self.environment, stderr=subprocess.PIPE, text=True)
        line = process.stderr.readline()
        expect(line.startswith("progress 0 "), f"expected progress, found {line!r}")
        process.send_signal(signal.SIGTERM)
        rest = process.communicate(timeout=120)[1]
        expect(process.returncode in (130, -signal.SIGTERM), f"cancelled: status {process.returncode}, {rest!r}")
        expect(not target.exists(), "cancelled, yet a file was written")
        folder = self.work / "small-disk"
        folder.mkdir()
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", folder], capture_output=True, text=True) if os.geteuid() == 0 else None
        if done is None or done.returncode != 0:
            raise Skipped("mounting a small disk needs root" + (f": {done.stderr.strip()}" if done else ""))
        try:
            for ending in (".html", ".pdf", ".xlsx", ".csv"):
                old = folder / f"x{ending}"
                old.write_bytes(b"old")
                self.refused(3, [str(old), "written"], "dossier", "--country", "KEN", "--no-map", "--out", old)
                expect(old.read_bytes() == b"old", f"the old {ending} was harmed")
                old.unlink()
                self.left_in(folder)
        finally:
            subprocess.run(["umount", folder], check=True)


if __name__ == "__main__":
    sys.exit(run_subject(DossierCli))
