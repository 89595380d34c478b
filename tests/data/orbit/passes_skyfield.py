#!/usr/bin/python3
"""Writes passes_expected.csv and places_expected.csv: what Skyfield (Debian: python3-skyfield) finds for passes.tle.

passes_skyfield.py [FOLDER [YEAR MONTH DAY]]: two days from noon of that day, tables written there; without arguments the tables of
the tests are made anew.
"""
import os
import sys

try:
    from skyfield.api import EarthSatellite, load, wgs84
except ImportError:
    sys.exit("SKIPPED: Skyfield is not installed (Debian: apt install python3-skyfield); the tables stay as they are")

here = os.path.dirname(os.path.abspath(__file__))
folder = sys.argv[1] if len(sys.argv) > 1 else here
year, month, day = map(int, sys.argv[2:5]) if len(sys.argv) > 4 else (2026, 8, 21)
# Skyfield knows UT1; the table is made with UT1 = UTC, as the program assumes, so that only the method differs.
ts = load.timescale(delta_t=69.184, builtin=True)
lines = [line.rstrip("\n") for line in open(os.path.join(here, "passes.tle"))]
observers = [("Berlin", 52.52, 13.405, 34.0), ("Quito", -0.18, -78.47, 2850.0), ("McMurdo", -77.85, 166.67, 10.0)]
start, end = ts.utc(year, month, day, 12), ts.utc(year, month, day + 2, 12)
unix = lambda t: (t.utc_datetime().timestamp())


def elevation(sat, site, tt):
    return (sat - site).at(ts.tt_jd(int(tt), tt - int(tt))).altaz()[0].degrees


def crossing(sat, site, outside, peak, mask):
    """find_events stops early, by seconds for slow passes; this goes on to a millisecond. `outside` is below the mask."""
    low, high = outside, peak.tt
    for _ in range(60):
        middle = 0.5 * (low + high)
        if elevation(sat, site, middle) < mask:
            low = middle
        else:
            high = middle
    return ts.tt_jd(high)


def top(sat, site, t):
    low, high = t.tt - 3.0 / 86400.0, t.tt + 3.0 / 86400.0
    for _ in range(60):
        a, b = low + (high - low) / 3, high - (high - low) / 3
        if elevation(sat, site, a) < elevation(sat, site, b):
            low = a
        else:
            high = b
    return ts.tt_jd(high)


with open(os.path.join(folder, "passes_expected.csv"), "w") as out, open(os.path.join(folder, "places_expected.csv"), "w") as places:
    out.write("norad_cat_id,lat_deg,lon_deg,height_m,min_elevation_deg,rise_unix_s,peak_unix_s,set_unix_s,peak_elevation_deg,peak_azimuth_deg,peak_range_km\n")
    places.write("norad_cat_id,unix_s,lat_deg,lon_deg,height_km\n")
    for i in range(0, len(lines), 3):
        sat = EarthSatellite(lines[i + 1], lines[i + 2], lines[i], ts)
        for hour in range(0, 48, 7):
            t = ts.utc(year, month, day, 12 + hour)
            p = wgs84.geographic_position_of(sat.at(t))
            places.write(f"{sat.model.satnum},{unix(t):.3f},{p.latitude.degrees:.7f},{p.longitude.degrees:.7f},{p.elevation.km:.6f}\n")
        for name, lat, lon, height in observers:
            site = wgs84.latlon(lat, lon, height)
            for mask in (10.0, 40.0):
                times, events = sat.find_events(site, start, end, altitude_degrees=mask)
                rise = peak = None
                for t, event in zip(times, events):
                    if event == 0:
                        rise = t
                    elif event == 1:
                        # Two tops in one pass occur for eccentric orbits: the higher one counts.
                        t = top(sat, site, t)
                        if peak is None or (sat - site).at(t).altaz()[0].degrees > (sat - site).at(peak).altaz()[0].degrees:
                            peak = t
                    else:
                        if rise is not None and peak is not None:
                            margin = 120.0 / 86400.0
                            rise, t = crossing(sat, site, rise.tt - margin, peak, mask), crossing(sat, site, t.tt + margin, peak, mask)
                            el, az, rng = (sat - site).at(peak).altaz()
                            out.write(f"{sat.model.satnum},{lat},{lon},{height},{mask},{unix(rise):.3f},{unix(peak):.3f},{unix(t):.3f},"
                                      f"{el.degrees:.5f},{az.degrees:.5f},{rng.km:.4f}\n")
                        rise = peak = None
