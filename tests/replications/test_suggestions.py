"""What worked in units like one's own: the likest first, nothing that the own units have, nothing unmeasured."""

import pytest
from django.utils import timezone

from innovations.models import Outcome
from replications.suggestions import worked_elsewhere
from tests.factories import CaseFactory, UnitFactory
from units.models import ServiceUnit

pytestmark = pytest.mark.django_db


def measured(title, unit, **fields):
    case = CaseFactory(title=title, unit=unit, **fields)
    Outcome.objects.create(page=case, indicator="Antre", unit="menit", better="lower", baseline=90, value=5)
    return case


@pytest.fixture
def own():
    return UnitFactory(name="Puskesmas Kami", remote=True, connectivity="intermittent")


def names(own):
    units = ServiceUnit.objects.filter(pk=own.pk)
    return [card.name for card in worked_elsewhere(units, timezone.now())]


def test_cases_of_like_units_come_the_likest_first(own):
    measured("Agak mirip", UnitFactory(remote=True, connectivity="always"))
    measured("Paling mirip", UnitFactory(remote=True, connectivity="intermittent"))
    measured("Tidak mirip", UnitFactory(type="samsat", level="province", remote=False, connectivity="always"))
    assert names(own) == ["Paling mirip", "Agak mirip"]


def test_what_the_unit_has_what_stopped_and_what_nobody_measured_is_left_out(own):
    like = UnitFactory(remote=True, connectivity="intermittent")
    copied = measured("Sudah ditiru", like)
    CaseFactory(unit=own, replicates=copied)
    measured("Berhenti", like, status="stopped")
    CaseFactory(title="Tanpa angka", unit=like)
    measured("Milik sendiri", own)
    assert names(own) == []


def test_who_has_no_unit_gets_none():
    measured("Apa saja", UnitFactory())
    assert worked_elsewhere(ServiceUnit.objects.none(), timezone.now()) == []
