#!/usr/bin/env python3
"""Presenting in real windows: show.py SCENARIO PROGRAM COMPARE_TOOL ROOT. One double-width screen stands for two: the presenter's window on
its left half, the audience's on its right. Exit status 0 passed, 1 failed, 77 skipped (no Xvfb or xdotool)."""
import json
import os
import pathlib
import shutil
import struct
import subprocess
import sys
import tempfile
import time
import zlib

from harness import WAIT_S, Failed, Window, expect, run_scenario

W, H = 960, 540
AUDIENCE = (W, 0, W, H)
CAMERAS = {1: (20, 75, 17000), 2: (50, 10, 4200), 3: (18, 42, 5200), 4: (38, -95, 6500), 5: (10, 20, 19000)}


def png_rows(file):
    """Rows of a PNG with 8 bits a channel as BGR bytes."""
    data = file.read_bytes()
    width, height, depth, kind = struct.unpack(">IIBB", data[16:26])
    channels = {2: 3, 6: 4}[kind]
    expect(depth == 8, f"{file} has {depth} bits a channel")
    packed, at = b"", 8
    while at < len(data):
        length, name = struct.unpack(">I4s", data[at:at + 8])
        if name == b"IDAT":
            packed += data[at + 8:at + 8 + length]
        at += length + 12
    raw, stride = zlib.decompress(packed), width * channels
    last, rows = bytearray(stride), []
    for y in range(height):
        start = y * (stride + 1)
        way, row = raw[start], bytearray(raw[start + 1:start + 1 + stride])
        for x in range(stride if way else 0):
            left = row[x - channels] if x >= channels else 0
            up, corner = last[x], last[x - channels] if x >= channels else 0
            if way == 1:
                add = left
            elif way == 2:
                add = up
            elif way == 3:
                add = (left + up) // 2
            else:
                p = left + up - corner
                near = min((abs(p - left), 0, left), (abs(p - up), 1, up), (abs(p - corner), 2, corner))
                add = near[2]
            row[x] = (row[x] + add) & 255
        last = row
        rows.append(bytes(b for x in range(width) for b in (row[x * channels + 2], row[x * channels + 1], row[x * channels])))
    return rows


def screen_rows(screen, region):
    for row in screen.rows(*region):
        yield bytes(row[i + k] for i in range(0, len(row), 4) for k in range(3))


