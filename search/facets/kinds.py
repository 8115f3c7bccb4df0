"""The kinds of facet. A kind knows a facet's codes, their labels, order and checks."""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from search.engines.base import Choice
from search.errors import ParameterError

Record = Mapping[str, Any]
Counts = Sequence[tuple[str, int]]
UNKNOWN = "unknown"

_YEAR = re.compile(r"[12]\d{3}")
_SLUG_BREAK = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Facet(ABC):
    """One facet: its key in addresses and the API, its label, what it reads of a case.

    ``read`` takes a case record and gives its values, in the words of the record; ``hint``
    helps to choose among them.
    """

    key: str
    label: Any
    read: Callable[[Record], Iterable[Any]]
    hint: Any = field(default="", kw_only=True)

    @property
    def numbers(self) -> tuple[str, ...]:
        """Return the names of the numbers that the index keeps for this facet."""
        return ()

    def codes(self, record: Record) -> tuple[str, ...]:
        """Return the codes under which a case is counted, without doubles."""
        return tuple(dict.fromkeys(self.read(record)))

    def measured(self, record: Record) -> Mapping[str, float]:
        """Return the numbers of a case by their names, as far as they are known."""
        return {}

    def sought(self, values: tuple[str, ...]) -> tuple[Choice, ...]:
        """Return what the engine is asked for where a reader chose ``values``."""
        return values

    def joined(self, values: Iterable[str]) -> tuple[str, ...]:
        """Return values chosen together, without doubles and what another one takes in."""
        return tuple(dict.fromkeys(values))

    def typed(self, values: tuple[str, ...]) -> str | None:
        """Return what stands in the field that a reader types into; None where there is no such field."""
        return None

    @abstractmethod
    def clean(self, raw: str) -> str:
        """Return the code that ``raw`` means. Raises ParameterError where there is none."""

    @abstractmethod
    def name(self, code: str) -> str:
        """Return a code's label in the reader's language."""

    def labels(self) -> Mapping[str, Any]:
        """Return the labels of a closed list by code; nothing where codes are open."""
        return {}

    def parent(self, code: str) -> str | None:
        """Return the code under which this one is shown, None at the top."""
        return None

    def ordered(self, counts: Counts) -> list[tuple[str, int]]:
        """Return codes and counts as a reader expects them: the most frequent first."""
        return sorted(counts, key=lambda pair: (-pair[1], self.name(pair[0])))

    def schema(self) -> dict[str, Any]:
        """Return the JSON schema of one value."""
        return {"type": "string"}

    def _refuse(self, raw: str, message: str) -> ParameterError:
        return ParameterError(self.key, raw, message)


@dataclass(frozen=True)
class CodeListFacet(Facet):
    """Codes of a closed list, in the list's own order where ``in_list_order``."""

    choices: Callable[[], Mapping[str, Any]]
    in_list_order: bool = False

    def labels(self) -> Mapping[str, Any]:
        """Return the whole list."""
        return self.choices()

    def clean(self, raw: str) -> str:
        """Return the code itself; letter case and blanks around it do not matter."""
        code = raw.strip().lower()
        if code not in self.choices():
            raise self._refuse(raw, _("This code is not known. The known ones are: %s.") % ", ".join(self.choices()))
        return code

    def name(self, code: str) -> str:
        """Return the label of the list."""
        return str(self.choices().get(code, code))

    def ordered(self, counts: Counts) -> list[tuple[str, int]]:
        """Return the list's order, or the most frequent first."""
        if not self.in_list_order:
            return super().ordered(counts)
        places = {code: place for place, code in enumerate(self.choices())}
        return sorted(counts, key=lambda pair: places.get(pair[0], len(places)))

    def schema(self) -> dict[str, Any]:
        """Return the codes as an enumeration."""
        return {"type": "string", "enum": list(self.choices())}


def yes_no(key: str, label: Any, read: Callable[[Record], bool | None], yes: Any, no: Any) -> CodeListFacet:
    """Return the facet of a question that a case answers with yes, no or not at all."""
    codes = {True: "yes", False: "no", None: UNKNOWN}
    return CodeListFacet(
        key,
        label,
        lambda record: [codes[read(record)]],
        lambda: {"yes": yes, "no": no, UNKNOWN: _("Not known")},
        in_list_order=True,
    )


