"""Resources about trade: product groups, flows, totals, sources, shares, production."""
from . import credits as c
from .context import Context, select
from .csvio import Row
from .errors import PackError
from .model import CODE, Field, ForeignKey, LeftOut, Licence, Resource, Source

LEFT_OUT_SOURCE = "USCENSUS_LIION"  # passed through a service that restricts re-dissemination: not shipped
_LEFT_OUT_REASON = f"source {LEFT_OUT_SOURCE}: its licence is in doubt"
RESIDUAL = "OTH"
_BASKET = {"basket (see README)": "basket", "hs basket (see README)": "hs basket"}
_COVERAGE = ("full_bilateral_min_100k_usd", "top10_origins_of_net_importer", "top10_destinations_of_net_exporter", "residual_unlisted_origins",
             "all_destinations_min_100k_usd", "all_destinations_min_100k_usd_PARTIAL_YEAR")
_SOURCES: list[Source] = [c.BACI_ATLAS, c.BACI_REWIRE, c.TAIWAN_CUSTOMS]
_LICENCES: list[Licence] = [c.ETALAB, c.TAIWAN_OPEN]
_CREDIT = f"{c.BACI_CREDIT} {c.TAIWAN_CREDIT}"


def _without_doubtful(rows: list[Row]) -> tuple[list[Row], list[LeftOut]]:
    kept = [r for r in rows if r["source_id"] != LEFT_OUT_SOURCE]
    dropped = len(rows) - len(kept)
    return kept, [LeftOut(dropped, _LEFT_OUT_REASON)] if dropped else []


def _year() -> Field:
    return Field("year", "Calendar year", "integer", required=True, minimum=1990, maximum=2100)


def product_groups(context: Context) -> Resource:
    rows = context.read_own("product_groups", ("id", "name", "hs", "family", "note"))
    return Resource("product_groups", "Product groups", "What is traded. Groups of one family overlap: never add them up.", [
        Field("id", "Key", required=True, unique=True), Field("name", "Name on screen", required=True),
        Field("hs", "HS 2017 headings, joined by +", required=True),
        Field("family", "Groups that overlap share it", required=True),
        Field("note", "What is in it that the name does not say; years"),
    ], ["id"], [], [c.BACI_ATLAS, c.BACI_REWIRE, c.TAIWAN_CUSTOMS], [c.PROJECT], rows=rows, rows_in=len(rows))


def _check_headings(name: str, rows: list[Row], groups: Resource) -> None:
    hs = {g["id"]: g["hs"] for g in groups.rows}
    for row in rows:
        row["hs"] = _BASKET.get(row["hs"], row["hs"])
        if hs.get(row["product_group"]) != row["hs"]:
            raise PackError(f"trade/{name}.csv: expected heading {hs.get(row['product_group'], '(no such group)')} for {row['product_group']}, found {row['hs']}")


def flows(context: Context, groups: Resource) -> Resource:
    fields = [
        Field("exporter_iso3", "Exporter. OTH: all origins that the list does not name; no country, never an arc", required=True, pattern=CODE),
        Field("importer_iso3", "Importer", required=True, pattern=CODE),
        Field("product_group", "Product group", required=True),
        Field("hs", "Its headings", required=True),
        _year(),
        Field("value_usd", "Value, current US dollars", "integer", "USD", required=True, minimum=1),
        Field("source_id", "Source", required=True),
        Field("coverage", "What the row is a part of; decides whether an import share may be formed", required=True, enum=_COVERAGE),
    ]
    columns = [f.name for f in fields]
    everything = context.read_facts("trade/flows", "exporter_iso3", tuple(columns))
    rows, left_out = _without_doubtful(select(everything, columns))
    _check_headings("flows", rows, groups)
    for row in rows:
        if row["exporter_iso3"] == row["importer_iso3"]:
            raise PackError(f"trade/flows.csv: expected two countries, found {row['exporter_iso3']} twice")
    rows.sort(key=lambda r: (r["product_group"], r["year"], r["importer_iso3"], r["exporter_iso3"]))
    return Resource("flows", "Trade flows", "Reconciled values (FOB-like); 2024 is provisional, Taiwan 2025 a partial year. An importer's shares may be formed only where its list of "
                    "origins is known (coverage top10_origins_of_net_importer or full_bilateral). An origin not named is below the tenth, not zero. exporter_iso3 refers to "
                    "countries except for OTH.", fields,
                    ["exporter_iso3", "importer_iso3", "product_group", "year"],
                    [ForeignKey("importer_iso3", "countries", "code"), ForeignKey("product_group", "product_groups", "id"), ForeignKey("source_id", "trade_sources", "id")],
                    _SOURCES, _LICENCES, _CREDIT, rows, len(everything), left_out)


def check_exporters(resource: Resource, countries: Resource) -> None:
    """The one reference that Table Schema cannot express: a country, or the residual."""
    known = {r["code"] for r in countries.rows} | {RESIDUAL}
    for line, row in enumerate(resource.rows, start=2):
        if row["exporter_iso3"] not in known:
            raise PackError(f"{resource.path}:{line}:exporter_iso3: expected a code of countries or {RESIDUAL}, found '{row['exporter_iso3']}'")


