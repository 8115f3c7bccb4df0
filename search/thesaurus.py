"""The synonyms in use: the bundled table with the editors' entries laid over it."""

from search.language.synonyms import Entry, Thesaurus, bundled, bundled_entries, overlaid
from search.models import SynonymEntry
from search.remembered import Remembered

Overlay = tuple[tuple[Entry, bool], ...]


def _overlay() -> Overlay:
    """Return the editors' entries (one SQL query)."""
    return tuple((row.entry, row.in_use) for row in SynonymEntry.objects.all())


def _thesaurus(overlay: Overlay) -> Thesaurus:
    return Thesaurus(overlaid(bundled_entries(), overlay)) if overlay else bundled()


synonyms_in_use: Remembered[Overlay, Thesaurus] = Remembered(_overlay, _thesaurus)


def thesaurus_with(row: SynonymEntry) -> Thesaurus:
    """Return the thesaurus as it would be with this row, saved or not (one SQL query)."""
    others = (one for one in SynonymEntry.objects.all() if one.pk != row.pk)
    return _thesaurus(tuple((one.entry, one.in_use) for one in (*others, row)))
