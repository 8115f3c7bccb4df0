"""A reader's text as a query tree. Never refuses: what is no syntax is plain words."""

import re
from dataclasses import dataclass
from typing import Final

MAX_TEXT: Final = 1_000
"""Characters that are read; nobody types more, and a longer text costs time."""

MAX_PARTS: Final = 32

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff\s]+")
_PART = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)(?:"|$)|(?P<word>[^\s"]+))')
_QUOTES = str.maketrans("“”„«»", '"""""')


@dataclass(frozen=True, slots=True)
class Part:
    """A word or a phrase of a query, wanted or (``negated``) unwanted."""

    text: str
    phrase: bool = False
    negated: bool = False


@dataclass(frozen=True, slots=True)
class ReaderQuery:
    """What a reader typed, cleaned, and its parts in the order typed."""

    text: str
    parts: tuple[Part, ...]

    @property
    def is_blank(self) -> bool:
        """Say whether nothing was asked, so that all cases answer."""
        return not self.text


def parse(text: str) -> ReaderQuery:
    """Return the query tree of any text: ``"words together"``, ``-without``, words.

    >>> [part.text for part in parse('antre "satu pintu" -aplikasi').parts]
    ['antre', 'satu pintu', 'aplikasi']
    """
    clean = _UNPRINTABLE.sub(" ", text[: 4 * MAX_TEXT]).strip()[:MAX_TEXT].strip()
    parts = []
    for match in _PART.finditer(clean.translate(_QUOTES)):
        phrase = match["phrase"]
        words = (match["word"] if phrase is None else phrase).strip()
        if words:
            parts.append(Part(words, phrase is not None, match["minus"] is not None))
    return ReaderQuery(clean, tuple(parts[:MAX_PARTS]))
