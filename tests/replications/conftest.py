"""Two units, a case of one of them, and people of both."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from common.models import User
from innovations.models import InnovationPage, Sector
from replications.actions import express_interest, name_role_model, propose_agreement, start, take_step
from replications.models import Replication, RoleModel
from replications.rules import Step
from tests.factories import CaseFactory, MemberFactory, UnitFactory
from units.models import ServiceUnit

TERMS = {
    "level": "adaptation",
    "shared": ["sop", "training"],
    "terms": "",
    "source_contact": "Loket Satu, 0711-123456",
    "copier_contact": "Subbagian Umum, 0711-654321",
    "begins_on": "2026-04-01",
    "ends_on": None,
}

EVIDENCE = {
    "index_name": "Indeks Pelayanan Publik",
    "index_value": Decimal("4.51"),
    "index_year": 2025,
    "satisfaction": "rising",
    "complaints": 3,
    "source": "Kepmenpan-RB contoh 1/2026",
    "ends_on": date(2028, 3, 31),
}


@dataclass
class Two:
    """A source with a case, and a unit that copies it, each with a writer and a head."""

    case: InnovationPage
    unit: ServiceUnit
    source_writer: User
    source_head: User
    writer: User
    head: User

    def interested(self) -> Replication:
        return express_interest(self.writer, self.case, self.unit, need="Antrean tiga jam.")

    def step(self, actor: User, replication: Replication, step: Step, note: str = "") -> Replication:
        return take_step(actor, replication, step, seen=replication.version, note=note)

    def agreed(self) -> Replication:
        accepted = self.step(self.source_head, self.interested(), Step.ACCEPT)
        proposed = propose_agreement(self.writer, accepted, TERMS, seen=accepted.version)
        return self.step(self.source_head, proposed, Step.SIGN)

    def implementing(self, day: Any) -> Replication:
        agreed = self.agreed()
        return start(self.writer, agreed, day, day, seen=agreed.version)

    def as_stored(self) -> "Two":
        """Return the same, read anew."""
        return Two(**{name: type(one).objects.get(pk=one.pk) for name, one in vars(self).items()})


def two_units() -> Two:
    """Return a source and a unit that copies it."""
    source, unit = UnitFactory(name="Puskesmas Sumber"), UnitFactory(name="Puskesmas Peniru")
    return Two(
        case=CaseFactory(unit=source, title="Perahu Sehat"),
        unit=unit,
        source_writer=MemberFactory(unit=source).user,
        source_head=MemberFactory(unit=source, role="head").user,
        writer=MemberFactory(unit=unit).user,
        head=MemberFactory(unit=unit, role="head").user,
    )


@pytest.fixture(scope="module")
def _two(module_db: None) -> Two:
    return two_units()


@pytest.fixture
def two(_two: Two) -> Two:
    return _two.as_stored()


@pytest.fixture
def moderator() -> User:
    return MemberFactory(role="moderator").user


@pytest.fixture
def role_model(two: Two, moderator: User) -> RoleModel:
    today = timezone.localdate()
    evidence = EVIDENCE | {"sector": Sector.objects.first(), "ends_on": today + timedelta(days=700)}
    return name_role_model(moderator, two.case.unit, evidence, today)
