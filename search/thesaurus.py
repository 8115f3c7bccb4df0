"""The thesaurus in use: the bundled tables with the editors' entries laid over them."""

from typing import NamedTuple

from search.language import senses, synonyms
from search.language.thesaurus import Thesaurus, bundled, overlaid
from search.models import OverlayEntry, SenseEntry, SynonymEntry
from search.remembered import Remembered


class Overlay(NamedTuple):
    """The editors' entries, each used or (False) only there to switch a bundled one off."""

    synonyms: tuple[tuple[synonyms.Entry, bool], ...]
    senses: tuple[tuple[senses.Entry, bool], ...]


def _overlay(tried: OverlayEntry | None = None) -> Overlay:
    """Return the editors' entries, one of them as it is given, saved or not (two SQL queries)."""
    rows: list[OverlayEntry] = [*SynonymEntry.objects.all(), *SenseEntry.objects.all()]
    if tried is not None:
        rows = [row for row in rows if row != tried] + [tried]
    return Overlay(
        tuple((row.entry, row.in_use) for row in rows if isinstance(row, SynonymEntry)),
        tuple((row.entry, row.in_use) for row in rows if isinstance(row, SenseEntry)),
    )


def _thesaurus(overlay: Overlay) -> Thesaurus:
    if not any(overlay):
        return bundled()
    return Thesaurus(
        overlaid(synonyms.bundled_entries(), overlay.synonyms), overlaid(senses.bundled_entries(), overlay.senses)
    )


thesaurus_in_use: Remembered[Overlay, Thesaurus] = Remembered(_overlay, _thesaurus)


def thesaurus_with(row: OverlayEntry) -> Thesaurus:
    """Return the thesaurus as it would be with this row, saved or not (two SQL queries)."""
    return _thesaurus(_overlay(row))
