#!/usr/bin/env python3
"""One golden picture: draws a scene with the real program and compares it with the committed picture; then draws the twin (one thing
of the scene changed), which must NOT look like it: a comparison that lets everything pass would be noticed.

With LINCHPIN_UPDATE_GOLDEN=1 the committed picture is replaced by what the program draws now (look at it before committing).

golden.py --program P --compare C --golden FILE.png --work DIR --twin-percent N -- SCENE... --twin TWIN...
"""
import argparse
import os
import pathlib
import struct
import subprocess
import sys
import zlib

SIZE = "640x360"
THRESHOLD, ALLOW_PERCENT = "2", "0.1"


def read_png(path):
    """Width, height and rows of bytes of an 8-bit RGBA PNG without interlacing, as the program writes it."""
    data = path.read_bytes()
    at, packed, width, height = 8, b"", 0, 0
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        body = data[at + 8:at + 8 + length]
        if kind == b"IHDR":
            width, height, depth, colour, _, _, interlace = struct.unpack(">IIBBBBB", body)
            if (depth, colour, interlace) != (8, 6, 0):
                sys.exit(f"{path}: expected 8-bit RGBA without interlacing")
        if kind == b"IDAT":
            packed += body
        at += 12 + length
    raw, stride, rows, above = zlib.decompress(packed), width * 4, [], bytes(width * 4)
    for y in range(height):
        kind = raw[y * (stride + 1)]
        row = bytearray(raw[y * (stride + 1) + 1:(y + 1) * (stride + 1)])
        for i in range(stride):
            left = row[i - 4] if i >= 4 else 0
            up, corner = above[i], above[i - 4] if i >= 4 else 0
            if kind == 1:
                row[i] = (row[i] + left) & 255
            elif kind == 2:
                row[i] = (row[i] + up) & 255
            elif kind == 3:
                row[i] = (row[i] + (left + up) // 2) & 255
            elif kind == 4:
                row[i] = (row[i] + paeth(left, up, corner)) & 255
        rows.append(bytes(row))
        above = bytes(row)
    return width, height, rows


def paeth(left, up, corner):
    estimate = left + up - corner
    distances = abs(estimate - left), abs(estimate - up), abs(estimate - corner)
    if distances[0] <= distances[1] and distances[0] <= distances[2]:
        return left
    return up if distances[1] <= distances[2] else corner


def write_small_png(path, width, height, rows):
    """The same pixels in fewer bytes: the committed pictures stay in the history for ever."""
    opaque = all(row[3::4] == b"\xff" * width for row in rows)
    step = 3 if opaque else 4
    packed, above = bytearray(), bytes(width * step)
    for row in rows:
        if opaque:
            row = bytes(v for i, v in enumerate(row) if i % 4 != 3)
        left = bytes(step) + row[:-step]
        corner = bytes(step) + above[:-step]
        choices = [
            row,
            bytes((v - a) & 255 for v, a in zip(row, left)),
            bytes((v - b) & 255 for v, b in zip(row, above)),
            bytes((v - (a + b) // 2) & 255 for v, a, b in zip(row, left, above)),
            bytes((v - paeth(a, b, c)) & 255 for v, a, b, c in zip(row, left, above, corner)),
        ]
        best = min(range(5), key=lambda k: sum(min(v, 256 - v) for v in choices[k]))
        packed += bytes([best]) + choices[best]
        above = row

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2 if opaque else 6, 0, 0, 0)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(packed), 9)) + chunk(b"IEND", b""))


def draw(program, out, scene):
    out.unlink(missing_ok=True)
    command = [program, "image", "--out", str(out), "--size", SIZE, *scene]
    done = subprocess.run(command, env={**os.environ, "LINCHPIN_GL": "software"}, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}\nended with {done.returncode}:\n{done.stderr}")
    if "warning" in done.stderr:
        sys.exit(f"{' '.join(command)}\nwarned; a golden scene must not:\n{done.stderr}")


def compare(tool, a, b, *options):
    done = subprocess.run([tool, str(a), str(b), "--threshold", THRESHOLD, *options], capture_output=True, text=True)
    print((done.stdout + done.stderr).strip())
    return done.returncode == 0


def main():
    parser = argparse.ArgumentParser()
    for name in ("program", "compare", "golden", "work"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--twin-percent", default="0.5")
    parser.add_argument("scene", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    words = [word for word in options.scene if word != "--"]
    scene, twin = words[:words.index("--twin")], words[words.index("--twin") + 1:]

    golden, work = pathlib.Path(options.golden), pathlib.Path(options.work)
    work.mkdir(parents=True, exist_ok=True)
    now, changed, diff = (work / f"{golden.stem}{end}.png" for end in ("", ".twin", ".diff"))
    draw(options.program, now, scene)
    if os.environ.get("LINCHPIN_UPDATE_GOLDEN", "0") not in ("", "0"):
        write_small_png(golden, *read_png(now))
        print(f"updated {golden}: {golden.stat().st_size} bytes; look at it before you commit it")
    if not golden.exists():
        sys.exit(f"{golden}: there is no such picture; make it with tests/golden/update")
    good = compare(options.compare, golden, now, "--allow", ALLOW_PERCENT, "--diff", str(diff))
    if not good:
        print(f"what the program draws now: {now}")
    draw(options.program, changed, twin)
    print("twin: ", end="", flush=True)
    differs = compare(options.compare, golden, changed, "--must-differ", options.twin_percent)
    sys.exit(0 if good and differs else 1)


if __name__ == "__main__":
    main()
