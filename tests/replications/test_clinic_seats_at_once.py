"""Units that register for a clinic at the same moment, each in a transaction of its own."""

import pytest

from common.models import OutgoingMail
from replications.actions import announce_clinic, register
from replications.clinic_queries import seating
from tests.factories import MemberFactory, UnitFactory
from tests.replications.conftest import two_units
from tests.replications.test_clinics import fields_of
from tests.together import together


@pytest.mark.django_db(transaction=True)
def test_units_that_press_at_the_same_moment_do_not_share_a_seat():
    two = two_units()
    clinic = announce_clinic(two.source_head, two.case.unit, fields_of(), [two.case])
    members = [MemberFactory(unit=UnitFactory()) for _number in range(3)]
    together(*(lambda one=member: register(one.user, clinic, one.unit) for member in members))
    assert (len(seating(clinic).seated), len(seating(clinic).waiting)) == (1, 2)
    letters = OutgoingMail.objects.order_by("key").values_list("key", flat=True)
    assert [key.rsplit("-", 1)[0] for key in letters] == ["clinic-seat", "clinic-waiting", "clinic-waiting"]
