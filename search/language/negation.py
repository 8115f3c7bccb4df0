"""Words of a query that turn the next ones round: «tanpa aplikasi», «tidak perlu ke kantor», «selain drive thru»."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from search.language.chain import Term, analyse
from search.language.tables import names_of_places, negators

_MOST_TERMS: Final = 3
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Turned:
    """Terms that are turned round by a word: to be lacking, or (``is_other``) not what is meant.

    ``text[start:end]`` is how that was written, the negator included.
    """

    terms: tuple[Term, ...]
    start: int
    end: int
    is_other: bool = False

    @property
    def is_means(self) -> bool:
        """Say whether it is a way in which a service reaches people."""
        return self.terms[0].surface in negators()["means"]

    @property
    def surface(self) -> str:
        """Return what is turned round, in normal spelling."""
        return " ".join(term.surface for term in self.terms)


def read(text: str) -> list[Term | Turned]:
    """Return the terms of a query's plain words, those that are turned round put together.

    >>> [one.surface for one in read("samsat selain drive thru di bali")]
    ['samsat', 'drive thru', 'bali']
    >>> [one.surface for one in read("tidak perlu ke kantor") if isinstance(one, Turned)]
    ['kantor']
    """
    return list(_read(text, analyse(text)))


def _read(text: str, found: Sequence[Term]) -> Iterator[Term | Turned]:
    at = 0
    while at < len(found):
        is_other = _is_exception(found, at)
        start = _after(found, at, is_other)
        if start == at or start == len(found):
            yield found[at]
            at += 1
            continue
        end = _end(text, found, start) if is_other else start + 1
        yield Turned(tuple(found[start:end]), found[at].start, found[end - 1].end, is_other)
        while is_other and _goes_on(text, found, end):
            start, end = end, _end(text, found, end)
            yield Turned(tuple(found[start:end]), found[start].start, found[end - 1].end, is_other)
        at = end


def _does(found: Sequence[Term], at: int, what: str) -> bool:
    return at < len(found) and found[at].surface in negators()[what]


def _is_exception(found: Sequence[Term], at: int) -> bool:
    """Say whether what follows is not meant: after «selain», outside of a place, and «tidak» before a means."""
    if _does(found, at, "not"):
        is_lacking = _does(found, at + 1, "carrying")
        return not is_lacking and (_does(found, at + 1, "means") or _does_except(found, at))
    if _does(found, at, "outside"):
        return at + 1 < len(found) and found[at + 1].surface in names_of_places()
    return _does_except(found, at)


def _does_except(found: Sequence[Term], at: int) -> bool:
    return _does(found, at, "except") and not _does(found, at + 1, "merely")


def _after(found: Sequence[Term], at: int, is_other: bool) -> int:
    """Return where begins what a negator turns round, ``at`` where the word there is none."""
    start = at + 1
    while _does(found, start, "carrying"):
        start += 1
    is_lacking = _does(found, at, "lacking") or (_does(found, at, "not") and start > at + 1)
    return start if is_other or is_lacking else at


def _between(text: str, found: Sequence[Term], at: int) -> str:
    return text[found[at - 1].end : found[at].start]


def _end(text: str, found: Sequence[Term], start: int) -> int:
    """Return where an expression ends: at a mark, or a word between that says nothing («di»)."""
    end = start + 1
    while end < min(len(found), start + _MOST_TERMS) and not _between(text, found, end).strip():
        end += 1
    return end


def _goes_on(text: str, found: Sequence[Term], at: int) -> bool:
    """Say whether another expression is joined to the one before: «selain KTP dan KK»."""
    joining = _WORDS.findall(_between(text, found, at).lower()) if at < len(found) else []
    return bool(joining) and negators()["further"].issuperset(joining)
