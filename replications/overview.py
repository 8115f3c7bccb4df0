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
_ONWARD = frozenset({Step.ACCEPT, Step.REPLY, Step.SIGN, Step.RESUME})
"""The steps that take a replication further; of these one stands open on the page."""


@dataclass(frozen=True)
class Choice:
    """A step that the person may take, with a note: ``needed`` or not; ``onward`` where it leads further."""

    step: Step
    label: str
    needed: bool
    onward: bool


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
    to_tell: Milestone | None
    results: list[OutcomeFigure]
    past: list[Past]


def overview(user: User, replication: Replication) -> Overview:
    """Return the overview for the person: six queries at most."""
    held, possible = held_by(user, replication), steps_for(user, replication)
    waiting = waits_for(State(replication.state), replication.proposal)
    units = {Side.SOURCE: replication.case.unit.name, Side.COPIER: replication.unit.name}
    milestones = list(replication.milestones.all())
    agreement = Agreement.objects.filter(replication=replication).select_related("signed_file").first()
    return Overview(
        turn=" · ".join(units[side] for side in Side if side in waiting),
        mine=any(side in waiting for side, _act in held),
        choices=[
            Choice(step, str(STEPS[step]), needs_note(step), step in _ONWARD)
            for step in possible
            if step not in _ELSEWHERE
        ],
        may=frozenset(possible),
        may_file=replication.agreed_at is not None and any(act is Act.ANSWER for _side, act in held),
        may_write_for_copier=(Side.COPIER, Act.WRITE) in held,
        agreement=agreement,
        milestones=milestones,
        to_tell=_to_tell(replication, held, milestones),
        results=[outcome_figure(one) for one in replication.results.all()],
        past=[
            Past(
                who=str(event.actor or ""),
                unit=units[Side(event.data["side"])],
                done=str(DONE[step_of(event)]),
                at=event.at,
                note=event.data["note"],
            )
            for event in history(replication)
        ],
    )


def _to_tell(
    replication: Replication, held: frozenset[tuple[Side, Act]], milestones: list[Milestone]
) -> Milestone | None:
    """Return the milestone that the person tells next."""
    if replication.ended_at is not None or (Side.COPIER, Act.WRITE) not in held:
        return None
    return next((one for one in milestones if one.told_on is None), None)