def country_totals(context: Context, groups: Resource) -> Resource:
    fields = [
        Field("iso3", "Country", required=True, pattern=CODE),
        Field("product_group", "Product group", required=True), Field("hs", "Its heading", required=True), _year(),
        Field("exports_usd", "Exports to the world, re-exports included", "integer", "USD", minimum=0),
        Field("imports_usd", "Imports from the world", "integer", "USD", minimum=0),
        Field("source_id", "Source", required=True),
    ]
    columns = [f.name for f in fields]
    rows = select(context.read_facts("trade/country_totals", "iso3", tuple(columns)), columns)
    _check_headings("country_totals", rows, groups)
    rows.sort(key=lambda r: (r["product_group"], r["year"], r["iso3"]))
    return Resource("country_totals", "Trade totals of countries", "Exact totals of all economies: the denominators of the shares of the top-ten groups.", fields,
                    ["iso3", "product_group", "year"],
                    [ForeignKey("iso3", "countries", "code"), ForeignKey("product_group", "product_groups", "id"), ForeignKey("source_id", "trade_sources", "id")],
                    [c.BACI_ATLAS], [c.ETALAB], c.BACI_CREDIT, rows, len(rows))


def trade_sources(context: Context) -> Resource:
    columns = ["id", "title", "publisher", "url_or_repo", "licence", "retrieved_from", "notes"]
    everything = select(context.read_facts("trade/sources", "id", tuple(columns)), columns)
    rows = [r for r in everything if r["id"] != LEFT_OUT_SOURCE]
    return Resource("trade_sources", "Sources of trade data and claims", "Origin and licence of every source_id.", [
        Field("id", "Key", required=True, unique=True), Field("title", "Title", required=True), Field("publisher", "Publisher", required=True),
        Field("url_or_repo", "Where it is", required=True), Field("licence", "Licence, in words", required=True),
        Field("retrieved_from", "Copy that was read", required=True), Field("notes", "Remarks"),
    ], ["id"], [], [c.OWN], [c.PROJECT], rows=rows, rows_in=len(everything), left_out=[LeftOut(len(everything) - len(rows), _LEFT_OUT_REASON)])


def shares(context: Context) -> Resource:
    fields = [
        Field("metric", "What is shared", required=True, enum=("import_origin_share", "import_source_share", "net_import_reliance")),
        Field("item", "Product group or mineral", required=True), Field("detail", "Heading or form of the mineral"),
        Field("of_country_iso3", "Country whose imports or use it is", required=True, pattern=CODE),
        Field("partner_iso3", "Origin; OTH: all others; empty for net import reliance", pattern=CODE),
        Field("period", "Year or years", required=True, pattern=r"\d{4}(-\d{4})?"),
        Field("value_pct", "Share", "number", "percent", required=True),
        Field("source_id", "Source", required=True),
        Field("status", "published by the source, published in the data set, or computed from flows", required=True,
              enum=("published", "published_in_dataset", "computed_from_flows")),
    ]
    columns = [f.name for f in fields]
    everything = select(context.read_facts("trade/shares", "item", tuple(columns)), columns)
    rows, left_out = _without_doubtful(everything)
    for row in rows:
        row["detail"] = _BASKET.get(row["detail"], row["detail"])
    rows.sort(key=lambda r: (r["metric"], r["item"], r["detail"], r["of_country_iso3"], r["period"], r["partner_iso3"]))
    return Resource("shares", "Published shares", "Shares as published, and a few computed from flows.", fields, [],
                    [ForeignKey("of_country_iso3", "countries", "code"), ForeignKey("source_id", "trade_sources", "id")],
                    [c.BACI_ATLAS, c.BACI_REWIRE, c.USGS], [c.ETALAB, c.PUBLIC_DOMAIN], f"{c.BACI_CREDIT} {c.MINERALS_CREDIT}", rows, len(everything), left_out)


def production(context: Context) -> Resource:
    fields = [
        Field("item", "Mineral", required=True), Field("statistic", "What is counted", required=True, enum=("production", "capacity")),
        Field("detail", "Stage", required=True),
        Field("country_iso3", "Country; empty for the world total and for other countries together", pattern=CODE),
        Field("country_name", "Name in the source", required=True), _year(),
        Field("value", "Amount in the unit of the row; withheld values have no row", "number", required=True, minimum=0),
        Field("unit", "Unit", required=True), Field("source_id", "Source", required=True),
    ]
    columns = [f.name for f in fields]
    rows = select(context.read_facts("trade/production", "item", tuple(columns)), columns)
    for row in rows:
        if row["country_iso3"] in ("WLD", RESIDUAL):
            row["country_iso3"] = ""
    rows.sort(key=lambda r: (r["item"], r["statistic"], r["detail"], r["year"], r["country_name"]))
    return Resource("production", "Mine and refinery production", "Minerals by country, 2024 and 2025 (estimates). World totals and \"Other countries\" have no country.", fields,
                    ["item", "statistic", "detail", "country_name", "year"],
                    [ForeignKey("country_iso3", "countries", "code"), ForeignKey("source_id", "trade_sources", "id")], [c.USGS], [c.PUBLIC_DOMAIN],
                    c.MINERALS_CREDIT, rows, len(rows))
