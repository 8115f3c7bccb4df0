"""Holding a coaching clinic: announcing, changing and cancelling it, attendance, materials."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.actions import record_event
from common.models import Attachment, User
from innovations.models import InnovationPage
from replications.actions.registrations import hold_clinic, only_before, tell_who_moved_up
from replications.clinic_letters import tell_of_cancelling, tell_of_change
from replications.clinic_queries import seating, units_that_may_host
from replications.errors import ReplicationError
from replications.models import Clinic, ClinicMaterial
from replications.rules import Phase
from units.actions import provision_unit
from units.models import ServiceUnit
from units.queries import can_act_for
from units.rules import Act

MOST_MATERIALS = 20
_TOLD = ("begins_at", "ends_at", "place", "link", "seats")


@transaction.atomic
def announce_clinic(
    actor: User, host: ServiceUnit, fields: dict[str, Any], cases: Collection[InnovationPage]
) -> Clinic:
    """Announce a clinic of a unit. ``fields`` are those of ``Clinic``, checked by its form.

    Raises PermissionDenied for somebody who does not answer for the unit, ReplicationError for a time that has passed.
    """
    if not units_that_may_host(actor).filter(pk=host.pk).exists():
        raise PermissionDenied
    now = timezone.now()
    _check_time(fields, now)
    clinic = Clinic.objects.create(host=host, created_by=actor, changed_at=now, **fields)
    clinic.cases.set(cases)
    record_event("clinic.announced", clinic, actor=actor, host=host.pk)
    return clinic


@transaction.atomic
def change_clinic(actor: User, clinic: Clinic, fields: dict[str, Any], cases: Collection[InnovationPage]) -> Clinic:
    """Change a clinic that has not begun, and tell who registered if time, place or seats are others.

    Raises PermissionDenied as ``announce_clinic`` does; ReplicationError once it has begun or is cancelled, for
    a time that has passed, and for fewer seats than are taken.
    """
    held = _hold_as_host(actor, clinic)
    only_before(held)
    _check_time(fields, timezone.now())
    before = seating(held)
    if fields["seats"] < len(before.seated):
        raise ReplicationError(_("%(count)s seats are taken: nobody loses a seat.") % {"count": len(before.seated)})
    told = any(getattr(held, name) != fields[name] for name in _TOLD)
    for name, value in fields.items():
        setattr(held, name, value)
    held.sequence += 1
    held.changed_at = timezone.now()
    held.save()
    held.cases.set(cases)
    record_event("clinic.changed", held, actor=actor)
    for registration in (*before.seated, *before.waiting) if told else ():
        registration.clinic = held
        tell_of_change(registration, held.sequence)
    tell_who_moved_up(held, before)
    return held


@transaction.atomic
def cancel_clinic(actor: User, clinic: Clinic, reason: str) -> Clinic:
    """Cancel a clinic that has not begun, and tell who registered why.

    Raises PermissionDenied as ``announce_clinic`` does, ReplicationError once it has begun and without a reason.
    """
    held = _hold_as_host(actor, clinic)
    only_before(held)
    if not reason.strip():
        raise ReplicationError(_("Give the reason: everyone who registered reads it."))
    held.cancelled_reason = reason.strip()
    held.sequence += 1
    held.changed_at = timezone.now()
    held.save()
    record_event("clinic.cancelled", held, actor=actor, reason=held.cancelled_reason)
    present = seating(held)
    for registration in (*present.seated, *present.waiting):
        registration.clinic = held
        tell_of_cancelling(registration)
    return held


@transaction.atomic
def note_attendance(actor: User, clinic: Clinic, present: Collection[int]) -> None:
    """Say which of the registered units were there, by the keys of their registrations; may be said anew.

    Whoever waited and came was there as well; a unit that told how it was stays. Raises PermissionDenied as
    ``announce_clinic`` does, ReplicationError before the clinic has begun and for a cancelled one.
    """
    held = _hold_as_host(actor, clinic)
    if held.phase(timezone.now()) not in {Phase.RUNNING, Phase.PAST}:
        raise ReplicationError(_("Attendance is noted once the clinic has begun."))
    registered = held.registrations.filter(withdrawn_at=None)
    registered.filter(rating=None).exclude(pk__in=present).update(attended=False)
    registered.filter(pk__in=present).update(attended=True)
    record_event("clinic.attendance", held, actor=actor, present=sorted(present))


@transaction.atomic
def add_material(actor: User, clinic: Clinic, title: str, file: "File[Any]") -> ClinicMaterial:
    """Add a document of the clinic, for everyone; ``file`` was checked by its form.

    Raises PermissionDenied as ``announce_clinic`` does, ReplicationError where there are too many.
    """
    held = _hold_as_host(actor, clinic)
    if held.materials.count() >= MOST_MATERIALS:
        raise ReplicationError(_("A clinic has at most %(most)s documents.") % {"most": MOST_MATERIALS})
    provision_unit(held.host)
    document = Attachment(title=title, file=file, collection=held.host.collection, uploaded_by_user=actor)
    document.save()
    material = ClinicMaterial.objects.create(clinic=held, title=title, document=document)
    record_event("clinic.material_added", held, actor=actor, material=material.pk, sha256=document.sha256)
    return material


@transaction.atomic
def remove_material(actor: User, material: ClinicMaterial) -> None:
    """Take a document off the clinic; it stays among the unit's documents. Raises as ``add_material`` does."""
    held = _hold_as_host(actor, material.clinic)
    held.materials.filter(pk=material.pk).delete()
    record_event("clinic.material_removed", held, actor=actor, title=material.title)


def _hold_as_host(actor: User, clinic: Clinic) -> Clinic:
    held = hold_clinic(clinic)
    if not can_act_for(actor, held.host, Act.ANSWER):
        raise PermissionDenied
    return held


def _check_time(fields: dict[str, Any], now: datetime) -> None:
    if fields["begins_at"] <= now:
        raise ReplicationError(_("The clinic begins in the future, so that units can register."))
