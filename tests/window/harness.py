"""Starts the real program in its own X server and works it with xdotool, as a hand would. Python's standard library only.

Everything waits for what the program says about itself (LINCHPIN_UI_PROBE: widget rectangles, camera, selection), never for a fixed
time: with a software rasteriser on a busy machine a frame takes from 30 ms to half a second. Only own processes are ever ended."""
import fcntl
import json
import math
import os
import pathlib
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import time

WAIT_S = 90.0
POLL_S = 0.02
FOV_Y_DEG, EARTH_RADIUS_KM = 35.0, 6371.0088
SKIPPED = 77


class Failed(Exception):
    """A sentence that says what was expected and what was found."""


def expect(condition, sentence):
    if not condition:
        raise Failed(sentence)


# ---- the camera's geometry, written down a second time ---------------------------------------------------------------------------

def add(*vectors):
    return tuple(sum(parts) for parts in zip(*vectors))


def scaled(vector, factor):
    return tuple(part * factor for part in vector)


def dot(a, b):
    return sum(p * q for p, q in zip(a, b))


def to_unit(lat_deg, lon_deg):
    lat, lon = math.radians(lat_deg), math.radians(lon_deg)
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)


class Camera:
    """Pixel to ground and back for a pose of the probe; the unit of length is the Earth's radius."""

    def __init__(self, pose, width_px, height_px):
        self.width_px, self.height_px = width_px, height_px
        lat, lon = math.radians(pose["lat_deg"]), math.radians(pose["lon_deg"])
        zenith = to_unit(pose["lat_deg"], pose["lon_deg"])
        north = -math.sin(lat) * math.cos(lon), -math.sin(lat) * math.sin(lon), math.cos(lat)
        east = -math.sin(lon), math.cos(lon), 0.0
        bearing, tilt = math.radians(pose["bearing_deg"]), math.radians(pose["tilt_deg"])
        ahead = add(scaled(north, math.cos(bearing)), scaled(east, math.sin(bearing)))
        self.forward = add(scaled(zenith, -math.cos(tilt)), scaled(ahead, math.sin(tilt)))
        self.up = add(scaled(zenith, math.sin(tilt)), scaled(ahead, math.cos(tilt)))
        self.right = add(scaled(east, math.cos(bearing)), scaled(north, -math.sin(bearing)))
        self.eye = add(zenith, scaled(self.forward, -pose["distance_km"] / EARTH_RADIUS_KM))
        self.tan_half = math.tan(math.radians(FOV_Y_DEG) / 2)

    def pixel_of(self, lat_deg, lon_deg):
        """Pixel of a ground point on the near side."""
        ray = add(to_unit(lat_deg, lon_deg), scaled(self.eye, -1))
        depth = dot(ray, self.forward)
        x = dot(ray, self.right) / (depth * self.tan_half * self.width_px / self.height_px)
        y = dot(ray, self.up) / (depth * self.tan_half)
        return (x + 1) / 2 * self.width_px, (1 - y) / 2 * self.height_px

    def ground_at(self, pixel):
        """Unit vector of the ground under a pixel, None beside the globe."""
        x = (2 * pixel[0] / self.width_px - 1) * self.tan_half * self.width_px / self.height_px
        y = (1 - 2 * pixel[1] / self.height_px) * self.tan_half
        ray = add(self.forward, scaled(self.right, x), scaled(self.up, y))
        ray = scaled(ray, 1 / math.sqrt(dot(ray, ray)))
        along = dot(self.eye, ray)
        discriminant = along * along - dot(self.eye, self.eye) + 1
        return None if discriminant < 0 else add(self.eye, scaled(ray, -along - math.sqrt(discriminant)))


def km_between(a, b):
    return EARTH_RADIUS_KM * math.acos(max(-1.0, min(1.0, dot(a, b))))


# ---- pixels ----------------------------------------------------------------------------------------------------------------------

class Screen:
    """What the X server shows, read from the file that Xvfb keeps its picture in (XWD format: a header, then rows of BGRX)."""

    def __init__(self, file):
        data = file.read_bytes()
        header = struct.unpack(">25I", data[:100])
        self.width_px, self.height_px, bits, self.stride = header[4], header[5], header[11], header[12]
        expect(bits == 32, f"expected a screen of 32 bits a pixel, found {bits}")
        self.pixels = data[header[0] + header[19] * 12:]

    def rows(self, x, y, width, height):
        for row in range(y, y + height):
            start = row * self.stride + x * 4
            yield self.pixels[start:start + width * 4]

    def differing_percent(self, other, region, threshold=8):
        differing = 0
        for mine, theirs in zip(self.rows(*region), other.rows(*region)):
            if mine == theirs:
                continue
            for i in range(0, len(mine), 4):
                if max(abs(mine[i + k] - theirs[i + k]) for k in range(3)) > threshold:
                    differing += 1
        return 100.0 * differing / (region[2] * region[3])

    def brightest(self, region):
        return max(max(row[k] for k in range(len(row)) if k % 4 != 3) for row in self.rows(*region))


