"""The published claims: two tables of the facts in one. A claim that both hold becomes one row with quote and check."""
import re

from . import credits as c
from .context import Context
from .csvio import Row
from .errors import PackError
from .model import CODE, Field, ForeignKey, LeftOut, Resource

_BRIEF = "Rex M. Lee, My Smart Privacy (2026)"
_DOCUMENT = {"BRIEF": _BRIEF, "PRESS": "press report, named in the note"}
_STATUS = ("verified", "not_verified", "not_verified_plausible", "conflicts_with_other_sources", "press_report", "published_government")


def _from_sites(row: Row) -> Row:
    return {"id": row["id"], "subject": row["subject"], "value": row["value"], "unit": row["unit"], "year": row["year"], "country": row["country_iso3"],
            "scope": "", "quote": row["quote"], "document": row["document"], "status": "not_verified", "note": row["note"]}


def _from_trade(row: Row) -> Row:
    is_country = bool(re.fullmatch(CODE, row["geography"])) and row["geography"] != "MEA"
    return {"id": "claim-" + row["id"].lower(), "subject": row["claim"], "value": row["value"], "unit": row["unit"], "year": row["year"],
            "country": row["geography"] if is_country else "", "scope": "" if is_country else row["geography"], "quote": "",
            "document": _DOCUMENT[row["claimed_by"]], "status": row["status"], "note": row["check"]}


def _merge(row: Row, other: Row) -> Row:
    """The quoted row with the checks of the other. The value must be the same."""
    if float(row["value"]) != float(other["value"]):
        raise PackError(f"tables/claim_checks.csv: expected the same value in {row['id']} and {other['id']}, found {row['value']} and {other['value']}")
    notes = "; ".join(filter(None, (row["note"], other["note"])))
    return {**row, "status": other["status"], "note": notes, "scope": other["scope"], "year": row["year"] or other["year"]}


def claims(context: Context) -> Resource:
    fields = [
        Field("id", "Key", required=True, unique=True), Field("subject", "What is claimed", required=True),
        Field("value", "The figure as claimed; mostly a number, sometimes a date", required=True), Field("unit", "Its unit, in words", required=True),
        Field("year", "Time it is about, as far as the document says"),
        Field("country", "Country it is about", pattern=CODE), Field("scope", "Area it is about when that is not a country"),
        Field("quote", "Verbatim, fifteen words at most"), Field("document", "Who says so", required=True),
        Field("status", "What a check found", required=True, enum=_STATUS), Field("note", "What other sources say"),
    ]
    sites = context.read_facts("sites/claims", "id", ("id", "subject", "value", "unit", "year", "country_iso3", "quote", "document", "note"))
    trade = context.read_facts("trade/claims", "id", ("id", "claim", "value", "unit", "year", "geography", "claimed_by", "status", "check"))
    rows = {r["id"]: _from_sites(r) for r in sites}
    others = {r["id"]: _from_trade(r) for r in trade}
    merged = 0
    for check in context.read_own("claim_checks", ("claim_id", "trade_claim_id", "status", "reason")):
        if check["claim_id"] not in rows:
            raise PackError(f"tables/claim_checks.csv: expected a claim of the facts, found {check['claim_id']}")
        if check["trade_claim_id"]:
            rows[check["claim_id"]] = _merge(rows[check["claim_id"]], others.pop(check["trade_claim_id"]))
            merged += 1
        else:
            rows[check["claim_id"]]["status"] = check["status"]
    result = list(rows.values()) + [r for r in others.values()]
    return Resource("claims", "Published claims", "Figures that documents and press claim, with what could be checked. Claims, not data.", fields, ["id"],
                    [ForeignKey("country", "countries", "code")], [c.PRESS], [c.FACTS], rows=sorted(result, key=lambda r: r["id"]), rows_in=len(sites) + len(trade),
                    left_out=[LeftOut(merged, "the same claim stands in both tables of the facts: merged")])
