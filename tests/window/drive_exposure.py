"""Scenarios of drive.py about the exposure of a country, bloc or own set: page, ranking, comparison, worst losses, phrases."""
import csv
import io
import json
import re
import subprocess
import time

from harness import Failed, expect, km_between, to_unit

SKY = {"time": "2026-08-21T12:00:00Z", "rate": 60, "playing": False}
AFRICA = {"lat_deg": 5.0, "lon_deg": 30.0, "distance_km": 17500.0, "bearing_deg": 0.0, "tilt_deg": 0.0}
LAYERS = {name: name in ("earth", "borders", "labels") for name in "earth borders graticule stars choropleth sites cables flows satellites labels legend credits".split()}
STATE = {"camera": AFRICA, "sky": SKY, "look": {"reduce_motion": True}, "layers": LAYERS}
TELECOM = "exposure/M01.top_supplier_share.telecom_equipment"


def number(text):
    return float(re.search(r"\d+(?:\.\d+)?", text.replace("\u202f", "")).group())


class ExposureScenarios:
    def find(self, w, words, first):
        """Types into the search until its first line says what is expected."""
        w.key("ctrl+k")
        w.wait_until(lambda p: "search/text" in p["widgets"], "the search")
        self.type_into(w, "search/text", words)
        return w.wait_until(lambda p: first in p["texts"].get("search/result/0", ""), f"{first!r} as the first line")

    def type_into(self, w, widget, words):
        """A field that has just come takes the keyboard a frame or two later: on a busy machine the first letters may be too early."""
        for attempt in range(3):
            w.calm(0.4)
            w.click_widget(widget)
            w.key("ctrl+a")
            w.xdotool("type", "--delay", "60", words)
            try:
                return w.wait_until(lambda p: p["texts"].get(widget) == words, f"{words!r} in {widget}", 20)
            except Failed:
                if attempt == 2:
                    raise
        return None

    def paste_into(self, w, widget):
        """What Ctrl+V brings; the field may not have the keyboard yet at the first try."""
        for _ in range(4):
            w.calm(0.4)
            w.click_widget(widget)
            w.calm(0.3)
            w.key("ctrl+v")
            try:
                return w.wait_until(lambda p: p["texts"].get(widget), f"anything in {widget}", 15)["texts"][widget]
            except Failed:
                continue
        raise Failed(f"Ctrl+V brings nothing into {widget}")

    def metric(self, w, *arguments):
        done = subprocess.run([self.program, "metrics", *arguments, "--format", "csv"], env=w.environment(), check=True, capture_output=True, text=True, timeout=120)
        return list(csv.DictReader(io.StringIO(done.stdout)))

    def exposure(self):
        """A country found by typing with a mistake: flown to, and its top supplier read off, equal to the command line's."""
        with self.window(STATE, size=(1280, 720)) as w:
            w.ready()
            self.find(w, "kenia", "Kenya")
            w.key("Return")
            w.wait_until(lambda p: p["selection"] == {"kind": "country", "id": "KEN"}, "Kenya to be selected")
            probe = w.wait_until(lambda p: TELECOM in p["texts"] and "exposure/headline" in p["texts"], "the page of Kenya")
            share, partner, rank = probe["texts"][TELECOM].split(" \u00b7 ")[:3]
            row = next(r for r in self.metric(w, "--country", "KEN", "--metric", "M01", "--group", "telecom_equipment") if r["item"] == "top_supplier_share")
            expect(abs(number(share) - 100 * float(row["value"])) < 0.051, f"the page says {share!r}, the command line {row['value']}")
            expect(partner == "from " + row["partner_name"], f"the page says {partner!r}, the command line {row['partner_name']!r}")
            everybody = [float(r["value"]) for r in self.metric(w, "--all", "--metric", "M01", "--group", "telecom_equipment") if r["item"] == "top_supplier_share" and r["value"]]
            place = 1 + sum(value > float(row["value"]) for value in everybody)
            expect(rank == f"rank {place} of {len(everybody)}", f"the page says {rank!r}, counted from the command line: {place} of {len(everybody)}")
            expect(share in probe["texts"]["exposure/headline"] or "cable system" in probe["texts"]["exposure/headline"], f"the headline is {probe['texts']['exposure/headline']!r}")
            camera = w.calm()["camera"]
            away = km_between(to_unit(0.5, 37.9), to_unit(camera["lat_deg"], camera["lon_deg"]))
            expect(away < 700, f"the globe shows a place {away:.0f} km from the middle of Kenya")
            # What is behind the number: formula and rows.
            w.scroll_to(TELECOM, "panel/exposure")
            w.click_widget(TELECOM)
            w.wait_until(lambda p: "sheet" in p["widgets"], "the sheet that explains the number")
            w.key("Escape")
            w.key("Escape")
            w.wait_until(lambda p: p["selection"]["kind"] == "none" and "panel/exposure" not in p["widgets"], "Esc to close the page")

    def phrase(self):
        """A what-if typed as a phrase changes numbers; undone, the state file has the very bytes that it had."""
        subject = {"report": {"subject": {"kind": "country", "id": "KEN"}}}
        with self.window({**STATE, **subject}, size=(1280, 800)) as w:
            w.ready()
            w.key("e")
            systems = "exposure/M13.systems"
            before = w.wait_until(lambda p: systems in p["texts"], "the number of cable systems")["texts"][systems]
            numbers = {k: v for k, v in w.calm()["texts"].items() if k.startswith("exposure/")}
            plain = self.saved_state(w, lambda s: s.get("report", {}).get("subject", {}).get("id") == "KEN")
            self.find(w, "close red sea", "What if: ")
            w.key("Return")
            w.wait_until(lambda p: "panel/what-if" in p["widgets"] and "event/1/on" in p["widgets"], "two events")
            w.wait_until(lambda p: p["texts"].get("hit/DJI", "").startswith("\u2212"), "Djibouti among the most hit")
            w.key("e")
            after = w.wait_until(lambda p: p["texts"].get(systems, before) != before and "before" in p["texts"][systems], "fewer cable systems")["texts"][systems]
            expect(number(after) < number(before), f"expected fewer systems than {before!r}, found {after!r}")
            events = json.loads(self.saved_state(w, lambda s: s.get("scenario", {}).get("events")))["scenario"]["events"]
            expect(sorted(e["object"] for e in events) == ["bab-el-mandeb", "red-sea-jeddah"], f"the state file holds {events}")
            w.key("ctrl+z")
            w.wait_until(lambda p: p["texts"].get(systems) == before, "undo to bring the systems back")
            again = self.saved_state(w, lambda s: not s.get("scenario", {}).get("events"))
            # The clock of fades runs on and is no edit.
            plain, again = (re.sub(r'"frame_time_s": [^,\n]*', "", text) for text in (plain, again))
            other = [(a, b) for a, b in zip(plain.splitlines(), again.splitlines()) if a != b]
            expect(again == plain, f"after undo the state file is another one than before the phrase: {other[:3]}")
            w.wait_until(lambda p: {k: v for k, v in p["texts"].items() if k.startswith("exposure/")} == numbers, "the very same numbers after undo")
            # A name that is not known is said, and Enter does nothing.
            self.find(w, "close qqqqq", "No chokepoint is called")
            w.key("Return")
            w.calm(0.5)
            expect("sheet" in w.probe()["widgets"], "Enter on a sentence about a mistake must not close the search")

    def saved_state(self, w, ready):
        """Ctrl+S, and the file's text once it holds what it should."""
        w.calm(0.5)
        w.key("ctrl+s")
        end = time.monotonic() + 60
        while time.monotonic() < end:
            text = w.state_file.read_text()
            try:
                if "version" in json.loads(text) and ready(json.loads(text)) and "layers" in json.loads(text) and text.count("\n") > 40:
                    w.calm(0.5)
                    return w.state_file.read_text()
            except ValueError:
                pass
            time.sleep(0.05)
        expect(False, f"the state file does not hold what it should: {w.state_file.read_text()[:2000]}")
        return ""

    def ranking(self):
        """A bloc's members by a figure: keyboard, filter, copy; Enter goes to the country."""
        with self.window(STATE, size=(1280, 800)) as w:
            w.ready()
            self.find(w, "asean", "Association of Southeast Asian Nations")
            w.key("Return")
            w.wait_until(lambda p: TELECOM in p["texts"], "the page of ASEAN")
            expect("members" in w.probe()["texts"][TELECOM], f"a bloc has members, no rank: {w.probe()['texts'][TELECOM]!r}")
            w.key("g")
            probe = w.wait_until(lambda p: p["texts"].get("ranking/count", "0") != "0" and "ranking/copy" in p["widgets"], "the ranking")
            rows = {k.rsplit("/", 1)[1]: v for k, v in probe["texts"].items() if k.startswith("ranking/row/")}
            expect(len(rows) == int(probe["texts"]["ranking/count"]) >= 10, f"expected every member, found {sorted(rows)}")
            places = [int(v.split()[0]) for v in rows.values() if v[0].isdigit()]
            expect(len(places) >= 5, f"expected ranks among all countries, found {rows}")
            best = min((v for v in rows.items() if v[1][0].isdigit()), key=lambda item: int(item[1].split()[0]))[0]
            w.key("ctrl+c")
            w.wait_until(lambda p: f"Copied {len(rows)} countries" in p["texts"].values(), "the message that it was copied")
            # The copied table, pasted where a line of text is typed: line ends and tabs go, names and codes stay in order.
            w.key("Escape")
            w.key("ctrl+k")
            w.wait_until(lambda p: "search/text" in p["widgets"], "the search")
            text = self.paste_into(w, "search/text")
            expect(text.startswith("countryiso3"), f"expected the copied table, found {text[:80]!r}")
            found = [code for code in re.findall(r"[A-Z]{3}", text) if code in rows]
            expect(set(found) == set(rows) and found[0] == best, f"expected {best} first of {sorted(rows)}, found {found}")
            w.key("Escape")
            w.wait_until(lambda p: "sheet" not in p["widgets"], "the search to close")
            w.calm(0.4)
            w.key("g")
            w.wait_until(lambda p: "ranking/copy" in p["widgets"], "the ranking again")
            w.calm(0.4)
            w.xdotool("type", "--delay", "60", "viet")
            w.wait_until(lambda p: p["texts"].get("ranking/count") == "1", "one member by that name")
            w.key("Return")
            w.wait_until(lambda p: p["selection"] == {"kind": "country", "id": "VNM"}, "Vietnam to be selected")

    def wheel_to(self, w, widget, panel):
        """Down to a widget, which may be the last of its panel."""
        for _ in range(60):
            widgets = w.probe()["widgets"]
            x, top, width, height = widgets[panel]
            if widget in widgets and widgets[widget][1] + widgets[widget][3] < top + height - 4:
                return
            w.point(x + width - 5, top + height / 2)
            w.xdotool("click", 5)
            time.sleep(0.15)
        expect(False, f"{widget} is not within reach in {panel}")

    def worst(self):
        """The worst cables are found, equal to the command line's, and one click makes them the scenario."""
        subject = {"report": {"subject": {"kind": "country", "id": "KEN"}}}
        with self.window({**STATE, **subject}, size=(1280, 800)) as w:
            w.ready()
            w.key("w")
            text = w.wait_until(lambda p: "worst/set/3" in p["texts"], "sets of one, two and three")["texts"]["worst/set/3"]
            rows = [r for r in self.metric(w, "--country", "KEN", "--adversary", "cables", "--k", "3")]
            names = [r["member_name"] for r in rows if r["k"] == "3"]
            expect(len(names) == 3 and all(name in text for name in names), f"the panel says {text!r}, the command line {names} of {rows[:3]}")
            self.wheel_to(w, "worst/set/3", "panel/what-if")
            w.click_widget("worst/set/3")
            w.wait_until(lambda p: "event/2/on" in p["widgets"] or "The worst 3" in str(p["texts"]), "three events")
            w.key("e")
            w.wait_until(lambda p: "before: 7" in p["texts"].get("exposure/M13.systems", ""), "the page before and after")

    def compare_pages(self):
        """Two countries side by side: values, differences with their unit, copied as a table."""
        subject = {"report": {"subject": {"kind": "country", "id": "KEN"}}}
        row = "difference/M01.top_supplier_share.telecom_equipment"
        with self.window({**STATE, **subject}, size=(1280, 800)) as w:
            w.ready()
            w.key("e")
            w.wait_until(lambda p: TELECOM in p["texts"], "the page of Kenya")
            w.wait_until(lambda p: "compare/Country" in p["widgets"], "the choice of what to compare with")
            w.click_widget("compare/Country")
            texts = w.wait_until(lambda p: row in p["texts"], "the differences")["texts"]
            expect(texts["compare/sides"] == "Kenya | Germany", f"compared are {texts['compare/sides']!r}")
            a, b, difference = texts[row].split(" | ")
            expect(abs((number(b) - number(a)) - float(re.sub(r"[^\d.+-]", "", difference.split(";")[0].replace("\u2212", "-")))) < 0.11, f"{a!r} and {b!r} differ by {difference!r}")
            w.click_widget("compare/copy")
            w.wait_until(lambda p: any(t.startswith("Copied ") and t.endswith(" rows") for t in p["texts"].values()), "the message that it was copied")
            w.click_widget("compare/Year")
            w.wait_until(lambda p: re.fullmatch(r"Kenya, \d{4} \| Kenya, \d{4}", p["texts"].get("compare/sides", "")), "two years of Kenya")
