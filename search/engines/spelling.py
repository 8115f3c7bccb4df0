"""Words spelled alike: what a misspelled word may have meant, from the index's own words."""

from collections.abc import Mapping
from typing import Final

_ALLOWED: Final = ((11, 2.0), (7, 1.5), (4, 1.0))
"""Errors by the least length of a word. Two whole ones in nine letters make another word: «berlubang», «berkurang»."""

LETTERS: Final = 2
"""Letters that may differ at the most, however little each counts; one where the first is among them.

Elasticsearch's speller (Lucene's ``DirectSpellChecker``) looks no further.
"""

_MOST: Final = 3

_SMALL: Final = 0.5
"""What counts for half an error: a letter for one that sounds like it, or one that is hardly heard."""

_SOUNDS: Final = ("ou", "ei", "iy", "uw", "fpv", "bp", "dt", "gkqc", "jz", "sz", "cj", "xs")
_ALIKE: Final = frozenset((a, b) for sounds in _SOUNDS for a in sounds for b in sounds if a != b)
_SOFT: Final = "eh"

_COMPLETED: Final = 1.0
"""Errors of a word that was broken off: «hipnoter»."""


def allowed_errors(word: str) -> float:
    """Return the errors that a word may have: none in a short one, two in a long one."""
    return next((errors for length, errors in _ALLOWED if len(word) >= length), 0.0)


def prefixes(word: str) -> list[str]:
    """Return the beginnings under which a look-alike is sought: the first two letters, swapped or not."""
    if not allowed_errors(word):
        return []
    return list(dict.fromkeys((word[0], word[1])))


def distance(left: str, right: str, most: float, small: float = _SMALL) -> float:
    """Return the letters added, dropped, changed or swapped, each small error as ``small``; above ``most``, any such.

    >>> distance("surao", "surau", 1), distance("surao", "surat", 1), distance("imunisais", "imunisasi", 2)
    (0.5, 1.0, 1.0)
    """
    before: list[float] = []
    row = [float(j) for j in range(len(right) + 1)]
    for i, a in enumerate(left, 1):
        new = [row[0] + 1.0]
        for j, b in enumerate(right, 1):
            changed = 0.0 if a == b else small if (a, b) in _ALIKE else 1.0
            cost = min(row[j] + _odd(a, left[i - 2 : i - 1], small), new[-1] + _odd(b, right[j - 2 : j - 1], small))
            cost = min(cost, row[j - 1] + changed)
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, before[j - 2] + 1.0)
            new.append(cost)
        if min(new) > most:
            return most + 1.0
        before, row = row, new
    return row[-1]


def _odd(letter: str, previous: str, small: float) -> float:
    """Return what a letter too many or too few counts: little where it is doubled or hardly heard."""
    return small if letter == previous or letter in _SOFT else 1.0


def errors(word: str, known: str) -> float | None:
    """Return the errors of a word beside a known one, None beyond reach.

    A word that goes on where ``word`` breaks off is within reach.
    """
    if known == word:
        return None
    if known.startswith(word):
        return _COMPLETED
    if abs(len(known) - len(word)) > LETTERS or len(set(word) - set(known)) > LETTERS:
        return None
    most, letters = allowed_errors(word), LETTERS if word[0] == known[0] else 1
    found = distance(word, known, most)
    return found if found <= most and distance(word, known, letters, small=1.0) <= letters else None


def likeliest(word: str, counted: Mapping[str, int]) -> list[str]:
    """Return the words within reach of ``word``, the nearest first, then the most frequent."""
    found = [(wrong, -count, known) for known, count in counted.items() if (wrong := errors(word, known)) is not None]
    return [known for _errors, _count, known in sorted(found)[:_MOST]]
