"""What a resource of the pack is: fields with constraints, keys, provenance, rows."""
from dataclasses import dataclass, field
from typing import Any

from .csvio import Row

CODE = r"[A-Z]{3}"


@dataclass(frozen=True)
class Field:
    """One column. `type` is a Table Schema type; `unit` our own property; the rest are Table Schema constraints."""
    name: str
    description: str
    type: str = "string"
    unit: str = ""
    format: str = ""
    required: bool = False
    unique: bool = False
    enum: tuple[str, ...] = ()
    pattern: str = ""
    minimum: float | None = None
    maximum: float | None = None

    def descriptor(self) -> dict[str, Any]:
        out: dict[str, Any] = {"name": self.name, "type": self.type}
        if self.format:
            out["format"] = self.format
        out["description"] = self.description
        if self.unit:
            out["unit"] = self.unit
        if self.type == "boolean":
            out["trueValues"], out["falseValues"] = ["1", "true"], ["0", "false"]
        limits: dict[str, Any] = {}
        if self.required:
            limits["required"] = True
        if self.unique:
            limits["unique"] = True
        if self.enum:
            limits["enum"] = list(self.enum)
        if self.pattern:
            limits["pattern"] = self.pattern
        if self.minimum is not None:
            limits["minimum"] = self.minimum
        if self.maximum is not None:
            limits["maximum"] = self.maximum
        if limits:
            out["constraints"] = limits
        return out


@dataclass(frozen=True)
class ForeignKey:
    column: str
    resource: str
    target: str


@dataclass(frozen=True)
class Source:
    title: str
    path: str = ""


@dataclass(frozen=True)
class Licence:
    name: str
    title: str
    path: str = ""


@dataclass
class LeftOut:
    """Rows of the facts that are not in the pack, and why."""
    count: int
    reason: str


@dataclass
class Resource:
    name: str
    title: str
    description: str
    fields: list[Field]
    primary_key: list[str]           # empty: no set of columns that are never missing tells rows apart
    foreign_keys: list[ForeignKey]
    sources: list[Source]
    licences: list[Licence]
    credit: str = ""                 # the line shown in pictures; empty: none demanded
    rows: list[Row] = field(default_factory=list)
    rows_in: int = 0                 # rows of the facts that it was made from
    left_out: list[LeftOut] = field(default_factory=list)
    written_elsewhere: bool = False  # made by another program: described and checked, never written here

    @property
    def path(self) -> str:
        return f"{self.name}.csv"

    @property
    def columns(self) -> list[str]:
        return [f.name for f in self.fields]

    def descriptor(self) -> dict[str, Any]:
        schema: dict[str, Any] = {
            "fields": [f.descriptor() for f in self.fields],
            "missingValues": [""],
        }
        if self.primary_key:
            schema["primaryKey"] = self.primary_key
        if self.foreign_keys:
            schema["foreignKeys"] = [
                {"fields": key.column, "reference": {"resource": "" if key.resource == self.name else key.resource, "fields": key.target}}
                for key in self.foreign_keys
            ]
        out: dict[str, Any] = {
            "name": self.name, "path": self.path, "profile": "tabular-data-resource", "title": self.title,
            "description": self.description, "format": "csv", "mediatype": "text/csv", "encoding": "utf-8", "schema": schema,
            "sources": [{"title": s.title, **({"path": s.path} if s.path else {})} for s in self.sources],
            "licenses": [{"name": x.name, "title": x.title, **({"path": x.path} if x.path else {})} for x in self.licences],
        }
        if self.credit:
            out["credit"] = self.credit
        return out
