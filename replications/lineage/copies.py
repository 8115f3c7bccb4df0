"""Who copied which case: replications that everyone may see, and public cases that name what they copy.

A replication that grew into a public case is one copy, and so are a replication and a case of
the same unit. Where a case grew from a replication, that says what was copied; elsewhere
``InnovationPage.replicates`` does, as in imported cases.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from django.db.models import Q
from wagtail.query import PageQuerySet

from innovations.models import InnovationPage
from replications.models import Replication
from replications.rules import PUBLIC, State

Cases: TypeAlias = PageQuerySet[InnovationPage]

MOST_ABOVE: Final = 5
"""How many originals a page shows above a case."""

_OF_CASE: Final = (
    *("pk", "unit", "replicates", "stage", "status"),
    *("grown_from", "grown_from__case", "grown_from__state"),
)
_OF_REPLICATION: Final = ("pk", "case", "unit", "state", "started_on", "obstacles", "own_case")


@dataclass(frozen=True, slots=True)
class Copy:
    """What a unit made of the case ``original``: a replication, a public case of its own, or both.

    ``stage`` and ``status`` are those of the case. Also the case at which a lineage begins, without an original.
    """

    original: int | None
    unit: int
    case: int | None = None
    stage: str = ""
    status: str = ""
    replication: int | None = None
    state: State | None = None
    started: bool = False
    obstacles: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Return a name that no other copy has."""
        return f"replication-{self.replication}" if self.case is None else f"case-{self.case}"


_ORDER: Final = (State.ACHIEVED, None, State.IMPLEMENTING, State.AGREED, State.STOPPED)


def copies_of(originals: Collection[int], cases: Cases) -> dict[int, list[Copy]]:
    """Return the copies of each of the originals, those that came furthest first, the newest among equals.

    ``cases`` are the visible ones. Two queries.
    """
    public = Replication.objects.filter(case__in=originals, state__in=PUBLIC).order_by("-expressed_at", "-pk")
    replications = list(public.values_list(*_OF_REPLICATION, named=True))
    named = Q(replicates__in=originals) | Q(pk__in=[row.own_case for row in replications if row.own_case])
    rows = cases.filter(named).order_by("-first_published_at", "-pk").values_list(*_OF_CASE, named=True)
    own = {row.pk: row for row in rows if _original(row) in originals}
    alone = {(_original(row), row.unit): row.pk for row in own.values() if not _grew(row)}
    found: defaultdict[Any, list[Copy]] = defaultdict(list)
    for row in replications:
        case = row.own_case if row.own_case in own else alone.pop((row.case, row.unit), None)
        found[row.case].append(_copy(own.pop(case, None), row))
    for row in own.values():
        found[_original(row)].append(_copy(row))
    return {original: sorted(copies, key=_place) for original, copies in found.items()}


def line_of(page: InnovationPage, cases: Cases, most: int = MOST_ABOVE) -> list[Copy]:
    """Return the originals above a page among ``cases``, the first one first, and the page itself at the end.

    At most ``most`` are looked for, the nearest ones. The page may be a draft in preview, without
    a key. A query for the page and one for each original.
    """
    row = InnovationPage.objects.filter(pk=page.pk).values_list(*_OF_CASE, named=True).first() if page.pk else None
    own = _copy(row._replace(replicates=page.replicates_id)) if row else Copy(page.replicates_id, page.unit_id)
    line, seen = [own], {page.pk}
    while len(line) <= most and line[0].original is not None and line[0].original not in seen:
        seen.add(line[0].original)
        row = cases.filter(pk=line[0].original).values_list(*_OF_CASE, named=True).first()
        if row is None:
            break
        line.insert(0, _copy(row))
    return line


def _grew(row: Any) -> bool:
    return row.grown_from__state in PUBLIC


def _original(row: Any) -> int | None:
    original: int | None = row.grown_from__case if _grew(row) else row.replicates
    return original


def _copy(row: Any, replication: Any = None) -> Copy:
    of_case = {} if row is None else {"case": row.pk, "stage": row.stage, "status": row.status}
    if replication is not None:
        return Copy(
            original=replication.case,
            unit=replication.unit,
            replication=replication.pk,
            state=State(replication.state),
            started=replication.started_on is not None,
            obstacles=tuple(replication.obstacles),
            **of_case,
        )
    grown = {"replication": row.grown_from, "state": State(row.grown_from__state)} if _grew(row) else {}
    return Copy(original=_original(row), unit=row.unit, **of_case, **grown)


def _place(copy: Copy) -> int:
    return _ORDER.index(copy.state)
