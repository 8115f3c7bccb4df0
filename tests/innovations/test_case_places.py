"""A case belongs to the unit in whose place of the tree it stands."""

import pytest
from wagtail.models import Page

from innovations.models import InnovationPage
from tests.factories import AgencyFactory, CaseFactory, DraftFactory, UnitFactory

pytestmark = pytest.mark.django_db


def test_a_case_that_is_moved_takes_the_unit_of_its_new_place():
    case, other = CaseFactory(), UnitFactory()
    Page.objects.get(pk=case.pk).move(other.page, pos="last-child")
    assert InnovationPage.objects.get().unit == other


def test_a_unit_that_is_moved_keeps_its_cases():
    case = CaseFactory()
    other = UnitFactory(agency=AgencyFactory())
    case.unit.page.move(other.page.get_parent(), pos="last-child")
    assert InnovationPage.objects.get().unit == case.unit


def test_what_a_made_up_unit_writes_is_made_up():
    assert DraftFactory(unit=UnitFactory(example=True)).example
    assert not DraftFactory(unit=UnitFactory()).example
