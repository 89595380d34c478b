"""Scenarios of drive.py about satellites, clusters and the classes of country values."""
import csv
import json
import re
import subprocess
import time

from harness import Failed, count_of, expect

SKY = {"time": "2026-08-21T12:00:00Z", "rate": 60, "playing": False}
NAIROBI = -1.286, 36.817
LAYERS = {name: name in ("earth", "borders", "labels", "stars") for name in "earth borders graticule stars choropleth sites cables flows satellites labels legend credits".split()}
CLOCK = r"\d\d:\d\d:\d\d"


def view(lat_deg, lon_deg, distance_km):
    return {"lat_deg": lat_deg, "lon_deg": lon_deg, "distance_km": distance_km, "bearing_deg": 0.0, "tilt_deg": 0.0}


def quiet(camera, shown, **more):
    return {"camera": camera, "sky": SKY, "look": {"reduce_motion": True}, "layers": {**LAYERS, **{name: True for name in shown}}, **more}


class SpaceScenarios:
    def bring(self, w, widget, panel="panel/layers"):
        """Into the middle of the panel, once it is there: a section that has just been opened takes a frame."""
        try:
            w.wait_until(lambda p: widget in p["widgets"], widget, 5)
        except Failed:
            pass  # further down: the wheel finds it
        w.scroll_to(widget, panel)

    def cluster(self):
        """A click on a cluster opens it: the globe comes closer, nothing is selected, and the cluster is in parts."""
        with self.window(quiet(view(49, 8, 9000), ["sites"])) as w:
            before = w.ready()
            x0 = before["widgets"]["panel/layers"][0] + before["widgets"]["panel/layers"][2]
            tried = [(x, y) for y in range(150, 470, 14) for x in range(int(x0) + 30, w.size[0] - 40, 14)]
            over = lambda p: p["texts"].get("hover", "").startswith("Cluster")
            for i, place in enumerate(tried):
                w.point(*place)
                time.sleep(0.02)
                if over(w.probe()):
                    break
            else:
                raise Failed("there is no cluster over Europe from 9000 km")
            # The card follows the pointer a moment later: the cluster lies under one of the last places.
            for found in reversed(tried[max(0, i - 12):i + 1]):
                w.point(*found)
                time.sleep(0.4)
                if over(w.calm(0.5)):
                    break
            text = w.probe()["texts"].get("hover", "")
            members = int(re.sub(r"\D", "", text))
            expect(members > 1, f"expected a cluster of data centres, found {text!r}")
            w.click(*found)
            w.wait_until(lambda p: p["camera"]["distance_km"] < 0.9 * before["camera"]["distance_km"], "the globe to come closer")
            after = w.calm()
            expect(after["selection"]["kind"] == "none", f"a click on a cluster selects nothing, found {after['selection']}")

    def passes(self):
        """A right click asks what passes over a place; the list is what `linchpin orbit --passes` finds; a row leads to its satellite."""
        with self.window(quiet(view(*NAIROBI, 9000), ["satellites"], satellite_view={"about": "compute", "min_elevation_deg": 20})) as w:
            before = w.ready()
            place = w.camera(before).pixel_of(*NAIROBI)
            w.point(*place)
            w.settle()
            w.xdotool("click", 3)
            shown = w.wait_until(lambda p: "panel/passes" in p["widgets"] and int(p["texts"].get("passes/count", "0")) > 0, "the passes")["texts"]
            expect(w.probe()["camera"] == before["camera"], "a right click must not move the globe")
            w.key("ctrl+s")
            end = time.monotonic() + 30
            while time.monotonic() < end and not json.loads(w.state_file.read_text()).get("satellite_view", {}).get("observer"):
                time.sleep(0.05)
            observer = json.loads(w.state_file.read_text())["satellite_view"]["observer"]
            lat, lon = map(float, observer.split(","))
            expect(abs(lat - NAIROBI[0]) < 0.2 and abs(lon - NAIROBI[1]) < 0.2, f"expected the place under the pointer, found {observer}")
            theirs = self.passes_by_command(w, observer)
            expect(int(shown["passes/count"]) == len(theirs), f"the panel counts {shown['passes/count']} passes, the command line {len(theirs)}")
            for i in range(3):
                name, highest, times, light = shown[f"passes/row/{i}"].split("; ")
                rise, peak, end_of_pass = times.split(" – ")
                expect(all(re.fullmatch(CLOCK, t) for t in (peak, end_of_pass)), f"expected rise, peak and set, found {times!r}")
                same = [p for p in theirs if p["object_name"] == name and p["peak_utc"][11:19] == peak]
                expect(len(same) == 1, f"the command line has no pass of {name} with its peak at {peak}")
                expect(highest.split("°")[0] == str(round(float(same[0]["peak_elevation_deg"]))), f"{name}: found {highest}, expected {same[0]['peak_elevation_deg']}")
                expect(light.startswith({"sunlit": "sunlit", "umbra": "in shadow"}.get(same[0]["peak_light"], "half")), f"{name}: found {light}, expected {same[0]['peak_light']}")
            first = shown["passes/row/0"].split("; ")[0]
            w.scroll_to("passes/row/0", "panel/passes")
            w.click_widget("passes/row/0")
            picked = w.wait_until(lambda p: p["selection"]["kind"] == "satellite" and "panel/record" in p["widgets"], "the satellite's record")
            number = next(row["NORAD_CAT_ID"] for row in self.satellites_of_the_pack() if row["OBJECT_NAME"] == first)
            expect(picked["selection"]["id"] == number, f"expected {first} ({number}) to be selected, found {picked['selection']}")
            w.calm()
            w.scroll_to("satellite/observer", "panel/record")
            own = w.wait_until(lambda p: "satellite/pass/0" in p["texts"], "the passes of the satellite")["texts"]["satellite/pass/0"]
            expect(re.search(f"– {CLOCK} –", own) is not None, f"expected rise, peak and set, found {own!r}")

    def satellites_of_the_pack(self):
        with open(self.root / "assets/pack/satellites.csv", newline="", encoding="utf-8") as file:
            return list(csv.DictReader(file))

    def passes_by_command(self, w, observer):
        """The same question asked of the command line, of the satellites that compute in orbit."""
        rows = [row for row in self.satellites_of_the_pack() if row["group"] in ("three-body", "starcloud", "kepler-aether")]
        file = w.home / "compute.csv"
        with open(file, "w", newline="", encoding="utf-8") as out:
            writer = csv.DictWriter(out, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
        done = subprocess.run([self.program, "orbit", "--elements", file, f"--passes={observer}", "--from", SKY["time"], "--to", "2026-08-22T12:00:00Z", "--min-elevation", "20"],
                              env=w.environment(), capture_output=True, text=True, timeout=120)
        expect(done.returncode == 0, f"linchpin orbit: {done.stderr}")
        return list(csv.DictReader(done.stdout.splitlines()))

    def constellation_lost(self):
        """A lost constellation goes from the globe and from the counts, and comes back with the event off."""
        event = {"kind": "constellation-lost", "on": False, "object": "starlink"}
        state = quiet(view(20, 40, 17500), ["satellites"], scenario={"name": "", "events": [event]}, report={"subject": {"kind": "country", "id": "KEN"}})
        with self.window(state, size=(1280, 800)) as w:
            start = w.ready()
            starlink = sum(row["group"] == "starlink" for row in self.satellites_of_the_pack())
            total = count_of(start["texts"]["layer/satellites"])[0]
            w.click_widget("layer/satellites/open")
            w.click_widget("satellites/view/Overhead")
            self.bring(w, "satellites/about")
            w.click_widget("satellites/about")
            w.find_in_list("satellites/about", "broadband", "service:broadband")
            cover = w.wait_until(lambda p: "satellites/cover" in p["texts"], "the cover of Kenya")["texts"]["satellites/cover"]
            w.key("i")
            w.wait_until(lambda p: "event/0/on" in p["widgets"], "the event")
            panel = w.calm()["widgets"]["panel/layers"]
            globe = int(panel[0] + panel[2]) + 4, 60, 420, 600
            with_it = w.screen()
            w.click_widget("event/0/on")
            w.wait_until(lambda p: count_of(p["texts"]["layer/satellites"]) == (total - starlink, total), f"{total - starlink} satellites left")
            less = w.wait_until(lambda p: p["texts"].get("satellites/cover", cover) != cover, "another cover")["texts"]["satellites/cover"]
            number = lambda text: float(text.split("; ")[1])
            expect(number(less) < number(cover), f"expected fewer satellites in view than {cover!r}, found {less!r}")
            w.calm()
            changed = with_it.differing_percent(w.screen(), globe)
            expect(changed > 3, f"without Starlink only {changed:.2f} % of the globe's pixels changed")
            w.click_widget("satellites/view/Over time")
            self.bring(w, "satellites/about")
            w.click_widget("satellites/about")
            w.wait_until(lambda p: "satellites/about/" in p["widgets"], "the list of sets")
            w.click_widget("satellites/about/")
            w.wait_until(lambda p: p["texts"].get("satellites/count/starlink") == "lost in the scenario", "the constellation to be marked as lost")
            w.click_widget("event/0/on")
            w.wait_until(lambda p: count_of(p["texts"]["layer/satellites"])[0] == total and "→" in p["texts"]["satellites/count/starlink"], "Starlink to come back")
            w.calm()
            back = with_it.differing_percent(w.screen(), globe)
            expect(back < 0.05, f"with the event off {back:.3f} % of the globe's pixels differ")

    def compute_in_orbit(self):
        """One click shows what computes in orbit, with its story; another brings everything back. A click on a year sets the date."""
        with self.window(quiet(view(20, 40, 17500), ["satellites"]), size=(1280, 800)) as w:
            start = w.ready()
            total = count_of(start["texts"]["layer/satellites"])[0]
            w.click_widget("layer/satellites/open")
            w.calm()
            w.point(*w.centre("satellites/compute"))  # the window rests, and the explanation comes all the same
            w.wait_until(lambda p: p["texts"].get("explain") == "Compute in orbit", "the explanation", 20)
            w.click_widget("satellites/compute")
            w.wait_until(lambda p: count_of(p["texts"]["layer/satellites"]) == (23, total) and "satellites/compute/three-body" in p["widgets"], "the 23 that compute in orbit")
            w.click_widget("satellites/view/Over time")
            w.wait_until(lambda p: p["texts"].get("satellites/launches") == "23", "their launches")
            self.bring(w, "satellites/launches")
            x, y, width, height = w.probe()["widgets"]["satellites/launches"]
            w.point(x + 0.25 * width, y + height / 2)  # two bars: 2025 and 2026
            told = w.wait_until(lambda p: p["texts"].get("chart/point", "").startswith("2025: "), "the year under the pointer")["texts"]["chart/point"]
            expect("13 satellites launched" in told and "Source: " in told, f"expected number, unit and source, found {told!r}")
            w.click(x + 0.25 * width, y + height / 2)
            w.wait_until(lambda p: p["texts"].get("satellites/launches") == "13" and count_of(p["texts"]["layer/satellites"])[0] == 13, "the date to go to the end of 2025")
            w.click_widget("satellites/view/Filters")
            w.click_widget("satellites/compute")
            w.wait_until(lambda p: count_of(p["texts"]["layer/satellites"])[0] > 9000, "all satellites of the date")

    def classes(self):
        """Own classes of the country values: a mistake is one sentence and changes nothing; good numbers recolour the globe and are saved."""
        with self.window(quiet(view(20, 40, 17500), ["choropleth"]), size=(1280, 800)) as w:
            w.ready()
            w.click_widget("layer/choropleth/open")
            w.wait_until(lambda p: "values/classes/Own" in p["widgets"] or "values/kind" in p["widgets"], "the section")
            self.bring(w, "values/classes/Own")
            w.click_widget("values/classes/Own")
            start = w.wait_until(lambda p: p["texts"].get("values/breaks"), "the field, with the breaks that are shown")["texts"]["values/breaks"]
            numbers = [float(word) for word in start.split(", ")]
            expect(numbers == sorted(numbers) and len(numbers) > 2, f"expected ascending breaks, found {start!r}")
            self.bring(w, "values/breaks")
            self.type_breaks(w, "20, 60, 40")
            w.wait_until(lambda p: p["texts"].get("values/breaks-problem") == "Number 3: expected one above 60, found 40.", "the mistake to be said")
            panel = w.calm()["widgets"]["panel/layers"]
            globe = int(panel[0] + panel[2]) + 4, 60, 500, 600
            self.type_breaks(w, "20, 30, 40")
            w.wait_until(lambda p: p["texts"].get("values/breaks-problem") == "", "good numbers")
            w.calm()
            before = w.screen()
            self.type_breaks(w, "70, 80, 90")
            w.calm()
            changed = before.differing_percent(w.screen(), globe)
            expect(changed > 5, f"other classes changed {changed:.2f} % of the globe's pixels")
            w.key("ctrl+s")
            end = time.monotonic() + 30
            while time.monotonic() < end and json.loads(w.state_file.read_text()).get("filter", {}).get("choropleth", {}).get("breaks") != [70, 80, 90]:
                time.sleep(0.05)
            kept = json.loads(w.state_file.read_text())["filter"]["choropleth"]
            expect(kept.get("classes") == "manual" and kept.get("breaks") == [70, 80, 90], f"the state file keeps {kept}")

    def type_breaks(self, w, text):
        w.click_widget("values/breaks")
        w.wait_until(lambda p: "values/breaks" in p["widgets"], "the field")
        w.key("ctrl+a")
        w.xdotool("type", "--delay", "60", text)
        try:
            w.wait_until(lambda p: p["texts"].get("values/breaks") == text, f"{text!r} in the field", 20)
        except Failed as failure:
            raise Failed(f"{failure}; the field holds {w.probe()['texts'].get('values/breaks')!r}") from None