@dataclass(frozen=True)
class HierarchyFacet(Facet):
    """Codes whose beginning is their parent's code: a parent covers its children."""

    names: Callable[[], Mapping[str, str]]
    parent_length: int
    pattern: str

    def labels(self) -> Mapping[str, Any]:
        """Return the names of all codes."""
        return self.names()

    def codes(self, record: Record) -> tuple[str, ...]:
        """Return the code and its parent's."""
        found = super().codes(record)
        return tuple(dict.fromkeys(part for code in found for part in (code[: self.parent_length], code)))

    def parent(self, code: str) -> str | None:
        """Return the code of the parent, None at the top."""
        return code[: self.parent_length] if len(code) > self.parent_length else None

    def clean(self, raw: str) -> str:
        """Return the code. Raises ParameterError for one that is not in the hierarchy."""
        code = raw.strip()
        if code not in self.names():
            raise self._refuse(raw, _("No region has this code. Use a code such as 16 or 16.71."))
        return code

    def name(self, code: str) -> str:
        """Return the official name."""
        return self.names().get(code, code)

    def ordered(self, counts: Counts) -> list[tuple[str, int]]:
        """Return parents by name, each followed by its children."""

        def place(pair: tuple[str, int]) -> tuple[str, bool, str]:
            parent = self.parent(pair[0])
            return (self.name(parent or pair[0]), parent is not None, self.name(pair[0]))

        return sorted(counts, key=place)

    def schema(self) -> dict[str, Any]:
        """Return the pattern of a code."""
        return {"type": "string", "pattern": self.pattern}


@dataclass(frozen=True)
class YearFacet(Facet):
    """Single years, the newest first; a year that nobody knows is a value of its own."""

    def codes(self, record: Record) -> tuple[str, ...]:
        """Return the year, or ``unknown``."""
        return super().codes(record) or (UNKNOWN,)

    def clean(self, raw: str) -> str:
        """Return a year of four digits or ``unknown``."""
        code = raw.strip().lower()
        if code != UNKNOWN and not (_YEAR.fullmatch(code) and code.isascii()):
            raise self._refuse(raw, _("Write a year of four digits such as 2019, or unknown."))
        return code

    def name(self, code: str) -> str:
        """Return the year, or the word for what is not known."""
        return _("not yet known") if code == UNKNOWN else code

    def ordered(self, counts: Counts) -> list[tuple[str, int]]:
        """Return the newest first, the unknown last."""
        return sorted(counts, key=lambda pair: (pair[0] != UNKNOWN, pair[0]), reverse=True)

    def schema(self) -> dict[str, Any]:
        """Return the pattern of a year."""
        return {"type": "string", "pattern": "^([12][0-9]{3}|unknown)$"}


@dataclass(frozen=True)
class RankedFacet(Facet):
    """A code of a list, alone or with a rank in free text: ``kipp``, ``kipp:top-99``."""

    choices: Callable[[], Mapping[str, Any]]

    def codes(self, record: Record) -> tuple[str, ...]:
        """Return each code, and with its rank where it has one."""
        found = []
        for value in super().codes(record):
            code, _colon, rank = value.partition(":")
            found += [code, f"{code}:{_slug(rank)}"] if _slug(rank) else [code]
        return tuple(dict.fromkeys(found))

    def clean(self, raw: str) -> str:
        """Return the code, with the rank as it stands in addresses.

        ``kipp:Top 99`` and ``kipp:top-99`` are one. Raises ParameterError for an
        unknown code; a rank is free text, so one that no case has finds nothing.
        """
        code, colon, rank = raw.strip().partition(":")
        code = code.strip().lower()
        if code not in self.choices() or (colon and not _slug(rank)):
            known = ", ".join(self.choices())
            raise self._refuse(raw, _("Write one of %s, or one of them with a rank such as kipp:top-99.") % known)
        return f"{code}:{_slug(rank)}" if colon else code

    def name(self, code: str) -> str:
        """Return the label of the code, and the rank in words."""
        base, _colon, rank = code.partition(":")
        words = rank.replace("-", " ")
        return f"{self.choices().get(base, base)} {words[:1].upper()}{words[1:]}".strip()

    def parent(self, code: str) -> str | None:
        """Return the code without its rank, None where it has none."""
        base, colon, _rank = code.partition(":")
        return base if colon else None

    def ordered(self, counts: Counts) -> list[tuple[str, int]]:
        """Return codes by frequency, each followed by its ranks."""
        of_base = {code: count for code, count in counts if ":" not in code}

        def place(pair: tuple[str, int]) -> tuple[int, str, bool, int, str]:
            base = self.parent(pair[0]) or pair[0]
            return (-of_base.get(base, 0), base, ":" in pair[0], -pair[1], pair[0])

        return sorted(counts, key=place)

    def schema(self) -> dict[str, Any]:
        """Return the pattern of a code with or without rank."""
        return {"type": "string", "pattern": f"^({'|'.join(self.choices())})(:.+)?$"}


def _slug(text: str) -> str:
    return _SLUG_BREAK.sub("-", text.lower()).strip("-")
