"""When two awards are one."""

from typing import Protocol


class AwardFacts(Protocol):
    """What tells one award from another; empty text and None are not known."""

    scheme: str
    name: str
    rank: str
    year: int | None


def same_award(one: AwardFacts, other: AwardFacts) -> bool:
    """Say whether two awards are one: the same rank of the same scheme and year.

    A year that one of them does not tell is taken for that of the other. Schemes of many
    organisers («other», provincial) are told apart by their names, where both have one.
    """
    if (one.scheme, folded(one.rank)) != (other.scheme, folded(other.rank)):
        return False
    if one.year is not None and other.year is not None and one.year != other.year:
        return False
    names = {folded(one.name), folded(other.name)} - {""}
    return one.scheme not in _OF_MANY or len(names) < 2


_OF_MANY = frozenset({"provincial", "other"})


def folded(text: str) -> str:
    """Return a rank or a name as it is compared: letter case and blanks tell none from another."""
    return " ".join(text.casefold().split())
