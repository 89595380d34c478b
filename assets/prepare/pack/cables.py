"""Resources about submarine cables, and the description of the routes that another program computes."""
from collections import Counter

from . import credits as c
from .context import Context, select
from .errors import PackError
from .model import CODE, Field, ForeignKey, Resource, Source
from .sites import CONFIDENCE

_SOURCES = [c.FACTBOOK, c.PRESS, c.KNOWLEDGE]


def suppliers(context: Context) -> list[Resource]:
    makers = context.read_own("suppliers", ("id", "name", "country_iso3", "source"))
    spellings = context.read_own("supplier_spellings", ("text", "supplier_id", "note"))
    unused = {r["id"] for r in makers} - {r["supplier_id"] for r in spellings}
    if unused:
        raise PackError(f"tables/suppliers.csv: expected companies with a spelling, found {sorted(unused)[0]} without")
    return [
        Resource("suppliers", "Cable builders", "One row a company as it is today; nationality is its seat.", [
            Field("id", "Key", required=True, unique=True), Field("name", "Name today", required=True),
            Field("country_iso3", "Country of its seat; empty: not known", pattern=CODE), Field("source", "What the row rests on", required=True),
        ], ["id"], [ForeignKey("country_iso3", "countries", "code")], [c.KNOWLEDGE], [c.PROJECT], rows=makers, rows_in=len(makers)),
        Resource("supplier_spellings", "Spellings of cable builders", "Every text in the column suppliers of cables (split at ;) and the company it means today.", [
            Field("text", "Spelling, the key", required=True, unique=True), Field("supplier_id", "Company", required=True), Field("note", "Remarks"),
        ], ["text"], [ForeignKey("supplier_id", "suppliers", "id")], [c.KNOWLEDGE], [c.PROJECT], rows=spellings, rows_in=len(spellings)),
    ]


def cables(context: Context, spellings: Resource) -> Resource:
    fields = [
        Field("id", "Key", required=True, unique=True, pattern=r"[a-z0-9-]+"),
        Field("name", "Name", required=True),
        Field("status", "State as known to the author, whose sources end in late 2025", required=True, enum=("active", "planned", "retired")),
        Field("rfs_year", "Year the first segment was ready for service; planned: the announced year", "integer", minimum=1950, maximum=2100),
        Field("length_km", "Length of the system, branches included where the source says so", "number", "km", minimum=1),
        Field("capacity_tbps", "Design capacity; original, upgraded or ultimate: an order of magnitude", "number", "Tbit/s", minimum=0.000001),
        Field("owners", "Owners, split by ;. consortium: more members than listed"),
        Field("suppliers", "Builders as published, split by ;. Empty: unknown"),
        Field("source", "What was read, and for which facts", required=True),
        Field("confidence", "How sure the author is", required=True, enum=CONFIDENCE),
    ]
    columns = [f.name for f in fields]
    rows = select(context.read_facts("cables/cables", "id", tuple(columns)), columns)
    known = {r["text"] for r in spellings.rows}
    for row in rows:
        for text in filter(None, row["suppliers"].split(";")):
            if text not in known:
                raise PackError(f"cables/cables.csv: expected a spelling of tables/supplier_spellings.csv in row {row['id']}, found '{text}'")
    return Resource("cables", "Submarine cables", "Submarine telecom cable systems. Not complete: domestic systems and festoons are mostly left out.", fields, ["id"], [],
                    _SOURCES, [c.FACTS, c.PROJECT], c.CABLES_CREDIT, sorted(rows, key=lambda r: r["id"]), len(rows))


def landing_points(context: Context) -> Resource:
    fields = [
        Field("id", "Key", required=True, unique=True), Field("name", "Town or beach", required=True),
        Field("country_iso3", "Country or territory", required=True, pattern=CODE),
        Field("lat", "Latitude to about 0.05 degree: nearest coast town, not the station", "number", "degree north", required=True, minimum=-90, maximum=90),
        Field("lon", "Longitude", "number", "degree east", required=True, minimum=-180, maximum=180),
    ]
    columns = [f.name for f in fields]
    rows = select(context.read_facts("cables/landing_points", "id", tuple(columns)), columns)
    return Resource("landing_points", "Cable landing points", "Where cables come ashore.", fields, ["id"], [ForeignKey("country_iso3", "countries", "code")],
                    _SOURCES, [c.FACTS, c.PROJECT], c.CABLES_CREDIT, sorted(rows, key=lambda r: r["id"]), len(rows))


