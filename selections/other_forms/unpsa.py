"""The sheet for the UN Public Service Awards: what public sources tell of its form, and what a case has for it."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from common import formatting
from innovations.figures import outcome_figure
from innovations.models import InnovationPage

_DATA: Final = Path(__file__).parent.parent / "data" / "unpsa.json"


@dataclass(frozen=True)
class Source:
    """Where something of the form is told."""

    title: str
    url: str


@dataclass(frozen=True)
class SheetField:
    """One field; ``short`` is one line.

    ``words`` is its limit, None where none was found; ``seen`` that the source says so itself.
    """

    code: str
    label: str
    help: str
    origins: tuple[str, ...]
    choices: tuple[str, ...]
    short: bool
    words: int | None
    source: Source
    seen: bool


@dataclass(frozen=True)
class Sheet:
    """The fields under their headings, and what of the form could not be found."""

    version: str
    groups: tuple[tuple[str, tuple[SheetField, ...]], ...]
    not_found: tuple[str, ...]

    @property
    def fields(self) -> list[SheetField]:
        """Return all fields in their order."""
        return [field for _heading, fields in self.groups for field in fields]


@cache
def sheet() -> Sheet:
    """Return the sheet of ``data/unpsa.json``. Raises KeyError for a field whose source is not named there."""
    data = json.loads(_DATA.read_text(encoding="utf-8"))
    sources = {row["code"]: Source(row["title"], row["url"]) for row in data["sources"]}
    groups = ((group["heading"], tuple(_field(row, sources) for row in group["fields"])) for group in data["groups"])
    return Sheet(data["version"], tuple(groups), tuple(data["not_found"]))


def _field(row: dict[str, Any], sources: dict[str, Source]) -> SheetField:
    return SheetField(
        code=row["code"],
        label=row["label"],
        help=row["help"],
        origins=tuple(row.get("from", ())),
        choices=tuple(row.get("choices", ())),
        short=row.get("short", False),
        words=row["words"],
        source=sources[row["source"]],
        seen=row["confidence"] == "seen",
    )


def texts_of(case: InnovationPage, field: SheetField) -> list[str]:
    """Return what the case has for a field, as it says it: at most one query for each kind of part."""
    return [text for origin in field.origins for text in _texts(case, origin) if text]


def _texts(case: InnovationPage, origin: str) -> list[str]:
    match origin:
        case "unit":
            return [case.unit.name]
        case "region":
            return [case.unit.region.name] if case.unit.region else []
        case "started_on":
            return [formatting.partial_date(case.started_on)] if case.started_on else []
        case "sdgs":
            return [str(goal) for goal in case.sdgs.all()]
        case "cost":
            costs = (case.cost_setup_idr, case.cost_yearly_idr)
            return [*(formatting.rupiah(cost) for cost in costs if cost is not None), case.cost_funding]
        case "outcomes":
            return [f"{one.indicator}: {outcome_figure(one).in_a_line}" for one in case.outcomes.all()]
        case "documents":
            return [file.title for file in case.documents.all()]
        case _:
            text: str = getattr(case, origin)
            return [text]
