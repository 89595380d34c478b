#!/usr/bin/env python3
"""Pictures in tiles and in passes, by the real program. picture_cli.py SUBJECT PROGRAM ROOT"""
import json
import os
import pathlib
import struct
import subprocess
import sys
import zlib

from common import expect, run_subject

VIEW = ["--sky-time", "2026-08-21T12:00:00Z"]


def read_png(path):
    """Width, height, channels, and rows of samples (0..255 or 0..65535)."""
    data = path.read_bytes()
    expect(data[:8] == b"\x89PNG\r\n\x1a\n", f"{path}: no PNG")
    at, packed, head = 8, b"", None
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        body = data[at + 8:at + 8 + length]
        expect(struct.unpack(">I", data[at + 8 + length:at + 12 + length])[0] == zlib.crc32(kind + body), f"{path}: a checksum is wrong")
        if kind == b"IHDR":
            head = struct.unpack(">IIBBBBB", body)
        if kind == b"IDAT":
            packed += body
        at += 12 + length
    width, height, depth, colour = head[:4]
    channels = {0: 1, 2: 3, 6: 4}[colour]
    step = channels * depth // 8
    stride = width * step
    raw = zlib.decompress(packed)
    expect(len(raw) == height * (stride + 1), f"{path}: {len(raw)} bytes of rows")
    rows, above = [], bytes(stride)
    for y in range(height):
        kind, row = raw[y * (stride + 1)], bytearray(raw[y * (stride + 1) + 1:(y + 1) * (stride + 1)])
        for i in range(stride):
            left = row[i - step] if i >= step else 0
            up, corner = above[i], above[i - step] if i >= step else 0
            if kind == 1:
                row[i] = (row[i] + left) & 255
            elif kind == 2:
                row[i] = (row[i] + up) & 255
            elif kind == 4:
                estimate = left + up - corner
                a, b, c = abs(estimate - left), abs(estimate - up), abs(estimate - corner)
                row[i] = (row[i] + (left if a <= b and a <= c else up if b <= c else corner)) & 255
        rows.append(list(row) if depth == 8 else list(struct.unpack(f">{width * channels}H", bytes(row))))
        above = bytes(row)
    return width, height, channels, rows


def decoded(v):
    return v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4


def encoded(v):
    return v * 12.92 if v <= 0.0031308 else 1.055 * v ** (1 / 2.4) - 0.055


