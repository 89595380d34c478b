"""Resources about satellites: mean elements made from the element sets, groups, plans, counts."""
import csv

from . import credits as c
from .context import Context, select
from .csvio import Row
from .elements import read_element_sets
from .errors import PackError
from .model import CODE, Field, ForeignKey, Resource

_HISTORY = "three-body-history.tle"  # earlier sets of the same objects: not a second catalogue
_INDEX = ("norad_id", "cospar_id", "name", "group", "operator", "operator_iso3", "service", "launch_year", "epoch_utc", "operator_basis",
          "inclination_deg", "raan_deg", "eccentricity", "mean_motion_rev_day")


def satellite_groups(context: Context) -> Resource:
    rows = context.read_own("satellite_groups", ("id", "name", "operator_note", "facts", "facts_source", "laser_links", "laser_source"))
    return Resource("satellite_groups", "Groups of satellites", "Constellations and other groups.", [
        Field("id", "Key", required=True, unique=True), Field("name", "Name on screen", required=True), Field("operator_note", "Who runs it and what that rests on"),
        Field("facts", "What is worth telling"), Field("facts_source", "Source of the facts"),
        Field("laser_links", "Laser links between its satellites; empty = none known"), Field("laser_source", "Source of the laser links"),
    ], ["id"], [], [c.OWN], [c.PROJECT], rows=rows, rows_in=len(rows))


def _element_fields() -> list[Field]:
    return [
        Field("NORAD_CAT_ID", "Catalogue number, up to nine digits", "integer", required=True, unique=True, minimum=1, maximum=999999999),
        Field("OBJECT_ID", "International designator", required=True, pattern=r"\d{4}-\d{3}[A-Z]{1,3}"),
        Field("OBJECT_NAME", "Name", required=True),
        Field("EPOCH", "Time of the elements, UTC, to the microsecond; no zone letter, as in OMM", "datetime", required=True, format="any"),
        Field("MEAN_MOTION", "Kozai mean motion, as SGP4 wants it", "number", "revolution per day", required=True, minimum=0.01, maximum=20),
        Field("ECCENTRICITY", "Eccentricity", "number", required=True, minimum=0, maximum=0.999999),
        Field("INCLINATION", "Inclination, TEME", "number", "degree", required=True, minimum=0, maximum=180),
        Field("RA_OF_ASC_NODE", "Right ascension of the ascending node", "number", "degree", required=True, minimum=0, maximum=360),
        Field("ARG_OF_PERICENTER", "Argument of pericentre", "number", "degree", required=True, minimum=0, maximum=360),
        Field("MEAN_ANOMALY", "Mean anomaly", "number", "degree", required=True, minimum=0, maximum=360),
        Field("BSTAR", "Drag term", "number", "per Earth radius", required=True),
        Field("MEAN_MOTION_DOT", "Half the first derivative of the mean motion, as in the element set", "number", "revolution per day squared", required=True),
        Field("MEAN_MOTION_DDOT", "A sixth of the second derivative", "number", "revolution per day cubed", required=True),
        Field("ELEMENT_SET_NO", "Number of the set", "integer", required=True, minimum=0),
        Field("REV_AT_EPOCH", "Revolution number at epoch", "integer", required=True, minimum=0),
        Field("EPHEMERIS_TYPE", "0: SGP4", "integer", required=True, minimum=0),
        Field("CLASSIFICATION_TYPE", "U: unclassified", required=True, enum=("U", "C", "S")),
    ]


def _joined(elements: Row, index: Row) -> Row:
    """One row of the table; the index must describe the same object and the same set."""
    same = (elements["OBJECT_ID"] == index["cospar_id"] and elements["OBJECT_NAME"] == index["name"]
            and elements["EPOCH"] + "Z" == index["epoch_utc"] and elements["INCLINATION"] == index["inclination_deg"]
            and elements["RA_OF_ASC_NODE"] == index["raan_deg"] and elements["ECCENTRICITY"] == index["eccentricity"]
            and elements["MEAN_MOTION"] == index["mean_motion_rev_day"])
    if not same:
        raise PackError(f"satellites/satellites.csv: expected the object and epoch of its element set in row {index['norad_id']}, found {index}")
    return {**elements, **{k: index[k] for k in ("group", "operator", "operator_iso3", "service", "launch_year", "operator_basis")}}


