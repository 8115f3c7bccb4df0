"""How a copy goes at the unit that copies: its start, its milestones, its own results, a case of its own."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from common.actions import record_event
from common.models import User
from common.months import months_later
from innovations.models import InnovationPage, Outcome
from replications.actions.steps import hold, move
from replications.errors import ReplicationError
from replications.models import Milestone, Replication, Result
from replications.rules import MILESTONE_MONTHS, Step
from units.actions import provision_unit
from units.queries import can_act_for
from units.rules import Act

_FIGURES = [one.name for one in Result._meta.fields if one.name not in {"id", "replication"}]


@dataclass(frozen=True)
class Report:
    """What the copier tells: its own figures, what it changed and why, and what went wrong.

    ``results`` are fields of ``Result``, ``obstacles`` codes of ``Replication.Obstacle``.
    """

    results: Sequence[dict[str, Any]]
    changed: str = ""
    went_wrong: str = ""
    obstacles: Sequence[str] = field(default_factory=tuple)


@transaction.atomic
def start(
    actor: User, replication: Replication, started_on: datetime.date, today: datetime.date, *, seen: int
) -> Replication:
    """Begin the implementation, and set the days on which the copier says how it goes.

    Raises as ``take_step`` does, and ReplicationError for a day yet to come.
    """
    held = hold(actor, replication, Step.START, seen=seen)
    if started_on > today:
        raise ReplicationError(_("The implementation begins today or has begun before. Come back on that day."))
    held.started_on = started_on
    due = {months: months_later(started_on, months) for months in MILESTONE_MONTHS}
    Milestone.objects.bulk_create(Milestone(replication=held, months=months, due_on=day) for months, day in due.items())
    return move(actor, held, Step.START)


@transaction.atomic
def tell_milestone(actor: User, milestone: Milestone, note: str, today: datetime.date) -> Milestone:
    """Say how it goes at a milestone, once.

    Raises PermissionDenied for somebody who does not write for the unit that copies, ReplicationError
    for a milestone that was told or of a replication that has ended, and without words.
    """
    rows = Milestone.objects.select_for_update(of=("self",)).select_related("replication__unit")
    held = rows.get(pk=milestone.pk)
    if not can_act_for(actor, held.replication.unit, Act.WRITE):
        raise PermissionDenied
    if held.told_on is not None:
        raise ReplicationError(_("This milestone has been told already."))
    if held.replication.ended_at is not None:
        raise ReplicationError(_("This replication has ended. Take it up again first."))
    if not note.strip():
        raise ReplicationError(_("Say in words how it goes."))
    held.note, held.told_on = note.strip(), today
    held.save()
    record_event("milestone.told", held, actor=actor, replication=held.replication_id, note=held.note)
    return held


@transaction.atomic
def tell_results(actor: User, replication: Replication, report: Report, *, seen: int) -> Replication:
    """Tell the copier's own results, or tell them anew.

    Raises as ``take_step`` does, and ReplicationError without a figure measured at the copier.
    """
    held = hold(actor, replication, Step.ACHIEVE, seen=seen)
    if not any(result.get("value") is not None for result in report.results):
        raise ReplicationError(_("Tell at least one figure that your unit measured after it began."))
    held.changed, held.went_wrong = report.changed.strip(), report.went_wrong.strip()
    held.obstacles = sorted(set(report.obstacles))
    held.results.all().delete()
    Result.objects.bulk_create(Result(replication=held, **result) for result in report.results)
    return move(actor, held, Step.ACHIEVE)


@transaction.atomic
def grow_case(actor: User, replication: Replication) -> InnovationPage:
    """Make a draft of a case of the copier's own, with what the replication tells; return it, or the one there is.

    Raises PermissionDenied for somebody who does not write for the unit that copies, ReplicationError
    before there are results.
    """
    held = Replication.objects.select_for_update(of=("self",)).select_related("unit", "case").get(pk=replication.pk)
    if not can_act_for(actor, held.unit, Act.WRITE):
        raise PermissionDenied
    if held.own_case is not None:
        return held.own_case
    results = list(held.results.all())
    if not results:
        raise ReplicationError(_("Tell your unit's results first; a case of its own grows from them."))
    page = InnovationPage(
        title=held.case.title,
        plain_title=held.case.plain_title,
        replicates=held.case,
        section_obstacles=held.went_wrong,
        started_on=held.started_on.isoformat() if held.started_on else "",
        live=False,
        owner=actor,
    )
    page.outcomes.set([Outcome(**{name: getattr(one, name) for name in _FIGURES}) for one in results])
    provision_unit(held.unit).add_child(instance=page)
    page.save_revision(user=actor)
    held.own_case = page
    held.save()
    record_event("replication.grew", held, actor=actor, case=page.record_id)
    return page
