"""A reader's text as a query tree. Never refuses: what is no syntax is plain words."""

import re
from dataclasses import dataclass, replace
from typing import Final

from search.language import normalise, terms

MAX_TEXT: Final = 1_000
"""Characters that are read; nobody types more, and a longer text costs time."""

MAX_PARTS: Final = 32

SCOPES: Final[dict[str, tuple[str, ...]]] = {
    "unit": ("unit",),
    "wilayah": ("place",),
    "tag": ("tags",),
    "penghargaan": ("awards",),
    "hasil": ("outcomes",),
}
"""The indexed fields that a word is kept to by what stands before its colon."""

YEARS: Final = "tahun"
"""Before the colon of a year or of a span of years."""

_POSSIBLE_YEARS: Final = range(1900, 2101)

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff\s]+")
_PART = re.compile(
    rf'(?:(?<![^\s"])(?P<minus>-)?(?:(?P<scope>{"|".join((*SCOPES, YEARS))}):(?=\S))?)?'
    r'(?:"(?P<phrase>[^"]*)(?:"|$)|(?P<word>[^\s"]+))',
    re.IGNORECASE | re.ASCII,
)
_INVISIBLE = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
"""Marks of writing direction and of byte order: they come with copied text."""

_QUOTES = str.maketrans("“”„«»", '"""""')
_LIKE_SCOPED = re.compile(rf"(?:{'|'.join((*SCOPES, YEARS))}):", re.IGNORECASE | re.ASCII)
_SPAN = re.compile(r"(?P<only>\d{4})|(?P<first>\d{4})?(?:\.{2,3}|[…–-])(?P<last>\d{4})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Part:
    """A word or a phrase of a query, wanted or (``negated``) unwanted.

    ``scope`` is a key of ``SCOPES``, or ``YEARS``; empty where any field will do.
    """

    text: str
    phrase: bool = False
    negated: bool = False
    scope: str = ""

    def __str__(self) -> str:
        """Return what a reader would type to mean this part."""
        text = f'"{self.text}"' if self.phrase else self.text
        return f"{'-' if self.negated else ''}{self.scope}{':' if self.scope else ''}{text}"


@dataclass(frozen=True, slots=True)
class ReaderQuery:
    """What a reader typed, cleaned, and its parts in the order typed; ``is_cut`` where that was too much to read."""

    text: str
    parts: tuple[Part, ...]
    is_cut: bool = False

    def __str__(self) -> str:
        """Return the parts as a reader would type them."""
        return " ".join(map(str, self.parts))

    @property
    def is_blank(self) -> bool:
        """Say whether nothing was asked, so that all cases answer."""
        return not self.text

    @property
    def words(self) -> str:
        """Return what is wanted in any field, in its normal spelling: what could be a name."""
        return normalise(" ".join(part.text for part in self.parts if not part.scope and not part.negated))

    @property
    def key(self) -> str:
        """Return the query in normal spelling: texts with one key ask the same."""
        return " ".join(str(part) for part in map(_in_normal_spelling, self.parts) if part.text)

    @property
    def scoped(self) -> tuple[Part, ...]:
        """Return the wanted parts that are kept to a field or to years."""
        return tuple(part for part in self.parts if part.scope and not part.negated)

    @property
    def unwanted(self) -> tuple[Part, ...]:
        """Return the parts that rule a case out, as they would be typed to be wanted."""
        return tuple(replace(part, negated=False) for part in self.parts if part.negated)

    @property
    def phrases(self) -> tuple[Part, ...]:
        """Return the wanted parts that are meant to the letter."""
        return tuple(part for part in self.parts if part.phrase and not part.scope and not part.negated)

    @property
    def misread(self) -> tuple[Part, ...]:
        """Return the parts that look kept to a field or to years, and are plain words."""
        words = (part for part in self.parts if not part.scope and not part.phrase)
        return tuple(part for part in words if _LIKE_SCOPED.match(part.text))


def parse(text: str) -> ReaderQuery:
    """Return the query tree of any text.

    ``"words together"``, ``-without``, ``unit:`` and its like (``SCOPES``), ``tahun:2019..2022``, words.

    >>> [part.text for part in parse('antre "satu pintu" -aplikasi').parts]
    ['antre', 'satu pintu', 'aplikasi']
    >>> parse('wilayah:"Jawa Timur"').parts
    (Part(text='Jawa Timur', phrase=True, negated=False, scope='wilayah'),)
    """
    whole = _UNPRINTABLE.sub(" ", _INVISIBLE.sub("", text[: 4 * MAX_TEXT])).strip()
    clean = whole[:MAX_TEXT].strip()
    parts = []
    for match in _PART.finditer(clean.translate(_QUOTES)):
        part = _part(match)
        if part.text:
            parts.append(part)
    query = ReaderQuery(clean, tuple(parts[:MAX_PARTS]), is_cut=len(whole) > MAX_TEXT or len(parts) > MAX_PARTS)
    while len(str(query)) > MAX_TEXT:  # parts that were glued together are longer when they stand apart
        query = replace(query, parts=query.parts[:-1], is_cut=True)
    return query


def _in_normal_spelling(part: Part) -> Part:
    if part.scope == YEARS:
        return part
    text = normalise(part.text)
    return replace(part, text=text, phrase=part.phrase or (" " in text and bool(part.scope or part.negated)))


def _part(match: re.Match[str]) -> Part:
    phrase = match["phrase"]
    text = (match["word"] if phrase is None else phrase).strip()
    part = Part(text, phrase is not None, match["minus"] is not None)
    if match["scope"] is None:
        return part
    scope = match["scope"].lower()
    if not terms(text) or (scope == YEARS and not years(text)):
        return replace(part, text=f"{match['scope']}:{text}", phrase=part.phrase and bool(text))
    return replace(part, scope=scope)


def years(text: str) -> tuple[int, ...]:
    """Return the years of ``2019``, ``2019..2022``, ``2019..`` or ``..2022``; none for any other text.

    >>> years("2022..2020"), years("08:00")
    ((2020, 2021, 2022), ())
    """
    span = _SPAN.fullmatch(text.strip())
    if span is None or not any(span.groups()):
        return ()
    first = int(span["only"] or span["first"] or _POSSIBLE_YEARS[0])
    last = int(span["only"] or span["last"] or _POSSIBLE_YEARS[-1])
    return tuple(year for year in range(min(first, last), max(first, last) + 1) if year in _POSSIBLE_YEARS)
