"""Facets of numbers: a reader names an end, and what is not known is a value of its own."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, Literal

from django.utils.translation import gettext as _

from common.tables import Cell
from innovations.spreadsheets import cells
from search.engines.base import Choice, Range
from search.facets.base import UNKNOWN, Counted, Counts, Facet, Record, Search, Values

_LARGEST: Final = Decimal(10**15)
_LONGEST: Final = 40
_CENTS: Final = Decimal("0.01")
_POWERS: Final = {
    "": 1,
    "ribu": 10**3,
    "juta": 10**6,
    "jt": 10**6,
    "miliar": 10**9,
    "milyar": 10**9,
    "triliun": 10**12,
}
_AMOUNT = re.compile(rf"(?P<digits>.*?)\s*(?P<power>{'|'.join(_POWERS)})", re.DOTALL)


def read_amount(raw: str) -> Decimal:
    """Return the number that a reader typed: ``35000000``, ``35.000.000``, «Rp 35 juta», «1,5 miliar».

    Rounded to two decimals. Raises CellError where it is none, or could be two: «1.916».
    """
    match = _AMOUNT.fullmatch(raw.strip().casefold()) if len(raw) <= _LONGEST else None
    value = Decimal(str(cells.number(match["digits"]))) * _POWERS[match["power"]] if match else Decimal(-1)
    if not 0 <= value <= _LARGEST:
        raise cells.CellError(_("Write a number from 0 on."))
    return value.quantize(_CENTS)


@dataclass(frozen=True)
class NumberFacet(Facet):
    """A number of a case from, or up to, the one that the reader names.

    ``read`` gives the number, or nothing where it is not known. ``number`` is its name in
    the index, ``end`` which end of the range a reader names; ``show`` words a value, and
    ``measure`` is what the number is called.
    """

    number: str
    end: Literal["lowest", "highest"]
    show: Callable[[Decimal], str]
    measure: Any

    @property
    def heading(self) -> Any:
        """Return what the number is called."""
        return self.measure

    @property
    def numbers(self) -> Values:
        """Return the name of the one number."""
        return (self.number,)

    def codes(self, record: Record) -> Values:
        """Return ``unknown`` for a case without the number; others are not counted one by one."""
        return () if self.measured(record) else (UNKNOWN,)

    def measured(self, record: Record) -> Mapping[str, float]:
        """Return the number, where it is known."""
        return {number: float(value) for number, value in zip(self.numbers, self.read(record), strict=False)}

    def sought(self, search: Search) -> tuple[Choice, ...]:
        """Return a range for each end that was named."""
        values = search.filters[self.key]
        return tuple(value if value == UNKNOWN else self._range(float(value)) for value in values)

    def _range(self, value: float) -> Range:
        return Range(self.number, **{self.end: value})

    def joined(self, values: Iterable[str]) -> Values:
        """Return the end that takes in the others, and what is not known where that was chosen too."""
        kept = set(values)
        unknown = (UNKNOWN,) if UNKNOWN in kept else ()
        ends = sorted(kept.difference(unknown), key=Decimal, reverse=self.end == "highest")
        return (*ends[:1], *unknown)

    def typed(self, values: Values) -> str | None:
        """Return the end that was named."""
        return next((value for value in values if value != UNKNOWN), "")

    def clean(self, raw: str) -> str:
        """Return the number in plain digits, or ``unknown``."""
        if raw.strip().casefold() == UNKNOWN:
            return UNKNOWN
        try:
            return f"{read_amount(raw).normalize():f}"
        except cells.CellError as error:
            raise self._refuse(raw, str(error)) from error

    def name(self, code: str) -> str:
        """Return the end in words, or the word for what is not known."""
        return _("Not known") if code == UNKNOWN else self.show(Decimal(code))

    def cell(self, codes: Values, numbers: Mapping[str, float]) -> Cell:
        """Return the number, or the word for what is not known."""
        value = numbers.get(self.number)
        return _("Not known") if value is None else int(value) if value.is_integer() else value

    def ordered(self, counts: Counts) -> list[Counted]:
        """Return what is not known last, and the ends before it by size."""

        def place(one: Counted) -> tuple[bool, Decimal]:
            return (one.code == UNKNOWN, Decimal(0 if one.code == UNKNOWN else one.code))

        return sorted(self._labelled(counts), key=place)

    def schema(self) -> dict[str, Any]:
        """Return the pattern of a number."""
        return {"type": "string", "pattern": r"^([0-9]+([.][0-9]{1,2})?|unknown)$"}