def satellites(context: Context) -> Resource:
    fields = _element_fields() + [
        Field("group", "Constellation or group", required=True),
        Field("operator", "Operator"), Field("operator_iso3", "Country of the operator's seat", pattern=CODE),
        Field("service", "What it does", required=True),
        Field("launch_year", "Year of the international designator", "integer", required=True, minimum=1957, maximum=2100),
        Field("operator_basis", "What the operator rests on: the constellation's name, or a name pattern (general knowledge)", required=True,
              enum=("constellation name", "name pattern")),
    ]
    index = {r["norad_id"]: r for r in context.read_facts("satellites/satellites", "norad_id", _INDEX)}
    folder = context.facts / "satellites"
    rows: list[Row] = []
    for path in sorted(folder.glob("*.tle")):
        if path.name == _HISTORY:
            continue
        for elements in read_element_sets(path):
            number = elements["NORAD_CAT_ID"]
            if number not in index or index[number]["group"] != path.stem:
                raise PackError(f"{path}: expected object {number} in satellites.csv under the group {path.stem}, found it there "
                                f"{'under ' + index[number]['group'] if number in index else 'not at all'}")
            rows.append(_joined(elements, index[number]))
    if len(rows) != len(index):
        raise PackError(f"{folder}: expected element sets for {len(index)} objects, found {len(rows)}")
    _cross_check(context, {r["NORAD_CAT_ID"]: r for r in rows})
    rows.sort(key=lambda r: int(r["NORAD_CAT_ID"]))
    return Resource("satellites", "Satellites: mean elements", "Mean elements in OMM terms, made without loss from two-line sets. TLE-format objects only: what was catalogued after 11 July 2026 "
                    "is absent, so true totals are higher. Good for positions within some weeks of the epoch.", fields, ["NORAD_CAT_ID"],
                    [ForeignKey("group", "satellite_groups", "id"), ForeignKey("operator_iso3", "countries", "code")], [c.CELESTRAK, c.KNOWLEDGE], [c.FACTS],
                    c.ELEMENTS_CREDIT, select(rows, [f.name for f in fields]), len(index))


def _cross_check(context: Context, rows: dict[str, Row]) -> None:
    """The facts hold 24 objects a second time, converted by another hand: both must say the same."""
    path = context.facts / "satellites" / "orbital-compute.gp.csv"
    with open(path, encoding="utf-8", newline="") as file:
        for line, other in enumerate(csv.DictReader(file), start=2):
            ours = rows.get(other["NORAD_CAT_ID"], {})
            for column, text in other.items():
                mine = ours.get(column, "")
                numeric = column not in ("OBJECT_NAME", "OBJECT_ID", "EPOCH", "CLASSIFICATION_TYPE")
                equal = mine != "" and abs(float(mine) - float(text)) <= 1e-12 * max(1e-6, abs(float(text))) if numeric else mine == text
                if not equal:
                    raise PackError(f"{path}:{line}:{column}: expected the value of the element set, {mine or 'nothing'}, found {text}")


def planned_shells(context: Context) -> Resource:
    fields = [
        Field("system", "System", required=True), Field("operator", "Operator", required=True), Field("operator_iso3", "Its country", required=True, pattern=CODE),
        Field("altitude_km", "Altitude", "number", "km", minimum=100, maximum=50000), Field("inclination_deg", "Inclination", "number", "degree", minimum=0, maximum=180),
        Field("planes", "Orbital planes", "integer", minimum=1), Field("sats_per_plane", "Satellites a plane", "integer", minimum=1),
        Field("total", "Satellites of the shell", "integer", minimum=1),
        Field("status", "State of the plan", required=True), Field("source", "What the row rests on", required=True), Field("note", "Gaps and differences from what flies"),
    ]
    columns = [f.name for f in fields]
    rows = select(context.read_facts("satellites/planned-shells", "system", tuple(columns)), columns)
    for row in rows:
        if row["planes"] and row["sats_per_plane"] and int(row["planes"]) * int(row["sats_per_plane"]) != int(row["total"]):
            raise PackError(f"satellites/planned-shells.csv: expected total = planes x satellites a plane for {row['system']}, found {row['total']}")
    return Resource("planned_shells", "Planned shells", "Published plans, not flown: whatever is drawn from them is simulated. Filings changed since.", fields, [],
                    [ForeignKey("operator_iso3", "countries", "code")], [c.SHELLS, c.PRESS], [c.FACTS], c.SHELLS_CREDIT, rows=rows, rows_in=len(rows))


def constellation_counts(context: Context) -> Resource:
    rows = select(context.read_facts("satellites/constellation-counts", "group", ("snapshot_utc", "group", "active_count")), ["snapshot_utc", "group", "active_count"])
    for row in rows:
        if len(row["snapshot_utc"]) == len("2026-01-15T15:57Z"):
            row["snapshot_utc"] = row["snapshot_utc"][:-1] + ":00Z"
    rows.sort(key=lambda r: (r["snapshot_utc"], r["group"]))
    return Resource("constellation_counts", "Counts of active satellites", "Active objects by group in snapshots about a week apart; TLE-format objects only.", [
        Field("snapshot_utc", "Time of the snapshot, UTC", "datetime", required=True), Field("group", "Group", required=True),
        Field("active_count", "Active objects", "integer", required=True, minimum=0),
    ], ["snapshot_utc", "group"], [ForeignKey("group", "satellite_groups", "id")], [c.CELESTRAK], [c.FACTS], c.ELEMENTS_CREDIT, rows, len(rows))
