"""The chain from text to terms, the same for a case's text and a reader's query.

Every engine is handed ready terms and splits on white space only, so all engines see
the same words. Work on a word is done once and kept: natural text repeats itself.
"""

from typing import NamedTuple

from search.language.normalise import PART, WORD, fold, spell
from search.language.stems import stem
from search.language.tables import stop_words

_MAX_KEPT = 300_000


class Term(NamedTuple):
    """A term of a text: ``text[start:end]`` is the form it stands for there."""

    term: str
    start: int
    end: int
    position: int
    surface: str


class _Lexeme(NamedTuple):
    """What one written word gives: its normal spelling, its stem, its place in it."""

    surface: str
    term: str
    start: int
    end: int


def _lexemes_of(word: str) -> tuple[_Lexeme, ...]:
    canonical = spell(fold(word))
    if canonical is not None:
        pieces = [(one, 0, len(word)) for one in canonical]
    else:
        pieces = []
        for part in PART.finditer(word):
            spelled = spell(fold(part[0])) or (fold(part[0]),)
            pieces += [(one, part.start(), part.end()) for one in spelled]
    stop = stop_words()
    return tuple(
        _Lexeme(surface, "" if surface in stop else stem(surface), start, end)
        for surface, start, end in pieces
        if surface
    )


class _Kept[Value](dict[str, Value]):
    """A dictionary that works out a missing word and forgets all when it is full."""