def png_size(file):
    data = file.read_bytes()
    expect(data[:8] == b"\x89PNG\r\n\x1a\n", f"{file} is no PNG")
    return struct.unpack(">II", data[16:24])


# ---- the program in its window -----------------------------------------------------------------------------------------------------

class Window:
    """with Window(program, ...) as w: an X server, the program in it, and both gone afterwards."""

    def __init__(self, program, arguments=(), size=(1000, 640), state=None, screen=(1280, 800), environment=None):
        self.more_environment = environment or {}
        self.program, self.size, self.screen_size = program, size, screen
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="linchpin-window-"))
        self.probe_file = self.home / "probe.json"
        self.pictures = self.home / "pictures"
        self.state_file = None
        self.arguments = [f"--size={size[0]}x{size[1]}", *arguments]
        if state is not None:
            self.state_file = self.home / "state.json"
            self.state_file.write_text(json.dumps({"version": 1, **state}))
            self.arguments.append(f"--state={self.state_file}")
        self.server = self.process = None

    def environment(self):
        env = {k: v for k, v in os.environ.items() if k not in ("WAYLAND_DISPLAY", "XAUTHORITY", "LP_NUM_THREADS")}
        for name in ("CONFIG", "CACHE", "STATE", "DATA"):
            folder = self.home / name.lower()
            folder.mkdir(exist_ok=True)
            env[f"XDG_{name}_HOME"] = str(folder)
        self.pictures.mkdir(exist_ok=True)
        env.update(DISPLAY=self.display, HOME=str(self.home), XDG_PICTURES_DIR=str(self.pictures), LIBGL_ALWAYS_SOFTWARE="1",
                   LINCHPIN_GL="software", LINCHPIN_UI_PROBE=str(self.probe_file))
        env.update(self.more_environment)
        return env

    def __enter__(self):
        try:
            self.start_server()
            self.start_program()
        except BaseException:
            self.close()
            raise
        return self

    def start_program(self):
        with open(self.home / "errors", "wb") as errors:
            self.process = subprocess.Popen([self.program, "explore", *self.arguments], env=self.environment(), stdout=errors, stderr=errors, cwd=self.home)

    def kill_and_start_again(self, *arguments):
        """SIGKILL: no chance to tidy up. Then the program as the next day would find it."""
        self.process.kill()
        self.process.wait()
        self.probe_file.unlink(missing_ok=True)
        self.arguments = [self.arguments[0], *arguments]
        self.start_program()

    def start_server(self):
        """One after another: two servers that look for a free number at the same moment may both take the same one."""
        with open(pathlib.Path(tempfile.gettempdir()) / "linchpin-xvfb.lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self.start_one_server()

    def start_one_server(self):
        read_end, write_end = os.pipe()
        width, height = self.screen_size
        self.server = subprocess.Popen(["Xvfb", "-displayfd", str(write_end), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp", "-fbdir", str(self.home)],
                                       pass_fds=[write_end], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(write_end)
        with os.fdopen(read_end) as pipe:
            number = pipe.readline().strip()  # written once the server takes connections
        expect(number.isdigit(), "Xvfb did not start")
        self.display = f":{number}"

    def __exit__(self, kind, value, trace):
        if kind is not None:
            print(f"the program's messages: {self.messages()!r}")
            print(f"the last probe: {json.dumps(self.probe())[:4000]}")
        self.close()

    def close(self):
        for process in (self.process, self.server):
            if process is None or process.poll() is not None:
                continue
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        shutil.rmtree(self.home, ignore_errors=True)

    # what it says

    def messages(self):
        file = self.home / "errors"
        return file.read_text(errors="replace") if file.exists() else ""

    def cpu_s(self):
        """Processor time of the program so far, all threads."""
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def probe(self):
        try:
            return json.loads(self.probe_file.read_text())
        except (FileNotFoundError, ValueError):
            return {}

    def wait_until(self, condition, what, wait_s=WAIT_S):
        """Polls the probe until `condition(probe)`; returns that probe."""
        end = time.monotonic() + wait_s
        while True:
            probe = self.probe()
            if probe and condition(probe):
                return probe
            status = self.process.poll()
            expect(status is None, f"the program ended with {status} while the test waited for {what}: {self.messages()!r}")
            expect(time.monotonic() < end, f"waited {wait_s:.0f} s in vain for {what}")
            time.sleep(POLL_S)

    def ready(self):
        """The globe is on screen and at rest (the states of the tests have no motion of their own)."""
        self.wait_until(lambda p: p.get("status") == "exploring" and p["scene_frames"] >= 3 and p["widgets"], "the globe")
        return self.calm()

    def calm(self, still_s=1.3):
        """Until nothing has changed for a while: labels fade for up to a second after the camera came to rest."""
        last, since, end = None, time.monotonic(), time.monotonic() + WAIT_S
        while time.monotonic() < end:
            probe = self.probe()
            if probe != last:
                last, since = probe, time.monotonic()
            elif time.monotonic() - since > still_s:
                return probe
            time.sleep(POLL_S)
        raise Failed("the window did not come to rest")

    def ended(self):
        try:
            return self.process.wait(WAIT_S)
        except subprocess.TimeoutExpired:
            raise Failed("the program did not end") from None

    # what a hand does

    def xdotool(self, *words):
        subprocess.run(["xdotool", *map(str, words)], env={**os.environ, "DISPLAY": self.display}, check=True, timeout=30, stdout=subprocess.DEVNULL)

    def point(self, x, y):
        self.xdotool("mousemove", round(x), round(y))

    def click(self, x, y):
        self.point(x, y)
        self.settle()
        self.xdotool("mousedown", 1)
        self.settle()
        self.xdotool("mouseup", 1)

    def settle(self):
        """Position, press and release in frames of their own, as a hand gives them."""
        time.sleep(0.12)

    def centre(self, widget, probe=None):
        widgets = (probe or self.probe())["widgets"]
        expect(widget in widgets, f"expected a widget {widget}, found {sorted(widgets)}")
        x, y, width, height = widgets[widget]
        return x + width / 2, y + height / 2

    def click_widget(self, widget):
        self.wait_until(lambda p: widget in p["widgets"], f"the widget {widget}")
        self.click(*self.centre(widget))

    def find_in_list(self, name, typed, row):
        """Types into the search box of an open list, then clicks the row. The list closes up around what is left of it with every
        letter, and a slow machine is letters behind: a click before the last one would miss the row."""
        self.wait_until(lambda p: f"{name}/search" in p["widgets"], f"the search box of {name}")
        self.calm(0.3)
        self.xdotool("type", "--delay", "60", typed)
        self.wait_until(lambda p: p["texts"].get(f"{name}/search") == typed and f"{name}/{row}" in p["widgets"], f"{row} in the list of {name}")
        self.calm(0.3)
        self.click_widget(f"{name}/{row}")

    def scroll_to(self, widget, panel):
        """Turns the wheel over a panel until the widget stands well inside it."""
        for _ in range(120):
            widgets = self.wait_until(lambda p: panel in p["widgets"], panel)["widgets"]
            if widget not in widgets:  # only what is in sight is told of: it stands further down
                x, y, width, height = widgets[panel]
                self.point(x + width - 5, y + height / 2)
                self.xdotool("click", "--repeat", 8, "--delay", 15, 5)
                time.sleep(0.3)
                continue
            (_, top, _, height), middle = widgets[panel], self.centre(widget)[1]
            if top + 0.12 * height < middle < top + 0.88 * height:
                return
            x, _, width, _ = widgets[panel]
            self.point(x + width - 5, top + height / 2)  # beside the rows: no explanation opens
            self.xdotool("click", 5 if middle > top + height / 2 else 4)
            time.sleep(0.15)
        raise Failed(f"{widget} could not be scrolled into {panel}")

    def key(self, keys):
        self.xdotool("key", keys)

    def camera(self, probe=None):
        return Camera((probe or self.probe())["camera"], *self.size)

    def screen(self):
        return Screen(self.home / "Xvfb_screen0")


def count_of(text):
    """"412 of 1 648" -> (412, 1648); "1 648" -> (1648, 1648). Thousands may be parted by any space."""
    numbers = [int(re.sub(r"\D", "", part)) for part in text.split("of")]
    return numbers[0], numbers[-1]


def run_scenario(tests, without_tools=()):
    """NAME.py SCENARIO PROGRAM COMPARE_IMAGES ROOT: calls the method of that name of tests(program, compare, root). Returns the exit status.
    without_tools: scenarios that need neither an X server nor hands."""
    scenario, program, compare, root = sys.argv[1:5]
    missing = [tool for tool in ("Xvfb", "xdotool") if shutil.which(tool) is None]
    if missing and scenario not in without_tools:
        print(f"SKIPPED: this test needs {' and '.join(missing)} (./test installs them)")
        return SKIPPED
    try:
        getattr(tests(program, compare, root), scenario)()
    except Failed as failure:
        print(f"{scenario}: {failure}")
        return 1
    return 0
