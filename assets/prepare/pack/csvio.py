"""Reading and writing CSV: UTF-8, LF, header line, quotes only where needed, the same bytes for the same rows."""
import csv
import io
import os
from pathlib import Path

from .errors import PackError

Row = dict[str, str]


def read_table(path: Path, columns: tuple[str, ...]) -> list[Row]:
    """Rows of a CSV file as text. The header must contain `columns`; every row must have as many cells as the header."""
    if not path.is_file():
        raise PackError(f"{path}: expected a CSV file, found nothing there")
    with open(path, encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, strict=True)
        header = next(reader, [])
        missing = [c for c in columns if c not in header]
        if missing:
            raise PackError(f"{path}:1: expected the columns {', '.join(missing)}, found {', '.join(header) or 'no header'}")
        rows = []
        for cells in reader:
            if len(cells) != len(header):
                raise PackError(f"{path}:{reader.line_num}: expected {len(header)} cells, found {len(cells)}")
            rows.append(dict(zip(header, (cell.strip() for cell in cells))))
    return rows


def to_csv(rows: list[Row], columns: list[str]) -> bytes:
    """The file as bytes. Cells are text already; a missing value is the empty cell."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerow(columns)
    writer.writerows([row[c] for c in columns] for row in rows)
    return out.getvalue().encode("utf-8")


def write_if_changed(path: Path, content: bytes) -> None:
    """Writes beside the target and renames, so that an interrupted run leaves no half file. Equal content is left alone."""
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(path.name + ".part")
    temporary.write_bytes(content)
    os.replace(temporary, path)
