"""Resources that others refer to: countries, blocs, operators, kinds, topics."""
from . import credits as c
from .context import Context, select
from .csvio import Row
from .errors import PackError
from .model import CODE, Field, ForeignKey, Resource


def countries(rows: list[Row]) -> Resource:
    fields = [
        Field("code", "ISO 3166-1 alpha-3; XKX (Kosovo) is user-assigned", required=True, unique=True, pattern=CODE),
        Field("iso2", "ISO 3166-1 alpha-2", required=True, unique=True, pattern=r"[A-Z]{2}"),
        Field("m49", "UN M49 number, three digits; Taiwan 158 is not in the UN list; Kosovo has none", unique=True, pattern=r"\d{3}"),
        Field("name", "Short English name", required=True, unique=True),
        Field("region", "UN M49 region"),
        Field("subregion", "UN M49 sub-region"),
        Field("intermediate_region", "UN M49 intermediate region, where there is one"),
        Field("label_lat", "Where the name goes on a map: inside the largest part of the country", "number", "degree north", required=True, minimum=-90, maximum=90),
        Field("label_lon", "Where the name goes on a map", "number", "degree east", required=True, minimum=-180, maximum=180),
        Field("note", "What is special about the code or its number"),
    ]
    return Resource("countries", "Countries and territories", "All of UN M49 with an ISO code, Taiwan and Kosovo. Naming a territory says nothing about its status.",
                    fields, ["code"], [], [c.M49, c.ISO_NAMES, c.WORLD_ATLAS, c.OWN], [c.MIT, c.NATURAL_EARTH, c.PROJECT], rows=rows, rows_in=len(rows))


def blocs(context: Context) -> list[Resource]:
    names = context.read_own("blocs", ("id", "name"))
    members = context.read_own("bloc_members", ("bloc", "country", "from", "until", "status", "source"))
    for line, row in enumerate(members, start=2):
        if row["until"] and row["until"] <= row["from"]:
            raise PackError(f"tables/bloc_members.csv:{line}: expected until after from, found {row['from']} to {row['until']}")
    return [
        Resource("blocs", "Blocs of countries", "Groups of states that can be chosen as one importer.",
                 [Field("id", "Short name, the key", required=True, unique=True), Field("name", "Name", required=True)],
                 ["id"], [], [c.KNOWLEDGE], [c.PROJECT], rows=names, rows_in=len(names)),
        Resource("bloc_members", "Members of blocs", "Who belonged to a bloc and when. Invited states are listed and never counted as members.", [
            Field("bloc", "Bloc", required=True),
            Field("country", "Country", required=True, pattern=CODE),
            Field("from", "First day of membership or of the invitation", "date", required=True),
            Field("until", "First day that no longer counts; empty: goes on", "date"),
            Field("status", "Member, or only invited", required=True, enum=("member", "invited")),
            Field("source", "What the dates rest on", required=True),
        ], ["bloc", "country", "from"], [ForeignKey("bloc", "blocs", "id"), ForeignKey("country", "countries", "code")],
            [c.KNOWLEDGE, c.PRESS], [c.PROJECT], rows=members, rows_in=len(members)),
    ]


def operators(context: Context) -> Resource:
    fields = [
        Field("id", "Key", required=True, unique=True, pattern=r"[a-z0-9_-]+"),
        Field("name", "Name", required=True),
        Field("hq_iso3", "Country of the headquarters", required=True, pattern=CODE),
        Field("ultimate_owner_iso3", "Country of the controlling owner where it differs; medium confidence, ownership changes", pattern=CODE),
        Field("kind", "Kind of organisation", required=True,
              enum=("ai_lab", "colo", "enterprise", "government", "hyperscaler", "neocloud", "telco", "vendor")),
        Field("parent", "Parent company or owner"),
        Field("named_in_brief", "1 if a document of the brief names it", "boolean", required=True),
    ]
    rows = select(context.read_facts("sites/operators", "id", tuple(f.name for f in fields)), [f.name for f in fields])
    return Resource("operators", "Operators", "Who runs data centres, and vendors named in the brief. Nationality is the seat of the company.", fields, ["id"],
                    [ForeignKey("hq_iso3", "countries", "code"), ForeignKey("ultimate_owner_iso3", "countries", "code")],
                    [c.KNOWLEDGE, c.EPOCH, c.COMPUTE_ATLAS], [c.FACTS, c.CC_BY], c.SITES_CREDIT, sorted(rows, key=lambda r: r["id"]), len(rows))


def site_kinds(context: Context) -> Resource:
    rows = context.read_own("site_kinds", ("id", "name", "note"))
    return Resource("site_kinds", "Kinds of sites", "What the column kind of data_centers means.", [
        Field("id", "Key", required=True, unique=True), Field("name", "Name on screen", required=True), Field("note", "What it covers"),
    ], ["id"], [], [c.OWN], [c.PROJECT], rows=rows, rows_in=len(rows))


def footprint_topics(context: Context) -> Resource:
    rows = context.read_own("footprint_topics", ("id", "name", "unverified", "note"))
    return Resource("footprint_topics", "Topics of the telecom footprint", "What the column topic of telecom_footprint means.", [
        Field("id", "Key", required=True, unique=True), Field("name", "Name on screen", required=True),
        Field("unverified", "true: compiled from memory, must be labelled so wherever it is shown", "boolean", required=True),
        Field("note", "What it rests on"),
    ], ["id"], [], [c.OWN], [c.PROJECT], rows=rows, rows_in=len(rows))
