#!/usr/bin/env python3
"""Prepares the Earth pictures from Debian's marble-qt-data (all stated public domain there).

usage: imagery.py MARBLE_EARTH_FOLDER OUT_FOLDER        needs numpy and Pillow

earth_day.jpg                   NASA Blue Marble Next Generation, 2700 x 1350; a black gap in the Southern Ocean is painted from the depth.
earth_night.jpg                 night lights of NASA GSFC and NOAA NGDC, 2700 x 1350, one channel: light only, the blue ground taken out.
earth_height.jpg                elevation and depth, 2048 x 1024, one channel: 97 is sea level, higher is land, the scale is bent
                                (about 119 = 50 m, 188 = 1600 m, 231 = 5000 m, 29 = 5000 m deep, 3 = 10 km deep).
earth_relief.jpg                shading of that surface lit from the north-west, 4096 x 2048, one channel: 128 is flat.
All four: longitude -180 at the left rim, latitude +90 at the top, the whole globe, equirectangular.
"""
import pathlib
import sys

import numpy as np
from PIL import Image, ImageFilter

TILE, COLUMNS, ROWS = 675, 16, 8
SEA_LEVEL = 97


def elevation(folder):
    picture = Image.new("L", (TILE * COLUMNS, TILE * ROWS))
    for row in range(ROWS):
        for column in range(COLUMNS):
            tile = folder / "srtm" / "3" / f"{row:06d}" / f"{row:06d}_{column:06d}.jpg"
            picture.paste(Image.open(tile), (column * TILE, row * TILE))
    return np.asarray(picture, dtype=np.float32)


def smooth(height, sigma_px):
    """Gaussian of the same size on the ground everywhere: along a parallel it widens with 1 / cos(latitude)."""
    rows, columns = height.shape
    lat = (0.5 - (np.arange(rows) + 0.5) / rows) * np.pi
    sigma_x = sigma_px / np.maximum(np.cos(lat), 1e-3)
    frequency = np.fft.rfftfreq(columns)
    out = np.empty_like(height)
    for row in range(rows):
        gain = np.exp(-2.0 * (np.pi * frequency * sigma_x[row]) ** 2)
        out[row] = np.fft.irfft(np.fft.rfft(height[row]) * gain, columns)
    padding = 64  # repeated rim rows keep the poles from running into each other
    padded = np.pad(out, ((padding, padding), (0, 0)), mode="edge")
    gain = np.exp(-2.0 * (np.pi * np.fft.rfftfreq(padded.shape[0]) * sigma_px) ** 2).astype(np.float32)
    for begin in range(0, columns, 1200):
        part = slice(begin, begin + 1200)
        out[:, part] = np.fft.irfft(np.fft.rfft(padded[:, part], axis=0) * gain[:, None], padded.shape[0], axis=0)[padding:-padding]
    return out


def slopes_to_the_light(height):
    """Rise towards the south-east per pixel of latitude, so that a slope facing north-west is positive."""
    rows = height.shape[0]
    lat = (0.5 - (np.arange(rows) + 0.5) / rows) * np.pi
    east = (np.roll(height, -1, axis=1) - np.roll(height, 1, axis=1)) / 2.0 / np.maximum(np.cos(lat), 0.02)[:, None]
    south = np.gradient(height, axis=0)
    return (east + south) / np.sqrt(2.0)


def day(picture, height):
    """Fills what is black between 59 and 72 south with the colour that the sea of the same depth has further north."""
    size = picture.size
    depth = np.asarray(Image.fromarray(height).resize(size, Image.BILINEAR))
    rgb = np.asarray(picture, dtype=np.float32)
    lat = (90.0 - (np.arange(size[1]) + 0.5) * 180.0 / size[1])[:, None]
    sea = depth < SEA_LEVEL
    sample = sea & (lat < -35.0) & (lat > -57.0)
    code = np.clip(depth, 0, 255).astype(int)
    counts = np.maximum(1, np.bincount(code[sample], minlength=256))
    table = np.stack([np.bincount(code[sample], rgb[..., c][sample], 256) / counts for c in range(3)], axis=1)
    known = np.flatnonzero(np.bincount(code[sample], minlength=256) >= 50)
    table = np.stack([np.interp(np.arange(256), known, np.convolve(np.pad(table[known, c], 3, mode="edge"), np.ones(7) / 7, "valid")) for c in range(3)], axis=1)
    low = np.minimum(depth.astype(int) + 1, 255)
    part = (depth - np.floor(depth))[..., None]
    painted = table[code] * (1.0 - part) + table[low] * part
    gap = sea & (lat < -59.0) & (lat > -72.0) & (rgb.max(axis=2) < 40.0)
    weight = Image.fromarray((gap * 255).astype(np.uint8)).filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.GaussianBlur(2))
    weight = np.asarray(weight, dtype=np.float32)[..., None] / 255.0
    return Image.fromarray(np.clip(rgb * (1.0 - weight) + painted * weight, 0, 255).astype(np.uint8))


def night(picture):
    """Lights are white or yellow, the ground is blue: what red and green have above half the blue is light."""
    rgb = np.asarray(picture, dtype=np.float32)
    light = np.minimum(rgb[..., 0], rgb[..., 1]) - 0.55 * rgb[..., 2] - 4.0
    return Image.fromarray(np.clip(light * 2.1, 0, 255).astype(np.uint8))


def main():
    source, target = map(pathlib.Path, sys.argv[1:3])
    height = elevation(source)
    # Rows next to the north pole hold a rim of the source picture; the sea floor there is flat enough to carry the next row on.
    height[:42] = height[42]
    day(Image.open(source / "bluemarble" / "bluemarble.jpg"), height).save(target / "earth_day.jpg", quality=88)
    night(Image.open(source / "citylights" / "citylights.jpg")).save(target / "earth_night.jpg", quality=88)
    fine = smooth(height, 1.6)
    Image.fromarray(np.clip(np.rint(fine), 0, 255).astype(np.uint8)).resize((2048, 1024), Image.LANCZOS).save(target / "earth_height.jpg", quality=88)
    # Ridges and valleys from the fine surface, the lie of the land from a broad one.
    light = 0.5 * slopes_to_the_light(fine) + 1.6 * slopes_to_the_light(smooth(height, 9.0))
    land = 1.0 / (1.0 + np.exp(-(fine - SEA_LEVEL) / 3.0))
    shade = 128.0 + 110.0 * np.tanh(light / 6.0 * (0.55 + 0.45 * land))
    picture = Image.fromarray(np.clip(np.rint(shade), 0, 255).astype(np.uint8)).resize((4096, 2048), Image.LANCZOS)
    picture.save(target / "earth_relief.jpg", quality=82)
    for name in ("earth_day.jpg", "earth_night.jpg", "earth_height.jpg", "earth_relief.jpg"):
        print(name, Image.open(target / name).size, (target / name).stat().st_size)


main()
