"""Hiding in a text whose it is: the unit, its agency, its place, and how to reach them.

What is known by name is hidden wherever it stands; what a unit calls itself otherwise (an acronym,
a village) is not known and stays. Names of places are hidden with their kind in any case («kota
palembang»), alone only as names are written («Palembang», «PALEMBANG»): «batu» is also a stone.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

UNIT: Final = "[unit]"
PLACE: Final = "[tempat]"
CONTACT: Final = "[kontak]"

_CONTACTS: Final = re.compile(
    r"(?:https?://|www\.)\S+"
    # Only where a word begins: from every letter of a long one, the rest of it would be read again.
    r"|(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]*\w"
    r"|\(?(?<!\w)(?:\+62[\s.-]?|0)\d{1,3}\)?[\s.-]?\d{3,4}[\s.-]?\d{2,5}(?:[\s.-]\d{2,5})?(?!\w)",
    re.IGNORECASE,
)
_KINDS: Final = r"(?:pemerintah\s+)?(?:kabupaten|kab\.?|kota|provinsi|prov\.?)\s+"
_KIND: Final = re.compile(rf"^{_KINDS}", re.IGNORECASE)
_NAMED_AFTER_A_PLACE: Final = re.compile(
    r"^(?:uptd?\s+)?(?:puskesmas|rsud|kelurahan|desa|kecamatan|nagari|samsat|polres|polsek)\s+(.+)$", re.IGNORECASE
)


class Mask:
    """Hides the names of ``units`` (the unit and its agency) and of ``places``, as the official lists write them."""

    def __init__(self, units: Iterable[str], places: Iterable[str]) -> None:
        units = sorted({" ".join(name.split()) for name in units if name.strip()}, key=len, reverse=True)
        seats = [found[1] for name in units if (found := _NAMED_AFTER_A_PLACE.match(name))]
        bare = {_KIND.sub("", name) for name in (*places, *seats)}
        ordered = sorted(filter(None, bare), key=len, reverse=True)
        self._units = _any(f"(?i:{_spaced(name)})" for name in units)
        self._places = _any(_place(name) for name in ordered)

    def text(self, text: str) -> str:
        """Return a text without what tells whose it is.

        >>> Mask(["Puskesmas Sukaramai"], ["Kota Palembang"]).text("Puskesmas Sukaramai di Palembang, 0711-123456")
        '[unit] di [tempat], [kontak]'
        """
        text = _CONTACTS.sub(CONTACT, text)
        return self._places.sub(PLACE, self._units.sub(UNIT, text))

    def value(self, value: Any) -> Any:
        """Return data of JSON with all of its texts masked; keys stay."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, Mapping):
            return {key: self.value(one) for key, one in value.items()}
        if isinstance(value, list):
            return [self.value(one) for one in value]
        return value


def _spaced(name: str) -> str:
    return r"\s+".join(map(re.escape, name.split()))


def _place(name: str) -> str:
    return rf"(?i:{_KINDS}{_spaced(name)})|{_spaced(name.title())}|{_spaced(name)}|{_spaced(name.upper())}"


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    """Return what finds any of the patterns as whole words, the earlier first; nothing where there are none."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns) or '(?!)'})(?!\w)")
