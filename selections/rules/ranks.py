"""Which ranks of earlier awards a round's rules limit without any award that has them."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from innovations.rules.awards import folded
from selections.rules.rulebook import Awards, Group


class UnknownRank(NamedTuple):
    """A rank that a group limits, and that no award has."""

    group: str
    rank: str


def unknown_ranks(groups: Iterable[Group], known: Collection[str]) -> list[UnknownRank]:
    """Return the ranks that groups limit and that are none of the known ones, letter case and blanks aside."""
    ranks = set(map(folded, known))
    limiting = (group for group in groups if group.awards is Awards.LIMITS)
    return [
        UnknownRank(group.name, rank) for group in limiting for rank in group.award_limits if folded(rank) not in ranks
    ]
