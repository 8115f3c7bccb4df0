"""Taking part in a coaching clinic: registering, stepping back, saying how it was."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.actions import record_event
from common.models import User
from replications.clinic_letters import tell_of_seat, tell_of_waiting
from replications.clinic_queries import Seating, seating, units_that_may_register
from replications.errors import ReplicationError
from replications.models import Clinic, Registration
from replications.rules import Phase
from units.models import ServiceUnit


@transaction.atomic
def register(actor: User, clinic: Clinic, unit: ServiceUnit) -> Registration:
    """Register a unit for a seat, or for the waiting list where all are taken; once.

    Raises PermissionDenied for somebody who does not write for the unit and for the host,
    ReplicationError once the clinic has begun or is cancelled.
    """
    held = _hold_for(actor, clinic, unit)
    present = held.registrations.filter(unit=unit, withdrawn_at=None).first()
    if present is not None:
        return present
    new = Registration.objects.create(clinic=held, unit=unit, registered_by=actor, registered_at=timezone.now())
    record_event("clinic.registered", held, actor=actor, unit=unit.pk)
    if seating(held).has_seat(new):
        tell_of_seat(new)
    else:
        tell_of_waiting(new)
    return new


@transaction.atomic
def withdraw_registration(actor: User, clinic: Clinic, unit: ServiceUnit) -> None:
    """Take a unit off the clinic; whoever has waited longest gets the seat. Raises as ``register`` does."""
    held = _hold_for(actor, clinic, unit)
    before = seating(held)
    taken = held.registrations.filter(unit=unit, withdrawn_at=None).update(withdrawn_at=timezone.now())
    if taken:
        record_event("clinic.withdrawn", held, actor=actor, unit=unit.pk)
        tell_who_moved_up(held, before)


@transaction.atomic
def give_feedback(actor: User, clinic: Clinic, unit: ServiceUnit, rating: int, feedback: str) -> Registration:
    """Say for a unit that was there how useful it was; may be said anew.

    Raises PermissionDenied as ``register`` does, ReplicationError for a unit that was not there.
    """
    if not units_that_may_register(actor, clinic).filter(pk=unit.pk).exists():
        raise PermissionDenied
    rows = Registration.objects.select_for_update(of=("self",))
    present = rows.filter(clinic=clinic, unit=unit, withdrawn_at=None, attended=True).first()
    if present is None:
        raise ReplicationError(_("Units that were there say how it was. The host notes who was."))
    present.rating, present.feedback = rating, feedback.strip()
    present.save()
    record_event("clinic.rated", clinic, actor=actor, unit=unit.pk, rating=rating)
    return present


def hold_clinic(clinic: Clinic) -> Clinic:
    """Lock a clinic, so that whoever registers at the same time waits for his or her turn."""
    rows = Clinic.objects.select_for_update(of=("self",)).select_related("host__agency")
    return rows.get(pk=clinic.pk)


def only_before(held: Clinic) -> None:
    """Raise ReplicationError once a clinic has begun or is cancelled."""
    if held.phase(timezone.now()) is not Phase.COMING:
        raise ReplicationError(_("The clinic has begun or is cancelled."))


def tell_who_moved_up(held: Clinic, before: Seating) -> None:
    """Write to those who have a seat now and had none."""
    for registration in seating(held).seated:
        if not before.has_seat(registration):
            tell_of_seat(registration)


def _hold_for(actor: User, clinic: Clinic, unit: ServiceUnit) -> Clinic:
    held = hold_clinic(clinic)
    if not units_that_may_register(actor, held).filter(pk=unit.pk).exists():
        raise PermissionDenied
    only_before(held)
    return held
