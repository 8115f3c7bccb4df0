"""Two people at the same moment: a number each, and the last place of a quota once."""

import pytest

from selections.actions import take_entry_step
from selections.errors import SelectionError, StaleError
from selections.models import Entry
from selections.rules.entries import EntryState, EntryStep
from tests.factories import UnitFactory
from tests.selections.entering import entrant
from tests.together import together

pytestmark = pytest.mark.django_db(transaction=True)


def _submit(admin, entry):
    try:
        return take_entry_step(admin, entry, EntryStep.SUBMIT, seen=entry.version).state
    except (SelectionError, StaleError) as error:
        return type(error)


def test_units_that_enter_at_once_get_a_number_each_and_a_double_click_enters_once(make_round):
    held, first, second = make_round(), entrant(), entrant()
    entered = together(
        lambda: first.enters(held), lambda: first.enters(held), lambda: second.enters(held), lambda: second.enters(held)
    )
    assert sorted(Entry.objects.values_list("number", flat=True)) == [1, 2]
    assert entered[0] == entered[1]
    assert entered[2] == entered[3]


def test_the_last_place_of_a_quota_is_given_once(make_round):
    held, first = make_round(), entrant()
    same = [entrant(first.admin, UnitFactory(agency=first.unit.agency)) for _number in range(2)]
    first.submitted(held)
    entries = [one.enters(held) for one in same]
    done = together(*(lambda entry=entry: _submit(first.admin, entry) for entry in entries))
    assert sorted(map(str, done)) == sorted(map(str, (EntryState.SUBMITTED, SelectionError)))
    assert Entry.objects.filter(state=EntryState.SUBMITTED).count() == 2


def test_a_double_press_submits_once(make_round):
    held, one = make_round(), entrant()
    entry = one.enters(held)
    done = together(lambda: _submit(one.admin, entry), lambda: _submit(one.admin, entry))
    assert sorted(map(str, done)) == sorted(map(str, (EntryState.SUBMITTED, StaleError)))
