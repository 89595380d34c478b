#!/usr/bin/env python3
"""Tests of recordings with the real program and the real ffmpeg: record_files_cli.py SUBJECT PROGRAM ROOT. Exit status 0 passed, 1 failed, 77 skipped."""
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time
import zlib

from common import Failed, Skipped, expect, run_subject

FRAMES = 24
# A globe that turns once, dates that run, a caption whose numbers change: every frame differs from every other.
PROJECT = {
    "$schema": "project.schema.json", "version": 1, "title": "Tiny", "fps": 24, "length_s": FRAMES / 24, "width_px": 160, "height_px": 90,
    "camera": [{"time_s": 0, "lat_deg": 10, "lon_deg": 0, "distance_km": 18000, "move": "turn", "ease": "linear", "turn_deg": 360},
               {"time_s": 1, "lat_deg": 10, "lon_deg": 0, "distance_km": 18000}],
    "dates": [{"time_s": 0, "date": "2010-01-01"}, {"time_s": 1, "date": "2026-01-01"}],
    "elements": [{"kind": "caption", "place": "bottom", "start_s": 0.1, "end_s": 0.9,
                  "text": "{count.sites} sites, {country.KEN.share.CHN.telecom_equipment | percent}"}],
    "markers": [{"time_s": 0, "name": "One", "chapter": True}, {"time_s": 0.5, "name": "Two", "chapter": True}],
    "start": {"layers": {"flows": False, "satellites": False}},
}


