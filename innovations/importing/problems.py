"""What is wrong with a record, in words that lead to the place and the way out."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

VALUE_LENGTH = 80


class UnreadableFileError(ValueError):
    """The file as a whole cannot be read; the message says why, in the reader's language."""


@dataclass(frozen=True)
class Fault:
    """Something wrong at one key («outcomes[1].value»). A warning does not stop an import."""

    key: str
    value: str
    message: str
    warning: bool = False


@dataclass(frozen=True)
class Problem:
    """A fault and where its reader finds it: a line of the file, or a cell of a sheet."""

    line: int
    record_id: str
    key: str
    value: str
    message: str
    warning: bool = False
    sheet: str = ""
    column: str = ""


@dataclass(frozen=True)
class Cell:
    """A place in a spreadsheet: sheet, row and the heading of the column."""

    sheet: str
    row: int
    column: str


@dataclass
class Faults:
    """Collects the faults of one record."""

    found: list[Fault] = field(default_factory=list)

    def add(self, key: str, value: Any, message: str, *, warning: bool = False) -> None:
        """Note one fault; ``value`` is shortened for the report."""
        self.found.append(Fault(key, shown(value), message, warning))

    @property
    def serious(self) -> bool:
        """Say whether any of the faults stops the record."""
        return any(not fault.warning for fault in self.found)

    def noted(self, key: str) -> bool:
        """Say whether a fault was noted at the key or within its value."""
        return any(fault.key == key or fault.key.startswith((f"{key}.", f"{key}[")) for fault in self.found)


@dataclass
class Entry:
    """One record on its way in: as it was read (``raw``) and, once checked, as it is kept (``record``).

    ``cells`` says for an entry of a spreadsheet where its keys stand. An entry that is
    not ``readable`` has its faults, and nothing else can be said of it.
    """

    line: int
    raw: Any
    faults: Faults = field(default_factory=Faults)
    record: dict[str, Any] = field(default_factory=dict)
    cells: Mapping[str, Cell] = field(default_factory=dict)
    readable: bool = True

    @property
    def record_id(self) -> str:
        """Return the id as far as there is one, for the report."""
        given = self.raw.get("id") if isinstance(self.raw, dict) else None
        return shown(given) if isinstance(given, str) else ""

    def problems(self) -> list[Problem]:
        """Return the faults with their place."""
        return [self._placed(fault) for fault in self.faults.found]

    def _placed(self, fault: Fault) -> Problem:
        cell = self._cell(fault.key)
        line = cell.row if cell else self.line
        sheet, column = (cell.sheet, cell.column) if cell else ("", "")
        return Problem(line, self.record_id, fault.key, fault.value, fault.message, fault.warning, sheet, column)

    def _cell(self, key: str) -> Cell | None:
        """Return the cell of the key, or of the nearest thing around it that has one."""
        while key:
            if key in self.cells:
                return self.cells[key]
            key = key[: max(key.rfind("."), key.rfind("["), 0)]
        return self.cells.get("")


def shown(value: Any) -> str:
    """Return a value for a report, on one line and short."""
    if value is None:
        return ""
    is_json = isinstance(value, bool | int | float | list | dict)
    # A spreadsheet also has dates and times where something else belongs.
    text = _beginning(value) if is_json else str(value)
    text = " ".join("".join(char if char.isprintable() else " " for char in text[: 2 * VALUE_LENGTH]).split())
    return text if len(text) <= VALUE_LENGTH else f"{text[: VALUE_LENGTH - 1]}…"


def _beginning(value: Any) -> str:
    """Return a value as JSON, as far as it is shown: written out whole, one that is nested deeply fails."""
    chunks = json.JSONEncoder(ensure_ascii=False, default=float).iterencode(value)
    return "".join(islice(chunks, 2 * VALUE_LENGTH))
