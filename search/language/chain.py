"""The chain from text to terms, the same for a case's text and a reader's query.

Every engine is handed ready terms and splits on white space only, so all engines see
the same words. Work on a word is done once and kept: natural text repeats itself.
"""

from collections.abc import Callable, Iterable
from typing import Generic, NamedTuple, TypeVar

from search.language.normalise import PART, WORD, fold, spell
from search.language.stems import stem
from search.language.tables import stop_words

_MAX_KEPT = 300_000
_SHORTEST_WORD = 3

Value = TypeVar("Value")


class Term(NamedTuple):
    """A term of a text: ``text[start:end]`` is the form it stands for there.

    ``surface`` is that form in its normal spelling; ``position`` counts terms.
    """

    term: str
    start: int
    end: int
    position: int
    surface: str


class _Lexeme(NamedTuple):
    """What one written word gives: normal spelling, stem (empty for a stop word), place."""

    surface: str
    term: str
    start: int
    end: int


class _Kept(dict[str, Value], Generic[Value]):
    """A dictionary that works out a missing word and forgets all when it is full."""

    def __init__(self, work: Callable[[str], Value]) -> None:
        super().__init__()
        self._work = work

    def __missing__(self, word: str) -> Value:
        if len(self) >= _MAX_KEPT:
            self.clear()
        value = self[word] = self._work(word)
        return value


def _lexemes_of(word: str) -> tuple[_Lexeme, ...]:
    canonical = spell(fold(word))
    if canonical is not None:
        pieces = [(one, 0, len(word)) for one in canonical]
    else:
        pieces = [(one, part.start(), part.end()) for part in PART.finditer(word) for one in spell(fold(part[0])) or ()]
    stop = stop_words()
    return tuple(
        _Lexeme(surface, "" if surface in stop else stem(surface), start, end)
        for surface, start, end in pieces
        if surface
    )


def _is_suggestible(word: str) -> bool:
    return len(word) >= _SHORTEST_WORD and word.isalpha()


_lexemes = _Kept(_lexemes_of)
_terms = _Kept(lambda word: " ".join(one.term for one in _lexemes[word] if one.term))
_suggestible = _Kept(lambda word: " ".join(filter(_is_suggestible, (one.surface for one in _lexemes[word]))))
_surfaces = _Kept(lambda word: " ".join(one.surface for one in _lexemes[word]))


def analyse(text: str) -> list[Term]:
    """Return the terms of a text with their places, stop words left out."""
    found: list[Term] = []
    for match in WORD.finditer(text):
        start = match.start()
        for one in _lexemes[match[0]]:
            if one.term:
                place = (start + one.start, start + one.end, len(found))
                found.append(Term(one.term, *place, one.surface))
    return found


def terms(text: str) -> str:
    """Return the terms of a text, separated by blanks: what an engine indexes."""
    return " ".join(filter(None, map(_terms.__getitem__, WORD.findall(text))))


def normalise(text: str) -> str:
    """Return a text's words in their normal spelling, stop words kept, unstemmed.

    >>> normalise("Antrian E-KTP anak-anak!")
    'antrean ktp elektronik anak'
    """
    return " ".join(filter(None, map(_surfaces.__getitem__, WORD.findall(text))))


def indexed(texts: Iterable[str]) -> tuple[list[str], str]:
    """Return the terms of each text, and the vocabulary of all: words worth suggesting.

    The vocabulary is in normal spelling, letters only, from three letters on. Twice as
    quick as asking for both apart.
    """
    lines: list[str] = []
    written: set[str] = set()
    for text in texts:
        found = WORD.findall(text)
        written.update(found)
        lines.append(" ".join(filter(None, map(_terms.__getitem__, found))))
    return lines, " ".join(filter(None, map(_suggestible.__getitem__, written)))
