"""Tests of `linchpin metrics` against sums made here from the pack's own rows."""
import csv
import io
import json
import math

from common import expect, near
from schema_check import problems


class MetricsTests:
    """Mixed into Cli: uses its good(), refused(), root and work."""

    def flows(self, group, year):
        """Value by importer and exporter, from the pack itself."""
        values = {}
        with open(self.root / "assets/pack/flows.csv", newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                if row["product_group"] != group or int(row["year"]) != year or row["exporter_iso3"] == row["importer_iso3"]:
                    continue
                expect(row["coverage"].startswith("full_bilateral"), f"this test reckons with full lists only, found {row['coverage']}")
                importer = values.setdefault(row["importer_iso3"], {})
                importer[row["exporter_iso3"]] = importer.get(row["exporter_iso3"], 0) + int(row["value_usd"])
        return values

    def table(self, *words):
        return list(csv.DictReader(io.StringIO(self.good("metrics", *words, "--format", "csv").stdout)))

    def tree(self, *words):
        tree = json.loads(self.good("metrics", *words, "--format", "json").stdout)
        schema = json.loads((self.root / "docs/schema/metrics.schema.json").read_text(encoding="utf-8"))
        wrong = problems(tree, schema)
        expect(not wrong, f"metrics {' '.join(map(str, words))}: the JSON does not fit its schema: {wrong[:3]}")
        for row in tree["rows"]:
            expect(row["state"] == "value" or row["value"] is None, f"no value, yet a number: {row}")
        return tree

    def metrics(self):
        trade = self.flows("batteries", 2024)
        for country in ("DEU", "KEN", "JPN"):
            self.metrics_of_one(country, trade[country])
        self.metrics_of_all(trade)
        self.metrics_of_sets(trade)
        self.metrics_everything()
        self.metrics_refused()
        self.metrics_weights()
        self.metrics_adversary()

    def metrics_adversary(self):
        """The worst suppliers as the pack's rows have them; the scenario of a set loses what the set says; wrong words are refused."""
        sellers = self.flows("batteries", 2024)["JPN"]
        words = ("--country", "JPN", "--adversary", "suppliers", "--group", "batteries", "--year", "2024")
        tree = json.loads(self.good("metrics", *words, "--format", "json").stdout)
        schema = json.loads((self.root / "docs/schema/adversary.schema.json").read_text(encoding="utf-8"))
        wrong = problems(tree, schema)
        expect(not wrong, f"--adversary: the JSON does not fit its schema: {wrong[:3]}")
        sets = tree["rows"][0]["sets"]
        largest = sorted(sellers, key=lambda seller: (-sellers[seller], seller))[:3]
        expect([m["id"] for m in sets[2]["members"]] == largest, f"the three largest are {largest}, found {sets[2]['members']}")
        near(sets[2]["share"], sum(sellers[s] for s in largest) / sum(sellers.values()), 1e-12, "share of the three largest suppliers")
        file = self.work / "worst.json"
        file.write_text(json.dumps(sets[2]["scenario"]), encoding="utf-8")
        rows = self.table("--country", "JPN", "--metric", "M09", "--group", "batteries", "--year", "2024", "--scenario", str(file))
        short = [float(r["value"]) for r in rows if r["item"] == "scenario_shortfall"]
        expect(len(short) == 1, f"expected one shortfall by the scenario, found {short}")
        near(short[0], sets[2]["share"], 1e-12, "shortfall by the scenario made of the set")
        lines = self.table(*words)
        expect(len(lines) == 6 and {r["k"] for r in lines} == {"1", "2", "3"}, f"expected 1 + 2 + 3 rows, found {len(lines)}")
        none = self.table("--country", "AFG", "--adversary", "cables")
        expect(len(none) == 1 and none[0]["lost_share"] == "" and none[0]["note"], f"a country without a cable: {none}")
        refused = {
            ("--adversary", "cabels"): (1, 'did you mean "cables"'),
            ("--adversary", "cables", "--hurts", "power"): (1, "--hurts: expected what cables can take away"),
            ("--adversary", "cables", "--k", "4"): (2, "--k: expected a number from 1 to 3"),
            ("--k", "2"): (2, "--adversary"),
            ("--adversary", "cables", "--metric", "M13"): (2, "--metric changes nothing"),
            ("--adversary", "cables", "--grow-foreign", "0.2"): (2, "suppliers only"),
        }
        for more, (status, sentence) in refused.items():
            run = self.run("metrics", "--country", "KEN", *more)
            expect(run.returncode == status and sentence in run.stderr and not run.stdout, f"{more}: {run.returncode}, {run.stderr!r}")

    def metrics_weights(self):
        """An index of one indicator ranks as that indicator does; weights that leave something out are refused."""
        rows = self.table("--all", "--metric", "M01,M19", "--group", "batteries", "--weights", "M01:top_supplier_share:lower=1")
        share = {r["country_iso3"]: float(r["value"]) for r in rows if r["item"] == "top_supplier_share" and r["value"]}
        score = {r["country_iso3"]: float(r["value"]) for r in rows if r["item"] == "score" and r["value"]}
        expect(len(score) > 50 and score.keys() == share.keys(), f"{len(score)} scores for {len(share)} shares")
        order = sorted(score, key=lambda country: share[country])
        expect(all(score[a] >= score[b] for a, b in zip(order, order[1:])), "a larger share of one supplier has a better score")
        half = self.run("metrics", "--country", "KEN", "--metric", "M19", "--weights", "M13:retained_1:higher=0.5")
        expect(half.returncode == 1 and "sum to 1, found 0.5" in half.stderr, f"weights of one half: {half.returncode}, {half.stderr!r}")
        wrong = {
            "M26:hhi:lower=1": ('unknown metric "M26"', 'did you mean "M', "M25"),
            "M02:hhhi:lower=1": ('unknown item of M02 with a number "hhhi"', 'did you mean "hhi"', "effective_suppliers"),
            "M03:concentrated:lower=1": ('unknown item of M03 with a number "concentrated"', "hhi_interval"),
            "M07:anything:lower=1": ("M07 needs",),
            "M19:score:lower=1": ("M19, which is the index itself",),
            "M02:hhi:lower=0.5,M02:hhi:higher=0.5": ("M02:hhi twice",),
            "M02:hhi:lower=0.5,M13:retained1:higher=0.5": ('unknown item of M13 with a number "retained1"', 'did you mean "retained_1"'),
            "M02:hhi:down=1": ("expected METRIC:ITEM:higher=WEIGHT",),
        }
        for weights, words in wrong.items():
            for whom in (("--country", "KEN"), ("--all",)):
                run = self.run("metrics", *whom, "--metric", "M19", "--weights", weights)
                expect(run.returncode == 1 and not run.stdout, f"{weights}: expected exit 1 without output, found {run.returncode}")
                expect(all(word in run.stderr for word in ("--weights: ", *words)), f"{weights}: the sentence lacks one of {words}: {run.stderr!r}")
                expect(len(run.stderr.strip().splitlines()) == 1, f"{weights}: expected one sentence, found {run.stderr!r}")
        own = [r for r in self.table("--country", "KEN", "--metric", "M19", "--weights", "M02:hhi:lower=0.5,M13:retained_1:higher=0.5") if r["item"] == "score"]
        parts = {r["source"] for r in self.table("--country", "KEN", "--metric", "M02,M13") if r["source"]}
        expect(len(parts) == 2 and own[0]["value"] and all(part in own[0]["source"] for part in parts), f"the index names {own[0]['source']!r}, its indicators {parts}")

    def metrics_of_one(self, country, sellers):
        total, count = sum(sellers.values()), len(sellers)
        shares = {seller: value / total for seller, value in sellers.items()}
        hhi = math.fsum(share * share for share in shares.values())
        words = ("--country", country, "--group", "batteries", "--year", "2024", "--full")
        table = self.table(*words)
        top = [row for row in table if row["item"] == "top_supplier_share"]
        largest = max(shares.values())
        expect(len(top) == 1 and shares[top[0]["partner_iso3"]] == largest, f"{country}: the top supplier is {top}")
        listed = {row["partner_iso3"]: float(row["value"]) for row in table if row["item"] == "supplier_share"}
        expect(listed.keys() == shares.keys(), f"{country}: other suppliers listed: {listed.keys() ^ shares.keys()}")
        for seller, share in shares.items():
            near(listed[seller], share, 1e-12, f"{country}: share of {seller}")
        value = {row["item"]: float(row["value"]) for row in table if row["metric"] == "M02"}
        near(value["hhi"], hhi, 1e-12, f"{country}: HHI")
        near(value["effective_suppliers"], 1 / hhi, 1e-9, f"{country}: effective suppliers")
        near(value["hhi_normalised"], (hhi - 1 / count) / (1 - 1 / count), 1e-12, f"{country}: normalised HHI")
        tree = self.tree(*words)
        expect((tree["product_group"], tree["year"], len(tree["rows"])) == ("batteries", 2024, len(table)), f"JSON says other than CSV: {tree['product_group']} {tree['year']}")
        for row, line in zip(tree["rows"], table):
            same = row["item"] == line["item"] and (row["partner"] or "") == line["partner"] and row["value"] == (float(line["value"]) if line["value"] else None)
            expect(same, f"JSON {row} against CSV {line}")
        short = self.table(*words[:-1])
        expect(0 < len(short) < len(table) and all(row in table for row in short), f"{country}: without --full {len(short)} rows, with it {len(table)}")
        text = self.good("metrics", *words).stdout
        expect(f"{100 * largest:.1f} %" in text and f"{hhi:.3f}" in text, f"{country}: the table lacks {100 * largest:.1f} % or {hhi:.3f}")
        expect(max(map(len, text.splitlines())) <= 120, f"{country}: a line of the table is {max(map(len, text.splitlines()))} columns wide")

    def metrics_of_all(self, trade):
        """Every country has a row; a country without imports has no value rather than zero."""
        with open(self.root / "assets/pack/countries.csv", newline="", encoding="utf-8") as file:
            codes = {row["code"] for row in csv.DictReader(file)}
        rows = [row for row in self.table("--all", "--metric", "M01", "--group", "batteries") if row["item"] == "top_supplier_share"]
        expect({row["country_iso3"] for row in rows} == codes and len(rows) == len(codes), f"expected one row for each of {len(codes)} countries, found {len(rows)}")
        for row in rows:
            if row["country_iso3"] in trade:
                expect(row["state"] == "value", f"{row['country_iso3']} imports, yet has no value")
            else:
                expect(row["value"] == "" and row["state"] in ("no_data", "not_available"), f"{row['country_iso3']} has no imports, yet {row}")
        expect(any(row["state"] != "value" for row in rows), "every country has imports: this test would not notice a zero in place of nothing")

    def outside_shares(self, members, trade):
        """Shares of what the members import from others, trade between them left out."""
        sums = {}
        for member in members:
            for seller, value in trade.get(member, {}).items():
                if seller not in members:
                    sums[seller] = sums.get(seller, 0) + value
        total = sum(sums.values())
        return {seller: value / total for seller, value in sums.items()}

    def metrics_of_sets(self, trade):
        """Blocs, regions and chosen countries as one: trade between members is internal."""
        with open(self.root / "assets/pack/bloc_members.csv", newline="", encoding="utf-8") as file:
            reader = csv.DictReader(file)
            bloc, country = [name for name in reader.fieldnames if "bloc" in name][0], [name for name in reader.fieldnames if "iso3" in name or "country" in name][0]
            asean = {row[country] for row in reader if row[bloc] == "ASEAN"}
        with open(self.root / "assets/pack/countries.csv", newline="", encoding="utf-8") as file:
            eastern_asia = {row["code"] for row in csv.DictReader(file) if row["subregion"] == "Eastern Asia"}
        what = ("--metric", "M01", "--group", "batteries", "--year", "2024")
        for name, members, words in (("ASEAN", asean, ("--bloc", "ASEAN")), ("Eastern Asia", eastern_asia, ("--region", "30")),
                                     ("three", {"DEU", "FRA", "POL"}, ("--countries", "DEU,FRA,POL"))):
            shares = self.outside_shares(members, trade)
            row = [row for row in self.table(*words, *what) if row["item"] == "top_supplier_share"]
            expect(len(row) == 1 and row[0]["country_iso3"] == "", f"{name}: expected one row that is no country's, found {row}")
            near(float(row[0]["value"]), max(shares.values()), 1e-12, f"{name}: top supplier's share")
            expect(shares[row[0]["partner_iso3"]] == max(shares.values()), f"{name}: the top supplier is {row[0]['partner_iso3']}")
        numbers = lambda *words: [(row["item"], row["value"], row["state"]) for row in self.table(*words, "--metric", "M01,M02,M11,M13", "--group", "batteries")]
        expect(numbers("--countries", "DEU,FRA") == numbers("--countries", "FRA, DEU,FRA"), "the order of countries or a repeated one changes numbers")
        expect(numbers("--countries", "DEU") == numbers("--country", "DEU"), "one country as a set has other numbers than as a country")
        expect(numbers("--region", "030") == numbers("--region", "eastern asia"), "a region by name has other numbers than by number")

    def metrics_everything(self):
        """All 25 metrics answer, with a value or with the reason why there is none, in every form."""
        for whom in (("--country", "KEN"), ("--bloc", "EU"), ("--region", "202")):
            tree = self.tree(*whom, "--metric", "all")
            expect([f"M{i:02}" for i in range(1, 26)] == sorted({row["metric"] for row in tree["rows"]}), f"{whom}: not all metrics answer")
            for row in tree["rows"]:
                expect(row["state"] == "value" or row["note"], f"{whom}: neither a value nor a reason: {row}")
                expect(row["state"] != "value" or row["value"] is not None or row["text"], f"{whom}: a value that is none: {row}")
            text = self.good("metrics", *whom, "--metric", "all").stdout
            expect(max(map(len, text.splitlines())) <= 120, f"{whom}: a line of the table is too wide")
        groups = {row["product_group"] for row in self.table("--country", "KEN", "--metric", "M01", "--group", "all")}
        with open(self.root / "assets/pack/product_groups.csv", newline="", encoding="utf-8") as file:
            expect(groups == {row["id"] for row in csv.DictReader(file)}, f"--group all answers for {groups}")
        carried = self.table("--country", "KEN", "--metric", "M02", "--date", "2026-06-01")[0]
        expect((carried["year"], carried["carried"]) == ("2024", "true"), f"trade of 2026 is carried from 2024, found {carried}")

    def metrics_refused(self):
        """What the pack does not have is wrong input (1); what does not fit together is a wrong command line (2)."""
        self.refused(1, ["DEX", "did you mean"], "metrics", "--country", "DEX")
        self.refused(1, ["--bloc", "EUU", '"EU"'], "metrics", "--bloc", "EUU")
        self.refused(1, ["--region", "Afrika", '"Africa"'], "metrics", "--region", "Afrika")
        self.refused(1, ["--countries", "FRX"], "metrics", "--countries", "DEU,FRX")
        self.refused(1, ["batterie", '"batteries"'], "metrics", "--country", "DEU", "--group", "batterie")
        self.refused(1, ["2031", "2024"], "metrics", "--country", "DEU", "--year", "2031")
        self.refused(1, ["2019", "2024"], "metrics", "--country", "DEU", "--year", "2019", "--group", "batteries")
        self.refused(1, ["M99"], "metrics", "--country", "DEU", "--metric", "M99")
        self.refused(1, ["--supplier", "CHX"], "metrics", "--country", "DEU", "--metric", "M09", "--supplier", "CHX")
        self.refused(1, ["none.json"], "metrics", "--country", "DEU", "--scenario", self.work / "none.json")
        self.refused(1, ["suplier_share", '"supplier_share"'], "metrics", "--country", "DEU", "--metric", "M01", "--series", "--item", "suplier_share:CHN")
        self.refused(2, ["--item", "--metric"], "metrics", "--country", "DEU", "--series", "--item", "supplier_share:CHN")
        self.refused(2, ["--country"], "metrics")
        self.refused(2, ["--country", "--bloc"], "metrics", "--country", "DEU", "--bloc", "EU")
        self.refused(2, ["xml", "table"], "metrics", "--country", "DEU", "--format", "xml")
        self.refused(2, ["--year", "year"], "metrics", "--country", "DEU", "--year", "last")
        self.refused(2, ["0 to 1", "1.5"], "metrics", "--country", "DEU", "--metric", "M06", "--pass-through", "1.5")
        self.refused(2, ["--fraction", "M09"], "metrics", "--country", "DEU", "--fraction", "0.5")
        self.refused(2, ["--explain", "CSV"], "metrics", "--country", "DEU", "--explain", "--format", "csv")
        self.refused(2, ["--changed", "--scenario"], "metrics", "--country", "DEU", "--changed")
        self.refused(2, ["--series", "--year"], "metrics", "--country", "DEU", "--series", "--year", "2024")

    # ---- own tables ----------------------------------------------------------------------------------------------------------------

    def metrics_inputs(self):
        """M07, M16, M18 and M23 from tables of one's own; every mistake of a table in its place, and then nothing is computed."""
        good, messy = self.root / "tests/data/inputs/good", self.root / "tests/data/inputs/messy"
        tree = self.tree("--country", "KEN", "--metric", "M07,M16,M18,M23", "--inputs", good, "--explain")
        rows = {(row["metric"], row["item"]): row for row in tree["rows"]}
        # Germany delivers 10 of 100 to Kenya and takes 20 of its own 100 from there: 0.1 / (1 - 0.1 * 0.2) of output, 0.8 of it value added.
        abroad = [row for row in tree["rows"] if row["metric"] == "M07" and row["name"] == "Value added abroad"]
        near(abroad[0]["value"], 0.1 / 0.98 * 0.8, 1e-12, "value added abroad")
        near([row for row in tree["rows"] if row["name"].startswith("Spent directly")][0]["value"], 0.1, 1e-12, "spent directly abroad")
        for metric in ("M07", "M16", "M18", "M23"):
            of_metric = [row for (each, _), row in rows.items() if each == metric]
            expect(any(row["state"] == "value" for row in of_metric), f"{metric}: a table is there, yet no value")
            expect(any("Example" in (row["source"] or "") for row in of_metric), f"{metric}: the table's own source is missing")
        for row in self.tree("--country", "KEN", "--metric", "M07,M16,M18,M23")["rows"]:
            expect(row["state"] == "needs_input" and row["value"] is None, f"without tables: {row}")
        typed = self.tree("--country", "KEN", "--metric", "M16", "--cable-failures", "teams=0.1,*=0.05")["rows"][0]
        # What is left is what does not fail: between the parts left if every cable failed as the worst and as the best does.
        expect(0.9 <= typed["value"] <= 0.95, f"expected capacity left: {typed['value']}")
        done = self.run("metrics", "--country", "KEN", "--metric", "M16", "--inputs", messy)
        expect(done.returncode == 1 and done.stdout == "", f"messy tables: {done.returncode}, {done.stdout[:300]}")
        for part in ("io_table.csv:3:24: value: expected a number from 0, found -5", "did you mean 'teams'?", "nothing is computed"):
            expect(part in done.stderr, f"messy tables: expected \"{part}\" in: {done.stderr}")
        self.refused(1, ["team", "teams"], "metrics", "--country", "KEN", "--metric", "M16", "--cable-failures", "team=0.1")
        self.refused(1, ["none"], "metrics", "--country", "KEN", "--metric", "M07", "--inputs", self.work / "none")
        self.good("check", good)
        done = self.run("check", messy)
        expect(done.returncode == 1 and "cable_failure.csv:3:7" in done.stdout, f"check of messy tables: {done.returncode}, {done.stdout[:300]}")

    # ---- explanations, series, scenarios -------------------------------------------------------------------------------------------

    def metrics_explained(self):
        """The rows that a number names are in the pack, on that line, and give the number."""
        lines = (self.root / "assets/pack/flows.csv").read_text(encoding="utf-8").splitlines()
        header = next(csv.reader([lines[0]]))
        top = self.tree("--country", "KEN", "--metric", "M01", "--group", "batteries", "--explain")["rows"][0]
        why = top["explanation"]
        named = [row for row in why["rows"] if row["file"] == "flows.csv"]
        expect(named and "M01" in why["definition"] and "/" in why["formula"], f"expected a definition, a formula and rows, found {why}")
        value = 0
        for row in named:
            record = dict(zip(header, next(csv.reader([lines[row["line"] - 1]]))))
            expect((record["importer_iso3"], record["exporter_iso3"], record["product_group"], record["year"]) == ("KEN", top["partner"], "batteries", "2024"),
                   f"flows.csv:{row['line']} is {record}")
            value += int(record["value_usd"])
        near(top["value"], value / sum(self.flows("batteries", 2024)["KEN"].values()), 1e-12, "the value of the rows named")
        text = self.good("metrics", "--country", "KEN", "--metric", "M01", "--group", "batteries", "--explain").stdout
        expect(f"flows.csv:{named[0]['line']}" in text and why["formula"][:40] in text, "the table does not explain what JSON does")
        plain = self.table("--country", "KEN", "--metric", "M02,M11,M13,M15", "--full")
        explained = self.tree("--country", "KEN", "--metric", "M02,M11,M13,M15", "--explain")["rows"]
        expect([row["item"] for row in plain] == [row["item"] for row in explained], "explaining changes which figures there are")
        dumb = [(row["metric"], row["item"]) for row in explained if row["state"] == "value" and "explanation" not in row]
        expect(not dumb, f"numbers without an explanation: {dumb}")

    def metrics_series(self):
        """Each year says what it says alone; a year without data is a gap, not a zero."""
        words = ("--metric", "M02", "--group", "telecom_equipment")
        series = self.table("--country", "KEN", *words, "--series")
        expect([row["year"] for row in series] == [str(year) for year in range(2017, 2025)], f"years: {[row['year'] for row in series]}")
        for row in series:
            alone = [each for each in self.table("--country", "KEN", *words, "--year", row["year"]) if each["item"] == row["item"]]
            expect((alone[0]["value"], alone[0]["state"]) == (row["value"], row["state"]), f"{row['year']}: alone {alone[0]}, in the series {row}")
        gaps = [row for row in self.table("--all", *words, "--series") if row["state"] != "value"]
        expect(gaps and all(row["value"] == "" for row in gaps), "a gap has a value, or there is none and this test is void")
        china = self.table("--country", "KEN", "--metric", "M01", "--group", "telecom_equipment", "--series", "--item", "supplier_share:CHN")
        full = self.table("--country", "KEN", "--metric", "M01", "--group", "telecom_equipment", "--year", china[-1]["year"], "--full")
        alone = [row["value"] for row in full if (row["item"], row["partner"]) == ("supplier_share", "CHN")]
        expect(len(china) == len(series) and alone == [china[-1]["value"]] != [""], f"China's share: alone {alone}, in the series {china[-1]}")
        tree = self.tree("--country", "KEN", "--metric", "M13", "--series")["rows"]
        expect(len({row["year"] for row in tree}) == len(tree) > 10 and tree[-1]["partial_year"], f"cables by year: {[row['year'] for row in tree]}")

    def scenario_file(self, name, *events):
        file = self.work / name
        file.write_text(json.dumps({"$schema": "scenario.schema.json", "version": 1, "name": name, "events": list(events)}), encoding="utf-8")
        return file

    def metrics_scenario(self):
        """Before is what it was, after is what the remaining rows say, and an event that is off does nothing."""
        stop = {"kind": "supplier-stops", "on": True, "supplier": "CHN", "product_group": "batteries", "target": "DEU", "fraction": 1.0}
        words = ("--country", "DEU", "--metric", "M01,M02", "--group", "batteries")
        sellers = self.flows("batteries", 2024)["DEU"]
        rest = {seller: value for seller, value in sellers.items() if seller != "CHN"}
        rows = {row["item"]: row for row in self.table(*words, "--scenario", self.scenario_file("stop.json", stop))}
        plain = {row["item"]: row for row in self.table(*words)}
        top = rows["top_supplier_share"]
        expect((top["before_value"], top["before_partner"]) == (plain["top_supplier_share"]["value"], plain["top_supplier_share"]["partner"]), f"before: {top}")
        near(float(top["value"]), max(rest.values()) / sum(rest.values()), 1e-12, "top supplier's share without China")
        near(float(rows["hhi"]["value"]), math.fsum((v / sum(rest.values())) ** 2 for v in rest.values()), 1e-12, "HHI without China")
        expect(top["before_partner"] == "CHN" != top["partner"], f"partners: {top['before_partner']}, then {top['partner']}")
        off = self.scenario_file("off.json", {**stop, "on": False})
        expect(self.table(*words, "--scenario", off, "--changed") == [], "an event that is off changes something")
        for item, row in {row["item"]: row for row in self.table(*words, "--scenario", off)}.items():
            expect(row["value"] == row["before_value"] == plain[item]["value"], f"{item}: {row} is not what it was: {plain[item]}")
        self.metrics_scenario_summary(stop, sellers)

    def metrics_scenario_summary(self, stop, sellers):
        cut = {"kind": "cable-cut", "on": True, "object": "2africa"}
        both = str(self.scenario_file("both.json", stop, cut))
        tree = self.tree("--country", "DEU", "--metric", "M01,M13", "--group", "batteries", "--scenario", both)
        losses = {loss["loss"]: loss for loss in tree["scenario"]["losses"]}
        hit = losses["supply_usd"]["most_hit"]
        expect([each["country"] for each in hit] == ["DEU"], f"only Germany loses supply, found {hit}")
        near(hit[0]["share"], sellers["CHN"] / sum(sellers.values()), 1e-9, "share of supply lost")
        effects = losses["supply_usd"]["effects"]
        near(effects[0]["alone"], hit[0]["share"], 1e-9, "the stop alone")
        expect(effects[1]["alone"] == effects[1]["added"] == 0.0, f"a cable takes no supply, found {effects[1]}")
        expect(losses["cable_capacity_tbps"]["most_hit"] and tree["rows"][0]["changed"], "the cut of a cable hits nobody")
        text = self.good("metrics", "--country", "KEN", "--metric", "M13", "--scenario", both).stdout
        expect("2Africa" in text and "before" in text and "after" in text and "the most hit" in text, f"the table begins with {text[:300]!r}")
        self.refused(1, ["wrong.json", "nowhere"], "metrics", "--all", "--scenario", self.scenario_file("wrong.json", {**cut, "object": "nowhere"}))