class Show:
    def __init__(self, program, compare, root):
        self.program, self.compare, self.root = program, compare, pathlib.Path(root)
        self.story = self.root / "tests" / "data" / "story" / "talk.json"

    def two(self, story=None, *more):
        return Window(self.program, ["--story", str(story or self.story), "--present", f"--audience-at={','.join(map(str, AUDIENCE))}", *more], size=(W, H), screen=(2 * W, H))

    def one(self, *more):
        return Window(self.program, ["--story", str(self.story), "--present", *more], size=(W, H), screen=(W, H))

    @staticmethod
    def said(w, name):
        return w.probe().get("texts", {}).get(name)

    def until(self, w, what="", wait_s=WAIT_S, **values):
        """Waits until the show says all of `values`, with _ for /."""
        wanted = {"show/" + key: value for key, value in values.items()}
        return w.wait_until(lambda p: p.get("status") == "presenting" and all(p["texts"].get(k) == v for k, v in wanted.items()), what or str(wanted), wait_s)

    def at_rest(self, w, scene):
        probe = self.until(w, at=str(scene), state="rest")
        lat, lon, distance = CAMERAS[scene]
        camera = probe["camera"]
        expect((camera["lat_deg"], camera["lon_deg"], camera["distance_km"]) == (lat, lon, distance), f"scene {scene}: expected the camera at {CAMERAS[scene]}, found {camera}")
        return probe

    def ready(self, w):
        w.point(W / 2, H - 4)
        self.at_rest(w, 1)
        self.until(w, pictures="all")

    def audience(self, w, region=AUDIENCE):
        """The audience's half of the screen once it stands still."""
        last, end = None, time.monotonic() + WAIT_S
        while time.monotonic() < end:
            now = list(screen_rows(w.screen(), region))
            if now == last:
                return now
            last = now
            time.sleep(0.25)
        raise Failed("the audience's picture did not come to rest")

    def image(self, w, scene, size=(W, H), story=None):
        file = w.home / f"scene-{scene}.png"
        subprocess.run([self.program, "image", "--story", str(story or self.story), "--scene", str(scene), "--size", f"{size[0]}x{size[1]}", "--out", str(file)],
                       env=w.environment(), check=True, timeout=120)
        return png_rows(file)

    @staticmethod
    def differing(a, b):
        return sum(x != y for ra, rb in zip(a, b) for x, y in zip(ra, rb))

    @staticmethod
    def click_steady(w, widget):
        """Clicks a widget once it stands still: a sheet takes two frames to find its size and its place."""
        last, since, end = None, time.monotonic(), time.monotonic() + WAIT_S
        while time.monotonic() < end:
            place = w.probe().get("widgets", {}).get(widget)
            if place is None or place != last:
                last, since = place, time.monotonic()
            elif time.monotonic() - since > 1.2:
                return w.click_widget(widget)
            time.sleep(0.05)
        raise Failed(f"{widget} did not come to stand still")

    # ---- scenarios -----------------------------------------------------------------------------------------------------------------------

    def run(self):
        """The whole talk by clicker, forwards and a step back: each scene with its camera and captions."""
        with self.two() as w:
            self.ready(w)
            expect(self.said(w, "show/mode") == "two screens", "expected an audience window")
            for scene, key in ((2, "Next"), (3, "Right"), (4, "space"), (5, "Return")):
                w.key(key)
                probe = self.at_rest(w, scene)
            expect(probe["texts"]["show/captions"] == "Thank you", f"expected the last caption, found {probe['texts']['show/captions']!r}")
            w.key("Next")
            w.key("Prior")
            probe = self.at_rest(w, 4)
            date, count = probe["texts"]["show/captions"].split("\n")
            expect("2026" in date, f"expected the date of the end of the play, found {date!r}")
            expect(count.replace("\u202f", "").replace("\u2009", "").replace(" ", "").replace(",", "").isdigit(), f"expected a count of data centres, found {count!r}")
            w.key("Home")
            self.at_rest(w, 1)

    def pixels(self):
        """The audience's window is the offscreen picture of the scene, to the pixel; two ways to a scene give one picture."""
        with self.two() as w:
            self.ready(w)
            w.key("Next")
            self.at_rest(w, 2)
            mine = self.audience(w)
            theirs = self.image(w, 2)
            expect(len(mine) == len(theirs) and self.differing(mine, theirs) == 0, f"{self.differing(mine, theirs)} bytes differ from `linchpin image --story`")
            w.key("End")
            self.at_rest(w, 5)
            expect(self.differing(self.audience(w), theirs) > W * H // 10, "another scene must look different")
            w.key("2")
            w.key("Return")
            self.at_rest(w, 2)
            expect(self.audience(w) == mine, "the scene looks different when it is come to from elsewhere")

    def blank(self):
        """Black and white with B, full stop and W; a number jumps; fifty presses end on the last scene; a held key is one step."""
        with self.two() as w:
            self.ready(w)
            before = self.audience(w)
            for key, veil, value in (("b", "black", 0), ("period", "none", None), ("w", "white", 255), ("w", "none", None)):
                w.key(key)
                self.until(w, veil=veil)
                rows = self.audience(w)
                if value is None:
                    expect(rows == before, f"the picture did not come back after {key}")
                else:
                    expect(all(set(row) == {value} for row in rows), f"expected all of the audience's window {veil}")
            w.key("4")
            self.until(w, number="4")
            w.key("Return")
            self.at_rest(w, 4)
            w.key("Home")
            self.at_rest(w, 1)
            w.xdotool("key", "--delay", 20, "--repeat", 50, "Next")
            self.at_rest(w, 5)
            w.key("Home")
            self.at_rest(w, 1)
            w.xdotool("keydown", "Right")
            time.sleep(1.6)
            w.xdotool("keyup", "Right")
            self.at_rest(w, 2)

    def ask(self):
        """Close the Red Sea during the show: the scenario acts in the captions, Esc undoes it, the scene and its picture are as before."""
        with self.two() as w:
            self.ready(w)
            w.key("3")
            w.key("Return")
            before = self.at_rest(w, 3)
            picture = self.audience(w)
            w.key("ctrl+k")
            self.until(w, sheet="ask")
            expect(self.audience(w) == picture, "the question is seen by the audience")
            w.xdotool("type", "--delay", 60, "close red sea")
            answer = w.wait_until(lambda p: "Red Sea" in p["texts"].get("ask/answer/0", "") and p["texts"].get("ask/typed") == "close red sea", "the answer")["texts"]["ask/answer/0"]
            w.key("Return")
            asked = self.until(w, sheet="", overlay=answer, state="rest")
            expect(asked["texts"]["show/at"] == "3", "the show must stay at its scene")
            expect(asked["texts"]["show/captions"] != before["texts"]["show/captions"], f"the numbers must be those of the scenario, found {asked['texts']['show/captions']!r}")
            expect(self.differing(self.audience(w), picture) > 500, "the audience must see the scenario")
            w.key("Escape")
            after = self.until(w, overlay="", state="rest", at="3")
            expect(after["texts"]["show/captions"] == before["texts"]["show/captions"], "the captions must be as before")
            expect(self.audience(w) == picture, "the picture must be as before")
            w.key("Next")
            self.at_rest(w, 4)

    def private(self):
        """Notes, grid, keys and questions are the presenter's: the audience's window does not change by a byte. Ctrl+Q asks, Esc never quits."""
        with self.two() as w:
            self.ready(w)
            w.key("Next")
            self.at_rest(w, 2)
            picture = self.audience(w)
            for key, sheet in (("g", "grid"), ("ctrl+q", "quit"), ("F1", "other"), ("ctrl+k", "ask")):
                w.key(key)
                self.until(w, sheet=sheet)
                expect(self.audience(w) == picture, f"the audience sees what {key} opens")
                w.key("Escape")
                self.until(w, sheet="")
            w.key("plus")
            w.key("plus")
            expect(self.audience(w) == picture, "the size of the notes is seen by the audience")
            w.key("Escape")
            self.until(w, state="paused")
            expect(self.audience(w) == picture, "a pause is seen by the audience")
            w.key("F5")
            self.until(w, state="rest")
            w.key("Escape")
            self.until(w, state="paused")
            w.key("Escape")
            w.wait_until(lambda p: p.get("status") == "exploring", "the program's window after the show")
            expect(w.process.poll() is None, "Esc must not quit the program")
            w.key("shift+F5")
            self.at_rest(w, 2)
            w.key("ctrl+q")
            self.until(w, sheet="quit")
            self.click_steady(w, "quit/quit")
            expect(w.ended() == 0, "expected the program to end in order")

    def single(self):
        """One screen: the audience's picture fills it, notes are hidden until V, questions stand where there is room for them."""
        with self.one() as w:
            w.point(W / 2, H / 2)
            self.at_rest(w, 1)
            expect(self.said(w, "show/mode") == "one screen" and self.said(w, "show/notes") == "hidden", "expected one screen without notes")
            w.key("Next")
            self.at_rest(w, 2)
            whole = (0, 0, W, H)
            expect(self.differing(self.audience(w, whole), self.image(w, 2)) == 0, "the window must show the picture and nothing else")
            w.key("v")
            self.until(w, notes="shown")
            expect("panel/notes" in w.probe()["widgets"], "V must show the notes")
            w.key("v")
            self.until(w, notes="hidden", state="rest")
            w.click(W - 20, H / 2)
            self.at_rest(w, 3)
            w.click(20, H / 2)
            self.at_rest(w, 2)

    def resized(self):
        """The audience's window gets another size in the middle of a talk: the show goes on at the same scene, in that size."""
        with self.two() as w:
            self.ready(w)
            w.key("Next")
            self.at_rest(w, 2)
            size = (W - 160, H - 60)
            found = subprocess.run(["xdotool", "search", "--name", "Linchpin, audience"], env={**os.environ, "DISPLAY": w.display}, capture_output=True, text=True, check=True)
            w.xdotool("windowsize", found.stdout.split()[-1], *size)
            self.until(w, audience=f"{size[0]}x{size[1]}", at="2", state="rest")
            mine = self.audience(w, (W, 0, *size))
            differing = self.differing(mine, self.image(w, 2, size))
            expect(differing == 0, f"the picture must be that of the new size, {differing} bytes differ")
            w.key("Next")
            self.at_rest(w, 3)

    def kiosk(self):
        """Nobody touches it: it goes round. The first key brings back what was there, and does nothing else."""
        with self.two(None, "--kiosk", "6") as w:
            self.ready(w)
            w.key("3")
            w.key("Return")
            before = self.at_rest(w, 3)
            picture = self.audience(w)
            self.until(w, round="yes")
            w.wait_until(lambda p: p["texts"].get("show/at") not in ("3", None), "another scene")
            w.key("Next")
            after = self.until(w, round="no", at="3", state="rest")
            expect(after["camera"] == before["camera"], "the camera must be where it was")
            expect(self.audience(w) == picture, "the picture must be what it was")

    def live(self):
        """The file changes while it is shown: what is good is taken over, what is broken is said and changes nothing."""
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "talk.json"
            shutil.copy(self.story, file)
            with self.two(file) as w:
                self.ready(w)
                w.key("Next")
                self.at_rest(w, 2)
                picture = self.audience(w)
                text = file.read_text()
                file.write_text(text.replace("\"kind\": \"title\"", "\"kind\": \"headline\""))
                told = w.wait_until(lambda p: "expected one of caption" in p["texts"].get("show/problem", ""), "what is wrong with the file")
                expect(f"{file}:" in told["texts"]["show/problem"], f"expected the place, found {told['texts']['show/problem']}")
                expect(self.audience(w) == picture, "a broken file must change nothing")
                story = json.loads(text)
                story["scenes"][1]["captions"][0]["text"] = "Said better"
                file.write_text(json.dumps(story, indent=1))
                self.until(w, captions="Said better", at="2", problem="")

    def edit(self):
        """The editor: capture, retitle, undo, reorder by hand, save, leave with edits; the file is a story that the check accepts."""
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "mine.json"
            shutil.copy(self.story, file)
            with Window(self.program, ["--story", str(file)], size=(1280, 800), screen=(1280, 800)) as w:
                w.wait_until(lambda p: p.get("status") == "exploring" and "panel/story" in p["widgets"], "the story's panel")
                w.click_widget("story/scene/2")
                w.wait_until(lambda p: abs(p["camera"]["lat_deg"] - 50) < 1e-6 and p["texts"].get("story/view") == "exact", "the scene on the globe")
                w.click_widget("story/scene/5")
                w.wait_until(lambda p: p["texts"].get("story/view") == "exact" and abs(p["camera"]["distance_km"] - 19000) < 1, "the last scene on the globe")
                w.click_widget("story/capture")
                w.wait_until(lambda p: p["texts"].get("story/scene/6") == "Scene 6", "the captured scene")
                w.click_widget("story/title")
                w.key("ctrl+a")
                w.xdotool("type", "--delay", 60, "Afterword")
                w.wait_until(lambda p: p["texts"].get("story/scene/6") == "Afterword", "the new title")
                w.key("Return")
                w.point(640, 300)
                w.key("ctrl+z")
                w.wait_until(lambda p: p["texts"].get("story/scene/6") == "Scene 6", "the title before")
                w.key("ctrl+shift+z")
                w.wait_until(lambda p: p["texts"].get("story/scene/6") == "Afterword", "the title again")
                expect("\u2022" in w.probe()["texts"]["story/name"], "unsaved edits must be told")
                # Dragged over two rows it stands there, and one step of undo takes it back.
                titles = lambda p: [p["texts"].get(f"story/scene/{n}") for n in range(1, 7)]
                before = titles(w.calm(0.3))
                x, y = w.centre("story/scene/6")
                _, height = w.probe()["widgets"]["story/scene/6"][2:]
                w.point(x, y)
                w.settle()
                w.xdotool("mousedown", 1)
                for part in range(1, 12):
                    w.point(x, y - part * height * 0.2)
                    w.settle()
                w.wait_until(lambda p: titles(p) == before[:3] + [before[5]] + before[3:5], "the dragged scene in the fourth row")
                w.xdotool("mouseup", 1)
                w.calm(0.3)
                w.key("ctrl+z")
                w.wait_until(lambda p: titles(p) == before, "the order before")
                w.key("ctrl+s")
                w.wait_until(lambda p: "\u2022" not in p["texts"].get("story/name", "\u2022"), "the saved story")
                saved = json.loads(file.read_text())
                expect([s["title"] for s in saved["scenes"]][-1] == "Afterword", "the file must hold the new scene")
                expect(saved["scenes"][-1]["state"]["camera"]["distance_km"] == 19000, "the scene must hold the view")
                checked = subprocess.run([self.program, "check", str(file)], env=w.environment(), capture_output=True, text=True)
                expect(checked.returncode == 0, f"the check refuses the saved story: {checked.stdout}{checked.stderr}")
                # Edits that are not saved are asked about, also on the way out of a show.
                w.click_widget("story/capture")
                w.wait_until(lambda p: "\u2022" in p["texts"].get("story/name", ""), "an edit")
                w.key("F5")
                w.wait_until(lambda p: p.get("status") == "presenting" and p["texts"].get("show/state") == "rest", "the show")
                w.key("ctrl+q")
                w.wait_until(lambda p: p["texts"].get("show/sheet") == "quit", "the question on the presenter's screen")
                w.click_widget("quit/quit")
                w.wait_until(lambda p: "mine.json" in p["texts"].get("leave/unsaved", ""), "the question about the edits")
                w.calm(0.3)
                w.click_widget("leave/save")
                status = w.ended()
                expect(status == 0, f"expected exit status 0, found {status}: {w.messages()}")
                expect(len(json.loads(file.read_text())["scenes"]) == len(saved["scenes"]) + 1, "the edit must be in the file")
                expect(not list((w.home / "state/linchpin").glob("unsaved-*")), "a copy was left behind in the state folder")


if __name__ == "__main__":
    sys.exit(run_scenario(Show))
