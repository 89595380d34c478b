"""Corrections of single facts, each with its source: tables/overrides.csv (table,key,column,old,new,source,note).

`table` names a facts table ("sites/data_centers"), `key` the value of its key column. The old value must still be there:
a correction of something that has changed since is an error, not a silent no-op. `key` = * means every row holding `old`.
"""
from pathlib import Path

from .csvio import Row, read_table
from .errors import PackError

COLUMNS = ("table", "key", "column", "old", "new", "source", "note")


class Overrides:
    def __init__(self, path: Path):
        self._path = path
        self._rows = read_table(path, COLUMNS)
        self._used: set[int] = set()
        for number, row in enumerate(self._rows, start=2):
            if not row["source"]:
                raise PackError(f"{path}:{number}: expected a source for the correction of {row['key']}, found none")

    def apply(self, table: str, key_column: str, rows: list[Row]) -> int:
        """Corrects `rows` in place; returns the number of cells changed."""
        changed = 0
        for index, fix in enumerate(self._rows):
            if fix["table"] != table:
                continue
            where = f"{self._path}:{index + 2}"
            if rows and fix["column"] not in rows[0]:
                raise PackError(f"{where}: expected a column of {table}, found '{fix['column']}'")
            hits = [r for r in rows if fix["key"] in ("*", r[key_column]) and r[fix["column"]] == fix["old"]]
            if not hits or (fix["key"] != "*" and len(hits) > 1):
                raise PackError(f"{where}: expected {fix['column']} = '{fix['old']}' in one row {fix['key']} of {table}, "
                                f"found {len(hits)} such rows")
            for row in hits:
                row[fix["column"]] = fix["new"]
            changed += len(hits)
            self._used.add(index)
        return changed

    def check_all_used(self) -> None:
        for index, fix in enumerate(self._rows):
            if index not in self._used:
                raise PackError(f"{self._path}:{index + 2}: expected a table of the facts, found '{fix['table']}'")
