"""Code lists: a code, its label in Indonesian and in English, from ``common/data``.

The lists are the reference data of the case record; labels live here and
nowhere else, in both languages.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple

from django.utils.functional import lazystr
from django.utils.translation import get_language

DATA = Path(__file__).parent / "data"


def reads_english() -> bool:
    """Say whether the reader chose English; labels that are data come in both languages."""
    return (get_language() or "id").startswith("en")


class Entry(NamedTuple):
    """One code and its labels."""

    code: str
    id: str
    en: str


class Vocabulary:
    """An ordered, closed list of codes."""

    def __init__(self, file: str, key: str) -> None:
        """Name the JSON file in ``common/data`` and the list in it."""
        self.file = file
        self.key = key

    @property
    def entries(self) -> dict[str, Entry]:
        """Return the entries by code, in the order of the list."""
        return _entries(self.file, self.key)

    def __iter__(self) -> Iterator[str]:
        """Iterate over the codes, in the order of the list."""
        return iter(self.entries)

    def __contains__(self, code: object) -> bool:
        """Say whether the list has this code."""
        return code in self.entries

    def label(self, code: str) -> str:
        """Return the label in the reader's language, or the code where the list lacks it."""
        return self.labels().get(code, code)

    def labels(self) -> Mapping[str, str]:
        """Return the labels in the reader's language by code, in the order of the list."""
        return self._english if reads_english() else self._indonesian

    @cached_property
    def _indonesian(self) -> Mapping[str, str]:
        return {code: entry.id for code, entry in self.entries.items()}

    @cached_property
    def _english(self) -> Mapping[str, str]:
        return {code: entry.en for code, entry in self.entries.items()}

    def choices(self) -> list[tuple[str, str]]:
        """Return choices for a model or form field; the labels follow the reader's language."""
        return list(self._choices)

    @cached_property
    def _choices(self) -> list[tuple[str, Any]]:
        # Made once: Django asks for them at every ``get_…_display``, and a lazy text costs a new class.
        return [(code, lazystr(_LazyLabel(self, code))) for code in self.entries]


class _LazyLabel:
    """A label that is looked up when it is shown."""

    def __init__(self, vocabulary: Vocabulary, code: str) -> None:
        self.vocabulary = vocabulary
        self.code = code

    def __str__(self) -> str:
        return self.vocabulary.label(self.code)


@cache
def _entries(file: str, key: str) -> dict[str, Entry]:
    rows = json.loads((DATA / file).read_text(encoding="utf-8"))[key]
    return {str(row["code"]): Entry(str(row["code"]), row["id"], row["en"]) for row in rows}


UNIT_TYPES = Vocabulary("reference.json", "unit_types")
LEVELS = Vocabulary("reference.json", "levels")
SERVICE_MODES = Vocabulary("reference.json", "service_modes")
BENEFICIARIES = Vocabulary("reference.json", "beneficiaries")
SECTORS = Vocabulary("reference.json", "sectors")
SDGS = Vocabulary("sdgs.json", "sdgs")