def landings(context: Context) -> Resource:
    fields = [
        Field("cable_id", "Cable", required=True),
        Field("order", "Position along the branch, from 0", "integer", required=True, minimum=0),
        Field("landing_id", "Landing point", required=True),
        Field("branch", "0 is the trunk; a spur begins with the landing of the cable nearest to where it leaves", "integer", required=True, minimum=0),
    ]
    columns = [f.name for f in fields]
    rows = select(context.read_facts("cables/landings", "cable_id", tuple(columns)), columns)
    rows.sort(key=lambda r: (r["cable_id"], int(r["branch"]), int(r["order"])))
    sizes = Counter((r["cable_id"], r["branch"]) for r in rows)
    position: Counter[tuple[str, str]] = Counter()
    for row in rows:
        branch = (row["cable_id"], row["branch"])
        if int(row["order"]) != position[branch] or sizes[branch] < 2:
            raise PackError(f"cables/landings.csv: expected landings 0, 1, 2 ... of cable {branch[0]}, branch {branch[1]}, found {row['order']}")
        position[branch] += 1
    return Resource("landings", "Landings of cables", "The landings of each cable in path order. A ring repeats its first landing. Count distinct landing points per cable.",
                    fields, ["cable_id", "branch", "order"], [ForeignKey("cable_id", "cables", "id"), ForeignKey("landing_id", "landing_points", "id")],
                    _SOURCES, [c.FACTS, c.PROJECT], c.CABLES_CREDIT, rows, len(rows))


def chokepoints(context: Context) -> Resource:
    fields = [
        Field("id", "Key", required=True, unique=True), Field("name", "Name", required=True),
        Field("lat", "Latitude of the centre of the circle", "number", "degree north", required=True, minimum=-90, maximum=90),
        Field("lon", "Longitude of the centre", "number", "degree east", required=True, minimum=-180, maximum=180),
        Field("radius_km", "Radius: an aid for drawing and proximity chosen by the author", "number", "km", required=True, minimum=1, maximum=3000),
        Field("kind", "Kind of place", required=True),
        Field("notes", "Remarks; after || some rows list cables that must pass, found from landings on both sides"),
    ]
    columns = [f.name for f in fields]
    rows = select(context.read_facts("cables/chokepoints", "id", tuple(columns)), columns)
    return Resource("chokepoints", "Chokepoints", "Straits, land crossings and clusters that many cables share.", fields, ["id"], [], [c.PRESS, c.KNOWLEDGE],
                    [c.FACTS, c.PROJECT], rows=sorted(rows, key=lambda r: r["id"]), rows_in=len(rows))


_COMPUTED = Source("Computed for this project from landing points, coast and chokepoints of this pack")


def cable_routes() -> Resource:
    return Resource("cable_routes", "Schematic cable routes", "One sea path for each leg between landings, found over water; schematic, not where the cable lies.", [
        Field("cable", "Cable", required=True), Field("branch", "Branch of the cable", "integer", required=True, minimum=0),
        Field("leg", "Leg within the branch, from 0", "integer", required=True, minimum=0),
        Field("length_km", "Length of the path", "number", "km", required=True, minimum=0),
        Field("land_km", "Part of it over land", "number", "km", required=True, minimum=0),
        Field("points", "Path as 'lat lon;lat lon;...' in degrees", required=True, pattern=r"-?\d+(\.\d+)? -?\d+(\.\d+)?(;-?\d+(\.\d+)? -?\d+(\.\d+)?)+"),
    ], ["cable", "branch", "leg"], [ForeignKey("cable", "cables", "id")], [_COMPUTED, c.OWN], [c.PROJECT], c.CABLES_CREDIT, written_elsewhere=True)


def cable_corridors() -> Resource:
    return Resource("cable_corridors", "Corridors of cables", "Which cable passes which chokepoint: listed by the facts, or crossed by the schematic route.", [
        Field("cable", "Cable", required=True), Field("chokepoint", "Chokepoint", required=True),
        Field("basis", "listed: by the facts; route: the schematic route crosses the circle", required=True, enum=("route", "listed")),
    ], ["cable", "chokepoint"], [ForeignKey("cable", "cables", "id"), ForeignKey("chokepoint", "chokepoints", "id")], [_COMPUTED, c.OWN], [c.PROJECT],
        c.CABLES_CREDIT, written_elsewhere=True)
