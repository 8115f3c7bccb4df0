"""Words spelled alike: what a misspelled word may have meant, from the index's own words."""

from collections.abc import Mapping
from typing import Final

_SHORTEST: Final = 4
_TWO_ERRORS_FROM: Final = 7
_MOST: Final = 3


def allowed_errors(word: str) -> int:
    """Return how many letters may differ: none in a short word, two in a long one."""
    if len(word) < _SHORTEST:
        return 0
    return 1 if len(word) < _TWO_ERRORS_FROM else 2


def prefixes(word: str) -> list[str]:
    """Return the beginnings under which a look-alike is sought: the first two letters, swapped or not."""
    if not allowed_errors(word):
        return []
    return list(dict.fromkeys((word[0], word[1])))


def distance(left: str, right: str, most: int) -> int:
    """Return the number of letters added, dropped, changed or swapped; ``most + 1`` beyond ``most``."""
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        new = [i]
        for j, b in enumerate(right, 1):
            cost = min(row[j] + 1, new[j - 1] + 1, row[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            new.append(cost)
        if min(new) > most:
            return most + 1
        before, row = row, new
    return row[-1]


def likeliest(word: str, counted: Mapping[str, int]) -> list[str]:
    """Return the words within reach of ``word``, the nearest first, then the most frequent."""
    most = allowed_errors(word)
    letters = set(word)
    found = []
    for known, count in counted.items():
        if known == word or abs(len(known) - len(word)) > most or len(letters - set(known)) > most:
            continue
        errors = distance(word, known, most)
        if errors <= most:
            found.append((errors, -count, known))
    return [known for _errors, _count, known in sorted(found)[:_MOST]]
