"""What the page of a replication shows to a person of one of its two units."""

from dataclasses import dataclass

from common.models import User
from innovations.figures import OutcomeFigure, outcome_figure
from replications.choices import DONE, STEPS
from replications.models import Agreement, Milestone, Replication
from replications.queries import held_by, history, step_of, steps_for
from replications.rules import Side, State, Step, needs_note, waits_for
from units.rules import Act

_ELSEWHERE = frozenset({Step.PROPOSE, Step.START, Step.ACHIEVE})
"""The steps that bring more than a note, and so have a form of their own."""


@dataclass(frozen=True)
class Choice:
    """A step that the person may take, with a note: ``needed`` or not."""

    step: Step
    label: str
    needed: bool


@dataclass(frozen=True)
class Past:
    """A step that was taken."""

    who: str
    unit: str
    done: str
    at: object
    note: str


@dataclass(frozen=True)
class Overview:
    """A replication as one of its people sees it."""

    turn: str
    mine: bool
    choices: list[Choice]
    may: frozenset[Step]
    may_file: bool
    may_write_for_copier: bool
    agreement: Agreement | None
    milestones: list[Milestone]
    results: list[OutcomeFigure]
    past: list[Past]


def overview(user: User, replication: Replication) -> Overview:
    """Return the overview for the person: six queries at most."""
    held, possible = held_by(user, replication), steps_for(user, replication)
    waiting = waits_for(State(replication.state), replication.proposal)
    units = {Side.SOURCE: replication.case.unit.name, Side.COPIER: replication.unit.name}
    agreement = Agreement.objects.filter(replication=replication).select_related("signed_file").first()
    return Overview(
        turn=" · ".join(units[side] for side in Side if side in waiting),
        mine=any(side in waiting for side, _act in held),
        choices=[Choice(step, str(STEPS[step]), needs_note(step)) for step in possible if step not in _ELSEWHERE],
        may=frozenset(possible),
        may_file=replication.agreed_at is not None and any(act is Act.ANSWER for _side, act in held),
        may_write_for_copier=(Side.COPIER, Act.WRITE) in held,
        agreement=agreement,
        milestones=list(replication.milestones.all()),
        results=[outcome_figure(one) for one in replication.results.all()],
        past=[
            Past(
                who=str(event.actor),
                unit=units[Side(event.data["side"])],
                done=str(DONE[step_of(event)]),
                at=event.at,
                note=event.data["note"],
            )
            for event in history(replication)
        ],
    )
