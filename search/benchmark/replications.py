"""Made-up replications for the benchmark of the network: of a natural, long-tailed spread, the same for a seed."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

from innovations.models import InnovationPage
from replications.models import Replication
from replications.rules import ENDED, State
from units.models import ServiceUnit

COPIES_OF_FIRST: Final = 500
"""How many copies the case has that most units copy."""

_NOW: Final = datetime(2026, 6, 30, tzinfo=UTC)
_TAIL: Final = 2.5
_BATCH: Final = 2_000
# How far replications come, as weights; the waiting signature needs a person and tells nothing more.
_STATES: Final = {
    State.INTEREST: 6,
    State.ASKED: 2,
    State.ACCEPTED: 6,
    State.DECLINED: 6,
    State.WITHDRAWN: 6,
    State.AGREED: 12,
    State.IMPLEMENTING: 28,
    State.ACHIEVED: 26,
    State.STOPPED: 4,
}
_BEFORE_AGREEMENT: Final = {State.INTEREST, State.ASKED, State.DECLINED}
_ACCEPTED_AT_MOST: Final = {State.ACCEPTED, State.WITHDRAWN}


def fill(count: int, seed: int) -> InnovationPage:
    """Store so many replications of the cases that there are, and return the case with the most copies.

    Raises ValueError where there are too few cases and units for so many.
    """
    cases: list[InnovationPage] = list(InnovationPage.objects.live().order_by("pk").only("pk", "unit_id"))
    units = list(ServiceUnit.objects.filter(page__isnull=False).order_by("pk").values_list("pk", flat=True))
    if len(units) <= COPIES_OF_FIRST or count > len(cases) * len(units) // 10:
        raise ValueError(f"{len(cases)} cases and {len(units)} units are too few for {count} replications")
    Replication.objects.bulk_create(_replications(count, seed, cases, units), batch_size=_BATCH)
    return cases[0]


def _replications(count: int, seed: int, cases: list[InnovationPage], units: list[int]) -> Iterator[Replication]:
    rng = random.Random(f"{seed}:replications")  # noqa: S311 - repeatable on purpose
    there: set[tuple[int, int]] = set()
    while len(there) < count:
        first = len(there) < COPIES_OF_FIRST
        case = cases[0 if first else int(rng.random() ** _TAIL * len(cases))]
        unit = rng.choice(units)
        if unit == case.unit_id or (case.pk, unit) in there:
            continue
        there.add((case.pk, unit))
        yield _replication(rng, case, unit, State.ACHIEVED if first else _state(rng))


def _state(rng: random.Random) -> State:
    return rng.choices(list(_STATES), weights=list(_STATES.values()))[0]


def _replication(rng: random.Random, case: InnovationPage, unit: int, state: State) -> Replication:
    days = iter(sorted(rng.sample(range(1500), 5), reverse=True))
    moments = [_NOW - timedelta(days=day, seconds=rng.randrange(86_400)) for day in days]
    expressed, accepted, agreed, started, achieved = moments
    public = state not in _BEFORE_AGREEMENT | _ACCEPTED_AT_MOST
    begun = public and state is not State.AGREED
    obstacles = rng.sample(Replication.Obstacle.values, rng.randint(0, 3)) if state is State.ACHIEVED else []
    return Replication(
        case=case,
        unit_id=unit,
        state=state,
        need="Warga menunggu terlalu lama.",
        expressed_at=expressed,
        waiting_since=achieved,
        accepted_at=None if state in _BEFORE_AGREEMENT else accepted,
        agreed_at=agreed if public else None,
        started_on=started.date() if begun else None,
        achieved_at=achieved if state is State.ACHIEVED else None,
        ended_at=achieved if state in ENDED else None,
        obstacles=sorted(obstacles),
    )
