"""Three-line element sets to OMM mean elements, as decimal text and without loss (no floating point anywhere).

Column positions: NORAD two-line element format. Epoch: day of year with eight decimals is a whole number of 864 microseconds.
"""
import datetime
from decimal import Decimal
from pathlib import Path

from .csvio import Row
from .errors import PackError

_ALPHA5 = "ABCDEFGHJKLMNPQRSTUVWXYZ"  # I and O are not used


def checksum(line: str) -> int:
    """Sum of the digits of the first 68 columns, a minus sign counting one, modulo ten."""
    return sum(int(c) if c.isdigit() else c == "-" for c in line[:68]) % 10


def catalogue_number(text: str) -> int:
    """Five digits, or Alpha-5: a letter for the first two digits."""
    text = text.strip()
    if text and text[0] in _ALPHA5:
        return (10 + _ALPHA5.index(text[0])) * 10000 + int(text[1:])
    return int(text)


def _plain(value: Decimal) -> str:
    """Decimal notation without exponent and without trailing zeros."""
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "0", "") else text


def _exponent_field(text: str) -> str:
    """'-11606-4' means -0.11606e-4."""
    sign, digits, exponent = text[0], text[1:6], text[6:8]
    value = Decimal(f"0.{digits.strip() or '0'}").scaleb(int(exponent.replace(" ", "0")))
    return _plain(-value if sign == "-" else value)


def _epoch(text: str) -> str:
    """'26233.66263608' to 2026-08-21T15:54:11.757312."""
    year = int(text[:2])
    year += 2000 if year < 57 else 1900
    units = int(Decimal(text[2:]).scaleb(8))  # 1e-8 day = 864 microseconds
    start = datetime.datetime(year, 1, 1) - datetime.timedelta(days=1)
    return (start + datetime.timedelta(microseconds=units * 864)).strftime("%Y-%m-%dT%H:%M:%S.%f")


def _object_id(text: str) -> str:
    """'25100A  ' to 2025-100A."""
    text = text.strip()
    year = int(text[:2])
    return f"{year + (2000 if year < 57 else 1900)}-{text[2:]}"


def _element_set(where: str, name: str, one: str, two: str) -> Row:
    for number, line in (("1", one), ("2", two)):
        if len(line) != 69 or line[0] != number:
            raise PackError(f"{where}: expected line {number} of an element set with 69 columns, found '{line}'")
        if checksum(line) != int(line[68]):
            raise PackError(f"{where}: expected checksum {checksum(line)}, found {line[68]}")
    if one[2:7] != two[2:7]:
        raise PackError(f"{where}: expected the same catalogue number in both lines, found {one[2:7]} and {two[2:7]}")
    return {
        "NORAD_CAT_ID": str(catalogue_number(one[2:7])),
        "OBJECT_ID": _object_id(one[9:17]),
        "OBJECT_NAME": name,
        "EPOCH": _epoch(one[18:32]),
        "MEAN_MOTION": two[52:63].strip(),
        "ECCENTRICITY": "0." + two[26:33],
        "INCLINATION": two[8:16].strip(),
        "RA_OF_ASC_NODE": two[17:25].strip(),
        "ARG_OF_PERICENTER": two[34:42].strip(),
        "MEAN_ANOMALY": two[43:51].strip(),
        "BSTAR": _exponent_field(one[53:61]),
        "MEAN_MOTION_DOT": _plain(Decimal(one[33:43].replace(" ", ""))),
        "MEAN_MOTION_DDOT": _exponent_field(one[44:52]),
        "ELEMENT_SET_NO": str(int(one[64:68])),
        "REV_AT_EPOCH": str(int(two[63:68] or 0)),
        "EPHEMERIS_TYPE": one[62].strip() or "0",
        "CLASSIFICATION_TYPE": one[7],
    }


def read_element_sets(path: Path) -> list[Row]:
    """All sets of a three-line file, in file order."""
    lines = path.read_text(encoding="ascii").splitlines()
    if len(lines) % 3:
        raise PackError(f"{path}: expected a multiple of three lines, found {len(lines)}")
    return [_element_set(f"{path}:{i + 1}", lines[i].strip(), lines[i + 1], lines[i + 2]) for i in range(0, len(lines), 3)]
