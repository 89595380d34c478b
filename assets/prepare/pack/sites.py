"""Resources about sites: data centres, accelerators, telecom footprint."""
from . import credits as c
from .context import Context, select
from .errors import PackError
from .model import CODE, Field, ForeignKey, Resource

CONFIDENCE = ("high", "medium", "low")


def _site_fields() -> list[Field]:
    return [
        Field("id", "Key. Prefix region- cloud region, epoch- Epoch AI, ca- Compute Atlas, none: curated here", required=True, unique=True),
        Field("name", "Name", required=True),
        Field("city", "City or area"),
        Field("country_iso3", "Country; Hong Kong and Taiwan have codes of their own", required=True, pattern=CODE),
        Field("lat", "Latitude, WGS84", "number", "degree north", required=True, minimum=-90, maximum=90),
        Field("lon", "Longitude, WGS84", "number", "degree east", required=True, minimum=-180, maximum=180),
        Field("coord_precision", "site: the site itself; city: centre of the city or approximate; country: not published, a stand-in place", required=True,
              enum=("site", "city", "country")),
        Field("operator_id", "Operator, where it has a row"),
        Field("operator", "Name of the operator as published"),
        Field("operator_hq_iso3", "Country of the operator's headquarters; empty: unknown nationality", pattern=CODE),
        Field("owner", "Owner, partner, landlord, tenant or licensed local operator if different"),
        Field("kind", "Kind of site", required=True),
        Field("status", "State as of the pack's date", required=True, enum=("operational", "under_construction", "announced", "closed")),
        Field("year", "Year of operation, actual or (not operational) expected; for cloud regions the launch", "integer", minimum=1950, maximum=2100),
        Field("year_basis", "What the year rests on"),
        Field("announced_year", "Year first announced", "integer", minimum=1950, maximum=2100),
        Field("it_power_mw", "Power; power_basis says of which kind", "number", "MW", minimum=0.000001),
        Field("power_basis", "it: IT load; facility: current facility or grid power; planned: design or full build", enum=("it", "facility", "planned")),
        Field("accelerator", "Main accelerator as published"),
        Field("accelerator_count", "Number of accelerators (planned, for rows not operational)", "integer", minimum=1),
        Field("capex_usd", "Investment, current US dollars", "number", "USD", minimum=1),
        Field("region_code", "Provider's code of a public cloud region"),
        Field("site_group", "Rows of one site or of its phases share it", required=True),
        Field("count_in_totals", "1 for the row to use in sums, 0 for phases and duplicates", "boolean", required=True),
        Field("source", "What the row rests on", required=True),
        Field("source_url", "Address of the source"),
        Field("licence", "Licence of the row: fact means a single fact", required=True, enum=("CC BY 4.0", "MIT", "fact")),
        Field("confidence", "How sure the compiler is", required=True, enum=CONFIDENCE),
        Field("notes", "Remarks"),
    ]


def data_centers(context: Context) -> Resource:
    fields = _site_fields()
    columns = [f.name for f in fields]
    rows = select(context.read_facts("sites/data_centers", "id", tuple(columns)), columns)
    for row in rows:
        if bool(row["it_power_mw"]) != bool(row["power_basis"]):
            raise PackError(f"sites/data_centers.csv: expected power and its basis together in row {row['id']}, found one of them")
    return Resource("data_centers", "Data centres", "Cloud regions, AI clusters, campuses, colocation, telecom and government sites. A cloud region and a campus of the same "
                    "provider nearby are both listed: use one family at a time. The USA is over-represented.", fields, ["id"],
                    [ForeignKey("country_iso3", "countries", "code"), ForeignKey("operator_id", "operators", "id"),
                     ForeignKey("operator_hq_iso3", "countries", "code"), ForeignKey("kind", "site_kinds", "id"),
                     ForeignKey("accelerator", "accelerators", "text")],
                    [c.EPOCH, c.COMPUTE_ATLAS, c.CLOUD_REGIONS, c.PRESS, c.KNOWLEDGE], [c.CC_BY, c.MIT, c.FACTS], c.SITES_CREDIT,
                    sorted(rows, key=lambda r: r["id"]), len(rows))


def accelerators(context: Context, sites: Resource) -> Resource:
    fields = [
        Field("text", "Spelling in data_centers, the key", required=True, unique=True),
        Field("family", "Product family"),
        Field("vendor", "Vendor; empty: the text names none"),
        Field("vendor_iso3", "Country of the vendor's headquarters; empty: unknown or mixed", pattern=CODE),
        Field("class", "training: relevant to training large models in its time; inference; mixed; empty: the text does not say enough", enum=("training", "inference", "mixed")),
        Field("year", "First volume shipment of the oldest type named, where known", "integer", minimum=2000, maximum=2100),
        Field("source", "What the row rests on", required=True),
    ]
    rows = context.read_own("accelerators", tuple(f.name for f in fields))
    unused = {r["text"] for r in rows} - {r["accelerator"] for r in sites.rows}
    if unused:
        raise PackError(f"tables/accelerators.csv: expected texts that occur in data_centers, found {sorted(unused)[0]}")
    return Resource("accelerators", "Accelerators", "What each published accelerator text means. The class is a judgement of this project and ages.", fields, ["text"],
                    [ForeignKey("vendor_iso3", "countries", "code")], [c.KNOWLEDGE], [c.PROJECT], rows=rows, rows_in=len(rows))


def telecom_footprint(context: Context) -> Resource:
    fields = [
        Field("country_iso3", "Country", required=True, pattern=CODE),
        Field("topic", "Topic", required=True),
        Field("value", "Finding, in words or (shares) a number", required=True),
        Field("year", "Year of the decision, memorandum or opening", "integer", minimum=1990, maximum=2100),
        Field("source", "What the row rests on", required=True),
        Field("confidence", "How sure the compiler is", required=True, enum=CONFIDENCE),
        Field("notes", "Remarks"),
    ]
    columns = [f.name for f in fields]
    rows = select(context.read_facts("sites/telecom_footprint", "country_iso3", tuple(columns)), columns)
    return Resource("telecom_footprint", "Chinese telecom footprint", "Chinese telecom and cloud presence and the restrictions on it, by country. More than half of the rows have low confidence; "
                    "topics marked unverified must be labelled so.", fields, ["country_iso3", "topic", "value"],
                    [ForeignKey("country_iso3", "countries", "code"), ForeignKey("topic", "footprint_topics", "id")], [c.PRESS, c.KNOWLEDGE], [c.FACTS], c.FOOTPRINT_CREDIT,
                    rows=sorted(rows, key=lambda r: (r["topic"], r["country_iso3"], r["value"])), rows_in=len(rows))
