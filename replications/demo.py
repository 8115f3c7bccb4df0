"""Made-up copies among the made-up units, so that every page has something to show. Development only.

A story has dates of its own, which no act of a person has: so its rows and its history are
written here, after the same table of steps.
"""

import json
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django.db.models import Q
from django.utils import timezone

from common.demo import DEMO_DOMAIN
from common.models import Event, User
from common.months import months_later
from innovations.models import InnovationPage
from replications.models import Agreement, Inquiry, Milestone, Replication, Result
from replications.rules import MILESTONE_MONTHS, Side, Step, state_after
from units.models import ServiceUnit

STORIES = Path(__file__).parent / "data" / "demo_replications.json"
# What the source unit does; an agreement is written by the copier and signed by the source.
_BY_SOURCE = frozenset({Step.ASK, Step.ACCEPT, Step.DECLINE, Step.SIGN})
_CONTACT = "Bagian umum (contoh)"

Actors = dict[Side, User | None]
"""The demo accounts in whose name the stories are told; None where one was removed."""


def load_replications() -> None:
    """Write the stories, unless a made-up case is being copied already."""
    if Replication.objects.filter(case__example=True).exists():
        return
    actors = {Side.SOURCE: demo_account("moderator"), Side.COPIER: demo_account("operator")}
    stories = json.loads(STORIES.read_text(encoding="utf-8"))
    for story in stories:
        _write(story, actors)


def remove_replications() -> None:
    """Remove every copy of a made-up case or by a made-up unit, and what visitors asked about made-up cases."""
    Replication.objects.filter(Q(case__example=True) | Q(unit__example=True)).delete()
    Inquiry.objects.filter(case__example=True).delete()


def demo_account(name: str) -> User | None:
    """Return a demo account by what stands before its domain; None where it was removed."""
    return User.objects.filter(email=f"{name}@{DEMO_DOMAIN}").first()


def morning_of(day: date) -> datetime:
    """Return the moment at which what is told of a day happened."""
    return timezone.make_aware(datetime.combine(day, time(9)))


def _write(story: dict[str, Any], actors: Actors) -> None:
    own = story.get("own_case")
    replication = Replication(
        case=InnovationPage.objects.get(record_id=story["case"]),
        unit=ServiceUnit.objects.get(name=story["unit"], example=True),
        own_case=InnovationPage.objects.get(record_id=own) if own else None,
        expressed_at=_at(story["steps"][0][1]),
        **{
            key: story[key]
            for key in ("need", "means", "wished_on", "changed", "went_wrong", "obstacles")
            if key in story
        },
    )
    history = [_take(replication, Step(step), day, note, actors) for step, day, note in story["steps"]]
    replication.save()
    Event.objects.bulk_create(_told(replication, *told) for told in history)
    if "agreement" in story:
        contacts = {"source_contact": _CONTACT, "copier_contact": _CONTACT}
        Agreement.objects.create(replication=replication, **contacts, **story["agreement"])
    Result.objects.bulk_create(Result(replication=replication, **result) for result in story.get("results", ()))
    if replication.started_on:
        notes = story.get("milestones", {})
        Milestone.objects.bulk_create(_milestones(replication, replication.started_on, notes))


Told = tuple[Step, datetime, dict[str, str], User | None]


def _take(replication: Replication, step: Step, day: str, note: str, actors: Actors) -> Told:
    side = Side.SOURCE if step in _BY_SOURCE else Side.COPIER
    before, at = replication.state, _at(day)
    replication.enter(state_after(step, started=replication.started_on is not None), at)
    if step is Step.PROPOSE:
        replication.proposed_side, replication.proposed_by = side, actors[side]
    if step is Step.START:
        replication.started_on = date.fromisoformat(day)
    data = {"before": before, "after": str(replication.state), "side": str(side), "note": note}
    return step, at, data | ({"note": replication.need} if step is Step.EXPRESS else {}), actors[side]


def _told(replication: Replication, step: Step, at: datetime, data: dict[str, str], actor: User | None) -> Event:
    return Event(
        at=at,
        actor=actor,
        verb=f"replication.{step}",
        object_type=replication._meta.label_lower,
        object_id=str(replication.pk),
        data=data,
    )


def _milestones(replication: Replication, start: date, notes: dict[str, str]) -> list[Milestone]:
    due = {months: months_later(start, months) for months in MILESTONE_MONTHS}
    return [
        Milestone(
            replication=replication,
            months=months,
            due_on=day,
            note=notes.get(str(months), ""),
            told_on=day if str(months) in notes else None,
        )
        for months, day in due.items()
    ]


def _at(day: str) -> datetime:
    return morning_of(date.fromisoformat(day))