class Pictures:
    def __init__(self, program, root, work):
        self.program, self.root, self.work = program, pathlib.Path(root), pathlib.Path(work)
        self.environment = {**os.environ, "LINCHPIN_GL": "software", "LINCHPIN_ASSETS": str(self.root / "assets")}

    def run(self, *words):
        return subprocess.run([self.program, "image", *map(str, words)], env=self.environment, capture_output=True, text=True, timeout=280)

    def good(self, *words):
        done = self.run(*words)
        expect(done.returncode == 0, f"image {' '.join(map(str, words))}: status {done.returncode}, {done.stderr!r}")

    def refused(self, status, parts, *words):
        done = self.run(*words)
        expect(done.returncode == status and all(p in done.stderr for p in parts),
               f"image {' '.join(map(str, words))}: expected status {status} and {parts}, found {done.returncode} and {done.stderr!r}")
        return done.stderr

    def tiles(self):
        """Tiles of any side give the picture of one pass: rounding may show in one value of thousands, by a few steps."""
        for name, words in (("globe", []), ("map", ["--projection", "equal-earth"]), ("clear", ["--transparent"]), ("fine", ["--supersample", "2"])):
            size = "333x187"
            whole, parts = self.work / f"{name}.png", self.work / f"{name}-tiles.png"
            self.good("--out", whole, "--size", size, *VIEW, *words)
            self.good("--out", parts, "--size", size, "--tile", "64", *VIEW, *words)
            a, b = read_png(whole), read_png(parts)
            expect(a[:3] == (333, 187, 4) and b[:3] == a[:3], f"{name}: sizes {a[:3]} and {b[:3]}")
            # As it is seen: a colour counts by its alpha.
            off = [abs(ra[i] * ra[i | 3] - rb[i] * rb[i | 3]) / 255 if i % 4 != 3 else abs(ra[i] - rb[i])
                   for ra, rb in zip(a[3], b[3]) for i in range(len(ra))]
            expect(max(off) <= 4, f"{name}: tiles differ from one pass by {max(off):.1f}")
            share = sum(1 for d in off if d >= 0.5) / len(off)
            expect(share < 5e-3, f"{name}: {share:.2%} of the values differ")
            print(f"{name}: at most {max(off):.1f}, in {share:.4%} of the values")

    def passes(self):
        """The layers, laid over one another as docs/images.md says, are the picture."""
        for name, words in (("globe", []), ("map", ["--projection", "equal-earth"])):
            folder, out = self.work / f"{name}-passes", self.work / f"{name}.png"
            self.good("--out", out, "--size", "320x180", "--passes", folder, *VIEW, *words)
            manifest = json.loads((folder / "manifest.json").read_text())
            width, height, _, rows = read_png(out)
            back = [decoded(v / 255) for v in manifest["background_srgb"]]
            sums = [[c for _ in range(width) for c in back] for _ in range(height)]
            for layer in manifest["layers_back_to_front"]:
                w, h, channels, parts = read_png(folder / layer["file"])
                expect((w, h, channels) == (width, height, 4), f"{layer['file']}: {w}x{h}, {channels} channels")
                for below, row in zip(sums, parts):
                    for x in range(width):
                        alpha = row[x * 4 + 3] / 65535
                        if alpha:
                            for k in range(3):
                                below[x * 3 + k] = decoded(row[x * 4 + k] / 65535) * alpha + below[x * 3 + k] * (1 - alpha)
            off = sorted(abs(round(255 * encoded(min(max(sums[y][x * 3 + k], 0), 1))) - rows[y][x * 4 + k])
                         for y in range(height) for x in range(width) for k in range(3))
            print(f"{name}: at most {off[-1]}, mean {sum(off) / len(off):.4f}, 99.9 % within {off[int(len(off) * 0.999)]}")
            expect(off[int(len(off) * 0.999)] <= 2, f"{name}: a thousandth of the values differs by {off[int(len(off) * 0.999)]} and more")
            expect(off[-1] <= 12 and sum(off) / len(off) < 0.6, f"{name}: composited passes differ by {off[-1]}, mean {sum(off) / len(off)}")
            self.check_depth_and_ids(folder, manifest, width, height)

    def check_depth_and_ids(self, folder, manifest, width, height):
        w, h, channels, depth = read_png(folder / "depth.png")
        expect((w, h, channels) == (width, height, 1), "depth.png has another size or more than one channel")
        flat = [v for row in depth for v in row]
        expect(min(flat) == 0 and max(v for v in flat if v != 65535) == 65534 and 65535 in flat, "depth does not use its range")
        expect(0 < manifest["depth"]["near_km"] < manifest["depth"]["far_km"], "depth has no range")
        w, h, channels, ids = read_png(folder / "object_id.png")
        expect((w, h, channels) == (width, height, 4), "object_id.png has another size")
        kinds = {entry["red"]: (name, entry["ids"]) for name, entry in manifest["object_id"]["kinds"].items()}
        found = {}
        for row in ids:
            for x in range(width):
                red, green, blue, alpha = row[x * 4:x * 4 + 4]
                expect((alpha == 0) == (red == 0), "an id without a kind, or a kind without alpha")
                if red:
                    name, names = kinds[red]
                    found.setdefault(name, set()).add(names[green * 256 + blue - 1] if names else green * 256 + blue)
        expect({"IND", "CHN", "EGY"} <= found.get("country", set()), f"countries: {sorted(found.get('country', []))[:20]}")
        expect(len(found.get("cable", ())) > 50 and len(found.get("site", ())) > 5 and len(found.get("cluster", ())) > 5,
               f"hardly any have ids: { {name: len(ids) for name, ids in found.items()} }")

    def refused_pictures(self):
        out = self.work / "x.png"
        for size in ("0x0", "0x100", "16385x100", "100x16385", "-1x5", "1e3x5"):
            self.refused(2, ["--size"], "--out", out, f"--size={size}")
        for tile in ("0", "63", "8193", "x"):
            self.refused(2, ["--tile", tile], "--out", out, "--tile", tile)
        self.refused(2, ["--projection", '"equal-earth"'], "--out", out, "--projection", "equal-eart")
        self.refused(2, ["--central-meridian", "181"], "--out", out, "--central-meridian", "181")
        self.refused(2, ["--out", "--contact-sheet"])
        (self.work / "file").write_text("x")
        self.refused(1, ["--passes", "folder"], "--out", out, "--size", "64x64", "--passes", self.work / "file")
        self.refused(1, ["--contact-sheet", "folder"], "--contact-sheet", self.work / "file")
        self.refused(3, ["16384"], "--out", out, "--size", "16384x64", "--supersample", "4")
        expect(not out.exists() and not list(self.work.glob("x.png*")), "something was written")


if __name__ == "__main__":
    sys.exit(run_subject(Pictures))