class Recordings:
    def __init__(self, program, root, work):
        self.program, self.root, self.work = program, pathlib.Path(root), pathlib.Path(work)
        self.environment = {**os.environ, "LINCHPIN_GL": "software", "LINCHPIN_ASSETS": str(self.root / "assets")}
        self.project = self.write_project("tiny.json")

    def write_project(self, name, **changes):
        file = self.work / name
        file.write_text(json.dumps({**PROJECT, **changes}), encoding="utf-8")
        return file

    def run(self, *words, **environment):
        return subprocess.run([self.program, *map(str, words)], env={**self.environment, **environment}, capture_output=True, text=True, timeout=240)

    def record(self, name, *words, **environment):
        """The file, and the hashes of its frames."""
        out = self.work / name
        done = self.run("record", self.project, "--out", out, *words, **environment)
        expect(done.returncode == 0, f"record {name} {words}: expected exit status 0, found {done.returncode}: {done.stderr}")
        return out, self.hashes(out)

    @staticmethod
    def hashes(out):
        rows = pathlib.Path(f"{out}.frames.csv").read_text(encoding="ascii").splitlines()[1:]
        return {int(row.split(",")[0]): row.split(",")[2] for row in rows}

    def refused(self, status, parts, *words, **environment):
        done = self.run(*words, **environment)
        expect(done.returncode == status, f"{words}: expected exit status {status}, found {done.returncode}: {done.stderr}")
        lines = done.stderr.strip().splitlines()
        expect(len(lines) == 1, f"{words}: expected one sentence, found {lines}")
        for part in parts:
            expect(part in lines[0], f"{words}: expected {part!r} in {lines[0]!r}")
        return lines[0]

    def left(self, *names):
        found = sorted(file.name for file in self.work.iterdir() if file.suffix != ".json")
        expect(found == sorted(names), f"expected the files {sorted(names)}, found {found}")

    @staticmethod
    def need_ffmpeg():
        if shutil.which("ffmpeg") is None or shutil.which("ffprobe") is None:
            raise Skipped("needs ffmpeg and ffprobe")

    @staticmethod
    def probe(file, entries="stream", *more):
        done = subprocess.run(["ffprobe", "-v", "error", "-count_frames", "-select_streams", "v:0", "-show_streams", "-show_format", "-show_chapters", *more, "-of", "json", file],
                              capture_output=True, text=True, check=True)
        tree = json.loads(done.stdout)
        return tree if entries != "stream" else tree["streams"][0]

    # ---- the same frames ---------------------------------------------------------------------------------------------------------

    def same_frames(self):
        """Twice, on one thread and on two, as a range and as a whole: the same frames; and no two frames are alike."""
        _, first = self.record("a.png")
        expect(sorted(first) == list(range(FRAMES)), f"expected the frames 0 to {FRAMES - 1}, found {sorted(first)}")
        expect(len(set(first.values())) == FRAMES, "two frames are alike: this test would see nothing")
        files = {i: (self.work / f"a-{i:06d}.png").read_bytes() for i in range(FRAMES)}
        for threads in ("1", "2"):
            _, again = self.record("a.png", LP_NUM_THREADS=threads)
            expect(again == first, f"other frames with {threads} threads: {[i for i in first if first[i] != again[i]]}")
        _, middle = self.record("b.png", "--frames", "9:14")
        expect(middle == {i: first[i] for i in range(9, 14)}, "frames of a range differ from those of the whole")
        for i in range(9, 14):
            expect((self.work / f"b-{i:06d}.png").read_bytes() == files[i], f"the file of frame {i} differs")

    def joined(self):
        """Ranges by two processes at the same time have the bytes of one run; what does not fit is refused."""
        self.need_ffmpeg()
        whole, hashes = self.record("whole.mp4", "--part", "8")
        both = [subprocess.Popen([self.program, "record", self.project, "--out", self.work / name, "--part", "8", "--frames", frames], env=self.environment,
                                 stderr=subprocess.DEVNULL) for name, frames in (("one.mp4", "0:16"), ("two.mp4", "16:"))]
        expect([process.wait(240) for process in both] == [0, 0], "a range failed")
        one, two, out = (self.work / name for name in ("one.mp4", "two.mp4", "out.mp4"))
        done = self.run("join", out, two, one)
        expect(done.returncode == 0 and out.read_bytes() == whole.read_bytes(), f"the joined file differs from that of one run: {done.returncode}, {done.stderr}")
        expect(self.hashes(out) == hashes, "the hashes of the joined file differ")
        out.unlink()
        self.record("three.mp4", "--part", "8", "--frames", "8:16")
        three = self.work / "three.mp4"
        self.refused(1, ["0 to 7", "missing"], "join", out, three, two)
        self.refused(1, ["16 to 23", "missing"], "join", out, one)
        self.refused(1, ["8 to 15", "two ranges"], "join", out, one, three, two)
        self.refused(1, ["whole.mp4", "note"], "join", out, one, whole)
        self.refused(1, ["none.mp4", "no such file"], "join", out, one, self.work / "none.mp4")
        self.refused(1, [".mp4"], "join", self.work / "out.webm", one, two)
        self.record("two.mp4", "--part", "8", "--frames", "16:", "--crf", "30")
        self.refused(1, ["two.mp4", "crf 30"], "join", out, one, two)
        self.project = self.write_project("other.json", title="Other")
        self.record("two.mp4", "--part", "8", "--frames", "16:")
        self.refused(1, ["two.mp4", "same project"], "join", out, one, two)
        expect(not out.exists(), "a refused join has written something")

    # ---- ends that nobody wanted -------------------------------------------------------------------------------------------------

    def wait_for_part(self, process, out):
        for _ in range(1200):
            if any(pathlib.Path(f"{out}.parts").glob("part-*.txt")):
                return
            expect(process.poll() is None, "the recording ended before its first part was complete")
            time.sleep(0.01)
        raise Failed("no part was complete in 12 s")

    def resumed(self):
        """kill -9 in the middle: what was complete is kept, and the result is that of a run that nobody disturbed."""
        self.need_ffmpeg()
        whole, hashes = self.record("whole.mp4", "--part", "8", "--size", "640x360")
        out = self.work / "killed.mp4"
        words = ["record", self.project, "--out", out, "--part", "8", "--size", "640x360"]
        process = subprocess.Popen([self.program, *map(str, words)], env=self.environment, stderr=subprocess.DEVNULL)
        self.wait_for_part(process, out)
        process.kill()
        process.wait(60)
        expect(not out.exists(), "a file stands under the final name of a killed recording")
        sentence = self.refused(1, ["--resume", "another project or of other settings"], *words, "--crf", "30", "--resume")
        expect("parts" in sentence, f"the sentence does not name the folder: {sentence}")
        done = self.run(*words, "--resume")
        expect(done.returncode == 0 and "kept from before" in done.stderr, f"resumed: {done.returncode}, {done.stderr}")
        expect(out.read_bytes() == whole.read_bytes() and self.hashes(out) == hashes, "the resumed recording differs from the undisturbed one")
        expect(not pathlib.Path(f"{out}.parts").exists(), "the folder of parts is still there")

    def cancelled(self):
        """Ctrl+C: status 130, nothing under the final name; an older file there stays as it was."""
        self.need_ffmpeg()
        out = self.work / "out.mp4"
        out.write_bytes(b"the old film")
        words = ["record", self.project, "--out", out, "--part", "8", "--size", "640x360"]
        process = subprocess.Popen([self.program, *map(str, words)], env=self.environment, stderr=subprocess.PIPE, text=True)
        self.wait_for_part(process, out)
        process.send_signal(signal.SIGSTOP)  # it holds its lock and does not finish meanwhile
        second = self.run(*words, "--resume")
        process.send_signal(signal.SIGCONT)
        expect(second.returncode == 1 and "another recording" in second.stderr, f"two recordings of one file: {second.returncode}, {second.stderr}")
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
        expect(process.returncode == 130 and "--resume" in said, f"cancelled: {process.returncode}, {said!r}")
        expect(out.read_bytes() == b"the old film", "the old file was harmed")
        expect(self.run(*words, "--resume").returncode == 0 and self.probe(out)["nb_read_frames"] == str(FRAMES), "a cancelled recording did not resume")

    def fake_ffmpeg(self, text):
        folder = self.work.parent / (self.work.name + "-bin")
        folder.mkdir(exist_ok=True)
        (folder / "ffmpeg").write_text("#!/bin/sh\n" + text, encoding="ascii")
        (folder / "ffmpeg").chmod(0o755)
        return str(folder)

    def broken_encoder(self):
        """No ffmpeg, one that dies at once, in the middle, at the end: a sentence, status 3, nothing left behind but complete parts."""
        out = self.work / "out.mp4"
        words = ("record", self.project, "--out", out, "--part", "8")
        self.refused(3, ["ffmpeg", "PATH"], *words, PATH=str(self.work))
        self.left()
        tools = os.environ["PATH"]
        try:
            path = self.fake_ffmpeg("echo 'Unknown encoder libx264' >&2\nexit 1\n")
            self.refused(3, ["Unknown encoder libx264"], *words, PATH=f"{path}:{tools}")
            self.left()
            self.fake_ffmpeg("head -c 100000 >/dev/null\necho 'out of luck' >&2\nexit 7\n")
            self.refused(3, ["frame", "out of luck"], *words, PATH=f"{path}:{tools}")
            self.left()
            self.fake_ffmpeg("cat >/dev/null\necho 'no closing words' >&2\nexit 1\n")
            self.refused(3, ["could not finish", "no closing words"], *words, PATH=f"{path}:{tools}")
            self.left()
            self.need_ffmpeg()
            real = shutil.which("ffmpeg")
            self.fake_ffmpeg(f"case \"$*\" in *000008-000016*) echo 'second part' >&2; exit 1;; esac\nexec {real} \"$@\"\n")
            self.refused(3, ["second part"], *words, PATH=f"{path}:{tools}")
            self.left("out.mp4.parts")
            done = self.run(*words, "--resume")
            expect(done.returncode == 0 and "8 frames kept" in done.stderr, f"resumed: {done.returncode}, {done.stderr}")
        finally:
            shutil.rmtree(str(self.work) + "-bin", ignore_errors=True)

    def full_disk(self):
        """A disk of 256 KiB: status 3, a sentence, the frames before are kept."""
        folder = self.work / "small-disk"
        folder.mkdir()
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", folder], capture_output=True, text=True) if os.geteuid() == 0 else None
        if done is None or done.returncode != 0:
            raise Skipped("mounting a small disk needs root" + (f": {done.stderr.strip()}" if done else ""))
        try:
            sentence = self.refused(3, ["space"], "record", self.project, "--out", folder / "a.png", "--size", "320x180")
            pictures = sorted(folder.glob("a-*.png"))
            expect(pictures and len(pictures) < FRAMES, f"expected some of the frames before the disk was full, found {len(pictures)}: {sentence}")
            for file in pictures:
                expect(file.read_bytes()[-8:-4] == b"IEND", f"{file.name} is not whole")
            if shutil.which("ffmpeg"):
                for file in folder.iterdir():
                    shutil.rmtree(file) if file.is_dir() else file.unlink()
                (folder / "ballast").write_bytes(b"0" * 250000)
                self.refused(3, ["space"], "record", self.project, "--out", folder / "a.mp4", "--size", "320x180", "--crf", "0")
                expect(not (folder / "a.mp4").exists(), "half a film stands under the final name")
        finally:
            subprocess.run(["umount", folder], check=True)

    def refused_arguments(self):
        out = self.work / "x.mp4"
        for size in ("0x0", "100000x100000", "640"):
            self.refused(2, ["--size", size], "record", self.project, "--out", out, f"--size={size}")
        for fps in ("0", "-1", "x", "2000", "30/0"):
            self.refused(2, ["--fps"], "record", self.project, "--out", out, f"--fps={fps}")
        for frames in ("5", "5:5", "9:3", "-1:4", "a:b"):
            self.refused(2, ["--frames", frames], "record", self.project, "--out", out, f"--frames={frames}")
        self.refused(1, ["--frames", "24", "20:30"], "record", self.project, "--out", out, "--frames", "20:30")
        self.refused(2, ["h246", '"h264"'], "record", self.project, "--out", out, "--codec", "h246")
        self.refused(2, [".webm"], "record", self.project, "--out", out, "--codec", "vp9")
        self.refused(2, ["--transparent"], "record", self.project, "--out", out, "--transparent")
        self.refused(2, ["--crf", "51"], "record", self.project, "--out", out, "--crf", "60")
        self.refused(2, [".mp4"], "record", self.project, "--out", self.work / "x.avi")
        self.refused(1, ["missing"], "record", self.project, "--out", self.work / "missing/x.mp4")
        self.refused(1, ["none.json"], "record", self.work / "none.json", "--out", out)
        wrong = self.write_project("wrong.json", elements=[{"kind": "caption", "start_s": 0, "end_s": 1, "text": "{count.sitez}"}])
        self.refused(1, ["wrong.json", '"sites"'], "record", wrong, "--out", out)
        self.left()

    # ---- formats -----------------------------------------------------------------------------------------------------------------

    def formats(self):
        """What ffprobe says of every format: codec, size with odd sides, rate, frames, length, colour, alpha, chapters."""
        self.need_ffmpeg()
        have = subprocess.run(["ffmpeg", "-hide_banner", "-encoders"], capture_output=True, text=True, check=True).stdout
        rows = (("h264", "h264.mp4", "h264", "libx264", (162, 92)), ("h264", "h264.mkv", "h264", "libx264", (162, 92)), ("h265", "h265.mov", "hevc", "libx265", (162, 92)),
                ("vp9", "vp9.webm", "vp9", "libvpx-vp9", (162, 92)), ("av1", "av1.mp4", "av1", "libsvtav1", (162, 92)), ("prores", "prores.mov", "prores", "prores_ks", (161, 91)),
                ("gif", "gif.gif", "gif", " gif ", (161, 91)))
        for codec, name, found, encoder, size in rows:
            if encoder not in have:
                print(f"NOT TESTED: this ffmpeg has no {encoder.strip()}")
                continue
            clear = ["--transparent"] if codec == "prores" else []
            file, hashes = self.record(name, "--codec", codec, "--size", "161x91", "--fps", "30000/1001", "--part", "10", *clear)
            stream = self.probe(file)
            frames = len(hashes)
            expect((stream["codec_name"], stream["width"], stream["height"]) == (found, *size), f"{name}: {stream['codec_name']} {stream['width']}x{stream['height']}")
            expect(frames == 30 and int(stream["nb_read_frames"]) == frames, f"{name}: {stream['nb_read_frames']} frames of {frames}")
            if codec == "gif":
                continue
            expect(stream["avg_frame_rate"] == "30000/1001", f"{name}: {stream['avg_frame_rate']} frames a second")
            tags = [stream.get(key) for key in ("color_range", "color_space", "color_transfer", "color_primaries")]
            expect(tags == ["tv", "bt709", "bt709", "bt709"], f"{name}: colour tags {tags}")
            tree = self.probe(file, "all")
            length = float(tree["format"]["duration"])
            expect(abs(length - 30 * 1001 / 30000) < 0.002, f"{name}: {length} s")
            expect([chapter["tags"]["title"] for chapter in tree["chapters"]] == ["One", "Two"], f"{name}: chapters {tree['chapters']}")
            expect(("a" in stream["pix_fmt"]) == (codec == "prores"), f"{name}: pixels {stream['pix_fmt']}")
            if name == "h264.mp4":
                times = json.loads(subprocess.run(["ffprobe", "-v", "error", "-select_streams", "v:0", "-show_entries", "packet=pts", "-of", "json", file],
                                                  capture_output=True, text=True, check=True).stdout)["packets"]
                expect(sorted(int(packet["pts"]) for packet in times) == [1001 * i for i in range(30)], "frames do not stand at whole steps of the rate")
                data = file.read_bytes()
                expect(data.index(b"moov") < data.index(b"mdat"), "the index stands after the pictures")

    # ---- layers, alpha and light ---------------------------------------------------------------------------------------------------

    @staticmethod
    def linear(encoded):
        return encoded / 12.92 if encoded <= 0.04045 else ((encoded + 0.055) / 1.055) ** 2.4

    @staticmethod
    def samples(file):
        """Rows of RGBA samples in [0, 1] of a PNG with 8 or 16 bits, by the format's own description: no program of ours and no library reads it."""
        data, at, packed = file.read_bytes(), 8, b""
        while at < len(data):
            size, kind = int.from_bytes(data[at:at + 4], "big"), data[at + 4:at + 8]
            if kind == b"IHDR":
                width, height, depth, colour = int.from_bytes(data[at + 8:at + 12], "big"), int.from_bytes(data[at + 12:at + 16], "big"), data[at + 16], data[at + 17]
            elif kind == b"IDAT":
                packed += data[at + 8:at + 8 + size]
            at += 12 + size
        expect(colour == 6, f"{file.name}: expected RGBA, found colour type {colour}")
        step = 4 * depth // 8
        raw, stride, before, rows = zlib.decompress(packed), width * step, bytearray(width * step), []
        for y in range(height):
            kind, line = raw[y * (stride + 1)], bytearray(raw[y * (stride + 1) + 1:(y + 1) * (stride + 1)])
            for i in range(stride):
                a, b, c = line[i - step] if i >= step else 0, before[i], before[i - step] if i >= step else 0
                p = a + b - c
                paeth = a if abs(p - a) <= abs(p - b) and abs(p - a) <= abs(p - c) else b if abs(p - b) <= abs(p - c) else c
                line[i] = (line[i] + (0, a, b, (a + b) // 2, paeth)[kind]) & 255
            before = line
            values = [v / 255 for v in line] if depth == 8 else [(line[i] << 8 | line[i + 1]) / 65535 for i in range(0, stride, 2)]
            rows.append([tuple(values[4 * x:4 * x + 4]) for x in range(width)])
        return rows

    def passes(self):
        """Supersampling, motion blur, transparency and layers together: the layers, laid over one another in linear light, are the frame."""
        self.refused(2, ["--passes", "png or exr"], "record", self.project, "--out", self.work / "x.mp4", "--passes")
        out, hashes = self.record("a.png", "--passes", "--transparent", "--supersample", "2", "--motion-blur", "3", "--frames", "6:8", "--size", "80x44")
        expect(sorted(hashes) == [6, 7], f"expected the frames 6 and 7, found {sorted(hashes)}")
        listed = json.loads((self.work / "a.passes.json").read_text(encoding="utf-8"))
        layers = [entry["layer"] for entry in listed["layers_back_to_front"]]
        expect(layers[0] == "earth" and layers[-1] == "labels" and "stars" not in layers, f"layers of a transparent recording: {layers}")
        frame = self.samples(self.work / "a-000006.png")
        parts = [self.samples(self.work / f"a.{layer}-000006.png") for layer in layers]
        worst, clear, half = 0.0, 0, 0
        for y, row in enumerate(frame):
            for x, (*colour, alpha) in enumerate(row):
                light, cover = [0.0, 0.0, 0.0], 0.0
                for part in parts:
                    *over, a = part[y][x]
                    light = [self.linear(c) * a + under * (1 - a) for c, under in zip(over, light)]
                    cover = a + cover * (1 - a)
                clear += alpha == 0
                half += 0.02 < alpha < 0.98
                worst = max(worst, abs(cover - alpha), *(abs(self.linear(c) * alpha - l) for c, l in zip(colour, light)))
        expect(clear > 100 and half > 50, f"expected space that is clear and soft edges, found {clear} clear and {half} half covered pixels")
        # The mean of pictures that were laid over one another is not exactly the means laid over one another where something moves.
        expect(worst < 0.05, f"layers laid over one another differ from the frame by {worst:.3f} of the light")
        expect(sum(pixel[3] > 0 for row in parts[layers.index("cables")] for pixel in row) > 50, "the layer of cables is empty")
        again = {file.name: file.read_bytes() for file in self.work.glob("a*.png")}
        self.record("a.png", "--passes", "--transparent", "--supersample", "2", "--motion-blur", "3", "--frames", "6:8", "--size", "80x44", LP_NUM_THREADS="1")
        expect(all((self.work / name).read_bytes() == data for name, data in again.items()), "layers differ from run to run")
        self.record("b.exr", "--passes", "--frames", "6:7", "--size", "80x44")
        expect(len(list(self.work.glob("b.*-000006.exr"))) == len(layers) + 1, "expected every layer and the stars as EXR")

    def fades(self):
        """A layer that is switched off and a filter that changes fade over 0.2 s, at the pace of the smooth step, whatever was drawn before."""
        still = dict(camera=[{"time_s": 0, "lat_deg": 10, "lon_deg": 60, "distance_km": 15000}], dates=[], elements=[], markers=[])
        bare = {"layers": {"flows": False, "satellites": False, "labels": False, "legend": False, "credits": False, "stars": False}, "sky": {"time": "2026-08-21T08:00:00Z"}}
        for what, change in (("cables", {"layers": {"cables": False}}), ("values", {"filter": {"product_group": "batteries_hs8507"}}), ("date", {"filter": {"date": "2004-06-01"}})):
            self.project = self.write_project(f"{what}.json", **still, start=bare, changes=[{"time_s": 0.25, "set": change}])
            _, whole = self.record(f"{what}.png", "--frames", "4:14")
            frames = {i: self.samples(self.work / f"{what}-{i:06d}.png") for i in (5, 7, 8, 9, 10, 12)}
            expect(whole[4] == whole[5] and whole[12] == whole[13], f"{what}: something else than the change moves")

            def away(i):
                return sum(abs(self.linear(a) - self.linear(b)) for row, end in zip(frames[i], frames[12]) for p, q in zip(row, end) for a, b in zip(p, q))
            all_of_it = away(5)
            expect(all_of_it > 5, f"{what}: the change is not to be seen")
            # Frame 6 is that of the change; then 1/24 s a frame. Lines that lie on one another lose light more slowly than each of them.
            before = 1.0
            for i in (7, 8, 9, 10):
                u = (i - 6) / 24 / 0.2
                left, expected = away(i) / all_of_it, 1 - u * u * (3 - 2 * u)
                expect(expected - 0.1 < left < expected + 0.25 and left < before, f"{what}: at frame {i} {left:.2f} of the change is left, expected about {expected:.2f}")
                before = left
            _, alone = self.record(f"{what}-alone.png", "--frames", "9:10")
            expect(alone[9] == whole[9], f"{what}: a frame in the middle of the fade depends on what was drawn before")

    def sidecars(self):
        self.record("a.png", "--sidecars")
        texts = {ending: (self.work / f"a.png{ending}").read_text(encoding="utf-8") for ending in (".srt", ".vtt", ".numbers.csv", ".camera.json", ".chapters.txt")}
        expect(texts[".srt"].startswith("1\n00:00:00,125 --> ") and "sites, " in texts[".srt"], f"SRT begins with {texts['.srt'][:60]!r}")
        expect(texts[".vtt"].startswith("WEBVTT\n\n00:00:00.125 --> "), f"VTT begins with {texts['.vtt'][:60]!r}")
        path = json.loads(texts[".camera.json"])
        expect([pose["frame"] for pose in path] == list(range(FRAMES)), "the camera's path has other than one pose a frame")
        for i, pose in enumerate(path):
            # Once around in 24 frames, eastward: 15 degrees a frame.
            away = (pose["lon_deg"] - 15 * i + 180) % 360 - 180
            expect(abs(away) < 1e-6 and abs(pose["lat_deg"] - 10) < 1e-9 and abs(pose["distance_km"] - 18000) < 1e-6 and abs(pose["time_s"] - i / 24) < 1e-9,
                   f"pose of frame {i}: {pose}")
        rows = texts[".numbers.csv"].splitlines()[1:]
        # Frames 3 to 21 show the caption with two numbers each.
        expect(len(rows) == 2 * 19 and all("CHN.telecom" in row or "count.sites" in row for row in rows), f"{len(rows)} numbers: {rows[:2]}")
        expect(texts[".chapters.txt"].count("[CHAPTER]") == 2, "expected two chapters")


if __name__ == "__main__":
    sys.exit(run_subject(Recordings))
