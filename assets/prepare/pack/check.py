"""Checks every row of a resource against its own schema before anything is written."""
import datetime
import math
import re

from .errors import PackError
from .model import Field, Resource

_INTEGER = re.compile(r"[-+]?\d+")
_NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?")

# By the format of the field. Table Schema's "any" leaves the notation to us: that of OMM, which has no zone letter.
_TIMES = {"": ("2026-08-22T03:06:00Z", "%Y-%m-%dT%H:%M:%SZ"), "any": ("2026-08-21T15:54:11.555136", "%Y-%m-%dT%H:%M:%S.%f")}


def _parse(field: Field, text: str) -> object:
    """The typed value; ValueError says what was expected."""
    if field.type == "integer":
        if not _INTEGER.fullmatch(text):
            raise ValueError("an integer")
        return int(text)
    if field.type == "number":
        if not _NUMBER.fullmatch(text) or not math.isfinite(float(text)):
            raise ValueError("a finite number")
        return float(text)
    if field.type == "boolean":
        if text not in ("0", "1", "true", "false"):
            raise ValueError("0, 1, true or false")
        return text
    if field.type == "date":
        return datetime.date.fromisoformat(text)
    if field.type == "datetime":
        example, pattern = _TIMES[field.format]
        try:
            return datetime.datetime.strptime(text, pattern)
        except ValueError:
            raise ValueError(f"a time like {example}") from None
    return text


def _check_cell(where: str, field: Field, text: str) -> None:
    if text == "":
        if field.required:
            raise PackError(f"{where}: expected a value, found nothing")
        return
    try:
        value = _parse(field, text)
    except ValueError as problem:
        raise PackError(f"{where}: expected {problem}, found '{text}'") from None
    if field.enum and text not in field.enum:
        raise PackError(f"{where}: expected one of {', '.join(field.enum)}, found '{text}'")
    if field.pattern and not re.fullmatch(field.pattern, text):
        raise PackError(f"{where}: expected text like {field.pattern}, found '{text}'")
    if field.minimum is not None and value < field.minimum:
        raise PackError(f"{where}: expected at least {field.minimum}, found {text}")
    if field.maximum is not None and value > field.maximum:
        raise PackError(f"{where}: expected at most {field.maximum}, found {text}")


def check_resource(resource: Resource, others: dict[str, Resource]) -> None:
    """Types, constraints, primary key and foreign keys. Raises PackError at the first row that does not fit."""
    if not resource.rows:
        raise PackError(f"{resource.path}: expected rows, found none")
    seen_keys: set[tuple[str, ...]] = set()
    seen_values: dict[str, set[str]] = {f.name: set() for f in resource.fields if f.unique}
    targets = {key.column: {row[key.target] for row in others[key.resource].rows} for key in resource.foreign_keys}
    for line, row in enumerate(resource.rows, start=2):
        if set(row) != set(resource.columns):
            raise PackError(f"{resource.path}:{line}: expected the columns of the schema, found {sorted(set(row) ^ set(resource.columns))}")
        for field in resource.fields:
            where = f"{resource.path}:{line}:{field.name}"
            _check_cell(where, field, row[field.name])
            if field.unique and row[field.name]:
                if row[field.name] in seen_values[field.name]:
                    raise PackError(f"{where}: expected a value that occurs once, found '{row[field.name]}' again")
                seen_values[field.name].add(row[field.name])
        key = tuple(row[c] for c in resource.primary_key)
        if resource.primary_key and (key in seen_keys or "" in key):
            raise PackError(f"{resource.path}:{line}: expected a complete key that occurs once, found {key}")
        seen_keys.add(key)
        for reference in resource.foreign_keys:
            value = row[reference.column]
            if value and value not in targets[reference.column]:
                raise PackError(f"{resource.path}:{line}:{reference.column}: expected a {reference.target} of {reference.resource}, "
                                f"found '{value}'")
