"""The versions of the regional innovation index (Indeks Inovasi Daerah), read from ``instruments.json``."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import innovations
from selections.rules.self_check import Basis, Indicator

_INSTRUMENTS: Final = Path(innovations.__file__).parent / "data" / "instruments.json"
# Where a version has other levels, what the levels counted before does not hold for them.
_OF_LEVELS: Final = ("options", "evidence")


@dataclass(frozen=True)
class Index:
    """One year's version. Empty text and None are not known."""

    version: str
    name: str
    legal_basis: str
    max_score: int
    applied_from: str
    applied_to: str
    indicators: tuple[Indicator, ...]
    notes: tuple[str, ...]


@cache
def versions() -> dict[str, Index]:
    """Return the versions by their names, the newest first."""
    blocks = json.loads(_INSTRUMENTS.read_text(encoding="utf-8"))["iga"]
    by_name = {block["version"]: block for block in blocks}
    found = [_index(block, by_name.get(block.get("based_on"))) for block in blocks]
    return {one.version: one for one in sorted(found, key=lambda one: one.version, reverse=True)}


def _index(block: dict[str, Any], base: dict[str, Any] | None) -> Index:
    applied = block.get("eligibility") or {}
    rows = block["indicators"] if base is None else _with_differences(base["indicators"], block)
    return Index(
        version=block["version"],
        name=block["name"],
        legal_basis=block["legal_basis"] or "",
        max_score=block["max_score"],
        applied_from=applied.get("applied_from", ""),
        applied_to=applied.get("applied_to", ""),
        indicators=tuple(_indicator(row) for row in rows),
        notes=tuple(block["notes"]),
    )


def _with_differences(rows: list[dict[str, Any]], block: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the indicators of a version that is told by its differences from another."""
    changes = {change["number"]: change for change in block["differences"]}
    found = []
    for row in rows:
        change = changes.get(row["number"], {})
        kept = {key: value for key, value in row.items() if "levels" not in change or key not in _OF_LEVELS}
        found.append(kept | change | {"mandatory": block["mandatory"]})
    return found


def _indicator(row: dict[str, Any]) -> Indicator:
    return Indicator(
        number=row["number"],
        name=row["name"],
        weight=row["weight"],
        levels=tuple(row["levels"]),
        mandatory=row["mandatory"],
        bases=tuple(_basis(basis) for basis in row.get("bases") or ()),
        options=tuple(row.get("options", ())),
        evidence=row.get("evidence", ""),
    )


def _basis(row: dict[str, Any]) -> Basis:
    return Basis(row["code"], f"{row['name']} ({row['unit']})", tuple(row["levels"]))
