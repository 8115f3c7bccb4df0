"""The relatives of a case: the line of its originals, and its copies with their copies."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from innovations.models import InnovationPage
from replications.lineage.copies import Cases, Copy, copies_of, line_of

MOST_COPIES: Final = (8, 3, 2)
"""How many copies of a case the tree shows, by generation after the case at hand."""
MOST_RELATIVES: Final = 20


@dataclass(frozen=True, slots=True)
class Relative:
    """One in the tree: from which key it came, and of how many more of its own copies the tree is silent."""

    copy: Copy
    parent: str | None
    more: int = 0


@dataclass(frozen=True)
class Family:
    """The relatives, an original before its copies; ``here`` is the key of the case at hand, ``copies`` are its own."""

    relatives: list[Relative]
    here: str
    copies: list[Copy]


def family_of(page: InnovationPage, cases: Cases) -> Family:
    """Return the relatives of a page, which may be a draft without a key, among the visible ``cases``.

    One query, one for each original above it, and two for each generation after it, the last
    of which only counts: fourteen at most.
    """
    line = line_of(page, cases)
    parents = [None, *(copy.key for copy in line)]
    found = {copy.key: Relative(copy, parent) for copy, parent in zip(line, parents, strict=False)}
    copies: list[Copy] = []
    generation = [line[-1]]
    for most in (*MOST_COPIES, 0):
        of_case = copies_of([copy.case for copy in generation if copy.case is not None], cases)
        copies = copies or of_case.get(page.pk, [])
        generation = list(_next(generation, of_case, found, most))
        if not generation:
            break
    return Family(list(found.values()), line[-1].key, copies)


def _next(
    generation: list[Copy], of_case: dict[int, list[Copy]], found: dict[str, Relative], most: int
) -> Iterator[Copy]:
    """Put the copies that are shown of a generation into ``found``, and yield them. Who is there is not shown twice."""
    for original in generation:
        new = [copy for copy in of_case.get(original.case or 0, ()) if copy.key not in found]
        shown = new[: min(most, MOST_RELATIVES - len(found))]
        yield from shown
        found |= {copy.key: Relative(copy, original.key) for copy in shown}
        above = found[original.key]
        found[original.key] = Relative(above.copy, above.parent, len(new) - len(shown))
