#!/usr/bin/env python3
"""Builds the data pack (a Frictionless Data Package) from the compiled facts.

    build_pack.py --facts DIR --npm DIR [--out DIR]

Needs the Python standard library only (3.11 or newer). --npm holds unpacked npm packages, see README.md beside this file.
The same input gives the same bytes. Nothing is written unless every row of every resource fits its schema.
"""
import argparse
import json
import sys
from pathlib import Path

from pack import cables, claims, countries, reference, satellites, sites, trade
from pack.check import check_resource
from pack.context import Context
from pack.csvio import read_table, to_csv, write_if_changed
from pack.errors import PackError
from pack.model import Resource
from pack.overrides import Overrides
from pack.plausible import far_from_country

HERE = Path(__file__).resolve().parent
NOT_IN_THE_PACK = {  # tables of the facts that no resource is made from, and why
    "satellites/three-body-history.tle": "earlier element sets of 12 objects that are in the pack",
    "satellites/orbital-compute.gp.csv": "the same 24 sets in another form; used to cross-check",
    "trade/concentration_hs6_2024.csv": "export concentration by HS6 code, which no metric of the program uses",
}
COMPILED = "2026-11-22"  # the day the facts were compiled; never the day of the run
VERSION = "1.0.0"


def build(context: Context) -> tuple[list[Resource], list[str]]:
    """All resources in the order of the descriptor, and remarks for the reader of the report."""
    shapes = countries.country_shapes(context.npm)
    country_table = reference.countries(countries.build_countries(context.npm, context.tables, shapes))
    groups = trade.product_groups(context)
    site_table = sites.data_centers(context)
    makers, spellings = cables.suppliers(context)
    points = cables.landing_points(context)
    flows = trade.flows(context, groups)
    trade.check_exporters(flows, country_table)
    resources = [
        country_table, *reference.blocs(context), reference.operators(context), reference.site_kinds(context), site_table,
        sites.accelerators(context, site_table), makers, spellings, cables.cables(context, spellings), cables.landings(context), points,
        cables.chokepoints(context), groups, flows, trade.country_totals(context, groups), trade.trade_sources(context), trade.shares(context),
        trade.production(context), reference.footprint_topics(context), sites.telecom_footprint(context), satellites.satellite_groups(context),
        satellites.satellites(context), satellites.planned_shells(context), satellites.constellation_counts(context), claims.claims(context),
    ]
    context.overrides.check_all_used()
    remarks = far_from_country(points, "id", shapes) + far_from_country(site_table, "id", shapes)
    return resources, remarks


def add_computed(resources: list[Resource], out: Path) -> list[Resource]:
    """Resources that another program writes into the same folder: described when their files are there."""
    found = []
    for resource in (cables.cable_routes(), cables.cable_corridors()):
        path = out / resource.path
        if path.is_file():
            resource.rows = read_table(path, tuple(resource.columns))
            resource.rows_in = len(resource.rows)
            found.append(resource)
    return resources + found


def descriptor(resources: list[Resource]) -> bytes:
    licences = {x.name: {"name": x.name, "title": x.title, **({"path": x.path} if x.path else {})} for r in reversed(resources) for x in reversed(r.licences)}
    content = {
        "profile": "tabular-data-package",
        "name": "linchpin-world",
        "title": "The world's AI infrastructure: sites, cables, supply, satellites",
        "description": "Facts compiled for Linchpin. Every row has a source or shares that of its table; a missing value is missing, never zero.",
        "version": VERSION,
        "created": f"{COMPILED}T00:00:00Z",
        "as_of": COMPILED,
        "keywords": ["artificial intelligence", "infrastructure", "data centres", "submarine cables", "trade", "satellites"],
        "licenses": [licences[name] for name in sorted(licences)],
        "sources": [{"title": "See the sources of each resource and assets/SOURCES.md"}],
        "resources": [r.descriptor() for r in resources],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def report(resources: list[Resource], sizes: dict[str, int], context: Context, remarks: list[str]) -> None:
    print(f"{'resource':<22}{'rows in':>9}{'rows out':>9}{'bytes':>11}  left out")
    for r in resources:
        reasons = "; ".join(f"{x.count}: {x.reason}" for x in r.left_out) or ("written by another program" if r.written_elsewhere else "")
        print(f"{r.name:<22}{r.rows_in:>9}{len(r.rows):>9}{sizes[r.name]:>11}  {reasons}")
    print(f"{'all':<22}{sum(r.rows_in for r in resources):>9}{sum(len(r.rows) for r in resources):>9}{sum(sizes.values()):>11}")
    for name, reason in NOT_IN_THE_PACK.items():
        print(f"not in the pack: {name}: {reason}")
    print(f"cells corrected by tables/overrides.csv: {context.corrected}; reworded by tables/wording.csv: {context.reworded}")
    for remark in remarks:
        print(f"remark: {remark}")


def run(arguments: argparse.Namespace) -> None:
    context = Context(arguments.facts, HERE / "tables", arguments.npm, Overrides(HERE / "tables" / "overrides.csv"))
    resources, remarks = build(context)
    resources = add_computed(resources, arguments.out)
    by_name = {r.name: r for r in resources}
    for resource in resources:
        check_resource(resource, by_name)
    sizes = {}
    for resource in resources:
        path = arguments.out / resource.path
        if not resource.written_elsewhere:
            write_if_changed(path, to_csv(resource.rows, resource.columns))
        sizes[resource.name] = path.stat().st_size
    write_if_changed(arguments.out / "datapackage.json", descriptor(resources))
    report(resources, sizes, context, remarks)


def main() -> int:
    parser = argparse.ArgumentParser(description="Builds the data pack from the compiled facts.")
    parser.add_argument("--facts", type=Path, required=True, help="folder with cables/, satellites/, sites/ and trade/")
    parser.add_argument("--npm", type=Path, required=True, help="folder with the unpacked npm packages")
    parser.add_argument("--out", type=Path, default=HERE.parent / "pack", help="folder of the pack (default: assets/pack)")
    try:
        run(parser.parse_args())
    except PackError as problem:
        print(f"build_pack: {problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
