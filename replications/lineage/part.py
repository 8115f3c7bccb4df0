"""«Silsilah»: what this room shows of a case's relatives. See ``innovations.lineage``."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from innovations.lineage import Lineage
from innovations.models import InnovationPage
from innovations.queries import visible_cases
from replications.lineage.attempts import Lesson, lesson_of
from replications.lineage.drawing import Drawing, drawing_of
from replications.lineage.family import family_of
from replications.lineage.rows import Row, rows_of
from replications.lineage.sums import units_that_copied

_PRINTED: Final = 5
"""How many rows there are on paper, the case at hand among them: a case stays on two pages."""


@dataclass(frozen=True)
class LineagePart:
    """What the template shows: the drawing, the same as rows, of how many copies it is silent, and what they teach.

    ``indicator`` is what all figures in the drawing measure; ``here`` the key of the case at hand.
    """

    drawing: Drawing
    indicator: str
    rows: list[Row]
    here: str
    copies: int
    folded: bool
    lesson: Lesson | None
    printed: int = _PRINTED

    @property
    def unprinted(self) -> int:
        """Return how many rows are for the screen alone."""
        return max(0, len(self.rows) - self.printed)


class CaseLineage:
    """Tells the case page and lists of cases what is known of copies."""

    def part(self, page: InnovationPage, now: datetime) -> Lineage | None:
        """Return what a case page shows; None for a case without relatives. See the port.

        Queries: one for the private places, those of ``family_of``, four for what is shown of
        the relatives, three for what the copies teach.
        """
        family = family_of(page, visible_cases(now))
        if len(family.relatives) == 1:
            return None
        rows = {row.copy.key: row for row in rows_of([relative.copy for relative in family.relatives], page)}
        own = rows[family.here]
        drawing = drawing_of(family, rows)
        part = LineagePart(
            drawing=drawing,
            indicator=own.figure.indicator if own.figure and own.comparable else "",
            rows=[rows[one.box.key] for one in drawing.drawn if one.box.key in rows],
            here=family.here,
            copies=len(family.copies),
            folded=any(relative.more for relative in family.relatives),
            lesson=lesson_of(page, family.copies),
        )
        units = len({copy.unit for copy in family.copies})
        return Lineage("replications/parts/lineage.html", part, units)

    def copies(self, cases: Collection[int], now: datetime) -> Mapping[int, int]:
        """Return how many units copied each of the cases. See the port."""
        return units_that_copied(cases, visible_cases(now))
