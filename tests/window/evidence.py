#!/usr/bin/env python3
"""Charts and dossiers in a real window: evidence.py SCENARIO PROGRAM COMPARE_TOOL ROOT. Exit status 0 passed, 1 failed, 77 skipped."""
import csv
import io
import json
import os
import re
import subprocess
import sys
import time
import xml.etree.ElementTree as tree

from drive import Session
from harness import Failed, expect, run_scenario

KENYA = {"camera": {"lat_deg": 1.0, "lon_deg": 38.0, "distance_km": 9000.0}, "look": {"reduce_motion": True},
         "filter": {"trade_year": 2024}, "report": {"subject": {"kind": "country", "id": "KEN"}}}


class Evidence(Session):
    def evidence(self, **more):
        return self.window(KENYA, size=(1200, 800), screen=(1280, 840), **more)

    @staticmethod
    def command(w, words):
        """Ctrl+K, words, Enter."""
        w.key("ctrl+k")
        w.wait_until(lambda p: "search/text" in p["widgets"], "the search")
        w.calm(0.3)
        w.xdotool("type", "--delay", "60", words)
        w.wait_until(lambda p: "search/result/0" in p["widgets"], "a result")
        w.calm(0.5)
        w.key("Return")

    @staticmethod
    def file_in(folder, ending, wait_s=90):
        end = time.monotonic() + wait_s
        while time.monotonic() < end:
            files = [file for file in folder.iterdir() if file.suffix == ending and not file.name.startswith(".")]
            if files:
                return files[0]
            time.sleep(0.05)
        raise Failed(f"no {ending} was written to {folder}: {sorted(os.listdir(folder))}")

    def shares(self, w):
        """Import shares of Kenya as `linchpin metrics` has them, by country."""
        done = subprocess.run([self.program, "metrics", "--country", "KEN", "--metric", "M01", "--year", "2024", "--full", "--format", "csv"], env=w.environment(), capture_output=True, text=True, check=True, timeout=90)
        return {row["partner"]: row["value"] for row in csv.DictReader(io.StringIO(done.stdout)) if row["item"] == "supplier_share"}

    def charts(self):
        """The sheet by the palette; the chart's files say what metrics says; a click on a dot makes that country the subject."""
        with self.evidence() as w:
            w.ready()
            w.point(w.size[0] / 2, w.size[1] - 20)
            self.command(w, "charts")
            w.wait_until(lambda p: "charts/chart/CHN" in p["widgets"], "the origin paths")
            w.calm(0.5)  # the sheet finds its size
            w.click_widget("charts/kind/Suppliers")
            w.wait_until(lambda p: p["widgets"].get("charts/chart/CHN", [0, 0, 0, 0])[2] > 400, "the suppliers: a row is as wide as the chart")
            w.calm(0.5)
            w.point(*w.centre("charts/chart/CHN"))
            w.wait_until(lambda p: all(word in p["texts"].get("charts/chart/hover", "") for word in ("China", "2024", "BACI")), "value, year and source under the pointer")
            w.calm(0.5)
            w.click_widget("charts/csv")
            rows = list(csv.DictReader(io.StringIO(self.file_in(w.pictures, ".csv").read_text(encoding="utf-8"))))
            shares = self.shares(w)
            named = [row for row in rows if row["code"]]
            expect(len(named) >= 3, f"only {len(named)} suppliers in the table")
            for row in named:
                expect(row["value"] == shares[row["code"]] and row["year"] == "2024" and row["unit"] == "share" and row["source"], f"metrics says {shares[row['code']]}, the chart {row}")
            w.click_widget("charts/svg")
            drawing = tree.parse(self.file_in(w.pictures, ".svg")).getroot()
            words = " ".join("".join(text.itertext()) for text in drawing.iter("{http://www.w3.org/2000/svg}text"))
            expect("China" in words and "Kenya" in words, f"the SVG's texts are {words!r}")
            w.calm(0.5)
            w.click_widget("charts/kind/Two numbers")
            w.wait_until(lambda p: "charts/chart/TZA" in p["widgets"], "the dots of all countries")
            w.calm(0.5)
            w.click(*w.centre("charts/chart/TZA"))
            chosen = w.wait_until(lambda p: p["selection"]["kind"] == "country" and p["selection"]["id"] != "KEN", "another country to be chosen")["selection"]["id"]
            expect(f"charts/chart/{chosen}" in w.probe()["widgets"], f"{chosen} has no dot")

    def take_away(self):
        """The button in the panel, the form, Save: a page in the place that was named, with the numbers of the screen; progress is seen."""
        with self.evidence() as w:
            w.ready()
            w.point(w.size[0] / 2, w.size[1] - 20)
            w.key("d")
            w.wait_until(lambda p: "evidence/take-away" in p["widgets"], "the button")
            w.calm(0.5)
            w.click_widget("evidence/take-away")
            w.wait_until(lambda p: "take-away/out" in p["widgets"], "the sheet")
            w.calm(0.5)
            self.type_into(w, "take-away/out", str(w.home / "kenya.pdf"))
            w.wait_until(lambda p: ".html" in p["texts"].get("take-away/problem", ""), "the sentence about the name's ending")
            self.type_into(w, "take-away/out", str(w.home / "kenya.html"))
            w.wait_until(lambda p: not p["texts"].get("take-away/problem"), "no complaint about the name")
            w.click_widget("take-away/start")
            page = self.file_in(w.home, ".html").read_text(encoding="utf-8")
            w.wait_until(lambda p: any("Saved kenya.html" in text for name, text in p["texts"].items() if name.startswith("toast/")), "the message")
            shares = self.shares(w)
            found = dict(re.findall(r'data-metric="M01" data-item="top_supplier_share" data-group="transformers_converters"[^>]*?data-partner="([A-Z]{3})"[^>]*?data-value="([0-9.]+)"', page))
            expect(found and all(found[code] == shares[code] for code in found), f"metrics says {shares.get('CHN')}, the page {found}")
            expect("data:image/jpeg;base64," in page, "the page has no map")
            left = [name for name in os.listdir(w.home) if "linchpin-dossier" in name or name.endswith(".tmp.html")]
            expect(not left, f"left behind: {left}")

    @staticmethod
    def type_into(w, widget, words):
        """The field is emptied and typed into; on a busy machine keys arrive long after they were pressed."""
        w.calm(0.5)  # a sentence that comes or goes moves the field
        w.click_widget(widget)
        w.calm(0.3)
        end = time.monotonic() + 60
        while w.probe()["texts"].get(widget) and time.monotonic() < end:
            w.xdotool("key", "End")
            w.xdotool("key", "--repeat", "20", "--delay", "30", "BackSpace")
            w.calm(0.5)
        w.xdotool("type", "--delay", "60", words)
        try:
            w.wait_until(lambda p: p["texts"].get(widget) == words, f"{words!r} in the field", 60)
        except Failed as failure:
            raise Failed(f"{failure}; the field holds {w.probe()['texts'].get(widget)!r}") from None


if __name__ == "__main__":
    sys.exit(run_scenario(Evidence))
