"""Scenarios of drive.py about all panels at once: every text whole or reachable, every command of the palette."""
import time

from harness import Failed, expect

SKY = {"time": "2026-08-21T12:00:00Z", "rate": 60, "playing": False}
POSE = {"lat_deg": 5.0, "lon_deg": 30.0, "distance_km": 17500.0, "bearing_deg": 0.0, "tilt_deg": 0.0}
SHOWN = "earth borders graticule stars choropleth sites cables flows satellites labels legend credits".split()
LAYERS = {name: name == "borders" for name in SHOWN}  # the panels are looked at; a quick picture behind them

SECTIONS = "layer/choropleth/open layer/sites/open layer/cables/open layer/flows/open layer/satellites/open section/map".split()
RIGHT_BY_KEY = {"e": "exposure", "d": "all metrics", "i": "what if", "s": "story"}
SHEETS_BY_KEY = {"F1": "keys", "g": "ranking", "w": "the worst losses", "ctrl+k": "search", "ctrl+o": "open", "ctrl+shift+s": "save", "ctrl+r": "record a video", "ctrl+shift+c": "share"}
SHEETS_BY_NAME = ["Charts: origin", "Take away", "Hall check", "About, sources", "Data and findings"]
RECORDS = [("country", "KEN"), ("cable", "2africa"), ("none", "")]

# What these say when there is nothing to act on is their answer, not a fault.
ANSWERS = ("no story", "nothing to", "no keys", "open a story", "begin with")


class PanelScenarios:
    def state(self, text_scale, selection=("country", "KEN")):
        chosen = {"selection": {"kind": selection[0], "id": selection[1]}} if selection[1] else {}
        return {"camera": POSE, "sky": SKY, "look": {"reduce_motion": True, "text_scale": text_scale}, "layers": LAYERS, **chosen}

    def whole(self, w, where, found):
        """Notes every text that stands cut now."""
        probe = w.calm(0.3)
        found += [f"{where}: {cut['text']!r} in {cut['window']} at {cut['x']}, {cut['y']}" for cut in probe["cut"]]
        return probe

    def paused(self, w, most_s=3.0):
        """Until the window rests, but not for ever: a command may have set something moving."""
        last, end = None, time.monotonic() + most_s
        while time.monotonic() < end:
            probe = w.probe()
            if probe == last:
                return probe
            last = probe
            time.sleep(0.15)
        return last

    def closed(self, w):
        for _ in range(3):
            w.key("Escape")
            w.settle()

    def look_everywhere(self, text_scale):
        found = []
        with self.window(self.state(text_scale), size=(1280, 720), screen=(1280, 720)) as w:
            w.ready()
            for key, name in RIGHT_BY_KEY.items():
                w.key(key)
                self.whole(w, name, found)
                w.key(key)
            self.whole(w, "record of a country", found)
            for key, name in SHEETS_BY_KEY.items():
                w.key(key)
                self.whole(w, name, found)
                self.closed(w)
            for name in SHEETS_BY_NAME:
                self.command(w, name)
                self.whole(w, name, found)
                self.closed(w)
            w.key("t")
            self.whole(w, "timeline", found)
            w.key("t")
            self.closed(w)
            self.sections(w, found)
        expect(not found, f"texts that stand cut at {100 * text_scale:.0f} %: " + "; ".join(found))

    def sections(self, w, found):
        """Every section of the left panel, which has the window for itself once no record is open."""
        w.wait_until(lambda p: "panel/layers" in p["widgets"], "the panel of layers")
        for section in SECTIONS:
            self.reach(w, section)
            w.click_widget(section)
            self.whole(w, section, found)
            self.reach(w, section)
            w.click_widget(section)

    def reach(self, w, widget):
        """Turns the wheel over the left panel until the whole widget is in sight: up to the top first, then down in small steps."""
        x, y, width, height = w.calm(0.2)["widgets"]["panel/layers"]
        w.point(x + width - 3, y + height / 2)
        w.xdotool("click", "--repeat", 60, "--delay", 5, 4)
        for _ in range(80):
            widgets = w.calm(0.15)["widgets"]
            if widget in widgets and widgets[widget][1] + widgets[widget][3] <= y + height:
                return
            w.xdotool("click", "--repeat", 2, "--delay", 15, 5)
        raise Failed(f"{widget} could not be reached by scrolling")

    def command(self, w, typed):
        w.key("ctrl+k")
        w.wait_until(lambda p: "search/text" in p["widgets"], "the search")
        self.paused(w)
        w.xdotool("type", "--delay", "15", typed)
        w.wait_until(lambda p: p["texts"].get("search/text") == typed and p["texts"].get("search/result/0"), f"{typed!r} in the search")
        first = w.probe()["texts"]["search/result/0"]
        expect(first.startswith(typed), f"expected a command that begins with {typed!r} first, found {first!r}")
        w.key("Return")
        w.wait_until(lambda p: "search/text" not in p["widgets"], "the search to close")

    def texts_75(self):
        self.look_everywhere(0.75)

    def texts_100(self):
        self.look_everywhere(1.0)

    def texts_150(self):
        self.look_everywhere(1.5)

    def texts_300(self):
        self.look_everywhere(3.0)

    def commands(self, w):
        """Names of all commands, as the empty search lists them."""
        w.key("ctrl+k")
        w.wait_until(lambda p: "search/result/0" in p["texts"], "the list of commands")
        names, rows = {}, 0
        while True:
            texts = w.calm(0.15)["texts"]
            rows_seen = [int(key.split("/")[2]) for key in texts if key.startswith("search/result/") and key.count("/") == 2]
            names.update({row: texts[f"search/result/{row}"] for row in rows_seen})
            if max(rows_seen) + 1 == rows:
                break
            rows = max(rows_seen) + 1
            w.xdotool("key", "--repeat", 8, "--delay", 40, "Down")
        self.closed(w)
        return [names[row] for row in sorted(names)]

    def palette(self):
        """Every command of the palette does something or says why not; nothing breaks."""
        with self.window(self.state(1.0), size=(1280, 720), screen=(1280, 720)) as w:
            w.ready()
            names = self.commands(w)
            expect(len(names) > 45, f"expected all commands in the empty search, found {len(names)}: {names}")
            told = []
            for name in names:
                if name == "Quit":
                    continue
                self.command(w, name)
                texts = self.paused(w)["texts"]
                told += [f"{name}: {text}" for key, text in texts.items() if key.startswith("toast/") and f"{key}/problem" in texts and not any(a in text.lower() for a in ANSWERS)]
                self.leave(w)
            expect(not told, "commands that failed: " + "; ".join(told))
            self.command(w, "Quit")  # asks when something is not saved
            self.paused(w)
            if w.process.poll() is None and "leave/discard" in w.probe()["widgets"]:
                w.click_widget("leave/discard")
            expect(w.ended() == 0, "the program did not end well")

    def leave(self, w):
        """Back to where the next command can be called, from whatever the last one opened."""
        for _ in range(8):
            widgets = w.probe()["widgets"]
            hidden = not any(name.startswith("panel/") for name in widgets)
            if not hidden and "sheet" not in widgets:
                return
            w.key("h" if hidden and "sheet" not in widgets else "Escape")
            self.paused(w)
