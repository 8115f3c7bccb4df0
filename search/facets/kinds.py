"""The kinds of facet whose values are codes. A kind knows their labels, order and checks."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from common.tables import Cell
from search.facets.base import UNKNOWN, Counted, Counts, Facet, Record, Values

_YEAR = re.compile(r"[12]\d{3}")
_SLUG_BREAK = re.compile(r"[\W_]+")


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

    def ordered(self, counts: Counts) -> list[Counted]:
        """Return the list's order, or the most frequent first."""
        if not self.in_list_order:
            return super().ordered(counts)
        places = {code: place for place, code in enumerate(self.choices())}
        return sorted(self._labelled(counts), key=lambda one: places.get(one.code, len(places)))

    def _labelled(self, counts: Counts) -> list[Counted]:
        labels = self.choices()
        return [Counted(code, str(labels.get(code, code)), cases) for code, cases in counts]

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
class LeastFacet(CodeListFacet):
    """A scale, weakest first, of which a reader names the least that will do.

    It is not counted: it also says what counts in another facet, so that a number beside
    it would be true of one of the two only.
    """

    is_counted: ClassVar[bool] = False

    def codes(self, record: Record) -> Values:
        """Return the strongest code of the case and all that are weaker."""
        scale = list(self.choices())
        held = [scale.index(code) for code in super().codes(record) if code in scale]
        return tuple(scale[: max(held, default=-1) + 1])

    def cell(self, codes: Values, numbers: Mapping[str, float]) -> Cell:
        """Return the strongest code in words."""
        return self.name(codes[-1]) if codes else ""

    def joined(self, values: Iterable[str]) -> Values:
        """Return the weakest, which takes in the others."""
        scale = list(self.choices())
        return (min(values, key=scale.index),)


@dataclass(frozen=True)
class HierarchyFacet(Facet):
    """Codes whose beginning is their parent's code: a parent covers its children."""

    names: Callable[[], Mapping[str, str]]
    parent_length: int
    pattern: str

    def labels(self) -> Mapping[str, Any]:
        """Return the names of all codes."""
        return self.names()

    def codes(self, record: Record) -> Values:
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

    def in_full(self, code: str) -> str:
        """Return the name with the parent's after it."""
        parent = self.parent(code)
        return f"{self.name(code)}, {self.name(parent)}" if parent else self.name(code)

    def ordered(self, counts: Counts) -> list[Counted]:
        """Return parents by name, each followed by its children."""

        def place(one: Counted) -> tuple[str, bool, str]:
            parent = self.parent(one.code)
            return (self.name(parent) if parent else one.label, parent is not None, one.label)

        return sorted(self._labelled(counts), key=place)

    def schema(self) -> dict[str, Any]:
        """Return the pattern of a code."""
        return {"type": "string", "pattern": self.pattern}


@dataclass(frozen=True)
class YearFacet(Facet):
    """Single years, the newest first; a year that nobody knows is a value of its own."""

    def codes(self, record: Record) -> Values:
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

    def ordered(self, counts: Counts) -> list[Counted]:
        """Return the newest first, the unknown last."""
        return sorted(self._labelled(counts), key=lambda one: (one.code != UNKNOWN, one.code), reverse=True)

    def schema(self) -> dict[str, Any]:
        """Return the pattern of a year."""
        return {"type": "string", "pattern": "^([12][0-9]{3}|unknown)$"}


@dataclass(frozen=True)
class RankedFacet(Facet):
    """A code of a list, alone or with a rank in free text: ``kipp``, ``kipp:top-99``."""

    choices: Callable[[], Mapping[str, Any]]

    def codes(self, record: Record) -> Values:
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

    def ordered(self, counts: Counts) -> list[Counted]:
        """Return codes by frequency, each followed by its ranks."""
        of_base = {code: count for code, count in counts if ":" not in code}

        def place(one: Counted) -> tuple[int, str, bool, int, str]:
            base = self.parent(one.code) or one.code
            return (-of_base.get(base, 0), base, ":" in one.code, -one.cases, one.code)

        return sorted(self._labelled(counts), key=place)

    def schema(self) -> dict[str, Any]:
        """Return the pattern of a code with or without rank."""
        return {"type": "string", "pattern": f"^({'|'.join(self.choices())})(:.+)?$"}


def _slug(text: str) -> str:
    return _SLUG_BREAK.sub("-", text.lower()).strip("-")
