"""The steps of a replication: authorised by the table in ``rules``, logged, one at a time."""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.actions import record_event
from common.models import User
from innovations.models import InnovationPage
from replications.choices import DONE
from replications.clinic_queries import clinics_that_led_to
from replications.errors import REFUSED, ChangedMeanwhileError, ReplicationError
from replications.letters import tell_of_step
from replications.models import Clinic, Replication
from replications.queries import RELATED, held_by, history, is_public, step_of, units_above
from replications.rules import Refusal, State, Step, refusal, side_of, state_after
from units.models import ServiceUnit


@transaction.atomic
def express_interest(
    actor: User,
    case: InnovationPage,
    unit: ServiceUnit,
    *,
    need: str,
    means: str = "",
    wished_on: str = "",
    clinic: Clinic | None = None,
) -> Replication:
    """Say for a unit that it would like to copy a case, and ask the unit whose case it is.

    Raises PermissionDenied for somebody who does not write for the unit; ReplicationError for a
    case that is not public, the unit's own, or a copy of its own, while an earlier interest runs, and
    for a clinic about other cases or for which the unit had not registered.
    """
    now = timezone.now()
    wanted = Replication(
        case=case,
        unit=unit,
        need=need.strip(),
        means=means.strip(),
        wished_on=wished_on,
        clinic=clinic,
        expressed_at=now,
    )
    _check(actor, wanted, Step.EXPRESS, note=wanted.need)
    if not is_public(case, now):
        raise ReplicationError(_("This innovation is not published, so it cannot be copied yet."))
    if unit.pk in units_above(case):
        raise ReplicationError(_("This is your unit's own innovation, or a copy of it. Choose one of another unit."))
    own = ServiceUnit.objects.filter(pk=unit.pk)
    if clinic is not None and not clinics_that_led_to(case, own).filter(pk=clinic.pk).exists():
        raise ReplicationError(_("Your unit had not registered for this clinic, or it was not about this innovation."))
    return move(actor, wanted, Step.EXPRESS, note=wanted.need)


@transaction.atomic
def take_step(actor: User, replication: Replication, step: Step, *, seen: int, note: str = "") -> Replication:
    """Take a step that needs no more than a note: ask, reply, accept, decline, withdraw, sign, stop, resume.

    ``seen`` is the version that the person looked at. Raises PermissionDenied for what the person
    may not do, ChangedMeanwhileError where somebody was quicker, ReplicationError for a step
    that is not possible now or lacks its note.
    """
    return move(actor, hold(actor, replication, step, seen=seen, note=note), step, note=note.strip())


def hold(actor: User, replication: Replication, step: Step, *, seen: int, note: str = "") -> Replication:
    """Lock a replication for a step that is allowed; raises as ``take_step`` does."""
    held = Replication.objects.select_for_update(of=("self",)).select_related(*RELATED).get(pk=replication.pk)
    if held.version != seen:
        last = history(held).latest("pk")
        raise ChangedMeanwhileError(str(last.actor or ""), str(DONE[step_of(last)]))
    _check(actor, held, step, note=note)
    return held


def move(actor: User, held: Replication, step: Step, *, note: str = "") -> Replication:
    """Take a step that was checked on a replication that is held: state, dates, log and letters."""
    before, by = held.state, side_of(step, held_by(actor, held))
    held.enter(state_after(step, started=held.started_on is not None), timezone.now())
    try:
        with transaction.atomic():
            held.save()
    except IntegrityError as error:
        raise ReplicationError(_("Your unit is copying this innovation already. See «Replications».")) from error
    record_event(f"replication.{step}", held, actor=actor, before=before, after=held.state, side=by, note=note)
    tell_of_step(held, step, by, note, actor)
    return held


def _check(actor: User, held: Replication, step: Step, *, note: str) -> None:
    """Raise PermissionDenied or ReplicationError where the table does not allow the step."""
    state = State(held.state) if held.state else None
    reason = refusal(step, state, held_by(actor, held), actor.pk, note, held.proposal)
    if reason is Refusal.ROLE:
        raise PermissionDenied
    if reason is not None:
        raise ReplicationError(REFUSED[reason])
