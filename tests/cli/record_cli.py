#!/usr/bin/env python3
"""Recordings by the real program: every frame is a function of its time. record_cli.py SUBJECT PROGRAM ROOT"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

from common import Failed, expect

FPS = 20
PROJECT = {
    "version": 1, "title": "A turn with a caption", "fps": FPS, "length_s": 8, "width_px": 480, "height_px": 270,
    "start": {"sky": {"time": "2026-08-21T12:00:00Z"}},
    "camera": [{"time_s": 0, "lat_deg": 20, "lon_deg": 60, "distance_km": 17500, "move": "direct"},
               {"time_s": 8, "lat_deg": 20, "lon_deg": 60, "distance_km": 17500, "move": "turn", "ease": "linear", "turn_deg": 60}],
    "elements": [{"kind": "caption", "place": "bottom", "start_s": 1, "end_s": 3.1, "text": "A caption takes the room of names"}],
}


def record(program, folder, project, first, end):
    """The frames [first, end) as files, each of a call of its own process."""
    folder.mkdir()
    done = subprocess.run([program, "record", str(project), "--out", str(folder / "f.png"), "--frames", f"{first}:{end}", "--quiet"],
                          capture_output=True, text=True)
    expect(done.returncode == 0, f"record {first}:{end}: {done.stderr}")
    files = sorted(folder.glob("*.png"))
    expect(len(files) == end - first, f"record {first}:{end} wrote {[f.name for f in files]}")
    return {first + i: file.read_bytes() for i, file in enumerate(files)}


def order(program, root, work):
    """Frames drawn one after another equal frames drawn each by a process that knows nothing of those before, in any order: within a
    step of the labels, across one, and across the end of a chain of steps (every 2 s)."""
    project = work / "turn.json"
    project.write_text(json.dumps(PROJECT))
    whole = record(program, work / "whole", project, 0, 46)
    for first, end in ((44, 46), (39, 41), (7, 8), (21, 22)):
        for number, data in record(program, work / f"from{first}", project, first, end).items():
            expect(data == whole[number], f"frame {number} drawn from {first} on differs from the one drawn from 0 on")
    expect(len(set(whole.values())) == len(whole), "frames of a turn must differ, or equality says nothing")


SUBJECTS = {"order": order}


def main():
    subject, program, root = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    os.environ.setdefault("LINCHPIN_GL", "software")
    os.environ.setdefault("LINCHPIN_ASSETS", str(root / "assets"))
    with tempfile.TemporaryDirectory() as folder:
        SUBJECTS[subject](program, root, pathlib.Path(folder))


if __name__ == "__main__":
    try:
        main()
    except Failed as failed:
        print(failed, file=sys.stderr)
        sys.exit(1)
