"""The tables of the CSV package as declared in tables.toml, and their Frictionless descriptor."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, get_args

import schema

_OWN_ENUMS = {
    "RowStatus": ("accepted", "suggested"),
    "Position": ("headline", "lead", "body", "caption"),
    "SpanRole": ("content", "verbatim", "cue"),
    "PartyRole": ("speaker", "target", "addressee", "via"),
    "JudgementAbout": ("entity", "quote"),
    "LabelFor": ("mention", "quote"),
    "ChangeKind": ("added", "changed", "withdrawn"),
}


@dataclass(frozen=True)
class Column:
    """One column; `type` as tables.toml explains it, without the mark for optional."""

    name: str
    type: str
    required: bool
    description: str

    def field(self) -> dict[str, Any]:
        """As a field of a Table Schema."""
        constraints: dict[str, Any] = {"required": True} if self.required else {}
        if self.type in ("offset", "count"):
            constraints["minimum"] = 0
        if self.type.startswith("enum:"):
            name = self.type.removeprefix("enum:")
            constraints["enum"] = list(_OWN_ENUMS.get(name) or get_args(getattr(schema, name)))
        kinds = {"offset": "integer", "count": "integer", "number": "number", "boolean": "boolean"}
        field = {"name": self.name, "type": kinds.get(self.type, "string"), "description": self.description}
        return field | ({"constraints": constraints} if constraints else {})


@dataclass(frozen=True)
class Table:
    """One table: its columns in order, its key, and which columns point where."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: Mapping[str, str]

    def without(self, column: str) -> Table:
        return Table(self.name, tuple(one for one in self.columns if one.name != column), self.key, self.references)

    def schema(self) -> dict[str, Any]:
        """As a Frictionless Table Schema."""
        return {
            "fields": [column.field() for column in self.columns],
            "missingValues": [""],
            "primaryKey": list(self.key),
            "foreignKeys": [
                {"fields": column, "reference": {"resource": target.split(".")[0], "fields": target.split(".")[1]}}
                for column, target in self.references.items()
            ],
        }


@cache
def tables() -> dict[str, Table]:
    """All tables by name, in the order in which they are declared."""
    declared = tomllib.loads(files("curator.exporters").joinpath("tables.toml").read_text(encoding="utf-8"))
    return {
        name: Table(
            name,
            tuple(Column(column, kind.lstrip("?"), kind[0] != "?", words) for column, kind, words in one["columns"]),
            tuple(one["key"]),
            one.get("references", {}),
        )
        for name, one in declared.items()
    }
