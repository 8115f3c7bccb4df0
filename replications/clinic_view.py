"""What the page of a clinic shows to a reader, and to a member of a unit that could take part."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser

from common.models import User
from innovations.models import InnovationPage
from replications.clinic_queries import (
    Seating,
    outcome_of_clinic,
    own_registrations,
    public_cases_of,
    seating,
    units_that_may_register,
)
from replications.models import Clinic, ClinicMaterial, Registration
from replications.rules import Phase
from units.models import ServiceUnit
from units.queries import can_act_for
from units.rules import Act


@dataclass(frozen=True)
class Own:
    """One of the person's units that is registered, and whether it has a seat."""

    registration: Registration
    seated: bool


@dataclass(frozen=True)
class ClinicView:
    """A clinic as one reader sees it."""

    phase: Phase
    seating: Seating
    cases: list[InnovationPage]
    materials: list[ClinicMaterial]
    outcome: dict[str, float | None]
    own: list[Own]
    units: list[ServiceUnit]
    is_host: bool

    @property
    def sees_link(self) -> bool:
        """Say whether the reader sees the address of the online meeting."""
        return self.is_host or any(one.seated for one in self.own)


def clinic_view(user: User | AnonymousUser, clinic: Clinic, now: datetime) -> ClinicView:
    """Return the view: eight queries at most. ``units`` are those that the person may still register."""
    seats = seating(clinic)
    own = own_registrations(user, clinic) if user.is_authenticated else []
    units = units_that_may_register(user, clinic).exclude(pk__in=[one.unit_id for one in own])
    phase = clinic.phase(now)
    return ClinicView(
        phase=phase,
        seating=seats,
        cases=public_cases_of(clinic, now),
        materials=list(clinic.materials.select_related("document")),
        outcome=outcome_of_clinic(clinic) if phase in {Phase.RUNNING, Phase.PAST} else {},
        own=[Own(one, seats.has_seat(one)) for one in own],
        units=list(units) if user.is_authenticated and phase is Phase.COMING else [],
        is_host=can_act_for(user, clinic.host, Act.ANSWER),
    )
