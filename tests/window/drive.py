#!/usr/bin/env python3
"""Tests of the real window: drive.py SCENARIO PROGRAM COMPARE_TOOL ROOT. Exit status 0 passed, 1 failed, 77 skipped (no Xvfb or xdotool)."""
import csv
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

from drive_exposure import ExposureScenarios
from drive_panels import PanelScenarios
from drive_space import SpaceScenarios
from harness import Failed, Window, count_of, expect, km_between, png_size, to_unit, run_scenario

SKY = {"time": "2026-08-21T12:00:00Z", "rate": 60, "playing": False}
ASIA = {"lat_deg": 20.0, "lon_deg": 75.0, "distance_km": 17500.0, "bearing_deg": 0.0, "tilt_deg": 0.0}
QUIET = {"reduce_motion": True}  # no particles, no inertia: the window comes to rest
QUIET_STATE = {"camera": ASIA, "sky": SKY, "look": QUIET}
ONLY_LAND = {"sites": False, "cables": False, "flows": False, "satellites": False}


def layers(**changed):
    names = "earth borders stars choropleth sites cables flows satellites labels legend credits".split()
    return {**{name: True for name in names}, "graticule": False, **changed}


class Session(SpaceScenarios, ExposureScenarios, PanelScenarios):
    def __init__(self, program, compare, root):
        self.program, self.compare, self.root = program, compare, pathlib.Path(root)

    def window(self, state=None, **more):
        return Window(self.program, state=QUIET_STATE if state is None else state, **more)

    # ---- what costs nothing ------------------------------------------------------------------------------------------------------

    def idle(self):
        """Nothing changes: no frame is drawn and the processor rests. A touch wakes it."""
        with self.window() as w:
            before = w.ready()
            cpu_before, start = w.cpu_s(), time.monotonic()
            time.sleep(4.0)
            after = w.probe()
            share = (w.cpu_s() - cpu_before) / (time.monotonic() - start)
            print(f"idle: {100 * share:.2f} % of one core")
            expect(after["scene_frames"] == before["scene_frames"], f"{after['scene_frames'] - before['scene_frames']} frames were drawn of a picture that does not change")
            # Measured with nothing else running it is a tenth of that; a busy machine charges for every wake-up.
            expect(share < 0.02, f"expected less than 2 % of a core while nothing changes, found {100 * share:.1f} %")
            w.key("n")
            w.key("plus")
            w.wait_until(lambda p: p["scene_frames"] > before["scene_frames"], "a frame after a key")

    def shader_reload(self):
        """A shader that stops compiling while the program runs: a message, and the picture stays; mended, it is read again."""
        with tempfile.TemporaryDirectory() as folder:
            home = pathlib.Path(folder)
            shutil.copytree(self.root / "shaders", home / "shaders")
            (home / "assets").symlink_to(self.root / "assets")
            with self.window(environment={"LINCHPIN_ASSETS": str(home / "assets"), "LINCHPIN_SHADER_RELOAD": "1"}) as w:
                before = w.ready()
                picture = w.screen()
                file = home / "shaders" / "earth.frag"
                good = file.read_text()
                file.write_text(good.replace("void main()", "void main() { no_such_word }\nvoid unused()"))
                told = w.wait_until(lambda p: any("earth.frag" in text for text in p["texts"].values()), "a message that names the file")
                expect(any("does not compile" in text for text in told["texts"].values()), f"expected why, found {told['texts']}")
                expect(picture.differing_percent(w.screen(), region=(500, 250, 100, 100)) < 1.0, "the globe must go on looking as before")
                file.write_text(good)
                w.wait_until(lambda p: any("Shaders read again" in text for text in p["texts"].values()), "the mended shader")

    # ---- the globe in the hand ---------------------------------------------------------------------------------------------------

    def drag(self):
        """The grabbed point stays under the pointer while it is dragged."""
        with self.window() as w:
            before = w.ready()
            start = 650, 300
            grabbed = w.camera(before).ground_at(start)
            w.point(*start)
            w.settle()
            w.xdotool("mousedown", 1)
            w.settle()
            last = before["camera"]
            for place in ((670, 310), (700, 330), (740, 360), (760, 390)):
                w.point(*place)
                probe = w.wait_until(lambda p, last=last: p["camera"] != last, "the globe to turn")
                w.settle()
                probe = w.probe()
                last = probe["camera"]
                held = w.camera(probe).ground_at(place)
                expect(held is not None, f"the pointer left the globe at {place}")
                slipped, pixel = km_between(grabbed, held), last["distance_km"] * 2 * w.camera(probe).tan_half / w.size[1]
                expect(slipped < 1.5 * pixel, f"at {place} the grabbed point slipped by {slipped:.1f} km ({slipped / pixel:.1f} px)")
            w.xdotool("mouseup", 1)
            after = w.calm()
            expect(after["camera"] == last, "with motion reduced the globe must stop where the hand let it go")
            turned = abs(after["camera"]["lon_deg"] - before["camera"]["lon_deg"])
            expect(turned > 5, f"expected the globe to turn by more than 5 degrees, it turned by {turned:.2f}")
            expect(after["selection"]["kind"] == "none", "a drag must select nothing")
            expect(after["camera"]["distance_km"] == before["camera"]["distance_km"], "a drag must not zoom")

    def inertia(self):
        """A flung globe goes on turning, slower and slower, and comes to rest."""
        state = {**QUIET_STATE, "look": {}, "layers": layers(flows=False)}
        with self.window(state) as w:
            before = w.ready()
            grabbed = w.camera(before).ground_at((600, 300))
            w.point(600, 300)
            w.settle()
            w.xdotool("mousedown", 1)
            for x in range(610, 720, 10):
                w.point(x, 300)
            w.xdotool("mouseup", 1)
            w.wait_until(lambda p: p["camera"]["lon_deg"] < ASIA["lon_deg"] - 5, "the globe to turn")
            rest = w.calm()
            # What the hand did alone would leave the grabbed point where it let go.
            held = w.camera(rest).ground_at((710, 300))
            expect(held is None or km_between(grabbed, held) > 100, "the globe stopped where the hand let it go")
            w.calm(0.5)
            expect(w.probe()["camera"] == rest["camera"], "the globe did not come to rest")

    def wheel(self):
        """The wheel zooms to the pointer."""
        with self.window() as w:
            before = w.ready()
            pointer = 640, 260
            w.point(*pointer)
            w.settle()
            anchor = w.camera(before).ground_at(pointer)
            for _ in range(5):
                w.xdotool("click", 4)
            closer = w.wait_until(lambda p: p["camera"]["distance_km"] < 0.45 * ASIA["distance_km"], "the globe to come closer")
            closer = w.calm()
            pixel = closer["camera"]["distance_km"] * 2 * w.camera(closer).tan_half / w.size[1]
            slipped = km_between(anchor, w.camera(closer).ground_at(pointer))
            expect(slipped < 2 * pixel, f"the ground under the pointer slipped by {slipped:.1f} km ({slipped / pixel:.1f} px)")
            for _ in range(5):
                w.xdotool("click", 5)
            w.wait_until(lambda p: abs(p["camera"]["distance_km"] / ASIA["distance_km"] - 1) < 0.01, "the globe to go back to where it was")

    # ---- panels ------------------------------------------------------------------------------------------------------------------

    def layer_switch(self):
        """A click on a layer in the panel hides it, in the state and on the globe; a second brings it back; so does undo."""
        with self.window({**QUIET_STATE, "camera": {**ASIA, "lat_deg": 49, "lon_deg": 12, "distance_km": 3000}}) as w:
            before = w.ready()
            expect(before["layers"]["sites"], "the sites should be on")
            panel = before["widgets"]["panel/layers"]
            globe = int(panel[0] + panel[2]) + 4, 60, w.size[0] - int(panel[0] + panel[2]) - 8, 420
            w.point(*w.centre("layer/sites"))
            w.calm()
            shown = w.screen()
            w.click_widget("layer/sites")
            w.wait_until(lambda p: not p["layers"]["sites"], "the layer to go off")
            w.calm()
            hidden = w.screen()
            changed = shown.differing_percent(hidden, globe)
            expect(changed > 0.2, f"hiding the data centres changed {changed:.3f} % of the globe's pixels")
            w.click_widget("layer/sites")
            w.wait_until(lambda p: p["layers"]["sites"], "the layer to come back")
            w.calm()
            back = shown.differing_percent(w.screen(), globe)
            expect(back < 0.05, f"after hiding and showing again {back:.3f} % of the globe's pixels differ")
            w.key("ctrl+z")
            w.wait_until(lambda p: not p["layers"]["sites"], "undo to take the last switch back")

    def filter(self):
        """A slider filters, and the count beside the layer says so at once."""
        with self.window() as w:
            w.ready()
            everything = self.sites_of_the_pack()
            text = w.probe()["texts"]["layer/sites"]
            shown, total = count_of(text)
            expect(total == len(everything), f"the panel says {total} data centres, the pack has {len(everything)}")
            closed = sum(row["status"] == "closed" for row in everything)
            expect(shown == total - closed, f"expected {total - closed} of them shown (closed ones are off), found {text!r}")
            w.click_widget("layer/sites/open")
            x, y, width, height = w.wait_until(lambda p: "sites/min-power" in p["widgets"], "the slider")["widgets"]["sites/min-power"]
            w.click(x + 0.75 * width, y + height / 2)
            probe = w.wait_until(lambda p: p["texts"]["layer/sites"] != text, "another count")
            fewer, total_now = count_of(probe["texts"]["layer/sites"])
            expect(re.fullmatch(r"[\d\s\u2009\u202f\u00a0,]+ of [\d\s\u2009\u202f\u00a0,]+", probe["texts"]["layer/sites"]) is not None,
                   f"expected a text like \"412 of 1 648\", found {probe['texts']['layer/sites']!r}")
            powered = sum(row["status"] != "closed" and row["it_power_mw"] not in ("", "0") for row in everything)
            expect(0 < fewer <= powered and total_now == total, f"expected 1 to {powered} of {total}, found {fewer} of {total_now}")

    def what_if(self):
        """An event changes numbers and globe, is marked, and taken back gives the very same numbers."""
        subject = {"report": {"subject": {"kind": "country", "id": "IND"}}}
        share = "metric/M01/top_supplier_share/CHN"
        with self.window({**QUIET_STATE, **subject}, size=(1280, 800)) as w:
            start = w.ready()
            shown, total = count_of(start["texts"]["layer/cables"])
            w.click_widget("open/dependence")
            before = w.wait_until(lambda p: share in p["texts"], "the top supplier's share")["texts"]
            expect(re.fullmatch(r"[\d.]+\s%", before[share]) is not None, f"expected a share in percent, found {before[share]!r}")
            numbers = {name: text for name, text in w.calm()["texts"].items() if name.startswith(("metric/M01", "metric/M02", "metric/M13"))}

            w.key("i")
            w.wait_until(lambda p: "panel/what-if" in p["widgets"], "the panel of events")
            expect(not any(name.startswith("hit/") for name in w.probe()["texts"]), "nobody is hit before anything happens")
            w.click_widget("what-if/add")
            w.click_widget("what-if/add/supplier-stops")
            hit = w.wait_until(lambda p: "hit/IND" in p["texts"], "India among the most hit")["texts"]["hit/IND"]
            # Nobody can add anything yet, so what is lost is the share that the supplier had.
            expect(re.sub(r"[^\d.]", "", hit) == re.sub(r"[^\d.]", "", before[share]), f"expected a loss of {before[share]!r}, found {hit!r}")
            w.key("d")
            w.wait_until(lambda p: "panel/dependence" in p["widgets"] and share not in p["texts"], "another top supplier")
            w.key("ctrl+z")
            w.wait_until(lambda p: p["texts"].get(share) == before[share], "undo to bring the share back")
            again = {name: text for name, text in w.calm()["texts"].items() if name in numbers}
            expect(again == numbers, f"expected the same numbers after undo, found {again} instead of {numbers}")

            w.key("i")
            w.click_widget("what-if/add")
            w.click_widget("what-if/add/cable-cut")
            w.wait_until(lambda p: count_of(p["texts"]["layer/cables"])[0] == shown - 1, f"{shown - 1} cables on the globe")
            w.key("Escape")
            w.wait_until(lambda p: "panel/what-if" not in p["widgets"], "the panel to close")
            expect(count_of(w.probe()["texts"]["layer/cables"]) == (shown - 1, total), "a scenario stays on when its panel is closed")
            w.click_widget("open/what-if")
            w.click_widget("event/0/on")
            w.wait_until(lambda p: count_of(p["texts"]["layer/cables"])[0] == shown, "the cable to come back with the event off")

    def inputs(self):
        """Own tables: a folder with mistakes says them, a good one brings its metrics, forgetting takes them back."""
        panel = "panel/dependence"
        for folder, table in (("messy", "refused, 5 errors"), ("good", "3 rows")):
            report = {"subject": {"kind": "country", "id": "KEN"}, "inputs_folder": str(self.root / "tests/data/inputs" / folder)}
            with self.window({**QUIET_STATE, "layers": layers(**ONLY_LAND, choropleth=False), "report": report}) as w:
                w.ready()
                w.key("d")
                w.wait_until(lambda p: table in p["texts"].get("inputs/cable_failure.csv", ""), f"the tables of {folder}")
                figures = lambda p: [key for key, text in p["texts"].items() if key.startswith("metric/M07/") and text.endswith("%")]
                if folder == "good":
                    w.wait_until(figures, "the figures of the good tables")
                else:
                    found = figures(w.calm())
                    expect(not found, f"{folder}: found the figures {found}")
                w.scroll_to("inputs/forget", panel)
                w.click_widget("inputs/forget")
                w.wait_until(lambda p: p["texts"].get("inputs/status") == "none" and "metric/M07/needs_input" in p["texts"], "the tables to be forgotten")

    def choices(self):
        """Weights of the index, hubs and imputed capacities: the numbers follow, the state file keeps them, undo takes them back."""
        panel, score = "panel/dependence", "metric/M19/score"
        state = {**QUIET_STATE, "layers": layers(**ONLY_LAND, choropleth=False), "report": {"subject": {"kind": "country", "id": "KEN"}}}
        with self.window(state) as w:
            w.ready()
            w.key("d")
            first = w.wait_until(lambda p: score in p["texts"] and "dependence/hubs" in p["texts"], "the index and the hubs")["texts"]
            w.scroll_to("index/open", panel)
            w.click_widget("index/open")
            share = "index/M01/top_supplier_share"
            w.wait_until(lambda p: p["texts"].get(share, "").startswith("25"), "four weights of a quarter each")
            w.scroll_to(share, panel)
            x, y, width, height = w.probe()["widgets"][share]
            w.click(x + 7, y + height / 2)
            moved = w.wait_until(lambda p: p["texts"][share].startswith("0") and p["texts"][score] != first[score], "a weight of 0 and another score")["texts"]
            expect(moved["index/M02/hhi"].startswith("33"), f"expected the others to count a third each, found {moved['index/M02/hhi']!r}")

            w.scroll_to("index/indicators", panel)
            w.click_widget("index/indicators")
            w.click_widget("index/indicators/M13/retained_1")
            w.wait_until(lambda p: "index/M13/retained_1" not in p["texts"], "an indicator to go")
            w.key("Escape")
            w.wait_until(lambda p: "index/indicators/M13/retained_1" not in p["widgets"], "the list to close")
            w.scroll_to("index/reset", panel)
            w.click_widget("index/reset")
            w.wait_until(lambda p: p["texts"][score] == first[score] and "index/reset" not in p["widgets"], "the default to bring the score back")
            w.key("ctrl+z")
            w.wait_until(lambda p: "index/M13/retained_1" not in p["texts"] and p["texts"][share].startswith("0"), "undo to bring the own weights back")

            w.scroll_to("dependence/impute", panel)
            w.click_widget("dependence/impute")
            w.scroll_to("dependence/hubs", panel)
            w.click_widget("dependence/hubs")
            w.find_in_list("dependence/hubs", "albania", "ALB")
            w.wait_until(lambda p: "Albania" in p["texts"]["dependence/hubs"], "Albania among the hubs")
            w.key("Escape")
            w.key("ctrl+s")
            end = time.monotonic() + 30
            while time.monotonic() < end and "ALB" not in json.loads(w.state_file.read_text()).get("report", {}).get("hubs", []):
                time.sleep(0.05)
            report = json.loads(w.state_file.read_text())["report"]
            expect(report.get("impute_capacity") is True, "the state file does not keep that capacities are imputed")
            expect(len(report.get("hubs", [])) == 11, f"expected the ten hubs and Albania, found {report.get('hubs')}")
            kept = {(each["metric"], each["item"]): each["weight"] for each in report.get("indicators", [])}
            expect(kept.get(("M01", "top_supplier_share")) == 0 and ("M13", "retained_1") not in kept, f"the state file holds the indicators {kept}")

    def sites_of_the_pack(self):
        with open(self.root / "assets/pack/data_centers.csv", newline="", encoding="utf-8") as file:
            return list(csv.DictReader(file))

    def hide_panels(self):
        """H hides every panel and brings them back; what they covered is globe and sky then."""
        with self.window() as w:
            before = w.ready()
            x, y, width, height = map(int, before["widgets"]["panel/layers"])
            w.point(w.size[0] / 2, w.size[1] / 2)
            with_panels = w.screen()
            w.key("h")
            w.wait_until(lambda p: not any(name.startswith("panel/") for name in p["widgets"]), "the panels to go")
            w.calm()
            changed = with_panels.differing_percent(w.screen(), (x, y, width, height))
            expect(changed > 5, f"where the panel stood only {changed:.1f} % of the pixels changed")
            w.key("h")
            w.wait_until(lambda p: "panel/layers" in p["widgets"] and "panel/time" in p["widgets"], "the panels to come back")

    def resize(self):
        """A smaller window: panels stay inside, the globe is drawn in the new size."""
        with self.window() as w:
            before = w.ready()
            window = subprocess.run(["xdotool", "search", "--name", "^Linchpin$"], env={**os.environ, "DISPLAY": w.display}, capture_output=True, text=True, check=True).stdout.split()[0]
            w.xdotool("windowsize", window, 760, 500)
            w.wait_until(lambda p: p["widgets"] and p["widgets"] != before["widgets"] and p["scene_frames"] > before["scene_frames"], "panels in other places")
            after = w.calm()
            for name, (x, y, width, height) in after["widgets"].items():
                if name.startswith("panel/"):
                    expect(x >= 0 and y >= 0 and x + width <= 760 and y + height <= 500, f"{name} reaches out of the window: {x} {y} {width} {height}")
            expect(w.screen().brightest((340, 60, 400, 250)) > 60, "there is no globe in the smaller window")
            w.xdotool("windowsize", window, 1200, 780)
            w.wait_until(lambda p: p["widgets"].get("panel/time", [0, 0])[1] > 500, "the bar at the lower edge of the larger window")
            w.calm()
            expect(w.screen().brightest((600, 60, 500, 600)) > 60, "there is no globe in the larger window")

    # ---- selection ---------------------------------------------------------------------------------------------------------------

    def select(self):
        """A click on a country selects it, flies there and opens its page; Esc clears the selection and does not quit."""
        state = {**QUIET_STATE, "layers": layers(**ONLY_LAND)}
        with self.window(state) as w:
            before = w.ready()
            expect("panel/exposure" not in before["widgets"], "nothing should be selected at the start")
            for code, place, middle in (("IND", (22.0, 79.0), (22.0, 79.0)), ("CHN", (33.0, 88.0), (32.5, 108.1))):  # between the panels
                w.click(*w.camera().pixel_of(*place))
                w.wait_until(lambda p, code=code: p["selection"] == {"kind": "country", "id": code}, f"{code} to be selected")
                w.wait_until(lambda p: "panel/exposure" in p["widgets"], "the page of the country")
                camera = w.calm()["camera"]
                away = km_between(to_unit(*middle), to_unit(camera["lat_deg"], camera["lon_deg"]))
                expect(away < 600, f"the globe shows a place {away:.0f} km from the middle of {code}")
            w.key("Escape")
            w.wait_until(lambda p: p["selection"]["kind"] == "none" and "panel/exposure" not in p["widgets"], "Esc to clear the selection")
            w.key("Escape")
            w.key("Escape")
            w.click(*w.camera().pixel_of(33.0, 104.0))
            w.wait_until(lambda p: p["selection"]["id"] == "CHN", "a selection after Esc: the program must still run")

    def search(self):
        """Ctrl+K, a name, Enter: the globe flies to the place and selects it."""
        with self.window() as w:
            w.ready()
            w.point(w.size[0] / 2, w.size[1] / 2)
            w.key("ctrl+k")
            w.wait_until(lambda p: "search/text" in p["widgets"], "the search")
            w.calm(0.3)
            w.xdotool("type", "--delay", "60", "brazil")
            w.wait_until(lambda p: "search/result/0" in p["widgets"], "a result")
            w.calm(0.5)
            w.key("Return")
            probe = w.wait_until(lambda p: p["selection"] == {"kind": "country", "id": "BRA"}, "Brazil to be selected")
            probe = w.calm()
            away = km_between(to_unit(-10, -53), to_unit(probe["camera"]["lat_deg"], probe["camera"]["lon_deg"]))
            expect(away < 1500, f"the globe shows a place {away:.0f} km from the middle of Brazil")

    def lens(self):
        """The sovereignty lens is a switch of the map section: rings come and go, the state keeps it, undo takes it back."""
        state = {**QUIET_STATE, "camera": {**ASIA, "lat_deg": 49, "lon_deg": 12, "distance_km": 2500},
                 "layers": layers(cables=False, flows=False, satellites=False, choropleth=False)}
        with self.window(state) as w:
            w.ready()
            w.click_widget("section/map")
            x, y, width, height = w.calm()["widgets"]["panel/layers"]
            w.point(x + width - 5, y + height / 2)
            for _ in range(60):
                if "map/sovereignty-lens" in w.probe()["widgets"]:
                    break
                w.xdotool("click", 5)
                time.sleep(0.15)
            w.scroll_to("map/sovereignty-lens", "panel/layers")
            panel = w.calm()["widgets"]["panel/layers"]
            globe = int(panel[0] + panel[2]) + 4, 60, w.size[0] - int(panel[0] + panel[2]) - 8, 420
            rest = x + width - 5, y + 8  # no explanation covers the globe
            w.point(*rest)
            w.calm()
            plain = w.screen()
            w.click_widget("map/sovereignty-lens")
            w.point(*rest)
            w.calm()
            ringed = w.screen()
            changed = plain.differing_percent(ringed, globe)
            expect(changed > 0.3, f"the lens changed {changed:.3f} % of the globe's pixels")
            w.key("ctrl+s")
            end = time.monotonic() + 30
            while time.monotonic() < end and not json.loads(w.state_file.read_text()).get("look", {}).get("sovereignty_lens"):
                time.sleep(0.05)
            expect(json.loads(w.state_file.read_text())["look"]["sovereignty_lens"] is True, "the state file does not keep the lens")
            w.click_widget("map/sovereignty-lens")
            w.point(*rest)
            w.calm()
            back = plain.differing_percent(w.screen(), globe)
            expect(back < 0.05, f"after the lens {back:.3f} % of the globe's pixels differ")

    def satellite(self):
        """A satellite found by name is flown to; a click on it selects it; its record has passes and what is drawn."""
        wanted = {"kind": "satellite", "id": "63982"}
        state = {**QUIET_STATE, "layers": layers(sites=False, cables=False, flows=False, choropleth=False), "satellite_view": {"observer": "KEN"}}
        with self.window(state) as w:
            w.ready()
            w.point(w.size[0] / 2, w.size[1] / 2)
            w.key("ctrl+k")
            w.wait_until(lambda p: "search/text" in p["widgets"], "the search")
            w.calm(0.3)
            w.xdotool("type", "--delay", "60", "SCS-01 A")
            w.wait_until(lambda p: "search/result/0" in p["widgets"], "a result")
            w.calm(0.5)
            w.key("Return")
            w.wait_until(lambda p: p["selection"] == wanted, "the satellite to be selected")
            x, y, width, height = w.wait_until(lambda p: "panel/record" in p["widgets"], "the record")["widgets"]["panel/record"]
            w.point(x + width - 5, y + height / 2)
            for _ in range(60):
                if "satellite/observer" in w.probe()["widgets"]:
                    break
                w.xdotool("click", 5)
                time.sleep(0.15)
            expect("satellite/observer" in w.probe()["widgets"], "the record should offer passes over a place")
            w.point(w.size[0] / 2, w.size[1] / 2)
            w.calm()
            w.key("Escape")
            w.wait_until(lambda p: p["selection"]["kind"] == "none", "Esc to clear the selection")
            w.calm()
            w.click(w.size[0] / 2, w.size[1] / 2)
            w.wait_until(lambda p: p["selection"] == wanted, "a click on the satellite to select it")
            w.key("ctrl+s")
            end = time.monotonic() + 30
            while time.monotonic() < end and json.loads(w.state_file.read_text()).get("selection") != wanted:
                time.sleep(0.05)
            expect(json.loads(w.state_file.read_text())["satellite_view"]["observer"] == "KEN", "the state file does not keep the place of the passes")

    # ---- pictures, end -----------------------------------------------------------------------------------------------------------

    def picture(self):
        """F12 saves what `linchpin image` draws from the same state, without the panels; Shift+F12 with them."""
        with self.window() as w:
            w.ready()
            w.point(w.size[0] / 2, w.size[1] - 20)
            w.calm()
            w.key("F12")
            plain = self.saved(w, 1)
            w.key("shift+F12")
            with_panels = self.saved(w, 2, besides=plain)
            for file in (plain, with_panels):
                expect(png_size(file) == w.size, f"expected a picture of {w.size}, found {png_size(file)}")
            offscreen = w.home / "offscreen.png"
            subprocess.run([self.program, "image", "--out", offscreen, "--state", w.state_file, "--size", f"{w.size[0]}x{w.size[1]}"],
                           env=w.environment(), check=True, timeout=90)
            self.same(plain, offscreen, "--threshold", "4", "--allow", "1")
            empty = w.home / "empty.png"
            subprocess.run([self.program, "image", "--out", empty, "--state", w.state_file, "--size", f"{w.size[0]}x{w.size[1]}", "--layers", "stars"],
                           env=w.environment(), check=True, timeout=90)
            self.same(plain, empty, "--must-differ", "20")
            self.same(plain, with_panels, "--must-differ", "5", "--region", "16,16,304,300")

    def saved(self, w, number, besides=None):
        end = time.monotonic() + 60
        while time.monotonic() < end:
            files = [file for file in w.pictures.iterdir() if file.suffix == ".png" and not file.name.startswith(".") and file != besides]
            if len(files) + (besides is not None) == number:
                return files[0]
            time.sleep(0.05)
        raise Failed(f"no picture was saved: {sorted(os.listdir(w.pictures))}")

    def same(self, a, b, *options):
        diff = pathlib.Path.cwd() / "window-picture.diff.png"
        done = subprocess.run([self.compare, str(a), str(b), "--diff", str(diff), *options], capture_output=True, text=True)
        print(done.stdout, done.stderr)
        expect(done.returncode == 0, f"{a.name} against {b.name} {' '.join(options)}: {done.stdout}{done.stderr}")

    def timeline(self):
        """A project: open, scrub, the frame of `linchpin record`, a key, undo, play, save, record from the dialog."""
        pose = lambda time_s, lon: {"time_s": time_s, "lat_deg": 15, "lon_deg": lon, "distance_km": 15000, "move": "direct"}
        project = {"version": 1, "title": "Test", "fps": 10, "length_s": 4, "width_px": 480, "height_px": 270, "camera": [pose(0, 20), pose(4, 100)],
                   "dates": [{"time_s": 0, "date": "2010-01-01"}, {"time_s": 4, "date": "2026-01-01"}],
                   "elements": [{"kind": "caption", "place": "bottom", "start_s": 0, "end_s": 4, "text": "{count.cables} cables in {year}"}],
                   "start": {"sky": SKY, "layers": layers(flows=False, satellites=False)}}
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "test.json"
            file.write_text(json.dumps(project))
            with self.window(arguments=[f"--project={file}"], size=(1280, 800), screen=(1280, 800)) as w:
                w.wait_until(lambda p: p.get("status") == "exploring" and "timeline/span" in p["widgets"] and p["texts"].get("timeline/state") == "exact", "the timeline")
                probe = w.calm()
                x, y, width, height = probe["widgets"]["timeline/span"]
                w.click(x + width * 0.5, y + height / 2)
                w.wait_until(lambda p: p["texts"]["timeline/frame"] == "20", "frame 20 after a click in the middle")
                probe = w.calm()
                expect(abs(probe["camera"]["lon_deg"] - 60) < 0.5, f"expected the camera half way at 60 E, found {probe['camera']}")
                w.key("period")
                w.wait_until(lambda p: p["texts"]["timeline/frame"] == "21", "one frame on")
                w.calm()
                w.key("F12")
                mine = self.saved(w, 1)
                self.record(w, file, w.home / "frame.png", "--frames", "21:22")
                self.same(mine, w.home / "frame-000021.png")
                w.click_widget("timeline/add/Camera")
                w.wait_until(lambda p: "timeline/key/Camera/0/2" in p["widgets"], "a third camera key")
                w.key("ctrl+z")
                w.wait_until(lambda p: "timeline/key/Camera/0/2" not in p["widgets"], "the key to go")
                w.key("space")
                w.wait_until(lambda p: int(p["texts"]["timeline/frame"]) > 25, "the project to play")
                w.key("space")
                w.key("ctrl+s")
                end = time.monotonic() + 30
                while time.monotonic() < end and "fps_divisor" not in json.loads(file.read_text()):
                    time.sleep(0.05)
                expect(json.loads(file.read_text())["camera"][1]["lon_deg"] == 100, "the saved project differs")
                w.key("ctrl+r")
                w.wait_until(lambda p: "record/last" in p["widgets"], "the dialog")
                w.calm(1.0)
                w.click_widget("record/format")
                w.click_widget("record/format/6")
                w.calm(0.5)
                w.click_widget("record/start")
                w.wait_until(lambda p: any(t.startswith("Recorded") for t in p["texts"].values()), "the recording to end")
                expect(len(list(w.home.glob("test-0000??.png"))) == 40, f"expected forty pictures, found {sorted(os.listdir(w.home))}")

    def unsaved(self):
        """Edits of a project that are not saved: kept in the state folder, asked about once when the window is closed."""
        project = {"version": 1, "title": "Test", "fps": 10, "length_s": 4, "width_px": 480, "height_px": 270,
                   "camera": [{"time_s": 0, "lat_deg": 15, "lon_deg": 20, "distance_km": 15000}], "start": {"sky": SKY, "layers": layers(flows=False, satellites=False)}}
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "test.json"
            for answer, markers in (("discard", 0), ("save", 1)):
                file.write_text(json.dumps(project))
                with self.window(arguments=[f"--project={file}"], size=(1280, 800), screen=(1280, 800)) as w:
                    w.wait_until(lambda p: p.get("status") == "exploring" and p["texts"].get("timeline/state") == "exact", "the timeline")
                    w.calm()
                    w.click_widget("timeline/add/Markers")
                    w.wait_until(lambda p: "timeline/key/Markers/0/0" in p["widgets"], "a marker")
                    kept = lambda: list((w.home / "state/linchpin").glob("unsaved-*.json"))
                    end = time.monotonic() + 30
                    while time.monotonic() < end and not kept():
                        time.sleep(0.05)
                    expect(len(kept()) == 1 and len(json.loads(kept()[0].read_text())["markers"]) == 1, f"expected the edit in the state folder, found {kept()}")
                    w.key("ctrl+q")
                    w.wait_until(lambda p: "leave/cancel" in p["widgets"], "the question")
                    w.calm(0.3)
                    w.click_widget("leave/cancel")
                    w.wait_until(lambda p: "leave/cancel" not in p["widgets"] and p["status"] == "exploring", "the question to go")
                    w.key("ctrl+q")
                    w.wait_until(lambda p: f"leave/{answer}" in p["widgets"], "the question again")
                    w.calm(0.3)
                    w.click_widget(f"leave/{answer}")
                    status = w.ended()
                    expect(status == 0, f"{answer}: expected exit status 0, found {status}: {w.messages()}")
                    expect(len(json.loads(file.read_text()).get("markers", [])) == markers, f"{answer}: the file holds {file.read_text()[:300]}")
                    expect(not kept(), f"{answer}: a copy was left behind in the state folder")

    def record(self, w, project, out, *more):
        subprocess.run([self.program, "record", project, "--out", out, "--quiet", *more], env=w.environment(), check=True, timeout=240)

    def session(self):
        """Killed at any moment, the last state comes back; --fresh begins anew; a shared view opens what was seen."""
        with Window(self.program, size=(1100, 700)) as w:
            w.wait_until(lambda p: p.get("status") == "exploring" and p["widgets"], "the globe")
            w.click_widget("layer/cables")
            w.wait_until(lambda p: not p["layers"]["cables"], "the cables to go")
            w.key("m")
            file = w.home / "state/linchpin/session.json"
            end = time.monotonic() + 60
            while time.monotonic() < end and not (file.exists() and json.loads(file.read_text())["look"]["projection"] == "equal-earth"):
                time.sleep(0.05)
            kept = json.loads(file.read_text())
            expect(kept["look"]["projection"] == "equal-earth" and not kept["layers"]["cables"], f"the session holds {str(kept)[:300]}")
            w.kill_and_start_again()
            w.wait_until(lambda p: p.get("status") == "exploring" and not p["layers"]["cables"], "the session to come back")
            w.key("ctrl+shift+c")
            w.wait_until(lambda p: "share/qr" in p["widgets"], "the shared view")
            view = w.probe()["texts"]["share/view"]
            expect(view.startswith("linchpin:1:"), f"the shared view is {view!r}")
            w.kill_and_start_again("--fresh")
            w.wait_until(lambda p: p.get("status") == "exploring" and p["layers"]["cables"], "the first picture")
            w.kill_and_start_again(f"--view={view}")
            w.wait_until(lambda p: p.get("status") == "exploring" and not p["layers"]["cables"], "the shared view")
            file.write_text("{ not json")
            w.kill_and_start_again()
            w.wait_until(lambda p: p.get("status") == "exploring" and p["layers"]["cables"], "the first picture after an unreadable session")
            expect("the last session cannot be read" in w.messages(), f"nothing was said of it: {w.messages()!r}")
            expect((file.parent / "session-unread.json").read_text() == "{ not json", "the unreadable session is gone")

    def save_state(self):
        """Ctrl+S writes what was changed back to the state file."""
        with self.window() as w:
            w.ready()
            w.click_widget("layer/cables")
            w.wait_until(lambda p: not p["layers"]["cables"], "the cables to go")
            w.key("ctrl+s")
            end = time.monotonic() + 30
            while time.monotonic() < end and json.loads(w.state_file.read_text()).get("layers", {}).get("cables", True):
                time.sleep(0.05)
            saved = json.loads(w.state_file.read_text())
            expect(saved["layers"]["cables"] is False and saved["camera"]["lat_deg"] == 20, f"the state file holds {saved}")
            expect(not [f for f in w.home.iterdir() if ".tmp" in f.name and "probe" not in f.name], "a temporary file was left behind")

    def quit(self):
        """Ctrl+Q ends the program with status 0 and without a message."""
        with self.window() as w:
            w.ready()
            w.point(w.size[0] / 2, w.size[1] / 2)
            w.key("ctrl+q")
            status = w.ended()
            expect(status == 0, f"expected exit status 0, found {status}: {w.messages()}")
            expect("linchpin:" not in w.messages(), f"a message at the end: {w.messages()!r}")

    def broken_pack(self):
        """A pack that cannot be read: one sentence with the file's name, exit status 1."""
        with tempfile.TemporaryDirectory() as folder:
            pack = pathlib.Path(folder) / "pack"
            shutil.copytree(self.root / "tests/data/pack/good", pack)
            (pack / "datapackage.json").write_text("{\n  \"name\": \"broken\",\n  \"resources\": [\n")
            with self.window(arguments=[f"--pack={pack}"]) as w:
                status = w.ended()
                lines = [line for line in w.messages().splitlines() if line.strip()]
                expect(status == 1, f"expected exit status 1, found {status}: {lines}")
                expect(len(lines) == 1 and "datapackage.json" in lines[0], f"expected one sentence that names datapackage.json, found {lines}")

    def no_display(self):
        """Without a display: a sentence that says how to get a picture, exit status 3."""
        env = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
        for named in (None, ":4999"):
            done = subprocess.run([self.program], env={**env, **({"DISPLAY": named} if named else {})}, capture_output=True, text=True, timeout=60)
            expect(done.returncode == 3, f"expected exit status 3, found {done.returncode}: {done.stderr}")
            lines = done.stderr.strip().splitlines()
            expect(len(lines) == 1 and "display" in lines[0] and "linchpin image" in lines[0], f"expected one sentence about the display, found {lines}")


if __name__ == "__main__":
    sys.exit(run_scenario(Session, without_tools=("no_display",)))
