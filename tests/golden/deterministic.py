#!/usr/bin/env python3
"""The same `linchpin image` command must give the same bytes: again, and with one or two rasteriser threads.
And bytes must be able to differ: another second of sky time changes them.   deterministic.py PROGRAM WORK ARGUMENT..."""
import os
import pathlib
import subprocess
import sys

program, work, scene = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3:]
work.mkdir(parents=True, exist_ok=True)


def draw(name, threads, arguments):
    out = work / f"{name}.png"
    out.unlink(missing_ok=True)
    environment = {**os.environ, "LINCHPIN_GL": "software", "LP_NUM_THREADS": threads}
    subprocess.run([program, "image", "--out", str(out), "--size", "640x360", *arguments], env=environment, check=True)
    return out.read_bytes()


first = draw("first", "2", scene)
wrong = []
if draw("again", "2", scene) != first:
    wrong.append("the same command gave other bytes")
if draw("one-thread", "1", scene) != first:
    wrong.append("one rasteriser thread gave other bytes than two")
other = [("2026-08-21T12:00:10Z" if "T12:00:00Z" in word else word) for word in scene]
if other == scene or draw("other-time", "2", other) == first:
    wrong.append("ten seconds later nothing had moved: this test would not notice a difference")
print("\n".join(wrong) or "the same bytes three times")
sys.exit(1 if wrong else 0)
