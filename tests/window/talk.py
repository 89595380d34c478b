#!/usr/bin/env python3
"""What goes with a talk, in real windows: talk.py SCENARIO PROGRAM COMPARE_TOOL ROOT. The remote over real sockets and in Chromium, the hall
check in its sheet. Exit status 0 passed, 1 failed, 77 skipped (no Xvfb, xdotool or Chromium)."""
import http.client
import json
import os
import re
import socket
import struct
import sys

from harness import SKIPPED, Window, expect, run_scenario
from show import Show

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cli"))
CALM = {"camera": {"lat_deg": 20.0, "lon_deg": 75.0, "distance_km": 17500.0}, "look": {"reduce_motion": True}}
POINTS = {"story", "names", "numbers", "run", "timing", "notes", "screens", "speed", "fonts", "assets", "ffmpeg", "power", "network"}


def padded(text):
    data = text.encode() + b"\0"
    return data + b"\0" * (-len(data) % 4)


class Talk(Show):
    def with_remote(self):
        return self.two(None, "--remote", "127.0.0.1:0", "--osc", "127.0.0.1:0")

    @staticmethod
    def remote_of(w):
        found = re.search(r"remote: http://(127\.0\.0\.1:\d+)/ with PIN (\d{6}), OSC at 127\.0\.0\.1:(\d+)", w.messages())
        expect(found, f"expected the address and the PIN in the messages, found {w.messages()!r}")
        return found[1], found[2], int(found[3])

    @staticmethod
    def ask(host, method, path, pin, body=None):
        connection = http.client.HTTPConnection(host, timeout=60)
        headers = {"X-Linchpin-PIN": pin}
        if body is not None:
            headers["Content-Type"] = "application/json"
        connection.request(method, path, None if body is None else json.dumps(body), headers)
        answer = connection.getresponse()
        data = json.loads(answer.read())
        connection.close()
        return answer.status, data

    def remote(self):
        """HTTP and OSC steer the real show one step each; the PIN is on the presenter's screen and never on the audience's."""
        with self.with_remote() as w:
            self.ready(w)
            host, pin, osc = self.remote_of(w)
            w.wait_until(lambda p: pin in p["texts"].get("show/remote", ""), "the PIN on the presenter's screen")
            expect(self.ask(host, "POST", "/api/next", "000000" if pin != "000000" else "000001")[0] == 403, "expected a wrong PIN to be refused")
            expect(self.ask(host, "POST", "/api/next", pin)[0] == 202, "expected a step to be accepted")
            self.at_rest(w, 2)
            w.wait_until(lambda p: "wrong PINs so far: 1" in p["texts"].get("show/remote", ""), "the count of wrong PINs")
            expect(self.differing(self.audience(w), self.image(w, 2)) == 0, "expected the audience's window to be the scene alone")
            status, view = self.ask(host, "GET", "/api/show", pin)
            story = json.loads(self.story.read_text(encoding="utf-8"))
            expect(status == 200 and view["presenting"] and view["scene"] == 2, f"expected scene 2, found {view}")
            expect(view["scenes"] == [s["title"] for s in story["scenes"]] and view["notes"] == story["scenes"][1]["notes"], f"expected titles and notes, found {view}")
            expect(self.ask(host, "POST", "/api/goto", pin, {"scene": 5})[0] == 202, "expected a jump to be accepted")
            self.at_rest(w, 5)
            for _ in range(10):
                self.ask(host, "POST", "/api/next", pin)
            self.at_rest(w, 5)
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
                s.connect(("127.0.0.1", osc))
                s.send(padded("/linchpin/previous") + padded(","))
                self.at_rest(w, 4)
                s.send(padded("/linchpin/goto") + padded(",i") + struct.pack(">i", 1))
                self.at_rest(w, 1)
                s.send(padded("/linchpin/blank") + padded(","))
                self.until(w, veil="black")
            expect(self.ask(host, "POST", "/api/blank", pin)[0] == 202, "expected the scene to come back")
            self.until(w, veil="none")

    def phone(self):
        """The phone's page against the real show: PIN, a press, the notes of the scene that came."""
        from common import Skipped
        from devtools import Browser
        try:
            browser = Browser()
        except Skipped as skipped:
            print(f"SKIPPED phone: {skipped}")
            sys.exit(SKIPPED)
        with browser as page, self.with_remote() as w:
            self.ready(w)
            host, pin, _ = self.remote_of(w)
            story = json.loads(self.story.read_text(encoding="utf-8"))
            page.open(f"http://{host}/")
            page.run(f"document.getElementById('pin').value = '{pin}'; document.getElementById('enter').click(); true")
            page.wait(f"document.getElementById('title').textContent === {json.dumps(story['scenes'][0]['title'])}", "the first scene's title", 60)
            page.run("document.getElementById('on').click(); true")
            self.at_rest(w, 2)
            page.wait(f"document.getElementById('title').textContent === {json.dumps(story['scenes'][1]['title'])}", "the second scene's title", 60)
            expect(page.run("document.getElementById('next').textContent") == story["scenes"][2]["title"], "expected the title of the next scene")

    def hall(self):
        """The hall check by the palette: every point is said, the list agrees with its verdict, and the globe is as before."""
        with Window(self.program, ["--story", str(self.story)], size=(1000, 640), screen=(1280, 800), state=CALM) as w:
            before = w.ready()
            w.key("ctrl+k")
            w.wait_until(lambda p: "sheet" in p["widgets"], "the search")
            w.xdotool("type", "--delay", 60, "hall check")
            w.settle()
            w.key("Return")
            probe = w.wait_until(lambda p: p["texts"].get("hall") in ("ready", "not ready"), "the hall check to end", 240)
            said = {name.removeprefix("hall/"): text for name, text in probe["texts"].items() if name.startswith("hall/")}
            expect(POINTS <= set(said), f"expected a sentence for each point, found {sorted(said)}")
            faults = sorted(name for name in POINTS if said[name].startswith("fault: "))
            expect((probe["texts"]["hall"] == "ready") == (not faults), f"expected the verdict to agree with the list, found {probe['texts']['hall']} and {faults}")
            expect(not set(faults) - {"speed", "ffmpeg"}, f"expected no fault but those of this machine, found {[said[f] for f in faults]}")  # a processor draws, ffmpeg may be missing
            expect(said["screens"].startswith("note: ") and "1280 x 800" in said["screens"], f"expected the one screen, found {said['screens']}")
            w.key("Escape")
            after = w.wait_until(lambda p: "hall" not in p["texts"], "the sheet to close")
            expect(after["camera"] == before["camera"], f"expected the camera where it was, found {after['camera']}")

    def no_story(self):
        """Without a story the sheet says what to do."""
        with Window(self.program, [], size=(1000, 640), screen=(1280, 800), state=CALM) as w:
            w.ready()
            w.key("ctrl+k")
            w.wait_until(lambda p: "sheet" in p["widgets"], "the search")
            w.xdotool("type", "--delay", 60, "hall check")
            w.settle()
            w.key("Return")
            w.wait_until(lambda p: p["texts"].get("hall") == "no story", "the hall check to ask for a story")


if __name__ == "__main__":
    sys.exit(run_scenario(Talk))
