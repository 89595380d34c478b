"""What every builder of resources needs: where the facts and hand-made tables are, and the corrections."""
from dataclasses import dataclass
from pathlib import Path

from .csvio import Row, read_table
from .overrides import Overrides


@dataclass
class Context:
    facts: Path
    tables: Path
    npm: Path
    overrides: Overrides
    corrected: int = 0  # cells changed by the overrides
    reworded: int = 0   # cells whose wording changed, not their fact

    def read_facts(self, name: str, key_column: str, columns: tuple[str, ...]) -> list[Row]:
        """A table of the facts ("sites/operators") with its corrections applied; all its columns stay."""
        rows = read_table(self.facts / f"{name}.csv", columns)
        self.corrected += self.overrides.apply(name, key_column, rows)
        if name.startswith("sites/") or name in ("trade/claims", "trade/sources"):  # where remarks are; the trade tables hold codes and numbers
            self._reword(rows)
        return rows

    def _reword(self, rows: list[Row]) -> None:
        """Phrases about how the compiling went, made readable for whoever meets them in the program. No fact changes."""
        phrases = [(r["old"], r["new"]) for r in self.read_own("wording", ("old", "new"))]
        for row in rows:
            for column, text in row.items():
                new = text
                for old_phrase, new_phrase in phrases:
                    new = new.replace(old_phrase, new_phrase)
                if new != text:
                    row[column] = new
                    self.reworded += 1

    def read_own(self, name: str, columns: tuple[str, ...]) -> list[Row]:
        """A hand-made table of this project."""
        return read_table(self.tables / f"{name}.csv", columns)


def select(rows: list[Row], columns: list[str]) -> list[Row]:
    """The rows with these columns only, in this order."""
    return [{c: row[c] for c in columns} for row in rows]
