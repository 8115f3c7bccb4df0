"""Random steps by random people: nothing forbidden succeeds, history, state and dates always agree."""

import datetime
from collections import Counter
from itertools import pairwise

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from replications.actions import Report, express_interest, propose_agreement, start, take_step, tell_results
from replications.errors import ReplicationError
from replications.models import Replication
from replications.queries import held_by, history, step_of, steps_for
from replications.rules import ENDED, State, Step, possible_steps, state_after
from tests.factories import MemberFactory
from tests.replications.conftest import TERMS

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 4, 1)
REPORT = Report(results=[{"indicator": "Antre", "unit": "menit", "value": 5}])
OUTSIDERS = {"stranger": "head", "moderator": "moderator"}
PEOPLE = ("source_writer", "source_head", "writer", "head", *OUTSIDERS)


def _take(two, actor, replication, step, seen):
    if step is Step.EXPRESS:
        return express_interest(actor, two.case, two.unit, need="Perlu.")
    if step is Step.PROPOSE:
        return propose_agreement(actor, replication, TERMS, seen=seen)
    if step is Step.START:
        return start(actor, replication, DAY, DAY, seen=seen)
    if step is Step.ACHIEVE:
        return tell_results(actor, replication, REPORT, seen=seen)
    return take_step(actor, replication, step, seen=seen, note="Alasan.")


def _counts_of_history():
    """Return how many replications are in each state, from the history alone."""
    return Counter(history(one).last().data["after"] for one in Replication.objects.all())


ANY_ACT = st.tuples(st.sampled_from(PEOPLE), st.sampled_from(Step), st.booleans())
SENSIBLE_ACT = st.integers(0, 1_000)
"""Which of all that is possible now: without these, random acts seldom come past the first answer."""


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(ANY_ACT | SENSIBLE_ACT, min_size=5, max_size=40))
def test_history_and_state_always_agree(two, acts):
    with transaction.atomic():
        people = {name: getattr(two, name) for name in PEOPLE[:4]}
        people |= {name: MemberFactory(role=role).user for name, role in OUTSIDERS.items()}
        for act in acts:
            if isinstance(act, int):
                possible = _possible(two, people)
                actor, step, stale = *possible[act % len(possible)], False
            else:
                actor, step, stale = people[act[0]], *act[1:]
            _one_act(two, actor, step, stale)
        transaction.set_rollback(True)


def _newest():
    return Replication.objects.order_by("pk").last()


def _allowed(two, actor, step):
    """Say whether the table allows a step now."""
    newest = _newest()
    if step is Step.EXPRESS:
        runs = newest is not None and newest.state not in ENDED
        unborn = Replication(case=two.case, unit=two.unit)
        return not runs and step in possible_steps(None, held_by(actor, unborn), actor.pk)
    return newest is not None and step in steps_for(actor, newest)


def _possible(two, people):
    return [(actor, step) for actor in people.values() for step in Step if _allowed(two, actor, step)]


def _rows():
    return list(Replication.objects.order_by("pk").values_list("pk", "state", "version"))


def _one_act(two, actor, step, stale):
    newest = _newest()
    if newest is None and step is not Step.EXPRESS:
        return
    stale = stale and step is not Step.EXPRESS
    allowed, before = _allowed(two, actor, step) and not stale, _rows()
    try:
        done = _take(two, actor, newest, step, newest.version - stale if newest else 0)
    except (PermissionDenied, ReplicationError):
        assert not allowed, (actor, step, newest)
        assert _rows() == before
    else:
        assert allowed, (actor, step, newest)
        _agrees(Replication.objects.get(pk=done.pk), actor, step)


def _agrees(replication, actor, step):
    told = list(history(replication))
    assert [step_of(event) for event in told][-1] is step
    assert told[-1].actor == actor
    assert replication.state == told[-1].data["after"] == state_after(step, started=replication.started_on is not None)
    assert len(told) == replication.version
    assert all(one.data["after"] == two.data["before"] for one, two in pairwise(told))
    passed = {event.data["after"] for event in told}
    assert (replication.accepted_at is not None) == (State.ACCEPTED in passed)
    assert (replication.agreed_at is not None) == (State.AGREED in passed)
    assert (replication.achieved_at is not None) == (State.ACHIEVED in passed)
    assert (replication.started_on is not None) == (State.IMPLEMENTING in passed) == replication.milestones.exists()
    assert (replication.ended_at is not None) == (replication.state in ENDED)
    assert Counter(Replication.objects.values_list("state", flat=True)) == _counts_of_history()
