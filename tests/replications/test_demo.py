"""The made-up copies: among made-up units alone, with a history that agrees, and gone with the demonstration."""

import pytest

from innovations.demo import load_demo, remove_demo
from replications.models import Replication
from replications.queries import history, step_of
from replications.rules import State, state_after

pytestmark = pytest.mark.django_db


def test_made_up_units_copy_made_up_cases_and_their_histories_agree():
    load_demo()
    copies = Replication.objects.select_related("own_case", "case", "unit")
    assert not copies.exclude(case__example=True, unit__example=True).exists()
    assert {copy.state for copy in copies} >= set(State) - {State.PROPOSED, State.WITHDRAWN}
    for copy in copies:
        told = list(history(copy))
        assert [event.data["after"] for event in told] == [state_after(step_of(event)) for event in told]
        assert (told[-1].data["after"], len(told)) == (copy.state, copy.version)
        assert [event.at for event in told] == sorted(event.at for event in told)
        assert (copy.state == State.ACHIEVED) == copy.results.exists()
        if copy.own_case:
            assert (copy.own_case.replicates, copy.own_case.unit) == (copy.case, copy.unit)


def test_loading_again_adds_nothing_and_removing_takes_all():
    load_demo()
    before = Replication.objects.count()
    load_demo()
    assert Replication.objects.count() == before > 0
    remove_demo()
    assert not Replication.objects.exists()
